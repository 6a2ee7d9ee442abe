from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from clearinghouse.core.canonical import parsed
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.ledger.models import Entry
from clearinghouse.vocabularies.actions import (
    PUBLISH,
    Editor,
    begin_scheme_draft,
    bring_up_to_date,
    conflicts_of,
    difference_of,
    discard_scheme_draft,
    publish_scheme_draft,
    request_review,
    return_to_editing,
    save_scheme_draft,
)
from clearinghouse.vocabularies.concepts import Scheme, Term, Vocabulary
from clearinghouse.vocabularies.editing import PublishedTermError, deprecated, merged, term_in, with_term
from clearinghouse.vocabularies.errors import (
    BrokenSchemeError,
    ChangeReasonMissingError,
    LockedTermError,
    SchemeChangedError,
    SchemeDraftGoneError,
    SchemeNotFoundError,
    SchemeUnchangedError,
    StaleSchemeDraftError,
)
from clearinghouse.vocabularies.loading import restored, store_scheme
from clearinghouse.vocabularies.models import SchemeDraft
from clearinghouse.vocabularies.queries import (
    all_schemes,
    history,
    scheme_at,
    schemes_at,
    standing_scheme,
)
from tests.vocabularies.samples import COLOURS

pytestmark = [pytest.mark.store, pytest.mark.django_db]

NAME = COLOURS.identifier
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def refusing(*refused: str) -> Callable[[str], None]:
    def require(action: str) -> None:
        if action in refused:
            raise NotAllowedError(action=action)

    return require


ANN = Editor("ann", refusing())
BEN = Editor("ben", refusing(PUBLISH))
NOBODY = Editor("", refusing("edit-vocabulary", PUBLISH))


def draft_with(scheme: Scheme, by: Editor = ANN) -> SchemeDraft:
    return save_scheme_draft(begin_scheme_draft(NAME, by=by, at=NOON), scheme, by=by, at=NOON)


def renamed(text: str, scheme: Scheme = COLOURS) -> Scheme:
    return with_term(scheme, replace(term_in(scheme, "pink"), labels={"en": text}), instead_of="pink")


def test_a_draft_is_seen_by_nobody_until_it_is_published_as_one_entry() -> None:
    store_scheme(COLOURS)
    draft = draft_with(merged(renamed("Pale red"), "rose", "pink"), BEN)
    assert standing_scheme(NAME) == COLOURS
    assert difference_of(draft).summary()["changed"] == ["pink"]
    request_review(draft, by=BEN, at=NOON, note="Please look.")
    with pytest.raises(NotAllowedError):
        publish_scheme_draft(draft, by=BEN, reason="Mine")
    entry = publish_scheme_draft(draft, by=ANN, reason="Better words.")
    assert not SchemeDraft.objects.exists()
    assert Entry.objects.count() == 2
    found = standing_scheme(NAME)
    assert found is not None
    assert Vocabulary([found]).term(NAME, "rose") is term_in(found, "pink")
    change = parsed(entry.envelope)["change"]
    assert change == {
        "by": "ann",
        "reason": "Better words.",
        "changed": 1,
        "changedTerms": ["pink"],
        "merged": 1,
        "mergedTerms": ["rose → pink"],
    }
    newest, first = history(NAME)
    assert (newest.by, newest.reason, newest.counts) == ("ann", "Better words.", {"changed": 1, "merged": 1})
    assert (first.by, first.reason) == ("", "")


def test_labels_and_levels_are_read_as_of_a_moment_and_an_entry() -> None:
    store_scheme(COLOURS)
    [first] = history(NAME)
    between = timezone.now()
    entry = publish_scheme_draft(draft_with(merged(COLOURS, "red/1", "warm")), by=ANN, reason="Fewer.")
    then = scheme_at(NAME, as_of=between)
    assert then is not None
    assert then[0] == COLOURS
    assert then[1].sequence == first.sequence
    assert Vocabulary(schemes_at(at_sequence=first.sequence)).with_broader(NAME, "pink") == ("pink", "red/1", "warm")
    assert Vocabulary(schemes_at(at_sequence=entry.sequence)).with_broader(NAME, "pink") == ("pink", "warm")
    assert scheme_at(NAME, as_of=between - timedelta(days=1)) is None
    assert scheme_at("nowhere") is None
    assert schemes_at(at_sequence=0) == []


