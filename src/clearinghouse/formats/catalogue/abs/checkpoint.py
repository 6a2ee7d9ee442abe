"""A checkpoint at which information on the utilization of genetic resources is collected."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, LocalText, RecordReference, YesNo

# Sub-national or of a community.
NAMED_JURISDICTION = HasTerm(
    "jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E", "9627DF2B-FFAC-4F85-B075-AF783FF2A0B5")
)
COLLECTS = HasTerm("responsibleFunctions", ("022C5155-1859-45AA-B7D8-4F67E4334626",))

CHECKPOINT = Format(
    slug="absCheckpoint",
    code="CP",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Checkpoint",
    plural="Checkpoints",
    about="An institution that collects or receives information on how genetic resources are used (Article 17).",
    title=("name",),
    summary="responsibilities",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field("name", LocalText(), "Name of the checkpoint", required=True),
            ),
        ),
        Section(
            "responsibilities",
            "Responsibilities",
            (
                Field("responsibilities", LocalText(is_rich=True), "Responsibilities", help="At most 300 words."),
                Field(
                    "jurisdiction",
                    Concept("D7BD5BDE-A6B9-4261-B788-16839CCC4F7E", allows_other=True),
                    "Jurisdiction",
                    facet="jurisdiction",
                ),
                Field(
                    "jurisdictionName",
                    LocalText(),
                    "Name of the jurisdiction",
                    required=NAMED_JURISDICTION,
                    shown_when=NAMED_JURISDICTION,
                ),
                Field(
                    "responsibleFunctions",
                    Concept("72E01D51-E205-4A6B-8D50-8A6F240FDA19"),
                    "Functions",
                    is_repeated=True,
                    facet="checkpointFunction",
                ),
                Field(
                    "valueChainStage",
                    Concept("7374A4D1-FA0D-4EA8-860C-C55038741304", allows_other=True),
                    "Stage at which information is collected",
                    shown_when=COLLECTS,
                    facet="valueChainStage",
                ),
            ),
        ),
        Section(
            "informed",
            "Who is informed",
            (
                Field(
                    "informAllAuthorities",
                    YesNo(),
                    "Are all competent national authorities informed of communiqués?",
                    required=True,
                ),
                Field(
                    "contactsToInform",
                    RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
                    "Who is informed instead",
                    is_repeated=True,
                    shown_when=Equals("informAllAuthorities", False),
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
)
