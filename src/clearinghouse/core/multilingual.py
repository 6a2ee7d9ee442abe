"""Text in several languages, as records carry it: `{"en": "…", "fr": "…"}`."""

from collections.abc import Mapping
from dataclasses import dataclass

from clearinghouse.core.languages import direction_of, preferred, tag_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text in one language, ready to be marked up."""

    text: str
    language: str

    @property
    def tag(self) -> str:
        """The `lang` attribute."""
        return tag_of(self.language)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`."""
        return direction_of(self.language)


def best(text: Mapping[str, object] | None, wanted: str) -> Spoken | None:
    """Return the text in the best language for a reader of `wanted`, saying which; None if there is none."""
    filled = {code: words for code, words in (text or {}).items() if isinstance(words, str) and words}
    code = preferred(filled, wanted)
    return Spoken(filled[code], code) if code is not None else None
