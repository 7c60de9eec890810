"""API descriptions, whatever their format, recognised by their content: what they describe, and whether they keep to their specification.

OpenAPI 2.0 and 3.x, AsyncAPI 2 and 3, GraphQL SDL, protobuf, WSDL, RAML, JSON:API schemas. Nothing outside the tree is ever read, and no code is run.
"""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts import structured
from conforme.facts.apis import graphql as api_graphql
from conforme.facts.apis import openapi as api_openapi
from conforme.facts.apis import proto as api_proto
from conforme.facts.apis import raml as api_raml
from conforme.facts.apis import semantics as api_semantics
from conforme.facts.apis import wsdl as api_wsdl
from conforme.facts.apis.model import Description, Limited, node_cell, problem, record, text_of
from conforme.facts.apis.refs import Load, Refs
from conforme.facts.limits import BIG
from conforme.facts.placeholders import is_placeholder
from conforme.facts.structured import Invalid, Node
from conforme.model import Record
from conforme.repo import BIG_LIMIT, Document, Unreadable

HEAD = 4096
_KEYS = ("openapi", "swagger", "asyncapi")
_KEY = re.compile(r"(?:\A|[\"'\s{,])(openapi|swagger|asyncapi)[\"']?[ \t]{0,8}:[ \t\n]{0,8}[\"']?(\d{1,3}(?:\.\d{1,3}){0,2})")
# At the left margin, or first in the object: there the key can only be the document's own, readable or not.
_TOP = re.compile(r"^[\"']?(?:openapi|swagger|asyncapi)[\"']?[ \t]{0,8}:|\A\s{0,99}\{\s{0,99}\"(?:openapi|swagger|asyncapi)\"", re.MULTILINE)
_BYTES = (b"openapi", b"swagger", b"asyncapi", b"jsonapi")
_NAMES = {"openapi": "OpenAPI", "swagger": "OpenAPI", "asyncapi": "AsyncAPI"}
_JSON_API = re.compile(r"\"jsonapi\"[ \t]{0,4}:")

# Words that generators and templates leave where a text should be, besides the usual placeholders.
_EMPTY_WORDS = frozenset(
    ("string", "description", "summary", "title", "api", "my api", "untitled", "untitled api", "no description", "default", "example")
)


def extension(path: str) -> str:
    """The extension of a path, lower case, without its dot."""
    return path.rsplit("/", 1)[-1].rpartition(".")[2].lower()


def looks(document: Document) -> bool:
    """Whether a document may be an API description: cheap, by its extension and a few marks. Raises Unreadable."""
    kind = extension(document.path)
    if kind in ("graphql", "graphqls", "gql"):
        return api_graphql.looks(document.text)
    if kind == "proto":
        return api_proto.looks(document.text)
    if kind in ("wsdl", "xml"):
        return api_wsdl.looks(document.text[: 4 * HEAD])
    if kind == "raml":
        return bool(api_raml.version(document.text[:HEAD]))
    raw = document.bytes(BIG_LIMIT)
    if not any(mark in raw for mark in _BYTES):  # most files end here, and need not be decoded
        return False
    return _KEY.search(document.text) is not None or kind == "json" and _may_be_json_api(document.text)


def _may_be_json_api(text: str) -> bool:
    return "json-schema.org" in text[:HEAD] and _JSON_API.search(text) is not None


def tree(document: Document) -> Node:
    """The tree of a description, with places, within the limits of what tools write. Raises Invalid and Unreadable."""
    document.bytes(BIG_LIMIT)
    kind = structured.format_of(document.path)
    try:
        if kind == "json":
            from conforme.facts.structured import json_reader

            return json_reader.read(document.text, BIG)
        from conforme.facts.structured import yaml_reader

        return yaml_reader.read(document.text, BIG)[0]
    except (Invalid, Unreadable):
        raise
    except (RecursionError, MemoryError):
        raise Unreadable("too-deep", 0, BIG.depth) from None
    except Exception as error:  # whatever a parser raises is told apart by `explain`
        raise structured.explain(kind, error) from None


def read(document: Document, load: Load) -> Description | None:
    """The description in a document, None when it is none. `load` gives the trees of other files (see api_refs.Load).

    A description whose text cannot be parsed raises Invalid; one that reaches a limit, Unreadable; a document that only resembles one is None.
    """
    kind = extension(document.path)
    if not looks(document):
        return None
    if kind in ("graphql", "graphqls", "gql"):
        return _judged(api_graphql.read(document))
    if kind == "proto":
        return _judged(api_proto.read(document))
    if kind in ("wsdl", "xml"):
        return _judged(api_wsdl.read(document))
    root = _tree_of(document)
    return _judged(_of_tree(document, root, load)) if root is not None else None


