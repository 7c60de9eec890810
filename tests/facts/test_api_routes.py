"""Routes that code writes out, in the spelling of each framework; those that it computes are said to be computed."""

from __future__ import annotations

import pytest

from conforme.facts.apis import routes
from conforme.repo import Document


def read(path: str, text: str) -> tuple[list[tuple[str, str]], tuple[int, ...]]:
    found = routes.of(Document(path, lambda limit: text.encode()))
    return [(route.method, route.path) for route in found.routes], found.computed


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.js", 'router.get("/permis/:id", lire);\n', [("GET", "/permis/{}")]),
        ("a.ts", 'app.route("/permis").get(lire).post(ecrire);\n', [("", "/permis")]),
        ("a.ts", 'this.permitRouter.delete<Params>("/permits/:id(\\\\d+)", remove);', [("DELETE", "/permits/{}")]),
        ("a.js", '// router.get("/permis", lire);\n', []),
        ("a.js", 'axios.get("/permis");\ncache.get("/x", y);\napp.get("env");\n', []),
        ("a.ts", '@Controller("permis")\nexport class P {\n  @Get(":id")\n  lire() {}\n}\n', [("GET", "/permis/{}")]),
        ("a.py", '@bp.route("/permis/<int:id>", methods=["GET", "PUT"])\ndef lire(id): ...\n', [("GET", "/permis/{}"), ("PUT", "/permis/{}")]),
        ("a.py", '@router.post("/permits")\nasync def add(): ...\n', [("POST", "/permits")]),
        ("a.go", 'mux.HandleFunc("GET /permits/{id}", read)\nr.Post("/permits", add)\n', [("GET", "/permits/{}"), ("POST", "/permits")]),
        (
            "A.java",
            '@RestController\n@RequestMapping(path = "/permits", produces = "application/json")\n@Tag(name = "x")\npublic class A {\n'
            '  @GetMapping({"/{id}", "/by-id/{id}"})\n  P a() {}\n  @RequestMapping(value = "/all", method = RequestMethod.POST)\n  P b() {}\n}\n',
            [("GET", "/permits/{}"), ("GET", "/permits/by-id/{}"), ("POST", "/permits/all")],
        ),
        ("A.java", '@Path("/permits")\npublic class A {\n  @Path("{id}")\n  P a() {}\n}\n', [("", "/permits/{}")]),
        (
            "a.cs",
            '[Route("api/permits")]\npublic class P {\n  [HttpGet("{id}")]\n  public A B() {}\n}\napp.MapPost("/x", f);',
            [("POST", "/x"), ("GET", "/api/permits/{}")],
        ),
        ("a.php", "Route::get('/permis/{id}', [P::class, 'lire']);", [("GET", "/permis/{}")]),
    ],
)
def test_literal_routes(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    found, computed = read(path, text)

    assert found == expected
    assert not computed


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", "router.get(chemin(nom), lire);\n"),
        ("a.js", "router.get(`/${nom}/permis`, lire);\n"),
        ("a.js", 'router.get("/permis" + suffixe, lire);\n'),
        ("a.js", "server.route({method: 'GET', path: '/permis', handler: lire});\n"),
        ("A.java", '@GetMapping(Paths.PERMITS + "/{id}")\nP a() {}\n'),
        ("A.java", "@GetMapping(PERMITS)\nP a() {}\n"),
        ("a.py", "@router.get(PERMITS)\ndef a(): ...\n"),
    ],
)
def test_computed_routes(path: str, text: str) -> None:
    found, computed = read(path, text)

    assert not found
    assert computed == (1,)
