"""What colleagues do together on a draft, as pages show it: sections in somebody's hands, comments on answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.derived.forms import Form
from clearinghouse.formats.format import Format, Section
from clearinghouse.records.comments import Thread, row_number, threads_of
from clearinghouse.records.delegating import open_sections
from clearinghouse.records.models import Draft, DraftComment, SectionDelegation
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class GivenShown:
    """A section that is in somebody's hands, or was. who: their name, or the address that it was given to."""

    name: str
    label: str
    who: str
    given_by: str
    due_on: date
    is_late: bool
    is_mine: bool
    state: str
    note: str
    result: str
    closed_at: datetime | None
    url: str


@dataclass(frozen=True, slots=True)
class FieldTalk:
    """Where a field is talked about. total: discussions, of which `waiting` are open."""

    url: str
    total: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SectionTalk:
    """One section of the editor. waiting: open discussions; given: None where it is in nobody's hands."""

    waiting: int = 0
    given: GivenShown | None = None
    give_url: str = ""

    @property
    def way(self) -> bool:
        """Whether this reader may do something about who has it."""
        return self.given is not None and (self.given.is_mine or bool(self.give_url))


@dataclass(frozen=True, slots=True)
class Together:
    """Everything the editor shows of colleagues. waiting: open discussions. mine: sections given to this reader.

    is_delegate: whether they may write in these alone, which hold the `own_fields`.
    """

    url: str = ""
    total: int = 0
    waiting: int = 0
    fields: Mapping[str, FieldTalk] = field(default_factory=dict)
    sections: Mapping[str, SectionTalk] = field(default_factory=dict)
    mine: Sequence[GivenShown] = ()
    is_delegate: bool = False
    own_fields: frozenset[str] = frozenset()

    def may_write(self, name: str) -> bool:
        """Say whether a field, by its name with or without rows, is this reader's to write in."""
        return not self.is_delegate or any(name == one or name.startswith(f"{one}.") for one in self.own_fields)

    def form_for(self, form: Form) -> Form:
        """Return what of the editor's form is this reader's to fill in."""
        names = {one.name for one in self.mine}
        return Form(tuple(one for one in form.sections if not self.is_delegate or one.name in names))


@dataclass(frozen=True, slots=True)
class CommentShown:
    """One comment. to: whom it asks. can_change: whether this reader may still edit it or take it back."""

    pk: int
    author: str
    to: str
    text: str
    at: datetime
    edited_at: datetime | None
    can_change: bool


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """One discussion with what it is about. row: "" where it is about no row, or the row is gone."""

    pk: int
    url: str
    field: str
    row: str
    field_url: str
    comments: list[CommentShown]
    is_open: bool
    resolved_by: str
    resolved_at: datetime | None


def together_on(draft: Draft, account: Account) -> Together:
    """Return what colleagues do on a draft, for its editor; two queries."""
    person = person_of(account)
    threads = threads_of(draft)
    given = {one.section: given_shown(one, account) for one in open_sections(draft)}
    may_give = is_allowed(person, "delegate-section", draft.subject)
    url = reverse("draft-comments", args=[draft.pk])
    fields = {name: _talk(threads, name, url) for name in draft.format.fields}
    sections = {
        section.name: SectionTalk(
            sum(fields[one.name].waiting for one in section.fields),
            given.get(section.name),
            section_url(draft, section.name) if may_give else "",
        )
        for section in draft.format.sections
    }
    mine = [one for one in given.values() if one.is_mine]
    names = {one.name for one in mine}
    own = {one.name for section in draft.format.sections if section.name in names for one in section.fields}
    return Together(
        url,
        len(threads),
        sum(thread.is_open for thread in threads),
        fields,
        sections,
        mine,
        is_delegate=not is_allowed(person, draft.edit_action, draft.subject) and account.pk in draft.subject.delegates,
        own_fields=frozenset(own),
    )


def _talk(threads: Sequence[Thread], name: str, url: str) -> FieldTalk:
    about = [one for one in threads if one.head.field == name or one.head.field.startswith(f"{name}.")]
    return FieldTalk(f"{url}?field={name}", len(about), sum(one.is_open for one in about))


def section_url(draft: Draft, name: str) -> str:
    """Return the page on which a section is given, taken back or said to be done."""
    return reverse("draft-section", args=[draft.pk, name])


def section_named(fmt: Format, name: str) -> Section | None:
    """Return a section of a format, None if it has none of this name."""
    return next((one for one in fmt.sections if one.name == name), None)


def given_shown(given: SectionDelegation, account: Account) -> GivenShown:
    """Return a delegation. Who was named by an address is shown by it, until they began to write."""
    is_mine = given.to_id == account.pk
    is_known = given.to is not None and (is_mine or not given.email or given.begun_at is not None)
    is_known = is_known or (given.to is not None and given.state == SectionDelegation.DONE)
    section = section_named(given.draft.format, given.section)
    return GivenShown(
        given.section,
        say(given.draft.format.section_label(section)) if section else given.section,
        given.to.name if given.to is not None and is_known else given.email,
        given.given_by.name,
        given.due_on,
        given.state == SectionDelegation.OPEN and given.due_on < timezone.now().date(),
        is_mine,
        given.state,
        given.note,
        given.result,
        given.closed_at,
        section_url(given.draft, given.section),
    )


def threads_shown(draft: Draft, threads: Sequence[Thread], account: Account) -> list[ThreadShown]:
    """Return discussions, those that are open first, each from its beginning."""
    may_comment = is_allowed(person_of(account), "comment-draft", draft.subject)
    ordered = sorted(threads, key=lambda thread: (not thread.is_open, thread.head.at, thread.head.pk))
    return [_thread(draft, thread, account, may_comment=may_comment) for thread in ordered]


def _thread(draft: Draft, thread: Thread, account: Account, *, may_comment: bool) -> ThreadShown:
    head, number = thread.head, row_number(draft, thread.head)
    top = top_field(draft.format, head.field)
    last = thread.comments[-1]
    return ThreadShown(
        head.pk,
        reverse("draft-comment", args=[draft.pk, head.pk]),
        field_label(draft.format, head.field),
        _("Row %(number)s") % {"number": number} if number else "",
        f"{reverse('draft', args=[draft.pk])}#field-{top}",
        [
            _comment(one, can_change=may_comment and one == last and one.author_id == account.pk)
            for one in thread.comments
        ],
        thread.is_open,
        head.resolved_by.name if head.resolved_by else "",
        head.resolved_at,
    )


def _comment(one: DraftComment, *, can_change: bool) -> CommentShown:
    to = one.to.name if one.to else ""
    return CommentShown(one.pk, one.author.name, to, one.text, one.at, one.edited_at, can_change)


def top_field(fmt: Format, path: str) -> str:
    """Return the name of the field of a format in which a path lies."""
    return next((name for name in fmt.fields if path == name or path.startswith(f"{name}.")), path)


def field_label(fmt: Format, path: str) -> str:
    """Return what a field is called, those in rows of a group too."""
    found = fmt.find(path) or fmt.find(_with_rows(fmt, path))
    return say(fmt.label_of(found)) if found else path


def _with_rows(fmt: Format, path: str) -> str:
    """Write a path of a repeated group as that of its first row."""
    top = top_field(fmt, path)
    rest = path.removeprefix(top).removeprefix(".")
    return f"{top}.0.{rest}" if rest else top
