"""Sentences made of keys and data at the last moment, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from conforme import words
from conforme.cards import FinderCard, RuleCard
from conforme.model import Because, Evidence, Finding, Limit, Location, Look, mask, quote, visible
from conforme.report import Report


def message(report: Report, finding: Finding, lang: str) -> str:
    """What a finding says: the card's words, or the engine's for what any rule may meet."""
    card = report.rules[finding.rule]
    data = dict(finding.data)
    if "kind" in data:
        data["what"] = kind(report.finders, str(data["kind"]), lang)
    if "problem" in data:
        data["problem"] = ("\u00a0: " if lang == "fr" else ": ") + problem(str(data["problem"]), data, lang)
    if finding.key in card.messages:
        return words.fill(card.messages[finding.key].words.to(lang), data)
    return words.say(lang, f"finding.{finding.key}", **data)


def problem(key: str, data: Mapping[str, object], lang: str) -> str:
    """What is wrong with a value, a key or a syntax; the key itself when there are no words for it."""
    phrase = f"problem.{key}"
    return words.say(lang, phrase, **{name: value for name, value in data.items() if name != "problem"}) if words.known(phrase) else key


def kind(finders: Mapping[str, FinderCard], name: str, lang: str) -> str:
    return finders[name].title.to(lang) if name in finders else name


def value(finders: Mapping[str, FinderCard], item: Evidence, lang: str) -> str:
    """An evidence's value as a reader sees it: words of the finder's card where it has them, the value itself otherwise."""
    if item.value is None:
        return ""
    said = finders[item.kind].values if item.kind in finders else {}
    return ", ".join(said[part].to(lang) if part in said else quote(part) for part in item.value.split(", "))


def saw(report: Report, rule: RuleCard, look: Look, lang: str) -> str:
    """What was seen at one step of the search."""
    for name in rule.kinds:
        finder = report.finders.get(name)
        if finder is not None and look.saw in finder.saw:
            return words.fill(finder.saw[look.saw].to(lang), _quoted(look.data))
    key = f"saw.{look.saw}"
    return words.say(lang, key, **_quoted(look.data)) if words.known(key) else look.saw


def _quoted(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int | float) else quote(value) for name, value in data.items()}


def limit(rules: Mapping[str, RuleCard], item: Limit, lang: str) -> str:
    """Why something could not be told: in the words of the rule that says it, or of the engine."""
    data = {"measured": item.measured, "bound": item.bound, "detail": item.detail}
    key = f"limit.{item.what}"
    named = (rules[name] for name in item.rules if name in rules)
    # A finder's own limit, listed without a rule, has its words in the card of whichever rule meets it.
    for card in (*named, *(() if words.known(key) else rules.values())):
        if item.what in card.limits:
            return words.fill(card.limits[item.what].to(lang), data)
    return words.say(lang, key, **data) if words.known(key) else item.what


def signed(kind: str, state: str, data: Mapping[str, object], lang: str) -> str:
    """Whether a waiver or an attestation (`kind`) holds, and why not."""
    fields = (words.say(lang, f"signed-field.{name}") for name in str(data.get("fields", "")).split(", ") if name)
    return words.say(lang, f"{kind}.{state}", **{**data, "fields": ", ".join(fields)})


def because(report: Report, reason: Because, lang: str) -> str:
    """Why a rule does not apply."""
    if reason.kind == "rule":
        card = report.rules.get(reason.ref)
        return words.say(lang, "because.rule", title=card.title.to(lang) if card else reason.ref)
    where = place(reason.location) if reason.location is not None else ""
    role = words.say(lang, "because.role", role=quote(reason.role)) if reason.role else ""
    said = words.say(lang, f"part.{reason.reason}") if reason.kind == "part" else quote(reason.reason)
    if reason.kind == "evidence":
        said = f" ({said})" if said else ""
    return words.say(lang, f"because.{reason.kind}", where=where, reason=said, role=role)


def place(location: Location) -> str:
    """`path:line:column`, as editors and terminals read it."""
    parts = [path(location.path) if location.path is not None else "—"]
    parts += [str(number) for number in (location.line, location.column) if number is not None]
    return ":".join(parts)


def subject(text: str) -> str:
    """What a finding is about: whole, since waivers cite it, but for addresses and numbers of persons."""
    return visible(mask(text))


def globs(patterns: Iterable[str]) -> str:
    """Patterns of a card as a reader writes them: `adr/…/*.md` for a file at any depth, each once."""
    shown = (pattern.removeprefix("**/").replace("/**/", "/…/") for pattern in patterns)
    return ", ".join(dict.fromkeys(pattern[:-2] + "…" if pattern.endswith("/**") else pattern for pattern in shown))


def path(name: str) -> str:
    """A path as a report shows it: bytes that are not UTF-8 and control characters escaped, nothing dropped."""
    return visible(name)
