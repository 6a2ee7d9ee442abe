"""What links in mails may refuse."""

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message


class LinkUnknownError(DomainError):
    """The link was never given out, or what it was about is gone."""

    code = "link-unknown"
    sentence = Message("error", "This link is not valid. Copy it whole from the mail, or open your desk instead.")


class LinkExpiredError(DomainError):
    """The link is older than links may be."""

    code = "link-expired"
    sentence = Message("error", "This link has expired. Open your desk: what it was about stands there.")


class LinkUsedError(DomainError):
    """The link was used."""

    code = "link-used"
    sentence = Message("error", "This link was used already. Your desk shows what became of the request.")


class DraftChangedError(DomainError):
    """The draft is no longer the one that the mail described."""

    code = "draft-changed"
    sentence = Message("error", "The draft was changed after this mail was sent. Read it on your desk, then decide.")


class NotByMailError(DomainError):
    """The node asks for a second factor, which a link in a mail is not."""

    code = "not-by-mail"
    sentence = Message("error", "This decision needs a second factor. Sign in and decide on your desk.")


class AddressMalformedError(DomainError):
    """Mail cannot be sent to what was given as an address."""

    code = "address-malformed"
    sentence = Message("error", "“%(email)s” is no e-mail address. Write it as name@example.org.")
