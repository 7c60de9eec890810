"""Whether the description came before the code that serves it, as far as history can be believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from conforme import Document, Evidence, Unreadable, View
from conforme.facts.apis import extension
from conforme.facts.apis import handlers as api_handlers
from conforme.facts.apis.handlers import Served, Serving
from conforme.facts.history.origins import Origin, first_code, is_code, origin
from conforme.repo import Commit

SOURCES = 4_000
"""Source files looked at for the code that serves an API."""
WALKS, FEWEST = 300_000, 8
"""Commits walked, over all the source files whose origin is asked of history, those that serve most of the API first; and the fewest files asked."""
ENOUGH, NEARLY_ALL = 0.5, 0.8
"""Share of an API served before its description that makes it late; share of an API whose code must be known for its description to be first."""
REWRITTEN = 50
"""Files of code that one commit took away, looked at for what they served."""
SOON = 90
"""Days within which code follows its contract. Code that comes later, in a repository that had code, was probably there under another name."""

Told = Mapping[str, Any]


def of(view: View, evidence: Sequence[Evidence], sources: Sequence[str], formats: frozenset[str]) -> Told:
    """`{"how": …}`: `first` or `late`, with `contract`, `code` (days), `path`, `code_path`; or why it cannot be told:

    `no-history`, `no-handler` (no code was recognised), `too-many` (files to look at), `unknown` (a mass commit brought one of them, a file was moved
    and changed at once, or history is cut). `formats` are the extensions that descriptions have.
    """
    operations = [record for item in evidence for record in item.records_of("operation") if record.text("method") != "MESSAGE"]
    if not operations:
        return {"how": "no-handler"}
    if not view.history.known:
        return {"how": "no-history"}
    if len(sources) > SOURCES:
        return {"how": "too-many"}
    wanted = api_handlers.served(operations)
    handlers, share = _handlers(view, wanted, sources)
    if share < ENOUGH:
        return {"how": "no-handler"}
    order = _compared(view, [item.path or "" for item in evidence], handlers, wanted, formats)
    # Code that was not recognised may be older than the code that was.
    return {"how": "unknown"} if order["how"] == "first" and share < NEARLY_ALL else order


def _handlers(view: View, wanted: Served, sources: Sequence[str]) -> tuple[list[str], float]:
    """The files that serve some of the API, those that serve most of it first, and how much of it they serve together."""
    found: list[tuple[int, str]] = []
    all_served: list[Serving] = []
    for path in sources:
        try:
            serving = api_handlers.serves(view.document(path), wanted)
        except Unreadable:
            continue
        if serving.size:
            found.append((-serving.size, path))
            all_served.append(serving)
    return [path for _, path in sorted(found)], api_handlers.share(all_served, wanted)


def _compared(view: View, contracts: Sequence[str], handlers: Sequence[str], wanted: Served, formats: frozenset[str]) -> Told:
    """Late when half of the API was served before; first only when all the code is known to have come later, or the same day."""
    path, contract = _earliest((name, origin(view.history, name)) for name in contracts)
    begun = _there(contract)
    if begun is None or contract.commit is None:
        return {"how": "unknown"}
    told = {"contract": begun, "path": path}
    most = max(FEWEST, WALKS // max(1, len(view.history.commits())))
    before = _gone(view, contract.commit, wanted)
    after, sure = [("9999", "")], True
    for name in handlers[:most]:
        code = origin(view.history, name)
        there = _there(code)
        serving = _served_before(view, name, contract.commit, wanted) if there is not None and there < begun else None
        if serving is not None and serving.size:
            before.append((serving, there or "", name))
        sure = sure and serving is None and there is not None and _not_before(view, code, contract) and (code.date is not None or there > begun)
        after.append((max(there or begun, begun), name))
    if api_handlers.share((serving for serving, _, _ in before), wanted) >= ENOUGH:
        _, there, name = max(before, key=lambda item: (item[0].size, item[2]))
        late = contract.date is not None and not _replaced(view, contract, formats)
        return {"how": "late" if late else "unknown", **told, "code": there, "code_path": name}
    if len(handlers) > most:
        return {"how": "too-many", **told}
    day, name = min(after)
    sure = sure and (_days(begun, day) <= SOON or _before_all_code(view, begun))
    return {"how": "first" if sure else "unknown", **told, "code": day, "code_path": name}


def _there(begun: Origin) -> str | None:
    """The day on which a file was there at the latest: known even of one that a mass commit brought."""
    return begun.commit.date if begun.commit is not None and begun.commit.believed else None


def _gone(view: View, commit: Commit, wanted: Served) -> list[tuple[Serving, str, str]]:
    """What the code served of the API that the commit which brought the description took away: rewritten for it, it was there before."""
    found = []
    gone = [change for change in view.history.changes(commit.id) if not change.after and change.before and is_code(change.path)]
    for change in gone[:REWRITTEN]:
        older = [version for version in view.history.versions(change.path) if version.commit.time < commit.time]
        try:
            raw = view.history.read(change.before)
            serving = api_handlers.serves(_past(change.path, raw), wanted)
        except Unreadable:
            continue
        if serving.size and older and older[-1].commit.believed and older[-1].commit.date < commit.date:
            found.append((serving, older[-1].commit.date, change.path))
    return found


def _past(path: str, raw: bytes) -> Document:
    return Document(path, lambda limit: raw)


def _not_before(view: View, code: Origin, contract: Origin) -> bool:
    """Whether code came after its contract or in the same commit: code of the same morning may well be older, brought from elsewhere."""
    if code.commit is None or contract.commit is None:
        return False
    if code.commit.date != contract.commit.date:
        return code.commit.date > contract.commit.date
    first = next(commit for commit in reversed(view.history.commits()) if commit.id in (code.commit.id, contract.commit.id))
    return first.id == contract.commit.id


def _earliest(begun: Iterable[tuple[str, Origin]]) -> tuple[str, Origin]:
    return min(begun, key=lambda item: (_there(item[1]) or "9999", item[0]))


def _served_before(view: View, path: str, commit: Commit, wanted: Served) -> Serving | None:
    """What the file served of the API in its last version before that commit; None when that cannot be told."""
    past = next((version for version in view.history.versions(path) if version.commit.time < commit.time and version.commit.id != commit.id), None)
    if past is None or not past.oid:
        return None
    try:
        raw = view.history.read(past.oid)
        return api_handlers.serves(_past(path, raw), wanted)
    except Unreadable:
        return None


def _days(start: str, end: str) -> int:
    from datetime import date

    return (date.fromisoformat(end) - date.fromisoformat(start)).days if end != "9999" else 0


def _before_all_code(view: View, day: str) -> bool:
    """Whether the repository held no code before that day: else code that comes long after was probably there under another name."""
    code = first_code(view.history)
    return code.date is not None and code.date >= day


def _replaced(view: View, contract: Origin, formats: frozenset[str]) -> bool:
    """Whether a file that may have been the description went away in the commit that brought this one."""
    changes = view.history.changes(contract.commit.id) if contract.commit is not None else ()
    return any(not change.after and extension(change.path) in formats for change in changes)
