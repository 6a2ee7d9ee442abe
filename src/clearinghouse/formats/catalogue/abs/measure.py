"""A legislative, administrative or policy measure on access and benefit-sharing."""

from clearinghouse.formats.closing import ADDITIONAL_INFORMATION, NOTES
from clearinghouse.formats.conditions import Equals, HasTerm, Not
from clearinghouse.formats.format import AnyOf, Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    REGIONS,
    Choice,
    Concept,
    Day,
    Group,
    LocalText,
    Option,
    RecordReference,
    Text,
    WebLink,
    YesNo,
)

BINDING = "97D6C7E6-5EAD-48B2-BD8D-DAB77153FF9C"
NOT_BINDING = "C9E33B71-D92A-4AC1-96E3-A136A1FDF135"
RETIRED = "0F8F3A6D-1BF7-4468-8BFC-8DD52F7F6E50"
REGIONAL = HasTerm("jurisdiction", ("528B1187-F1BD-4479-9FB3-ADBD9076D361",))
# Sub-national or of a community.
NAMED_JURISDICTION = HasTerm(
    "jurisdiction", ("DEBB019D-8647-40EC-8AE5-10CA88572F6E", "9627DF2B-FFAC-4F85-B075-AF783FF2A0B5")
)
IS_BINDING = HasTerm("status", (BINDING,))
IS_NOT_BINDING = HasTerm("status", (NOT_BINDING,))
IS_RETIRED = HasTerm("status", (RETIRED,))
OTHER_TYPE = HasTerm("type", ("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED",))
AMENDS = Equals("isAmendment", True)
HAS_CLAUSES = Equals("isModelContractualClause", True)
HAS_ELEMENTS = Not(Equals("absMesasureNotApplicable", True))
COVERS_RESOURCES = Equals("absMeasures.geneticResources.answer", True)

ELEMENTS = (
    Option("24E809DA-20F4-4457-9A8A-87C08DF81E8A", "Scope"),
    Option("B8A150E054154AD3AD97856ABD485E90", "Associated traditional knowledge"),
    Option("2A8B467A-5FC5-41C5-8D7B-71B78E3AFEDD", "Temporal scope"),
    Option("x-measure-element-derivatives", "Derivatives"),
    Option("x-measure-element-dsi", "Digital sequence information"),
    Option("x-measure-element-exclusions", "Exclusions"),
    Option("08B2CDEC-786F-4977-AD0A-6A709695528D", "Access"),
    Option("1E824A31-BDFB-4C47-9593-8006B5FC7D60", "Access to genetic resources"),
    Option("5427EB8F-5532-4AE2-88EE-5B9619917480", "Access to associated traditional knowledge"),
    Option("9AE45FB8-7788-4D26-B8E9-6B1647055519", "Permit or its equivalent at the time of access"),
    Option("x-measure-element-pic", "Prior informed consent of the competent national authority"),
    Option("x-measure-element-iplc-consent", "Consent of Indigenous Peoples and local communities"),
    Option("x-measure-element-special-considerations", "Research, emergencies, food and agriculture (Article 8)"),
    Option("8FA89F2D-3D6B-46A2-93BC-8B157054D726", "Rules and procedures for mutually agreed terms"),
    Option("A896179F-833E-4F76-B3F4-81CC95C66592", "Mutually agreed terms"),
    Option("9847FA8A-16C3-4466-A378-F20AF9FF883B", "Benefit-sharing"),
    Option("x-measure-element-benefits-genetic-resources", "Benefits from genetic resources"),
    Option("x-measure-element-benefits-traditional-knowledge", "Benefits from associated traditional knowledge"),
    Option("x-measure-element-benefits-commercialization", "Benefits from later applications and commercialization"),
    Option("E3E5D8F1-F25C-49AA-89D2-FF8F8974CD63", "Compliance"),
    Option("F2E6038A-6E99-4BCE-9582-155B72CC7730", "Compliance with the rules of the other Party (Articles 15 and 16)"),
    Option("4C57FDB4-3B92-46DD-B4C2-BB93D3B2167C", "Monitoring of utilization (Article 17)"),
    Option("x-measure-element-checkpoints", "Checkpoints"),
    Option("1FCC6CA9-022F-42FD-BD02-43AE674FEB56", "Compliance with mutually agreed terms (Article 18)"),
    Option("x-measure-element-sanctions", "Penalties and sanctions"),
    Option("01DA2D8E-F2BB-4E85-A17E-AB0219194A17", "Relation to other international instruments"),
    Option("BE944E70-2098-45AC-891B-D5E94AFECB99", "Other elements"),
)
"""The elements that a measure may cover, by the identifiers of their terms; genetic resources are asked for apart."""

