"""`conforme attest ACTION`: the draft of an attestation, for a person to complete. The tool signs nothing: as printed, it does not hold."""

from __future__ import annotations

import argparse

from conforme import schemas, words
from conforme.cards import Action
from conforme.catalog import Catalog
from conforme.cli import output, session
from conforme.cli.errors import UserError


def main(options: argparse.Namespace) -> int:
    cards = session.catalog(options)
    action = _action(options.action, cards)
    repo = session.open_repo(options.path)
    lang = session.help_language(options)
    output.deliver([output.Document(_draft(action, repo.snapshot.commit, session.today(options).isoformat(), lang), None)])
    return 0


def _action(written: str, cards: Catalog) -> Action:
    for standard in cards.standards.values():
        for practice in standard.practices:
            for action in practice.actions:
                if session.targets(written, cards, ()) == {f"{standard.id}:{action.id}"}:
                    return action
    raise UserError("action", value=written)


def _draft(action: Action, commit: str | None, today: str, lang: str) -> str:
    """The entry in YAML, under the keys of the language: what is known is filled in, the rest is for a person."""
    root = schemas.load("attestations")
    entry = root["$defs"]["attestation"]["properties"]
    known = {"action": f'"{action.id}"', "date": today, "commit": commit}
    blank = words.say(lang, "attest.blank")
    lines = [f"# {words.say(lang, 'attest.head')}", f"# {action.id} {action.title.to(lang)}"]
    if action.attests.to(lang):
        lines.append(f"# {words.say(lang, 'attest.what', what=action.attests.to(lang))}")
    lines.append(f"{schemas.key('attestations', root['properties']['attestations'], lang)}:")
    fields = [(schemas.key(name, part, lang), known.get(name, blank)) for name, part in entry.items() if name != "id"]
    for position, (key, value) in enumerate((key, value) for key, value in fields if value is not None):
        lines.append(f"{'- ' if position == 0 else '  '}{key}: {value}")
    return "\n".join(lines) + "\n"
