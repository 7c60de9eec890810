"""The command line's grammar: argparse, in the reader's language."""

from __future__ import annotations

import argparse
import datetime
import itertools
import os
import re
from collections.abc import Sequence
from typing import Any

from conforme import __version__, words
from conforme.cli import output
from conforme.cli.errors import Said, UserError
from conforme.cli.french import spoken
from conforme.model import PHASES
from conforme.trend import EVERY
from conforme.trust import FAIL_ON

# No audit is of another time; what adds days or months to a date needs room.
FIRST_DATE, LAST_DATE = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
OF_DIFF = "lost"  # a practice is lost from one state to another: `check` judges one state
COMMANDS = (
    "check", "diff", "history", "evidence", "waivers", "attest", "explain", "rules", "practices", "schema", "registers", "init", "fleet", "site",
    "completion",
)  # fmt: skip


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

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.color = False  # since 3.14 it would colour help by itself, whatever `--color` says

    def error(self, message: str) -> Any:
        raise UserError("usage", detail=Said(message))

    def _print_message(self, message: str, file: Any = None) -> None:
        del file  # help and version go where reports go
        output.deliver([output.Document(message)])


class _Pair(argparse.Action):
    """`--format` and `--output` in pairs: an output belongs to the format before it."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option_string: str | None = None) -> None:
        pairs = list(getattr(namespace, "reports", None) or [])
        if not values:
            raise UserError("nothing-listed", option=f"--{self.dest}")
        if self.dest == "format":
            pairs.append((values, None))
        elif pairs and pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], values)
        else:
            raise UserError("output-without-format", output=values)
        namespace.reports = pairs


def parse(arguments: Sequence[str], lang: str) -> argparse.Namespace:
    """The options of the command; raises UserError, exits 0 after `--help` and `--version`."""
    with spoken(lang):
        parser = _parser(lang)
        _in_place(parser, arguments)
        return parser.parse_args(arguments)


def grammar(lang: str) -> Parser:
    """The whole grammar, with help in that language."""
    with spoken(lang):
        return _parser(lang)


def _parser(lang: str) -> Parser:
    help_ = Help(lang)
    parser = Parser(prog="conforme", description=help_("conforme"), allow_abbrev=False)
    parser.add_argument("--version", "-V", action="version", version=f"conforme {__version__}", help=help_("version"))
    _shared(parser, help_)
    commands = parser.add_subparsers(dest="command", required=True, metavar=help_("command"), parser_class=Parser)
    for name in COMMANDS:
        command = commands.add_parser(name, help=help_(name), description=help_(name), allow_abbrev=False)
        _ADD[name](command, help_)
        _shared(command, help_, after=True)
    return parser


def _in_place(parser: Parser, arguments: Sequence[str]) -> None:
    """Refuses an option of a command that comes before it: argparse would take its value for the command."""
    before = list(itertools.takewhile(lambda argument: argument not in COMMANDS, arguments))
    for argument in before if len(before) < len(arguments) else ():
        option = argument.partition("=")[0]
        if option.startswith("--") and option not in parser._option_string_actions:
            raise UserError("option-before-command", option=option, command=arguments[len(before)])


class Help:
    """Help texts by name, in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, name: str) -> str:
        return words.say(self.lang, f"help.{name}").replace("%", "%%")

    def metavar(self, name: str) -> str:
        return words.say(self.lang, f"metavar.{name}")


def _shared(command: argparse.ArgumentParser, help_: Help, after: bool = False) -> None:
    """The options that any command takes, before its name or after; `after`, silence leaves what was said before."""
    absent: Any = argparse.SUPPRESS if after else False
    command.add_argument("--lang", choices=words.LANGUAGES, default=absent or None, help=help_("lang"))
    command.add_argument("--color", choices=("auto", "always", "never"), default=absent or "auto", help=help_("color"))
    command.add_argument("--no-cache", action="store_true", default=absent, help=help_("no-cache"))
    loudness = command.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", "-q", action="store_true", default=absent, help=help_("quiet"))
    loudness.add_argument("--verbose", "-v", action="store_true", default=absent, help=help_("verbose"))


