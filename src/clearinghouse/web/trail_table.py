"""The trail as a table to keep: comma-separated values, written as they are read."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from clearinghouse.accounts.models import AuditEvent
from clearinghouse.web.comma_separated import BYTE_ORDER_MARK, comma_separated
from clearinghouse.web.trails import TrailItem, TrailView, items_of

_AT_ONCE = 500
_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


def trail_lines(events: QuerySet[AuditEvent], view: TrailView, language: str) -> Iterator[str]:
    """Yield the lines of the table in a language (Django's name of it), a few hundred acts at a time.

    The table goes on being read when the view has long answered, so that it brings its language along.
    """
    with translation.override(language):
        yield BYTE_ORDER_MARK + comma_separated([_heads(view)])
        batch: list[AuditEvent] = []
        for event in events.iterator(chunk_size=_AT_ONCE):
            batch.append(event)
            if len(batch) == _AT_ONCE:
                yield _lines(batch, view)
                batch = []
        yield _lines(batch, view)


def _heads(view: TrailView) -> list[str]:
    heads = [_("Time (UTC)"), _("Person"), _("Action"), _("What happened"), _("Record"), _("Title"), _("Way in")]
    return [*heads, _("Network address")] if view.sees_addresses else heads


def _lines(events: list[AuditEvent], view: TrailView) -> str:
    return comma_separated(_cells(item, view) for item in items_of(events, view))


def _cells(item: TrailItem, view: TrailView) -> list[str]:
    when = item.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    sentence = item.sentence.translate(_ISOLATES)
    cells = [when, item.who, item.action, sentence, item.guid, item.title, item.door]
    return [*cells, item.address] if view.sees_addresses else cells
