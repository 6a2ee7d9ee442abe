"""What is wrong with a concept scheme or with a file that should hold one, and how it is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearinghouse.core.errors import DomainError
from clearinghouse.core.messages import Message

EXAMPLES = 20
"""Terms named in a report; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: how many it concerns, the first of them, and what else there is to say."""

    code: str
    count: int = 1
    examples: tuple[str, ...] = ()
    detail: str = ""

    @property
    def sentence(self) -> Message:
        """What the problem is, to be filled with `data`."""
        return SENTENCES[self.code]

    @property
    def data(self) -> dict[str, object]:
        """The values of the sentence."""
        named = ", ".join(self.examples) + (" …" if self.count > len(self.examples) else "")
        return {"count": self.count, "terms": named, "detail": self.detail}


SENTENCES: Mapping[str, Message] = {
    "language-missing": Message("vocabulary", "Terms without a label in %(detail)s: %(count)s (%(terms)s)."),
    "scheme-language-missing": Message("vocabulary", "The scheme has no name in %(detail)s."),
    "no-label": Message("vocabulary", "Terms without any label: %(count)s (%(terms)s)."),
    "several-labels": Message(
        "vocabulary",
        "Terms with more than one label in %(detail)s: %(count)s (%(terms)s). The others were kept as alternatives.",
    ),
    "duplicate-label": Message("vocabulary", "Labels that several terms share in %(detail)s: %(count)s (%(terms)s)."),
    "cycle": Message(
        "vocabulary", "Terms that stand above themselves: %(count)s (%(terms)s). Links upwards that close a ring: cut."
    ),
    "orphan": Message(
        "vocabulary", "Terms whose broader term is not in the scheme: %(count)s (%(terms)s). They stand at the top."
    ),
    "alone": Message("vocabulary", "Terms of a scheme with levels that stand in none of them: %(count)s (%(terms)s)."),
    "identifier-twice": Message("vocabulary", "Identifiers that mean more than one term: %(count)s (%(terms)s)."),
    "no-scheme": Message("vocabulary", "Terms of no scheme, put into %(detail)s: %(count)s (%(terms)s)."),
    "no-scheme-left-out": Message("vocabulary", "Terms of no scheme, left out: %(count)s (%(terms)s)."),
    "nameless": Message("vocabulary", "Terms without an address, left out: %(count)s."),
    "collection": Message("vocabulary", "Collections, which are not kept: %(count)s (%(terms)s)."),
    "empty-scheme": Message("vocabulary", "Schemes without terms, left out: %(count)s (%(terms)s)."),
    "scheme-made": Message("vocabulary", "The file names no scheme. One was made of its terms: %(detail)s."),
}


class MalformedVocabularyError(DomainError):
    """A file is not SKOS as we read it. line: where the parser stopped, 0 where it does not say."""

    code = "vocabulary-malformed"
    sentence = Message("error", "%(file)s could not be read as a concept scheme: %(detail)s.")


class VocabularyTooLargeError(DomainError):
    """A file is larger than may be read."""

    code = "vocabulary-too-large"
    sentence = Message("error", "The file is larger than %(megabytes)s MB. Load it with the command line.")


def problem(code: str, terms: Iterable[str] = (), detail: str = "") -> Problem:
    """Return a problem of some terms, with the first of them named."""
    several = list(terms)
    return Problem(code, max(1, len(several)), tuple(several[:EXAMPLES]), detail)
