"""The pages about all services: overview, lists, practices, who can act, what ends soon, what could not be verified, the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from conforme import words
from conforme.fleet.site.page import VERDICTS, Html, Place, badge, cell, column, join, legend, page, paged, pager, table, tag
from conforme.fleet.site.reading import Line, Overview, Row
from conforme.fleet.tables import NOTES, TABLES

SIZE = 100
LINES = 300
Page = tuple[str, str]  # its path from the folder of the language, its HTML


def number(value: object) -> Html:
    return Html(f'<td class="n">{value}</td>')


def service_link(place: Place, line: Line | Row) -> Html:
    row = line.row if isinstance(line, Line) else line
    return place.to(f"service/{row['service']}.html", place.of(row, "name"))


def index(seen: Overview, lang: str, changes: Mapping[str, int]) -> Page:
    place = Place(lang, "index.html")
    run = seen.run
    facts = [
        (place.say("date"), run["date"].isoformat()), (place.say("services"), run["services"]), (place.say("repositories"), run["repositories"]),
        (place.say("not-examined"), place.to("unverified.html", run["not_examined"])), (place.say("policy"), run["policy"] or place.say("none")),
        (place.say("lost"), changes["lost"] if changes else "–"), (place.say("gained"), changes["gained"] if changes else "–"),
    ]  # fmt: skip
    told = tag("dl", *(join((tag("dt", name), tag("dd", value))) for name, value in facts), class_="facts")
    content = (told, tag("h2", place.say("by-practice")), legend(place), by_practice(seen, place), tag("h2", place.say("trend")), _trend(seen, place))
    return place.path, page(place, place.of(run, "fleet") or place.say("title"), *content, current="index")


def by_practice(seen: Overview, place: Place, lines: Sequence[Line] | None = None) -> Html:
    """How many services have each verdict, practice by practice, themes in their order."""
    counted = _counted(lines if lines is not None else seen.lines)
    rows = [
        (
            place.of(row, "theme"),
            _practice_link(place, row),
            *(number(counted[row["practice"]][verdict] or "") for verdict in VERDICTS),
            _bar(counted[row["practice"]]),
        )
        for row in seen.practices
    ]
    columns = (place.say("theme"), place.say("practice"), *(column(place, verdict) for verdict in VERDICTS), place.say("share"))
    return table(place.say("by-practice"), columns, rows, heads=2, wide=True)


def _counted(lines: Iterable[Line]) -> dict[str, Counter[str]]:
    made: dict[str, Counter[str]] = {}
    for line in lines:
        for practice, verdict in line.verdicts.items():
            made.setdefault(practice, Counter())[verdict] += 1
    return made


def _practice_link(place: Place, row: Row) -> Html:
    return place.to(f"practice/{row['practice']}.html", f"{row['practice']} {place.of(row, 'title')}")


def _bar(counts: Mapping[str, int]) -> Html:
    """The same as the numbers beside it, for the eye alone."""
    total = sum(counts.values()) or 1
    parts = (
        f'<span class="{verdict}" style="width:{100 * counts.get(verdict, 0) / total:.1f}%"></span>' for verdict in VERDICTS if counts.get(verdict)
    )
    return Html(f'<td><div class="bar" aria-hidden="true">{"".join(parts)}</div></td>')


def _trend(seen: Overview, place: Place, practice: str | None = None) -> Html:
    rows = []
    for point in reversed(seen.trend):
        counts = point.verdicts.get(practice, Counter()) if practice else sum(point.verdicts.values(), Counter())
        rows.append((point.date, number(point.services), *(number(counts[verdict] or "") for verdict in VERDICTS), _bar(counts)))
    columns = (place.say("run"), place.say("services"), *(column(place, verdict) for verdict in VERDICTS), place.say("share"))
    return table(place.say("trend-practice" if practice else "trend-all"), columns, rows, wide=True)


def services(seen: Overview, lang: str) -> Iterator[Page]:
    """The heat map, all services, a hundred a page."""
    yield from heat_map(seen, lang, "services", words.say(lang, "site.nav.services"), seen.lines, "services")


def heat_map(seen: Overview, lang: str, stem: str, title: str, lines: Sequence[Line], current: str) -> Iterator[Page]:
    count = max(1, -(-len(lines) // SIZE))
    for each in range(1, count + 1):
        place = Place(lang, paged(stem, each))
        shown = lines[(each - 1) * SIZE : each * SIZE]
        links, foot = pager(place, stem, each, count), pager(place, stem, each, count, foot=True)
        columns = (place.say("service"), place.say("organisation"), *(_short(place, row) for row in seen.practices))
        rows = ((service_link(place, line), place.of(line.row, "organisation"), *_cells(seen, place, line)) for line in shown)
        told = title if each == 1 else f"{title} – {place.say('page', number=each)}"
        heat = table(place.say("heat-map"), columns, rows, wide=True)
        yield place.path, page(place, told, tag("p", place.say("heat-note")), legend(place), links, heat, foot, current=current)


def _short(place: Place, row: Row) -> Html:
    title = place.of(row, "title")
    return place.to(f"practice/{row['practice']}.html", Html(f'{row["practice"]}<span class="sr"> {tag("span", title)}</span>'), title=title)


def _cells(seen: Overview, place: Place, line: Line) -> Iterator[Html]:
    return (cell(place, line.verdicts.get(row["practice"], "not-examined")) for row in seen.practices)


def organisations(seen: Overview, lang: str) -> Iterator[Page]:
    by_owner: dict[str, list[Line]] = {}
    for line in seen.lines:
        by_owner.setdefault(line.row["organisation"], []).append(line)
    place = Place(lang, "organisations.html")
    columns = (place.say("organisation"), place.say("services"), place.say("not-examined"), *(_short(place, row) for row in seen.practices))
    rows = []
    for owner, lines in by_owner.items():
        counted = _counted(lines)
        shown = (number(sum(counted[row["practice"]][verdict] for verdict in ("demonstrated", "declared", "attested"))) for row in seen.practices)
        link = place.to(f"organisation/{owner}.html", place.of(lines[0].row, "organisation"))
        rows.append((link, number(len(lines)), number(sum(line.row["not_examined"] for line in lines)), *shown))
    note = tag("p", place.say("organisations-note"))
    yield (
        place.path,
        page(place, place.say("nav.organisations"), note, table(place.say("by-organisation"), columns, rows, wide=True), current="organisations"),
    )
    for owner, lines in by_owner.items():
        yield from heat_map(seen, lang, f"organisation/{owner}", place.of(lines[0].row, "organisation"), lines, "organisations")


def practices(seen: Overview, lang: str) -> Iterator[Page]:
    """By theme, then each practice: its actions, its trend, and every service."""
    place = Place(lang, "practices.html")
    parts: list[object] = [legend(place)]
    counted, theme = _counted(seen.lines), ""
    for row in seen.practices:
        if row["theme"] != theme:
            theme = row["theme"]
            own = [item for item in seen.practices if item["theme"] == theme]
            rows = [
                (_practice_link(place, item), *(number(counted.get(item["practice"], Counter())[verdict] or "") for verdict in VERDICTS))
                for item in own
            ]
            name = place.of(row, "theme")
            parts += [tag("h2", name), table(name, (place.say("practice"), *(column(place, verdict) for verdict in VERDICTS)), rows, wide=True)]
    yield place.path, page(place, place.say("nav.practices"), *parts, current="practices")
    for row in seen.practices:
        yield from _practice(seen, lang, row)


def _practice(seen: Overview, lang: str, row: Row) -> Iterator[Page]:
    stem, actions = f"practice/{row['practice']}", seen.actions_of(row["practice"])
    count = max(1, -(-len(seen.lines) // SIZE))
    for each in range(1, count + 1):
        place = Place(lang, paged(stem, each))
        title = f"{row['practice']} {place.of(row, 'title')}"
        shown = seen.lines[(each - 1) * SIZE : each * SIZE]
        columns = (
            place.say("service"),
            place.say("organisation"),
            place.say("practice"),
            *(f"{item['action']} {place.of(item, 'title')}" for item in actions),
        )
        rows = (
            (
                service_link(place, line),
                place.of(line.row, "organisation"),
                *(tag("td", badge(place, verdict)) for verdict in _told(line, row, actions)),
            )
            for line in shown
        )
        first = (tag("h2", place.say("trend")), _trend(seen, place, row["practice"])) if each == 1 else ()
        links, foot = pager(place, stem, each, count), pager(place, stem, each, count, foot=True)
        listed = (tag("h2", place.say("nav.services")), links, table(place.say("practice-services"), columns, rows, wide=True), foot)
        told = title if each == 1 else f"{title} – {place.say('page', number=each)}"
        yield place.path, page(place, told, *first, *listed, current="practices")


def _told(line: Line, row: Row, actions: Sequence[Row]) -> Iterator[str]:
    yield line.verdicts.get(row["practice"], "not-examined")
    yield from (line.actions.get(item["action"], "not-examined") for item in actions)


def act(seen: Overview, lang: str, failing: Mapping[str, int]) -> Page:
    """Who can act: by role, the practices that it can move forward, and the rules that most services do not meet."""
    place = Place(lang, "act.html")
    parts: list[object] = [tag("p", place.say("act-note"))]
    for role in sorted(seen.roles, key=lambda name: -sum(seen.roles[name].values())):
        said = words.say(lang, f"role.{role}")
        rows = [
            (_practice_link(place, row), number(seen.roles[role][row["practice"]])) for row in seen.practices if seen.roles[role][row["practice"]]
        ]
        rules = sorted(((count, name) for name, count in failing.items() if seen.rules[name]["role"] == role), reverse=True)[:15]
        listed = [
            (place.of(seen.rules[name], "title"), words.say(lang, f"effort.{seen.rules[name]['effort']}"), number(count)) for count, name in rules
        ]
        parts += [
            tag("h2", said[:1].upper() + said[1:]),
            table(place.say("open-actions"), (place.say("practice"), place.say("count")), rows),
            table(place.say("open-rules"), (place.say("rule"), place.say("effort"), place.say("services")), listed),
        ]
    return place.path, page(place, place.say("nav.act"), *parts, current="act")


def ending(seen: Overview, lang: str, signed: Sequence[Row]) -> Page:
    place = Place(lang, "ending.html")
    rows = [
        (words.say(lang, f"site.{row['what']}"), row["about"], _of_service(seen, place, row["service"]), row["role"], row["ends"])
        for row in signed[:LINES]
    ]
    columns = (place.say("what"), place.say("about"), place.say("service"), place.say("role"), place.say("ends"))
    content = table(place.say("ending"), columns, rows, heads=2) if rows else tag("p", place.say("none-ending"))
    return place.path, page(place, place.say("nav.ending"), tag("p", place.say("ending-note")), content, _more(place, len(signed)), current="ending")


def unverified(seen: Overview, lang: str, failed: Sequence[Row], limits: Mapping[str, int]) -> Page:
    place = Place(lang, "unverified.html")
    rows = [(row["repository"], _of_service(seen, place, row["service"]), why(lang, row["why"])) for row in failed[:LINES]]
    columns = (place.say("repository"), place.say("service"), place.say("why"))
    first = table(place.say("not-examined"), columns, rows) if rows else tag("p", place.say("all-examined"))
    counted = [(_limit(lang, name), number(count)) for name, count in sorted(limits.items(), key=lambda item: (-item[1], item[0]))]
    second = table(place.say("limits"), (place.say("limit"), place.say("repositories")), counted) if counted else tag("p", place.say("no-limit"))
    content = (tag("h2", place.say("not-examined")), first, _more(place, len(failed)), tag("h2", place.say("limits")), second)
    return place.path, page(place, place.say("nav.unverified"), *content, current="unverified")


def _more(place: Place, count: int) -> Html:
    return tag("p", place.say("more", shown=LINES, count=count), place.to("data.html", place.say("nav.data"))) if count > LINES else Html("")


def _of_service(seen: Overview, place: Place, name: str) -> Html:
    return place.to(f"service/{name}.html", name)


def why(lang: str, key: str) -> str:
    """Why a repository was not examined."""
    return words.say(lang, f"why.{key}") if words.known(f"why.{key}") else key


def _limit(lang: str, what: str) -> str:
    return words.say(lang, f"limit.{what}") if words.known(f"limit.{what}") and "{" not in words.say(lang, f"limit.{what}") else what


def data(seen: Overview, lang: str, files: Mapping[str, int]) -> Page:
    """The data to download, and what each column stands for."""
    place = Place(lang, "data.html")
    at = words.LANGUAGES.index(lang)
    parts: list[object] = [tag("p", place.say("data-note"))]
    for name in files:
        link = (tag("a", f"{name}.{kind}", href=f"{place.up}../data/{name}.{kind}", download="") for kind in ("csv", "json"))
        rows = [(tag("code", each.name), each.fr if lang == "fr" else each.en) for each in TABLES[name]]
        parts += [tag("h2", tag("code", name)), tag("p", NOTES[name][at], " (", number_text(place, files[name]), ") ", next(link), ", ", next(link))]
        parts += [table(place.say("columns"), (place.say("column"), place.say("meaning")), rows)]
    return place.path, page(place, place.say("nav.data"), *parts, current="data")


def number_text(place: Place, count: int) -> str:
    return place.say("rows", count=count)
