"""`conforme schema NAME`: the JSON Schema of a register or of a file of ours, for editors, with French or English keys."""

from __future__ import annotations

import argparse
import json
import os

from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.resources import folder

SUFFIX = ".schema.json"


def main(options: argparse.Namespace) -> int:
    from conforme.facts import registers

    lang = session.help_language(options)
    if options.name is None:
        output.write("".join(f"{name}\n" for name in _names()), None)
        return 0
    if options.name not in _names():
        raise UserError("schema", value=options.name, known=", ".join(_names()))
    if options.name in registers.names():
        schema = registers.schema(options.name, lang)
    else:
        with open(os.path.join(folder("schemas"), options.name + SUFFIX), encoding="utf-8") as file:
            schema = json.load(file)
    output.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", None)
    return 0


def _names() -> list[str]:
    return sorted(name.removesuffix(SUFFIX) for name in os.listdir(folder("schemas")) if name.endswith(SUFFIX))
