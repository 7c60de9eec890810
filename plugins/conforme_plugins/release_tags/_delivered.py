"""Which releases brought something: a tag put again on the same content is no delivery."""

from __future__ import annotations

from collections.abc import Sequence

from conforme.repo import History, Release, Unreadable

LATEST = 24
COMMITS_A_RELEASE = 10
# Work of others, samples and templates: bringing them in is no delivery of the service.
OF_OTHERS = frozenset("node_modules vendor vendored third_party third-party external fixtures examples exemples samples templates gabarits".split())


def days(history: History, releases: Sequence[Release]) -> tuple[str, ...]:
    """The days of the latest releases that changed the product since the one before, oldest first; `releases` are oldest first."""
    place = {commit.id: position for position, commit in enumerate(history.commits())}
    order = sorted(place, key=place.__getitem__)
    latest = releases[-LATEST - 1 :]
    found, before = [], len(order)
    for position, release in enumerate(latest):
        at = place.get(release.commit)
        if at is None or at >= before:
            continue
        if (position or len(releases) <= LATEST) and any(_changes(history, commit) for commit in order[at:before][:COMMITS_A_RELEASE]):
            found.append(release.date)
        before = at
    return tuple(found)


def _changes(history: History, commit: str) -> bool:
    try:
        changes = history.changes(commit)
    except Unreadable:
        return False
    return any(not OF_OTHERS & set(change.path.lower().split("/")[:-1]) for change in changes)
