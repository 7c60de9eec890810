"""Our registers: found under both names, read in both languages, and what is wrong in them said with its place."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conforme import schemas
from conforme.facts import registers
from conforme.facts.records import from_table, substance
from conforme.facts.registers import Problem, Register
from conforme.facts.registers.check import suggested_date
from conforme.facts.registers.valid import valid
from conforme.facts.structured import Invalid
from conforme.facts.tables import Table, TableCell
from conforme.facts.values import KINDS
from conforme.repo import Repo

FRENCH = """\
indicateurs:
  - id: delai
    nom: {fr: Délai de traitement, en: Processing time}
    question: Combien de temps attend-on une réponse?
    formule: médiane des jours entre la demande et la réponse
    valeur_initiale: 24 jours
    cible: 10 jours
    sens: baisse
    fréquence: mensuelle
    rôle: Pilotage du service
    revoir_le: 2027-01-15
    mesures:
      - {date: 2026-09-30, valeur: 14 jours}
bénéfices:
  - {id: B-1, benefice: Réponse plus rapide, indicateur: delai, cible: 10 jours, statut: attendu}
decisions:
  - {decision: Ajouter le suivi en ligne, date: 2026-10-01, cite: [delai]}
"""
ENGLISH = """\
indicators:
  - id: delai
    name: {fr: Délai de traitement, en: Processing time}
    question: Combien de temps attend-on une réponse?
    formula: médiane des jours entre la demande et la réponse
    baseline: 24 days
    target: 10 days
    direction: down
    frequency: monthly
    role: Pilotage du service
    review_by: 2027-01-15
    measurements:
      - {date: 2026-09-30, value: 14 days}
benefits:
  - {id: B-1, benefit: Réponse plus rapide, indicator: delai, target: 10 days, status: expected}
decisions:
  - {decision: Ajouter le suivi en ligne, date: 2026-10-01, cites: [delai]}
"""
SERVICE = """\
nom: {fr: Permis en ligne, en: Online permits}
organisme: Ministère de l’Exemple
phase: bêta
phases: {decouverte: 2025-01-01, bêta: 2026-03-01}
fictif: oui
parties: [{id: api, chemin: services/api, nature: api}]
clienteles: [Personnes aînées, {id: pme, nom: Petites entreprises}]
registres: {risks: securite/risques.yaml}
elements_probants: {api-description: [contrat/api.yaml], changelog: NOUVEAUTES.md}
sans_objet: [{action: 17.1, motif: Aucune donnée produite, role: Direction du service}]
"""
RESEARCH = """\
plan:
  questions: [Que cherche-t-on à faire?]
  participants: {Personnes aînées: 6}
  calendrier: [{date: 2026-02-01, phase: alpha, quoi: Entrevues}]
activites:
  - {date: 2026-02-10, methode: entrevue, participants: {Personnes aînées: 6}, consentement: oui, statut: faite, constats: [C-1]}
constats:
  - {id: C-1, enonce: Le vocabulaire du formulaire n’est pas compris, suites: ["#12"], statut: traité}
"""
RISKS = """\
actifs:
  - {id: dossiers, nom: Dossiers des demandes, dic: {d: moyen, i: élevé, c: 5}, detenteur: Direction du service, approuve_le: 2026-01-10}
risques:
  - {id: R-1, type: vie privée, actif: dossiers, touche: [c], probabilite: faible, incidence: 4, traitement: réduire, statut: en cours}
"""
WAIVERS = """\
derogations:
  - regle: licence-open
    motif: correction prévue
    explication: Sous examen
    role: Direction du service
    decision: "#12"
    date: 2026-10-01
    echeance: 2027-03-31
"""
ATTESTATIONS = """\
attestations:
  - action: 2.3
    enonce: La fonction figure à l’organigramme
    role: Direction du service
    organisation: Ministère de l’Exemple
    date: 2026-09-01
    valide_jusqu_au: 2027-08-31
    commit: 0123456789ab
    lien: dossier 12
