"""`conforme init`: what it finds, what it writes, what it never touches; and what editors are given with it."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import alter
import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from conforme import catalog, editors, engine, schemas, skeletons
from conforme.catalog import Catalog
from conforme.cli import choosing, guessing, init, main, placing
from conforme.cli.errors import UserError
from conforme.facts import registers, structured
from conforme.facts.phases import of_badge, of_status
from conforme.facts.placeholders import is_placeholder
from conforme.model import Outcome
from conforme.repo import Repo

CARDS = catalog.load()
LANGUAGES = ("fr", "en")
EACH = [(name, lang) for name in registers.names() for lang in LANGUAGES]
on_each = pytest.mark.parametrize(("name", "lang"), EACH)

Outcomes = tuple[int, str, str]
Conforme = Callable[..., Outcomes]


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, warm_cache: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "CONFORME_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def conforme(capsys: pytest.CaptureFixture[str]) -> Conforme:
    def run(*arguments: object) -> Outcomes:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """A plain folder with a README that says little."""
    folder = tmp_path / "depot"
    folder.mkdir()
    (folder / "README.md").write_text("# Guichet des permis\n\nLe service est offert à toutes et à tous par le guichet.\n", encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts}


# ---- skeletons


def skeleton(name: str, lang: str) -> str:
    return skeletons.text(name, lang, f"conformite/{registers.files(name)[lang]}", f"schemas/{editors.file_name(name, lang)}")


def read(name: str, text: str) -> registers.Register:
    return registers.read(Repo.of({"conformite/x.yaml": text}).document("conformite/x.yaml"), name)


@on_each
def test_a_skeleton_is_hollow_not_invalid_and_in_its_language(name: str, lang: str) -> None:
    for text in (skeleton(name, lang), alter.uncommented(skeleton(name, lang))):
        register = read(name, text)
        assert not register.problems and not register.doubts
        assert register.lang == lang

    assert set(registers.read(Repo.of({"x.yaml": alter.uncommented(skeleton(name, lang))}).document("x.yaml"), name).node.fields()) == set(
        schemas.load(name)["properties"]
    ), "each key is there, were it behind a #"


@on_each
def test_a_skeleton_begins_with_its_modeline_and_no_line_is_endless(name: str, lang: str) -> None:
    lines = skeleton(name, lang).split("\n")

    assert lines[0] == f"# yaml-language-server: $schema=schemas/{editors.file_name(name, lang)}"
    assert max(map(len, lines)) <= skeletons.WIDTH + 20
    assert not [line for line in lines if line != line.rstrip()]
    assert skeletons.text(name, lang, "x.yaml", None).startswith(f"# {schemas.load(name)['x-title'][lang]}\n")


def values(schema: Mapping[str, Any]) -> Iterator[Any]:
    yield from schema.get("enum", ())
    yield from schema.get("examples", ())
    yield from ("Un texte qui dit quelque chose", "9.1", "0123456789abcdef", 3)


def filled(data: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """What somebody would write in place of each placeholder, by the schema that their editor shows."""
    schema = schemas.resolve(schema, root)
    if isinstance(data, dict):
        others = schema.get("additionalProperties")
        return {
            ("clé" if is_placeholder(str(key)) else key): filled(value, schema.get("properties", {}).get(key, others), root)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [filled(item, schema["items"], root) for item in data]
    return next(value for value in values(schema) if Draft7Validator({"$defs": root.get("$defs", {}), **schema}).is_valid(value))


@on_each
def test_a_skeleton_once_filled_is_valid_for_us_and_for_editors(name: str, lang: str) -> None:
    schema = editors.schema(name, lang)
    for text in (skeleton(name, lang), alter.uncommented(skeleton(name, lang))):
        whole = filled(alter.load("x.yaml", text), schema, schema)
        register = read(name, alter.dump("x.yaml", whole))

        assert [error.message for error in Draft7Validator(schema).iter_errors(whole)] == []
        assert not register.problems and not register.doubts


ODD = [
    "Guichet",
    "Guichet: permis",
    "yes",
    "3,5",
    "- x",
    "#x",
    "a  b",
    "«\u00a0x\u00a0»",
    "l’été",
    "\"'",
    "{x}",
    "ligne\u2028deux",
    "clé: [",
    "!x",
    "*a",
    "~",
    "",
]


@pytest.mark.parametrize("value", ODD)
def test_a_value_that_was_found_reads_back_as_it_was(value: str) -> None:
    given = skeletons.Given({"name": value, "parts": [{"id": value, "path": value}]}, {"name": "README.md"})
    data = alter.load("x.yaml", skeletons.text("service", "en", "x.yaml", None, given))

    assert data["name"] == value
    assert data["parts"] == [{"id": value, "path": value}]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("written", [str, alter.uncommented])
def test_a_skeleton_is_evidence_of_nothing(lang: str, written: Callable[[str], str]) -> None:
    files = {f"conformite/{registers.files(name)[lang]}": written(skeleton(name, lang)) for name in registers.names()}
    collected = engine.collect(Repo.of(files), CARDS, engine.Options(datetime.date(2026, 11, 1), isolate=False))

    assert not [(item.kind, item.path) for found in collected.found.values() for item in found.evidence]
    assert not [limit for found in collected.found.values() for limit in found.limits]


# ---- editors


def properties(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key in ("properties", "$defs"):
        for name, part in schema.get(key, {}).items():
            if key == "properties":
                yield name, part
            yield from properties(part)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from properties(schema[key])


@on_each
def test_the_schema_of_a_register_says_everything_in_its_language(name: str, lang: str) -> None:
    schema = editors.schema(name, lang)
    Draft7Validator.check_schema(schema)
    Draft202012Validator.check_schema({key: value for key, value in schema.items() if key != "$schema"})

    for key, part in properties(schema):
        assert part.get("description"), key
        assert part.get("title"), key
        for example in part.get("examples", ()):
            assert Draft7Validator({"$defs": schema.get("$defs", {}), **part}).is_valid(example), (key, example)
        assert len(part.get("examples", (1, 2))) > 1, "an editor writes an only example by itself"
    assert "x-" not in json.dumps([*schema, *(key for _, part in properties(schema) for key in part)])


def bodies(schema: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from ((part, snippet["body"]) for snippet in part.get("defaultSnippets", ()))


@on_each
def test_a_snippet_holds_keys_of_its_schema_and_numbers_its_places(name: str, lang: str) -> None:
    schema = editors.schema(name, lang)
    found = list(bodies(schema))

    assert found
    for part, body in found:
        assert set(body) <= set(part["properties"])
        assert set(part.get("required", ())) <= set(body)
        places = [int(number) for number in re.findall(r"\$\{(\d+)", json.dumps(body))]
        assert places == list(range(1, len(places) + 1))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_catalog_names_the_files_of_both_languages(conforme: Conforme, lang: str) -> None:
    code, out, _ = conforme("schema", "--catalog", "--lang", lang, "--base", "https://exemple.quebec/schemas/")
    entries = json.loads(out)["schemas"]

    assert code == 0
    assert len({entry["name"] for entry in entries}) == len(entries) == len({entry["url"] for entry in entries})
    matched = {match.removeprefix("**/"): entry for entry in entries for match in entry["fileMatch"]}
    assert sum(len(entry["fileMatch"]) for entry in entries) == len(matched), "one schema for a file"
    for name in registers.names():
        for one, file in registers.files(name).items():
            entry = matched[f"conformite/{file}"]
            assert registers.find([f"conformite/{file}"], name)
            same = len(set(registers.files(name).values())) == 1
            assert entry["url"] == f"https://exemple.quebec/schemas/{editors.file_name(name, lang if same else one)}"


def test_a_schema_is_named_or_the_catalog_asked_for(conforme: Conforme) -> None:
    assert conforme("schema", "risks", "--catalog")[0] == 2
    assert json.loads(conforme("schema", "risks", "--lang", "fr")[1]) == editors.schema("risks", "fr")
    assert json.loads(conforme("schema", "card")[1]) == schemas.load("card")
    assert set(registers.names()) < set(conforme("schema")[1].split())


# ---- what is found

PUBLIC = "publiccodeYmlVersion: '0'\nname: guichet-permis\nlegal: {repoOwner: Ministère des Exemples}\ndevelopmentStatus: beta\n"
BADGE = "[![Phase](https://img.shields.io/badge/phase-alpha-blue)](https://exemple.quebec)"


@pytest.mark.parametrize(
    ("files", "name", "source"),
    [
        ({"README.md": "# Guichet des permis\n\nTexte.\n"}, "Guichet des permis", "README.md"),
        ({"README.md": "# README\n", "package.json": '{"name": "@org/guichet"}'}, "guichet", "package.json"),
        ({"README.md": "# Titre du projet\n", "pyproject.toml": '[project]\nname = "guichet"\n'}, "guichet", "pyproject.toml"),
        ({"README.md": "# Autre\n", "publiccode.yml": PUBLIC}, "guichet-permis", "publiccode.yml"),
        (
            {"publiccode.yml": "name: x1\ndescription: {fr: {localisedName: Guichet}, en: {localisedName: Desk}}\n"},
            {"fr": "Guichet", "en": "Desk"},
            "publiccode.yml",
        ),
        ({"LISEZMOI.md": "# **Guichet** [du Québec](https://exemple.quebec)\n"}, "Guichet du Québec", "LISEZMOI.md"),
        ({"README.fr.md": "# Guichet\n", "README.md": "# Desk\n"}, "Desk", "README.md"),
        ({"docs/README.md": "# Pages\n"}, None, None),
        ({"README.md": "# ecrire@exemple.org\n"}, None, None),
        ({"publiccode.yml": "name: [", "package.json": "{", "pyproject.toml": "="}, None, None),
        ({"publiccode.yml": "- a\n", "package.json": '{"name": 3}'}, None, None),
    ],
)
def test_the_name_is_where_people_write_it(files: dict[str, str], name: object, source: str | None) -> None:
    found = guessing.look(Repo.of(files)).name

    assert (found and found.value, found and found.source) == (name, source)


@pytest.mark.parametrize(
    ("files", "phase"),
    [
        ({"README.md": f"# G\n\n{BADGE}\n", "publiccode.yml": PUBLIC}, "alpha"),
        ({"publiccode.yml": PUBLIC}, "beta"),
        ({"publiccode.yml": "developmentStatus: stable\n"}, None),
        ({"publiccode.yml": "developmentStatus: [beta]\n"}, None),
        ({"README.md": "# G\n\nLa phase bêta commence.\n"}, None),
    ],
)
def test_the_phase_is_a_badge_or_a_status_that_says_one(files: dict[str, str], phase: str | None) -> None:
    found = guessing.look(Repo.of(files)).phase

    assert (found and found.value) == phase


def test_a_badge_names_one_phase_as_such() -> None:
    assert of_badge('<img alt="Phase" src="https://exemple.quebec/b%C3%AAta.svg">') is None
    assert of_badge("![Phase : bêta](x.svg)") == "beta"
    assert of_badge("![Statut : mise en service](x.svg)") == "live"
    assert of_badge("![phase alpha ou bêta](x.svg)") is None
    assert of_badge("![alpha](x.svg)") is None
    assert of_badge("\n" * 80 + "![Phase : bêta](x.svg)") is None
    assert [of_status(word) for word in ("concept", "development", "beta", "stable", "obsolete")] == ["discovery", None, "beta", None, None]


@pytest.mark.parametrize(
    ("paths", "parts"),
    [
        (["web/package.json", "api/pyproject.toml", "README.md"], ["api", "web"]),
        (["apps/web/package.json", "services/Paie/pom.xml", "infra/main.tf"], ["apps/web", "services/Paie"]),
        (["web/package.json"], []),
        (["web/package.json", "api-tests/package.json", "tests_cypress/package.json"], []),
        (["docs/package.json", "tests/package.json", ".github/package.json", "examples/package.json", "api/go.mod"], []),
        (["a/x/package.json", "b/x/package.json"], []),
        (["apps/x/package.json", "services/x/go.mod"], []),
        (["Front/App.csproj", "Api/Api.csproj"], ["Api", "Front"]),
        ([f"p{number}/package.json" for number in range(30)], []),
    ],
)
def test_parts_are_folders_that_hold_a_package_when_there_are_several(paths: list[str], parts: list[str]) -> None:
    found = guessing.look(Repo.of(dict.fromkeys(paths, ""))).parts

    assert [part["path"] for part in found] == parts
    assert all(re.fullmatch(r"[a-z0-9-]+", part["id"]) for part in found)


@pytest.mark.parametrize(
    ("readme", "lang"),
    [
        ("Ce service est pour vous et il est dans la ville. Le guichet des permis et les demandes.", "fr"),
        ("This service is for you and it is in the city. The permits of the office and the requests.", "en"),
        ("Le guichet des permis et les demandes. The desk of the permits and the requests.", None),
        ("npm install", None),
    ],
)
def test_the_language_is_that_of_the_readme(readme: str, lang: str | None) -> None:
    found = guessing.look(Repo.of({"README.md": readme})).language

    assert (found and found.value) == lang


# ---- which registers

INDICATORS = (
    "# Indicateurs\n\n| Indicateur | Cible | Fréquence | Source |\n|---|---|---|---|\n"
    "| Délai de réponse | 5 jours | mensuelle | journal des demandes |\n"
)


def choose(files: Mapping[str, str], **asked: Any) -> dict[str, choosing.Choice]:
    repo = Repo.of(files)
    kinds = {kind for kind, card in CARDS.finders.items() if card.registers}
    collected = engine.collect(repo, CARDS, engine.Options(datetime.date(2026, 11, 1), isolate=False), kinds)
    return {choice.name: choice for choice in choosing.choose(repo, CARDS, collected, choosing.Asked(**asked))}


def test_a_register_applies_when_no_carrier_of_its_kind_was_found() -> None:
    nothing = choose({})
    assert {name for name, choice in nothing.items() if choice.why == "write"} == {
        name for rule in CARDS.rules.values() for kind in rule.evidence for name in CARDS.finders[kind].registers if name != "service"
    }
    assert nothing["service"].why == "manifest"
    found = choose({"docs/indicateurs.md": INDICATORS})["indicators"]
    assert (found.why, found.data["place"], found.wanted) == ("found", "docs/indicateurs.md", False)
    hollow = choose({"docs/indicateurs.md": INDICATORS.replace("Délai de réponse", "À compléter").replace("5 jours", "À compléter")})["indicators"]
    assert hollow.why in ("flawed", "found") and not hollow.wanted


def test_what_is_there_is_kept_whatever_its_language_and_place() -> None:
    files = {"compliance/risks.yaml": "risks: []\n", "conformite/indicateurs.yml": "a: 1\n", "service.yaml": "kind: Service\napiVersion: v1\n"}
    choices = choose(files, names=["risks", "indicators", "service"])

    assert choices["risks"].data["place"] == "compliance/risks.yaml"
    assert choices["indicators"].why == "kept"
    assert choices["service"].why == "manifest", "another tool’s file"
    assert choose({}, on_disk=["conformite/recherche.yaml"])["research"].why == "kept"
    declared = {"conformite/service.yaml": "nom: x\nregistres: {risks: gestion/r.yaml}\n", "gestion/r.yaml": "risques: []\n"}
    assert choose(declared)["risks"].data["place"] == "gestion/r.yaml"


def test_the_phase_and_the_manifest_say_what_does_not_apply_yet() -> None:
    rules = [rule for rule in CARDS.rules.values() if "performance-indicators" in rule.evidence]
    lines = "".join(f"  - {{regle: {rule.id}, motif: aucune mesure ici, role: gestion}}\n" for rule in rules)
    assert choose({"conformite/service.yaml": f"nom: x\nsans_objet:\n{lines}"})["indicators"].why == "not-applicable"
    at = {phase: {name for name, choice in choose({}, phase=phase).items() if choice.wanted} for phase in ("discovery", "alpha", "beta", "live")}
    assert at["discovery"] <= at["alpha"] <= at["beta"] <= at["live"] == {name for name, choice in choose({}).items() if choice.wanted}
    assert {name for name, choice in choose({}, all=True, phase="discovery").items() if choice.wanted} == set(registers.names())


# ---- what is written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_init_writes_what_applies_and_a_second_time_nothing(conforme: Conforme, service: Path, lang: str) -> None:
    before = tree(service)
    code, out, err = conforme("init", service, "--dry-run", "--lang", lang)
    assert (code, err, tree(service)) == (0, "", before)
    code, out, err = conforme("init", service, "--lang", lang)

    assert (code, err) == (0, "")
    new = {path: content for path, content in tree(service).items() if path not in before}
    assert {path for path in new if "schemas/" not in path} == {
        f"conformite/{registers.files(name)[lang]}" for name, choice in choose({}).items() if choice.wanted
    }
    for path, content in new.items():
        assert "schemas/" in path or path in out
        modeline = re.match(r"# yaml-language-server: \$schema=(\S+)\n", content.decode())
        assert path.endswith(".json") or (modeline and (service / "conformite" / modeline[1]).is_file())
    assert "Guichet des permis" in out and "Guichet des permis" in (service / "conformite/service.yaml").read_text(encoding="utf-8")
    after = tree(service)
    assert conforme("init", service, "--lang", "en" if lang == "fr" else "fr")[0] == 0
    assert tree(service) == after
    assert conforme("registers", *(service / path for path in new if path.endswith(".yaml"))) == (0, "", "")
    assert not list(service.rglob(".conforme-*"))


def test_the_language_is_asked_declared_or_read(conforme: Conforme, service: Path) -> None:
    assert "Écrit" in conforme("init", service, "risks")[1]
    (service / "README.md").write_text("# Desk\n\nThis is the desk of the city. It is for you and for the public, with what is in it.\n")
    assert "Written" in conforme("init", service, "research")[1]
    (service / "conforme.toml").write_text('lang = "fr"\n')
    assert "Écrit" in conforme("init", service, "indicators")[1]
    (service / "conforme.toml").unlink()
    (service / "conformite/service.yaml").write_text("nom: Guichet\norganisme: Ministère des Exemples\n")
    assert "Laissé tel quel" in conforme("init", service, "research")[1], "the language of the manifest’s keys"
    assert "Left as it is" in conforme("init", service, "research", "--lang", "en")[1]


def test_named_registers_alone_or_all_of_them(conforme: Conforme, service: Path) -> None:
    assert conforme("init", service, "risques", "--no-schemas")[0] == 0
    assert {path for path in tree(service) if path.startswith("conformite")} == {"conformite/risques.yaml"}
    assert not (service / "conformite/risques.yaml").read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert conforme("init", service, "--all")[0] == 0
    for name in registers.names():
        assert (service / "conformite" / registers.files(name)["fr"]).is_file()


def test_a_folder_already_used_is_used_again(conforme: Conforme, service: Path) -> None:
    (service / "compliance").mkdir()
    (service / "compliance/risks.yaml").write_text("risks: []\n")
    conforme("init", service, "--lang", "en")

    assert not (service / "conformite").exists()
    assert (service / "compliance/service.yaml").is_file()
    assert (service / "compliance/risks.yaml").read_text() == "risks: []\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["init", "{service}/nowhere"], "nowhere"),
        (["init", "risqes"], "risks"),
        (["init", "{service}", "{service}/conformite"], "conformite"),
        (["init", "{service}", "--rev", "HEAD"], "--rev"),
        (["init", "{service}", "--staged"], "--staged"),
        (["init", "{service}/README.md"], "README.md"),
        (["init", "{service}/bare.git"], "bare.git"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_written_to_is_one_clear_line(conforme: Conforme, service: Path, arguments: list[str], word: str, lang: str) -> None:
    (service / "conformite").mkdir()
    subprocess.run(["git", "init", "-q", "--bare", service / "bare.git"], check=True)
    before = tree(service)
    code, out, err = conforme(*(argument.format(service=service) for argument in arguments), "--lang", lang)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert word in err
    assert tree(service) == before


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_nothing_is_written_through_a_link(conforme: Conforme, service: Path, tmp_path: Path, dry: tuple[str, ...]) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (service / "conformite").symlink_to(elsewhere)
    assert conforme("init", service, *dry)[0] == 2
    (service / "conformite").unlink()
    (service / "conformite").mkdir()
    (service / "conformite/schemas").symlink_to(elsewhere)
    assert conforme("init", service, *dry)[0] == 2
    (service / "conformite/schemas").unlink()
    (service / "conformite/service.yaml").symlink_to(elsewhere / "service.yaml")
    assert conforme("init", service, *dry)[0] == 0
    assert not list(elsewhere.iterdir())
    assert (service / "conformite/service.yaml").is_symlink()
    (tmp_path / "file").mkdir()
    (tmp_path / "file/conformite").write_text("")
    assert conforme("init", tmp_path / "file", *dry)[0] == 2


def test_a_path_that_is_itself_a_link_is_what_its_user_named(conforme: Conforme, service: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(service)

    assert conforme("init", tmp_path / "link", "risks")[0] == 0
    assert (service / "conformite/risques.yaml").is_file()


def test_after_a_failure_nothing_is_left(conforme: Conforme, service: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, pour, calls = tree(service), placing._pour, []

    def full(handle: int, content: bytes) -> None:
        calls.append(handle)
        if len(calls) == 3:
            os.close(handle)
            raise OSError(28, "No space left on device")
        pour(handle, content)

    monkeypatch.setattr(placing, "_pour", full)
    code, out, err = conforme("init", service)

    assert (code, out) == (4, "")
    assert "No space left" in err
    assert tree(service) == before and not (service / "conformite").exists()


def test_a_file_system_without_hard_links_does(service: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    (service / "a").mkdir()
    (service / "a/kept.yaml").write_text("kept")
    written = placing.place(str(service), [placing.Draft("a/b/new.yaml", "é\n"), placing.Draft("a/kept.yaml", "lost")])

    assert written == ["a/b/new.yaml"]
    assert (service / "a/b/new.yaml").read_bytes() == "é\n".encode()
    assert (service / "a/kept.yaml").read_text() == "kept"
    assert sorted(path.name for path in (service / "a").rglob("*")) == ["b", "kept.yaml", "new.yaml"]


def test_a_folder_that_turned_into_a_link_meanwhile_is_not_followed(service: Path, tmp_path: Path) -> None:
    (service / "a").symlink_to(tmp_path)
    with pytest.raises(UserError):
        placing.place(str(service), [placing.Draft("b/x", "1"), placing.Draft("a/x", "1")])

    assert not (tmp_path / "x").exists() and not (service / "b").exists()


# ---- questions


def test_a_terminal_is_asked_what_could_not_be_found(conforme: Conforme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter(["  Guichet: permis ", "", "gamma", "Bêta"])
    monkeypatch.setattr(init, "_is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or next(answers))  # type: ignore[func-returns-value]
    assert conforme("init", tmp_path)[0] == 0

    data = alter.load("x.yaml", (tmp_path / "conformite/service.yaml").read_text(encoding="utf-8"))
    assert (data["nom"], data["organisme"], data["phase"]) == ("Guichet: permis", "À compléter", "bêta")
    assert len(asked) == 4
    assert conforme("init", tmp_path)[0] == 0, "a manifest is there: nothing is asked"


def test_no_question_without_a_terminal_nor_with_yes_and_an_interruption_writes_nothing(
    conforme: Conforme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    monkeypatch.setattr(init, "_is_terminal", lambda: True)
    folder = tmp_path / "vide"
    folder.mkdir()
    assert conforme("init", folder)[0] == 130
    assert not tree(folder)
    assert conforme("init", folder, "--yes")[0] == 0
    other = tmp_path / "autre"
    other.mkdir()
    monkeypatch.setattr(init, "_is_terminal", lambda: False)
    assert conforme("init", other)[0] == 0
    assert tree(other) == tree(folder)


# ---- it passes nothing

RICH = {
    "README.md": f"# Guichet\n\n{BADGE}\n\nLe service est pour vous et pour les villes.\n",
    "publiccode.yml": PUBLIC,
    "web/package.json": '{"name": "web"}',
    "api/pyproject.toml": '[project]\nname = "api"\n',
    "docs/indicateurs.md": INDICATORS,
}


def passing(repo: Repo, cards: Catalog) -> set[str]:
    report = engine.audit(repo, cards, engine.Options(datetime.date(2026, 11, 1), "live", isolate=False))
    assert not [result for result in report.results if result.outcome is Outcome.ERROR]
    return {result.rule for result in report.results if result.outcome is Outcome.PASS}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("arguments", [(), ("--all",)])
def test_no_rule_passes_because_of_init(conforme: Conforme, tmp_path: Path, lang: str, arguments: tuple[str, ...]) -> None:
    for path, content in RICH.items():
        (tmp_path / "d" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / path).write_text(content, encoding="utf-8")
    assert conforme("init", tmp_path / "d", "--lang", lang, *arguments)[0] == 0
    after = {path: content.decode() for path, content in tree(tmp_path / "d").items()}
    manifest = alter.load("x.yaml", after["conformite/service.yaml"])

    assert len(manifest["parties" if lang == "fr" else "parts"]) == 2
    assert "phase" not in manifest and "#phase: alpha" in after["conformite/service.yaml"], "proposed, and not declared in the team’s name"
    assert passing(Repo.of(after), CARDS) <= passing(Repo.of(RICH), CARDS)


def test_in_a_real_repository_from_init_to_check(conforme: Conforme, service: Path) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(service), "-c", "user.name=x", "-c", "user.email=x@exemple.org", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("add", "README.md")
    git("commit", "-qm", "Début")
    before = json.loads(conforme("check", service, "--format", "json", "--exit-zero")[1])
    (service / "conformite").mkdir()
    (service / "conformite/risks.yaml").write_text("risks: []\n")
    (service / "web").mkdir()
    assert str(service) in conforme("init", service / "web", "--dry-run")[1], "a folder of a work tree is not its root"
    code, out, _ = conforme("init", service)

    assert code == 0
    assert "conformite/risks.yaml" in out, "untracked, and kept all the same"
    assert not (service / "conformite/risques.yaml").exists()
    assert set(git("status", "--porcelain").split()) == {"??", "conformite/"}
    git("add", "conformite")
    after = json.loads(conforme("check", service, "--format", "json", "--exit-zero")[1])
    assert after["service"]["name"] == {"fr": "Guichet des permis"} or "Guichet des permis" in json.dumps(after["service"], ensure_ascii=False)
    assert {item["rule"] for item in after["results"] if item["outcome"] == "pass"} <= {
        item["rule"] for item in before["results"] if item["outcome"] == "pass"
    }
    assert not {item["outcome"] for item in after["results"]} & {"error"}
    assert structured.parse(Repo.of({"x.yaml": (service / "conformite/service.yaml").read_bytes()}).document("x.yaml"))
