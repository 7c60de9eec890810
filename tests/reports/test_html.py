"""The page for a browser: whole, well formed, inert, self-contained, with the counts of the report and no finding lost."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from reports.hostile import POISON, poisoned
from reports.reading import Element, read

from conforme import catalog, cli, engine, sources, trust
from conforme.cards import Words
from conforme.model import Finding, Location, Outcome, Reason, Snapshot
from conforme.repo import Repo
from conforme.report import Report, Service
from conforme.reports import exhibits, html
from conforme.reports import json as as_json
from conforme.reports.html.links import Links, is_base
from conforme.reports.html.markup import tag, text

ROOT = Path(__file__).resolve().parents[2]
DATE = datetime.date(2026, 11, 25)
BASE = "https://forge.exemple.org/x/blob/main/"
NAMES = ("exemplaire", "avec-fautes", "vide")
ELEMENTS = set(
    "html head meta title link style body header nav main footer section div span p a strong code pre ul ol li dl dt dd h1 h2 h3 h4 h5 "
    "details summary table caption thead tbody tr th td br svg symbol use path line polyline circle text desc".split()
)
ATTRIBUTES = set(
    "id class lang href rel tabindex role scope start charset name content http-equiv aria-label aria-hidden aria-labelledby focusable viewbox "
    "width height d fill-rule points x y x1 x2 y1 y2 cx cy r text-anchor data-finding data-count".split()
)


@cache
def report(name: str) -> Report:
    repo = Repo.of({}) if name == "vide" else sources.open_repo(str(ROOT / "examples" / f"service-{name}"))
    return trust.decide(engine.audit(repo, catalog.load(), engine.Options(DATE)), {"expected"})


@cache
def page(name: str, lang: str) -> Element:
    return read(html.render(report(name), lang, BASE))


each = pytest.mark.parametrize("name", NAMES)
both = pytest.mark.parametrize("lang", ["fr", "en"])


@each
@both
def test_the_page_has_one_head_one_main_and_headings_in_order(name: str, lang: str) -> None:
    shown = page(name, lang)

    assert [element.attributes["lang"] for element in shown.all("html")] == [lang]
    for landmark in ("h1", "header", "nav", "main", "footer", "title"):
        assert len([element for element in shown.all(landmark) if not any(above.name == "svg" for above in element.above)]) == 1
    levels = [int(element.name[1]) for element in shown.all() if re.fullmatch("h[1-6]", element.name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(element.text.strip() for element in shown.all() if re.fullmatch("h[1-6]|a|summary|th|title|caption", element.name))


@each
@both
def test_the_picture_is_first_and_whole(name: str, lang: str) -> None:
    main = page(name, lang).all("main")[0]
    first = main.inside[0]
    assert first.name == "section" and "standard" in first.classes()
    themes = [element for element in first.inside if "theme" in element.classes()]
    practices = [[one for one in theme.all("details") if "practice" in one.classes()] for theme in themes]

    assert [len(theme) for theme in practices] == [3] * 6
    told = [one for theme in practices for one in theme]
    for element, item in zip(told, report(name).practices, strict=True):
        summary = element.inside[0]
        assert summary.name == "summary" and item.practice.title.to(lang) in summary.text
        assert f"is-{item.verdict.value}" in element.classes()
        word, sign = summary.all("span")[1], summary.all("use")[0]
        assert word.text.strip() and sign.attributes["href"] == f"#i-{item.verdict.value}"
        actions = [one for one in element.all("div") if "action" in one.classes()]
        assert [one.all("h5")[0].text.split()[0] for one in actions] == [action.action.id for action in item.actions]


@each
@both
def test_the_counts_are_those_of_the_report(name: str, lang: str) -> None:
    shown, summary = page(name, lang), report(name).summary()
    counts = Counter(element.attributes["data-count"] for element in shown.all() if "data-count" in element.attributes)

    expected = {f"{of}-{key}-{count}" for of in ("actions", "rules") for key, count in summary[of].items() if count}  # type: ignore[attr-defined]
    assert counts == dict.fromkeys(expected, 1)
    findings = [element.attributes["data-finding"] for element in shown.with_("data-finding")]
    assert Counter(findings) == Counter(finding.fingerprint for _, finding in report(name).findings())
    assert len(findings) == summary["findings"]
    rules = Counter(element.attributes["id"] for element in shown.all("li") if re.fullmatch(r"r\d+", element.attributes.get("id", "")))
    assert rules == {f"r{number}": 1 for number in range(1, len(report(name).results) + 1)}


@each
@both
def test_the_lists_by_role_name_each_rule_that_is_not_met_once(name: str, lang: str) -> None:
    shown, audited = page(name, lang), report(name)
    lists = [element for element in shown.all() if "next" in element.classes()]
    listed = [link.attributes["href"] for entries in lists for link in entries.all("a")]

    assert Counter(listed) == {f"#r{number}": 1 for number, item in enumerate(audited.results, 1) if item.outcome is Outcome.FAIL}


@each
@both
def test_every_link_leads_somewhere_and_every_id_is_one(name: str, lang: str) -> None:
    shown = page(name, lang)
    ids = [element.attributes["id"] for element in shown.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in shown.all():
        href = element.attributes.get("href")
        if href is not None:
            assert href == "data:," or href.startswith(BASE) or (href.startswith("#") and href[1:] in ids), href
        for name_ in element.attributes.get("aria-labelledby", "").split():
            assert name_ in ids


@each
@both
def test_nothing_is_fetched_and_nothing_runs(name: str, lang: str) -> None:
    source = html.render(report(name), lang)
    shown = read(source)

    assert {element.name for element in shown.all()} <= ELEMENTS
    assert {attribute for element in shown.all() for attribute in element.attributes} <= ATTRIBUTES
    css = shown.all("style")[0].text
    assert "url(" not in css and "@import" not in css and "<" not in css
    policy = next(element.attributes["content"] for element in shown.all("meta") if "http-equiv" in element.attributes)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not [element for element in shown.all("a") if not element.attributes["href"].startswith("#")], "no link without --link-base"


@each
def test_tables_and_drawings_can_be_read_without_seeing_them(name: str) -> None:
    shown = page(name, "fr")
    assert all(cell.attributes.get("scope") in ("row", "col") for cell in shown.all("th"))
    assert all(table.all("caption") for table in shown.all("table"))
    for drawing in shown.all("svg"):
        if drawing.attributes.get("aria-hidden") != "true":
            assert drawing.attributes["role"] == "img" and drawing.all("title") and drawing.all("desc")
    assert bool([one for one in shown.all("svg") if one.attributes.get("role") == "img"]) == (name != "vide")


@both
def test_a_hostile_string_never_acts(lang: str) -> None:
    audited = poisoned(report("avec-fautes"))
    source = html.render(audited, lang, BASE)
    shown = read(source)

    assert {element.name for element in shown.all()} <= ELEMENTS
    assert {attribute for element in shown.all() for attribute in element.attributes} <= ATTRIBUTES
    assert all(re.match("#[a-z0-9-]+$|data:,$|" + re.escape(BASE), element.attributes.get("href", "#x")) for element in shown.all())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", source)
    assert "##" not in source and not re.search(r"^\s*::", source, re.MULTILINE), "nothing that a pipeline's runner takes for a command"
    assert source.count("<script") == source.count("<img") == source.count("<!--") == 0
    assert "alert(1)" in shown.text, "it is shown, not dropped"
    findings = shown.with_("data-finding")
    assert len(findings) == audited.summary()["findings"]


def test_what_is_not_markup_is_escaped_in_elements_and_in_attributes() -> None:
    assert tag("p", "<b>&\"'", title='"><i>') == '<p title="&quot;&gt;&lt;i&gt;">&lt;b&gt;&amp;&quot;&#x27;</p>'
    assert tag("a", tag("code", "x"), None, "", class_="c", data_a=1, hidden=True, lang=None) == '<a class="c" data-a="1" hidden><code>x</code></a>'
    assert read(tag("p", text(POISON))).all("script") == []


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html.render(report("avec-fautes"), "fr", BASE) == html.render(report("avec-fautes"), "fr", BASE)


@pytest.mark.parametrize(
    ("base", "place", "address"),
    [
        ("https://f/x/blob/main/", Location("docs/a b.md", 3), "https://f/x/blob/main/docs/a%20b.md#L3"),
        ("https://f/x/blob/main", Location("a.md"), "https://f/x/blob/main/a.md"),
        ("https://f/x/blob/{commit}/", Location("a#?.md", 1), "https://f/x/blob/c0ffee/a%23%3F.md#L1"),
        (
            "https://f/_git/x?path=/{path}&version=GC{commit}&line={line}",
            Location("é.md", 7),
            "https://f/_git/x?path=/%C3%A9.md&version=GCc0ffee&line=7",
        ),
        ("https://f/", Location("caf\udce9.md", 1), "https://f/caf%E9.md#L1"),
        ("https://f/", Location(None), None),
        ("", Location("a.md", 1), None),
        ("javascript:alert(1)//", Location("a.md", 1), None),
    ],
)
def test_a_place_links_to_its_line_on_the_forge(base: str, place: Location, address: str | None) -> None:
    assert Links(base, "c0ffee").address(place) == address


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)", "data:text/html,x", "https://a b/", "https://user:secret@forge/x", "//forge/x", 'https://f/"x', "ftp://f/"]
)
def test_only_a_web_address_without_a_password_is_a_base(base: str) -> None:
    assert not is_base(base)


def test_the_command_writes_the_page_and_refuses_another_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "rapport.html"
    service = str(ROOT / "examples" / "service-exemplaire")
    given = ["check", service, "--format", "html", "--output", str(target), "--lang", "en", "--exit-zero", "--no-cache"]

    assert cli.main([*given, "--link-base", BASE]) == 0
    shown = read(target.read_text(encoding="utf-8"))
    assert shown.all("html")[0].attributes["lang"] == "en"
    assert [link for link in shown.all("a") if link.attributes["href"].startswith(BASE)]
    capsys.readouterr()
    assert cli.main([*given, "--link-base", "javascript:alert(1)"]) == 2
    assert "--link-base" in capsys.readouterr().err


def test_signed_and_waived_things_keep_their_last_day() -> None:
    shown = read(html.render(poisoned(report("avec-fautes")), "fr"))
    captions = [table.all("caption")[0].text for table in shown.all("table")]
    assert "Dérogations" in captions and "Attestations" in captions
    plain = page("vide", "fr").text
    assert "Aucune dérogation ni attestation." in plain


def test_what_was_already_so_is_said() -> None:
    from conforme.report import Since

    audited = report("avec-fautes")
    marks = frozenset(finding.fingerprint for _, finding in audited.findings())
    shown = read(html.render(replace(audited, since=Since("c0ffee", marks)), "en"))

    findings = shown.with_("data-finding")
    assert all("(already so)" in element.text for element in findings)


def test_a_report_without_a_standard_loses_no_finding() -> None:
    audited = replace(report("avec-fautes"), standards=(), practices=())
    shown = read(html.render(audited, "fr"))

    assert len(shown.with_("data-finding")) == audited.summary()["findings"]
    bare = Report((), Snapshot("directory"), DATE, "beta", "default", Service(), (), (), (), (), {}, {})
    assert read(html.render(bare, "en")).all("main")


def many(audited: Report, count: int) -> Report:
    """The same report with `count` findings at least, each with places of its own."""
    failing = next(item for item in audited.results if item.findings and item.findings[0].reason is not Reason.MISSING)
    first = failing.findings[0]
    more = tuple(_copy(first, number) for number in range(count))
    return replace(audited, results=tuple(replace(item, findings=more) if item is failing else item for item in audited.results))


def _copy(item: Finding, number: int) -> Finding:
    places = tuple(Location(f"services/part-{number}/src/module-{line}/a-rather-long-name.ts", line) for line in range(1, 6))
    return replace(item, subject=f"{item.subject}/{number}", locations=places)


def test_three_hundred_findings_weigh_less_than_a_megabyte() -> None:
    source = html.render(many(report("avec-fautes"), 300), "fr", BASE)

    assert len(read(source).with_("data-finding")) > 300
    assert len(source.encode()) < 1_000_000


def test_advice_keeps_its_samples_as_they_are_written() -> None:
    audited = report("avec-fautes")
    advised = replace(
        audited,
        rules={name: replace(card, fix=Words("Écrivez la chaîne\u00a0:\non: push\n\nPuis poussez.", "x")) for name, card in audited.rules.items()},
    )
    fix = next(element for element in read(html.render(advised, "fr")).all("div") if "fix" in element.classes())

    assert [(part.name, part.text) for part in fix.inside] == [
        ("p", "Quoi faire\u00a0: Écrivez la chaîne\u00a0:"),
        ("pre", "on: push\n"),
        ("p", "Puis poussez."),
    ]


def test_many_places_are_folded_and_counted() -> None:
    audited = many(report("avec-fautes"), 1)
    finding = next(finding for _, finding in audited.findings() if finding.subject.endswith("/0"))
    far = replace(finding, locations=tuple(Location(f"a/{number}.md", 1) for number in range(100)))
    results = tuple(replace(item, findings=(far,)) if finding in item.findings else item for item in audited.results)
    entry = next(
        one
        for one in read(html.render(replace(audited, results=results), "fr")).with_("data-finding")
        if far.fingerprint == one.attributes["data-finding"]
    )

    assert entry.all("summary")[0].text == "Autres endroits\u00a0: 97"
    assert len(entry.all("code")) == 40 and entry.text.rstrip().endswith("+60")


# Exhibits: the same for JSON and for HTML ---------------------------------------------------------------------------------------------------


def test_indicators_are_series_with_their_targets() -> None:
    shown = exhibits.of(report("exemplaire"), "fr")
    series = {item["title"]: item["rows"] for item in shown if item["kind"] == "series"}

    rows = series["Délai de décision"]
    assert [row["what"] for row in rows] == ["baseline", "measured", "measured", "measured", "target"]
    assert [(row["date"], row["value"]) for row in rows if row["what"] == "measured"] == [("2024-09-30", 18), ("2025-09-30", 14), ("2026-09-30", 9)]
    assert rows[-1] == {"what": "target", "date": None, "value": 5, "unit": "jours ouvrables", "text": "≤ 5"}
    headings = [element.text for element in page("exemplaire", "fr").all("h3")]
    assert set(series) <= set(headings)


def test_a_measure_of_the_future_is_listed_but_is_not_the_last() -> None:
    audited = replace(report("exemplaire"), date=datetime.date(2026, 1, 1))
    card = next(
        element for element in read(html.render(audited, "en")).all("div") if "card" in element.classes() and "Délai de décision" in element.text
    )

    assert "Last measure: 14\u00a0jours ouvrables, 2025-09-30" in card.text
    assert "2026-09-30" in card.all("table")[0].text and len(card.all("circle")) == 2


def test_risks_are_listed_by_due_date_without_their_persons() -> None:
    (risks,) = [item for item in exhibits.of(report("exemplaire"), "en") if item["kind"] == "dated-list"]

    assert risks["title"] == "Risks by due date"
    current = [row["date"] for row in risks["rows"] if row["status"] not in ("closed", "avoided") and row["date"]]
    assert current == sorted(current) and len(current) > 2
    assert not [row for row in risks["rows"] if "role" in row]
    late = exhibits.of(replace(report("exemplaire"), date=datetime.date(2028, 4, 15)), "en")[-1]["rows"]
    assert [row["past"] for row in late if row["date"] == "2028-03-31"] == [True]
    assert not [row for row in late if row["status"] == "closed" and row["past"]]


def test_json_holds_the_same_exhibits_and_stays_valid() -> None:
    document = json.loads(as_json.render(report("exemplaire"), "fr"))
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))

    assert document["exhibits"] == exhibits.of(report("exemplaire"), "fr")
    assert not list(Draft202012Validator(schema).iter_errors(document))
    assert exhibits.of(report("vide"), "fr") == []


def test_hostile_records_make_safe_exhibits() -> None:
    shown = json.dumps(exhibits.of(poisoned(report("exemplaire")), "fr"), ensure_ascii=False)

    assert "\\x1b" in shown.replace("\\\\", "\\")
    assert not re.search("[\x1b\u202e\u2066]", shown)
