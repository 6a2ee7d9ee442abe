from clearinghouse.derived.difference import ChangeKind, changes_between
from clearinghouse.derived.pages import TextValue
from clearinghouse.formats.collection import FORMATS
from tests.derived.samples import reader

LMO = FORMATS["modifiedOrganism"]


def _languages(values: tuple[object, ...]) -> list[str]:
    return [
        spoken.language for value in values if isinstance(value, TextValue) for spoken in (value.spoken, *value.others)
    ]


def test_of_a_text_only_the_languages_that_changed_are_shown() -> None:
    before = {"description": {"en": "<p>Maize</p>", "fr": "<p>Maïs</p>"}}
    after = {"description": {"en": "<p>Maize</p>", "fr": "<p>Maïs doux</p>"}}
    (change,) = changes_between(before, after, LMO, reader())
    assert change.kind is ChangeKind.CHANGED
    assert _languages(change.before) == _languages(change.after) == ["fr"]


def test_a_language_that_was_added_has_nothing_before() -> None:
    before = {"description": {"en": "<p>Maize</p>"}}
    after = {"description": {"en": "<p>Maize</p>", "fr": "<p>Maïs</p>"}}
    (change,) = changes_between(before, after, LMO, reader())
    assert (change.kind, change.before) == (ChangeKind.ADDED, ())
    assert _languages(change.after) == ["fr"]
