"""A community of practice: people who work on one subject and learn from each other."""

from clearinghouse.formats.catalogue.cooperation.subjects import PEOPLE, SUBJECTS, contacts, countries, languages
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, Url, WholeNumber

COMMUNITY_OF_PRACTICE = Format(
    slug="communityOfPractice",
    code="COMP",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Community of practice",
    plural="Communities of practice",
    about="People who work on one subject and share what they learn: what for, where to meet them, how to join.",
    title=("name",),
    summary="purpose",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("name", LocalText(), "Name", required=True),
                Field("purpose", LocalText(is_rich=True), "Purpose", required=True),
                Field(
                    "hosts",
                    RecordReference(("organization",)),
                    "Organizations that host it",
                    is_repeated=True,
                    facet="organization",
                ),
                contacts(required=True),
                countries(),
                languages(),
            ),
        ),
        SUBJECTS,
        Section(
            "membership",
            "Membership",
            (
                Field(
                    "admission",
                    Choice(
                        (
                            Option("open", "Open to everyone"),
                            Option("request", "On request"),
                            Option("invitation", "By invitation"),
                        )
                    ),
                    "Who may join",
                    required=True,
                    facet="admission",
                ),
                Field("joining", LocalText(is_rich=True), "How to join"),
                Field("platform", Url(), "Where it meets online"),
                Field("startDate", Day(is_partial=True), "Begun in"),
                Field("members", WholeNumber(PEOPLE), "Members"),
                Field("activeMembers", WholeNumber(PEOPLE), "Members active in the last year"),
                Field(
                    "library",
                    RecordReference(("resource", "trainingMaterial", "lessonLearned", "goodPractice")),
                    "Library",
                    is_repeated=True,
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
