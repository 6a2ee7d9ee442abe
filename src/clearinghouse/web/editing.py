"""The editor: reading what was sent, saving it, and the page that shows where the draft stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import Person, person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.core.owners import government_in
from clearinghouse.derived.form_building import form_of
from clearinghouse.derived.forms import Form, FormSituation, Picking, record_languages
from clearinghouse.derived.pages import Card
from clearinghouse.derived.problems import Problem
from clearinghouse.derived.reading import settled, title_of
from clearinghouse.derived.row_keys import Keyed, apart, embedded
from clearinghouse.formats.format import Format
from clearinghouse.formats.kinds import RecordReference
from clearinghouse.records.cases import open_case
from clearinghouse.records.models import Case, Draft
from clearinghouse.records.queries import cards_for, draft_circumstances
from clearinghouse.records.saves import MadeFrom
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.creating import creatable_from, drafts_in
from clearinghouse.web.decision_part import DecisionPart, decision_part, who_will_decide
from clearinghouse.web.drafts_shown import preview_sections
from clearinghouse.web.languages import current_language
from clearinghouse.web.merging_shown import Question
from clearinghouse.web.owners import owner_name
from clearinghouse.web.pasting import PasteShown, with_blank_row
from clearinghouse.web.picking import find_cards, recent_cards
from clearinghouse.web.presenting import ShownSection
from clearinghouse.web.sending import new_page
from clearinghouse.web.speech import say
from clearinghouse.web.texts_shown import LanguageFilled, languages_filled
from clearinghouse.web.together import Together, together_on

_OF_DELEGATES = frozenset({"check", "save"})
"""What a delegate does with a draft, beside writing in their sections."""


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
class TextPlace:
    """One text of the form. key: its number where the field has several, "" otherwise."""

    field: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class EditorPage:
    """Everything the editor shows.

    key: names draft and person, for what is kept in the browser. is_checked: problems were looked for and are shown.
    is_unsaved: what is shown could not be saved; questions: what is to be decided first, asked_from: the version that
    what was sent was made from. made: what the form is made from, and as which page. together: what colleagues do.
    decision: the request that waits, None if none does. locked: what the draft says, where this person may only read
    it. will_decide: whom a request would wait for, "" if none is offered.
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
    made: MadeFrom = field(default_factory=lambda: MadeFrom(0))
    questions: list[Question] = field(default_factory=list)
    asked_from: int = 0
    reason_problem: str = ""
    pasted: PasteShown | None = None
    together: Together = field(default_factory=Together)
    links: dict[str, str] = field(default_factory=dict)
    languages_filled: list[LanguageFilled] = field(default_factory=list)
    adding: TextPlace | None = None

    @property
    def more_languages(self) -> list[LanguageOffered] | None:
        """The languages that can be added beside a text; None for whoever writes in sections given to them alone."""
        return None if self.together.is_delegate else [one for one in self.languages if not one.is_chosen]

    @property
    def revision(self) -> int:
        """Number of the revision that is being drafted."""
        return self.draft.based_on + 1


def typed_search(request: HttpRequest) -> tuple[str, str]:
    """Return field and text of the first search box of the form that is filled, empty ones if none is."""
    for name, text in request.POST.items():
        if name.startswith("q.") and isinstance(text, str) and text.strip():
            return name.removeprefix("q."), text
    return "", ""


def editor_page(
    draft: Draft,
    account: Account,
    *,
    unsaved: Keyed | None = None,
    made: MadeFrom | None = None,
    questions: Sequence[Question] = (),
    problems: Sequence[Problem] | None = None,
    picking: tuple[str, str] | None = None,
    browsing: str = "",
    extra_rows: Mapping[str, int] | None = None,
    blank_at: tuple[str, int] | None = None,
    pasted: PasteShown | None = None,
) -> EditorPage:
    """Return the editor of a draft.

    unsaved: what to show in place of what is saved, where that could not be saved. made: what it was made from; the
    draft as it stands, if None. questions: what is to be decided before it can be saved. problems: None if nobody
    looked for them yet. picking: field and text of a search. browsing: field whose tree of terms is asked for.
    blank_at: where a blank row is to stand among those of a field.
    """
    person = person_of(account)
    asked = _Asked(unsaved, problems or (), picking, browsing, extra_rows or {}, blank_at)
    shown, form = _form(draft, account, person, asked)
    title = title_of(shown, draft.format, current_language().code)
    case = open_case(draft) if draft.is_requested else draft.cases.first()
    is_requested = draft.is_requested and case is not None
    decision = decision_part(case, person, waiting=draft.subject) if draft.is_requested and case else None
    together = together_on(draft, account)
    is_locked = unsaved is None and not (together.is_delegate or is_allowed(person, draft.edit_action, draft.subject))
    actions = [] if is_locked else _actions(draft, person, together, is_requested=is_requested)
    is_asking = any(action.name == "request" for action in actions)
    return EditorPage(
        draft=draft,
        key=f"{draft.pk}:{account.pk}",
        title=title.text if title else _("Untitled"),
        title_language=title.language if title else current_language().code,
        kind=say(draft.format.name),
        owner=owner_name(draft.owner),
        form=together.form_for(form),
        languages=_languages(shown),
        languages_filled=languages_filled(shown, draft.format),
        problems=[_problem(one, draft.format) for one in problems or () if together.may_write(one.field)],
        steps=_steps(draft, person, is_requested=is_requested),
        actions=actions,
        saved_at=draft.updated_at,
        is_requested=is_requested,
        decision=decision,
        returned_because=case.reason if case is not None and case.state == Case.RETURNED else "",
        will_decide=who_will_decide(draft.subject) if is_asking else "",
        is_locked=is_locked,
        locked=_locked(draft, account, together, is_locked=is_locked),
        is_checked=problems is not None,
        is_unsaved=unsaved is not None,
        made=made or new_page(draft),
        questions=list(questions),
        pasted=pasted,
        together=together,
        links=_links(draft),
    )


