"""One content, many carriers: the same records from a table, a sheet, YAML, JSON and a page, in French and English."""

from __future__ import annotations

import unicodedata

import pytest

from conforme.facts import markdown, records, structured
from conforme.facts.records import Vocabulary, coverage, from_nodes, from_section, from_table, substance
from conforme.facts.structured import Invalid, Node
from conforme.facts.tables import Table
from conforme.model import Cell, Record
from conforme.repo import Repo

VOCABULARY = Vocabulary.of(
    {
        "indicator": {
            "name": {"fr": ["indicateur", "nom de l’indicateur"], "en": ["indicator", "metric"], "id": True},
            "target": {"type": "quantity", "fr": ["cible", "valeur cible"], "en": ["target", "goal"]},
            "date": {"type": "date", "fr": ["échéance", "date"], "en": ["due", "date"]},
            "frequency": {"type": "period", "fr": ["fréquence"], "en": ["frequency"]},
            "questions": {"type": "list", "fr": ["questions"], "en": ["questions"]},
            "source": {"type": "url", "fr": ["source"], "en": ["source"]},
            "measurements": {"type": "records", "of": "measurement", "fr": ["mesures"], "en": ["measurements"]},
            "review_by": {"type": "date", "fr": ["revoir le"], "en": ["review by"]},
        },
        "measurement": {"date": {"type": "date", "id": True}, "value": {"type": "quantity", "fr": ["valeur"], "en": ["value"]}},
    }
)
NEEDS = ("name", "target")


def page(text: str) -> markdown.Page:
    return Repo.of({"docs/kpi.md": text}).document("docs/kpi.md").fact(markdown.parse)


def table(text: str) -> Table:
    (found,) = page(text).tables
    return found


def yaml(text: str) -> Node:
    return Repo.of({"k.yaml": text}).document("k.yaml").fact(structured.parse)


def one(found: tuple[Record, ...]) -> Record:
    (record,) = found
    return record


def told(record: Record) -> dict[str, object]:
    return {name: record[name] for name in ("name", "target", "frequency")}


CARRIERS = {
    "table": lambda: from_table(
        table("| Indicateur | Valeur cible | Fréquence de mesure |\n|---|---|---|\n| Délai | 10 jours | mensuelle |\n"), VOCABULARY, "indicator"
    ),
    "sheet": lambda: from_table(
        table("| Champ | Valeur |\n|---|---|\n| Indicateur | Délai |\n| Cible | 10 jours |\n| Fréquence | mensuelle |\n"), VOCABULARY, "indicator"
    ),
    "sheet of columns": lambda: from_table(
        table("|  | Délai | Autre |\n|---|---|---|\n| Cible | 10 jours | |\n| Fréquence | mensuelle | |\n"), VOCABULARY, "indicator"
    )[:1],
    "list": lambda: from_nodes(yaml("- {indicateur: Délai, cible: 10 jours, fréquence: mensuelle}"), VOCABULARY, "indicator", "k.yaml"),
    "english list": lambda: from_nodes(yaml("- {name: Délai, target: 10 days, frequency: monthly}"), VOCABULARY, "indicator", "k.yaml"),
    "map": lambda: from_nodes(yaml("delai: {name: Délai, target: 10 days, frequency: monthly}"), VOCABULARY, "indicator", "k.yaml"),
    "one mapping": lambda: from_nodes(yaml("metric: Délai\ngoal: 10 days\nfrequency: monthly"), VOCABULARY, "indicator", "k.yaml"),
    "section": lambda: section("# Délai\n\n**Cible** : 10 jours\n- Fréquence: mensuelle\n"),
    "sections": lambda: section("# Délai\n\n## Cible\n\n10 jours\n\n## Fréquence\n\nmensuelle\n"),
}


def section(text: str) -> tuple[Record, ...]:
    read = page(text)
    return from_section(read, read.sections[0], VOCABULARY, "indicator", needs=NEEDS)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_carrier_gives_the_same_record(carrier: str) -> None:
    record = one(CARRIERS[carrier]())
    assert (record.type, record.id) == ("indicator", "delai")
    assert told(record) == told(one(CARRIERS["table"]()))


