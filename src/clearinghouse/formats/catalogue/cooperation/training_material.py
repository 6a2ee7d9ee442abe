"""Training material, and what reviews found of its quality."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.cooperation.subjects import SUBJECTS, TARGET_GROUPS, contacts, languages
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Number,
    Option,
    RecordReference,
    Text,
    WebLink,
    YesNo,
)

REVIEW = (
    Field("date", Day(), "Date", required=True),
    Field("reviewer", LocalText(), "Reviewed by", required=True, help="Name a body, not a person."),
    Field("standard", LocalText(), "Standard applied"),
    Field(
        "result",
        Choice(
            (
                Option("met", "Standard met"),
                Option("improve", "To be improved"),
                Option("failed", "Standard not met"),
            )
        ),
        "Result",
        required=True,
    ),
    Field("improvements", LocalText(), "Improvements made or to be made"),
)

TRAINING_MATERIAL = Format(
    slug="trainingMaterial",
    code="TRM",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Training material",
    plural="Training materials",
    about="A course, module, manual or toolkit to teach with, in its languages, with the reviews of its quality.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("description", LocalText(is_rich=True), "Description", required=True),
                Field(
                    "materialTypes",
                    Concept("7E688641-F642-4C46-A024-70ED76D3DF40"),
                    "Types of material",
                    is_repeated=True,
                    required=True,
                    facet="materialType",
                ),
                Field(
                    "organizations",
                    RecordReference(("organization",)),
                    "Who made it",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("publicationDate", Day(is_partial=True), "Date of publication", required=True),
                Field("edition", Text(), "Edition"),
                languages(),
                Field(
                    "level",
                    Concept("1B57D9C3-F5F8-4875-94DC-93E427F3BFD8"),
                    "Level",
                    facet="expertiseLevel",
                ),
                Field("targetGroups", TARGET_GROUPS, "Target groups", is_repeated=True, facet="targetGroup"),
                Field("duration", Number(Message("trainingMaterial.duration.unit", "hours")), "Time it takes"),
                Field("materials", WebLink(accepts_files=True), "Material", is_repeated=True, required=True),
                Field("rights", LocalText(), "Terms of use"),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "quality",
            "Quality",
            (
                Field("isReviewed", YesNo(), "Was its quality reviewed?", required=True, facet="isReviewed"),
                Field("reviews", Group(REVIEW), "Reviews", is_repeated=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
