"""All that this node knows of one person, as plain JSON, for that person."""

from datetime import datetime
from typing import Any

from clearinghouse.accounts.exporting import known_of
from clearinghouse.accounts.models import Account
from clearinghouse.alerts.models import Follow
from clearinghouse.core.canonical import parsed
from clearinghouse.notices.models import Notice
from clearinghouse.records.models import Case, Draft, DraftComment, SectionDelegation

MOST_ROWS = 5_000


def everything_known_of(account: Account, at: datetime) -> dict[str, Any]:
    """Return the account, roles, tokens, events, drafts begun, requests sent, comments, sections, follows and notices.

    Of each the latest 5,000.
    """
    drafts = Draft.objects.filter(author=account).order_by("-updated_at")[:MOST_ROWS]
    cases = Case.objects.filter(requested_by=account).order_by("-requested_at")[:MOST_ROWS]
    comments = DraftComment.objects.filter(author=account).order_by("-at")[:MOST_ROWS]
    sections = SectionDelegation.objects.filter(to=account).order_by("-given_at")[:MOST_ROWS]
    return {
        "exportedAt": at.isoformat(),
        **known_of(account),
        "drafts": [_draft(draft) for draft in drafts],
        "requests": [_case(case) for case in cases],
        "comments": [_comment(comment) for comment in comments],
        "sections": [_section(given) for given in sections],
        "follows": [_follow(one) for one in Follow.objects.filter(account=account)],
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


def _comment(comment: DraftComment) -> dict[str, Any]:
    return {
        "draft": str(comment.draft_id),
        "field": comment.field,
        "text": comment.text,
        "at": comment.at.isoformat(),
        "editedAt": comment.edited_at.isoformat() if comment.edited_at else None,
    }


def _section(given: SectionDelegation) -> dict[str, Any]:
    return {
        "draft": str(given.draft_id),
        "section": given.section,
        "state": given.state,
        "givenAt": given.given_at.isoformat(),
        "dueOn": given.due_on.isoformat(),
        "result": given.result,
        "closedAt": given.closed_at.isoformat() if given.closed_at else None,
    }


def _follow(one: Follow) -> dict[str, Any]:
    return {"name": one.name, "search": one.params, "often": one.often, "since": one.created_at.isoformat()}


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "at": notice.at.isoformat(),
        "readAt": notice.read_at.isoformat() if notice.read_at else None,
        "about": parsed(notice.about_text),
    }
