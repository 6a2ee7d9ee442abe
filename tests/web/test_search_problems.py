"""What the search page says of what it was asked and cannot do, and how it writes days."""

import re
from urllib.parse import urlencode

import pytest

from clearinghouse.config.projections import projections
from clearinghouse.projections.following import follow_once
from clearinghouse.search.opening import engine
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index(settings, tmp_path):
    settings.INDEX_FOLDER = tmp_path / "index"
    factories.reference_data()
    factories.chain()
    follow_once(projections())
    yield
    engine().close()


def found(client, language="en", **params):
    answer = client.get(f"/{language}/search/?{urlencode(params, doseq=True)}")
    assert answer.status_code == 200
    return answer.text


def said(page: str) -> list[str]:
    """Return the sentences of the notice."""
    notice = re.search(r'data-tone="needs" role="status">.*?</ul>', page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", notice[0]) if notice else []


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"view": "bogus"}, "There is no view “bogus”."),
        ({"view": "table", "col": "bogus"}, "There is no column “bogus”"),
        ({"format": "x"}, "“x” is none of the values"),
        ({"at": "0"}, "“0” is not the number of a ledger entry"),
        ({"q": "🌽"}, "“🌽” holds no word"),
        ({"q": "(("}, "“((” holds no word"),
        ({"q": "*"}, "“*” holds no word"),
        ({"to": "2026-13"}, "“2026-13” is not a date"),
        ({"as-of": "2026-25"}, "“2026-25” is not a date"),
    ],
)
def test_what_cannot_be_is_said(client, params, sentence) -> None:
    assert [one for one in said(found(client, **params)) if one.startswith(sentence)]


def test_nothing_is_said_of_what_can_be(client) -> None:
    assert said(found(client, format="organism", view="table", col="owner", government="bj")) == []


def test_beyond_the_end_the_last_page_is_shown_and_said(client) -> None:
    page = found(client, page="500", size="2")
    assert said(page) == ["There is no page “500”. The last page is shown."]
    assert 'class="result"' in page
    last = re.search(r'<span aria-current="page">(\d+)</span>', page)
    assert last
    assert said(found(client, page=last[1], size="2")) == []


def test_of_too_many_columns_it_is_said_how_many_can_be_shown(client) -> None:
    page = found(client, format="organism", view="table")
    names = re.findall(r'name="col" value="(\w+)"', page)[:12]
    assert len(names) > 8
    page = found(client, format="organism", view="table", col=names)
    assert said(page) == [
        f"{len(names)} columns were chosen and at most 8 can be shown at once. The first ones are shown."
    ]


def chips(page: str) -> str:
    bare = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page.partition('class="found"')[2].partition('class="toolbar"')[0])
    return " ".join(bare.split())


def test_days_of_filters_are_written_as_the_reader_writes_them(client) -> None:
    days = {"from": "2021-01-01", "to": "2030-02-28"}
    assert "Published since 1 January 2021 " in chips(found(client, **{"from": days["from"]}))
    assert "Published until 28 February 2030 " in chips(found(client, to=days["to"]))
    assert "Published from 1 January 2021 to 28 February 2030 " in chips(found(client, **days))
    assert "As of 28 February 2030 " in chips(found(client, **{"as-of": days["to"]}))
    in_arabic = chips(found(client, "ar", **{"from": days["from"]}))
    assert "1 كانون الثاني/يناير 2021" in in_arabic
    assert "2021-01-01" not in in_arabic
