"""Deployment described as code: images that are shipped, charts, manifests, templates of a cloud; and the pipelines that use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from conforme import Document, Evidence, Strength, View, hookimpl
from conforme.facts import contents, pipelines
from conforme.facts import regex as re
from conforme_plugins.cloud_deployment import _forms, _images, _pipelines, _statements

SHOWN = 6
ORDER = ("container", "helm", "terraform", "kubernetes", "platform", "cloudformation", "azure", "compose")
_ASIDE = re.compile(
    r"(?:^|/)(?:\.devcontainer|docs?|demos?|localstack|local|e2e|cypress|load[-_]test\w{0,4}|mkdocs|guides?|tutorials?)/", re.IGNORECASE
)


@dataclass
class _Seen:
    """What one pass over the files gave."""

    forms: dict[str, list[tuple[Document, int]]] = field(default_factory=dict)
    deploying: list[tuple[str, int]] = field(default_factory=list)
    regions: dict[str, tuple[str, int]] = field(default_factory=dict)
    sites: list[tuple[Document, int]] = field(default_factory=list)
    statements: list[tuple[Document, _statements.Statement]] = field(default_factory=list)


@hookimpl
def find(view: View) -> Iterator[Evidence]:
    seen = _Seen()
    for document in view.documents():
        with view.reading(document):
            _look(view, document, seen)
    if not seen.forms and seen.sites and not contents.has_code(view.paths):
        seen.forms["platform"] = seen.sites  # a site of pages is the product: beside software it is only its documentation
    data = {
        "pipelines": tuple(seen.deploying[:5]),
        "regions": tuple((name, path, line) for name, (path, line) in sorted(seen.regions.items())),
    }
    for name, document, line in _chosen(seen):
        how = "platform" if name == "platform" else "pipeline" if seen.deploying else ""
        yield view.evidence(document, line=line, value=name, strength=Strength.DEMONSTRATED, data={**data, "how": how})
    for document, statement in seen.statements[:SHOWN]:
        yield view.evidence(
            document,
            line=statement.line,
            value="statement",
            strength=Strength.INDICATIVE,
            anchor="statement",
            data={"place": statement.place, "said": statement.said},
        )


def _look(view: View, document: Document, seen: _Seen) -> None:
    path, base = document.path, document.path.rsplit("/", 1)[-1].lower()
    if base.endswith((".md", ".html")):
        seen.statements += [(document, statement) for statement in _statements.read(document)]
    elif base == "makefile":
        _regions(path, document.text, seen)  # the commands that make the cluster are often kept there
    elif pipelines.system_of(path) and not base.startswith("docker"):
        if line := _pipelines.deploys(document):
            seen.deploying.append((path, line))
        if line := _pipelines.builds(document):
            seen.forms.setdefault("container", []).append((document, line))
        if line := _pipelines.publishes(document):
            seen.sites.append((document, line))
        _regions(path, document.text, seen)
    elif "dockerfile" in base or base.startswith("containerfile"):
        line = _images.ships(path, document.text)
        if line:
            seen.forms.setdefault("container", []).append((document, line))
        else:
            view.saw(path, "development-only")
    elif not _ASIDE.search(path):
        form = _forms.read(path, document.text)
        if form is not None:
            seen.forms.setdefault(form.name, []).append((document, form.line))
        if form is not None or path.endswith((".tf", ".bicep")):
            _regions(path, document.text, seen)


def _regions(path: str, text: str, seen: _Seen) -> None:
    for region in _pipelines.regions(text):
        seen.regions.setdefault(region.name, (path, region.line))


def _chosen(seen: _Seen) -> Iterator[tuple[str, Document, int]]:
    """The most telling places: the shallowest of each form in turn."""
    ranked = {name: sorted(places, key=_rank) for name, places in seen.forms.items()}
    given = 0
    for turn in range(3):
        for name in ORDER:
            if given < SHOWN and turn < len(ranked.get(name, ())):
                given += 1
                yield (name, *ranked[name][turn])


def _rank(place: tuple[Document, int]) -> tuple[int, int, str]:
    path = place[0].path
    main = path.endswith(("main.tf", "/Dockerfile")) or path == "Dockerfile"
    return (0 if main else 1, path.count("/"), path)
