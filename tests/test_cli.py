"""The command line as scripts and hooks rely on it: commands, options, exit codes, one line for each error, nothing lost."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conforme.cli import main

ROOT = Path(__file__).resolve().parents[1]
LICENCE = (ROOT / "LICENCE").read_text(encoding="utf-8")
API = """openapi: 3.0.3
info: {title: Permis de camping, version: 1.0.0, description: Demandes de permis.}
paths:
  /demandes/{numero}:
    get:
      summary: Lire une demande
      parameters: [{name: numero, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: La demande}}
"""
POLICY = "# Security\n\nReport a vulnerability through the form at https://www.exemple.quebec/signaler; we answer within five days.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plain folder that is a small service, in its alpha phase."""
    service = tmp_path / "service"
    (service / "conformite").mkdir(parents=True)
    (service / "LICENCE").write_text(LICENCE, encoding="utf-8")
    (service / "SECURITY.md").write_text(POLICY, encoding="utf-8")
    (service / "conformite" / "service.yaml").write_text("nom: Guichet\nphase: alpha\n", encoding="utf-8")
    return service


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, warm_cache: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "CONFORME_DEBUG"):
        monkeypatch.delenv(name, raising=False)


Outcome = tuple[int, str, str]


@pytest.fixture
def conforme(capsys: pytest.CaptureFixture[str]) -> object:
    def run(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


SELECTED = "licence-open,security-policy-usable"


def test_check_prints_the_grid_and_exits_by_what_blocks(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    code, out, err = conforme("check", folder, "--select", SELECTED)

    assert (code, err) == (0, "")
    assert "Guichet" in out and "15" in out and "Rien de bloquant" in out
    (folder / "SECURITY.md").write_text("# Security\n\nTODO\n", encoding="utf-8")
    assert conforme("check", folder, "--select", SELECTED)[0] == 1
    assert conforme("check", folder, "--select", SELECTED, "--exit-zero")[0] == 0
    assert conforme("check", folder, "--select", SELECTED, "--fail-on", "never")[0] == 0
    assert conforme("check", folder, "--select", SELECTED, "--fail-on", "contradicted")[0] == 0
    assert conforme("check", folder, "--select", SELECTED, "--phase", "discovery")[0] == 0


@pytest.mark.parametrize("selector", ["9", "09", "9.1", "09.1", "bpng:9.1", "security-policy-usable"])
def test_ids_of_practices_actions_and_rules_mean_the_same_however_written(folder: Path, conforme, selector: str) -> None:  # type: ignore[no-untyped-def]
    report = json.loads(conforme("check", folder, "--select", selector, "--format", "json")[1])

    assert "security-policy-usable" in {item["rule"] for item in report["results"]}
    assert "licence-open" not in {item["rule"] for item in report["results"]}
    ignored = json.loads(conforme("check", folder, "--ignore", selector, "--format", "json")[1])
    assert "security-policy-usable" not in {item["rule"] for item in ignored["results"]}


def test_one_audit_many_reports_each_replaced_whole(folder: Path, conforme, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text, data = tmp_path / "out.txt", tmp_path / "out.json"
    text.write_text("old")
    code, out, _ = conforme("check", folder, "--format", "text", "--output", text, "--format", "json", "--output", data)

    assert out == ""
    assert code in (0, 1)
    assert "conforme" in text.read_text(encoding="utf-8")
    assert json.loads(data.read_text(encoding="utf-8"))["schema_version"] == "1"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".conforme", "out"))) == ["out.json", "out.txt"]


