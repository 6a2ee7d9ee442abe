"""Times that people write in words in the text of a search: "decisions since 2020", "за последние 3 года", "去年".

Our own grammar (period_words.py), and a narrow one. Libraries that find dates in text, such as dateparser, take every
bare number for a date, so that "15/16" and "maize 2020" would lose their meaning, and need tens of milliseconds; the
names of months are those of Unicode through Babel. What is understood limits the day of publication. "Two years ago"
is that whole year, as "last year" is. A year or number alone is never a time, nor what stands in quotes, nor what ends
after this year: nothing is published then, but "Agenda 2030" and its likes stand in titles.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from clearinghouse.search.analysis.scripts import candidate_languages
from clearinghouse.search.analysis.units import QUOTED
from clearinghouse.search.days import days_of
from clearinghouse.search.period_words import WORDS, Meaning, Span, Words, folded_in_place, months
from clearinghouse.search.query import Range, Told

MOST_TOLD = 4
_FIRST_YEAR = 1990
"""Nothing on these subjects was published before the Convention; earlier years name laws and treaties."""
_MOST_BACK = 60
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BEFORE = r"(?<![\w\-−–—/.,'*+])"
_AFTER = r"(?![\w*]|[-−–—/.,:'][\w])"
# Of "2020 and 2021" one year is not all that is asked for.
_NO_OTHER_YEAR = rf"(?!,? ?(?:(?:and|or|&|et|ou|y|o|e|и|или|و|[-–—]) ?)?{_YEAR}(?!\d))"
_LAST_WORD = re.compile(r"([^\W\d_]+|№)\W*\Z")
# What comes before a month that is part of a day, which may be the date of a law.
_DAY_BEFORE = re.compile(r"(?<![\w/.\-])\d{1,2}(?:st|nd|rd|th|er|\.?o)?,? +(?:(?:de|of|من) +)?\Z")
_LONGEST_WORD = 30
_GROUP = re.compile(r"\(\?P<[a-z]+>")
_NAME = re.compile(r"(?<!\?P)<([a-z]+)>")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DOTTED = re.compile(r"(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})")
_DIGITS = re.compile(r"\d+")
_PUBLISHED = "published"
_DAYS_OF: dict[Span, int] = {Span.WEEK: 7, Span.DAY: 1}

_Days = tuple[date, date]
_Found = tuple[int, int, Range]


def told_in(text: str, today: date) -> tuple[Told, ...]:
    """Return the times that a text tells, in order; none where they exclude each other or are too many."""
    plain = QUOTED.sub(lambda found: "\0" * len(found[0]), folded_in_place(text))
    found = [one for code in candidate_languages(text) if code in WORDS for one in _grammar(code).found(plain, today)]
    found.sort(key=lambda one: (one[0] - one[1], one[0]))
    chosen: list[Told] = []
    for start, end, limit in found:
        if all(end <= other.start or other.end <= start for other in chosen):
            chosen.append(Told(start, end, limit))
    lowest = max((one.limit.lower for one in chosen if one.limit.lower is not None), default=None)
    highest = min((one.limit.upper for one in chosen if one.limit.upper is not None), default=None)
    is_empty = lowest is not None and highest is not None and lowest > highest
    return () if is_empty or len(chosen) > MOST_TOLD else tuple(sorted(chosen, key=lambda one: one.start))


def time_in(text: str, today: date) -> tuple[int, int] | None:
    """Return the first and last day of a time that a whole text tells: “last year”, “март 2024”; None for others."""
    plain = folded_in_place(text)
    days = (_grammar(code).whole(plain, today) for code in candidate_languages(text) if code in WORDS)
    return next(((days_of(first), days_of(last)) for first, last in filter(None, days)), None)


@cache
def _grammar(language: str) -> "_Grammar":
    return _Grammar(language, WORDS[language])


@dataclass(frozen=True)
class _Grammar:
    """The patterns of one language, ready to be looked for."""

    language: str
    words: Words

    def found(self, plain: str, today: date) -> Iterator[_Found]:
        """Yield where a folded text tells a time, and which."""
        if not self.hints.search(plain):
            return
        for meaning, pattern in self.patterns:
            for match in pattern.finditer(plain):
                limit = None if self._says_else(plain, match) else self._limit(meaning, match, today)
                if limit is not None:
                    yield match.start(), match.end(), limit

    def whole(self, plain: str, today: date) -> _Days | None:
        """Return the first and last day of a time that is the whole of a folded text."""
        time = self._time.fullmatch(plain) if self.hints.search(plain) else None
        return self._days(time, today) if time else None

    @cached_property
    def hints(self) -> re.Pattern[str]:
        """What some time always has: a year, or the words for this year and the like."""
        now = "|".join((*self.words.now.values(), *self.words.spans.values()))
        return re.compile(f"{_YEAR}|{now}")

    @cached_property
    def patterns(self) -> list[tuple[Meaning, re.Pattern[str]]]:
        """Every pattern with what it means; of two that say as much the first counts, as for “in the last year”."""
        before, after = (_BEFORE, _AFTER) if self.words.has_blanks else (r"(?<![\d/.\-])", r"(?!\d)的?")
        published = f"(?:{self.words.published} )?" if self.words.published else ""
        return [
            (meaning, re.compile(f"{before}{published}(?:{self._filled(pattern)}){after}{_NO_OTHER_YEAR}"))
            for meaning, several in sorted(self.words.meanings.items(), key=lambda one: one[0] is not Meaning.ROLLING)
            for pattern in several
        ]

    @cached_property
    def _time(self) -> re.Pattern[str]:
        return re.compile(
            self._filled("(?P<day><day>)|(?P<month><month>)|(?P<year><year>|<y>)|(?P<now><now>)|(?P<ago><ago>)")
        )

    @cached_property
    def _month_name(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(months(self.language), key=len, reverse=True))))

    @cached_property
    def _ago(self) -> list[re.Pattern[str]]:
        return [re.compile(self._filled(pattern)) for pattern in self.words.ago]

    @cached_property
    def _any_ago(self) -> str:
        return "|".join(_GROUP.sub("(?:", pattern.pattern) for pattern in self._ago)

    @cached_property
    def _meant(self) -> dict[str, str]:
        """What stands for each name in angle brackets."""
        words = self.words
        return {
            "time": "<day>|<month>|<year>|<now>|<ago>",
            "first": "(?P<first><day>|<month>|<year>|<y>|<d> <m>|<m>|<d>)",
            "last": "(?P<last><day>|<month>|<year>)",
            "day": words.day,
            "month": words.month,
            "year": words.year,
            "now": "|".join(words.now.values()),
            "n": rf"(?P<n>\d{{1,2}}|{'|'.join(sorted(words.numbers, key=len, reverse=True))})",
            "span": f"(?P<span>{'|'.join(words.spans.values())})",
            "m": self._month_name.pattern,
            "d": _DAY,
            "y": _YEAR,
        }

    def _filled(self, pattern: str) -> str:
        return _NAME.sub(lambda found: f"(?:{self._stands_for(found[1])})", pattern)

    def _stands_for(self, name: str) -> str:
        return self._any_ago if name == "ago" else self._filled(self._meant[name])

    def _says_else(self, plain: str, match: re.Match[str]) -> bool:
        """Say whether the word before makes it something else: the day of an adoption, the date of a law."""
        if _ISO.fullmatch(match[0]) or _DOTTED.fullmatch(match[0]):
            # Symbols of documents look like it.
            return True
        time = self._time.fullmatch(match[0])
        if time and time["month"] and _DAY_BEFORE.search(plain, max(match.start() - _LONGEST_WORD, 0), match.start()):
            return True
        before = _LAST_WORD.search(plain, max(match.start() - _LONGEST_WORD, 0), match.start())
        if before is None:
            return False
        is_date = time is not None and time["day"] is not None
        return before[1] in self.words.done or (is_date and before[1] in self.words.of)

    def _limit(self, meaning: Meaning, match: re.Match[str], today: date) -> Range | None:
        """Return the days of publication that are meant; None for days that cannot be."""
        if meaning is Meaning.ROLLING:
            return self._rolling(match.groupdict(), today)
        if meaning is Meaning.BETWEEN:
            return self._between(match["first"], match["last"], today)
        found = self._time.search(match[0])
        days = self._days(found, today) if found else None
        if days is None or not _is_possible(days, today):
            return None
        first, last = map(days_of, days)
        match meaning:
            case Meaning.SINCE:
                return Range(_PUBLISHED, first, None)
            case Meaning.BEFORE:
                return Range(_PUBLISHED, None, first - 1)
            case Meaning.AFTER:
                return Range(_PUBLISHED, last + 1, None)
            case Meaning.UNTIL:
                return Range(_PUBLISHED, None, last)
            case _:
                return Range(_PUBLISHED, first, last)

    def _days(self, time: re.Match[str], today: date) -> _Days | None:
        if time["ago"] is not None:
            found = next(found for pattern in self._ago if (found := pattern.fullmatch(time["ago"])))
            span, many = self._counted(found.groupdict())
            return _now(span, -many, today) if 0 < many <= _MOST_BACK else None
        if time["now"] is None:
            return self._written(time[0])
        named = ((key, re.fullmatch(pattern, time["now"])) for key, pattern in self.words.now.items())
        span, back = next(key for key, found in named if found)
        return _now(span, back, today)

    def _between(self, first: str, last: str, today: date) -> Range | None:
        """Return the days from one time to another, in any order; what the first leaves out is as in the second."""
        second = self._written(last)
        if second is None:
            return None
        told = set(map(len, _DIGITS.findall(last)))
        begins = self._written(first, like=second[0], has_month=self._month_name.search(last) is not None or 2 in told)
        if begins is None:
            return None
        days = min(begins[0], second[0]), max(begins[1], second[1])
        return Range(_PUBLISHED, *map(days_of, days)) if _is_possible(days, today) else None

    def _written(self, text: str, *, like: date | None = None, has_month: bool = False) -> _Days | None:
        """Return the first and last day of what is written as a date; `like` gives a year and month that are not."""
        if iso := _ISO.fullmatch(text) or _DOTTED.fullmatch(text):
            return _whole(int(iso["year"]), int(iso["month"]), int(iso["day"]))
        year = re.search(rf"(?<!\d){_YEAR}(?!\d)", text)
        rest = text.replace(year[0], " ", 1) if year else text
        named = self._month_name.search(rest)
        rest = rest.replace(named[0], " ", 1) if named else rest
        day = _DIGITS.search(rest)
        if year is None and like is None:
            return None
        month = months(self.language)[named[0]] if named else 0
        if day and not month:
            if like is None or not has_month:
                return None
            month = like.month
        return _whole(int(year[0]) if year else like.year if like else 0, month, int(day[0]) if day else 0)

    def _rolling(self, groups: dict[str, str | None], today: date) -> Range | None:
        span, many = self._counted(groups)
        if not 0 < many <= _MOST_BACK:
            return None
        first = _before(today, span, many)
        return Range(_PUBLISHED, days_of(first), None) if first.year >= _FIRST_YEAR else None

    def _counted(self, groups: dict[str, str | None]) -> tuple[Span, int]:
        """Return what is counted and how many of it: “3 years”."""
        counted = groups.get("n")
        many = 1 if groups.get("one") else 2
        if counted:
            many = int(counted) if counted.isdecimal() else self.words.numbers[counted]
        said = groups["span"] or ""
        return next(span for span, pattern in self.words.spans.items() if re.fullmatch(pattern, said)), many


def _is_possible(days: _Days, today: date) -> bool:
    return days[0].year >= _FIRST_YEAR and days[1].year <= today.year


def _whole(year: int, month: int, day: int) -> _Days | None:
    """Return the first and last day of a year, or of a month, or one day; None if there is no such day."""
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _now(span: Span, back: int, today: date) -> _Days | None:
    """Return this year, month, week or day, or one so many back: weeks begin on Monday."""
    match span:
        case Span.YEAR:
            return _whole(today.year + back, 0, 0)
        case Span.MONTH:
            months_since = today.year * 12 + today.month - 1 + back
            return _whole(months_since // 12, months_since % 12 + 1, 0)
        case Span.DAY:
            return today + timedelta(days=back), today + timedelta(days=back)
        case _:
            monday = today + timedelta(days=7 * back - today.weekday())
            # The week in which a year ends is of this year still.
            return monday, min(monday + timedelta(days=6), date(today.year, 12, 31))


def _before(today: date, span: Span, many: int) -> date:
    """Return the same day so many years, months, weeks or days ago, or the last day of a shorter month."""
    if span in _DAYS_OF:
        return today - timedelta(days=many * _DAYS_OF[span])
    back = many * 12 if span is Span.YEAR else many
    months_since = today.year * 12 + today.month - 1 - back
    year, month = months_since // 12, months_since % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))
