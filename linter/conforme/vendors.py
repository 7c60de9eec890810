"""Finders and rules of third parties: installed distributions that name a package under the entry-point group `conforme`.

None runs because it is installed, nor because the audited repository says so: the auditor's policy names those that may. A vendor's package holds
`rules/` (cards, as ours) and, beside it, a module for each finder and rule. Its kinds and rules take its name: `vendor/kind`, `vendor/rule`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from conforme import catalog as catalogs
from conforme.catalog import Catalog, CatalogError

GROUP = "conforme"


def extended(catalog: Catalog, names: Iterable[str], counted: Iterable[str]) -> Catalog:
    """The catalog with the plugins of these vendors; the rules of those not in `counted` are shown and have no value.

    Raises CatalogError for a vendor that is not installed, or whose cards are wrong.
    """
    packages = {name: _package(name) for name in names}
    finders, rules = dict(catalog.finders), dict(catalog.rules)
    counting = frozenset(counted)
    for name, package in packages.items():
        found = catalogs.build({**_named(name, catalogs.read_folder(_rules(package))), "standards": {}})
        finders |= found.finders
        rules |= {key: card if name in counting else replace(card, lifecycle="experimental") for key, card in found.rules.items()}
    return replace(catalog, finders=finders, rules=rules, vendors=packages, key="", _serving={})


def _package(name: str) -> str:
    from importlib.metadata import entry_points

    found = [point.value for point in entry_points(group=GROUP) if point.name == name]
    if len(found) != 1:
        raise CatalogError(f"{name}: {'no' if not found else 'more than one'} installed plugin of that name")
    return found[0]


def _rules(package: str) -> str:
    """The folder of the vendor's cards, found without running anything of the vendor's."""
    from importlib.util import find_spec

    try:
        spec = find_spec(package)
    except ImportError:
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    folder = next((path for path in (os.path.join(place, "rules") for place in places) if os.path.isdir(path)), None)
    if folder is None:
        raise CatalogError(f"{package}: a package with a folder `rules` was expected")
    return folder


def _named(vendor: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The vendor's cards under its name; what they cite of ours stays as it is."""

    def own(name: str, table: str) -> str:
        return f"{vendor}/{name}" if name in raw[table] else name

    finders = {own(kind, "finders"): {**card, "kind": own(kind, "finders")} for kind, card in raw["finders"].items()}
    rules = {}
    for name, card in raw["rules"].items():
        kinds = {key: [own(kind, "finders") for kind in _several(card[key])] for key in ("evidence", "with") if key in card}
        requires = {"requires": own(card["requires"], "rules")} if card.get("requires") else {}
        rules[own(name, "rules")] = {**card, **kinds, **requires, "id": own(name, "rules"), "kind": f"{vendor}/{card['kind']}"}
    return {"finders": finders, "rules": rules}


def _several(value: str | Iterable[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
