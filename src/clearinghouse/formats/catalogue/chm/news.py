"""A news item of the secretariat."""

from clearinghouse.formats.catalogue.chm.announcing import ADDRESSES, DOCUMENTS, EVERY_REALM, SUBJECTS, SUPERSEDED
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText

NEWS = Format(
    slug="news",
    code="NEWS",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="News item",
    plural="News items",
    about="What the secretariat reports: an event, a publication, a call.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("date", Day(), "Date"),
                SUBJECTS,
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("description", LocalText(), "Summary"),
                Field("text", LocalText(is_rich=True), "Text"),
                ADDRESSES,
                DOCUMENTS,
            ),
        ),
        NOTES,
        SUPERSEDED,
    ),
)
