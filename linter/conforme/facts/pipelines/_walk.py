"""What the YAML of every system has in common: commands under a few keys, used things under a few others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conforme.facts.pipelines.model import Step
from conforme.facts.structured import Node

RUNS = frozenset(
    """run script scripts command commands sh bash pwsh powershell cmd before_script after_script before_install install
    after_success before_deploy args test_script build_script before_build after_build deploy_script after_test""".split()
)
USES = frozenset(("uses", "task", "template", "image", "orb", "pipe", "plugin", "taskref"))
DEPTH = 40


def scalar(node: Node | None) -> str:
    """The text of a scalar, "" for anything else."""
    return node.text if node is not None and node.kind == "scalar" and isinstance(node.value, str | int | float) else ""


def texts(node: Node | None) -> list[tuple[str, int]]:
    """The scalars of a node, of its list and of the lists inside it, each with its line."""
    if node is None:
        return []
    if node.kind == "list":
        return [pair for item in node.items() for pair in texts(item)]
    return [(text, node.line)] if (text := scalar(node)) else []


def names(node: Node | None) -> tuple[str, ...]:
    return tuple(text for text, _ in texts(node))


def inputs(node: Node | None) -> tuple[tuple[str, str], ...]:
    """The scalars of a mapping; a list of them counts as lines."""
    return tuple((key, "\n".join(names(value))) for key, value in (node.fields() if node is not None else {}).items())


def steps(node: Node | None, runs: Iterable[str] = RUNS, uses: Iterable[str] = USES) -> Iterator[Step]:
    """All steps under a node, in the order of the text."""
    if node is not None:
        yield from _steps(node, frozenset(runs), frozenset(uses), 0)


def _steps(node: Node, runs: frozenset[str], uses: frozenset[str], depth: int) -> Iterator[Step]:
    if depth > DEPTH:
        return
    for item in node.items():
        yield from _steps(item, runs, uses, depth + 1)
    fields = node.fields()
    title = scalar(fields.get("name")) or scalar(fields.get("displayName"))
    for key, value in fields.items():
        folded = key.lower()
        if folded in runs and (found := texts(value)):
            yield from (Step("run", text, line, title) for text, line in found)
        elif folded in uses and (text := scalar(value)):
            yield Step("uses", text, node.where(key).line, title, inputs(fields.get("with") or fields.get("inputs")))
        elif value.kind != "scalar":
            yield from _steps(value, runs, uses, depth + 1)
