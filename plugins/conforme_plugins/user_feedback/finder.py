"""A channel by which users of the service tell what they think of it."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import markdown, placeholders, scan, text
from conforme.facts import regex as re
from conforme_plugins.user_feedback import _signs

SHOWN = 6
READ = 100_000
_ASIDE = re.compile(
    r"(?:^|/)(?:step_definitions|cypress|e2e|storybook[^/]*|\.storybook|swagger[^/]*|javadoc|coverage|__snapshots__|migrations?|db|demos?|"
    r"prototypes?|mocks?|docs?|research|locust|load[-_]test\w{0,4}|types|lib/types|styles?|scss|css|stylesheets|images?|"
    r"img)/|"
    r"\.(?:test|spec|stories|d)\.[jt]sx?\Z|_(?:test|spec)\.(?:rb|py|exs)\Z|(?:^|/)test_[^/]*\.py\Z|(?:Test|Tests|Spec)\.(?:java|kt|cs)\Z|\.min\.js\Z",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\.(?:html?|erb|haml|slim|heex|eex|ex|njk|hbs|liquid|twig|j2|jinja2?|ftl|ejs|jsp|php|cshtml|razor|mustache|vue|svelte|"
    r"astro|tsx?|jsx?|mjs|py|rb|kt|java|cs|dart|swift|go|md|mdx)\Z",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\.(?:html?|erb|haml|slim|heex|njk|hbs|liquid|twig|j2|jinja2?|ftl|jsp|cshtml|razor|mustache|vue|svelte|astro|tsx|jsx|php|md)\Z", re.IGNORECASE
)
_TEXTS = re.compile(r"(?:^|/)(?:locales?|i18n|translations|lang)/.*\.(?:ya?ml|json|strings)\Z|(?:^|/)(?:en|fr)\.(?:ya?ml|json)\Z", re.IGNORECASE)
_FORM_NAME = re.compile(r"feedback|satisfaction|survey|retroaction|votre-?avis", re.IGNORECASE)
# What sends, records or counts opinions is no place where a user gives one.
_BEHIND = re.compile(
    r"(?:Mailers?|Commands?|Jobs?|Cron|Tasks?|Handlers?|Listeners?|Subscribers?|Repository|Repositories|Factory|Notifications?|Migrations?|Entity)"
    r"\.(?:php|rb|java|kt|cs|ts|js|py)\Z|(?:^|/)(?:mailers?|commands?|jobs?|cron|migrations?|entit(?:y|ies)|repositor(?:y|ies))/",
    re.IGNORECASE,
)
_CONTACT_NAME = re.compile(
    r"(?:^|/)_?(?:contact|contact[-_]?us|contact[-_]?us[-_]?page|contacts?[-_]?page|contactez[-_]?nous|nous[-_](?:contacter|joindre)|"
    r"contact[-_]?form)(?:\.[\w.-]{1,20}|/(?:index|page|show|new|_form)[\w.-]{0,20})\Z",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:^|/)(?:pages?|_pages|views?|app|content|src|site|public|templates|routes|features?|components)/", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    found: list[tuple[int, Document, int, str]] = []
    for document in view.documents():
        with view.reading(document):
            sign = _sign(view, document)
            if sign is not None:
                found.append((sign[0], document, sign[1], sign[2]))
    found += list(_sections(view))
    ranked = sorted(found, key=lambda item: (item[0], not _MARKUP.search(item[1].path), item[1].path.count("/"), item[1].path))
    for rank, document, line, name in ranked[:SHOWN]:
        strength = Strength.DEMONSTRATED if rank < 3 else Strength.DECLARED
        yield view.evidence(
            document, line=line, value=name, strength=strength, anchor=name, data={"form": name, "in_product": name in ("form", "link", "contact")}
        )


def _sign(view: View, document: Document) -> tuple[int, int, str] | None:
    """How telling, where, what; None for what is no channel."""
    path, body = document.path, document.text[:READ]
    if path.startswith((".github/", ".gitlab/")):
        return _template(view, path, body)
    if _ASIDE.search(path) or scan.is_sample(path, body):
        return None
    base = path.rsplit("/", 1)[-1]
    if _is_bundle(path, body):
        return None
    if _is_form(path, base) and (line := _signs.form(path, body)):
        return 0, line, "form"
    if _SOURCE.search(path) and _CONTACT_NAME.search(path) and _PAGES.search(path) and (line := _signs.contact(body)):
        return 2, line, "contact"
    if path.endswith(".md"):
        return None
    if _MARKUP.search(path) and (line := _signs.box(body)):
        return 1, line, "form"
    if (_MARKUP.search(path) or _TEXTS.search(path)) and (line := _signs.link(body)):
        return 1, line, "link"
    return None


def _is_form(path: str, base: str) -> bool:
    """Whether a file is named after a form of opinions, on the side of those who fill it in."""
    named = bool(_SOURCE.search(path) and _FORM_NAME.search(base))
    return named and not path.endswith((".md", ".mdx")) and not _BEHIND.search(path)


def _is_bundle(path: str, body: str) -> bool:
    """A script that a tool has packed: a copy of a widget, which a page may load or not."""
    return path.endswith((".js", ".mjs")) and body.count("\n") < len(body) // 300


def _template(view: View, path: str, body: str) -> tuple[int, int, str] | None:
    if "service_desk" in path:
        return (3, 1, "desk") if placeholders.words_of_substance(body) >= 8 else None
    if "issue_template" in path.lower() and _signs.issue(path, body):
        return 3, 1, "issue"
    view.saw(path, "internal")
    return None


def _sections(view: View) -> Iterator[tuple[int, Document, int, str]]:
    for document, section in view.sections():
        page = document.fact(markdown.parse)
        links = [link.target for link in page.links if section.line <= link.line <= section.end]
        reached = any(target.startswith(("http", "mailto:", "../../issues")) for target in links) or re.search(
            r"[\w.+-]{2,40}@[\w-]{2,40}\.[a-z]{2,10}", section.body
        )
        if reached and not placeholders.is_hollow(section.body) and "contribut" not in text.fold(section.title):
            yield 4, document, section.line, "page"
        else:
            view.saw(document.path, "no-channel", line=section.line)
