"""An opportunity that the Bio-Bridge Initiative announced."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import REGIONS, Concept, Day, Legacy, LocalText, WebLink, YesNo

BBI_OPPORTUNITY = Format(
    slug="bbiOpportunity",
    code="BBO",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="Bio-Bridge opportunity",
    plural="Bio-Bridge opportunities",
    about="Help that one could apply for through the Bio-Bridge Initiative.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("description", LocalText(), "Description"),
                Field("active", YesNo(), "Was it open?"),
                Field("assistanceTypes", Legacy(), "Kinds of support", is_repeated=True),
                Field("otherAssistanceType", LocalText(), "Another kind of support"),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
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
                Field("areasBenifited", Concept(REGIONS), "Regions and countries that benefit", is_repeated=True),
                Field("primaryBeneficiaries", LocalText(), "Who will benefit"),
                Field("potentialOutcomes", LocalText(), "What may come of it"),
            ),
        ),
        Section(
            "apply",
            "Applying",
            (
                Field("eligibility", LocalText(), "Who may apply"),
                Field("applicationProcess", LocalText(), "How to apply"),
                Field("applicationDeadline", Day(), "Last day to apply"),
                Field("applicationDocuments", WebLink(accepts_files=True), "Documents to apply with", is_repeated=True),
            ),
        ),
        Section(
            "additional",
            "Additional information",
            (
                Field("relevantInfo", LocalText(), "Other relevant information"),
                Field("relevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
    superseded_by="opportunity",
)
