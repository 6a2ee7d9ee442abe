"""`clearinghouse collect-orphans`: what it says and what it takes."""

import pytest

from clearinghouse.config.command import main
from clearinghouse.records.attachments import store_attachment
from clearinghouse.records.drafting import delete_draft
from tests import factories
from tests.factories import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.store]


@pytest.fixture(autouse=True)
def forgotten_file(settings, tmp_path):
    settings.HOME = tmp_path
    draft = factories.draft()
    store_attachment(draft, "a.txt", chunks=[b"a" * 2048], by=draft.author, at=NOON)
    delete_draft(draft, by=draft.author)


def test_it_says_what_it_would_remove_and_then_removes_it(capsys):
    assert main(["collect-orphans", "--older-than", "0", "--dry-run"]) == 0
    said = "1 files that no record and no draft names"
    assert capsys.readouterr().out == f"{said} would be removed (2.0 KB).\n"
    assert main(["collect-orphans", "--older-than", "0"]) == 0
    assert capsys.readouterr().out == f"{said} removed (2.0 KB).\n"
    assert main(["collect-orphans", "--older-than", "0"]) == 0
    assert capsys.readouterr().out.startswith("0 files")


def test_it_spares_what_was_uploaded_today(capsys):
    assert main(["collect-orphans"]) == 0
    assert capsys.readouterr().out.startswith("0 files")


@pytest.mark.parametrize("hours", ["-1", "soon", "nan"])
def test_it_refuses_hours_that_are_none(hours):
    with pytest.raises(SystemExit):
        main(["collect-orphans", "--older-than", hours])
