"""What the examples of the cards cannot show of ways to report a vulnerability: what is one, where, and what only speaks of vulnerabilities."""

from __future__ import annotations

import datetime

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.repo import Repo
from conforme.view import Found

POLICY = "https://www.agency.gov/vulnerability-disclosure-policy"
SCAN = "# Security\n\nThe nightly scan reports vulnerabilities of the [dependencies](https://scan.example.org) and informs the pipeline.\n"
DECISION = """# 16. Waiver

## Status

Accepted

## Security context

Please report any vulnerability that this opens to [the ticket](https://github.com/exemple/guichet/pull/9).

## Decision

We waive the alert.
"""


def found(cards: Catalog, path: str, content: str) -> Found:
    options = engine.Options(datetime.date(2026, 11, 1), isolate=False)
    return engine.collect(Repo.of({path: content}), cards, options, ["security-policy"]).found["security-policy"]


@pytest.mark.parametrize(
    ("path", "content", "value"),
    [
        ("CONTRIBUTING.md", f"# Welcome\n\n## Policies\n\nRead our [Vulnerability Disclosure Policy]({POLICY}).\n", "link"),
        ("README.md", f"# Service\n\nSecurity: see [this page]({POLICY}).\n", "link"),
        ("README.md", "# Service\n\n## Aide\n\n[Divulgation responsable des vulnérabilités](https://www.exemple.quebec/divulgation)\n", "link"),
        ("SECURITY.md", "Please [contact us](mailto:contact@guichet-exemple.quebec) to report any security vulnerability.\n", "email"),
        ("SECURITY.md", "# Security\n\n* If you found a security issue on the service, email us at aide@guichet-exemple.quebec.\n", "email"),
        ("SECURITY.md", "## Remonter un problème de sécurité\n\nEffectuez une remontée par le [formulaire](https://www.exemple.quebec/f).\n", "link"),
        ("docs/security.md", "# Security\n\n## Reporting a vulnerability\n\nUse [the form](https://www.exemple.quebec/formulaire).\n", "link"),
        ("README.md", "# Guichet\n\n## Sécurité\n\nVous avez trouvé une faille? Écrivez à securite@guichet-exemple.quebec.\n", "email"),
    ],
)
def test_a_way_to_report(cards: Catalog, path: str, content: str, value: str) -> None:
    assert value in {item.value for item in found(cards, path, content).evidence}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("docs/security.md", SCAN),
        ("README.md", SCAN),
        ("docs/adr/016-security-scan-waiver.md", DECISION),
        ("README.md", f"# Service\n\n![Vulnerability disclosure](https://shields.io/{'a' * 9}.svg)\n"),
        ("docs/standard/criteria.md", f"# Criteria\n\nThere must be a [vulnerability disclosure policy]({POLICY}).\n"),
    ],
)
def test_what_speaks_of_vulnerabilities_only(cards: Catalog, path: str, content: str) -> None:
    assert not found(cards, path, content).evidence


@pytest.mark.parametrize(("path", "flawed"), [("SECURITY.md", True), (".github/SECURITY.md", True), ("guides/depot/docs/SECURITY.md", False)])
def test_a_template_is_hollow_only_where_a_forge_looks(cards: Catalog, path: str, flawed: bool) -> None:
    content = "# <Nom du projet> : sécurité\n\nSignalez les failles de `<nom du projet>` à securite@<ministere>.gouv.qc.ca\n"
    result = found(cards, path, content)

    assert not result.evidence and bool(result.flaws) is flawed
