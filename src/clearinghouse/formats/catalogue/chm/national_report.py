"""A national report or strategy that is submitted as a document."""

from clearinghouse.formats.closing import SEVERAL_NOTES
from clearinghouse.formats.conditions import HasTerm
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, Text, WebLink

FINAL = "1C37E358-5295-46EB-816C-0A7EF2437EC9"
APPROVED = "851B10ED-AE62-4F28-B178-6D40389CC8DB"
ADOPTED = HasTerm("status", (FINAL, APPROVED))
IS_APPROVED = HasTerm("status", (APPROVED,))
SUB_NATIONAL = HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",))
# An advisory body, a ministry or another body, of which the name says more than its kind.
BODY_TO_NAME = HasTerm(
    "approvingBody",
    (
        "D3A4624E-21D9-4E49-953F-529734538E56",
        "E7398F2B-FA36-4F42-85C2-5D0044440476",
        "905C1F7F-C2F4-4DCE-A94E-BE6D6CE6E78F",
    ),
)

NATIONAL_REPORT = Format(
    slug="nationalReport",
    code="NR",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="National report or strategy (document)",
    plural="National reports and strategies (documents)",
    about="A national report to the Convention, or a national strategy and action plan, submitted as a document.",
    title=("title",),
    summary="summary",
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
                Field(
                    "reportType",
                    Concept("2FD0C77B-D30B-42BC-8049-8C62D898A193"),
                    "Type of report",
                    required=True,
                    facet="reportType",
                ),
                Field("summary", LocalText(), "Summary"),
                Field(
                    "jurisdiction",
                    Concept("50AC1489-92B8-4D99-965A-AAE97A80F38E"),
                    "Jurisdiction",
                    facet="jurisdiction",
                ),
                Field("jurisdictionInfo", LocalText(), "Name of the jurisdiction", shown_when=SUB_NATIONAL),
                Field("startDate", Day(), "First day of the period", required=True),
                Field("endDate", Day(), "Last day of the period"),
            ),
        ),
        Section(
            "status",
            "Status",
            (
                Field(
                    "status",
                    Concept("7F0D898A-6BF1-4CE6-AA77-7FEAED3429C6"),
                    "Status of the document",
                    facet="documentStatus",
                ),
                Field("adoptionDate", Day(), "Date of adoption", shown_when=ADOPTED),
                Field(
                    "approvedStatus",
                    Concept("E27760AB-4F87-4FBB-A8EA-927BDE375B48"),
                    "Legal standing of the approved document",
                    shown_when=IS_APPROVED,
                ),
                Field(
                    "approvingBody",
                    Concept("F1A5BFF1-F555-40D1-A24C-BBE1BE8E82BF"),
                    "Approving body",
                    shown_when=IS_APPROVED,
                ),
                Field("approvingBodyInfo", LocalText(), "Name of the approving body", shown_when=BODY_TO_NAME),
            ),
        ),
        Section(
            "document",
            "Document",
            (
                Field("documentText", LocalText(), "Text of the document"),
                Field("documentLinks", WebLink(accepts_files=True), "Links to the document", is_repeated=True),
            ),
        ),
        Section(
            "additional",
            "Additional information",
            (
                Field("relevantInformation", LocalText(), "Other relevant information"),
                Field(
                    "relevantDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                ),
            ),
        ),
        SEVERAL_NOTES,
        Section(
            "superseded",
            "Superseded fields",
            (Field("completionYear", Text(), "Year of completion (superseded)", is_obsolete=True),),
        ),
    ),
    rules=(InOrder("startDate", "endDate", "The last day of the period may not lie before its first day."),),
)
