"""What a business pledged for biodiversity; known by its name alone."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, RecordReference, WebLink

UNDB_BIZ_BIO_PLEDGE = Format(
    slug="undbBizBioPledge",
    code="UNBP",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Pledge of a business for biodiversity",
    plural="Pledges of businesses for biodiversity",
    about="What a business pledged to do for biodiversity during the United Nations Decade.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field(
                    "organization",
                    RecordReference(("organization",), is_versioned=True),
                    "Organization",
                    facet="organization",
                ),
                Field("country", Concept(COUNTRIES), "Country", facet="country"),
                Field("description", LocalText(), "Description"),
                Field("date", Day(), "Date"),
                Field("websites", WebLink(accepts_files=True), "Websites", is_repeated=True),
                Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="stakeholderCommitment",
)
