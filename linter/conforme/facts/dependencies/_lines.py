"""Manifests that are code or XML, read by the lines that declare."""

from __future__ import annotations

from collections.abc import Iterator

from conforme.facts import regex as re
from conforme.facts.dependencies._trees import python
from conforme.facts.dependencies.model import Dependency

_DEV = re.compile(r"dev|test|lint|ci\b", re.IGNORECASE)


def requirements(path: str, text: str) -> Iterator[Dependency]:
    scope = "dev" if _DEV.search(path.rsplit("/", 1)[-1]) or re.search(r"requirements/(?:dev|test|local|lint|ci)", path) else "runtime"
    for number, line in enumerate(text.split("\n"), 1):
        if found := python(line, scope, number):
            yield found


def setup_cfg(text: str) -> Iterator[Dependency]:
    scope = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] not in (" ", "\t", "#", ""):
            key = line.split("=")[0].strip()
            scope = "runtime" if key == "install_requires" else "dev" if key in ("tests_require", "test", "dev", "testing") else ""
            line = line.partition("=")[2] if scope else ""
        if scope and line.strip() and (found := python(line, scope, number)):
            yield found


_GROUP = re.compile(r"[ \t]{0,40}group\b(.{0,200}?)\bdo\b")
_GEM = re.compile(
    r"[ \t]{0,40}(?:gem|\w{1,20}\.add_(?:(development|runtime)_)?dependency)[ \t(]{1,8}"
    r"['\"]([\w.-]{1,80})['\"](?:[ \t]{0,4},[ \t]{0,4}['\"]([^'\"\n]{1,60})['\"])?(.{0,300})"
)


def gems(text: str) -> Iterator[Dependency]:
    depth_dev = False
    for number, line in enumerate(text.split("\n"), 1):
        if group := _GROUP.match(line):
            depth_dev = "production" not in group[1] and bool(re.search(r"development|test|ci", group[1]))
        elif re.match(r"end\b", line):
            depth_dev = False
        elif gem := _GEM.match(line):
            dev = depth_dev or gem[1] == "development" or re.search(r"group:?s?.{0,10}:(?:test|development)", gem[4])
            yield Dependency(gem[2], gem[3] or "", "dev" if dev else "runtime", number, "gem")


_XML_BLOCK = re.compile(r"<(dependency|plugin)>(.{1,4000}?)</\1>", re.DOTALL)
_XML_FIELD = re.compile(r"<(groupId|artifactId|version|scope)>[ \t\n]{0,20}([^<\n]{1,200}?)[ \t\n]{0,20}</")


def pom(text: str) -> Iterator[Dependency]:
    for block in _XML_BLOCK.finditer(text):
        fields: dict[str, str] = {}
        for key, value in _XML_FIELD.findall(block[2]):
            fields.setdefault(key, value)
        if artifact := fields.get("artifactId"):
            group = fields.get("groupId", "org.apache.maven.plugins" if block[1] == "plugin" else "")
            scope = "dev" if fields.get("scope") == "test" or block[1] == "plugin" else "runtime"
            yield Dependency(f"{group}:{artifact}", fields.get("version", ""), scope, text.count("\n", 0, block.start()) + 1, "maven")


_GRADLE = re.compile(
    r"[ \t]{0,40}(\w{0,40}(?:[iI]mplementation|[aA]pi|[cC]ompile(?:Only)?|[rR]untime(?:Only)?|classpath|kapt|annotationProcessor))"
    r"[ \t]{0,4}[( ][^'\"\n]{0,60}['\"]"
    r"([\w.-]{1,100}:[\w.-]{1,100})(?::([^'\":\n]{1,60}))?"
)
_GRADLE_MAP = re.compile(
    r"[ \t]{0,40}(\w{0,40}(?:[iI]mplementation|[cC]ompile|[rR]untime(?:Only)?))\b.{0,10}"
    r"group[:=][ \t]{0,4}['\"]([\w.-]{1,100})['\"],[ \t]{0,4}name[:=][ \t]{0,4}['\"]([\w.-]{1,100})['\"]"
    r"(?:,[ \t]{0,4}version[:=][ \t]{0,4}['\"]([^'\"\n]{1,60}))?"
)
_GRADLE_PLUGIN = re.compile(
    r"[ \t]{0,40}(?:id|apply plugin:)[ \t]{0,4}\(?[ \t]{0,4}['\"]([\w.-]{1,100})['\"]\)?(?:[ \t]{1,4}version[ \t]{0,4}\(?['\"]([^'\"\n]{1,60}))?"
)


def gradle(text: str) -> Iterator[Dependency]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _GRADLE.match(line):
            yield Dependency(found[2], found[3] or "", "dev" if "test" in found[1].lower() else "runtime", number, "maven")
        elif found := _GRADLE_MAP.match(line):
            yield Dependency(f"{found[2]}:{found[3]}", found[4] or "", "dev" if "test" in found[1].lower() else "runtime", number, "maven")
        elif found := _GRADLE_PLUGIN.match(line):
            yield Dependency(found[1], found[2] or "", "dev", number, "maven")


_NUGET = re.compile(
    r"<(?:PackageReference|PackageVersion|GlobalPackageReference|package)\b"
    r"[^>\n]{0,200}?\b(?:Include|id)=\"([\w.-]{1,120})\"(?:[^>]{0,200}?\b[vV]ersion=\"([^\"\n]{1,60})\")?"
)


def nuget(path: str, text: str) -> Iterator[Dependency]:
    scope = "dev" if re.search(r"tests?\b", path, re.IGNORECASE) else "runtime"
    for found in _NUGET.finditer(text):
        yield Dependency(found[1], found[2] or "", scope, text.count("\n", 0, found.start()) + 1, "nuget")


_GO = re.compile(r"[ \t]{0,8}(?:require[ \t]{1,4})?([a-z0-9][\w.-]{0,60}\.[a-z]{2,12}/[\w./~-]{1,200})[ \t]{1,4}(v[\w.+-]{1,80})(.{0,80})")


def go(text: str) -> Iterator[Dependency]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := _GO.match(line):
            yield Dependency(found[1], found[2], "indirect" if "indirect" in found[3] else "runtime", number, "go")


_MIX = re.compile(r"[ \t]{0,40}\{[ \t]{0,4}:(\w{1,60}),(.{0,300})")


def mix(text: str) -> Iterator[Dependency]:
    for number, line in enumerate(text.split("\n"), 1):
        if (found := _MIX.match(line)) and ('"' in found[2] or "git" in found[2] or "in_umbrella" in found[2]):
            version = re.match(r"[ \t]{0,4}\"([^\"\n]{1,60})\"", found[2])
            dev = re.search(r"only:[ \t]{0,4}\[?[^\]\n]{0,40}:(?:test|dev)", found[2])
            yield Dependency(found[1], version[1] if version else "", "dev" if dev else "runtime", number, "hex")
