"""Regions and groups with their members as of a day, names in six languages, and what a government was called."""

from datetime import date

import pytest

from clearinghouse.parties.facts import Group, Membership, NamedGovernment
from clearinghouse.parties.queries import former_names_shown, groups_shown, region_terms, standings
from clearinghouse.parties.snapshot import Parties
from tests.parties.test_treaties import TODAY, shipped

AFRICA = "D50FE62D-8A5E-4407-83F8-AFCAAF708EA4"
ASIA_PACIFIC = "5E5B7AA4-2420-4147-825B-0820F7EC5A4B"
EASTERN_EUROPE = "942E40CA-4C23-4D3A-A0B4-736CD0EFCD54"
LATIN_AMERICA = "3D0CCC9A-A0A1-4399-8FA2-41D4D649DB0E"
WESTERN_EUROPE = "0EC2E5AE-25F3-4D3A-B71F-8019BB62ED4B"
LEAST_DEVELOPED = "8920655D-3986-465B-837A-CE055B428A74"
ISLANDS = "CE5B4B10-61B5-469B-961B-D541068A4098"
LANDLOCKED = "x-lldc"
UNION = "bd12d7fb-91f7-4b2d-996c-e70f18a51f0e"
ANDEAN = "9C5E1A4D-E8EE-4C74-B9C9-5C7BCDF6B84A"
CBD_PARTIES = "084D8F39-16B0-4DFC-89F9-FE1A6EE47E9F"


@pytest.mark.parametrize(
    ("group", "count"),
    [
        (AFRICA, 54),
        (ASIA_PACIFIC, 57),
        (EASTERN_EUROPE, 23),
        (LATIN_AMERICA, 33),
        (WESTERN_EUROPE, 30),
        (LEAST_DEVELOPED, 44),
        (ISLANDS, 39),
        (LANDLOCKED, 32),
        (UNION, 27),
        (CBD_PARTIES, 196),
    ],
)
def test_groups_have_the_members_that_the_usual_lists_give(group, count) -> None:
    assert len(shipped().members(group, TODAY)) == count


def test_every_party_to_the_convention_is_in_exactly_one_of_its_five_regional_groups() -> None:
    five = (AFRICA, ASIA_PACIFIC, EASTERN_EUROPE, LATIN_AMERICA, WESTERN_EUROPE)
    for code in shipped().parties_to("CBD", TODAY):
        assert len(set(five) & set(shipped().groups_of(code, TODAY))) == 1, code


@pytest.mark.parametrize(
    ("government", "last", "first_without", "count"),
    [
        ("bd", date(2026, 11, 23), date(2026, 11, 24), 41),
        ("st", date(2024, 12, 12), date(2024, 12, 13), 44),
        ("bt", date(2023, 12, 12), date(2023, 12, 13), 45),
        ("vu", date(2020, 12, 3), date(2020, 12, 4), 46),
        ("ws", date(2013, 12, 31), date(2014, 1, 1), 48),
        ("bw", date(1994, 12, 18), date(1994, 12, 19), 48),
    ],
)
def test_a_country_leaves_the_least_developed_on_its_day_and_not_before(government, last, first_without, count) -> None:
    assert government in shipped().members(LEAST_DEVELOPED, last)
    after = shipped().members(LEAST_DEVELOPED, first_without)
    assert government not in after
    assert len(after) == count


def test_three_leave_together() -> None:
    before = set(shipped().members(LEAST_DEVELOPED, date(2026, 11, 23)))
    assert before - set(shipped().members(LEAST_DEVELOPED, date(2026, 11, 24))) == {"bd", "la", "np"}


def test_the_union_grows_and_shrinks_by_days() -> None:
    counts = [len(shipped().members(UNION, date(year, 7, 1))) for year in (1957, 1972, 1995, 2004, 2013, 2019, 2020)]
    assert counts == [0, 6, 15, 25, 28, 28, 27]
    assert "gb" in shipped().members(UNION, date(2020, 1, 31))
    assert "gb" not in shipped().members(UNION, date(2020, 2, 1))
    assert "eu" not in shipped().members(UNION, TODAY)


def test_venezuela_left_the_andean_group() -> None:
    assert "ve" in shipped().members(ANDEAN, date(2006, 4, 21))
    assert shipped().members(ANDEAN, TODAY) == ("bo", "co", "ec", "pe")


def test_treaty_groups_follow_from_the_dates() -> None:
    assert len(shipped().members(CBD_PARTIES, date(1993, 12, 29))) == len(
        shipped().parties_to("CBD", date(1993, 12, 29))
    )
    assert CBD_PARTIES in shipped().groups_of("ke", TODAY)
    assert CBD_PARTIES not in shipped().groups_of("us", TODAY)


def test_what_belongs_to_a_group_below_belongs_to_the_group_above() -> None:
    for group in shipped().groups:
        members = shipped().members(group.identifier, TODAY)
        assert all(group.identifier in shipped().groups_of(code, TODAY) for code in members), group
        if group.broader:
            assert set(members) <= set(shipped().members(group.broader, TODAY))


def test_a_circle_of_groups_ends() -> None:
    one = Group(identifier="a", kind="political", broader="b", names={"en": "A"})
    other = Group(identifier="b", kind="political", broader="a", names={"en": "B"})
    parties = Parties([one, other, NamedGovernment(code="xa"), Membership(group="a", government="xa")])
    assert parties.members("b", TODAY) == ("xa",)
    assert set(parties.groups_of("xa", TODAY)) == {"a", "b"}


