"""Times in words limit the publication, in six languages; numbers, titles and quotations stay what they are."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clearinghouse.core.canonical import Json
from clearinghouse.demonstration.loading import read_earlier, read_lines
from clearinghouse.search.asking import asked_of
from clearinghouse.search.days import iso_of
from clearinghouse.search.fields import fields_in
from clearinghouse.search.params import SearchSpace, query_from_params, query_to_params
from clearinghouse.search.periods import MOST_TOLD, told_in
from clearinghouse.search.query import Query, Range
from clearinghouse.search.spaces import whole_space

TODAY = date(2026, 11, 21)
"""A Saturday."""
UNDERSTOOD = """
en | decisions since 2020 | 2020-01-01 |
en | since March 2024 | 2024-03-01 |
en | since last month | 2026-10-01 |
en | from 2020 onwards | 2020-01-01 |
en | last year's decisions | 2025-01-01 | 2025-12-31
en | this year | 2026-01-01 | 2026-12-31
en | this month's decisions | 2026-11-01 | 2026-11-30
en | last month | 2026-10-01 | 2026-10-31
en | this week | 2026-11-16 | 2026-11-22
en | last week | 2026-11-09 | 2026-11-15
en | last 6 months | 2026-05-21 |
en | over the past three years | 2023-11-21 |
en | in the last year | 2025-11-21 |
en | in 2022 | 2022-01-01 | 2022-12-31
en | published in 2022 | 2022-01-01 | 2022-12-31
en | in March 2024 | 2024-03-01 | 2024-03-31
en | in Feb. 2024 | 2024-02-01 | 2024-02-29
en | during the year 2022 | 2022-01-01 | 2022-12-31
en | between 2019 and 2021 | 2019-01-01 | 2021-12-31
en | between 2021 and 2019 | 2019-01-01 | 2021-12-31
en | from March to June 2024 | 2024-03-01 | 2024-06-30
en | between 5 and 10 March 2024 | 2024-03-05 | 2024-03-10
en | in 2019–2021 | 2019-01-01 | 2021-12-31
en | before 2020 | | 2019-12-31
en | after May 2019 | 2019-06-01 |
en | until 2021 | | 2021-12-31
en | after 2018 before 2021 | 2019-01-01 | 2020-12-31
en | 5 March 2024 | 2024-03-05 | 2024-03-05
en | on March 5, 2024 | 2024-03-05 | 2024-03-05
en | since 2024-03-05 | 2024-03-05 |
fr | décisions depuis 2020 | 2020-01-01 |
fr | depuis l'année 2020 | 2020-01-01 |
fr | DECISIONS DEPUIS 2020 | 2020-01-01 |
fr | à partir d’avril 2020 | 2020-04-01 |
fr | depuis 3 ans | 2023-11-21 |
fr | en 2022 | 2022-01-01 | 2022-12-31
fr | publiées en 2022 | 2022-01-01 | 2022-12-31
fr | en août 2024 | 2024-08-01 | 2024-08-31
fr | au cours de l'année 2022 | 2022-01-01 | 2022-12-31
fr | l'année dernière | 2025-01-01 | 2025-12-31
fr | l’an dernier | 2025-01-01 | 2025-12-31
fr | cette année | 2026-01-01 | 2026-12-31
fr | le mois dernier | 2026-10-01 | 2026-10-31
fr | au cours des trois dernières années | 2023-11-21 |
fr | les 6 derniers mois | 2026-05-21 |
fr | entre 2019 et 2021 | 2019-01-01 | 2021-12-31
fr | de mars à juin 2024 | 2024-03-01 | 2024-06-30
fr | avant 2020 | | 2019-12-31
fr | après mai 2019 | 2019-06-01 |
fr | jusqu'en 2021 | | 2021-12-31
fr | le 5 mars 2024 | 2024-03-05 | 2024-03-05
fr | 1er mars 2024 | 2024-03-01 | 2024-03-01
es | decisiones desde 2020 | 2020-01-01 |
es | a partir de marzo de 2020 | 2020-03-01 |
es | en 2022 | 2022-01-01 | 2022-12-31
es | en marzo de 2024 | 2024-03-01 | 2024-03-31
es | el año pasado | 2025-01-01 | 2025-12-31
es | este mes | 2026-11-01 | 2026-11-30
es | en los últimos dos años | 2024-11-21 |
es | los 6 últimos meses | 2026-05-21 |
es | entre 2019 y 2021 | 2019-01-01 | 2021-12-31
es | antes del año 2020 | | 2019-12-31
es | después de mayo de 2019 | 2019-06-01 |
es | hasta 2021 | | 2021-12-31
es | 5 de marzo de 2024 | 2024-03-05 | 2024-03-05
ru | решения с 2020 года | 2020-01-01 |
ru | начиная с марта 2020 | 2020-03-01 |
ru | в 2022 году | 2022-01-01 | 2022-12-31
ru | опубликованные в 2022 году | 2022-01-01 | 2022-12-31
ru | в марте 2024 | 2024-03-01 | 2024-03-31
ru | в мае 2024 года | 2024-05-01 | 2024-05-31
ru | в прошлом году | 2025-01-01 | 2025-12-31
ru | с прошлого месяца | 2026-10-01 |
ru | в этом месяце | 2026-11-01 | 2026-11-30
ru | на прошлой неделе | 2026-11-09 | 2026-11-15
ru | за последние 3 года | 2023-11-21 |
ru | за последние шесть месяцев | 2026-05-21 |
ru | за последний год | 2025-11-21 |
ru | между 2019 и 2021 годами | 2019-01-01 | 2021-12-31
ru | с 2019 по 2021 год | 2019-01-01 | 2021-12-31
ru | в 2019–2021 годах | 2019-01-01 | 2021-12-31
ru | до 2020 года | | 2019-12-31
ru | после мая 2019 | 2019-06-01 |
ru | с 05.03.2024 | 2024-03-05 |
ru | 5 марта 2024 года | 2024-03-05 | 2024-03-05
zh | 2020年以来的决定 | 2020-01-01 |
zh | 自2020年以來 | 2020-01-01 |
zh | 在2023年 | 2023-01-01 | 2023-12-31
zh | 在２０２３年 | 2023-01-01 | 2023-12-31
zh | 在2024年3月 | 2024-03-01 | 2024-03-31
zh | 于2024年三月 | 2024-03-01 | 2024-03-31
zh | 去年玉米决定 | 2025-01-01 | 2025-12-31
zh | 今年 | 2026-01-01 | 2026-12-31
zh | 上个月 | 2026-10-01 | 2026-10-31
zh | 本月 | 2026-11-01 | 2026-11-30
zh | 过去三年 | 2023-11-21 |
zh | 最近6个月 | 2026-05-21 |
zh | 近两年来 | 2024-11-21 |
zh | 在2019年至2021年 | 2019-01-01 | 2021-12-31
zh | 2019年至2021年期间 | 2019-01-01 | 2021-12-31
zh | 2020年之前 | | 2019-12-31
zh | 2019年5月之后 | 2019-06-01 |
zh | 2024年3月5日 | 2024-03-05 | 2024-03-05
ar | مقررات منذ 2020 | 2020-01-01 |
ar | منذ ٢٠٢٠ | 2020-01-01 |
ar | منذ كانون الثاني/يناير 2021 | 2021-01-01 |
ar | في عام 2022 | 2022-01-01 | 2022-12-31
ar | في مارس 2024 | 2024-03-01 | 2024-03-31
ar | في شهر آذار 2024 | 2024-03-01 | 2024-03-31
ar | العام الماضي | 2025-01-01 | 2025-12-31
ar | هذا الشهر | 2026-11-01 | 2026-11-30
ar | خلال السنوات الثلاث الماضية | 2023-11-21 |
ar | آخر 6 أشهر | 2026-05-21 |
ar | السنتين الماضيتين | 2024-11-21 |
ar | بين عامي 2019 و2021 | 2019-01-01 | 2021-12-31
ar | من 2019 إلى 2021 | 2019-01-01 | 2021-12-31
ar | قبل 2020 | | 2019-12-31
ar | بعد عام 2019 | 2020-01-01 |
ar | 5 مارس 2024 | 2024-03-05 | 2024-03-05
en | March 2024 | 2024-03-01 | 2024-03-31
en | decisions October 2026 | 2026-10-01 | 2026-10-31
en | today | 2026-11-21 | 2026-11-21
en | published yesterday | 2026-11-20 | 2026-11-20
en | since yesterday | 2026-11-20 |
en | two years ago | 2024-01-01 | 2024-12-31
en | 2 years ago | 2024-01-01 | 2024-12-31
en | a month ago | 2026-10-01 | 2026-10-31
en | 3 days ago | 2026-11-18 | 2026-11-18
en | since 3 weeks ago | 2026-10-26 |
en | before two years ago | | 2023-12-31
fr | octobre 2026 | 2026-10-01 | 2026-10-31
fr | aujourd’hui | 2026-11-21 | 2026-11-21
fr | décisions d'hier | 2026-11-20 | 2026-11-20
fr | il y a deux ans | 2024-01-01 | 2024-12-31
fr | il y a un mois | 2026-10-01 | 2026-10-31
es | octubre de 2026 | 2026-10-01 | 2026-10-31
es | hoy | 2026-11-21 | 2026-11-21
es | ayer | 2026-11-20 | 2026-11-20
es | hace dos años | 2024-01-01 | 2024-12-31
es | hace una semana | 2026-11-09 | 2026-11-15
es | dos años atrás | 2024-01-01 | 2024-12-31
ru | октябрь 2026 | 2026-10-01 | 2026-10-31
ru | март 2024 года | 2024-03-01 | 2024-03-31
ru | сегодня | 2026-11-21 | 2026-11-21
ru | вчера | 2026-11-20 | 2026-11-20
ru | два года назад | 2024-01-01 | 2024-12-31
ru | год назад | 2025-01-01 | 2025-12-31
zh | 2026年10月 | 2026-10-01 | 2026-10-31
zh | 2026年10月的决定 | 2026-10-01 | 2026-10-31
zh | 今天 | 2026-11-21 | 2026-11-21
zh | 昨天 | 2026-11-20 | 2026-11-20
zh | 两年前 | 2024-01-01 | 2024-12-31
zh | 3个月前 | 2026-08-01 | 2026-08-31
ar | أكتوبر 2026 | 2026-10-01 | 2026-10-31
ar | تشرين الأول/أكتوبر 2026 | 2026-10-01 | 2026-10-31
ar | اليوم | 2026-11-21 | 2026-11-21
ar | أمس | 2026-11-20 | 2026-11-20
ar | قبل سنتين | 2024-01-01 | 2024-12-31
ar | منذ سنتين | 2024-01-01 | 2024-12-31
ar | قبل عامين | 2024-01-01 | 2024-12-31
ar | منذ 3 سنوات | 2023-01-01 | 2023-12-31
ar | قبل سنة | 2025-01-01 | 2025-12-31
ar | منذ عام 2019 | 2019-01-01 |
"""
NOT_TIMES = [
    # Numbers alone, and names with numbers.
    "2020", "maize 2020", "MON 2020", "in MON 2020", "15/16", "decision 2020/5", "in 2020/5", "in 2020-5", "in 2020.5",
    "Agenda 2030", "in 2030", "until 2030", "post-2020 framework", "after-2020", "since", "since the meeting",
    "since 1985", "last years", "20201 in 20205", "2024-03-05", "05.03.2024", "31 February 2024",
    "Decreto 4525 de 2005",
    "March", "20 years ago today", "اليوم الدولي للتنوع البيولوجي", "99 years ago", "0 days ago",
    # What means exactly what it says.
    '"since 2020"', "«в 2022 году»", "“在2023年”", '"March 2024"', "since 2020*", "-since 2020",
    # One year of several.
    "in 2020 and 2021", "in 2020, 2021", "в 2020 и 2021",
    # Plans, laws, and the framework.
    "Strategic plan 2011-2020", "2011-2020年战略计划", "2020年后全球生物多样性框架", "период после 2020 года",
    "إطار ما بعد عام 2020", "marco posterior a 2020", "law of 5 March 2024", "loi du 5 mars 2024",
    "ley del 5 de marzo de 2024", "Закон от 5 июля 1996 года", "قانون السلامة الأحيائية لسنة 2010", "adopted in 2010",
    "3 derniers animaux", "附近三年", "in 2024 before 2020",
]  # fmt: skip


def rows() -> list[tuple[str, str, str, str]]:
    cells = [[cell.strip() for cell in line.split("|")] for line in UNDERSTOOD.strip().splitlines()]
    return [(language, text, lower, upper) for language, text, lower, upper in cells]


def said(limit: Range) -> tuple[str, str]:
    return tuple("" if day is None else iso_of(day) for day in (limit.lower, limit.upper))  # type: ignore[return-value]  # two of them


def read(text: str, **params: list[str]) -> Query:
    return query_from_params({"q": [text], **params}, whole_space(), today=TODAY)


@pytest.mark.parametrize(("language", "text", "lower", "upper"), rows())
def test_times_in_words_limit_the_publication(language: str, text: str, lower: str, upper: str) -> None:
    told = told_in(text, TODAY)
    bounds = [said(one.limit) for one in told]
    assert max(low for low, _ in bounds) == lower
    assert min((high for _, high in bounds if high), default="") == upper


@pytest.mark.parametrize("text", NOT_TIMES)
def test_numbers_titles_and_quotations_stay_text(text: str) -> None:
    query = read(text)
    assert (query.told, query.text) == ((), text)


def test_no_title_of_the_demonstration_tells_a_time() -> None:
    titles = {text for line in (*read_lines(), *read_earlier()) for text in titles_in(line["body"])}
    assert len(titles) > 3_000
    assert {text: told for text in titles if (told := told_in(text, TODAY))} == {}


def titles_in(body: Json) -> list[str]:
    found = [body.get(name) for name in ("title", "name")]
    return [text for texts in found if isinstance(texts, dict) for text in texts.values() if isinstance(text, str)]


def test_a_time_stays_in_the_text_and_is_not_searched() -> None:
    query = read("maize since 2020", government=["bj"])
    assert query.text == "maize since 2020"
    assert query.must == asked_of("maize").must
    assert query_to_params(query, whole_space()) == {"q": ["maize since 2020"], "government": ["bj"]}
    assert [said(one.limit) for one in query.told] == [("2020-01-01", "")]
    assert query.limits == (*query.filters, query.told[0].limit)


def test_a_list_to_pick_from_takes_them_for_words() -> None:
    query = query_from_params({"q": ["maize since 2020"]}, SearchSpace(has_times=False), today=TODAY)
    assert (query.told, query.must) == ((), asked_of("maize since 2020").must)


def test_the_same_address_follows_the_calendar() -> None:
    address = query_to_params(read("maize last month"), whole_space())
    later = query_from_params(address, whole_space(), today=date(2027, 1, 5))
    assert said(later.told[0].limit) == ("2026-12-01", "2026-12-31")


def test_a_time_is_taken_back_with_its_words() -> None:
    query = read("maize since 2020 of Benin before 2022", page=["2"])
    first, second = query.told
    assert query_to_params(query.untold(first), whole_space()) == {"q": ["maize of Benin before 2022"]}
    assert query_to_params(query.untold(second), whole_space()) == {"q": ["maize since 2020 of Benin"]}


def test_days_chosen_in_the_address_hold_beside_those_in_the_text() -> None:
    query = read("since 2020", to=["2021"])
    assert [said(one) for one in query.limits if isinstance(one, Range)] == [("", "2021-12-31"), ("2020-01-01", "")]
    assert query.must == ()


@pytest.mark.parametrize("text", ["year:2020 since 2019", "before: since 2020", 'before: soon "since 2020" since 2020'])
def test_fields_and_times_stand_side_by_side(text: str) -> None:
    assert [said(one.limit) for one in read(text).told] in ([("2020-01-01", "")], [("2019-01-01", "")])


def test_last_months_begin_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert said(told_in("last 3 months", date(2026, 5, 31))[0].limit) == ("2026-02-28", "")
    assert said(told_in("last month", date(2026, 1, 1))[0].limit) == ("2025-12-01", "2025-12-31")


PIECES = st.sampled_from([
    "since", "2020", "in", "March", "5", "–", "and", "between", "с", "года", "по", "年", "以来", "在", "منذ", "و", '"',
    "last", "3", "years", "2021", ":", "before", "-", "去年",
])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=4), max_size=30).map(" ".join) | st.text())
@example("since 2020 " * 45)
@example("0000年2月30日")
@example("in February 2020 " * 3 + "last 99 years last 0 years")
def test_reading_never_raises_and_what_is_told_lies_apart_in_the_text(text: str) -> None:
    told = told_in(text, TODAY)
    assert len(told) <= MOST_TOLD
    assert all(0 <= one.start < one.end <= len(text) for one in told)
    assert all(one.end <= other.start for one, other in pairwise(told))
    found = fields_in(text, today=TODAY)
    assert found.told or found.words == " ".join(found.words.split())
    again = read(text)
    assert query_from_params(query_to_params(again, whole_space()), whole_space(), today=TODAY) == again
