"""What the steps of a pipeline amount to: checking, deploying, a preview, or housekeeping of the forge."""

from __future__ import annotations

from conforme.facts import placeholders
from conforme.facts import regex as re
from conforme.facts.pipelines import Step

CHECK = re.compile(
    r"\b(?:tests?|specs?|lint\w{0,6}|check\w{0,3}|jest|vitest|mocha|rspec|pytest|tox|nox|phpunit|mvnw?|gradlew?|ava|karma|cypress|playwright|"
    r"flake8|ruff|mypy|"
    r"rubocop|eslint|standard|credo|dialyzer|sbt|cargo|ctest|go vet|golangci|validate|verify|scan|audit|analy[sz]e|codeql|build)\b",
    re.IGNORECASE,
)
TEST = re.compile(
    r"[a-z]Tests?\b|\b(?:tests?|specs?|jest|vitest|mocha|rspec|pytest|tox|phpunit|cypress|playwright|verify|surefire|karma|xunit|behave|unittest)\b",
    re.IGNORECASE,
)
DEPLOY = re.compile(
    r"\b(?:deploy\w{0,8}|helm (?:upgrade|install)|kubectl (?:apply|set|rollout)|oc (?:apply|rollout|process|tag)|cf (?:push|zero)|"
    r"terraform (?:\S{1,40} )?apply|"
    r"ansible-playbook|ecs|cdk deploy|argocd app|eb deploy|git push (?:-f )?\S{0,20}(?:heroku|scalingo|dokku|clever)|heroku|scalingo|netlify|"
    r"vercel|gh-pages|"
    r"serverless deploy|az (?:webapp|containerapp)|gcloud (?:run|app)|flyctl|docker[ -]push|release)\b",
    re.IGNORECASE,
)
PREVIEW = re.compile(
    r"\b(?:previews?|review[-_ ]?apps?|deploy[-_ ]?preview|ephemeral|per[-_ ]?pr|chromatic|(?:pr|pull[-_ ]?request)[-_ ]env(?:ironment)?s?)\b",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"label|trello|\bstale\b|greet|first-interaction|add-to-project|auto-?assign|lock-threads|cla-assistant|slack|teams-notif|fetch-metadata|"
    r"auto-?merge|"
    r"pull-request-size|semantic-pull-request|assign-author|notify|close-issue|milestone|todo-to-issue|pr-title|review-reminder",
    re.IGNORECASE,
)
_SET_UP = re.compile(r"checkout|setup-|/cache|configure-|login|create-github-app-token|upload-artifact|download-artifact", re.IGNORECASE)
_ALONE = frozenset(
    "make rake pytest tox nox jest mocha mvn gradle ./gradlew ./mvnw phpunit rspec ctest yarn nosetests behave sbt mix tsc webpack".split()
)
_FIRST = re.compile(r"[A-Za-z0-9_./${(\[\"'@+!-]")


def works(step: Step, system: str) -> bool:
    """Whether a step does something: a command of several words or a known one, a thing that is used; a placeholder does nothing."""
    text = step.text.strip()
    if step.kind == "uses":
        return system == "jenkins" or bool(re.search(r"[/@:]", text))
    if not text or placeholders.is_hollow(text) or not _FIRST.match(text):
        return False
    return text in _ALONE or bool(re.search(r"[\s./(]", text))


def housekeeping(step: Step) -> bool:
    """Whether a step only keeps the forge tidy, or only prepares for others."""
    if step.kind == "uses":
        return bool(HOUSE.search(step.text) or _SET_UP.search(step.text))
    return bool(re.match(r"\s{0,8}(?:gh (?:pr|issue|label|trello|api)|echo|curl)\b", step.text)) and not CHECK.search(step.text)
