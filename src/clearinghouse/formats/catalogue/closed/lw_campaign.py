"""A campaign of the LifeWeb initiative."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import Day, LocalText, WebLink

LW_CAMPAIGN = Format(
    slug="lwCampaign",
    code="LWC",
    version=1,
    realms=("chm",),
    ownership=Ownership.REFERENCE,
    label="LifeWeb campaign",
    plural="LifeWeb campaigns",
    about="A campaign that brought several LifeWeb projects together.",
    title=("title",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title", required=True),
                Field("startDate", Day(), "First day"),
                Field("endDate", Day(), "Last day"),
                Field("homepage", WebLink(), "Websites", is_repeated=True),
                Field("logo", WebLink(accepts_files=True), "Logo", is_repeated=True),
            ),
        ),
        NOTES,
    ),
    rules=(InOrder("startDate", "endDate", "The last day may not lie before the first day."),),
    is_open=False,
)
