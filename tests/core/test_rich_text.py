import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.rich_text import cleaned, plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<iframe src='https://evil.example'></iframe>",
        "<svg onload=alert(1)>",
        "<style>p{}</style>",
    ],
)
def test_nothing_that_runs_or_covers_the_page_stays(html) -> None:
    left = cleaned(html)
    assert not any(word in left.lower() for word in ("script", "onerror", "onload", "style", "iframe", "<img", "<svg"))


def test_words_and_their_structure_stay() -> None:
    html = '<p lang="fr" dir="ltr">Le <em>maïs</em> <strong>MON</strong></p><ul><li>un</li></ul>'
    assert cleaned(html) == html


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(html) -> None:
    assert cleaned(cleaned(html)) == cleaned(html)


def test_plain_words_are_parted_where_blocks_are() -> None:
    assert plain("<p>One</p><p>two<br>three</p><ul><li>four</li></ul>") == "One two three four"
    assert plain("a &lt;b&gt; &amp;amp; &nbsp;c") == "a <b> &amp; c"


@given(TEXT)
def test_plain_words_never_fail(html) -> None:
    assert "\n" not in plain(html)


@given(texts=st.lists(TEXT, max_size=3))
def test_paragraphs_of_plain_text_are_what_cleaning_would_leave_of_them(texts):
    html = "".join(f"<p>{text}</p>" for text in texts)
    # A span around them takes the long way.
    assert f"<span>{cleaned(html)}</span>" == cleaned(f"<span>{html}</span>")


FEW = 400
ENTANGLED = {
    "formatting that is begun anew in each paragraph": "".join(f"<p><b lang=x{n}></p>" for n in range(FEW))
    + "<p>x</p>" * 3_000,
    "the same behind ends that are none": "".join(f'<p><b lang="x{n}" title="></b>"></p>' for n in range(FEW))
    + "<p>x</p>" * 3_000,
    "the same behind ends in comments": "".join(f"<p><b lang=x{n}><!-- </b> --></p>" for n in range(FEW))
    + "<p>x</p>" * 3_000,
    "blocks in blocks": "<div>" * 20_000,
    "ends of nothing": "<x>" * 10_000 + "</y>" * 10_000,
    "scripts that never begin": "<script " * 100_000 + "<b lang=x><p>" * 100,
    "ends in the wrong order": "<span><div></span></div>" * 5_000,
}


@pytest.mark.parametrize("name", ENTANGLED)
def test_html_made_to_cost_much_is_kept_as_text(name: str) -> None:
    html = ENTANGLED[name]
    kept = cleaned(html)
    assert len(kept) < 10 * len(html)
    assert "<" not in kept
    assert cleaned(kept) == kept


def test_ordinary_html_stays_as_it_is_however_much_there_is_of_it() -> None:
    table = "<h3>Traits</h3><table><tbody><tr><td><ul><li><p>a <b>b</b></p></li></ul></td></tr></tbody></table>"
    assert cleaned(table * 500) == table * 500
    assert cleaned("<ul>" + "<li>one" * 500 + "</ul>").count("<li>") == 500
    assert cleaned("<p>open" * 500).count("<p>") == 500
    assert cleaned("<!--StartFragment--><p>a<o:p></o:p></p><![if !x]>" * 500).count("<p>a</p>") == 500
