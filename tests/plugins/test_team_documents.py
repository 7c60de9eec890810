"""What the examples of the cards cannot show of the documents that teams keep: unusual carriers, and what only looks like one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import engine
from conforme.catalog import Catalog
from conforme.repo import Repo
from conforme.view import Found

NOTICE = """---
name: Privacy policy
text-1: |-
  We collect your name and your address so that your request for a permit can be handled. This personal information is used to check that you are
  eligible and to write to you. It is kept for two years after the decision, then it is deleted.
text-2: |-
  We do not share your information with third parties. You have the right to access it and to have it corrected: write to our privacy officer.
  Our site uses cookies to measure how its pages are used, and you may refuse them.
---
"""
AUTHORS = "# L’équipe\n\n- Personne A - Intrapreneur\n- Personne B - Designer\n- Personne C - Développeuse\n- Personne D - Chargée de déploiement\n"
SCRIPT = """# Scripts

## oc_restore_db.sh

Restaure une sauvegarde des bases de données du projet déployé.

```bash
./oc_restore_db.sh projet dossier
```
"""
TARGETS = "# Service targets\n\n## Support\n\n- First response: within 2 working days\n- Security patches: applied within 5 working days\n"
PRINCIPLES = "# Criteria\n\nThis page says how our app meets them.\n\n" + "".join(
    f"## {title}\n\nOur app keeps no personal information on the server: what it needs is stored on the device, then deleted after fourteen days, "
    "and nobody but the person concerned may read it or have it sent, for a purpose that is told before anything is asked of anyone at all.\n\n"
    for title in ("Data minimisation", "Anonymity", "Consent", "No creation of central profiles", "Purpose limitation")
)
GOVERNANCE = """# Governance

## Bijdragen

Iedereen kan bijdragen. Bijdragen verlopen via pull requests op de forge, volgens onze richtlijnen, en worden door het team besproken en beoordeeld.

## Besluitvorming

Een pull request wordt beoordeeld door een reviewer van het team.
"""
CASES = {
    "a notice kept in front matter": ("privacy", {"content/pages/privacy-policy.md": NOTICE}),
    "principles met one by one": ("privacy", {"criteria.md": PRINCIPLES}),
    "authors with their roles": ("ownership", {"AUTHORS.md": AUTHORS}),
    "a script that restores": ("operations-docs", {"scripts/README.md": SCRIPT}),
    "targets in days": ("performance-indicators", {"docs/service-targets.md": TARGETS}),
    "a governance page": ("contribution-guide", {"GOVERNANCE.md": GOVERNANCE}),
}
ONE_SENTENCE = """# Signaler

Exploring a service that helps people report crimes to the police.

Explorer un service qui permet aux citoyens de signaler un crime.
"""
PACKAGES = "# App\n\n## Restore packages\n\nRestores the packages of the project.\n\n```\ndotnet restore\n```\n"
LOOKALIKES = {
    "authors who are only named": ("ownership", {"AUTHORS.md": "# Authors\n\n- Personne A\n- Personne B\n- Personne C\n"}),
    "one sentence, told twice": ("roadmap-or-scope", {"README.md": ONE_SENTENCE}),
    "badges of all phases": (
        "lifecycle-phase",
        {"docs/badges.md": "".join(f"![Phase: {name}](https://img.shields.io/badge/Phase-{name}-blue)\n" for name in ("Alpha", "Beta"))},
    ),
    "packages restored": ("operations-docs", {"README.md": PACKAGES}),
}


def found(cards: Catalog, kind: str, files: Mapping[str, str | bytes]) -> Found:
    return engine.collect(Repo.of(files), cards, engine.Options(datetime.date(2026, 11, 1), isolate=False), [kind]).found[kind]


@pytest.mark.parametrize("case", CASES)
def test_what_says_it_elsewhere_or_otherwise_is_evidence(cards: Catalog, case: str) -> None:
    kind, files = CASES[case]
    assert [item.path for item in found(cards, kind, files).evidence] == list(files)


@pytest.mark.parametrize("case", LOOKALIKES)
def test_what_only_looks_like_it_is_none(cards: Catalog, case: str) -> None:
    assert not found(cards, *LOOKALIKES[case]).evidence


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("privacy", "public/Politique-de-confidentialite.pdf"),
        ("accessibility-statement", "VPAT-2026.pdf"),
        ("threat-or-risk-register", "homologation.pdf"),
    ],
)
def test_a_document_that_cannot_be_read_is_a_limit_and_no_absence(cards: Catalog, kind: str, path: str) -> None:
    seen = found(cards, kind, {path: b"%PDF-1.7\n"})
    assert not seen.evidence and [(limit.what, limit.path) for limit in seen.limits] == [("closed-format", path)]
    assert not found(cards, kind, {path: b"not one"}).limits


def test_targets_written_as_terms_are_targets(cards: Catalog) -> None:
    (item,) = found(cards, "performance-indicators", {"docs/service-targets.md": TARGETS}).evidence
    assert all(record["target"] is not None and record["target"].unit for record in item.records_of("indicator"))
