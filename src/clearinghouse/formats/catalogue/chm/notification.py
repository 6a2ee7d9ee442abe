"""A notification: a letter of the secretariat to governments and organizations, often with a deadline."""

from clearinghouse.formats.catalogue.chm.announcing import ADDRESSES, DOCUMENTS, EVERY_REALM, SUBJECTS
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Happening, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText, Text

NOTIFICATION = Format(
    slug="notification",
    code="NT",
    version=1,
    realms=EVERY_REALM,
    ownership=Ownership.REFERENCE,
    label="Notification",
    plural="Notifications",
    about="A letter of the secretariat to governments and organizations: what it asks, of whom, and by when.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Subject", required=True),
                Field("symbol", Text(), "Symbol", is_identifier=True, help="Its number, as 2026-031."),
                Field("reference", Text(), "Reference", is_identifier=True),
                Field("date", Day(), "Date of the notification"),
                Field("actionDate", Day(), "Deadline", help="The day by which an answer is asked."),
                Field("sender", Text(), "Sender"),
                Field("recipients", Text(), "Addressees", is_repeated=True),
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
    ),
    happenings=(Happening("actionDate"),),
)
