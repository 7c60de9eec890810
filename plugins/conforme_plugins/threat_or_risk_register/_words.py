"""What the words of a risk tell: whether they say something, how it is rated, and which type it is of."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from conforme import Cell, Record
from conforme.facts import placeholders, text, values
from conforme.facts import regex as re

TELLING = ("name", "description", "cause", "consequence", "measure")
RATINGS = ("level", "likelihood", "impact", "residual")
SHORT = 4
"""A rating is written in so few words; more are a sentence about it."""

_CYBER = re.compile(
    r"\b(?:cyber\w{0,12}|attaqu\w{0,6}|attacks?|attackers?|assaillants?|piratage|pirat\w{1,4}|hack\w{0,6}|intrusions?|intrus|vulnerabilit\w{1,4}|failles?|exposed|"
    r"exploit(?:s|ed|able)?|hamecon\w{0,6}|phishing|ranconn?giciel\w{0,3}|ransomware|malware|maliciel\w{0,3}|logiciels? malveillants?|"
    r"malveillan\w{1,4}|malicious\w{0,2}|fuite de (?:donnees|renseignements|secrets)|divulgation|exfiltration|"
    r"(?:data|information|credential) (?:leak\w{0,4}|breach\w{0,2}|theft|disclosure)|"
    r"acces non autorise\w{0,2}|acces (?:illegitime|indu)\w{0,2}|unauthori[sz]ed|non authentifie\w{0,2}|usurp\w{1,8}|spoof\w{0,4}|tamper\w{0,4}|"
    r"repudiation|impersonat\w{0,4}|denial of service|deni de service|d?dos|injections?|xss|csrf|ssrf|sqli|brute forc\w{1,3}|force brute|"
    r"elevation (?:of|de) privileges?|privilege escalation|escalade de privileges?|man in the middle|replay|"
    r"breach(?:es)?(?! of)|deepfakes?|jailbreak\w{0,4}|rooting|(?:phone|device|laptop) theft|vol d'(?:appareils?|ordinateurs?|identite)|"
    r"sessions? hijack\w{0,4}|"
    r"detournement de session|token (?:theft|leak\w{0,4})|vol de (?:jetons?|session|donnees|secrets)|"
    r"(?:secrets?|keys?|credentials?|passwords?|tokens?) (?:leak\w{0,4}|exposed|exposure|compromis\w{0,4}|stolen|theft)|"
    r"(?:cles?|secrets?|comptes?|mots? de passe|jetons?) (?:exposee?s?|compromise?s?|volee?s?|divulguee?s?)|"
    r"(?:compromise|leak|theft) of (?:\w{1,20} ){0,2}(?:keys?|secrets?|tokens?|credentials?|accounts?)|"
    r"supply chain|chaine d'approvisionnement logicielle|owasp|cve|stride|prompt injection|confidentialite|confidentiality)\b"
)
_TYPES = (
    ("privacy", r"privacy|vie privee|prp|renseignements personnels|donnees personnelles|personal (?:data|information)|gdpr|rgpd|linddun"),
    ("supplier", r"supplier|vendor|third part(?:y|ies)|fournisseurs?|sous traitan\w{1,4}|tiers|dependance externe"),
    (
        "business",
        r"business|affaires|metier|financial|financier\w{0,2}|finance|budget|legal|juridique|"
        r"reputation\w{0,4}|market|commercial|compliance|"
        r"conformite",
    ),
    (
        "project",
        r"project|projet|schedule|echeancier|planning|delivery|livraison|scope|portee|"
        r"resources?|ressources?|equipe|team|"
        r"organi[sz]ation\w{0,4}",
    ),
)
_OF_TYPE = tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in _TYPES)
_CYBER_TYPE = re.compile(
    r"\b(?:cyber\w{0,12}|security|securite|spoof\w{0,4}|tamper\w{0,4}|repudiation|information disclosure|disclosure|denial of service|"
    r"elevation of privilege|stride|confidentialit\w{1,2})\b"
)
_STRIDE_LETTERS = re.compile(r"[STRIDEstride](?:[,/ +]{1,3}[STRIDEstride]){0,5}\Z")
_CODES = re.compile(r"(?:[HMLEFC]|VH|VL|VE|TE|TF|P[0-5]|S[0-5]|[HML]{2})\Z", re.IGNORECASE)
_RANKS = frozenset(
    """low medium high critical minor major moderate severe elevated negligible certain likely unlikely possible probable improbable rare frequent
    faible faibles moyen moyenne modere moderee eleve elevee eleves fort forte critique majeur majeure mineur mineure haut haute bas basse limite
    limitee important importante grave negligeable certaine avere averee bloquant bloquante extreme catastrophic catastrophique acceptable""".split()
)
_CLASSES = frozenset(
    "public publique interne internal confidentiel confidentielle confidential restreint restreinte restricted secret protected protege".split()
)
# `[Describe the risk]`, `[1-5]`: in a table of risks, a cell that is all brackets is a template's.
_TO_FILL = re.compile(r"\[[^\[\]]{1,200}\]\Z")
# What Threat Dragon writes by itself until somebody says more.
_DEFAULTS = re.compile(
    r"(?:a |new )?generic [a-z ]{2,40} threat\Z|new (?:[a-z0-9]{2,20} )?threat\Z|"
    r"provide (?:a description for this threat|remediation for this threat.{0,80})\Z|"
    r"(?:mitigation or prevention|description) for the threat\Z|describe the threat\Z"
)


_TREATMENTS = {
    "accept": ("accept", "toler", "retain", "retention"),
    "avoid": ("avoid", "evit", "terminat", "elimin"),
    "transfer": ("transfer", "partag", "share", "assur", "insur"),
    "reduce": ("reduc", "redui", "mitigat", "attenu", "treat", "trait", "modif", "control", "maitris"),
}


def said(record: Record, name: str) -> str:
    """What a field says: "" when it is absent, a placeholder or what a tool writes by itself."""
    written = record.text(name).strip()
    if not written or record.cells[name].problem in ("placeholder", "n/a") or placeholders.is_placeholder(written):
        return ""
    if _TO_FILL.match(written):
        return ""
    return "" if _DEFAULTS.match(text.fold(written).strip(" .")) else written


def count(record: Record, name: str) -> int:
    """How many words a field says."""
    return len(text.words(said(record, name)))


def treatment(record: Record) -> str:
    """accept, avoid, transfer or reduce, "" when the field says none of these at its beginning."""
    first = next(iter(text.words(said(record, "treatment"))), "")
    return next((name for name, stems in _TREATMENTS.items() if first.startswith(stems)), "")


def tells(record: Record) -> bool:
    """Whether an entry says something of its own: several words somewhere, or where its detail is kept.

    One whose name is to be filled in says nothing.
    """
    name = record.text("name").strip()
    if name and (record.cells["name"].problem == "placeholder" or _TO_FILL.match(name)):
        return False
    return bool(said(record, "held_at")) or any(count(record, name) >= 2 for name in TELLING)


def rated(cell: Cell | None) -> bool:
    """Whether a cell rates something: a level of a known scale, a figure, a colour, a short code."""
    if cell is None or cell.problem in ("placeholder", "n/a") or _TO_FILL.match(cell.text.strip()):
        return False
    if cell.value is not None:
        return True
    found = text.words(cell.text)
    if len(found) > 2 * SHORT:
        return False
    coloured = any(unicodedata.category(character) == "So" for character in cell.text)
    return coloured or bool(_RANKS.intersection(found)) or (bool(found) and (found[0].isdigit() or bool(_CODES.match(found[0]))))


def settled(record: Record) -> Record:
    """An impact told in words is a consequence, no rating."""
    impact = record.cells.get("impact")
    if impact is None or rated(impact) or impact.problem != "not-a-level":
        return record
    cells = {name: cell for name, cell in record.cells.items() if name != "impact"}
    cells.setdefault("consequence", values.read("text", impact.text, impact.line, impact.column))
    return replace(record, cells=cells)


def categorised(cell: Cell | None) -> bool:
    """Whether a cell gives a level of availability, integrity or confidentiality: one of a scale, or a class of information."""
    if cell is None or cell.problem in ("placeholder", "n/a"):
        return False
    return cell.value is not None or bool(_CLASSES.intersection(text.words(cell.text)[:2]))


def is_stride(written: str) -> bool:
    """Whether a text is a STRIDE category or several."""
    return bool(_CYBER_TYPE.search(text.fold(written)) or _STRIDE_LETTERS.match(written.strip()))


def type_of(record: Record, default: str) -> str:
    """cyber, privacy, supplier, business or project: by the type that is written, else by what the risk is about, else the carrier's."""
    written = text.fold(record.text("type"))
    if written:
        if _CYBER_TYPE.search(written) or (default == "cyber" and _STRIDE_LETTERS.match(record.text("type").strip())):
            return "cyber"
        for name, pattern in _OF_TYPE:
            if pattern.search(written):
                return name
    if record["type"] == "cyber":
        return "cyber"
    about = text.fold(" ".join(record.text(name) for name in ("name", "description", "cause"))[:2000])
    return "cyber" if _CYBER.search(about) else default


def speaks_of_attacks(prose: str) -> int:
    """How many different words of attack a text has."""
    return len({match.group() for match in _CYBER.finditer(text.fold(prose[:200_000]))})
