"""The desk of an office with much on it: 2,000 drafts and 200 requests in one country."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from benchmarks.generator import Generator
from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Role
from clearinghouse.accounts.person import Held, State
from clearinghouse.core.canonical import canonical
from clearinghouse.core.identifiers import new_guid
from clearinghouse.derived.reading import titles_of
from clearinghouse.formats.collection import FORMATS
from clearinghouse.records.models import Case, Draft

COUNTRY = "bj"
DRAFTS = 2_000
REQUESTS = 200


def desk_calls(times: int) -> list[Callable[[], object]]:
    """Fill the desk of Benin's publishing authority; return so many openings of it."""
    officer = create_account(
        "officer@desk.example", "", name="Officer", roles=[Held(Role.AUTHORIZED_USER.value, COUNTRY)]
    )
    authority = create_account(
        "authority@desk.example", "", name="Authority", roles=[Held(Role.PUBLISHING_AUTHORITY.value, COUNTRY)]
    )
    now = timezone.now()
    generated = [one for one in Generator(seed=17).records(DRAFTS * 3) if one.owner][:DRAFTS]
    drafts = [
        Draft(
            guid=new_guid(),
            format_slug=one.format,
            realm="bch",
            owner=COUNTRY,
            author=officer,
            updated_by=officer,
            updated_at=now,
            body_text=canonical(one.body),
            problem_count=number % 5,
            state=(State.REQUESTED if number < REQUESTS else State.EDITING).value,
        )
        for number, one in enumerate(generated)
    ]
    Draft.objects.bulk_create(drafts)
    Case.objects.bulk_create(
        Case(
            draft=draft,
            draft_uid=draft.pk,
            guid=draft.guid,
            format_slug=draft.format_slug,
            realm=draft.realm,
            owner=draft.owner,
            titles_text=canonical(titles_of(draft.body, FORMATS[draft.format_slug])),
            requested_by=officer,
            requested_at=now,
        )
        for draft in drafts[:REQUESTS]
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(authority)
    return [lambda: client.get("/en/desk/")] * times