def test_a_report_that_cannot_be_written_is_a_failure_of_the_tool_and_leaves_nothing(folder: Path, conforme, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, _, err = conforme("check", folder, "--format", "json", "--output", tmp_path / "nowhere" / "out.json")

    assert code == 4
    assert "nowhere" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["check", "/nowhere/at/all"], 2, "/nowhere/at/all"),
        (["check", "{folder}", "--rev", "HEAD"], 2, "git"),
        (["check", "{folder}", "--staged"], 2, "git"),
        (["check", "{folder}", "--date", "23-11-2026"], 2, "2026-11-23"),
        (["check", "{folder}", "--date", "2026-W01-1"], 2, "2026-11-23"),
        (["check", "{folder}", "--date", "20261123"], 2, "2026-11-23"),
        (["check", "{folder}", "--date", "２０２６-11-23"], 2, "2026-11-23"),
        (["check", "{folder}", "--date", "2026-02-30"], 2, "2026-11-23"),
        (["check", "{folder}", "--date", "9999-12-31"], 2, "2099-12-31"),
        (["check", "{folder}", "--date", "0001-01-01"], 2, "2000-01-01"),
        (["check", "{folder}", "--fail-on", "everything"], 2, "expected"),
        (["check", "{folder}", "--fail-on", "lost"], 2, "check"),
        (["check", "{folder}", "--fail-on", ""], 2, "--fail-on"),
        (["check", "{folder}", "--fail-on", " , "], 2, "--fail-on"),
        (["check", "{folder}", "--select", ""], 2, "--select"),
        (["check", "{folder}", "--ignore", ","], 2, "--ignore"),
        (["evidence", "{folder}", "--select", ""], 2, "--select"),
        (["check", "{folder}", "--format", "json", "--output", ""], 2, "--output"),
        (["check", "{folder}", "--select", "²"], 2, "²"),
        (["check", "{folder}", "--select", "9."], 2, "9."),
        (["check", "{folder}", "--select", "licence-opne"], 2, "licence-open"),
        (["check", "{folder}", "--select", "19"], 2, "19"),
        (["check", "{folder}", "--output", "x.json"], 2, "--format"),
        (["check", "{folder}", "--part", "nope"], 2, "nope"),
        (["check", "{folder}", "--nope"], 2, "--nope"),
        (["explain", "licence-opne"], 2, "licence-open"),
        (["explain"], 2, "conforme rules"),
        (["schema", "nope"], 2, "indicators"),
        (["registers", "{folder}/README.md"], 2, "indicateurs.yaml"),
        ([], 2, "COMMANDE"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_error_is_one_line_that_says_what_was_expected(
    folder: Path, conforme, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, word: str, lang: str
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LANG", f"{lang}_CA.UTF-8")
    actual, out, err = conforme(*(argument.replace("{folder}", str(folder)) for argument in arguments))

    assert actual == code
    assert out == ""
    assert err.count("\n") == 1 and "Traceback" not in err
    assert word in err or (lang == "en" and word == "COMMANDE" and "COMMAND" in err)


def test_the_settings_of_a_repository_add_and_never_weaken(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    settings = folder / "conforme.toml"
    settings.write_text('lang = "en"\nfail-on = ["undecided"]\n', encoding="utf-8")
    assert "Nothing blocking" in conforme("check", folder, "--select", SELECTED)[1]

    for wrong in ('fail-on = ["never"]', 'ignore = ["licence-open"]', 'lang = "de"', "lang = ["):
        settings.write_text(wrong + "\n", encoding="utf-8")
        code, _, err = conforme("check", folder)
        assert code == 2 and "conforme.toml" in err and err.count("\n") == 1


def test_settings_that_cannot_be_read_are_said_and_foreign_files_stop_nothing(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    project = folder / "pyproject.toml"
    for foreign in ("# conforme\n[broken", "[project\nname = 'conforme'\n", "[tool.conformer]\nx = ["):
        project.write_text(foreign, encoding="utf-8")
        assert conforme("check", folder, "--select", SELECTED)[0] == 0
    for ours in ("[tool.conforme]\nlang = [", "[project]\nx = [\n [ tool . 'conforme' ]\n", "[tool]\nconforme = 3\n", "[tool.conforme]\nx = 1\n"):
        project.write_text(ours, encoding="utf-8")
        code, _, err = conforme("check", folder)
        assert code == 2 and "pyproject.toml" in err and err.count("\n") == 1, ours
    project.unlink()

    settings = folder / "conforme.toml"
    settings.symlink_to(folder / "LICENCE")
    code, _, err = conforme("check", folder)
    assert code == 2 and "conforme.toml" in err and "lien symbolique" in err and err.count("\n") == 1


def test_the_language_is_the_option_then_the_manifest_then_french_and_the_locale_only_for_text(
    folder: Path, conforme, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("LANG", "en_CA.UTF-8")
    assert "Nothing blocking" in conforme("check", folder, "--select", SELECTED)[1]
    assert json.loads(conforme("check", folder, "--format", "json")[1])["lang"] == "fr"
    assert "Rien de bloquant" in conforme("check", folder, "--select", SELECTED, "--lang", "fr")[1]

    (folder / "conformite" / "service.yaml").write_text("name: Counter\nphase: alpha\nlanguage: en\n", encoding="utf-8")
    assert json.loads(conforme("check", folder, "--format", "json")[1])["lang"] == "en"
    assert json.loads(conforme("check", folder, "--format", "json", "--lang", "fr")[1])["lang"] == "fr"


def test_colour_is_written_only_when_asked_for_and_says_nothing_alone(folder: Path, conforme, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    plain = conforme("check", folder)[1]
    coloured = conforme("check", folder, "--color", "always")[1]
    assert "\x1b[" not in plain and "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert conforme("check", folder)[1] == coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert conforme("check", folder)[1] == plain


def test_evidence_lists_what_was_found_whatever_the_standard(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = conforme("evidence", folder, "--format", "json")
    listed = json.loads(out)

    assert code == 0
    assert ("open-licence", "LICENCE", "LiLiQ-P-1.1", "demonstrated") in {
        (e["kind"], e["path"], e["value"], e["strength"]) for e in listed["evidence"]
    }
    assert {e["kind"] for e in json.loads(conforme("evidence", folder, "--select", "security-policy", "--format", "json")[1])["evidence"]} == {
        "security-policy"
    }
    assert "LiLiQ-P-1.1" in conforme("evidence", folder)[1]


def test_evidence_is_of_the_part_and_says_every_limit_in_both_formats(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    parts = "nom: Guichet\nphase: alpha\nparties:\n  - {id: a, chemin: a}\n  - {id: b, chemin: b}\n"
    (folder / "conformite" / "service.yaml").write_text(parts, encoding="utf-8")
    for part in "ab":
        (folder / part).mkdir()
        (folder / part / "openapi.yaml").write_text(API, encoding="utf-8")
    listed = json.loads(conforme("evidence", folder, "--part", "a", "--format", "json")[1])["evidence"]
    assert {item["part"] for item in listed} == {"", "a"}
    shown = conforme("evidence", folder, "--part", "a")[1]
    assert "a/openapi.yaml" in shown and "b/openapi.yaml" not in shown
    assert conforme("evidence", folder, "--part", "c")[0] == 2

    (folder / "conformite" / "service.yaml").write_text("nom: [", encoding="utf-8")
    limits = json.loads(conforme("evidence", folder, "--format", "json")[1])["limits"]
    assert "manifest-invalid" in {limit["what"] for limit in limits}
    assert "service.yaml\u00a0: " in conforme("evidence", folder)[1]


@pytest.mark.parametrize("form", ["text", "json"])
def test_evidence_of_no_kind_is_an_error_in_any_format(folder: Path, conforme, form: str) -> None:  # type: ignore[no-untyped-def]
    for selected in (["--select", "open-licence", "--ignore", "open-licence"], ["--select", "open-license"]):
        code, out, err = conforme("evidence", folder, *selected, "--format", form)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert "open-licence" in err


def test_no_sentence_ends_in_an_empty_suggestion(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    for lang in ("fr", "en"):
        for arguments in (("explain", "zzzz"), ("check", folder, "--select", "zzzz")):
            said = conforme(*arguments, "--lang", lang)[2]
            assert "zzzz" in said
            assert not [mark for mark in ("()", ": )", "«\u00a0\u00a0»", "“”", "vouliez", "mean") if mark in said]
    register = folder / "conformite" / "indicateurs.yaml"
    register.write_text("indicateurs:\n- nom: Délai\n  xyzzy: 10 jours\n", encoding="utf-8")
    assert "«\u00a0xyzzy\u00a0»\n" in conforme("registers", register)[1]


def test_practices_rules_explain_and_schema_speak_both_languages(conforme) -> None:  # type: ignore[no-untyped-def]
    for lang, word in (("fr", "Comprendre les citoyennes et citoyens"), ("en", "Understand citizens")):
        data = json.loads(conforme("practices", "--format", "json", "--lang", lang)[1])
        assert len(data["themes"]) == 6 and len(data["practices"]) == 18
        assert sum(len(practice["actions"]) for practice in data["practices"]) == 48
        assert data["practices"][0]["title"] == word and word in conforme("practices", "--lang", lang)[1]
        rules = json.loads(conforme("rules", "--format", "json", "--lang", lang)[1])["rules"]
        assert {"id", "actions", "serves", "evidence", "scope", "phase", "role", "lifecycle", "judges", "sources", "title"} <= set(rules[0])
        assert rules[0]["id"] in conforme("rules", "--lang", lang)[1]
        for rule in rules[lang == "en" :: 2]:
            assert conforme("explain", rule["id"], "--lang", lang)[0] == 0
        assert "1" in conforme("explain", "--limits", "--lang", lang)[1]
    assert "cible" in conforme("schema", "indicators", "--lang", "fr")[1]
    assert '"target"' in conforme("schema", "indicators", "--lang", "en")[1]
    assert "indicators" in conforme("schema")[1]


def test_the_cards_are_kept_compiled_outside_the_repository_unless_refused(
    folder: Path, conforme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cold"))
    conforme("check", folder, "--no-cache")
    assert not (tmp_path / "cold").exists()
    first = conforme("check", folder, "--format", "json")[1]
    kept = list((tmp_path / "cold" / "conforme").iterdir())
    assert len(kept) == 1

    assert conforme("check", folder, "--format", "json")[1] == first
    kept[0].write_text("{broken", encoding="utf-8")
    assert conforme("check", folder, "--format", "json")[1] == first


def test_a_register_given_as_a_file_is_checked_with_the_place_and_the_nearest_word(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    register = folder / "conformite" / "indicateurs.yaml"
    register.write_text("indicateurs:\n- nom: Délai\n  cibel: 10 jours\n", encoding="utf-8")
    code, out, _ = conforme("registers", register, folder / "conformite" / "service.yaml")

    assert code == 1
    assert f"{register}:3:3:" in out and "cible" in out
    register.write_text("indicateurs:\n- nom: Délai\n  cible: 10 jours\n", encoding="utf-8")
    assert conforme("registers", register) == (0, "", "")


def process(*arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    return subprocess.Popen(
        [sys.executable, "-m", "conforme", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths, **environment},
    )


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    running = process("check", folder, "--verbose")
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()

    assert running.wait(20) in (0, 1)
    assert b"Traceback" not in running.stderr.read()
    running.stderr.close()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_cannot_show_a_character_gets_an_escape(folder: Path, encoding: str) -> None:
    out, err = process("check", folder, PYTHONIOENCODING=encoding, LC_ALL="C").communicate(timeout=20)

    assert b"conforme" in out and err == b""


def test_ctrl_c_answers_130(folder: Path) -> None:
    (folder / "wait.py").write_text(
        "import sys, time\nfrom conforme.cli import check, main\n"
        "def wait(options):\n    print('ready', flush=True)\n    time.sleep(30)\n"
        "check.main = wait\nsys.exit(main(['check']))\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join(str(ROOT / name) for name in ("linter", "plugins"))
    running = subprocess.Popen([sys.executable, str(folder / "wait.py")], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths})
    assert running.stdout is not None and running.stdout.readline() == b"ready\n"
    start = time.monotonic()
    running.send_signal(signal.SIGINT)

    assert running.wait(10) == 130
    assert time.monotonic() - start < 5
    running.stdout.close()


def test_common_options_go_before_the_command_or_after_it(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    before, after = (conforme(*order, folder, "--select", SELECTED) for order in (("--lang", "en", "-q", "check"), ("check", "--lang", "en", "-q")))
    assert before == after and "Nothing blocking" in before[1]
    assert conforme("--color", "always", "check", folder)[1] == conforme("check", folder, "--color", "always")[1]
    assert conforme("--lang", "fr", "check", folder, "--lang", "en", "--select", SELECTED)[1].endswith("Nothing blocking (findings: 0)\n")
    assert conforme("--lang", "en", "--version")[0] == 0
    code, _, err = conforme("--format", "json", "check", folder)
    assert code == 2 and "conforme check --format" in err and err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["chek"], "conforme\u00a0: COMMANDE\u00a0: valeur inconnue «\u00a0chek\u00a0» (au choix\u00a0: "),
        (["check", "--color"], "conforme\u00a0: --color\u00a0: une valeur est attendue\n"),
        (["check", "-q", "-v"], "conforme\u00a0: --verbose/-v\u00a0: incompatible avec --quiet/-q\n"),
        (["check", ".", "--nope"], "conforme\u00a0: argument inconnu\u00a0: --nope\n"),
        (["check", ".", "--quiet=1"], "conforme\u00a0: --quiet/-q\u00a0: valeur de trop\u00a0: «\u00a01\u00a0»\n"),
        ([], "conforme\u00a0: il manque\u00a0: COMMANDE\n"),
    ],
)
def test_usage_errors_are_french_with_its_spaces_and_english_stays_english(conforme, arguments: list[str], expected: str) -> None:  # type: ignore[no-untyped-def]
    assert conforme(*arguments)[2].startswith(expected)
    english = conforme(*arguments, "--lang=en")[2] if arguments else conforme("--lang=en")[2]
    assert english.startswith("conforme: ") and "\u00a0" not in english
    assert not {"attendue", "inconnu", "manque"} & set(english.split())


def test_help_is_in_one_language(conforme) -> None:  # type: ignore[no-untyped-def]
    for lang, said, unsaid in (
        ("fr", "usage\u00a0: conforme check", ("usage: ", "PATH", "FILE", "exit")),
        ("en", "usage: conforme check", ("FICHIER",)),
    ):
        code, shown, _ = conforme("--lang", lang, "check", "--help")
        assert code == 0 and shown.startswith(said)
        assert not [word for word in unsaid if word in shown.replace("--exit-zero", "")]


def test_places_are_explained_as_a_reader_writes_them(conforme) -> None:  # type: ignore[no-untyped-def]
    rules = json.loads(conforme("rules", "--format", "json")[1])["rules"]
    for rule in {rule["evidence"][0]: rule["id"] for rule in rules}.values():
        shown = conforme("explain", rule)[1].partition("Où la règle regarde")[2].partition("Ce que la règle peut signaler")[0]
        assert "**" not in shown and "#%raml" not in shown and not re.search(r"\(\w+(, \w+){2,}\)", shown)


def test_what_is_not_shown_is_not_counted_as_shown(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    (folder / "SECURITY.md").write_text("# Security\n\nTODO\n", encoding="utf-8")
    report = json.loads(conforme("check", folder, "--format", "json")[1])
    shown = conforme("check", folder)[1]

    for practice in report["practices"]:
        verdicts = [action["verdict"] for action in practice["actions"]]
        met = sum(verdict in ("demonstrated", "declared", "attested") for verdict in verdicts)
        apply = sum(verdict != "not-applicable" for verdict in verdicts)
        assert re.search(rf"{practice['id']} \S .*?\({met}/{apply}\)", shown), practice["id"]
    assert "not-shown" in {action["verdict"] for practice in report["practices"] for action in practice["actions"]}


def test_a_run_leaves_signals_and_the_words_of_argparse_as_they_were(folder: Path, conforme) -> None:  # type: ignore[no-untyped-def]
    import argparse

    before = (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP), argparse._)  # type: ignore[attr-defined]
    conforme("check", folder, "--select", SELECTED, "--lang", "fr")
    conforme("chek", "--lang", "fr")

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP), argparse._) == before  # type: ignore[attr-defined]
