"""The interim national report on the implementation of the Nagoya Protocol, before the first one took its place."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.closed.abs_response import RESPONSE, count, parts, response, text, words, yes_no
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, Ownership, Section
from clearinghouse.formats.kinds import (
    COUNTRIES,
    Concept,
    Group,
    LocalText,
    RecordReference,
    WebLink,
    WholeNumber,
)

PERMITS = WholeNumber(Message("absNationalReport1.permits.unit", "permits"))
COMMUNIQUES = WholeNumber(Message("interim-report.communiques.unit", "communiqués"))
RECEIVED = Group(
    (
        yes_no("answer", "Answer"),
        yes_no("monetary", "Monetary benefits"),
        words("monetaryInfo", "Explanation on monetary benefits"),
        yes_no("nonMonetary", "Non-monetary benefits"),
        words("nonMonetaryInfo", "Explanation on non-monetary benefits"),
    )
)
SOURCES = Group(
    (
        yes_no("answer", "Answer"),
        yes_no("parties", "From other Parties"),
        words("partiesInfo", "Which Parties"),
        yes_no("financialInstitutions", "From financial institutions"),
        yes_no("gef", "From the Global Environment Facility"),
        yes_no("npImplementationFund", "From the Nagoya Protocol Implementation Fund"),
        yes_no("otherSources", "From other sources"),
        words("otherSourcesInfo", "Which other sources"),
    )
)


def with_measures(name: str, label: str) -> Field:
    """Return a question with an answer, and with what is said of the measures taken."""
    measures = Group((words("complianceInfo", "Explanation"),))
    return parts(
        name,
        label,
        Field("violation", RESPONSE, "Answer and explanation", words="interim-report.violation"),
        Field("measures", measures, "Measures taken", words="interim-report.measures"),
    )


def checked(name: str, label: str) -> Field:
    """Return a question on an obligation, and on whether there are measures where it is not met."""
    return parts(
        name,
        label,
        Field("violation", RESPONSE, "Answer and explanation", words="interim-report.violation"),
        yes_no("hasMeasures", "Are there measures where it is not met?"),
    )


def named(name: str, label: str) -> Field:
    """Return one part of a question, with a response of its own."""
    return Field(name, RESPONSE, label)


def remarks(name: str, label: str) -> Field:
    """Return a question for words and documents."""
    documents = WebLink(accepts_files=True)
    return parts(
        name,
        label,
        words("relevantInformation", "Explanation"),
        Field("relevantDocuments", documents, "Documents", is_repeated=True, words="interim-report.relevantDocuments"),
    )


GENERAL = (
    Field("government", Concept(COUNTRIES), "Reporting government", required=True, facet="government"),
    Field("title", LocalText(), "Title"),
    Field(
        "contact", RecordReference(("contact", "authority", "focalPoint"), is_versioned=True), "Contact for the report"
    ),
)
INSTITUTIONS = (
    response("question3", "3. Is information made available to the ABS Clearing-House?"),
    response("question4", "4. Are there legislative, administrative or policy measures on access and benefit-sharing?"),
    response("question5", "5. Is a national focal point designated?"),
    response("question6", "6. Is a competent national authority designated?"),
    response("question7", "7. Are permits made available to the ABS Clearing-House?"),
    response("question8", "8. Are they made available as internationally recognized certificates of compliance?"),
    response("question9", "9. Is a checkpoint designated?"),
    response("question10", "10. Summary and difficulties on institutions"),
)
ACCESS = (
    response("question11", "11. Does access to genetic resources need prior informed consent?"),
    response("question12", "12. Are the rules on access fair and not arbitrary?"),
    response("question13", "13. Is there information on how to apply for prior informed consent?"),
    response("question14", "14. Does a competent authority decide clearly and in writing?"),
    response("question15", "15. Is a permit or its equivalent issued at the time of access?"),
    parts("question16", "16. Permits in the ABS Clearing-House", count("permitsOnAbsCh", "Number", PERMITS)),
    response("question17", "17. Are there rules and procedures for mutually agreed terms?"),
    parts(
        "question18",
        "18. Benefits received since the Protocol entered into force",
        Field("geneticResources", RECEIVED, "From genetic resources", words="interim-report.geneticResources"),
        Field("tk", RECEIVED, "From traditional knowledge", words="interim-report.tk"),
    ),
    response("question19", "19. Summary and difficulties on access"),
)
BENEFITS = (
    response("question20", "20. Must benefits be shared with the Party that provides genetic resources?"),
    response(
        "question21",
        "21. Are benefits from genetic resources held by Indigenous Peoples and local communities shared with them?",
    ),
    response("question22", "22. Are benefits from associated traditional knowledge shared with its holders?"),
    response("question23", "23. Summary and difficulties on benefit-sharing"),
)
COMPLIANCE = (
    with_measures(
        "question24",
        "24. Must genetic resources used here have been accessed in line with the rules of the other Party?",
    ),
    checked(
        "question25",
        "25. Must traditional knowledge used here have been accessed in line with the rules of the other Party?",
    ),
    checked("question26", "26. Must users give information at checkpoints?"),
    parts(
        "question27",
        "27. Is this information passed on to authorities, the providing Party and the ABS Clearing-House?",
        Field(
            "cpc",
            Group((text("option", "Is it used?"),)),
            "Checkpoint communiqué",
            words="interim-report.cpc",
        ),
        count("cpcsOnAbsChCount", "Number", COMMUNIQUES),
    ),
    response("question28", "28. Are provisions on reporting in mutually agreed terms encouraged?"),
    response("question29", "29. Are cost-effective tools of communication encouraged?"),
    response("question30", "30. Summary and difficulties on compliance and monitoring"),
)
TERMS = (
    response("question31", "31. Are provisions on settling disputes in mutually agreed terms encouraged?"),
    response("question32", "32. Is recourse available in disputes on mutually agreed terms?"),
    parts(
        "question33",
        "33. Measures on compliance with mutually agreed terms",
        named("justice", "Access to justice"),
        named("mechanisms", "Recognition of foreign judgments and arbitral awards"),
    ),
    response("question34", "34. Summary and difficulties on mutually agreed terms"),
)
SPECIAL = (
    parts(
        "question35",
        "35. Special considerations",
        named("research", "Research for conservation, with simple access for other ends than trade"),
        named("emergencies", "Regard to emergencies that threaten health"),
        named("access", "Expeditious access and benefit-sharing in such emergencies"),
        named("importance", "Importance of genetic resources for food and agriculture"),
    ),
    response("question36", "36. Summary and difficulties on special considerations"),
)
COMMUNITIES = (
    response("question37", "37. Do Indigenous Peoples and local communities live in the country?"),
    parts(
        "question38",
        "38. Their right to grant access to genetic resources",
        named("law", "Law that establishes this right"),
        named("measures", "Measures to ensure their consent or approval"),
        named("pic", "Criteria or a process for their consent or approval"),
    ),
    response(
        "question39",
        "39. Are there measures so that traditional knowledge is accessed with consent and on agreed terms?",
    ),
    response("question40", "40. Are customary laws and community protocols considered?"),
    response("question41", "41. Are users of traditional knowledge told of their obligations?"),
    parts(
        "question42",
        "42. Support to communities",
        named("community", "Community protocols"),
        named("mat", "Minimum requirements for mutually agreed terms"),
        named("mcc", "Model contractual clauses"),
    ),
    response("question43", "43. Are customary use and exchange left free?"),
    response("question44", "44. Summary and difficulties on communities"),
)
CONTRIBUTION = (
    response("question45", "45. Are users and providers encouraged to direct benefits to conservation?"),
    response("question46", "46. How has the Protocol contributed to conservation and sustainable use?"),
    response("question47", "47. Summary and difficulties on conservation and sustainable use"),
)
COOPERATION = (
    parts(
        "question48",
        "48. Is there cooperation where a genetic resource occurs in several Parties?",
        words("ilcInfo", "Explanation on the communities"),
    ),
    response("question49", "49. Is there cooperation where traditional knowledge is shared across Parties?"),
    response("question50", "50. Summary and difficulties on cooperation across borders"),
)
CLAUSES = (
    response("question51", "51. Are model contractual clauses encouraged?"),
    response("question52", "52. Are codes of conduct, guidelines, best practices and standards encouraged?"),
    response("question53", "53. Summary and difficulties on clauses and codes"),
)
CAPACITY = (
    with_measures("question54", "54. Are there measures to raise awareness?"),
    with_measures("question55", "55. Are there measures to build and develop own capacity?"),
    response("question56", "56. Was external support received?"),
    response("question57", "57. Was external support given?"),
    response("question58", "58. Summary and difficulties on awareness and capacity"),
)
TECHNOLOGY = (response("question59", "59. Are there joint programmes of research and development?"),)
OPTIONAL = (
    response("question60", "60. Difficulties on the way to becoming a Party"),
    response("question61", "61. Does the budget provide for access and benefit-sharing?"),
    parts(
        "question62",
        "62. Were financial resources given or received?",
        named("donor", "Given"),
        Field("recipient", SOURCES, "Received", words="interim-report.recipient"),
        yes_no("no", "Neither"),
    ),
    remarks("question63new", "62.2 Experience with mobilizing resources"),
    remarks("question64new", "62.3 Status of funds mobilized"),
    parts("question63", "63. Staff who work on the Protocol", text("numberOfStaff", "Number of staff")),
    response("question64", "64. Any other information"),
    Field("question65", LocalText(), "65. Remarks on the format of the report"),
    Field("question66", LocalText(), "66. Further remarks"),
)
ADDITIONAL = (
    Field("relevantInformation", LocalText(), "Other relevant information"),
    Field("relevantDocuments", WebLink(accepts_files=True), "Other relevant documents", is_repeated=True),
)
SUPERSEDED = (
    Field(
        "libraries",
        Concept("cbdClearingHouses"),
        "Clearing-houses (superseded)",
        is_repeated=True,
        is_obsolete=True,
    ),
)

ABS_NATIONAL_REPORT = Format(
    slug="absNationalReport",
    code="NR",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="Interim national report on the Nagoya Protocol",
    plural="Interim national reports on the Nagoya Protocol",
    about="What a Party reported in 2017 on how it carries out the Nagoya Protocol.",
    title=("title",),
    sections=(
        Section("general", "General information", GENERAL),
        Section("institutions", "Institutions", INSTITUTIONS),
        Section("access", "Access to genetic resources (Article 6)", ACCESS),
        Section("benefits", "Fair and equitable benefit-sharing (Article 5)", BENEFITS),
        Section("compliance", "Compliance and monitoring (Articles 15 to 17)", COMPLIANCE),
        Section("terms", "Compliance with mutually agreed terms (Article 18)", TERMS),
        Section("special", "Special considerations (Article 8)", SPECIAL),
        Section("communities", "Indigenous Peoples and local communities (Articles 6, 7 and 12)", COMMUNITIES),
        Section("contribution", "Contribution to conservation and sustainable use (Article 9)", CONTRIBUTION),
        Section("cooperation", "Cooperation across borders (Article 11)", COOPERATION),
        Section("clauses", "Model clauses, codes and standards (Articles 19 and 20)", CLAUSES),
        Section("capacity", "Awareness and capacity (Articles 21 and 22)", CAPACITY),
        Section("technology", "Technology transfer and cooperation (Article 23)", TECHNOLOGY),
        Section("optional", "Further information", OPTIONAL),
        Section("additional", "Additional information", ADDITIONAL),
        NOTES,
        Section("superseded", "Superseded fields", SUPERSEDED),
    ),
    is_open=False,
    superseded_by="absNationalReport1",
)
