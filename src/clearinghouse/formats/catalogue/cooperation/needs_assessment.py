"""An assessment of capacity needs: what is needed, for what, how urgently, and what has been met."""

from clearinghouse.formats.catalogue.cooperation.subjects import KINDS_OF_SUPPORT, SUBJECTS, contacts
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import IsNational
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Choice, Concept, Day, Group, LocalText, Option

LEVELS = (
    Option("individual", "People"),
    Option("organizational", "Organizations"),
    Option("systemic", "Laws, institutions and the wider setting"),
)
PRIORITIES = (Option("high", "High"), Option("medium", "Medium"), Option("low", "Low"))
CAPACITY = (
    Option("none", "None"),
    Option("little", "Little"),
    Option("partial", "Partial"),
    Option("sufficient", "Sufficient"),
)
STATES = (Option("open", "Open"), Option("partly", "Partly met"), Option("met", "Met"))

NEED = (
    Field("need", LocalText(), "What is needed", required=True),
    Field("level", Choice(LEVELS), "Whose capacity", required=True),
    Field("present", Choice(CAPACITY), "Present capacity"),
    Field("priority", Choice(PRIORITIES), "Priority", required=True),
    Field("support", KINDS_OF_SUPPORT, "Kinds of support that would help", is_repeated=True),
    Field("state", Choice(STATES), "How far it has been met", required=True),
)

NEEDS_ASSESSMENT = Format(
    slug="capacityNeedsAssessment",
    code="CNAS",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.EITHER,
    label="Capacity needs assessment",
    plural="Capacity needs assessments",
    about="What a country or a community needs to carry out the Convention and its Protocols, ranked by priority.",
    title=("title",),
    summary="summary",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=IsNational(),
                    facet="government",
                ),
                Field("title", LocalText(), "Title", required=True),
                Field("summary", LocalText(is_rich=True), "Summary"),
                Field("date", Day(), "Date of the assessment", required=True),
                Field("method", LocalText(is_rich=True), "How the needs were assessed"),
                Field(
                    "participants",
                    Concept("5C948D98-B7CC-4755-A767-3A4B9607DE52"),
                    "Groups that took part",
                    is_repeated=True,
                    facet="stakeholderGroup",
                ),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "needs",
            "Needs",
            (
                Field("needs", Group(NEED), "Needs", is_repeated=True, required=True, help="One row for each need."),
                Field("genderAspects", LocalText(is_rich=True), "Needs of women and girls"),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
