"""Our schemas are schemas, hold what they describe, and stay in what editors read."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry

from conforme import catalog, engine, trust
from conforme.catalog import Catalog
from conforme.model import Reason
from conforme.repo import Repo
from conforme.reports import json as as_json

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = {path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "schemas").glob("*.json"))}
CARDS = sorted(path for path in (ROOT / "rules").glob("*/*.yaml") if path.parent.name != "standards")
NESTED = re.compile(r"\([^)]*[+*][^)]*\)[+*{]")


def errors(name: str, instance: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMAS[name], registry=Registry()).iter_errors(instance)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_for_both_drafts_and_its_patterns_are_linear(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    Draft7Validator.check_schema({key: value for key, value in schema.items() if key != "$schema"})

    assert not [pattern for pattern in re.findall(r'"pattern": "([^"]+)"', json.dumps(schema)) if NESTED.search(pattern)]
    assert not {"prefixItems", "unevaluatedProperties"} & set(re.findall(r'"(\w+)":', json.dumps(schema)))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_card_holds_to_its_schema(path: Path) -> None:
    assert not errors("finder" if path.stem == "finder" else "card", catalog.read_yaml(str(path)))


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "standards").glob("*/standard.yaml")), ids=lambda path: path.parent.name)
def test_a_standard_holds_to_its_schema(path: Path) -> None:
    assert not errors("standard", catalog.read_yaml(str(path)))


def test_what_a_card_cites_is_known(cards: Catalog) -> None:
    actions = {f"{standard.id}:{action.id}" for standard in cards.standards.values() for action in standard.actions()}
    instruments = {name for standard in cards.standards.values() for name in standard.instruments}
    for rule in cards.rules.values():
        assert {serves.to for serves in rule.serves} <= actions, rule.id
        assert set(rule.kinds) <= set(cards.finders), rule.id
        assert {source.id for source in rule.sources} <= instruments, rule.id
        assert not rule.requires or rule.requires in cards.rules, rule.id
        assert rule.requires == "" or cards.rules[rule.requires].requires == "", "prerequisites do not chain"


def test_a_source_is_never_said_to_be_surer_than_the_standard_says(cards: Catalog) -> None:
    for standard in cards.standards.values():
        for rule in cards.rules.values():
            for source in rule.sources:
                instrument = standard.instruments[source.id]
                assert source.binding <= instrument["binding"] and source.confirmed <= instrument["confirmed"], (rule.id, source.id)


def test_attested_actions_have_no_necessary_rule(cards: Catalog) -> None:
    for standard in cards.standards.values():
        for action in standard.actions():
            if action.reach == "attestation":
                serving = cards.serving(f"{standard.id}:{action.id}")
                assert not [rule.id for rule in serving for serves in rule.serves if serves.to.endswith(f":{action.id}") and serves.necessary]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_report_holds_to_its_schema(cards: Catalog, lang: str) -> None:
    for files in ({}, {"README.md": "# Service\n", "LICENCE": "texte", "conformite/service.yaml": "nom: Essai\nphase: bêta\n"}):
        report = engine.audit(Repo.of(files), cards, engine.Options(datetime.date(2026, 11, 1), isolate=False))
        whole = as_json.document(trust.decide(report, ["expected"]), lang)

        assert not errors("report", whole)
        assert json.loads(as_json.dump(whole)) == json.loads(json.dumps(whole))
        assert len([action for practice in whole["practices"] for action in practice["actions"]]) == 48


def test_no_action_is_decided_by_rules_that_step_aside(cards: Catalog) -> None:
    """A necessary rule with a prerequisite does not apply when nothing is found: another necessary one of its kind must then say what is missing."""
    for standard in cards.standards.values():
        for action in standard.actions():
            target = f"{standard.id}:{action.id}"
            necessary = [rule for rule in cards.serving(target) if any(serves.to == target and serves.necessary for serves in rule.serves)]
            roots = {rule.kind for rule in necessary if not rule.requires}
            for rule in necessary:
                only_unsafe = all(message.reason is Reason.UNSAFE for message in rule.messages.values())
                assert rule.kind in roots or only_unsafe, (target, rule.id)
