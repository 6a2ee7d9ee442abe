"""All that this node knows of one person, as plain JSON, for that person."""

from datetime import datetime
from typing import Any

from clearinghouse.accounts.exporting import known_of
from clearinghouse.accounts.models import Account
from clearinghouse.core.canonical import parsed
from clearinghouse.notices.models import Notice
from clearinghouse.records.models import Case, Draft

MOST_ROWS = 5_000


def everything_known_of(account: Account, at: datetime) -> dict[str, Any]:
    """Return the account, roles, tokens, events, drafts begun, requests sent and notices; of each the latest 5,000."""
    drafts = Draft.objects.filter(author=account).order_by("-updated_at")[:MOST_ROWS]
    cases = Case.objects.filter(requested_by=account).order_by("-requested_at")[:MOST_ROWS]
    return {
        "exportedAt": at.isoformat(),
        **known_of(account),
        "drafts": [_draft(draft) for draft in drafts],
        "requests": [_case(case) for case in cases],
        "notices": [_notice(notice) for notice in Notice.objects.filter(account=account)[:MOST_ROWS]],
    }


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "uid": str(draft.pk),
        "format": draft.format_slug,
        "owner": draft.owner,
        "state": draft.state,
        "updatedAt": draft.updated_at.isoformat(),
        "body": draft.body,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "record": case.guid,
        "format": case.format_slug,
        "owner": case.owner,
        "kind": case.kind,
        "state": case.state,
        "requestedAt": case.requested_at.isoformat(),
        "decidedAt": case.decided_at.isoformat() if case.decided_at else None,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "at": notice.at.isoformat(),
        "readAt": notice.read_at.isoformat() if notice.read_at else None,
        "about": parsed(notice.about_text),
    }
