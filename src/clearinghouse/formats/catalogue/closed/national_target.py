"""A national target under the Strategic Plan for Biodiversity 2011–2020."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, SEVERAL_NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, IsFilled, Not, both
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, YesNo

IS_OWN = Not(Equals("isAichiTarget", True))
IS_ALONE = both(Not(IsFilled("aichiTargets")), Not(IsFilled("otherAichiTargets")), IS_OWN)
IN_PART = both(HasTerm("jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E",)), IS_OWN)

NATIONAL_TARGET = Format(
    slug="nationalTarget",
    code="NT6",
    version=1,
    realms=("chm",),
    ownership=Ownership.NATIONAL,
    label="National target (2011–2020)",
    plural="National targets (2011–2020)",
    about="A target that a country set itself under the Strategic Plan for Biodiversity 2011–2020.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("isAichiTarget", YesNo(), "Is an Aichi Biodiversity Target taken over as it is?", required=True),
                Field("title", LocalText(), "Title", required=IS_OWN),
                Field("description", LocalText(is_rich=True), "Description", required=IS_OWN),
                Field(
                    "jurisdiction",
                    Concept("50AC1489-92B8-4D99-965A-AAE97A80F38E"),
                    "Jurisdiction",
                    required=IS_OWN,
                    facet="jurisdiction",
                ),
                Field("jurisdictionInfo", LocalText(), "Name of the jurisdiction", required=IN_PART),
            ),
        ),
        Section(
            "alignment",
            "Aichi Biodiversity Targets",
            (
                Field(
                    "aichiTargets",
                    Concept("AICHI-TARGETS-COMPONENTS"),
                    "Aichi Biodiversity Targets to which it corresponds",
                    is_repeated=True,
                    shown_when=IS_OWN,
                    facet="aichiTarget",
                ),
                Field(
                    "otherAichiTargets",
                    Concept("AICHI-TARGETS-COMPONENTS"),
                    "Other Aichi Biodiversity Targets to which it contributes",
                    is_repeated=True,
                    facet="aichiTarget",
                ),
                Field(
                    "noOtherAichiTargets",
                    YesNo(),
                    "Does it correspond to no Aichi Biodiversity Target?",
                    shown_when=IS_ALONE,
                ),
                Field(
                    "noOtherAichiTargetsDescription",
                    LocalText(is_rich=True),
                    "Why it corresponds to none",
                    shown_when=both(Equals("noOtherAichiTargets", True), IS_ALONE),
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        SEVERAL_NOTES,
    ),
    is_open=False,
    superseded_by="nationalTarget7",
)
