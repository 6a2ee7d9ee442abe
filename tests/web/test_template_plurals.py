"""Sentences of templates that count something."""

import re
from pathlib import Path

import clearinghouse.web.apps

TEMPLATES = Path(clearinghouse.web.apps.__file__).parent / "templates"
COUNTED = re.compile(
    r"\{% blocktranslate [^%]*\bcount\b[^%]*%\}(.*?)\{% plural %\}(.*?)\{% endblocktranslate %\}", re.DOTALL
)


def test_sentences_with_one_singular_name_the_same_values_in_the_plural() -> None:
    # A catalogue finds both by the singular alone: with another name for the number the sentence stays in English.
    names: dict[str, set[frozenset[str]]] = {}
    for template in TEMPLATES.rglob("*.html"):
        for singular, plural in COUNTED.findall(template.read_text()):
            names.setdefault(" ".join(singular.split()), set()).add(frozenset(re.findall(r"\{\{ *(\w+) *\}\}", plural)))
    assert names
    assert {singular: found for singular, found in names.items() if len(found) > 1} == {}
