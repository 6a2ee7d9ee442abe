"""People are told of what is new in what they follow: each once, by mail as often as they chose."""

from datetime import date

import pytest

from clearinghouse.alerts.actions import MOST_FOLLOWS, change, follow, unfollow
from clearinghouse.alerts.errors import FollowGoneError, FollowNameError, TooManyFollowsError
from clearinghouse.alerts.models import Follow, Told
from clearinghouse.alerts.projection import AlertsProjection
from clearinghouse.ledger.models import Entry
from clearinghouse.notices.kinds import Group, NoticeKind
from clearinghouse.notices.models import Frequency, Notice, Outgoing
from clearinghouse.notices.preferences import choose, stop, stop_token
from clearinghouse.notices.saying import said
from clearinghouse.projections.following import catch_up
from clearinghouse.projections.links import LinksProjection
from tests import factories
from tests.factories import NOON

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words(settings) -> None:
    settings.MAIL_TRANSPORT = "files"
    factories.reference_data()


def followed(account, often=Frequency.DAILY, name="Maize", **params):
    asked = {key: [value] if isinstance(value, str) else value for key, value in params.items()}
    return follow(account, asked, name=name, often=often, at=NOON)


def caught_up(projection=None):
    catch_up(LinksProjection())
    catch_up(projection or AlertsProjection())


def organism(name="Zea mays", **options):
    return factories.revision("organism", body=factories.body("organism", scientificName=name), **options).record


def titles(account):
    return sorted(next(iter(notice.about.titles.values())) for notice in Notice.objects.filter(account=account))


def test_a_revision_is_told_to_whoever_follows_a_search_that_finds_it() -> None:
    reader, other = factories.account(), factories.account()
    followed(reader, q="zea")
    followed(other, q="oryza")
    organism("Zea mays")
    organism("Oryza sativa")
    caught_up()
    assert titles(reader) == ["Zea mays"]
    assert titles(other) == ["Oryza sativa"]


def test_a_record_a_country_and_a_concept_are_followed_alike() -> None:
    reader = factories.account()
    record = organism()
    followed(reader, guid=record.guid)
    followed(reader, government="bj")
    by = factories.publisher("bj")
    factories.revision("database", by=by)
    factories.retired(record)
    caught_up()
    kinds = sorted(Notice.objects.filter(account=reader).values_list("kind", flat=True))
    assert kinds == ["followed-published", "followed-retired"]


def test_nobody_is_told_twice_however_many_searches_find_it_or_how_often_it_is_compared() -> None:
    reader = factories.account()
    slow, fast = followed(reader, q="zea", often=Frequency.WEEKLY), followed(reader, q="mays", often=Frequency.AT_ONCE)
    organism()
    projection = AlertsProjection()
    caught_up(projection)
    entries = [told.sequence for told in Told.objects.all()]
    projection.apply(list(Entry.objects.filter(sequence__in=entries)))
    assert Notice.objects.filter(account=reader).count() == 1
    assert [told.follow_id for told in Told.objects.all()] == [fast.pk]
    assert slow.pk != fast.pk


def test_what_was_published_before_is_not_told() -> None:
    reader = factories.account()
    organism()
    followed(reader, q="zea")
    caught_up()
    assert titles(reader) == []


def test_mail_comes_as_often_as_was_chosen_for_each_and_a_day_makes_one_digest() -> None:
    once, daily, never = (factories.account() for _ in range(3))
    followed(once, q="zea", often=Frequency.AT_ONCE)
    followed(daily, q="zea", often=Frequency.DAILY)
    followed(never, q="zea", often=Frequency.NEVER)
    organism("Zea mays")
    organism("Zea diploperennis")
    caught_up()
    mails = Outgoing.objects.values_list("account_id", "kind").order_by("account_id", "kind")
    assert list(mails) == [(once.pk, "followed-published")] * 2 + [(daily.pk, "daily")]
    assert len(titles(never)) == 2


def test_one_click_in_a_mail_stops_mail_but_not_the_notices() -> None:
    reader = factories.account()
    followed(reader, q="zea", often=Frequency.AT_ONCE)
    stop(stop_token(reader, Group.FOLLOWING))
    organism()
    caught_up()
    assert not Outgoing.objects.exists()
    assert titles(reader) == ["Zea mays"]
    choose(reader, {Group.FOLLOWING: Frequency.AT_ONCE})
    organism("Zea luxurians")
    caught_up()
    assert Outgoing.objects.count() == 1


