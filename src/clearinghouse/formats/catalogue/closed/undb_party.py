"""What a Party did for the United Nations Decade on Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, WebLink

UNDB_PARTY = Format(
    slug="undbParty",
    code="UNP",
    version=1,
    realms=("chm",),
    ownership=Ownership.EITHER,
    label="Profile of a Party for the United Nations Decade on Biodiversity",
    plural="Profiles of Parties for the United Nations Decade on Biodiversity",
    about="What a Party did for the United Nations Decade on Biodiversity 2011–2020.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("government", Concept(COUNTRIES), "Submitting government", facet="government"),
                Field("description", LocalText(), "Description"),
                Field("descriptionNative", LocalText(), "Description in its own language"),
            ),
        ),
        Section(
            "documents",
            "Documents",
            (
                Field("images", WebLink(accepts_files=True), "Images", is_repeated=True),
                Field("videos", WebLink(accepts_files=True), "Videos", is_repeated=True),
                Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True),
                Field("websites", WebLink(accepts_files=True), "Websites", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
)
