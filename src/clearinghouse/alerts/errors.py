"""What may stand in the way of following."""

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class TooManyFollowsError(DomainError):
    """A person follows as much as can be followed."""

    code = "follows-too-many"
    sentence = Message("error", "You follow %(limit)s searches already. Stop following one of them first.")


class FollowNameError(DomainError):
    """What is followed needs a name that fits."""

    code = "follow-name"
    sentence = Message("error", "Give what you follow a name of at most %(limit)s characters.")


class FollowGoneError(DomainError):
    """The person does not follow this, or no longer."""

    code = "follow-gone"
    sentence = Message("error", "You do not follow this any more.")
