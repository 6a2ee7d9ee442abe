"""Data of a country on an indicator of the Framework, or of its own."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals, either
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Group,
    LocalText,
    Number,
    Option,
    Text,
    WebLink,
    WholeNumber,
    YesNo,
)

IS_GLOBAL = Equals("sourceOfData", "availableDataset")
HAS_DATA = either(Equals("sourceOfData", "national"), IS_GLOBAL)
HAS_NONE = either(Equals("sourceOfData", "noData"), Equals("sourceOfData", "notRelevant"))
DISAGGREGATED = Equals("hasDisaggregation", True)

ROW = (
    Field("indicatorCode", Text(), "Code of the indicator", required=True),
    Field("hasDisaggregation", YesNo(), "Is the value for a part only?", required=True),
    Field("disaggregation", Text(), "Which part", required=DISAGGREGATED, shown_when=DISAGGREGATED),
    Field(
        "year",
        WholeNumber(Message("nationalReport7IndicatorData.data.year.unit", "(year)"), minimum=1900),
        "Year",
        required=True,
    ),
    Field("unit", Text(), "Unit", required=True),
    Field(
        "value",
        Number(Message("nationalReport7IndicatorData.data.value.unit", "(in the unit given)"), minimum=None),
        "Value",
        required=True,
    ),
    Field("footnote", Text(max_chars=5_000, is_multiline=True), "Footnote"),
)
DATA = (
    Field(
        "sourceOfData",
        Choice(
            (
                Option("national", "Data of the country"),
                Option("availableDataset", "A global data set"),
                Option("noData", "There are no data"),
                Option("notRelevant", "The indicator is not relevant"),
            )
        ),
        "Source of the data",
        required=True,
        facet="sourceOfData",
    ),
    Field("sourceOfDataInfo", LocalText(), "Explanation", required=HAS_NONE, shown_when=HAS_NONE),
    Field("globalDataSources", WebLink(), "Sources of the global data", is_repeated=True, shown_when=IS_GLOBAL),
    Field("globalIndicatorProviders", WebLink(), "Providers of the data set", is_repeated=True, shown_when=IS_GLOBAL),
    Field(
        "globalDescription",
        Text(max_chars=20_000, is_multiline=True),
        "Description of the data set",
        shown_when=IS_GLOBAL,
    ),
    Field("data", Group(ROW), "Data", is_repeated=True, required=HAS_DATA, shown_when=HAS_DATA),
    Field("comments", LocalText(is_rich=True), "Comments"),
)

INDICATOR_DATA = Format(
    slug="nationalReport7IndicatorData",
    code="NR7ID",
    version=1,
    realms=("ort",),
    ownership=Ownership.NATIONAL,
    label="Indicator data",
    plural="Indicator data",
    about="The values of an indicator of the Framework, or of a national indicator, that a country reports.",
    title=("indicator.identifier",),
    summary="comments",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field(
                    "indicator.identifier",
                    Text(),
                    "Indicator",
                    required=True,
                    is_identifier=True,
                    help="Identifier of an indicator of the Framework, or of a national one that a target names.",
                ),
            ),
        ),
        Section("data", "Data", DATA),
        NOTES,
    ),
)
