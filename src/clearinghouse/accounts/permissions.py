"""Who may do what: one table, action → when, and named predicates, any of which suffices."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.accounts.person import Person, State, Subject
from clearinghouse.accounts.predicates import (
    Predicate,
    is_administrator,
    is_author_of_reference,
    is_authorized_user,
    is_community_steward,
    is_delegate,
    is_focal_point,
    is_focal_point_who_publishes,
    is_officer,
    is_organization_editor,
    is_owner_in_person,
    is_publishing_authority,
    is_secretariat_for_others,
    is_secretariat_for_reference,
    is_signed_in,
    is_signed_in_for_reference,
    is_translator,
    is_vocabulary_editor,
)
from clearinghouse.core.errors import DomainError, NotAllowedError
from clearinghouse.core.messages import Message

SCOPES = ("read", "draft", "publish", "team", "vocabulary")
"""What a token may be given; an action belongs to one of them."""


class WrongStateError(DomainError):
    """The person may do this, but not as the thing stands now."""

    code = "wrong-state"
    sentence = Message("error", "This cannot be done as things stand. Open the page again to see what changed.")


class OutOfScopeError(DomainError):
    """The token does not allow this, though its owner might do it."""

    code = "out-of-scope"
    sentence = Message("error", "This token does not allow it. It would need the scope “%(scope)s”.")


class SecondFactorMissingError(DomainError):
    """The node asks publishing authorities for a second factor, and this account has none."""

    code = "second-factor-missing"
    sentence = Message("error", "Set up a second factor first: whoever publishes on this node must sign in with one.")


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do something, and in which states; when is empty for what has no state.

    is_guarded: whether a second factor is asked for where the node asks publishing authorities for one.
    """

    scope: str
    who: tuple[Predicate, ...]
    when: frozenset[State] = frozenset()
    is_guarded: bool = False


_OWNERS = (is_authorized_user, is_publishing_authority, is_focal_point, is_organization_editor, is_community_steward)
_KEEPERS = (*_OWNERS, is_owner_in_person, is_secretariat_for_reference)
_EDITORS = (*_KEEPERS, is_author_of_reference)
_APPROVERS = (
    is_publishing_authority,
    is_focal_point_who_publishes,
    is_secretariat_for_reference,
    is_secretariat_for_others,
)
_OPEN = frozenset({State.EDITING, State.RETURNED})
_DRAFTED = _OPEN | {State.REQUESTED}
_OUT = frozenset({State.PUBLISHED, State.RETIRED})


def may_draft_what_publishes_directly(person: Person, subject: Subject) -> bool:
    """Whoever may work on the draft of a contact also publishes it."""
    is_open = subject.state in _OPEN
    return is_open and subject.is_directly_published and any(predicate(person, subject) for predicate in _EDITORS)


