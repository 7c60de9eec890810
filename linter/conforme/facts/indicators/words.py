"""The words of measurement, French and English: titles that announce indicators, items that measure, directions, units, periods."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.text import fold, words

_LEAD = (
    r"(?:(?:\d{1,3}|les|nos|our|the|principaux|principales|main|key|additional|autres|other|liste des|list of|tableau des|suivi des|table of|"
    r"cibles? et|our key) ){0,3}"
)
_NOT_OURS = r"(?! (?:d etapes?|de progress\w*|de chargement|visuels?|de compromission|de focus|de statut|for loading|of compromise))"
_QUALITY = (
    r"(?:impact|succes|success|resultats?|results?|outcomes?|performances?|qualite|quality|suivi|efficacite|rendement|service|business|"
    r"produit|product)"
)
_ABOUT = re.compile(
    rf"{_LEAD}(?:"
    rf"indicateurs\b{_NOT_OURS}.*"
    rf"|indicateur (?:cle|de performance|d impact|de succes|de resultat|de suivi|de qualite)\b.*"
    rf"|(?:(?:performance|{_QUALITY}|service level|accessibility) )?indicators?(?<!progress indicators)(?: of (?:success|progress|performance|"
    rf"impact))?"
    rf"|(?:mesures?|metriques?) (?:d impact|de l impact|de (?:la )?performance|de(?:s)? resultats?|du succes|de succes|cles?)\b.*"
    rf"|(?:mesurer|measuring|measures? of|measure) (?:l impact|impact|success|le succes|performance|la performance)\b.*"
    rf"|{_QUALITY} (?:metrics|measures|indicators|measurement)\b.*"
    rf"|(?:proposed|planned) (?:metrics|measures)|metriques? (?:proposees?|prevues?|retenues?)"
    rf"|north star(?: metrics?)?|metriques? phares?"
    rf"|(?:objectives? and |objectifs? et )?(?:key results?|resultats? cles?)\b.*"
    rf"|(?:service|support|response time) targets?|(?:cibles?|niveaux?|engagements?) de service|service levels?"
    rf"|(?:service level objectives?|objectifs? de niveau de service|slos?)(?: and .*| et .*)?"
    rf")\Z"
)
_ABBREVIATED = re.compile(r"\b(?:kpis?|okrs?)\b")
_REPORTED = re.compile(
    rf"{_LEAD}(?:metrics?|metriques?|mesures?|statistics|statistiques|chiffres? cles?|figures|results|resultats|(?:pilot|project|impact|"
    rf"hypothesis) (?:results?|summary|metrics)"
    rf"|(?:metrics|statistics|statistiques|resultats) (?:of|for|de|du|des|\d).*|resultats? \d{{4}}.*|impact(?: summary)?|.{{1,60}} (?:impact "
    rf"summary|pilot results?))\Z"
)
_TECHNICAL = re.compile(
    r"\b(?:benchmarks?|load test\w*|test de charge|tests de charge|lighthouse|(?:code|test) coverage|couverture (?:de tests?|du code)|k6|"
    r"jmeter|gatling|profiling|web vitals|latency test|applicative|application performance|apm)\b"
)


def announces(title: str) -> bool:
    """Whether a title announces performance indicators: « Nos indicateurs clés », "Key results", "KPIs"; a progress indicator of a screen is none."""
    plain = " ".join(words(title))[:160]
    return bool(_ABOUT.match(plain) or _ABBREVIATED.search(plain))


def reports(title: str) -> bool:
    """Whether a title may stand over reported figures: "Metrics", « Résultats 2025 »."""
    return bool(_REPORTED.match(" ".join(words(title))[:160]))


def is_technical(title: str) -> bool:
    """Whether a title or a path is about tests of the software rather than about the service: benchmarks, load tests, coverage."""
    return bool(_TECHNICAL.search(" ".join(words(title[:200]))))


_DATA = re.compile(
    r"\b(?:datasets?|data sets?|data dictionar\w+|data catalog\w*|codebook|jeux? de donnees|dictionnaires? (?:de|des) donnees|"
    r"dictionnaire de variables|catalogue (?:de|des) donnees|(?:data|variable|column|field) descriptions?|"
    r"description des (?:donnees|variables|colonnes|champs))\b"
)


def is_of_data(title: str) -> bool:
    """Whether a title or a path is about data that are published or used, whose columns may well be called indicators."""
    return bool(_DATA.search(" ".join(words(title[:200]))))


_READER = re.compile(r"\b(?:you|your|yours|vous|votre|vos|tu|ton|tes)\b", re.IGNORECASE)
_TEAM = re.compile(r"\b(?:we|our|ours|us|nous|notre|nos|on)\b", re.IGNORECASE)
_SAMPLES = re.compile(
    r"\b(?:exemples? d ?indicateurs?|exemples? de (?:kpis?|metriques|mesures)|(?:example|sample)s? (?:of )?(?:kpis?|indicators?|metrics|"
    r"measures)|indicateurs? obligatoires?"
    r"|mandatory (?:kpis?|indicators?))\b"
)
_SAMPLE_LINE = re.compile(r"^[ \t>*_-]{0,8}(?:exemples?|examples?)\b[^:\n]{0,30}:", re.IGNORECASE | re.MULTILINE)
ADDRESSED = 3
"""So many words to the reader, and more than of the team itself, make a guide for others of a text."""


def is_guidance(body: str) -> bool:
    """Whether a text tells others how to choose indicators, rather than which ones this service has: "your service", « exemples d’indicateurs »."""
    shown = body[:20_000]
    reader = len(_READER.findall(shown))
    samples = bool(_SAMPLES.search(" ".join(words(shown)))) or len(_SAMPLE_LINE.findall(shown)) > 1
    return samples or (reader >= ADDRESSED and reader > len(_TEAM.findall(shown)))


# --- what an item that measures looks like ---------------------------------------------------------------------------------------------------

_MEASURES = re.compile(
    r"(?:(?:the|le|la|les|l|un|une|a|an|raw|total|average|median|mean|overall|time to|moyenne|mediane|moyen|\d{1,3}th percentile|augmentation|"
    r"augmenter|increase|increasing|"
    r"decrease|decreasing|reduction|reduire|reduce|diminution|diminuer|hausse|baisse|evolution|amelioration|improve\w*|l evolution|in|of|de|"
    r"du|des|d|la|le|volume) ){0,4}"
    r"(?:nombre|nb|number|count|taux|rate|ratio|part|pourcentage|proportion|percent\w*|pct|share|delais?|temps|duree|time|duration|minutes?|"
    r"score|note|niveau|level|satisfaction|"
    r"nps|csat|sus|cout|couts|cost|costs|frequence|frequency|volume|montant|amount|disponibilite|availability|uptime|latence|latency|"
    r"completion|achevement|adoption|usage|use|"
    r"utilisation|abandon\w*|conversion\w*|retention|recours|frequentation|engagement|progress|visit\w*|visiteurs?|utilisateurs|users|usagers|"
    r"response|resolution|digital take up|"
    r"delay|backlog|throughput|errors?|erreurs?|plaintes?|complaints?|appels?|calls|tickets|first contact)\b"
)
_FIGURE = re.compile(
    r"(?<![\w.])\d[\d\s.,\u00a0\u202f]{0,15}(?:%|percent|pour cent|minutes?|min\b|hours?|heures?|h\b|days?|jours?|seconds?|secondes?|k\b|m\b|"
    r"€|\$|/ ?(?:5|10|100)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?<![\w.])\d[\d\s.,\u00a0\u202f]{0,15}(?![\w.])")
_TREND = re.compile(r"\b(?:increases?|decreases?|improves?|augmente|diminue)\Z")


def measures(item: str) -> bool:
    """Whether a list item names something that is counted or timed: « Taux d’abandon », "number of applications per month"."""
    plain = " ".join(words(item))[:300]
    return bool(_MEASURES.match(plain)) or plain[:1] == "%" or item.lstrip(" *_").startswith("%") or bool(_TREND.search(plain))


_KEPT = re.compile(
    r"\b(?:(?:is|are|was|were|be|being) (?:\w+ )?(?:stored|kept|retained|deleted|purged|erased)|stored (?:for|in)|kept for|retained for|retention|"
    r"stockee?s?|conservee?s?|conservation|supprimee?s?|effacee?s?|detruite?s?)\b"
)


def has_figure(item: str) -> bool:
    """Whether a line reports a figure with its unit: `84 % used a smartphone`. How long data are kept is no figure of a service's performance."""
    return bool(_FIGURE.search(item[:600])) and not _KEPT.search(" ".join(words(item[:600])))


