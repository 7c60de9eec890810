"""Whether a text tells how to report a vulnerability, and through which channels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conforme.facts import placeholders, text

_SUBJECT = re.compile(
    r"\b(?:vulnerab\w{0,12}|failles?|bug bounty|prime aux bogues|"
    r"security (?:issues?|problems?|bugs?|concerns?|reports?|flaws?|incidents?|findings?|researchers?|holes?|weakness(?:es)?)|"
    r"(?:problemes?|incidents?|enjeux?|defauts?|questions?|risques?|anomalies?) de (?:la )?securite)\b"
)
_TELLS = re.compile(
    r"\b(?:report\w{0,6}|disclos\w{0,6}|submit\w{0,6}|notif\w{0,8}|contact\w{0,8}|e ?mail\w{0,4}|signal\w{0,10}|divulg\w{0,10}|ecri\w{0,6}|"
    r"courriels?|envoy\w{0,6}|communi\w{0,12}|avis\w{0,6}|prevenir|inform\w{0,8})\b"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(r"https?://[^\s<>()\"'\]]{3,500}")
_PRIVATE = re.compile(
    r"\b(?:private(?:ly)? (?:vulnerability )?report\w{0,4}|security advisor\w{0,4}|security tab|onglet security|signalement prive)\b"
)
_PUBLIC = re.compile(r"/issues(?:/new)?(?:[?#/]|\Z)|/-/issues")
_DECORATION = re.compile(r"shields\.io|badge|\.(?:svg|png|gif|jpe?g)(?:[?#]|\Z)", re.IGNORECASE)


def tells_to_report(prose: str) -> bool:
    """Whether the text speaks of vulnerabilities and of telling someone."""
    folded = text.fold(prose)
    return bool(_SUBJECT.search(folded) and _TELLS.search(folded))


def channels(prose: str, links: Iterable[str]) -> set[str]:
    """The channels that a text gives: `email`, `link`, `forge` (a forge's private reporting), `public` (an open issue, seen by all)."""
    found = {"email" for address in _EMAIL.findall(prose) if not placeholders.is_fictitious_address(address)}
    targets = [*links, *_URL.findall(prose)]
    found |= {
        "email" for target in targets if target.startswith("mailto:") and not placeholders.is_fictitious_address(target.removeprefix("mailto:"))
    }
    for target in targets:
        if target.startswith(("http://", "https://", "/", "../")) and not _DECORATION.search(target):
            found.add("public" if _PUBLIC.search(target) else "forge" if "/security/advisories" in target else "link")
    if _PRIVATE.search(text.fold(prose)):
        found.add("forge")
    return found
