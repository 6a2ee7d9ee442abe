"""How the interim report on the Nagoya Protocol asks: an answer and what goes with it, kept as one object."""

from clearinghouse.formats.format import Field
from clearinghouse.formats.kinds import Group, LocalText, RecordReference, Text, WebLink, WholeNumber, YesNo

# What a report may refer to, of the ABS Clearing-House.
RECORDS = (
    "absCheckpoint",
    "absCheckpointCommunique",
    "absNationalModelContractualClause",
    "absPermit",
    "absProcedure",
    "authority",
    "communityProtocol",
    "contact",
    "database",
    "focalPoint",
    "measure",
    "modelContractualClause",
    "organization",
    "resource",
)


def yes_no(name: str, label: str) -> Field:
    """Return a question answered with yes or no."""
    return Field(name, YesNo(), label, words=f"interim-report.{name}")


def words(name: str, label: str) -> Field:
    """Return a question answered in words."""
    return Field(name, LocalText(), label, words=f"interim-report.{name}")


RESPONSE = Group(
    (
        yes_no("answer", "Answer"),
        yes_no("notApplicable", "Not applicable"),
        words("furtherInfo", "Explanation"),
        words("challengesInfo", "Difficulties"),
        words("additionalInfo", "Additional information"),
        Field(
            "documentReferenceIDs",
            RecordReference(RECORDS, is_versioned=True),
            "Records",
            is_repeated=True,
            words="interim-report.documentReferenceIDs",
        ),
        Field(
            "relevantDocuments",
            WebLink(accepts_files=True),
            "Documents",
            is_repeated=True,
            words="interim-report.relevantDocuments",
        ),
    )
)


def response(name: str, label: str) -> Field:
    """Return a question with its answer, explanations, records and documents."""
    return Field(name, RESPONSE, label)


def parts(name: str, label: str, *fields: Field) -> Field:
    """Return a question of several parts."""
    return Field(name, Group(fields), label)


def text(name: str, label: str) -> Field:
    """Return a part that holds plain text."""
    return Field(name, Text(), label, words=f"interim-report.{name}")


def count(name: str, label: str, unit: WholeNumber) -> Field:
    """Return a part that holds a count."""
    return Field(name, unit, label, words=f"interim-report.{name}")
