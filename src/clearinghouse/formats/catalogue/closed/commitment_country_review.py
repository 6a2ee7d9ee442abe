"""That a focal point has seen a commitment; existing clients read it as an object, not as a record."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Legacy, LocalText, Text, YesNo

COMMITMENT_COUNTRY_REVIEW = Format(
    slug="commitmentCountryReview",
    code="CCR",
    version=1,
    realms=("ort",),
    ownership=Ownership.REFERENCE,
    label="Review of a commitment by a country",
    plural="Reviews of commitments by countries",
    about="That the focal point of a country has seen what a stakeholder commits to do there.",
    title=("title",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("identifier", Text(), "Identifier of the commitment"),
                Field("government", Text(), "Code of the country"),
                Field("reviewed", YesNo(), "Has it been reviewed?"),
                Field("meta", Legacy(), "Dates and people, as they were kept"),
            ),
        ),
        NOTES,
    ),
    is_open=False,
)
