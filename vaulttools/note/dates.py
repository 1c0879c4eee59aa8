"""Dates and weekdays as people write them, in Korean and English: in properties, titles and file names."""

import re
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache

from vaulttools.message import Message
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

DATE = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [-+][0-9]{4}|[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z| ?[-+][0-9]{2}:?[0-9]{2})?)?"
)
"""The shape of a date or a date and time as Obsidian's properties write it, or as YAML and Jekyll do (a blank before +0900); `date_of`
says whether there is such a day."""


def date_of(value: object) -> date | datetime | None:
    """The day, or day and time, that the text `value` names in the form of `DATE`; None for any other or impossible one."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return None
    try:
        if ":" not in value:
            return date.fromisoformat(value[:10])
        return datetime.fromisoformat(value.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None


KEYS = frozenset(
    """
    birth_date birthdate birthday born completed created created-at created_at createdat creation_date date
    date-created date-modified date_created date_modified date_of_birth date_published day deadline died dob due
    due-date due_date duedate end-date end_date enddate expires last-modified last-updated last_modified
    last_reviewed last_updated lastmod meeting_date modification_date modified modified_at publish_date published
    published_at review_date reviewed start-date start_date startdate updated updated-at updated_at updatedat 날짜 등록일
    마감일 만료일 미팅일 발행일 방문일 상장일 생년월일 생성일 생일 설립일 수정일 시작일 완료일 일자 작성일 작성일자 종료일 창업일 투자일 회의일 회의일자
    """.split()
)
"""Names of properties, in lower case, whose value is a date."""


def _numbered(names: str, first: int) -> dict[str, int]:
    """The numbers of things from `first` on by their names; a comma ends those of one."""
    return {name: number for number, same in enumerate(names.split(","), first) for name in same.split()}


_MONTHS = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, september sept sep, october oct,"
    "november nov, december dec",
    1,
)
_WEEKDAYS = _numbered(
    "월요일 monday mon, 화요일 tuesday tues tue, 수요일 wednesday wed, 목요일 thursday thurs thu, 금요일 friday fri,"
    "토요일 saturday sat, 일요일 sunday sun",
    0,
)
_WEEKDAYS |= {name[0]: number for name, number in _WEEKDAYS.items() if name.endswith("요일")}
WEEKDAYS = (
    Message("Monday"), Message("Tuesday"), Message("Wednesday"), Message("Thursday"), Message("Friday"), Message("Saturday"),
    Message("Sunday"),
)  # fmt: skip
"""The names of weekdays as `date.weekday` counts them."""

_LONG = "|".join(sorted((name for name in _WEEKDAYS if len(name) > 1), key=len, reverse=True))
_ANY_WEEKDAY = rf"(?:{_LONG}|[월화수목금토일])"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
_AFTER = rf"(?:[ ,]*\(?(?P<weekday>{_ANY_WEEKDAY})\)?)?{_TIME}"
_BEFORE = rf"(?:(?P<before>{_LONG})[ ,.]+)?"
_FORMS = tuple(
    pattern(form + r"[ .]*\Z", re.IGNORECASE)
    for form in (
        rf"(?P<year>[12]\d{{3}}) ?(?P<sign>[-./]) ?(?P<month>\d{{1,2}}) ?(?P=sign) ?(?P<day>\d{{1,2}})\.?{_AFTER}",
        rf"(?P<year>[12]\d{{3}}) ?년 ?(?P<month>\d{{1,2}}) ?월 ?(?P<day>\d{{1,2}}) ?일{_AFTER}",
        rf"(?P<year>[12]\d{{3}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_TIME}",
        rf"{_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ .-]+(?P<name>{_MONTH})[ .,-]+(?P<year>[12]\d{{3}}){_TIME}",
        rf"{_BEFORE}(?P<name>{_MONTH})[ .]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,]+(?P<year>[12]\d{{3}}){_TIME}",
        rf"(?P<one>\d{{1,2}})(?P<sign>[-./]) ?(?P<two>\d{{1,2}})(?P=sign) ?(?P<year>[12]\d{{3}})\.?{_TIME}",
    )
)


class Reading(NamedTuple):
    """The meaning of a text that looks like a date."""

    iso: str
    """The day, or day and time, as Obsidian's properties have it; empty if several are meant, or none."""
    possible: bool
    """Whether the day exists."""
    weekday: int | None = None
    """The weekday that is written with it, Monday 0."""

    @property
    def contradicts_itself(self) -> bool:
        """Whether the weekday is not that of the day."""
        day = day_of(self.iso)
        return self.weekday is not None and day is not None and day.weekday() != self.weekday


def read_date(text: str) -> Reading | None:
    """The meaning of `text` if it is a date in any form, including Obsidian's; None for anything else."""
    return _read(text.strip()) if len(text) <= 100 and _DIGIT.search(text) else None


def day_of(value: object) -> date | None:
    """The day that `value`, of a property, names in any form; None if it is no date, several may be meant, or none exists."""
    reading = read_date(value) if isinstance(value, str) else None
    moment = date_of(reading.iso) if reading is not None else None
    return moment.date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=5000)
def _read(text: str) -> Reading | None:
    if DATE.fullmatch(text):
        possible = date_of(text) is not None
        return Reading(text if possible else "", possible)
    if not 6 <= len(text) <= 60:
        return None
    match = next((found for form in _FORMS if (found := form.match(text))), None)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("one"):
        one, two = int(parts["one"]), int(parts["two"])
        if one <= 12 and two <= 12 and one != two:
            return Reading("", True)
        day, month = (two, one) if two > 12 else (one, two)
    else:
        day = int(parts["day"])
        month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["name"].lower()]
    written = parts.get("weekday") or parts.get("before")
    weekday = _WEEKDAYS[written.lower()] if written else None
    hour, minute, second = (int(parts[unit] or 0) for unit in ("hour", "minute", "second"))
    try:
        moment = datetime(int(parts["year"]), month, day, hour, minute, second)
    except ValueError:
        return Reading("", False, weekday)
    if parts["hour"] is None:
        return Reading(moment.date().isoformat(), True, weekday)
    return Reading(moment.isoformat(timespec="seconds" if parts["second"] else "minutes"), True, weekday)