def test_cells_keep_their_place_and_what_was_written() -> None:
    record = one(from_table(table("x\n\n| Indicateur | Cible |\n|---|---|\n| Délai | 10 jours |\n"), VOCABULARY, "indicator"))
    assert record.at("target") == ("docs/kpi.md", 5, 11)
    assert record.text("target") == "10 jours"
    assert record.at() == ("docs/kpi.md", 5, 3)


def test_places_in_yaml() -> None:
    record = one(from_nodes(yaml("- name: Délai\n  cible: 10 jours\n  questions: [a, b]\n"), VOCABULARY, "indicator", "k.yaml"))
    assert record.at("target") == ("k.yaml", 2, 10)
    assert record["questions"] == ("a", "b")
    assert record.at("questions") == ("k.yaml", 3, 3)


def test_the_longest_words_win_and_a_field_has_one_column() -> None:
    header = "| Nom de l'indicateur | Date de la cible | Cible | Valeur cible (jours) |\n|---|---|---|---|\n| Délai | 2026-04-01 | 9 | 10 |\n"
    record = one(from_table(table(header), VOCABULARY, "indicator"))
    assert (record["date"], record["target"].number) == ("2026-04-01", 9)
    assert record.text("other:valeur-cible-jours") == "10"


def test_a_sentence_is_no_field() -> None:
    assert (
        coverage(table("| La cible de ce service est de rendre la vie plus simple à toutes et à tous |\n|---|\n| x |\n"), VOCABULARY, "indicator")
        == frozenset()
    )


def test_coverage_tells_tables_of_this_kind() -> None:
    assert coverage(table("| Indicator | Target | Owner |\n|---|---|---|\n"), VOCABULARY, "indicator") == {"name", "target"}
    assert coverage(table("| Champ | Valeur |\n|---|---|\n| Indicateur | x |\n| Cible | 3 |\n"), VOCABULARY, "indicator") == {"name", "target"}
    assert coverage(table("| Command | Result |\n|---|---|\n| build | ok |\n"), VOCABULARY, "indicator") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "| Field | Type | Description |\n|---|---|---|\n| name | text | x |\n| target | number | x |\n",
        "| Name | Type |\n|---|---|\n| aws_name | a |\n| aws_target | b |\n",
        "| Field | Value |\n|---|---|\n| name | x |\n| target | 3 |\n| a | b |\n| c | d |\n| e | f |\n",
    ],
)
def test_what_documents_a_format_is_no_sheet(text: str) -> None:
    assert from_table(table(text), VOCABULARY, "indicator", needs=NEEDS) == ()
    assert len(coverage(table(text), VOCABULARY, "indicator")) < 2


def test_nothing_without_the_needed_columns() -> None:
    text = "| Indicateur | Propriétaire |\n|---|---|\n| Délai | équipe |\n"
    assert from_table(table(text), VOCABULARY, "indicator", needs=NEEDS) == ()
    assert from_table(table(text), VOCABULARY, "indicator") != ()


def test_empty_rows_are_left_out() -> None:
    found = from_table(table("| Indicateur | Cible |\n|---|---|\n|  |  |\n| — | - |\n| Délai | 3 |\n"), VOCABULARY, "indicator")
    assert [record.id for record in found] == ["delai"]


def test_links_of_cells_are_kept() -> None:
    text = "| Indicateur | Cible | Source |\n|---|---|---|\n| [Délai](kpi/delai.md) | 3 | [tableau](https://www.quebec.ca/t) |\n"
    record = one(from_table(table(text), VOCABULARY, "indicator"))
    assert record["name.links"] == ("kpi/delai.md",)
    assert record["source"] == "https://www.quebec.ca/t"


def test_a_declared_id_is_kept_as_written() -> None:
    assert one(from_table(table("| ID | Indicateur |\n|---|---|\n| KPI-012 | Délai |\n"), VOCABULARY, "indicator")).id == "KPI-012"
    assert one(from_nodes(yaml("- {id: 7, name: Délai}"), VOCABULARY, "indicator", "k")).id == "7"


def test_nested_records() -> None:
    record = one(from_nodes(yaml("- name: Délai\n  mesures:\n    - {date: 2026-01-31, valeur: '3,5'}\n"), VOCABULARY, "indicator", "k.yaml"))
    measurement = one(record.of("measurements"))
    assert (measurement.type, measurement.id, measurement["value"].number) == ("measurement", "2026-01-31", 3.5)


