"""Saving over what others saved meanwhile: merged, or asked; and what a draft said before is kept."""

from datetime import timedelta
from typing import Any

import pytest

from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.core.canonical import Json
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.derived.row_keys import Keyed
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import delete_draft, save_draft
from clearinghouse.records.errors import DraftGoneError, StaleDraftError
from clearinghouse.records.models import Draft, DraftSave
from clearinghouse.records.saves import MOST, RECENT, KeptSave, MadeFrom, earlier_saves, to_drop
from clearinghouse.records.saving import DraftConflictError, Saved, Sending, restore_save, save_merged
from tests import factories
from tests.factories import NOON, body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def send(draft: Draft, answers: Json, version: int, *, by: Any = None, at: int = 1, **made: Any) -> Saved:
    keys, theirs = made.pop("keys", {}), made.pop("theirs", ())
    sending = Sending(Keyed(answers, keys), MadeFrom(version, **made), theirs=theirs)
    return save_merged(Draft.objects.get(pk=draft.pk), sending, by=by or draft.author, at=later(at))


def now(draft: Draft) -> Json:
    return Draft.objects.get(pk=draft.pk).body


@pytest.fixture
def organism() -> Draft:
    return factories.draft("organism", body=body("organism", genus="Zea", kingdom="Plantae"))


def test_what_another_saved_meanwhile_is_merged_and_told(organism) -> None:
    other = factories.secretariat()
    send(organism, body("organism", genus="Oryza", kingdom="Plantae"), 1, by=other)
    saved = send(organism, body("organism", genus="Zea", kingdom="Fungi"), 1, at=2)
    assert (now(organism)["genus"], now(organism)["kingdom"]) == ("Oryza", "Fungi")
    assert saved.taken == {("genus",)}
    assert [(one.name, one.is_oneself) for one in saved.writers] == [(other.name, False)]
    assert saved.draft.version == 3


def test_the_same_place_is_asked_and_nothing_is_saved(organism) -> None:
    other = factories.secretariat()
    send(organism, body("organism", genus="Oryza", kingdom="Plantae"), 1, by=other)
    with pytest.raises(DraftConflictError) as caught:
        send(organism, body("organism", genus="Triticum", kingdom="Fungi"), 1, at=2)
    (conflict,) = caught.value.conflicts
    assert (conflict.path, conflict.theirs, conflict.mine) == (("genus",), "Oryza", "Triticum")
    assert caught.value.writers[conflict.path].name == other.name
    assert caught.value.merged.body["kingdom"] == "Fungi"
    assert Draft.objects.get().version == 2


@pytest.mark.parametrize(("choice", "genus"), [((), "Triticum"), ((("genus",),), "Oryza")])
def test_whichever_is_chosen_the_other_is_among_the_earlier_saves(organism, choice, genus) -> None:
    send(organism, body("organism", genus="Oryza"), 1, by=factories.secretariat())
    with pytest.raises(DraftConflictError) as caught:
        send(organism, body("organism", genus="Triticum"), 1, at=2, page="mine", step=1)
    asked = caught.value
    send(organism, asked.merged.body, asked.draft.version, at=3, page="mine", step=2, theirs=choice)
    assert now(organism)["genus"] == genus
    earlier = {save.body.get("genus") for save in earlier_saves(Draft.objects.get())}
    assert {"Oryza", "Triticum"} <= earlier | {genus}


def test_a_page_whose_answer_was_lost_goes_on_from_what_it_sent(organism) -> None:
    send(organism, body("organism", genus="Tri"), 1, page="mine", step=1)
    send(organism, body("organism", genus="Tri", kingdom="Plantae"), 2, by=factories.secretariat())
    saved = send(organism, body("organism", genus="Triticum"), 1, page="mine", step=2)
    assert (now(organism)["genus"], now(organism)["kingdom"]) == ("Triticum", "Plantae")
    assert saved.taken == {("kingdom",)}


def test_a_page_that_could_not_take_what_was_merged_does_not_undo_it(organism) -> None:
    start = body("organism", genus="Zea", kingdom="Plantae")
    send(organism, {**start, "kingdom": "Fungi"}, 1, by=factories.secretariat())
    send(organism, {**start, "genus": "Oryza"}, 1, page="mine", step=1)
    # The page still shows the old kingdom, and says so: it names the version that it was made from.
    saved = send(organism, {**start, "genus": "Triticum"}, 1, page="mine", step=2)
    assert (now(organism)["genus"], now(organism)["kingdom"]) == ("Triticum", "Fungi")
    assert saved.taken == {("kingdom",)}


def test_a_sending_that_a_later_one_of_its_page_overtook_changes_nothing(organism) -> None:
    send(organism, body("organism", genus="Triticum"), 1, page="mine", step=2)
    send(organism, body("organism", genus="Tri"), 1, page="mine", step=1)
    assert now(organism)["genus"] == "Triticum"
    assert Draft.objects.get().version == 2


def test_the_page_of_another_person_is_none_of_mine(organism) -> None:
    send(organism, body("organism", genus="Oryza"), 1, by=factories.secretariat(), page="same", step=5)
    with pytest.raises(DraftConflictError):
        send(organism, body("organism", genus="Triticum"), 1, page="same", step=1)


def test_the_same_sent_twice_is_saved_once(organism) -> None:
    for _ in range(2):
        send(organism, body("organism", genus="Triticum"), 1, page="mine", step=1)
    assert Draft.objects.get().version == 2
    assert DraftSave.objects.count() == 1


