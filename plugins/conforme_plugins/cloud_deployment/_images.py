"""Whether a Dockerfile makes the image that is shipped, or only one for development, tests or tools."""

from __future__ import annotations

from conforme.facts import regex as re

_FROM = re.compile(r"^FROM[ \t]", re.MULTILINE | re.IGNORECASE)
_BRINGS = re.compile(r"^(?:COPY|ADD)[ \t]", re.MULTILINE | re.IGNORECASE)
_RUNS = re.compile(r"^(?:CMD|ENTRYPOINT)[ \t]{1,8}(.{1,500})", re.MULTILINE | re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:^|/)(?:\.devcontainer|\.github|\.circleci|dev-tools|devtools|e2e|cypress|load[-_]testing|local|dev|testing[^/]*|[^/]*-tests?|tools?|"
    r"mocks?(?:-[\w-]{1,30})?|localstack|selenium|scripts?)/|"
    r"(?:dev|development|test|tests|testing|local|ci|storybook|lint|selenium|cypress|playwright|e2e|debug|docs|mkdocs|"
    r"plantuml|sample|example|vscode|gitpod|localdev|builder|local-dev|preview|pr)(?:\.dockerfile)?\Z",
    re.IGNORECASE,
)
_DEVELOPS = re.compile(
    r"livereload|live-reload|jekyll[\"', ]{1,8}serve|nodemon|(?:run|yarn|"
    r"pnpm)[\"', ]{1,8}(?:run[\"', ]{1,8})?(?:start:)?dev\b|webpack-dev-server|runserver|--reload\b|"
    r"vite[\"', ]{0,8}(?:--host|\]|\Z)|gatsby[\"', ]{1,8}develop|hugo[\"', ]{1,8}serve|ng[\"', ]{1,8}serve|"
    r"/bin/(?:ba)?sh[\"'\]]{0,3}\Z|sleep|tail[\"', ]{1,8}-f|mix phx\.server",
    re.IGNORECASE,
)


def ships(path: str, text: str) -> int:
    """The line of the last stage of an image that is shipped, 0 when it is none."""
    if _ASIDE.search(path) or path.lower().endswith((".dockerignore", ".md", ".sh", ".yml", ".yaml", ".json", ".txt")):
        return 0
    stages = [match.start() for match in _FROM.finditer(text)]
    if not stages:
        return 0
    runs = [match[1] for match in _RUNS.finditer(text)]
    if runs and _DEVELOPS.search(runs[-1].strip()):
        return 0
    # An image that only adds packages to another serves tools; one that brings files, or says what it runs, carries something of ours.
    return text.count("\n", 0, stages[-1]) + 1 if _BRINGS.search(text) or runs else 0