_DIGIT = pattern(r"[0-9]")
_DAY_IN_NAME = pattern(r"(?<!\d)([12]\d{3})(-|\.|_|)([01]\d)\2([0-3]\d)(?!\d|[-._]\d)")


def day_in(name: str) -> date | None:
    """The day in a file name (`2025-03-07`, `2025.03.07`, `20250307`); None if there are none or several."""
    days: set[date] = set()
    for match in _DAY_IN_NAME.finditer(name):
        try:
            days.add(date(int(match[1]), int(match[3]), int(match[4])))
        except ValueError:
            return None
    return days.pop() if len(days) == 1 else None


class Weekday(NamedTuple):
    """A weekday in a text."""

    text: str
    """As it is written."""
    day: date | None = None
    """The date beside it, if there is one."""

    def contradicts(self, day: date) -> bool:
        """Whether it is not that of the date beside it, or else of `day`."""
        return (self.day or day).weekday() != self.number

    @property
    def number(self) -> int:
        """As `date.weekday` counts: Monday 0."""
        return _WEEKDAYS[self.text.lower()]


_DATED = pattern(
    rf"(?P<date>[12]\d{{3}}(?:[-./][01]?\d[-./][0-3]?\d|년 ?\d{{1,2}}월 ?\d{{1,2}}일))\.?[ ,]*"
    rf"(?:\((?P<short>{_ANY_WEEKDAY})\)|(?P<long>{_LONG})\b)",
    re.IGNORECASE,
)
_WEEKDAY_CUES = ("요일", *"mon tue wed thu fri sat sun".split(), *(f"({letter}" for letter in "월화수목금토일"))
_FULL = "|".join(name for name in _WEEKDAYS if name.endswith(("요일", "day")))
_ALONE = pattern(
    rf"[\W\d년월일]*?(?P<long>{_FULL})(?:\W*(?:오전|오후|아침|점심|저녁|밤|morning|afternoon|evening|night|am|pm))?\W*",
    re.IGNORECASE,
)
_AMONG_WORDS = pattern(
    r"(?<!매주 )(?<!매달 )(?<!격주 )(?<!지난 )(?<!지난주 )(?<!다음 )(?<!다음주 )(?<!다음 주 )(?<!이번 주 )(?<!오는 )\b(?P<long>[월화수목금토일]요일)\b"
)


_OF_MONTH = pattern(
    rf"\b(?P<long>{_LONG})\b[ ,.]*(?:(?P<name>{_MONTH})\b[ .]*(?P<day>\d{{1,2}})|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?[ .]*"
    rf"(?P<name_last>{_MONTH})\b)(?:st|nd|rd|th)?\b(?:,? (?P<year>[12]\d{{3}})\b)?",
    re.IGNORECASE,
)
"""A weekday before an English date: `Wednesday, September 10th`, `Wed 10 Sep 2025`."""


def _day_near(match: re.Match[str], near: date) -> date | None:
    """The day that a match of `_OF_MONTH` names; of several years the one that is closest to `near`. None if there is none."""
    month, day = _MONTHS[(match["name"] or match["name_last"]).lower()], int(match["day"] or match["day_first"])
    years = [int(match["year"])] if match["year"] else [near.year, near.year - 1, near.year + 1]
    days = []
    for year in years:
        with suppress(ValueError):
            days.append(date(year, month, day))
    return min(days, key=lambda each: abs(each - near), default=None)


def may_hold_weekday(text: str) -> bool:
    """Whether `text` contains anything like a weekday; quicker than `weekday_in`."""
    text = text.lower()
    return any([cue in text for cue in _WEEKDAY_CUES])


def weekday_in(text: str, near: date, among_words: bool = False) -> Weekday | None:
    """The weekday that `text` says its day is: beside a date, or with nothing else but a date and a time of day.

    A date without its year is the one closest to `near`. With `among_words` also a Korean one among other words, where it is
    the only one and no word makes it another week's.
    """
    if not may_hold_weekday(text):
        return None
    match = _DATED.search(text)
    if match is not None and (day := day_of(match["date"])) is not None:
        return Weekday(match["short"] or match["long"], day)
    match = _OF_MONTH.search(text)
    if match is not None and (day := _day_near(match, near)) is not None:
        return Weekday(match["long"], day)
    match = _ALONE.fullmatch(text)
    if match is None and among_words and len(found := list(_AMONG_WORDS.finditer(text))) == 1 == text.count("요일"):
        match = found[0]
    return Weekday(match["long"]) if match is not None else None


_NUMBER = pattern(r"(?:[\d\s.,:/~_\-–년월일시분차주회%]|[월화수목금토일]요일|\([월화수목금토일]\)|오전|오후)+")


def is_number(name: str) -> bool:
    """Whether `name` is nothing but numbers, with what is written between them and the units of dates and times: `3/7 (금)`."""
    return _NUMBER.fullmatch(name) is not None


def names_time(word: str) -> bool:
    """Whether `word`, in small letters, is the name of a month or a weekday."""
    return word in _MONTHS or word in _WEEKDAYS


def is_date(name: str) -> bool:
    """Whether `name` is nothing but a date, with its year: `2025-03-07`, `2025년 3월`."""
    return name[:1].isdigit() and is_number(name) and sum(map(str.isdigit, name)) > 4
