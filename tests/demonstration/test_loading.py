import re
from collections import Counter
from datetime import date
from itertools import islice, pairwise

import pytest

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.identifiers import is_guid, is_oecd_identifier
from clearinghouse.core.owners import OwnerKind, government_in, is_owner, kind_of
from clearinghouse.demonstration import loading
from clearinghouse.demonstration.loading import (
    count_of_records,
    load_demonstration,
    read_earlier,
    read_lines,
    sign_ins,
)
from clearinghouse.demonstration.publishing import EARLIER_NODE, bodies_of, guid_of, languages_in, owner_of
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.reading import references_in
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.ledger.verifying import findings
from clearinghouse.notices.models import Notice
from clearinghouse.records.models import Draft, Record, Revision
from tests import factories

LINES = list(read_lines())
EARLIER = read_earlier()
AMENDED = [line for line in LINES if "amendments" in line]
RETIRED = [line for line in LINES if "retired" in line]
SIX = {"ar", "en", "es", "fr", "ru", "zh"}


def _titles(line: Json) -> dict[str, str]:
    body = line["body"]
    return next((body[name] for name in ("title", "name", "identity") if isinstance(body.get(name), dict)), {})


def _country(line: Json) -> str:
    return str(line["owner"] or line["body"].get("country", {}).get("identifier", ""))


def test_there_is_enough_to_look_at() -> None:
    formats = Counter(line["schema"] for line in LINES)
    assert len(LINES) >= 2500
    assert formats["modifiedOrganism"] >= 40
    assert set(formats) == {fmt.slug for fmt in FORMATS.values() if fmt.is_open}
    assert min(formats.values()) >= 3
    assert {line["realm"] for line in LINES} == {
        realm for fmt in FORMATS.values() for realm in fmt.realms if fmt.is_open
    }
    assert count_of_records() == len(LINES) + len(EARLIER)


def test_governments_the_secretariat_organizations_and_communities_own_records() -> None:
    owners = [owner_of(line) for line in LINES]
    assert all(map(is_owner, owners))
    kinds = Counter(map(kind_of, owners))
    assert len({owner for owner in owners if government_in(owner)}) >= 120
    assert kinds[OwnerKind.SECRETARIAT] >= 1000
    assert kinds[OwnerKind.ORGANIZATION] >= 25
    assert kinds[OwnerKind.COMMUNITY] >= 25
    assert sum(line["schema"] == "community" for line in LINES) >= 6
    slugs = {"organization": "organization", "community": "community"}
    by_guid = {guid_of(line["key"]): line["schema"] for line in LINES}
    for owner in owners:
        kind, colon, guid = owner.partition(":")
        assert not colon or by_guid[guid] == slugs[kind]


def test_every_language_stands_alone_in_many_records_and_a_third_of_all_speak_several() -> None:
    spoken = [languages_in(line["body"]) for line in LINES]
    assert sum(len(languages) > 1 for languages in spoken) >= 0.35 * len(LINES)
    alone = Counter(next(iter(languages)) for languages in spoken if len(languages) == 1)
    assert alone.keys() == SIX
    assert min(alone.values()) >= 80


def test_no_two_records_of_a_format_in_a_country_have_the_same_title() -> None:
    # The name of an office is that of each of its contacts.
    titles = [
        (line["schema"], _country(line), language, title)
        for line in LINES
        if line["schema"] != "contact"
        for language, title in _titles(line).items()
    ]
    assert [title for title, count in Counter(titles).items() if count > 1] == []


