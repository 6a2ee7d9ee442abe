"""What the actors of a test do to a node, each in a process of its own. Arguments and results are JSON."""

import argparse
import hashlib
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from clearinghouse.accounts.models import Account, Role, RoleHeld
from clearinghouse.config.commands.serving import follow
from clearinghouse.config.projections import projections
from clearinghouse.ledger.actions import writing
from clearinghouse.ledger.models import Entry
from clearinghouse.ledger.queries import head
from clearinghouse.ledger.verifying import findings
from clearinghouse.notices.actions import notify
from clearinghouse.notices.kinds import About, NoticeKind
from clearinghouse.notices.models import Outgoing
from clearinghouse.parties.loading import load_governments
from clearinghouse.projections.following import catch_up, follow_once
from clearinghouse.projections.models import Cursor, Link
from clearinghouse.records import file_store
from clearinghouse.records.actions import PUBLISHED, publish
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.models import Attachment, Case, Draft, Record, Revision
from clearinghouse.records.orphans import collect_orphans
from clearinghouse.search.opening import engine, lexicon
from clearinghouse.search.query import Query
from clearinghouse.vocabularies.loading import load_schemes
from tests import factories, files

CITED = factories.guid("organism")
LOCAL = {"host": "127.0.0.1"}


def now() -> datetime:
    """Return the moment."""
    return datetime.now(UTC)


def publisher() -> Account:
    """Return who publishes in these tests."""
    return Account.objects.get(email="publisher@faults.example")


def warm() -> None:
    """Load in the nursery what every actor needs, so that each begins at once."""
    lexicon()
    # Looked up, every address imports its views.
    reverse("home")


