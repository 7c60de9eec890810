"""`conforme registers FILE…`: the schema of each register given, as editors and hooks want it: place, what was expected, the nearest word."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

from conforme import words
from conforme.cli import output, session
from conforme.cli.errors import Said, UserError
from conforme.model import quote
from conforme.repo import Document, Unreadable
from conforme.reports import sentences


def main(options: argparse.Namespace) -> int:
    lang = session.help_language(options)
    lines = [line for path in options.files for line in _problems(path, lang)]
    output.lines(lines)
    return 1 if lines else 0


def _problems(path: str, lang: str) -> Iterator[str]:
    from conforme.facts import registers
    from conforme.facts.structured import Invalid

    name = _register(path)
    document = Document(os.path.basename(path), lambda limit: session.file(path, limit))
    shown = sentences.path(path)
    try:
        problems = registers.read(document, name).problems
    except Unreadable as error:
        yield f"{shown}: {words.say(lang, f'limit.{error.what}', measured=error.measured, bound=error.bound)}"
        return
    except Invalid as error:
        yield f"{shown}:{error.line}:{error.column}: {sentences.problem(error.key, error.data, lang)}"
        return
    for problem in problems:
        data = {name: quote(value) for name, value in problem.data.items()}
        yield f"{shown}:{problem.line}:{problem.column}: {sentences.problem(problem.key, data, lang)}"


def _register(path: str) -> str:
    from conforme.facts import registers

    base = os.path.basename(path)
    for name in registers.names():
        if registers.find([f"conformite/{base}"], name):
            return name
    known = ", ".join(sorted({file for name in registers.names() for file in registers.files(name).values()}))
    raise UserError("not-a-register", path=path, known=Said(known))
