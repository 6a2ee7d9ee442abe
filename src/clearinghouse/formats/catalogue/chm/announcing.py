"""What the announcements of the secretariat have in common."""

from clearinghouse.formats.format import Field, Section
from clearinghouse.formats.kinds import Concept, Legacy, Url, WebLink

EVERY_REALM = ("chm", "bch", "abs", "ort")
SUBJECTS = Field(
    "thematicAreas",
    Concept("CBD-SUBJECTS"),
    "Subject areas",
    is_repeated=True,
    facet="cbdSubject",
)
ADDRESSES = Field("urls", Url(), "Web addresses", is_repeated=True)
DOCUMENTS = Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True)
SUPERSEDED = Section(
    "superseded",
    "Superseded fields",
    (Field("themes", Legacy(), "Themes (superseded)", is_obsolete=True),),
)
