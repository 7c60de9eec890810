"""What lets a user of the service say what he or she thinks of it: forms, links, issue templates, pages."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts import scan, text

_SURVEY = re.compile(
    r"https?://[^\s\"'<>]{0,120}(?:smartsurvey\.co|surveymonkey\.|qualtrics\.com|forms\.gle/|docs\.google\.com/forms|"
    r"forms\.office\.com|typeform\.com/to|tally\.so/|jedonnemonavis|voxusagers|touchpoints\.app|"
    r"limesurvey|survey\.skyra\.no|mopinion\.com|usabilla\.com|userback\.io|usersnap\.com|getfeedback\.com|/sondages?/|/surveys?/|/feedback\b|/retroaction)[^\s\"'<>]{0,200}|"
    r"touchpoints\.app\.cloud\.gov|\[\[?[^\]\n]{0,80}feedback[^\]\n]{0,40}\]\((?:https?:|mailto:)|"
    r"mailto:[^\"'\s>]{0,60}(?:feedback|retroaction|commentaire)[^\"'\s>]{0,80}|"
    r"mailto:[^\"'\s>]{1,80}\?subject=[^\"'>]{0,40}feedback",
    re.IGNORECASE,
)
_ANY_FORM = re.compile(r"forms\.gle|google\.com/forms|forms\.office|typeform|tally\.so", re.IGNORECASE)
_OPINION = re.compile(r"feedback|\bavis\b|satisf|survey|sondage|questionnaire|opinion|retour|commentaire|[ée]valu|improve|am[ée]lior", re.IGNORECASE)
AROUND = 300
_LINKED = re.compile(
    r"(?:href|to|url|path|action|link_to)\b\s{0,3}[=:(]?\s{0,3}[\"'{`]{0,2}[^\"'`\n>]{0,120}(?:feedback|retroaction|"
    r"satisfaction)[^\"'`\n>]{0,80}[\"'`}]|"
    r"\b(?:feedback|satisfaction_survey)_(?:path|url|link)\b|<[A-Za-z:.-]{0,30}(?:feedback|satisfaction)[\w.:-]{0,30}[\s/>]|"
    r"(?:render|include|component)\b[^\n]{0,60}(?:feedback|satisfaction)|"
    r"feedback[\w.-]{0,30}\.(?:html|vue)[\"']|id=[\"'](?:page-|site-)?feedback",
    re.IGNORECASE,
)
# Comments on one file or request, exchanged with those who handle it, say nothing of the service.
_OF_A_CASE = re.compile(r"(?:uuid|_id|\bpk|slug)\s{0,2}[=:]|[\w)]\.(?:uuid|pk)\b")
ARGUMENTS = 80
_ASKS = re.compile(
    r"(?:give|share|send|leave|provide|submit|with|your)\b[^\n<]{0,40}\bfeedback\b|\bfeedback\b[^\n<]{0,60}(?:help|improve|"
    r"welcome|form|link|survey)|(?:votre avis|vos commentaires|donner (?:son|mon|votre) avis|je donne mon avis|"
    r"faire un retour|"
    r"retour d.exp[ée]rience)|was this page (?:helpful|useful)|is this page (?:useful|helpful)|cette page vous a-t-elle|"
    r"report a (?:problem|bug)|signaler (?:un probl[èe]me|une erreur)|what did you think|how satisfied|"
    r"niveau de satisfaction",
    re.IGNORECASE,
)
# A link whose own words invite an opinion, wherever it leads.
_INVITES = re.compile(
    r"<a\b[^<>]{0,300}\bhref\b[^<>]{0,300}>[^<]{0,40}(?:votre avis|vos commentaires|mon avis|your feedback|give (?:us )?feedback|"
    r"what you think)[^<]{0,60}</a>",
    re.IGNORECASE,
)
_TEXT_AREA = re.compile(r"<textarea\b|(?:\b|_)text_area\b", re.IGNORECASE)
_MARKS = re.compile(r"<[^<>]{0,400}>|^[^<>]{0,400}>|<[^<>]{0,400}\Z")
_FORM = re.compile(
    r"<form\b|<textarea|form_(?:with|for|tag)|simple_form|<f\.form|\.form\b|<Form\b|textarea|<v-text|MudTextField|TextField|"
    r"onSubmit|handleSubmit|@submit|submit(?:Feedback|Comment)|rating|Button|radio|<input|govuk_text_area|iframe|"
    r"ModelForm|forms\.Form|FormView|post\s*\(|\bPOST\b|create|save",
    re.IGNORECASE,
)
# The word has another sense where a field, a component or a build tells how it went.
_OTHER_SENSE = re.compile(
    r"(?:in)?valid-feedback|feedback-(?:icon|message|invalid)|form-control-feedback|haptic|aria-live|form-feedback|"
    r"validation.?feedback|banner.?feedback|snackbar|notification.?feedback|FormFeedback",
    re.IGNORECASE,
)
_REACH = re.compile(r"mailto:|<form\b|form_(?:with|for|tag)|textarea|[\w.+-]{2,40}@[\w-]{2,40}\.[a-z.]{2,20}", re.IGNORECASE)
_ISSUE_NAME = re.compile(
    r"bug|bogue|anomal|feature|fonctionnalit|feedback|retroaction|suggestion|question|problem|support|enhancement|idea|incident|a11y|accessib",
    re.IGNORECASE,
)
_ISSUE_ASKS = re.compile(
    r"navegador|descri[çc][ãa]o do problema|descripci[óo]n del problema|passos para reproduzir|comportamento esperado|descrizione del problema|"
    r"passaggi per riprodurre|fehlerbeschreibung|erwartetes verhalten|schritte zum reproduzieren|verwacht gedrag|stappen om te reproduceren|"
    r"reproduc|reproduir|expected behavio|comportement attendu|actual behavio|screenshot|capture d|browser|navigateur|"
    r"describe the (?:bug|problem|solution|issue)|feature request|d[ée]cri(?:vez|re) (?:le|la|votre)|"
    r"what (?:were you|did you|happened)|what should have|is your feature request|propos|suggest|feedback|how can we help",
    re.IGNORECASE,
)
_ISSUE_TEAM = re.compile(
    r"acceptance criteria|crit[èe]res d.acceptation|definition of (?:done|ready)|jira|story points|sprint|onboard|offboard|"
    r"epic\b|user story|as a \[?\w{0,20}\]?, i want",
    re.IGNORECASE,
)


def link(body: str) -> int:
    """The line where a page or a catalogue leads to a survey or to a feedback form, 0 when none does."""
    for match in _SURVEY.finditer(body):
        # A host of forms also carries registrations and requests: the words around must speak of an opinion.
        around = body[max(0, match.start() - AROUND) : match.end() + AROUND]
        if not _ANY_FORM.search(match[0]) or _OPINION.search(around):
            return scan.line_at(body, match.start())
    for match in _LINKED.finditer(body):
        if not _OTHER_SENSE.search(match[0]) and not _OF_A_CASE.search(body, match.start(), match.end() + ARGUMENTS) and _ASKS.search(body):
            return scan.line_at(body, match.start())
    invited = scan.first(body, _INVITES)
    return invited.line if invited is not None else 0


def box(body: str) -> int:
    """The line where a page asks for an opinion next to a box to write it in, whatever the page is called; 0 when none does."""
    for place in _TEXT_AREA.finditer(body):
        around = body[max(0, place.start() - AROUND) : place.end() + AROUND]
        # What is asked stands in words, not in the names of classes and addresses.
        if _ASKS.search(_MARKS.sub(" ", around)) and not _OTHER_SENSE.search(around):
            return scan.line_at(body, place.start())
    return 0


def form(path: str, body: str) -> int:
    """The line of a form or component of that purpose, by its name and by what it holds; 0 when it is none."""
    if _OTHER_SENSE.search(path) or not _FORM.search(body):
        return 0
    place = scan.first(body, _ASKS)
    if place is not None:
        return place.line
    folded = text.fold(body[:20_000])
    return (
        1
        if re.search(r"\b(?:user ?)?feedback\w{0,20}\b|commentaires?|satisf", folded)
        and re.search(r"comment|message|rating|note|content|body|text", folded)
        else 0
    )


def contact(body: str) -> int:
    """The line where a contact page gives an address or a form, 0 when it gives none."""
    place = scan.first(body, _REACH)
    return place.line if place is not None else 0


def issue(path: str, body: str) -> bool:
    """Whether an issue template is for those who use the product: a problem met, a wish, an opinion."""
    base = path.rsplit("/", 1)[-1]
    return bool(_ISSUE_NAME.search(base) and _ISSUE_ASKS.search(body) and not _ISSUE_TEAM.search(body))
