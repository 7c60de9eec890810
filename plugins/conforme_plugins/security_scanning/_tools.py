"""Tools of security analysis, told by the words of the step that runs them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from conforme.facts import regex as re

# What each looks at: secrets, code (SAST), dependencies, images, infrastructure, running service (DAST).
_TOOLS = (
    ("CodeQL", "code", r"codeql-action/(?:init|analyze|autobuild)|codeql database|codeqlinit@"),
    ("Semgrep", "code", r"\bsemgrep\b|returntocorp/"),
    ("SonarQube", "code", r"sonarqube|sonarcloud|sonar-?scanner|sonarsource/|sonar:sonar|gradlew? .{0,60}\bsonar\b|\bsonarprepare|enablesonar|"
        r"sonar_token"),
    ("Brakeman", "code", r"\bbrakeman\b"),
    ("Bandit", "code", r"\bbandit\b"),
    ("gosec", "code", r"\bgosec\b"),
    ("Sobelow", "code", r"\bsobelow\b"),
    ("njsscan", "code", r"\bnjsscan\b"),
    ("Find Security Bugs", "code", r"find-?sec-?bugs"),
    ("Security Code Scan", "code", r"security-?code-?scan"),
    ("Bearer", "code", r"bearer/bearer-action|\bbearer scan\b"),
    ("Horusec", "code", r"\bhorusec\b"),
    ("MobSF", "code", r"\bmobsf\w{0,5}\b"),
    ("Psalm", "code", r"psalm\b.{0,60}--taint-analysis|psalm-security"),
    ("Veracode", "code", r"\bveracode\b"),
    ("Fortify", "code", r"\bfortify\b|\bfod-"),
    ("Checkmarx", "code", r"\bcheckmarx\b|\bcx-?flow\b"),
    ("Microsoft Security DevOps", "code", r"security-devops-action|microsoftsecuritydevops|credscan@|advancedsecurity-|advanced-security"),
    ("zizmor", "code", r"\bzizmor\b"),
    ("GitLab SAST", "code", r"(?:jobs|security)/sast[\w.-]{0,40}gitlab-ci|components/sast\b"),
    ("GitLab Dependency Scanning", "dependencies", r"(?:jobs|security)/dependency-scanning[\w.-]{0,40}gitlab-ci|components/dependency-scanning\b"),
    ("GitLab Secret Detection", "secrets", r"(?:jobs|security)/secret-detection[\w.-]{0,40}gitlab-ci|components/secret-detection\b"),
    ("GitLab Container Scanning", "images", r"(?:jobs|security)/container-scanning[\w.-]{0,40}gitlab-ci|components/container-scanning\b"),
    ("GitLab DAST", "running", r"(?:jobs|security)/dast[\w.-]{0,40}gitlab-ci|components/dast\b"),
    ("Gitleaks", "secrets", r"\bgitleaks\b"),
    ("detect-secrets", "secrets", r"\bdetect-secrets\b"),
    ("TruffleHog", "secrets", r"\btrufflehog\b"),
    ("GitGuardian", "secrets", r"\bggshield\b|gitguardian/"),
    ("git-secrets", "secrets", r"\bgit-secrets\b|\bgit secrets --(?:scan|register|install|pre_commit)"),
    ("Talisman", "secrets", r"\btalisman\b"),
    ("Snyk", "dependencies", r"\bsnyk (?:test|monitor|code|iac|container|auth)|snyk/actions|snyksecurityscan|\bsnyk/scan\b|"
        r"\brun-snyk\b|/snyk-[\w-]{2,20}@"),
    ("bundler-audit", "dependencies", r"\bbundler?[- ]audit\b|\bruby-audit\b|\bbundle:audit\b"),
    ("npm audit", "dependencies", r"\b(?:npm|yarn|pnpm)\b(?: run)?(?: npm)? audit(?! signatures)\b|\baudit-ci\b|\bbetter-npm-audit\b|"
        r"\bnpm-audit\b|\byarn-audit\w{0,20}"),
    ("pip-audit", "dependencies", r"\bpip-audit\b|\buv audit\b"),
    ("Safety", "dependencies", r"\bsafety (?:check|scan|ci)\b|pyupio/safety"),
    ("Composer audit", "dependencies", r"\bcomposer audit\b|security-checker|roave/security-advisories"),
    ("cargo-audit", "dependencies", r"\bcargo[- ](?:audit|deny)\b|audit-check@|rustsec/"),
    ("govulncheck", "dependencies", r"\bgovulncheck\b|\bnancy\b.{0,20}sleuth"),
    ("mix audit", "dependencies", r"\bmix (?:deps|hex)\.audit\b|\bmix_audit\b"),
    ("NuGet audit", "dependencies", r"dotnet list .{0,60}--vulnerable|dotnet-?retire"),
    ("Dependency-Check", "dependencies", r"dependency-?check(?!out)\w{0,12}|dependency_check"),
    ("dependency-review", "dependencies", r"dependency-review-action"),
    ("OSV-Scanner", "dependencies", r"\bosv-scanner\b"),
    ("Retire.js", "dependencies", r"\bretire(?:\.js| --)"),
    ("Mend", "dependencies", r"\bwhitesource\b|\bmend (?:dep|code|image)"),
    ("Black Duck", "dependencies", r"\bblackduck\b|\bblack-duck\b"),
    ("Nexus IQ", "dependencies", r"\bnexus-?iq|\bnexuspolicyevaluation|\bauditjs\b|\bossindex\w{0,10}"),
    ("Scorecard", "dependencies", r"ossf/scorecard-action"),
    ("Trivy", "images", r"\btrivy\b|ghaction-container-scan|azure/container-scan@"),
    ("Grype", "images", r"\bgrype\b|anchore/scan-action|anchore-engine"),
    ("Docker Scout", "images", r"\bdocker (?:scout|scan)\b|docker/scout-action"),
    ("Dockle", "images", r"\bdockle\b"),
    ("Clair", "images", r"\bclair(?:ctl|-scanner)?\b.{0,40}(?:report|scan)"),
    ("Prisma Cloud", "images", r"\btwistlock\b|\btwistcli\b|prisma-cloud"),
    ("Aqua", "images", r"\baquasec(?!urity/(?:trivy|tfsec|setup-trivy))\w{0,8}\b"),
    ("tfsec", "infrastructure", r"\btfsec\b"),
    ("Checkov", "infrastructure", r"\bcheckov\b"),
    ("KICS", "infrastructure", r"\bkics\b"),
    ("Terrascan", "infrastructure", r"\bterrascan\b"),
    ("kubesec", "infrastructure", r"\bkube(?:sec|audit|-?score|-?linter)\b"),
    ("cfn-nag", "infrastructure", r"\bcfn[-_]nag\w{0,6}\b"),
    ("OWASP ZAP", "running", r"zaproxy|\bzap-(?:baseline|full-scan|api-scan|cli|scan)\b|owasp/zap|\bzap\.sh\b|\bzap_\w{3,20}|\bowaspzap\b"),
    ("Nuclei", "running", r"projectdiscovery/nuclei|\bnuclei -"),
    ("Nikto", "running", r"\bnikto\b"),
    ("Burp", "running", r"\bburp-?(?:suite|rest)"),
    ("security scan", "running", r"\benablesecurityscan\b|\bsecurityscan\b|\bsecurity-?scan(?:ner|ning)?\b"),
)  # fmt: skip


class Tool(NamedTuple):
    """A tool, and what it looks at: code, secrets, dependencies, images, infrastructure, running."""

    name: str
    target: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Tool, re.Pattern[str]], ...]:
    return tuple((Tool(name, target), re.compile(pattern, re.IGNORECASE)) for name, target, pattern in _TOOLS)


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile("|".join(pattern for _, _, pattern in _TOOLS), re.IGNORECASE)


_COMMENT = re.compile(r"^\s{0,80}(?:#(?!!)|//|::|rem ).{0,2000}$", re.MULTILINE)
# A step that installs a tool, or caches it, does not run it; what hushes a failure still runs, and so does what follows on the same line.
_ONLY_INSTALLS = re.compile(
    r"^\s{0,20}(?:pip3?|npm|gem|go|brew|apt-get|yarn|poetry|dotnet tool)\s{1,4}(?:install|add|i|-g)\b[^&;|\n]{0,400}", re.MULTILINE
)


def named(words: str) -> list[Tool]:
    """The tools that the words of a step run, in the order of the table."""
    said = _ONLY_INSTALLS.sub("", _COMMENT.sub("", words))
    if not _any().search(said):
        return []
    return [tool for tool, pattern in _patterns() if pattern.search(said)]


_CALLED = re.compile(
    r"snyk|codeql|trivy|sonar|owasp|\bzap\b|gitleaks|brakeman|semgrep|bandit|grype|osv-scanner|checkov|tfsec|secret-?scan\w{0,4}|security|"
    r"vulnerabilit\w{1,4}|\bsast\b|\bdast\b|"
    r"dependency-(?:check|review)|container-scan\w{0,4}",
    re.IGNORECASE,
)


def called(reference: str, name: str) -> Tool | None:
    """What a reusable workflow of another repository is for, by its name or by that of the job that hands over to it."""
    found = _CALLED.search(reference.rsplit("/", 1)[-1]) or _CALLED.search(name)
    return Tool(found[0].lower(), "code") if found is not None else None
