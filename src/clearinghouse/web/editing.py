"""The editor: reading what was sent, saving it, and the page that shows where the draft stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.multilingual import Spoken
from clearinghouse.core.owners import government_in
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.form_reading import body_from
from clearinghouse.derived.forms import Form, FormSituation, Picking, record_languages
from clearinghouse.derived.pages import Card
from clearinghouse.derived.problems import Problem
from clearinghouse.derived.reading import settled, title_of
from clearinghouse.formats.kinds import RecordReference
from clearinghouse.records.cases import open_case
from clearinghouse.records.drafting import save_draft
from clearinghouse.records.models import Case, Draft
from clearinghouse.records.queries import cards_for, draft_circumstances
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.decision_part import DecisionPart, decision_part, who_will_decide
from clearinghouse.web.drafts_shown import preview_sections
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.picking import find_cards
from clearinghouse.web.presenting import ShownSection
from clearinghouse.web.speech import say


@dataclass(frozen=True, slots=True)
class LanguageOffered:
    """A language in which the record may have text."""

    code: str
    name: str
    lang_attribute: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One thing that stands in the way, leading to its field."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to publication."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Action:
    """One button at the foot of the editor."""

    name: str
    label: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class EditorPage:
    """Everything the editor shows.

    key: names draft and person, for what is kept in the browser. is_checked: problems were looked for and are shown.
    is_unsaved: what is shown could not be saved. decision: the request that waits, None if none does. locked: what the
    draft says, where this person may only read it. will_decide: whom a request would wait for, "" if none is offered.
    """

    draft: Draft
    key: str
    title: str
    title_language: str
    kind: str
    owner: str
    form: Form
    languages: list[LanguageOffered]
    problems: list[ProblemShown]
    steps: list[Step]
    actions: list[Action]
    saved_at: datetime | None
    is_requested: bool
    decision: DecisionPart | None
    returned_because: str
    will_decide: str = ""
    is_locked: bool = False
    locked: list[ShownSection] = field(default_factory=list)
    is_checked: bool = False
    is_unsaved: bool = False
    reason_problem: str = ""
    links: dict[str, str] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """Number of the revision that is being drafted."""
        return self.draft.based_on + 1


def sent_body(request: HttpRequest, draft: Draft) -> Json:
    """Return the body that the form was sent with, over what the draft holds."""
    return body_from(draft.format, _sent_answers(request), draft.body)


def _sent_answers(request: HttpRequest) -> dict[str, list[str]]:
    """Return the inputs as sent, with the record picked or dropped that the pressed button names.

    Lines end in one way only: browsers send two, so that the same text would count as changed.
    """
    sent = {name: [value.replace("\r\n", "\n") for value in values] for name, values in request.POST.lists()}
    doing, name, value = [*request.POST.get("do", "").split(".", 2), "", ""][:3]
    stem = f"f.{name}"
    match doing:
        case "pick":
            sent.setdefault(stem, []).append(value)
        case "drop":
            sent[stem] = [one for one in sent.get(stem, []) if one != value]
    return sent


def typed_search(request: HttpRequest) -> tuple[str, str]:
    """Return field and text of the first search box of the form that is filled, empty ones if none is."""
    for name, text in request.POST.items():
        if name.startswith("q.") and isinstance(text, str) and text.strip():
            return name.removeprefix("q."), text
    return "", ""


def sent_version(request: HttpRequest) -> int:
    """Return the version of the draft that the sent form was made from; 0 if it says none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def save_sent(request: HttpRequest, draft: Draft, account: Account) -> Draft:
    """Save what was sent. Raises StaleDraftError, BodyTooLargeError, NotAllowedError."""
    body = sent_body(request, draft)
    return save_draft(draft, body, by=account, at=timezone.now(), version=sent_version(request))