def test_there_are_the_111_official_groups_with_names_in_six_languages() -> None:
    official = [group for group in shipped().groups if not group.identifier.startswith("x-")]
    assert len(official) == 111
    assert all(group.names.keys() == {"ar", "en", "es", "fr", "ru", "zh"} for group in shipped().groups)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("bj", "بنن|Benin|Benin|Bénin|Бенин|贝宁"),
        ("br", "البرازيل|Brazil|Brasil|Brésil|Бразилия|巴西"),
        ("ca", "كندا|Canada|Canadá|Canada|Канада|加拿大"),
        ("cn", "الصين|China|China|Chine|Китай|中国"),
        ("co", "كولومبيا|Colombia|Colombia|Colombie|Колумбия|哥伦比亚"),
        ("cz", "تشيكيا|Czechia|Chequia|Tchéquie|Чехия|捷克"),
        ("de", "ألمانيا|Germany|Alemania|Allemagne|Германия|德国"),
        ("eg", "مصر|Egypt|Egipto|Égypte|Египет|埃及"),
        ("es", "إسبانيا|Spain|España|Espagne|Испания|西班牙"),
        ("et", "إثيوبيا|Ethiopia|Etiopía|Éthiopie|Эфиопия|埃塞俄比亚"),
        ("eu", "الاتحاد الأوروبي|European Union|Unión Europea|Union européenne|Европейский союз|欧洲联盟"),
        ("fi", "فنلندا|Finland|Finlandia|Finlande|Финляндия|芬兰"),
        ("fr", "فرنسا|France|Francia|France|Франция|法国"),
        ("gr", "اليونان|Greece|Grecia|Grèce|Греция|希腊"),
        ("in", "الهند|India|India|Inde|Индия|印度"),
        ("it", "إيطاليا|Italy|Italia|Italie|Италия|意大利"),
        ("jp", "اليابان|Japan|Japón|Japon|Япония|日本"),
        ("ke", "كينيا|Kenya|Kenya|Kenya|Кения|肯尼亚"),
        ("ma", "المغرب|Morocco|Marruecos|Maroc|Марокко|摩洛哥"),
        ("mk", "مقدونيا الشمالية|North Macedonia|Macedonia del Norte|Macédoine du Nord|Северная Македония|北马其顿"),
        ("mx", "المكسيك|Mexico|México|Mexique|Мексика|墨西哥"),
        ("ng", "نيجيريا|Nigeria|Nigeria|Nigéria|Нигерия|尼日利亚"),
        ("no", "النرويج|Norway|Noruega|Norvège|Норвегия|挪威"),
        ("pe", "بيرو|Peru|Perú|Pérou|Перу|秘鲁"),
        ("pl", "بولندا|Poland|Polonia|Pologne|Польша|波兰"),
        ("se", "السويد|Sweden|Suecia|Suède|Швеция|瑞典"),
        ("sz", "إسواتيني|Eswatini|Eswatini|Eswatini|Эсватини|斯威士兰"),
        ("th", "تايلند|Thailand|Tailandia|Thaïlande|Таиланд|泰国"),
        ("tr", "تركيا|Türkiye|Türkiye|Türkiye|Турция|土耳其"),
        ("za", "جنوب أفريقيا|South Africa|Sudáfrica|Afrique du Sud|Южная Африка|南非"),
    ],
)
def test_governments_are_named_in_six_languages(code, names) -> None:
    told = [shipped().name(code, language) for language in ("ar", "en", "es", "fr", "ru", "zh")]
    assert told == names.split("|")


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("sz", date(2018, 5, 31), "Swaziland"),
        ("sz", date(2018, 6, 1), "Eswatini"),
        ("tr", date(2022, 5, 31), "Turkey"),
        ("tr", date(2022, 6, 1), "Türkiye"),
        ("mk", date(2019, 1, 1), "The former Yugoslav Republic of Macedonia"),
        ("cz", date(2016, 1, 1), "Czech Republic"),
        ("cv", date(2013, 1, 1), "Cape Verde"),
        ("rs", date(2005, 1, 1), "Serbia and Montenegro"),
        ("mm", date(1995, 1, 1), "Myanmar"),
    ],
)
def test_a_government_is_called_as_it_was_on_the_day(code, on, name) -> None:
    assert shipped().name(code, "en", on) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [("eur", "eu"), ("EUR", "eu"), ("bj", "bj"), ("BEN", "bj"), ("204", "bj"), ("Bénin", "bj"), ("Swaziland", "sz"),
     ("zr", "cd"), ("tmp", "tl"), ("土耳其", "tr"), ("Republic of Benin", "bj"), ("uk", "gb"), ("nowhere", None),
     ("", None)],
)  # fmt: skip
def test_a_government_is_found_by_any_code_or_name(text, code) -> None:
    assert shipped().find(text) == code


def test_a_country_page_has_what_it_needs() -> None:
    lines = standings(shipped(), "sz", TODAY)
    assert [line.instrument.code for line in lines] == ["CBD", "CPB", "NP", "NKLSP"]
    assert all(line.status.is_party for line in lines)
    kinds = groups_shown(shipped(), "sz", TODAY)
    assert LANDLOCKED in {group.identifier for group in kinds["development"]}
    assert "treaty" not in kinds or all(not group.derived for group in kinds["treaty"])
    assert [name for name, _ in former_names_shown(shipped(), "sz", "es")] == ["Swazilandia"]


def test_the_scheme_of_regions_holds_groups_and_governments_below_them() -> None:
    terms = {term.identifier: term for term in region_terms(shipped(), TODAY)}
    assert len(terms) == 113 + 198
    assert LEAST_DEVELOPED in terms["bd"].broader
    later = {term.identifier: term for term in region_terms(shipped(), date(2026, 11, 24))}
    assert LEAST_DEVELOPED not in later["bd"].broader
    assert all(parent in terms for term in terms.values() for parent in term.broader)
