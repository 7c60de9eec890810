"""Code that generates a description, and code that serves what is described."""

from __future__ import annotations

import pytest

from conforme.facts import apis
from conforme.facts.apis import generated as api_generated
from conforme.facts.apis import handlers as api_handlers
from conforme.facts.apis.model import operation
from conforme.model import Record
from conforme.repo import Document


def document(path: str, text: str) -> Document:
    return Document(path, lambda limit: text.encode())


@pytest.mark.parametrize(
    ("manifest", "text", "names"),
    [
        ("requirements/base.in", "drf-spectacular # api documentation\n", ["drf-spectacular"]),
        ("pyproject.toml", 'dependencies = ["drf_spectacular[sidecar]>=0.27", "fastapi-utils"]', ["drf-spectacular"]),
        ("build.gradle.kts", 'implementation("org.springdoc:springdoc-openapi-starter-webmvc-ui:2.8.8")', ["springdoc"]),
        ("build.gradle", "implementation group: 'org.springdoc', name: 'springdoc-openapi-ui', version: '1'", ["springdoc"]),
        ("Common.csproj", '<PackageReference Include="Swashbuckle.AspNetCore" Version="6" />', ["Swashbuckle"]),
        ("Common.csproj", '<PackageReference Include="Swashbuckle.AspNetCore.Annotations" Version="6" />', []),
        ("mix.exs", '{:open_api_spex, "~> 3.16"},', ["OpenApiSpex"]),
        ("package.json", '{"dependencies": {"@nestjs/swagger": "1", "my-tsoa": "2", "swagger-ui-express": "3"}}', ["NestJS Swagger"]),
        ("Gemfile", "gem 'rswag'\ngem \"graphql\"", ["rswag", "GraphQL Ruby"]),
        ("packages.lock.json", '{"Swashbuckle.AspNetCore": {"type": "Transitive", "resolved": "10.2.1"}}', ["Swashbuckle"]),
        ("go.mod", "\tgithub.com/danielgtaylor/huma/v2 v2.30.0", ["huma"]),
    ],
)
def test_dependencies_name_generators_whole(manifest: str, text: str, names: list[str]) -> None:
    assert [generator.name for generator in api_generated.declared([document(manifest, text)])] == names


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("conf.py", "A = 1\nSPECTACULAR_SETTINGS = {}\n", 2),
        ("conf.py", "# SPECTACULAR_SETTINGS = {}\n", 0),
        ("conf.py", "# SPECTACULAR_SETTINGS\nx = SpectacularAPIView\n", 2),
        ("conf.js", "SPECTACULAR_SETTINGS", 0),
    ],
)
def test_a_generator_is_at_work_where_code_says_so(path: str, text: str, line: int) -> None:
    generators = [generator for generator in api_generated.GENERATORS if generator.name == "drf-spectacular"]
    use = api_generated.use(document(path, text), generators, apis.extension(path))
    assert (use.line if use else 0) == line


def test_a_dependency_that_only_describes_tells_of_a_description() -> None:
    told = api_generated.describing(document("pom.xml", "<!-- springdoc-openapi-ui -->\n<artifactId>springdoc-openapi-ui</artifactId>\n"))

    assert told is not None and (told.name, told.line) == ("springdoc", 2)
    assert api_generated.describing(document("requirements.txt", "fastapi\n# drf-yasg\n")) is None


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("ghcr.io/exemple/permis/postgrest:latest", "PostgREST"),
        ("'hasura/graphql-engine:v2'", "Hasura"),
        ("postgres:17", None),
        ("my-postgrester", None),
    ],
)
def test_a_server_that_describes_what_it_serves_is_told_by_its_image(image: str, name: str | None) -> None:
    told = api_generated.serving(document("compose.yaml", f"services:\n  api:\n    image: {image}\n"))

    assert (told.name if told else None) == name


def test_a_description_that_is_turned_off_is_none() -> None:
    assert api_generated.use(document("a.py", "app = FastAPI(openapi_url=None)"), api_generated.GENERATORS, "py") is None


def test_every_generator_can_be_declared_and_used() -> None:
    for generator in api_generated.GENERATORS:
        assert generator in api_generated.declared([document("x", f'"{package}"') for package in generator.packages]), generator.name
        for mark in generator.marks:
            found = api_generated.use(document("x", f"\n{mark}\n"), [generator], generator.extensions[0])
            assert found is not None and found.line == 2, (generator.name, mark)


OPERATIONS: list[Record] = [
    operation("GET /demandes/{}", "a.yaml", 1, method="GET", path="/demandes/{id}", name="lireDemande"),
    operation("GET /permis", "a.yaml", 2, method="GET", path="/permis", name="lister"),
]


@pytest.mark.parametrize(
    ("path", "line", "served"),
    [
        ("routes.js", 'router.get("/demandes/:id", lire)', {"demandes"}),
        ("routes.js", 'router.get("/demandes/:id", lire); router.get("/permis", lister)', {"demandes", "permis"}),
        ("api/urls.py", 'path("demandes/<int:id>/", vue),', {"demandes"}),
        ("pages/urls.py", 'path("demandes/<int:id>/", vue),', set()),
        ("config/routes/api.rb", "  resources :demandes", {"demandes"}),
        ("config/routes.rb", "  resources :demandes", set()),
        ("Demandes.java", '@GetMapping("/demandes/{id}")', {"demandes"}),
        ("main.go", 'mux.HandleFunc("/demandes/", lire)', {"demandes"}),
        ("Demandes.cs", '[HttpGet("demandes/{id}")]', {"demandes"}),
        ("handlers.go", "func lireDemande(w http.ResponseWriter, r *http.Request) {}", {"lireDemande"}),
        ("pages/api/demandes/[id].ts", "export default handler", {"demandes"}),
        ("client.js", 'axios.get("/demandes/1")', set()),
        ("client.py", 'requests.get("https://exemple.org/demandes")', set()),
        ("vue.py", 'donnees.get("demandes")', set()),
        ("commentaire.js", '// router.get("/demandes")', set()),
        ("texte.py", 'TITRE = "/demandes"', set()),
    ],
)
def test_routes_and_functions_are_told_from_calls(path: str, line: str, served: set[str]) -> None:
    found = api_handlers.serves(document(path, f"a\n{line}\n"), api_handlers.served(OPERATIONS))
    assert found.paths | found.names == served


def test_a_common_prefix_tells_the_api_from_pages_about_the_same_things() -> None:
    under = [operation("GET /api/demandes", "a.yaml", 1, method="GET", path="/api/demandes")]
    wanted = api_handlers.served(under)
    assert api_handlers.serves(document("routes.js", 'routeur.get("/demandes", lister)'), wanted).size == 0
    assert api_handlers.serves(document("routes.js", 'app.use("/api", routeur)\nrouteur.get("/demandes", lister)'), wanted).size == 1


def test_the_share_of_an_api_that_files_serve_together() -> None:
    wanted = api_handlers.served(OPERATIONS)
    files = [api_handlers.serves(document(name, f'router.get("/{name}")'), wanted) for name in ("demandes", "permis", "autre")]
    assert [api_handlers.share(files[:count], wanted) for count in (0, 1, 2, 3)] == [0.0, 0.5, 1.0, 1.0]
