"""What attackers are after: one object of every kind that belongs to Benin, to one of its people, or to the node."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from clearinghouse.accounts.invitations import invite
from clearinghouse.accounts.models import Account, Invitation, Role, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.accounts.recovering import confirmation_arguments, reset_arguments
from clearinghouse.accounts.tokens import issue
from clearinghouse.alerts.actions import follow
from clearinghouse.notices.kinds import Group, NoticeKind
from clearinghouse.notices.models import Frequency, Notice, Outgoing
from clearinghouse.notices.preferences import stop_token
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.cases import request_publication, request_retirement
from clearinghouse.records.comments import add_comment
from clearinghouse.records.delegating import give_section
from clearinghouse.records.drafting import save_draft
from clearinghouse.records.handing_over import hand_over
from clearinghouse.records.models import Case, Draft, Record
from clearinghouse.records.team_news import tell_invited
from clearinghouse.vocabularies.models import SchemeDraft
from clearinghouse.web.vocabulary_editing import begin
from tests import factories, files

SECRET = "a-secret-that-nobody-was-ever-given"
NAME = "assessment.txt"
FIELD = "documentLinks"
TEXT_OF_COMMENT = f"Is that right? {files.TEXT.decode()}"
_ABOUT_PEOPLE = frozenset({"AuditEvent", "Session", "UserSession", "KnownDevice", "ContentType", "Permission", "Group"})
"""Rows that a visit alone may leave: who came, and when."""


@dataclass(frozen=True, slots=True)
class Address:
    """One named address. steps: the names of its arguments."""

    name: str
    route: str
    steps: tuple[str, ...]


def addresses() -> list[Address]:
    """Walk the resolver: every address with a name, once for each name and route."""
    return list(dict.fromkeys(_walk(get_resolver(), "")))


def _walk(resolver: URLResolver, before: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, before + str(entry.pattern))
        elif entry.name:
            yield Address(entry.name, before + str(entry.pattern), tuple(entry.pattern.converters))


def signed_in(account: Account | None, *, is_strict: bool = False) -> Client:
    """Return the browser of a person, or of nobody. is_strict: forms need their token, as outside of tests."""
    browser = Client(enforce_csrf_checks=is_strict)
    if account is not None:
        browser.force_login(account)
    return browser


def whole(answer: HttpResponseBase) -> bytes:
    """Return all bytes of an answer, be it a stream or not."""
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # the stubs of the client lack it


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the node but those that a visit alone may leave."""
    kept = {}
    for model in apps.get_models():
        if model.__name__ in _ABOUT_PEOPLE:
            continue
        fields = [field.attname for field in model._meta.concrete_fields if field.name != "last_login"]
        kept[model._meta.label] = list(model._default_manager.order_by("pk").values(*fields))
    return kept


class World:
    """Benin with its people and whatever of theirs has an address, and strangers who look for it."""

    def __init__(self) -> None:
        cache.clear()
        factories.reference_data()
        self.officer, self.authority = factories.officer(), factories.authority()
        self.focal_point, self.successor = factories.focal_point(), factories.officer()
        self.administrator, self.secretariat = factories.administrator(), factories.secretariat()
        self._records()
        self._team()
        self._account()
        self._of_the_node()

    def strangers(self) -> dict[str, Account | None]:
        """Return who tries: another country's people, somebody without a role, and nobody at all."""
        return {
            "authority of Kenya": factories.authority("ke"),
            "focal point of Kenya": factories.focal_point("ke"),
            "without a role": factories.account(),
            "signed out": None,
        }

    def _records(self) -> None:
        now = timezone.now()
        draft = factories.draft("nationalReport", by=self.officer)
        self.digest = store_attachment(draft, NAME, chunks=[files.TEXT], by=self.officer, at=now).pk
        linked = {**draft.body, FIELD: [{"url": f"attachment:{self.digest}", "name": NAME}]}
        self.draft: Draft = save_draft(draft, linked, by=self.officer, at=now, version=draft.version)
        field, self.section = next(iter(draft.format.fields)), draft.format.sections[0].name
        self.comment = add_comment(self.draft, field=field, text=TEXT_OF_COMMENT, by=self.officer, at=now)
        give_section(
            self.draft, self.section, email="colleague@ministry.example", due_on=now.date(), by=self.officer, at=now
        )
        published = factories.draft("nationalReport", by=self.authority)
        linked = {**published.body, FIELD: [{"url": f"attachment:{self.digest}", "name": NAME}]}
        store_attachment(published, NAME, chunks=[files.TEXT], by=self.authority, at=now)
        saved = save_draft(published, linked, by=self.authority, at=now, version=published.version)
        self.record: Record = publish(saved, by=self.authority, at=now).record
        asked = factories.draft("supplementaryAuthority", by=self.officer)
        self.case: Case = request_publication(asked, by=self.officer, at=now)
        self.requested: Draft = Draft.objects.get(pk=asked.pk)
        self.retirement: Case = request_retirement(self.record, by=self.officer, at=now, asks="A duplicate.")

        self.follow = follow(self.officer, {"q": ["maize"]}, name="Maize", often=Frequency.DAILY, at=now)

    def _team(self) -> None:
        now = timezone.now()
        self.role = RoleHeld.objects.get(account=self.officer)
        held = Held("authorized-user", "bj", "bch")
        self.invitation: Invitation
        self.invitation, self.invited_by = invite(
            held,
            "new@ministry.example",
            name="A. New",
            language="en",
            by=self.focal_point,
            at=now,
            tell=tell_invited,
        )
        self.hand_over = hand_over(self.focal_point, "bj", to=self.successor, by=self.focal_point, at=now)
        self.nominee = RoleHeld.objects.get(account=self.successor, role=Role.FOCAL_POINT)

    def _account(self) -> None:
        now = timezone.now()
        self.token, self.secret = issue(self.officer, "a program", frozenset({"read"}), None)
        self.passkey = Authenticator.objects.create(user=factories.account(), type=Authenticator.Type.WEBAUTHN, data={})
        self.session = UserSession.objects.create(
            user=self.officer, ip="192.0.2.1", session_key="x" * 32, user_agent="Browser"
        )
        self.notice = Notice.objects.create(account=self.officer, kind=NoticeKind.REQUEST_APPROVED.value, at=now)
        new = EmailAddress.objects.create(user=self.officer, email="other@example.org", verified=False)
        (self.confirmation,) = confirmation_arguments(new)
        self.reset = reset_arguments(self.officer)
        self.stop = stop_token(self.officer, Group.REQUESTS)

    def _of_the_node(self) -> None:
        now = timezone.now()
        self.mail = Outgoing.objects.create(
            key="stuck", account=self.officer, kind="invitation", queued_at=now, due_at=now, state=Outgoing.FAILED
        )
        self.working_copy: SchemeDraft = begin(person_of(self.secretariat), factories.schemes()[0].identifier)