def test_a_version_published_meanwhile_refuses_the_draft_and_names_the_conflict() -> None:
    store_scheme(COLOURS)
    mine = draft_with(renamed("Pale red"), ANN)
    theirs = draft_with(with_term(renamed("Rosy"), Term("new", NAME, {"en": "New"})), BEN)
    publish_scheme_draft(theirs, by=ANN, reason="First.")
    head = Entry.objects.count()
    with pytest.raises(SchemeChangedError, match="pink"):
        publish_scheme_draft(mine, by=ANN, reason="Second.")
    assert Entry.objects.count() == head
    assert conflicts_of(mine) == ("pink",)
    assert bring_up_to_date(mine, by=ANN, at=NOON) == ("pink",)
    scheme = restored(mine.text)
    assert term_in(scheme, "new").labels == {"en": "New"}
    assert term_in(scheme, "pink").labels == {"en": "Pale red"}
    publish_scheme_draft(mine, by=ANN, reason="Second.")
    assert bring_up_to_date(draft_with(renamed("Third")), by=ANN, at=NOON) == ()


def test_a_save_over_a_newer_save_is_refused() -> None:
    store_scheme(COLOURS)
    draft = begin_scheme_draft(NAME, by=ANN, at=NOON)
    same = SchemeDraft.objects.get()
    save_scheme_draft(draft, renamed("Pale red"), by=ANN, at=NOON)
    with pytest.raises(StaleSchemeDraftError):
        save_scheme_draft(same, renamed("Rosy"), by=ANN, at=NOON)
    same.text = draft.text
    with pytest.raises(StaleSchemeDraftError):
        publish_scheme_draft(same, by=ANN, reason="Old.")
    discard_scheme_draft(draft, by=ANN)
    with pytest.raises(SchemeDraftGoneError):
        save_scheme_draft(same, renamed("Rosy"), by=ANN, at=NOON)


def test_each_step_asks_for_the_right_and_a_reason() -> None:
    store_scheme(COLOURS)
    with pytest.raises(NotAllowedError):
        begin_scheme_draft(NAME, by=NOBODY, at=NOON)
    draft = draft_with(renamed("Pale red"), BEN)
    assert begin_scheme_draft(NAME, by=BEN, at=NOON) == draft
    for refused in (
        lambda: save_scheme_draft(draft, COLOURS, by=NOBODY, at=NOON),
        lambda: request_review(draft, by=NOBODY, at=NOON),
        lambda: return_to_editing(draft, by=BEN, at=NOON, note="No."),
        lambda: discard_scheme_draft(draft, by=NOBODY),
        lambda: bring_up_to_date(draft, by=NOBODY, at=NOON),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    for unsaid in (
        lambda: publish_scheme_draft(draft, by=ANN, reason=" "),
        lambda: return_to_editing(draft, by=ANN, at=NOON, note=""),
    ):
        with pytest.raises(ChangeReasonMissingError):
            unsaid()
    request_review(draft, by=BEN, at=NOON)
    return_to_editing(draft, by=ANN, at=NOON, note="Say it in French.")
    assert (draft.state, draft.note) == (SchemeDraft.State.EDITING, "Say it in French.")


def test_a_published_term_or_alias_never_vanishes() -> None:
    store_scheme(COLOURS)
    without_alias = replace(COLOURS, terms=tuple(replace(term, aliases=()) for term in COLOURS.terms))
    for scheme in (without_alias, replace(COLOURS, terms=COLOURS.terms[:3])):
        with pytest.raises(PublishedTermError):
            request_review(draft_with(scheme), by=ANN, at=NOON)


def test_nothing_new_and_nothing_broken_is_published() -> None:
    store_scheme(COLOURS)
    with pytest.raises(SchemeUnchangedError):
        publish_scheme_draft(begin_scheme_draft(NAME, by=ANN, at=NOON), by=ANN, reason="Nothing.")
    broken = replace(COLOURS, terms=(*COLOURS.terms, Term("lost", NAME, {"en": "Lost"}, broader=("nowhere",))))
    with pytest.raises(BrokenSchemeError, match="lost"):
        request_review(draft_with(broken), by=ANN, at=NOON)
    with pytest.raises(SchemeNotFoundError):
        begin_scheme_draft("nowhere", by=ANN, at=NOON)


@pytest.mark.parametrize("change", [lambda: merged(COLOURS, "red/1", "warm"), lambda: deprecated(COLOURS, "red/1")])
def test_a_term_that_a_format_names_stays_in_use(change) -> None:
    store_scheme(COLOURS)
    with pytest.raises(LockedTermError):
        publish_scheme_draft(
            draft_with(change()), by=ANN, reason="Away.", locked=frozenset({(NAME, "red/1"), ("Other", "x")})
        )


def test_a_new_scheme_is_begun_from_its_content_and_read_back() -> None:
    draft = begin_scheme_draft(NAME, by=ANN, at=NOON, content=COLOURS)
    assert draft.base_digest == ""
    publish_scheme_draft(draft, by=ANN, reason="New.")
    assert all_schemes() == [COLOURS]
    # Read once: the same value until it changes.
    assert all_schemes()[0] is all_schemes()[0]
    [only] = history(NAME)
    assert only.counts == {"added": 4}