def _snapshot(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("path", nargs="?", default=".", metavar=help_.metavar("PATH"), help=help_("path"))
    which = command.add_mutually_exclusive_group()
    which.add_argument("--rev", metavar=help_.metavar("REV"), help=help_("rev"))
    which.add_argument("--staged", action="store_true", help=help_("staged"))
    _choice(command, help_)


def _choice(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("--date", type=_date, default=None, metavar=help_.metavar("YYYY-MM-DD"), help=help_("date"))
    command.add_argument("--select", action="extend", type=_Listed("select"), default=[], metavar=help_.metavar("ID"), help=help_("select"))
    command.add_argument("--ignore", action="extend", type=_Listed("ignore"), default=[], metavar=help_.metavar("ID"), help=help_("ignore"))
    command.add_argument("--part", metavar=help_.metavar("ID"), help=help_("part"))


def _formats(command: argparse.ArgumentParser, help_: Help, formats: Sequence[str]) -> None:
    command.add_argument("--format", "--output-format", "-f", action=_Pair, dest="format", choices=formats, help=help_("format"))
    command.add_argument("--output", "-o", action=_Pair, dest="output", metavar=help_.metavar("FILE"), help=help_("output"))
    command.set_defaults(reports=None)


def _trust(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("--policy", metavar=help_.metavar("FILE"), help=help_("policy"))
    command.add_argument("--inherit", metavar=help_.metavar("PATH"), help=help_("inherit"))


def _diff(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("base", metavar=help_.metavar("BASE"), help=help_("base"))
    command.add_argument("head", nargs="?", metavar=help_.metavar("HEAD"), help=help_("head"))
    command.add_argument("path", nargs="?", metavar=help_.metavar("PATH"), help=help_("path"))
    command.add_argument("--staged", action="store_true", help=help_("staged"))
    _choice(command, help_)
    _trust(command, help_)
    command.add_argument("--phase", choices=PHASES, help=help_("phase"))
    command.add_argument("--fail-on", type=_lost, action="extend", metavar=help_.metavar("SET"), help=help_("fail-on-lost"))
    command.add_argument("--exit-zero", action="store_true", help=help_("exit-zero"))
    _formats(command, help_, ("text", "json"))


def _history(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("path", nargs="?", default=".", metavar=help_.metavar("PATH"), help=help_("path"))
    command.add_argument("--rev", metavar=help_.metavar("REV"), help=help_("rev"))
    command.add_argument("--every", choices=EVERY, default="month", help=help_("every"))
    command.add_argument("--points", type=_points, default=24, metavar=help_.metavar("N"), help=help_("points"))
    command.add_argument("--since", type=_date, default=None, metavar=help_.metavar("YYYY-MM-DD"), help=help_("since-day"))
    command.add_argument("--clock", choices=("commit", "today"), default="commit", help=help_("clock"))
    command.add_argument("--phase", choices=PHASES, help=help_("phase"))
    _choice(command, help_)
    _trust(command, help_)
    _formats(command, help_, ("text", "json", "csv"))


def _waivers(command: argparse.ArgumentParser, help_: Help) -> None:
    _snapshot(command, help_)
    _trust(command, help_)
    _formats(command, help_, ("text", "json"))


def _attest(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("action", metavar=help_.metavar("ACTION"), help=help_("action"))
    command.add_argument("path", nargs="?", default=".", metavar=help_.metavar("PATH"), help=help_("path"))
    command.add_argument("--date", type=_date, default=None, metavar=help_.metavar("YYYY-MM-DD"), help=help_("date"))


def _check(command: argparse.ArgumentParser, help_: Help) -> None:
    from conforme.reports import FORMATS

    _snapshot(command, help_)
    _trust(command, help_)
    command.add_argument("--since", metavar=help_.metavar("REV"), help=help_("since"))
    command.add_argument("--phase", choices=PHASES, help=help_("phase"))
    command.add_argument("--fail-on", type=_fail_on, action="extend", metavar=help_.metavar("SET"), help=help_("fail-on"))
    command.add_argument("--exit-zero", action="store_true", help=help_("exit-zero"))
    command.add_argument("--sarif-suppressions", action="store_true", help=help_("sarif-suppressions"))
    _formats(command, help_, tuple(FORMATS))
    command.add_argument("--link-base", type=_link_base, default="", metavar=help_.metavar("URL"), help=help_("link-base"))


def _evidence(command: argparse.ArgumentParser, help_: Help) -> None:
    _snapshot(command, help_)
    _formats(command, help_, ("text", "json"))


def _explain(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("rule", nargs="?", metavar=help_.metavar("RULE"), help=help_("rule"))
    command.add_argument("--limits", action="store_true", help=help_("limits"))


def _listing(command: argparse.ArgumentParser, help_: Help) -> None:
    _formats(command, help_, ("text", "json"))


def _schema(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("name", nargs="?", metavar=help_.metavar("NAME"), help=help_("schema-name"))
    command.add_argument("--catalog", action="store_true", help=help_("schema-catalog"))
    command.add_argument("--base", metavar=help_.metavar("URL"), help=help_("schema-base"))


def _registers(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("files", nargs="*", metavar=help_.metavar("FILE"), help=help_("register-files"))


def _init(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("what", nargs="*", metavar=f"{help_.metavar('PATH')} | {help_.metavar('NAME')}", help=help_("init-what"))
    command.add_argument("--all", action="store_true", help=help_("init-all"))
    command.add_argument("--dry-run", action="store_true", help=help_("init-dry-run"))
    command.add_argument("--yes", "-y", action="store_true", help=help_("init-yes"))
    command.add_argument("--no-schemas", action="store_true", help=help_("init-no-schemas"))
    command.set_defaults(date=None)


def _completion(command: argparse.ArgumentParser, help_: Help) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"), help=help_("shell"))


def _fleet(command: argparse.ArgumentParser, help_: Help) -> None:
    from conforme.cli import fleet_arguments

    fleet_arguments.fleet(command, help_)


def _site(command: argparse.ArgumentParser, help_: Help) -> None:
    from conforme.cli import fleet_arguments

    fleet_arguments.site(command, help_)


_ADD = {
    "check": _check,
    "evidence": _evidence,
    "diff": _diff,
    "history": _history,
    "waivers": _waivers,
    "attest": _attest,
    "explain": _explain,
    "rules": _listing,
    "practices": _listing,
    "schema": _schema,
    "registers": _registers,
    "init": _init,
    "completion": _completion,
    "fleet": _fleet,
    "site": _site,
}


def _date(text: str) -> datetime.date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # `fromisoformat` reads weeks too
        raise UserError("date", value=text)
    try:
        date = datetime.date.fromisoformat(text)
    except ValueError:
        raise UserError("date", value=text) from None
    if not FIRST_DATE <= date <= LAST_DATE:
        raise UserError("date-range", value=text, first=FIRST_DATE, last=LAST_DATE)
    return date


def _link_base(text: str) -> str:
    from conforme.reports.html.links import is_base

    if text and not is_base(text):
        raise UserError("link-base", value=text)
    return text


def _points(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1000):
        raise UserError("points", value=text)
    return int(text)


def _fail_on(text: str) -> list[str]:
    chosen = _Listed("fail-on")(text)
    known = [word for word in FAIL_ON if word != OF_DIFF]
    for word in chosen:
        if word == OF_DIFF:
            raise UserError("fail-on-lost", choices=", ".join(known))
        if word not in known:
            raise UserError("fail-on", value=word, choices=", ".join(known))
    return chosen


def _lost(text: str) -> list[str]:
    chosen = _Listed("fail-on")(text)
    known = (OF_DIFF, "never")
    for word in chosen:
        if word not in known:
            raise UserError("fail-on", value=word, choices=", ".join(known))
    return chosen


class _Listed:
    """The words of an option, separated by commas; an option that names none is refused: a script's empty variable would select everything."""

    def __init__(self, option: str) -> None:
        self._option = option

    def __call__(self, text: str) -> list[str]:
        found = [word.strip() for word in text.split(",") if word.strip()]
        if not found:
            raise UserError("nothing-listed", option=f"--{self._option}")
        return found
