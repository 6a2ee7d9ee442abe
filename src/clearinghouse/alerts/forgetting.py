"""Forgetting what people follow of records that a community keeps to itself or withdrew: names may be titles."""

import json
from collections.abc import Iterable

from django.db import transaction

from clearinghouse.alerts.models import Follow, Told
from clearinghouse.core.canonical import canonical
from clearinghouse.notices.models import Notice
from clearinghouse.records.models import Record


def forget_hidden(guids: Iterable[str]) -> None:
    """Take away the follows of those of the records that nobody else may know, and their names from notices."""
    records = Record.objects.filter(pk__in=set(guids), owner__startswith="community:")
    for record in (one for one in records if one.is_hidden):
        _forget(record.guid)


def _forget(guid: str) -> None:
    with transaction.atomic():
        for one in Follow.objects.filter(params__contains=guid):
            _take_name_away(one)
            one.delete()
        Told.objects.filter(guid=guid).delete()


def _take_name_away(follow: Follow) -> None:
    said = canonical({"follow": follow.name})[1:-1]
    for notice in Notice.objects.filter(account_id=follow.account_id, about_text__contains=said):
        about = json.loads(notice.about_text)
        about.get("data", {}).pop("follow", None)
        notice.about_text = canonical(about)
        notice.save(update_fields=("about_text",))
