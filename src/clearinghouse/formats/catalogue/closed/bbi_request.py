"""A request for help that was made through the Bio-Bridge Initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, Legacy, LocalText, WebLink

BBI_REQUEST = Format(
    slug="bbiRequest",
    code="BBR",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Bio-Bridge request",
    plural="Bio-Bridge requests",
    about="What help a country asked for through the Bio-Bridge Initiative.",
    title=("title",),
    summary="objectives",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("country", Concept(COUNTRIES), "Country", facet="country"),
                Field("otherGovernments", Concept(COUNTRIES), "Other countries", is_repeated=True, facet="country"),
                Field("jurisdiction", Legacy(), "Jurisdiction", is_repeated=True),
                Field("coverage", Legacy(), "Coverage", is_repeated=True),
                Field("assistanceTypes", Legacy(), "Kinds of support", is_repeated=True),
                Field("startDate", Day(), "Help is needed from"),
                Field("endDate", Day(), "Help is needed until"),
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
                    facet="cbdSubject",
                ),
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS"),
                    "Aichi Biodiversity Targets",
                    is_repeated=True,
                    facet="aichiTarget",
                ),
                Field("addressedPriorities", Legacy(), "Priorities that it addresses", is_repeated=True),
                Field("addressedPrioritiesOther", LocalText(), "Other priorities"),
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("problem", LocalText(), "The problem"),
                Field("objectives", LocalText(), "Objectives"),
                Field("existingInitiatives", LocalText(), "Existing initiatives"),
                Field("coFinancing", LocalText(), "Own contribution"),
                Field("sameRequests", LocalText(), "Requests made elsewhere"),
                Field("potentialOOI", LocalText(), "Who might help"),
                Field("other", LocalText(), "Other relevant information"),
                Field("websites", WebLink(accepts_files=True), "Websites", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
    superseded_by="assistanceRequest",
)
