"""How national targets together meet a goal or target of the Framework: part II of the template."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Group, LocalText, WebLink, YesNo

HAS_PERIOD = Equals("hasReferencePeriod", True)

NATIONAL_TARGET_MAPPING = Format(
    slug="nationalTarget7Mapping",
    code="NT7M",
    version=1,
    realms=("ort",),
    ownership=Ownership.NATIONAL,
    label="Elements of a global goal or target addressed",
    plural="Elements of global goals and targets addressed",
    about="Which elements of a goal or target of the Framework the targets of a country address, one record for each.",
    title=("title",),
    summary="elementOfGlobalTargetsInfo",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("title", LocalText(), "Title", help="May stay empty: the goal or target says what it is about."),
                Field(
                    "globalGoalOrTarget",
                    Concept("GBF-GOALS-TARGETS"),
                    "Goal or target of the Framework",
                    required=True,
                    facet="gbfTarget",
                ),
                Field(
                    "elementOfGlobalTargetsInfo",
                    LocalText(is_rich=True),
                    "Elements that national targets address",
                    required=True,
                ),
            ),
        ),
        Section(
            "periods",
            "Reference periods",
            (
                Field(
                    "referencePeriod",
                    Group(
                        (
                            Field(
                                "headlineIndicator",
                                Concept("GBF-HEADLINE-INDICATORS"),
                                "Headline indicator",
                                required=True,
                            ),
                            Field("hasReferencePeriod", YesNo(), "Is there a reference period?", required=True),
                            Field(
                                "referencePeriodInfo",
                                LocalText(is_rich=True),
                                "Reference period",
                                required=HAS_PERIOD,
                                shown_when=HAS_PERIOD,
                            ),
                        )
                    ),
                    "Reference periods of the headline indicators",
                    is_repeated=True,
                    help="One row for each headline indicator of the goal or target.",
                ),
            ),
        ),
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
