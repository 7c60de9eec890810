"""Descriptions that code generates when it runs: the library declared as a dependency, and the place in the code that sets it to work.

A dependency that nothing calls is nothing: both are needed. What is generated cannot be read from here, only that it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from conforme.facts import regex as re
from conforme.repo import Document, Unreadable

SOURCE_LIMIT = 256 << 10
"""Bytes of a source file that is looked at."""


class Generator(NamedTuple):
    """A library that describes an API from its code: how a manifest names it, and what in the code (of these extensions) sets it to work."""

    name: str
    format: str
    packages: tuple[str, ...]
    extensions: tuple[str, ...]
    marks: tuple[str, ...]


_PYTHON, _SCRIPT, _JVM = ("py",), ("js", "ts", "mjs", "cjs", "mts", "cts"), ("java", "kt", "groovy", "scala")
_RUBY, _NET, _ELIXIR, _PHP, _RUST, _GO = ("rb",), ("cs", "fs", "vb"), ("ex", "exs"), ("php", "yaml", "yml"), ("rs",), ("go",)

GENERATORS = (
    Generator("drf-spectacular", "OpenAPI 3", ("drf-spectacular",), _PYTHON,
        ("SpectacularAPIView", "SpectacularJSONAPIView", "SpectacularYAMLAPIView", "SPECTACULAR_SETTINGS")),
    Generator("drf-yasg", "OpenAPI 2.0", ("drf-yasg", "drf-yasg2"), _PYTHON, ("get_schema_view(",)),
    Generator("FastAPI", "OpenAPI 3", ("fastapi",), _PYTHON, ("FastAPI(",)),
    Generator("Django Ninja", "OpenAPI 3", ("django-ninja",), _PYTHON, ("NinjaAPI(",)),
    Generator("flask-smorest", "OpenAPI 3", ("flask-smorest", "flask-rest-api"), _PYTHON, ("flask_smorest import",)),
    Generator("Flask-RESTX", "OpenAPI 2.0", ("flask-restx", "flask-restplus"), _PYTHON, ("flask_restx import", "flask_restplus import")),
    Generator("APIFlask", "OpenAPI 3", ("apiflask",), _PYTHON, ("APIFlask(",)),
    Generator("apispec", "OpenAPI", ("apispec",), _PYTHON, ("APISpec(",)),
    Generator("Flasgger", "OpenAPI 2.0", ("flasgger",), _PYTHON, ("Swagger(",)),
    Generator("Litestar", "OpenAPI 3", ("litestar", "starlite"), _PYTHON, ("Litestar(", "Starlite(")),
    Generator("springdoc", "OpenAPI 3",
        ("springdoc-openapi", "springdoc-openapi-ui", "springdoc-openapi-starter-webmvc-ui", "springdoc-openapi-starter-webmvc-api",
         "springdoc-openapi-starter-webflux-ui", "springdoc-openapi-starter-webflux-api", "springdoc-openapi-webmvc-core",
         "springdoc-openapi-kotlin", "springdoc-openapi-webflux-ui", "springdoc-openapi-security"),
        _JVM, ("@OpenAPIDefinition", "org.springdoc.core", "io.swagger.v3.oas")),
    Generator("springfox", "OpenAPI", ("springfox-swagger2", "springfox-boot-starter", "springfox-oas"), _JVM,
        ("@EnableSwagger2", "@EnableOpenApi", "new Docket(")),
    Generator("SmallRye OpenAPI", "OpenAPI 3", ("quarkus-smallrye-openapi", "smallrye-open-api"), _JVM, ("org.eclipse.microprofile.openapi",)),
    Generator("Micronaut OpenAPI", "OpenAPI 3", ("micronaut-openapi",), _JVM, ("io.swagger.v3.oas",)),
    Generator("Swashbuckle", "OpenAPI", ("Swashbuckle.AspNetCore", "Swashbuckle.AspNetCore.SwaggerGen", "Swashbuckle"), _NET,
        ("AddSwaggerGen(", "SwaggerGenOptions", "EnableSwagger(", "new OpenApiInfo")),
    Generator("NSwag", "OpenAPI", ("NSwag.AspNetCore",), _NET, ("AddOpenApiDocument(", "AddSwaggerDocument(")),
    Generator("ASP.NET Core OpenAPI", "OpenAPI 3", ("Microsoft.AspNetCore.OpenApi",), _NET, ("AddOpenApi(", "MapOpenApi(")),
    Generator("OpenApiSpex", "OpenAPI 3", ("open_api_spex",), _ELIXIR, ("OpenApiSpex.Plug.PutApiSpec", "OpenApiSpex.Plug.RenderSpec")),
    Generator("tsoa", "OpenAPI", ("tsoa",), _SCRIPT, ('from "tsoa"', "from 'tsoa'", 'from "@tsoa/runtime"', "from '@tsoa/runtime'")),
    Generator("NestJS Swagger", "OpenAPI 3", ("@nestjs/swagger",), _SCRIPT, ("SwaggerModule.createDocument(", "new DocumentBuilder(")),
    Generator("swagger-jsdoc", "OpenAPI", ("swagger-jsdoc", "next-swagger-doc"), _SCRIPT, ("swaggerJsdoc(", "swaggerJSDoc(", "createSwaggerSpec(")),
    Generator("zod-openapi", "OpenAPI 3", ("@asteasolutions/zod-to-openapi", "zod-openapi"), _SCRIPT,
        ("OpenApiGeneratorV3(", "OpenApiGeneratorV31(", "createDocument(")),
    Generator("openapi3-ts", "OpenAPI 3", ("openapi3-ts",), _SCRIPT, ("OpenApiBuilder.create(", "new OpenApiBuilder(")),
    Generator("Hono Zod OpenAPI", "OpenAPI 3", ("@hono/zod-openapi",), _SCRIPT, ("OpenAPIHono(",)),
    Generator("@fastify/swagger", "OpenAPI", ("@fastify/swagger", "fastify-swagger"), _SCRIPT, ("@fastify/swagger", "fastify-swagger")),
    Generator("rswag", "OpenAPI 3", ("rswag", "rswag-api", "rswag-specs"), _RUBY,
        ("Rswag::Api.configure", "config.openapi_specs", "config.swagger_docs", "Rswag::Api::Engine")),
    Generator("grape-swagger", "OpenAPI 2.0", ("grape-swagger",), _RUBY, ("add_swagger_documentation",)),
    Generator("Nelmio API Doc", "OpenAPI 3", ("nelmio/api-doc-bundle",), _PHP, ("nelmio_api_doc:",)),
    Generator("L5-Swagger", "OpenAPI 3", ("darkaonline/l5-swagger", "zircote/swagger-php"), _PHP,
        ("@OA\\Info", "OA\\Info(", "OpenApi\\Attributes")),
    Generator("API Platform", "OpenAPI 3", ("api-platform/core", "api-platform/symfony", "api-platform/laravel"), _PHP,
        ("#[ApiResource", "@ApiResource")),
    Generator("utoipa", "OpenAPI 3", ("utoipa",), _RUST, ("derive(OpenApi", "OpenApiRouter::")),
    Generator("poem-openapi", "OpenAPI 3", ("poem-openapi",), _RUST, ("OpenApiService::new(",)),
    Generator("huma", "OpenAPI 3", ("github.com/danielgtaylor/huma/v2",), _GO, ("huma.Register(", "huma.Get(", "huma.DefaultConfig(")),
    Generator("swag", "OpenAPI 2.0", ("github.com/swaggo/swag",), _GO,
        ("swaggo/gin-swagger", "swaggo/http-swagger", "swaggo/echo-swagger", "swag.Register(")),
    Generator("Graphene", "GraphQL", ("graphene", "graphene-django"), _PYTHON, ("graphene.Schema(",)),
    Generator("Strawberry", "GraphQL", ("strawberry-graphql", "strawberry-graphql-django"), _PYTHON,
        ("strawberry.Schema(", "strawberry.federation.Schema(")),
    Generator("Ariadne", "GraphQL", ("ariadne",), _PYTHON, ("make_executable_schema(",)),
    Generator("Absinthe", "GraphQL", ("absinthe",), _ELIXIR, ("use Absinthe.Schema",)),
    Generator("GraphQL Ruby", "GraphQL", ("graphql",), _RUBY, ("< GraphQL::Schema",)),
    Generator("Hot Chocolate", "GraphQL", ("HotChocolate.AspNetCore",), _NET, ("AddGraphQLServer(", "AddGraphQL(")),
    Generator("Apollo Server", "GraphQL", ("@apollo/server", "apollo-server", "apollo-server-express", "graphql-yoga"), _SCRIPT,
        ("new ApolloServer(", "createYoga(")),
    Generator("TypeGraphQL", "GraphQL", ("type-graphql",), _SCRIPT, ("buildSchema(",)),
    Generator("NestJS GraphQL", "GraphQL", ("@nestjs/graphql",), _SCRIPT, ("GraphQLModule.forRoot",)),
)  # fmt: skip


class Use(NamedTuple):
    """A generator at work, and the line that shows it. `rank` is that of the mark: the first ones tell more."""

    generator: Generator
    line: int
    rank: int


def declared(manifests: Iterable[Document]) -> list[Generator]:
    """The generators that dependency manifests name, in the order of GENERATORS. A manifest that cannot be read names none."""
    names: set[str] = set()
    for document in manifests:
        try:
            names |= {_normal(match) for match in _packages().findall(document.text)}
        except Unreadable:
            continue
    return [generator for generator in GENERATORS if any(_normal(package) in names for package in generator.packages)]


def _normal(package: str) -> str:
    return package.casefold().replace("_", "-")


@lru_cache(maxsize=1)
def _packages() -> re.Pattern[str]:
    known = sorted({package for generator in GENERATORS for package in generator.packages}, key=lambda name: (-len(name), name))
    names = "|".join(re.escape(name).replace(r"\-", "[-_]") for name in known)
    return re.compile(rf"(?<![\w./@-])({names})(?![\w/@-]|\.\w)", re.IGNORECASE)


_SET_UP = re.compile(
    r"main|app|startup|program|settings?|config|urls?|api|schema|swagger|server|index|rout(?:e|ing)|docs?|graphql|init|boot|module|extension|nelmio",
    re.IGNORECASE,
)


def may_set_up(path: str) -> bool:
    """Whether a source file is named as the places where generators are set to work usually are."""
    return _SET_UP.search(path.rsplit("/", 1)[-1]) is not None


class Told(NamedTuple):
    """A name that tells of a description made when the service runs, and its line."""

    name: str
    format: str
    line: int


# They do nothing else than describe an API: to depend on one is to describe, although the code that does it be not recognised.
_DESCRIBING = frozenset(
    (
        "drf-spectacular", "drf-yasg", "flask-smorest", "Flask-RESTX", "Flasgger", "Django Ninja", "springdoc", "springfox", "SmallRye OpenAPI",
        "Micronaut OpenAPI", "Swashbuckle", "NSwag", "OpenApiSpex", "tsoa", "NestJS Swagger", "swagger-jsdoc", "@fastify/swagger", "rswag",
        "grape-swagger", "Nelmio API Doc", "L5-Swagger",
    )
)  # fmt: skip


def describing(manifest: Document) -> Told | None:
    """The first dependency of a manifest that does nothing else than describe an API; None without one. Raises Unreadable."""
    text = manifest.text
    for match in _packages().finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if text[text.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip().startswith(_COMMENT):
            continue
        for generator in GENERATORS:
            if generator.name in _DESCRIBING and _normal(match[1]) in map(_normal, generator.packages):
                return Told(generator.name, generator.format, line)
    return None


_SERVERS = {"postgrest": ("PostgREST", "OpenAPI 2.0"), "hasura": ("Hasura", "GraphQL"), "postgraphile": ("PostGraphile", "GraphQL")}
_IMAGE = re.compile(r"^[ \t]{0,40}image:[ \t]{0,8}[\"']?[\w./:@${}-]{0,200}?\b(postgrest|hasura|postgraphile)\b", re.MULTILINE | re.IGNORECASE)


def serving(composition: Document) -> Told | None:
    """The first server of a composition of containers that describes what it serves when it is asked; None without one. Raises Unreadable."""
    found = _IMAGE.search(composition.text)
    return Told(*_SERVERS[found[1].lower()], composition.text.count("\n", 0, found.start(1)) + 1) if found is not None else None


def use(document: Document, generators: Sequence[Generator], extension: str) -> Use | None:
    """The generator that a source file sets to work, None when it sets none. Comments set nothing to work. Raises Unreadable."""
    wanted = [generator for generator in generators if extension in generator.extensions]
    if not wanted:
        return None
    raw = document.bytes(SOURCE_LIMIT)
    if not any(mark.encode() in raw for generator in wanted for mark in generator.marks):  # most files end here, and need not be decoded
        return None
    text = document.text
    if any(mark in text for mark in _OFF):
        return None
    for generator in wanted:
        for rank, mark in enumerate(generator.marks):
            line = _line_of(mark, text)
            if line:
                return Use(generator, line, rank)
    return None


_OFF = ("openapi_url=None", "openapi_url = None")
_COMMENT = ("#", "//", "*", "/*", "<!--", "--", "%")


def _line_of(mark: str, text: str) -> int:
    """The 1-based line of the first `mark` that is not in a comment, 0 when there is none."""
    at = text.find(mark)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        before = text[start:at].strip()
        if mark.startswith(("#", "@OA")) or not before.startswith(_COMMENT):
            return text.count("\n", 0, at) + 1
        at = text.find(mark, at + len(mark))
    return 0
