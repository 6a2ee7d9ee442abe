"""A community of the hills, its stewards, and a record that it shares under terms of its own."""

from typing import Any

from django.db import transaction

from clearinghouse.accounts.models import Account, Role
from clearinghouse.core.canonical import Json
from clearinghouse.records.actions import publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.models import Draft, Record
from tests import factories, files
from tests.factories import NOON, body, guid

OWNER, OTHERS = "community:HILLS-COMMUNITY", "community:PLAINS-COMMUNITY"
TITLE = "Xanthoria people"
"""A word that no page and no other record has."""
TEXT = "How quillaja bark is prepared"
TEXT_WORD = "quillaja"
CONSENT_BY = "Elder Ombeline"
CONSENT_HOW = "Asked at the gathering of Zibeline"
PLACE = {"lat": 9.87654, "lng": 2.34567, "zoom": 15}
EXACT = ("9.87654", "2.34567", "9,87654", "2,34567")
FILE_NAME = "gathering-of-elders.txt"
INNERMOST = (CONSENT_BY, CONSENT_HOW, FILE_NAME, *EXACT)
"""What nobody but the community is ever told, whatever the terms."""
WORDS = "Ask us before you plant."


def steward(owner: str = OWNER, **limits: str) -> Account:
    """Make a person who looks after the records of a community."""
    made = factories.account(Role.COMMUNITY_STEWARD, owner)
    if limits:
        made.roles_held.update(**limits)
    return made


def terms(access: str = "everyone", **changes: Any) -> Json:
    """Return terms with every answer that may be given."""
    given: Json = {
        "access": access,
        "labels": [{"label": {"identifier": "TK-A"}, "text": {"en": WORDS}}],
        "termsOfUse": {"en": "<p>No sale.</p>"},
        "askWhom": {"en": "The council of the hills"},
        "locations": "10-km",
        "consentBody": {"en": "Council of the hills"},
        "consentDay": "2026-02-03",
        "consentBy": CONSENT_BY,
        "consentHow": {"en": CONSENT_HOW},
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def answers(access: str = "everyone", **changes: Any) -> Json:
    """Return a record of the community."""
    return body(
        "community",
        name={"en": TITLE},
        description={"en": f"<p>{TEXT}</p>"},
        territoryCentre=PLACE,
        communityTerms=terms(access, **changes),
    )


def shared(access: str = "everyone", *, by: Account | None = None, owner: str = OWNER, **changes: Any) -> Record:
    """Publish a record of the community, with a document on its consent, by way of the secretariat."""
    by = by or steward(owner)
    draft = factories.draft("community", by=by, owner=owner, body=answers(access, **changes), realm="abs")
    digest = store_attachment(draft, FILE_NAME, chunks=[files.TEXT], by=by, at=NOON).pk
    document = {"url": f"attachment:{digest}", "name": FILE_NAME}
    said = {**draft.body["communityTerms"], "consentDocument": document}
    return decided(save_draft(draft, {**draft.body, "communityTerms": said}, by=by, at=NOON, version=1), by)


def amended(record: Record, access: str, *, by: Account | None = None, **changes: Any) -> Record:
    """Publish the next revision under other terms, and else the same."""
    by = by or steward(record.owner)
    draft = begin_amendment(record, by=by, at=NOON)
    said = {**draft.body["communityTerms"], "access": access, **changes}
    return decided(save_draft(draft, {**draft.body, "communityTerms": said}, by=by, at=NOON, version=1), by)


def decided(draft: Draft, by: Account) -> Record:
    """Publish a draft of the community as it is done: a steward asks, and the secretariat decides."""
    with transaction.atomic():
        request_publication(draft, by=by, at=NOON)
    return publish(Draft.objects.get(pk=draft.pk), by=factories.secretariat(), at=NOON).record


def prepared() -> None:
    """Store what a record of a community builds on."""
    factories.reference_data()
    factories.revision("contact", guid=guid("contact"))
