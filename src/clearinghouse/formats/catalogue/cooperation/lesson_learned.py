"""A lesson learned: what was tried, what worked, what did not, and what follows."""

from clearinghouse.formats.catalogue.cooperation.subjects import SUBJECTS, contacts, countries
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText, RecordReference

LESSON_LEARNED = Format(
    slug="lessonLearned",
    code="LES",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Lesson learned",
    plural="Lessons learned",
    about="What was learnt from an activity, so that others need not learn it again.",
    title=("title",),
    summary="lesson",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("lesson", LocalText(is_rich=True), "The lesson", required=True, help="In a few sentences."),
                Field(
                    "sources",
                    RecordReference(
                        (
                            "capacityBuildingInitiative",
                            "trainingEvent",
                            "capacityNeedsAssessment",
                            "assistanceRequest",
                            "partnership",
                        )
                    ),
                    "From what it was learnt",
                    is_repeated=True,
                    facet="source",
                ),
                Field(
                    "organizations",
                    RecordReference(("organization",)),
                    "Who learnt it",
                    is_repeated=True,
                    facet="organization",
                ),
                Field("date", Day(is_partial=True), "When", required=True),
                countries(),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "experience",
            "Experience",
            (
                Field("context", LocalText(is_rich=True), "What was tried"),
                Field("successes", LocalText(is_rich=True), "What worked"),
                Field("difficulties", LocalText(is_rich=True), "What did not work"),
                Field("advice", LocalText(is_rich=True), "Advice to others", required=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
