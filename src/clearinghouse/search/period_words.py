"""What people write about times in the text of a search, in each of the six languages: patterns over folded text.

In a pattern `<day>`, `<month>`, `<year>` and `<now>` stand for a day, a month, a year and a time that follows the
calendar ("last month"), `<ago>` for "two years ago"; `<time>` for any of these, `<first>` and `<last>` for the ends of
a range; `<n>` for a number and `<span>` for what is counted. Which is which, periods.py knows.
Patterns leave out on purpose what titles hold: "of 5 July 1996" dates a law, "(today …)" gives another name,
"post-2020" and its likes name the framework, "2011-2020" alone names a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from babel.core import Locale

from clearinghouse.core.languages import BY_CODE
from clearinghouse.core.written_days import ARABIC_MONTHS
from clearinghouse.search.analysis.folding import fold

_APOSTROPHES = "’‘ʼ＇`´"


class Meaning(StrEnum):
    """What words say about a time."""

    IN = "in"
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    BETWEEN = "between"
    ROLLING = "rolling"
    """So many years, months, weeks or days back from today."""


class Span(StrEnum):
    """Lengths of time with names."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. Patterns are of folded text, see folded_in_place().

    year, month, day: how a date is written; <y> is a year, <m> a month, <d> a number of a day. now: what follows the
    calendar, by span, with 0 for this one and -1 for the last. ago: what is so many years back. spans: the words for
    lengths of time. numbers: words for numbers. published: what may stand before a time and adds nothing. of: words
    after which a day is the date of a law. done: words after which any time is that of something else than the
    publication.
    """

    year: str
    month: str
    day: str
    now: Mapping[tuple[Span, int], str]
    ago: tuple[str, ...]
    meanings: Mapping[Meaning, tuple[str, ...]]
    spans: Mapping[Span, str]
    numbers: Mapping[str, int]
    published: str = ""
    of: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    has_blanks: bool = True


def folded_in_place(text: str) -> str:
    """Return a text folded letter by letter, so that every place in it is a place in the text."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_letter, text))


def _folded_letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


@cache
def months(language: str) -> Mapping[str, int]:
    """Return the names of months in a language, folded, each with its number: Unicode's, in every form in use."""
    locales = ("ar", "ar_SY", "ar_DZ") if language == "ar" else (BY_CODE[language].catalogue,)
    names: dict[str, int] = {}
    for name in locales:
        known = Locale.parse(name).months["format"]
        for form in ("wide", "abbreviated"):
            names |= {folded_in_place(name.strip(".")): number for number, name in known[form].items()}
    if language == "ru":
        alone = Locale.parse(language).months["stand-alone"]["wide"]
        names |= {folded_in_place(name): number for number, name in alone.items()}
        # Unicode has no prepositional: марта, в марте.
        genitives = Locale.parse(language).months["format"]["wide"]
        names |= {f"{folded_in_place(name)[:-1]}е": number for number, name in genitives.items()}
    if language == "ar":
        for number, both in enumerate(ARABIC_MONTHS, start=1):
            names |= {folded_in_place(name): number for name in (both, *both.split("/"))}
    if language == "zh":
        names |= {f"{number:02}月": number for number in range(1, 10)}
    return names


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbers(words: str) -> dict[str, int]:
    """Return words for numbers, separated by blanks; those of one number by a stroke. The first is two."""
    return {word: number for number, several in enumerate(words.split(), start=2) for word in several.split("|")}


