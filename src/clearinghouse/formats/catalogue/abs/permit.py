"""A permit or its equivalent, which constitutes an internationally recognized certificate of compliance."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, IsFilled, IsPublished, Not
from clearinghouse.formats.format import AnyOf, Field, Format, Happening, InOrder, Ownership, Section, Validity
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Choice,
    Concept,
    Day,
    LocalText,
    MapPoint,
    Option,
    RecordReference,
    WebLink,
    YesNo,
)

PROVIDERS_OPEN = Not(Equals("providersConfidential", True))
RECIPIENTS_OPEN = Not(Equals("entitiesToWhomPICGrantedConfidential", True))
SUBJECT_OPEN = Not(Equals("subjectMatterConfidential", True))
USES_OPEN = Not(Equals("usagesConfidential", True))
CONSENT = Equals("picGranted", True)
TERMS = Equals("matEstablished", True)
OTHER_KEYWORD = HasTerm("keywords", ("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED",))
WITHHELD = "What is confidential is not stored: tick the box and leave the answer empty."

GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field(
        "relatedIRCCs",
        RecordReference(("absPermit",), is_same_government=True, is_versioned=True),
        "Related certificates",
        is_repeated=True,
    ),
    Field(
        "absCNA",
        RecordReference(("authority",), is_same_government=True, is_versioned=True),
        "Issuing authority",
        required=True,
        facet="authority",
    ),
    Field("title", LocalText(), "Title", required=True),
    Field("referenceToNationalPermit", LocalText(is_rich=True), "Reference number of the national permit"),
    Field("dateOfIssuance", Day(), "Date of issuance", required=True),
    Field("dateOfExpiry", Day(), "Date of expiry"),
)
CONSENT_AND_PROVIDERS = (
    Field("providersConfidential", YesNo(), "Is the provider confidential?", facet="confidentialProvider"),
    Field(
        "providers",
        RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
        "Providers",
        is_repeated=True,
        shown_when=PROVIDERS_OPEN,
        facet="provider",
        help=WITHHELD,
    ),
    Field("picGranted", YesNo(), "Was prior informed consent obtained or granted?", required=True),
    Field("picInformation", LocalText(is_rich=True), "Details of prior informed consent", shown_when=CONSENT),
    Field(
        "picDocuments",
        WebLink(accepts_files=True),
        "Documents on prior informed consent",
        is_repeated=True,
        shown_when=CONSENT,
    ),
    Field("entitiesToWhomPICGrantedConfidential", YesNo(), "Is the holder of the consent confidential?"),
    Field(
        "entitiesToWhomPICGranted",
        RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
        "Persons or entities to whom consent was granted",
        is_repeated=True,
        shown_when=RECIPIENTS_OPEN,
        facet="recipient",
        help=WITHHELD,
    ),
)
SUBJECT = (
    Field("subjectMatterConfidential", YesNo(), "Is the subject-matter confidential?", facet="confidentialSubject"),
    Field(
        "subjectMatter",
        LocalText(is_rich=True),
        "Subject-matter or genetic resources covered",
        shown_when=SUBJECT_OPEN,
        help=WITHHELD,
    ),
    Field(
        "keywords",
        Concept("1A22EAAB-9BBC-4543-890E-DEF913F59E98", allows_other=True),
        "Types of genetic resources",
        is_repeated=True,
        facet="geneticResourceType",
    ),
    Field("keywordOther", LocalText(), "Other types of genetic resources", shown_when=OTHER_KEYWORD),
    Field("specimens", WebLink(), "Links to specimens", is_repeated=True),
    Field("taxonomies", WebLink(), "Links to taxonomies", is_repeated=True),
    Field("gisFiles", WebLink(accepts_files=True), "Files with geographic coordinates", is_repeated=True),
    Field("gisMapCenter", MapPoint(), "Centre of the map", shown_when=IsFilled("gisFiles")),
)
UTILIZATION = (
    Field("matEstablished", YesNo(), "Were mutually agreed terms established?", required=True),
    Field("matInformation", LocalText(is_rich=True), "Details of mutually agreed terms", shown_when=TERMS),
    Field(
        "matDocuments",
        WebLink(accepts_files=True),
        "Documents on mutually agreed terms",
        is_repeated=True,
        shown_when=TERMS,
    ),
    Field("usagesConfidential", YesNo(), "Is the utilization confidential?"),
    Field(
        "usages",
        Concept("A7B77788-8C90-4849-9327-E181E9522F3A"),
        "Utilization covered",
        is_repeated=True,
        shown_when=USES_OPEN,
        facet="usage",
        help=WITHHELD,
    ),
    Field("usagesDescription", LocalText(is_rich=True), "Details of the utilization"),
    Field("thirdPartyTransferCondition", LocalText(is_rich=True), "Conditions for transfer to third parties"),
)

REVOKED = Equals("amendmentIntent", "Revoke")
"""An update that ends the certificate."""

PERMIT = Format(
    slug="absPermit",
    code="IRCC",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Internationally recognized certificate of compliance",
    plural="Internationally recognized certificates of compliance",
    about=(
        "A permit or its equivalent for access to genetic resources. Once published it is an internationally "
        "recognized certificate of compliance; each update is a new certificate."
    ),
    title=("title",),
    summary="subjectMatter",
    sections=(
        Section("general", "General information", GENERAL),
        Section(
            "amendment",
            "Amendment",
            (
                Field(
                    "amendmentIntent",
                    Choice((Option("New", "New certificate"), Option("Update", "Update"), Option("Revoke", "Revoke"))),
                    "What the update is for",
                    required=IsPublished(),
                    shown_when=IsPublished(),
                ),
                Field(
                    "amendmentDescription",
                    LocalText(is_rich=True),
                    "What has changed",
                    required=IsPublished(),
                    shown_when=IsPublished(),
                ),
                Field("updateReason", LocalText(), "Reason for the update", shown_when=IsPublished()),
            ),
        ),
        Section("consent", "Providers and prior informed consent", CONSENT_AND_PROVIDERS),
        Section("subject", "Subject-matter", SUBJECT),
        Section("utilization", "Mutually agreed terms and utilization", UTILIZATION),
        Section(
            "documents",
            "Documents",
            (
                Field("permitFiles", WebLink(accepts_files=True), "Copies of the permit", is_repeated=True),
                Field("permitDescription", LocalText(is_rich=True), "Remarks on the permit"),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    rules=(
        AnyOf(("providers", "providersConfidential"), "Name the providers, or say that they are confidential."),
        AnyOf(
            ("entitiesToWhomPICGranted", "entitiesToWhomPICGrantedConfidential"),
            "Name those to whom consent was granted, or say that they are confidential.",
        ),
        AnyOf(
            ("subjectMatter", "subjectMatterConfidential"),
            "Describe the subject-matter, or say that it is confidential.",
        ),
        AnyOf(("usages", "usagesConfidential"), "Choose the utilization covered, or say that it is confidential."),
        InOrder(
            "dateOfIssuance", "dateOfExpiry", "The certificate expires before it was issued. Correct one of the days."
        ),
    ),
    validity=Validity("dateOfIssuance", "dateOfExpiry", REVOKED),
    happenings=(Happening("dateOfExpiry"),),
)
