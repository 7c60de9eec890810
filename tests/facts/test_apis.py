"""API descriptions of every format: what is recognised, read, refused and found wrong."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from conforme.facts import apis
from conforme.facts.apis import model as api_model
from conforme.facts.apis.model import Description
from conforme.facts.structured import Invalid, Node
from conforme.repo import Document, Unreadable

CONTRACT = """\
openapi: 3.0.3
info:
  title: API des demandes de permis
  version: 1.2.0
  description: Dépôt et suivi des demandes de permis de chasse.
  contact: {name: Équipe des permis, url: https://exemple.org/equipe}
  license: {name: LiLiQ-P-1.1}
servers: [{url: https://api.exemple.org}]
paths:
  /demandes/{id}/:
    get:
      operationId: lireDemande
      summary: Lire une demande
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        200: {description: La demande}
        "404": {$ref: "#/components/responses/Absente"}
components:
  responses:
    Absente: {description: Aucune demande de ce numéro}
"""


def document(path: str, text: str | bytes) -> Document:
    raw = text.encode() if isinstance(text, str) else text
    return Document(path, lambda limit: raw)


def read(path: str, text: str | bytes, others: Mapping[str, str] | None = None) -> Description | None:
    trees = {name: document(name, content) for name, content in (others or {}).items()}

    def load(name: str) -> Node:
        return trees[name].fact(apis.tree)

    return apis.read(document(path, text), load)


def described(path: str, text: str | bytes, others: Mapping[str, str] | None = None) -> Description:
    found = read(path, text, others)
    assert found is not None
    return found


def problems(text: str, path: str = "api.yaml", others: Mapping[str, str] | None = None) -> list[tuple[str, int, str, str]]:
    return [(item.text("key"), item.line, item.text("expected"), item.text("found")) for item in described(path, text, others).problems]


# --- what is recognised ----------------------------------------------------------------------------------------------------------------------


def test_openapi_says_who_it_is_and_what_it_offers() -> None:
    found = described("contrats/permis.yml", CONTRACT)
    assert (found.value, found.line, found.hollow, found.problems, found.limits) == ("OpenAPI 3.0.3", 1, False, (), ())
    assert {name: found.api.text(name) for name in found.api.cells} == {
        "title": "API des demandes de permis", "version": "1.2.0", "description": "Dépôt et suivi des demandes de permis de chasse.",
        "contact": "Équipe des permis", "license": "LiLiQ-P-1.1", "servers": "1",
    }  # fmt: skip
    (one,) = found.operations
    assert (one.id, one.line) == ("GET /demandes/{}", 11)
    assert (one.text("text"), one.text("success"), one.text("error"), one.text("name")) == ("Lire une demande", "200", "404", "lireDemande")


TAXIS = '{"/taxis/": {"get": {"responses": {"200": {"description": "ok"}}}}}'
SWAGGER = f'{{"info": {{"title": "Taxi registry", "version": "1"}}, "paths": {TAXIS}, "swagger": "2.0"}}'
ASYNC_2 = "asyncapi: 2.6.0\ninfo: {title: Avis, version: 1.0.0}\nchannels:\n  avis/{region}:\n    subscribe:\n      summary: Un avis est publié\n"
ASYNC_3 = """\
asyncapi: 3.0.0
info: {title: Permit events, version: 1.0.0}
channels:
  issued: {address: "permits/{id}/issued", description: Permits that were issued}
operations:
  onIssued: {action: receive, channel: {$ref: "#/channels/issued"}}
"""
SDL = '''"""Requests for permits"""
type Request { id: ID! status: String }
type Query {
  "The request with this number"
  request(id: ID! = "x"): Request
  requests(first: Int, after: String): [Request!]!
}
extend type Mutation { submit(input: RequestInput!): Request @auth(role: "agent") }
'''
PROTO = """\
syntax = "proto3";
package qc.permits.v1;
// Requests for permits.
service Permits {
  // Gives a request by its number.
  rpc Get (GetRequest) returns (Permit) { option (google.api.http) = { get: "/v1/{id}" }; }
  rpc List (ListRequest) returns (stream Permit);
}
message GetRequest { string id = 1; }
"""
WSDL = """\
<?xml version="1.0"?>
<wsdl:definitions name="Permis" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:exemple">
  <wsdl:portType name="Permis">
    <wsdl:operation name="Lire"><wsdl:documentation>Lit un permis</wsdl:documentation><wsdl:input/></wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="b" type="Permis"><wsdl:operation name="Lire"/></wsdl:binding>
</wsdl:definitions>
"""
RAML = """\
#%RAML 1.0
title: Permis
version: v1
/demandes:
  get: {description: Toutes les demandes, responses: {200: {}, 404: {}}}
  /{id}:
    get: !include get.raml
"""
JSON_API = '{"$schema": "http://json-schema.org/draft-07/schema#", "title": "Requests", "type": "object", "properties": {"data": {}, "jsonapi": {}}}'


@pytest.mark.parametrize(
    ("path", "text", "value", "operations"),
    [
        ("a/swagger.fr.json", SWAGGER, "OpenAPI 2.0", ["GET /taxis"]),
        ("evenements.yaml", ASYNC_2, "AsyncAPI 2.6.0", ["SUBSCRIBE avis/{}"]),
        ("events.yaml", ASYNC_3, "AsyncAPI 3.0.0", ["RECEIVE permits/{}/issued"]),
        ("schema.graphql", SDL, "GraphQL SDL", ["QUERY request", "QUERY requests", "MUTATION submit"]),
        ("permits.proto", PROTO, "protobuf (proto3)", ["RPC qc.permits.v1.Permits/Get", "RPC qc.permits.v1.Permits/List"]),
        ("m.proto", 'syntax = "proto2";\nmessage Key { optional bytes k = 1; message In {} }', "protobuf (proto2)", ["MESSAGE Key"]),
        ("s.wsdl", WSDL, "WSDL 1.1", ["SOAP Permis.Lire"]),
        ("api.raml", RAML, "RAML 1.0", ["GET /demandes", "GET /demandes/{}"]),
        ("schema.json", JSON_API, "JSON:API schema", []),
        ("api.json", '{"openapi":"3.1.0","info":{"title":"a","version":"1"},"webhooks":{"new":{"post":{}}}}', "OpenAPI 3.1.0", ["WEBHOOK POST new"]),
    ],
)
def test_every_format_is_recognised_by_its_content(path: str, text: str, value: str, operations: list[str]) -> None:
    found = described(path, text)
    assert (found.value, [item.id for item in found.operations]) == (value, operations)


def test_texts_of_operations_are_those_written_before_or_in_them() -> None:
    assert [item.text("text") for item in described("s.graphql", SDL).operations] == ["The request with this number", "", ""]
    assert [item.text("text") for item in described("p.proto", PROTO).operations] == ["Gives a request by its number.", ""]
    assert [item.text("text") for item in described("s.wsdl", WSDL).operations] == ["Lit un permis"]
    assert [item.text("text") for item in described("e.yaml", ASYNC_3).operations] == ["Permits that were issued"]


def test_the_root_types_of_graphql_may_have_other_names() -> None:
    sdl = "schema { query: Root mutation: Changes }\ntype Root { a: Int }\ntype Query { b: Int }\ntype Changes { c(x: In): Int }\n"
    assert [item.id for item in described("s.graphql", sdl).operations] == ["QUERY a", "MUTATION c"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("q.graphql", "query Requests($type: String) { requests { ...F } }\nfragment F on Request { type { id } }"),
        ("q.graphql", "{ requests { id } }"),
        ("package-lock.json", '{"name": "x", "dependencies": {"swagger": "1.2.3", "openapi": "3.0.0"}}'),
        ("openapi-config.yaml", "openapi: 3.0.3\noutput: src/client\n"),
        ("insomnia.yaml", "_type: export\nresources:\n  - contents: |\n      openapi: 3.0.3\n"),
        ("crd.yaml", "kind: CustomResourceDefinition\nspec: {versions: [{schema: {openAPIV3Schema: {type: object}}}]}\n"),
        ("table.json", '[{"name": "id", "type": "STRING", "mode": "REQUIRED"}]'),
        ("schema.json", '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"openapi": {"type": "string"}, "data": {}}}'),
        ("pom.xml", "<project><description>definitions of http://schemas.xmlsoap.org/wsdl/</description></project>"),
        ("types.raml", "#%RAML 1.0 DataType\ntype: object\n"),
        ("notes.proto", "message to the team: no syntax here"),
        ("texte.yaml", "note: la norme openapi: 3.0.3 est citée\n"),
    ],
)
def test_what_only_resembles_a_description_is_none(path: str, text: str) -> None:
    assert read(path, text) is None


def test_copies_of_standards_are_known_by_their_package() -> None:
    from conforme.facts.apis import proto as api_proto

    names = ("google.protobuf", "transit_realtime", "googlemaps", "qc.permits")
    assert [api_proto.standard(name) for name in names] == ["google", "transit_realtime", "", ""]


@pytest.mark.parametrize(("path", "same"), [("/demandes/{id}/", "/demandes/{}"), ("/a/:id/b", "/a/{}/b"), ("/", "/"), ("/a:b", "/a:b")])
def test_canonical_paths(path: str, same: str) -> None:
    assert api_model.canonical(path) == same


# --- hollow ----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "openapi: 3.0.3\ninfo: {title: API des permis, version: 1.0.0}\npaths: {}\n",
        "openapi: 3.0.3\ninfo: {title: string, version: string}\npaths: {/a: {get: {responses: {'200': {description: string}}}}}\n",
        "openapi: 3.0.3\ninfo: {title: À compléter, version: 1}\npaths: {/a: {get: {summary: À compléter}}, /b: {get: {summary: TODO}}}\n",
        "openapi: 3.0.3\ninfo: {title: mot, version: 1}\npaths: {/a: {get: {summary: mot}}, /b: {get: {summary: mot}}}\n",
        "asyncapi: 2.0.0\ninfo: {title: Avis, version: 1}\nchannels: {}\n",
    ],
)
def test_descriptions_that_describe_nothing_are_hollow(text: str) -> None:
    assert described("api.yaml", text).hollow


@pytest.mark.parametrize("operation", ["{}", "{summary: À compléter}"])
def test_a_poor_description_is_not_hollow(operation: str) -> None:
    text = f"openapi: 3.0.3\ninfo: {{title: API des permis, version: 1}}\npaths: {{/a: {{get: {operation}}}}}\n"
    assert not described("api.yaml", text).hollow


# --- split over several files ----------------------------------------------------------------------------------------------------------------

SPLIT = """\
openapi: 3.1.0
info: {title: Split, version: 1.0.0}
paths:
  /demandes/{id}: {$ref: "chemins/demande.yaml"}
"""
PART = """\
get:
  summary: Lire une demande
  parameters: [{$ref: "../commun.yaml#/id"}]
  responses:
    "200": {description: La demande, content: {application/json: {schema: {$ref: "../absent.yaml"}}}}
    "500": {description: Erreur, contents: {}}
"""
COMMON = "id: {name: id, in: path, required: true, schema: {type: string}}\n"


def test_parts_are_followed_and_problems_are_placed_in_them() -> None:
    found = described("docs/api.yaml", SPLIT, {"docs/chemins/demande.yaml": PART, "docs/commun.yaml": COMMON})
    (one,) = found.operations
    assert (one.id, one.path, one.line, one.text("error")) == ("GET /demandes/{}", "docs/chemins/demande.yaml", 1, "500")
    assert set(found.files) == {"docs/api.yaml", "docs/chemins/demande.yaml", "docs/commun.yaml"}
    told = {(item.text("key"), item.path, item.line, item.text("found")) for item in found.problems}
    assert told == {
        ("unknown-key", "docs/chemins/demande.yaml", 6, "contents"),
        ("unresolved", "docs/chemins/demande.yaml", 5, "../absent.yaml"),
    }


def test_an_operation_in_its_own_file_keeps_its_parameters() -> None:
    text = "openapi: 3.0.3\ninfo: {title: Permis, version: '1'}\npaths:\n  /a/{id}:\n    get: {$ref: lire.yaml}\n"
    part = COMMON.replace("id: ", "parameters: [", 1).rstrip() + "]\nsummary: Lire un permis\nresponses: {'200': {description: Le permis}}\n"
    found = described("api.yaml", text, {"lire.yaml": part})
    assert [item.text("text") for item in found.operations] == ["Lire un permis"] and not found.problems


def test_nothing_outside_the_tree_is_read() -> None:
    asked: list[str] = []

    def load(name: str) -> Node:
        asked.append(name)
        raise LookupError(name)

    references = ["http://127.0.0.1:9/x.yaml", "file:///etc/passwd", "//exemple.org/x", "/etc/passwd", "../../etc/passwd", "HTTPS://exemple.org/#/a"]
    paths = "".join(f"  /p{number}: {{$ref: '{reference}'}}\n" for number, reference in enumerate(references))
    found = apis.read(document("api.yaml", f"openapi: 3.0.3\ninfo: {{title: Permis, version: '1'}}\npaths:\n{paths}"), load)
    assert found is not None and not asked and not found.problems and not found.operations


def test_references_that_turn_in_circles_end() -> None:
    text = (
        "openapi: 3.0.3\ninfo: {title: Permis, version: '1'}\npaths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n"
        "  /c: {get: {summary: Lire, responses: {'200': {description: ok, content: {a/b: {schema: {$ref: 'api.yaml'}}}}}}}\n"
    )
    assert [item.id for item in described("api.yaml", text, {"api.yaml": text}).operations] == ["GET /c"]


def test_too_many_references_are_a_limit() -> None:
    many = "".join(f"  /p{number}: {{$ref: 'x.yaml#/{number}'}}\n" for number in range(60_001))
    with pytest.raises(Unreadable) as refused:
        read("api.yaml", f"openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\npaths:\n{many}")
    assert refused.value.what == "too-many-references"


# --- validity --------------------------------------------------------------------------------------------------------------------------------


def test_departures_from_the_specification_are_placed_and_explained() -> None:
    text = """\
openapi: 3.0.3
info:
  title: Permis
paths:
  demandes:
    get: {responses: {"200": {description: ok}}}
  /permis/{id}:
    get:
      operationId: lire
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {type: date}
  /permis/{numero}:
    get:
      operationId: lire
      parameters: [{name: numero, in: path, required: true, schema: {$ref: "#/components/schemas/Absent"}}]
      reponses: {}
"""
    assert problems(text) == [
        ("missing-key", 2, "version", ""),
        ("no-slash", 5, "", "demandes"),
        ("wrong-value", 15, "array, boolean, integer, number, object, string", "date"),
        ("missing-key", 17, "responses", ""),
        ("unknown-key", 20, "", "reponses"),
        ("unresolved", 19, "", "#/components/schemas/Absent"),
        ("same-path", 16, "/permis/{id}", "/permis/{numero}"),
        ("duplicate-name", 18, "GET /permis/{}", "lire"),
        ("undeclared-parameter", 8, "GET /permis/{id}", "id"),
    ]


@pytest.mark.parametrize("version", ["2.0", "3.0.4", "3.1.1", "3.2.0"])
def test_each_version_has_its_schema(version: str) -> None:
    key = "swagger" if version == "2.0" else "openapi"
    good = f"{key}: '{version}'\ninfo: {{title: Permis, version: '1'}}\npaths: {{/a: {{get: {{responses: {{'200': {{description: ok}}}}}}}}}}\n"
    assert problems(good) == []
    missing = [] if version == "3.2.0" else [("missing-key", 3, "description", "")]
    assert problems(good.replace("description", "descripsion")) == [*missing, ("unknown-key", 3, "", "descripsion")]


def test_path_parameters_are_those_of_the_template() -> None:
    path = "parameters: [{name: id, in: path, required: true, schema: {type: string}}]"
    head = "openapi: 3.0.3\ninfo: {title: Permis, version: '1'}\npaths:\n  /a/{no}:\n    get: {"
    text = head + path + ", responses: {'200': {description: ok}}}\n"
    assert problems(text) == [("undeclared-parameter", 5, "GET /a/{no}", "no"), ("unused-parameter", 5, "GET /a/{no}", "id")]
    assert problems(text.replace("/a/{no}", "/a/{id}")) == []
    assert problems(text.replace("/a/{no}", "/a{/id*}")) == []


def test_an_unknown_version_and_a_huge_description_are_not_judged() -> None:
    assert [limit.what for limit in described("a.yaml", CONTRACT.replace("3.0.3", "4.0.0")).limits] == ["unknown-version"]
    values = ", ".join(["1"] * 300_001)
    start = '{"openapi": "3.0.0", "info": {"title": "Permis", "version": "1"}, "paths": {"/a": {"get": {}}}'
    found = described("a.json", f'{start}, "x-a": [{values}]}}')
    assert [limit.what for limit in found.limits] == ["too-large"]


def test_texts_that_a_tool_fills_later_are_not_wrong() -> None:
    assert problems('{"swagger": "2.0", "host": "{{ host }}", "info": {"title": "a", "version": "1"}, "paths": {}}', "a.json") == []


def test_asyncapi_must_say_its_title_and_its_channels() -> None:
    assert problems("asyncapi: 2.0.0\ninfo: {version: '1'}\n") == [("missing-key", 1, "channels", ""), ("missing-key", 2, "title", "")]


def test_references_in_examples_and_extensions_are_data() -> None:
    data = 'description: a, x-a: {$ref: "#/no"}, content: {a/b: {example: {$ref: "#/no"}}}'
    text = CONTRACT.replace("200: {description: La demande}", f'"200": {{{data}}}')
    assert problems(text) == []


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("s.graphql", "type Query {\n  a: Int\n", ("syntax", 1, "", "{")),
        ("p.proto", 'syntax = "proto3";\nmessage A {\n', ("syntax", 2, "", "{")),
        ("s.wsdl", WSDL.replace("</wsdl:binding>", ""), ("syntax", 7, "", "mismatched tag")),
    ],
)
def test_syntax_of_the_other_formats(path: str, text: str, place: tuple[str, int, str, str]) -> None:
    assert problems(text, path) == [place]


def test_unparsable_descriptions_are_invalid_and_other_files_are_not_theirs() -> None:
    with pytest.raises(Invalid) as refused:
        read("api.yaml", CONTRACT + "  - [")
    assert refused.value.key == "yaml-syntax"
    assert read("autre.yaml", "a: [\nx:\n  openapi: 3.0.3\n") is None


# --- hostile ---------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.graphql", "type Query {" + '"\\' * 400_000),
        ("a.graphql", "type Query {" + '"""' * 200_001),
        ("a.proto", "message A {" + "/*" * 400_000),
        ("a.proto", "message A {" + "'" * 400_001),
        ("a.yaml", "openapi: 3.0.3\n" + "openapi " * 100_000),
        ("a.json", '{"openapi"' + " " * 900_000),
        ("a.json", '{"openapi": "3.0.3", "info": ' * 40_000),
        ("a.wsdl", '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">' + "<a>" * 300_000),
        ("a.wsdl", '<!DOCTYPE d [<!ENTITY a "aaaa">]><definitions xmlns="http://schemas.xmlsoap.org/wsdl/">&a;</definitions>'),
        ("a.graphql", "type Query {" + "{" * 100_000),
    ],
)
def test_hostile_texts_end_quickly(path: str, text: str) -> None:
    start = time.process_time()
    try:
        found = read(path, text)
        assert found is None or found.hollow or found.problems
    except (Invalid, Unreadable):
        pass
    assert time.process_time() - start < 5


def test_many_equal_items_are_compared_by_their_keys() -> None:
    tags = ", ".join(f"{{name: t{number}}}" for number in range(4_000))
    start = time.process_time()
    assert problems(CONTRACT + f"tags: [{tags}, {{name: t0}}]\n") == [("wrong-form", 22, "uniqueItems: true", "array")]
    assert time.process_time() - start < 5


def test_nested_callbacks_do_not_multiply() -> None:
    inner = "{responses: {'200': {description: ok}}}"
    for _ in range(11):
        inner = f"{{responses: {{'200': {{description: ok}}}}, callbacks: {{c: {{e: {{post: {inner}}}}}}}}}"
    start = time.process_time()
    assert problems(f"openapi: 3.1.0\ninfo: {{title: Permis, version: '1'}}\npaths: {{/a: {{post: {inner}}}}}\n") == []
    assert time.process_time() - start < 5


@pytest.mark.parametrize("twist", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_marks_do_not_matter(twist: object) -> None:
    found = described("a.yaml", twist(CONTRACT))  # type: ignore[operator]
    assert [item.id for item in found.operations] == ["GET /demandes/{}"] and not found.problems
