"""The button of the editor that was pressed, and the inputs as it changes them."""

from dataclasses import dataclass

from django.http import HttpRequest

from clearinghouse.core.languages import BY_CODE
from clearinghouse.derived.form_rows import ROW_ACTS, with_rows_changed
from clearinghouse.derived.form_terms import with_typed_terms
from clearinghouse.derived.form_translations import with_copied_text
from clearinghouse.formats.format import Format
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language

_MAX_CHARS = 500


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button says: `up.documents.2` is up, documents, 2. field: "" if it names none of the format."""

    act: str
    field: str
    value: str

    @property
    def rows(self) -> tuple[str, int | None]:
        """The name below which the rows stand that it acts on, and the number of the row; None if it names none."""
        above, _, number = self.value.rpartition(".")
        name = f"{self.field}.{above}" if above else self.field
        is_number = number.isascii() and number.isdecimal() and len(number) < 10
        return name, int(number) if is_number and self.field else None

    @property
    def text_key(self) -> str:
        """The number of the text that it is about, "" where its field has one."""
        first = self.value.partition(".")[0]
        return first if first.isascii() and first.isdecimal() else ""

    @property
    def language(self) -> str:
        """The language that it adds beside a text, "" if none was chosen yet."""
        last = self.value.rpartition(".")[2]
        return last if last in BY_CODE else ""


def pressed(request: HttpRequest, fmt: Format) -> Pressed:
    """Return what the pressed button says; names of fields may hold points."""
    act, _, rest = request.POST.get("do", "save")[:_MAX_CHARS].partition(".")
    steps = rest.split(".")
    for count in range(len(steps), 0, -1):
        name = ".".join(steps[:count])
        if fmt.find(name) is not None:
            return Pressed(act, name, ".".join(steps[count:]))
    return Pressed(act, "", rest)


def sent_answers(request: HttpRequest, fmt: Format) -> dict[str, list[str]]:
    """Return the inputs as sent, with what the pressed button picks, drops or does to a row; terms by their names.

    Lines end in one way only: browsers send two, so that the same text would count as changed.
    """
    sent = {name: [value.replace("\r\n", "\n") for value in values] for name, values in request.POST.lists()}
    sent = with_typed_terms(sent, fmt, current_vocabulary(), current_language().code)
    button = pressed(request, fmt)
    stem = f"f.{button.field}"
    match button.act:
        case "pick":
            sent.setdefault(stem, []).append(button.value)
        case "drop":
            sent[stem] = [one for one in sent.get(stem, []) if one != button.value]
        case "translate":
            return with_copied_text(sent, f"{button.field}.{button.value}")
        case "language":
            sent["languages"] = [*sent.get("languages", []), *filter(None, [button.language])]
        case "right":
            sent["right"] = [f"{button.field}.{button.value}"]
        case act if act in ROW_ACTS:
            name, number = button.rows
            return sent if number is None else with_rows_changed(sent, name, number, act=act)
    return sent
