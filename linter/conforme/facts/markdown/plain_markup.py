"""reStructuredText and AsciiDoc, as far as sections and prose: the same two functions as `markdown_blocks`."""

from __future__ import annotations

from collections.abc import Sequence

from conforme.facts import regex as re
from conforme.facts.markdown.blocks import Heading

_RST_LINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*\Z")
_RST_DIRECTIVE = re.compile(r"\.\.(?:[ \t]|\Z)")
_RST_ADMONITION = re.compile(
    r"\.\.[ \t]+(?:note|warning|tip|important|caution|attention|danger|error|hint|seealso|admonition|topic)::", re.IGNORECASE
)
_ADOC_HEADING = re.compile(r"(={1,6})[ \t]+(\S.*)", re.DOTALL)
_ADOC_BLOCK = re.compile(r"(-{4,}|\.{4,}|/{4,}|\+{4,}|```)[ \t]*\Z")
_ADOC_ATTRIBUTE = re.compile(r":!?[\w-]{1,99}!?:(?:[ \t]|\Z)")


def rst_visible(lines: Sequence[str]) -> list[str]:
    """The lines without directives (admonitions keep their text), comments and literal blocks."""
    shown: list[str] = []
    literal: int | None
    hidden, literal = -1, None  # the indentation over which lines are hidden; that of a paragraph that announces a literal block
    for line in lines:
        indent = len(line) - len(line.lstrip())
        blank = not line.strip()
        if literal is not None and not blank:
            hidden, literal = (literal if indent > literal else hidden), None
        if hidden >= 0 and (blank or indent > hidden):
            shown.append("")
            continue
        hidden = -1
        if _RST_DIRECTIVE.match(line.lstrip()):
            admonition = _RST_ADMONITION.match(line.lstrip())
            shown.append(line[line.index("::") + 2 :] if admonition else "")
            hidden = -1 if admonition else indent
            continue
        literal = indent if line.rstrip().endswith("::") else literal
        shown.append(line)
    return shown


def rst_headings(lines: Sequence[str]) -> list[Heading]:
    """Titles over (and under) a line of signs; levels by order of first use, as docutils does."""
    found: list[Heading] = []
    styles: list[str] = []
    for number in range(1, len(lines)):
        title, line = lines[number - 1].rstrip(), lines[number].rstrip()
        if not title.strip() or not _RST_LINE.match(line) or _RST_LINE.match(title) or len(line) < len(title):
            continue
        over = number >= 2 and lines[number - 2].rstrip() == line
        if not over and (title.startswith((" ", "\t")) or (number >= 2 and lines[number - 2].strip())):
            continue
        style = line[0] + ("+" if over else "")
        if style not in styles:
            styles.append(style)
        found.append(Heading(min(styles.index(style) + 1, 6), title.strip(), number - (1 if over else 0), number + 2))
    return found


def adoc_visible(lines: Sequence[str]) -> list[str]:
    """The lines without delimited code and comment blocks, `//` comments and attribute entries."""
    shown: list[str] = []
    block = ""
    for line in lines:
        delimiter = _ADOC_BLOCK.match(line)
        if block:
            block = "" if delimiter and delimiter[1] == block else block
            shown.append("")
        elif delimiter:
            block = delimiter[1]
            shown.append("")
        else:
            shown.append("" if line.startswith("//") or _ADOC_ATTRIBUTE.match(line) else line)
    return shown


def adoc_headings(lines: Sequence[str]) -> list[Heading]:
    """`= Title` and deeper."""
    found = ((number, _ADOC_HEADING.match(line)) for number, line in enumerate(lines, 1))
    return [Heading(len(match[1]), match[2].rstrip().rstrip("=").rstrip(), number, number + 1) for number, match in found if match]
