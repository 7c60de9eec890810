"""What a test looks like in each language: a definition, and something that can fail."""

from __future__ import annotations

from typing import NamedTuple

from conforme.facts import regex as re


class Language(NamedTuple):
    """`name` is the family of runners; a file is a test when `defines` is in it, and `asserts` too."""

    name: str
    defines: re.Pattern[str]
    asserts: re.Pattern[str]


def _of(name: str, defines: str, asserts: str = "") -> Language:
    return Language(name, re.compile(defines, re.MULTILINE), re.compile(asserts or ".", re.MULTILINE))


_NODE = _of(
    "node",
    r"(?<![\w.$])(?:it|test|QUnit\.test|Deno\.test|cy\.\w{1,20}|tape|ava)(?:\.(?:each|only|concurrent|serial|skip|describe))?\s{0,4}[(`]",
    r"\bexpect\b|\bassert\w{0,20}\b|\.should\b|\bt\.(?:is|not|true|false|truthy|ok|equal|deepEqual|throws|same|plan|pass)|toMatchSnapshot|"
    r"sinon\.assert|verify\(|\bcy\.",
)
_JVM = _of("jvm", r"@(?:Test|ParameterizedTest|Property|RepeatedTest|QuarkusTest)\b|extends \w{0,30}Spec(?:ification)?\b|: \w{0,20}Spec\(")
_SCALA = _of("jvm", r"extends \w{0,40}(?:Spec|Suite|Test)\w{0,10}\b|with \w{0,20}(?:Matchers|Suite)", r"\bshould\b|\bmust\b|\bassert\b|\btest\(")
LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("js", "jsx", "mjs", "cjs", "ts", "tsx"), _NODE),
    "py": _of("python", r"^\s{0,24}(?:async )?def test\w{0,100}\(", r"\bassert\w{0,30}\b|pytest\.raises|\bexpect\b|\bself\.fail|should"),
    "rb": _of("ruby", r"^\s{0,40}(?:it|specify|scenario|example|test|should)\b[ (]{0,2}(?:['\"{]|do\b)|^\s{0,8}def test_",
        r"\bexpect\b|\bshould\b|\bassert|\bmust_|\brefute|is_expected"),
    "java": _JVM, "kt": _JVM, "groovy": _of("jvm", r"extends \w{0,30}Specification\b|@Test\b"), "scala": _SCALA,
    "cs": _of("dotnet", r"\[(?:\w{1,30}, )?(?:Fact|Theory|TestMethod|DataTestMethod|Test|TestCase|SkippableFact)\b"),
    "fs": _of("dotnet", r"\[<(?:Fact|Theory|Test)\b"),
    "php": _of("php", r"function (?:test\w{1,100}|it_\w{1,100})\(|@test\b|#\[Test|\b(?:it|test)\(['\"]"),
    "go": _of("go", r"^func Test\w{0,100}\(\w{1,20} \*testing\.T\)"),
    "exs": _of("elixir", r"^\s{0,20}test\s{1,4}\"", r"\bassert|\brefute"),
    "rs": _of("rust", r"#\[(?:\w{1,20}::)?test\b", r"\bassert|\bshould_panic|\bunwrap\(|\?;"),
    "swift": _of("swift", r"func test\w{1,100}\(|@Test\b", r"XCTAssert|XCTestCase|#expect|expect\("),
    "dart": _of("dart", r"\btest(?:Widgets)?\(", r"\bexpect\("),
    "clj": _of("clojure", r"\(deftest\b"),
    "r": _of("r", r"\btest_that\("),
    "bats": _of("bats", r"^@test "),
    "rego": _of("rego", r"^test_\w{1,80}"),
    "hcl": _of("terraform", r"^run \"", r"\bassert\b"),
    "ps1": _of("pester", r"^\s{0,20}It\s{1,4}['\"]", r"\bShould\b"),
    "yaml": _of("rego", r"^kind: Suite\b|^suite: ", r"\bassertions?:|\basserts:|\bcases:"),
    "yml": _of("rego", r"^kind: Suite\b|^suite: ", r"\bassertions?:|\basserts:|\bcases:"),
}  # fmt: skip

_PLACE = re.compile(
    r"(?:^|/)(?:tests?|__tests__|specs?|testing|unit(?:-|_)?tests?|unit|integration\w{0,12}|testsuite|src/test|src/\w{1,20}Test|"
    r"[\w.-]{0,60}[.-]tests?(?:[.-]\w{1,20})?|[\w.-]{0,100}(?:Unit|Integration|Component)Tests?(?:[.-]\w{1,20})?)/"
    r"|(?:^|/)(?:test_[^/]*|tests|[^/]*[._-](?:tests?|specs?)|[^/]*(?:Tests?|Specs?|IT|TestCase|Should))\.[a-z0-9]{1,6}\Z"
    r"|(?:^|/)tests?[-_.][^/]*\Z|\.tftest\.hcl\Z|\.tests\.ps1\Z|\.bats\Z|(?:^|/)goss[\w.-]{0,60}\.ya?ml\Z"
)
_WHOLE_SYSTEM = re.compile(
    r"(?:^|/)(?:cypress|e2e|end-to-end|playwright|selenium|acceptance\w{0,10}|functional\w{0,8}|smoke\w{0,8})/(?!.{0,80}unit)|\.e2e\.|\.cy\.(?:js|"
    r"ts)\Z|"
    r"(?:EndToEnd|E2E|Selenium|UITests?|\.Acceptance)[^/]{0,20}/|(?:^|/)\.yarn/|(?:^|/)example\.(?:spec|test)\.\w{2,3}\Z",
    re.IGNORECASE,
)
_HELPER = re.compile(r"(?:^|/)(?:support|helpers?|factories|mocks?|__mocks__|conftest\.py|setup\w{0,10}\.[jt]s|fakes?|stubs?)(?:/|\Z)", re.IGNORECASE)


def is_place(path: str) -> bool:
    """Whether a path is where tests of the code are kept: by its folder or its own name, tests of the whole system left out.

    Rust keeps them in the code itself.
    """
    return (bool(_PLACE.search(path)) or path.endswith(".rs")) and not _WHOLE_SYSTEM.search(path) and not _HELPER.search(path)


def extension(path: str) -> str:
    return path.rsplit(".", 1)[-1].lower()


# What an image or a machine is held to: a file, a port or a command, and what it must be.
_GOSS = _of(
    "goss",
    r"^(?:file|package|port|service|user|group|command|process|http|dns|addr|mount|kernel-param|interface|matching):[ \t]{0,4}$",
    r"^[ \t]{2,12}(?:exists|installed|listening|running|reachable|status|exit-status|resolvable|mode|owner|contains|contents|stdout|version):",
)


def _language(path: str) -> Language | None:
    base = path.rsplit("/", 1)[-1].lower()
    return _GOSS if base.startswith("goss") and base.endswith((".yaml", ".yml")) else LANGUAGES.get(extension(path))


def name_of(path: str) -> str:
    """The family of runners of a test file, "" when it cannot be one."""
    language = _language(path)
    return language.name if language is not None else ""


def test_line(path: str, text: str) -> int:
    """The 1-based line of the first test, 0 when there is none, or nothing in it that can fail."""
    language = _language(path)
    found = language.defines.search(text) if language is not None else None
    if language is None or found is None or not language.asserts.search(text):
        return 0
    return text.count("\n", 0, found.end()) + 1
