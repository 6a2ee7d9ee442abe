"""Three doors, one table: what who_may.csv says is what happens, through pages, API and command line."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clearinghouse.accounts.person import State
from clearinghouse.config.command import main
from clearinghouse.records.models import Draft, Record
from tests import factories
from tests.accounts.matrix import WHATS, Cell, Someone, agreed, people
from tests.doors.things import House, body_of, format_of, furnished, sample_of

pytestmark = pytest.mark.django_db
REASON = "As was agreed."


@dataclass(frozen=True)
class Try:
    """One thing that is done. action: what the table calls it; state: of what it is done to."""

    doing: str
    action: str
    state: State

    @property
    def is_about_record(self) -> bool:
        """Whether it is done to a published record."""
        return self.state in (State.PUBLISHED, State.RETIRED)


# The last of each act is in a state in which it is not done; a save is another action once it was requested, and who
# requests again is shown the first request.
TRIES = [
    Try("begin", "draft", State.NEW),
    Try("amend", "draft", State.PUBLISHED),
    Try("amend", "draft", State.RETIRED),
    Try("show", "see-draft", State.EDITING),
    Try("show", "see-draft", State.REQUESTED),
    Try("save", "edit-draft", State.RETURNED),
    Try("save", "correct-request", State.REQUESTED),
    Try("delete", "delete-draft", State.EDITING),
    Try("delete", "delete-draft", State.REQUESTED),
    Try("request", "request-publication", State.RETURNED),
    Try("request", "see-draft", State.REQUESTED),
    Try("withdraw", "withdraw-request", State.REQUESTED),
    Try("withdraw", "withdraw-request", State.EDITING),
    Try("return", "return-draft", State.REQUESTED),
    Try("return", "return-draft", State.RETURNED),
    Try("reassign", "reassign-request", State.REQUESTED),
    Try("reassign", "reassign-request", State.EDITING),
    Try("publish", "publish", State.EDITING),
    Try("publish", "publish", State.REQUESTED),
    Try("confirm", "confirm-current", State.PUBLISHED),
    Try("confirm", "confirm-current", State.RETIRED),
    Try("request-retirement", "request-retirement", State.PUBLISHED),
    Try("request-retirement", "request-retirement", State.RETIRED),
    Try("retire", "retire", State.PUBLISHED),
    Try("retire", "retire", State.RETIRED),
    Try("redact", "redact", State.RETIRED),
    Try("withdraw-record", "withdraw-record", State.PUBLISHED),
    Try("withdraw-record", "withdraw-record", State.RETIRED),
]


@dataclass(frozen=True)
class Asked:
    """One thing tried by one person on one thing: a draft, a record, or none where one is begun."""

    who: str
    doing: str
    owner: str
    what: str
    draft: Draft | None = None
    record: Record | None = None

    @property
    def thing(self) -> str:
        """How the thing is named at every door."""
        return str(self.draft.pk) if self.draft else str(self.record.printed_number) if self.record else ""


Go = Callable[[Asked], bool]
"""Tries something at a door; says whether it was done."""
Offers = Callable[[Try, str, str], bool]


def tries(one: Someone) -> Iterator[tuple[Try, str, str]]:
    """Yield what a person tries, on what and whose: everything on their own, each act on another's or nobody's."""
    what, (own, *others) = sample_of(one)
    tried = set()
    for attempt in TRIES:
        yield attempt, what, own
        if attempt.doing == "publish":
            yield attempt, "contact", own
        if attempt.action not in tried:
            tried.add(attempt.action)
            yield attempt, what, others[len(tried) % len(others)]


def disagreements(house: House, go: Go, *, everyone: list[Someone], offers: Offers = lambda *_asked: True) -> str:
    """Try everything, each in a savepoint that is rolled back; return what was not as agreed.

    offers: says whether a door has the act at all, for a thing in this state and of this owner.
    """
    found = []
    for one in everyone:
        for attempt, what, whose in tries(one):
            if not offers(attempt, one.who, whose):
                continue
            may = Cell(attempt.action, what, one.who, whose, attempt.state) in agreed()
            with transaction.atomic():
                was_done = go(asked(house, one.who, attempt, what=what, whose=whose))
                transaction.set_rollback(True)
            if was_done is not may:
                found.append(
                    f"{one.who}: {attempt.doing} {whose} {what} {attempt.state}: done {was_done}, agreed {may}"
                )
    return "\n".join(found)


def asked(house: House, who: str, attempt: Try, *, what: str, whose: str) -> Asked:
    """Return an attempt with the thing that it is tried on."""
    owner = house.owner(who, whose)
    if attempt.is_about_record:
        return Asked(who, attempt.doing, owner, what, record=house.record(who, whose, what=what, state=attempt.state))
    if attempt.state is State.NEW:
        return Asked(who, attempt.doing, owner, what)
    return Asked(who, attempt.doing, owner, what, draft=house.draft(who, whose, what=what, state=attempt.state))


@pytest.fixture
def house(settings, tmp_path) -> House:
    """Everybody, with a record of every kind, made before the first savepoint."""
    settings.HOME, settings.INDEX_FOLDER = tmp_path, tmp_path / "index"
    settings.SECOND_FACTOR = "publishing-authorities"
    settings.API_PER_TOKEN = settings.API_PER_ADDRESS = 1_000_000
    factories.reference_data()
    made = furnished()
    for one in people().values():
        for attempt, what, whose in tries(one):
            if attempt.is_about_record:
                made.record(one.who, whose, what=what, state=attempt.state)
    return made


# The API


def through_api(house: House, client: Client) -> Go:
    """Return the door of the API, with the token of whoever asks."""

    def go(one: Asked) -> bool:
        method, address, content = _call(one)
        headers = {"Authorization": f"Bearer {house.secrets[one.who]}"} if one.who in house.secrets else {}
        sent = json.dumps(content).encode() if content is not None else b""
        response = client.generic(method, f"/api/v1/{address}", sent, content_type="application/json", headers=headers)
        return _was_done(response.status_code, response.content)

    return go


def _call(one: Asked) -> tuple[str, str, object]:
    draft, record = f"drafts/{one.thing}", f"records/{one.thing}"
    match one.doing:
        case "begin":
            realm, slug = format_of(one.what, one.owner)
            return "POST", "drafts", {"format": slug, "realm": realm, "owner": one.owner}
        case "show":
            return "GET", draft, None
        case "save":
            return "PUT", f"{draft}?version=1", body_of(format_of(one.what, one.owner)[1], one.owner)
        case "delete":
            return "DELETE", draft, None
        case "return":
            return "POST", f"{draft}/return", {"reason": REASON}
        case "reassign":
            return "POST", f"{draft}/reassign", {"to": None}
        case "request" | "withdraw" | "publish":
            return "POST", f"{draft}/{one.doing}", None
        case "retire" | "request-retirement":
            return "POST", f"{record}/{one.doing}", {"reason": REASON}
        case "redact":
            return "POST", f"{record}/redact", {"part": "public", "reason": REASON}
        case "withdraw-record":
            return "POST", f"{record}/withdraw", None
        case _:
            return "POST", f"{record}/{one.doing}", None


REFUSALS = {401, 403, 409}
"""Whoever may not is told so; any other refusal would be about what was sent, and hide what is tried here."""


def _was_done(status: int, content: bytes) -> bool:
    assert status in REFUSALS or status < 400, (status, content[:2000])
    return status < 400


def test_the_api_does_what_was_agreed_and_nothing_else(house, client) -> None:
    assert disagreements(house, through_api(house, client), everyone=list(people().values())) == ""


@pytest.mark.store
def test_the_stores_do_not_differ(house, client) -> None:
    few = [people()[who] for who in ("author", "publishing-authority", "organization-editor", "officer")]
    assert disagreements(house, through_api(house, client), everyone=few) == ""


# The command line; tokens do not come there, and nobody is no account


def through_command(house: House, monkeypatch, capsys) -> Go:
    """Return the door of the command line, in the name of whoever asks."""

    def go(one: Asked) -> bool:
        realm, slug = format_of(one.what, one.owner)
        given = ["act", "draft" if one.doing == "begin" else one.doing, one.thing or slug]
        given += ["--as", house.accounts[one.who].email, "--reason", REASON, "--realm", realm, "--owner", one.owner]
        monkeypatch.setattr("sys.stdin", _Typed(body_of(slug, one.owner)))
        status = main([*given, "--json"])
        said = json.loads(capsys.readouterr().out)
        assert status == 0 or said["code"] in CODES, said
        return status == 0

    return go


CODES = {"not-allowed", "wrong-state", "case-closed", "record-retired", "second-factor-missing"}


class _Typed:
    """Standard input with a body on it."""

    def __init__(self, body) -> None:
        self.body = body

    def read(self) -> str:
        return json.dumps(self.body)


def without_tokens() -> list[Someone]:
    return [one for one in people().values() if one.is_signed_in]


def test_the_command_line_does_what_was_agreed_and_nothing_else(house, monkeypatch, capsys) -> None:
    assert disagreements(house, through_command(house, monkeypatch, capsys), everyone=without_tokens()) == ""


# Pages


def through_pages(house: House) -> Go:
    """Return the door of the pages, signed in as whoever asks."""
    clients: dict[str, Client] = {}

    def go(one: Asked) -> bool:
        if one.who not in clients:
            clients[one.who] = Client()
            if one.who in house.accounts:
                clients[one.who].force_login(house.accounts[one.who])
        name, arguments, content = _page(one)
        address = reverse(name, args=arguments)
        client = clients[one.who]
        response = client.get(address) if content is None else client.post(address, content)
        if response.headers.get("Location", "").startswith(reverse("sign-in")):
            return False
        return _was_done(response.status_code, response.content)

    return go


def _page(one: Asked) -> tuple[str, list[str], dict[str, object] | None]:
    _realm, slug = format_of(one.what, one.owner)
    at = [one.thing]
    match one.doing:
        case "begin":
            return "new-draft", [], {"format": slug, "owner": one.owner}
        case "show":
            return "draft", at, None
        case "save":
            return "draft-autosave", at, {"version": "1", "f.": ""}
        case "delete":
            return "draft-delete", at, {"yes": "1"}
        case "publish" | "request":
            return "draft", at, {"version": "1", "do": one.doing}
        case "withdraw" | "return" | "reassign":
            return "draft", at, {"do": one.doing, "reason": REASON, "to": ""}
        case "request-retirement":
            return "ask-to-retire", at, {"reason": REASON}
        case "redact":
            return "redact", at, {"number": "all", "part": "public", "reason": REASON}
        case "withdraw-record":
            return "withdraw", at, {"yes": "1"}
        case _:
            return one.doing, at, {"reason": REASON}


def pages_offer(attempt: Try, who: str, whose: str) -> bool:
    """Say whether there is a page for it.

    No button asks a second time; and a request is handed on from the page of its draft, which administrators may not
    read: they have the other doors.
    """
    lacking = (
        attempt.doing == "request" and attempt.state is State.REQUESTED,
        attempt.doing == "reassign" and people()[who].group == "all-administrators",
    )
    return not any(lacking)


def test_the_pages_do_what_was_agreed_and_nothing_else(house) -> None:
    everyone = [people()["nobody"], *without_tokens()]
    assert disagreements(house, through_pages(house), everyone=everyone, offers=pages_offer) == ""


def test_every_thing_tried_is_one_of_the_matrix() -> None:
    assert {what for one in people().values() for _try, what, _whose in tries(one)} <= set(WHATS)
