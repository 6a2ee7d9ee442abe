"""Titles sort as ICU sorts them; Node.js, which builds the pages, brings it."""

import json
import random
import re
import shutil
import subprocess
import unicodedata

import pytest

from clearinghouse.core.collation import begins, sort_key, sort_range, sort_tail
from clearinghouse.core.languages import LANGUAGES
from clearinghouse.vocabularies.loading import DATA
from clearinghouse.vocabularies.turtle import read_schemes

HARD = (
    "cote coté côte côté peña pena penz ñu nz Æther Afrique œuvre ouvre Łódź lot ёлка елка ель 10 9 ø o đ d ð"
    " آلية اتفاقية أعلان ب ت ة 玉米 丰富 安全 保护 议定书 亚洲 Ελλάδα Україна Ґава Гава ß ss İstanbul"
    " أحمد احمد إحمد آحمد جامعة جامعت جامعه مستوي مستوى ئب اب ٱب āb áb ǎb àb ab lǘ lǜ lü lu æ ae ǽ"
    " замок за́мок замо́к замо x̂y xy xz اب اٍب ٢٠٢٤ 2023 2025 हिन्दी ไทย 한국 가나 각 かき አማርኛ ქართული Հայ עברית"
)
BY_ICU = """
const texts = JSON.parse(require("fs").readFileSync(0)), orders = {};
for (const language of JSON.parse(process.argv[1])) {
  const collator = new Intl.Collator(language, { sensitivity: "accent" });
  orders[language] = texts.map((_, place) => place).sort((a, b) => collator.compare(texts[a], texts[b]) || a - b);
}
console.log(JSON.stringify(orders));
"""


def texts() -> list[str]:
    schemes = [
        scheme
        for name in ("cbd-subjects", "gbf-targets", "all-languages")
        for scheme in read_schemes(DATA / f"{name}.ttl")
    ]
    labels = {label for scheme in schemes for term in scheme.terms for label in term.labels.values()}
    plain = {" ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", label)))[:60].strip() for label in labels}
    return [*random.Random(4).sample(sorted(plain - {""}), len(plain - {""})), *HARD.split()]


def test_keys_are_in_the_order_of_icu() -> None:
    node = shutil.which("node")
    assert node
    asked = [one.code for one in LANGUAGES]
    several = texts()
    answer = subprocess.run(
        [node, "-e", BY_ICU, json.dumps(asked)], input=json.dumps(several), capture_output=True, text=True, check=True
    )
    for language, places in json.loads(answer.stdout).items():
        keys = [sort_key(several[place], language) for place in places]
        wrong = [(several[places[n]], several[places[n + 1]]) for n in range(len(keys) - 1) if keys[n] > keys[n + 1]]
        assert wrong == [], language


def test_accents_count_where_nothing_else_differs() -> None:
    assert sorted(["côté", "côte", "coté", "cote", "cotes"], key=lambda one: sort_key(one, "fr")) == [
        "cote", "coté", "côte", "côté", "cotes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "right"),
    [("ar", "أحمد إحمد احمد احمر مستوى مستوي"), ("zh", "āb áb ǎb àb ab lu lǘ lǜ lü"), ("ru", "еж ёж ель замок замо́к")],
)
def test_accents_come_before_their_absence_where_icu_has_them_so(language: str, right: str) -> None:
    first, *others = right.split()
    assert sorted([*others, first], key=lambda one: sort_key(one, language)) == [first, *others]


def test_digits_and_stretched_letters_of_arabic_count_as_others() -> None:
    assert sort_key("٢٠٢٤", "ar") == sort_key("2024", "ar")
    assert sort_key("بـــت", "ar") == sort_key("بت", "ar")


def test_chinese_sorts_by_pinyin_and_before_letters_for_its_readers() -> None:
    right = ["安全", "保护", "法律", "公约", "生物", "议定书", "Act"]
    assert sorted(right, key=lambda title: sort_key(title, "zh")) == right


def test_case_punctuation_and_width_do_not_count() -> None:
    assert len({sort_key(one, "en") for one in ("Clearing-house", "clearing  house", "ＣＬＥＡＲＩＮＧ house!")}) == 1


def test_keys_hold_nothing_that_ends_a_word_of_a_query_language() -> None:
    every = "".join(map(chr, [*range(0x20, 0x3000), *range(0x4E00, 0x9FFF, 7), 0x1F600, 0x10FFFF]))
    for language in LANGUAGES:
        keys = "".join(sort_key(every[start : start + 50], language.code) for start in range(0, len(every), 50))
        assert set(keys).isdisjoint(' \t\n\v\f\r\x85\xa0"()*-[\\]^`{}')
        assert keys.isascii()


@pytest.mark.parametrize("language", ["en", "es", "zh"])
def test_what_begins_a_title_bounds_its_key(language: str) -> None:
    for text in ("Ñandú in Peru", "Évaluation des risques", "玉米 MON 810", "Þorn", "Закон о ГМО", "a😀b"):
        for size in range(1, len(text) + 1):
            least, most = sort_range(text[:size].upper(), language)
            assert least <= sort_key(text, language) + sort_tail(9) < most, text[:size]
            assert begins(text, text[:size], language)
    assert not begins("Évaluation", "évaluer", language)
    assert sort_range(" -!", language) == ("", "")


def test_equal_titles_keep_the_order_of_their_numbers() -> None:
    tails = [sort_tail(number) for number in (0, 1, 91, 92, 10_000, 4_000_000_000)]
    assert tails == sorted(tails)
    assert sort_key("a", "en") + sort_tail(9) < sort_key("a b", "en") + sort_tail(0)
