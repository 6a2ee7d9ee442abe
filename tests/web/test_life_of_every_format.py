"""The life of a record, once for each common format: refused, published, shown in six languages, found, amended."""

from html import escape

import pytest
from django.urls import reverse

from clearinghouse.config.projections import projections
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.derived.reading import references_in
from clearinghouse.formats.answers import path_of, with_answer
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import Concept, LocalText, RecordReference, Text
from clearinghouse.projections.following import follow_once
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.errors import InvalidDraftError
from clearinghouse.search.opening import engine
from clearinghouse.web.presenting import record_url
from tests import factories
from tests.factories import NOON, body, guid, later

OPEN = [fmt for fmt in FORMATS.values() if fmt.is_open]


@pytest.fixture
def index(settings, tmp_path):
    """Bring the index of this test to the head of the ledger; close it behind it."""
    settings.INDEX_FOLDER = tmp_path / "index"
    yield lambda: follow_once(projections())
    engine().close()


def referred(slug: str) -> set[str]:
    """Return the formats whose one record the smallest body of a format leads to, directly or not."""
    found: set[str] = set()
    waiting = [slug]
    while waiting:
        fmt = FORMATS[waiting.pop()]
        for _field, reference in references_in(body(fmt.slug), fmt):
            other = reference.guid.removeprefix(guid(""))
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found - {slug}


def wrong_bodies(fmt: Format):
    """Yield bodies that must be refused, each with the code and the field that must be named."""
    needed = [one for one in fmt if one.required is True and not one.shown_when and one.name != "government"]
    for one in needed:
        yield body(fmt.slug, **{one.name: None}), "required", one.name
    asked = [one for one in fmt if not one.shown_when and not one.is_obsolete and "." not in one.name]
    for one in asked:
        match one.kind:
            case Text():
                yield with_answer(body(fmt.slug), one.name, {"no": 5}), "wrong-type", one.name
            case LocalText():
                text = {"ru": "не указан"}
                value = [text] if one.is_repeated else text
                yield with_answer(body(fmt.slug), one.name, value), "language-undeclared", one.name
            case Concept() if one.name != "government":
                term = {"identifier": "no-such-term"}
                value = [term] if one.is_repeated else term
                yield with_answer(body(fmt.slug), one.name, value), "unknown-term", one.name
            case RecordReference():
                nothing = {"identifier": "NO-SUCH-RECORD"}
                value = [nothing] if one.is_repeated else nothing
                yield with_answer(body(fmt.slug), one.name, value), "dangling-reference", one.name


def amended(fmt: Format, answers):
    """Return a body in which one text differs, and the name of its field."""
    for one in fmt:
        if (
            one.is_obsolete
            or one.shown_when
            or one.is_repeated
            or "." in one.name
            or one.personal
            or one.name == "notes"
        ):
            continue
        match one.kind:
            case LocalText():
                return with_answer(answers, one.name, {"en": "Quite another text"}), one.name
            case Text() if not one.is_identifier:
                return with_answer(answers, one.name, "Quite another text"), one.name
    raise AssertionError(f"{fmt.slug} has no text to amend")


@pytest.mark.django_db
@pytest.mark.parametrize("fmt", OPEN, ids=lambda fmt: fmt.slug)
def test_a_record_is_refused_published_shown_found_and_amended(fmt, client, index) -> None:
    factories.reference_data()
    if needed := referred(fmt.slug):
        factories.chain(*needed)
    owner = factories.owner_of(fmt.slug)
    by = factories.publisher(owner)

    draft = factories.draft(fmt.slug, by=by, guid=guid(fmt.slug))
    for wrong, code, name in wrong_bodies(fmt):
        draft = save_draft(draft, wrong, by=by, at=NOON, version=draft.version)
        with pytest.raises(InvalidDraftError) as refused:
            publish(draft, by=by, at=NOON)
        assert (code, name) in [(one.code, path_of(one.field)) for one in refused.value.problems], wrong

    draft = save_draft(draft, body(fmt.slug), by=by, at=NOON, version=draft.version)
    record = publish(draft, by=by, at=NOON).record

    number = str(record.printed_number)
    shown_title = next(iter(record.titles.values()), number)
    for language in LANGUAGES:
        page = client.get(f"/{language.code}/records/{number}/")
        assert page.status_code == 200
        assert f'lang="{language.tag}"' in page.text
        assert escape(shown_title) in page.text or shown_title in page.text

    index()
    found = client.get("/api/v1/records", {"q": shown_title, "format": fmt.slug}).json()["records"]
    assert [row["identifier"] for row in found] == [record.guid]

    change, name = amended(fmt, draft.body)
    again = begin_amendment(record, by=by, at=later(1))
    again = save_draft(
        again, {**again.body, **change, **AMENDMENTS.get(fmt.slug, {})}, by=by, at=later(1), version=again.version
    )
    publish(again, by=by, at=later(1))
    compared = client.get(f"{reverse('difference', args=[number])}?from=1&to=2")
    assert compared.status_code == 200
    assert "Quite another text" in compared.text
    assert FORMATS[fmt.slug].fields[name].label in compared.text.replace("&#x27;", "'")
    assert client.get(record_url(f"{record.guid}@1")).status_code == 200


AMENDMENTS: dict[str, dict[str, object]] = {
    "biosafetyDecision": {"amendmentsDetails": {"en": "<p>The area.</p>"}},
    "absPermit": {"amendmentIntent": "Update", "amendmentDescription": {"en": "<p>Another user.</p>"}},
}
"""What some formats ask where a published record changes."""
