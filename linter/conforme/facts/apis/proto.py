"""Protocol buffers: the services and messages that a .proto file defines, and which of the well-known standards it is a copy of."""

from __future__ import annotations

from conforme.facts import regex as re
from conforme.facts.apis import tokens as api_tokens
from conforme.facts.apis.model import Description, cell, operation, problem, record
from conforme.facts.apis.tokens import Token
from conforme.model import Record
from conforme.repo import Document

# Packages of files that projects copy to compile against, not theirs.
STANDARDS = (
    "google", "transit_realtime", "grpc", "envoy", "validate", "buf", "gogoproto", "opentelemetry", "io.prometheus", "prometheus", "k8s.io",
    "protoc_gen_openapiv2", "grpc.gateway", "xds", "udpa", "openapi.v3", "cel", "hl7.fhir", "OSMPBF", "vector_tile", "opencensus", "onnx",
    "tensorflow",
)  # fmt: skip
_MARK = re.compile(
    r"^[ \t]{0,20}(?:syntax[ \t]{0,5}=[ \t]{0,5}[\"']proto|edition[ \t]{0,5}=|(?:message|service)[ \t]{1,5}\w{1,100}[ \t]{0,5}\{)", re.MULTILINE
)


def looks(text: str) -> bool:
    return _MARK.search(text) is not None


def standard(package: str) -> str:
    """The well-known package that `package` belongs to, "" for none."""
    return next((known for known in STANDARDS if package == known or package.startswith(known + ".")), "")


def read(document: Document) -> Description:
    """The services' methods, else the messages, of a .proto file; `api.title` is its package."""
    tokens = api_tokens.proto(document.text)
    path = document.path
    code = [token for token in tokens if token.kind != "comment"]
    wrong = api_tokens.unbalanced(code)
    problems = (problem("syntax", path, wrong.line, "", found=wrong.text),) if wrong else ()
    package, line = _package(code)
    methods = _methods(tokens, package, path)
    found = methods or _messages(tokens, package, path)
    api = record("api", "info", path, line, title=cell(package, line) if package else None)
    return Description("protobuf", _syntax(code), _first(code), api, tuple(found), problems, files=(path,))


def _first(code: list[Token]) -> int:
    return code[0].line if code else 1


def _syntax(code: list[Token]) -> str:
    for index, token in enumerate(code[:-2]):
        if token.text in ("syntax", "edition") and code[index + 1].text == "=":
            version = code[index + 2].text
            return f"({version})" if token.text == "syntax" else f"(edition {version})"
    return "(proto2)"


def _package(code: list[Token]) -> tuple[str, int]:
    for index, token in enumerate(code[:-1]):
        if token.text == "package" and (index == 0 or code[index - 1].text in (";", "}")):
            return code[index + 1].text, token.line
    return "", _first(code)


def _messages(tokens: list[Token], package: str, path: str) -> list[Record]:
    """Top-level messages, each with the comment before it."""
    found: list[Record] = []
    depth, text = 0, ""
    for index, token in enumerate(tokens):
        if token.kind == "punctuation" and token.text in "{}":
            depth += 1 if token.text == "{" else -1
        if token.kind == "comment":
            text = f"{text} {token.text}".strip()
            continue
        if depth == 0 and token.text == "message" and index + 1 < len(tokens):
            name = tokens[index + 1].text
            found.append(_named("MESSAGE", f"{package}.{name}".strip("."), token.line, text, path, name))
        text = ""
    return found


def _methods(tokens: list[Token], package: str, path: str) -> list[Record]:
    """The methods of services, each with the comment before it."""
    found: list[Record] = []
    service, text = "", ""
    for index, token in enumerate(tokens[:-1]):
        if token.kind == "comment":
            text = f"{text} {token.text}".strip()
            continue
        after = tokens[index + 1]
        if token.text == "service" and after.kind == "word" and tokens[index + 2 : index + 3] and tokens[index + 2].text == "{":
            service = f"{package}.{after.text}".strip(".")
        elif token.text == "rpc" and service and after.kind == "word":
            found.append(_named("RPC", f"{service}/{after.text}", token.line, text, path, after.text))
        text = ""
    return found


def _named(method: str, full: str, line: int, text: str, path: str, name: str) -> Record:
    return operation(f"{method} {full}", path, line, " ".join(text.split()), method=method, path=full, name=name)
