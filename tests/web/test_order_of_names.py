"""Names stand in one order wherever a page lists them: that of ICU, and of a search by country."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from clearinghouse.core.languages import LANGUAGES
from clearinghouse.parties.loading import load_all
from clearinghouse.parties.queries import current_parties
from clearinghouse.search.query import Query, Sort
from clearinghouse.search.regions import current_countries
from clearinghouse.search.tantivy_engine import TantivyEngine
from tests import factories
from tests.search.sources import upsert

pytestmark = [pytest.mark.django_db]
CODES = [language.code for language in LANGUAGES]
BY_ICU = """
const [language, names] = JSON.parse(require("fs").readFileSync(0));
console.log(JSON.stringify(names.sort(new Intl.Collator(language).compare)));
"""
ARTICLE = re.compile("^ال")
WORDS = re.compile(r"\w+")
# ICU reads its first character as in most words, not as in this name.
PERU = "秘鲁"


@pytest.fixture(autouse=True)
def _loaded():
    """Words and governments as a node has them."""
    factories.reference_data()
    list(load_all())


def listed(client, language):
    """Return the codes of the governments as the list of countries has them."""
    text = client.get(f"/{language}/countries/").content.decode()
    return re.findall(rf'<th scope="row">.*?href="/{language}/countries/([a-z]+)/', text, re.DOTALL)


def letters(client, language):
    """Return the letters of the list of countries."""
    text = client.get(f"/{language}/countries/").content.decode()
    return re.findall(r'href="#letter-\d+"[^>]*>(?:<bdi>)?([^<]+)<', text)


def sorted_by_icu(names, language):
    """Return names as a browser would sort them."""
    node = shutil.which("node")
    assert node
    asked = json.dumps([language, sorted(names)])
    return json.loads(
        subprocess.run([node, "-e", BY_ICU], input=asked, capture_output=True, text=True, check=True).stdout
    )


@pytest.mark.parametrize("language", CODES)
def test_the_list_of_countries_is_in_the_order_of_icu(client, language):
    parties = current_parties()
    names = [parties.name(code, language) for code in listed(client, language)]
    assert len(names) == 198
    looked_up = [" ".join(WORDS.findall(ARTICLE.sub("", name))) for name in names if name != PERU]
    assert looked_up == sorted_by_icu(looked_up, language)


def test_each_language_has_its_own_order(client):
    def places(language, *wanted):
        parties = current_parties()
        names = [parties.name(code, language) for code in listed(client, language)]
        return [names.index(name) for name in wanted]

    for language, wanted in (
        ("zh", ("阿尔巴尼亚", "巴西", "贝宁", "秘鲁", "冰岛", "丹麦", "斐济", "瑙鲁", "中国")),
        ("es", ("Níger", "Nigeria", "Niue", "Noruega", "Nueva Zelandia", "Omán")),
        ("ru", ("Индия", "Италия", "Йемен", "Кабо-Верде")),
        (
            "ar",
            (
                "الاتحاد الأوروبي",
                "إثيوبيا",
                "أذربيجان",
                "الأرجنتين",
                "الأردن",
                "أرمينيا",
                "إريتريا",
                "باكستان",
                "الجزائر",
            ),
        ),
    ):
        found = places(language, *wanted)
        assert found == sorted(found), language


def test_the_letters_of_the_list_follow_the_alphabet_and_stand_once(client):
    assert "".join(letters(client, "zh")) == "ABCDEFGHJKLMNOPRSTWXYZ"
    for language in CODES:
        found = letters(client, language)
        assert len(found) == len(set(found)) > 15, language
    assert "Й" in letters(client, "ru")


@pytest.mark.parametrize("language", CODES)
def test_a_search_by_country_has_the_order_of_the_page(client, language, tmp_path: Path):
    codes = listed(client, language)
    engine = TantivyEngine(tmp_path / "index", countries=current_countries)
    try:
        engine.apply(
            [upsert(n, guid=code, facets={"government": (code,)}) for n, code in enumerate(sorted(codes))], 198
        )
        asked = Query(sort=Sort.COUNTRY, languages=(language,), page_size=100).visible_to(("public",))
        assert [hit.guid for page in (1, 2) for hit in engine.search(asked.on_page(page)).hits] == codes
    finally:
        engine.close()
