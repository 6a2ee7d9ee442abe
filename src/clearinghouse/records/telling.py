"""Noting in the trail what was done, and telling the people concerned; in the transaction of the caller."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from clearinghouse.accounts.audit import note
from clearinghouse.accounts.models import Account
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.records.deciders import deciders, officers_of
from clearinghouse.records.models import Case, Draft, Record, SectionDelegation
from clearinghouse.records.titles import titles_told


def note_draft(action: str, draft: Draft, *, by: Account | None, at: datetime) -> None:
    """Note what was done to a draft."""
    details = {"format": draft.format_slug, "draft": str(draft.pk)}
    note(action, by=by, at=at, owner=draft.owner, realm=draft.realm, about=draft.guid, details=details)


def note_section(action: str, given: SectionDelegation, *, by: Account, at: datetime) -> None:
    """Note what was done with a section. To whom is not said: the trail would tell which addresses have accounts."""
    draft = given.draft
    details = {"format": draft.format_slug, "draft": str(draft.pk), "section": given.section}
    note(action, by=by, at=at, owner=draft.owner, realm=draft.realm, about=draft.guid, details=details)


def note_record(action: str, record: Record, *, by: Account, at: datetime, **details: object) -> None:
    """Note what was done to a published record."""
    said = {"format": record.format_slug, **details}
    note(action, by=by, at=at, owner=record.owner, realm=record.realm, about=record.guid, details=said)


def note_case(action: str, case: Case, *, by: Account | None, at: datetime, **details: object) -> None:
    """Note what was done about a request."""
    said = {"format": case.format_slug, "case": case.pk, **details}
    note(action, by=by, at=at, owner=case.owner, realm=case.realm, about=case.guid, details=said)


def decision_on(case: Case) -> str:
    """Return what deciding a request is called in the permission table."""
    return "publish" if case.kind == Case.PUBLISH else "retire"


def deciders_of(case: Case) -> list[Account]:
    """Return whom a request waits for: the one it was given to, otherwise whoever may decide."""
    able = deciders(case.subject, action=decision_on(case))
    chosen = [account for account in able if account.pk == case.assigned_to_id]
    return chosen or able


def tell_deciders(case: Case, kind: NoticeKind, *, by: Account | None, at: datetime, **data: str) -> None:
    """Tell those whom a request waits for; where a country has nobody, the secretariat, who cannot decide it either."""
    waiting = deciders_of(case)
    if not waiting:
        tell(case, officers_of(case.realm), kind, by=by, at=at, gap="yes", **data)
        return
    # With the version of the draft, a mail may hold links that decide about just this.
    version = {"version": str(case.draft.version)} if case.draft is not None else {}
    tell(case, waiting, kind, by=by, at=at, **version, **data)


def tell_requester(case: Case, kind: NoticeKind, *, by: Account | None, at: datetime, **data: str) -> None:
    """Tell whoever asked what became of it, unless they did it themselves."""
    if by is None or by.pk != case.requested_by_id:
        tell(case, [case.requested_by], kind, by=by, at=at, **data)


def tell(case: Case, to: Iterable[Account], kind: NoticeKind, *, by: Account | None, at: datetime, **data: str) -> None:
    """Tell people something about a request; nobody is told what they did themselves."""
    others = [account for account in to if by is None or account.pk != by.pk]
    if others:
        notify(others, kind, about=about_case(case, by=by, data=data), at=at)


def about_case(case: Case, *, by: Account | None, data: Mapping[str, str]) -> About:
    """Return what a notice says of a request. data: `by`, who did it; `kind`, publish or retire; and what is given."""
    is_there = case.kind == Case.RETIRE or case.state != Case.APPROVED
    link, argument = ("case", str(case.pk)) if is_there else ("record", case.guid)
    return About(
        titles=case.titles,
        format_slug=case.format_slug,
        owner=case.owner,
        realm=case.realm,
        guid=case.guid,
        case=case.pk,
        link=link,
        link_arguments=(argument,),
        data={"by": by.name if by else "", "kind": case.kind, **data},
    )


def about_draft(
    draft: Draft, *, by: Account | None, link: str = "draft", arguments: tuple[str, ...] = (), **data: str
) -> About:
    """Return what a notice says of a draft. arguments: of the link, behind the draft's own identifier."""
    return About(
        titles=titles_told(draft),
        format_slug=draft.format_slug,
        owner=draft.owner,
        realm=draft.realm,
        guid=draft.guid,
        link=link,
        link_arguments=() if link == "desk" else (str(draft.pk), *arguments),
        data={"by": by.name if by else "", **data},
    )


def about_record(record: Record, *, by: Account | None, **data: str) -> About:
    """Return what a notice says of a published record."""
    number = str(record.printed_number)
    return About(
        titles=record.titles,
        format_slug=record.format_slug,
        owner=record.owner,
        realm=record.realm,
        guid=record.guid,
        number=number,
        link="record",
        link_arguments=(number,),
        data={"by": by.name if by else "", **data},
    )
