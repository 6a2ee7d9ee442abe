"""What the pages of each type of record say first."""

from datetime import UTC, datetime

import pytest

from clearinghouse.projections.following import follow_once
from clearinghouse.projections.links import LinksProjection
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.web.decision_map import decision_map
from clearinghouse.web.lmo_card import CountryDecision
from clearinghouse.web.presenting import Status
from clearinghouse.web.record_cards.choosing import CARDS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def card(client, record, language="en", **query):
    """Return the top of a record's page."""
    answer = client.get(f"/{language}/records/{record.printed_number}/", query)
    assert answer.status_code == 200
    return answer.text.partition('id="in-short"')[2].partition("</section>")[0]


def published(slug, **changes):
    return factories.revision(slug, body=factories.body(slug, **changes)).record


def amended(record, at, **changes):
    author = factories.publisher(record.owner)
    draft = begin_amendment(record, by=author, at=at)
    draft = save_draft(draft, {**draft.body, **changes}, by=author, at=at, version=draft.version)
    return publish(draft, by=author, at=at)


# Certificates


@pytest.fixture
def permit():
    factories.chain("contact", "authority")
    return published("absPermit", dateOfExpiry="2026-12-31")


def test_a_certificate_is_valid_until_the_day_of_its_expiry(client, permit):
    assert "Valid on 31 December 2026" in card(client, permit, **{"as-of": "2026-12-31"})
    assert "It expired on 31 December 2026." in card(client, permit, **{"as-of": "2027-01-01"})


def test_a_certificate_says_what_it_proves_and_what_it_keeps_back(client, permit):
    said = card(client, permit, **{"as-of": "2026-06-01"})
    assert "It proves that the genetic resources were accessed with prior informed consent" in said
    assert "Part of it is confidential." in said
    assert "The certificate does not tell: Providers" in said
    assert "may rely on it" in said


def test_without_consent_or_terms_nothing_is_proved(client):
    factories.chain("contact", "authority")
    record = published("absPermit", picGranted=False, matEstablished=False)
    assert "It proves neither prior informed consent nor mutually agreed terms." in card(client, record)


@pytest.mark.store
def test_a_revoked_certificate_was_valid_before(client, permit):
    april = datetime(2026, 4, 20, tzinfo=UTC)
    amended(permit, april, amendmentIntent="Revoke", amendmentDescription={"en": "<p>No longer.</p>"})
    said = card(client, permit)
    assert "It was revoked on 20 April 2026." in said
    assert "Do not rely on it" in said
    assert "It proves" not in said
    assert "Valid on 19 April 2026" in card(client, permit, **{"as-of": "2026-04-19"})
    first = client.get(f"/en/records/{permit.guid}@1/").text
    assert "Revision 2 took its place on 20 April 2026." in first


def test_a_retired_certificate_was_valid_before(client, permit):
    factories.retired(permit, at=datetime(2026, 5, 10, tzinfo=UTC))
    assert "It was taken out of force on 10 May 2026." in card(client, permit)
    assert "Valid on 9 May 2026" in card(client, permit, **{"as-of": "2026-05-09"})


def test_a_certificate_shows_the_code_of_its_address(client, permit):
    address = f"/en/records/{permit.printed_number}/code.svg"
    assert f'src="{address}"' in card(client, permit)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg")
    assert "max-age=86400" in answer["Cache-Control"]
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert client.get("/en/records/NO-SUCH/code.svg").status_code == 404


# Laws, measures, decisions


@pytest.mark.parametrize(("slug", "field"), [("biosafetyLaw", "amendedRecords"), ("measure", "amendedMeasures")])
@pytest.mark.store
def test_amendments_stand_in_the_order_of_their_days(client, slug, field):
    factories.chain("contact", "authority")
    days = ("2010-02-01", "2015-03-01")
    old = published(slug, title={"en": "Old law"}, entryIntoForce=days[0])
    change = {"isAmendment": True, field: [{"identifier": old.guid}]}
    published(slug, title={"en": "New law"}, entryIntoForce=days[1], **change)
    follow_once([LinksProjection()])
    said = card(client, old)
    assert "In force since 1 February 2010." in said
    assert "1 later record amends it: read both." in said
    assert said.index("Old law") < said.index("New law")


def test_what_amends_a_law_follows_it_and_was_not_there_before(client, django_assert_max_num_queries):
    factories.chain("contact", "authority")
    old = published("biosafetyLaw", title={"en": "Old law"}, entryIntoForce=None)
    change = {"isAmendment": True, "amendedRecords": [{"identifier": old.guid}]}
    for year in ("2024", "2022"):
        published("biosafetyLaw", title={"en": f"Act of {year}"}, entryIntoForce=f"{year}-01-01", **change)
    follow_once([LinksProjection()])
    card(client, old)
    with django_assert_max_num_queries(15):
        said = card(client, old)
    assert "2 later records amend it: read them too." in said
    assert said.index("Old law") < said.index("Act of 2022") < said.index("Act of 2024")
    body = factories.body("biosafetyLaw", title={"en": "Late act"}, **change)
    factories.revision("biosafetyLaw", body=body, at=datetime(2026, 6, 1, tzinfo=UTC))
    follow_once([LinksProjection()])
    assert "Late act" in card(client, old)
    assert "Late act" not in card(client, old, **{"as-of": "2026-05-31"})