_ENGLISH = Words(
    year="<y>",
    month="<m>\\.?,? <y>",
    day=r"<d>(?:st|nd|rd|th)?(?: of)? <m>\.?,? <y>|<m>\.? <d>(?:st|nd|rd|th)?,? <y>|<y>-\d\d-\d\d",
    now={
        (Span.YEAR, 0): "(?:this|the current) year(?:'s)?",
        (Span.YEAR, -1): "(?:the )?(?:last|previous|past) year(?:'s)?",
        (Span.MONTH, 0): "(?:this|the current) month(?:'s)?",
        (Span.MONTH, -1): "(?:the )?(?:last|previous|past) month(?:'s)?",
        (Span.WEEK, 0): "(?:this|the current) week(?:'s)?",
        (Span.WEEK, -1): "(?:the )?(?:last|previous|past) week(?:'s)?",
        (Span.DAY, 0): "(?<!\\()today(?:'s)?",
        (Span.DAY, -1): "yesterday(?:'s)?",
    },
    ago=(
        "<n> <span> ago",
        "(?:an?|one) (?P<one><span>) ago",
    ),
    meanings={
        Meaning.IN: (
            "(?:in|during|throughout|within)(?: the (?:year|month)(?: of)?)? (?:<year>|<month>|<now>)",
            "on (?:the )?<day>",
            "<day>",
            "(?:the month of )?<month>",
            "<now>|<ago>",
        ),
        Meaning.SINCE: (
            "(?:ever )?since (?:the (?:year|month of) )?<time>",
            "(?:starting|beginning) (?:in|from|on) <time>",
            "from <time> on(?:wards?)?",
        ),
        Meaning.BEFORE: ("(?:before|prior to|earlier than) (?:the year )?<time>",),
        Meaning.AFTER: ("(?:after|later than) (?:the year )?<time>",),
        Meaning.UNTIL: ("(?:until|till|up to) (?:the end of )?(?:the year )?<time>",),
        Meaning.BETWEEN: (
            "between (?:the years )?<first> and <last>",
            "from <first> (?:to|until|till|up to|through) <last>",
            r"(?:in|during) <first> ?[-–—] ?<last>",
        ),
        Meaning.ROLLING: (
            "(?:(?:in|over|during|within|from) )?(?:the )?(?:last|past|previous) <n> <span>",
            "(?:in|over|during|within) the (?:last|past) (?P<one><span>)",
        ),
    },
    spans={Span.YEAR: "years?", Span.MONTH: "months?", Span.WEEK: "weeks?", Span.DAY: "days?"},
    numbers=_numbers("two three four five six seven eight nine ten eleven twelve"),
    published="(?:published|publication)",
    of=_set("of dated"),
    done=_set("adopted enacted signed ratified amended approved held agreed issued ending"),
)
_FRENCH = Words(
    year="<y>",
    month=r"<m>\.? <y>",
    day=r"<d>(?:er)? <m>\.? <y>|<y>-\d\d-\d\d",
    now={
        (Span.YEAR, 0): "cette annee|l'annee (?:en cours|courante)",
        (Span.YEAR, -1): "l'annee (?:derniere|passee|precedente)|l'an (?:dernier|passe)",
        (Span.MONTH, 0): "(?:ce mois(?:-ci)?|(?:le|du|au) mois en cours)",
        (Span.MONTH, -1): "(?:le|du|au) mois (?:dernier|passe|precedent)",
        (Span.WEEK, 0): "cette semaine",
        (Span.WEEK, -1): "la semaine (?:derniere|passee|precedente)",
        (Span.DAY, 0): "(?<!\\()(?:d')?aujourd'hui",
        (Span.DAY, -1): "(?:d')?hier",
    },
    ago=(
        "il y a <n> <span>",
        "il y a une? (?P<one><span>)",
    ),
    meanings={
        Meaning.IN: (
            "(?:en|durant|pendant|courant|dans|au cours de)(?: l'annee| l'an| le mois de)? (?:<year>|<month>)",
            "au mois de <month>",
            "(?:(?:durant|pendant|au cours de|au cours du) )?<now>",
            "le <day>",
            "<day>",
            "(?:d')?<month>",
            "<ago>",
        ),
        Meaning.SINCE: ("(?:depuis|a (?:partir|compter) d(?:e |u |'))(?: ?le| ?l'annee| ?l'an)? ?<time>",),
        Meaning.BEFORE: ("avant (?:le |l'annee |l'an )?<time>",),
        Meaning.AFTER: ("apres (?:le |l'annee |l'an )?<time>",),
        Meaning.UNTIL: ("jusqu'(?:en|au|a) (?:l'annee |fin )?<time>",),
        Meaning.BETWEEN: (
            "entre (?:le |l'annee |les annees )?<first> et (?:le |l'annee )?<last>",
            "(?:de |du |d')(?:l'annee )?<first> (?:a|au|jusqu'(?:en|au|a)) (?:l'annee )?<last>",
            r"en <first> ?[-–—] ?<last>",
        ),
        Meaning.ROLLING: (
            "(?:(?:dans|durant|pendant|depuis|au cours) )?(?:les |des |ces )<n> derni(?:ers|eres) <span>",
            "depuis <n> <span>",
            "(?:durant|pendant|dans|au cours de) (?:la |le )derni(?:er|ere) (?P<one><span>)",
        ),
    },
    spans={Span.YEAR: "ans?|annees?", Span.MONTH: "mois", Span.WEEK: "semaines?", Span.DAY: "jours?"},
    numbers=_numbers("deux trois quatre cinq six sept huit neuf dix onze douze"),
    published="publiee?s?",
    of=_set("de du d date datee"),
    done=_set("adopte adoptee adoptes adoptees promulgue promulguee signe signee modifie modifiee tenue"),
)
_SPANISH = Words(
    year="<y>",
    month=r"<m>\.? (?:de |del )?<y>",
    day=r"(?:<d>|1o|1\.o) de <m> (?:de |del )?<y>|<y>-\d\d-\d\d",
    now={
        (Span.YEAR, 0): "este ano|(?:el |del )?(?:ano en curso|presente ano|ano actual)",
        (Span.YEAR, -1): "(?:el |del |al )(?:ano (?:pasado|anterior)|pasado ano)|ano pasado",
        (Span.MONTH, 0): "este mes|(?:el |del )?mes en curso",
        (Span.MONTH, -1): "(?:el |del |al )(?:mes (?:pasado|anterior)|pasado mes)|mes pasado",
        (Span.WEEK, 0): "esta semana",
        (Span.WEEK, -1): "(?:la )?(?:semana pasada|pasada semana)",
        (Span.DAY, 0): "(?<!\\()hoy",
        (Span.DAY, -1): "ayer",
    },
    ago=(
        "hace <n> <span>",
        "hace una? (?P<one><span>)",
        "<n> <span> atras",
    ),
    meanings={
        Meaning.IN: (
            "(?:en|durante)(?: el)?(?: ano| mes de)? (?:<year>|<month>)",
            "(?:(?:en|durante) )?<now>",
            "el <day>",
            "<day>",
            "<month>",
            "<ago>",
        ),
        Meaning.SINCE: ("(?:desde|a partir de)l?(?: el| la)?(?: ano| mes de)? <time>",),
        Meaning.BEFORE: ("antes del?(?: el| la)?(?: ano| mes de)? <time>",),
        Meaning.AFTER: ("despues del?(?: el| la)?(?: ano| mes de)? <time>",),
        Meaning.UNTIL: ("hasta(?: el| la)?(?: ano| mes de| final de)? <time>",),
        Meaning.BETWEEN: (
            "entre (?:el |los anos )?(?:ano )?<first> y (?:el )?<last>",
            "(?:del?|desde)(?: el)?(?: ano)? <first> (?:a|al|hasta)(?: el)?(?: ano)? <last>",
            r"en <first> ?[-–—] ?<last>",
        ),
        Meaning.ROLLING: (
            "(?:(?:en|durante|de) )?(?:los |las )?ultim[oa]s <n> <span>",
            "(?:(?:en|durante|de) )?(?:los |las )<n> ultim[oa]s <span>",
            "desde hace <n> <span>",
            "(?:en|durante) (?:el|la) ultim[oa] (?P<one><span>)",
        ),
    },
    spans={Span.YEAR: "anos?", Span.MONTH: "mes(?:es)?", Span.WEEK: "semanas?", Span.DAY: "dias?"},
    numbers=_numbers("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    published="publicad[oa]s?",
    of=_set("de del fechado fechada"),
    done=_set("adoptado adoptada adoptados adoptadas aprobado aprobada firmado firmada promulgada celebrada"),
)
_RUSSIAN_YEAR = r"(?: год(?:ах|ами|[ауы])?| г\.?)?"
_RUSSIAN = Words(
    year=f"<y>{_RUSSIAN_YEAR}",
    month=f"<m> <y>{_RUSSIAN_YEAR}",
    day=rf"<d> <m> <y>{_RUSSIAN_YEAR}|<y>-\d\d-\d\d|\d\d\.\d\d\.<y>",
    now={
        (Span.YEAR, 0): "(?:этом|текущем) году|(?:этого|текущего) года|(?:этот|текущий) год",
        (Span.YEAR, -1): "(?:прошлом|прошедшем) году|прошлого года|прошлый год",
        (Span.MONTH, 0): "(?:этом|текущем) месяце|(?:этого|текущего) месяца|(?:этот|текущий) месяц",
        (Span.MONTH, -1): "(?:прошлом|прошедшем) месяце|прошлого месяца|прошлый месяц",
        (Span.WEEK, 0): "(?:этой|текущей) недел[еи]|эту неделю",
        (Span.WEEK, -1): "(?:прошлой|прошедшей) недел[еи]|прошлую неделю",
        (Span.DAY, 0): "сегодня",
        (Span.DAY, -1): "вчера",
    },
    ago=(
        "<n> <span> (?:тому )?назад",
        "(?P<one><span>) (?:тому )?назад",
    ),
    meanings={
        Meaning.IN: (
            "(?:в|во|за|в течение)(?: период)? (?:<year>|<month>|<now>)",
            "(?:на )?<now>",
            "<day>",
            "<month>",
            "<ago>",
        ),
        Meaning.SINCE: ("(?:начиная )?со? <time>",),
        Meaning.BEFORE: ("(?:до|ранее|раньше|перед) <time>",),
        Meaning.AFTER: ("(?:после|позже|позднее) <time>",),
        Meaning.UNTIL: ("(?:вплоть до|по конец|до конца) <time>",),
        Meaning.BETWEEN: (
            "между <first> и <last>",
            "(?:за период )?с <first> (?:по|до) <last>",
            r"(?:в|за) <first> ?[-–—] ?<last>",
        ),
        Meaning.ROLLING: (
            "(?:(?:за|в|в течение) )?последни(?:е|х) <n> <span>",
            "за последн(?:ий|юю) (?P<one><span>)",
        ),
    },
    spans={
        Span.YEAR: "год[ау]?|лет",
        Span.MONTH: "месяц(?:а|ев)?",
        Span.WEEK: "недел[яиюь]",
        Span.DAY: "день|дн(?:я|ей)",
    },
    numbers=_numbers(
        "два|две|двух три|трех четыре|четырех пять|пяти шесть|шести семь|семи восемь|восьми девять|девяти "
        "десять|десяти одиннадцать|одиннадцати двенадцать|двенадцати"
    ),
    published="опубликован\\w*",
    of=_set("от №"),
    done=_set("принят принята принято приняты принятый принятая принятые подписан подписана период периода периоде"),
)
_CHINESE = Words(
    year="<y> ?年",
    month="<y> ?年 ?<m>(?:份)?",
    day="<y> ?年 ?<m> ?<d> ?[日号號]",
    now={
        (Span.YEAR, 0): "今年|本年度?",
        (Span.YEAR, -1): "去年|上一年度?",
        (Span.MONTH, 0): "本月|[这這][个個]月",
        (Span.MONTH, -1): "上[个個]?月",
        (Span.WEEK, 0): "本[周週]|[这這][个個]?(?:星期|[周週])",
        (Span.WEEK, -1): "上[个個]?(?:星期|[周週])",
        (Span.DAY, 0): "今[天日]",
        (Span.DAY, -1): "昨[天日]",
    },
    ago=("<n> ?<span>(?:之前|以前|前)",),
    meanings={
        Meaning.IN: (
            "[在于於] ?<time>(?:期间|期間|内|內|间|間)?",
            "(?:<month>|<year>)(?:期间|期間|内|內)",
            "<day>",
            "<month>",
            "<now>|<ago>",
        ),
        Meaning.SINCE: ("(?:自从|自從|自|从|從|由)? ?(?:<time>|<y>) ?(?:以来|以來|至今|起|开始|開始)",),
        Meaning.BEFORE: ("在?<time>(?:之前|以前)",),
        Meaning.AFTER: ("在?<time>(?:之后|之後|以后|以後)",),
        Meaning.UNTIL: ("(?:截至|截止到?|直到) ?<time>(?:为止|為止|底)?",),
        Meaning.BETWEEN: (
            "(?:在|从|從|自|由|于|於|介于)? ?<first> ?(?:至|到|[-–—~～]|与|與|和) ?<last>(?:之间|之間|期间|期間)",
            "(?:在|从|從|自|由|于|於|介于) ?<first> ?(?:至|到|[-–—~～]) ?<last>",
        ),
        Meaning.ROLLING: ("在?(?:过去|過去|最近|(?<!附)近)的? ?<n> ?<span>(?:以?[来來]|[内內]|[里裡]|中|间|間)?",),
    },
    spans={Span.YEAR: "年", Span.MONTH: "[个個]月", Span.WEEK: "[周週]|[个個]?星期", Span.DAY: "[天日]"},
    numbers=_numbers("二|两|兩 三 四 五 六 七 八 九 十 十一 十二") | {"一": 1},
    has_blanks=False,
)
_ARABIC_YEAR = "(?:عام|سنه|العام|السنه) "
_ARABIC = Words(
    year=f"(?:{_ARABIC_YEAR})?<y>",
    month=f"(?:شهر )?<m>,? (?:من )?(?:{_ARABIC_YEAR})?<y>",
    day=r"<d> (?:من )?<m>,? <y>|<y>-\d\d-\d\d",
    now={
        (Span.YEAR, 0): "هذا العام|هذه السنه|العام (?:الحالي|الجاري)|السنه (?:الحاليه|الجاريه)",
        (Span.YEAR, -1): "العام (?:الماضي|المنصرم)|السنه (?:الماضيه|المنصرمه)",
        (Span.MONTH, 0): "هذا الشهر|الشهر (?:الحالي|الجاري)",
        (Span.MONTH, -1): "الشهر (?:الماضي|المنصرم)",
        (Span.WEEK, 0): "هذا الاسبوع|الاسبوع (?:الحالي|الجاري)",
        (Span.WEEK, -1): "الاسبوع (?:الماضي|المنصرم)",
        (Span.DAY, 0): "اليوم(?! ال)",
        (Span.DAY, -1): "امس|البارحه",
    },
    ago=("(?:قبل|منذ) <n> <span>", "(?:قبل|منذ) (?P<two><span>)ين", "(?:قبل|منذ) (?P<one><span>)(?! ?(?:\\d|<m>))",),
    meanings={
        Meaning.IN: ("(?:في|خلال|اثناء) (?:<year>|<month>|<day>|<now>)", "<day>", "<month>", "<now>|<ago>"),
        Meaning.SINCE: ("(?:منذ|اعتبارا من|ابتداءا? من|بدءا من) <time>",),
        Meaning.BEFORE: ("قبل <time>",),
        Meaning.AFTER: ("بعد <time>",),
        Meaning.UNTIL: ("(?:حتي|لغايه|حتي نهايه) <time>",),
        Meaning.BETWEEN: (
            "(?:في الفتره )?بين (?:عامي |سنتي )?<first> و ?<last>",
            "(?:في الفتره )?من <first> (?:الي|حتي) <last>",
        ),
        Meaning.ROLLING: (
            "(?:(?:في|خلال) )?اخر <n> <span>",
            "(?:(?:في|خلال) )?<span> (?:ال)?<n> (?:الماضيه|الاخيره|المنصرمه)",
            "(?:(?:في|خلال) )?(?P<two><span>)ين (?:الماضي|الاخير|المنصرم)ت?ين",
        ),
    },
    spans={
        Span.YEAR: "(?:ال)?(?:سنوات|سنه|سنتين|سنت|اعوام|عاما|عام)", Span.MONTH: "(?:ال)?(?:اشهر|شهور|شهرا|شهر)",
        Span.WEEK: "(?:ال)?(?:اسابيع|اسبوعا|اسبوع)", Span.DAY: "(?:ال)?(?:ايام|يوما|يوم)",
    },
    numbers=_numbers(
        "اثنين|اثنتين ثلاث|ثلاثه اربع|اربعه خمس|خمسه ست|سته سبع|سبعه ثماني|ثمانيه|ثمان تسع|تسعه عشر|عشره"
    ),
    published="(?:ال)?منشوره?",
    of=_set("المورخ المورخه بتاريخ"),
    done=_set("ما المعتمد المعتمده الصادر الصادره"),
)  # fmt: skip
WORDS: Mapping[str, Words] = {
    "en": _ENGLISH, "fr": _FRENCH, "es": _SPANISH, "ru": _RUSSIAN, "zh": _CHINESE, "ar": _ARABIC,
}  # fmt: skip
