"""What the door to the ledger may refuse."""

from collections.abc import Sequence
from datetime import datetime

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message
from clearinghouse.derived.problems import Problem


class InvalidDraftError(DomainError):
    """The draft breaks its format; nothing was changed."""

    code = "draft-invalid"
    sentence = Message("error", "The record cannot be published yet: mend what is listed and try again.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)


class StaleDraftError(DomainError):
    """The draft was saved by someone else in the meantime; nothing was overwritten."""

    code = "draft-stale"
    sentence = Message(
        "error",
        "This draft was changed elsewhere while you worked on it. Your changes are below; compare and save again.",
    )


class DraftGoneError(DomainError):
    """There is no such draft any more."""

    code = "draft-gone"
    sentence = Message("error", "This draft no longer exists: it was published or deleted.")


class BodyTooLargeError(DomainError):
    """The body is larger than a record may be."""

    code = "body-too-large"
    sentence = Message("error", "The record is too large: %(size)s kB. At most %(limit)s kB fit. Link long documents.")


class RecordRetiredError(DomainError):
    """The record is out of force and can only be read."""

    code = "record-retired"
    sentence = Message("error", "This record was retired. It can be read, but not changed.")


class ReasonMissingError(DomainError):
    """A decision about a draft or record needs a reason."""

    code = "reason-missing"
    sentence = Message("error", "Give a reason: the people concerned will read it.")


class NothingChangedError(DomainError):
    """The draft says the same as the published revision."""

    code = "nothing-changed"
    sentence = Message("error", "Nothing differs from the published revision.")


class ForeignRecordError(DomainError):
    """The record has its home at another node, which alone may append to it."""

    code = "record-foreign"
    sentence = Message("error", "This record is kept by the node “%(node)s”. It can only be changed there.")


class CitedRecordError(DomainError):
    """Other records refer to this one; whoever ends it must have seen them."""

    code = "record-cited"
    sentence = Message("error", "%(count)s records refer to this one. Look at them, and confirm that you know.")


class DraftOpenError(DomainError):
    """A draft holds a copy of what is to be taken away."""

    code = "draft-open"
    sentence = Message("error", "A draft of this record holds the same text. Publish or delete it first.")


class NothingToRedactError(DomainError):
    """The text was taken away before, or never was there."""

    code = "nothing-to-redact"
    sentence = Message("error", "There is nothing left to take away.")


class NumbersExhaustedError(DomainError):
    """Every number of the range given to this node is used."""

    code = "numbers-exhausted"
    sentence = Message("error", "All record numbers given to this node are used. The operator must set a new range.")


class IdentifierTakenError(DomainError):
    """The GUID that a client made names something already."""

    code = "identifier-taken"
    sentence = Message("error", "The identifier “%(identifier)s” is in use. Make a new one.")


class CopyUnfitError(DomainError):
    """A record of another format or owner cannot begin this one."""

    code = "copy-unfit"
    sentence = Message("error", "%(identifier)s is a record of another common format or owner. Choose one of the same.")


class RealmUnfitError(DomainError):
    """The clearing-house has no such common format."""

    code = "realm-unfit"
    sentence = Message("error", "The common format “%(format)s” is not used in “%(realm)s”. It is used in: %(realms)s.")


class FormatClosedError(DomainError):
    """New records of the format are not begun; those that are here stay readable, others can be imported."""

    code = "format-closed"
    sentence = Message(
        "error", "The common format “%(format)s” is closed: its records can be read, but no new ones can be begun."
    )


class FormatSupersededError(FormatClosedError):
    """Another format took the place of the one asked for."""

    sentence = Message(
        "error",
        "The common format “%(format)s” is closed: its records can be read, but no new ones can be begun. Use"
        " “%(successor)s”, which took its place.",
    )


class RecordNotFoundError(DomainError):
    """No record has this identifier, or none that may be read."""

    code = "record-not-found"
    sentence = Message("error", "There is no published record “%(identifier)s”.")


class RecordWithdrawnError(RecordNotFoundError):
    """The community that had published the record took it back. at: when."""

    code = "record-withdrawn"
    sentence = Message("error", "The community that published this record withdrew it on %(day)s.")

    def __init__(self, at: datetime) -> None:
        super().__init__(day=at.date().isoformat())
        self.at = at


class NotOfCommunityError(DomainError):
    """Only what a community owns can be withdrawn; whatever others own is retired or redacted."""

    code = "not-of-community"
    sentence = Message("error", "Only the records of a community can be withdrawn.")


class CaseClosedError(DomainError):
    """The request was already decided."""

    code = "case-closed"
    sentence = Message("error", "This request was already decided. Open your desk to see how.")


class AttachmentTypeError(DomainError):
    """The content of the file is of no kind that may be published."""

    code = "attachment-type"
    sentence = Message(
        "error",
        "The content of “%(name)s” is of no kind that can be published here. Send a PDF, an image (PNG, JPEG, GIF,"
        " WebP), an office document without macros (DOCX, XLSX, PPTX, ODT, ODS, ODP), a text in UTF-8, CSV or GeoJSON.",
    )


class AttachmentTooLargeError(DomainError):
    """The file is larger than this node accepts."""

    code = "attachment-too-large"
    sentence = Message("error", "“%(name)s” is too large: at most %(limit)s MB fit. Make it smaller, or link to it.")


class AttachmentEmptyError(DomainError):
    """The file has no content."""

    code = "attachment-empty"
    sentence = Message("error", "“%(name)s” is empty. Choose another file.")


class AttachmentNameError(DomainError):
    """Nothing is left of the file's name when what cannot stand in one is taken away."""

    code = "attachment-name"
    sentence = Message("error", "The file has no usable name. Give it one and choose it again.")


class CaseGoneError(DomainError):
    """There is no such request."""

    code = "case-gone"
    sentence = Message("error", "There is no such request any more.")


class NotADeciderError(DomainError):
    """A request is given to somebody who may not decide it."""

    code = "not-a-decider"
    sentence = Message("error", "This person may not decide about the request. Choose somebody else, or nobody.")


class BatchTooLargeError(DomainError):
    """More is to be done at once than fits."""

    code = "batch-too-large"
    sentence = Message("error", "At most %(limit)s can be done at once. Choose fewer.")


class SectionUnknownError(DomainError):
    """The common format has no such section."""

    code = "section-unknown"
    sentence = Message("error", "The common format has no section “%(section)s”.")


class SectionGivenError(DomainError):
    """The section is in somebody's hands already."""

    code = "section-given"
    sentence = Message("error", "This section is in somebody’s hands already. Take it back first.")


class SectionClosedError(DomainError):
    """The section is in nobody's hands, or not in those of this person."""

    code = "section-closed"
    sentence = Message("error", "This section is no longer given to anybody. Open the draft again to see what changed.")


class DelegateUnfitError(DomainError):
    """A section is given to nobody, to oneself, or to somebody outside of the team who was not named by an address."""

    code = "delegate-unfit"
    sentence = Message("error", "Choose somebody of the team, or write the e-mail address of another colleague.")


class DueDayError(DomainError):
    """The day by which something is due is none, or over."""

    code = "due-day-unfit"
    sentence = Message("error", "Say by which day it is due: today or later, as 2026-03-31.")


class CommentGoneError(DomainError):
    """There is no such comment on this draft."""

    code = "comment-gone"
    sentence = Message("error", "There is no such comment any more.")


class CommentEmptyError(DomainError):
    """A comment says nothing."""

    code = "comment-empty"
    sentence = Message("error", "Write what you want to say.")


class CommentAnsweredError(DomainError):
    """What others have answered stays as it was written."""

    code = "comment-answered"
    sentence = Message("error", "Others have written after this comment. It stays as it is: add another one.")


class TooManyCommentsError(DomainError):
    """A draft has as many comments as it may."""

    code = "too-many-comments"
    sentence = Message("error", "At most %(most)s comments fit on one draft. Delete some of yours first.")


class AddresseeUnfitError(DomainError):
    """A comment is addressed to somebody who may not see the draft."""

    code = "addressee-unfit"
    sentence = Message("error", "This person may not see the draft. Choose somebody else, or nobody.")


class FieldUnknownError(DomainError):
    """The common format has no such field."""

    code = "field-unknown"
    sentence = Message("error", "The common format has no field “%(field)s”.")
