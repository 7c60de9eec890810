"""`conforme schema NAME`: the JSON Schema of a register or of a file of ours, for editors, with French or English keys; `--catalog`: all of them."""

from __future__ import annotations

import argparse

from conforme import schemas
from conforme.cli import output, session
from conforme.cli.errors import Said, UserError


def main(options: argparse.Namespace) -> int:
    if options.catalog and options.name is not None:
        raise UserError("schema-and-catalog")
    if options.name is None and not options.catalog:
        output.lines(schemas.names())
    else:
        output.deliver([output.Document(_document(options), data=True)])
    return 0


def _document(options: argparse.Namespace) -> str:
    from conforme import editors
    from conforme.facts import registers

    lang = session.help_language(options)
    if options.catalog:
        return editors.dump(editors.catalog(lang, options.base or editors.FOLDER))
    if options.name not in schemas.names():
        raise UserError("schema", value=options.name, known=Said(", ".join(schemas.names())))
    return editors.dump(editors.schema(options.name, lang) if options.name in registers.names() else schemas.load(options.name))
