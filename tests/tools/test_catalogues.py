import gettext

import pytest

from tools import catalogues
from tools.extraction import Entry

SAVE = Entry("Save", "editor")
COUNT = Entry("%(n)s record", plural="%(n)s records")


def catalogue(locale, **translations):
    catalog = catalogues.read(catalogues.header_of(locale), locale)
    for text, translation in translations.items():
        catalog.add(text, translation)
    return catalog


def test_an_update_keeps_translations_and_adds_new_texts_empty():
    new = catalogues.updated(catalogue("fr", Home="Accueil"), [Entry("Home"), SAVE])
    assert catalogues.strings_in(new, Entry("Home")) == ("Accueil",)
    assert catalogues.strings_in(new, SAVE) == ("",)


def test_an_update_guesses_nothing_from_a_similar_text():
    new = catalogues.updated(catalogue("fr", Save="Enregistrer"), [Entry("Save.")])
    assert catalogues.strings_in(new, Entry("Save.")) == ("",)
    assert "fuzzy" not in catalogues.written(new)


def test_a_text_that_went_is_kept_as_obsolete_and_comes_back_translated():
    gone = catalogues.read(catalogues.written(catalogues.updated(catalogue("fr", Home="Accueil"), [SAVE])), "fr")
    assert catalogues.strings_in(gone, Entry("Home")) is None
    back = catalogues.updated(gone, [Entry("Home")])
    assert catalogues.strings_in(back, Entry("Home")) == ("Accueil",)


def test_a_text_that_gained_a_plural_needs_a_new_translation():
    new = catalogues.updated(catalogue("ar", **{COUNT.text: "سجل"}), [COUNT])
    assert catalogues.strings_in(new, COUNT) == ("",) * 6


@pytest.mark.parametrize(("locale", "forms"), [("ar", 6), ("es", 2), ("fr", 2), ("ru", 3), ("zh_Hans", 1)])
def test_each_language_has_its_own_number_of_forms(locale, forms):
    new = catalogues.updated(catalogue(locale), [COUNT])
    assert catalogues.strings_in(new, COUNT) == ("",) * forms


def test_an_update_without_changes_writes_the_same_text():
    once = catalogues.written(catalogues.updated(catalogue("ru", Home="Главная"), [Entry("Home"), COUNT]))
    again = catalogues.updated(catalogues.read(once, "ru"), [Entry("Home"), COUNT])
    assert catalogues.written(again) == once


def test_a_compiled_catalogue_chooses_the_form_by_the_language_s_rule(tmp_path):
    source = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalog = catalogue("ru")
    catalog.add((COUNT.text, COUNT.plural), ("%(n)s запись", "%(n)s записи", "%(n)s записей"))
    source.write_text(catalogues.written(catalog), encoding="utf-8")
    with catalogues.compile_catalogue(source).open("rb") as stream:
        translations = gettext.GNUTranslations(stream)
    said = [translations.ngettext(COUNT.text, COUNT.plural, n) for n in (21, 22, 25, 11)]
    assert said == ["%(n)s запись", "%(n)s записи", "%(n)s записей", "%(n)s записей"]
