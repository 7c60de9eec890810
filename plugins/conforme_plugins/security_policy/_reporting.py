"""Whether a text tells how to report a vulnerability, and through which channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conforme.facts import placeholders, text
from conforme.facts import regex as re
from conforme.facts.markdown import Link, Page, Section

_SUBJECT = re.compile(
    r"\b(?:vulnerab\w{0,12}|beveiligingsproble\w{2,4}|kwetsbaarhe\w{2,4}|sicherheitslucke\w{0,2}|failles?|bug bounty|prime aux bogues|"
    r"security (?:issues?|problems?|bugs?|concerns?|reports?|flaws?|incidents?|findings?|researchers?|holes?|weakness(?:es)?)|"
    r"(?:problemes?|incidents?|enjeux?|defauts?|questions?|risques?|anomalies?) de (?:la )?securite)\b"
)
_TELLS = re.compile(
    r"\b(?:report(?:s|ed|ing)?|volg de procedure|meld\w{0,4}|"
    r"disclos\w{1,6}|submit\w{0,6}|notif(?:y|ying|ier|iez)|contact\w{0,8}|e ?mail\w{0,4}|signal(?:er|ez|ement|ements|e|es)|"
    r"divulgu?\w{1,8}|ecri(?:re|vez|s)|courriels?|envoy(?:er|ez)|communiqu\w{1,4}|avis(?:er|ez)|prevenir|prevenez|inform(?:er|ez| us| the)|"
    r"remont\w{1,4}|rapport(?:er|ez)|declar(?:er|ez)|transmett?(?:re|ez)|let us know|tell us|reach out|get in touch|faites nous savoir)\b"
)
# A scan reports vulnerabilities too: whoever is told how to is spoken to, or asked.
_ADDRESSED = re.compile(
    r"\b(?:heb je|open dan geen|bitte|"
    r"you|your|please|anyone|researchers?|vous|votre|vos|veuillez|merci de|priere de|toute personne|chercheu(?:rs?|ses?)|"
    r"(?:to|can|should|must|may) (?:report|disclose|notify|submit|contact)|pour signaler|(?:do not|don't|never) (?:report|open|disclose|file)|"
    r"(?:peut|peuvent|doit|doivent) (?:etre )?(?:signale\w{0,2}|nous))\b"
    r"|(?:\A|[.:;!*•] ?)(?:report|submit|notify|contact|disclose|e ?mail|send|signalez|signaler|ecrivez|envoyez|communiquez|contactez|avisez)\b"
)
_POLICY = re.compile(
    r"\b(?:(?:vulnerability|responsible|coordinated|coordinated vulnerability|responsible vulnerability) disclosure"
    r"|disclosure (?:policy|program(?:me)?) for vulnerabilit\w{1,3}|report (?:a |any )?(?:security )?vulnerabilit\w{1,3}"
    r"|divulgation (?:responsable|coordonnee|(?:responsable |coordonnee )?des vulnerabilites|de vulnerabilites)"
    r"|signal(?:er|ement) (?:une |des |de )?(?:vulnerabilites?|failles?))\b"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_URL = re.compile(r"https?://[^\s<>()\"'\]]{3,500}")
_PRIVATE = re.compile(
    r"\b(?:private(?:ly)? (?:vulnerability )?report\w{0,4}|security advisor\w{0,4}|security tab|onglet security|signalement prive)\b"
)
_PUBLIC = re.compile(r"/issues(?:/new)?(?:[?#/]|\Z)|/-/issues")
_DECORATION = re.compile(r"shields\.io|badge|\.(?:svg|png|gif|jpe?g)(?:[?#]|\Z)", re.IGNORECASE)
_DECIDED = frozenset(("decision", "decisions", "consequences", "status", "statut", "context", "contexte"))


def page_tells(page: Page, *, dedicated: bool) -> bool:
    """Whether a page tells how to report a vulnerability; in one that is `dedicated` to it, what is to be reported may be said anywhere."""
    everywhere = dedicated and bool(_SUBJECT.search(text.fold(page.prose)))
    if not page.sections:
        return _blocks_tell(page.prose, everywhere)
    before = "\n".join(page.prose.split("\n")[: page.sections[0].line - 1])
    return _blocks_tell(before, everywhere) or any(_section_tells(section, everywhere) for section in page.sections)


def section_tells(page: Page, section: Section) -> bool:
    """Whether a section, with those under it, tells how to report a vulnerability."""
    return any(_section_tells(inner, False) for inner in (section, *page.sub(section)))


def _section_tells(section: Section, everywhere: bool) -> bool:
    title = text.fold(section.title)
    announced = bool(_POLICY.search(title) or (_SUBJECT.search(title) and _TELLS.search(title)))
    return (announced and bool(section.body.strip())) or _blocks_tell(section.body, everywhere)


def _blocks_tell(prose: str, everywhere: bool) -> bool:
    return any(
        (everywhere or _SUBJECT.search(block)) and _TELLS.search(block) and (_ADDRESSED.search(block) or (everywhere and "@" in block))
        for block in _blocks(prose)
    )


def _blocks(prose: str) -> Iterator[str]:
    """The paragraphs of a text, folded, each on one line."""
    for block in re.split(r"\n[ \t]*\n", prose):
        yield text.fold(" ".join(block.split()))


def is_decision(page: Page) -> bool:
    """Whether a page is a decision record: it may weigh a vulnerability, it is nobody's way to report one."""
    titles = {" ".join(text.words(section.title)) for section in page.sections}
    return bool(titles & {"decision", "decisions"}) and len(titles & _DECIDED) >= 2


def policy_link(page: Page) -> Link | None:
    """The first link whose text or address names a policy of vulnerability disclosure."""
    return next((link for link in page.links if not _DECORATION.search(link.target) and _names_policy(link)), None)


def _names_policy(link: Link) -> bool:
    address = " ".join(text.words(link.target[:500]))
    return bool(_POLICY.search(text.fold(link.text)) or _POLICY.search(address))


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
