"""A national target under the Kunming-Montreal Global Biodiversity Framework: part I of the template."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals, either
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Group,
    LocalText,
    Option,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

REQUIRED = "additionalImplementationRequired"
OTHER = "additionalImplementationOther"
TO_EXPLAIN = either(
    Equals("additionalImplementation.identifier", REQUIRED), Equals("additionalImplementation.identifier", OTHER)
)
TARGETS = tuple(Option(f"GBF-TARGET-{number:02}", f"Target {number}") for number in range(1, 24))

GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field("description", LocalText(is_rich=True), "Description"),
    Field(
        "sequence", WholeNumber(Message("nationalTarget7.sequence.unit", "(place in the list)")), "Place in the list"
    ),
)
ALIGNMENT = (
    Field(
        "globalGoalAlignment",
        Concept("GBF-GOALS"),
        "Goals of the Framework",
        is_repeated=True,
        facet="gbfGoal",
    ),
    Field(
        "globalTargetAlignment",
        Group(
            (
                Field("identifier", Choice(TARGETS), "Target of the Framework", required=True),
                Field("degreeOfAlignment", Concept("GBF-DEGREE-OF-ALIGNMENT"), "Degree of alignment", required=True),
            )
        ),
        "Targets of the Framework",
        is_repeated=True,
        required=True,
    ),
    Field("degreeOfAlignmentInfo", LocalText(is_rich=True), "Explanation of the alignment"),
    Field(
        "implementingConsiderations",
        Concept("GBF-TARGETS-CONSIDERATIONS"),
        "Considerations for implementation (section C of the Framework)",
        is_repeated=True,
        facet="consideration",
    ),
    Field("implementingConsiderationsInfo", LocalText(is_rich=True), "How they were taken into account"),
    Field("mainPolicyOfMeasureOrActionInfo", LocalText(is_rich=True), "Main policy measures or actions"),
)
INDICATORS = (
    Field(
        "headlineIndicators",
        Concept("GBF-HEADLINE-INDICATORS"),
        "Headline indicators",
        is_repeated=True,
        facet="headlineIndicator",
    ),
    Field("binaryIndicators", Concept("KMGBF-BINARY-INDICATORS"), "Binary indicators", is_repeated=True),
    Field("componentIndicators", Concept("GBF-COMPONENT-INDICATORS"), "Component indicators", is_repeated=True),
    Field(
        "complementaryIndicators",
        Concept("GBF-COMPLEMENTARY-INDICATORS"),
        "Complementary indicators",
        is_repeated=True,
    ),
    Field(
        "otherNationalIndicators",
        Group(
            (
                Field("identifier", Text(), "Identifier", required=True, is_identifier=True),
                Field("value", LocalText(), "Name of the indicator", required=True),
            )
        ),
        "Other national indicators",
        is_repeated=True,
        help="The identifier is free; data on the indicator name it.",
    ),
)
ACTORS = (
    Field("nonStateActorCommitmentInfo", LocalText(is_rich=True), "Commitments of non-state actors"),
    Field("hasNonStateActors", YesNo(), "Does the target overlap with commitments of non-state actors?"),
    Field(
        "nonStateActorsInfo",
        LocalText(is_rich=True),
        "Actors concerned",
        shown_when=Equals("hasNonStateActors", True),
    ),
)
MEANS = (
    Field(
        "additionalImplementation.identifier",
        Choice(
            (
                Option(REQUIRED, "More means are needed"),
                Option("additionalImplementationAvailable", "The means are available"),
                Option(OTHER, "Other"),
            )
        ),
        "Means of implementation",
        required=True,
        facet="means",
    ),
    Field(
        "additionalImplementation.customValue",
        LocalText(),
        "Explanation of the means",
        required=TO_EXPLAIN,
        shown_when=TO_EXPLAIN,
    ),
    Field("additionalImplementationInfo", LocalText(is_rich=True), "Further information on the means"),
)

NATIONAL_TARGET = Format(
    slug="nationalTarget7",
    code="NT7",
    version=1,
    realms=("ort",),
    ownership=Ownership.NATIONAL,
    label="National target",
    plural="National targets",
    about="A target of a country, aligned with the targets of the Kunming-Montreal Global Biodiversity Framework.",
    title=("title",),
    summary="description",
    sections=(
        Section("general", "General information", GENERAL),
        Section("alignment", "Alignment with the Framework", ALIGNMENT),
        Section("indicators", "Indicators", INDICATORS),
        Section("actors", "Non-state actors", ACTORS),
        Section("means", "Means of implementation", MEANS),
        Section(
            "additional",
            "Additional information",
            (
                Field("additionalInformation", LocalText(is_rich=True), "Other relevant information"),
                Field(
                    "additionalDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                ),
            ),
        ),
        NOTES,
    ),
)
