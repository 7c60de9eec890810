"""What a change does: the order of verdicts, the findings that came and went, and what blocks."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from conforme import engine, trust
from conforme.catalog import Catalog
from conforme.cli import main
from conforme.diff import BLOCKING, Change, Diff, change, compare
from conforme.model import Verdict
from conforme.repo import Repo
from conforme.reports import difference
from conforme.reports.style import Style

DATE = datetime.date(2026, 11, 1)
LICENCE = (Path(__file__).resolve().parents[1] / "LICENCE").read_text(encoding="utf-8")
V = Verdict


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        (V.DECLARED, V.DECLARED, Change.SAME),
        (V.NOT_SHOWN, V.PARTIAL, Change.GAINED),
        (V.NOT_SHOWN, V.DECLARED, Change.GAINED),
        (V.UNVERIFIED, V.DECLARED, Change.GAINED),
        (V.CONTRADICTED, V.DECLARED, Change.GAINED),
        (V.TO_ATTEST, V.ATTESTED, Change.GAINED),
        (V.PARTIAL, V.ATTESTED, Change.STRENGTHENED),
        (V.ATTESTED, V.DECLARED, Change.STRENGTHENED),
        (V.CONTRADICTED, V.NOT_SHOWN, Change.STRENGTHENED),
        (V.DEMONSTRATED, V.DECLARED, Change.WEAKENED),
        (V.DECLARED, V.PARTIAL, Change.WEAKENED),
        (V.PARTIAL, V.NOT_SHOWN, Change.LOST),
        (V.DECLARED, V.NOT_APPLICABLE, Change.LOST),
        (V.ATTESTED, V.TO_ATTEST, Change.LOST),
        (V.DECLARED, V.CONTRADICTED, Change.CONTRADICTED),
        (V.NOT_SHOWN, V.CONTRADICTED, Change.CONTRADICTED),
        (V.DECLARED, V.UNVERIFIED, Change.UNKNOWN),
        (V.NOT_SHOWN, V.UNVERIFIED, Change.UNKNOWN),
        (V.NOT_SHOWN, V.NOT_APPLICABLE, Change.SAME),
    ],
)
def test_the_order_of_verdicts(base: Verdict, head: Verdict, expected: Change) -> None:
    assert change(base, head) is expected


def test_no_move_down_goes_without_a_word() -> None:
    ranked = [V.CONTRADICTED, V.NOT_SHOWN, V.PARTIAL, V.ATTESTED, V.DECLARED, V.DEMONSTRATED]
    for position, high in enumerate(ranked):
        for low in ranked[:position]:
            assert change(high, low) in {Change.WEAKENED, Change.LOST, Change.CONTRADICTED}
            assert change(low, high) in {Change.GAINED, Change.STRENGTHENED}


def diff(base: dict[str, str], head: dict[str, str], cards: Catalog) -> Diff:
    options = engine.Options(DATE, "live", isolate=False)
    repos = [Repo.of(files) for files in (base, head)]
    reports = [trust.decide(engine.audit(repo, cards, options), ()) for repo in repos]
    oids = [{path: entry.oid for path, entry in repo.entries.items()} for repo in repos]
    return compare(*reports, trust.renames(*oids))


def moves(found: Diff) -> dict[str, Change]:
    return {item.id: item.change for item in found.actions if item.change is not Change.SAME}


def test_a_licence_that_goes_is_lost_and_says_why(cards: Catalog) -> None:
    found = diff({"LICENCE": LICENCE}, {"README.md": "# Guichet"}, cards)

    assert moves(found) == {"15.3": Change.LOST}
    assert [item.id for item in found.blocking()] == ["15.3"]
    result = next(item for item in found.results if item.rule == "licence-open")
    assert [finding.key for finding in result.came] == ["missing"] and not result.gone
    assert moves(diff({"README.md": "# Guichet"}, {"LICENCE": LICENCE}, cards)) == {"15.3": Change.GAINED}


def test_a_moved_file_changes_nothing(cards: Catalog) -> None:
    policy = "# Security\n\nTODO\n"
    found = diff({"SECURITY.md": policy, "LICENCE": LICENCE}, {".github/SECURITY.md": policy, "LICENCE": LICENCE}, cards)

    assert not found.results and not moves(found)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_both_forms_say_the_same(lang: str, cards: Catalog) -> None:
    found = diff({"LICENCE": LICENCE}, {"README.md": "# Guichet"}, cards)
    data = difference.document(found, lang)
    text = difference.render(found, lang, Style())

    assert {"id": "15.3", "base": "demonstrated", "head": "not-shown", "change": "lost"} in data["actions"]
    assert next(item for item in data["practices"] if item["id"] == "15")["change"] in {"lost", "weakened"}
    assert data["blocking"] == ["15.3"]
    assert data["results"][0]["came"][0]["message"] in " ".join(text.split("\n"))
    assert ("perdu" if lang == "fr" else "lost") in text


def test_time_alone_is_said(cards: Catalog) -> None:
    txt = "Contact: https://www.exemple.quebec/signaler\nExpires: 2026-06-01T00:00:00Z\nPreferred-Languages: fr\n"
    repo = Repo.of({".well-known/security.txt": txt})
    now, then = (trust.decide(engine.audit(repo, cards, engine.Options(day, "live", isolate=False)), ()) for day in (DATE, datetime.date(2026, 1, 1)))
    found = compare(now, now, {}, then)

    assert not moves(found)
    changed = {item.action.id for one, other in zip(now.practices, then.practices, strict=True)
               for item, before in zip(one.actions, other.actions, strict=True) if item.verdict is not before.verdict}  # fmt: skip
    assert set(found.by_time) == changed and changed


def test_the_command_blocks_on_what_is_lost_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from git import Repo as GitRepo

    repo = GitRepo.init(tmp_path)
    with repo.config_writer() as config:
        config.set_value("user", "name", "x").set_value("user", "email", "x@example.org")
    (tmp_path / "LICENCE").write_text(LICENCE, encoding="utf-8")
    repo.index.add(["LICENCE"])
    first = repo.index.commit("first").hexsha
    repo.index.remove(["LICENCE"], working_tree=True)
    (tmp_path / "README.md").write_text("# Guichet\n", encoding="utf-8")
    repo.index.add(["README.md"])
    second = repo.index.commit("second").hexsha

    assert main(["diff", first, second, str(tmp_path), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["base"]["commit"] == first
    assert main(["diff", second, first, str(tmp_path)]) == 0
    assert main(["diff", first, str(tmp_path)]) == 1
    assert main(["diff", first, str(tmp_path), "--staged"]) == 1
    assert main(["diff", first, second, str(tmp_path), "--exit-zero"]) == 0
    assert main(["diff", first, second, str(tmp_path), "--fail-on", "never"]) == 0
    assert main(["diff", first, "nowhere", str(tmp_path)]) == 3
    assert main(["diff", first, second, str(tmp_path), "--staged"]) == 2
    assert {Change.LOST, Change.CONTRADICTED, Change.UNKNOWN} == BLOCKING
