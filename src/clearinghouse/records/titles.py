"""Titles of records in notices and requests: those of a community's record that nobody else may know go with it."""

import json

from clearinghouse.core.canonical import Json, canonical
from clearinghouse.core.owners import community_in
from clearinghouse.derived.community import terms_in
from clearinghouse.derived.reading import titles_of
from clearinghouse.notices.models import Notice, Outgoing
from clearinghouse.records.models import Case, Draft


def titles_told(draft: Draft) -> dict[str, str]:
    """Return the titles of a draft as others may be told them; none where the community keeps it to itself."""
    is_hidden = bool(community_in(draft.owner)) and terms_in(draft.body).is_hidden
    return {} if is_hidden else titles_of(draft.body, draft.format)


def forget_titles(guid: str, *, with_texts: bool = False) -> None:
    """Take the titles of a record out of every request, notice and mail. In the caller's transaction.

    with_texts: also whatever people wrote about it there.
    """
    words = {"titles_text": "{}", **({"asks": "", "reason": ""} if with_texts else {})}
    Case.objects.filter(guid=guid).update(**words)
    told: list[Notice | Outgoing] = [
        *Notice.objects.filter(about_text__contains=guid).only("pk", "about_text"),
        *Outgoing.objects.filter(about_text__contains=guid).only("pk", "about_text"),
    ]
    for row in told:
        about = json.loads(row.about_text)
        if about.get("guid") == guid:
            about = _without_words(about, with_texts=with_texts)
        listed = [{"guid": guid} if one.get("guid") == guid else one for one in about.get("listed", ())]
        row.about_text = canonical({**about, "listed": listed})
        row.save(update_fields=("about_text",))


def _without_words(about: Json, *, with_texts: bool) -> Json:
    kept = {name: value for name, value in about.items() if name != "titles"}
    if not with_texts:
        return kept
    return {**kept, "data": {name: value for name, value in about.get("data", {}).items() if name in _OURS}}


_OURS = frozenset({"by", "kind", "gap", "version"})
"""Of the data of a notice, what no person wrote about the record."""
