import pytest

from tools import catalogues
from tools.check_messages import (
    allowed_in,
    catalogue_problems,
    is_prose,
    label_problems,
    name_problems,
    vocabulary_problems,
)
from tools.extraction import Entry

NOTHING_ALLOWED = allowed_in("")
COUNT = Entry("%(count)s record", plural="%(count)s records")


def problems_of(entry, *strings, locale="fr", code=None, allowed=frozenset(), flags=()):
    catalog = catalogues.read(catalogues.header_of(locale), locale)
    catalog.add(
        (entry.text, entry.plural) if entry.plural else entry.text,
        strings if entry.plural else strings[0],
        context=entry.context or None,
        flags=flags,
    )
    return list(catalogue_problems(catalog, [entry], code=code or locale, allowed=allowed))


def test_a_translated_text_has_no_problem():
    assert problems_of(Entry("Save", "editor"), "Enregistrer") == []


def test_a_text_that_the_catalogue_lacks_fails():
    catalog = catalogues.read(catalogues.header_of("fr"), "fr")
    (problem,) = catalogue_problems(catalog, [Entry("Save")], code="fr", allowed=frozenset())
    assert "absent" in problem


def test_the_same_text_under_another_context_does_not_count():
    catalog = catalogues.read(catalogues.header_of("fr"), "fr")
    catalog.add("Save", "Enregistrer", context="editor")
    (problem,) = catalogue_problems(catalog, [Entry("Save", "search")], code="fr", allowed=frozenset())
    assert "absent" in problem


@pytest.mark.parametrize(
    ("locale", "translation", "expected"),
    [
        ("fr", "", "empty"),
        ("fr", "Records of %(place)s", "same as in English"),
        ("fr", "Fiches", "placeholders"),
        ("fr", "Fiches de %(lieu)s", "placeholders"),
        ("ru", "Fiches de %(place)s", "not in the script of ru"),
        ("ar", "Записи %(place)s", "not in the script of ar"),
        ("zh_Hans", "Записи %(place)s", "not in the script of zh"),
        ("fr", "<b>Fiches</b> de %(place)s", "markup"),
    ],
)
def test_a_wrong_translation_fails(locale, translation, expected):
    code = locale.partition("_")[0]
    (problem,) = problems_of(Entry("Records of %(place)s"), translation, locale=locale, code=code)
    assert expected in problem


def test_a_fuzzy_translation_fails():
    (problem,) = problems_of(Entry("Save"), "Enregistrer", flags=["fuzzy"])
    assert problem.endswith("fuzzy")


def test_a_text_equal_to_english_passes_only_where_the_list_allows_it():
    allowed = allowed_in("# reason\nfr: Information\n")
    assert problems_of(Entry("Information"), "Information", allowed=allowed["fr"]) == []
    assert problems_of(Entry("Information"), "Information", locale="es", allowed=allowed["es"])


def test_a_text_allowed_for_all_languages_may_stay_in_latin_script():
    allowed = allowed_in("*: SHA-256\n")
    assert problems_of(Entry("SHA-256"), "SHA-256", locale="ru", allowed=allowed["ru"]) == []


def test_a_text_without_words_may_stay_as_it_is():
    assert not is_prose("%(from)s – %(to)s <br> {name} 10&nbsp;")
    assert problems_of(Entry("%(from)s – %(to)s"), "%(from)s – %(to)s", locale="ar") == []


def test_a_russian_form_for_one_needs_the_number_because_it_also_says_21():
    assert problems_of(COUNT, "%(count)s запись", "%(count)s записи", "%(count)s записей", locale="ru") == []
    (problem,) = problems_of(COUNT, "запись", "%(count)s записи", "%(count)s записей", locale="ru")
    assert "placeholders" in problem


def test_an_arabic_form_for_two_may_go_without_the_number():
    forms = ["لا سجلات", "سجل واحد", "سجلان", "%(count)s سجلات", "%(count)s سجلا", "%(count)s سجل"]
    assert problems_of(COUNT, *forms, locale="ar") == []


SIX = {"en": "Risk", "fr": "Risque", "es": "Riesgo", "ar": "خطر", "ru": "Риск", "zh": "风险"}


def test_six_labels_in_their_scripts_pass():
    assert list(label_problems(SIX, where="x", allowed=NOTHING_ALLOWED)) == []


def test_a_label_absent_or_in_another_script_fails():
    labels = {**SIX, "ar": "Risk", "es": ""}
    problems = list(label_problems(labels, where="x", allowed=NOTHING_ALLOWED))
    assert problems == ["x: 'Risk' is not in the script of ar", "x: no label in es"]


def test_a_vocabulary_term_without_a_chinese_label_fails():
    labels = ", ".join(f'"{text}"@{code}' for code, text in SIX.items() if code != "zh")
    turtle = (
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<urn:term:risk> a skos:Concept ; skos:prefLabel {labels} ."
    )
    problems = list(vocabulary_problems(turtle, where="v.ttl", allowed=NOTHING_ALLOWED))
    assert problems == ["v.ttl: <urn:term:risk>: no label in zh"]


def test_a_government_without_a_russian_name_fails():
    row = {f"name_{code}": text for code, text in SIX.items()} | {"name_ru": ""}
    problems = list(name_problems([row], where="g.csv", allowed=NOTHING_ALLOWED))
    assert problems == ["g.csv:2: no label in ru"]
