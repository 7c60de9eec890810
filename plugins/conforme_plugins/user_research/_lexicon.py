"""The words of user research, French and English: methods, people, and the titles that announce it. All compared folded."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts.text import fold, words

# --- methods


def _pattern(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


# fold() turns hyphens and dots into spaces, so that `in-depth` is read `in depth`.
_METHODS = {
    "usability-test": _pattern(
        r"usability (?:test|tests|testing|session|sessions|study|studies|round)", r"tests? d'utilisabilite",
        r"(?:tests?|essais?) (?:aupres d|avec d|d)?(?:es |')?utilisat\w+",
        r"(?:tests?|essais?) (?:aupres|avec) (?:des |de )?(?:usag\w+|personnes|citoyen\w+)", r"user test(?:s|ing)?",
        r"(?:un)?moderated (?:test|tests|testing|usability)", r"guerr?illa test\w*",
        r"(?:concept|prototype|content|copy|comprehension|highlighter|preference|first click|five second|think aloud)(?: strategy)? test(?:s|ing)?",
        r"tests? de (?:prototype|concept|comprehension|contenu)s?",
        r"essais? d'utilisabilite", r"hallway test\w*", r"usability", r"(?:un)?moderated \w+",
        r"utilisabilite", r"tested with \d+", r"testing with (?:users|people|participants)",
    ),
    "accessibility-test": _pattern(
        r"accessibility test(?:s|ing)?(?: with users)?", r"tests? d'accessibilite (?:avec|aupres)[\w ']{0,40}",
        r"assistive tech\w* (?:user )?test\w*",
    ),
    "interview": _pattern(
        r"interviews?", r"interviewed", r"interviewing", r"entrevues?", r"entretiens?", r"user (?:calls|conversations)", r"one to ones?",
    ),
    "survey": _pattern(r"surveys?", r"surveyed", r"sondages?", r"questionnaires?", r"polls?", r"enquetes?"),
    "focus-group": _pattern(r"focus groups?", r"groupes? de discussion", r"groupes? temoins?"),
    "workshop": _pattern(r"(?:co design |codesign |research )?workshops?", r"ateliers?", r"co ?creation", r"co ?design(?: sessions?)?"),
    "observation": _pattern(
        r"observations?", r"observed", r"shadowing", r"contextual (?:inquiry|enquiry|inquiries|research)",
        r"field (?:visits?|studies|study|research|work)", r"fieldwork", r"site (?:visits?|tours?)", r"on ?site(?= tours?| visits?| \W{0,3} ?observ)",
        r"ethnograph\w*",
        r"observation (?:terrain|participante|in situ)", r"visites? (?:de |sur le )?terrain", r"immersion",
    ),
    "diary-study": _pattern(r"diary stud(?:y|ies)", r"journal(?:aux)? de bord", r"etude de journal"),
    "card-sorting": _pattern(r"card sort(?:s|ing)?", r"tri(?:s)? (?:de|par) cartes?", r"tree test(?:s|ing)?", r"tests? d'arborescence"),
    "analytics-test": _pattern(r"a b test(?:s|ing)?", r"tests? a b", r"multivariate test\w*"),
    "pilot": _pattern(r"pilots?", r"projets? pilotes?"),
    "journey-mapping": _pattern(r"journey mapping", r"cartographie d[eu]s? parcours"),
}  # fmt: skip


def methods(text: str) -> tuple[str, ...]:
    """The research methods that a text names, in the order of the table."""
    folded = fold(text[:20_000]).replace("/", " ")
    return tuple(name for name, pattern in _METHODS.items() if pattern.search(folded))


# --- people

NOUNS = (
    r"participants?|participantes?|users?|utilisateurs?|utilisatrices?|usagers?|usageres?|people|persons?|personnes?|individuals?|individus?|"
    r"respondents?|repondants?|repondantes?|"
    r"interviewees?|testers?|testeurs?|testeuses?|citoyens?|citoyennes?|citizens?|clients?|clientes?|customers?|volunteers?|benevoles?|informateurs?"
)
_TOTAL = re.compile(
    rf"(?:(?:{NOUNS}|en tout|au total|in total|total|overall|interviews?|entrevues?|entretiens|sessions?|seances?|usability|tests?|were|"
    rf"interviewed|rencontree?s|interrogee?s|research|recherche|"
    r"took|part|who|des|of|de|la|le|the|et|and|externes?|external|unique|different|ont|participe|participated|recruited|directly|engaged)(?: |\Z))+\Z"
)
_SPOKE = re.compile(
    r"\b(?:participants?|participantes?|respondents?|interviewees?|repondants?|repondantes?|testers?|testeurs?)\b"
    r"|\b(?:most|some|many|all|one|few|several|two|three|four|five|six|\d{1,3}) (?:\w+ ){0,2}(?:users?|people|caseworkers?|clients?|customers?|"
    r"citizens?|teams?)\b"
    r"|\b(?:users?|people) (?:\w+ )?(?:found|felt|said|told|struggled|understood|wanted|expected|appreciated|preferred|liked|looked|thought|"
    r"were able|were unable|did not|didn't|needed|noticed|missed)\b"
    r"|\b(?:utilisateurs?|utilisatrices|usagers|personnes|citoyens|citoyennes) (?:\w+ )?(?:ont|trouvent|disent|comprennent|cherchent|hesitent|"
    r"s'attendent|veulent|souhaitent|n'ont)\b"
    r"|\b(?:la plupart|plusieurs|certain(?:e?s)|toutes?|tous|une majorite) (?:des |les |de )?(?:utilisat\w+|usag\w+|personnes|citoyen\w+)\b"
)  # fmt: skip


def is_total(noun: str) -> bool:
    """Whether a noun only says « people » (`users in total`), so that its number is a total and not a segment's."""
    return bool(_TOTAL.match(fold(noun).strip() or "people"))


