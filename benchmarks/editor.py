"""Measures of the editor: a form of very many questions, saving a section of it, checking a long body."""

import argparse
from collections.abc import Callable, Iterator

from django.test import Client
from django.utils import timezone

from benchmarks.measures import Measure, timed
from clearinghouse.accounts.actions import create_account
from clearinghouse.accounts.models import Account, Role
from clearinghouse.accounts.person import Held
from clearinghouse.config.commands.store import setup
from clearinghouse.core.canonical import Json
from clearinghouse.core.messages import in_english
from clearinghouse.derived.problems import problems_in
from clearinghouse.derived.samples import sample_body
from clearinghouse.formats.answers import answer_at, with_answer
from clearinghouse.formats.collection import FORMATS
from clearinghouse.formats.conditions import Circumstances
from clearinghouse.formats.format import Format, expanded
from clearinghouse.formats.kinds import Group
from clearinghouse.records.drafting import begin_draft
from clearinghouse.records.models import Draft
from clearinghouse.records.queries import surroundings_of
from clearinghouse.records.words import current_vocabulary

COUNTRY = "bj"
QUESTIONS = 130
ANSWERS = 230
REPEATS = 100


def run() -> None:
    """Fill a draft of the longest format, and measure what its writer waits for."""
    setup(argparse.Namespace())
    fmt = max((one for one in FORMATS.values() if one.is_open), key=_questions_of)
    here = Circumstances(fmt.realms[0], COUNTRY)
    short = sample_body(fmt, here, current_vocabulary(), in_english, "en")
    long = _with_rows(short, fmt, ANSWERS)
    by = create_account("officer@editor.example", "", name="Officer", roles=[Held(Role.AUTHORIZED_USER.value, COUNTRY)])
    draft = begin_draft(
        fmt,
        by=by,
        realm=fmt.realms[0],
        owner=COUNTRY,
        language="en",
        at=timezone.now(),
        body=_with_rows(short, fmt, QUESTIONS),
    )
    print(f"{fmt.slug}: {_answered(draft.body, fmt)} answers on the page, {_answered(long, fmt)} checked\n")
    print(f"{'ms':52} {'median':>9} {'p95':>9}   {'budget':>10}")
    for measure in (*_pages(draft, by), _checking(long, fmt, here)):
        print(measure.line())


def _questions_of(fmt: Format) -> int:
    return sum(1 + (len(one.kind.fields) if isinstance(one.kind, Group) else 0) for one in fmt)


def _answered(body: Json, fmt: Format) -> int:
    return sum(answer_at(body, one.name) is not None for one in expanded(fmt, body))


def _with_rows(body: Json, fmt: Format, count: int) -> Json:
    """Return a body with so many answers, by more rows where a question has several answers."""
    while _answered(body, fmt) < count:
        before = _answered(body, fmt)
        for one in fmt:
            rows = answer_at(body, one.name)
            if one.is_repeated and isinstance(one.kind, Group) and rows and _answered(body, fmt) < count:
                body = with_answer(body, one.name, [*rows, rows[0]])
        if _answered(body, fmt) == before:
            break
    return body


def _pages(draft: Draft, by: Account) -> Iterator[Measure]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(by)
    address = f"/en/desk/drafts/{draft.pk}/"
    client.get(address)
    yield Measure(
        f"page: editor of {_answered(draft.body, draft.format)} answers",
        timed([lambda: client.get(address)] * REPEATS),
        (150, 150),
    )
    section = draft.format.sections[0]
    names = [one.name for one in section.fields]
    yield Measure("save a section", timed(list(_saves(client, draft, names))), (60, 60))


def _saves(client: Client, draft: Draft, names: list[str]) -> Iterator[Callable[[], object]]:
    """Yield savings as an open page sends them: with the version, and the shape of the form that it has."""
    known = {"shape": ""}

    def save(number: int) -> Callable[[], object]:
        def call() -> object:
            version = Draft.objects.values_list("version", flat=True).get(pk=draft.pk)
            sent = {"version": version, "fields": names, "f.notes": f"Number {number}", **known}
            answer = client.post(f"/en/desk/drafts/{draft.pk}/autosave/", sent, headers={"accept": "application/json"})
            known["shape"] = answer.json()["shape"]
            return answer

        return call

    return (save(number) for number in range(REPEATS))


def _checking(body: Json, fmt: Format, here: Circumstances) -> Measure:
    around = surroundings_of(body, fmt, here)
    return Measure(
        f"check {_answered(body, fmt)} answers", timed([lambda: problems_in(body, fmt, around)] * REPEATS), (20, 20)
    )
