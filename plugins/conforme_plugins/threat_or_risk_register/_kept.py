"""Pages in which risks are not the service's: a decision, one change, a prompt for a tool, a book on method."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts import text
from conforme.facts.markdown import Page

_FOLDERS = frozenset(
    """adr adrs decision decisions decision-records decision_records architecture-decisions architectural-decisions rfc rfcs proposal proposals
    propositions plans prd prds stories epics sprints tickets changes features design-docs tech-memos technical-memos memos
    feature-design feature-designs spikes discussion-topics tasks prompts skills agents commands
    personas blog posts _posts news actualites postmortems post-mortems incidents meetings reunions minutes cours course courses training
    formation""".split()
)
_HIDDEN = frozenset((".claude", ".cursor", ".agents", ".skills", ".windsurf", ".codex", ".gemini", ".opencode", ".specify", ".roo", ".kiro"))
_NUMBERED = re.compile(r"(?:adr|rfc|prd)?[-_ ]?\d{2,5}[-_ ]|(?:adr|rfc|prd)[-_ ]|\d{4}-\d{2}-\d{2}[-_ ]")
_DECIDED = frozenset(
    word.strip()
    for word in """decision|decisions|la decision|considered options|options considered|options considerees|options envisagees|
    alternatives considered|alternatives|decision drivers|decision outcome|context and problem statement|contexte et enonce du probleme|
    moteurs de decision|resultat de la decision|rationale|rollback plan|plan de retour arriere|acceptance criteria|definition of done|
    criteres d acceptation|success criteria|implementation plan|plan d implantation|out of scope|files to modify|tasks|
    user stories""".replace("\n", " ").split("|")
)
# The design of one part, or of one move: its risks end with it (« Go parser integration plan », `object_pooling_design`).
_DESIGN = re.compile(
    r"\b(?:(?:integration|migration|refactor\w{0,6}|rollout|cutover|upgrade|adoption|decommission\w{0,3}|architecture)"
    r" (?:plan|proposal|strategy|memo)"
    r"|(?:architecture|technical|component|feature) (?:specification|proposal|memo)|(?:design|technical|tech) (?:doc|document|memo|proposal|spec)"
    r"|design\Z|plan (?:d'integration|de migration|de refonte|de bascule|d'architecture)|note (?:de conception|technique)"
    r"|specification (?:technique|d'architecture)|dossier de conception)\b"
)
_DECIDERS = frozenset(("deciders", "decision makers", "decideurs", "decideuses", "proposed by"))


def is_of_one_change(page: Page, dedicated: bool) -> bool:
    """Whether the page is about one decision or one change; a page that is about risks themselves may stand among plans, not among decisions."""
    *folders, base = [part.lower() for part in page.path.split("/")]
    if _HIDDEN.intersection(folders):
        return True
    titles = {" ".join(text.words(section.title)) for section in page.sections}
    keys = {text.fold(key) for key in (page.front_matter.fields() if page.front_matter is not None else {})}
    decided = len(titles & _DECIDED) >= 2 or bool(keys & _DECIDERS) or "decision" in titles
    if dedicated and not decided:
        return bool({"adr", "adrs", "blog", "posts", "_posts", "skills", "prompts"}.intersection(folders))
    return decided or _is_design(page, base) or bool(_FOLDERS.intersection(folders)) or bool(_NUMBERED.match(base))


def _is_design(page: Page, base: str) -> bool:
    """Whether the name or the first title says that the page is the design of one part or of one move."""
    spoken = text.fold(base.rpartition(".")[0]).replace("_", " ")
    title = text.fold(page.sections[0].title) if page.sections else ""
    return bool(_DESIGN.search(spoken) or _DESIGN.search(title))
