"""Reading governments."""

from django.db import connection

from clearinghouse.parties.loading import SUBJECT
from clearinghouse.parties.models import Government


def version() -> int:
    """Return a number that grows whenever a government is added or changed."""
    # Past the ORM, whose aggregates cost ten times what the statement does: every check and page asks.
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(sequence) FROM ledger_entry WHERE subject = %s", [SUBJECT])
        return int(cursor.fetchone()[0] or 0)


def names_by_code() -> dict[str, dict[str, str]]:
    """Return the short names of every government: code → language → name."""
    return {government.code: government.names for government in Government.objects.all()}