def test_a_law_is_not_yet_in_force(client):
    factories.chain("contact", "authority")
    record = published("biosafetyLaw", entryIntoForce="2030-01-01")
    assert "It enters into force on 1 January 2030." in card(client, record)
    assert "In force since" in card(client, record, **{"as-of": "2030-01-01"})


def test_a_decision_is_one_sentence(client):
    record = factories.chain()["biosafetyDecision"]
    said = card(client, record)
    assert "Benin" in said
    assert 'class="first"' in said


# Whom to reach, what to get


def test_an_authority_says_how_to_reach_it_and_a_retired_one_not_to(client):
    record = factories.chain("contact", "authority")["authority"]
    assert "How to reach it" in card(client, record)
    assert "mailto:" in card(client, record)
    factories.retired(record, at=datetime(2026, 5, 10, tzinfo=UTC))
    assert "No longer in office" in card(client, record)


def test_what_is_personal_stays_away_from_the_card_of_a_focal_point(client):
    record = published("focalPoint", emails=["ada@example.org"], firstName="Ada", lastName="Bio", type=None)
    said = card(client, record)
    assert "ada@example.org" not in said
    assert "E-mail and telephone are not public." in said


def test_an_organization_counts_what_refers_to_it(client):
    factories.chain("contact", "organization")
    guid = factories.guid("organization")
    published("resource", organizations=[{"identifier": guid}])
    follow_once([LinksProjection()])
    answer = client.get(f"/en/records/{guid}/", follow=True).text
    said = answer.partition('id="in-short"')[2].partition("</section>")[0]
    assert f"related={guid}&amp;format=resource" in said


@pytest.mark.parametrize("slug", ["resource", "trainingMaterial"])
def test_material_says_how_to_get_it_and_whether_one_may_reuse_it(client, slug):
    said = card(client, published(slug))
    assert "https://" in said
    assert "Rights are not stated" in said
    assert "Rights are not stated" not in card(client, published(slug, rights={"en": "<p>CC BY</p>"}))


def test_a_national_target_leads_to_the_targets_it_serves(client):
    said = card(client, published("nationalTarget7"))
    assert 'href="/en/vocabularies/GBF-TARGETS/GBF-TARGET-01/"' in said
    assert "No indicator is named" in said
    assert client.get("/en/vocabularies/GBF-TARGETS/GBF-TARGET-01/").status_code == 200


# Days


def test_an_initiative_is_under_way_between_its_days(client):
    factories.chain("contact")
    record = published("capacityBuildingInitiative", startDate="2026-01-01", endDate="2026-12-31")
    assert "Under way" in card(client, record, **{"as-of": "2026-06-01"})
    assert "Ended" in card(client, record, **{"as-of": "2027-06-01"})


def test_a_notification_says_whether_there_is_still_time(client):
    record = published("notification", actionDate="2026-06-30")
    said = {day: card(client, record, **{"as-of": f"2026-{day}"}) for day in ("06-29", "06-30", "07-01")}
    assert "The deadline is 30 June 2026." in said["06-29"]
    assert "Last day" in said["06-30"]
    assert "The deadline passed on 30 June 2026." in said["07-01"]


def test_a_meeting_that_is_cancelled_asks_nobody_to_register(client):
    days = {"startDate": "2026-09-01", "endDate": "2026-09-04", "registrationDeadline": "2026-08-01"}
    on, off = published("meeting", **days), published("meeting", status="cancelled", **days)
    assert "Registration is open until 1 August 2026." in card(client, on, **{"as-of": "2026-06-01"})
    assert "Registration" not in card(client, off, **{"as-of": "2026-06-01"})
    assert "Registration closed on 1 August 2026." in card(client, on, **{"as-of": "2026-08-02"})
    assert "Over" in card(client, on, **{"as-of": "2026-09-05"})


# All of them


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
def test_every_card_is_there_in_few_queries(client, language, django_assert_max_num_queries):
    records = factories.chain(*factories._SMALLEST)
    follow_once([LinksProjection()])
    for slug in CARDS:
        card(client, records[slug], language)
        with django_assert_max_num_queries(15, info=slug):
            assert "</div>" in card(client, records[slug], language), slug


def test_decisions_of_several_countries_stand_on_a_map() -> None:
    good, wrong = Status("good", "ok", "Approved"), Status("wrong", "stop", "Prohibited")

    def decided(code, status):
        return CountryDecision(code.upper(), code, (), status, None, f"/{code}", is_demonstration=True)

    assert decision_map([decided("bj", good), decided("bj", wrong)]) is None
    drawn = decision_map([decided("bj", good), decided("eg", wrong), decided("fr", good), decided("fr", wrong)])
    assert drawn is not None
    shades = {one.url: one.shade for one in drawn.areas if one.url}
    assert shades == {"/bj": "tone-good", "/eg": "tone-wrong", "/fr": "tone-several"}
    assert [(shade, count) for shade, _label, count in drawn.legend] == [
        ("tone-good", 1), ("tone-wrong", 1), ("tone-several", 1), ("k0", 0),
    ]  # fmt: skip
