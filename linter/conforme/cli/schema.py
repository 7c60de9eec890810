"""`conforme schema NAME`: the JSON Schema of a register or of a file of ours, for editors, with French or English keys."""

from __future__ import annotations

import argparse
import json

from conforme import schemas
from conforme.cli import output, session
from conforme.cli.errors import UserError


def main(options: argparse.Namespace) -> int:
    from conforme.facts import registers

    if options.name is None:
        output.lines(schemas.names())
        return 0
    if options.name not in schemas.names():
        raise UserError("schema", value=options.name, known=", ".join(schemas.names()))
    localised = options.name in registers.names()
    schema = schemas.localised(options.name, session.help_language(options)) if localised else schemas.load(options.name)
    output.deliver([output.Document(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", data=True)])
    return 0
