"""Which commands run the tests of a tool: what a pipeline says when it sets them to work."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from conforme.facts import regex as re
from conforme.facts.pipelines.gather import Gathered, Run
from conforme.facts.pipelines.model import Triggers

_JVM = (
    r"\b(?:mvnw?|\./mvnw)\b.{0,200}\b(?:test|verify|package|install|deploy)\b|\bgradlew?\b.{0,200}\b(?:\w{0,40}[tT]est\w{0,20}|build|check|"
    r"functional|smoke|integration)\b|\bwith(?:Nightly)?Pipeline\b|\bsbt\b.{0,80}\b(?:test|it:test|acceptance)"
)
_PYTEST = (
    r"\b(?:pytest|py\.test|tox|nox)\b|manage\.py test|unittest|\bmake\b.{0,60}tests?\b|run_tests|test\.sh|\b(?:hatch|poe|pdm|"
    r"uv) run .{0,40}tests?\b|\bnosetests\b"
)
_RUBY = (
    r"\b(?:rspec|minitest|turbo_tests|parallel_rspec|knapsack)\b|parallel:spec|\brails (?:test|spec)|bin/(?:rspec|test|ci)\b|"
    r"\brake(?:[ \t]{1,4}(?:spec|test|default|ci|parallel|cucumber|karma)\b|[ \t]{0,4}$)"
)
_NODE = (
    r"\b(?:npm|yarn|pnpm|bun|nx|lerna|turbo|ng|npx)\b[^\n]{0,60}\btests?\b(?![:._-]?(?:lint|types?|format|html|e2e|a11y|deps)\b)|"
    r"\b(?:jest|vitest|mocha|karma|ava|qunit|web-test-runner|uvu)\b(?![/:]|[-.]\w)|node --test"
)
_DOTNET = r"\bdotnet test\b|dotnetcorecli|vstest|command: test|[a-z]Tests?: true|xunit"
_PHP = r"\b(?:phpunit|pest|codecept|paratest|artisan test|behat)\b|\bcomposer\b.{0,30}tests?\b"
_ANY_E2E = (
    r"\b(?:npm|yarn|pnpm|bun|make|nx|ng|rake|just|gradlew|mvnw?|task|composer|npx|docker[ -]compose|sbt)\b[^\n]{0,120}"
    r"(?:\b(?:e2e|acceptance|functional|smoke|journeys?|ui[-_]?tests?|browser[-_]?tests?)\b|end[-_]?to[-_]?end|e2e[-_]?tests?|integration[-_]?tests?)|"
    r"\b(?:e2e|end[-_ ]to[-_ ]end|acceptance|functional|browser|journey)[-_ ]tests?\b"
)

RUNNERS: dict[str, str] = {
    "jvm": _JVM, "python": _PYTEST, "ruby": _RUBY, "node": _NODE, "dotnet": _DOTNET, "php": _PHP,
    "go": r"\bgo test\b|\bginkgo\b|\bgotestsum\b|\bmake\b.{0,40}tests?\b",
    "elixir": r"\bmix\b.{0,30}\btest\b",
    "rust": r"\bcargo\b.{0,30}\b(?:test|nextest|tarpaulin|llvm-cov)\b",
    "swift": r"\bxcodebuild\b.{0,300}\btest\b|\bswift test\b|fastlane|\bscan\b",
    "dart": r"\bflutter test\b|\bdart test\b",
    "bats": r"\bbats\b", "rego": r"\bopa test\b|conftest verify|\bgator\b", "terraform": r"\bterraform test\b",
    "robot": r"\brobot\b|\bpabot\b", "r": r"testthat|devtools::test|R CMD check", "clojure": r"\blein\b.{0,20}test|kaocha",
    "goss": r"\b(?:dc|d|k)?goss\b[^\n]{0,80}\b(?:run|validate|v)\b", "helm": r"helm unittest", "pester": r"Invoke-Pester", "other": r"(?!x)x",
    "Cypress": r"\bcypress\b(?![ \t]{1,4}(?:install|cache|verify|info))|\bcy[:-]run\b|\bcy:\w{1,20}",
    "Playwright": r"\bplaywright\b(?![ \t]{1,4}(?:install|cache|browsers?|version))", "Puppeteer": r"\bpuppeteer\b",
    "Detox": r"\bdetox\b", "Maestro": r"\bmaestro\b", "WebdriverIO": r"\bwdio\b|webdriverio", "TestCafe": r"\btestcafe\b",
    "Nightwatch": r"\bnightwatch\b", "Protractor": r"\bprotractor\b|\bng e2e\b", "CodeceptJS": r"\bcodecept(?:js)?\b",
    "Cucumber": r"\bcucumber\w{0,4}\b|\bbehave\b",
    "Behat": r"\bbehat\b", "Karate": r"\bkarate\b", "Robot Framework": r"\brobot\b|\bpabot\b", "Nightwatch.js": r"\bnightwatch\b",
    "lint": r"\blint\w{0,6}\b|\beslint\b|\boxlint\b",
    "accessibility": r"a11y|\baxe\b|accessib|\blhci\b|lighthouse|test-storybook|chromatic|storybook[^\n]{0,20}test",
    "any-e2e": _ANY_E2E,
}  # fmt: skip


@lru_cache(maxsize=64)
def _pattern(tools: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{RUNNERS[tool]})" for tool in tools if tool in RUNNERS) or r"(?!x)x", re.IGNORECASE | re.MULTILINE)


_COMMENT = re.compile(r"^\s{0,80}(?:#(?!!)|//).{0,2000}$", re.MULTILINE)


def first_run(gathered: Gathered, tools: Iterable[str]) -> Run | None:
    """The step that runs one of these tools: one that a change starts rather than another, one that says so itself rather than through a script."""
    pattern = _pattern(tuple(sorted(set(tools))))
    found = all_runs(gathered, tools)
    return min(
        found,
        key=lambda run: (not run.triggers.on_change, not run.triggers.schedule, not pattern.search(run.step.text), run.pipeline.path, run.step.line),
        default=None,
    )


_SET_UP = re.compile(r"/cache\b|/setup-|upload-artifact|download-artifact|/checkout\b|\A\./", re.IGNORECASE)


def all_runs(gathered: Gathered, tools: Iterable[str]) -> list[Run]:
    """The steps that run one of these tools, by the words of the command, of the scripts that it calls, and of the step's own name."""
    pattern = _pattern(tuple(sorted(set(tools))))
    return [run for run in gathered.runs() if not (run.step.kind == "uses" and _SET_UP.search(run.step.text)) and _says(run, pattern)]


def _says(run: Run, pattern: re.Pattern[str]) -> bool:
    said = _COMMENT.sub("", run.words)
    return bool(pattern.search(said)) or (
        bool(run.step.name) and pattern.search(run.step.name) is not None and "install" not in run.step.name.lower()
    )


def started_by(runs: Iterable[Run]) -> Triggers:
    """What starts these steps, taken together."""
    triggers = [run.triggers for run in runs]
    return Triggers(
        push=any(item.push for item in triggers),
        pull_request=any(item.pull_request for item in triggers),
        tag=any(item.tag for item in triggers),
        schedule=tuple(dict.fromkeys(cron for item in triggers for cron in item.schedule)),
        manual=any(item.manual for item in triggers),
    )
