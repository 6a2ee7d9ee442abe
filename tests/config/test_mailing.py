"""The command `mail`, and the clock that the postman keeps."""

import io
import signal
import threading
from datetime import timedelta

import pytest
from django.core import mail

from clearinghouse.config import clock
from clearinghouse.config.clock import CLOCK, Clock, Hourly
from clearinghouse.config.command import main
from clearinghouse.config.commands import mailing
from clearinghouse.config.commands.mailing import MAX_BOUNCE_BYTES
from clearinghouse.core.origin import Door, current_origin
from clearinghouse.notices.models import FailingAddress, Outgoing
from clearinghouse.search.generations import FileLock
from tests import factories
from tests.factories import NOON
from tests.notices.letters import told
from tests.notices.test_bouncing import report, sent_to

pytestmark = [pytest.mark.store, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path, monkeypatch) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(signal, "signal", lambda *_: None)


def test_what_is_due_is_sent_and_the_command_ends():
    for _ in range(30):
        told(factories.account())
    assert main(["mail", "--once"]) == 0
    assert len(mail.outbox) == 30
    assert main(["mail", "--once"]) == 0
    assert len(mail.outbox) == 30


def test_a_second_postman_is_refused_on_sqlite(settings, tmp_path, capsys):
    if "work" not in settings.DATABASES:
        assert main(["mail", "--once"]) == 0
        return
    lock = FileLock(tmp_path / "postman.lock")
    lock.acquire()
    assert main(["mail", "--once"]) == 1
    assert "already" in capsys.readouterr().err
    lock.release()
    assert main(["mail", "--once"]) == 0


def test_the_postman_goes_on_after_a_fault_of_the_store(monkeypatch):
    stopping = threading.Event()
    waits: list[float] = []

    class Broken:
        def tick(self, at) -> int:
            if len(waits) == 3:
                stopping.set()
            raise OSError

    monkeypatch.setattr(stopping, "wait", waits.append)
    mailing._run(Broken(), stopping)  # type: ignore[arg-type]  # broken on purpose
    assert waits == [4.0, 8.0, 16.0, 32.0]


def test_a_bounce_is_counted_from_a_file_and_from_a_pipe(tmp_path, capsys, monkeypatch):
    account = factories.account()
    path = tmp_path / "bounce.eml"
    path.write_bytes(report(sent_to(account)))
    assert main(["mail", "--bounce", str(path)]) == 0
    assert "Counted" in capsys.readouterr().out
    assert main(["mail", "--bounce", str(path)]) == 0
    assert "Nothing to count" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report(sent_to(account)))))
    assert main(["mail", "--bounce", "-"]) == 0
    assert FailingAddress.objects.get().bounces == 2


def test_what_is_no_bounce_ends_with_1_and_a_sentence(tmp_path, capsys):
    path = tmp_path / "bounce.eml"
    for content in (b"Subject: Out of office\r\n\r\nI am away.\r\n", b"", b"x" * (MAX_BOUNCE_BYTES + 1)):
        path.write_bytes(content)
        assert main(["mail", "--bounce", str(path)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["mail", "--bounce", str(tmp_path / "missing")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_each_job_is_done_once_an_hour_and_comes_from_the_clock():
    seen = []

    def job(at) -> int:
        seen.append((at, current_origin().door))
        return 1

    kept = Clock((Hourly("job", job),))
    for minutes in (0, 1, 59, 60, 61):
        kept.tick(NOON + timedelta(minutes=minutes))
    assert seen == [(NOON, Door.CLOCK), (NOON + timedelta(hours=1), Door.CLOCK)]


def test_a_job_that_fails_does_not_hold_up_the_next():
    done = []

    def breaks(_at) -> int:
        raise LookupError

    def works(_at) -> int:
        done.append(1)
        return 1

    assert Clock((Hourly("breaks", breaks), Hourly("works", works))).tick(NOON) == 2
    assert done == [1]


def test_the_clock_of_this_node_runs(monkeypatch):
    assert {"remind", "forget"} <= {job.name for job in CLOCK}
    monkeypatch.setattr(clock.logger, "exception", lambda *_arguments: pytest.fail("a job failed"))
    assert Clock().tick(NOON) == len(CLOCK)


def test_mail_that_waits_is_in_the_outbox_and_not_lost_by_a_postman_that_is_not_there():
    told(factories.account())
    assert Outgoing.objects.get().state == Outgoing.WAITING
