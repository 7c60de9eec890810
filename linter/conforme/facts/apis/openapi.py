"""OpenAPI (2.0, 3.x) and AsyncAPI (2, 3): who the API is, and its operations, references followed within the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conforme.facts.apis.model import canonical, node_cell, operation, record, text_of
from conforme.facts.apis.refs import Outside, Place, Refs, Unresolved
from conforme.facts.structured import Node
from conforme.model import Cell, Record

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def api(root: Node, path: str) -> Record:
    """The `api` record of `info` and of the servers."""
    info = root.get("info") or Node({})
    contact = info.get("contact")
    mark = root.where("info")
    return record(
        "api",
        "info",
        path,
        mark.line,
        mark.column,
        title=node_cell(info.get("title")),
        version=node_cell(info.get("version")),
        description=node_cell(info.get("description")),
        contact=next((found for key in ("name", "url", "email") if contact and (found := node_cell(contact.get(key)))), None),
        license=node_cell(info.get("license", "name")),
        servers=_servers(root),
    )


def _servers(root: Node) -> Cell | None:
    servers = root.get("servers") or root.get("host")
    if servers is None:
        return None
    count = len(servers.items()) or len(servers.fields()) or int(bool(text_of(servers)))
    return Cell(count, str(count), servers.line) if count else None


def operations(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    """The operations of an OpenAPI description: those of its paths, then of its webhooks. Raises Unreadable over the limits of `refs`."""
    security = root.get("security") is not None
    for section, prefix in (("paths", ""), ("webhooks", "WEBHOOK ")):
        for name, item in (root.get(section) or Node({})).fields().items():
            if name.startswith("x-") or section == "paths" and "/" not in name:
                continue
            place = _followed(Place(item, path), refs)
            if place is not None:
                yield from _of_item(prefix, name, place, refs, security)


def _followed(place: Place, refs: Refs) -> Place | None:
    try:
        return refs.follow(place)
    except (Unresolved, Outside):
        return None


def _of_item(prefix: str, name: str, item: Place, refs: Refs, secured: bool) -> Iterator[Record]:
    fields = item.node.fields()
    shared = _says(item.node)
    found: dict[str, Node] = {method: fields[method] for method in METHODS if method in fields}
    found |= (fields.get("additionalOperations") or Node({})).fields()
    for method, node in found.items():
        if node.kind != "map":
            continue
        place = _followed(Place(node, item.path), refs) or Place(node, item.path)
        mark = item.node.where(method)
        codes = _responses(place, refs)
        yield operation(
            f"{prefix}{method.upper()} {canonical(name)}",
            place.path if place.path != item.path else item.path,
            mark.line if place.path == item.path else place.node.line,
            _says(place.node) or shared,
            method=method.upper(),
            path=name,
            name=text_of(place.node.get("operationId")),
            success=" ".join(code for code in codes if code[:1] in ("1", "2", "3")),
            error=" ".join(code for code in codes if code[:1] in ("4", "5") or code == "default"),
            security=secured or place.node.get("security") is not None or None,
        )


def _says(node: Node) -> str:
    """What an object says of itself: the longer of its summary and description."""
    return max(text_of(node.get("summary")), text_of(node.get("description")), key=len)


def _responses(place: Place, refs: Refs) -> list[str]:
    responses = place.node.get("responses")
    if responses is None:
        return []
    followed = _followed(Place(responses, place.path), refs)
    return [code for code in followed.node.fields() if not code.startswith("x-")] if followed else []


# --- AsyncAPI --------------------------------------------------------------------------------------------------------------------------------


def async_operations(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    """The operations of an AsyncAPI description, by action and channel: `SEND demandes/{}`."""
    if root.get("operations") is not None:
        yield from _async_3(root, path, refs)
    else:
        yield from _async_2(root, path, refs)


def _async_2(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    for name, item in _map(root, "channels").items():
        channel = _followed(Place(item, path), refs)
        if channel is None:
            continue
        for action in ("publish", "subscribe"):
            node = channel.node.get(action)
            if node is not None:
                line = channel.node.where(action).line
                yield _async(action, name, _says(node) or _says(channel.node), channel.path, line, text_of(node.get("operationId")))


def _async_3(root: Node, path: str, refs: Refs) -> Iterator[Record]:
    for name, item in _map(root, "operations").items():
        place = _followed(Place(item, path), refs)
        if place is None:
            continue
        channel = place.node.get("channel")
        target = _followed(Place(channel, place.path), refs) if channel is not None else None
        address = text_of(target.node.get("address")) if target else ""
        said = _says(place.node) or text_of(place.node.get("title")) or (_says(target.node) if target else "")
        line = root.get("operations").where(name).line if place.path == path else place.node.line  # type: ignore[union-attr]  # it holds `name`
        yield _async(text_of(place.node.get("action")) or "send", address or name, said, place.path, line, name)


def _async(action: str, channel: str, text: str, path: str, line: int, name: str) -> Record:
    address = canonical(channel) if "{" in channel else channel
    return operation(f"{action.upper()} {address}", path, line, text, method=action.upper(), path=channel, name=name)


def _map(root: Node, key: str) -> Mapping[str, Node]:
    return (root.get(key) or Node({})).fields()
