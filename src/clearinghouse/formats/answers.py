"""Where an answer stands: names of fields may lead through objects (`nagoya.subjects`) and rows (`data.0.year`)."""

from typing import Any

from clearinghouse.core.canonical import Json


def answer_at(body: Json, name: str) -> Any:
    """Return the answer of a field, None where there is none or something else stands in the way."""
    found: Any = body
    for step in name.split("."):
        match found:
            case dict():
                found = found.get(step)
            case list() if step.isdecimal() and len(step) < 7 and int(step) < len(found):
                found = found[int(step)]
            case _:
                return None
    return found


def with_answer(body: Json, name: str, value: Any) -> Json:
    """Return a copy of a body in which a field has this answer; what stands in the way is replaced."""
    step, _, rest = name.partition(".")
    if not rest:
        return {**body, step: value}
    below = body.get(step)
    if isinstance(below, list):
        place, _, further = rest.partition(".")
        if not (place.isdecimal() and len(place) < 7 and int(place) < len(below)):
            return body
        rows = list(below)
        row = rows[int(place)]
        rows[int(place)] = with_answer(row if isinstance(row, dict) else {}, further, value) if further else value
        return {**body, step: rows}
    return {**body, step: with_answer(below if isinstance(below, dict) else {}, rest, value)}


def without_answer(body: Json, name: str) -> Json:
    """Return a copy of a body in which a field has no answer."""
    if answer_at(body, name) is None:
        return body
    step, _, rest = name.partition(".")
    if not rest:
        return {key: value for key, value in body.items() if key != step}
    return with_answer(body, name, None)


def pointer_to(name: str) -> str:
    """Return the JSON pointer to the answer of a field."""
    return "/" + name.replace(".", "/")


def first_step(name: str) -> str:
    """Return the key of the body under which a field is found."""
    return name.partition(".")[0]


def path_of(name: str) -> str:
    """Return the name of a field without the numbers of rows: what it is called in its format."""
    return ".".join(step for step in name.split(".") if not step.isdecimal() and not step.startswith("__"))
