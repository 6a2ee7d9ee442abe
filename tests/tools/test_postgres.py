import sys

import pytest

from tools import postgres


def run(monkeypatch, *command):
    monkeypatch.setattr(sys, "argv", ["postgres", "run", *command])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        postgres.main()
    return ended.value.code


def test_the_command_gets_the_address_of_the_given_server(monkeypatch, capfd):
    monkeypatch.setenv(postgres.VARIABLE, "postgresql://given")
    show = "import os; print(os.environ['DATABASE_URL'])"
    assert run(monkeypatch, sys.executable, "-c", show) == 0
    assert capfd.readouterr().out.strip() == "postgresql://given"


def test_the_command_s_failure_is_the_result(monkeypatch):
    monkeypatch.setenv(postgres.VARIABLE, "postgresql://given")
    assert run(monkeypatch, sys.executable, "-c", "raise SystemExit(3)") == 3


@pytest.mark.parametrize(("no_skips", "code"), [("0", 0), ("1", 1)])
def test_without_a_server_one_line_says_so(monkeypatch, capfd, no_skips, code):
    monkeypatch.delenv(postgres.VARIABLE, raising=False)
    monkeypatch.setenv("CLEARINGHOUSE_NO_SKIPS", no_skips)
    monkeypatch.setattr(postgres, "programs", lambda: None)
    assert run(monkeypatch, sys.executable, "-c", "print('ran')") == code
    assert capfd.readouterr().out.startswith("PostgreSQL is not installed")
