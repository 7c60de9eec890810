"""The command line's grammar: argparse, in the reader's language."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Sequence
from typing import Any

from conforme import __version__, words
from conforme.cli.errors import UserError
from conforme.model import PHASES
from conforme.trust import FAIL_ON

COMMANDS = ("check", "evidence", "explain", "rules", "practices", "schema", "registers", "init")

# argparse's own words, for readers of French.
_FRENCH = {
    "usage: ": "usage : ",
    "positional arguments": "arguments",
    "options": "options",
    "optional arguments": "options",
    "show this help message and exit": "affiche cette aide",
    "the following arguments are required: %s": "il manque : %s",
    "unrecognized arguments: %s": "argument inconnu : %s",
    "expected one argument": "une valeur est attendue",
    "expected at least one argument": "au moins une valeur est attendue",
    "invalid choice: %(value)r (choose from %(choices)s)": "valeur inconnue : %(value)r (au choix : %(choices)s)",
    "argument %(argument_name)s: %(message)s": "argument %(argument_name)s : %(message)s",
    "ambiguous option: %(option)s could match %(matches)s": "option ambiguë : %(option)s peut être %(matches)s",
    "not allowed with argument %s": "incompatible avec %s",
    "ignored explicit argument %r": "valeur de trop : %r",
    "invalid %(type)s value: %(value)r": "valeur non valide : %(value)r",
}


def language(arguments: Sequence[str]) -> str:
    """The language of help and errors: `--lang`, then the locale, then French."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in words.LANGUAGES:
            return value
    return locale_language() or "fr"


def locale_language() -> str | None:
    """The language of the locale when it is one of ours, else None."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value[:2] if value[:2] in words.LANGUAGES else None
    return None


class Parser(argparse.ArgumentParser):
    """argparse that raises instead of exiting, so that every error is one line in one place."""

    def error(self, message: str) -> Any:
        raise UserError("usage", detail=message)


class _Pair(argparse.Action):
    """`--format` and `--output` in pairs: an output belongs to the format before it."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option_string: str | None = None) -> None:
        pairs = list(getattr(namespace, "reports", None) or [])
        if self.dest == "format":
            pairs.append((values, None))
        elif pairs and pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], values)
        else:
            raise UserError("output-without-format", output=values)
        namespace.reports = pairs


def parse(arguments: Sequence[str], lang: str) -> argparse.Namespace:
    """The options of the command; raises UserError, exits 0 after `--help` and `--version`."""
    if lang == "fr":
        translate: Any = lambda text: _FRENCH.get(text, text)  # noqa: E731
        argparse._ = translate  # type: ignore[attr-defined]
    help_ = Help(lang)
    parser = Parser(prog="conforme", description=help_("conforme"), allow_abbrev=False)
    parser.add_argument("--version", "-V", action="version", version=f"conforme {__version__}", help=help_("version"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=help_("command"), parser_class=Parser)
    for name in COMMANDS:
        command = commands.add_parser(name, help=help_(name), description=help_(name), allow_abbrev=False)
        _ADD[name](command, help_)
        _shared(command, help_)
    return parser.parse_args(arguments)


class Help:
    """Help texts by name, in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, name: str) -> str:
        return words.say(self.lang, f"help.{name}").replace("%", "%%")


def _shared(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("--lang", choices=words.LANGUAGES, help=help_("lang"))
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto", help=help_("color"))
    command.add_argument("--no-cache", action="store_true", help=help_("no-cache"))
    loudness = command.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", "-q", action="store_true", help=help_("quiet"))
    loudness.add_argument("--verbose", "-v", action="store_true", help=help_("verbose"))


def _snapshot(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("path", nargs="?", default=".", metavar="PATH", help=help_("path"))
    which = command.add_mutually_exclusive_group()
    which.add_argument("--rev", metavar="REV", help=help_("rev"))
    which.add_argument("--staged", action="store_true", help=help_("staged"))
    command.add_argument("--date", type=_date, default=None, metavar="YYYY-MM-DD", help=help_("date"))
    command.add_argument("--select", action="append", default=[], metavar="ID", help=help_("select"))
    command.add_argument("--ignore", action="append", default=[], metavar="ID", help=help_("ignore"))
    command.add_argument("--part", metavar="ID", help=help_("part"))


def _formats(command: argparse.ArgumentParser, help_: Help, formats: Sequence[str]) -> None:
    command.add_argument("--format", "--output-format", "-f", action=_Pair, dest="format", choices=formats, help=help_("format"))
    command.add_argument("--output", "-o", action=_Pair, dest="output", metavar="FILE", help=help_("output"))
    command.set_defaults(reports=None)


def _check(command: argparse.ArgumentParser, help_: Help) -> None:
    from conforme.reports import FORMATS

    _snapshot(command, help_)
    command.add_argument("--since", metavar="REV", help=help_("since"))
    command.add_argument("--phase", choices=PHASES, help=help_("phase"))
    command.add_argument("--fail-on", type=_fail_on, action="append", metavar="SET", help=help_("fail-on"))
    command.add_argument("--exit-zero", action="store_true", help=help_("exit-zero"))
    _formats(command, help_, FORMATS)


def _evidence(command: argparse.ArgumentParser, help_: Help) -> None:
    _snapshot(command, help_)
    _formats(command, help_, ("text", "json"))


def _explain(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("rule", nargs="?", metavar="RULE", help=help_("rule"))
    command.add_argument("--limits", action="store_true", help=help_("limits"))


def _listing(command: argparse.ArgumentParser, help_: Help) -> None:
    _formats(command, help_, ("text", "json"))


def _schema(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("name", nargs="?", metavar="NAME", help=help_("schema-name"))
    command.add_argument("--catalog", action="store_true", help=help_("schema-catalog"))
    command.add_argument("--base", metavar="URL", help=help_("schema-base"))


def _registers(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help=help_("register-files"))


def _init(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("what", nargs="*", metavar="PATH | NAME", help=help_("init-what"))
    command.add_argument("--all", action="store_true", help=help_("init-all"))
    command.add_argument("--dry-run", action="store_true", help=help_("init-dry-run"))
    command.add_argument("--yes", "-y", action="store_true", help=help_("init-yes"))
    command.add_argument("--no-schemas", action="store_true", help=help_("init-no-schemas"))
    command.set_defaults(date=None)


_ADD = {
    "check": _check,
    "evidence": _evidence,
    "explain": _explain,
    "rules": _listing,
    "practices": _listing,
    "schema": _schema,
    "registers": _registers,
    "init": _init,
}


def _date(text: str) -> datetime.date:
    try:
        if len(text) != 10:
            raise ValueError(text)
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UserError("date", value=text) from None


def _fail_on(text: str) -> list[str]:
    chosen = [word.strip() for word in text.split(",") if word.strip()]
    for word in chosen:
        if word not in FAIL_ON:
            raise UserError("fail-on", value=word, choices=", ".join(FAIL_ON))
    return chosen
