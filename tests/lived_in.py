"""A small register in which everything has happened once: for tests that carry one from node to node."""

from clearinghouse.accounts.models import Account
from clearinghouse.ledger.models import Part
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.ending import redact, retire
from clearinghouse.records.models import Record
from tests import factories, files
from tests.factories import NOON, later


def nobody(_guid: str) -> list[str]:
    """Say that no record refers to this one."""
    return []


def register() -> dict[str, Record]:
    """Publish, amend, retire and redact records, and leave a draft with a file and an open request.

    Needs the reference data. Returns the records by what happened to them.
    """
    made = factories.chain()
    by = factories.secretariat()
    amended = made["organism"]
    _amend(amended, by, scientificName="Zea mays L.", notes="Checked by telephone.")
    retired = factories.revision("organism", by=by, guid="THE-RETIRED-ORGANISM").record
    retire(retired, by=by, at=later(3), reason="It was entered twice.", cited_by=nobody)
    redacted = factories.revision("organism", by=by, guid="THE-REDACTED-ORGANISM").record
    _amend(redacted, by, scientificName="Oryza sativa")
    _take_away(redacted, 1, Part.PUBLIC, by)
    person = factories.revision("contact", by=by, guid="THE-PERSON-TO-CALL", body=PERSON).record
    forgotten = factories.revision("contact", by=by, guid="THE-FORGOTTEN-PERSON", body=PERSON).record
    _take_away(forgotten, 1, Part.SEALED, by)
    requested = factories.draft("biosafetyDecision", by=factories.officer("bj"), guid="THE-REQUESTED-DECISION")
    request_publication(requested, by=requested.author, at=later(5))
    _draft_with_file()
    ends = {"amended": amended, "retired": retired, "redacted": redacted, "person": person, "forgotten": forgotten}
    return {**made, **ends}


PERSON = factories.body("contact", type="person", organization=None, firstName="Ama", lastName="Mensah")
"""A contact of whom nearly everything is sealed."""


def _amend(record: Record, by: Account, **changes: object) -> None:
    draft = begin_amendment(record, by=by, at=NOON)
    saved = save_draft(draft, {**draft.body, **changes}, by=by, at=NOON, version=draft.version)
    publish(saved, by=by, at=later(1))


def _take_away(record: Record, number: int, part: str, by: Account) -> None:
    revisions = list(record.revisions.filter(number=number))
    redact(revisions, part=part, by=by, at=later(4), reason="The person asked for it.", cited_by=nobody)


def _draft_with_file() -> None:
    draft = factories.draft("organism", guid="THE-ORGANISM-WITH-A-FILE")
    attachment = store_attachment(draft, "a note.txt", chunks=[files.TEXT], by=draft.author, at=NOON)
    link = {"url": f"attachment:{attachment.pk}", "name": "a note.txt"}
    body = {**draft.body, "relevantDocuments": [link]}
    save_draft(draft, body, by=draft.author, at=NOON, version=draft.version)
