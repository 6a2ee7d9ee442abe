"""A risk assessment made or ordered by a government before it decides on a living modified organism."""

from clearinghouse.formats.catalogue.bch.assessing import ASSESSED, CONFIRMATION, METHODOLOGY
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, Not, both
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Concept,
    Day,
    LocalText,
    RecordReference,
    YesNo,
)

COMMERCIAL = Equals("isForCommercialUse", True)
FOOD_SAFETY = both(COMMERCIAL, Equals("isForFoodSafety", True))
NO_DATE_NEEDED = Equals("dateOfRaNotAvailable", True)

NATIONAL_RISK_ASSESSMENT = Format(
    slug="nationalRiskAssessment",
    code="RA",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Risk assessment",
    plural="Risk assessments",
    about="What a government’s risk assessment of a living modified organism covered and what it found.",
    title=("title",),
    summary="documentsSummary",
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
                Field("date", Day(), "Date of the risk assessment", shown_when=Not(NO_DATE_NEEDED)),
                Field("dateOfRaNotAvailable", YesNo(), "The date is not available"),
                Field(
                    "authorities",
                    RecordReference(("authority",), is_same_government=True),
                    "Competent national authorities",
                    is_repeated=True,
                    required=True,
                    facet="authority",
                ),
                Field("contacts", RecordReference(("contact",)), "Contacts", is_repeated=True),
            ),
        ),
        ASSESSED,
        METHODOLOGY,
        Section(
            "sharing",
            "Sharing with other databases",
            (
                Field("isForCommercialUse", YesNo(), "Is the LMO meant for commercial use?"),
                Field("forwardToOECD", YesNo(), "May it be forwarded to the OECD?", shown_when=COMMERCIAL),
                Field("isForFoodSafety", YesNo(), "Does it concern food safety?", shown_when=COMMERCIAL),
                Field(
                    "codexConducted",
                    YesNo(),
                    "Was it made according to the Codex guideline?",
                    shown_when=FOOD_SAFETY,
                ),
                Field("forwardToFAO", YesNo(), "May it be forwarded to FAO?", shown_when=FOOD_SAFETY),
            ),
        ),
        CONFIRMATION,
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(
        AnyOf(
            ("date", "dateOfRaNotAvailable"),
            "Give the date of the risk assessment, or say that it is not available.",
        ),
    ),
)
