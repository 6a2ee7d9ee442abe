"""What is taken away is gone: from every table, file, index and answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from clearinghouse.config.projections import projections
from clearinghouse.ledger.models import Part
from clearinghouse.ledger.verifying import findings
from clearinghouse.projections.following import follow_once
from clearinghouse.records.actions import publish
from clearinghouse.records.drafting import begin_amendment, save_draft
from clearinghouse.records.ending import redact
from clearinghouse.records.errors import DraftOpenError, NothingToRedactError
from clearinghouse.records.models import Revision
from clearinghouse.search.opening import engine
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "quixotryzephyr"


def files_of_the_node() -> Iterator[Path]:
    return (path for path in settings.HOME.rglob("*") if path.is_file())


def bytes_hold(text: str) -> list[str]:
    """The files of the node that hold a text in UTF-8, UTF-16, or any case."""
    forms = [text.encode(), text.encode("utf-16-le"), text.title().encode(), text.upper().encode()]
    return [path.name for path in files_of_the_node() if any(form in path.read_bytes() for form in forms)]


def rows_hold(text: str) -> list[str]:
    """The tables that hold a text, on any store."""
    found = []
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                for column in connection.introspection.get_table_description(cursor, table):
                    quoted = connection.ops.quote_name(column.name)
                    cursor.execute(
                        f"SELECT count(*) FROM {connection.ops.quote_name(table)} WHERE CAST({quoted} AS TEXT) LIKE %s",
                        [f"%{text}%"],
                    )
                    if cursor.fetchone()[0]:
                        found.append(f"{table}.{column.name}")
    return found


@pytest.fixture
def revisions() -> Iterator[list[Revision]]:
    """Two revisions of an organism that both hold the secret, followed into links and index."""
    author = factories.secretariat()
    text = f"<p>Lives with {SECRET}.</p>"
    body = factories.body("organism", habitat={"en": text}, notes=f"internal {SECRET}")
    first = factories.revision("organism", by=author, body=body)
    draft = begin_amendment(first.record, by=author, at=factories.NOON)
    changed = {**draft.body, "scientificName": f"Zea {SECRET}"}
    draft = save_draft(draft, changed, by=author, at=factories.NOON, version=draft.version)
    second = publish(draft, by=author, at=factories.later(1))
    follow_once(projections())
    yield [first, second]
    engine().close()


def take_away(revisions: list[Revision], part: str) -> None:
    redact(
        revisions,
        part=part,
        by=factories.secretariat(),
        at=factories.later(2),
        reason="By order of a court.",
        cited_by=lambda _guid: (),
    )


@pytest.mark.store
def test_after_redaction_no_table_holds_the_text_and_the_chain_is_whole(revisions):
    assert rows_hold(SECRET)
    take_away(revisions, Part.PUBLIC)
    take_away(revisions, Part.SEALED)
    follow_once(projections())
    assert rows_hold(SECRET) == []
    assert list(findings()) == []


def test_after_redaction_no_file_of_the_node_holds_the_text(revisions):
    assert bytes_hold(SECRET)
    take_away(revisions, Part.PUBLIC)
    take_away(revisions, Part.SEALED)
    follow_once(projections())
    engine().close()
    assert bytes_hold(SECRET) == []


def test_no_answer_holds_the_text_after_redaction(revisions, client):
    number = str(revisions[0].record.printed_number)
    take_away(revisions, Part.PUBLIC)
    follow_once(projections())
    for path in (
        f"/en/records/{number}/",
        f"/en/records/{revisions[0].record_id}@1/",
        f"/en/records/{number}/history/",
        f"/en/records/{number}/differences/",
        f"/en/search/?q={SECRET}",
        "/en/",
        "/en/bch/",
        f"/api/v1/records/{number}",
        f"/api/v1/records?q={SECRET}",
        "/api/v1/changes?limit=1000",
    ):
        answer = client.get(path)
        assert answer.status_code == 200, path
        shown = answer.content.decode().replace(f"q={SECRET}", "").replace(f'value="{SECRET}"', "")
        assert f"with {SECRET}" not in shown, path
        assert f"Zea {SECRET}" not in shown, path


@pytest.mark.store
def test_a_draft_that_holds_the_same_text_stands_in_the_way(revisions):
    begin_amendment(revisions[1].record, by=factories.secretariat(), at=factories.NOON)
    revisions[1].record.refresh_from_db()
    with pytest.raises(DraftOpenError):
        take_away(revisions, Part.PUBLIC)
    assert Part.objects.filter(entry_id=revisions[0].entry_id, name=Part.PUBLIC).exists()


@pytest.mark.store
def test_what_is_gone_cannot_be_taken_away_again(revisions):
    take_away(revisions, Part.SEALED)
    with pytest.raises(NothingToRedactError):
        take_away(revisions, Part.SEALED)
