"""What colleagues say to each other on a draft: who may, who is told, and what goes when."""

import pytest

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.accounts.permissions import WrongStateError
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import members_of
from clearinghouse.formats.kinds import Group
from clearinghouse.notices.addresses import page_of
from clearinghouse.notices.models import Notice, Outgoing
from clearinghouse.records import comments
from clearinghouse.records.cases import request_publication
from clearinghouse.records.comments import (
    add_comment,
    answer,
    delete,
    edit,
    get_thread,
    place_in,
    reopen,
    resolve,
    threads_of,
    waiting_for,
)
from clearinghouse.records.drafting import delete_draft
from clearinghouse.records.errors import (
    AddresseeUnfitError,
    CommentAnsweredError,
    CommentEmptyError,
    CommentGoneError,
    FieldUnknownError,
    TooManyCommentsError,
)
from clearinghouse.records.models import Draft, DraftComment
from tests import factories
from tests.factories import NOON, later

pytestmark = [pytest.mark.store, pytest.mark.django_db]

TEXT = "Is this still the postal address?"


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


@pytest.fixture
def draft() -> Draft:
    return factories.draft("authority", by=factories.officer())


def notices(account) -> list[str]:
    return list(Notice.objects.filter(account=account).order_by("pk").values_list("kind", flat=True))


def asked(draft, to=None, **options):
    return add_comment(draft, field="city", text=TEXT, to=to, by=draft.author, at=NOON, **options)


def thread(draft, comment, by=None):
    return get_thread(draft, comment.pk, by=by or draft.author)


def test_a_colleague_is_asked_about_one_answer_and_told_without_what_was_said(draft) -> None:
    colleague = factories.officer()
    asked(draft, colleague)
    (notice,) = Notice.objects.filter(account=colleague)
    assert notice.kind == "comment-asks"
    assert page_of(notice.about).endswith(f"/desk/drafts/{draft.pk}/comments/{draft.comments.get().pk}/")
    assert TEXT not in notice.about_text
    assert not any(TEXT in str(mail.__dict__) for mail in Outgoing.objects.all())
    assert not AuditEvent.objects.filter(details_text__contains=TEXT).exists()
    assert [one.pk for one in waiting_for(colleague)] == [draft.comments.get().pk]


def test_an_answer_is_told_to_those_who_are_in_the_discussion(draft) -> None:
    colleague, third = factories.officer(), factories.officer()
    begun = asked(draft, colleague)
    answer(thread(draft, begun), text="It moved.", by=colleague, at=later(1))
    assert notices(draft.author) == ["comment-added"]
    assert not waiting_for(colleague).exists()
    answer(thread(draft, begun), text="Since when?", to=third, by=draft.author, at=later(2))
    assert notices(third) == ["comment-asks"]
    assert notices(colleague) == ["comment-asks", "comment-added"]
    assert notices(draft.author) == ["comment-added"]
    (one,) = threads_of(draft)
    assert [each.text for each in one.comments] == [TEXT, "It moved.", "Since when?"]


def test_whoever_may_not_see_the_draft_says_nothing_and_is_asked_nothing(draft) -> None:
    stranger = factories.officer("ke")
    with pytest.raises(NotAllowedError):
        add_comment(draft, field="city", text=TEXT, by=stranger, at=NOON)
    with pytest.raises(AddresseeUnfitError):
        asked(draft, stranger)
    begun = asked(draft)
    with pytest.raises(NotAllowedError):
        get_thread(draft, begun.pk, by=stranger)
    for act in (lambda t: resolve(t, by=stranger, at=NOON), lambda t: reopen(t, by=stranger)):
        with pytest.raises(NotAllowedError):
            act(thread(draft, begun))
    assert draft.comments.get().resolved_at is None


def test_a_comment_needs_words_and_a_field_of_the_format(draft) -> None:
    with pytest.raises(CommentEmptyError):
        add_comment(draft, field="city", text=" \0\n", by=draft.author, at=NOON)
    with pytest.raises(FieldUnknownError):
        add_comment(draft, field="nonsense", text=TEXT, by=draft.author, at=NOON)
    with pytest.raises(FieldUnknownError):
        place_in(draft, "websites.0.nonsense")
    assert place_in(draft, "city") == ("city", "")


