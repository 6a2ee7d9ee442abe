"""The projection of links: which record refers to which, read from the latest revisions."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import router, transaction
from django.db.models import Count, F, Window
from django.db.models.functions import DenseRank

from clearinghouse.core.canonical import parsed
from clearinghouse.core.faults import fault_point
from clearinghouse.derived.reading import references_in
from clearinghouse.ledger.models import Entry, Part
from clearinghouse.projections.models import Cursor, Link
from clearinghouse.records.community import open_body
from clearinghouse.records.models import Record, Revision


class LinksProjection:
    """Keeps `Link` in step with the ledger."""

    name = "links"

    def cursor(self) -> int:
        """Return the last sequence that was applied."""
        return Cursor.objects.filter(pk=self.name).values_list("sequence", flat=True).first() or 0

    def apply(self, entries: Sequence[Entry]) -> None:
        """Write the links of every record that the entries are about, as it stands now."""
        guids = {entry.subject for entry in entries if entry.kind.startswith("record.")}
        links = list(_links_of(guids))
        with transaction.atomic(using=router.db_for_write(Link)):
            Link.objects.filter(source__in=guids).delete()
            Link.objects.bulk_create(links, batch_size=500)
            fault_point("links.before-cursor")
            Cursor.objects.update_or_create(pk=self.name, defaults={"sequence": entries[-1].sequence})

    def reset(self) -> None:
        """Forget every link."""
        with transaction.atomic(using=router.db_for_write(Link)):
            Link.objects.all().delete()
            Cursor.objects.filter(pk=self.name).delete()


def _links_of(guids: Iterable[str]) -> Iterable[Link]:
    records = Record.objects.published().open().in_bulk(list(guids))
    for record, public in public_bodies(records.values()):
        seen: set[tuple[str, str]] = set()
        for field, reference in references_in(public, record.format):
            if (reference.guid, field.name) not in seen:
                seen.add((reference.guid, field.name))
                yield Link(
                    source=record.guid,
                    target=reference.guid,
                    field=field.name,
                    source_format=record.format_slug,
                    source_owner=record.owner,
                )


def public_bodies(records: Iterable[Record]) -> Iterable[tuple[Record, dict[str, object]]]:
    """Yield open records with what everyone may read of their latest revision, in one query for all."""
    by_guid = {record.guid: record for record in records if not record.is_hidden}
    latest = Revision.objects.filter(record_id__in=by_guid, number=F("record__latest"))
    texts = latest.filter(entry__parts__name=Part.PUBLIC).values_list("record_id", "entry__parts__text")
    for guid, text in texts:
        yield by_guid[guid], open_body(by_guid[guid], parsed(text))


def public_parts(entry_ids: Iterable[int]) -> dict[int, dict[str, object]]:
    """Return what everyone may read of revisions by the sequence of their entries, in one query.

    A revision of a record that a community keeps to itself or withdrew is left out.
    """
    revisions = Revision.objects.filter(entry_id__in=list(entry_ids), entry__parts__name=Part.PUBLIC)
    found = revisions.select_related("record").annotate(text=F("entry__parts__text"))
    return {one.entry_id: open_body(one.record, parsed(one.text)) for one in found if not one.record.is_hidden}


def citing_counts(guid: str) -> dict[str, int]:
    """Return how many records refer to one, by format."""
    rows = Link.objects.filter(target=guid).values_list("source_format").annotate(n=Count("source", distinct=True))
    return dict(rows)


def cited_by(guid: str) -> list[str]:
    """Return the GUIDs of every record in force that refers to one."""
    return list(Link.objects.filter(target=guid).values_list("source", flat=True).distinct())


def broken_links(owners: Collection[str] | None = None) -> Iterator[Link]:
    """Yield references to records that are not here, as imports may hold them, or no longer for others to read.

    owners: codes of governments whose records are looked at ("" for reference records); every record if None.
    """
    links = Link.objects.order_by("source", "target")
    links = links if owners is None else links.filter(source_owner__in=owners)
    known = set(Record.objects.open().values_list("guid", flat=True))
    return (link for link in links.iterator() if link.target not in known)


def citing_by_format(guid: str, *, limit: int) -> dict[str, list[str]]:
    """Return the GUIDs of records that refer to one, by format, the first of each; one query for all."""
    place = Window(DenseRank(), partition_by="source_format", order_by="-source")
    rows = Link.objects.filter(target=guid).annotate(place=place).filter(place__lte=limit)
    found: dict[str, dict[str, None]] = {}
    for slug, source in rows.order_by("source_format", "-source").values_list("source_format", "source"):
        found.setdefault(slug, {})[source] = None
    return {slug: list(sources) for slug, sources in found.items()}


def citing(guid: str, *, format_slug: str, limit: int) -> list[str]:
    """Return the GUIDs of records of a format that refer to one."""
    rows = Link.objects.filter(target=guid, source_format=format_slug).values_list("source", flat=True)
    return list(rows.distinct().order_by("-source")[:limit])


def citing_through(guid: str, field: str, *, limit: int) -> list[str]:
    """Return the GUIDs of records that refer to one through a field of theirs."""
    rows = Link.objects.filter(target=guid, field=field).values_list("source", flat=True)
    return list(rows.distinct().order_by("-source")[:limit])