def speaks_of_people(text: str) -> bool:
    """Whether a text tells what people did, said or were."""
    return bool(_SPOKE.search(fold(text[:20_000])))


_DISABILITY = _pattern(
    r"screen ?readers?", r"assistive tech\w*", r"accessibility needs?", r"access needs?", r"disabilit(?:y|ies)", r"disabled",
    r"impair(?:ed|ment|ments)", r"blind", r"deaf", r"neurodiver\w+", r"dyslexi\w+",
    r"lecteurs? d'ecran", r"technologies? d'assistance", r"aides? techniques?", r"handicap\w*", r"deficien\w+", r"aveugles?", r"malvoyant\w*",
    r"sourdes?", r"sourds?", r"malentendant\w*",
    r"limitations? (?:fonctionnelles?|visuelles?|auditives?|motrices?)", r"incapacites?", r"besoins d'accessibilite", r"nvda", r"jaws",
    r"voiceover", r"talkback", r"zoomtext",
)  # fmt: skip


def names_disability(text: str) -> bool:
    """Whether a text says that people with a disability, or who use assistive technology, took part."""
    return bool(_DISABILITY.search(fold(text[:20_000])))


_AUTHOR = re.compile(
    r"\W{0,6}(?:by|written by|prepared by|authors?|researchers?|facilitators?|moderators?|par|redige par|prepare par|anime par|auteurs?|auteures?|"
    r"autrices?|chercheurs?|chercheuses?|animateurs?|animatrices?)\b"
)


def names_an_author(line: str) -> bool:
    """Whether a line says who did the research: the team's own address is no participant's."""
    return bool(_AUTHOR.match(fold(line[:200])))


# --- titles

