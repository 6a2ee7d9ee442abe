"""An initiative that builds capacity: a project, a programme, a course, and who carries and pays it."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, InRealm, IsFilled, Not, either
from clearinghouse.formats.format import AnyOf, Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import (
    REGIONS,
    Choice,
    Concept,
    Day,
    LocalText,
    Option,
    RecordReference,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

PROPOSED = "73E2AC27-D964-487C-A4E6-0997BB27AF01"
APPROVED = "851B10ED-AE62-4F28-B178-6D40389CC8DB"
NOT_BEGUN = either(Not(IsFilled("status")), HasTerm("status", (PROPOSED, APPROVED)))
OF_A_PROGRAMME = Equals("isProjectProgramme", True)
ON_ACCESS = either(InRealm("abs"), HasTerm("gbfTargets", ("GBF-TARGET-13",)))
ON_BIOSAFETY = either(InRealm("bch"), HasTerm("gbfTargets", ("GBF-TARGET-17",)))

GENERAL = Section(
    "general",
    "General information",
    (
        Field("title", LocalText(), "Title", required=True),
        Field("projectNumber", LocalText(), "Number of the project", is_identifier=True),
        Field("projectDocument", WebLink(), "Project documents", is_repeated=True),
        Field(
            "contacts",
            RecordReference(("contact",), is_versioned=True),
            "Contacts",
            is_repeated=True,
            required=True,
        ),
        Field(
            "geographicScope",
            Concept("4D4413D8-36F9-4CD2-8CC1-4F3C866DDE5A"),
            "Geographic scope",
            required=True,
            facet="geographicScope",
        ),
        Field(
            "countryRegions",
            Concept(REGIONS),
            "Countries and regions",
            is_repeated=True,
            required=IsFilled("geographicScope"),
            facet="countryRegion",
            help="Regions where the scope is global or regional, countries otherwise.",
        ),
        Field(
            "status",
            Concept("4E7731C7-791E-46E9-A579-7272AF261FED"),
            "Status",
            required=True,
            facet="initiativeStatus",
        ),
        Field("startDate", Day(), "Start date", required=True),
        Field("endDate", Day(), "End date", required=True),
        Field(
            "durationPeriod",
            WholeNumber(Message("capacityBuildingInitiative.durationPeriod.unit", "(in the unit that follows)")),
            "Planned duration",
            required=NOT_BEGUN,
        ),
        Field(
            "durationText",
            Choice((Option("days", "Days"), Option("months", "Months"), Option("years", "Years"))),
            "Unit of the planned duration",
            required=NOT_BEGUN,
        ),
        Field(
            "activityScope",
            Concept("5CA7AACE-CB79-4146-BF12-B3B1955AFF17"),
            "Scope of the activity",
            facet="activityScope",
        ),
        Field("isProjectProgramme", YesNo(), "Is it part of a larger project or programme?", required=True),
        Field(
            "projectProgrammeName",
            LocalText(),
            "Name of the larger project or programme",
            required=OF_A_PROGRAMME,
            shown_when=OF_A_PROGRAMME,
        ),
        Field(
            "broaderProjects",
            RecordReference(("capacityBuildingInitiative",), is_versioned=True),
            "Larger initiatives that it belongs to",
            is_repeated=True,
            required=OF_A_PROGRAMME,
            shown_when=OF_A_PROGRAMME,
        ),
    ),
)
AGENCIES = Section(
    "agencies",
    "Agencies and partners",
    (
        Field("isImplementedByAgencies", YesNo(), "Does it have implementing agencies?"),
        Field(
            "implementingAgencies",
            RecordReference(("organization",), is_versioned=True),
            "Implementing agencies",
            is_repeated=True,
            shown_when=Equals("isImplementedByAgencies", True),
            facet="organization",
        ),
        Field("isExecutededByAgencies", YesNo(), "Does it have executing agencies?"),
        Field(
            "executingAgencies",
            RecordReference(("organization",), is_versioned=True),
            "Executing agencies",
            is_repeated=True,
            shown_when=Equals("isExecutededByAgencies", True),
            facet="organization",
        ),
        Field("isCollaboratededByPartners", YesNo(), "Does it have collaborating partners?"),
        Field(
            "collaboratingPartners",
            RecordReference(("organization",), is_versioned=True),
            "Collaborating partners",
            is_repeated=True,
            shown_when=Equals("isCollaboratededByPartners", True),
            facet="organization",
        ),
    ),
)
DETAILS = Section(
    "details",
    "Detailed information",
    (
        Field("description", LocalText(), "Description", required=True, help="At most 150 words."),
        Field(
            "categories",
            Concept("579F448B-ECA8-4258-B130-3EAA68056D1F", allows_other=True),
            "Categories of activity",
            is_repeated=True,
            required=True,
            facet="activityCategory",
        ),
        Field(
            "targetGroups",
            Concept("AFB155C4-93A6-402C-B812-CFC7488ED651", allows_other=True),
            "Target groups",
            is_repeated=True,
            facet="targetGroup",
        ),
        Field("tags", LocalText(), "Free keywords", is_repeated=True),
        Field("adminTags", Text(), "Keywords for editors", is_repeated=True),
    ),
)
THEMES = Section(
    "themes",
    "Thematic coverage",
    (
        Field(
            "cbdSubjects",
            Concept("CBD-SUBJECTS"),
            "Subject areas of the Convention",
            is_repeated=True,
            facet="cbdSubject",
        ),
        Field(
            "gbfTargets",
            Concept("GBF-TARGETS"),
            "Targets of the Kunming-Montreal Global Biodiversity Framework",
            is_repeated=True,
            required=True,
            facet="gbfTarget",
        ),
        Field(
            "absKeyAreas",
            Concept("2B2A5166-F949-4B1E-888F-A7976E76320B"),
            "Key areas for capacity-building on access and benefit-sharing",
            is_repeated=True,
            required=ON_ACCESS,
            shown_when=ON_ACCESS,
            facet="absKeyArea",
        ),
        Field(
            "cpbThematicAreas",
            Concept("043C7F0D-2226-4E54-A56F-EE0B74CCC984", allows_other=True),
            "Subjects on biosafety",
            is_repeated=True,
            required=ON_BIOSAFETY,
            shown_when=ON_BIOSAFETY,
            facet="biosafetySubject",
        ),
    ),
)
FUNDING = Section(
    "funding",
    "Funding",
    (
        Field(
            "fundingSourceTypes",
            Concept("Capacity Building Project Funding Types"),
            "Types of funding sources",
            is_repeated=True,
            facet="fundingType",
        ),
        Field(
            "coreFundingSources",
            RecordReference(("organization",), is_versioned=True),
            "Sources of core funding",
            is_repeated=True,
        ),
        Field(
            "coFinancingSources",
            RecordReference(("organization",), is_versioned=True),
            "Sources of co-financing",
            is_repeated=True,
        ),
        Field("totalBudget", Text(), "Total budget", help="An amount in United States dollars."),
    ),
)
OUTCOMES = Section(
    "outcomes",
    "Outcomes",
    (
        Field("resultsAchievements", LocalText(is_rich=True), "Results and achievements"),
        Field("resultsOutputs", WebLink(accepts_files=True), "Outputs", is_repeated=True),
        Field(
            "resultsReference",
            RecordReference(("resource",), is_versioned=True),
            "Resources that came out of it",
            is_repeated=True,
        ),
        Field("bestPractices", LocalText(is_rich=True), "Lessons learned and best practices"),
    ),
)
SUPERSEDED = Section(
    "superseded",
    "Superseded fields",
    (
        Field(
            "libraries",
            Concept("cbdClearingHouses"),
            "Clearing-houses (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field(
            "aichiTargets",
            Concept("AICHI-TARGETS"),
            "Aichi Biodiversity Targets (superseded)",
            is_repeated=True,
            is_obsolete=True,
        ),
        Field("duration", LocalText(), "Duration (superseded)", is_obsolete=True),
        Field(
            "type",
            Concept("D935D0C8-F5A5-43B8-9E06-45A57BF3C731"),
            "Type of initiative (superseded)",
            is_obsolete=True,
        ),
        Field("typeInfo", LocalText(), "Details of the type (superseded)", is_obsolete=True),
        Field("selfFundingInfo", LocalText(), "Details of own funding (superseded)", is_obsolete=True),
    ),
)

CAPACITY_BUILDING_INITIATIVE = Format(
    slug="capacityBuildingInitiative",
    code="CDI",
    version=1,
    realms=("chm", "bch", "abs"),
    ownership=Ownership.REFERENCE,
    label="Capacity-building initiative",
    plural="Capacity-building initiatives",
    about="A project, programme, course or other activity that builds capacity: its partners, funding and results.",
    title=("title",),
    summary="description",
    sections=(
        GENERAL,
        AGENCIES,
        DETAILS,
        THEMES,
        FUNDING,
        OUTCOMES,
        ADDITIONAL_INFORMATION,
        NOTES,
        SUPERSEDED,
    ),
    rules=(
        AnyOf(
            ("isImplementedByAgencies", "isExecutededByAgencies", "isCollaboratededByPartners"),
            "Say that there are implementing agencies, executing agencies or collaborating partners.",
        ),
        InOrder("startDate", "endDate", "The end date may not lie before the start date."),
    ),
)
