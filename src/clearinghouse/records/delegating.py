"""Giving a section of a draft to a colleague, who may write in it and nowhere else, by a day on which it is due.

A colleague outside of the team is named by the address of their account. Nothing tells whether an address has one: who
gives the section sees the address that they wrote, until the colleague begins to write.
"""

import json
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from clearinghouse.accounts.invitations import usable_address
from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import person_of
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.deciders import officers_of, people_of
from clearinghouse.records.errors import (
    DelegateUnfitError,
    DraftGoneError,
    DueDayError,
    SectionClosedError,
    SectionGivenError,
    SectionUnknownError,
)
from clearinghouse.records.models import Draft, SectionDelegation
from clearinghouse.records.telling import about_draft, note_section

MAX_NOTE_CHARS = 5000


def colleagues_of(draft: Draft, by: Account) -> list[Account]:
    """Return the team of the draft's owner without the person who asks, by name: to them a section is given by name."""
    found = people_of(draft.owner) if draft.owner else officers_of(draft.realm)
    return [one for one in found if one.pk != by.pk]


def open_sections(draft: Draft) -> QuerySet[SectionDelegation]:
    """Return the sections of a draft that are in somebody's hands, with the people concerned."""
    return draft.delegations.filter(state=SectionDelegation.OPEN).select_related("to", "given_by")


def give_section(
    draft: Draft,
    section: str,
    *,
    to: Account | None = None,
    email: str = "",
    due_on: date | None,
    by: Account,
    at: datetime,
    note: str = "",
) -> SectionDelegation:
    """Give a section to somebody of the team, or to whoever has an account with a confirmed address `email`.

    Raises NotAllowedError, WrongStateError, SectionUnknownError, DueDayError, DelegateUnfitError, EmailUnusableError,
    SectionGivenError, DraftGoneError.
    """
    require(person_of(by), "delegate-section", draft.subject)
    _require_section(draft, section)
    if due_on is None or due_on < at.date():
        raise DueDayError
    delegate, address = _chosen(draft, to, email, by)
    with transaction.atomic():
        # Locked, so that the list of delegates is made from what stands, and a request comes before or after.
        standing = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if standing is None:
            raise DraftGoneError
        require(person_of(by), "delegate-section", standing.subject)
        if open_sections(draft).filter(section=section).exists():
            raise SectionGivenError
        given = SectionDelegation.objects.create(
            draft=draft,
            section=section,
            to=delegate,
            email=address,
            given_by=by,
            given_at=at,
            due_on=due_on,
            note=_clean(note),
        )
        _list_delegates(draft)
        note_section("section-given", given, by=by, at=at)
        _tell_delegate(given, NoticeKind.SECTION_GIVEN, by=by, at=at)
    return given


def _chosen(draft: Draft, to: Account | None, email: str, by: Account) -> tuple[Account | None, str]:
    """Return the delegate and the address by which they are known to those who give; "" where by their name."""
    if to is not None:
        if to.pk not in {one.pk for one in colleagues_of(draft, by)}:
            raise DelegateUnfitError
        return to, ""
    if not email.strip():
        raise DelegateUnfitError
    address = usable_address(email)
    confirmed = Account.objects.filter(emailaddress__email=address, emailaddress__verified=True, is_active=True)
    account = confirmed.first()
    if account is not None and account.pk == by.pk:
        raise DelegateUnfitError
    return account, address


def take_back(draft: Draft, section: str, *, by: Account, at: datetime) -> None:
    """Take a section back from whoever has it.

    Raises NotAllowedError, WrongStateError, SectionUnknownError, SectionClosedError.
    """
    require(person_of(by), "delegate-section", draft.subject)
    with transaction.atomic():
        given = _close(draft, section, SectionDelegation.WITHDRAWN, at=at)
        note_section("section-taken-back", given, by=by, at=at)
        _tell_delegate(given, NoticeKind.SECTION_TAKEN_BACK, by=by, at=at)


def finish(draft: Draft, section: str, *, by: Account, at: datetime, result: str = "") -> None:
    """Say that one is done with a section that one was given; whoever gave it is told, and the draft's author.

    Raises NotAllowedError, WrongStateError, SectionUnknownError, SectionClosedError.
    """
    require(person_of(by), "fill-section", draft.subject)
    with transaction.atomic():
        said = _clean(result)
        given = _close(draft, section, SectionDelegation.DONE, at=at, to=by, result=said)
        note_section("section-done", given, by=by, at=at)
        told = {one.pk: one for one in (given.given_by, draft.author) if one.pk != by.pk}
        able = [one for one in told.values() if is_allowed(person_of(one), "see-draft", draft.subject)]
        about = about_draft(draft, by=by, section=section, asks=said)
        notify(able, NoticeKind.SECTION_DONE, about=about, at=at)


