"""Documents on Aichi Biodiversity Targets in a country."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, WebLink

DOSSIER = Format(
    slug="dossier",
    code="DOS",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Dossier on Aichi Biodiversity Targets",
    plural="Dossiers on Aichi Biodiversity Targets",
    about="Documents on how a country went about Aichi Biodiversity Targets.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("country", Concept(COUNTRIES), "Country", required=True, facet="country"),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(), "Description", required=True),
            ),
        ),
        Section(
            "subjects",
            "Subjects",
            (
                Field(
                    "cbdSubjects",
                    Concept("CBD-SUBJECTS"),
                    "Subject areas of the Convention",
                    is_repeated=True,
                    required=True,
                    facet="cbdSubject",
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets",
                    is_repeated=True,
                    required=True,
                    facet="aichiTarget",
                ),
            ),
        ),
        Section(
            "documents", "Documents", (Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True),)
        ),
        NOTES,
    ),
    is_open=False,
    superseded_by="resource",
)