def editor_page(
    draft: Draft,
    account: Account,
    *,
    body: Json | None = None,
    problems: Sequence[Problem] | None = None,
    picking: tuple[str, str] | None = None,
    extra_rows: Mapping[str, int] | None = None,
) -> EditorPage:
    """Return the editor of a draft.

    body: what to show in place of what is saved, where that could not be saved. problems: None if nobody looked for
    them yet. picking: field and text of a search.
    """
    fmt = draft.format
    language = current_language().code
    shown = settled(body if body is not None else draft.body, fmt, draft_circumstances(draft))
    situation = _situation(draft, shown, account, problems=problems or (), extra_rows=extra_rows or {}, picking=picking)
    title = title_of(shown, fmt, language) or Spoken(_("Untitled"), language)
    person = person_of(account)
    case = open_case(draft) if draft.is_requested else draft.cases.first()
    is_requested = draft.is_requested and case is not None
    decision = decision_part(case, person, waiting=draft.subject) if draft.is_requested and case else None
    is_locked = body is None and not is_allowed(person, draft.edit_action, draft.subject)
    actions = [] if is_locked else _actions(draft, person, is_requested=is_requested)
    is_asking = any(action.name == "request" for action in actions)
    return EditorPage(
        draft=draft,
        key=f"{draft.pk}:{account.pk}",
        title=title.text,
        title_language=title.language,
        kind=say(fmt.name),
        owner=owner_name(draft.owner),
        form=form_of(shown, fmt, situation),
        languages=_languages(shown),
        problems=[_problem(problem) for problem in problems or ()],
        steps=_steps(draft, person, is_requested=is_requested),
        actions=actions,
        saved_at=draft.updated_at,
        is_requested=is_requested,
        decision=decision,
        returned_because=case.reason if case is not None and case.state == Case.RETURNED else "",
        will_decide=who_will_decide(draft.subject) if is_asking else "",
        is_locked=is_locked,
        locked=preview_sections(draft, account) if is_locked else [],
        is_checked=problems is not None,
        is_unsaved=body is not None,
        links=_links(draft),
    )


def _situation(
    draft: Draft,
    shown: Json,
    account: Account,
    *,
    problems: Sequence[Problem],
    extra_rows: Mapping[str, int],
    picking: tuple[str, str] | None,
) -> FormSituation:
    language = current_language().code
    return FormSituation(
        language=language,
        say=say,
        circumstances=draft_circumstances(draft),
        vocabulary=current_vocabulary(),
        cards=cards_for(shown, draft.format, language, account),
        problems=problems,
        picking=_picking(draft, picking, account),
        extra_rows=extra_rows,
        locked=frozenset({"government"} if government_in(draft.owner) else ()),
        left_out=draft.withheld,
    )


def _picking(draft: Draft, picking: tuple[str, str] | None, account: Account) -> Picking | None:
    if picking is None:
        return None
    name, text = picking
    return Picking(name, text, found_for(draft, name, text, account))


def found_for(draft: Draft, name: str, text: str, account: Account) -> list[Card]:
    """Return the records that a reference field may point to and that a text finds."""
    wanted = draft.format.find(name)
    if wanted is None or not isinstance(wanted.kind, RecordReference):
        return []
    government = government_in(draft.owner)
    owner = government if wanted.kind.is_same_government and government != "eu" else ""
    return find_cards(text, wanted.kind.formats, owner=owner, visitor=account)


def _languages(body: Json) -> list[LanguageOffered]:
    chosen = record_languages(body)
    offered = [LanguageOffered(one.code, one.name, one.tag, one.code in chosen) for one in LANGUAGES]
    known = {one.code for one in LANGUAGES}
    return offered + [LanguageOffered(code, code, code, is_chosen=True) for code in chosen if code not in known]


def _problem(problem: Problem) -> ProblemShown:
    return ProblemShown(problem.field, problem.said(say))


def _steps(draft: Draft, person: Person, *, is_requested: bool) -> list[Step]:
    labels = [_("Draft"), _("Request publication"), _("Approval"), _("Published in the register")]
    if not is_requested and is_allowed(person, "publish", draft.subject):
        labels = [labels[0], labels[-1]]
    current = 2 if is_requested else 0
    return [Step(label, place < current, place == current) for place, label in enumerate(labels)]


def _actions(draft: Draft, person: Person, *, is_requested: bool) -> list[Action]:
    actions = [Action("check", _("Check")), Action("save", _("Save draft"))]
    if is_allowed(person, "publish", draft.subject):
        if is_requested:
            return actions  # the decision stands at the top of the page
        return [*actions, Action("publish", _("Publish record"), is_main=True)]
    return [*actions, Action("request", _("Request publication"), is_main=True)]


def _links(draft: Draft) -> dict[str, str]:
    names = {
        "draft": "draft",
        "preview": "draft-preview",
        "delete": "draft-delete",
        "find": "draft-find",
        "autosave": "draft-autosave",
    }
    links = {key: reverse(name, args=[draft.pk]) for key, name in names.items()}
    if draft.based_on:
        links["difference"] = reverse("draft-difference", args=[draft.pk])
    return links
