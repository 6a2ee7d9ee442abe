"""What teams may refuse."""

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class RoleUnfitError(DomainError):
    """No such role can be held: it does not belong to the owner, or is limited to what does not exist."""

    code = "role-unfit"
    sentence = Message("error", "This role cannot be given for this owner, clearing-house and format. Choose again.")


class RoleAlreadyHeldError(DomainError):
    """The person holds this very role."""

    code = "role-held"
    sentence = Message("error", "This person holds that role already. Open it in the team to change it.")


class RoleGoneError(DomainError):
    """There is no such role, or none that the person may look at, or it has ended."""

    code = "role-gone"
    sentence = Message("error", "This role has ended or does not exist. Open the team again to see how it stands.")


class EndInPastError(DomainError):
    """A role cannot end before now."""

    code = "end-in-past"
    sentence = Message("error", "The last day must lie in the future. To end a role today, remove it.")


class LastAdministratorError(DomainError):
    """Without this person nobody would run the node."""

    code = "last-administrator"
    sentence = Message("error", "This is the last administrator. Name another one first.")


class PersonGoneError(DomainError):
    """There is no such account, or none that the person may do this to."""

    code = "person-gone"
    sentence = Message("error", "There is no such person in this team.")


class AccountClosedError(DomainError):
    """The account is closed; nothing can be given to it."""

    code = "account-closed"
    sentence = Message("error", "This account is closed. Ask an administrator to open it again.")


class InvitationGoneError(DomainError):
    """The secret of an invitation opens nothing: unknown, used, revoked or expired."""

    code = "invitation-gone"
    sentence = Message(
        "error", "This invitation was used, taken back, or has expired. Ask who invited you to send a new one."
    )


class WrongAddressError(DomainError):
    """The invitation was sent to another address than that of the account."""

    code = "invitation-for-another"
    sentence = Message(
        "error",
        "This invitation was sent to %(invited)s, but you are signed in as %(present)s. Sign out, then open it again.",
    )


class EmailUnusableError(DomainError):
    """This is no e-mail address."""

    code = "email-unusable"
    sentence = Message("error", "Write a whole e-mail address, as name@example.org.")


class TooManyInvitationsError(DomainError):
    """So many invitations wait that something must be wrong."""

    code = "too-many-invitations"
    sentence = Message("error", "%(most)s invitations wait already. Take back those that are no longer needed.")


class SuccessorUnfitError(DomainError):
    """The successor is not of the team, or is the person who leaves."""

    code = "successor-unfit"
    sentence = Message("error", "Choose another person of this team, or invite one.")


class HandOverWaitsError(DomainError):
    """A hand-over of the same person is under way."""

    code = "hand-over-waits"
    sentence = Message("error", "A hand-over is under way already. Take it back first, or wait until it is complete.")


class HandOverGoneError(DomainError):
    """The hand-over is complete, was taken back, or never was."""

    code = "hand-over-gone"
    sentence = Message("error", "This hand-over is complete or was taken back. Open the team to see how it stands.")


class NameMissingError(DomainError):
    """Nobody can be listed in a team without a name."""

    code = "name-missing"
    sentence = Message("error", "Write your name: the others of the team see it.")
