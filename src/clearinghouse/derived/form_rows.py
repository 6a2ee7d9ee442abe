"""Moving, copying and removing rows of a form that was posted, for whoever has no scripts."""

from collections.abc import Mapping, Sequence

from clearinghouse.derived.row_keys import ROW_KEY

ROW_ACTS = frozenset({"up", "down", "insert", "copy", "remove"})
"""What a button can do with a row; `insert` makes room for a blank one below it."""
_STEMS = ("f.", "t.", "o.")


def row_numbers(posted: Mapping[str, Sequence[str]], name: str) -> list[int]:
    """Return the numbers of the rows of a field that were posted, in their order."""
    found = {number for input_name in posted for number in [_number(input_name, name)] if number is not None}
    return sorted(found)


def with_rows_changed(posted: Mapping[str, Sequence[str]], name: str, number: int, *, act: str) -> dict[str, list[str]]:
    """Return what was posted with one row moved, copied or removed, and the rows numbered afresh from 0.

    A row that nothing was posted of changes nothing.
    """
    numbers = row_numbers(posted, name)
    if number not in numbers:
        return {key: list(values) for key, values in posted.items()}
    place = numbers.index(number)
    order: list[tuple[int, bool]] = [(one, False) for one in numbers]
    match act:
        case "up" if place > 0:
            order[place - 1], order[place] = order[place], order[place - 1]
        case "down" if place + 1 < len(order):
            order[place + 1], order[place] = order[place], order[place + 1]
        case "copy":
            order.insert(place + 1, (number, True))
        case "remove":
            del order[place]
        case _:
            pass
    return _renumbered(posted, name, order)


def _renumbered(
    posted: Mapping[str, Sequence[str]], name: str, order: Sequence[tuple[int, bool]]
) -> dict[str, list[str]]:
    rows: dict[int, list[tuple[str, str, list[str]]]] = {}
    kept: dict[str, list[str]] = {}
    for input_name, values in posted.items():
        number = _number(input_name, name)
        if number is None:
            kept[input_name] = list(values)
        else:
            stem = f"{input_name[:2]}{name}."
            rest = input_name.removeprefix(stem).removeprefix(str(number))
            rows.setdefault(number, []).append((stem, rest, list(values)))
    for place, (number, is_copy) in enumerate(order):
        for stem, rest, values in rows[number]:
            if not (is_copy and rest.rpartition(".")[2] == ROW_KEY):
                kept[f"{stem}{place}{rest}"] = list(values)
    return kept


def _number(input_name: str, name: str) -> int | None:
    """Return the number of the row of a field in which an input stands, None if it stands in none."""
    if not input_name.startswith(_STEMS) or not input_name[2:].startswith(f"{name}."):
        return None
    step = input_name[2:].removeprefix(f"{name}.").partition(".")[0]
    is_number = step.isascii() and step.isdecimal() and len(step) < 10 and str(int(step)) == step
    return int(step) if is_number else None
