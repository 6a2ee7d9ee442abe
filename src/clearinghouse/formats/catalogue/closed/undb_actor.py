"""What an organization did for the United Nations Decade on Biodiversity 2011–2020."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import LocalText, RecordReference, WebLink

UNDB_ACTOR = Format(
    slug="undbActor",
    code="UNAT",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Actor of the United Nations Decade on Biodiversity",
    plural="Actors of the United Nations Decade on Biodiversity",
    about="What an organization did for the United Nations Decade on Biodiversity 2011–2020.",
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
    superseded_by="organization",
)
