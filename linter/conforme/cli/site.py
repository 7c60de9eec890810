"""`conforme site`: the static site of the last run of a store."""

from __future__ import annotations

import argparse

from conforme import words
from conforme.cli import output, session
from conforme.cli.errors import UserError
from conforme.fleet.parquet import Missing
from conforme.fleet.store import Store, StoreError


def main(options: argparse.Namespace) -> int:
    from conforme.fleet import questions, site

    store = Store(options.store)
    try:
        store.open()
        count = site.make(store, options.output)
    except Missing as error:
        raise UserError("fleet-extra", extra="fleet", detail=str(error)) from error
    except StoreError as error:
        raise UserError(str(error), path=options.store) from error
    except questions.NoRun:
        raise UserError("fleet-no-run", path=options.store) from None
    except site.NotOurs:
        raise UserError("site-not-ours", path=options.output) from None
    output.lines([words.say(session.help_language(options), "site.made", count=count, path=options.output)])
    return 0