"""
VALID: dict[str, tuple[str, ...]] = {"indicators": (FRENCH, ENGLISH), "service": (SERVICE,), "research": (RESEARCH,), "risks": (RISKS,)}
KEPT = {
    "waivers": (WAIVERS,),
    "attestations": (ATTESTATIONS,),
    "privacy": (
        "evaluations: [{nom: Guichet des permis, date: 2026-01-20, statut: terminée, comite: Comité sur l’accès, revoir_le: 2027-01-20}]\n",
        "inventory: [{name: E-mail address, purpose: Send the decision, retention: Two years}]\n",
    ),
    "scope": (
        "objectifs: [Demander un permis en ligne]\nexclus: [Le paiement]\napprobation: {instance: Comité directeur, date: 2026-02-03}\n",
        "in: [The application]\nmvp: [Apply for a permit]\nchanges: [{what: Payment is put off, decision: Resolution 14}]\n",
    ),
    "team": ("roles: [{nom: Développement, comble: oui}]\ncompetences: [{nom: Accessibilité, etat: à combler, echeance: 2027-01-15}]\n",),
    "stakeholders": ("parties_prenantes: [{groupe: Bureaux régionaux, interet: Moins de papier, influence: élevée, phases: [alpha]}]\n",),
    "status": ("frequence: mensuelle\netats: [{date: 2026-10-30, etat: vert, avancement: Le formulaire est ouvert, blocages: aucun à ce jour}]\n",),
    "journeys": ("parcours: [{nom: Demander, etapes: [{nom: Signer, mode: papier, raison: Signature exigée}], services_lies: [Cadastre]}]\n",),
    "fields": ("champs: [{nom: Téléphone, but: Joindre, personnel: oui, source: prérempli, provenance: Profil}]\n",),
    "feedback": ("themes: [{theme: Délai non annoncé, source: Formulaire, volume: 42, decision: Annoncer le délai}]\n",),
    "experiments": ("experimentations: [{hypothese: Les rappels aident, resultat: Réfutée, verdict: réfutée}]\n",),
    "automated-decisions": (
        "usages: [{nom: Tri, but: Diriger les demandes, role_humain: Une agente confirme}]\n",
        "none: Une agente lit chaque demande\n",
    ),
    "eco-design": ("referentiel: RGESN\ncriteres: [{critere: Appareils anciens, reponse: oui, justification: Essayé}]\n",),
    "foundations": ("fondations: [{nom: Authentification, utilisation: non utilisée, raison: Aucun compte}]\n",),
}
VALID |= KEPT


def read(name: str, text: str, path: str = "conformite/registre.yaml") -> Register:
    return registers.read(Repo.of({path: text}).document(path), name)


def only(register: Register) -> Problem:
    (problem,) = register.problems
    return problem


# --- reading ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in VALID.items() for text in texts])
def test_valid_registers_have_no_problem(name: str, text: str) -> None:
    register = read(name, text)
    assert register.problems == register.doubts == ()
    assert register.valid


def test_every_register_has_an_example_here() -> None:
    assert set(VALID) == set(registers.names())


def test_both_languages_give_the_same_records() -> None:
    french, english = read("indicators", FRENCH), read("indicators", ENGLISH)
    assert (french.lang, english.lang) == ("fr", "en")
    assert list(map(substance, french.records)) == list(map(substance, english.records))


def test_records_are_typed_and_placed() -> None:
    (indicator,) = read("indicators", FRENCH).of("indicator")
    assert (indicator.id, indicator["direction"], indicator["frequency"], indicator["target"].unit) == ("delai", "down", 31, "day")
    assert indicator.text("direction") == "baisse"
    assert indicator.at("target") == ("conformite/registre.yaml", 7, 12)
    assert [measurement["date"] for measurement in indicator.of("measurements")] == ["2026-09-30"]
    assert (indicator["name"], indicator["name.en"]) == ("Délai de traitement", "Processing time")


def test_records_alone_for_past_versions() -> None:
    parse = registers.records("indicators", "benefit")
    document = Repo.of({"a.yaml": FRENCH + "autre: 1\n"}).document("a.yaml")
    assert parse(document) == registers.read(document, "indicators").of("benefit")


def test_counts_flat_cells_and_plans() -> None:
    research, risks = read("research", RESEARCH), read("risks", RISKS)
    (plan,) = research.of("plan")
    assert (plan.id, plan["questions"]) == ("plan", ("Que cherche-t-on à faire?",))
    (activity,) = research.of("activity")
    assert [(group["segment"], group["count"]) for group in activity.of("participants")] == [("Personnes aînées", 6)]
    assert (activity.id, activity["consent"], activity["status"]) == ("2026-02-10-entrevue", True, "done")
    (asset,) = risks.of("asset")
    assert [asset[f"dic.{letter}"] for letter in "dic"] == [3, 4, 5]
    (risk,) = risks.of("risk")
    assert (risk["type"], risk["likelihood"], risk["affects"], risk["status"]) == ("privacy", 2, ("c",), "in-progress")


def test_the_manifest_as_plain_data() -> None:
    manifest = read("service", SERVICE)
    assert manifest.plain()["parts"] == [{"id": "api", "path": "services/api", "kind": "api"}]
    assert (manifest.plain()["phase"], manifest.plain()["fictitious"]) == ("beta", True)
    assert [segment.id for segment in manifest.of("segment")] == ["personnes-ainees", "pme"]


@pytest.mark.parametrize(
    "change", [lambda text: unicodedata.normalize("NFD", text), lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text]
)
def test_twins_are_read_alike(change: Any) -> None:
    register = read("indicators", change(FRENCH))
    assert register.problems == ()
    assert list(map(substance, register.records)) == list(map(substance, read("indicators", FRENCH).records))


def test_json_is_read_too() -> None:
    text = json.dumps(
        yaml.safe_load(ENGLISH.replace("2027-01-15", "'2027-01-15'").replace("2026-09-30", "'2026-09-30'").replace("2026-10-01", "'2026-10-01'"))
    )
    assert read("indicators", text, "compliance/indicators.json").valid


def test_keys_without_a_value_are_as_if_not_there() -> None:
    register = read("indicators", "indicateurs:\n  - nom: Délai\n    cible:\n    sens: ~\n")
    assert register.valid
    assert not register.of("indicator")[0].has("target")


@pytest.mark.parametrize("text", ["risques: À compléter\n", "risques:\n  - TODO\n", "risques:\n  - {id: R-1, touche: À compléter}\n"])
def test_a_placeholder_for_a_list_or_a_record_is_invalid(text: str) -> None:
    assert only(read("risks", text)).key == "wrong-type"


def test_placeholders_are_hollow_not_invalid() -> None:
    register = read("risks", "risques:\n  - {id: R-1, echeance: À compléter, statut: TODO}\n")
    assert register.problems == ()
    assert register.of("risk")[0].cells["due"].problem == "placeholder"


# --- problems --------------------------------------------------------------------------------------------------------------------------------

WRONG = [
    ("indicators", "indicateurs:\n  - nom: A\n    cibel: 3\n", ("unknown-key", 3, 5, "cibel", "cible")),
    ("indicators", "indicators:\n  - name: A\n    tragets: 3\n", ("unknown-key", 3, 5, "tragets", "target")),
    ("indicators", "indicateurs:\n  - nom: A\n    sens: baise\n", ("not-one-of", 3, 11, "baise", "baisse")),
    ("indicators", "indicators:\n  - name: A\n    direction: dwon\n", ("not-one-of", 3, 16, "dwon", "down")),
    ("indicators", "indicateurs:\n  - nom: A\n    date: T2 2026\n", ("write-date", 3, 11, "T2 2026", "2026-04-01")),
    ("indicators", "indicateurs:\n  - nom: A\n    date: 1er avril 2026\n", ("write-date", 3, 11, "1er avril 2026", "2026-04-01")),
    ("indicators", "indicateurs:\n  - nom: A\n    date: 2026-02-30\n", ("no-such-date", 3, 11, "2026-02-30", None)),
    ("indicators", "indicateurs:\n  - nom: A\n    cible: 3\n    target: 4\n", ("two-keys", 4, 5, "target", None)),
    ("indicators", "indicateurs:\n  - cible: 3\n", ("missing-key", 2, 5, "", None)),
    ("indicators", "indicateurs: oui\n", ("wrong-type", 1, 14, "oui", None)),
    ("indicators", "indicateurs:\n  - [1]\n", ("wrong-type", 2, 5, "list", None)),
    ("indicators", "", ("empty", 1, 1, "", None)),
    ("indicators", "- a\n", ("wrong-type", 1, 1, "list", None)),
    ("risks", "risques:\n  - id: R-1\n    role: role@example.org\n", ("e-mail", 3, 11, "role@example.org", None)),
    ("risks", "actifs:\n  - nom: A\n    dic: {d: 3, x: 2}\n", ("unknown-key", 3, 17, "x", None)),
    ("research", "activites:\n  - {methode: essai, participants: {aînés: -2}}\n", ("too-small", 2, 44, "-2", None)),
    ("research", "activites:\n  - {methode: essai, participants: {aînés: six}}\n", ("wrong-form", 2, 44, "six", None)),
    ("service", "nom: A\nsans_objet:\n  - {motif: x, role: y}\n", ("missing-one-of", 3, 5, "", None)),
    ("service", "nom: A\nphase: mise en servise\n", ("not-one-of", 2, 8, "mise en servise", "mise en service")),
    ("service", "nom: A\nfictif: peut-être\n", ("wrong-type", 2, 9, "peut-être", None)),
    ("service", "nom: A\nparties:\n  - {id: a, chemin: ''}\n", ("empty", 3, 21, "", None)),
]


@pytest.mark.parametrize(("name", "text", "wrong"), WRONG)
def test_problems_have_place_and_nearest_word(name: str, text: str, wrong: tuple[str, int, int, str, str | None]) -> None:
    problem = only(read(name, text))
    assert (problem.key, problem.line, problem.column, problem.found, problem.nearest) == wrong


def test_what_was_expected_is_said_in_the_language_of_the_register() -> None:
    assert only(read("indicators", "indicateurs:\n  - cible: 3\n")).expected == ("nom",)
    assert only(read("indicators", "indicators:\n  - target: 3\n")).expected == ("name",)
    assert only(read("indicators", "indicateurs:\n  - {nom: A, sens: x}\n")).expected == ("hausse", "baisse", "maintien")
    assert only(read("indicators", "indicateurs:\n  - {nom: A, sens: x}\n")).data["problem"] == "not-one-of"


def test_all_problems_are_told_by_line_and_the_rest_is_still_read() -> None:
    register = read("indicators", "indicateurs:\n  - {nom: A, sens: x, cible: 3 jours}\n  - {cible: 3}\nautre: 1\n")
    assert [problem.key for problem in register.problems] == ["not-one-of", "missing-key", "unknown-key"]
    assert register.of("indicator")[0]["target"].number == 3


def test_values_that_cannot_be_typed_are_doubts() -> None:
    register = read("indicators", "indicateurs:\n  - {nom: A, cible: aucune idée}\n")
    assert register.valid
    assert [(doubt.key, doubt.field, doubt.line) for doubt in register.doubts] == [("not-a-number", "indicator.target", 2)]


def test_what_is_no_yaml_is_invalid() -> None:
    with pytest.raises(Invalid):
        read("indicators", "indicateurs: [a\n")


def test_a_common_name_at_the_root_may_be_another_tools() -> None:
    kubernetes = "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {}\n"
    foreign = read("service", kubernetes, "service.yaml")
    assert foreign.foreign
    assert not foreign.valid
    assert foreign.problems == ()
    assert not read("service", kubernetes, "conformite/service.yaml").foreign
    assert not read("service", SERVICE, "service.yaml").foreign


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("T2 2026", "2026-04-01"),
        ("Q4 2025", "2025-10-01"),
        ("2026-T1", "2026-01-01"),
        ("2026-04", "2026-04-01"),
        ("2026-13", None),
        ("bientôt", None),
    ],
)
def test_suggested_dates(written: str, date: str | None) -> None:
    assert suggested_date(written) == date


# --- finding ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["conformite/indicateurs.yaml", "conformité/Indicateurs.yml", "compliance/indicators.json", "indicators.yaml", "conformite/indicators.yaml"],
)
def test_found_under_both_names(path: str) -> None:
    assert registers.find(["README.md", path, "docs/" + path], "indicators") == (path,)


def test_declared_places_come_first() -> None:
    paths = ["conformite/indicateurs.yaml", "pilotage/mesures.yaml", "api/conformite/indicateurs.yaml"]
    assert registers.find(paths, "indicators", "pilotage/mesures.yaml") == ("pilotage/mesures.yaml", "conformite/indicateurs.yaml")
    assert registers.find(paths, "indicators", "nulle/part.yaml") == ("conformite/indicateurs.yaml",)
    assert registers.find(paths, "indicators", under=("", "api")) == ("conformite/indicateurs.yaml", "api/conformite/indicateurs.yaml")


def test_found_with_decomposed_accents() -> None:
    path = unicodedata.normalize("NFD", "conformité/indicateurs.yaml")
    assert registers.find([path], "indicators") == (path,)


# --- schemas ---------------------------------------------------------------------------------------------------------------------------------

ALLOWED = {"$schema", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "pattern",
           "minLength", "maxLength", "minimum", "minProperties", "anyOf"}  # fmt: skip
EXTENSIONS = {"x-files", "x-title", "x-fr", "x-fr-description", "x-fr-values", "x-label", "x-type", "x-record", "x-name", "x-entry"}


def parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    for keyword in ("properties", "$defs"):
        for part in schema.get(keyword, {}).values():
            yield from parts(part)
    for keyword in ("items", "additionalProperties"):
        if isinstance(schema.get(keyword), dict):
            yield from parts(schema[keyword])


@pytest.mark.parametrize("name", registers.names())
def test_schemas_keep_to_the_common_part(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas.load(name))
    for part in parts(schemas.load(name)):
        assert set(part) <= ALLOWED | EXTENSIONS
        assert "$ref" not in part or len(part) == 1
        assert part.get("type") != "object" or "additionalProperties" in part
        assert part.get("x-type", "text") in KINDS
        assert set(part.get("x-fr-values", ())) == set(part.get("enum", ()) if "x-fr-values" in part else ())


@pytest.mark.parametrize("name", registers.names())
def test_every_property_has_both_languages_and_no_word_means_two(name: str) -> None:
    for part in parts(schemas.load(name)):
        meant: dict[str, str] = {}
        for key, inner in part.get("properties", {}).items():
            assert {"fr", "en"} <= set(inner["x-label"]), key
            assert ("description" in inner) == ("x-fr-description" in inner), key
            for word in (key, inner["x-fr"]):
                assert meant.setdefault(word, key) == key or word == key


@pytest.mark.parametrize("name", registers.names())
def test_patterns_are_linear(name: str) -> None:
    for part in parts(schemas.load(name)):
        assert not re.search(r"[*+}][*+]|\)[*+]", part.get("pattern", ""))


@pytest.mark.parametrize("name", registers.names())
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_schemas_for_editors(name: str, lang: str) -> None:
    made = registers.schema(name, lang)
    jsonschema.Draft7Validator.check_schema(made)
    jsonschema.Draft202012Validator.check_schema({key: value for key, value in made.items() if key != "$schema"})
    assert "x-" not in " ".join(key for part in parts(made) for key in part)


def test_schemas_for_editors_accept_their_own_language_alone() -> None:
    french, english = (
        plain_yaml(text) for text in (FRENCH.replace("é:", "e:").replace("bénéf", "benef").replace("fré", "fre").replace("rô", "ro"), ENGLISH)
    )
    assert jsonschema.Draft7Validator(registers.schema("indicators", "fr")).is_valid(french)
    assert jsonschema.Draft7Validator(registers.schema("indicators", "en")).is_valid(english)
    assert not jsonschema.Draft7Validator(registers.schema("indicators", "en")).is_valid(french)
    assert not jsonschema.Draft7Validator(registers.schema("indicators", "fr")).is_valid(english)


def plain_yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_the_generated_schema_speaks_its_language() -> None:
    made = registers.schema("indicators", "fr")["$defs"]["indicator"]
    assert made["required"] == ["nom"]
    assert made["properties"]["sens"]["enum"] == ["hausse", "baisse", "maintien"]
    assert made["properties"]["cible"]["description"].startswith("La valeur visée")
    assert registers.schema("service", "fr")["properties"]["fictif"]["enum"] == [True, False, "oui", "non"]


def test_no_such_register() -> None:
    with pytest.raises(KeyError):
        registers.schema("rien", "fr")


def test_a_vocabulary_for_files_of_the_same_content() -> None:
    cells = [[TableCell(text, line, 1) for text in row.split(",")] for line, row in enumerate(["date,valeur", "2026-01-31,21 jours"], 1)]
    table = Table(tuple(cells[0]), (tuple(cells[1]),), 1, "", "mesures.csv")
    (record,) = from_table(table, registers.vocabulary("indicators"), "measurement", needs=("date", "value"))
    assert (record["date"], record["value"].number) == ("2026-01-31", 21)


# --- the quick yes ---------------------------------------------------------------------------------------------------------------------------


def values_for(schema: Mapping[str, Any], root: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Mostly what the schema wants, now and then something else."""
    schema = schemas.resolve(schema, root)
    odd: st.SearchStrategy[Any] = st.sampled_from([None, "", "x", "2026-01-01", 3, -1, 2.5, True, [], {}, ["a"], {"z": 1}])
    types = schema.get("type", "string")
    wanted: list[st.SearchStrategy[Any]] = [st.sampled_from(schema["enum"])] if "enum" in schema else []
    if "object" in types:
        inner = {key: values_for(part, root) for key, part in schema.get("properties", {}).items()}
        required = {key: inner[key] for key in schema.get("required", ()) if key in inner}
        wanted.append(st.fixed_dictionaries(required, optional={key: part for key, part in inner.items() if key not in required}))
    if "array" in types:
        wanted.append(st.lists(values_for(schema.get("items", {}), root), max_size=2))
    wanted.append({"integer": st.integers(-1, 9), "boolean": st.booleans()}.get(str(types), st.sampled_from(["2026-01-01", "a", 4])))
    return st.integers(0, 11).flatmap(lambda chance: odd if chance == 0 else st.one_of(wanted))


@pytest.mark.parametrize("name", registers.names())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_quick_yes_is_the_answer_of_jsonschema(name: str, data: st.DataObject) -> None:
    root = schemas.load(name)
    content = data.draw(values_for(root, root))
    assert valid(content, root, root) == jsonschema.Draft202012Validator(root).is_valid(content)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="indicateurs: -\n{}[]'\"&*cible#é0", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Invalid):
        read("indicators", text)


def test_a_long_register_is_read_in_time() -> None:
    text = "risques:\n" + "".join(f"  - {{id: R-{number}, statut: ouvert, echeance: 2026-12-01, probabilite: élevé}}\n" for number in range(3000))
    assert len(read("risks", text).of("risk")) == 3000
