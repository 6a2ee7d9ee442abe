"""What both financial reports of 2015 and 2020 ask."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.format import Field, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Email,
    Group,
    Kind,
    LocalText,
    Number,
    Option,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

CURRENCY = Concept("ISO-4217")
ODA_CATEGORIES = Concept("33D62DA5-D4A9-48A6-AAE0-3EEAA23D5EB0")
AMOUNT_TYPE = Concept("6BDB1F2A-FDD8-4922-BB40-D67C22236581")
ACTIONS = Concept("A9AB3215-353C-4077-8E8C-AF1BF0A89645")
CONFIDENCE = Concept("AB782477-9942-4C6B-B9F0-79A82915A069")
MULTIPLIER = Choice((Option("units", "Units"), Option("thousands", "Thousands"), Option("millions", "Millions")))
INCLUSION = Choice(
    (
        Option("notyet", "Not yet begun"),
        Option("some", "To some extent"),
        Option("comprehensive", "Comprehensively"),
    )
)
ASSESSED = Choice(
    (
        Option("notnecessary", "Not necessary"),
        Option("notyet", "Not yet begun"),
        Option("some", "To some extent"),
        Option("comprehensive", "Comprehensively"),
    )
)
MEASURES = Choice(
    (
        Option("no", "No"),
        Option("some", "To some extent"),
        Option("comprehensive", "Comprehensively"),
    )
)
FLOW_METHOD = Choice((Option("oecd_dac", "Rio markers of the OECD"), Option("other", "Another method")))
ACTION_METHOD = Choice(
    (
        Option("cmfeccabc", "Conceptual and methodological framework of the Convention"),
        Option("other", "Another method"),
    )
)
PERIOD = range(2014, 2021)


def shared(name: str, kind: Kind, label: str, *, is_repeated: bool = False) -> Field:
    """Return a field of a row, called the same in both reports."""
    return Field(name, kind, label, is_repeated=is_repeated, words=f"financial-report.{name}")


def amount(name: str, label: str) -> Field:
    """Return an amount of money in the currency of the report."""
    unit = Message("financial-report.unit", "in the currency of the report")
    return shared(name, Number(unit, minimum=None), label)


YEAR = shared("year", WholeNumber(Message("financial-report.year.unit", "(year)"), minimum=1900), "Year")
FLOWS = Group(
    (
        YEAR,
        amount("odaAmount", "Official development assistance"),
        amount("oofAmount", "Other official flows"),
        amount("otherAmount", "Other flows"),
    )
)
YEARLY = Group((YEAR, amount("amount", "Amount"), shared("confidenceLevel", CONFIDENCE, "Level of confidence")))
FUNDING = Group(
    (
        shared("name", Text(), "Source"),
        *(amount(f"amount{year}", f"Amount in {year}") for year in PERIOD),
    )
)

GENERAL = Section(
    "general",
    "General information",
    (
        Field("government", Concept(COUNTRIES), "Reporting government", required=True, facet="government"),
        Field("title", LocalText(), "Title"),
        Field(
            "ownerBehalf",
            Concept("1FBEF0A8-EE94-4E6B-8547-8EDFCB1E2301"),
            "On whose behalf is the report made?",
            required=True,
        ),
        Field("hasAuthority", YesNo(), "Has the respondent the authority to report?", required=True),
        Field("completedDate", Day(), "Date of completion"),
    ),
)
RESPONDENT = Section(
    "respondent",
    "Respondent",
    (
        Field("respondentName", Text(), "Name of the respondent", required=True, personal=True),
        Field("respondentDesignation", LocalText(), "Position"),
        Field("respondentOrganization", LocalText(), "Name of the organization", required=True),
        Field("respondentDepartment", LocalText(), "Department"),
        Field("respondentPhones", Text(), "Telephone numbers", is_repeated=True, personal=True),
        Field("respondentEmails", Email(), "E-mail addresses", is_repeated=True, personal=True),
    ),
)
ADDITIONAL = Section(
    "additional",
    "Additional information",
    (
        Field("relevantInformation", LocalText(), "Other relevant information"),
        Field("relevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
    ),
)


def words(name: str, label: str) -> Field:
    """Return a question for plain words."""
    return Field(name, LocalText(), label)


def confidence(stem: str) -> tuple[Field, ...]:
    """Return how sure the amounts of each kind are."""
    return (
        Field(f"{stem}.odaConfidenceLevel", CONFIDENCE, "Confidence in official development assistance", required=True),
        Field(f"{stem}.oofConfidenceLevel", CONFIDENCE, "Confidence in other official flows", required=True),
        Field(f"{stem}.otherConfidenceLevel", CONFIDENCE, "Confidence in other flows", required=True),
    )
