"""HTML made by functions: whatever is not markup already is escaped when it enters an element, so nothing a repository writes can act."""

from __future__ import annotations

import re
from html import escape

from conforme.model import printable

VOID = ("br", "link", "meta")


class Markup(str):
    """Text that is HTML already; only the functions of this module make it."""

    __slots__ = ()


Child = str | None  # Markup goes in as it is, any other text escaped, None leaves nothing
Attribute = str | int | float | bool | None

EMPTY = Markup()


def text(value: object) -> Markup:
    """`value` as HTML text: escaped, control and bidirectional characters made visible, no pipeline command in it when it is printed."""
    shown = escape(printable(str(value)), quote=True)
    return Markup(shown.replace("##", "#&#35;").replace("::", ":&#58;"))


def tag(element: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """The element. Of attributes, a final `_` is dropped and `_` written `-`; None and False leave the attribute out."""
    head = f"<{element}{''.join(_attributes(attributes))}>"
    return Markup(head if element in VOID else f"{head}{join(*children)}</{element}>")


def join(*children: Child, between: str = "") -> Markup:
    """The children one after the other, those that are nothing left out."""
    return Markup(text(between).join(child if isinstance(child, Markup) else text(child) for child in children if child))


def verbatim(source: str) -> Markup:
    """Our own style sheet: the only text that goes in unescaped. ValueError when it could end its element."""
    if "</" in source:
        raise ValueError("a style sheet holds no tag")
    return Markup(source)


def prose(source: str) -> Markup:
    """A text of a card: its `code` as such, the rest escaped."""
    parts = _CODE.split(source)
    return join(*(tag("code", part) if position % 2 else text(part) for position, part in enumerate(parts)))


_CODE = re.compile(r"`([^`\n]{1,400})`")


def _attributes(attributes: dict[str, Attribute]) -> list[str]:
    told = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None and value is not False)
    return [f" {name}" if value is True else f' {name}="{text(value)}"' for name, value in told]
