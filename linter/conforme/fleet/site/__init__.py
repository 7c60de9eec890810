"""A static site out of a store: pages in French and English, a little style and script, the data to download. It asks nothing of a server."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from typing import Any

from conforme.fleet import questions
from conforme.fleet.site import reading, views
from conforme.fleet.site.page import LANGUAGES, Place, tag
from conforme.fleet.site.reading import ByService, Overview, Row
from conforme.fleet.site.service import Own, service
from conforme.fleet.store import Store

MARK = ".conforme-site"
DATA = ("services", "practices", "actions", "repositories", "signed", "limits", "rules", "standard")


class NotOurs(Exception):
    """The folder holds something that this did not write."""


def make(store: Store, target: str) -> int:
    """Writes the site of the last run in the folder `target`, replaced whole; how many pages it has. Raises NotOurs, questions.NoRun, OSError."""
    if not store.runs():
        raise questions.NoRun
    target = os.path.abspath(target)
    if os.path.isdir(target) and os.listdir(target) and not os.path.exists(os.path.join(target, MARK)):
        raise NotOurs
    aside, old = f"{target}.new-{os.getpid()}", f"{target}.old-{os.getpid()}"
    os.makedirs(aside)
    try:
        count = _Writer(store, aside).write()
        if os.path.isdir(target):
            os.rename(target, old)
        os.rename(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return count


class _Writer:
    def __init__(self, store: Store, folder: str) -> None:
        self._store, self._folder, self._last = store, folder, store.runs()[-1]
        self._count = 0
        self._failing: Counter[str] = Counter()
        self._limits: Counter[str] = Counter()
        self._failed: list[Row] = []

    def write(self) -> int:
        seen = reading.overview(self._store)
        self._assets()
        files = {name: self._data(name) for name in DATA}
        self._index(seen)
        self._services(seen)
        ending = [dict(zip(answer.columns, row, strict=True)) for answer in [questions.ask(self._store, "ending", 90)] for row in answer.rows]
        changes = _changes(self._store)
        for lang in LANGUAGES:
            self._put(lang, views.index(seen, lang, changes))
            for several in (views.services, views.organisations, views.practices):
                for one in several(seen, lang):
                    self._put(lang, one)
            self._put(lang, views.act(seen, lang, self._failing))
            self._put(lang, views.ending(seen, lang, ending))
            self._put(lang, views.unverified(seen, lang, self._failed, self._limits))
            self._put(lang, views.data(seen, lang, files))
        return self._count

    def _assets(self) -> None:
        here = os.path.dirname(os.path.abspath(__file__))
        for name in ("style.css", "site.js"):
            shutil.copyfile(os.path.join(here, name), os.path.join(self._folder, name))
        self._file(MARK, self._last + "\n")

    def _index(self, seen: Overview) -> None:
        """The page from which one chooses a language, and what the search looks in."""
        choices = (tag("p", tag("a", Place(lang, "").say("language"), href=f"{lang}/index.html", lang=lang, hreflang=lang)) for lang in LANGUAGES)
        title = " – ".join(Place(lang, "").say("title") for lang in LANGUAGES)
        head = (
            '<!doctype html>\n<html lang="fr-CA">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        )
        style = '<link rel="stylesheet" href="style.css"><link rel="icon" href="data:,">'
        body = tag("main", tag("h1", title), *choices)
        self._file("index.html", f"{head}<title>{title}</title>{style}</head>\n<body>{body}</body>\n</html>\n")
        rows = [[line.row["service"], line.row["name_fr"], line.row["name_en"], line.row["organisation_fr"]] for line in seen.lines]
        told = (
            json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
            .replace("<", "\\u003c")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029")
        )
        self._file("services.js", f"window.SERVICES={told};\n")

    def _services(self, seen: Overview) -> None:
        read = {name: ByService(reading.rows(self._store, self._last, name)) for name in ("repositories", "actions", "results", "signed", "limits")}
        before = _before(self._store)
        for line in seen.lines:
            name = line.row["service"]
            mine = {table: each.take(name) for table, each in read.items()}
            failing = [row for row in mine["results"] if row["outcome"] == "fail" and row["severity"] != "later"]
            own = Own(mine["repositories"], mine["actions"], failing, mine["signed"], mine["limits"], before.get(name, {}))
            self._failing.update({row["rule"] for row in failing})
            self._limits.update(what for what, _ in {(row["what"], row["repository"]) for row in own.limits})
            self._failed += [row for row in own.repositories if row["status"] != "examined"]
            for lang in LANGUAGES:
                self._put(lang, service(seen, lang, line, own))

    def _data(self, name: str) -> int:
        """A table of the last run, as CSV and as JSON; how many rows it has."""
        import csv

        count = 0
        os.makedirs(os.path.join(self._folder, "data"), exist_ok=True)
        with (
            open(os.path.join(self._folder, "data", f"{name}.csv"), "w", encoding="utf-8-sig", newline="") as sheet,
            open(os.path.join(self._folder, "data", f"{name}.json"), "w", encoding="utf-8") as whole,
        ):
            writer = csv.writer(sheet)
            whole.write("[")
            for row in reading.rows(self._store, self._last, name):
                if not count:
                    writer.writerow(row)
                writer.writerow(map(_cell, row.values()))
                whole.write(("," if count else "") + "\n" + json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False))
                count += 1
            whole.write("\n]\n")
        return count

    def _put(self, lang: str, one: views.Page) -> None:
        self._file(os.path.join(lang, *one[0].split("/")), one[1])
        self._count += 1

    def _file(self, path: str, content: str) -> None:
        whole = os.path.join(self._folder, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(content)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | list) else value.isoformat()


def _cell(value: Any) -> Any:
    """As a spreadsheet takes it: what begins like a formula is kept a text."""
    told = ", ".join(value) if isinstance(value, list) else "" if value is None else _plain(value)
    return "'" + told if isinstance(told, str) and told[:1] in ("=", "+", "-", "@", "\t", "\r") else told


def _before(store: Store) -> Mapping[str, Mapping[str, str]]:
    """The verdicts at the run before the last, by service and practice."""
    found: dict[str, dict[str, str]] = {}
    for run in store.runs()[-2:-1]:
        for row in reading.rows(store, run, "practices", ("service", "practice", "verdict")):
            found.setdefault(row["service"], {})[row["practice"]] = row["verdict"]
    return found


def _changes(store: Store) -> Mapping[str, int]:
    """How many practices were lost and gained since the run before; empty when there was none."""
    if len(store.runs()) < 2:
        return {}
    return {name: len(questions.ask(store, name).rows) for name in ("lost", "gained")}
