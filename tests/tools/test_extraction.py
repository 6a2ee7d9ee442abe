from tools.extraction import Entry, all_entries, entries_of_python, entries_of_template, merged


def test_python_calls_give_text_context_and_plural():
    source = (
        'a = gettext("One")\n'
        'b = pgettext_lazy("menu", "Open")\n'
        'c = ngettext("%(n)s record", "%(n)s records", n) % {"n": n}\n'
        'd = npgettext("list", "%(n)s row", "%(n)s rows", n)\n'
        'e: Message = Message("record.state", "Published, "\n    "not retired")\n'
        'f = Message(context="home", text="Latest")\n'
    )
    assert list(entries_of_python(source)) == [
        Entry("One"),
        Entry("Open", "menu"),
        Entry("%(n)s record", plural="%(n)s records"),
        Entry("%(n)s row", "list", "%(n)s rows"),
        Entry("Published, not retired", "record.state"),
        Entry("Latest", "home"),
    ]


def test_texts_that_are_computed_are_left_to_the_declarations():
    assert list(entries_of_python("Message(context, label)\ngettext(text)\ndef gettext(text): ...\n")) == []


def test_template_tags_give_text_context_and_plural():
    source = """{% extends "base.html" %}{% load i18n %}
{# A comment with gettext("nothing") in it #}
  <p title='it''s'>{% translate "Search" context "button" %}</p>
      <p>{{ _("Home") }} (unmatched [ {
  {% blocktranslate count n=total trimmed %}
    {{ n }} record at 100%
  {% plural %}
    {{ n }} records at 100%
  {% endblocktranslate %}</p>
{% comment %}{% translate "Hidden" %}{% endcomment %}
"""
    assert list(entries_of_template(source)) == [
        Entry("Search", "button"),
        Entry("Home"),
        Entry("%(n)s record at 100%%", plural="%(n)s records at 100%%"),
    ]


def test_entries_are_ordered_by_context_and_the_plural_wins():
    entries = [Entry("b"), Entry("a", "z"), Entry("a"), Entry("b", plural="bs"), Entry("")]
    assert merged(entries) == [Entry("a"), Entry("b", plural="bs"), Entry("a", "z")]


def test_the_project_s_declarations_and_sources_are_found():
    assert len(all_entries()) > 100
