"""What can go wrong when a vocabulary is edited."""

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class SchemeNotFoundError(DomainError):
    """There is no such vocabulary, or it did not exist yet at the moment asked for."""

    code = "vocabulary-not-found"
    sentence = Message("error", "There is no vocabulary “%(scheme)s” here.")


class SchemeDraftGoneError(DomainError):
    """The working copy was published or thrown away."""

    code = "vocabulary-draft-gone"
    sentence = Message("error", "This working copy is no longer there. It was published or deleted.")


class StaleSchemeDraftError(DomainError):
    """Somebody saved the working copy meanwhile."""

    code = "vocabulary-draft-stale"
    sentence = Message("error", "Somebody saved this working copy meanwhile. Reload it and make your change again.")


class SchemeChangedError(DomainError):
    """Another version was published since the working copy began."""

    code = "vocabulary-changed"
    sentence = Message(
        "error",
        "Another version was published since this working copy began. Bring it up to date first. "
        "Terms that both changed: %(terms)s.",
    )


class SchemeUnchangedError(DomainError):
    """The working copy says what is published already."""

    code = "vocabulary-unchanged"
    sentence = Message("error", "Nothing was changed yet, so there is nothing to publish.")


class BrokenSchemeError(DomainError):
    """The working copy breaks a rule that readers rely on."""

    code = "vocabulary-broken"
    sentence = Message("error", "The vocabulary cannot be published as it is. %(detail)s")


class LockedTermError(DomainError):
    """A rule of a common format names the term."""

    code = "term-locked"
    sentence = Message("error", "A rule of a common format names “%(term)s”. It must stay in use.")


class ChangeReasonMissingError(DomainError):
    """A step of the review wants a reason."""

    code = "vocabulary-reason-missing"
    sentence = Message("error", "Say why, in a sentence that readers of the history will understand.")
