"""A statement of the Executive Secretary or another officer."""

from clearinghouse.formats.catalogue.chm.announcing import ADDRESSES, DOCUMENTS, EVERY_REALM, SUBJECTS, SUPERSEDED
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText, Text

STATEMENT = Format(
    slug="statement",
    code="ST",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Statement",
    plural="Statements",
    about="What the Executive Secretary or another officer said or wrote on an occasion.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("date", Day(), "Date"),
                Field("speaker", Text(), "By"),
                SUBJECTS,
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("description", LocalText(), "Summary"),
                Field("text", LocalText(), "Text"),
                ADDRESSES,
                DOCUMENTS,
            ),
        ),
        NOTES,
        SUPERSEDED,
    ),
)
