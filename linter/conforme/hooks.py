"""The two questions that plugins answer, and the manager that keeps them. The only import of pluggy.

pluggy's own call stops at the first plugin that raises and drops plugin names; so implementations are fetched one by one, by name, and the
engine calls each under its own guard.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from conforme.model import Evidence
    from conforme.rule import Answer, EvidenceSet, Rule
    from conforme.view import View

PROJECT = "conforme"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Specs:
    """What a plugin module may implement."""

    @hookspec
    def find(self, view: View) -> Iterable[Evidence]:
        """Yield the evidence of one kind that the view shows. A finder knows no rule."""
        raise NotImplementedError

    @hookspec
    def check(self, rule: Rule, evidence: EvidenceSet) -> Iterable[Answer]:
        """Yield findings, or why the rule cannot tell or does not apply; nothing means that it is satisfied by the evidence."""
        raise NotImplementedError


class Plugins:
    """The plugin modules of a run, imported and registered when first asked for."""

    def __init__(self, package: str, vendors: Mapping[str, str] = MappingProxyType({})) -> None:
        self._package, self._vendors = package, vendors
        self._manager = _manager()

    def finder(self, kind: str) -> Callable[..., Any]:
        """The `find` of the finder of that kind."""
        return self._hook(f"{self._folder(kind)}.finder", "find")

    def rule(self, kind: str, rule: str) -> Callable[..., Any]:
        """The `check` of that rule."""
        return self._hook(f"{self._folder(kind)}.{_module(rule.rpartition('/')[2])}", "check")

    def _folder(self, kind: str) -> str:
        """The package of the plugins of that kind: ours, or that of the vendor whose name it carries (`vendor/kind`)."""
        vendor, _, bare = kind.rpartition("/")
        return f"{self._vendors[vendor] if vendor else self._package}.{_module(bare)}"

    def _hook(self, name: str, hook: str) -> Callable[..., Any]:
        if not self._manager.has_plugin(name):
            self._manager.register(importlib.import_module(name), name=name)
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            if implementation.plugin_name == name:
                return partial(_call, implementation)
        raise LookupError(f"{name} implements no `{hook}`")


@lru_cache(maxsize=1)
def _manager() -> pluggy.PluginManager:
    """One for all the audits of a process: registering a module costs as much as a small rule."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Specs)
    return manager


def _call(implementation: pluggy.HookImpl, **given: Any) -> Any:
    # As pluggy does: an implementation takes only the arguments that it names.
    return implementation.function(*(given[name] for name in implementation.argnames))


def _module(name: str) -> str:
    return name.replace("-", "_")
