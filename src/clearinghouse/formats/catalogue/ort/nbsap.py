"""A national biodiversity strategy and action plan."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, Text, WebLink, YesNo

APPROVED = "851B10ED-AE62-4F28-B178-6D40389CC8DB"
ADOPTED = HasTerm("status", ("1C37E358-5295-46EB-816C-0A7EF2437EC9", APPROVED))
IS_APPROVED = HasTerm("status", (APPROVED,))
SUB_NATIONAL = HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",))
# A minister, an inter-ministerial or a national committee, of which the name says more than its kind.
BODY_TO_NAME = HasTerm(
    "approvingBody",
    (
        "D3A4624E-21D9-4E49-953F-529734538E56",
        "E7398F2B-FA36-4F42-85C2-5D0044440476",
        "905C1F7F-C2F4-4DCE-A94E-BE6D6CE6E78F",
    ),
)

GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field("summary", LocalText(is_rich=True), "Summary"),
    Field(
        "jurisdiction",
        Concept("50AC1489-92B8-4D99-965A-AAE97A80F38E"),
        "Jurisdiction",
        required=True,
        facet="jurisdiction",
    ),
    Field("jurisdictionInfo", LocalText(), "Name of the jurisdiction", shown_when=SUB_NATIONAL),
    Field(
        "isGbfAligned",
        YesNo(),
        "Is it aligned with the Kunming-Montreal Global Biodiversity Framework?",
        required=True,
        facet="isAligned",
    ),
    Field("startDate", Day(), "First day of the period", required=True),
    Field("endDate", Day(), "Last day of the period", required=True),
)
STATUS = (
    Field(
        "status",
        Concept("7F0D898A-6BF1-4CE6-AA77-7FEAED3429C6"),
        "Status of the document",
        required=True,
        facet="documentStatus",
    ),
    Field("adoptionDate", Day(), "Date of adoption", required=ADOPTED, shown_when=ADOPTED),
    Field(
        "approvedStatus",
        Concept("E27760AB-4F87-4FBB-A8EA-927BDE375B48"),
        "Legal standing of the approved document",
        required=IS_APPROVED,
        shown_when=IS_APPROVED,
    ),
    Field(
        "approvingBody",
        Concept("F1A5BFF1-F555-40D1-A24C-BBE1BE8E82BF"),
        "Approving body",
        required=IS_APPROVED,
        shown_when=IS_APPROVED,
    ),
    Field(
        "approvingBodyInfo",
        LocalText(is_rich=True),
        "Name of the approving body",
        required=BODY_TO_NAME,
        shown_when=BODY_TO_NAME,
    ),
)

NBSAP = Format(
    slug="nbsap",
    code="NBSAP",
    version=1,
    realms=("ort",),
    ownership=Ownership.NATIONAL,
    label="National biodiversity strategy and action plan",
    plural="National biodiversity strategies and action plans",
    about="The strategy and action plan of a country on biodiversity, with its documents and status.",
    title=("title",),
    summary="summary",
    sections=(
        Section("general", "General information", GENERAL),
        Section("status", "Status", STATUS),
        Section(
            "document",
            "Document",
            (
                Field(
                    "documentLinks",
                    WebLink(accepts_files=True),
                    "Links to the document",
                    is_repeated=True,
                    required=True,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (
                Field("completionYear", Text(), "Year of completion (superseded)", is_obsolete=True),
                Field("documentText", LocalText(), "Text of the document (superseded)", is_obsolete=True),
            ),
        ),
    ),
    rules=(InOrder("startDate", "endDate", "The period ends before it begins. Correct one of the days."),),
)
