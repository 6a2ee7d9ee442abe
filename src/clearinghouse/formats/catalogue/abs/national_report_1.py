"""The first national report on the implementation of the Nagoya Protocol."""

from clearinghouse.core.messages import Message
from clearinghouse.formats.catalogue.abs.questions import (
    BY_DEGREE,
    NO,
    NOT_APPLICABLE,
    SOME,
    YES_NO,
    amount,
    answered,
    at_least_partly,
    count,
    lessons,
    question,
    several,
    text,
)
from clearinghouse.formats.closing import NOTES
from clearinghouse.formats.format import Field, Format, InOrder, Ownership, Section
from clearinghouse.formats.kinds import COUNTRIES, Concept, Day, LocalText, Option

NOT_YES = (SOME, NO)
WITH_NA = (*BY_DEGREE, NOT_APPLICABLE)
PLAIN_NA = (*YES_NO, NOT_APPLICABLE)
OTHER = Option("5B6177DD-5E5E-434E-8CB7-D63D67D5EBED", "Other")
MONETARY = (
    Option("C52DEF5B-3062-45AB-968D-B835248C3341", "Access fees and up-front payments"),
    Option("5625F27F-CB4F-4C52-9E3E-E3A29057ADFF", "Milestone payments, royalties and licence fees"),
    Option("1A0765A5-93E2-4B98-852F-E23038E8FA48", "Research funding, grants and scholarships"),
    Option("5BA5F92A-660E-4977-B38E-68C109971179", "Payments into a national or local fund"),
    Option("2F6B4F32-5052-446A-89CE-34FA569B81EB", "Salaries"),
    Option("DA8600D9-FF79-4B08-A800-D2E5B2CC419D", "Joint ventures"),
    OTHER,
)
NON_MONETARY = (
    Option("d84412c6-2e41-49e7-a616-f732671ba166", "Information and research results"),
    Option("72908aa6-04c1-4128-a34c-babcccba6ef2", "Collaboration and joint publications"),
    Option("8f569ccf-8373-4657-ab20-5bae218e95e8", "Technology"),
    Option("a1285dfd-7eee-4df3-9255-25c7c1003154", "Capacity-building and training"),
    Option("8556cd8f-3fa7-487b-854f-823600d588cd", "Benefits for sustainable development"),
    OTHER,
)
TRAINED = (
    Option("10FD7CBC-79AB-4BE9-876B-021E1A41F511", "People trained"),
    Option("344E105F-C29F-47F4-B6BF-725D3082BFBE", "Workshops and trainings held"),
    Option("65763772-4533-4AF1-9C46-E2BCDC462F6D", "Active capacity-building initiatives"),
)
SOURCES = (
    Option("EDCF66BE-18E5-4E4D-939E-5767B8BB0983", "Other Parties"),
    Option("291C46FC-BEDF-43A1-8202-5DD2C1CEE2AC", "Global Environment Facility"),
    Option("FA5475A3-9BF9-4EBA-AF8C-791CDD0C0028", "Other financial institutions"),
    Option("766A436A-5F8D-42DA-A5F0-BE399A0E87A0", "Other sources"),
)
STAFF = (
    Option("1", "One person"),
    Option("1+", "Two"),
    Option("3+", "Three to five"),
    Option("5+", "More than five, up to ten"),
    Option("10+", "More than ten"),
)
DOLLARS = Message("absNationalReport1.unit", "United States dollars")
PERMITS = Message("absNationalReport1.permits.unit", "permits")
TOTAL = Message("absNationalReport1.total.unit", "in all")
NEEDS_CONSENT = at_least_partly("Q008")
HAS_COMMUNITIES = answered("Q034", "true")

