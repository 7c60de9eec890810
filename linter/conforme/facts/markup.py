"""Pages and templates without their tags, comments, scripts and code: one pass, whatever is left open in them."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re

__all__ = ["unmarked"]

_OPENING = re.compile(r"<!--|<%#?|\{[#%{]|\{/\*|<(script|style|svg)\b|</?[A-Za-z]", re.IGNORECASE)
_TAG_END = re.compile(r"[^<>]{0,2000}>")
_CLOSING = {"<!--": "-->", "<%#": "%>", "<%": "%>", "{#": "#}", "{%": "%}", "{{": "}}", "{/*": "*/}"}
_ENTITY = re.compile(r"&(?:nbsp|#160|rsquo|#39|apos|laquo|raquo|amp|mdash|ndash);")


def unmarked(text: str) -> str:
    """The text with what is not said to a reader made blank, line ends kept; what is opened and never closed stays as it is written."""
    parts: list[str] = []
    at = 0
    for start, end in _spans(text):
        parts += (text[at:start], " ", "\n" * text.count("\n", start, end))
        at = end
    return _ENTITY.sub(" ", "".join((*parts, text[at:])))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    closings, at = _Closings(text), 0
    while (match := _OPENING.search(text, at)) is not None:
        end = _end(text, match, closings)
        if end is not None:
            yield match.start(), end
        at = end if end is not None else match.end()


def _end(text: str, match: re.Match[str], closings: _Closings) -> int | None:
    """Where what is opened there ends, None when it never does."""
    opening = match.group()
    if opening in _CLOSING:
        return closings.after(_CLOSING[opening], match.end())
    tag = _TAG_END.match(text, match.end())
    if match[1] and tag is not None:
        return closings.after(f"</{match[1].lower()}>", tag.end()) or tag.end()
    return tag.end() if tag is not None else None


class _Closings:
    """The next place of each closing mark. Each is looked for once over the whole text, however many openings wait for it."""

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        self._text = lowered if len(lowered) == len(text) else text  # a few letters are longer in lower case
        self._next: dict[str, int] = {}

    def after(self, mark: str, at: int) -> int | None:
        """The end of the first `mark` from `at` on; None when there is none."""
        known = self._next.get(mark, at - 1)
        if -1 < known < at or mark not in self._next:
            known = self._next[mark] = self._text.find(mark, at)
        return known + len(mark) if known >= 0 else None