def prepare() -> None:
    """Make a node with its reference data and one record."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    load_governments()
    list(load_schemes())
    account = Account(email="publisher@faults.example", name="Publisher")
    account.set_unusable_password()
    account.save()
    RoleHeld.objects.create(account=account, role=Role.SECRETARIAT_OFFICER, owner="")
    factories.revision("organism", by=account, guid=CITED)
    follow_once(projections())
    engine().close()
    settings.STATIC_ROOT.mkdir()


class Log:
    """Notes outside the process what it was told. What is written stays when the process is killed."""

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, *words: object) -> None:
        """Write one line, whole."""
        os.write(self._descriptor, (" ".join(map(str, words)) + "\n").encode())


def drafted(account: Account, place: int) -> Draft:
    """Begin a record that refers to the first one, with a sealed note; every third time amend that one instead."""
    cited = {"compatibleSpecies": [{"identifier": CITED}]}
    if place % 3:
        body = factories.body("organism", notes="Not for everyone.", **cited)
        return factories.draft("organism", by=account, body=body)
    draft = begin_amendment(Record.objects.get(pk=CITED), by=account, at=now())
    changed = {**draft.body, "genus": f"Zea {now().timestamp()}"}
    return save_draft(draft, changed, by=account, at=now(), version=draft.version)


def publish_many(log: str, count: int = 1, amends: bool = True) -> int:
    """Draft and publish; note each draft and each publication once it was acknowledged."""
    account, noted = publisher(), Log(log)
    for place in range(count):
        draft = drafted(account, place if amends else 1)
        noted.note("draft", draft.pk, draft.guid)
        revision = publish(draft, by=account, at=now())
        noted.note("published", draft.pk, revision.entry_id)
    return count


def slip(text: str) -> str:
    """Publish a record with a text that should not be there, and amend it; return its GUID."""
    account, cited = publisher(), [{"identifier": CITED}]
    body = factories.body("organism", habitat={"en": f"<p>{text}</p>"}, compatibleSpecies=cited)
    guid = publish(factories.draft("organism", by=account, body=body), by=account, at=now()).record.guid
    draft = begin_amendment(Record.objects.get(pk=guid), by=account, at=now())
    draft = save_draft(
        draft, factories.body("organism", compatibleSpecies=cited), by=account, at=now(), version=draft.version
    )
    publish(draft, by=account, at=now())
    return guid


def take_away(guid: str) -> None:
    """Redact the first revision of a record."""
    factories.redacted(Revision.objects.filter(record=guid).earliest("entry_id"), by=publisher(), at=now())


def answer(log: str) -> int:
    """Publish over the wire, as the button of the editor does; note the answer once it arrived."""
    account, noted = publisher(), Log(log)
    draft = Draft.objects.first() or drafted(account, 1)
    noted.note("draft", draft.pk, draft.guid)
    response = press(signed_in(account), draft.pk, draft.version)
    noted.note("answered", draft.pk, response.status_code)
    return int(response.status_code)


def resubmit() -> int:
    """Press the button again for what was published last, as a person does whose browser heard nothing."""
    return int(press(signed_in(publisher()), Revision.objects.latest("entry_id").draft_uid, 1).status_code)


def signed_in(account: Account) -> Client:
    """Return the browser of a person."""
    client = Client(headers=LOCAL)
    client.force_login(account)
    return client


def press(client: Client, draft: UUID | None, version: int) -> Any:
    """Press the button that publishes."""
    form = {"version": version, "do": "publish", "fields": "scientificName", "f.scientificName": "Zea mays"}
    return client.post(f"/en/desk/drafts/{draft}/", form)


def attach(log: str) -> str:
    """Upload a file for a draft; note it once it was taken in."""
    account, noted = publisher(), Log(log)
    draft = Draft.objects.first() or drafted(account, 1)
    attachment = store_attachment(draft, "report.txt", chunks=[files.TEXT], by=account, at=now())
    noted.note("attached", draft.pk, attachment.pk)
    return attachment.pk


def collect() -> int:
    """Take away what nothing names, however new it is; return how many files and halves of files that were."""
    collected = collect_orphans(at=now(), older_than=timedelta(0))
    return collected.files + collected.left_over


def publish_rest() -> list[str]:
    """Publish every draft that there is."""
    account = publisher()
    return [str(publish(draft, by=account, at=now()).draft_uid) for draft in Draft.objects.all()]


def follow_to_the_head() -> None:
    """Follow as the follower does, once."""
    follow(argparse.Namespace(once=True, parent=0))


def rebuild() -> None:
    """Build the index anew."""
    projections()[1].reset()
    engine().close()


def check(follows: bool = True) -> dict[str, Any]:
    """Say how the node stands after a restart: what is wrong, what is there, and how far the projections are."""
    if follows:
        follow_to_the_head()
    revisions = Revision.objects.filter(draft_uid__isnull=False).values_list("draft_uid", "entry_id")
    last = head()
    return {
        "wrong": [*(f"{one.sequence} {one.code} {one.detail}" for one in findings()), *_halves()],
        "head": last.sequence if last else 0,
        "published": {str(uid): sequence for uid, sequence in revisions},
        "attached": list(Attachment.objects.values_list("pk", flat=True)),
        "drafts": {str(uid): guid for uid, guid in Draft.objects.values_list("pk", "guid")},
        **(_followed() if follows else {}),
    }


def _halves() -> list[str]:
    """Return what a publication that was carried out in part would leave."""
    entries = set(Entry.objects.filter(kind=PUBLISHED).values_list("sequence", flat=True))
    revisions = set(Revision.objects.values_list("entry_id", flat=True))
    wrong = [f"entry without revision {one}" for one in entries ^ revisions]
    counts = dict(Revision.objects.values_list("record_id").annotate(n=Count("pk")))
    last = dict(
        Entry.objects.filter(kind__startswith="record.").order_by("sequence").values_list("subject", "sequence")
    )
    wrong += [
        f"record {record.guid} does not stand where its revisions do"
        for record in Record.objects.all()
        if (record.latest, record.latest_sequence) != (counts.get(record.guid), last.get(record.guid))
    ]
    published = Revision.objects.filter(draft_uid__in=Draft.objects.values("pk")).count()
    gone = Case.objects.filter(state=Case.REQUESTED, draft=None).count()
    wrong += [f"file {one.pk} is not whole" for one in Attachment.objects.all() if not _is_whole(one)]
    return wrong + ["a draft outlived its publication"] * published + ["a request lost its draft"] * gone


def _is_whole(attachment: Attachment) -> bool:
    path = file_store.path_of(attachment.pk)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == attachment.pk


def _followed() -> dict[str, Any]:
    index = engine()
    index.refresh()
    page = index.search(Query(visible=("public",), page_size=1))
    found = {
        "links": Cursor.objects.get(pk="links").sequence,
        "index": index.checkpoint(),
        "found": page.total,
        "in_force": Record.objects.published().count(),
        "citing": Link.objects.filter(target=CITED).count(),
        "cited": Record.objects.published().exclude(pk=CITED).count(),
    }
    index.close()
    return found


def append(name: str, count: int, chars: int = 0) -> list[int]:
    """Append entries one by one; return their numbers."""
    numbers = []
    for place in range(count):
        with writing() as ledger:
            numbers.append(ledger.append_now("test", name, public={"n": place, "text": "x" * chars}).sequence)
    return numbers


class Remembering:
    """A projection that remembers what it was given."""

    name = "remembering"

    def __init__(self) -> None:
        self.taken: list[int] = []

    def cursor(self) -> int:
        """Return the last that was given."""
        return self.taken[-1] if self.taken else 0

    def apply(self, entries: Sequence[Entry]) -> None:
        """Remember."""
        self.taken += [entry.sequence for entry in entries]

    def reset(self) -> None:
        """Forget."""
        self.taken.clear()


def watch(until: int) -> list[int]:
    """Follow the ledger while others write, up to an entry; return every number in the order it was given."""
    projection = Remembering()
    while projection.cursor() < until:
        catch_up(projection)
    return projection.taken


def stay(until: str) -> int:
    """Have the database open until a file is there, reading nothing; return the head as it was."""
    last = head()
    while not Path(until).exists():
        time.sleep(0.05)
    return last.sequence if last else 0


def keep_saving(path: str) -> int:
    """Save a draft again and again, each save alone, until a file is there; return how often."""
    account, saves = publisher(), 0
    draft = factories.draft("organism", by=account)
    while not Path(path).exists():
        draft = save_draft(draft, {**draft.body, "genus": f"Zea {saves}"}, by=account, at=now(), version=draft.version)
        saves += 1
    return saves


def tell(count: int) -> None:
    """Tell the publisher something, which queues as many mails."""
    for _ in range(count):
        about = About(titles={"en": "Maize"}, link="home")
        notify([publisher()], NoticeKind.REQUEST_WAITS, about=about, at=now())


def outbox() -> dict[str, int]:
    """Return how many mails stand in which state."""
    return dict(Outgoing.objects.order_by().values_list("state").annotate(n=Count("pk")))


def wait_for_mail() -> None:
    """Let the time pass after which what an interrupted postman had taken on is sent again."""
    Outgoing.objects.filter(state=Outgoing.SENDING).update(due_at=now())


ACTS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "publish": publish_many,
    "slip": slip,
    "take-away": take_away,
    "attach": attach,
    "collect": collect,
    "publish-rest": publish_rest,
    "answer": answer,
    "resubmit": resubmit,
    "follow": follow_to_the_head,
    "rebuild": rebuild,
    "check": check,
    "append": append,
    "stay": stay,
    "watch": watch,
    "keep-saving": keep_saving,
    "tell": tell,
    "outbox": outbox,
    "wait-for-mail": wait_for_mail,
}
