"""Earlier saves of a draft as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.core.canonical import Json
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.difference import changed_fields
from clearinghouse.derived.reading import title_of
from clearinghouse.records.models import Draft, DraftSave
from clearinghouse.records.saves import earlier_saves
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.drafts_shown import changes_shown
from clearinghouse.web.languages import current_language


@dataclass(frozen=True, slots=True)
class SaveShown:
    """One state of a draft. changes: how many fields differ from the state before; None for the first that is kept.

    is_aside: it was never the draft: somebody sent it, and something of it was given up for what others wrote.
    """

    url: str
    by: str
    at: datetime
    changes: int | None
    is_now: bool = False
    is_aside: bool = False


def saves_page(draft: Draft) -> dict[str, Any]:
    """Return the context of the list of earlier saves."""
    return {
        "saves": _listed(draft),
        **_around(draft),
        "crumbs": _crumbs(draft, (_("Earlier saves"), "")),
    }


def _listed(draft: Draft) -> list[SaveShown]:
    shown = []
    now = draft.body
    saves = earlier_saves(draft)
    stood = [one for one in saves if one.kind == DraftSave.SAVED]
    bodies = {one.pk: one.body for one in saves}
    before = bodies[stood[0].pk] if stood else None
    shown.append(SaveShown("", draft.updated_by.name, draft.updated_at, _count(before, now), is_now=True))
    for one in saves:
        earlier = next((bodies[other.pk] for other in stood if other.version < one.version), None)
        url = reverse("draft-save", args=[draft.pk, one.pk])
        is_aside = one.kind == DraftSave.ASIDE
        shown.append(SaveShown(url, one.by.name, one.at, _count(earlier, bodies[one.pk]), is_aside=is_aside))
    return shown


def _count(before: Json | None, after: Json) -> int | None:
    return None if before is None else len(changed_fields(before, after))


def save_to_restore(draft: Draft, pk: int) -> DraftSave | None:
    """Return one save of a draft, None if it is no longer kept."""
    return draft.saves.exclude(kind=DraftSave.SENT).select_related("by", "draft").filter(pk=pk).first()


def save_page(draft: Draft, save: DraftSave, account: Account) -> dict[str, Any]:
    """Return the context of one save: what would change if it stood again."""
    saves = (_("Earlier saves"), reverse("draft-saves", args=[draft.pk]))
    return {
        "save": save,
        "changes": changes_shown(draft.body, save.body, draft, account),
        "can_restore": is_allowed(person_of(account), draft.edit_action, draft.subject),
        **_around(draft),
        "crumbs": _crumbs(draft, saves, (_("One save"), "")),
    }


def _around(draft: Draft) -> dict[str, Any]:
    title = _title(draft)
    return {
        "draft": draft,
        "title": title.text,
        "title_language": title.language,
        "realm": draft.realm,
        "draft_url": reverse("draft", args=[draft.pk]),
        "saves_url": reverse("draft-saves", args=[draft.pk]),
    }


def _title(draft: Draft) -> Spoken:
    language = current_language().code
    return title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)


def _crumbs(draft: Draft, *further: tuple[str, str]) -> list[dict[str, str]]:
    title = _title(draft)
    own = {"label": title.text, "url": reverse("draft", args=[draft.pk]), "language": title.language}
    return [*desk_crumbs(), own, *({"label": label, "url": url} for label, url in further)]
