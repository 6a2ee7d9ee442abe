"""A record that is begun while another is drafted: the few answers that it must have, and the way back."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, State, Subject, person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.errors import NotAllowedError
from clearinghouse.core.owners import government_in
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_reading import body_from
from clearinghouse.derived.forms import Form, FormSituation, Pick, Picking, record_languages
from clearinghouse.derived.problems import Problem, problems_in
from clearinghouse.derived.reading import references_in, settled, title_of
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.collection import FORMATS, get_format
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership
from clearinghouse.formats.kinds import Group, RecordReference
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_draft, get_draft, save_draft
from clearinghouse.records.errors import InvalidDraftError
from clearinghouse.records.models import Draft
from clearinghouse.records.queries import cards_for, circumstances_of, surroundings_of
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.languages import current_language
from clearinghouse.web.picking import find_cards
from clearinghouse.web.pressed import Pressed, pressed, sent_answers
from clearinghouse.web.speech import say

_BACK = "drafts-begun-for-others"
_MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class Start:
    """A record to be begun for a field of a draft: in which format, whose, in which clearing-house."""

    draft: Draft
    field: Field
    fmt: Format
    owner: str
    realm: str


@dataclass(frozen=True, slots=True)
class CreatePage:
    """The small form of a new record. problems: None if nobody looked for them yet."""

    start: Start
    kind: str
    form: Form
    languages: tuple[str, ...]
    problems: list[Problem]
    publishes: bool
    back_url: str


@dataclass(frozen=True, slots=True)
class Created:
    """What was begun. number: printed, "" while it is a draft; url: of the draft."""

    guid: str
    title: str
    number: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class BackLink:
    """The draft for which another was begun."""

    title: str
    url: str


def creatable_from(draft: Draft, person: Person) -> Mapping[str, str]:
    """Return the formats, slug → name, to which a draft refers and in which a person may begin a record for it."""
    slugs = dict.fromkeys(slug for one in _references(draft.format) for slug in one.formats)
    return {slug: say(FORMATS[slug].name) for slug in slugs if _place_of(draft, slug, person) is not None}


def _references(fmt: Format) -> Iterator[RecordReference]:
    for one in fmt:
        members = one.kind.fields if isinstance(one.kind, Group) else (one,)
        yield from (member.kind for member in members if isinstance(member.kind, RecordReference))


def _place_of(draft: Draft, slug: str, person: Person) -> tuple[str, str] | None:
    """Return owner and clearing-house of a record begun for a draft, None if the person may not begin it."""
    fmt = FORMATS.get(slug)
    if fmt is None or not fmt.is_open:
        return None
    realm = draft.realm if draft.realm in fmt.realms else fmt.realms[0]
    is_national = bool(government_in(draft.owner))
    fits = fmt.ownership is not (Ownership.REFERENCE if is_national else Ownership.NATIONAL)
    for owner in [draft.owner] * fits + [""] * (fmt.ownership is not Ownership.NATIONAL):
        if is_allowed(person, "draft", Subject(owner, realm, slug, state=State.NEW)):
            return owner, realm
    return None


def start_of(draft: Draft, account: Account, *, name: str, slug: str) -> Start:
    """Return what is to be begun for a field. Raises NotAllowedError if the field cannot take it, or they may not."""
    one = draft.format.find(name)
    place = _place_of(draft, slug, person_of(account))
    if one is None or not isinstance(one.kind, RecordReference) or slug not in one.kind.formats or place is None:
        raise NotAllowedError(action="draft")
    return Start(draft, one, get_format(slug), *place)


def typed_body(request: HttpRequest, start: Start) -> Json:
    """Return the body that the small form was sent with."""
    blank: Json = {"header": {"languages": list(record_languages(start.draft.body)), "schema": start.fmt.slug}}
    government = government_in(start.owner)
    if government and "government" in start.fmt.fields:
        blank["government"] = {"identifier": government}
    posted = sent_answers(request, start.fmt) if request.method == "POST" else {}
    body = body_from(start.fmt, posted, blank)
    return settled(body, start.fmt, circumstances_of(start.realm, start.owner, is_published=False))


def create_page(
    start: Start, account: Account, body: Json, *, problems: list[Problem] | None = None, button: Pressed | None = None
) -> CreatePage:
    """Return the small form: the answers that are needed, as far as can be told from those given."""
    circumstances = circumstances_of(start.realm, start.owner, is_published=False)
    language = current_language().code
    situation = FormSituation(
        language=language,
        say=say,
        circumstances=circumstances,
        vocabulary=current_vocabulary(),
        cards=cards_for(body, start.fmt, language, account),
        problems=problems or (),
        left_out=frozenset({"government"} if government_in(start.owner) else ()),
    )
    if button is not None and button.act == "browse":
        situation = replace(situation, browsing=button.field)
    form = _needed(form_of(body, start.fmt, situation), start.fmt)
    back = f"{reverse('draft', args=[start.draft.pk])}#field-{start.field.name}"
    publishes = _publishes(start, account)
    return CreatePage(start, say(start.fmt.name), form, record_languages(body), problems or [], publishes, back)


def searched(page: CreatePage, account: Account, *, name: str, text: str, body: Json) -> CreatePage:
    """Return the small form with what a search found for one of its fields."""
    one = page.start.fmt.find(name)
    formats = one.kind.formats if one is not None and isinstance(one.kind, RecordReference) else ()
    found = find_cards(text, formats, owner="", visitor=account) if formats else []
    situation = FormSituation(
        language=current_language().code,
        say=say,
        circumstances=circumstances_of(page.start.realm, page.start.owner, is_published=False),
        vocabulary=current_vocabulary(),
        cards=cards_for(body, page.start.fmt, current_language().code, account),
        picking=Picking(name, text, found),
        left_out=frozenset({"government"} if government_in(page.start.owner) else ()),
    )
    return replace(page, form=_needed(form_of(body, page.start.fmt, situation), page.start.fmt))


def _needed(form: Form, fmt: Format) -> Form:
    either = {name for rule in fmt.rules if isinstance(rule, AnyOf) for name in rule.fields}
    sections = [
        replace(one, fields=tuple(f for f in one.fields if f.is_required or f.name in either)) for one in form.sections
    ]
    return Form(tuple(one for one in sections if one.fields))


def _publishes(start: Start, account: Account) -> bool:
    subject = Draft(
        format_slug=start.fmt.slug, realm=start.realm, owner=start.owner, author=account, updated_by=account
    ).subject
    return is_allowed(person_of(account), "publish", subject)


def problems_of_body(start: Start, body: Json) -> list[Problem]:
    """Return what is missing or wrong in the small form, before anything is begun."""
    circumstances = circumstances_of(start.realm, start.owner, is_published=False)
    return problems_in(body, start.fmt, surroundings_of(body, start.fmt, circumstances))


def create_record(request: HttpRequest, start: Start, account: Account, body: Json, *, at: datetime) -> Created:
    """Begin the record, and publish it at once if the person may; a draft remembers for which other it was begun.

    Raises NotAllowedError, RealmUnfitError, BodyTooLargeError, and what publishing raises.
    """
    language = record_languages(body)[0]
    new = begin_draft(start.fmt, by=account, realm=start.realm, owner=start.owner, language=language, at=at, body=body)
    spoken = title_of(body, start.fmt, current_language().code)
    title = spoken.text if spoken else say(start.fmt.name)
    if pressed(request, start.fmt).act == "create" and is_allowed(person_of(account), "publish", new.subject):
        try:
            revision = publish(new, by=account, at=at)
        except InvalidDraftError:
            pass  # what stands in its way is shown in its own form
        else:
            return Created(new.guid, title, str(revision.record.printed_number))
    _remember(request, new, start)
    return Created(new.guid, title, url=reverse("draft", args=[new.pk]))


def choose(start: Start, created: Created, account: Account, *, at: datetime) -> None:
    """Put a record that was begun into the field of the draft for which it was. Raises what saving a draft raises."""
    draft = get_draft(start.draft.pk, by=account)
    chosen: Json = {"identifier": created.guid}
    before = answer_at(draft.body, start.field.name)
    answer = [*(before if isinstance(before, list) else []), chosen] if start.field.is_repeated else chosen
    save_draft(draft, with_answer(draft.body, start.field.name, answer), by=account, at=at, version=draft.version)


def _remember(request: HttpRequest, new: Draft, start: Start) -> None:
    kept = request.session.get(_BACK, {})
    kept[str(new.pk)] = [str(start.draft.pk), start.field.name]
    request.session[_BACK] = dict(list(kept.items())[-_MOST_KEPT:])


def back_from(request: HttpRequest, uid: UUID) -> BackLink | None:
    """Return the way to the draft for which another was begun by the same person, None if it was not, or is gone."""
    other, name = request.session.get(_BACK, {}).get(str(uid), ("", ""))
    draft = Draft.objects.filter(pk=UUID(other)).first() if other else None
    if draft is None:
        return None
    spoken = title_of(draft.body, draft.format, current_language().code)
    title = spoken.text if spoken else _("Untitled")
    return BackLink(title, f"{reverse('draft', args=[draft.pk])}#field-{name}")


def drafts_in(body: Json, fmt: Format, person: Person, *, known: Collection[str]) -> dict[str, Pick]:
    """Return the drafts that a body refers to in place of records, as far as the person may see them, by GUID.

    known: what it refers to that is published.
    """
    guids = {reference.guid for _field, reference in references_in(body, fmt)}.difference(known)
    found = {}
    for draft in Draft.objects.filter(guid__in=guids, based_on=0) if guids else ():
        if is_allowed(person, "see-draft", draft.subject):
            spoken = title_of(draft.body, draft.format, current_language().code)
            title = spoken.text if spoken else say(draft.format.name)
            found[draft.guid] = Pick(draft.guid, title, is_chosen=True, url=reverse("draft", args=[draft.pk]))
    return found
