"""Reads an HTML page as a reader without a browser would: elements with their attributes and text, in order; what is not well formed is an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = {"br", "link", "meta"}


@dataclass(eq=False)
class Element:
    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)

    @cached_property
    def inside(self) -> list[Element]:
        return [item for item in self.content if isinstance(item, Element)]

    @cached_property
    def text(self) -> str:
        return "".join(item if isinstance(item, str) else item.text for item in self.content)

    @cached_property
    def below(self) -> list[Element]:
        return [found for element in self.inside for found in (element, *element.below)]

    @property
    def above(self) -> Iterator[Element]:
        if self.parent is not None:
            yield self.parent
            yield from self.parent.above

    def all(self, name: str = "") -> list[Element]:
        """The elements inside, at any depth, of that name, in order."""
        return [element for element in self.below if name in ("", element.name)]

    def with_(self, attribute: str) -> list[Element]:
        return [element for element in self.below if attribute in element.attributes]

    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice: {tag} {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def read(page: str) -> Element:
    """The page as a tree; AssertionError when an element is not closed where it should."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, [element.name for element in reader.open]
    return reader.open[0]
