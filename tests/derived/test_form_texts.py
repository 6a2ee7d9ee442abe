"""Rich text in a text box: seen with light marks, kept as HTML, unchanged where nobody changed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearinghouse.core.rich_text import cleaned
from clearinghouse.derived.form_texts import address_of, as_html, as_typed
from clearinghouse.derived.rich_tree import tree_of

WORDS = st.text(alphabet=st.sampled_from("ab中ب 12.*[]()\\<>#-•&;_/\n\xa0"), max_size=8)
INLINE = st.recursive(
    WORDS | st.just("<br>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.partition(' ')[0]}>",
        st.sampled_from(["strong", "b", "em", "i", "u", "sub", "sup", "span", 'a href="https://x.org/(a)?b=1&amp;c"']),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
LINES = st.lists(INLINE, max_size=3).map("".join)
BLOCKS = st.recursive(
    st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag.partition(' ')[0]}>",
        st.sampled_from(["p", "h3", "h4", 'p lang="fr"', "blockquote", "td"]),
        LINES,
    )
    | LINES,
    lambda inner: (
        st.builds(
            lambda tag, parts: f"<{tag}>{''.join(f'<li>{part}</li>' for part in parts)}</{tag}>",
            st.sampled_from(["ul", "ol"]),
            st.lists(inner, max_size=3),
        )
        | st.lists(inner, max_size=3).map(lambda parts: f"<blockquote>{''.join(parts)}</blockquote>")
    ),
    max_leaves=6,
)
RICH = st.lists(BLOCKS, max_size=4).map(lambda parts: cleaned("".join(parts)))


def test_an_empty_line_begins_a_paragraph_and_a_line_end_stays():
    assert as_html("One,\nstill one.\n\n \nTwo & more < 3") == "<p>One,<br>still one.</p><p>Two &amp; more &lt; 3</p>"


def test_paragraphs_are_shown_without_tags():
    assert as_typed("<p>One,<br>still one.</p>\n<p>Two &amp; more</p>") == "One,\nstill one.\n\nTwo & more"


def test_text_without_any_tag_is_shown_as_it_is_read():
    assert as_typed("a\n b &amp; c") == "a b & c"


MARKED = [
    ("<h3>Scope</h3><p>A</p><h4>Part</h4>", "# Scope\n\nA\n\n## Part"),
    ("<ul><li>One<ul><li>below</li></ul></li><li>Two</li></ul>", "- One\n  - below\n- Two"),
    ("<ol><li>One<br>more</li><li>Two</li></ol>", "1. One\n   more\n2. Two"),
    ("<p>A <strong>b</strong> <em>c</em></p><p>d</p>", "A **b** *c*\n\nd"),
    ("<p>CO<sub>2</sub></p><p>x</p>", "CO<sub>2</sub>\n\nx"),
    ('<p>a</p><p><a href="https://x.org/b(c)">d</a></p>', "a\n\n[d](https://x.org/b\\(c\\))"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<p>1. a<br>- b</p><p>5*3*2 * 4</p>", "1\\. a\n\\- b\n\n5\\*3\\*2 * 4"),
    ("<p>a</p><p>&lt;b&gt; 1 &lt; 2</p>", "a\n\n\\<b> 1 < 2"),
    (
        "<p>a</p><table><tbody><tr><td>1</td></tr></tbody></table>",
        "a\n\n<table><tbody><tr><td>1</td></tr></tbody></table>",
    ),
]


@pytest.mark.parametrize(("html", "typed"), MARKED)
def test_lists_links_and_headings_have_light_marks(html, typed):
    assert as_typed(html) == typed
    assert as_html(typed) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Intro:\n* a\n• b\nafter", "<p>Intro:</p><ul><li>a</li><li>b</li></ul><p>after</p>"),
        ("1) a\n3) b", "<ol><li>a</li><li>b</li></ol>"),
        ("2. no list", "2. no list"),
        ("*open and ** alone", "*open and ** alone"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("中**强**文", "中<strong>强</strong>文"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("an <b>open tag", "an &lt;b&gt;open tag"),
        ("see <p>HTML</p>", "see <p>HTML</p>"),
        ("<p>HTML as</p>\n<ul><li>ever</li></ul>", "<p>HTML as</p><ul><li>ever</li></ul>"),
    ],
)
def test_marks_are_read_as_people_type_them(typed, html):
    assert as_html(typed) == html


@given(RICH)
def test_rich_text_reads_the_same_after_it_was_typed_again(html):
    typed = as_typed(html)
    again = cleaned(as_html(typed))
    assert tree_of(again) == tree_of(html)
    assert as_typed(again) == typed
    assert as_html(typed, html) == html
    assert address_of(again, is_rich=True) == address_of(html, is_rich=True)


@given(st.text(alphabet="ab *[]()\\<>#-•1.\n/", max_size=80))
def test_whatever_is_typed_reads_the_same_when_it_is_shown_again(text):
    html = cleaned(as_html(text))
    assert tree_of(cleaned(as_html(as_typed(html)))) == tree_of(html)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 4000 + "x",
        "\n".join(" " * n + "- x" for n in range(600)),
        "*" * 9000,
        "[" * 9000,
        "*a " * 3000,
        "\\" * 9000,
        "<b>" * 3000,
    ],
)
def test_entangled_marks_are_read_in_fair_time(text):
    assert as_typed(cleaned(as_html(text)))


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
