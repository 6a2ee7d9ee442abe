"""A news item on biosafety from a country."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, WebLink

BIOSAFETY_NEWS = Format(
    slug="biosafetyNews",
    code="BCHN",
    version=1,
    realms=("bch",),
    ownership=Ownership.REFERENCE,
    label="Biosafety news item",
    plural="Biosafety news items",
    about="News on biosafety from a country: a meeting, a new rule, a project.",
    title=("title",),
    summary="newsAbstract",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("country", Concept(COUNTRIES), "Country", required=True, facet="country"),
                Field("title", LocalText(), "Title", required=True),
                Field("newsAbstract", LocalText(is_rich=True), "Abstract"),
                Field("newsText", LocalText(is_rich=True), "Text of the news item", required=True),
                Field("nodeAddress", WebLink(), "Relevant links", is_repeated=True),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
