"""A public record says which of its texts are translations, on its page and on paper, and of which language."""

import pytest

from clearinghouse.derived.origins import said_in
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from tests import factories
from tests.factories import body, later
from tests.papers import words_of

pytestmark = pytest.mark.django_db

LANGUAGES = {"schema": "organism", "languages": ["en", "fr"]}
HABITAT = {"en": "<p>Dry savannah</p>", "fr": "<p>Savane sèche</p>"}
NAMES = [{"en": "Maize", "fr": "Maïs"}]
SENTENCES = {
    "en": "The text in French is a translation; the original is in English.",
    "fr": "Le texte en français est une traduction ; l’original est en anglais.",
    "es": "El texto en francés es una traducción; el original está en inglés.",
    "ru": "Перевод: французский; язык оригинала: английский.",
    "ar": "النص باللغة الفرنسية ترجمة؛ والأصل باللغة الإنجليزية.",
    "zh": "法语文本为译文；原文为英语。",
}


@pytest.fixture(autouse=True)
def _words():
    factories.reference_data()


def saved(draft, answers, **sent):
    whole = {**draft.body, **answers}
    posted = {f"{kind}.{name}": [value] for name, pair in sent.items() for kind, value in zip("fo", pair, strict=True)}
    posted = {name.replace("_", "."): value for name, value in posted.items()}
    said = said_in(posted, draft.format, whole)
    return save_draft(draft, whole, by=draft.author, at=later(1), version=draft.version, said=said)


def translated(*, names=None):
    draft = factories.draft("organism", body=body("organism", header=LANGUAGES))
    answers = {"habitat": HABITAT, **({"commonNames": names} if names else {})}
    draft = saved(draft, answers, habitat_fr=("Savane sèche", "en"))
    return publish(draft, by=draft.author, at=later(2)).record


def page(client, record, language="en"):
    return client.get(f"/{language}/records/{record.printed_number}/").text


@pytest.mark.parametrize("language", SENTENCES)
def test_a_record_says_once_that_the_text_of_a_language_is_a_translation(client, language):
    record = translated()
    assert page(client, record, language).count(SENTENCES[language]) == 1
    paper = words_of(client.get(f"/{language}/records/{record.printed_number}/pdf").content)
    assert "".join(SENTENCES[language].split()) in "".join(paper.split())


def test_where_other_texts_are_no_translations_it_is_said_beside_the_text(client):
    shown = page(client, translated(names=NAMES))
    assert shown.count(SENTENCES["en"]) == 1
    assert SENTENCES["en"] in shown.partition("Savane sèche")[2]
    assert SENTENCES["en"] in words_of(
        client.get(f"/en/records/{translated(names=NAMES).printed_number}/pdf").content
    ).replace("\n", " ")


def test_a_record_of_which_nothing_is_known_says_nothing(client):
    answers = {"header": LANGUAGES, "habitat": HABITAT}
    assert "is a translation" not in page(
        client, factories.revision("organism", body=body("organism", **answers)).record
    )


def test_a_text_that_was_written_anew_is_no_translation(client):
    record = translated()
    draft = begin_amendment(record, by=factories.draft("organism").author, at=later(3))
    draft = saved(draft, {"habitat": {**HABITAT, "fr": "<p>Autre chose</p>"}}, habitat_fr=("Autre chose", ""))
    publish(draft, by=draft.author, at=later(4))
    assert "is a translation" not in page(client, record)
