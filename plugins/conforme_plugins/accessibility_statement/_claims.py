"""What a statement explicitly says that the service conforms to: a level of the WCAG, as a fact and not as an aim."""

from __future__ import annotations

from collections.abc import Sequence

from conforme.facts import regex as re

_STANDARD = re.compile(
    r"\b(?:WCAG|web content accessibility guidelines?|accessibilité des contenus web|accessibilite des contenus web)\b", re.IGNORECASE
)
# `2.1` and parentheses may stand between; the end of a sentence may not.
_AFTER = re.compile(r"(?:[^.!?;<>{}]|\.(?=\d)){0,90}")
_LEVEL = re.compile(r"(?<![\w-])(A{1,3})(?![\w’'+-])")
_VERSION = re.compile(r"(?<![\d.])(2\.[012])(?![\d.])")
_CONFORMS = re.compile(
    r"\b(?:(?:is|are|was|were|been|be) "
    r"(?:fully |partially |substantially |largely )?(?:compliant|conformant)|(?:fully|partially) (?:compliant|conformant)|"
    r"conforms? (?:fully |partially )?(?:to|with)|compl(?:y|ies) (?:fully |partially )?with|meets?|"
    r"(?:est|sont|soit) (?:partiellement |totalement |pleinement |entièrement )?conformes?|"
    r"(?:partiellement|totalement|pleinement|entièrement) conformes?|"
    r"respectent?|se conforment?)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:aims?|aiming|striv\w{1,6}|"
    r"goal|objective|target\w{0,4}|commit\w{0,6}|endeavou?r\w{0,4}|work(?:s|ing)? (?:to|toward)\w{0,2}|try|trying|should|"
    r"must|will|would|to (?:meet|comply|conform|be)|not|fails?|doesn|isn|non|ne|pas|vise\w{0,2}|visent|objectif\w{0,1}|cible\w{0,3}|"
    r"s[’']efforce\w{0,2}|engage\w{0,3}|doit|doivent|sera|seront|souhait\w{1,5}|afin|pour être|if|si|unless|except\w{0,5}|sauf)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?;](?=\s|$)|\n\s{0,20}\n|[<>{}]")
BEFORE = 200


def of(lines: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    """(level, version or "", 1-based line) of each sentence that says that the service conforms, wholly or in part, to that level."""
    text = "\n".join(lines)
    found = []
    for match in _STANDARD.finditer(text):
        after = (_AFTER.match(text, match.end()) or match)[0]
        levels = _LEVEL.findall(after.replace("\n", " "))
        before = text[max(0, match.start() - BEFORE) : match.start()]
        said = before[max((end.end() for end in _END.finditer(before)), default=0) :]
        if levels and _CONFORMS.search(said) and not _AIM.search(said):
            version = _VERSION.search(after)
            found.append((max(levels, key=len), version[1] if version else "", text.count("\n", 0, match.start()) + 1))
    return tuple(found)
