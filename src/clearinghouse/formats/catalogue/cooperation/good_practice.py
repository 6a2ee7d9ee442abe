"""A good practice: what has been shown to work, on what conditions, and where it was taken up."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.cooperation.subjects import SUBJECTS, contacts, countries, dollars
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Group,
    LocalText,
    Option,
    RecordReference,
    WholeNumber,
)

REPLICATION = (
    Field("country", Concept(COUNTRIES), "Country", required=True),
    Field("year", WholeNumber(Message("goodPractice.replications.year.unit", "(year)"), minimum=1990), "Year"),
    Field("outcome", LocalText(), "What came of it"),
)

GOOD_PRACTICE = Format(
    slug="goodPractice",
    code="GOP",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Good practice",
    plural="Good practices",
    about="A way of working that has been shown to work and is worth copying.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "The practice", required=True),
                Field(
                    "organizations",
                    RecordReference(("organization",)),
                    "Who practises it",
                    is_repeated=True,
                    facet="organization",
                ),
                countries(),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "worth",
            "Results and conditions",
            (
                Field("results", LocalText(is_rich=True), "Results", required=True),
                Field(
                    "evidence",
                    Choice(
                        (
                            Option("evaluated", "Evaluated independently"),
                            Option("measured", "Measured by those who practise it"),
                            Option("observed", "Observed"),
                        )
                    ),
                    "How well the results are established",
                    required=True,
                    facet="evidence",
                ),
                Field("conditions", LocalText(is_rich=True), "What is needed to copy it"),
                dollars("cost", "Usual cost"),
                Field("replications", Group(REPLICATION), "Where it was taken up", is_repeated=True),
                Field("lessons", RecordReference(("lessonLearned",)), "Lessons learned", is_repeated=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
