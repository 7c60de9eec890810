"""What a repository inherits from its organisation: the files that a forge shows for all repositories when they have none of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conforme.model import Evidence, Look, Record, Strength
from conforme.view import Flaw, Found

# A path of the organisation’s repository, told apart from those of the audited one.
PREFIX = "inherit:"
FOLDERS = ("", ".github", "docs")


def concludes(found: Found) -> bool:
    """Whether the repository has something of its own, good or not."""
    return bool(found.flaws) or any(item.strength is not Strength.INDICATIVE for item in found.evidence)


def shared(paths: Iterable[str]) -> list[str]:
    """The paths that a forge shares: at the root, in .github and in docs."""
    return [path for path in paths if path.rpartition("/")[0] in FOLDERS]


def may_be_inherited(found: Found) -> Found:
    """The same, with the note that the organisation may have what is not here."""
    return replace(found, looks=(*found.looks, Look(found.kind, None, "may-be-inherited")))


def joined(own: Found, theirs: Found) -> Found:
    """What was found here, then in the organisation's repository, under marked paths."""
    return replace(
        own,
        evidence=(*own.evidence, *(_evidence(item) for item in theirs.evidence)),
        looks=(*own.looks, *(_look(look) for look in theirs.looks)),
        flaws=(*own.flaws, *(_flaw(flaw) for flaw in theirs.flaws)),
        limits=(*own.limits, *(replace(limit, path=_marked(limit.path)) for limit in theirs.limits)),
    )


def _marked(path: str | None) -> str | None:
    return PREFIX + path if path is not None else None


def _evidence(item: Evidence) -> Evidence:
    return replace(item, path=_marked(item.path), records=tuple(_record(record) for record in item.records))


def _record(record: Record) -> Record:
    children = {name: tuple(_record(child) for child in nested) for name, nested in record.children.items()}
    return replace(record, path=PREFIX + record.path, children=children)


def _look(look: Look) -> Look:
    return look._replace(what=PREFIX + look.what if look.path is not None else look.what, path=_marked(look.path))


def _flaw(flaw: Flaw) -> Flaw:
    return replace(flaw, path=PREFIX + flaw.path)
