"""A donor of the LifeWeb initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Text, WebLink

LW_DONOR = Format(
    slug="lwDonor",
    code="LWD",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="LifeWeb donor",
    plural="LifeWeb donors",
    about="Who gave money to projects of the LifeWeb initiative.",
    title=(
        "name",
        "acronym",
    ),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", Text(), "Name", required=True),
                Field("acronym", Text(), "Acronym", required=True),
                Field("country", Concept(COUNTRIES), "Country", facet="country"),
                Field("description", Text(max_chars=20_000, is_multiline=True), "Description", required=True),
                Field("logo", WebLink(accepts_files=True), "Logo", is_repeated=True),
                Field("website", WebLink(), "Websites", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="organization",
)