PERMISSIONS: Mapping[str, Rule] = {
    # Drafts
    "draft": Rule(
        "draft",
        (*_OWNERS, is_owner_in_person, is_signed_in_for_reference),
        frozenset({State.NEW, State.PUBLISHED}),
    ),
    "see-draft": Rule("read", (*_EDITORS, is_secretariat_for_others, is_delegate), _DRAFTED),
    "edit-draft": Rule("draft", _EDITORS, _OPEN),
    "delegate-section": Rule("draft", _EDITORS, _OPEN),
    "fill-section": Rule("draft", (*_EDITORS, is_delegate), _OPEN),
    "comment-draft": Rule("draft", (*_EDITORS, is_secretariat_for_others, is_delegate), _DRAFTED),
    "correct-request": Rule("draft", _APPROVERS, frozenset({State.REQUESTED})),
    "delete-draft": Rule("draft", _EDITORS, _OPEN),
    "request-publication": Rule("draft", _EDITORS, _OPEN),
    "withdraw-request": Rule("draft", _EDITORS, frozenset({State.REQUESTED})),
    # Decisions
    "return-draft": Rule("publish", _APPROVERS, frozenset({State.REQUESTED}), is_guarded=True),
    "reassign-request": Rule(
        "publish",
        (
            is_publishing_authority,
            is_focal_point,
            is_secretariat_for_reference,
            is_secretariat_for_others,
            is_administrator,
        ),
        frozenset({State.REQUESTED}),
        is_guarded=True,
    ),
    "publish": Rule("publish", (*_APPROVERS, may_draft_what_publishes_directly), _DRAFTED, is_guarded=True),
    # Published records
    "confirm-current": Rule("publish", _KEEPERS, frozenset({State.PUBLISHED})),
    "request-retirement": Rule("draft", (*_OWNERS, is_owner_in_person), frozenset({State.PUBLISHED})),
    "retire": Rule(
        "publish",
        (*_APPROVERS, is_community_steward, is_owner_in_person),
        frozenset({State.PUBLISHED}),
        is_guarded=True,
    ),
    "redact": Rule("publish", (*_APPROVERS, is_community_steward, is_owner_in_person), _OUT, is_guarded=True),
    "withdraw-record": Rule("publish", (is_community_steward,), _OUT, is_guarded=True),
    # Reading what is not public
    "see-personal": Rule("read", (is_signed_in,)),
    "see-internal": Rule("read", _KEEPERS),
    "see-broken-references": Rule("read", _KEEPERS),
    # What a community keeps from others. The secretariat sees it in the draft that waits for its decision, and then
    # no more; nobody sees it for running the node.
    "see-community-knowledge": Rule("read", (is_community_steward,)),
    "see-trail": Rule("read", (*_KEEPERS, is_administrator)),
    # People
    "see-team": Rule("read", (*_OWNERS, is_officer, is_administrator)),
    "manage-team": Rule("team", (is_focal_point, is_organization_editor, is_community_steward, is_administrator)),
    "name-focal-point": Rule("team", (is_focal_point, is_officer, is_administrator)),
    "confirm-focal-point": Rule("team", (is_officer, is_administrator)),
    "name-organization-editor": Rule("team", (is_organization_editor, is_officer, is_administrator)),
    "name-community-steward": Rule("team", (is_community_steward, is_officer, is_administrator)),
    "name-staff": Rule("team", (is_administrator,)),
    "manage-accounts": Rule("team", (is_administrator,)),
    "see-requests": Rule("team", (is_administrator,)),
    # Reference data
    "edit-parties": Rule("vocabulary", (is_officer, is_administrator)),
    "edit-vocabulary": Rule("vocabulary", (is_vocabulary_editor, is_officer, is_administrator)),
    "publish-vocabulary": Rule("vocabulary", (is_officer, is_administrator)),
    "translate": Rule("vocabulary", (is_translator, is_vocabulary_editor, is_administrator)),
}


def is_allowed(person: Person, action: str, subject: Subject) -> bool:
    """Say whether the table allows an action. Raises KeyError for an action that it does not know."""
    rule = PERMISSIONS[action]
    return _is_timely(rule, subject) and not _is_held_back(rule, person) and _is_entitled(rule, person, subject)


def require(person: Person, action: str, subject: Subject) -> None:
    """Raise NotAllowedError, WrongStateError, OutOfScopeError or SecondFactorMissingError unless it is allowed."""
    rule = PERMISSIONS[action]
    if not _is_entitled(rule, person, subject):
        raise NotAllowedError(action=action)
    if person.scopes is not None and rule.scope not in person.scopes:
        raise OutOfScopeError(scope=rule.scope)
    if _is_held_back(rule, person):
        raise SecondFactorMissingError
    if not _is_timely(rule, subject):
        raise WrongStateError


def _is_entitled(rule: Rule, person: Person, subject: Subject) -> bool:
    return any(predicate(person, subject) for predicate in rule.who)


def _is_timely(rule: Rule, subject: Subject) -> bool:
    return not rule.when or subject.state in rule.when


def _is_held_back(rule: Rule, person: Person) -> bool:
    is_out_of_scope = person.scopes is not None and rule.scope not in person.scopes
    return is_out_of_scope or (rule.is_guarded and person.lacks_second_factor)