def _locked(draft: Draft, account: Account, together: Together, *, is_locked: bool) -> list[ShownSection]:
    """Return what this reader may only read: all of the draft, or what was not given to a delegate."""
    if not is_locked and not together.is_delegate:
        return []
    theirs = {one.name for one in together.mine} if together.is_delegate else set()
    return [one for one in preview_sections(draft, account) if one.name not in theirs]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a form is asked for beside the draft, see editor_page."""

    unsaved: Keyed | None
    problems: Sequence[Problem]
    picking: tuple[str, str] | None
    browsing: str
    extra_rows: Mapping[str, int]
    blank_at: tuple[str, int] | None


def _form(draft: Draft, account: Account, person: Person, asked: _Asked) -> tuple[Json, Form]:
    """Return the answers as they are shown, and the form made of them."""
    fmt, blank_at = draft.format, asked.blank_at
    keyed = asked.unsaved or draft.keyed
    keyed = apart(settled(embedded(keyed, fmt), fmt, draft_circumstances(draft)), fmt)
    shown, keys = keyed.body, {name: list(some) for name, some in keyed.keys.items()}
    if blank_at and blank_at[0] in keys:
        keys[blank_at[0]].insert(blank_at[1], "")
    situation = replace(_situation(draft, shown, account, person=person, asked=asked), row_keys=keys)
    return shown, form_of(with_blank_row(shown, blank_at) if blank_at else shown, fmt, situation)


def _situation(draft: Draft, shown: Json, account: Account, *, person: Person, asked: _Asked) -> FormSituation:
    language = current_language().code
    found = cards_for(shown, draft.format, language, account)
    return FormSituation(
        language=language,
        say=say,
        circumstances=draft_circumstances(draft),
        vocabulary=current_vocabulary(),
        cards=found,
        problems=asked.problems,
        picking=_picking(draft, asked.picking, account),
        browsing=asked.browsing,
        extra_rows=asked.extra_rows,
        locked=frozenset({"government"} if government_in(draft.owner) else ()),
        left_out=draft.withheld,
        origins=draft.origins,
        drafts=drafts_in(shown, draft.format, person, known=found),
        creatable=creatable_from(draft, person),
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
    if not text.strip():
        return recent_cards(wanted.kind.formats, own=draft.owner, owner=owner, visitor=account)
    return find_cards(text, wanted.kind.formats, owner=owner, visitor=account)


def _languages(body: Json) -> list[LanguageOffered]:
    chosen = record_languages(body)
    offered = [LanguageOffered(one.code, one.name, one.tag, one.code in chosen) for one in LANGUAGES]
    known = {one.code for one in LANGUAGES}
    return offered + [LanguageOffered(code, code, code, is_chosen=True) for code in chosen if code not in known]


def _problem(problem: Problem, fmt: Format) -> ProblemShown:
    text = problem.said(say)
    steps = problem.field.split(".")
    place = next((place for place, step in enumerate(steps) if step.isdecimal()), 0)
    rows = fmt.find(".".join(steps[:place])) if place else None
    if rows is not None:
        named = {"rows": say(fmt.label_of(rows)), "number": int(steps[place]) + 1, "problem": text}
        text = _("%(rows)s, row %(number)s: %(problem)s") % named
    return ProblemShown(problem.field, text)


def _steps(draft: Draft, person: Person, *, is_requested: bool) -> list[Step]:
    labels = [_("Draft"), _("Request publication"), _("Approval"), _("Published in the register")]
    if not is_requested and is_allowed(person, "publish", draft.subject):
        labels = [labels[0], labels[-1]]
    current = 2 if is_requested else 0
    return [Step(label, place < current, place == current) for place, label in enumerate(labels)]


def _actions(draft: Draft, person: Person, together: Together, *, is_requested: bool) -> list[Action]:
    actions = [Action("check", _("Check")), Action("save", _("Save draft"))]
    if together.is_delegate:
        return [action for action in actions if action.name in _OF_DELEGATES]
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
        "paste": "draft-paste",
        "create": "draft-create",
        "autosave": "draft-autosave",
        "saves": "draft-saves",
        "text_preview": "draft-text-preview",
        "aids": "draft-translating",
    }
    links = {key: reverse(name, args=[draft.pk]) for key, name in names.items()}
    if draft.based_on:
        links["difference"] = reverse("draft-difference", args=[draft.pk])
    return links
