"""The cards, the standards and what binds them, read once.

Cards are YAML; what a run needs of them is kept compiled as JSON, without the examples: in the wheel, or in the user's cache under a name
made of their content, so that an edited card is never served stale.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from conforme import cache, cards
from conforme.cards import FinderCard, Glob, Message, RuleCard, Serves, Source, Standard, Words
from conforme.model import Reason, Strength
from conforme.resources import folder

COMPILED = "catalog.json"
MEASURED = "measured.json"
DEFAULT_PAGES = ("/README*", "/LISEZMOI*", "/CONTRIBUT*", "docs/**/*.md")


class CatalogError(Exception):
    """A card or a standard of ours (or of an installed plugin) is wrong: file and what was expected."""


@dataclass(frozen=True)
class Catalog:
    """Finders by kind, rules by id, standards by id, each in a stable order.

    `vendors` names the packages of third parties' plugins. `key` tells the catalog from another, "" when it was made for one use.
    """

    finders: Mapping[str, FinderCard]
    rules: Mapping[str, RuleCard]
    standards: Mapping[str, Standard]
    plugins: str = "conforme_plugins"
    vendors: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    _serving: dict[str, tuple[RuleCard, ...]] = field(default_factory=dict, repr=False)

    def serving(self, target: str) -> tuple[RuleCard, ...]:
        """The rules that bear on `standard:action`."""
        if not self._serving:
            found: dict[str, list[RuleCard]] = {}
            for rule in self.rules.values():
                for serves in rule.serves:
                    found.setdefault(serves.to, []).append(rule)
            self._serving.update({to: tuple(rules) for to, rules in found.items()})
        return self._serving.get(target, ())


def load(root: str | None = None, *, kept_in: str | None = None, examples: bool = False, standards: str | None = None) -> Catalog:
    """The catalog of the folder `root` (ours by default); `kept_in` is a folder for the compiled form; `examples` keeps those of the cards.

    `standards` names another folder of standards. Raises CatalogError.
    """
    root = root or folder("rules")
    if examples or standards is not None:
        return build(read_folder(root, standards))
    shipped = os.path.join(root, COMPILED)
    if os.path.isfile(shipped):
        with open(shipped, "rb") as file:
            raw = file.read()
        return replace(build(_as_dict(json.loads(raw))), key=hashlib.sha256(raw).hexdigest())
    return _cached(root, kept_in) if kept_in else build(compile_folder(root))


def _cached(root: str, where: str) -> Catalog:
    """The catalog kept in the folder `where` when it is whole, else made anew and kept."""
    key = _content_key(root)
    name = f"catalog-{key}.json"
    kept = _rebuilt(root, cache.read(where, name))
    if kept is not None:
        return replace(kept, key=key)
    raw = compile_folder(root)
    built = build(raw)
    cache.keep(where, name, raw)
    return replace(built, key=key)


def _rebuilt(root: str, raw: Any) -> Catalog | None:
    """The catalog of what was kept; None when it is not of our shape, or has not every card that the folder has."""
    try:
        named = {table: set(raw[table]) for table in ("finders", "rules", "standards")}
        return build(raw) if named == _names(root) else None
    except (CatalogError, LookupError, TypeError, AttributeError, ValueError, RecursionError):
        return None


def _names(root: str) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {"finders": set(), "rules": set(), "standards": set()}
    for path in _files(root):
        table, name = _card(root, path)
        if table:
            named[table].add(name)
    return named


def _card(root: str, path: str) -> tuple[str, str]:
    """Which table a file of the folder goes in, and under which name; "" for a file that is no card."""
    parts = os.path.relpath(path, root).split(os.sep)
    stem = parts[-1].removesuffix(".yaml")
    if parts[0] == "standards":
        return ("standards", parts[1]) if stem == "standard" else ("", "")
    return ("finders", parts[0]) if stem == "finder" else ("rules", stem)


def compile_folder(root: str) -> dict[str, Any]:
    """What a run needs of the cards: everything but the examples."""
    raw = read_folder(root)
    return {**raw, "rules": {name: {key: card[key] for key in card if key != "examples"} for name, card in raw["rules"].items()}}


def with_examples(card: RuleCard, root: str | None = None) -> RuleCard:
    """The card with its examples, read from its own file: the compiled form leaves them out."""
    path = os.path.join(root or folder("rules"), card.kind, f"{card.id}.yaml")
    return replace(card, examples=read_yaml(path).get("examples") or {})


def measured(root: str | None = None) -> dict[str, Any]:
    """How often each finder was right on labelled repositories, as `benchmarks/precision.py` left it; {} when nothing was measured.

    `{date, repositories, kinds: {kind: {right, wrong, missed, absent}}}`.
    """
    try:
        with open(os.path.join(root or folder("rules"), MEASURED), encoding="utf-8") as file:
            return _as_dict(json.load(file))
    except FileNotFoundError:
        return {}


def _files(root: str, suffix: str = ".yaml") -> list[str]:
    found: list[str] = []
    for here, folders, names in os.walk(root):
        folders.sort()
        found.extend(os.path.join(here, name) for name in sorted(names) if name.endswith(suffix))
    return found


def _content_key(root: str) -> str:
    from conforme import __version__

    key = hashlib.sha256(__version__.encode())
    for path in _files(root):
        with open(path, "rb") as file:
            key.update(os.path.relpath(path, root).encode() + b"\0" + file.read() + b"\0")
    return key.hexdigest()[:32]


def read_folder(root: str, standards: str | None = None) -> dict[str, Any]:
    """The YAML of a folder of cards: `<kind>/finder.yaml`, `<kind>/<rule>.yaml`, `standards/<id>/standard.yaml`."""
    raw: dict[str, dict[str, Any]] = {"finders": {}, "rules": {}, "standards": {}}
    for path in _files(root):
        table, name = _card(root, path)
        if table == "finders":
            raw[table][name] = {"kind": name, **read_yaml(path)}
        elif table == "rules":
            raw[table][name] = {"id": name, "kind": os.path.relpath(path, root).split(os.sep)[0], **read_yaml(path)}
        elif table and standards is None:
            raw[table][name] = read_yaml(path)
    for path in _files(standards) if standards else ():
        data = read_yaml(path)
        raw["standards"][data["id"]] = data
    return raw


def read_yaml(path: str) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class PlainDates(loader):  # type: ignore[misc, valid-type]
        """Dates stay text, as everywhere in the project."""

    PlainDates.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in loader.yaml_implicit_resolvers.items()
    }
    with open(path, encoding="utf-8") as file:
        try:
            return _as_dict(yaml.load(file, Loader=PlainDates))  # noqa: S506  (a safe loader, with fewer types)
        except (yaml.YAMLError, TypeError) as error:
            raise CatalogError(f"{path}: {error}") from error


def _as_dict(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("a mapping was expected")
    return value


def build(raw: Mapping[str, Any]) -> Catalog:
    """The catalog of plain data; raises CatalogError naming the card that is wrong."""
    rules = {name: _made(_rule, name, data) for name, data in sorted(raw["rules"].items())}
    for data in raw["standards"].values():
        _map(rules, data)
    return Catalog(
        {kind: _made(_finder, kind, data) for kind, data in sorted(raw["finders"].items())},
        rules,
        {name: _made(_standard, name, data) for name, data in sorted(raw["standards"].items())},
    )


def _map(rules: dict[str, RuleCard], standard: Mapping[str, Any]) -> None:
    """Adds what a standard says of existing rules: so a second standard is one file, and touches no card."""
    for practice in standard["practices"]:
        for action in practice["actions"]:
            for item in action.get("rules", ()):
                card = rules[item["id"]]
                serves = Serves(f"{standard['id']}:{action['id']}", item["need"], item.get("any_of", ""))
                rules[card.id] = replace(card, serves=(*card.serves, serves))


def _made(make: Any, name: str, data: Mapping[str, Any]) -> Any:
    try:
        return make(data)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise CatalogError(f"{name}: {type(error).__name__}: {error}") from error


def words(data: Mapping[str, str]) -> Words:
    return Words(data["fr"].strip(), data["en"].strip())


def _phrases(data: Mapping[str, Mapping[str, str]] | None) -> dict[str, Words]:
    return {key: words(phrase) for key, phrase in (data or {}).items()}


def _rule(data: Mapping[str, Any]) -> RuleCard:
    return RuleCard(
        id=data["id"],
        kind=data["kind"],
        evidence=_several(data["evidence"]),
        also=_several(data.get("with", ())),
        requires=data.get("requires", ""),
        serves=tuple(Serves(item["to"], item["need"], item.get("any_of", "")) for item in data["serves"]),
        shows=Strength(data["shows"]),
        scope=data["scope"],
        judges=data["judges"],
        asked_from=data["asked_from"],
        role=data["role"],
        effort=data["effort"],
        lifecycle=data["lifecycle"],
        sources=tuple(Source(item["id"], item["binding"], item["confirmed"]) for item in data["sources"]),
        title=words(data["title"]),
        why=words(data["why"]),
        fix=words(data["fix"]),
        messages={key: Message(Reason(item["reason"]), words(item)) for key, item in (data.get("messages") or {}).items()},
        limits=_phrases(data.get("limits")),
        params=data.get("params") or {},
        parts=_several(data.get("parts", ())),
        optional=_several(data.get("optional", ())),
        examples=data.get("examples") or {},
    )


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _finder(data: Mapping[str, Any]) -> FinderCard:
    headings = data.get("headings") or {}
    return FinderCard(
        kind=data["kind"],
        title=words(data["title"]),
        names=_several(data.get("names", ())),
        globs=tuple(_glob(item) for item in data.get("globs") or ()),
        pages=_several(data.get("pages", DEFAULT_PAGES if headings else ())),
        headings=tuple(dict.fromkeys((*_several(headings.get("fr", ())), *_several(headings.get("en", ()))))),
        registers=_several(data.get("registers", ())),
        history=data.get("history", "none"),
        also_in=_several(data.get("also_in", ())),
        fields=data.get("fields") or {},
        saw=_phrases(data.get("saw")),
        values=_phrases(data.get("values")),
        inherits=data.get("inherits", False),
    )


def _glob(item: str | Mapping[str, Any]) -> Glob:
    return Glob(item) if isinstance(item, str) else Glob(item["glob"], _several(item.get("containing", ())))


def _standard(data: Mapping[str, Any]) -> Standard:
    return Standard(
        id=data["id"],
        version=str(data["version"]),
        title=words(data["title"]),
        note=words(data["note"]),
        source=data["source"],
        default_phase=data["default_phase"],
        phases={item["id"]: words(item["title"]) for item in data["phases"]},
        themes=tuple(cards.Theme(item["id"], words(item["title"])) for item in data["themes"]),
        practices=tuple(_practice(item) for item in data["practices"]),
        instruments={item["id"]: item for item in data.get("instruments", ())},
    )


def _practice(data: Mapping[str, Any]) -> cards.Practice:
    return cards.Practice(
        data["id"],
        data["theme"],
        words(data["title"]),
        words(data["definition"]),
        data["provenance"]["fr"],
        tuple(data.get("aliases", ())),
        tuple(_action(data["id"], item) for item in data["actions"]),
    )


def _action(practice: str, data: Mapping[str, Any]) -> cards.Action:
    return cards.Action(
        data["id"],
        practice,
        words(data["title"]),
        data["wording"]["fr"],
        data["provenance"],
        data["reach"],
        words(data["in"]),
        words(data["out"]),
    )
