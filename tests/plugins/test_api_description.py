"""What the finder of API descriptions takes for the product's own, and what it reads on the way."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from conforme import testing
from conforme.catalog import Catalog
from conforme.engine.collecting import Options, collect
from conforme.model import Outcome, Strength
from conforme.repo import Document, Repo
from conforme.view import Found

KIND = "api-description"
WRITTEN = (
    "openapi: 3.0.3\ninfo: {title: API des permis, version: 1.0.0}\npaths:\n  /permis:\n    get:\n      summary: Lister les permis\n"
    "      responses: {'200': {description: Les permis}}\n"
)


def found(cards: Catalog, files: Mapping[str, str]) -> Found:
    return collect(Repo.of(dict(files)), cards, Options(datetime.date(2026, 11, 1), isolate=False), [KIND]).found[KIND]


def test_a_generator_that_a_wrapper_brings_is_at_work(cards: Catalog) -> None:
    lock = '{"dependencies": {"net9.0": {"Ministere.Api": {"type": "Direct"}, "Swashbuckle.AspNetCore": {"type": "Transitive"}}}}'
    files = {
        "src/Api/packages.lock.json": lock,
        "src/Api/Startup.cs": 'services.ConfigureApi(new Options { Info = (_, version) => new OpenApiInfo { Title = "Permis" } });\n',
    }
    (item,) = found(cards, files).evidence

    assert (item.path, item.strength, item.data["generator"]) == ("src/Api/Startup.cs", Strength.DECLARED, "Swashbuckle")
    # What a dependency brings along may never be used.
    assert not found(cards, {**files, "src/Api/Startup.cs": "services.ConfigureApi();\n"}).evidence, (
        "what a dependency brings along may never be used"
    )


@pytest.mark.parametrize(
    "package",
    [
        '{"name": "slates", "_resolved": "https://registre.example.org/slates.tgz"}',
        '{"name": "slates", "bin": "./slates.js", "keywords": ["Swagger"]}',
    ],
)
def test_what_a_tool_keeps_for_its_own_tests_is_not_the_services(package: str, cards: Catalog) -> None:
    seen = found(cards, {"outils/slates/package.json": package, "outils/slates/defs/pets.yaml": WRITTEN, "api/permis.yaml": WRITTEN + "# v1\n"})

    assert [item.path for item in seen.evidence] == ["api/permis.yaml"]
    assert ("outils/slates/defs/pets.yaml", "tool") in {(look.path, look.saw) for look in seen.looks}


@pytest.mark.parametrize(
    "package", ["{}", '{"name": "permis", "keywords": ["openapi"]}', '{"bin": "a.js", "keywords": ["permis", 3]}', "[", "[" * 5000]
)
def test_any_other_package_describes_its_own_api(package: str, cards: Catalog) -> None:
    assert found(cards, {"serveur/package.json": package, "serveur/api.yaml": WRITTEN}).evidence


def test_only_the_files_that_may_set_a_generator_up_are_read(cards: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    whole = Document.bytes

    def noted(self: Document, *limits: int) -> bytes:
        read.add(self.path)
        return whole(self, *limits)

    monkeypatch.setattr(Document, "bytes", noted)
    sources = {f"permits/part{number}.py": "def total(): ...\n" for number in range(9)}
    settings = {"permits/settings.py": "SPECTACULAR_SETTINGS = {}\n"}

    assert not found(cards, {**sources, **settings}).evidence
    assert not read & {*sources, *settings}, "no manifest declares a generator"
    assert found(cards, {**sources, **settings, "requirements.txt": "drf-spectacular==0.29\n"}).evidence
    assert read & {*sources, *settings} == set(settings)


def test_departures_are_said_in_the_order_of_their_lines(cards: Catalog) -> None:
    text = (
        "openapi: 3.0.3\ninfo: {title: API des permis, version: 1.0.0}\npaths:\n  /permis/{no}:\n    get:\n      summary: Lire un permis\n"
        "      responses: {'200': {description: Le permis}}\n  demandes:\n    get:\n      sumary: Lister\n      responses: {'200': {}}\n"
    )
    (result,) = [item for item in testing.judge(cards, "api-valid", Repo.of({"openapi.yaml": text})) if item.rule == "api-valid"]
    lines = [finding.locations[0].line for finding in result.findings]

    assert result.outcome is Outcome.FAIL and len(set(lines)) > 1
    assert lines == sorted(lines)