def test_a_record_found_by_several_searches_is_told_once_and_names_them_all() -> None:
    reader, other = factories.account(), factories.account()
    followed(reader, q="zea", name="Maize", often=Frequency.AT_ONCE)
    followed(reader, q="mays", name="All of mays", often=Frequency.AT_ONCE)
    followed(reader, format="organism", name="“Organisms”", often=Frequency.AT_ONCE)
    followed(other, q="zea", name="Maize alone", often=Frequency.AT_ONCE)
    organism("Zea mays")
    caught_up()
    several, one = Notice.objects.get(account=reader), Notice.objects.get(account=other)
    names = several.about.data["follows"].splitlines()
    assert sorted(names) == ["All of mays", "Maize", "“Organisms”"]
    words = said(NoticeKind.FOLLOWED_PUBLISHED, several.about, {})
    assert words.sentence.endswith(f"You follow: {'; '.join(names).replace('“Organisms”', 'Organisms')}.")
    assert words.subject == "New in what you follow: Zea mays"
    words = said(NoticeKind.FOLLOWED_PUBLISHED, one.about, {})
    assert words.sentence.endswith("You follow “Maize alone”.")


def test_following_again_changes_what_is_there_and_order_makes_no_difference() -> None:
    reader = factories.account()
    first = follow(
        reader, {"q": ["zea"], "format": ["b", "a"], "page": ["3"]}, name="A", often=Frequency.DAILY, at=NOON
    )
    again = follow(reader, {"format": ["a", "b"], "q": ["zea"]}, name="B", often=Frequency.WEEKLY, at=NOON)
    assert first.pk == again.pk
    assert (Follow.objects.get().name, Follow.objects.get().often) == ("B", "weekly")


def test_a_name_is_needed_and_there_is_an_end_of_following(monkeypatch) -> None:
    reader = factories.account()
    for name in ("", "  ", "x" * 201):
        with pytest.raises(FollowNameError):
            followed(reader, name=name)
    monkeypatch.setattr("clearinghouse.alerts.actions.MOST_FOLLOWS", 1)
    followed(reader, q="a")
    with pytest.raises(TooManyFollowsError):
        followed(reader, q="b")
    assert MOST_FOLLOWS > 1


def test_only_ones_own_can_be_changed_or_stopped() -> None:
    reader, other = factories.account(), factories.account()
    mine = followed(reader, q="zea")
    for act in (lambda: change(other, mine.pk, often=Frequency.NEVER), lambda: unfollow(other, mine.pk)):
        with pytest.raises(FollowGoneError):
            act()
    unfollow(reader, mine.pk)
    organism()
    caught_up()
    assert titles(reader) == []


def test_a_rebuild_tells_nobody_anew() -> None:
    reader = factories.account()
    followed(reader, q="zea")
    organism()
    projection = AlertsProjection()
    caught_up(projection)
    projection.reset()
    caught_up(projection)
    assert len(titles(reader)) == 1


def test_what_is_followed_or_no_longer_is_seen_by_a_follower_that_goes_on() -> None:
    reader, projection = factories.account(), AlertsProjection()
    first = followed(reader, q="zea")
    organism("Zea mays")
    caught_up(projection)
    unfollow(reader, first.pk)
    follow(reader, {"q": ["oryza"]}, name="Rice", often=Frequency.DAILY, at=factories.later(1))
    organism("Oryza sativa")
    organism("Zea luxurians")
    caught_up(projection)
    assert titles(reader) == ["Oryza sativa", "Zea mays"]


def test_who_follows_what_is_of_last_month_follows_the_calendar(monkeypatch) -> None:
    reader, projection = factories.account(), AlertsProjection()
    followed(reader, q="zea last month")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 4, 10))
    organism("Zea mays")
    caught_up(projection)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 6, 10))
    organism("Zea luxurians")
    caught_up(projection)
    assert titles(reader) == ["Zea mays"]


def test_comparing_asks_no_more_of_the_store_however_many_searches_are_followed(django_assert_max_num_queries) -> None:
    projection = AlertsProjection()
    for number in range(40):
        followed(factories.account(), q=f"word{number}")
    organism("Zea mays")
    caught_up(projection)
    organism("Zea luxurians")
    catch_up(LinksProjection())
    with django_assert_max_num_queries(26):
        catch_up(projection)
