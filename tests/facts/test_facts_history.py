"""What history can tell of records and files, and what it must not be believed to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from conforme.facts import history, structured
from conforme.facts.history import Changed, Origin, changed, first_code, first_release, imported, is_code, origin, releases_between, rhythm, touched
from conforme.facts.records import Vocabulary, from_nodes
from conforme.model import Record
from conforme.repo import Document, Repo, Unreadable

VOCABULARY = Vocabulary.of(
    {
        "risk": {
            "name": {"fr": ["risque"], "id": True},
            "due": {"type": "date", "fr": ["échéance"]},
            "review_by": {"type": "date", "fr": ["revoir le"]},
        }
    }
)
PATH = "conformite/risques.yaml"
PANNE = "- {name: Panne, due: 2026-06-01}\n"
FUITE = "- {name: Fuite, due: 2026-07-01}\n"


def parse(document: Document) -> Iterable[Record]:
    return from_nodes(document.fact(structured.parse), VOCABULARY, "risk", document.path)


def repo(*steps: tuple[str, Mapping[str, Any]], shallow: bool = False, files: Mapping[str, str] | None = None) -> Repo:
    return Repo.of(files, history=[{"date": date, "files": files} for date, files in steps], shallow=shallow)


def risks(*steps: tuple[str, str | None], **more: Any) -> Repo:
    """A root commit of no matter, then the versions of one register."""
    return repo(("2025-12-01", {"README.md": "x"}), *((date, {PATH: text}) for date, text in steps), **more)


def since(made: Repo, path: str = PATH, **more: Any) -> Mapping[str, Changed]:
    return changed(made.history, made.document(path), parse, **{"until": "2026-11-01", **more})


# --- since when ------------------------------------------------------------------------------------------------------------------------------


def test_each_record_has_its_own_date() -> None:
    found = since(risks(("2026-01-01", PANNE), ("2026-02-01", PANNE + FUITE), ("2026-03-01", FUITE + PANNE)))
    assert found == {"panne": Changed("2026-01-01", "known", "2026-01-01"), "fuite": Changed("2026-02-01", "known", "2026-02-01")}


def test_a_review_date_a_comment_a_space_and_the_order_change_nothing() -> None:
    reviewed = "# revu\n-   revoir le: 2027-01-01\n    échéance: 2026-06-01\n    risque: Panne\n    note: revu en comité\n"
    assert since(risks(("2026-01-01", PANNE), ("2026-10-01", reviewed)))["panne"].date == "2026-01-01"


def test_a_change_and_back_counts_from_the_return() -> None:
    found = since(risks(("2026-01-01", PANNE), ("2026-02-01", PANNE.replace("06", "09")), ("2026-03-01", PANNE)))
    assert found["panne"].date == "2026-03-01"


@pytest.mark.parametrize("broken", ["- {name: [\n", "\tx", None])
def test_a_version_that_cannot_be_parsed_is_a_change(broken: str | None) -> None:
    assert since(risks(("2026-01-01", PANNE), ("2026-02-01", broken), ("2026-03-01", PANNE)))["panne"].date == "2026-03-01"


def test_moves_are_followed() -> None:
    made = repo(("2025-12-01", {"README.md": "x"}), ("2026-01-01", {"risques.yaml": PANNE}), ("2026-05-01", {"risques.yaml": None, PATH: PANNE}))
    assert since(made)["panne"].date == "2026-01-01"


def test_moves_with_changes_are_followed_as_far_as_the_record_is_the_same() -> None:
    steps = (
        ("2025-12-01", {"README.md": "x"}),
        ("2026-01-01", {"docs/risques.yaml": PANNE}),
        ("2026-05-01", {"docs/risques.yaml": None, PATH: FUITE + PANNE}),
    )
    found = since(repo(*steps))
    assert (found["panne"].date, found["fuite"].date) == ("2026-01-01", "2026-05-01")


def test_more_moves_than_are_followed_are_a_limit() -> None:
    assert since(moved(13), "13.yaml")["panne"] == Changed(None, "limit", "2026-01-04")
    assert since(moved(9), "9.yaml")["panne"].date == "2026-01-01"


def moved(times: int) -> Repo:
    steps: list[tuple[str, dict[str, str | None]]] = [("2026-01-01", {"0.yaml": PANNE})]
    steps += [(f"2026-01-{number + 1:02}", {f"{number - 1}.yaml": None, f"{number}.yaml": PANNE}) for number in range(1, times + 1)]
    return repo(("2025-12-01", {"README.md": "x"}), *steps)


def test_a_record_not_committed_changed_today() -> None:
    made = risks(("2026-01-01", PANNE))
    other = Document(PATH, lambda limit: FUITE.encode())
    assert changed(made.history, other, parse, until="2026-11-01") == {"fuite": Changed("2026-11-01", "uncommitted", "2026-11-01")}


def test_a_cut_history_only_tells_since_when_at_least() -> None:
    made = repo(("2026-01-01", {PATH: PANNE}), ("2026-02-01", {PATH: PANNE + FUITE}), shallow=True)
    assert since(made) == {"panne": Changed(None, "unknown-shallow", "2026-01-01"), "fuite": Changed("2026-02-01", "known", "2026-02-01")}


def test_a_file_added_after_the_cut_is_known() -> None:
    assert since(risks(("2026-01-01", PANNE), shallow=True))["panne"].date == "2026-01-01"


def test_an_object_that_is_missing_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    made = risks(("2026-01-01", FUITE), ("2026-02-01", PANNE + "# x\n"), ("2026-03-01", PANNE))
    made.document(PATH).bytes()
    kept = made.history.versions(PATH)[0].oid
    whole = type(made.history).read

    def partial(self: Any, oid: str) -> bytes:
        if oid != kept:
            raise Unreadable("missing-object")
        return whole(self, oid)

    monkeypatch.setattr(type(made.history), "read", partial)
    assert since(made)["panne"] == Changed(None, "unknown-shallow", "2026-03-01")


def test_too_many_versions_are_a_limit() -> None:
    made = risks(*((f"2026-{month:02}-01", PANNE + f"# {month}\n") for month in range(1, 9)))
    assert since(made, limit=3)["panne"] == Changed(None, "limit", "2026-06-01")
    assert since(made, limit=8)["panne"].date == "2026-01-01"


def test_dates_after_the_audit_or_before_a_parents_are_not_believed() -> None:
    assert since(risks(("2026-01-01", FUITE), ("2026-12-24", PANNE)))["panne"] == Changed(None, "not-believed", None)
    assert since(risks(("2026-03-01", FUITE), ("2026-01-01", PANNE)))["panne"] == Changed(None, "not-believed", None)
    late = risks(("2026-03-01", FUITE), ("2026-01-01", PANNE), ("2026-04-01", PANNE + "# x\n"))
    assert since(late)["panne"] == Changed(None, "not-believed", "2026-04-01")


def test_records_of_one_id_are_compared_together() -> None:
    found = since(risks(("2026-01-01", PANNE + PANNE), ("2026-02-01", PANNE + PANNE.replace("06", "08"))))
    assert found["panne"].date == "2026-02-01"


def test_no_history_is_said() -> None:
    class Nothing:
        known = False

    made = risks(("2026-01-01", PANNE))
    assert changed(Nothing(), made.document(PATH), parse) == {"panne": Changed(None, "no-history")}  # type: ignore[arg-type]
    assert origin(Nothing(), PATH) == Origin(None, "unknown", PATH)  # type: ignore[arg-type]
    assert first_code(Nothing()) == Origin(None, "unknown")  # type: ignore[arg-type]
    assert first_release(Nothing()) is None  # type: ignore[arg-type]


def test_touched_is_the_last_commit() -> None:
    made = risks(("2026-01-01", PANNE), ("2026-02-01", FUITE))
    last = touched(made.history, PATH)
    assert last is not None
    assert last.date == "2026-02-01"
    assert touched(made.history, "rien") is None


# --- where from ------------------------------------------------------------------------------------------------------------------------------


def begins(made: Repo, path: str = PATH) -> tuple[str, str | None]:
    found = origin(made.history, path)
    return found.how, found.date


def many(count: int, extension: str = "md") -> dict[str, str]:
    return {f"docs/{number}.{extension}": str(number) for number in range(count)}


def test_a_file_written_here() -> None:
    assert begins(risks(("2026-01-01", PANNE), ("2026-02-01", FUITE))) == ("own", "2026-01-01")


def test_a_file_that_was_deleted_and_came_back_began_the_first_time() -> None:
    assert begins(risks(("2026-01-01", PANNE), ("2026-02-01", None), ("2026-03-01", FUITE))) == ("own", "2026-01-01")


def test_a_file_moved_twice_is_followed() -> None:
    made = repo(
        ("2025-12-01", {"README.md": "x"}),
        ("2026-01-01", {"a.yaml": PANNE}),
        ("2026-02-01", {"a.yaml": None, "b/a.yaml": PANNE}),
        ("2026-03-01", {"b/a.yaml": None, PATH: PANNE}),
    )
    assert begins(made) == ("move", "2026-01-01")
    assert origin(made.history, PATH).path == "a.yaml"


def test_a_move_with_changes_is_unknown() -> None:
    made = repo(
        ("2025-12-01", {"README.md": "x"}), ("2026-01-01", {"docs/risques.yaml": FUITE}), ("2026-02-01", {"docs/risques.yaml": None, PATH: PANNE})
    )
    assert begins(made) == ("unknown", None)


def test_too_many_moves_are_unknown() -> None:
    assert begins(moved(13), "13.yaml") == ("unknown", None)
    assert begins(moved(9), "9.yaml") == ("move", "2026-01-01")


def test_mass_commits_are_imports() -> None:
    assert begins(repo(("2026-01-01", {"README.md": "x"}), ("2026-01-02", {PATH: PANNE, **many(60)}))) == ("import", None)
    assert begins(repo(("2026-01-01", {"README.md": "x"}), ("2026-01-02", {PATH: PANNE, **many(12)}))) == ("import", None)
    assert begins(repo(("2026-01-01", many(40)), ("2026-01-02", {PATH: PANNE, **{f"{n}.md": "x" for n in range(12)}}))) == ("own", "2026-01-02")


def test_a_first_commit_with_code_is_an_import_and_one_of_a_few_pages_is_a_beginning() -> None:
    assert begins(repo(("2026-01-01", {PATH: PANNE, "src/app.py": "x"}))) == ("import", None)
    assert begins(repo(("2026-01-01", {PATH: PANNE, "README.md": "x"}))) == ("own", "2026-01-01")


def test_a_cut_history_tells_no_origin() -> None:
    assert begins(repo(("2026-01-01", {PATH: PANNE}), shallow=True)) == ("unknown", None)
    assert begins(risks(("2026-01-01", PANNE), shallow=True)) == ("own", "2026-01-01")


def test_an_old_commit_far_from_the_root_is_no_import() -> None:
    steps = [(f"2026-01-{day:02}", {"README.md": f"{day}"}) for day in range(1, 29)] * 2
    made = repo(*steps, ("2026-02-01", {PATH: PANNE, **many(12)}))
    assert not imported(made.history, made.history.commits()[0])


# --- code and releases -----------------------------------------------------------------------------------------------------------------------


def test_the_first_code() -> None:
    made = repo(
        ("2026-01-01", {PATH: PANNE}), ("2026-02-01", {"config.yaml": "x"}), ("2026-03-01", {"src/app.py": "x"}), ("2026-04-01", {"b.ts": "x"})
    )
    found = first_code(made.history)
    assert (found.how, found.date) == ("own", "2026-03-01")
    assert first_code(made.history, lambda path: path.endswith(".rs")) == Origin(None, "unknown")


def test_first_code_that_was_imported_or_cut() -> None:
    steps = (("2026-01-01", {"src/app.py": "x"}),)
    assert first_code(repo(*steps).history).how == "import"
    assert first_code(repo(*steps, shallow=True).history).how == "unknown"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("src/a.py", True),
        ("A.JAVA", True),
        ("setup.py", False),
        ("babel.config.js", False),
        ("docs/a.md", False),
        (".py", False),
        ("Makefile", False),
    ],
)
def test_what_is_code(path: str, code: bool) -> None:
    assert is_code(path) is code


def tagged() -> Repo:
    dates = ("2026-01-01", "2026-02-01", "2026-05-01", "2026-12-01")
    return Repo.of(history=[{"date": date, "files": {"a.md": date}, "tag": f"v{number}.0.0"} for number, date in enumerate(dates)])


def test_releases() -> None:
    first = first_release(tagged().history, "2026-11-01")
    assert first is not None
    assert first.name == "v0.0.0"
    assert first_release(tagged().history, "2025-11-01") is None
    assert [release.name for release in releases_between(tagged().history, "2026-01-01", "2026-11-01")] == ["v1.0.0", "v2.0.0"]


def test_rhythm() -> None:
    found = rhythm([release.date for release in tagged().history.releases()], "2026-11-01")
    assert (found.gaps, found.since_last, found.longest, found.median) == ((31, 89), 184, 89, 89)
    assert rhythm(["bientôt"], "2026-11-01") == history.Rhythm((), (), None)
