"""The pipelines that deploy or publish an image, and the places of hosting that the code names."""

from __future__ import annotations

from typing import NamedTuple

from conforme import Document
from conforme.facts import pipelines, scan
from conforme.facts import regex as re

_DEPLOYS = re.compile(
    r"terra(?:form|grunt)[^\n]{0,80}\bapply\b|setup-terraform|\bhelm(?:file)?[^\n]{0,80}\b(?:upgrade|install|sync|apply)\b|"
    r"\bkubectl[^\n]{0,80}\b(?:apply|set|rollout|patch)\b|"
    r"\boc[ \t][^\n]{0,60}\b(?:apply|process|rollout|start-build|tag|set)\b|\bcf[ \t]{1,4}(?:push|deploy)|cloud[- ]?gov|cg-cli-tools|cloud-?foundry|"
    r"\baws[ \t][^\n]{0,40}(?:ecs|cloudformation|s3 sync|s3 cp|lambda|deploy|elasticbeanstalk|eks)|amazon-e[ck]s|amazon-ecr|"
    r"\bcdk[ \t][^\n]{0,40}deploy|\bsam[ \t]deploy|"
    r"(?:serverless|sls)[ \t]deploy|\baz[ \t][^\n]{0,40}(?:webapp|containerapp|functionapp|deployment|acr)|"
    r"\bgcloud[ \t][^\n]{0,40}(?:run|deploy|functions|builds)|deploy-cloudrun|"
    r"azure/(?:webapps|functions|k8s|aks|container)[\w-]{0,40}|AzureWebApp|KubernetesManifest|HelmDeploy|"
    r"fly(?:ctl)?[ \t]deploy|heroku|scalingo|clever[ \t]deploy|"
    r"netlify[^\n]{0,40}deploy|actions-netlify|vercel|docker/(?:build-push|bake)-action[^\0]{0,2000}\npush: (?!false)|"
    r"docker[ \t][^\n]{0,200}\bpush\b|Docker@\d|buildAndPush|kaniko|buildah|\bskaffold[ \t]run|jib:build|"
    r"bootBuildImage[^\n]{0,200}--publishImage|buildx[ \t]bake[^\n]{0,200}--push|"
    r"argocd|eb[ \t]deploy|kamal[ \t]deploy|pulumi[ \t]up|copilot[^\n]{0,40}deploy|nais/deploy|nais/docker-build-push|"
    r"\bwithPipeline\b|kustomize[^\n]{0,40}(?:build|edit)|make[ \t][^\n]{0,60}deploy|"
    r"[\w./-]{0,40}deploy[\w-]{0,30}\.(?:sh|py|yml|yaml)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"actions/deploy-pages@|peaceiris/actions-gh-pages|github-pages-deploy-action|\bmkdocs gh-deploy\b|\bgh-pages[ \t]{1,4}-d\b|"
    r"cloudflare/pages-action",
    re.IGNORECASE,
)
# Images that a build tool makes without a Dockerfile.
_BUILT = re.compile(
    r"bootBuildImage[^\n]{0,200}--publishImage|spring-boot:build-image[^\n]{0,200}publish|\bjib:build\b|"
    r"gradlew?[ \t][^\n]{0,80}\bjib\b(?!DockerBuild)|"
    r"\bpack[ \t]build[^\n]{0,200}--publish|\bko[ \t](?:build|publish|apply|resolve)\b|/publish:?PublishContainer|\bnixpacks[ \t]build\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"scan|analysis|lint|remove|clean|codeql|e2e|anchore|trivy", re.IGNORECASE)
_CALLED = re.compile(r"deploy|release|docker|image|publish|build-push|terraform|helm", re.IGNORECASE)
_REGION = re.compile(
    r"(?<![\w-])(ca-central-1|ca-west-1|us-(?:gov-)?(?:east|west)-[12]|eu-(?:west|north|south|central)-[1-4]|ap-[a-z]{4,9}-[1-4]|sa-east-1|"
    r"canada[ ]?central|canada[ ]?east|uk[ ]?south|uk[ ]?west|(?:east|west|north|south|central) ?us ?[23]?|(?:west|north) ?europe|france ?central|"
    r"northamerica-northeast[12]|us-(?:central|east|west)[1-5]|europe-(?:west|north|central|southwest)[1-9][0-2]?|"
    r"fr-par(?:-\d)?|osc-fr1|ca-mon(?:-\d)?|ca-tor(?:-\d)?|bhs\d?)(?![\w-])",
    re.IGNORECASE,
)
# A region is also named by the host of what runs or is kept there.
_HOST = re.compile(
    r"(?<![\w-])(osc-[a-z]{2,6}\d|ca-central-1|ca-west-1|us-(?:east|west)-[12]|eu-(?:west|north|south|central)-[1-4]|ap-[a-z]{4,9}-[1-4]|"
    r"canadacentral|canadaeast)\.(?:scalingo\.com|amazonaws\.com|elb\.amazonaws|azurecontainerapps\.io|azurewebsites\.net|cloudapp\.azure)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"region|location|zone|[\"'=:][ \t]{0,3}\Z|az\b", re.IGNORECASE)


class Region(NamedTuple):
    """A region of a cloud, as its provider calls it, in lower case without spaces, and the line that names it."""

    name: str
    line: int


def deploys(document: Document) -> int:
    """The line where a pipeline deploys or publishes an image, 0 when it does not. Raises Unreadable and Invalid."""
    if _OTHER.search(document.path.rsplit("/", 1)[-1]):
        return 0
    pipeline = document.fact(pipelines.parse)
    if pipeline is None:
        return 0
    for step in pipeline.steps:
        if _DEPLOYS.search(f"{step.name}\n{step.words}"[:20_000]):
            return step.line
    return pipeline.line if any(_CALLED.search(call) for call in pipeline.calls) else 0


def builds(document: Document) -> int:
    """The line where a pipeline makes and publishes an image without a Dockerfile, 0 when it does not. Raises Unreadable and Invalid."""
    pipeline = document.fact(pipelines.parse)
    return next((step.line for step in pipeline.steps if _BUILT.search(step.words)), 0) if pipeline is not None else 0


def publishes(document: Document) -> int:
    """The line where a pipeline that a change starts puts a site of pages online, 0 when it does not. Raises Unreadable and Invalid."""
    pipeline = document.fact(pipelines.parse)
    if pipeline is None or not pipeline.triggers.on_change:
        return 0
    return next((step.line for step in pipeline.steps if _SITE.search(step.words)), 0)


def regions(text: str) -> tuple[Region, ...]:
    """The regions that the code names as such, comments left out, each once."""
    found: dict[str, Region] = {}
    lines = text.split("\n")
    for place in scan.places(text, _REGION):
        line = lines[place.line - 1]
        before = line[: line.find(place.text)]
        if _NAMED.search(before[-80:]) and not line.lstrip().startswith(("#", "//", "*", "--")):
            name = place.text.lower().replace(" ", "")
            found.setdefault(name, Region(name, place.line))
    for place in scan.places(text, _HOST):
        name = str(place.groups[0]).lower()
        found.setdefault(name, Region(name, place.line))
    return tuple(found.values())
