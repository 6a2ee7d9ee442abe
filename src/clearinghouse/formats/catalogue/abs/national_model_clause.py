"""A model contractual clause that a government offers for mutually agreed terms."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, RecordReference, WebLink

NATIONAL_MODEL_CLAUSE = Format(
    slug="absNationalModelContractualClause",
    code="NMCC",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="National model contractual clause",
    plural="National model contractual clauses",
    about="A model clause or contract that a government offers for mutually agreed terms.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "Description"),
                Field(
                    "jurisdiction",
                    Concept("D7BD5BDE-A6B9-4261-B788-16839CCC4F7E", allows_other=True),
                    "Jurisdiction",
                    facet="jurisdiction",
                ),
                Field(
                    "relevantMeasures",
                    RecordReference(("measure",), is_same_government=True, is_versioned=True),
                    "Measures on which it rests",
                    is_repeated=True,
                    facet="measure",
                ),
                Field(
                    "keywords",
                    Concept("ABS-A1920-Keywords"),
                    "Keywords",
                    is_repeated=True,
                    required=True,
                    facet="clauseKeyword",
                ),
                Field(
                    "thematicAreas",
                    Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
                    "Subjects on access and benefit-sharing",
                    is_repeated=True,
                    facet="absSubject",
                ),
                Field(
                    "resourceLinks",
                    WebLink(accepts_files=True),
                    "Text of the clause",
                    is_repeated=True,
                    required=True,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
