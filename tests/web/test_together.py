"""Pages of colleagues who work on a draft together: comments, sections, and what the desk says of them."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from clearinghouse.formats.kinds import Group
from clearinghouse.records.comments import add_comment
from clearinghouse.records.delegating import give_section
from clearinghouse.records.models import Draft, DraftComment, SectionDelegation
from clearinghouse.web.account_export import everything_known_of
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db

DUE = "2099-01-01"


@pytest.fixture(autouse=True)
def _words() -> None:
    cache.clear()
    factories.reference_data()


@pytest.fixture
def draft() -> Draft:
    return factories.draft("authority", by=factories.officer())


def browser(account) -> Client:
    visitor = Client()
    visitor.force_login(account)
    return visitor


def page(account, name, *steps, **query) -> str:
    answer = browser(account).get(reverse(name, args=steps), query)
    assert answer.status_code == 200, answer.content
    return str(answer.content.decode())


def general(draft) -> str:
    return str(draft.format.sections[0].name)


def given(draft, delegate) -> None:
    give_section(
        draft, general(draft), email=delegate.email, due_on=NOON.date().replace(year=2099), by=draft.author, at=NOON
    )


def test_every_field_of_the_editor_leads_to_its_comments(draft) -> None:
    add_comment(draft, field="city", text="Right?", by=draft.author, at=NOON)
    shown = page(draft.author, "draft", draft.pk)
    assert shown.count('class="talk"') > 5
    assert f"/desk/drafts/{draft.pk}/comments/?field=city" in shown
    assert "1 comment" in shown
    assert "1 open comment" in shown


def test_the_heading_of_a_group_leads_to_its_comments_once_before_its_rows() -> None:
    draft = factories.draft("nationalTarget7", by=factories.officer())
    group = next(one.name for one in draft.format if isinstance(one.kind, Group))
    add_comment(draft, field=group, text="All of them?", by=draft.author, at=NOON)
    shown = page(draft.author, "draft", draft.pk).partition(f'id="field-{group}"')[2]
    link = f"/desk/drafts/{draft.pk}/comments/?field={group}"
    assert shown.count(link) == 1
    assert shown.index("</legend>") < shown.index(link) < shown.index(f'name="f.{group}.')


def test_a_comment_is_added_answered_and_resolved_without_script(draft) -> None:
    colleague = factories.officer()
    address = reverse("draft-comments", args=[draft.pk])
    form = page(draft.author, "draft-comments", draft.pk, field="city")
    assert colleague.name in form
    sent = browser(draft.author).post(
        f"{address}?field=city", {"field": "city", "text": "<b>Right?</b>", "to": str(colleague.opaque_id)}
    )
    made = DraftComment.objects.get()
    assert sent["Location"] == reverse("draft-comment", args=[draft.pk, made.pk])
    desk = page(colleague, "desk")
    assert "Asks about: City" in desk
    assert "<b>Right?" not in desk
    assert "&lt;b&gt;Right?&lt;/b&gt;" in page(colleague, "draft-comment", draft.pk, made.pk)
    browser(colleague).post(sent["Location"], {"do": "answer", "text": "Yes."})
    assert "Asks about" not in page(colleague, "desk")
    browser(draft.author).post(sent["Location"], {"do": "resolve"})
    assert "Yes." not in page(draft.author, "draft-comments", draft.pk)
    assert "Yes." in page(draft.author, "draft-comments", draft.pk, state="resolved")


def test_a_comment_without_words_is_refused_and_what_was_chosen_stays(draft) -> None:
    address = reverse("draft-comments", args=[draft.pk])
    refused = browser(draft.author).post(f"{address}?field=city", {"field": "city", "text": " "})
    assert refused.status_code == 422
    assert "Write what you want to say." in refused.content.decode()
    assert browser(draft.author).get(address, {"field": "nonsense"}).status_code == 422


def test_ones_own_comment_is_changed_and_deleted(draft) -> None:
    made = add_comment(draft, field="city", text="Right?", by=draft.author, at=NOON)
    address = reverse("draft-comment", args=[draft.pk, made.pk])
    browser(draft.author).post(address, {"do": f"edit.{made.pk}", "text": "Really right?"})
    assert "Really right?" in page(draft.author, "draft-comment", draft.pk, made.pk)
    gone = browser(draft.author).post(address, {"do": f"delete.{made.pk}"})
    assert gone["Location"] == reverse("draft-comments", args=[draft.pk])
    assert browser(draft.author).get(address).status_code == 404


def test_a_section_is_given_to_an_address_and_the_page_says_the_same_for_any(draft) -> None:
    delegate = factories.account()
    names = [one.name for one in draft.format.sections[:2]]
    answers = []
    for name, email in zip(names, (delegate.email, "nobody@ministry.example"), strict=True):
        address = reverse("draft-section", args=[draft.pk, name])
        visitor = browser(draft.author)
        form = {"do": "give", "to": "address", "email": email, "due": DUE, "note": "Please."}
        sent = visitor.post(address, form)
        assert sent.status_code == 302
        shown = visitor.get(address).content.decode()
        assert f"In the hands of {email}" in shown
        answers.append(visitor.get(reverse("draft", args=[draft.pk])).content.decode())
    assert delegate.name not in "".join(answers).replace(delegate.email, "")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"to": "address", "email": "", "due": DUE}, "Choose somebody of the team"),
        ({"to": "address", "email": "a@b.example", "due": "yesterday"}, "Say by which day it is due"),
        ({"to": "address", "email": "a@b.example", "due": "2020-01-01"}, "Say by which day it is due"),
    ],
)
def test_what_is_wrong_with_the_form_is_said_and_what_was_typed_stays(draft, form, sentence) -> None:
    address = reverse("draft-section", args=[draft.pk, general(draft)])
    refused = browser(draft.author).post(address, {"do": "give", "note": "Kept words", **form})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert "Kept words" in refused.content.decode()
    assert not SectionDelegation.objects.exists()


def test_a_delegate_sees_one_section_to_fill_in_and_the_rest_to_read(draft) -> None:
    delegate = factories.account()
    given(draft, delegate)
    assert "General" in page(delegate, "desk") or "Fill in the section" in page(delegate, "desk")
    shown = page(delegate, "draft", draft.pk)
    assert 'name="f.name.en"' in shown
    assert 'name="f.city.en"' not in shown
    assert 'id="locked-reach"' in shown
    assert 'value="request"' not in shown
    assert reverse("draft-delete", args=[draft.pk]) not in shown
    saved = browser(delegate).post(
        reverse("draft", args=[draft.pk]),
        {
            "do": "save",
            "version": "1",
            "languages": ["fr"],
            "fields": ["name", "city"],
            "f.name.en": "Office",
            "f.city.en": "Taken over",
        },
    )
    assert saved.status_code == 302
    stands = Draft.objects.get(pk=draft.pk).body
    assert stands["name"] == {"en": "Office"}
    assert stands["city"] == draft.body["city"]
    assert stands["header"]["languages"] == ["en"]


def test_a_delegate_adds_no_language_to_the_draft(draft) -> None:
    delegate = factories.account()
    given(draft, delegate)
    assert "data-add-language" in page(draft.author, "draft", draft.pk)
    assert "data-add-language" not in page(delegate, "draft", draft.pk)
    before = draft.body["header"]
    sent = {"version": "1", "languages": "en", "fields": "name", "f.name.en": "Agency", "do": "language.name.ru"}
    browser(delegate).post(reverse("draft", args=[draft.pk]), sent)
    kept = Draft.objects.get().body
    assert (kept["header"], kept["name"]["en"]) == (before, "Agency")


def test_autosave_takes_the_section_of_a_delegate_alone(draft) -> None:
    delegate = factories.account()
    given(draft, delegate)
    answer = browser(delegate).post(
        reverse("draft-autosave", args=[draft.pk]),
        {"version": "1", "fields": ["name", "city"], "f.name.en": "Office", "f.city.en": "Taken over"},
    )
    assert answer.status_code == 200
    assert "f.city.en" not in answer.json()["form"]
    assert Draft.objects.get(pk=draft.pk).body["city"] == draft.body["city"]


def test_checking_says_what_is_missing_in_the_section_alone() -> None:
    draft = factories.draft("authority", by=factories.officer(), body={**factories.body("authority", city=None)})
    delegate = factories.account()
    given(draft, delegate)
    body = {"do": "check", "version": "1", "fields": ["name"], "f.name.en": "Office"}
    fine = browser(delegate).post(reverse("draft", args=[draft.pk]), body)
    assert fine.status_code == 200
    assert "Nothing is missing in what was given to you." in fine.content.decode()
    missing = browser(delegate).post(reverse("draft", args=[draft.pk]), {**body, "version": "2", "f.name.en": ""})
    assert missing.status_code == 422


def test_a_delegate_says_that_they_are_done_and_an_officer_takes_back(draft) -> None:
    delegate = factories.account()
    given(draft, delegate)
    address = reverse("draft-section", args=[draft.pk, general(draft)])
    assert browser(delegate).post(address, {"do": "take-back"}).status_code == 403
    done = browser(delegate).post(address, {"do": "done", "result": "All there."})
    assert done["Location"] == reverse("desk")
    assert "All there." in page(draft.author, "draft-section", draft.pk, general(draft))
    assert browser(delegate).get(address).status_code == 403
    given(draft, delegate)
    back = browser(draft.author).post(address, {"do": "take-back"})
    assert back.status_code == 302
    assert browser(delegate).get(reverse("draft", args=[draft.pk])).status_code == 403


def test_the_data_of_a_person_hold_their_comments_and_sections(draft) -> None:
    delegate = factories.account()
    given(draft, delegate)
    add_comment(Draft.objects.get(), field="city", text="Right?", by=delegate, at=NOON)
    known = everything_known_of(delegate, NOON)
    assert known["comments"][0]["text"] == "Right?"
    assert known["sections"][0]["section"] == general(draft)


@pytest.mark.parametrize("language", ["ar", "zh", "fr"])
def test_the_pages_are_there_in_other_languages(draft, language) -> None:
    add_comment(draft, field="city", text="صحيح؟", by=draft.author, at=NOON)
    given(draft, factories.account())
    for name, steps in (("draft-comments", []), ("draft-section", [general(draft)]), ("draft", [])):
        path = reverse(name, args=[draft.pk, *steps]).replace("/en/", f"/{language}/", 1)
        assert browser(draft.author).get(path).status_code == 200


def test_the_editor_asks_little_however_much_is_said(draft, django_assert_max_num_queries) -> None:
    for _ in range(20):
        add_comment(draft, field="city", text="Right?", by=draft.author, at=NOON)
    visitor = browser(draft.author)
    with django_assert_max_num_queries(40) as first:
        visitor.get(reverse("draft", args=[draft.pk]))
    for _ in range(20):
        add_comment(draft, field="name", text="Right?", by=draft.author, at=NOON)
    with django_assert_max_num_queries(len(first.captured_queries)):
        visitor.get(reverse("draft", args=[draft.pk]))
