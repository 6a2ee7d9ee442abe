"""What was translated before: texts of published records in two languages, paragraph by paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from clearinghouse.derived.origins import Place

NEAR = 0.7
MAX_SEGMENT_CHARS = 1_000
_MOST_WANTED = 20
_MOST_KNOWN = 400


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in two languages, as it is typed, and the record it stands in."""

    source: str
    target: str
    record: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """A pair whose source is like a text that is being translated. likeness: 1 if it is the same."""

    pair: Pair
    likeness: float

    @property
    def percent(self) -> int:
        """How like they are, in hundredths; 100 only for the same."""
        return min(99, int(self.likeness * 100)) if self.likeness < 1 else 100


def pairs_of(place: Place, source: str, target: str, *, record: str) -> Iterator[Pair]:
    """Yield the paragraphs of a place in two languages; the whole text where they have not as many."""
    if not (place.texts.get(source) and place.texts.get(target)):
        return
    here, there = paragraphs(place.typed(source)), paragraphs(place.typed(target))
    both = zip(here, there, strict=True) if len(here) == len(there) else [(place.typed(source), place.typed(target))]
    for one, other in both:
        if len(one) <= MAX_SEGMENT_CHARS and one != other:
            yield Pair(one, other, record)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text as it is typed."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def remembered(text: str, known: Iterable[Pair], *, most: int) -> list[Remembered]:
    """Return the pairs whose source is most like a paragraph of a text, the best first, each translation once."""
    wanted = [one for one in paragraphs(text) if len(one) <= MAX_SEGMENT_CHARS][:_MOST_WANTED]
    best: dict[tuple[str, str], Remembered] = {}
    for pair, _ in zip(known, range(_MOST_KNOWN), strict=False):
        likeness = max((_likeness(one, pair.source) for one in wanted), default=0.0)
        key = (pair.source, pair.target)
        if likeness >= NEAR and key not in best:
            best[key] = Remembered(pair, likeness)
    return sorted(best.values(), key=lambda one: -one.likeness)[:most]


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The first two are cheap, and never less than the third.
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()