def test_a_name_in_both_languages() -> None:
    record = one(from_nodes(yaml("- name: {en: Delay, fr: Délai}"), VOCABULARY, "indicator", "k"))
    assert (record.id, record["name"], record["name.en"]) == ("delai", "Délai", "Delay")


def test_both_keys_of_one_field_are_refused() -> None:
    with pytest.raises(Invalid) as raised:
        from_nodes(yaml("- name: Délai\n  cible: 3\n  target: 4\n"), VOCABULARY, "indicator", "k")
    error = raised.value
    assert (error.key, error.line, error.column, error.data) == ("two-keys", 3, 3, {"first": "cible", "second": "target"})


def test_another_word_beside_the_key_is_kept_aside() -> None:
    record = one(from_nodes(yaml("- metric: B\n  name: A\n"), VOCABULARY, "indicator", "k"))
    assert (record["name"], record.text("other:metric")) == ("A", "B")


def test_an_unknown_kind_of_value_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        Vocabulary.of({"indicator": {"name": {"type": "colour"}}})


@pytest.mark.parametrize(
    "change", [lambda text: unicodedata.normalize("NFD", text), lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text]
)
def test_twins_give_the_same_records(change) -> None:  # type: ignore[no-untyped-def]
    text = "# Mesure\n\n| Indicateur | Cible | Fréquence |\n|---|---|---|\n| Délai d’été | 10 jours | mensuelle |\n"
    same, other = (one(from_table(table(each), VOCABULARY, "indicator")) for each in (text, change(text)))
    assert (same.id, substance(same)) == (other.id, substance(other))


def of(text: str) -> Record:
    return one(from_nodes(yaml(text), VOCABULARY, "indicator", "k"))


SAME = [
    "- {name: Délai, target: 10 days, measurements: [{date: 2026-01-01, value: 3}, {date: 2026-02-01, value: 4}]}",
    "- {name: Délai, target: 10  jours, measurements: [{date: 2026-02-01, value: 4}, {date: 2026-01-01, value: 3}]}",
    "- {cible: 10 j, indicateur: délai, mesures: [{date: 2026-01-01, valeur: 3}, {date: 2026-02-01, valeur: 4}]}",
    "- {name: Délai, target: 10 days, revoir le: 2027-01-01, note: vu, measurements: [{date: 2026-01-01, value: 3}, {date: 2026-02-01, value: 4}]}",
    "- {name: Délai, target: 10 days, revue: hier, vu: 2026-11-01, measurements: [{date: 2026-01-01, value: 3}, {date: 2026-02-01, value: 4}]}",
]


@pytest.mark.parametrize("text", SAME)
def test_substance_knows_no_order_review_or_space(text: str) -> None:
    assert substance(of(text)) == substance(of(SAME[0]))


@pytest.mark.parametrize("text", ["- {name: Délai, target: 11 days}", "- {name: Délai, target: 10 days, unité: jours ouvrables}", "- {name: Délai}"])
def test_substance_sees_what_changed(text: str) -> None:
    assert substance(of(text)) != substance(of("- {name: Délai, target: 10 days}"))


def test_the_fields_to_ignore_can_be_named() -> None:
    ignore = {*records.UNSUBSTANTIAL, "target"}
    assert substance(of("- {name: D, target: 1}"), ignore) == substance(of("- {name: D, target: 2}"), ignore)


def test_wide_and_long_tables_stay_linear() -> None:
    header = "|".join(f"Cible {number}" for number in range(300))
    wide = table(f"|{header}|\n|{'---|' * 300}\n" + f"|{'x|' * 300}\n" * 200)
    assert from_table(wide, VOCABULARY, "indicator", needs=("target",))


def test_no_id_is_made_of_a_person() -> None:
    def cells(**written: str) -> dict[str, Cell]:
        return {name: Cell(text, text, 1) for name, text in written.items()}

    for written in ({"id": "zoe.exemplaire@exempleville.qc.ca"}, {"name": "zoe.exemplaire@exempleville.qc.ca"}, {"name": "Joindre le 418 643-2891"}):
        made = records.record_id(cells(**written))
        assert made and not [word for word in ("zoe", "exemplaire", "643") if word in made]
    one, other = (records.record_id(cells(name=f"{name}@exempleville.qc.ca")) for name in ("zoe", "lea"))
    assert one != other
    assert records.record_id(cells(id="R-012", name="Panne")) == "R-012" and records.record_id(cells(name="Délai moyen")) == "delai-moyen"
