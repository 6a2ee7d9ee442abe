"""What the editor looks up while somebody chooses: records, terms, the tree of a scheme, rows pasted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from clearinghouse.accounts.models import Account
from clearinghouse.derived.form_terms import branches, found_terms
from clearinghouse.formats.collection import get_format
from clearinghouse.formats.kinds import Concept
from clearinghouse.records.drafting import get_draft
from clearinghouse.records.words import current_vocabulary
from clearinghouse.web.editing import found_for
from clearinghouse.web.languages import current_language
from clearinghouse.web.pasting import block_answer, group_named, read_block
from clearinghouse.web.views.signing_in import for_accounts


@for_accounts
def find(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Answer a search of the reference picker with its list alone."""
    draft = get_draft(uid, by=account)
    name = request.GET.get("field", "")
    text = request.GET.get("q", request.GET.get(f"q.{name}", "")).strip()
    picks = found_for(draft, name, text, account)
    found = [{"value": card.guid, "label": card.title.text, "note": card.number} for card in picks]
    context = {"field": {"name": name}, "found": found, "was_searched": True}
    return render(request, "components/controls/_found.html", context)


def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the terms that a text begins to name in a field, or with its whole tree; the list alone."""
    name = request.GET.get("field", "")
    one = get_format(slug).find(name)
    kind = one.kind if one is not None and isinstance(one.kind, Concept) else None
    language = current_language().code
    context: dict[str, object] = {"field": one or {"name": name}, "found": (), "was_searched": True}
    if kind is not None and "tree" in request.GET:
        tree = branches(kind, current_vocabulary(), language, frozenset())
        return render(request, "components/controls/_term_tree.html", {**context, "tree": tree, "is_loose": True})
    if kind is not None:
        context["found"] = found_terms(kind, current_vocabulary(), request.GET.get("q", ""), language)
    return render(request, "components/controls/_found.html", {**context, "are_terms": True})


@require_POST
@for_accounts
def paste(request: HttpRequest, account: Account, uid: UUID) -> HttpResponse:
    """Answer with what the inputs of a table are to hold for a pasted block, and what could not be read."""
    draft = get_draft(uid, by=account)
    group = group_named(draft, request.POST.get("field", ""))
    if group is None:
        return JsonResponse({"rows": [], "refused": []}, status=404)
    column = request.POST.get("column", "0")
    first = int(column) if column.isascii() and column.isdecimal() and len(column) < 3 else 0
    return JsonResponse(block_answer(group, read_block(draft, group, request.POST.get("text", ""), first=first)))
