"""Write the table of roles and duties into its guide: `python -m tools.roles_table`.

What each role may do is read from the agreed matrix, tests/accounts/who_may.csv, to which a test holds the software.
"""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

# Only now: the permission table speaks of roles, and these are a model's.
from clearinghouse.accounts.permissions import PERMISSIONS  # noqa: E402 - Django is set up first
from clearinghouse.accounts.person import State  # noqa: E402 - Django is set up first
from tests.accounts.matrix import agreed  # noqa: E402 - Django is set up first

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "guides" / "roles.md"
_BEGIN = "<!-- roles: written by python -m tools.roles_table -->\n"
_END = "<!-- end of roles -->\n"
_THING = "law"
"""A thing of the matrix that the roles below reach; contacts are spoken of beside the tables."""

ROLES: tuple[tuple[str, str, str, str], ...] = (
    ("registered user", "author", "reference", _THING),
    ("registered user, for records of their own", "registered-user", "own-user", _THING),
    ("national authorized user", "authorized-user", "own-government", _THING),
    ("publishing authority", "publishing-authority", "own-government", _THING),
    ("focal point who publishes (BCH, CHM)", "bch-focal-point", "own-government", _THING),
    ("focal point who does not (Cartagena, Nagoya)", "cpb-focal-point", "own-government", _THING),
    ("editor of an organization", "organization-editor", "own-organization", _THING),
    ("steward of a community", "community-steward", "own-community", _THING),
    ("officer of the Secretariat, for reference records", "officer", "reference", _THING),
    ("officer, for organizations, communities, persons", "officer", "other-organization", _THING),
    ("officer, for governments", "officer", "other-government", _THING),
    ("administrator", "administrator", "other-government", "anything"),
    ("vocabulary editor", "vocabulary-editor", "reference", "anything"),
    ("translator", "translator", "reference", "anything"),
)
"""What the row is called, who of the matrix it is, whose things it is about, and which."""

DUTIES: tuple[tuple[str, str], ...] = (
    ("begin or amend", "draft"),
    ("see drafts", "see-draft"),
    ("edit and delete drafts", "edit-draft"),
    ("comment on drafts", "comment-draft"),
    ("hand sections to colleagues", "delegate-section"),
    ("request publication", "request-publication"),
    ("withdraw a request", "withdraw-request"),
    ("correct what was requested", "correct-request"),
    ("return", "return-draft"),
    ("hand a request on", "reassign-request"),
    ("publish", "publish"),
    ("confirm as current", "confirm-current"),
    ("request retirement", "request-retirement"),
    ("retire", "retire"),
    ("redact", "redact"),
    ("withdraw from all", "withdraw-record"),
    ("see personal data", "see-personal"),
    ("see internal fields", "see-internal"),
    ("see what a community keeps to itself", "see-community-knowledge"),
    ("see broken references", "see-broken-references"),
    ("see the trail", "see-trail"),
    ("see the team", "see-team"),
    ("manage the team", "manage-team"),
    ("name focal points", "name-focal-point"),
    ("confirm focal points", "confirm-focal-point"),
    ("name editors of organizations", "name-organization-editor"),
    ("name stewards of communities", "name-community-steward"),
    ("name staff", "name-staff"),
    ("manage accounts", "manage-accounts"),
    ("see whom requests wait for", "see-requests"),
    ("edit parties", "edit-parties"),
    ("edit vocabularies", "edit-vocabulary"),
    ("publish vocabularies", "publish-vocabulary"),
    ("translate", "translate"),
)
"""What a duty is called, and the action of the permission table. `delete-draft` goes with editing."""


def states_of(action: str, who: str, whose: str, what: str) -> frozenset[State | None]:
    """Return the states in which somebody may do something; None stands for things without a state."""
    return frozenset(
        cell.state for cell in agreed() if (cell.action, cell.who, cell.whose, cell.what) == (action, who, whose, what)
    )


def table() -> str:
    """Return what each role may do as a table in Markdown."""
    lines = ["| Role | May | The token needs |", "|---|---|---|"]
    for name, who, whose, what in ROLES:
        duties = [
            (f"{duty}{_when(action, states)}", PERMISSIONS[action].scope)
            for duty, action in DUTIES
            if (states := states_of(action, who, whose, what))
        ]
        scopes = ", ".join(f"`{scope}`" for scope in dict.fromkeys(scope for _duty, scope in duties))
        lines.append(f"| {name} | {'; '.join(duty for duty, _scope in duties)} | {scopes} |")
    return "\n".join([*lines, ""])


def _when(action: str, states: frozenset[State | None]) -> str:
    """Return in which states only, where it is fewer than the action has."""
    if states >= PERMISSIONS[action].when:
        return ""
    return f" ({', '.join(state.value for state in State if state in states)} only)"


def duties() -> str:
    """Return what each action needs of the thing as a table in Markdown."""
    lines = ["| Duty | State of the draft or record | Scope | Second factor |", "|---|---|---|---|"]
    for duty, action in DUTIES:
        rule = PERMISSIONS[action]
        states = ", ".join(state.value for state in State if state in rule.when) or "any"
        lines.append(f"| {duty} | {states} | `{rule.scope}` | {'if the node asks' if rule.is_guarded else ''} |")
    return "\n".join([*lines, ""])


def written() -> str:
    """Return both tables."""
    return f"{table()}\n{duties()}"


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the tables, the tables, and what stands after them."""
    before, begin, rest = text.partition(_BEGIN)
    inside, end, after = rest.partition(_END)
    return before + begin, inside, end + after


def main() -> None:
    """Bring the guide in line."""
    before, _, after = parted(GUIDE.read_text(encoding="utf-8"))
    GUIDE.write_text(before + written() + after, encoding="utf-8")


if __name__ == "__main__":
    main()
