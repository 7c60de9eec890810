"""What leaves the tool: nothing is lost when a reader goes away, a stream is closed or one report cannot be written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conforme.reports import console, sentences

ROOT = Path(__file__).resolve().parents[1]
BLOCKING = "security-policy-usable"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plain folder in which something blocks."""
    service = tmp_path / "service"
    (service / "conformite").mkdir(parents=True)
    (service / "SECURITY.md").write_text("# Security\n\nTODO\n", encoding="utf-8")
    (service / "conformite" / "service.yaml").write_text("nom: Guichet\nphase: alpha\n", encoding="utf-8")
    return service


@pytest.fixture
def environment(warm_cache: Path) -> dict[str, str]:
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    dropped = ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": paths, "XDG_CACHE_HOME": str(warm_cache)}


def shell(script: str, environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """`script` run by sh, in which `$C` is the command line and `$1`… the arguments."""
    return subprocess.run(
        ["sh", "-c", script, "sh", *map(str, arguments)],
        capture_output=True,
        timeout=60,
        env={**environment, "C": f"{sys.executable} -m conforme"},
        check=False,
    )


def test_a_reader_that_goes_away_changes_neither_the_code_nor_the_files(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    out = tmp_path / "out.json"
    script = '{ $C check "$1" --verbose --format text --format json --output "$2"; echo $? >"$2.code"; } | head -0'
    done = shell(script, environment, folder, out)

    assert (tmp_path / "out.json.code").read_text() == "1\n"
    assert json.loads(out.read_text(encoding="utf-8"))["summary"]["blocking"] > 0
    assert done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_loses_no_file(folder: Path, tmp_path: Path, environment: dict[str, str], closed: str) -> None:
    out = tmp_path / "out.json"
    done = shell(f'$C check "$1" --format text --format json --output "$2" {closed}', environment, folder, out)

    assert done.returncode == 1
    assert json.loads(out.read_text(encoding="utf-8"))["schema_version"] == "1"
    assert b"Traceback" not in done.stderr
    assert shell(f'$C check "$1/nowhere" {closed}', environment, folder).returncode == 2


@pytest.mark.parametrize("arguments", ["--version", "--help", "check --help", "rules"])
def test_what_is_not_read_is_no_error(environment: dict[str, str], tmp_path: Path, arguments: str) -> None:
    done = shell(f'{{ sleep 0.1; $C {arguments}; echo $? >"$1"; }} | head -0', environment, tmp_path / "code")

    assert ((tmp_path / "code").read_text(), done.stderr) == ("0\n", b"")


def test_one_unwritable_report_loses_none_of_the_others(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    out = tmp_path / "out.json"
    script = '$C check "$1" --format json --output "$2/a" --format text --output "$2/b" --format json --output "$3" --format text'
    done = shell(script, environment, folder, tmp_path / "nowhere", out)

    assert done.returncode == 4
    assert json.loads(out.read_text(encoding="utf-8"))["schema_version"] == "1"
    assert b"Guichet" in done.stdout
    assert [line.partition(b"nowhere/")[2][:1] for line in done.stderr.splitlines()] == [b"a", b"b"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
def test_a_full_standard_output_is_a_failure_of_the_tool(folder: Path, environment: dict[str, str]) -> None:
    done = shell('$C check "$1" >/dev/full', environment, folder)

    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1 and b"Traceback" not in done.stderr


def written(environment: dict[str, str], folder: Path, target: object, before: str = "", after: str = "") -> subprocess.CompletedProcess[bytes]:
    return shell(f'{before} $C check "$1" --format json --output "$2" {after}', environment, folder, target)


def version(text: str) -> object:
    return json.loads(text)["schema_version"]


def test_a_symbolic_link_stays_and_its_target_is_replaced(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link, dangling = tmp_path / "elsewhere" / "real.json", tmp_path / "link.json", tmp_path / "dangling.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(Path("elsewhere") / "real.json")
    dangling.symlink_to(Path("elsewhere") / "new.json")

    for path in (link, dangling):
        assert written(environment, folder, path).returncode == 1
        assert path.is_symlink() and version(path.read_text(encoding="utf-8")) == "1"
    assert sorted(os.listdir(tmp_path / "elsewhere")) == ["new.json", "real.json"]


def test_modes_are_kept_and_new_files_follow_the_umask(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    for mode in (0o600, 0o640, 0o664):
        target = tmp_path / f"{mode:o}.json"
        target.write_text("old", encoding="utf-8")
        target.chmod(mode)
        assert written(environment, folder, target, before="umask 022;").returncode == 1
        assert (target.stat().st_mode & 0o777, version(target.read_text(encoding="utf-8"))) == (mode, "1")
    for umask, mode in (("077", 0o600), ("027", 0o640), ("002", 0o664)):
        target = tmp_path / f"new-{umask}.json"
        written(environment, folder, target, before=f"umask {umask};")
        assert target.stat().st_mode & 0o777 == mode


def test_pipes_and_devices_are_written_into(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    done = shell('cat "$2" >"$2.out" & $C check "$1" --format json --output "$2"; code=$?; wait; exit $code', environment, folder, fifo)
    assert done.returncode == 1 and fifo.is_fifo()
    assert version((tmp_path / "fifo.out").read_text(encoding="utf-8")) == "1"

    null = os.stat("/dev/null")
    assert written(environment, folder, "/dev/null").returncode == 1
    assert os.path.samestat(os.stat("/dev/null"), null)

    assert version(written(environment, folder, "/dev/stdout").stdout.decode()) == "1"
    shell('{ echo before; $C check "$1" --format json --output /dev/stdout; echo after; } >"$2"', environment, folder, tmp_path / "all")
    shown = (tmp_path / "all").read_text(encoding="utf-8").splitlines()
    assert (shown[0], shown[-1]) == ("before", "after") and version("\n".join(shown[1:-1])) == "1"


def test_a_folder_is_no_file_and_nothing_is_left_beside_it(folder: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    before = sorted(os.listdir(tmp_path))
    done = written(environment, folder, tmp_path)

    assert done.returncode == 4 and done.stderr.count(b"\n") == 1 and "c’est un dossier" in done.stderr.decode()
    assert sorted(os.listdir(tmp_path)) == before


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("##[error]x", "# #[error]x"),
        ("###[error]x", "# # #[error]x"),
        ("a ##vso[task.complete]", "a # #vso[task.complete]"),
        ("::error::x", ": :error::x"),
        (" \u00a0\t::error file=a::x", " \u00a0\t: :error file=a::x"),
        (":::error::x", ": ::error::x"),
        ("\x1b[1m::error::x", "\\x1b[1m::error::x"),
        ("\r::error::x", "\\x0d::error::x"),
        ("a\u2028::error::\u202e", "a\\u2028::error::\\u202e"),
        ("a::b, c: d # e", "a::b, c: d # e"),
    ],
)
def test_no_line_is_a_command_to_a_runner(line: str, shown: str) -> None:
    assert console.safe(f"first\n{line}\nlast") == f"first\n{shown}\nlast"
    assert console.safe(shown) == shown


def test_our_own_colours_stay_and_hide_no_command() -> None:
    assert console.safe("\x1b[1mbold\x1b[0m \x1b]0;title\x07", colour=True) == "\x1b[1mbold\x1b[0m \\x1b]0;title\\x07"
    assert console.safe("\x1b[1m::error::x\x1b[0m", colour=True) == "\x1b[1m: :error::x\x1b[0m"


HOSTILE = "::error::x ###[error] \x1b[31m\u202e"


def commands(shown: str) -> list[str]:
    return [line for line in shown.split("\n") if line.lstrip().startswith("::") or "##" in line or any(mark in line for mark in "\x1b\u202e\r\x07")]


def test_nothing_that_a_repository_writes_steers_a_runner(folder: Path, environment: dict[str, str]) -> None:
    service = {"nom": HOSTILE, "phase": "alpha", "parties": [{"id": f"p{HOSTILE}", "chemin": "::error::a"}]}
    (folder / "conformite" / "service.yaml").write_text(json.dumps(service), encoding="utf-8")
    (folder / "::error::a").mkdir()
    (folder / "::error::a" / "openapi.yaml").write_text("openapi: '3.0.0'\ninfo: ###[error]\n", encoding="utf-8")
    register = folder / "conformite" / "risques.yaml"
    register.write_text(json.dumps({"risques": [{HOSTILE: 1}]}), encoding="utf-8")

    for script in ('check "$1" -v', 'check "$1" --color always', 'check "$1" --format json', 'evidence "$1"', 'check "$1" --part "$2"',
                   'check "$1/$2"', 'check "$1" --select "$2"', 'registers "$1/conformite/risques.yaml"', '"$2"'):  # fmt: skip
        done = shell(f'cd "$1"; $C {script}', environment, folder, HOSTILE)
        shown = done.stdout.decode() + done.stderr.decode()
        assert shown and "Traceback" not in shown
        assert not commands(re.sub(r"\x1b\[\d{1,2}m", "", shown) if "always" in script else shown), script


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_data_is_utf_8_whatever_the_locale_and_text_never_fails(folder: Path, environment: dict[str, str], encoding: str) -> None:
    (folder / "conformite" / "service.yaml").write_text("nom: Œuvre d’été 😀\nphase: alpha\n", encoding="utf-8")
    there = {**environment, "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    data = shell('$C check "$1" --format json', there, folder)
    text = shell('$C check "$1"', there, folder)

    assert json.loads(data.stdout.decode("utf-8"))["service"]["name"]["fr"] == "Œuvre d’été 😀"
    assert (text.returncode, text.stderr) == (1, b"")
    assert text.stdout.decode(encoding)
    assert json.loads(shell("$C rules --format json", there).stdout.decode("utf-8"))
    assert shell("$C schema indicators", there).stdout.decode("utf-8")


def test_what_a_finding_is_about_names_no_person() -> None:
    assert sentences.subject("risks/zoe@exempleville.qc.ca#due") == "risks/[…]#due"
    assert sentences.subject("GET /demandes/{}") == "GET /demandes/{}"
