"""Dependencies of each ecosystem, with their scope and their place."""

from __future__ import annotations

import pytest

from conforme.facts.dependencies import dependencies, used
from conforme.repo import Repo

POM = (
    "<project>\n<dependencies>\n<dependency><groupId>org.junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>\n"
    "</dependencies></project>"
)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "package.json",
            '{"dependencies": {"vue": "^3"},\n "devDependencies": {"jest": "29"}}',
            [("vue", "^3", "runtime", 1), ("jest", "29", "dev", 2)],
        ),
        ("requirements.txt", "# x\nDjango[argon2]==4.2 ; python_version > '3'\n-r dev.txt\n", [("Django", "==4.2", "runtime", 2)]),
        ("requirements/dev.txt", "pytest\n", [("pytest", "", "dev", 1)]),
        (
            "pyproject.toml",
            '[project]\ndependencies = ["flask>=2"]\n[dependency-groups]\ndev = ["ruff"]\n',
            [("flask", ">=2", "runtime", 2), ("ruff", "", "dev", 4)],
        ),
        ("Pipfile", '[packages]\nflask = "*"\n', [("flask", "*", "runtime", 2)]),
        ("setup.cfg", "[options]\ninstall_requires =\n    flask\n", [("flask", "", "runtime", 3)]),
        ("Gemfile", "gem 'rails', '~> 7'\ngroup :test do\n  gem \"rspec\"\nend\n", [("rails", "~> 7", "runtime", 1), ("rspec", "", "dev", 3)]),
        ("pom.xml", POM, [("org.junit:junit", "", "dev", 3)]),
        ("build.gradle", "  testImplementation 'org.junit:junit:4.1'\n", [("org.junit:junit", "4.1", "dev", 1)]),
        ("build.gradle.kts", '  implementation("a.b:c:1")\n', [("a.b:c", "1", "runtime", 1)]),
        ("App.csproj", '<PackageReference Include="xunit" Version="2.4" />', [("xunit", "2.4", "runtime", 1)]),
        ("composer.json", '{"require": {"php": ">=8", "symfony/yaml": "6"}}', [("symfony/yaml", "6", "runtime", 1)]),
        ("go.mod", "module x\nrequire (\n\tgithub.com/a/b v1.2.0\n)\n", [("github.com/a/b", "v1.2.0", "runtime", 3)]),
        ("Cargo.toml", '[dependencies]\nserde = { version = "1" }\n', [("serde", "1", "runtime", 2)]),
        (
            "mix.exs",
            '  {:phoenix, "~> 1.7"},\n  {:credo, "~> 1", only: [:dev, :test]}\n',
            [("phoenix", "~> 1.7", "runtime", 1), ("credo", "~> 1", "dev", 2)],
        ),
    ],
)
def test_a_manifest_declares(path: str, text: str, expected: list[tuple[str, str, str, int]]) -> None:
    found = Repo.of({path: text}).document(path).fact(dependencies)

    assert [(item.name, item.version, item.scope, item.line) for item in found] == expected


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("jest-axe", "\nimport { axe } from 'jest-axe'\n", 2),
        ("axe-core-rspec", "require 'axe-core-rspec'", 1),
        ("axe-core-rspec", "# require 'axe-core-rspec'", 0),
        ("locust", "from locust import task", 1),
        ("pa11y", "pa11y-ci", 0),
        ("org.x:selenium", "import org.openqa.selenium.By;", 1),
    ],
)
def test_a_dependency_is_used_where_it_is_imported(name: str, text: str, line: int) -> None:
    assert used(name, text) == line
