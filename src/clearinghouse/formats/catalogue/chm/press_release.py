"""A press release of the secretariat."""

from clearinghouse.formats.catalogue.chm.announcing import ADDRESSES, DOCUMENTS, EVERY_REALM, SUBJECTS, SUPERSEDED
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText

PRESS_RELEASE = Format(
    slug="pressRelease",
    code="PR",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Press release",
    plural="Press releases",
    about="What the secretariat tells the press.",
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
                Field("text", LocalText(), "Text"),
                ADDRESSES,
                DOCUMENTS,
            ),
        ),
        NOTES,
        SUPERSEDED,
    ),
)