def test_rows_are_merged_by_their_keys() -> None:
    needs = [{"need": {"en": name}} for name in ("a", "b")]
    draft = factories.draft("capacityNeedsAssessment", body={"needs": needs})
    first, second = draft.keyed.keys["needs"]
    header = draft.body["header"]
    send(
        draft,
        {"header": header, "needs": [needs[1], needs[0]]},
        1,
        by=factories.authority(),
        keys={"needs": [second, first]},
    )
    mine = {"header": header, "needs": [{"need": {"en": "a1"}}, needs[1]]}
    send(draft, mine, 1, keys={"needs": [first, second]})
    after = Draft.objects.get()
    assert [row["need"]["en"] for row in after.body["needs"]] == ["b", "a1"]
    assert list(after.keyed.keys["needs"]) == [second, first]


def test_a_whole_body_without_keys_continues_the_rows_that_it_holds() -> None:
    needs = [{"need": {"en": name}} for name in ("a", "b")]
    draft = factories.draft("capacityNeedsAssessment", body={"needs": needs})
    first, second = draft.keyed.keys["needs"]
    after = save_draft(
        draft, {**draft.body, "needs": [needs[1], {"need": {"en": "c"}}, needs[0]]}, by=draft.author, at=NOON, version=1
    )
    keys = list(after.keyed.keys["needs"])
    assert (keys[0], keys[2]) == (second, first)
    assert keys[1] not in (first, second)


def test_an_earlier_save_is_restored_and_that_is_undone(organism) -> None:
    save_draft(organism, body("organism", genus="Oryza"), by=organism.author, at=later(1), version=1)
    (first,) = earlier_saves(organism)
    assert first.body["genus"] == "Zea"
    restore_save(organism, first, by=organism.author, at=later(2))
    assert now(organism)["genus"] == "Zea"
    second = earlier_saves(organism)[0]
    restore_save(organism, second, by=organism.author, at=later(3))
    assert now(organism)["genus"] == "Oryza"


def test_who_may_not_edit_restores_nothing(organism) -> None:
    save_draft(organism, body("organism", genus="Oryza"), by=organism.author, at=later(1), version=1)
    (first,) = earlier_saves(organism)
    with pytest.raises(NotAllowedError):
        restore_save(organism, first, by=factories.officer("eg"), at=later(2))
    requested = factories.draft("authority", by=factories.officer("bj"))
    save_draft(requested, body("authority", city={"en": "Porto-Novo"}), by=requested.author, at=later(1), version=1)
    request_publication(requested, by=requested.author, at=later(2))
    with pytest.raises(WrongStateError):
        restore_save(requested, earlier_saves(requested)[0], by=requested.author, at=later(3))


def test_saves_go_with_their_draft(organism) -> None:
    save_draft(organism, body("organism", genus="Oryza"), by=organism.author, at=later(1), version=1)
    delete_draft(Draft.objects.get(), by=organism.author)
    assert not DraftSave.objects.exists()
    draft = factories.draft("organism")
    save_draft(draft, body("organism", genus="Oryza"), by=draft.author, at=later(1), version=1)
    publish(draft, by=draft.author, at=later(2))
    assert not DraftSave.objects.exists()
    with pytest.raises(DraftGoneError):
        save_merged(draft, Sending(Keyed(body("organism")), MadeFrom(2)), by=draft.author, at=later(3))


def test_a_request_that_came_between_is_no_merge(organism) -> None:
    stale = Draft.objects.get()
    request_publication(organism, by=organism.author, at=later(1))
    with pytest.raises(StaleDraftError):
        save_merged(
            stale, Sending(Keyed(body("organism", genus="x")), MadeFrom(1)), by=factories.secretariat(), at=later(2)
        )


def test_a_draft_keeps_as_many_saves_as_it_may(organism) -> None:
    draft = organism
    for number in range(MOST + 8):
        answers = body("organism", genus=f"Zea {number}")
        draft = save_draft(draft, answers, by=draft.author, at=later(number), version=number + 1)
    assert draft.saves.count() == MOST
    with pytest.raises(DraftConflictError):
        send(draft, body("organism", genus="Triticum"), 2)


def rows(*ages: tuple[int, int], kind: str = DraftSave.SAVED, size: int = 1) -> list[KeptSave]:
    """Return saves by their age in seconds and whose they are, newest first."""
    return [KeptSave(n, kind, NOON - timedelta(seconds=age), by, size) for n, (age, by) in enumerate(ages)]


def test_saves_of_one_minute_by_one_person_become_one_but_for_the_newest() -> None:
    every_ten_seconds = rows(*((10 * n, 1) for n in range(RECENT + 12)))
    assert set(to_drop(every_ten_seconds)) == {n for n in range(RECENT, RECENT + 12) if (n - RECENT + 1) % 6}


def test_the_last_save_before_that_of_another_stays() -> None:
    by_turns = rows(*((n, n % 2) for n in range(RECENT + 10)))
    assert list(to_drop(by_turns)) == []


def test_what_pages_sent_is_kept_for_a_while_and_saves_up_to_a_size() -> None:
    assert list(to_drop(rows(*((n, 1) for n in range(RECENT + 2)), kind=DraftSave.SENT))) == [RECENT, RECENT + 1]
    assert list(to_drop(rows((0, 1), (1, 2), (2, 1), size=5_000_000))) == [1, 2]
