"""Who edits vocabularies, as the room of vocabularies asks: it lies below the people."""

from clearinghouse.accounts.permissions import is_allowed, require
from clearinghouse.accounts.person import Person, Subject
from clearinghouse.vocabularies.actions import EDIT, PUBLISH, Editor

_SUBJECT = Subject("")


def editor_of(person: Person) -> Editor:
    """Return a person as an editor, who is asked for the right at each step."""
    return Editor(person.opaque_id, lambda action: require(person, action, _SUBJECT))


def may_edit(person: Person) -> bool:
    """Say whether a person may change vocabularies in a working copy."""
    return is_allowed(person, EDIT, _SUBJECT)


def may_publish(person: Person) -> bool:
    """Say whether a person may publish a version of a vocabulary."""
    return is_allowed(person, PUBLISH, _SUBJECT)
