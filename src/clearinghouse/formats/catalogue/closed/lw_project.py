"""A project of the LifeWeb initiative that sought donors."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    Group,
    MapPoint,
    Number,
    Option,
    RecordReference,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

COMMENT = Field("comment", Text(max_chars=20_000, is_multiline=True), "Comment")
TARGET = Group((Field("type", Concept("AICHI-TARGETS"), "Aichi Biodiversity Target"), COMMENT))
SERVICE = Choice(
    (
        Option("ecoservices1", "Climate change mitigation"),
        Option("ecoservices2", "Climate change adaptation"),
        Option("ecoservices3", "Freshwater security"),
        Option("ecoservices4", "Food security"),
        Option("ecoservices5", "Human health"),
        Option("ecoservices6", "Cultural and spiritual access"),
        Option("ecoservices7", "Income generation"),
    )
)
ALIGNED = Choice(
    (
        Option("NBSAPs", "National biodiversity strategy and action plan"),
        Option("climateChange", "Strategy on climate change"),
        Option("o_n_s", "Another national strategy"),
    )
)
PARTNER = (
    Field("partner", Text(), "Partner"),
    Field("info", Text(max_chars=20_000, is_multiline=True), "About the partner"),
    Field("role", Group((Field("title", Text(), "Name of the role"),)), "Role"),
)
COST = (
    Field("activity", Text(max_chars=5_000, is_multiline=True), "Activity"),
    Field("result", Text(max_chars=5_000, is_multiline=True), "Result"),
    Field("cost", Number(Message("lwProject.budget.cost.unit", "United States dollars")), "Cost"),
)
DONATION = (
    Field("date", Day(), "Date"),
    Field("donor", RecordReference(("lwDonor",), is_versioned=True), "Donor"),
    Field("description", Text(max_chars=20_000, is_multiline=True), "Description"),
    Field("funding", Number(Message("lwProject.donations.funding.unit", "United States dollars")), "Amount"),
    Field("domestic", YesNo(), "Does it come from the country itself?"),
    Field("lifeweb_facilitated", YesNo(), "Did LifeWeb bring it about?"),
    Field("lifewebPrevFunded", YesNo(), "Did LifeWeb bring about money before?"),
)

LW_PROJECT = Format(
    slug="lwProject",
    code="LWP",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="LifeWeb project",
    plural="LifeWeb projects",
    about="A project on protected areas that sought or found donors through the LifeWeb initiative.",
    title=("title",),
    summary="projectAbstract",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", Text(), "Title", required=True),
                Field("leadContact", Text(), "Contact", required=True, personal=True),
                Field("expired", YesNo(), "Has it ended?", required=True),
                Field(
                    "featured",
                    WholeNumber(Message("lwProject.featured.unit", "(place)")),
                    "Place among the featured projects",
                    required=True,
                ),
                Field("startDate", Day(), "Start date", required=True),
                Field(
                    "timeFrame", WholeNumber(Message("lwProject.timeFrame.unit", "months")), "Duration", required=True
                ),
                Field("campaigns", RecordReference(("lwCampaign",), is_versioned=True), "Campaigns", is_repeated=True),
            ),
        ),
        Section(
            "content",
            "Content",
            (
                Field("projectAbstract", Text(max_chars=20_000, is_multiline=True), "Abstract", required=True),
                Field("description", Text(max_chars=20_000, is_multiline=True), "Description", required=True),
                Field("images", WebLink(accepts_files=True), "Images", is_repeated=True),
                Field("thumbnail", WebLink(accepts_files=True), "Cover image", required=True),
                Field("attachments", WebLink(accepts_files=True), "Documents", is_repeated=True),
            ),
        ),
        Section(
            "place",
            "Place",
            (
                Field("countries", Concept(COUNTRIES), "Countries", is_repeated=True, facet="country"),
                Field("protectedAreas", WebLink(), "Protected areas", is_repeated=True),
                Field("maps", WebLink(accepts_files=True), "Maps", is_repeated=True),
                Field("coordinates", MapPoint(), "Place on the map"),
            ),
        ),
        Section(
            "contribution",
            "Contribution",
            (
                Field("aichiTargets", TARGET, "Aichi Biodiversity Targets", is_repeated=True),
                Field(
                    "climateContribution",
                    Group((Field("type", SERVICE, "Service"), COMMENT)),
                    "Ecosystem services",
                    is_repeated=True,
                ),
                Field("ecologicalContribution", Text(max_chars=20_000, is_multiline=True), "Ecological contribution"),
                Field(
                    "nationalAlignment",
                    Group((Field("type", ALIGNED, "Strategy"), COMMENT)),
                    "National strategies to which it corresponds",
                    is_repeated=True,
                ),
                Field("institutionalContext", Group(PARTNER), "Partners", is_repeated=True),
            ),
        ),
        Section(
            "finance",
            "Finance",
            (
                Field("financialStability", Text(max_chars=20_000, is_multiline=True), "Financial sustainability"),
                Field("budget", Group(COST), "Budget", is_repeated=True),
                Field("donations", Group(DONATION), "Donations", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    is_open=False,
)