def _tree_of(document: Document) -> Node | None:
    try:
        return document.fact(tree)
    except Invalid:
        if _TOP.search(document.text) or extension(document.path) == "raml":
            raise
        return None


def _of_tree(document: Document, root: Node, load: Load) -> Description | None:
    path = document.path
    if extension(path) == "raml":
        return api_raml.read(root, path, api_raml.version(document.text[:HEAD]))
    key = next((key for key in _KEYS if _is_version(root.get(key))), "")
    if key:
        return _of_key(key, root, path, Refs(root, path, load))
    return _json_api(root, path)


def _is_version(node: Node | None) -> bool:
    return node is not None and re.match(r"\d{1,3}(?:\.\d{1,3}){0,2}(?:-[\w.]{1,40})?\Z", text_of(node)) is not None


def _of_key(key: str, root: Node, path: str, refs: Refs) -> Description | None:
    """An OpenAPI or AsyncAPI description; None for a configuration file that only mentions a version (no `info`, no paths, no channels)."""
    if not any(root.get(name) is not None for name in ("info", "paths", "channels", "webhooks", "operations")):
        return None
    version, line = text_of(root.get(key)), root.where(key).line
    api = api_openapi.api(root, path)
    if key == "asyncapi":
        found = tuple(api_openapi.async_operations(root, path, refs))
        problems = (*_required(root, path), *api_semantics.unresolved(root, path, refs))
        return Description("AsyncAPI", version, line, api, found, problems, (), tuple(refs.files))
    found = tuple(api_openapi.operations(root, path, refs))
    problems, limits = _validity(root, path, version, refs)
    return Description(_NAMES[key], version, line, api, found, problems, limits, tuple(refs.files))


def _validity(root: Node, path: str, version: str, refs: Refs) -> tuple[tuple[Record, ...], tuple[Limited, ...]]:
    from conforme.facts.apis import check as api_check

    problems, limits = api_check.validate(root, path, version, refs)
    if limits:
        return (), tuple(limits)
    return (*problems, *api_semantics.problems(root, path, refs)), ()


def _required(root: Node, path: str) -> list[Record]:
    """What every version of AsyncAPI requires; its whole schema is not held against a description."""
    wanted = ["info", "channels"] if text_of(root.get("asyncapi")).startswith("2") else ["info"]
    places = [("", root, name) for name in wanted]
    info = root.get("info")
    if info is not None:
        places += [("/info", info, name) for name in ("title", "version")]
    return [problem("missing-key", path, node.line, pointer, node.column, expected=name) for pointer, node, name in places if node.get(name) is None]


def _json_api(root: Node, path: str) -> Description | None:
    """A JSON Schema of documents of JSON:API: it names `jsonapi` and `data` among the properties of a document."""
    properties = root.get("properties")
    names = properties.fields() if properties is not None else {}
    if not {"data", "jsonapi"} <= names.keys() or "json-schema.org" not in text_of(root.get("$schema")):
        return None
    api = record("api", "info", path, root.line, 1, title=node_cell(root.get("title")), description=node_cell(root.get("description")))
    return Description("JSON:API schema", "", root.where("$schema").line, api, files=(path,))


# --- hollow ----------------------------------------------------------------------------------------------------------------------------------


def says(text: str) -> bool:
    """Whether a title, summary or description says something: neither empty, nor a placeholder, nor a word that a generator leaves."""
    bare = " ".join(text.split()).strip(" .…-*_#")
    return len(bare) > 2 and not is_placeholder(bare) and bare.casefold() not in _EMPTY_WORDS


def _judged(found: Description | None) -> Description | None:
    """The same, with `hollow` told."""
    from dataclasses import replace

    return replace(found, hollow=_is_hollow(found)) if found is not None else None


def _is_hollow(found: Description) -> bool:
    if found.format == "JSON:API schema":
        return False
    if not found.operations:
        return True
    texts = [item.text("text") for item in found.operations if item.has("text")]
    written = [text for text in (found.api.text("title"), *texts) if text]
    # One word everywhere says no more than a placeholder. A description without any text is poor, not hollow: its paths say something.
    return bool(written) and (not any(map(says, written)) or len(written) > 1 and len(set(written)) == 1)