GENERAL = (
    Field("government", Concept(COUNTRIES), "Submitting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", required=True),
    Field("description", LocalText(is_rich=True), "Description"),
    Field(
        "type",
        Concept("144CF550-7629-43F3-817E-CACDED34837E"),
        "Type of measure",
        required=True,
        facet="measureType",
    ),
    Field("otherTypeName", LocalText(), "Name of the other type", required=OTHER_TYPE, shown_when=OTHER_TYPE),
    Field(
        "jurisdiction",
        Concept("7A56954F-7430-4B8B-B733-54B8A5E7FF40"),
        "Jurisdiction",
        required=True,
        facet="jurisdiction",
    ),
    Field("jurisdictionRegions", Concept(REGIONS), "Regions", is_repeated=True, shown_when=REGIONAL),
    Field(
        "jurisdictionName",
        LocalText(),
        "Name of the jurisdiction",
        required=NAMED_JURISDICTION,
        shown_when=NAMED_JURISDICTION,
    ),
    Field(
        "status",
        Concept("ED7CDBD8-7762-4A84-82DD-30C01458A799"),
        "Legal status",
        required=True,
        facet="legalStatus",
    ),
    Field("adoption", Day(), "Date of adoption", required=IS_NOT_BINDING),
    Field("entryIntoForce", Day(), "Date of entry into force", required=IS_BINDING),
    Field("retired", Day(), "Date on which it was retired", required=IS_RETIRED, shown_when=IS_RETIRED),
    Field(
        "limitedApplication",
        Day(),
        "Last day of application, if limited",
        shown_when=HasTerm("status", (BINDING, NOT_BINDING)),
    ),
    Field(
        "isModelContractualClause",
        YesNo(),
        "Does it contain model contractual clauses?",
        facet="hasModelClauses",
    ),
    Field(
        "modelContractualClauseDescription",
        LocalText(),
        "Description of the model contractual clauses",
        shown_when=HAS_CLAUSES,
    ),
)
COVERAGE = (
    Field("absMesasureNotApplicable", YesNo(), "Do the elements below not apply to the measure?"),
    Field(
        "absMeasures.geneticResources.answer",
        YesNo(),
        "Does it cover genetic resources?",
        shown_when=HAS_ELEMENTS,
    ),
    Field(
        "absMeasures.geneticResources.elements",
        Group(
            (
                Field(
                    "types",
                    Concept("20945FA8-C24C-4AF6-B3D9-367592AFDF48"),
                    "Types of genetic resources",
                    is_repeated=True,
                ),
                Field(
                    "areas",
                    Concept("545CD54C-CFF3-41E8-A003-FDD278426A3A"),
                    "Areas of origin",
                    is_repeated=True,
                ),
                Field("section", LocalText(), "Section of the measure"),
            )
        ),
        "Genetic resources that it covers",
        is_repeated=True,
        shown_when=COVERS_RESOURCES,
    ),
    Field(
        "absMeasures.relevantElements",
        Group(
            (
                Field("identifier", Choice(ELEMENTS), "Element", required=True),
                Field("answer", YesNo(), "Does the measure cover it?", required=True),
                Field("section", LocalText(), "Section of the measure"),
                Field("customValue", LocalText(), "Name of the other element"),
                Field("parent", Text(), "Broader element (set by clients)", is_obsolete=True),
            )
        ),
        "Elements of the measure",
        is_repeated=True,
        shown_when=HAS_ELEMENTS,
        help="One row for each element that the measure covers, with the section in which it is found.",
    ),
)
DOCUMENTS = (
    Field("documents", WebLink(accepts_files=True), "Documents", is_repeated=True, required=True),
    Field("documentTranslations", WebLink(accepts_files=True), "Translations of the documents", is_repeated=True),
    Field(
        "linkedMeasures",
        RecordReference(("measure",), is_same_government=True, is_versioned=True),
        "Related measures",
        is_repeated=True,
    ),
    Field("linkedMeasuresDescription", LocalText(is_rich=True), "How the measures are related"),
)
SUPERSEDED = (
    Field("otherInformation", LocalText(), "Other information (superseded)", is_obsolete=True),
    Field("otherDocuments", WebLink(), "Other documents (superseded)", is_repeated=True, is_obsolete=True),
    Field("otherAbsMeasure", LocalText(), "Other measure (superseded)", is_obsolete=True),
    Field(
        "absMeasures.geneticResources.identifier",
        Text(),
        "Identifier of the element on genetic resources (set by clients)",
        is_obsolete=True,
    ),
    Field(
        "isModelContractualClauseDescription",
        LocalText(),
        "Description of the model contractual clauses (superseded)",
        is_obsolete=True,
    ),
    Field(
        "cpbSubjectAreas",
        Concept("Subject Areas"),
        "Subject areas of biosafety (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
    Field(
        "cpbSubjectLmos",
        Concept("TypeOfOrganisms"),
        "Types of living modified organisms (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
    Field(
        "libraries",
        Concept("cbdClearingHouses"),
        "Clearing-houses (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
)

MEASURE = Format(
    slug="measure",
    code="MSR",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Measure on access and benefit-sharing",
    plural="Measures on access and benefit-sharing",
    about="A legislative, administrative or policy measure on access and benefit-sharing, and what it covers.",
    title=("title",),
    summary="description",
    sections=(
        Section("general", "General information", GENERAL),
        Section(
            "amendment",
            "Amendment",
            (
                Field("isAmendment", YesNo(), "Does it amend an earlier measure?", required=True),
                Field(
                    "amendedMeasures",
                    RecordReference(("measure",), is_versioned=True),
                    "Measures that it amends",
                    is_repeated=True,
                    shown_when=AMENDS,
                ),
                Field("amendmentsDescription", LocalText(is_rich=True), "What is amended", shown_when=AMENDS),
            ),
        ),
        Section(
            "contact",
            "Institutions responsible",
            (
                Field(
                    "authorities",
                    RecordReference(("contact", "authority"), is_same_government=True, is_versioned=True),
                    "Institutions responsible for the measure",
                    is_repeated=True,
                    required=True,
                    facet="authority",
                ),
            ),
        ),
        Section("documents", "Documents", DOCUMENTS),
        Section("elements", "Elements of the measure", COVERAGE),
        ADDITIONAL_INFORMATION,
        NOTES,
        Section("superseded", "Superseded fields", SUPERSEDED),
    ),
    rules=(
        AnyOf(
            ("absMeasures.geneticResources.answer", "absMeasures.relevantElements"),
            "Say what the measure covers, or that the elements do not apply to it.",
            when=HAS_ELEMENTS,
        ),
    ),
)
