"""The editor of vocabularies: working copies, import, review, publication, merge, deprecation."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clearinghouse.accounts.models import Role
from clearinghouse.records import words
from clearinghouse.vocabularies.concepts import Vocabulary
from clearinghouse.vocabularies.loading import restored, store_scheme
from clearinghouse.vocabularies.models import SchemeDraft
from clearinghouse.vocabularies.queries import history, standing_scheme
from clearinghouse.vocabularies.skos_parsing import TURTLE
from clearinghouse.vocabularies.skos_writing import to_skos
from tests import factories
from tests.vocabularies.samples import AGRICULTURAL, COLOURS

pytestmark = [pytest.mark.django_db, pytest.mark.store]

NAME = COLOURS.identifier
LIST = "/en/desk/vocabularies/"


@pytest.fixture(autouse=True)
def words_of_this_test(monkeypatch):
    """Forget the words of other tests, whose ledgers began at 1 as well."""
    # Both are put back afterwards: a version beside the words of another would mislead the next test.
    monkeypatch.setattr(words._Kept, "vocabulary", words._Kept.vocabulary)
    monkeypatch.setattr(words._Kept, "version", (-1, -1))


@pytest.fixture
def editor(client):
    """A browser in which a vocabulary editor is signed in, who may not publish."""
    client.force_login(factories.account(Role.VOCABULARY_EDITOR))
    return client


@pytest.fixture
def draft(editor):
    store_scheme(COLOURS)
    answer = editor.post(LIST, {"scheme": NAME})
    assert answer.status_code == 302
    return SchemeDraft.objects.get()


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def term_answers(draft: SchemeDraft, **answers: str) -> dict[str, object]:
    return {"version": str(draft.version), "languages": ["en", "fr"], "do": "save", **answers}


def changed(client, draft: SchemeDraft, **answers: str):
    draft.refresh_from_db()
    answer = client.post(f"{LIST}{draft.pk}/term/", term_answers(draft, **answers))
    draft.refresh_from_db()
    return answer


def step(client, draft: SchemeDraft, name: str, note: str = ""):
    draft.refresh_from_db()
    return client.post(f"{LIST}{draft.pk}/step/", {"version": str(draft.version), "step": name, "note": note})


def test_only_editors_see_working_copies(client, draft) -> None:
    client.logout()
    assert client.get(LIST).status_code == 302
    client.force_login(factories.officer())
    paths = ("", f"{draft.pk}/", f"{draft.pk}/term/", f"{draft.pk}/about/")
    assert {client.get(f"{LIST}{path}").status_code for path in paths} == {403}
    assert client.post(LIST, {"scheme": NAME}).status_code == 403
    assert step(client, draft, "discard").status_code == 403
    assert SchemeDraft.objects.exists()
    assert "Edit this vocabulary" not in page(client, "/en/vocabularies/Colours%20of%20things/")


def test_a_term_is_changed_reviewed_and_published_by_another(editor, draft) -> None:
    assert "Edit this term" in page(editor, "/en/vocabularies/Colours%20of%20things/pink/")
    assert 'value="Pink"' in page(editor, f"{LIST}{draft.pk}/term/?id=pink")
    answers = {"label.en": "Pale red", "label.fr": "Rose pâle", "broader": "Red", "related": "warm"}
    assert changed(editor, draft, old="pink", **answers).status_code == 302
    shown = page(editor, f"{LIST}{draft.pk}/")
    assert "<bdi>Pale red</bdi></ins>" in shown
    assert "Publish this version" not in shown
    assert step(editor, draft, "publish", "Mine.").status_code == 403
    assert step(editor, draft, "review", "Please look.").status_code == 302
    editor.force_login(factories.account(Role.SECRETARIAT_OFFICER))
    assert "waits for review" in page(editor, LIST)
    assert step(editor, draft, "publish").status_code == 422
    answer = step(editor, draft, "publish", "Better words.")
    assert answer["Location"] == "/en/vocabularies/Colours%20of%20things/"
    found = standing_scheme(NAME)
    assert found is not None
    pink = Vocabulary([found]).term(NAME, "pink")
    assert pink is not None
    assert (pink.labels, pink.broader, pink.related) == ({"en": "Pale red", "fr": "Rose pâle"}, ("red/1",), ("warm",))
    assert history(NAME)[0].reason == "Better words."


def test_a_term_is_added_merged_deprecated_and_removed(editor, draft) -> None:
    assert changed(editor, draft, **{"label.en": "Deep blue"}).status_code == 302
    assert changed(editor, draft, old="pink", do="merge", into="Rose").status_code == 302
    assert changed(editor, draft, old="rose", do="deprecate", into="warm").status_code == 302
    vocabulary = Vocabulary([restored(draft.text)])
    assert vocabulary.term(NAME, "x-deep-blue")
    rose = vocabulary.term(NAME, "pink")
    assert rose is not None
    assert rose == vocabulary.term(NAME, "rose")
    assert rose.replaced_by == "warm"
    assert changed(editor, draft, old="rose", do="restore").status_code == 302
    assert changed(editor, draft, old="x-deep-blue", do="remove").status_code == 302
    assert changed(editor, draft, old="warm", do="remove").status_code == 422
    # What else there is of a term stays as it is.
    assert Vocabulary([restored(draft.text)]).term(NAME, "red/1") == COLOURS.terms[1]


@pytest.mark.parametrize(
    "answers",
    [
        {"old": "pink", "label.en": "Pink", "identifier": "warm"},
        {"old": "pink", "label.en": "Pink", "broader": "nowhere"},
        {"old": "warm", "label.en": "Warm", "broader": "pink"},
        {"old": "pink", "label.en": "Pink", "mapping.exact": "pink"},
        {"old": "pink", "do": "merge", "into": ""},
        {"old": "pink", "do": "merge", "into": "pink"},
        {"old": "pink", "label.en": "Pink", "version": "7"},
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(editor, draft, answers) -> None:
    before = draft.text
    answer = changed(editor, draft, **answers)
    assert answer.status_code == 422
    assert 'data-tone="wrong"' in answer.content.decode()
    assert draft.text == before


def test_a_term_that_is_not_there_is_not_found(editor, draft) -> None:
    assert editor.get(f"{LIST}{draft.pk}/term/?id=nowhere").status_code == 404
    assert editor.get(f"{LIST}00000000-0000-4000-8000-000000000000/").status_code == 404


def test_the_scheme_itself_is_changed(editor, draft) -> None:
    answers = {"version": "1", "label.en": "Hues", "completeness": "sample", "source": "us", "source_version": "2"}
    assert editor.post(f"{LIST}{draft.pk}/about/", answers).status_code == 302
    draft.refresh_from_db()
    scheme = restored(draft.text)
    assert (scheme.labels, scheme.completeness, scheme.version) == ({"en": "Hues"}, "sample", "2")
    assert scheme.terms == COLOURS.terms
    assert "Hues" in page(editor, f"{LIST}{draft.pk}/about/")
    assert editor.post(f"{LIST}{draft.pk}/about/", answers).status_code == 422


def test_a_version_published_meanwhile_is_shown_and_taken_in(editor, draft) -> None:
    changed(editor, draft, old="pink", **{"label.en": "Pale red"})
    editor.force_login(factories.account(Role.SECRETARIAT_OFFICER))
    editor.post(LIST, {"scheme": NAME})
    other = SchemeDraft.objects.exclude(pk=draft.pk).get()
    changed(editor, other, old="pink", **{"label.en": "Rosy"})
    step(editor, other, "publish", "First.")
    assert "Bring up to date" in page(editor, f"{LIST}{draft.pk}/")
    answer = step(editor, draft, "publish", "Second.")
    assert answer.status_code == 422
    assert "pink" in answer.content.decode()
    assert step(editor, draft, "update").status_code == 302
    assert step(editor, draft, "return", "No.").status_code == 302
    assert step(editor, draft, "publish", "Second.").status_code == 302
    assert len(history(NAME)) == 3


def test_a_file_becomes_a_working_copy_with_a_report(editor) -> None:
    file = SimpleUploadedFile("agro.ttl", AGRICULTURAL.encode())
    answer = editor.post(LIST, {"import": "1", "file": file})
    assert answer.status_code == 200
    assert "Terms without any label: 1 (c_4)." in answer.content.decode()
    draft = SchemeDraft.objects.get()
    assert draft.identifier == "agro"
    assert "c_2" in page(editor, f"{LIST}{draft.pk}/?q=maize")
    # A term without any label cannot be published.
    assert step(editor, draft, "review").status_code == 422
    assert step(editor, draft, "discard").status_code == 302
    assert not SchemeDraft.objects.exists()


def test_a_file_that_changes_nothing_begins_nothing(editor) -> None:
    store_scheme(COLOURS)
    file = SimpleUploadedFile("colours.ttl", to_skos(COLOURS, TURTLE).encode())
    answer = editor.post(LIST, {"import": "1", "file": file})
    assert "The file says what is published already." in answer.content.decode()
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize("file", [None, ("a.ttl", b"nothing of the kind"), ("a.jsonld", b'{"@context": "http://a"}')])
def test_a_file_that_cannot_be_read_leaves_nothing(editor, file) -> None:
    answers = {"import": "1", **({"file": SimpleUploadedFile(*file)} if file else {})}
    answer = editor.post(LIST, answers)
    assert answer.status_code == 422
    assert 'data-tone="wrong"' in answer.content.decode()
    assert not SchemeDraft.objects.exists()


def test_a_new_vocabulary_is_begun_and_published(editor) -> None:
    assert editor.post(LIST, {"new": "1", "identifier": " ", "label": "Nothing"}).status_code == 422
    assert editor.post(LIST, {"new": "1", "identifier": "Shapes", "label": "Shapes"}).status_code == 302
    draft = SchemeDraft.objects.get()
    changed(editor, draft, **{"label.en": "Round"})
    editor.force_login(factories.account(Role.SECRETARIAT_OFFICER))
    assert step(editor, draft, "publish", "New.").status_code == 302
    assert "Round" in page(editor, "/en/vocabularies/Shapes/x-round/")


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_the_editor_speaks_other_languages(editor, draft, language) -> None:
    for path in ("", f"{draft.pk}/", f"{draft.pk}/term/", f"{draft.pk}/term/?id=pink", f"{draft.pk}/about/"):
        assert editor.get(f"/{language}/desk/vocabularies/{path}").status_code == 200


def test_terms_of_a_working_copy_are_named_in_the_language_of_the_page(editor, draft) -> None:
    page = editor.get(f"/zh/desk/vocabularies/{draft.pk}/").content.decode()
    assert "<bdi>红色</bdi>" in page
    assert "<bdi>Red</bdi>" not in page
