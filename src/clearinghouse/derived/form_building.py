"""Building the editor's form from a format and a body."""

from dataclasses import replace
from typing import Any, assert_never

from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import BY_CODE, LANGUAGES, direction_of, tag_of
from clearinghouse.core.messages import Message
from clearinghouse.derived.form_picking import pick_term, reference_control
from clearinghouse.derived.form_tables import stands_in_table
from clearinghouse.derived.form_texts import as_typed
from clearinghouse.derived.form_translations import with_translations
from clearinghouse.derived.forms import (
    GROUP_ROW,
    ConstructControl,
    Control,
    DayControl,
    ElementRow,
    Form,
    FormField,
    FormSection,
    FormSituation,
    GroupControl,
    GroupRow,
    Input,
    LegacyControl,
    LinkControl,
    LinkRow,
    LocalTextControl,
    NumberControl,
    Pick,
    PickControl,
    PointControl,
    TextControl,
    YesNoControl,
    prefix,
    record_languages,
    text_of,
)
from clearinghouse.derived.origins import place_of
from clearinghouse.derived.reading import is_shown
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.conditions import Equals, IsFilled, fields_of, holds, is_filled
from clearinghouse.formats.format import Field, Format, members_of
from clearinghouse.formats.kinds import (
    ELEMENT_TYPES,
    Choice,
    Concept,
    Construct,
    Day,
    Email,
    Group,
    Legacy,
    LocalText,
    MapPoint,
    Number,
    OecdIdentifier,
    RecordReference,
    Text,
    Url,
    WebLink,
    WholeNumber,
    YesNo,
)


def form_of(body: Json, fmt: Format, situation: FormSituation) -> Form:
    """Return the form with the sections and fields that the answers so far ask for."""
    deciding = {name for one in fmt for c in (one.shown_when, one.required) if c for name in fields_of(c)}
    sections = []
    for section in fmt.sections:
        fields = tuple(
            form_field(one, body, fmt, situation, decides=one.name in deciding)
            for one in section.fields
            if one.name not in situation.left_out and is_shown(one, body, situation.circumstances)
        )
        if fields:
            sections.append(FormSection(section.name, situation.say(fmt.section_label(section)), fields))
    return Form(tuple(sections))


def form_field(one: Field, body: Json, fmt: Format, situation: FormSituation, *, decides: bool = False) -> FormField:
    """Return one row of the editor."""
    advice = fmt.help_of(one)
    return FormField(
        name=one.name,
        label=situation.say(fmt.label_of(one)),
        help=situation.say(advice) if advice else "",
        is_required=holds(one.required, body, situation.circumstances),
        is_repeated=one.is_repeated,
        problems=tuple(problem.said(situation.say) for problem in situation.problems if problem.field == one.name),
        control=control_of(one, body, fmt, situation),
        is_answered=is_filled(answer_at(body, one.name)),
        depends=one.shown_when is not None and bool(fields_of(one.shown_when)),
        decides=decides,
        is_locked=one.name in situation.locked,
    )


def control_of(one: Field, body: Json, fmt: Format, situation: FormSituation) -> Control:
    """Return the control of a field with its present answer."""
    kind = one.kind
    value = answer_at(body, one.name)
    match kind:
        case Text(is_multiline=is_multiline):
            return TextControl(_text_rows(one, value, situation), "textarea" if is_multiline else "text")
        case Email():
            return TextControl(_text_rows(one, value, situation), "email")
        case OecdIdentifier():
            return TextControl(_text_rows(one, value, situation), "text", is_code=True)
        case LocalText(is_rich=is_rich):
            return _local_text_control(one, value, body, situation, is_rich=is_rich)
        case YesNo():
            return YesNoControl(
                prefix(one.name), {True: "yes", False: "no"}.get(value, "") if value in (True, False) else ""
            )
        case WholeNumber(unit=unit):
            return NumberControl(prefix(one.name), text_of(value), situation.say(unit))
        case Number(unit=unit):
            return NumberControl(prefix(one.name), text_of(value), situation.say(unit))
        case Url():
            return TextControl(_text_rows(one, value, situation), "url", is_code=True)
        case MapPoint():
            place = value if isinstance(value, dict) else {}
            return PointControl(*(Input(prefix(one.name, part), text_of(place.get(part))) for part in ("lat", "lng")))
        case Day():
            year, month, day = [*text_of(value).split("-"), "", "", ""][:3]
            return DayControl(prefix(one.name), day.lstrip("0"), month.lstrip("0"), year)
        case Choice(options=options):
            chosen = value if isinstance(value, list) else [value]
            picks = tuple(
                Pick(o.value, situation.say(fmt.option_label(one, o.label)), o.value in chosen) for o in options
            )
            return PickControl(prefix(one.name), "checkbox" if one.is_repeated else "radio", picks)
        case Concept():
            return pick_term(one, kind, value, situation, record_languages(body), fmt=fmt.slug)
        case RecordReference():
            return reference_control(one, kind, value, situation)
        case WebLink(accepts_files=accepts_files):
            return _link_control(one, value, situation, accepts_files=accepts_files)
        case Construct():
            return _construct_control(one, value, body, situation)
        case Group():
            return _group_control(one, value, body, fmt, situation)
        case Legacy():
            return LegacyControl()
        case _:
            assert_never(kind)


