"""The card of a national target: the goals, targets and indicators of the Framework that it serves."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.derived.pages import TermValue, page_values
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.format import expanded
from clearinghouse.formats.kinds import Choice
from clearinghouse.web.presenting import ShownRow, ShownValue
from clearinghouse.web.record_cards.card import CardSource, RecordCard, Warned, part

TARGETS = "GBF-TARGETS"
_GOALS = "globalGoalAlignment"
_ALIGNED = "globalTargetAlignment"
_INDICATORS = ("headlineIndicators", "binaryIndicators", "componentIndicators", "complementaryIndicators")


def target_card(source: CardSource) -> RecordCard:
    """Return the alignment of a national target and its indicators, each with the page of its term."""
    indicators = [_to_terms(row) for row in source.rows(*_INDICATORS)] + source.rows("otherNationalIndicators")
    without = Warned(_("No indicator is named: progress cannot be measured by this record."))
    return RecordCard(
        warnings=[] if indicators else [without],
        parts=[
            *part(
                source.section_of(_ALIGNED, _GOALS),
                [*(_to_terms(row) for row in source.rows(_GOALS)), *_targets(source)],
            ),
            *part(source.section_of(*_INDICATORS, "otherNationalIndicators"), indicators),
        ],
    )


def _to_terms(row: ShownRow) -> ShownRow:
    """Return a row whose terms lead to their own pages."""
    return replace(row, values=[_to_term(value) for value in row.values])


def _to_term(shown: ShownValue) -> ShownValue:
    match shown.value:
        case TermValue(scheme=scheme, code=code, is_known=True):
            return ShownValue(shown.value, reverse("term", args=[scheme, code]))
        case _:
            return shown


def _targets(source: CardSource) -> list[ShownRow]:
    """Return the targets of the Framework, those of one degree in one row."""
    fmt, body = source.read.record.format, source.read.body
    fields = {one.name: one for one in expanded(fmt, body)}
    rows: dict[str, list[ShownValue]] = {}
    for name, one in fields.items():
        if not name.startswith(f"{_ALIGNED}.") or not isinstance(one.kind, Choice):
            continue
        term = source.reader.vocabulary.term(TARGETS, str(answer_at(body, name)))
        if term is None:
            continue
        value = TermValue(term.label(source.reader.language), TARGETS, term.identifier)
        degree = fields.get(name.rpartition(".")[0] + ".degreeOfAlignment")
        said = [found.label for found in page_values(degree, body, fmt, source.reader)
                if isinstance(found, TermValue)] if degree else []  # fmt: skip
        rows.setdefault(said[0] if said else "", []).append(_to_term(ShownValue(value, "")))
    label = source.label_of(_ALIGNED)
    return [
        ShownRow(_ALIGNED, f"{label} · {degree}" if degree else label, values, is_sealed=False)
        for degree, values in rows.items()
    ]
