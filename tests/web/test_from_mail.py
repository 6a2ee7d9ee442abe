"""Links in mails: what they do once, when they do nothing any more, and that looking never acts."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from clearinghouse.accounts.models import AuditEvent, RoleHeld
from clearinghouse.core.origin import Door
from clearinghouse.notices.kinds import Group, NoticeKind
from clearinghouse.notices.models import ActionLink, Frequency, MailPreference, Outgoing
from clearinghouse.notices.posting import post_due
from clearinghouse.notices.preferences import stop_token
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication, withdraw_request
from clearinghouse.records.models import Case, Draft, Revision
from tests import factories
from tests.notices.letters import arrived, text_of

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    cache.clear()
    factories.reference_data()


class Asked:
    """A request of Benin, and what its publishing authority found in the mail."""

    def __init__(self, mailoutbox, *, language: str = "en", asks: str = "Please look at the date.") -> None:
        self.officer, self.authority = factories.officer(), factories.authority()
        self.authority.language = language
        self.authority.save()
        factories.chain("contact", "authority")
        mailoutbox.clear()
        self.draft = factories.draft("biosafetyDecision", by=self.officer, owner="bj")
        request_publication(self.draft, by=self.officer, at=timezone.now(), asks=asks)
        while post_due(at=timezone.now()):
            pass
        self.letters = [arrived(sent) for sent in mailoutbox if sent.to == [self.authority.email]]
        self.links = re.findall(r"http://127\.0\.0\.1:8000(/\w\w/mail/decide/\S+)", text_of(self.letters[0]))

    def link(self, action: str) -> str:
        """Return the path of the link that does something."""
        return str(self.links[(ActionLink.APPROVE, ActionLink.RETURN).index(action)])

    @property
    def approve(self) -> str:
        return self.link(ActionLink.APPROVE)

    @property
    def send_back(self) -> str:
        return self.link(ActionLink.RETURN)

    @property
    def case(self) -> Case:
        return Case.objects.get()


@pytest.fixture
def asked(mailoutbox) -> Asked:
    return Asked(mailoutbox)


def test_the_mail_of_a_request_says_who_asks_what_and_holds_two_links(asked):
    (letter,) = asked.letters
    text = text_of(letter)
    assert asked.officer.name in text
    assert "Please look at the date." in text
    assert len(asked.links) == 2
    assert text.count("/mail/decide/") == 2
    assert all(path in text_of(letter, "html") for path in asked.links)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_looking_shows_the_request_and_never_acts(mailoutbox, language):
    asked = Asked(mailoutbox, language=language)
    for path in asked.links:
        assert Client().get(path).status_code == 200
        page = Client().get(path)
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"
        text = page.content.decode()
        assert "Notification of a regulation" in text
        assert asked.officer.name in text
        assert f"/desk/drafts/{asked.draft.pk}/changes/" in text
        assert Client().head(path).status_code == 200
    assert asked.case.state == Case.REQUESTED
    assert not Revision.objects.filter(draft_uid=asked.draft.pk).exists()


def test_one_press_publishes_in_the_name_of_whom_the_mail_was_for(asked):
    page = Client().post(asked.approve, REMOTE_ADDR="192.0.2.9")
    assert page.status_code == 200
    revision = Revision.objects.get(draft_uid=asked.draft.pk)
    assert str(revision.record.printed_number) in page.content.decode()
    case = asked.case
    assert (case.state, case.decided_by) == (Case.APPROVED, asked.authority)
    event = AuditEvent.objects.filter(door=Door.MAIL.value).first()
    assert event is not None
    assert (event.account, event.address) == (asked.authority, "192.0.2.9")
    for path in (asked.approve, asked.send_back):
        for again in (Client().get(path), Client().post(path, {"reason": "Late."})):
            assert again.status_code in {409, 410}
            assert "/en/desk/" in again.content.decode()
    assert Revision.objects.filter(draft_uid=asked.draft.pk).count() == 1


def test_a_draft_is_returned_with_a_reason_and_not_without(asked):
    page = Client().post(asked.send_back, {"reason": " "})
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert asked.case.state == Case.REQUESTED
    assert Client().post(asked.send_back, {"reason": "The date is wrong."}).status_code == 200
    assert (asked.case.state, asked.case.reason) == (Case.RETURNED, "The date is wrong.")
    assert Client().post(asked.send_back, {"reason": "Again."}).status_code == 410


def refused(path: str, code: str, status: int) -> None:
    """Assert that neither looking nor pressing does anything, and that both say why and where to go on."""
    for answer in (Client().get(path), Client().post(path, {"reason": "A reason."})):
        assert answer.status_code == status
        assert code in answer.content.decode()
        assert 'href="/en/desk/"' in answer.content.decode()
    assert not Revision.objects.filter(draft_uid__isnull=False, record__format_slug="biosafetyDecision").exists()


def test_a_link_expires(asked):
    ActionLink.objects.update(expires_at=timezone.now())
    refused(asked.approve, "has expired", 410)


def test_a_link_decides_about_what_the_mail_described_and_nothing_else(asked):
    Draft.objects.update(version=asked.draft.version + 1)
    refused(asked.approve, "was changed after this mail was sent", 409)


def test_who_lost_the_role_decides_nothing(asked):
    RoleHeld.objects.filter(account=asked.authority).delete()
    refused(asked.approve, "You may not do this", 403)


def test_who_left_decides_nothing(asked):
    asked.authority.is_active = False
    asked.authority.save()
    refused(asked.approve, "not valid", 404)


def test_a_request_that_was_withdrawn_is_not_decided(asked):
    asked.draft.refresh_from_db()
    withdraw_request(asked.draft, by=asked.officer, at=timezone.now())
    refused(asked.approve, "already decided", 409)


def test_a_request_that_was_decided_on_the_desk_is_not_decided_again(asked):
    asked.draft.refresh_from_db()
    publish(asked.draft, by=asked.authority, at=timezone.now())
    assert Client().post(asked.approve).status_code == 409
    assert Client().post(asked.send_back, {"reason": "Late."}).status_code == 409


def test_a_draft_that_breaks_its_format_meanwhile_is_not_published(asked):
    Draft.objects.update(body_text="{}")
    answer = Client().post(asked.approve)
    assert answer.status_code == 422
    assert ActionLink.objects.filter(used_at__isnull=False).count() == 0
    assert asked.case.state == Case.REQUESTED


def test_nobody_makes_a_link_up(asked):
    refused("/en/mail/decide/nonsense/", "not valid", 404)
    refused(asked.approve[:-2] + "/", "not valid", 404)
    secrets = {path.rstrip("/").rpartition("/")[2] for path in asked.links}
    assert not ActionLink.objects.filter(digest__in=secrets).exists()


def test_a_form_of_another_site_cannot_press_the_button(asked):
    answer = Client(enforce_csrf_checks=True).post(asked.approve, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert asked.case.state == Case.REQUESTED


def test_where_a_second_factor_is_asked_for_since_mails_decide_nothing(asked, settings):
    settings.SECOND_FACTOR = "publishing-authorities"
    refused(asked.approve, "second factor", 403)


def test_who_set_a_second_factor_up_decides_on_the_desk_alone(asked, monkeypatch):
    monkeypatch.setattr("clearinghouse.notices.deciding.has_second_factor", lambda _account: True)
    refused(asked.approve, "second factor", 403)


def test_who_may_not_decide_gets_no_links_and_a_digest_holds_none(mailoutbox):
    authority = factories.authority()
    MailPreference.objects.create(account=authority, tasks=Frequency.DAILY)
    asked = Asked(mailoutbox)
    assert len(asked.links) == 2
    mailoutbox.clear()
    while post_due(at=timezone.now() + timedelta(days=2)):
        pass
    digests = [arrived(sent) for sent in mailoutbox if sent.to == [authority.email]]
    assert [("/mail/decide/" in text_of(letter), letter["Subject"]) for letter in digests] == [
        (False, "1 notice on your desk")
    ]


def test_a_second_copy_of_a_mail_holds_the_same_links(asked, mailoutbox):
    Outgoing.objects.filter(kind=NoticeKind.REQUEST_WAITS.value).update(state=Outgoing.SENDING)
    post_due(at=timezone.now())
    again = next(arrived(sent) for sent in reversed(mailoutbox) if sent.to == [asked.authority.email])
    assert text_of(again) == text_of(asked.letters[0])
    assert ActionLink.objects.filter(account=asked.authority).count() == 2


def test_mail_is_stopped_with_one_click_and_not_by_looking():
    account = factories.account()
    path = f"/en/mail/stop/{stop_token(account, Group.TASKS)}/"
    page = Client().get(path)
    assert account.email in page.content.decode()
    assert not MailPreference.objects.exists()
    # As a mail program does by itself (RFC 8058): no cookies, no token.
    program = Client(enforce_csrf_checks=True)
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailPreference.objects.get(account=account).tasks == Frequency.NEVER
    assert Client().post(path).status_code == 200
    assert Client().post("/en/mail/stop/nonsense/").status_code == 404
