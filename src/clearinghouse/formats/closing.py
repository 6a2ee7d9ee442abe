"""The sections with which most formats close: what does not fit elsewhere, and notes for the owner alone."""

from clearinghouse.formats.format import Audience, Field, Section
from clearinghouse.formats.kinds import LocalText, Text, WebLink

ADDITIONAL_INFORMATION = Section(
    "additional",
    "Additional information",
    (
        Field("relevantInformation", LocalText(is_rich=True), "Other relevant information"),
        Field(
            "relevantDocuments",
            WebLink(accepts_files=True),
            "Other relevant documents",
            is_repeated=True,
        ),
    ),
)

NOTES = Section(
    "notes",
    "Internal notes",
    (
        Field(
            "notes",
            Text(max_chars=20_000, is_multiline=True),
            "Internal notes",
            audience=Audience.OWNER,
            help="Seen only by the officers of the record’s owner, never published.",
        ),
    ),
)

SEVERAL_NOTES = Section(
    "notes",
    "Internal notes",
    (
        Field(
            "notes",
            Text(max_chars=20_000, is_multiline=True),
            "Internal notes",
            is_repeated=True,
            audience=Audience.OWNER,
            help="Seen only by the officers of the record’s owner, never published.",
        ),
    ),
)
