"""The site: whole, bilingual, safe, self-contained; and in a real browser, where there is one, without a fault of accessibility."""

from __future__ import annotations

import html.parser
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fleet import fleets

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
AXE = Path(os.environ.get("CONFORME_AXE", fleets.ROOT / "node_modules" / "axe-core" / "axe.min.js"))
HOSTILE = '<script>alert(1)</script>" onload="x'


class Page(html.parser.HTMLParser):
    """Links, ids and tags of a page; what is not closed is noticed."""

    VOID = frozenset(("meta", "link", "input", "br"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.links += [str(told[name]) for name in ("href", "src") if name in told]
        self.ids += [str(told["id"])] if "id" in told else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, tag


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 130 services, so that lists have pages: a few repositories, many services; one hostile name; one repository that is not there."""
    folder = tmp_path_factory.mktemp("site")
    made = [fleets.bare(folder / "mirrors" / f"r{number}.git", fleets.files(number)) for number in range(3)]
    listed: dict[str, list[dict[str, Any]]] = {}
    for number in range(130):
        name = HOSTILE if number == 7 else f"Démarche n° {number}"
        path = folder / "nowhere" if number == 9 else made[number % 3]
        listed.setdefault(f"org{number % 5}", []).append({"id": f"s{number}", "name": name, "repositories": [str(path)]})
    whole = {"name": "Parc d’essai", "organisations": [{"id": owner, "services": services} for owner, services in listed.items()]}
    (folder / "fleet.json").write_text(json.dumps(whole), encoding="utf-8")
    for date in ("2026-11-20", fleets.DATE):
        fleets.conforme("fleet", "run", folder / "fleet.json", "--store", folder / "store", "--jobs", 2, "--date", date)
    fleets.conforme("site", "--store", folder / "store", "--output", folder / "site")
    return folder / "site"


def pages(site: Path) -> Iterator[tuple[Path, str]]:
    return ((path, path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html")))


def test_every_link_leads_somewhere_inside(site: Path) -> None:
    for path, text in pages(site):
        page = Page(text)
        assert not page.open, path
        assert len(set(page.ids)) == len(page.ids), path
        for link in page.links:
            if link.startswith("#"):
                assert link[1:] in page.ids
            elif link != "data:,":
                assert ":" not in link, (path, link)
                assert (path.parent / link).resolve().is_file(), (path, link)
                assert (path.parent / link).resolve().is_relative_to(site.resolve())


def test_both_languages_have_the_same_pages(site: Path) -> None:
    french, english = ({path.relative_to(site / lang) for path in (site / lang).rglob("*.html")} for lang in ("fr", "en"))
    assert french == english
    assert len([path for path in french if path.parts[0] == "service"]) == 130
    assert Path("services-2.html") in french


def test_a_hostile_name_is_text(site: Path) -> None:
    for path, text in pages(site):
        assert "<script>alert" not in text and '" onload' not in text, path
    assert "<script>" not in (site / "services.js").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in (site / "fr" / "service" / "org2" / "s7.html").read_text(encoding="utf-8")


def test_a_repository_not_examined_is_shown_and_never_green(site: Path) -> None:
    assert "le chemin n’existe pas" in (site / "fr" / "unverified.html").read_text(encoding="utf-8")
    own = (site / "en" / "service" / "org4" / "s9.html").read_text(encoding="utf-8")
    assert "the path does not exist" in own and 'class="b not-examined"' in own
    assert not [verdict for verdict in ("demonstrated", "declared", "attested") if f'class="b {verdict}"' in own]


def test_the_data_can_be_downloaded(site: Path) -> None:
    practices = json.loads((site / "data" / "practices.json").read_text(encoding="utf-8"))
    assert len(practices) == 130 * 18
    assert (site / "data" / "practices.csv").read_text(encoding="utf-8-sig").count("\n") == 130 * 18 + 1


def test_french_is_written_as_it_should_be(site: Path) -> None:
    import re

    text = re.sub(r"<[^>]+>", " ", (site / "fr" / "act.html").read_text(encoding="utf-8"))
    assert not re.search(r"\w [:;!?]\s|« |[^\u00a0] »", text)


def test_a_folder_of_something_else_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    done = fleets.conforme("site", "--store", site.parent / "store", "--output", tmp_path, "--lang", "en", check=False)
    assert done.returncode == 2 and (tmp_path / "mine.txt").exists()
    fleets.conforme("site", "--store", site.parent / "store", "--output", site)  # ours is replaced


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no browser here")
    with playwright.sync_playwright() as running:
        one = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield one
        one.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_page_has_a_fault_of_accessibility(site: Path, browser: Any, lang: str) -> None:
    if not AXE.is_file():
        pytest.skip("npm install axe-core")
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    names = [path.name for path in (site / lang).glob("*.html")]
    names += ["practice/18.html", "organisation/org2.html", "service/org2/s7.html", "service/org4/s9.html"]
    for name in names:
        tab.goto((site / lang / name).as_uri())
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert not [(item["id"], item["nodes"][0]["html"]) for item in found], name
    assert asked and all(url.startswith(("file:", "data:")) for url in asked)
    tab.close()


def test_search_and_its_pages_work_by_keyboard(site: Path, browser: Any) -> None:
    tab = browser.new_page()
    tab.goto((site / "fr" / "practice" / "18.html").as_uri())
    tab.focus("#q")
    tab.keyboard.type("demarche 1")
    tab.wait_for_selector("#hits a")
    assert "Services trouvés" in tab.inner_text("#found")
    first = tab.inner_text("#hits li")
    assert tab.locator("#hits li").count() == 15
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "after":
            break
    tab.keyboard.press("Enter")
    assert tab.inner_text("#hits li") != first
    tab.keyboard.press("Enter")  # the first hit has the focus
    tab.wait_for_selector("h1")
    assert "/service/" in tab.url
    tab.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto((site / "fr" / "services.html").as_uri())
    assert plain.is_hidden("#search") and plain.locator("tbody tr").count() == 100
