"""A website or database of a government on biosafety or on access and benefit-sharing."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION
from clearinghouse.formats.format import Audience, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, Text, WebLink

DATABASE = Format(
    slug="database",
    code="NDB",
    version=1,
    realms=("bch", "abs"),
    ownership=Ownership.NATIONAL,
    label="National website or database",
    plural="National websites and databases",
    about="A website or database of a government that holds information on the subjects of a Protocol.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=True,
                    facet="government",
                ),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "Description", required=True),
                Field("websites", WebLink(), "Addresses of the website or database", is_repeated=True, required=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        Section(
            "notes",
            "Internal notes",
            (
                Field(
                    "notesInfos",
                    Text(max_chars=20_000, is_multiline=True),
                    "Internal notes",
                    audience=Audience.OWNER,
                    help="Seen only by the officers of the record’s owner, never published.",
                ),
            ),
        ),
        Section(
            "superseded",
            "Superseded fields",
            (
                Field(
                    "libraries",
                    Concept("cbdClearingHouses"),
                    "Clearing-houses (superseded)",
                    is_repeated=True,
                    is_obsolete=True,
                ),
                Field("website", WebLink(), "Website (superseded)", is_obsolete=True),
                Field(
                    "notes",
                    Text(max_chars=20_000, is_multiline=True),
                    "Internal notes (superseded)",
                    audience=Audience.OWNER,
                    is_obsolete=True,
                ),
            ),
        ),
    ),
)