def _group_control(one: Field, value: Any, body: Json, fmt: Format, situation: FormSituation) -> GroupControl:
    is_table = stands_in_table(one)

    keys = situation.row_keys.get(one.name, ())

    def row(place: int | str | None, *, is_blank: bool = False) -> GroupRow:
        members = members_of(one, place)
        deciding = {name for m in members for c in (m.shown_when, m.required) if c for name in fields_of(c)}
        # A cell that is not asked for keeps its place in the table.
        shown = [m for m in members if is_table or is_shown(m, body, situation.circumstances)]
        fields = (form_field(m, body, fmt, situation, decides=m.name in deciding) for m in shown)
        cells = (_cell(m, f, body, situation) for m, f in zip(shown, fields, strict=True)) if is_table else fields
        # Nothing is missing in a row that nobody has begun.
        key = keys[place] if isinstance(place, int) and place < len(keys) else ""
        return GroupRow.of((replace(field, is_required=False) if is_blank else field for field in cells), key)

    if not one.is_repeated:
        return GroupControl((row(None),))
    count = len(value) if isinstance(value, list) else 0
    blanks = max(1 if not count else 0, situation.extra_rows.get(one.name, 0))
    rows = [row(place, is_blank=place >= count) for place in range(count + blanks)]
    return GroupControl(tuple(rows), row(GROUP_ROW, is_blank=True), is_table)


def _cell(member: Field, shown: FormField, body: Json, situation: FormSituation) -> FormField:
    match member.shown_when:
        case Equals(field=name, value=value):
            wanted = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        case IsFilled(field=name):
            wanted = ""
        case _:
            return shown
    is_asked = is_shown(member, body, situation.circumstances)
    return replace(shown, is_asked=is_asked, asked_by=prefix(name), asked_value=wanted)


def _rows(one: Field, value: Any, situation: FormSituation) -> list[Any]:
    """Return the answers of a repeated field with one blank row behind them, or the one answer."""
    if not one.is_repeated:
        return [value]
    answered = list(value) if isinstance(value, list) else [value] if is_filled(value) else []
    return answered + [None] * max(1, situation.extra_rows.get(one.name, 1))


def _text_rows(one: Field, value: Any, situation: FormSituation) -> tuple[Input, ...]:
    rows = _rows(one, value, situation)
    names = (prefix(one.name, place) if one.is_repeated else prefix(one.name) for place in range(len(rows)))
    return tuple(Input(name, text_of(row)) for name, row in zip(names, rows, strict=True))


def _local_text_control(
    one: Field, value: Any, body: Json, situation: FormSituation, *, is_rich: bool
) -> LocalTextControl:
    rows = []
    for place, row in enumerate(_rows(one, value, situation)):
        texts = row if isinstance(row, dict) else {}
        codes = dict.fromkeys([*record_languages(body), *map(str, texts)])
        shown = {code: as_typed(text) if is_rich and isinstance(text, str) else text for code, text in texts.items()}
        name = f"{one.name}.{place}" if one.is_repeated else one.name
        inputs = tuple(language_input(prefix(name, code), code, shown.get(code)) for code in codes)
        rows.append(with_translations(inputs, place_of(name, row, is_rich=is_rich), situation.origins))
    return LocalTextControl(tuple(rows), is_rich)


def language_input(name: str, code: str, value: Any) -> Input:
    """Return an input for text in one language, labelled with the language's own name."""
    own_name = BY_CODE[code].name if code in BY_CODE else code
    return Input(name, text_of(value), code, tag_of(code), direction_of(code), own_name)


def _link_control(one: Field, value: Any, situation: FormSituation, *, accepts_files: bool) -> LinkControl:
    rows = []
    for place, row in enumerate(_rows(one, value, situation)):
        link = row if isinstance(row, dict) else {}
        rows.append(
            LinkRow(
                *(Input(prefix(one.name, place, part), text_of(link.get(part))) for part in ("url", "name", "language"))
            )
        )
    return LinkControl(tuple(rows), tuple((language.code, language.name) for language in LANGUAGES), accepts_files)


def _construct_control(one: Field, value: Any, body: Json, situation: FormSituation) -> ConstructControl:
    # A cassette is built from the elements that the record already names.
    genes = body.get("genes")
    named = [g.get("identifier") for g in genes if isinstance(g, dict)] if isinstance(genes, list) else []
    cassettes = [row if isinstance(row, list) else [] for row in _rows(one, value, situation)]
    return ConstructControl(
        tuple(
            tuple(
                _element_row(prefix(one.name, place, position), element, [str(n) for n in named], situation)
                for position, element in enumerate([*cassette, None])
            )
            for place, cassette in enumerate(cassettes)
        )
    )


def _element_row(stem: str, element: Any, named: list[str], situation: FormSituation) -> ElementRow:
    found = element if isinstance(element, dict) else {}
    holder = found.get("identifier")
    chosen = text_of(holder.get("identifier")) if isinstance(holder, dict) else ""
    choices = dict.fromkeys([*named, *([chosen] if chosen else [])])
    return ElementRow(
        f"{stem}.type",
        tuple(
            Pick(o.value, situation.say(Message("construct", o.label)), o.value == found.get("type"))
            for o in ELEMENT_TYPES
        ),
        f"{stem}.identifier",
        tuple(
            Pick(guid, situation.cards[guid].title.text if guid in situation.cards else guid, guid == chosen)
            for guid in choices
        ),
        Input(f"{stem}.size", text_of(found.get("size"))),
    )
