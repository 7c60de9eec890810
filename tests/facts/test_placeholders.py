from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conforme.facts.placeholders import Mark, hollow, is_hollow, is_placeholder, template, unfilled, words_of_substance

PLACEHOLDERS = """
TODO
TODO: décrire la portée
TODO describe the scope
- TODO
TBD
TBD – with the team
FIXME
XXX
XX %
à compléter
À compléter par l’équipe
**À venir.**
À définir avec le comité
à déterminer
À faire
sera à préciser
to be determined
Coming soon!
Lorem ipsum dolor sit amet, consectetur
<Nom du projet>
`<nom du projet>`
<your-name>
<NOM_DU_PROJET>
<link to original issue for this ADR>
{titre de l'option 1}
{titre de l’option 1}
{Nom de l'expérimentation}
{aaaa-mm-jj}
{proposé | rejeté | accepté}
{argument a}
[insert contact]
[INSERT CONTACT METHOD]
[Your name]
[votre ministère]
[option 1]
[yyyy]
Description de…
Brève description de votre projet
Description of option 1
…
...
???
____
YYYY-MM-DD
AAAA-MM-JJ
jj/mm/aaaa
example.com
https://www.example.com/page
contact@example.com
zoe@exemple.org
securite@ministere.gouv.qc.ca
https://votre-organisation.ca
https://github.com/your-org/your-repo
Donnez l'exemple
# Titre du projet
Use this section to tell people how to report a vulnerability.
""".strip().split("\n")

REAL = """
<br>
<br/>
<div>
<qc-piv-header>
<https://www.quebec.ca>
<zoe@exempleville.qc.ca>
`<project>`
List<String>
a < b and c > d
[ ]
[x]
[1]
[^note]
[Guide](guide.md)
[BREAKING CHANGE]
{count}
{{ page.title }}
{"a": "b c"}
{ a, b }
..
../..
Write your own JavaScript code.
Insérez votre carte
`<texte libre>`
{query, class}
{page.url}
${HOME}
<% end %>
-
—
n/a
12 %
2026-04-01
x
Faible
Titre
Nom du projet
Description
Description du service
Example
Examples are in the folder
TODO list
TODO lists are kept in GitHub
The TODO list of the team is public.
Le sigle XXX désigne une version
Nous complétons le registre chaque mois
à venir en 2027 avec la version 2
À jour
Les options à définir sont suivies dans le registre par le comité, qui les tranche tous les mois avec les équipes concernées.
https://quebec.ca/exemple
https://mon-entreprise.urssaf.fr
https://www.quebec.ca/services/your-health
🔴
`coming_soon`
Responsable du produit
""".strip().split("\n")


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_placeholders(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["", " ", *REAL])
def test_real_values(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", [text for text in PLACEHOLDERS if text != "# Titre du projet"])
@pytest.mark.parametrize(
    "shape", ["{}", "- {}", "| Cible | Échéance |\n|---|---|\n| {} | {} |", "Portée : {}", "<!-- à lire -->\n\n{}\n\n[note]: https://quebec.ca"]
)
def test_a_section_of_placeholders_is_hollow(text: str, shape: str) -> None:
    body = shape.replace("{}", text.removeprefix("- ").replace("|", "/"))
    assert words_of_substance(body) == 0 and hollow(body) == 1.0 and is_hollow(body), body


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\n",
        "### Sous-titre\n\n#### Autre",
        "Titre\n=====\n\nAutre\n-----",
        "<!-- Écrire\nici\nla portée -->",
        "<!-- never closed\nTODO",
        "---\n\n***\n",
        "| Indicateur | Cible |\n|:--|--:|",
        "Responsable :\n\nDate :",
        "- \n- [ ] \n",
        "[![build](https://img.shields.io/x.svg)](https://ci.exempleville.qc.ca)",
        "https://www.example.com",
        "* Bon, car {argument a}\n* Mauvais, car {argument b}",
        "Use this section to tell people about which versions of your project are\ncurrently being supported with security updates.",
        "---\ntitle: x\nstatus: y\n---\n# Titre",
        "&nbsp;<br>\n[[_TOC_]]",
    ],
)
def test_nothing_is_said(body: str) -> None:
    assert is_hollow(body) and words_of_substance(body) == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("MIT", 1),
        ("Accepted", 1),
        ("Le service est offert à toutes et à tous.", 9),
        ("Écrire à securite@exempleville.qc.ca", 3),
        ("```sh\nnpm ci\n```", 2),
        ("    npm ci", 2),
        ("| Cible | Valeur |\n|---|---|\n| Délai | 3 jours |", 3),
        ("Voir la [politique](https://www.quebec.ca/politique).", 3),
        ("The TODO list is public.", 5),
        ("Une ligne<br>coupée", 3),
        ("- [x] fait", 1),
        ("> cité", 1),
        ("TODO :\nLe service est offert.", 4),
        ("To use python:3.", 4),
        ("<details>Le détail</details>", 2),
    ],
)
def test_words_said(body: str, said: int) -> None:
    assert words_of_substance(body) == said and not is_hollow(body) and hollow(body) < 0.5


