"""Each line of code knows its room: who may import what, and what the engine may not know."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE, PLUGINS = ROOT / "linter" / "conforme", ROOT / "plugins" / "conforme_plugins"
FILES = sorted([*ENGINE.rglob("*.py"), *PLUGINS.rglob("*.py")])

# Room -> what of ours it may import, besides itself. A room is a module or a package of linter/conforme.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": {"hooks", "model", "repo", "rule", "view"},
    "__main__": {"cli"},
    "quoting": set(),
    "model": {"quoting"},
    "cards": {"model"},
    "resources": set(),
    "schemas": {"resources", "words"},
    "skeletons": {"facts", "schemas", "words"},
    "editors": {"facts", "schemas", "skeletons", "words"},
    "words": set(),
    "repo": {"model", "memory"},
    "memory": {"model", "repo"},
    "facts": {"model", "repo", "schemas", "resources"},
    "sources": {"model", "repo"},
    "cache": set(),
    "catalog": {"__init__", "cache", "cards", "model", "resources"},
    "vendors": {"__init__", "catalog"},
    "hooks": {"model", "rule", "view"},
    "places": {"cards"},
    "manifest": {"cards", "facts", "model", "repo", "report"},
    "view": {"cards", "facts", "manifest", "model", "places", "repo"},
    "rule": {"cards", "model", "view"},
    "isolation": set(),
    "verdicts": {"model"},
    "report": {"cards", "model"},
    "fleet": {"__init__", "cards", "catalog", "engine", "facts", "isolation", "manifest", "model", "repo", "report", "resources", "sources"}
    | {"hooks", "trust", "verdicts", "words"},
    "codec": {"model", "report", "rule", "view"},
    "engine": {
        "cache",
        "cards",
        "catalog",
        "codec",
        "hooks",
        "isolation",
        "manifest",
        "model",
        "places",
        "repo",
        "report",
        "resources",
        "rule",
        "trust",
        "verdicts",
        "view",
    },
    "trust": {"cards", "facts", "manifest", "model", "repo", "report"},
    "diff": {"model", "report", "trust"},
    "trend": {"model", "repo", "report"},
    "reports": {"__init__", "cards", "diff", "model", "report", "trend", "words"},
    "testing": {"cards", "catalog", "engine", "model", "repo"},
}
OUTSIDE: dict[str, set[str]] = {
    "git": {"sources"},
    "pluggy": {"hooks"},
    "subprocess": {"sources", "fleet"},
    "pyarrow": {"fleet"},
    "duckdb": {"fleet"},
    "distributed": {"fleet"},
    "jsonschema": {"facts"},
    "socket": set(),
    "urllib.request": set(),
    "http.client": set(),
}


def room(path: Path) -> str:
    first = path.relative_to(ENGINE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "conforme":
                yield from (f"conforme.{alias.name}" for alias in node.names)
                continue
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of(path: Path) -> set[str]:
    """The rooms of linter/conforme that a file imports."""
    known = set(MAY_IMPORT) | {"cli"}
    found = set()
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "conforme":
            found.add(parts[1] if len(parts) > 1 and parts[1] in known else "__init__")
    return found


def test_a_room_imports_only_what_it_may() -> None:
    for path in sorted(ENGINE.rglob("*.py")):
        if room(path) != "cli":
            assert rooms_of(path) - {room(path)} <= MAY_IMPORT[room(path)], path


def test_a_plugin_imports_only_conforme_and_its_facts() -> None:
    for path in sorted(PLUGINS.rglob("*.py")):
        assert rooms_of(path) <= {"__init__", "facts", "model", "repo"}, path
        outside = {name.split(".")[0] for name in imports(path)} - {"conforme", "conforme_plugins"}
        assert outside <= set(sys.stdlib_module_names), path
        beyond = outside & {"os", "pathlib", "subprocess", "socket", "shutil", "importlib"}
        assert not beyond, f"{path}: a plugin reads what its view shows, nothing else"


def test_what_is_dangerous_or_heavy_has_one_room() -> None:
    for path in FILES:
        for name in imports(path):
            for library, rooms in OUTSIDE.items():
                if name == library or name.startswith(library + "."):
                    assert path.is_relative_to(ENGINE), (path, name)
                    assert room(path) in rooms, (path, name)


def test_the_engine_knows_no_standard_and_no_practice() -> None:
    for path in ENGINE.rglob("*"):
        if path.suffix in (".py", ".md"):
            assert "bpng" not in path.read_text(encoding="utf-8"), path


def test_the_engine_knows_no_rule() -> None:
    rules = {path.stem for path in (ROOT / "rules").glob("*/*.yaml")} - {"finder"}
    named = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(rules)))
    allowed = {ENGINE / "words.py"}  # an example in a help text
    for path in set(ENGINE.rglob("*.py")) - allowed:
        assert not rules or not named.search(path.read_text(encoding="utf-8")), path


def test_each_rule_has_a_card_and_a_plugin_and_nothing_else() -> None:
    cards = {path.relative_to(ROOT / "rules").with_suffix("") for path in (ROOT / "rules").glob("*/*.yaml") if path.parent.name != "standards"}
    expected = {str(card).replace("-", "_") for card in cards}
    plugins = {
        str(path.relative_to(PLUGINS).with_suffix(""))
        for path in PLUGINS.glob("*/*.py")
        if not path.name.startswith("_") and path.name != "__init__.py"
    }

    assert plugins == expected
