"""The subjects by which needs, offers and experience are found, and the texts that many of their formats share."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.format import Field, Section
from clearinghouse.formats.kinds import REGIONS, Concept, Number, RecordReference

DOLLARS = Message("cooperation.unit", "United States dollars")
PEOPLE = Message("cooperation.people.unit", "people")
IN_ORDER = "It ends before it begins. Correct one of the days."

SUBJECTS = Section(
    "subjects",
    "Subjects",
    (
        Field(
            "gbfTargets",
            Concept("GBF-TARGETS"),
            "Targets of the Kunming-Montreal Global Biodiversity Framework",
            is_repeated=True,
            facet="gbfTarget",
        ),
        Field(
            "biosafetySubjects",
            Concept("043C7F0D-2226-4E54-A56F-EE0B74CCC984"),
            "Subjects on biosafety",
            is_repeated=True,
            facet="biosafetySubject",
        ),
        Field(
            "absSubjects",
            Concept("CA9BBEA9-AAA7-4F2F-B3A3-7ED180DE1924"),
            "Subjects on access and benefit-sharing",
            is_repeated=True,
            facet="absSubject",
        ),
    ),
)
KINDS_OF_SUPPORT = Concept("579F448B-ECA8-4258-B130-3EAA68056D1F")
"""Training, technical assistance, transfer of technology and the like."""
TARGET_GROUPS = Concept("AFB155C4-93A6-402C-B812-CFC7488ED651")
LANGUAGES = Concept("ISO639-2")


def countries(*, required: bool = False) -> Field:
    """Return the field for the countries and regions concerned."""
    return Field(
        "countryRegions",
        Concept(REGIONS),
        "Countries and regions",
        is_repeated=True,
        required=required,
        facet="countryRegion",
    )


def contacts(*, required: bool = False) -> Field:
    """Return the field for those to turn to."""
    return Field("contacts", RecordReference(("contact",)), "Contacts", is_repeated=True, required=required)


def languages() -> Field:
    """Return the field for the languages spoken or written."""
    return Field("spokenLanguages", LANGUAGES, "Languages", is_repeated=True, facet="spokenLanguage")


def dollars(name: str, label: str) -> Field:
    """Return a field for a sum of money."""
    return Field(name, Number(DOLLARS), label)
