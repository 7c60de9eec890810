"""What describes a deployment, by content: the form and the line that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.facts import scan


class Form(NamedTuple):
    """`name`: container, helm, kubernetes, terraform, cloudformation, azure, platform, compose; `line` shows it."""

    name: str
    line: int


_TERRAFORM = re.compile(r'^\s{0,20}(?:resource[ \t]{1,4}"[\w-]{1,80}"[ \t]{1,4}"|module[ \t]{1,4}")', re.MULTILINE)
# What configures an account, a repository or a dashboard deploys nothing; what follows does.
_CLOUD = re.compile(
    r'resource[ \t]{1,4}"(?:aws|azurerm|azapi|google|openstack|kubernetes|helm|cloudfoundry|digitalocean|scaleway|ovh|docker|heroku|oci|'
    r'ibm|hcloud|exoscale|fly|vault|keycloak|argocd)_|module[ \t]{1,4}"',
    re.MULTILINE,
)
_WORKLOAD = re.compile(
    r"^kind:[ \t]{0,4}[\"']?(Deployment|StatefulSet|DaemonSet|CronJob|Job|DeploymentConfig|Service|Route|Ingress|Template|HelmRelease|Application|"
    r"ApplicationSet|BuildConfig|Rollout|ServiceInstance|Namespace|HTTPProxy|HorizontalPodAutoscaler|ContainerApp|AppRequest)\b|"
    r"^(?:- )?[ \t]{0,12}kind:[ \t]{0,4}[\"']?(?:Deployment|DeploymentConfig|StatefulSet|CronJob|Application)\b",
    re.MULTILINE,
)
_API = re.compile(r"^[ \t-]{0,12}apiVersion:[ \t]{0,4}\S", re.MULTILINE)
_CLOUDFORMATION = re.compile(r"AWSTemplateFormatVersion|Transform:[ \t]{0,4}[\"']?AWS::Serverless|\"?Type\"?:[ \t]{0,4}[\"']?AWS::[A-Z]\w{1,40}::")
_CHART = re.compile(r"^(?:name|version):[ \t]{0,4}[\w\"'{.-]", re.MULTILINE)
_PROCESS = re.compile(r"^[\w-]{1,40}:[ \t]{0,8}\S", re.MULTILINE)
_COMPOSE = re.compile(r"^services:", re.MULTILINE)
_BICEP = re.compile(r"^(?:resource|module)[ \t]{1,4}\w{1,80}[ \t]{1,4}'", re.MULTILINE)
_ARM = re.compile(r"schema\.management\.azure\.com/schemas/[\w-]{1,30}/(?:subscription|tenant|managementGroup)?[dD]eploymentTemplate")
_TASK = re.compile(r"\"containerDefinitions\"[ \t]{0,4}:")
_KUBE_JSON = re.compile(r"\"kind\"[ \t]{0,4}:[ \t]{0,4}\"(?:Deployment|DeploymentConfig|StatefulSet|CronJob|Template|Service|Route)\"")

_PLATFORMS: Mapping[str, re.Pattern[str]] = {
    "app.yaml": re.compile(r"^(?:runtime|env|service):[ \t]{0,4}\w|^[ \t]{0,4}kind:[ \t]{0,4}App", re.MULTILINE),
    "app.yml": re.compile(r"^(?:runtime|service):[ \t]{0,4}\w", re.MULTILINE),
    "app.json": re.compile(r'"(?:buildpacks|formation|addons|env|stack|dokku|healthchecks)"[ \t]{0,4}:[ \t]{0,4}[\[{"]'),
    "fly.toml": re.compile(r"^app[ \t]{0,4}=", re.MULTILINE),
    "netlify.toml": re.compile(r"^[ \t]{0,8}\[\[?(?:build|redirects|headers|context)", re.MULTILINE),
    "vercel.json": re.compile(
        r'"(?:version|builds|rewrites|routes|redirects|headers|regions|buildCommand|framework|cleanUrls|functions|crons)"[ \t]{0,4}:'
    ),
    "render.yaml": re.compile(r"^services:", re.MULTILINE),
    "scalingo.json": re.compile(r'"(?:name|formation|addons|env|scripts|stack)"[ \t]{0,4}:'),
    "dockerrun.aws.json": re.compile(r'"AWSEBDockerrunVersion"'),
    "wrangler.toml": re.compile(r"^(?:name|main|account_id)[ \t]{0,4}=", re.MULTILINE),
    "amplify.yml": re.compile(r"^(?:frontend|backend|applications):", re.MULTILINE),
    "appspec.yml": re.compile(r"^(?:hooks|resources|files):", re.MULTILINE),
    "azure.yaml": re.compile(r"^services:", re.MULTILINE),
    "skaffold.yaml": re.compile(r"^(?:build|deploy|manifests):", re.MULTILINE),
    "pulumi.yaml": re.compile(r"^runtime:", re.MULTILINE),
    "cdk.json": re.compile(r'"app"[ \t]{0,4}:'),
    "serverless.yml": re.compile(r"^provider:", re.MULTILINE),
    "serverless.yaml": re.compile(r"^provider:", re.MULTILINE),
    ".buildpacks": re.compile(r"https?://\S", re.MULTILINE),
    "static.json": re.compile(r'"root"[ \t]{0,4}:'),
}


def _by_pattern(name: str, pattern: re.Pattern[str]) -> Callable[[str], Form | None]:
    def form(text: str) -> Form | None:
        place = scan.first(text, pattern)
        return Form(name, place.line) if place is not None else None

    return form


def read(path: str, text: str) -> Form | None:
    """The form of deployment that a file describes (images apart); None when it describes none."""
    base = path.rsplit("/", 1)[-1].lower()
    if base in _PLATFORMS and (platform := _by_pattern("platform", _PLATFORMS[base])(text)):
        return platform
    if base == "chart.yaml":
        return _by_pattern("helm", _CHART)(text) if _API.search(text) else None
    if base.startswith("helmfile"):
        return _by_pattern("helm", re.compile(r"^(?:releases|helmfiles|bases|environments|repositories):", re.MULTILINE))(text)
    if base.startswith("kustomization"):
        return _by_pattern("kubernetes", re.compile(r"^(?:resources|bases|patches\w*|components|images):", re.MULTILINE))(text)
    if base.startswith("procfile"):
        return _process(base, text)
    if base.startswith("manifest") and base.endswith(".yml"):
        return _by_pattern("platform", re.compile(r"^applications:", re.MULTILINE))(text)
    return _other(base, text)


def _process(base: str, text: str) -> Form | None:
    # Foreman reads Procfile.dev and its like on the developer's machine.
    if re.search(r"dev|local|test|sample|example|docker\Z|debug|hot|reload", base):
        return None
    return _by_pattern("platform", _PROCESS)(text)


def _other(base: str, text: str) -> Form | None:
    if base.endswith(".tf"):
        return _by_pattern("terraform", _CLOUD)(text) if _TERRAFORM.search(text) else None
    if base.endswith(".bicep"):
        return _by_pattern("azure", _BICEP)(text)
    if "compose" in base or "docker-stack" in base:
        return _by_pattern("compose", _COMPOSE)(text)
    if base.endswith(".json"):
        for name, pattern in (("azure", _ARM), ("cloudformation", _CLOUDFORMATION), ("platform", _TASK), ("kubernetes", _KUBE_JSON)):
            if found := _by_pattern(name, pattern)(text):
                return found
        return None
    if _CLOUDFORMATION.search(text) and "Resources" in text:
        return _by_pattern("cloudformation", _CLOUDFORMATION)(text)
    return _by_pattern("kubernetes", _WORKLOAD)(text) if _API.search(text) else None