_STRONG = _pattern(
    r"user ?research", r"ux research", r"design research",
    r"research (?:plan|findings?|report|notes?|summary|insights|methodology|session|sessions|round)", r"usability",
    r"user (?:test|tests|testing|interview|interviews)",
    r"(?:test|testing) with users", r"recherches? (?:aupres|utilisat\w+|ux|usag\w+|d'experience)",
    r"(?:plan|rapport|constats|protocole|resultats) de (?:la )?recherche",
    r"(?:tests?|essais?) (?:utilisat\w+|d'utilisabilite|usagers?)", r"(?:tests?|essais?) (?:aupres|avec) (?:des |de )?(?:utilisat\w+|usag\w+)",
    r"utilisabilite", r"entrevues?", r"interviews? (?:with|notes|findings|summary)",
    r"user interviews?", r"entretiens? (?:utilisat\w+|usag\w+|semi|avec|aupres)", r"focus groups?", r"groupes? de discussion", r"discovery research",
    r"concept testing", r"accessibility testing", r"diary study",
    r"enquete (?:utilisat\w+|usag\w+|terrain)",
)  # fmt: skip
_WEAK = _pattern(r"research", r"recherches?", r"interviews?", r"entretiens?", r"user", r"ux", r"learnings", r"findings", r"insights", r"pilot")
_PLAN = _pattern(
    r"(?:research|testing|test|interview|usability) (?:and \w+ )?(?:plan|protocol)",
    r"plan (?:de|d'|for|of|pour)(?: la| les| le| l'| user| the)*(?: ?)(?:recherche|essais|tests?|research|testing|usability|entrevues|utilisateurs)",
    r"plan (?:ux|recherche)", r"protocole (?:de|d')(?: ?)(?:recherche|test|entrevue|essai)", r"plan", r"protocole", r"protocol",
    r"discussion guide", r"guide d'(?:entrevue|entretien)", r"interview guide", r"test script",
)  # fmt: skip
_PERSONA = _pattern(r"personas?", r"proto personas?")
_JOURNEY = _pattern(
    r"(?:user|customer|citizen|client|service) journeys?", r"journey maps?", r"experience maps?", r"service blueprints?",
    r"parcours (?:de l'|des |de la |du |d'un |d'une )?(?:utilisat\w+|usag\w+|client\w*|citoyen\w*)",
    r"cartes? (?:de parcours|d'experience)",
)  # fmt: skip
_BLANK = _pattern(r"template", r"templates", r"gabarits?", r"modele vierge", r"yyyy", r"aaaa")
_LEARNING = _pattern(
    r"findings?", r"learnings?", r"learned", r"learnt", r"insights?", r"what work(?:s|ed) well", r"what (?:did not|didn't) work",
    r"key (?:headlines|takeaways)", r"constats?", r"apprentissages", r"enseignements",
    r"ce que nous avons (?:appris|observe|entendu)",
)  # fmt: skip


def names_research(title: str) -> bool:
    """Whether a title or a path says « research » in so many words."""
    return bool({"research", "recherche", "recherches"}.intersection(words(title)))


def is_learning(title: str) -> bool:
    """Whether a title announces what was learned from people, which « results » alone does not."""
    return bool(_LEARNING.search(fold(title[:400])))


_GUIDE_TITLE = _pattern(
    r"how to", r"comment", r"your", r"vos", r"votre", r"guides?", r"guidelines", r"tips", r"conseils", r"bonnes pratiques", r"best practices",
    r"boite a outils", r"toolkit", r"101", r"getting started",
    r"get involved", r"take part", r"sign up", r"participez", r"devenir",
)  # fmt: skip
_INFINITIVE = re.compile(
    r"(?:tester|prioriser|realiser|preparer|mener|conduire|recruter|analyser|auditer|mesurer|faire|utiliser|choisir|organiser|planifier|rediger|reussir|"
    r"comprendre|construire|s'entretenir)\b"
)
_ADDRESS = re.compile(r"\b(?:you|your|yourself|vous|vos|votre)\b")
_QUOTED = re.compile(r"[‘’“«\"][^‘’“”«»\"]{1,80}[‘’”»\"]")  # « ‘Check your questions’ » is the name of a page that was tested
ADDRESSED = 0.02  # notes that quote people stay under half of this; guides and scripts are over it


def is_guide(title: str, text: str) -> bool:
    """Whether a text tells its reader how to do research, rather than what research found."""
    spoken, folded = fold(_QUOTED.sub(" ", title[:400])), fold(text[:100_000])
    if _GUIDE_TITLE.search(spoken) or _INFINITIVE.match(spoken):
        return True
    return len(_ADDRESS.findall(folded)) > max(8, ADDRESSED * len(folded.split()))


class Topic(NamedTuple):
    """What a title, a path or a name announces."""

    strong: bool
    weak: bool
    plan: bool
    persona: bool
    journey: bool
    template: bool


def topic(title: str) -> Topic:
    """What `title` announces; a path is read as words."""
    folded = " ".join(words(title[:400]))
    spoken = fold(title[:400]).replace("/", " ").replace("’", "'")
    return Topic(*(bool(pattern.search(spoken) or pattern.search(folded)) for pattern in (_STRONG, _WEAK, _PLAN, _PERSONA, _JOURNEY, _BLANK)))
