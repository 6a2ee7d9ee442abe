"""A checkpoint communiqué: what a checkpoint has learnt on the utilization of a genetic resource."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, Not, both
from clearinghouse.formats.format import AnyOf, Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, MapPoint, RecordReference, WebLink, YesNo

NO_CERTIFICATE = Equals("absIRCCsNotAvailable", True)
OTHER_KEYWORD = both(NO_CERTIFICATE, HasTerm("keywords", ("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED",)))

GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field(
        "absCheckpoints",
        RecordReference(("absCheckpoint",), is_same_government=True, is_versioned=True),
        "Checkpoints that collected the information",
        is_repeated=True,
        required=True,
        facet="checkpoint",
    ),
    Field("absIRCCsNotAvailable", YesNo(), "Is there no internationally recognized certificate of compliance?"),
    Field(
        "absIRCCs",
        RecordReference(("absPermit",), is_versioned=True),
        "Certificates of compliance",
        is_repeated=True,
        shown_when=Not(NO_CERTIFICATE),
        facet="certificate",
    ),
)
SOURCE = (
    Field(
        "sourceCountries",
        Concept(COUNTRIES),
        "Countries from which the genetic resource was obtained",
        is_repeated=True,
        required=NO_CERTIFICATE,
        shown_when=NO_CERTIFICATE,
        facet="sourceCountry",
    ),
    Field(
        "subjectMatter",
        LocalText(is_rich=True),
        "Subject-matter or genetic resources",
        required=NO_CERTIFICATE,
        shown_when=NO_CERTIFICATE,
    ),
    Field(
        "keywords",
        Concept("1A22EAAB-9BBC-4543-890E-DEF913F59E98", allows_other=True),
        "Types of genetic resources",
        is_repeated=True,
        shown_when=NO_CERTIFICATE,
        facet="geneticResourceType",
    ),
    Field("keywordOther", LocalText(), "Other types of genetic resources", shown_when=OTHER_KEYWORD),
    Field("specimens", WebLink(), "Links to specimens", is_repeated=True, shown_when=NO_CERTIFICATE),
    Field("taxonomies", WebLink(), "Links to taxonomies", is_repeated=True, shown_when=NO_CERTIFICATE),
    Field(
        "gisFiles",
        WebLink(accepts_files=True),
        "Files with geographic coordinates",
        is_repeated=True,
        shown_when=NO_CERTIFICATE,
    ),
    Field("gisMapCenter", MapPoint(), "Centre of the map", shown_when=NO_CERTIFICATE),
)
EVIDENCE = (
    Field(
        "entityWhoGrantedPIC",
        RecordReference(("contact", "authority"), is_versioned=True),
        "Who granted prior informed consent",
        shown_when=NO_CERTIFICATE,
        facet="provider",
    ),
    Field(
        "entityToWhomPICGranted",
        RecordReference(("contact", "authority"), is_versioned=True),
        "To whom prior informed consent was granted",
        shown_when=NO_CERTIFICATE,
        facet="recipient",
    ),
    Field("evidenceOfPIC", LocalText(is_rich=True), "Evidence of prior informed consent", shown_when=NO_CERTIFICATE),
    Field("evidenceOfMAT", LocalText(is_rich=True), "Evidence of mutually agreed terms", shown_when=NO_CERTIFICATE),
    Field("dateOfAccess", Day(), "Date of access"),
)
UTILIZATION = (
    Field("description", LocalText(is_rich=True), "Utilization of the genetic resource", required=True),
    Field(
        "personsAtCheckpoint",
        RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
        "Persons or entities that use it",
        is_repeated=True,
        facet="user",
    ),
    Field("dateCollected", Day(), "Date on which the information was collected"),
    Field("dateCollectedFrom", Day(), "Collected from"),
    Field("dateCollectedTo", Day(), "Collected until"),
)

CHECKPOINT_COMMUNIQUE = Format(
    slug="absCheckpointCommunique",
    code="CPC",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Checkpoint communiqué",
    plural="Checkpoint communiqués",
    about="Information that a checkpoint collected or received on the utilization of a genetic resource.",
    title=("title",),
    summary="description",
    sections=(
        Section("general", "General information", GENERAL),
        Section("source", "Source and subject-matter", SOURCE),
        Section("evidence", "Consent and terms", EVIDENCE),
        Section("utilization", "Utilization", UTILIZATION),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(
        AnyOf(("absIRCCs", "absIRCCsNotAvailable"), "Name the certificates, or say that there is none."),
        InOrder(
            "dateCollectedFrom", "dateCollectedTo", "The collection ends before it begins. Correct one of the days."
        ),
    ),
)
