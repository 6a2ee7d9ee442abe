"""An opportunity: a fellowship, a course with free places, a call for proposals, a vacancy."""

from clearinghouse.formats.catalogue.cooperation.subjects import (
    IN_ORDER,
    PEOPLE,
    SUBJECTS,
    TARGET_GROUPS,
    contacts,
    countries,
    dollars,
    languages,
)
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Happening, InOrder, Ownership, Section
from clearinghouse.formats.kinds import Choice, Day, LocalText, Option, RecordReference, WebLink, WholeNumber, YesNo

OPPORTUNITY = Format(
    slug="opportunity",
    code="OPP",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Opportunity",
    plural="Opportunities",
    about="A fellowship, exchange, course, grant or call that people or institutions can apply for.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field(
                    "kind",
                    Choice(
                        (
                            Option("fellowship", "Fellowship or scholarship"),
                            Option("exchange", "Exchange or internship"),
                            Option("course", "Course or training"),
                            Option("grant", "Grant or call for proposals"),
                            Option("research", "Joint research"),
                            Option("vacancy", "Vacancy"),
                            Option("other", "Other"),
                        )
                    ),
                    "Kind of opportunity",
                    required=True,
                    facet="opportunityKind",
                ),
                Field("description", LocalText(is_rich=True), "Description", required=True),
                Field(
                    "organizers",
                    RecordReference(("organization",)),
                    "Who offers it",
                    is_repeated=True,
                    facet="organization",
                ),
                contacts(),
            ),
        ),
        SUBJECTS,
        Section(
            "applying",
            "How to apply",
            (
                Field("applicationDeadline", Day(), "Last day to apply", required=True),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
                Field("eligibility", LocalText(is_rich=True), "Who may apply"),
                countries(),
                Field("targetGroups", TARGET_GROUPS, "Target groups", is_repeated=True, facet="targetGroup"),
                languages(),
                Field("places", WholeNumber(PEOPLE), "Number of places"),
                Field("isFunded", YesNo(), "Are costs covered?", facet="isFunded"),
                dollars("funding", "Largest amount for one applicant"),
                Field("applicationLinks", WebLink(), "Where to apply", is_repeated=True, required=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", IN_ORDER),),
    happenings=(Happening("applicationDeadline"), Happening("startDate", "endDate")),
)