def end_sections(draft: Draft, *, by: Account, at: datetime) -> None:
    """End what is in anybody's hands, as the draft is requested, published or deleted; in the caller's transaction."""
    held = list(open_sections(draft))
    for given in held:
        _mark(given, SectionDelegation.ENDED, at=at)
        _tell_delegate(given, NoticeKind.SECTION_TAKEN_BACK, by=by, at=at)
    if held:
        _list_delegates(draft)


def leave_company(draft: Draft, *, by: Account, at: datetime) -> None:
    """End what colleagues did about a draft that is published: it goes with the draft. In the caller's transaction."""
    end_sections(draft, by=by, at=at)
    draft.delegations.all().delete()
    draft.comments.all().delete()


def note_begun(draft: Draft, *, by: Account, at: datetime) -> None:
    """Note that a delegate began to write: from then on those who gave them the section know them by name."""
    if by.pk in draft.subject.delegates:
        draft.delegations.filter(to=by, state=SectionDelegation.OPEN, begun_at=None).update(begun_at=at)


def remind_delegates(at: datetime) -> int:
    """Remind whoever has a section that is due, once; return how many. Done again, it does nothing more."""
    due = SectionDelegation.objects.filter(state=SectionDelegation.OPEN, due_on__lte=at.date(), reminded_at=None)
    return sum(_remind(given, at) for given in due.select_related("to", "draft", "given_by").order_by("due_on", "pk"))


def _remind(given: SectionDelegation, at: datetime) -> int:
    with transaction.atomic():
        waiting = SectionDelegation.objects.filter(pk=given.pk, state=SectionDelegation.OPEN, reminded_at=None)
        if not waiting.update(reminded_at=at):
            return 0
        _tell_delegate(given, NoticeKind.SECTION_DUE, by=None, at=at)
    return 1


def _close(
    draft: Draft, section: str, state: str, *, at: datetime, to: Account | None = None, result: str = ""
) -> SectionDelegation:
    """Close what is open of a section, of one person's if `to` is given. Raises SectionClosedError."""
    _require_section(draft, section)
    standing = open_sections(draft).filter(section=section)
    given = (standing if to is None else standing.filter(to=to)).first()
    if given is None or not _mark(given, state, at=at, result=result):
        raise SectionClosedError
    _list_delegates(draft)
    return given


def _require_section(draft: Draft, section: str) -> None:
    if section not in {one.name for one in draft.format.sections}:
        raise SectionUnknownError(section=section[:100])


def _mark(given: SectionDelegation, state: str, *, at: datetime, result: str = "") -> bool:
    """Close one delegation once, whoever tries."""
    standing = SectionDelegation.objects.filter(pk=given.pk, state=SectionDelegation.OPEN)
    return bool(standing.update(state=state, closed_at=at, result=result))


def _list_delegates(draft: Draft) -> None:
    """Write the delegates of a draft where the permission table finds them, under the draft's lock."""
    rows = Draft.objects.select_for_update().filter(pk=draft.pk)
    if not rows.exists():
        return
    held = draft.delegations.filter(state=SectionDelegation.OPEN, to__isnull=False)
    draft.delegates_text = json.dumps(sorted(set(held.values_list("to_id", flat=True))))
    rows.update(delegates_text=draft.delegates_text)


def _tell_delegate(given: SectionDelegation, kind: NoticeKind, *, by: Account | None, at: datetime) -> None:
    if given.to is None or (by is not None and by.pk == given.to_id):
        return
    is_over = kind is NoticeKind.SECTION_TAKEN_BACK
    about = about_draft(
        given.draft,
        by=by,
        link="desk" if is_over else "draft",
        section=given.section,
        day=given.due_on.isoformat(),
        asks="" if is_over else given.note,
    )
    notify([given.to], kind, about=about, at=at)


def _clean(text: str) -> str:
    """Return a text as it is stored. PostgreSQL holds no text with NUL in it."""
    return text.replace("\0", "").strip()[:MAX_NOTE_CHARS]
