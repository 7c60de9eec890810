"""Automated dependency updates: settings of a bot that name something to update, or a pipeline step that proposes updates."""

from __future__ import annotations

from collections.abc import Iterator

from conforme import Document, Evidence, Reason, Strength, View, hookimpl
from conforme.facts import pipelines, structured
from conforme.facts import regex as re
from conforme.facts.structured import Node

ECOSYSTEMS = frozenset(
    """bazel bun bundler cargo composer conda deno devcontainers docker docker-compose dotnet-sdk elm github-actions gitsubmodule gomod gradle helm
    julia maven mix npm nuget opentofu pip pre-commit pub rust-toolchain swift terraform uv vcpkg""".split()
)
_OLD = {"javascript": "npm", "ruby:bundler": "bundler", "python": "pip", "php:composer": "composer", "java:maven": "maven", "java:gradle": "gradle"}
_STEP = re.compile(
    r"renovatebot/github-action|renovate/renovate|\brenovate\b.{0,40}--|\bnpx (?:-y )?renovate\b|scala-steward-action|\bpyup\b|"
    r"\b(?:ncu|npm-check-updates)\b.{0,40}-u\b|dependabot-core|update-flake-lock|"
    r"\b(?:bundle|npm|yarn|poetry|uv|mix|composer|cargo|pip-compile)\b.{0,40}(?:\bupdate\b|\bupgrade\b|--upgrade\b)",
    re.IGNORECASE,
)
_BOT = re.compile(r"renovate|scala-steward|pyup|dependabot-core", re.IGNORECASE)
_PROPOSES = re.compile(r"create-pull-request|gh pr create|merge_request|git push", re.IGNORECASE)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    """Data: `tool`, `ecosystems`, `security_only` (all of them limited to no open request: security updates alone)."""
    for document in view.documents():
        with view.reading(document):
            name = document.path.rsplit("/", 1)[-1].lower()
            if pipelines.system_of(document.path):
                yield from _pipeline(view, document)
            elif "dependabot" in document.path.lower():
                yield from _dependabot(view, document)
            elif name in (".pyup.yml", ".scala-steward.conf"):
                yield from _simple(view, document, "pyup" if "pyup" in name else "scala-steward")
            elif "renovate" in name or name == "package.json":
                yield from _renovate(view, document)


def _dependabot(view: View, document: Document) -> Iterator[Evidence]:
    root = document.fact(structured.parse_loose)
    updates = [item for key in ("updates", "update_configs") for item in (root.get(key) or Node(None)).items()]
    known = [(item, name) for item in updates if (name := _ecosystem(item)) in ECOSYSTEMS]
    if not known:
        # The file that the forge offers, kept as it came: its ecosystem is left empty.
        blank = next((item for item in updates if not _ecosystem(item)), None)
        if blank is not None:
            view.flaw(Reason.HOLLOW, document.path, blank.line)
        else:
            view.saw(document.path, "no-ecosystem")
        return
    limited = all((limit := item.get("open-pull-requests-limit")) is not None and limit.text == "0" for item, _ in known)
    names = tuple(dict.fromkeys(name for _, name in known))
    data = {"tool": "dependabot", "ecosystems": names, "security_only": limited}
    yield view.evidence(document, line=known[0][0].line, value="dependabot", strength=Strength.DEMONSTRATED, data=data)


def _ecosystem(item: Node) -> str:
    node = item.get("package-ecosystem") or item.get("package_manager")
    name = node.text.strip().lower() if node is not None else ""
    return _OLD.get(name, name)


def _renovate(view: View, document: Document) -> Iterator[Evidence]:
    root = _settings(document)
    if document.path.lower().endswith("package.json"):
        found = root.get("renovate")
        if found is None:
            return
        root = found
    if not set(root.fields()) - {"$schema", "description"} or not _substance(root):
        view.saw(document.path, "empty-setting")
    elif (enabled := root.get("enabled")) is not None and enabled.value is False:
        view.saw(document.path, "switched-off")
    else:
        data = {"tool": "renovate", "ecosystems": (), "security_only": False}
        yield view.evidence(document, line=root.line, value="renovate", strength=Strength.DEMONSTRATED, data=data)


def _substance(root: Node) -> bool:
    """A preset is named as renovate names them; without one, rules or managers are set."""
    extends = root.get("extends")
    presets = [item.text for item in (extends.items() or [extends])] if extends is not None else []
    if any(
        re.match(r"(?::|config:|github>|gitlab>|local>|npm:|helpers:|default:|schedule:|group:|@|[\w-]+/|docker:|security:|bitbucket>)", text)
        for text in presets
    ):
        return True
    return any(
        (node := root.get(key)) is not None and (node.items() or node.fields())
        for key in ("packageRules", "enabledManagers", "regexManagers", "customManagers")
    )


def _settings(document: Document) -> Node:
    if document.path.endswith((".json", ".json5")):
        return document.fact(structured.parse_loose)
    return structured.parse_text("json", document.text)


def _simple(view: View, document: Document, tool: str) -> Iterator[Evidence]:
    """Tools whose mere settings switch them on, once they say something."""
    lines = [line for line in document.text.split("\n") if re.match(r"\s{0,8}[\w.\"-]{2,60}\s{0,4}[:=]\s{0,4}\S", line)]
    off = any(re.match(r"\s{0,4}update\s{0,4}:\s{0,4}(?:false|no)\b", line) for line in lines)
    if not lines or off:
        view.saw(document.path, "switched-off" if off else "empty-setting")
        return
    yield view.evidence(document, value=tool, strength=Strength.DEMONSTRATED, data={"tool": tool, "ecosystems": (), "security_only": False})


def _pipeline(view: View, document: Document) -> Iterator[Evidence]:
    pipeline = document.fact(pipelines.parse)
    if pipeline is None or not (pipeline.triggers.schedule or pipeline.triggers.on_change):
        return
    steps = list(pipeline.steps)
    proposes = any(_PROPOSES.search(step.words) for step in steps)
    for step in steps:
        bot = _BOT.search(step.words) is not None
        if _STEP.search(step.words) and (bot or (proposes and bool(pipeline.triggers.schedule))):
            tool = "renovate" if "renovate" in step.words.lower() else "pipeline"
            data = {"tool": tool, "ecosystems": (), "security_only": False}
            yield view.evidence(document, line=step.line, value=tool, strength=Strength.DEMONSTRATED, data=data)
            return
