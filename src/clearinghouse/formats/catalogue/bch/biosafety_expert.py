"""An expert on the roster of biosafety experts, nominated by a government."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Option,
    RecordReference,
    WebLink,
    WholeNumber,
)

LANGUAGES = "ISO639-2"
LANGUAGE_RATING = Group(
    (
        Field("language", Concept(LANGUAGES), "Language"),
        Field(
            "level",
            Choice((Option("excellent", "Excellent"), Option("good", "Good"), Option("fair", "Fair"))),
            "Level",
        ),
    )
)

BIOSAFETY_EXPERT = Format(
    slug="biosafetyExpert",
    code="EXP",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Biosafety expert",
    plural="Biosafety experts",
    about="A person whom a government nominates to the roster of biosafety experts, with training and experience.",
    title=("currentEmployment.title",),
    summary="profile",
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
            ),
        ),
        Section(
            "profile",
            "Profile of the expert",
            (
                Field("profile", LocalText(is_rich=True), "Profile", required=True),
                Field("contact", RecordReference(("contact",)), "Contact details of the expert", required=True),
                Field(
                    "birthYear",
                    WholeNumber(Message("biosafetyExpert.birthYear.unit", "(year)"), minimum=1900),
                    "Year of birth",
                    personal=True,
                ),
                Field("birthCountry", Concept(COUNTRIES), "Country of birth", personal=True),
                Field("nationalities", Concept("Nationalities"), "Nationalities", is_repeated=True, personal=True),
            ),
        ),
        Section(
            "current",
            "Current employment",
            (
                Field("currentEmployment.name", LocalText(), "Name of the employer", required=True),
                Field("currentEmployment.title", LocalText(), "Job title", required=True),
                Field("currentEmployment.department", LocalText(), "Department", required=True),
                Field("currentEmployment.startDate", Day(), "First day of the employment", required=True),
                Field(
                    "currentEmployment.organizationType",
                    Concept("Organization Types", allows_other=True),
                    "Type of organization",
                    required=True,
                    facet="organizationType",
                ),
                Field(
                    "currentEmployment.responsibilities",
                    LocalText(is_rich=True),
                    "Main responsibilities",
                    required=True,
                ),
            ),
        ),
        Section(
            "previous",
            "Previous employment",
            (
                Field(
                    "countryRegionsWorkedIn",
                    Concept(REGIONS),
                    "Countries and regions where the expert has worked",
                    is_repeated=True,
                    facet="countryRegion",
                ),
                Field("previousEmployment.name", LocalText(), "Name of the previous employer"),
                Field("previousEmployment.department", LocalText(), "Department of the previous employer"),
                Field("previousEmployment.startDate", Day(), "First day of the previous employment"),
                Field("previousEmployment.endDate", Day(), "Last day of the previous employment"),
                Field(
                    "previousEmployment.organizationType",
                    Concept("Organization Types", allows_other=True),
                    "Type of the previous employer",
                ),
                Field(
                    "previousEmployment.responsibilities",
                    LocalText(is_rich=True),
                    "Main responsibilities at the previous employer",
                ),
            ),
        ),
        Section(
            "education",
            "Education",
            (
                Field("primaryEducation.title", LocalText(), "First degree", required=True),
                Field("primaryEducation.institution", LocalText(), "Institution of the first degree", required=True),
                Field("primaryEducation.startDate", Day(), "Start of the first degree", required=True),
                Field("primaryEducation.endDate", Day(), "End of the first degree", required=True),
                Field("secondaryEducation.title", LocalText(), "Second degree"),
                Field("secondaryEducation.institution", LocalText(), "Institution of the second degree"),
                Field("secondaryEducation.startDate", Day(), "Start of the second degree"),
                Field("secondaryEducation.endDate", Day(), "End of the second degree"),
                Field("thirdEducation.title", LocalText(), "Third degree"),
                Field("thirdEducation.institution", LocalText(), "Institution of the third degree"),
                Field("thirdEducation.startDate", Day(), "Start of the third degree"),
                Field("thirdEducation.endDate", Day(), "End of the third degree"),
                Field(
                    "professionalQualification",
                    LocalText(),
                    "Other professional qualifications",
                    is_repeated=True,
                ),
            ),
        ),
        Section(
            "expertise",
            "Expertise",
            (
                Field(
                    "expertise",
                    Concept("2523EDCE-9D44-4A9D-A952-FF5A78046886", allows_other=True),
                    "Areas of expertise",
                    is_repeated=True,
                    required=True,
                    facet="expertise",
                ),
                Field("relevantPublication", LocalText(), "Most relevant publications", is_repeated=True),
                Field("professionalMemberships", LocalText(), "Memberships of professional bodies", is_repeated=True),
                Field("panelServed", LocalText(), "Panels and committees served on", is_repeated=True),
            ),
        ),
        Section(
            "languages",
            "Languages",
            (
                Field(
                    "motherTongue",
                    Concept(LANGUAGES),
                    "Mother tongues",
                    is_repeated=True,
                    required=True,
                    facet="motherTongue",
                ),
                Field("languageRating", LANGUAGE_RATING, "Other languages", is_repeated=True),
            ),
        ),
        Section(
            "additional",
            "Additional information",
            (
                Field("additionalInformation", LocalText(is_rich=True), "Other relevant information"),
                Field("additionalDocuments", WebLink(), "Other relevant documents", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(
        InOrder(
            "previousEmployment.startDate",
            "previousEmployment.endDate",
            "The last day of the previous employment may not lie before its first day.",
        ),
        InOrder(
            "primaryEducation.startDate",
            "primaryEducation.endDate",
            "The end of the first degree may not lie before its start.",
        ),
        InOrder(
            "secondaryEducation.startDate",
            "secondaryEducation.endDate",
            "The end of the second degree may not lie before its start.",
        ),
        InOrder(
            "thirdEducation.startDate",
            "thirdEducation.endDate",
            "The end of the third degree may not lie before its start.",
        ),
    ),
)
