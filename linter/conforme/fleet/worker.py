"""`python -m conforme.fleet.worker`: one process that audits many repositories, each in a child of its own that starts with everything imported.

It reads frames on standard input (the settings, then jobs) and answers each on standard output. What a repository does to the child that reads it
(memory, time, a crash) is over with that child: the next repository starts from the same state as the first.
"""

from __future__ import annotations

import datetime
import gc
import importlib
import json
import os
import pkgutil
import struct
import sys
from types import ModuleType
from typing import Any, BinaryIO

from conforme import isolation
from conforme.catalog import Catalog, load
from conforme.fleet import auditing
from conforme.fleet.job import Job, Outcome, Settings, pack
from conforme.fleet.versions import rules_key
from conforme.sources import SourceError

HEADER = struct.Struct("!Ic")
PACKED, FAILED = b"P", b"F"


def main() -> int:
    questions, answers = _streams()
    first = receive(questions)
    if first is None:
        return 0
    given = json.loads(first[1])
    settings = Settings(**{**given["settings"], "select": tuple(given["settings"]["select"]), "ignore": tuple(given["settings"]["ignore"])})
    cards = prepare(given["cache"])
    while (frame := receive(questions)) is not None:
        raw = json.loads(frame[1])
        job = Job(**{**raw, "parts": tuple(raw["parts"]), "neighbours": tuple(raw["neighbours"])})
        _answer(answers, outcome(job, settings, cards) if given["rules"] == rules_key() else Outcome(None, "other-version"))
    return 0


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output, kept for the frames: nothing else may write there."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return sys.stdin.buffer, answers


def prepare(kept_in: str | None) -> Catalog:
    """Imports everything that an audit may need, once: a child forked after this imports nothing."""
    from conforme.facts import registers

    cards = load(kept_in=kept_in)
    for name in ("conforme.facts", "conforme.engine", "conforme.sources", "conforme.trust", cards.plugins):
        package = importlib.import_module(name)
        _import_all(package)
    for name in ("yaml", "jsonschema", "referencing"):
        importlib.import_module(name)
    for name in registers.names():
        registers.vocabulary(name)
    _warm_up(cards)
    rules_key()
    gc.collect()
    gc.freeze()
    return cards


def _warm_up(cards: Catalog) -> None:
    """Audits a repository of nothing much, here and not in a child: the tables that finders and rules make once are then made for all."""
    from conforme import engine
    from conforme.facts import registers
    from conforme.hooks import Plugins
    from conforme.repo import Repo

    plugins = Plugins(cards.plugins)
    for kind in cards.finders:
        plugins.finder(kind)
    for rule in cards.rules.values():
        plugins.rule(rule.kind, rule.id)
    files = dict.fromkeys((f"conformite/{registers.files(name)['fr']}" for name in registers.names()), "nom: Essai\n")
    page = "# Essai\n\nCe service aide à demander un permis, en 2026.\n\n## Contribuer\n\n- Le 3 mars 2026\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    files |= dict.fromkeys(("README.md", "CONTRIBUTING.md", "LICENCE", "SECURITY.md", "CHANGELOG.md", "docs/adr/0001-essai.md", "docs/x.md"), page)
    engine.audit(Repo.of(files), cards, engine.Options(datetime.date(2026, 1, 1), isolate=False))


def _import_all(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)


def outcome(job: Job, settings: Settings, cards: Catalog) -> Outcome:
    """What comes of one job, whatever happens while it is done."""
    answer = isolation.run([isolation.Task(job.source, lambda: _done(job, settings, cards), settings.seconds)], memory=settings.memory)[0]
    return Outcome(None, *answer) if isinstance(answer, isolation.Failure) else answer


def _done(job: Job, settings: Settings, cards: Catalog) -> Outcome:
    try:
        return Outcome(pack(auditing.audit(job, settings, cards)))
    except auditing.Moved:
        return Outcome(None, "moved")
    except SourceError as error:
        return Outcome(None, error.key, str(error.data.get("what", "")))


def _answer(stream: BinaryIO, item: Outcome) -> None:
    if item.data is not None:
        send(stream, PACKED, item.data)
    else:
        send(stream, FAILED, json.dumps([item.why, item.detail]).encode())


def send(stream: BinaryIO, kind: bytes, body: bytes) -> None:
    """One frame."""
    stream.write(HEADER.pack(len(body), kind) + body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """The next frame (kind, body), None at the end of the stream or in the middle of a frame."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    size, kind = HEADER.unpack(header)
    body = stream.read(size)
    return (kind, body) if len(body) == size else None


def decode(frame: tuple[bytes, bytes] | None) -> Outcome:
    """The outcome that a frame holds; no frame: the worker was lost."""
    if frame is None:
        return Outcome(None, "worker-lost")
    kind, body = frame
    if kind == PACKED:
        return Outcome(body)
    said: list[Any] = json.loads(body)
    return Outcome(None, str(said[0]), str(said[1]))


if __name__ == "__main__":
    sys.exit(main())