def test_the_place_of_an_answer_in_a_row_is_its_field_and_its_row() -> None:
    fmt, group = next(
        (fmt, one) for fmt in FORMATS.values() for one in fmt if one.is_repeated and isinstance(one.kind, Group)
    )
    draft = Draft(format_slug=fmt.slug)
    member = members_of(group, 2)[0].name
    assert place_in(draft, member) == (f"{group.name}.{member.rpartition('.')[2]}", "2")


def test_a_discussion_is_resolved_once_and_an_answer_opens_it_again(draft) -> None:
    colleague = factories.officer()
    begun = asked(draft, colleague)
    resolve(thread(draft, begun), by=colleague, at=later(1))
    resolve(thread(draft, begun), by=colleague, at=later(2))
    head = draft.comments.get()
    assert (head.resolved_at, head.resolved_by) == (later(1), colleague)
    assert notices(draft.author) == ["comment-resolved"]
    assert not waiting_for(colleague).exists()
    answer(thread(draft, begun), text="No.", by=draft.author, at=later(3))
    assert thread(draft, begun).is_open
    resolve(thread(draft, begun), by=colleague, at=later(4))
    reopen(thread(draft, begun), by=draft.author)
    assert thread(draft, begun).is_open


def test_ones_own_words_may_be_changed_until_somebody_writes_after_them(draft) -> None:
    colleague = factories.officer()
    begun = asked(draft)
    edit(thread(draft, begun), begun.pk, text="Better.", by=draft.author, at=later(1))
    assert (draft.comments.get().text, draft.comments.get().edited_at) == ("Better.", later(1))
    with pytest.raises(NotAllowedError):
        edit(thread(draft, begun), begun.pk, text="Mine.", by=colleague, at=later(1))
    with pytest.raises(NotAllowedError):
        delete(thread(draft, begun), begun.pk, by=colleague)
    followed = answer(thread(draft, begun), text="So it is.", by=colleague, at=later(2))
    for act in (
        lambda: edit(thread(draft, begun), begun.pk, text="Other.", by=draft.author, at=later(3)),
        lambda: delete(thread(draft, begun), begun.pk, by=draft.author),
    ):
        with pytest.raises(CommentAnsweredError):
            act()
    delete(thread(draft, begun), followed.pk, by=colleague)
    before = thread(draft, begun)
    answer(thread(draft, begun), text="One more.", by=colleague, at=later(3))
    with pytest.raises(CommentAnsweredError):
        # From a page that was opened before.
        delete(before, begun.pk, by=draft.author)


def test_a_comment_that_was_taken_back_is_gone(draft) -> None:
    begun = asked(draft)
    delete(thread(draft, begun), begun.pk, by=draft.author)
    with pytest.raises(CommentGoneError):
        thread(draft, begun)
    other = factories.draft("organism", by=draft.author)
    with pytest.raises(CommentGoneError):
        get_thread(other, asked(draft).pk, by=draft.author)


def test_nobody_is_told_who_may_no_longer_see_the_draft(draft) -> None:
    colleague = factories.officer()
    begun = asked(draft, colleague)
    colleague.roles_held.all().delete()
    answer(thread(draft, begun), text="Still?", by=draft.author, at=later(1))
    assert notices(colleague) == ["comment-asks"]


def test_a_draft_holds_so_many_comments(draft, monkeypatch) -> None:
    monkeypatch.setattr(comments, "MOST_COMMENTS", 2)
    asked(draft)
    asked(draft)
    with pytest.raises(TooManyCommentsError):
        asked(draft)


def test_comments_go_on_while_publication_is_requested_and_end_with_the_draft(draft) -> None:
    request_publication(draft, by=draft.author, at=NOON)
    asked(draft)
    with pytest.raises(WrongStateError):
        delete_draft(draft, by=draft.author, at=NOON)
    other = factories.draft("organism", by=factories.account())
    add_comment(other, field=next(iter(other.format.fields)), text=TEXT, by=other.author, at=NOON)
    delete_draft(other, by=other.author, at=NOON)
    assert DraftComment.objects.get().draft == draft
