"""How far a country has come with its measures on access and benefit-sharing; planned, never opened."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, IsFilled
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, REGIONS, Concept, Day, LocalText, RecordReference, YesNo

REGIONAL = HasTerm("jurisdiction", ("528B1187-F1BD-4479-9FB3-ADBD9076D361",))
NEEDS_CONSENT = Equals("isSubjectToPic", True)
NEEDS_NONE = Equals("isSubjectToPic", False)
HAS_COMMUNITIES = Equals("hasIplc", True)
HAS_RIGHT = Equals("hasIplcRightEstablished", True)
HAS_NO_RIGHT = Equals("hasIplcRightEstablished", False)
HAS_STEPS = Equals("hasStepsForIplcApproval", True)
HAS_NO_STEPS = Equals("hasStepsForIplcApproval", False)

ABS_MEASURE_STATUS = Format(
    slug="absMeasureStatus",
    code="SMSR",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Status of measures on access and benefit-sharing",
    plural="Statuses of measures on access and benefit-sharing",
    about="How far a country has come with its measures, with consent and with the rights of communities.",
    title=("title",),
    summary="statusDescription",
    sections=(
        Section(
            "general",
            "General information",
            (
                Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
                Field(
                    "jurisdiction",
                    Concept("7A56954F-7430-4B8B-B733-54B8A5E7FF40"),
                    "Jurisdiction",
                    required=True,
                    facet="jurisdiction",
                ),
                Field("jurisdictionRegions", Concept(REGIONS), "Regions", is_repeated=True, required=REGIONAL),
                Field("adoption", Day(), "Date of publication", required=True),
                Field("title", LocalText(), "Title", required=True),
            ),
        ),
        Section(
            "measures",
            "Measures",
            (
                Field(
                    "measureEstablished", YesNo(), "Are there measures on access and benefit-sharing?", required=True
                ),
                Field("status", Concept("611F123A-A329-412B-868B-A16D73603FD2"), "Status", required=True),
                Field(
                    "statusDescription",
                    LocalText(),
                    "Explanation of the status",
                    shown_when=IsFilled("measureEstablished"),
                ),
            ),
        ),
        Section(
            "consent",
            "Prior informed consent",
            (
                Field(
                    "isSubjectToPic",
                    YesNo(),
                    "Does access to genetic resources need prior informed consent?",
                    required=True,
                ),
                Field(
                    "noPicStatus",
                    Concept("13EDEB08-60A8-4595-9511-3EE4EEB8C5A5"),
                    "Why none is needed",
                    required=NEEDS_NONE,
                ),
                Field(
                    "picMeasures",
                    RecordReference(("measure",), is_same_government=True, is_versioned=True),
                    "Measures on prior informed consent",
                    is_repeated=True,
                    required=NEEDS_CONSENT,
                ),
                Field(
                    "picMeasuresDescription",
                    LocalText(),
                    "Explanation of the measures on prior informed consent",
                    shown_when=IsFilled("isSubjectToPic"),
                ),
            ),
        ),
        Section(
            "communities",
            "Indigenous Peoples and local communities",
            (
                Field(
                    "hasIplc",
                    YesNo(),
                    "Do Indigenous Peoples and local communities live in the country?",
                    required=True,
                ),
                Field(
                    "iplcType",
                    Concept("6EA23B4D-1A86-4C61-B2CE-4698E0D2E612"),
                    "Kind of communities",
                    required=HAS_COMMUNITIES,
                ),
                Field("iplcDescription", LocalText(), "Explanation on the communities", shown_when=IsFilled("hasIplc")),
                Field(
                    "hasIplcRightEstablished",
                    YesNo(),
                    "Do they have an established right to grant access to genetic resources?",
                    required=True,
                ),
                Field(
                    "isIplcRightFullyImplemented", YesNo(), "Is this right fully put into effect?", shown_when=HAS_RIGHT
                ),
                Field(
                    "iplcMeasures",
                    RecordReference(("measure",), is_same_government=True, is_versioned=True),
                    "Measures that establish this right",
                    is_repeated=True,
                    required=HAS_RIGHT,
                ),
                Field(
                    "otherIplcRelatedRecords",
                    RecordReference(
                        ("absProcedure", "database", "communityProtocol", "authority"),
                        is_same_government=True,
                        is_versioned=True,
                    ),
                    "Other records on this right",
                    is_repeated=True,
                    required=HAS_RIGHT,
                ),
                Field("isIplcRightInPlan", YesNo(), "Is it planned to establish this right?", shown_when=HAS_NO_RIGHT),
                Field(
                    "iplcMeasuresDescription",
                    LocalText(),
                    "Explanation on this right",
                    shown_when=IsFilled("hasIplcRightEstablished"),
                ),
                Field(
                    "hasStepsForIplcApproval",
                    YesNo(),
                    "Have steps been taken to ensure their consent or approval?",
                    required=True,
                ),
                Field(
                    "isStepsForIplcApprovalImplemented",
                    YesNo(),
                    "Are these steps put into effect?",
                    shown_when=HAS_STEPS,
                ),
                Field(
                    "iplcApprovalMeasures",
                    RecordReference(("measure",), is_same_government=True, is_versioned=True),
                    "Measures on their consent or approval",
                    is_repeated=True,
                    required=HAS_STEPS,
                ),
                Field(
                    "otherIplcApprovalRecords",
                    RecordReference(
                        ("absProcedure", "database", "communityProtocol", "authority"),
                        is_same_government=True,
                        is_versioned=True,
                    ),
                    "Other records on their consent or approval",
                    is_repeated=True,
                    required=HAS_STEPS,
                ),
                Field("isStepsForIplcApprovalInPlan", YesNo(), "Are such steps planned?", shown_when=HAS_NO_STEPS),
                Field(
                    "iplcApprovalDescription",
                    LocalText(),
                    "Explanation on their consent or approval",
                    shown_when=IsFilled("hasStepsForIplcApproval"),
                ),
            ),
        ),
        ADDITIONAL_INFORMATION,
        NOTES,
    ),
    is_open=False,
)