@pytest.mark.parametrize(
    "body",
    [
        "https://www.quebec.ca/politique",
        "- <https://www.quebec.ca>",
        "![schéma](docs/schema.png)",
        "<img src='a.png'>",
        "<ma-carte></ma-carte>",
        "::carte{id=1}",
    ],
)
def test_what_is_shown_or_pointed_at_is_not_hollow(body: str) -> None:
    assert words_of_substance(body) == 0 and not is_hollow(body)
    assert is_hollow(f"{body}\n\nÀ compléter")


def test_hollow_is_a_share() -> None:
    assert 0.2 < hollow("Le service est offert en ligne.\n\nTODO: décrire les heures") < 0.5


GITHUB = """# Security Policy

## Supported Versions

Use this section to tell people about which versions of your project are
currently being supported with security updates.

| Version | Supported          |
| ------- | ------------------ |
| 5.1.x   | :white_check_mark: |

## Reporting a Vulnerability

"""
UNTOUCHED = (
    GITHUB + "Use this section to tell people how to report a vulnerability.\n\nTell them where to go, how often they can expect to get an update.\n"
)
MADR = "# {short title, representative of solved problem and found solution}\n\n## Options\n\n* {title of option 1}\n* {title of option 2}\n"
COVENANT = "# Code of Conduct\n\nInstances may be reported at\n[INSERT CONTACT METHOD].\n\nThis is adapted from the Contributor Covenant.\n"
CHANGELOG = """# Changelog

All notable changes to this project will be documented in this file.

The format is based on [Keep a Changelog](https://keepachangelog.com).

## [Unreleased]
"""
DECISION = """# Titre

## Contexte

{Décrivez le contexte et l'énoncé du problème, par exemple sous forme libre en utilisant deux à trois phrases}

* {titre de l’option 1}
"""


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (UNTOUCHED, "github-security-default"),
        (GITHUB + "Écrire à securite@exempleville.qc.ca, réponse sous deux jours.", None),
        (MADR.replace("* {title of option 1}", "{list everyone involved in the decision}\n* {title of option 1}"), "madr"),
        (DECISION, "cqen-decision"),
        (COVENANT, "contributor-covenant-contact"),
        (COVENANT.replace("[INSERT CONTACT METHOD]", "conduite@exempleville.qc.ca"), None),
        (CHANGELOG, "keep-a-changelog"),
        (CHANGELOG + "\n- Ajout du suivi des demandes\n", None),
        (CHANGELOG + "\n## [1.0.0] - 2026-01-01\n", None),
        ("Signalez à `<nom du projet>` :\n\n     securite@ministere.gouv.qc.ca\n", "cqen-security"),
        (f"Partez de ce gabarit :\n\n```md\n{UNTOUCHED}```\n", None),
        ("Un texte du service.", None),
        ("", None),
    ],
)
def test_templates(text: str, known: str | None) -> None:
    assert template(text) == known


def test_what_remains_to_fill_in_has_its_place() -> None:
    text = "# Titre du projet\n\nLe projet <nom du projet> répond\nà securite@ministere.gouv.qc.ca.\n\n- À compléter\n\n```\nTODO\n```\n"
    assert unfilled(text) == (
        Mark(1, "# Titre du projet"),
        Mark(3, "<nom du projet>"),
        Mark(4, "securite@ministere.gouv.qc.ca"),
        Mark(6, "À compléter"),
    )


def test_a_written_text_has_nothing_to_fill_in() -> None:
    assert unfilled("# Suivi\n\nLe suivi, `npm run <name>`, [le guide](guide.md) et <https://www.quebec.ca>.\n") == ()


MARKUP = st.lists(
    st.sampled_from([*PLACEHOLDERS, *REAL, "```", "~~~", "<!--", "-->", "---", "|", "|---|", "# ", "===", "\n", "[", "](", "{", "<"]), max_size=25
)


@given(st.text() | MARKUP.map("\n".join) | MARKUP.map("".join))
def test_never_raises(text: str) -> None:
    is_placeholder(text)
    assert words_of_substance(text) >= 0
    assert 0.0 <= hollow(text) <= 1.0
    if is_hollow(text):
        assert words_of_substance(text) == 0
    template(text)
    unfilled(text)


@given(MARKUP.map("\n".join))
def test_a_sentence_added_is_said(text: str) -> None:
    assert not is_hollow(f"Le service est offert à toutes et à tous.\n\n{text}") or text.startswith("==")


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "{",
        "[",
        "![",
        "[](",
        "<!--",
        "-->",
        "```\n",
        "|",
        "|-",
        "# ",
        "> ",
        "- ",
        "a: ",
        "<a ",
        "a@",
        "a.",
        "\n",
        "`",
        "http://",
        "&",
        ":a",
        "*_",
        "=\n",
        "TODO\n",
        "mot ",
    ],
)
def test_hostile_input_is_read_in_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.process_time()
    is_hollow(text), hollow(text), template(text), unfilled(text), is_placeholder(text)
    assert time.process_time() - begun < 10
