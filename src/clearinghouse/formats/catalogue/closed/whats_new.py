"""An item on what is new, before it became a news item."""

from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import Concept, Legacy, LocalText, Url

NEW = Format(
    slug="new",
    code="NEW",
    version=1,
    realms=("chm", "bch", "abs", "ort"),
    ownership=Ownership.REFERENCE,
    label="Item on what is new",
    plural="Items on what is new",
    about="What was new on the pages of the Convention, before news items took its place.",
    title=("title",),
    summary="description",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("title", LocalText(), "Title"),
                Field("description", LocalText(), "Summary"),
                Field("thematicAreas", Concept("CBD-SUBJECTS"), "Subject areas", is_repeated=True, facet="cbdSubject"),
                Field("urls", Url(), "Web addresses", is_repeated=True),
            ),
        ),
        NOTES,
        Section(
            "superseded", "Superseded fields", (Field("themes", Legacy(), "Themes (superseded)", is_repeated=True),)
        ),
    ),
    is_open=False,
    superseded_by="news",
)
