"""Requests that nobody would write, made up from the description of the API: each gets an answer or a plain refusal."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings, strategies

from clearinghouse.accounts.permissions import SCOPES
from clearinghouse.accounts.tokens import issue
from clearinghouse.config.projections import projections
from clearinghouse.exchange.rest.api import api
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests.attacks.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.store]

SEVERAL = 12
"""Requests to each operation."""

_ODD = [
    "",
    "0",
    "-1",
    "9" * 30,
    "1e400",
    "NaN",
    "null",
    "true",
    "\0",
    "\ud800",
    "../..",
    "%00",
    "' OR 1=1 --",
    "{",
    "@1",
]
_texts = strategies.sampled_from(_ODD) | strategies.text(max_size=40)
_json = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats() | _texts,
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)


def _shaped(schema: dict[str, Any], shapes: dict[str, Any]) -> strategies.SearchStrategy[Any]:
    """Return values that fit a schema, or nearly: now and then anything at all stands in a place."""
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return strategies.one_of(*(_shaped(one, shapes) for one in schema["anyOf"]))
    if "enum" in schema:
        return strategies.sampled_from(schema["enum"]) | _texts
    match schema.get("type"):
        case "object" if schema.get("properties"):
            fields = {name: _shaped(one, shapes) for name, one in schema["properties"].items()}
            needed = {name: fields.pop(name) for name in schema.get("required", [])}
            return strategies.fixed_dictionaries(needed, optional=fields) | _json
        case "integer":
            return strategies.integers() | _texts
        case "boolean":
            return strategies.booleans() | _json
        case "array":
            return strategies.lists(_shaped(schema.get("items", {}), shapes), max_size=4)
        case "string":
            known = ["database", "nationalReport", "bch", "bj", "en", "public", "No."]
            return strategies.sampled_from(known) | _texts
        case _:
            return _json


def _written(value: Any) -> bytes:
    """Write a value as JSON, halves of surrogate pairs and numbers that are none included."""
    return json.dumps(value).encode()


def _said(text: Any) -> str:
    return str(text).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


class Operation:
    """One operation of the description, and the requests to it that can be made up."""

    def __init__(self, method: str, path: str, described: dict[str, Any], shapes: dict[str, Any]) -> None:
        self.method, self.path, self.described, self.shapes = method, path, described, shapes

    def __repr__(self) -> str:
        return f"{self.method} {self.path}"

    def requests(self, identifiers: list[str]) -> strategies.SearchStrategy[dict[str, Any]]:
        """Return addresses with their steps, questions, headers and bodies."""
        parameters = self.described.get("parameters", [])
        asked = [one for one in parameters if one["in"] == "query"]
        steps = {
            one["name"]: strategies.sampled_from(identifiers) | _texts for one in parameters if one["in"] == "path"
        }
        content = next(iter(self.described.get("requestBody", {}).get("content", {}).values()), None)
        body = _shaped(content["schema"], self.shapes) | _json if content else strategies.none()
        return strategies.fixed_dictionaries(
            {
                "steps": strategies.fixed_dictionaries(steps),
                "asked": strategies.fixed_dictionaries(
                    {}, optional={one["name"]: _shaped(one["schema"], self.shapes) for one in asked}
                ),
                "body": body.map(_written) | strategies.binary(max_size=30) if content else strategies.just(b""),
                "kind": strategies.sampled_from(
                    ["application/json", "text/plain", "application/x-www-form-urlencoded"]
                ),
                "tag": strategies.sampled_from(["*", '"1"', '"999999999999"', "W/", "a"]) | strategies.none(),
            }
        )

    def address(self, made: dict[str, Any]) -> str:
        """Return the address of a request."""
        path = self.path
        for name, step in made["steps"].items():
            path = path.replace(f"{{{name}}}", quote(_said(step), safe=""))
        asked = urlencode({name: _said(value) for name, value in made["asked"].items()}, doseq=True)
        return f"{path}?{asked}"


def operations() -> list[Operation]:
    """Return every operation of the description."""
    described = json.loads(json.dumps(api.get_openapi_schema()))
    shapes = described["components"]["schemas"]
    return [
        Operation(method.upper(), path, operation, shapes)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.fixture
def searched(world: World, settings: Any, tmp_path: Path) -> Iterator[World]:
    """Return the world with an index of it, and with nobody counting requests."""
    settings.API_PER_TOKEN = settings.API_PER_ADDRESS = 1_000_000
    settings.INDEX_FOLDER = tmp_path / "index"
    cache.clear()
    follow_once(projections())
    yield world
    engine().close()


def test_every_operation_answers_or_refuses_whatever_is_sent(searched: World) -> None:
    world = searched
    secrets = [issue(one, "a test", SCOPES, None)[1] for one in (world.authority, world.officer, world.secretariat)]
    known = [str(one.pk) for one in (world.draft, world.requested, world.record, world.case, world.retirement)]
    program = Client(raise_request_exception=True)
    for number, operation in enumerate(operations()):
        headers = {"Authorization": f"Bearer {secrets[number % len(secrets)]}"}
        _try(operation, program, headers, [*known, "database", "bj", world.digest, "a.txt"])


def _try(operation: Operation, program: Client, headers: dict[str, str], identifiers: list[str]) -> None:
    @settings(
        max_examples=SEVERAL,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.requests(identifiers))
    def attempt(made: dict[str, Any]) -> None:
        sent = {**headers, **({"If-Match": made["tag"]} if made["tag"] else {})}
        answer = program.generic(
            operation.method, operation.address(made), made["body"], content_type=made["kind"], headers=sent
        )
        assert answer.status_code < 500, (operation, made, answer.content)
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", (operation, made)
            told = json.loads(answer.content)
            assert told["status"] == answer.status_code
            assert told["code"]
            assert told["title"]

    attempt()
