"""What is known of translations goes with the draft to the record, and comes back with its amendment."""

import pytest

from clearinghouse.derived.origins import is_stale, origin_of, places_in, said_in
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.models import Draft, Record
from tests import factories
from tests.factories import body, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]
LANGUAGES = {"schema": "organism", "languages": ["en", "fr"]}
HABITAT = {"en": "<p>Dry savannah</p><p>Fields</p>", "fr": "<p>Savane sèche</p><p>Champs</p>"}
FROM_ENGLISH = {"f.habitat.fr": ["Savane sèche\n\nChamps"], "o.habitat.fr": ["en"]}


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


def saved(draft, answers, said=()):
    whole = {**draft.body, **answers}
    found = said_in(dict(said), draft.format, whole) if said else ()
    return save_draft(draft, whole, by=draft.author, at=later(1), version=draft.version, said=found)


def translated():
    draft = factories.draft("organism", body=body("organism", header=LANGUAGES))
    return saved(draft, {"habitat": HABITAT}, FROM_ENGLISH)


def is_habitat_stale(draft: Draft) -> bool:
    place = next(one for one in places_in(draft.body, draft.format) if one.path == "habitat")
    origin = origin_of(draft.origins, place, "fr")
    assert origin is not None
    return is_stale(origin, place)


def test_where_a_text_is_from_is_known_to_the_next_amendment():
    draft = translated()
    assert not is_habitat_stale(draft)
    record = publish(draft, by=draft.author, at=later(2)).record
    assert Record.objects.get(pk=record.pk).origins_text == draft.origins_text
    amendment = begin_amendment(record, by=draft.author, at=later(3))
    assert not is_habitat_stale(amendment)
    amendment = saved(amendment, {"habitat": {**HABITAT, "en": "<p>Wet savannah</p>"}})
    assert is_habitat_stale(amendment)
    assert amendment.origins[0].former == "Dry savannah\n\nFields"
    publish(amendment, by=draft.author, at=later(4))
    kept = Record.objects.get(pk=record.pk)
    assert "savannah" not in kept.origins_text
    assert is_habitat_stale(begin_amendment(kept, by=draft.author, at=later(5)))


def test_what_is_only_said_of_a_text_is_a_save_of_its_own():
    draft = translated()
    version = draft.version
    again = saved(draft, {"habitat": HABITAT}, FROM_ENGLISH)
    assert again.version == version
    none = saved(again, {"habitat": HABITAT}, {**FROM_ENGLISH, "o.habitat.fr": [""]})
    assert (none.version, none.origins) == (version + 1, [])


def test_a_redaction_takes_the_digests_too():
    draft = translated()
    revision = publish(draft, by=draft.author, at=later(2))
    factories.redacted(revision, at=later(3))
    assert Record.objects.get(pk=revision.record_id).origins_text == "[]"
