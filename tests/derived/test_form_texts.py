"""Rich text in a text box: seen without tags, kept as HTML, unchanged where nobody changed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.derived.form_texts import as_html, as_typed


def test_an_empty_line_begins_a_paragraph_and_a_line_end_stays():
    assert as_html("One,\nstill one.\n\n \nTwo & more < 3") == "<p>One,<br>still one.</p><p>Two &amp; more &lt; 3</p>"


def test_paragraphs_are_shown_without_tags():
    assert as_typed("<p>One,<br>still one.</p>\n<p>Two &amp; more</p>") == "One,\nstill one.\n\nTwo & more"


def test_text_without_any_tag_is_shown_as_it_is_read():
    assert as_typed("a\n b &amp; c") == "a b & c"


@pytest.mark.parametrize("html", ["<ul><li>One</li></ul>", "<p>A <strong>b</strong></p>", "<p>&lt;b&gt;</p>"])
def test_what_a_text_box_cannot_show_stays_html(html):
    assert as_typed(html) == html
    assert as_html(html) == html


def test_text_that_was_not_changed_keeps_its_html():
    before = "bare text of an import &amp; more"
    assert as_html(as_typed(before), before) == before
    assert as_html("bare text, changed", before) == "bare text, changed"


def test_an_emptied_text_is_empty():
    assert as_html(" \n ", "<p>Something</p>") == ""


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_what_is_shown_stays_the_same_however_often_it_is_sent(text):
    html = as_html(text)
    shown = as_typed(html)
    assert as_html(shown, html) == html
    assert as_typed(as_html(shown)) == shown
