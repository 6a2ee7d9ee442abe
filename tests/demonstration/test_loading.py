from collections import Counter
from datetime import date
from itertools import islice

import pytest

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.identifiers import is_guid, is_oecd_identifier
from clearinghouse.demonstration import loading
from clearinghouse.demonstration.loading import (
    count_of_records,
    guid_of,
    load_demonstration,
    read_lines,
    sign_ins,
)
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import references_in
from clearinghouse.formats.collection import FORMATS
from clearinghouse.ledger.verifying import findings
from clearinghouse.records.models import Draft, Record, Revision
from tests import factories

LINES = list(read_lines())
SIX = {"ar", "en", "es", "fr", "ru", "zh"}


def test_there_is_enough_to_look_at() -> None:
    formats = Counter(line["schema"] for line in LINES)
    assert formats["modifiedOrganism"] >= 40
    assert set(formats) == {fmt.slug for fmt in FORMATS.values() if fmt.is_open}
    assert min(formats.values()) >= 3
    assert {owner for line in LINES if (owner := line["owner"])} >= {"bj", "eg", "cn", "ru", "pe", "fj", "de"}
    assert count_of_records() == len(LINES)


def test_keys_are_given_once_and_make_guids_that_stay() -> None:
    keys = [line["key"] for line in LINES]
    assert len(keys) == len(set(keys))
    assert all(is_guid(guid_of(key)) for key in keys)
    assert guid_of("lmo/mon810") == guid_of("lmo/mon810") != guid_of("lmo/nk603")


def test_every_record_refers_only_to_records_that_stand_before_it() -> None:
    published: set[str] = set()
    for line, (fmt, _, body) in zip(LINES, factories.demonstration(), strict=True):
        assert {reference.guid for _, reference in references_in(body, fmt)} <= published, line["key"]
        published.add(guid_of(line["key"]))


def test_no_record_has_a_problem() -> None:
    for line, (fmt, here, body) in zip(LINES, factories.demonstration(), strict=True):
        assert here.realm in fmt.realms
        assert problems_in(body, fmt, factories.demonstration_surroundings(here)) == [], line["key"]


def test_every_lmo_has_a_unique_identifier_with_a_right_digit_and_a_name_in_six_languages() -> None:
    lmos = [line["body"] for line in LINES if line["schema"] == "modifiedOrganism"]
    assert all(body["identity"].keys() >= SIX for body in lmos)
    with_identifier = [body["uniqueIdentification"] for body in lmos if body["hasUniqueIdentification"]]
    assert len(with_identifier) == len(set(with_identifier)) >= 40
    assert all(map(is_oecd_identifier, with_identifier))


def test_what_a_government_is_made_to_say_is_marked_as_a_demonstration() -> None:
    for line in LINES:
        assert line["demonstration"] or not line["owner"], line["key"]
        assert line["demonstration"] or line["schema"] not in {"nationalRiskAssessment", "biosafetyDecision"}


def test_no_person_was_invented() -> None:
    contacts = [line["body"] for line in LINES if line["schema"] == "contact"]
    assert {body["type"] for body in contacts} == {"organization"}
    people = [line["body"] for line in LINES if "lastName" in line["body"]]
    assert {(body["firstName"], body["lastName"]) for body in people} == {("Demonstration", "Contact")}
    addresses = [mail for line in LINES for mail in line["body"].get("emails", ())]
    assert all(mail.endswith(".example") for mail in addresses)


def test_days_of_publication_are_days_and_none_lies_before_what_it_refers_to() -> None:
    days = {guid_of(line["key"]): date.fromisoformat(line["published"]) for line in LINES}
    for line, (fmt, _, body) in zip(LINES, factories.demonstration(), strict=True):
        published = days[guid_of(line["key"])]
        assert all(days[reference.guid] <= published for _, reference in references_in(body, fmt)), line["key"]


@pytest.mark.django_db
def test_all_of_it_is_published_through_the_door_and_a_second_time_nothing_is() -> None:
    factories.reference_data()
    assert sum(load_demonstration()) == len(LINES)
    assert Record.objects.count() == Revision.objects.count() == len(LINES)
    assert not Draft.objects.exists()
    assert list(findings()) == []
    by_guid = Record.objects.in_bulk()
    for line in LINES:
        record = by_guid[guid_of(line["key"])]
        assert (record.format_slug, record.owner, record.is_demonstration) == (
            line["schema"], line["owner"], line["demonstration"],
        )  # fmt: skip
        assert record.titles
    days = {revision.record_id: revision.published_at.date() for revision in Revision.objects.all()}
    assert all(days[guid_of(line["key"])].isoformat() == line["published"] for line in LINES)
    assert sum(load_demonstration()) == 0
    assert Account.objects.count() == len(sign_ins()) + 1


@pytest.mark.store
@pytest.mark.django_db
def test_loading_goes_on_where_it_was_broken_off(monkeypatch) -> None:
    monkeypatch.setattr(loading, "read_lines", lambda: iter(LINES[:6]))
    monkeypatch.setattr(loading, "_SIGN_INS", ())
    factories.reference_data()
    assert sum(islice(load_demonstration(), 4)) == 4
    assert Record.objects.count() == 4
    assert sum(load_demonstration()) == 2


@pytest.mark.store
@pytest.mark.django_db
def test_every_sign_in_works_and_is_marked_and_no_one_signs_in_as_the_loader(monkeypatch) -> None:
    monkeypatch.setattr(loading, "read_lines", lambda: iter(LINES[:1]))
    factories.reference_data()
    assert list(load_demonstration()) == [1]
    for one in sign_ins():
        account = Account.objects.get(email=one.email)
        assert account.check_password(one.password)
        assert person_of(account).has_role(one.role, one.government)
    [loader] = Account.objects.exclude(email__in=[one.email for one in sign_ins()])
    assert not loader.has_usable_password()
    assert all(account.is_demonstration for account in Account.objects.all())
