"""A workshop, course or webinar, with those who took part by country, sex and sector."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.cooperation.subjects import (
    IN_ORDER,
    PEOPLE,
    SUBJECTS,
    TARGET_GROUPS,
    contacts,
    languages,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import IsNational
from clearinghouse.formats.format import Field, Format, Happening, InOrder, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Number,
    Option,
    RecordReference,
    WholeNumber,
)

SEXES = (Option("female", "Women"), Option("male", "Men"), Option("other", "Other or not said"))
PARTICIPANTS = (
    Field("country", Concept(COUNTRIES), "Country", required=True),
    Field("sex", Choice(SEXES), "Sex", required=True),
    Field("sector", Concept("5C948D98-B7CC-4755-A767-3A4B9607DE52"), "Group or sector"),
    Field("count", WholeNumber(PEOPLE), "Took part", required=True),
    Field("finished", WholeNumber(PEOPLE), "Finished"),
)
GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=IsNational(), facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field("description", LocalText(is_rich=True), "Description"),
    Field(
        "eventType",
        Concept("ED902BF7-E9A8-42E8-958B-03B6899FCCA6"),
        "Type of event",
        required=True,
        facet="eventType",
    ),
    Field(
        "trainingTypes",
        Concept("D6E6A4AA-8B88-4AE9-AF5C-9CB852FFE4DC"),
        "Form of the training",
        is_repeated=True,
        facet="trainingType",
    ),
    Field("startDate", Day(), "First day", required=True),
    Field("endDate", Day(), "Last day", required=True),
    Field("country", Concept(COUNTRIES), "Country where it is held", facet="country"),
    Field("city", LocalText(), "City"),
    Field(
        "organizers",
        RecordReference(("organization",)),
        "Organizers",
        is_repeated=True,
        facet="organization",
    ),
    Field(
        "initiatives",
        RecordReference(("capacityBuildingInitiative",)),
        "Initiatives to which it belongs",
        is_repeated=True,
        facet="initiative",
    ),
    languages(),
    contacts(),
)
RESULTS = (
    Field("targetGroups", TARGET_GROUPS, "Target groups", is_repeated=True, facet="targetGroup"),
    Field(
        "participants",
        Group(PARTICIPANTS),
        "Participants",
        is_repeated=True,
        help="One row for each country, sex and group; only numbers, no names.",
    ),
    Field(
        "materials",
        RecordReference(("trainingMaterial", "resource")),
        "Materials used",
        is_repeated=True,
        facet="material",
    ),
    Field(
        "satisfaction",
        Number(Message("trainingEvent.satisfaction.unit", "per cent")),
        "Share of participants who rated the quality as high",
    ),
    Field("followUp", LocalText(is_rich=True), "Follow-up"),
)

TRAINING_EVENT = Format(
    slug="trainingEvent",
    code="TRE",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.EITHER,
    label="Training event",
    plural="Training events",
    about="A workshop, course or webinar that builds capacity, and how many took part, by country, sex and sector.",
    title=("title",),
    summary="description",
    sections=(
        Section("general", "General information", GENERAL),
        SUBJECTS,
        Section("results", "Participants and results", RESULTS),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", IN_ORDER),),
    happenings=(Happening("startDate", "endDate"),),
)
