"""The columns of a table of records: what every record has, and the answers of one format where one was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clearinghouse.accounts.person import Visitor
from clearinghouse.core.multilingual import Spoken, best
from clearinghouse.derived.pages import Reader, page_values
from clearinghouse.derived.plain_values import plain_values
from clearinghouse.derived.reading import references_in, summary_of, titles_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.format import Audience, Field, Format
from clearinghouse.records.queries import cards
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.query import Query
from clearinghouse.web.languages import current_language
from clearinghouse.web.owners import owner_name
from clearinghouse.web.presenting import record_url
from clearinghouse.web.realms import REALMS
from clearinghouse.web.speech import say
from clearinghouse.web.taking.found import Taken

MOST_CELL_CHARS = 32_000
"""Spreadsheets hold 32,767 characters in a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. name: stable, whatever the language."""

    name: str
    label: str
    cell: Callable[[Taken, Reader], str]


def columns_for(query: Query, origin: str) -> list[Column]:
    """Return the columns of a search's table. origin: of this node, as `https://host`."""
    chosen = [FORMATS[slug] for slug in query.chosen("format") if slug in FORMATS]
    own = [_answer_column(one, chosen[0]) for one in chosen[0] if _is_for_everyone(one)] if len(chosen) == 1 else []
    return [*_common(origin), *own]


def reader_for(batch: Sequence[Taken], visitor: Visitor) -> Reader:
    """Return who reads a batch, with the titles of all the records it refers to, in one query."""
    language = current_language().code
    guids = {ref.guid for one in batch for _field, ref in references_in(one.body, one.record.format)}
    return Reader(language, say, current_vocabulary(), cards(guids, language, visitor))


def _is_for_everyone(one: Field) -> bool:
    return one.audience is Audience.EVERYONE and one.personal is not True


def _answer_column(one: Field, fmt: Format) -> Column:
    def cell(taken: Taken, reader: Reader) -> str:
        return plain_values(page_values(one, taken.body, fmt, reader))

    return Column(one.name, say(fmt.label_of(one)), cell)


def title_in(taken: Taken, reader: Reader) -> Spoken:
    """Return the title in the best language, the number where there is none."""
    title = best(titles_of(taken.body, taken.record.format), reader.language)
    return title or Spoken(str(taken.record.printed_number), "und")


def summary_in(taken: Taken, reader: Reader) -> str:
    """Return the introducing text without markup in the best language, "" if there is none."""
    found = summary_of(taken.body, taken.record.format, reader.language)
    return " ".join(found.text.split()) if found else ""


def address_of(taken: Taken, origin: str) -> str:
    """Return the whole address of the record's page."""
    return f"{origin}{record_url(str(taken.record.printed_number))}"


def _common(origin: str) -> list[Column]:
    return [
        Column("number", _("Record number"), lambda one, _r: f"{one.record.printed_number}-{one.revision.number}"),
        Column("identifier", _("Identifier"), lambda one, _r: one.record.guid),
        Column("format", _("Record type"), lambda one, _r: say(one.record.format.name)),
        Column("title", _("Title"), lambda one, reader: title_in(one, reader).text),
        Column("titleLanguage", _("Language of the title"), lambda one, reader: title_in(one, reader).language),
        Column("owner", _("Owner"), lambda one, _r: owner_name(one.record.owner)),
        Column("realm", _("Clearing-house"), lambda one, _r: _realm_name(one.record.realm)),
        Column("publishedOn", _("Published on"), lambda one, _r: one.revision.published_at.date().isoformat()),
        Column("summary", _("Summary"), summary_in),
        Column("address", pgettext("of a page", "Web address"), lambda one, _r: address_of(one, origin)),
        Column(
            "isDemonstration",
            _("Demonstration record"),
            lambda one, _r: _("Yes") if one.record.is_demonstration else "",
        ),
    ]


def _realm_name(code: str) -> str:
    return say(REALMS[code].full_name) if code in REALMS else code