_TERM = re.compile(
    r"\b(?:within|under|less than|in|at most|en moins de|sous|dans les|au plus|dans un délai de|d[’']ici) "
    r"(?:an?|\d{1,4})[ \u00a0\u202f](?:working |business |calendar )?(?:minutes?|hours?|days?|weeks?|months?|heures?|jours?|semaines?|mois)\b",
    re.IGNORECASE,
)


def has_term(item: str) -> bool:
    """Whether an item says within what time something is done: "First response: within 2 working days"."""
    return bool(_TERM.search(item[:600]))


def has_number(item: str) -> bool:
    return bool(_COUNTED.search(item[:600]))


# --- directions and units told by words ------------------------------------------------------------------------------------------------------

_UP = re.compile(
    r"(?:^|\b(?:to|d |l ))(?:increase|increasing|grow|growth|augmenter|augmentation|accroitre|hausse|raise)\b|\b(?:increases|augmente|grows)\Z"
)
_DOWN = re.compile(
    r"(?:^|\b(?:to|d |l ))(?:decrease|decreasing|reduce|reducing|reduction|reduire|diminuer|diminution|baisse|lower)\b|\b(?:decreases|diminue|"
    r"falls)\Z"
)


def direction_of(name: str) -> str | None:
    """Where a name says that the value should go: "Completion rate increases" → `up`; None when it does not say."""
    plain = " ".join(words(name))[:300]
    up, down = bool(_UP.search(plain)), bool(_DOWN.search(plain))
    return None if up == down else "up" if up else "down"


