"""Comments and sections through the API: the same acts and limits as on the desk."""

import json

import pytest

from clearinghouse.accounts.tokens import issue
from clearinghouse.records.models import Draft, SectionDelegation
from tests import factories

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


@pytest.fixture
def draft() -> Draft:
    return factories.draft("authority", by=factories.officer())


def asked(client, account, method, address, content=None):
    """Ask as somebody who has a token for reading and drafting."""
    _token, secret = issue(account, "test", {"read", "draft"}, None)
    text = json.dumps(content) if content is not None else ""
    headers = {"Authorization": f"Bearer {secret}", "If-Match": "*"}
    return client.generic(method, f"/api/v1/drafts/{address}", text, content_type="application/json", headers=headers)


def test_a_discussion_is_begun_answered_resolved_and_listed(client, draft) -> None:
    colleague = factories.officer()
    begun = asked(
        client,
        draft.author,
        "POST",
        f"{draft.pk}/comments",
        {"field": "city", "text": "Right?", "to": str(colleague.opaque_id)},
    )
    assert (begun.status_code, begun.json()["comments"][0]["to"]["name"]) == (201, colleague.name)
    key = begun.json()["id"]
    followed = asked(client, colleague, "POST", f"{draft.pk}/comments/{key}/answer", {"text": "Yes."})
    assert [one["text"] for one in followed.json()["comments"]] == ["Right?", "Yes."]
    assert asked(client, colleague, "POST", f"{draft.pk}/comments/{key}/resolve").json()["is_open"] is False
    assert asked(client, colleague, "POST", f"{draft.pk}/comments/{key}/reopen").json()["is_open"] is True
    (one,) = asked(client, draft.author, "GET", f"{draft.pk}/comments").json()
    assert (one["field"], one["row"], len(one["comments"])) == ("city", "", 2)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"field": "nonsense", "text": "x"}, "field-unknown"),
        ({"field": "city", "text": "  "}, "comment-empty"),
        ({"field": "city", "text": "x", "to": "6f1c0a52-0000-4000-8000-000000000001"}, "addressee-unfit"),
        ({"field": "city"}, "parameter-invalid"),
    ],
)
def test_what_is_wrong_with_a_comment_is_said_with_a_code(client, draft, content, code) -> None:
    refused = asked(client, draft.author, "POST", f"{draft.pk}/comments", content)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not draft.comments.exists()


def test_a_comment_that_is_not_there_is_a_404(client, draft) -> None:
    for key in ("1", "9" * 30):
        refused = asked(client, draft.author, "POST", f"{draft.pk}/comments/{key}/resolve")
        assert (refused.status_code, refused.json()["code"]) == (404, "comment-gone")


def test_a_section_is_given_filled_in_through_the_api_and_done(client, draft) -> None:
    delegate, section = factories.account(), draft.format.sections[0].name
    new = {"email": delegate.email, "due": "2099-01-01", "note": "Please."}
    made = asked(client, draft.author, "POST", f"{draft.pk}/sections/{section}/give", new)
    nobody = {**new, "email": "nobody@ministry.example"}
    other = asked(client, draft.author, "POST", f"{draft.pk}/sections/{draft.format.sections[1].name}/give", nobody)
    assert made.status_code == other.status_code == 201
    differing = {"section", "email", "given_at"}
    parts = [{name: value for name, value in one.json().items() if name not in differing} for one in (made, other)]
    assert parts[0] == parts[1]

    whole = asked(client, delegate, "GET", str(draft.pk)).json()
    assert whole["may"] == ["see-draft", "fill-section", "comment-draft"]
    sent = {**whole["body"], "name": {"en": "Office"}, "city": {"en": "Taken over"}, "header": {"languages": ["fr"]}}
    saved = asked(client, delegate, "PUT", str(draft.pk), sent)
    assert saved.status_code == 200, saved.content
    stands = Draft.objects.get(pk=draft.pk).body
    assert stands["name"] == {"en": "Office"}
    assert (stands["city"], stands["header"]["languages"]) == (draft.body["city"], ["en"])

    known = asked(client, draft.author, "GET", f"{draft.pk}/sections").json()
    assert [one["to"] and one["to"]["name"] for one in known] == [delegate.name, None]
    assert (
        asked(client, delegate, "POST", f"{draft.pk}/sections/{section}/done", {"result": "Done."}).status_code == 204
    )
    assert SectionDelegation.objects.get(section=section).result == "Done."
    assert asked(client, delegate, "GET", str(draft.pk)).status_code == 403
    again = asked(client, draft.author, "POST", f"{draft.pk}/sections/{section}/take-back")
    assert (again.status_code, again.json()["code"]) == (409, "section-closed")


@pytest.mark.parametrize("section", ["nonsense", "%00", "a%2Fb"])
def test_a_section_that_the_format_has_not_is_a_404(client, draft, section) -> None:
    for act, content in (("give", {"email": "a@b.example", "due": "2099-01-01"}), ("take-back", None), ("done", {})):
        assert asked(client, draft.author, "POST", f"{draft.pk}/sections/{section}/{act}", content).status_code == 404