GENERAL = (
    Field("government", Concept(COUNTRIES), "Reporting government", required=True, facet="government"),
    Field("title", LocalText(), "Title", help="Leave it empty unless the report has a title of its own."),
    Field("reportPeriodStartDate", Day(), "First day of the reporting period", required=True),
    Field("reportPeriodEndDate", Day(), "Last day of the reporting period", required=True),
)
INSTITUTIONS = (
    *question("Q003", "3. Is a national focal point designated?", YES_NO),
    *question("Q004", "4. Is at least one competent national authority designated?", YES_NO),
    *question(
        "Q004_a",
        "4.1 Are the competent national authorities published in the ABS Clearing-House?",
        details=NOT_YES,
        when=answered("Q004", "true"),
    ),
    *question(
        "Q004_b",
        "4.2 Will more competent national authorities be designated?",
        YES_NO,
        details=(),
        when=answered("Q004", "true"),
    ),
    *question("Q005", "5. Is at least one checkpoint designated?", YES_NO),
    *question(
        "Q005_a",
        "5.1 Are the checkpoints published in the ABS Clearing-House?",
        details=NOT_YES,
        when=answered("Q005", "true"),
    ),
    *question(
        "Q005_b",
        "5.2 Will more checkpoints be designated?",
        YES_NO,
        details=(),
        required=False,
        when=answered("Q005", "true"),
    ),
    *lessons("Q006", "6. Lessons, difficulties and other information on institutions"),
)
ACCESS = (
    *question("Q007", "7. Are there legislative, administrative or policy measures on access and benefit-sharing?"),
    *question(
        "Q007_a",
        "7.1 Are these measures published in the ABS Clearing-House?",
        details=NOT_YES,
        when=at_least_partly("Q007"),
    ),
    *question("Q008", "8. Does access to genetic resources need prior informed consent?", required=False),
    *question("Q009", "9. Are the rules on access fair and not arbitrary?", when=NEEDS_CONSENT),
    *question("Q010", "10. Is there information on how to apply for prior informed consent?", when=NEEDS_CONSENT),
    *question(
        "Q010_a",
        "10.1 Is it published as a procedure in the ABS Clearing-House?",
        details=NOT_YES,
        required=False,
        when=at_least_partly("Q010"),
    ),
    *question("Q011", "11. Does a competent authority decide clearly and in writing?", when=NEEDS_CONSENT),
    *question("Q012", "12. Is a permit or its equivalent issued at the time of access?", when=NEEDS_CONSENT),
    *count("Q012_a", "12.1 Permits issued in the reporting period", PERMITS, when=at_least_partly("Q012")),
    *question(
        "Q012_b",
        "12.2 Are permits published as internationally recognized certificates of compliance?",
        details=NOT_YES,
        when=at_least_partly("Q012"),
    ),
    *question("Q013", "13. Are there rules and procedures for mutually agreed terms?", when=NEEDS_CONSENT),
    *question(
        "Q013_a",
        "13.1 Are national model contractual clauses published in the ABS Clearing-House?",
        details=NOT_YES,
        required=False,
        when=at_least_partly("Q013"),
    ),
    *lessons("Q014", "14. Lessons, difficulties and other information on access", when=NEEDS_CONSENT),
)
BENEFITS = (
    *question("Q015", "15. Must benefits be shared with the Party that provides genetic resources?"),
    *question(
        "Q016",
        "16. Are benefits from genetic resources held by Indigenous Peoples and local communities shared with them?",
    ),
    *question("Q017", "17. Are benefits from associated traditional knowledge shared with its holders?"),
    *lessons("Q018", "18. Lessons, difficulties and other information on benefit-sharing"),
)
COMPLIANCE = (
    *question(
        "Q019", "19. Must genetic resources used here have been accessed in line with the rules of the other Party?"
    ),
    *question("Q019_a", "19.1 Has non-compliance been dealt with?", YES_NO, when=at_least_partly("Q019")),
    *question("Q019_b", "19.2 Has there been cooperation on alleged violations?", YES_NO, when=at_least_partly("Q019")),
    *question(
        "Q020",
        "20. Must traditional knowledge used here have been accessed in line with the rules of the other Party?",
    ),
    *question("Q020_a", "20.1 Has non-compliance been dealt with?", YES_NO, when=at_least_partly("Q020")),
    *question("Q020_b", "20.2 Has there been cooperation on alleged violations?", YES_NO, when=at_least_partly("Q020")),
    *question("Q021", "21. Must users give information at checkpoints?"),
    *question(
        "Q021_a",
        "21.1 Did checkpoints receive information in the reporting period?",
        YES_NO,
        details=(),
        when=at_least_partly("Q021"),
    ),
    *question(
        "Q021_b",
        "21.2 Was it published as checkpoint communiqués in the ABS Clearing-House?",
        details=NOT_YES,
        when=answered("Q021_a", "true"),
    ),
    *question(
        "Q021_c",
        "21.3 Was it sent to the authorities and the providing Party by other means?",
        YES_NO,
        details=(),
        when=answered("Q021_a", "true"),
    ),
    *question("Q022", "22. Are provisions on reporting in mutually agreed terms encouraged?"),
    *question("Q023", "23. Are cost-effective tools of communication encouraged?"),
    *lessons("Q024", "24. Lessons, difficulties and other information on compliance and monitoring"),
)
TERMS = (
    *question("Q025", "25. Are provisions on settling disputes in mutually agreed terms encouraged?"),
    *question("Q026", "26. Is recourse available in disputes on mutually agreed terms?"),
    *question("Q027", "27. Are there measures on access to justice?"),
    *question("Q028", "28. Are there measures on recognizing foreign judgments and arbitral awards?"),
    *lessons("Q029", "29. Lessons, difficulties and other information on mutually agreed terms"),
)
SPECIAL = (
    *question(
        "Q030", "30. Is research for conservation promoted, with simple access for other ends than trade?", WITH_NA
    ),
    *question("Q031", "31. Is regard paid to emergencies that threaten health?"),
    *question(
        "Q031_a",
        "31.1 Are access and benefit-sharing expeditious in such emergencies?",
        YES_NO,
        when=at_least_partly("Q031"),
    ),
    *question("Q032", "32. Is the importance of genetic resources for food and agriculture considered?"),
    *lessons("Q033", "33. Lessons, difficulties and other information on special considerations"),
)
COMMUNITIES = (
    *question("Q034", "34. Do Indigenous Peoples and local communities live in the country?", YES_NO),
    *question("Q035", "35. Do they have the right to grant access to genetic resources?", when=HAS_COMMUNITIES),
    *question(
        "Q035_a",
        "35.1 Are there measures to ensure their consent or approval?",
        details=NOT_YES,
        when=at_least_partly("Q035"),
    ),
    *question(
        "Q035_b",
        "35.2 Are there criteria or a process for their consent or approval?",
        details=NOT_YES,
        when=at_least_partly("Q035"),
    ),
    *question(
        "Q036",
        "36. Are there measures so that traditional knowledge is accessed with consent and on agreed terms?",
        when=HAS_COMMUNITIES,
    ),
    *question("Q037", "37. Are customary laws and community protocols considered?", when=HAS_COMMUNITIES),
    *question("Q038", "38. Are users of traditional knowledge told of their obligations?", when=HAS_COMMUNITIES),
    *question(
        "Q039",
        "39. Are community protocols, minimum requirements and model clauses of communities supported?",
        when=HAS_COMMUNITIES,
    ),
    *question("Q040", "40. Are customary use and exchange left free?", when=HAS_COMMUNITIES),
    *lessons("Q041", "41. Lessons, difficulties and other information on communities", when=HAS_COMMUNITIES),
)
CONTRIBUTION = (
    *question("Q042", "42. Are users and providers encouraged to direct benefits to conservation?"),
    *question("Q043", "43. Has the Protocol contributed to conservation and sustainable use?"),
    *question(
        "Q044_A", "44.A Were monetary benefits from genetic resources received in the period?", PLAIN_NA, details=()
    ),
    *several(
        "Q044_A_1",
        "44.A.1 Kinds of monetary benefits",
        MONETARY,
        details=(OTHER,),
        required=True,
        when=answered("Q044_A", "true"),
    ),
    *amount("Q044_A_2", "44.A.2 Amount received", DOLLARS, required=True, when=answered("Q044_A", "true")),
    *text("Q044_A_3", "44.A.3 Comment"),
    *question(
        "Q044_B", "44.B Were non-monetary benefits from genetic resources received in the period?", PLAIN_NA, details=()
    ),
    *several(
        "Q044_B_1",
        "44.B.1 Kinds of non-monetary benefits",
        NON_MONETARY,
        details=(OTHER,),
        required=True,
        when=answered("Q044_B", "true"),
    ),
    *text("Q044_B_2", "44.B.2 Comment"),
    *question(
        "Q045_A", "45.A Were monetary benefits from traditional knowledge received in the period?", PLAIN_NA, details=()
    ),
    *several(
        "Q045_A_1",
        "45.A.1 Kinds of monetary benefits",
        MONETARY,
        details=(OTHER,),
        required=True,
        when=answered("Q045_A", "true"),
    ),
    *amount("Q045_A_2", "45.A.2 Amount received", DOLLARS, required=True, when=answered("Q045_A", "true")),
    *text("Q045_A_3", "45.A.3 Comment"),
    *question(
        "Q045_B",
        "45.B Were non-monetary benefits from traditional knowledge received in the period?",
        PLAIN_NA,
        details=(),
    ),
    *several(
        "Q045_B_1",
        "45.B.1 Kinds of non-monetary benefits",
        NON_MONETARY,
        details=(OTHER,),
        required=True,
        when=answered("Q045_B", "true"),
    ),
    *text("Q045_B_2", "45.B.2 Comment"),
    *lessons("Q046", "46. Lessons, difficulties and other information on contribution and benefits"),
)
COOPERATION = (
    *question("Q047", "47. Is there cooperation where a genetic resource occurs in several Parties?", WITH_NA),
    *question("Q048", "48. Is there cooperation where traditional knowledge is shared across Parties?", WITH_NA),
    *lessons("Q049", "49. Lessons, difficulties and other information on cooperation across borders"),
)
CLAUSES = (
    *question("Q050", "50. Are model contractual clauses encouraged?"),
    *question("Q051", "51. Are codes of conduct, guidelines, best practices and standards encouraged?"),
    *lessons("Q052", "52. Lessons, difficulties and other information on clauses and codes"),
)
CAPACITY = (
    *question("Q053", "53. Are there measures to raise awareness?"),
    *question(
        "Q053_a",
        "53.1 Has a strategy to raise awareness been adopted?",
        YES_NO,
        required=False,
        when=at_least_partly("Q053"),
    ),
    *question("Q054", "54. Are there measures to build and develop own capacity?"),
    *several(
        "Q054_a", "54.1 Figures", TRAINED, details=TRAINED, required=False, when=at_least_partly("Q054"), counted=TOTAL
    ),
    *text("Q054_b", "54.2 Comment", is_rich=False),
    *question("Q055", "55. Are there measures to build and develop the capacity of other Parties?"),
    *lessons("Q056", "56. Lessons, difficulties and other information on awareness and capacity"),
)
TECHNOLOGY = (
    *question("Q057", "57. Were there joint programmes of research and development in the period?"),
    *lessons("Q058", "58. Lessons, difficulties and other information on technology and cooperation"),
)
FINANCE = (
    *question("Q059", "59. Were financial resources given to other Parties in the period?", YES_NO),
    *question("Q060", "60. Were financial resources received in the period?", YES_NO),
    *several(
        "Q060_a",
        "60.1 Sources",
        SOURCES,
        details=(SOURCES[0], *SOURCES[2:]),
        required=True,
        when=answered("Q060", "true"),
    ),
    *amount("Q060_b", "60.2 Amount received", DOLLARS, required=False, when=answered("Q060", "true")),
    *question("Q061", "61. Does the budget provide for access and benefit-sharing?", required=False),
    *question("Q062", "62. Do staff work full time on the Protocol?", YES_NO, required=False),
    *question("Q062_a", "62.1 Number of staff", STAFF, details=(), when=answered("Q062", "true")),
    *text("Q063", "63. Experience with mobilizing resources"),
    *text("Q064", "64. Status of funds mobilized"),
    *lessons("Q065", "65. Lessons, difficulties and other information on finance"),
)
INSTRUMENTS = (
    *question(
        "Q066",
        "66. Is the country party to a specialized instrument on access and benefit-sharing?",
        YES_NO,
        required=False,
    ),
    *question("Q066_a", "66.1 Are there measures to implement it?", when=answered("Q066", "true")),
)
CLOSING = (
    *lessons("Q067", "67. Any other information"),
    *text("Q068", "68. Remarks on the format of the report"),
)

