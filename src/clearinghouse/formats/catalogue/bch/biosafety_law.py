"""A law, regulation, guideline or agreement on biosafety."""

from clearinghouse.formats.catalogue.bch.assessing import CONFIRMATION
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, both
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Concept,
    Day,
    LocalText,
    RecordReference,
    WebLink,
    YesNo,
)

AMENDS = Equals("isAmendment", True)
REGIONAL = "528B1187-F1BD-4479-9FB3-ADBD9076D361"
# Only these act for a region of several governments.
OF_A_REGION = both(HasTerm("jurisdiction", (REGIONAL,)), HasTerm("government", ("eu", "ar")))

BIOSAFETY_LAW = Format(
    slug="biosafetyLaw",
    code="LAW",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Law or regulation",
    plural="Laws and regulations",
    about="A law, regulation, guideline or agreement that governs living modified organisms, and where to read it.",
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
                Field("isAmendment", YesNo(), "Does it amend an earlier law or regulation?", required=True),
                Field(
                    "amendedRecords",
                    RecordReference(("biosafetyLaw",), is_same_government=True),
                    "Laws and regulations that it amends",
                    is_repeated=True,
                    shown_when=AMENDS,
                ),
                Field(
                    "amendmentsDetails",
                    LocalText(is_rich=True),
                    "What the amendment changes",
                    shown_when=AMENDS,
                ),
            ),
        ),
        Section(
            "legislation",
            "Legislative details",
            (
                Field(
                    "jurisdiction",
                    Concept("5001DC0F-908A-4983-8962-EBF4FC18F245", allows_other=True),
                    "Jurisdiction",
                    required=True,
                    facet="jurisdiction",
                ),
                Field(
                    "jurisdictionScope",
                    Concept(REGIONS),
                    "Countries or region covered",
                    is_repeated=True,
                    shown_when=OF_A_REGION,
                ),
                Field("jurisdictionsDetails", LocalText(), "Details of the jurisdiction"),
                Field("description", LocalText(is_rich=True), "Description"),
                Field(
                    "type",
                    Concept("Legislation And Agreement Types", allows_other=True),
                    "Type of document",
                    required=True,
                    facet="lawType",
                ),
                Field("entryIntoForce", Day(), "Date of entry into force"),
                Field(
                    "cpbSubjectAreas",
                    Concept("Subject Areas", allows_other=True),
                    "Subject areas covered",
                    is_repeated=True,
                    required=True,
                    facet="subjectArea",
                ),
                Field(
                    "cpbOrganismTypes",
                    Concept("TypeOfOrganisms", allows_other=True),
                    "Types of organisms covered",
                    is_repeated=True,
                    required=True,
                    facet="organismType",
                ),
            ),
        ),
        Section(
            "documents",
            "Documents",
            (
                Field("documents", WebLink(accepts_files=True), "Text of the document", is_repeated=True),
                Field("documentsInfo", LocalText(is_rich=True), "Notes on the document"),
                Field(
                    "unofficialDocuments",
                    WebLink(accepts_files=True),
                    "Unofficial translations",
                    is_repeated=True,
                ),
                Field(
                    "relatedRecords",
                    RecordReference(("biosafetyLaw",), is_same_government=True),
                    "Related laws and regulations",
                    is_repeated=True,
                ),
                Field("relationDetails", LocalText(is_rich=True), "How they are related"),
            ),
        ),
        Section(
            "authorities",
            "Responsible authorities",
            (
                Field(
                    "authorities",
                    RecordReference(("authority", "supplementaryAuthority"), is_same_government=True),
                    "Competent national authorities",
                    is_repeated=True,
                    required=True,
                    facet="authority",
                ),
            ),
        ),
        CONFIRMATION,
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
