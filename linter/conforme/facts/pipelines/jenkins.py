"""Jenkinsfiles: Groovy, of which the shell steps, the triggers and the shared steps are read."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers

_SHELL = re.compile(r"\b(?:sh|bat|powershell|pwsh)\b[ \t(]{0,8}(?:script[ \t]{0,4}:[ \t]{0,4})?('''|\"\"\"|'|\")")
_CALL = re.compile(r"^[ \t]{0,80}([a-zA-Z][\w.]{2,60})[ \t]{0,4}[({'\"]", re.MULTILINE)
_CRON = re.compile(r"\b(?:cron|parameterizedCron)[ \t(]{1,8}['\"]{1,3}([^'\"\n]{1,80})")
_COMMENT = re.compile(r"^[ \t]{0,80}//.{0,2000}$", re.MULTILINE)
_LIBRARY = re.compile(r"@Library\(['\"]([^'\"\n]{1,80})['\"]")
LIMIT = 2000


def read(path: str, text: str) -> Pipeline | None:
    """The pipeline; None when the text is no Groovy pipeline. A Jenkinsfile is run for each change by the server that it was given to."""
    bare = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    if not re.search(r"\b(?:pipeline|node|stage|with\w{0,20}Pipeline|buildPlugin|library)\b|@Library\b", bare):
        return None
    steps = _shell(bare) + _calls(bare)
    if not steps:
        return None
    crons = tuple(found.strip() for found in _CRON.findall(bare))
    nightly = () if crons or "nightly" not in path.rsplit("/", 1)[-1].lower() else ("nightly",)
    job = Job("pipeline", 1, tuple(sorted(steps, key=lambda step: step.line)))
    return Pipeline(
        "jenkins", path, Triggers(push=not nightly, pull_request=not nightly, schedule=crons or nightly), (job,), tuple(_LIBRARY.findall(bare))
    )


def _shell(text: str) -> list[Step]:
    found = []
    for match in list(_SHELL.finditer(text))[:LIMIT]:
        end = text.find(match[1], match.end())
        command = text[match.end() : end if end >= 0 else match.end() + 500].strip()
        if command:
            found.append(Step("run", command, text.count("\n", 0, match.start()) + 1))
    return found


_NOISE = frozenset(
    """pipeline node stage stages steps agent when if else for while def return post always success failure environment options parameters
    triggers tools script parallel catch try finally sh bat echo dir properties println switch not branch anyOf allOf expression input cron""".split()
)


def _calls(text: str) -> list[Step]:
    names = [match for match in list(_CALL.finditer(text))[:LIMIT] if match[1] not in _NOISE]
    return [Step("uses", match[1], text.count("\n", 0, match.start(1)) + 1) for match in names]
