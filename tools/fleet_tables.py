#!/usr/bin/env python3
"""The tables of the dataset of fleets as Markdown, out of the code: rewrites what follows the mark in docs/parc.md and docs/fleet.md."""

from __future__ import annotations

from pathlib import Path

from conforme.fleet.tables import NOTES, TABLES

ROOT = Path(__file__).resolve().parents[1]
MARK = "<!-- tables -->\n"
HEADS = {"fr": ("Colonne", "Type", "Ce qu’elle contient"), "en": ("Column", "Type", "What it holds")}
TYPES = {
    "fr": {"text": "texte", "whole": "entier", "yes": "oui ou non", "day": "date", "list": "liste de textes"},
    "en": {"text": "text", "whole": "integer", "yes": "boolean", "day": "date", "list": "list of texts"},
}


def tables(lang: str) -> str:
    parts = []
    for name, columns in TABLES.items():
        note = NOTES[name][0 if lang == "fr" else 1]
        rows = [f"| `{each.name}` | {TYPES[lang][each.type]} | {each.fr if lang == 'fr' else each.en} |" for each in columns]
        parts.append("\n".join([f"### `{name}`\n", f"{note[:1].upper()}{note[1:]}.\n", f"| {' | '.join(HEADS[lang])} |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def main() -> None:
    for lang, name in (("fr", "parc.md"), ("en", "fleet.md")):
        page = ROOT / "docs" / name
        kept = page.read_text(encoding="utf-8").partition(MARK)[0]
        page.write_text(kept + MARK + "\n" + tables(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
