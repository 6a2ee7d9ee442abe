"""The description of the API in OpenAPI: what Ninja derives, and the refusals that every operation may answer with."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from clearinghouse.exchange.problems import CONTENT_TYPE
from clearinghouse.exchange.rest.shapes import Refusal

_PLACE = "#/components/schemas/{model}"


class Described(NinjaAPI):
    """An API whose description tells of refusals, too."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description."""
        schema = super().get_openapi_schema(**options)
        refusal = Refusal.model_json_schema(ref_template=_PLACE)
        schemas = schema["components"].setdefault("schemas", {})
        schemas.update(refusal.pop("$defs", {}))
        schemas["Refusal"] = refusal
        content = {CONTENT_TYPE: {"schema": {"$ref": _PLACE.format(model="Refusal")}}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"]["default"] = {"description": "A refusal", "content": content}
        return schema


def _parameter(name: str, about: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}


SEARCHED_BY: dict[str, Any] = {
    "parameters": [
        _parameter("q", "Words to find, fields as country:benin or before:2020, times as “since 2020”", type="string"),
        _parameter("page", "From 1; another than a possible one is refused", type="integer", minimum=1),
        _parameter("size", "Records on a page", type="integer", minimum=1, maximum=100),
        _parameter("sort", "relevance, newest, oldest, title, country", type="string"),
        _parameter("from", "Published on this day or later, as 2026, 2026-01 or 2026-01-31", type="string"),
        _parameter("to", "Published on this day or before", type="string"),
        _parameter("as-of", "As the register stood on a day", type="string"),
        _parameter("format", "A common format; as every facet, repeated for several", type="string"),
        _parameter("government", "The code of a government, in lower case", type="string"),
    ]
}
"""What a search takes; facets besides have the names that the answer gives them."""