_COUNTS = re.compile(
    r"\b(?:nombre|nb|number|count|counts|taux|rate|ratio|pourcentage|percent|percentage|proportion|part|share|score|nps|csat|sus|note)\b"
)


def tells_unit(name: str) -> bool:
    """Whether a name says by itself what its values are: counts, rates and scores do, a delay has to be in days or in hours."""
    return bool(_COUNTS.search(" ".join(words(name))[:300])) or "%" in name[:300]


# --- periods ---------------------------------------------------------------------------------------------------------------------------------

_VALUE_WORDS = frozenset(
    "resultat resultats valeur valeurs mesure mesures mesuree realise realisee reel reelle obtenu obtenue atteint atteinte constate "
    "constatee actual actuals value values result results "
    "measured measurement achieved realised realized in en au a fin end of year annee ye".split()
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january jan janv", "fevrier february feb fevr", "mars march mar", "avril april apr avr", "mai may", "juin june jun",
            "juillet july jul juil", "aout august aug",
            "septembre september sep sept", "octobre october oct", "novembre november nov", "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_QUARTER = re.compile(r"[tq]([1-4])\Z")
_YEAR = re.compile(r"(?:19|20)\d{2}\Z")


class Period(NamedTuple):
    """First and last day, `YYYY-MM-DD`."""

    start: str
    end: str


def period(title: str) -> Period | None:
    """The year, quarter, month or day that a title such as « Résultats T2 2026 » stands for; None when it says anything else."""
    left = [word for word in words(title[:80]) if word not in _VALUE_WORDS]
    years = [word for word in left if _YEAR.match(word)]
    if len(years) != 1 or len(left) > 3:
        return None
    rest = [word for word in left if word != years[0]]
    return _part(int(years[0]), rest)


def _part(year: int, rest: list[str]) -> Period | None:
    if not rest:
        return _months(year, 1, 12)
    quarter = _QUARTER.match(rest[0])
    if quarter and len(rest) == 1:
        return _months(year, 3 * int(quarter[1]) - 2, 3 * int(quarter[1]))
    month = _MONTHS.get(rest[0]) or (int(rest[0]) if rest[0].isdecimal() and 1 <= int(rest[0]) <= 12 else None)
    if month is None:
        return None
    if len(rest) == 1:
        return _months(year, month, month)
    last = monthrange(year, month)[1]
    if not rest[1].isdecimal() or not 1 <= int(rest[1]) <= last:
        return None
    day = f"{year:04d}-{month:02d}-{int(rest[1]):02d}"
    return Period(day, day)


def _months(year: int, first: int, last: int) -> Period:
    return Period(f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{monthrange(year, last)[1]:02d}")


def says(text: str) -> int:
    """How many words a text has, for telling a definition from a placeholder of one word."""
    return len(set(words(text[:2000])))


def same(left: str, right: str) -> bool:
    return fold(left).strip(" *_") == fold(right).strip(" *_")
