"""The postman is killed between handing a mail over and noting so: nothing is lost, and a copy is known for one."""

import signal
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.faults.node import Node

KILLED = -signal.SIGKILL


def written(node: Node) -> list[str]:
    """Return the Message-ID of every mail that left, in order."""
    paths = sorted(Path(node.home, "mail").glob("*.eml"))
    return [str(BytesParser(policy=policy.default).parsebytes(path.read_bytes())["Message-ID"]) for path in paths]


@pytest.mark.store
def test_a_mail_whose_postman_was_killed_is_sent_again_with_the_same_message_id(fresh: Node) -> None:
    fresh.run("tell", count=3)
    assert fresh.command("mail", "--once", fault="mail.before-mark:2").returncode == KILLED
    assert len(written(fresh)) == 2
    assert fresh.run("outbox") == {"sending": 2, "sent": 1}

    # Not before its time: another postman may still be at it.
    assert fresh.command("mail", "--once").returncode == 0
    assert len(written(fresh)) == 2
    fresh.run("wait-for-mail")
    assert fresh.command("mail", "--once").returncode == 0
    assert fresh.run("outbox") == {"sent": 3}
    ids = written(fresh)
    assert len(ids) == 4
    assert len(set(ids)) == 3
    assert fresh.command("mail", "--once").returncode == 0
    assert written(fresh) == ids
