"""What a stakeholder shows to be allowed to make commitments; approved by the Secretariat."""

from clearinghouse.formats.catalogue.ort.stakeholders import REACH, STAKEHOLDER
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.conditions import Equals
from clearinghouse.formats.format import Audience, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Email, LocalText, WebLink, YesNo

OF_A_PARTY = Equals("isParty", True)

STAKEHOLDER_CREDENTIAL = Format(
    slug="stakeholderCredential",
    code="SCR",
    version=1,
    realms=("ort",),
    ownership=Ownership.EITHER,
    label="Stakeholder credential",
    plural="Stakeholder credentials",
    about="Who speaks for a stakeholder and may make commitments in its name.",
    title=("organization",),
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("isParty", YesNo(), "Does the stakeholder represent a Party?", required=True),
                Field(
                    "government",
                    Concept(COUNTRIES),
                    "Party",
                    required=OF_A_PARTY,
                    shown_when=OF_A_PARTY,
                    facet="government",
                ),
            ),
        ),
        Section("stakeholder", "Stakeholder", STAKEHOLDER),
        Section("reach", "Contact information", REACH),
        Section(
            "authority",
            "Authority",
            (
                Field(
                    "authorityDocuments",
                    WebLink(accepts_files=True),
                    "Documents that give the authority",
                    is_repeated=True,
                    audience=Audience.OWNER,
                ),
                Field(
                    "authorizedEmails",
                    Email(),
                    "E-mail addresses of those who may make commitments",
                    is_repeated=True,
                    required=True,
                    audience=Audience.OWNER,
                    personal=True,
                ),
                Field("additionalInformation", LocalText(is_rich=True), "Other relevant information"),
                Field(
                    "additionalDocuments",
                    WebLink(accepts_files=True),
                    "Other relevant documents",
                    is_repeated=True,
                ),
            ),
        ),
        NOTES,
    ),
)
