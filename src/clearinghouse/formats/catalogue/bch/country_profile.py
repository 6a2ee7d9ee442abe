"""What a government says of biosafety in its country, for the page of the country."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText

COUNTRY_PROFILE = Format(
    slug="countryProfile",
    code="BCP",
    version=1,
    realms=("bch",),
    ownership=Ownership.NATIONAL,
    label="Biosafety country profile",
    plural="Biosafety country profiles",
    about="What a government wants readers to know of biosafety in its country.",
    title=("title",),
    summary="profile",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Submitting government",
                    required=True,
                    facet="government",
                ),
                Field("title", LocalText(), "Title", help="The title under which the profile appears in lists."),
                Field("profile", LocalText(is_rich=True), "Profile", required=True),
            ),
        ),
        NOTES,
    ),
)
