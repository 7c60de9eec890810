"""The grammar of `fleet` and `site`."""

from __future__ import annotations

import argparse

from conforme.cli import arguments
from conforme.cli.errors import UserError

# Those of `fleet.questions`, which is not imported to parse another command; a test holds the two equal.
QUESTIONS = ("lost", "gained", "ending", "registers", "licences", "never-passed", "not-examined")


def fleet(command: argparse.ArgumentParser, help_: arguments.Help) -> None:
    jobs = command.add_subparsers(dest="job", required=True, metavar=help_("fleet-job"), parser_class=arguments.Parser)
    for name, add in (("run", _run), ("query", _query)):
        job = jobs.add_parser(name, help=help_(f"fleet-{name}"), description=help_(f"fleet-{name}"), allow_abbrev=False)
        add(job, help_)
        arguments._shared(job, help_, after=True)


def _run(command: argparse.ArgumentParser, help_: arguments.Help) -> None:
    listed, number, identifier = arguments._Listed, help_.metavar("N"), help_.metavar("ID")
    command.add_argument("file", metavar=help_.metavar("FLEET"), help=help_("fleet-file"))
    command.add_argument("--store", required=True, metavar=help_.metavar("DIR"), help=help_("store"))
    command.add_argument("--jobs", "-j", type=_Counted("jobs", 1, 512), default=0, metavar=number, help=help_("jobs"))
    command.add_argument("--scheduler", metavar=help_.metavar("ADDRESS"), help=help_("scheduler"))
    command.add_argument("--date", type=arguments._date, default=None, metavar=help_.metavar("YYYY-MM-DD"), help=help_("date"))
    command.add_argument("--select", action="extend", type=listed("select"), default=[], metavar=identifier, help=help_("select"))
    command.add_argument("--ignore", action="extend", type=listed("ignore"), default=[], metavar=identifier, help=help_("ignore"))
    arguments._trust(command, help_)
    command.add_argument("--seconds", type=_Counted("seconds", 1, 86_400), default=600, metavar=number, help=help_("seconds"))
    command.add_argument("--memory", type=_Counted("memory", 256, 1 << 20), default=2048, metavar=number, help=help_("memory"))


def _query(command: argparse.ArgumentParser, help_: arguments.Help) -> None:
    asked = f"{help_('question')} ({', '.join(QUESTIONS)})"
    command.add_argument("name", choices=QUESTIONS, metavar=help_.metavar("NAME"), help=asked)
    command.add_argument("--store", required=True, metavar=help_.metavar("DIR"), help=help_("store"))
    command.add_argument("--days", type=_Counted("days", 0, 3660), default=30, metavar=help_.metavar("N"), help=help_("days"))
    arguments._formats(command, help_, ("text", "json", "csv"))


def site(command: argparse.ArgumentParser, help_: arguments.Help) -> None:
    command.add_argument("--store", required=True, metavar=help_.metavar("DIR"), help=help_("store"))
    command.add_argument("--output", "-o", required=True, metavar=help_.metavar("DIR"), help=help_("site-output"))


class _Counted:
    """The number of an option, within its bounds."""

    def __init__(self, option: str, least: int, most: int) -> None:
        self._option, self._least, self._most = option, least, most

    def __call__(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and self._least <= int(text) <= self._most):
            raise UserError("number", option=f"--{self._option}", value=text, least=self._least, most=self._most)
        return int(text)
