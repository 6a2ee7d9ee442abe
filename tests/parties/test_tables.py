import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.parties.facts import SORTS, restored, written
from clearinghouse.parties.tables import (
    FILES,
    Known,
    MalformedTableError,
    RepeatedRowError,
    UnreadableTableError,
    WrongValueError,
    read_table,
)

KNOWN = Known({"bj"}, {"x-lldc"})


def rows_of(sort):
    """The first row of a table that comes with the software, as a dictionary."""
    with FILES[sort].open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))


def written_table(path, *rows):
    """Write rows with the columns of the first."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.mark.parametrize("sort", SORTS)
def test_every_fact_that_comes_with_the_software_can_be_written_and_read_back(sort) -> None:
    facts = read_table(sort)
    assert facts
    assert [restored(sort, written(fact)) for fact in facts] == facts


def membership(**values):
    """A row of a membership that would do."""
    row = {"group": "x-lldc", "government": "bj", "since": "", "until": "", "confidence": "checked", "source": "m49"}
    return row | values


def treaty(**values):
    """A row of a treaty action that would do."""
    return {
        "instrument": "CBD", "government": "bj", "signature": "1992-06-13", "deposit": "1994-06-30",
        "kind": "ratification", "in_force": "", "date_unknown": "", "known_since": "", "confidence": "checked",
        "source": "untc-2014",
    } | values  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "row", "column"),
    [
        ("memberships", membership(government="xx"), "government"),
        ("memberships", membership(group="nothing"), "group"),
        ("memberships", membership(since="13 June 1992"), "since"),
        ("memberships", membership(since="20200101"), "since"),
        ("memberships", membership(since="2020-01-01", until="2020-01-01"), "until"),
        ("memberships", membership(confidence="perhaps"), "confidence"),
        ("treaties", treaty(instrument="CITES"), "instrument"),
        ("treaties", treaty(kind="promise"), "kind"),
        ("treaties", treaty(kind=""), "kind"),
        ("treaties", treaty(deposit="1992-01-01"), "deposit"),
        ("treaties", treaty(date_unknown="1"), "date_unknown"),
        ("treaties", treaty(known_since="2020-01-01"), "known_since"),
        ("treaties", treaty(signature="", deposit="", kind=""), "deposit"),
        ("groups", rows_of("groups") | {"kind": "club"}, "kind"),
        ("groups", rows_of("groups") | {"broader": "nothing"}, "broader"),
        ("groups", rows_of("groups") | {"derived": "friends:CBD"}, "derived"),
        ("groups", rows_of("groups") | {"position": "first"}, "position"),
        ("governments", rows_of("governments") | {"code": "AND"}, "code"),
        ("former-names", rows_of("former-names") | {"code": "xx"}, "code"),
    ],
)
def test_a_wrong_value_is_told_with_line_column_and_value(tmp_path, sort, row, column) -> None:
    with pytest.raises(WrongValueError) as caught:
        read_table(sort, written_table(tmp_path / "table.csv", row), known=KNOWN)
    assert (caught.value.data["line"], caught.value.data["column"]) == (2, column)
    assert column in str(caught.value)


@pytest.mark.parametrize("column", ["group", "government", "confidence", "source"])
def test_a_missing_value_is_told(tmp_path, column) -> None:
    with pytest.raises(MalformedTableError) as caught:
        read_table("memberships", written_table(tmp_path / "table.csv", membership(**{column: ""})), known=KNOWN)
    assert caught.value.data == {"line": 2, "column": column}


def test_the_same_twice_is_refused_with_both_lines(tmp_path) -> None:
    with pytest.raises(RepeatedRowError) as caught:
        read_table("memberships", written_table(tmp_path / "table.csv", membership(), membership()), known=KNOWN)
    assert (caught.value.data["line"], caught.value.data["first"]) == (3, 2)


@pytest.mark.parametrize("content", [b"group,government\n\xff\xfe,bj\n", b'group\n"x\n', b"group\nx-lldc,bj\n"])
def test_what_is_no_table_is_refused(tmp_path, content) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    with pytest.raises(UnreadableTableError):
        read_table("memberships", tmp_path / "table.csv", known=KNOWN)


# Bytes as they come, and texts that begin like a table of ours.
_TABLES = st.binary(max_size=200) | st.builds(
    lambda sort, rows: (FILES[sort].read_text("utf-8").splitlines()[0] + "\n" + rows).encode(),
    st.sampled_from(SORTS),
    st.text(max_size=200),
)


@given(content=_TABLES, sort=st.sampled_from(SORTS))
def test_reading_raises_nothing_but_its_declared_error(tmp_path_factory, content, sort) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    with suppress(MalformedTableError):
        read_table(sort, path)


@given(
    values=st.fixed_dictionaries(
        {column: st.sampled_from(["", "bj", "CBD", "1994-06-30", "9999-12-31", "1", "checked", "ratification", "\0"])
         for column in treaty()}
    )
)  # fmt: skip
def test_a_row_is_a_fact_that_reads_back_or_is_refused(tmp_path_factory, values) -> None:
    path = written_table(tmp_path_factory.getbasetemp() / "row.csv", values)
    try:
        facts = read_table("treaties", path)
    except MalformedTableError:
        return
    assert [restored("treaties", written(fact)) for fact in facts] == facts
