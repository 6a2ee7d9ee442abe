"""The page of a draft's discussions: which of them it shows, and what can be said there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import Account
from clearinghouse.accounts.permissions import is_allowed
from clearinghouse.accounts.person import person_of
from clearinghouse.core.multilingual import Spoken
from clearinghouse.derived.reading import title_of
from clearinghouse.records.comments import Thread, addressees, place_in, threads_of
from clearinghouse.records.models import Draft
from clearinghouse.web.desks import desk_crumbs
from clearinghouse.web.languages import current_language
from clearinghouse.web.ordering import by_name
from clearinghouse.web.paging import page_of
from clearinghouse.web.together import field_label, threads_shown, top_field

STATES = ("open", "resolved", "all")


def comments_context(
    request: HttpRequest, draft: Draft, account: Account, *, thread: Thread | None = None
) -> dict[str, Any]:
    """Return what the page shows: one discussion, those on one field, or all of a state. Raises FieldUnknownError."""
    sent = request.POST if request.method == "POST" else request.GET
    name = "" if thread else sent.get("field", "")
    field = place_in(draft, name)[0] if name else ""
    every = threads_of(draft) if thread is None else [thread]
    about = [one for one in every if not field or _is_about(one, top_field(draft.format, field))]
    state = request.GET.get("state", "")
    state = state if state in STATES else "all" if field or thread else "open"
    kept = [one for one in about if state == "all" or one.is_open is (state == "open")]
    page = page_of(request, threads_shown(draft, kept, account))
    may_comment = is_allowed(person_of(account), "comment-draft", draft.subject)
    url = reverse("draft-comments", args=[draft.pk])
    return {
        "page": page,
        "threads": page.rows,
        "one": thread is not None,
        "field": name,
        "field_label": field_label(draft.format, field) if field else "",
        "field_rows": _rows(draft, field),
        "states": [(one, label, f"{url}?state={one}{f'&field={name}' if name else ''}") for one, label in _labels()],
        "state": state,
        "may_comment": may_comment,
        "colleagues": by_name(addressees(draft, account), lambda one: one.name) if may_comment else [],
        "all_url": url,
        "form": request.POST,
        "draft_url": reverse("draft", args=[draft.pk]) + (f"#field-{top_field(draft.format, field)}" if field else ""),
        **crumbs_of(draft, _("Comments")),
    }


def _is_about(thread: Thread, name: str) -> bool:
    return thread.head.field == name or thread.head.field.startswith(f"{name}.")


def _labels() -> list[tuple[str, str]]:
    return [("open", _("Unresolved")), ("resolved", _("Resolved")), ("all", _("All of them"))]


def _rows(draft: Draft, field: str) -> list[tuple[str, str]]:
    """Return the rows of a group that a comment can be about: key and what each is called."""
    keys = draft.keyed.keys.get(field, ()) if field else ()
    return [(key, _("Row %(number)s") % {"number": number}) for number, key in enumerate(keys, start=1)]


def crumbs_of(draft: Draft, label: str) -> dict[str, Any]:
    """Return the title of a draft, and the way to a page of it."""
    language = current_language().code
    title = title_of(draft.body, draft.format, language) or Spoken(_("Untitled"), language)
    crumb = {"label": title.text, "url": reverse("draft", args=[draft.pk]), "language": title.language}
    return {
        "title": title.text,
        "title_language": title.language,
        "realm": draft.realm,
        "crumbs": [*desk_crumbs(), crumb, {"label": label, "url": ""}],
    }


def chosen_account(identifier: str) -> Account | None:
    """Return the account that a form or program names by its opaque identifier, None if there is none."""
    try:
        return Account.objects.filter(opaque_id=UUID(identifier), is_active=True).first()
    except ValueError:
        return None
