"""The fleet file: both languages, paths from its folder, what is wrong with it said by line."""

from __future__ import annotations

import os

import pytest

from conforme.facts.structured import Invalid
from conforme.fleet import plan
from conforme.fleet.plan import Fleet, FleetInvalid
from conforme.repo import Document

FRENCH = """
nom: Parc
consigne: consigne.yaml
herite_de: ../commun
organismes:
  - id: mcn
    nom: {fr: Ministère, en: Ministry}
    services:
      - id: guichet
        phase: bêta
        role: gestion de produit
        depots: [miroirs/guichet.git, {chemin: miroirs/mono.git, parties: [services/guichet/], revision: v1}]
      - id: permis
        herite_de: autre
        depots: [{chemin: miroirs/mono.git, parties: [services/permis]}, "https://example.org/x.git"]
"""
ENGLISH = """
name: Parc
policy: consigne.yaml
inherit: ../commun
organisations:
  - id: mcn
    name: {fr: Ministère, en: Ministry}
    services:
      - id: guichet
        phase: beta
        role: gestion de produit
        repositories: [miroirs/guichet.git, {path: miroirs/mono.git, parts: [services/guichet/], revision: v1}]
      - id: permis
        inherit: autre
        repositories: [{path: miroirs/mono.git, parts: [services/permis]}, "https://example.org/x.git"]
"""


def read(text: str) -> Fleet:
    return plan.read(Document("fleet.yaml", lambda _: text.encode()), "/srv/parc")


def test_french_and_english_keys_say_the_same() -> None:
    assert read(FRENCH) == read(ENGLISH)


def test_paths_are_from_the_folder_of_the_file_and_what_is_inherited_goes_down() -> None:
    fleet = read(FRENCH)
    first, second = fleet.services

    assert fleet.policy == "/srv/parc/consigne.yaml"
    assert (first.id, first.phase, first.role, first.inherit) == ("mcn/guichet", "beta", "gestion de produit", "/srv/commun")
    assert [source.path for source in first.sources] == ["/srv/parc/miroirs/guichet.git", "/srv/parc/miroirs/mono.git"]
    assert first.sources[1].parts == ("services/guichet",) and first.sources[1].revision == "v1"
    assert second.inherit == "/srv/parc/autre"
    assert second.sources[1].path == "" and second.sources[1].id == "https://example.org/x.git"
    assert fleet.neighbours(first, first.sources[1]) == ("services/permis",)
    assert fleet.neighbours(first, first.sources[0]) == ()
    assert fleet.organisations[0].name == {"fr": "Ministère", "en": "Ministry"}
    assert fleet.name == {"fr": "Parc", "en": "Parc"}


def test_the_smallest_form_of_the_contract_is_read() -> None:
    fleet = read("organisations:\n  - id: mcn\n    services:\n      - id: guichet\n        repositories: [mirrors/guichet.git]\n")
    assert [service.id for service in fleet.services] == ["mcn/guichet"]


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("organisations: []\nnome: x\n", "unknown-key", 2),
        ("organisations:\n- id: a\n  services:\n  - id: s\n", "missing-key", 4),
        ("organismes: []\norganisations: []\n", "two-keys", 2),
        ("organisations:\n- {id: a, services: []}\n- {id: a, services: []}\n", "duplicate-name", 1),
        ("organisations:\n- id: a\n  services:\n  - {id: s, repositories: [x, x]}\n", "duplicate-name", 1),
        ("organisations:\n- id: ../a\n  services: []\n", "wrong-form", 2),
        ("organisations:\n- id: a\n  services:\n  - {id: s, role: x@example.org, repositories: [x]}\n", "e-mail", 4),
        ("", "empty", 1),
    ],
)
def test_what_is_wrong_is_said_by_line(text: str, key: str, line: int) -> None:
    with pytest.raises(FleetInvalid) as caught:
        read(text)
    assert (caught.value.problem.key, caught.value.problem.line) == (key, line)


def test_what_is_no_yaml_is_said() -> None:
    with pytest.raises(Invalid):
        read("organisations: [")


@pytest.mark.parametrize(
    "written", ["https://example.org/x.git", "ssh://git@example.org/x", "git@example.org:x/y.git", "example.org:x.git", "file:///x"]
)
def test_an_address_is_told_from_a_path(written: str) -> None:
    assert plan.is_address(written)


@pytest.mark.parametrize("written", ["x.git", "../a/b", "/srv/x:y", "./a:b", os.sep, "a/b:c"])
def test_a_path_is_no_address(written: str) -> None:
    assert not plan.is_address(written)