def test_few_texts_are_copies_of_others_with_the_names_exchanged() -> None:
    texts = [text for line in LINES if (text := _longest_in_english(line["body"]))]
    words = [re.findall(r"\w+", re.sub("<[^>]*>", " ", text).lower()) for text in texts]
    fives = [{tuple(said[at : at + 5]) for at in range(len(said) - 4)} for said in words if len(said) >= 25]
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, five in enumerate(fives):
        for words_ in five:
            holders.setdefault(words_, []).append(number)
    nearest = sorted(_nearest(number, fives, holders) for number in range(len(fives)))
    assert len(fives) > 500
    assert nearest[len(nearest) // 2] < 0.35


def _longest_in_english(body: Json) -> str:
    found = [
        value["en"]
        for value in body.values()
        if isinstance(value, dict) and isinstance(value.get("en"), str) and languages_in(value) == set(value)
    ]
    return max(found, key=len, default="")


def _nearest(number: int, fives: list[set[tuple[str, ...]]], holders: dict[tuple[str, ...], list[int]]) -> float:
    """Return how much of two texts together the text that is nearest to one shares with it, 0 to 1."""
    shared = Counter(other for five in fives[number] for other in holders[five] if other != number)
    mine = len(fives[number])
    return max((count / (mine + len(fives[other]) - count) for other, count in shared.items()), default=0.0)


def test_keys_are_given_once_and_make_guids_that_stay() -> None:
    keys = [line["key"] for line in [*LINES, *EARLIER]]
    assert len(keys) == len(set(keys))
    assert all(is_guid(guid_of(key)) for key in keys)
    assert guid_of("lmo/mon810") == guid_of("lmo/mon810") != guid_of("lmo/nk603")


def test_every_record_refers_only_to_records_that_stand_before_it() -> None:
    published: set[str] = set()
    for line, (fmt, _, body) in zip(LINES, factories.demonstration(), strict=True):
        assert {reference.guid for _, reference in references_in(body, fmt)} <= published, line["key"]
        published.add(guid_of(line["key"]))


def test_no_revision_of_any_record_has_a_problem() -> None:
    for line, (fmt, here, body) in zip(LINES, factories.demonstration(), strict=True):
        assert here.realm in fmt.realms
        around = factories.demonstration_surroundings(here)
        assert problems_in(body, fmt, around) == [], line["key"]
        for later in bodies_of(line)[1:]:
            assert problems_in({**later, "header": body["header"]}, fmt, around) == [], line["key"]


def test_some_records_were_amended_some_retired_and_what_was_retired_is_named_by_no_other() -> None:
    assert len(AMENDED) >= 150
    assert len(RETIRED) >= 15
    gone = {guid_of(line["key"]) for line in RETIRED}
    for line, (fmt, _, body) in zip(LINES, factories.demonstration(), strict=True):
        assert not gone & {reference.guid for _, reference in references_in(body, fmt)}, line["key"]
        assert guid_of(line["key"]) not in gone or line["retired"]["on"] >= line["published"]
    for line in AMENDED:
        days = [line["published"], *[amendment["published"] for amendment in line["amendments"]]]
        assert days == sorted(days)
        bodies = bodies_of(line)
        assert all(before != after for before, after in pairwise(bodies))


def test_what_comes_from_an_earlier_register_lacks_what_its_format_asks_for() -> None:
    assert len(EARLIER) >= 10
    for line in EARLIER:
        [body] = bodies_of(line)
        here = Circumstances(line["realm"], government_in(line["owner"]))
        fmt = get_format(line["schema"])
        whole = {**body, "header": {"schema": fmt.slug, "languages": sorted(languages_in(body))}}
        assert problems_in(whole, fmt, factories.demonstration_surroundings(here)), line["key"]


def test_records_refer_to_one_another_as_real_ones_do() -> None:
    cards = {guid_of(line["key"]): line["schema"] for line in LINES}
    pairs = Counter(
        (fmt.slug, cards[reference.guid])
        for fmt, _, body in factories.demonstration()
        for _, reference in references_in(body, fmt)
    )
    for pair in (
        ("modifiedOrganism", "organism"), ("modifiedOrganism", "dnaSequence"), ("modifiedOrganism", "contact"),
        ("biosafetyDecision", "modifiedOrganism"), ("biosafetyDecision", "nationalRiskAssessment"),
        ("biosafetyDecision", "authority"), ("capacityBuildingInitiative", "organization"),
        ("capacityBuildingInitiative", "resource"), ("lessonLearned", "capacityBuildingInitiative"),
        ("assistanceRequest", "capacityNeedsAssessment"), ("assistanceRequest", "assistanceOffer"),
        ("submission", "notification"), ("decision", "meeting"), ("absCheckpointCommunique", "absPermit"),
        ("trainingEvent", "trainingMaterial"), ("goodPractice", "lessonLearned"), ("measure", "authority"),
    ):  # fmt: skip
        assert pairs[pair] >= 5, pair


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
    assert sum(load_demonstration()) == count_of_records()
    assert Record.objects.count() == len(LINES) + len(EARLIER)
    assert Revision.objects.count() == count_of_records() + sum(len(line["amendments"]) for line in AMENDED)
    assert not Draft.objects.exists()
    assert not Notice.objects.exclude(account__email=loading._LOADER).exists()
    assert list(findings()) == []
    by_guid = Record.objects.in_bulk()
    for line in LINES:
        record = by_guid[guid_of(line["key"])]
        assert (record.format_slug, record.owner, record.is_demonstration) == (
            line["schema"], owner_of(line), line["demonstration"],
        )  # fmt: skip
        assert record.titles or record.is_hidden
        assert record.is_retired == ("retired" in line)
        assert record.latest == 1 + len(line.get("amendments", ()))
    days = {(one.record_id, one.number): one.published_at.date().isoformat() for one in Revision.objects.all()}
    assert all(days[guid_of(line["key"]), 1] == line["published"] for line in LINES)
    assert all(
        days[guid_of(line["key"]), number] == amendment["published"]
        for line in AMENDED
        for number, amendment in enumerate(line["amendments"], start=2)
    )
    doubtful = Revision.objects.filter(is_conforming=False).values_list("record_id", "record__home_node")
    assert set(doubtful) == {(guid_of(line["key"]), EARLIER_NODE) for line in EARLIER}
    assert sum(load_demonstration()) == 0
    assert Account.objects.count() == len(sign_ins()) + 1


@pytest.mark.store
@pytest.mark.django_db
def test_loading_goes_on_where_it_was_broken_off(monkeypatch) -> None:
    amended = next(
        line
        for line in AMENDED
        if line["schema"] in {"news", "resource"} and not line["owner"] and "@" not in str(line["body"])
    )
    monkeypatch.setattr(loading, "read_lines", lambda: iter([*LINES[:5], amended]))
    monkeypatch.setattr(loading, "read_earlier", lambda: EARLIER[:1])
    monkeypatch.setattr(loading, "BATCH", 2)
    monkeypatch.setattr(loading, "_SIGN_INS", ())
    factories.reference_data()
    assert sum(islice(load_demonstration(), 4)) == 4
    assert Record.objects.count() == 4
    assert sum(load_demonstration()) == 3
    assert Revision.objects.count() == 7 + len(amended["amendments"])


@pytest.mark.store
@pytest.mark.django_db
def test_every_sign_in_works_and_is_marked_and_no_one_signs_in_as_the_loader(monkeypatch) -> None:
    monkeypatch.setattr(loading, "read_lines", lambda: iter(LINES[:1]))
    monkeypatch.setattr(loading, "read_earlier", list)
    factories.reference_data()
    assert list(load_demonstration()) == [1]
    for one in sign_ins():
        account = Account.objects.get(email=one.email)
        assert account.check_password(one.password)
        assert person_of(account).has_role(one.role, one.owner)
    [loader] = Account.objects.exclude(email__in=[one.email for one in sign_ins()])
    assert not loader.has_usable_password()
    assert all(account.is_demonstration for account in Account.objects.all())


def test_every_verdict_on_a_certificate_and_the_map_of_points_can_be_tried() -> None:
    certificates = [line for line in LINES if line["schema"] == "absPermit"]
    intents = Counter(bodies_of(line)[-1].get("amendmentIntent") for line in certificates)
    assert intents["Update"] >= 1
    assert intents["Revoke"] >= 1
    ends = [bodies_of(line)[-1]["dateOfExpiry"] for line in certificates]
    assert min(ends) < "2026-01-01" < max(ends)
    placed = [line for line in LINES if "place" in line["body"] and {"lat", "lng"} <= line["body"]["place"].keys()]
    assert len(placed) >= 3
