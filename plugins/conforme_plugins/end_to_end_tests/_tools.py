"""What a test of the whole system looks like with each tool: it opens the service as a user would."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from conforme.facts import regex as re


class Tool(NamedTuple):
    """`runners` are ids of `pipelines.runners` whose commands run such tests."""

    name: str
    extensions: tuple[str, ...]
    drives: re.Pattern[str]
    runners: tuple[str, ...]


_JS = ("js", "ts", "mjs", "cjs", "tsx", "jsx")


def _tool(name: str, extensions: tuple[str, ...], drives: str, *runners: str) -> Tool:
    return Tool(name, extensions, re.compile(drives, re.MULTILINE), runners)


# In this order: the first that fits names the file.
TOOLS = (
    _tool("Cypress", _JS, r"\bcy\.(?:visit|get|contains|request|intercept|login\w{0,20}|viewport|findBy\w{1,20}|checkA11y|url)\b", "Cypress",
        "any-e2e"),
    _tool("Detox", _JS, r"\b(?:element|waitFor)\(\s{0,20}(?:element\()?by\.(?:id|text|label|type)\b|device\.(?:launchApp|reloadReactNative)",
        "Detox", "any-e2e"),
    _tool("TestCafe", _JS, r"\bfixture\s{0,4}[(`][^\n]{0,200}\s{0,20}\.page|from ['\"]testcafe['\"]", "TestCafe", "any-e2e"),
    _tool("CodeceptJS", _JS, r"\bI\.(?:amOnPage|amOn\w{2,20}|see|click|fillField)\(", "CodeceptJS", "any-e2e"),
    _tool("Playwright", _JS, r"@playwright/test|['\"]playwright(?:-\w{2,12})?['\"]|\btest\w{0,10}\(.{0,200}async \(\{[^}\n]{0,80}\bpage\b",
        "Playwright", "any-e2e"),
    _tool("Puppeteer", _JS, r"\bpage\.(?:goto|click|evaluate|\$|waitFor\w{0,20}|type)\(", "Puppeteer", "any-e2e", "node"),
    _tool("Protractor", _JS, r"\belement\(by\.(?:css|id|tagName|model|buttonText|className)", "Protractor", "any-e2e"),
    _tool("Selenium", _JS, r"selenium-webdriver|\bwebdriver\.Builder\b", "any-e2e", "node"),
    _tool("Nightwatch", _JS, r"\bbrowser\s{0,40}\.(?:waitForElementVisible|assert\.\w{3,30}|init|page\.\w)", "Nightwatch", "any-e2e"),
    _tool("WebdriverIO", _JS, r"\bbrowser\.(?:url|pause|setWindowSize|getUrl)\(|\bawait \$\(", "WebdriverIO", "any-e2e"),
    _tool("Capybara", ("rb",), r"^\s{0,40}visit[ (]|^\s{0,40}(?:page\.)?(?:click_(?:on|button|link)|fill_in)\b", "ruby", "any-e2e"),
    _tool("Playwright", ("py",), r"playwright\.(?:sync|async)_api|\bpage\.goto\(", "Playwright", "python", "any-e2e"),
    _tool("Selenium", ("py",), r"^\s{0,20}(?:from|import) (?:selenium|seleniumbase|splinter)\b|\bStaticLiveServerTestCase\b|\bSeleniumTest",
        "python", "any-e2e"),
    _tool("Selenium", ("java", "kt", "scala", "groovy"), r"import (?:static )?org\.openqa\.selenium|import (?:static )?com\.codeborne\.selenide|"
        r"import net\.serenity|import geb\.|org\.scalatestplus\.selenium|selenium\.WebBrowser", "jvm", "any-e2e"),
    _tool("Playwright", ("java", "kt"), r"import com\.microsoft\.playwright", "jvm", "any-e2e"),
    _tool("Espresso", ("java", "kt"), r"import androidx\.test\.espresso|createAndroidComposeRule", "jvm", "any-e2e"),
    _tool("Selenium", ("cs",), r"using OpenQA\.Selenium", "dotnet", "any-e2e"),
    _tool("Playwright", ("cs",), r"using Microsoft\.Playwright", "dotnet", "any-e2e"),
    _tool("SpecFlow", ("cs",), r"using (?:TechTalk\.SpecFlow|Reqnroll)", "dotnet", "any-e2e"),
    _tool("Codeception", ("php",), r"\$I->amOn\w{2,20}\(", "php", "any-e2e"),
    _tool("Behat", ("php",), r"\bMinkContext\b|\bRawMinkContext\b", "Behat", "php", "any-e2e"),
    _tool("Dusk", ("php",), r"->browse\(function", "php", "any-e2e"),
    _tool("Panther", ("php",), r"\bPantherTestCase\b", "php", "any-e2e"),
    _tool("chromedp", ("go",), r"chromedp/chromedp|playwright-go|tebeka/selenium|go-rod/rod", "go", "any-e2e"),
    _tool("Wallaby", ("exs",), r"\buse (?:Wallaby|Hound)\b|import Wallaby|\bWallaby\.Feature\b|FeatureCase", "elixir", "any-e2e"),
    _tool("XCUITest", ("swift",), r"\bXCUIApplication\(", "swift", "any-e2e"),
    _tool("Flutter", ("dart",), r"IntegrationTestWidgetsFlutterBinding", "dart", "any-e2e"),
    _tool("Maestro", ("yaml", "yml"), r"^- (?:tapOn|launchApp|assertVisible)", "Maestro", "any-e2e"),
    _tool("REST Assured", ("java", "kt", "groovy"), r"import (?:static )?io\.restassured|RestAssured\.", "jvm", "any-e2e"),
    _tool("WebTestClient", ("java", "kt", "groovy"), r"WebTestClient\s{0,40}\.bindToServer\(", "jvm", "any-e2e"),
    _tool("supertest", _JS, r"['\"]supertest['\"]", "node", "any-e2e"),
    _tool("Robot Framework", ("robot",), r"SeleniumLibrary|\bBrowser\b|AppiumLibrary|RequestsLibrary", "Robot Framework", "robot", "any-e2e"),
    _tool("Karate", ("feature",), r"^\s{0,20}(?:\*|Given|And) (?:url|path) |^\s{0,20}When method ", "Karate", "jvm", "any-e2e"),
    _tool("Cucumber", ("feature",), r"^\s{0,20}(?:Scenario|Scénario|Plan du scénario|Scenario Outline|Example|Exemple|Rule)\b.{0,20}:|Esquema|"
        r"Szenario", "Cucumber", "any-e2e", "jvm", "ruby", "node", "dotnet", "python", "php"),
)  # fmt: skip

# What such a file also says when it checks something.
_TEST = re.compile(
    r"\b(?:it|test|describe|scenario|context|specify|feature|fixture|Scenario|Feature|testCase|example)\b.{0,30}[(`'\"]|@Test\b|\[(?:Test|Fact|"
    r"TestMethod|Binding)|def test|"
    r"\bfunction \w{0,40}|\bfunc test|\bfeature \"|\btest \"|\bdef \w{2,60}\(|^\s{0,20}(?:Scenario|Scénario|Example|Exemple|Rule|Plan du)|"
    r"Test Cases|^- |"
    r"\bclass \w{0,60}(?:Test|Spec|Steps?|Page)|func Test|testWidgets\(|@(?:Given|When|Then)",
    re.MULTILINE,
)
_PLACE = re.compile(
    r"cypress|e2e|end-?to-?end|(?:^|[/_.-])(?:features?|system|acceptance|functional\w{0,6}|browser|journeys?|smoke|ui|integration\w{0,6}|specs?|"
    r"tests?|itest|uitests?|androidTest|aat|"
    r"__tests__|selenium|playwright|puppeteer|wdio|testcafe|nightwatch|protractor|maestro|detox|codecept\w{0,6}|regression|visual|dusk|scenarios?|"
    r"tests?[-_]\w{1,20})[/_.-]|"
    r"(?:Tests?|Spec|IT|Steps|Cest)\.\w{1,6}\Z",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"(?:^|/)(?:mocks?|__mocks__|support/commands|locales?|i18n|migrations|src/main|public|static|assets)/|(?:^|/)\.yarn/|\.d\.ts\Z|\.min\.js\Z|"
    r"\.stories\.",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"cypress|e2e|end-?to-?end|playwright|acceptance|functional|/(?:features?|system)/(?:.{1,200}/)?[^/]{1,80}\.(?:rb|feature)\Z|selenium|detox|maestro|uitest|browser[-_]tests?|puppeteer|/aat/|"
    r"\.cy\.|journey|dusk|wallaby|smoke",
    re.IGNORECASE,
)
SETTINGS = re.compile(
    r"(?:^|/)(?:cypress[\w.-]{0,20}\.config\.[cm]?[jt]s|cypress\.json|[\w.-]{0,20}playwright[\w.-]{0,20}\.config\.[cm]?[jt]s|"
    r"playwright\.config\.[cm]?[jt]s|\.detoxrc(?:\.\w{2,4})?|"
    r"wdio[\w.-]{0,20}\.conf\.[cm]?[jt]s|nightwatch\.conf\.\w{2,3}|codecept\.conf\.[jt]s|codecept\.json|codeception\.ya?ml|"
    r"protractor[\w.-]{0,20}\.conf\.js|\.testcaferc\.\w{2,4}|jest-puppeteer\.config\.\w{2,3}|behat\.ya?ml)\Z",
    re.IGNORECASE,
)
SETTINGS_OF = {
    "cypress": "Cypress",
    "playwright": "Playwright",
    "detox": "Detox",
    "wdio": "WebdriverIO",
    "nightwatch": "Nightwatch",
    "protractor": "Protractor",
    "codecept.": "CodeceptJS",
    "testcafe": "TestCafe",
    "codeception": "Codeception",
    "behat": "Behat",
    "puppeteer": "Puppeteer",
}
_RUBY_PLACE = re.compile(r"(?:^|/)(?:features?|system|acceptance|integration|requests?|e2e|smoke|end_to_end)/", re.IGNORECASE)


def is_place(path: str) -> bool:
    """Whether tests of the whole system may lie there."""
    return bool(_PLACE.search(path)) and not _NEVER.search(path)


def is_likely(path: str) -> bool:
    """Whether the path itself speaks of tests of the whole system."""
    return bool(_LIKELY.search(path))


_SCRIPTS_TEST = re.compile(
    r"(?<![\w.$])(?:it|test|describe|scenario|context|specify|feature|fixture|Scenario|Feature|Given|When|Then|"
    r"test\w{1,20})(?:\.\w{1,12})?\s{0,4}[(`]|\bmodule\.exports\s{0,4}=\s{0,4}\{"
)
_INSIDE = re.compile(r"(?:^|/)(?:src|lib|libs|server|app)/(?!.{0,120}(?:e2e|__tests__|tests?/))|runner", re.IGNORECASE)


def _is_test(path: str, extension: str, text: str) -> bool:
    if extension in _JS:
        return bool(_SCRIPTS_TEST.search(text)) or ".po." in path
    if extension == "rb" and not _RUBY_PLACE.search(path) and not re.search(r"type: :(?:system|feature)|js: true", text):
        return False
    return bool(_TEST.search(text))


def drives(path: str, text: str, puppeteer: bool = False) -> tuple[Tool, int] | None:
    """The tool with which a file drives the whole system, and the 1-based line where it does; None when it does not.

    `puppeteer`: whether the repository sets up a test runner for it; otherwise code that opens pages may be the product itself.
    """
    extension = path.rsplit(".", 1)[-1].lower()
    if extension == "feature":
        text = unicodedata.normalize("NFC", text)
    if not _is_test(path, extension, text):
        return None
    for tool in TOOLS:
        if tool.name == "Puppeteer" and not puppeteer and _INSIDE.search(path):
            continue
        if tool.name in _THROUGH_HTTP and (not is_likely(path) or "Hello World!" in text):
            continue  # calls of an interface are tests of the whole only where the team says so; a skeleton's greeting never is
        if extension in tool.extensions and (found := tool.drives.search(text)):
            return tool, text.count("\n", 0, found.end()) + 1
    return None


_THROUGH_HTTP = frozenset(("REST Assured", "supertest", "WebTestClient"))
_NAMED_TEST = re.compile(r"[._](?:spec|test|e2e|cy|pft)\.[cm]?[jt]sx?\Z", re.IGNORECASE)


def set_up_for(path: str, text: str, tools: Collection[str]) -> tuple[Tool, int] | None:
    """A test that drives the system through the team's own helpers: the tool is then the one that the repository sets up."""
    if not (is_likely(path) and _NAMED_TEST.search(path) and not _INSIDE.search(path)):
        return None
    found = _SCRIPTS_TEST.search(text)
    tool = next((tool for tool in TOOLS if tool.name in tools and "ts" in tool.extensions), None)
    return (tool, text.count("\n", 0, found.start()) + 1) if found is not None and tool is not None else None
