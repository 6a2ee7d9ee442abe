"""A procedure by which access to genetic resources is granted."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    LocalText,
    Option,
    RecordReference,
    WebLink,
    WholeNumber,
    YesNo,
)

NEEDS_DOCUMENTS = Equals("hasApplicationDocuments", True)
HAS_FEES = Equals("hasApplicationFees", True)

DESCRIPTION = (
    Field("name", LocalText(), "Name of the procedure", required=True),
    Field(
        "jurisdiction",
        Concept("D7BD5BDE-A6B9-4261-B788-16839CCC4F7E", allows_other=True),
        "Jurisdiction",
        required=True,
        facet="jurisdiction",
    ),
    Field(
        "contacts",
        RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
        "Contacts",
        is_repeated=True,
    ),
    Field("links", WebLink(), "Links", is_repeated=True),
    Field("requirements", LocalText(is_rich=True), "Requirements", required=True),
    Field("description", LocalText(is_rich=True), "Steps of the procedure"),
    Field("descriptionLinks", WebLink(), "Links to a description", is_repeated=True),
    Field(
        "keywords",
        Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
        "Subjects",
        is_repeated=True,
        required=True,
        facet="absSubject",
    ),
    Field(
        "relevantMeasures",
        RecordReference(("measure",), is_same_government=True, is_versioned=True),
        "Measures on which it rests",
        is_repeated=True,
        facet="measure",
    ),
)
APPLICATION = (
    Field(
        "hasApplicationDocuments",
        YesNo(),
        "Must documents be handed in?",
        required=True,
        facet="needsDocuments",
    ),
    Field("applicationInformation", LocalText(is_rich=True), "How to apply", shown_when=NEEDS_DOCUMENTS),
    Field("applicationLinks", WebLink(), "Links to forms", is_repeated=True, shown_when=NEEDS_DOCUMENTS),
    Field(
        "applicationContacts",
        RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
        "Where to hand them in",
        is_repeated=True,
        shown_when=NEEDS_DOCUMENTS,
    ),
    Field("hasApplicationFees", YesNo(), "Are there fees?", required=True, facet="hasFees"),
    Field(
        "applicationFeesInformation",
        LocalText(is_rich=True),
        "Fees",
        required=HAS_FEES,
        shown_when=HAS_FEES,
    ),
    Field(
        "duration",
        WholeNumber(Message("absProcedure.duration.unit", "(in the unit that follows)")),
        "Usual duration",
    ),
    Field(
        "durationPeriod",
        Choice((Option("days", "Days"), Option("months", "Months"), Option("years", "Years"))),
        "Unit of the duration",
    ),
)

PROCEDURE = Format(
    slug="absProcedure",
    code="PRO",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Procedure on access and benefit-sharing",
    plural="Procedures on access and benefit-sharing",
    about="How to apply for access to genetic resources and associated traditional knowledge, step by step.",
    title=("name",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),),
        ),
        Section("procedure", "Description of the procedure", DESCRIPTION),
        Section("application", "Application", APPLICATION),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(
        AnyOf(("contacts", "links"), "Name a contact, or give a link."),
        AnyOf(("description", "descriptionLinks"), "Describe the procedure, or link to a description of it."),
        AnyOf(
            ("applicationInformation", "applicationLinks", "applicationContacts"),
            "Say how to apply, or give a link or a contact.",
            when=NEEDS_DOCUMENTS,
        ),
    ),
)