NATIONAL_REPORT_1 = Format(
    slug="absNationalReport1",
    code="NR1",
    version=1,
    realms=("abs",),
    ownership=Ownership.NATIONAL,
    label="First national report on the Nagoya Protocol",
    plural="First national reports on the Nagoya Protocol",
    about="The first report of a Party on how it carries out the Nagoya Protocol.",
    title=("title",),
    sections=(
        Section("general", "General information", GENERAL),
        Section("part-2", "Part II. Institutions", INSTITUTIONS),
        Section("part-3", "Part III. Access to genetic resources (Article 6)", ACCESS),
        Section("part-4", "Part IV. Fair and equitable benefit-sharing (Article 5)", BENEFITS),
        Section("part-5", "Part V. Compliance and monitoring (Articles 15 to 17)", COMPLIANCE),
        Section("part-6", "Part VI. Compliance with mutually agreed terms (Article 18)", TERMS),
        Section("part-7", "Part VII. Special considerations (Article 8)", SPECIAL),
        Section("part-8", "Part VIII. Indigenous Peoples and local communities (Articles 6, 7 and 12)", COMMUNITIES),
        Section("part-9", "Part IX. Contribution to conservation and benefits received (Article 9)", CONTRIBUTION),
        Section("part-10", "Part X. Cooperation across borders (Article 11)", COOPERATION),
        Section("part-11", "Part XI. Model clauses, codes and standards (Articles 19 and 20)", CLAUSES),
        Section("part-12", "Part XII. Awareness and capacity (Articles 21 and 22)", CAPACITY),
        Section("part-13", "Part XIII. Technology transfer and cooperation (Article 23)", TECHNOLOGY),
        Section("part-14", "Part XIV. Financial resources (Article 25)", FINANCE),
        Section("part-15", "Part XV. Other international instruments (Article 4)", INSTRUMENTS),
        Section("part-16", "Part XVI. Closing remarks", CLOSING),
        NOTES,
    ),
    rules=(
        InOrder(
            "reportPeriodStartDate",
            "reportPeriodEndDate",
            "The reporting period ends before it begins. Correct one of the days.",
        ),
    ),
)
