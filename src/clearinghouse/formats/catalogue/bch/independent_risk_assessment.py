"""A risk assessment made by an organization, independently of any decision of a government."""

from clearinghouse.formats.catalogue.bch.assessing import ASSESSED, CONFIRMATION, METHODOLOGY
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, Not
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText, RecordReference, YesNo

INDEPENDENT_RISK_ASSESSMENT = Format(
    slug="independentRiskAssessment",
    code="IRA",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Independent risk assessment",
    plural="Independent risk assessments",
    about="What a risk assessment made outside the regulatory process of any government covered and what it found.",
    title=("title",),
    summary="documentsSummary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "date",
                    Day(),
                    "Date of the risk assessment",
                    shown_when=Not(Equals("dateOfRaNotAvailable", True)),
                ),
                Field("dateOfRaNotAvailable", YesNo(), "The date is not available"),
                Field(
                    "organizations",
                    RecordReference(("organization",)),
                    "Organizations that made it",
                    is_repeated=True,
                    required=True,
                    facet="organization",
                ),
                Field("contacts", RecordReference(("contact",)), "Contacts", is_repeated=True),
            ),
        ),
        ASSESSED,
        METHODOLOGY,
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
