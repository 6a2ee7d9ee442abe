"""Why a record is among the results of a search, said in sentences."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from clearinghouse.core.languages import BY_CODE
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.models import Record
from clearinghouse.records.queries import cards
from clearinghouse.search.documents import IndexDocument, Replace
from clearinghouse.search.explaining import Place, Reason, reasons
from clearinghouse.search.matching import Matched
from clearinghouse.search.opening import lexicon
from clearinghouse.search.projection import operations_for
from clearinghouse.search.query import Query
from clearinghouse.search.regions import current_groups
from clearinghouse.web.languages import current_language
from clearinghouse.web.speech import say, set_off
from clearinghouse.web.understood import concept_label


@dataclass(frozen=True, slots=True)
class Explained:
    """One part of the text of a search, and what was found of it."""

    part: str
    sentences: list[str]


def explained(query: Query, record: Record) -> list[Explained]:
    """Return where each part of a search stands in a record, as it is or was when the search looks at it."""
    document = _document(query, record)
    if document is None:
        return []
    return [
        Explained(part, list(dict.fromkeys(_sentence(reason) for reason in several)))
        for part, several in reasons(query.text, document, lexicon(), current_groups())
    ]


def _document(query: Query, record: Record) -> IndexDocument | None:
    documents = [
        document
        for operation in operations_for([record.guid])
        if isinstance(operation, Replace)
        for document in operation.documents
        if not set(query.allowed).isdisjoint(document.visibility)
    ]
    answering = [document for document in documents if Matched(document, current_groups()).answers(query)]
    return next(iter(answering or documents), None)


def _sentence(reason: Reason) -> str:
    language = BY_CODE.get(reason.what)
    match reason.place:
        case Place.BEARS:
            return _("It is an identifier of the record.")
        case Place.MENTIONS:
            return _("It is an identifier that the record names.")
        case Place.CONCEPT:
            return _("It names the concept “%(name)s”, which the record carries.") % {
                "name": concept_label(reason.what)
            }
        case Place.RELATED:
            return _("It refers to “%(name)s”.") % {"name": _title(reason.what)}
        case Place.TYPE:
            return _("It is a record of the type “%(name)s”.") % {"name": say(FORMATS[reason.what].name)}
        case Place.GOVERNMENT:
            return _("It was published by %(name)s.") % {"name": set_off(concept_label(f"country:{reason.what}"))}
        case Place.REGION:
            return _("It was published by a government in “%(name)s”.") % {"name": concept_label(reason.what)}
        case Place.TITLE if language:
            return _("It stands in the title, in this language: %(language)s.") % {"language": set_off(language.name)}
        case Place.TITLE:
            return _("It stands in the title.")
        case Place.TEXT if language:
            return _("It stands in the text, in this language: %(language)s.") % {"language": set_off(language.name)}
        case Place.TEXT:
            return _("It stands in the text.")


def _title(guid: str) -> str:
    card = cards([guid], current_language().code, AnonymousUser()).get(guid)
    return card.title.text if card else guid
