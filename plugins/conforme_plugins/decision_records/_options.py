"""The options that a decision names: items and titles under its options, « Option 1 : … » wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conforme.facts import placeholders, text
from conforme.facts import regex as re
from conforme.facts.markdown import ListItem, Page, Section

_COUNT = r"\d{1,2}|[a-h]|een|twee|drie|one|two|three|four|five|un|une|deux|trois|quatre|cinq"
_OPTION = re.compile(rf"(?:options?|opties?|alternatives?|solution|scenario) (?:{_COUNT})\b ?[:.)-]? ?(.*)\Z", re.DOTALL)
_NAME_LIMIT, _NAME_WORDS = 120, 6
_ASIDE = ("links", "status", "date", "deciders", "consequences")


def named(page: Page, sections: Sequence[tuple[str, Section]]) -> list[str]:
    """The names of the options, each once, in order; those still to fill in are left out."""
    kept: dict[str, str] = {}
    for name in _all(page, sections):
        short = " ".join(name.split())[:_NAME_LIMIT]
        key = text.slug(_numberless(short))
        if key and not placeholders.is_placeholder(short):
            kept.setdefault(key, short)
    return list(kept.values())


def products(page: Page, sections: Sequence[tuple[str, Section]]) -> list[tuple[str, int]]:
    """What a list of one section names with an outside address each, two at least, with their lines: products of others that are compared."""
    found: list[tuple[str, int]] = []
    outside = {link.line: link for link in reversed(page.links) if link.target.startswith(("https://", "http://"))}
    by_section: dict[int, list[ListItem]] = {}
    for item in page.items:
        by_section.setdefault(item.section, []).append(item)
    for at, (role, _) in enumerate(sections):
        if role not in _ASIDE:
            items = [item for item in by_section.get(at, ()) if (link := outside.get(item.line)) and _leads(link.text, item.text)]
            named = {outside[item.line].text.strip(): item.line for item in items}
            found += named.items() if len(named) >= 2 else ()
    return found


def _leads(name: str, item: str) -> bool:
    """Whether a list item begins with that name, a short one."""
    return bool(name.strip()) and len(name.split()) <= _NAME_WORDS and item.strip().startswith(name.strip())


def _all(page: Page, sections: Sequence[tuple[str, Section]]) -> Iterator[str]:
    """Options said to be so (« Option 1 »); else the titles under the options; else the items there."""
    said = [section.title for _, section in sections if _is_option(section.title)]
    said += [f"{label.label}: {label.value}" for label in page.fields if _is_option(label.label)]
    if len(said) >= 2:
        yield from said
        return
    own = {at for at, (role, _) in enumerate(sections) if role == "options"}
    parents = _parents(sections)
    roots = {at for at in own if parents[at] not in own}
    yield from said
    yield from (item.text for item in page.items if item.section in roots and item.depth == 0)
    yield from (sections[at][1].title for at in sorted(own - roots) if parents[at] in roots)


def _parents(sections: Sequence[tuple[str, Section]]) -> list[int]:
    """The place of the section above each, -1 for none."""
    found: list[int] = []
    trail: list[int] = []
    for at, (_, section) in enumerate(sections):
        while trail and sections[trail[-1]][1].level >= section.level:
            trail.pop()
        found.append(trail[-1] if trail else -1)
        trail.append(at)
    return found


def _is_option(title: str) -> bool:
    return _OPTION.match(text.fold(title)) is not None


def _numberless(name: str) -> str:
    found = _OPTION.match(text.fold(name))
    return found[1] if found and found[1].strip() else name
