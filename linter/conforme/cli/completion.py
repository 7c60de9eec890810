"""`conforme completion SHELL`: what a shell needs to complete commands, options and their values, made from the command line's own grammar."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from conforme.cli import output, session
from conforme.cli.arguments import grammar

SHELLS = ("bash", "zsh", "fish")


class Option(NamedTuple):
    """An option of a command: its names, the values that it may take (none: a file or free text), whether it takes one."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    takes_value: bool
    help: str


def main(options: argparse.Namespace) -> int:
    commands = _commands(session.help_language(options))
    output.deliver([output.Document("".join(f"{line}\n" for line in _WRITE[options.shell](commands)), data=True)])
    return 0


def _commands(lang: str) -> dict[str, list[Option]]:
    chosen = next(action for action in grammar(lang)._actions if isinstance(action, argparse._SubParsersAction))
    return {name: [_option(action) for action in parser._actions if action.option_strings] for name, parser in chosen.choices.items()}


def _option(action: argparse.Action) -> Option:
    said = (action.help or "").replace("%%", "%").split("\n")[0]
    return Option(tuple(action.option_strings), tuple(map(str, action.choices or ())), action.nargs != 0, said)


def _bash(commands: dict[str, list[Option]]) -> Iterator[str]:
    yield "_conforme() {"
    yield '  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" word'
    yield '  for word in "${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do'
    yield f'    case "$word" in {"|".join(commands)}) command=$word; break ;; esac'
    yield "  done"
    yield '  case "$command $previous" in'
    for name, options in commands.items():
        for option in options:
            if option.takes_value:
                patterns = "|".join(f'"{name} {one}"' for one in option.names)
                yield f"    {patterns}) {_reply(option.values) if option.values else 'COMPREPLY=()'}; return ;;"
    yield "  esac"
    yield '  case "$command" in'
    yield f'    "") {_reply(commands)} ;;'
    for name, options in commands.items():
        yield f"    {name}) [[ $current == -* ]] && {_reply([one for option in options for one in option.names])} ;;"
    yield "  esac"
    yield "}"
    yield "complete -o default -F _conforme conforme"


def _reply(values: Iterable[str]) -> str:
    return f'mapfile -t COMPREPLY < <(compgen -W "{" ".join(values)}" -- "$current")'


def _zsh(commands: dict[str, list[Option]]) -> Iterator[str]:
    yield "autoload -Uz compinit bashcompinit && compinit && bashcompinit"
    # zsh has no mapfile; its own splitting into lines does the same.
    yield from (line.replace("mapfile -t COMPREPLY < <(", 'COMPREPLY=(${(f)"$(').replace('"$current")', '"$current")"})') for line in _bash(commands))


def _fish(commands: dict[str, list[Option]]) -> Iterator[str]:
    yield f'complete -c conforme -f -n __fish_use_subcommand -a "{" ".join(commands)}"'
    for name, options in commands.items():
        for option in options:
            flags = " ".join(f"-l {one[2:]}" if one.startswith("--") else f"-s {one[1:]}" for one in option.names)
            values = f' -xa "{" ".join(option.values)}"' if option.values else " -r" if option.takes_value else ""
            said = option.help.replace("\\", "\\\\").replace("'", "\\'")
            yield f"complete -c conforme -n '__fish_seen_subcommand_from {name}' {flags}{values} -d '{said}'"


_WRITE = {"bash": _bash, "zsh": _zsh, "fish": _fish}
