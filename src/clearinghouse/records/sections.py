"""What a person may change of a draft: all of it, or only the sections that they were given."""

from collections.abc import Sequence
from dataclasses import dataclass

from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Person
from clearinghouse.accounts.predicates import is_delegate
from clearinghouse.core.canonical import Json, stripped
from clearinghouse.derived.origins import Said
from clearinghouse.formats.answers import answer_at, with_answer, without_answer
from clearinghouse.formats.format import Section
from clearinghouse.records.models import Draft, SectionDelegation
from clearinghouse.records.queries import require_editing


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one person may change of a draft. names: of the sections they were given; None for all of the draft."""

    draft: Draft
    names: frozenset[str] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept from them."""
        return self.names is None

    @property
    def sections(self) -> list[Section]:
        """The sections that they may change, in the order of the format."""
        every = self.draft.format.sections
        return [one for one in every if self.names is None or one.name in self.names]

    def covers(self, path: str) -> bool:
        """Say whether an answer, by the name of its field without rows, is theirs to change."""
        names = [field.name for section in self.sections for field in section.fields]
        return self.is_whole or any(path == name or path.startswith(f"{name}.") for name in names)

    def heard(self, said: Sequence[Said]) -> list[Said]:
        """Return what may be heard of what was said of translations: that of texts that are theirs to change."""
        return [one for one in said if self.covers(one.path)]

    def within(self, body: Json) -> Json:
        """Return a body in which only what they may change is new; everything else is as it stands in the draft."""
        if self.names is None:
            return body
        kept = self.draft.body
        for section in self.sections:
            for field in section.fields:
                value = answer_at(body, field.name)
                kept = without_answer(kept, field.name) if value is None else with_answer(kept, field.name, value)
        return stripped(kept) or {}


def bounds_of(person: Person, draft: Draft) -> Bounds:
    """Return what a person may change of a draft as it stands.

    Raises NotAllowedError, OutOfScopeError, and WrongStateError for an editor whose draft is requested.
    """
    if not is_allowed(person, draft.edit_action, draft.subject) and is_delegate(person, draft.subject):
        require(person, "fill-section", draft.subject)
        # Asked once more: the list that the draft carries was read when the draft was.
        if names := given_to(draft, person):
            return Bounds(draft, names)
    require_editing(person, draft)
    return Bounds(draft)


def given_to(draft: Draft, person: Person) -> frozenset[str]:
    """Return the names of the sections of a draft that are in a person's hands at present, in one query."""
    given = SectionDelegation.objects.filter(draft_id=draft.pk, to_id=person.account_id, state=SectionDelegation.OPEN)
    return frozenset(given.values_list("section", flat=True))
