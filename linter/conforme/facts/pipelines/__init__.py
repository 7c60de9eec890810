"""CI pipelines, of the systems that public services use, as one small value: what starts them and what they do.

`document.fact(pipelines.parse)` reads a file by its place and its content; `scripts` and `expand` follow a command to what it stands for.
"""

from __future__ import annotations

from collections.abc import Callable

from conforme.facts import regex as re
from conforme.facts.pipelines.commands import Scripts, expand, scripts
from conforme.facts.pipelines.gather import Gathered, Run, gather
from conforme.facts.pipelines.model import Job, Pipeline, Step, Triggers, pinned
from conforme.facts.structured import Node
from conforme.repo import Document

__all__ = [
    "GLOBS",
    "NAMES",
    "Gathered",
    "Job",
    "Pipeline",
    "Run",
    "Scripts",
    "Step",
    "Triggers",
    "expand",
    "gather",
    "parse",
    "pinned",
    "scripts",
    "system_of",
]

NAMES = (
    "Jenkinsfile", "Jenkinsfile_CNP", "Jenkinsfile_nightly", "/.gitlab-ci.yml", "/.travis.yml", "/bitbucket-pipelines.yml", "/.drone.yml",
    "/.woodpecker.yml", "/appveyor.yml", "/.appveyor.yml", "buildspec.yml", "buildspec.yaml", "cloudbuild.yaml", "cloudbuild.yml", "/.cirrus.yml",
)  # fmt: skip
GLOBS = (
    ".github/workflows/*.yml", ".github/workflows/*.yaml", ".gitlab/**/*.yml", "**/*.gitlab-ci.yml", "**/*azure-pipeline*.yml",
    "**/*azure-pipeline*.yaml", ".azure*/**/*.yml", ".pipelines/**/*.yml", ".devops/**/*.yml", "**/azure/*.yml", "**/azure/*.yaml",
    ".circleci/**/*.yml",
    ".woodpecker/*.yml", ".buildkite/*.yml", ".tekton/*.yaml", ".tekton/*.yml", "ci/*pipeline*.yml", ".semaphore/*.yml", "**/*.jenkinsfile",
)  # fmt: skip
"""Where pipelines lie, for a finder's card to copy: a card is data and cannot refer to this."""

_SYSTEMS = (
    ("github", r"(?:.*/)?\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|actions/.+)\.ya?ml"),
    ("gitlab", r"(?:.*/)?(?:[^/]*\.gitlab-ci\.ya?ml|\.gitlab/.+\.ya?ml|\.gitlab-ci/.+\.ya?ml)"),
    ("circleci", r"(?:.*/)?\.circleci/.+\.ya?ml"),
    ("travis", r"\.travis\.ya?ml"),
    ("bitbucket", r"bitbucket-pipelines\.ya?ml"),
    ("drone", r"(?:.*/)?(?:\.drone\.ya?ml|\.woodpecker[^/]*(?:/[^/]+)?\.ya?ml|\.woodpecker\.ya?ml)"),
    ("buildkite", r"\.buildkite/[^/]+\.ya?ml"),
    ("appveyor", r"\.?appveyor\.ya?ml"),
    ("codebuild", r"(?:.*/)?buildspec[^/]*\.ya?ml"),
    ("cloudbuild", r"(?:.*/)?cloudbuild[^/]*\.ya?ml"),
    ("semaphore", r"\.semaphore/[^/]+\.ya?ml"),
    ("cirrus", r"\.cirrus\.ya?ml"),
    ("jenkins", r"(?:.*/)?(?:jenkinsfile[^/]*|[^/]+\.jenkinsfile)"),
    ("azure", r"(?:.*/)?(?:[^/]*azure[^/]*/.+|[^/]*azure-?pipelines?[^/]*|\.pipelines/.+|\.devops/.+)\.ya?ml"),
)
_BY_PATH = tuple((name, re.compile(pattern + r"\Z", re.DOTALL)) for name, pattern in _SYSTEMS)


def system_of(path: str) -> str:
    """The system that the place of a file tells, "" when only its content can."""
    folded = path.lower()
    if not folded.endswith((".yml", ".yaml")) and "jenkinsfile" not in folded:  # most names of a tree: no need to try each system
        return ""
    return next((name for name, pattern in _BY_PATH if pattern.match(folded)), "")


def parse(document: Document) -> Pipeline | None:
    """The pipeline of a document; None when it is none. Raises Unreadable, and Invalid for YAML that cannot be read."""
    from conforme.facts import structured
    from conforme.facts.pipelines import jenkins

    system = system_of(document.path)
    if system == "jenkins":
        return jenkins.read(document.path, document.text)
    root = document.fact(structured.parse_loose)
    if system == "gitlab" and set(root.fields()) == {"spec"}:
        root = structured.parse_all(document)[-1]  # the inputs of the pipeline come first, as a document of their own
    return _of(system, document.path, root)


def _of(system: str, path: str, root: Node) -> Pipeline | None:
    readers = _readers()
    chosen = [readers[system]] if system else [readers[name] for name in ("azure", "concourse", "tekton")]
    return next((found for read in chosen if (found := read(path, root)) is not None), None)


def _readers() -> dict[str, Callable[[str, Node], Pipeline | None]]:
    from conforme.facts.pipelines import azure, github, gitlab, others

    flat = others.flat
    return {
        "github": github.read,
        "gitlab": gitlab.read,
        "azure": azure.read,
        "circleci": others.circleci,
        "bitbucket": others.bitbucket,
        "drone": others.drone,
        "concourse": others.concourse,
        "tekton": others.tekton,
        "travis": lambda path, root: flat("travis", path, root, ("language", "script", "jobs", "matrix", "install")),
        "buildkite": lambda path, root: flat("buildkite", path, root, ("steps",)),
        "appveyor": lambda path, root: flat("appveyor", path, root, ("build_script", "test_script", "install", "image")),
        "codebuild": lambda path, root: flat("codebuild", path, root, ("phases",)),
        "cloudbuild": lambda path, root: flat("cloudbuild", path, root, ("steps",)),
        "semaphore": lambda path, root: flat("semaphore", path, root, ("blocks",)),
        "cirrus": lambda path, root: flat("cirrus", path, root, tuple(root.fields())),
    }
