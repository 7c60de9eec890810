"""How each tool that checks accessibility is set to work: in a test, in the settings of a linter, in a pipeline."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re


class Mark(NamedTuple):
    """A tool at work. `runners`: whose commands run it (ids of `pipelines.runners`)."""

    tool: str
    extensions: tuple[str, ...]
    works: re.Pattern[str]


_SCRIPTS = ("js", "jsx", "ts", "tsx", "mjs", "cjs")


def _mark(tool: str, extensions: tuple[str, ...], works: str) -> Mark:
    return Mark(tool, extensions, re.compile(works, re.MULTILINE))


# The call that checks, not the import that prepares it.
MARKS = (
    _mark("axe", _SCRIPTS, r"\bcy\.(?:checkA11y|checkAccessibility|checkAxe|runA11y|customCheckAlly|a11y\w{0,12})\b|\bcheckA11y\("),
    _mark("axe", _SCRIPTS, r"\.toHaveNoViolations\(|\btoHaveNoAxeViolations\(|\btoBeAccessible\(|\bassertAccessible\("),
    _mark("axe", _SCRIPTS, r"\bnew Axe\w{0,20}\(|\bAxeBuilder\.\w|\bnew AxePuppeteer\(|\binjectAxe\(|\baxe\.run\(|\bawait axe\(|\baxeCheck\(|"
        r"\bgetViolations\(|\brunAxe\w{0,10}\(|\bexpectNoA11y\w{0,20}"),
    _mark("axe", _SCRIPTS, r"\bfrom ['\"](?:jest-axe|vitest-axe|@axe-core/\w{2,20}|axe-playwright)['\"]"),
    _mark("pa11y", _SCRIPTS, r"\bpa11y\((?!\s*\))|(?:require\(|from )['\"]pa11y(?:-ci)?['\"]"),
    _mark("Lighthouse", _SCRIPTS, r"\bcy\.lighthouse\(|\bplayAudit\(|\bonlyCategories\b.{0,80}accessibility"),
    _mark("axe", ("rb",), r"\bbe_axe_clean\b|\bbe_accessible\b|\baxe_clean\b|\bexpect_axe\w{0,20}|\bexpect_no_axe\w{0,20}|\bAxe::Core\b|"
        r"\baxe_violations\b|\bcheck_accessibility\b|\baccessibility_check\b|axe\.run"),
    _mark("axe", ("py",), r"\bAxe\(|\baxe_(?:selenium|playwright|core)\w{0,12}\b.{0,60}import|\baxe\.run\(|\bimport axe\b"),
    _mark("axe", ("java", "kt", "groovy", "scala"), r"\bnew AxeBuilder\(|\bAxeBuilder\(|com\.deque\.(?:html\.)?axe|\bAXE\.Builder|\bAxeRunner\b|"
        r"\bAccessibilityChecks\.enable|enableAccessibilityChecks\(|A11ySpec|AccessibilityAssess"),
    _mark("axe", ("cs",), r"\bnew AxeBuilder\(|\.Analyze\(\)|\bRunAxe\w{0,10}\(|using (?:Deque|Selenium)\.Axe\w{0,10}"),
    _mark("axe", ("php",), r"\baxe\.run\(|assertNoAccessibilityIssues|AxeBuilder"),
    _mark("axe", ("exs",), r"\bA11yAudit\b|\bassert_no_violations\b|\bassert_accessible\b"),
    _mark("XCTest", ("swift",), r"\bperformAccessibilityAudit\(|\bAccessibilitySnapshot\b"),
)  # fmt: skip

LINTERS = (
    ("eslint-plugin-jsx-a11y", re.compile(r"plugin:jsx-a11y/|jsx-a11y/[\w-]{3,60}['\"]?\s{0,4}:\s{0,4}(?!['\"]?off\b|0\b)\S|"
        r"jsx-?[aA]11y\.(?:flatConfigs|configs)|^\s{0,20}['\"]?(?:jsx-)?a11y['\"]?\s{0,4}:\s{0,4}true", re.MULTILINE)),
    ("eslint-plugin-vuejs-accessibility", re.compile(r"plugin:vuejs-accessibility/|"
        r"vuejs-accessibility/[\w-]{3,60}['\"]\s{0,4}:\s{0,4}(?!['\"]?off\b|0\b)\S|[aA]ccessibility\.configs")),
    ("angular-eslint", re.compile(r"@angular-eslint/template/accessibility|template-?[aA]ccessibility|@angular-eslint/template/(?:alt-text|"
        r"label-has|valid-aria|click-events|no-positive-tabindex)")),
    ("eslint-plugin-lit-a11y", re.compile(r"plugin:lit-a11y/|lit-?[aA]11y\.configs")),
    ("oxlint", re.compile(r"['\"]jsx-a11y['\"]")),
)  # fmt: skip
SET_UP = (
    ("pa11y", re.compile(r"(?:^|/)\.pa11yci[\w.-]{0,12}\Z|pa11y[^/]{0,30}\.(?:js|json|yml)\Z", re.IGNORECASE), re.compile(r"https?://|['\"]?urls?['\"]?\s{0,4}:|sitemap")),
    ("Lighthouse", re.compile(r"lighthouserc[\w.-]{0,12}\Z|lighthouse[^/]{0,20}\.(?:js|json|cjs)\Z", re.IGNORECASE), re.compile(r"accessibility|"
        r"lighthouse:(?:recommended|all|no-pwa)")),
    ("Storybook", re.compile(r"(?:^|/)\.storybook/", re.IGNORECASE), re.compile(r"addon-a11y|axe-playwright|@axe-core")),
    ("html-validate", re.compile(r"\.htmlvalidate[\w.-]{0,8}\Z", re.IGNORECASE), re.compile(r"html-validate:a11y|"
        r"['\"]wcag/h\d{1,3}['\"]\s{0,4}:\s{0,4}\[?(?!['\"]?off)['\"\d]", re.IGNORECASE)),
)  # fmt: skip
PIPELINE = (
    ("axe", re.compile(r"@axe-core/cli|\baxe https?:|\baxe-(?:cli|scan|linter)\b|deque(?:labs)?/axe|axe-linter-action|\brun[-_]?axe\b|\baxe:|"
        r"accessibility-insights|\ba11y-machine\b", re.IGNORECASE)),
    ("pa11y", re.compile(r"\bpa11y(?:-ci|-dashboard)?\b", re.IGNORECASE)),
    ("Lighthouse", re.compile(r"lighthouse-ci-action|\blhci (?:autorun|collect|assert)|\blighthouse(?:-ci)? https?:|unlighthouse|"
        r"lighthouse-check", re.IGNORECASE)),
    ("IBM Equal Access", re.compile(r"accessibility-checker|\bachecker\b", re.IGNORECASE)),
    ("accessibility tests", re.compile(r"\b(?:a11y|accessibility)[:_-]?(?:tests?|checks?|scan|audit|ci)\b|\btests?[:_-](?:a11y|accessibility)\b|"
        r"accessibilityTest\b", re.IGNORECASE)),
)  # fmt: skip
_STANDARD = re.compile(
    r"wcag[\s_.-]{0,2}(2(?:[\s_.-]?[012])?)?[\s_.-]{0,2}(a{1,3})\b|\b(section508|rgaa|en[-_ ]?301[-_ ]?549|sgqri)\b", re.IGNORECASE
)
_COMMENTS = re.compile(r"^[ \t]{0,80}(?:#|//|\*|<!--).{0,2000}$", re.MULTILINE)
DEPENDENCY = re.compile(
    r"\b(?:axe-core\w{0,20}|jest-axe|vitest-axe|cypress-axe|@axe-core/[\w-]{2,20}|axe-(?:playwright|puppeteer|webdriverjs|selenium\w{0,10}|"
    r"core-\w{2,12}|matchers)|pa11y(?:-ci)?|"
    r"Selenium\.Axe|Deque\.AxeCore[\w.]{0,20}|a11y_audit|capybara-accessible|lighthouse-plugin\w{0,10}|accessibility-checker)\b"
)
NAMED = re.compile(r"a11y|axe|accessib|pa11y|lighthouse|wcag", re.IGNORECASE)
_TESTING = re.compile(
    r"(?:^|/)(?:tests?|__tests__|specs?|e2e|cypress|playwright|features?|support|testing|functional\w{0,8}|acceptance\w{0,8}|integration\w{0,8}|"
    r"ui-?tests?|[\w-]{0,30}-tests?|src/test|it|"
    r"pa11y|androidTest|\w{0,20}Tests?)/|[._-](?:tests?|spec|cy|e2e|a11y|axe)\.|(?:Tests?|Spec|Steps|IT)\.\w{1,6}\Z|(?:^|/)(?:test_|jest|vitest|"
    r"setup)[^/]*\Z|(?:^|/)[^/]*(?:axe|a11y|pa11y)[^/]*\.[a-z]{2,4}\Z",
    re.IGNORECASE,
)


def in_tests(path: str) -> bool:
    """Whether a path is where tests or their helpers are kept."""
    return bool(_TESTING.search(path)) and not path.endswith((".d.ts", ".min.js")) and "/.yarn/" not in f"/{path}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _commented(text: str, at: int) -> bool:
    return text[text.rfind("\n", 0, at) + 1 : at].strip().startswith(("#", "//", "*", "/*", "<!--", "--"))


def _first(pattern: re.Pattern[str], text: str) -> int:
    return next(
        (
            _line(text, found.start() + len(found[0]) - len(found[0].lstrip()))
            for found in pattern.finditer(text)
            if not _commented(text, found.start())
        ),
        0,
    )


def at_work(path: str, text: str) -> tuple[str, int] | None:
    """The tool that a test calls, and the 1-based line where it does, comments left out."""
    extension = path.rsplit(".", 1)[-1].lower()
    for mark in MARKS:
        if extension in mark.extensions and (line := _first(mark.works, text)):
            return mark.tool, line
    return None


def linter(text: str) -> tuple[str, int] | None:
    """The accessibility rules that the settings of a linter switch on, and the line."""
    return next(((name, line) for name, pattern in LINTERS if (line := _first(pattern, text))), None)


def set_up(path: str, text: str) -> tuple[str, int] | None:
    """The tool that a file of settings is for, and the line that says what it checks."""
    return next(((name, line) for name, where, pattern in SET_UP if where.search(path) and (line := _first(pattern, text))), None)


def standards(text: str) -> tuple[str, ...]:
    """The rule sets that a text names: `WCAG 2.1 AA`, `section508`…"""
    found = []
    for version, level, other in _STANDARD.findall(_COMMENTS.sub("", text)):
        number = re.sub(r"\D", "", version) or "2"
        found.append(other.upper() if other else f"WCAG {'.'.join(number)} {level.upper()}")
    return tuple(dict.fromkeys(found))


def script(text: str) -> tuple[str, int] | None:
    """The tool that a script of package.json runs, and the line: the name of the dependency alone is no script."""
    for number, line in enumerate(text.split("\n"), 1):
        said = re.match(r"\s{0,8}\"[\w:.-]{1,60}\"\s{0,4}:\s{0,4}\"(.{3,2000})", line)
        if said is None or re.match(r"[\^~>=<]?\d", said[1]):
            continue
        for name, pattern in PIPELINE[:-1]:
            if pattern.search(said[1]) and " " in said[1]:
                return name, number
    return None
