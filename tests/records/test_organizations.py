"""Organizations: from registering to publishing in the name of one's organization."""

import pytest
from django.utils import timezone

from clearinghouse.accounts.models import AuditEvent, RoleHeld
from clearinghouse.accounts.person import Held, person_of
from clearinghouse.notices.kinds import NoticeKind
from clearinghouse.records.actions import publish
from clearinghouse.records.cases import request_publication
from clearinghouse.records.drafting import begin_amendment
from tests import factories

pytestmark = pytest.mark.django_db

AT = timezone.now()


@pytest.fixture(autouse=True)
def _words() -> None:
    factories.reference_data()


@pytest.mark.store
def test_who_drafted_a_published_organization_becomes_its_editor() -> None:
    user, officer = factories.account(), factories.secretariat()
    draft = factories.draft("organization", by=user, owner="")
    request_publication(draft, by=user, at=AT)
    draft.refresh_from_db()
    record = publish(draft, by=officer, at=AT).record
    owner = f"organization:{record.guid}"
    assert person_of(user).roles == {Held("organization-editor", owner)}
    event = AuditEvent.objects.get(action="role-granted")
    assert (event.account, event.owner, event.about) == (officer, owner, str(user.opaque_id))
    assert user.notices.filter(kind=NoticeKind.ROLE_GRANTED.value).exists()
    assert factories.draft("contact", by=user, owner=owner).owner == owner


def test_an_officer_of_the_secretariat_becomes_editor_of_nothing() -> None:
    factories.revision("organization")
    assert not RoleHeld.objects.filter(role="organization-editor").exists()


def test_a_later_revision_and_another_format_make_nobody_an_editor() -> None:
    record = factories.revision("organization").record
    user, officer = factories.account(), factories.secretariat()
    amendment = begin_amendment(record, by=user, at=AT)
    amendment.body_text = amendment.body_text.replace("Institute of Seeds", "Seeds Institute")
    amendment.save()
    request_publication(amendment, by=user, at=AT)
    amendment.refresh_from_db()
    publish(amendment, by=officer, at=AT)
    factories.revision("contact", by=user, owner="")
    assert not RoleHeld.objects.filter(role="organization-editor").exists()


def test_an_account_that_was_closed_meanwhile_stands_in_the_way_of_nothing() -> None:
    user = factories.account()
    draft = factories.draft("organization", by=user, owner="")
    request_publication(draft, by=user, at=AT)
    draft.refresh_from_db()
    user.is_active = False
    user.save()
    draft.author.refresh_from_db()
    assert publish(draft, by=factories.secretariat(), at=AT).record.latest == 1
    assert not RoleHeld.objects.filter(role="organization-editor").exists()
