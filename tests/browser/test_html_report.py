"""The HTML report in a real browser: axe-core finds nothing, a keyboard is enough, it reflows, prints, and opens at once without a script."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reports.test_html import many

from conforme import catalog, engine, sources, trust
from conforme.report import Report
from conforme.reports import html

ROOT = Path(__file__).resolve().parents[2]
# Two services that are examples, and a real repository: this one.
REPOSITORIES = {"exemplaire": "examples/service-exemplaire", "avec-fautes": "examples/service-avec-fautes", "conforme": "."}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async tags => {
    const found = await axe.run(document, {runOnly: tags});
    return {
        violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html + " " + node.failureSummary).slice(0, 3)]),
        passes: found.passes.length,
    };
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@cache
def report(name: str) -> Report:
    repo = sources.open_repo(str(ROOT / REPOSITORIES[name]))
    return trust.decide(engine.audit(repo, catalog.load(), engine.Options(datetime.date(2026, 11, 25))), {"expected"})


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a report in a page of its own; `requests` and `told` gather what the page asks for and complains of."""
    contexts = []

    def opened(audited: Report, lang: str = "fr", **settings: Any) -> Any:
        file = tmp_path / "rapport.html"
        file.write_text(html.render(audited, lang, "https://forge.exemple.org/x/blob/main/"), encoding="utf-8")
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.requests, page.told = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.told.append(message.text))
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", REPOSITORIES)
def test_axe_finds_no_violation(show: Any, axe: str, name: str, lang: str, theme: str) -> None:
    page = show(report(name), lang, color_scheme=theme, bypass_csp=True)
    page.evaluate(axe)
    for prepare in ("0", OPEN_ALL):
        page.evaluate(prepare)
        found = page.evaluate(RUN, list(RULES))
        assert found["violations"] == []
        assert found["passes"] > 20, "axe looked at the page"


def test_nothing_is_asked_of_anyone_and_nothing_complains(show: Any) -> None:
    page = show(report("exemplaire"))

    assert [address for address in page.requests if not address.startswith("file:")] == []
    assert page.told == []


def test_the_page_works_without_scripts(show: Any) -> None:
    page = show(report("exemplaire"), java_script_enabled=False)
    page.locator(".practice > summary").first.click()

    assert page.locator(".practice .action").first.is_visible()


def test_a_link_opens_the_practice_that_it_leads_into(show: Any) -> None:
    page = show(report("avec-fautes"))
    link = page.locator(".next a").first
    target = link.get_attribute("href")
    assert not page.locator(target).is_visible()
    link.click()

    page.locator(target).wait_for(state="visible", timeout=3000)


def test_a_keyboard_is_enough(show: Any) -> None:
    page = show(report("exemplaire"), viewport={"width": 1280, "height": 900})
    focus = """(one => ({name: one.tagName, text: one.textContent, ring: getComputedStyle(one).outlineStyle}))(document.activeElement)"""
    page.keyboard.press("Tab")
    skip = page.evaluate(focus)
    assert skip["text"] == "Aller au contenu" and page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.keyboard.press("Tab")
    first = page.evaluate(focus)
    assert first["name"] == "SUMMARY" and first["ring"] != "none"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")

    reached = _walk(page)
    assert reached["stops"] == reached["there"], "every link, summary and table is reached, in the order of the page"
    assert reached["unmarked"] == [], "where the keyboard is can be seen"


def _walk(page: Any) -> dict[str, Any]:
    """Tab from the top to the end, with all open."""
    page.goto(page.url.partition("#")[0])
    page.evaluate(OPEN_ALL)
    there = page.evaluate(
        """() => { const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(one => one.checkVisibility());
        all.forEach((one, place) => { one.dataset.stop = place; }); return all.length; }"""
    )
    stops, unmarked = [], []
    for _ in range(there):
        page.keyboard.press("Tab")
        stop, ring, shown = page.evaluate(
            "(one => [one.dataset.stop, getComputedStyle(one).outlineStyle, one.outerHTML.slice(0, 80)])(document.activeElement)"
        )
        stops.append(int(stop if stop is not None else -1))
        unmarked += [shown] if ring == "none" else []
    return {"stops": stops, "there": list(range(there)), "unmarked": unmarked}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["exemplaire", "conforme"])
def test_it_reflows_at_320_pixels_which_is_400_percent_of_1280(show: Any, name: str, lang: str) -> None:
    page = show(report(name), lang, viewport={"width": 320, "height": 256})
    for prepare in ("0", OPEN_ALL):
        page.evaluate(prepare)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        # Only a table or a sample of code may scroll sideways, each by itself.
        wide = (
            "[...document.querySelectorAll('main *')].filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth && one.checkVisibility()"
        )
        inner = " && getComputedStyle(one).display != 'inline' && !one.closest('.scroll, pre, svg, .unseen')).map(one => one.outerHTML.slice(0, 100))"
        assert page.evaluate(wide + inner) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_every_practice_is_told_and_nothing_is_cut(show: Any, paper: str) -> None:
    page = show(report("exemplaire"), viewport={"width": 794, "height": 1123})
    assert page.pdf(format=paper).startswith(b"%PDF")
    page.emulate_media(media="print")

    assert page.evaluate("[...document.querySelectorAll('.action')].filter(one => one.getBoundingClientRect().height < 10).length") == 0
    assert page.locator("table.picture").is_visible()
    top, annex = (page.locator(one).bounding_box()["y"] for one in ("#todo", "h2.annex"))
    assert top < annex, "what to do comes before the practices one by one"
    assert page.evaluate("document.documentElement.scrollWidth") <= 794


def test_three_hundred_findings_open_in_less_than_a_second(show: Any) -> None:
    audited = many(report("avec-fautes"), 300)
    times = []
    for _ in range(3):
        page = show(audited)
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))

    assert min(times) < 1000, times
