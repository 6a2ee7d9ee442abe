"""Help for whoever translates a text: what was translated before, and the terms of vocabularies that occur in it."""

from dataclasses import dataclass

from clearinghouse.accounts.models import Account
from clearinghouse.core.languages import tag_of
from clearinghouse.derived.form_translations import tongue_of
from clearinghouse.derived.forms import Tongue
from clearinghouse.derived.index import concept_code
from clearinghouse.derived.origins import Place, place_of
from clearinghouse.derived.translation_memory import Remembered, paragraphs, remembered
from clearinghouse.formats.answers import answer_at
from clearinghouse.formats.kinds import LocalText
from clearinghouse.records.models import Draft
from clearinghouse.records.remembering import pairs_in
from clearinghouse.records.words import current_vocabulary
from clearinghouse.search.analysis.units import field_language
from clearinghouse.search.engine import SearchUnavailableError
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.params import SearchSpace, query_from_params
from clearinghouse.search.projection import PUBLIC
from clearinghouse.search.query import In

_MOST_RECORDS = 30
_MOST_SHOWN = 5
_MOST_TERMS = 20
_MOST_WORDS = 6
_MAX_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class TermAid:
    """A term of a vocabulary that occurs in a text, with what it is called in the other language."""

    word: str
    label: str


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps to translate one text. input_name: of the box into which it goes."""

    source: Tongue
    target: Tongue
    input_name: str
    text: str
    memory: list[Remembered]
    terms: list[TermAid]

    @property
    def source_tag(self) -> str:
        """The `lang` attribute of what is translated."""
        return tag_of(self.source.code)


def aids_for(draft: Draft, account: Account, *, name: str, source: str, target: str) -> Aids:
    """Return what helps to translate a text of a draft; nothing where it says nothing in the language it is from."""
    place = _place(draft, name)
    text = place.typed(source)[:_MAX_CHARS] if place else ""
    return Aids(
        tongue_of(source),
        tongue_of(target),
        f"f.{name}.{target}",
        text,
        _memory(text, source, target, account) if text else [],
        _terms(text, source, target) if text else [],
    )


def _place(draft: Draft, name: str) -> Place | None:
    field = draft.format.find(name) or draft.format.find(name.rpartition(".")[0])
    if field is None or not isinstance(field.kind, LocalText) or field.name in draft.withheld:
        return None
    return place_of(name, answer_at(draft.body, name), is_rich=field.kind.is_rich)


def _memory(text: str, source: str, target: str, account: Account) -> list[Remembered]:
    guids = dict.fromkeys(guid for part in paragraphs(text)[:_MOST_SHOWN] for guid in _like(part, source, target))
    known = pairs_in(list(guids)[:_MOST_RECORDS], source, target, visitor=account)
    return remembered(text, known, most=_MOST_SHOWN)


def _like(part: str, source: str, target: str) -> list[str]:
    """Return the records in both languages that have the longest words of a paragraph, all of them or some."""
    words = sorted(dict.fromkeys(word for word in part.split() if word.isalpha()), key=len, reverse=True)
    for count in (_MOST_WORDS, _MOST_WORDS // 3):
        asked = " ".join(words[:count]) or part[:20]
        space = SearchSpace(page_size=_MOST_RECORDS, languages=(source,), has_times=False)
        query = query_from_params({"q": [asked], "size": [str(_MOST_RECORDS)]}, space)
        query = query.where(In("language", (source,)), In("language", (target,))).visible_to((PUBLIC,))
        try:
            if hits := engine().search(query).hits:
                return [hit.guid for hit in hits]
        except SearchUnavailableError:
            break
    return []


def _terms(text: str, source: str, target: str) -> list[TermAid]:
    words: dict[str, str] = {}
    for match in lexicon().terms_alone.recognise(text, field_language(source)):
        words.setdefault(match.code, text[match.start : match.end])
    labels = {
        concept_code(scheme.identifier, term.identifier): term.labels[target]
        for scheme in current_vocabulary()
        for term in scheme.terms
        if target in term.labels and concept_code(scheme.identifier, term.identifier) in words
    }
    terms = [TermAid(word, labels[code]) for code, word in words.items() if code in labels]
    return list(dict.fromkeys(terms))[:_MOST_TERMS]
