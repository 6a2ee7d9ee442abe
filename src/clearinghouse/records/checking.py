"""What a draft would be when published: its answers, the sealed fields it leaves as they were, and its problems."""

from dataclasses import dataclass

from clearinghouse.core.canonical import Json, parsed
from clearinghouse.derived.problems import Problem, problems_in
from clearinghouse.derived.reading import parts_of, settled
from clearinghouse.ledger.models import Part
from clearinghouse.records.attachments import known_attachments
from clearinghouse.records.models import Draft, Revision
from clearinghouse.records.queries import draft_circumstances, surroundings_of


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft that was looked through. whole: with what was withheld from it; problems: of its own answers only."""

    whole: Json
    public: Json
    sealed: Json
    problems: list[Problem]


def examined(draft: Draft, body: Json | None = None) -> Examined:
    """Look a draft through as it is, or with another body. Whoever writes it is never told what was withheld."""
    circumstances = draft_circumstances(draft)
    kept = _withheld_from(draft)
    whole = {**settled({**(draft.body if body is None else body), **kept}, draft.format, circumstances), **kept}
    known = known_attachments(draft, whole)
    found = problems_in(whole, draft.format, surroundings_of(whole, draft.format, circumstances, attachments=known))
    public, sealed = parts_of(whole, draft.format, circumstances)
    # Whatever was sealed stays so, as an import may have sealed what the format says is open; but for what a community
    # shows less of, which both parts have.
    public = {name: value for name, value in public.items() if name not in kept or name in sealed}
    return Examined(whole, public, {**sealed, **kept}, [one for one in found if not _is_about(one, kept)])


def settled_for(draft: Draft, body: Json) -> Json:
    """Return a body as the draft keeps it: settled, without the fields that are withheld from it."""
    whole = settled({**body, **_withheld_from(draft)}, draft.format, draft_circumstances(draft))
    return {name: value for name, value in whole.items() if name not in draft.withheld}


def _withheld_from(draft: Draft) -> Json:
    if not draft.withheld:
        return {}
    continued = Revision.objects.filter(record_id=draft.guid, number=draft.based_on).values("entry_id")
    text = Part.objects.filter(entry_id__in=continued, name=Part.SEALED).values_list("text", flat=True).first()
    return {name: value for name, value in parsed(text or "{}").items() if name in draft.withheld}


def _is_about(problem: Problem, kept: Json) -> bool:
    return problem.field in kept or problem.pointer[1:].partition("/")[0] in kept
