"""Words that are often misspelt, and how they are spelt (`confusions.tsv`)."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence, Set
from enum import StrEnum
from functools import cache
from pathlib import Path

from vaulttools.korean.hangul import Final, coda_of, sound
from vaulttools.korean.lexicon import (
    goes_on,
    is_any_verb,
    is_everyday,
    is_listed,
    is_noun,
    is_quality,
    is_verb,
    is_word,
)
from vaulttools.korean.particles import Tail, read_tail
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern
from vaulttools.search import searcher
from vaulttools.values import NamedTuple, grouped


class Certainty(StrEnum):
    """How sure it is that the other spelling was meant."""

    SURE = "sure"
    """The spelling is never right."""
    LIKELY = "likely"
    """Another word is spelt so, but a rare one."""
    DISPUTED = "disputed"
    """The standard asks for the other spelling, and many good writers do not."""


class Confusion(NamedTuple):
    """One row of the table. `wrong` has `*` where any Hangul may stand; `source` says where the fact comes from."""

    wrong: str
    right: str
    kind: str
    certainty: Certainty
    source: str


class Misspelling(NamedTuple):
    """A misspelling in a word: the code points from `start` to `end` should read `right`."""

    start: int
    end: int
    right: str
    certainty: Certainty
    kind: str
    """`spelling`, `loanword`, `term`, `spacing` where only a space is missing, or `former` of a name no longer in use."""


def confusions() -> Iterator[Confusion]:
    """The rows of the table, in its order."""
    return map(_row, _lines())


def _lines() -> list[str]:
    lines = Path(__file__).with_name("confusions.tsv").read_bytes().decode().splitlines()
    return [line for line in lines if line[:1] != "#"]


@cache
def _row(line: str) -> Confusion:
    wrong, right, kind, sure, source = line.split("\t")
    return Confusion(wrong, right, kind, Certainty(sure), source)


class _Starts(dict[str, Sequence[tuple[str, str]]]):
    """By their first two syllables, what is misspelt at the beginning of a word, the longest first, each before its line."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` are sorted, as in their file: few of them are parted in a run on one note."""
        self._lines = lines

    def __missing__(self, start: str) -> Sequence[tuple[str, str]]:
        first, beyond = bisect_left(self._lines, start), bisect_left(self._lines, f"{start}\U0010ffff")
        if first == beyond:
            return ()
        found = {_bare(line): line for line in self._lines[first:beyond]}
        self[start] = sorted(found.items(), key=lambda each: -len(each[0]))
        return self[start]


class _Tables:
    """The lines of the table by what they find. Only the lines that are needed are parsed."""

    def __init__(self) -> None:
        lines = _lines()
        at = bisect_left(lines, "+")  # the sign after the star
        self.starts = _Starts(lines[at:])
        self.ends = {_bare(line): line for line in lines[:at]}
        by_end = grouped((bare[-2:], len(bare)) for bare in self.ends)
        self.end_lengths = {end: sorted({*lengths}, reverse=True) for end, lengths in by_end.items()}
        """The lengths of those that end with two syllables, by these, the longest first."""
        self.inner = searcher([bare for bare, line in self.ends.items() if line[len(bare) + 1] == "*"])


def _bare(line: str) -> str:
    return line[: line.index("\t")].strip("*")


@cache
def _tables() -> _Tables:
    return _Tables()


def misspelling(run: str) -> Misspelling | None:
    """The first misspelling of the table in `run`, a word of Hangul only, or None."""
    tables = _tables()
    for bare, line in tables.starts[run[:2]]:
        length = len(bare)
        if run.startswith(bare) and (
            _ends_word(run, length)
            or (_row(line).wrong.endswith("*") and _may_follow(run[length:], _row(line)) and not _parts(run, length))
        ):
            return _found(0, length, line)
    for length in tables.end_lengths.get(run[-2:], ()):
        if length <= len(run) and run[-length:] in tables.ends:
            return _found(len(run) - length, len(run), tables.ends[run[-length:]])
    inside = [(start, -end) for _, start, end in tables.inner.find_matches_as_indexes(run, overlapping=True)]
    if inside:
        start, minus_end = min(inside)
        return _found(start, -minus_end, tables.ends[run[start:-minus_end]])
    return None


def misspelt_among(runs: Collection[str]) -> Set[str]:
    """Those of `runs`, words of Hangul only, in which `misspelling` or `misformed` finds something, told of all at once."""
    tables = _tables()
    asked = {run for run in runs if tables.starts[run[:2]] or run[-2:] in tables.end_lengths}
    asked.update(filter(_MAY_MISFORM.search, runs))
    lines = "\n".join(["", *runs, ""])
    for _, start, end in tables.inner.find_matches_as_indexes(lines, overlapping=True):
        asked.add(lines[lines.rindex("\n", 0, start) + 1 : lines.index("\n", end)])
    return {run for run in asked if misspelling(run) or misformed(run)}


def misformed(run: str) -> Misspelling | None:
    """A suffix, particle or copula in `run` that does not agree with the sound before it: 달성율, 이탈률; 사람이였다, 값이여야. None for none.

    율 stands behind a vowel and ㄴ, 률 behind all others (한글 맞춤법 제11항); behind a consonant it is 이어 and 이었
    (제36항), and behind a vowel 예요 (제47항 붙임). Also what only sounds right: 애 for the particle 에 (계약서애), 대, which
    reports what others say, for 데 (내용인대), 으로서 for 으로써 (낮춤으로서), and 이 for 히 in adverbs (제51항): 꾸준이, 자세이. And
    a bound noun, 않다 or 있다, written onto its verb (제42항, 제47항): 바꿀텐데, 늘릴꺼라고, 알수없는, 쉽지않다. There 잇다, 업다 and
    안다 are slips of 있다, 없다 and 않다: 알수업는, 쉽지안음, 찾고잇는.
    """
    if _MAY_MISFORM.search(run) is None:
        return None
    ways = (_rate, _copula, _polite, _told, _manner, _place, _means, _of_deed, _intended, _before, _bound)
    return next((found for way in ways if (found := way(run)) is not None), None)


def _rate(run: str) -> Misspelling | None:
    for at in (run.find("율"), run.find("률")):
        if at > 1:
            noun, right = run[:at], "율" if coda_of(run[at - 1]) in ("", "ㄴ") else "률"
            tail = read_tail(sound(right), run[at + 1 :])
            if (
                right != run[at]
                and tail in (Tail.PARTICLE, Tail.COPULA)
                and (is_listed(noun) or (is_noun(noun) and any(is_everyday(noun[cut:]) for cut in range(1, at - 1))))
                and not is_listed(run[: at + 1])
            ):
                return Misspelling(0, at + 1, noun + right, Certainty.SURE, "spelling")
    return None


def _copula(run: str) -> Misspelling | None:
    at = max(run.find("이여"), run.find("이였"), run.find("이엿"))
    noun = run[: max(at, 0)]
    if at < 1 or run[at + 1 : at + 3] in ("여", "여라", "엿") or not is_listed(noun):
        return None
    if is_listed(run[: at + 1]) and noun not in _BOUND:
        return None
    if sound(noun[-1]) is Final.OPEN:
        is_past = len(noun) > 1 and run[at + 1] in "였엿"
        return Misspelling(0, at + 2, f"{noun}였", Certainty.LIKELY, "spelling") if is_past else None
    right = "이어" if run[at + 1] == "여" else "이었"
    return Misspelling(0, at + 2, noun + right, Certainty.LIKELY, "spelling")


def _polite(run: str) -> Misspelling | None:
    """예요 stands behind a vowel, 이에요 behind a consonant: 데이터이예요, 서비스에요, 핵심이예요. And 고요 behind verbs: 했구요."""
    if run.endswith("구요") and is_word(f"{run[:-2]}고요") and not is_listed(run[:-1]):
        return Misspelling(len(run) - 2, len(run) - 1, "고", Certainty.LIKELY, "spelling")
    ending = next((each for each in ("이예요", "이에요", "에요") if run.endswith(each)), "")
    noun = run[: -len(ending)]
    if not ending or len(noun) < 2 or not is_listed(noun) or is_listed(f"{noun}이"):
        return None
    if sound(noun[-1]) is not Final.OPEN:
        right = "이에요"
    elif ending != "에요" or noun not in _PLACES:
        right = "예요"
    else:
        return None
    return Misspelling(len(noun), len(run), right, Certainty.LIKELY, "spelling") if ending != right else None


def _told(run: str) -> Misspelling | None:
    at = run.rfind("대")
    stem, before, rest = run[: at - 1], run[at - 1 : at], run[at + 1 :]
    if at < 1 or not (rest == "" or (rest == "요" and before == "는")):
        return None
    if before == "인":
        is_wrong = is_noun(stem) and stem not in _HAS_SINEWS and not is_listed(run)
    elif before == "은":
        is_wrong = is_verb(run[:at]) and not is_listed(run)
    else:
        says = stem == "라" or (len(stem) > 1 and stem[-1] in "라다냐")  # 늘린다는대
        is_past = stem != "" and coda_of(stem[-1]) == "ㅆ"
        is_wrong = before == "는" and (stem == "라" or ((says or is_past) and is_word(run[:at] + "데")))
    return Misspelling(at, at + 1, "데", Certainty.LIKELY, "spelling") if is_wrong else None


def _manner(run: str) -> Misspelling | None:
    quality = run[:-1]
    if (
        run[-1] != "이"
        or len(quality) < 2
        or not (is_quality(quality) or sound(quality[-1]) is Final.OPEN)
        or not is_listed(f"{quality}히")
        or is_listed(run)
    ):
        return None
    return Misspelling(len(quality), len(run), "히", Certainty.LIKELY, "spelling")


def _place(run: str) -> Misspelling | None:
    at = run.rfind("애")
    noun = run[: max(at, 0)]
    if at < 1 or run[at + 1 :] not in _BEHIND_AT or not is_listed(noun) or noun in _LOVED:
        return None
    if (at == 1 and is_word(run)) or any(is_listed(run[start : at + 1]) for start in range(at)):  # 무장애
        return None
    return Misspelling(at, at + 1, "에", Certainty.LIKELY, "spelling")


def _means(run: str) -> Misspelling | None:
    """으로서, which tells in what role, for the 으로써 of a means, behind the noun that a verb makes with ㅁ: 낮춤으로서."""
    verb = run.removesuffix("으로서")
    if verb == run or coda_of(verb[-1:] or "가") not in ("ㅁ", "ㄻ") or is_noun(verb) or not is_any_verb(verb):
        return None
    return Misspelling(len(verb), len(run), "으로써", Certainty.LIKELY, "spelling")


def _of_deed(run: str) -> Misspelling | None:
    """What is written onto a deed: 가능하다, a word of its own (사용가능한), and 돼지만 for 되지만. 지속가능한 is a term, 흑돼지만 are pigs."""
    match = _BEHIND_DEED.search(run)
    if match is None or run[: match.start()] not in DEEDS or run.startswith("지속"):
        return None
    if match[0] == "돼지만":
        return Misspelling(*match.span(), "되지만", Certainty.LIKELY, "spelling")
    return Misspelling(*match.span(), f" {match[0]}", Certainty.SURE, "spacing")


_BEHIND_DEED = pattern("돼지만$|불?가능(?=[하한할함합해했])")


def _intended(run: str) -> Misspelling | None:
    """꺼 for the 거 of 것, written onto a verb that tells what will be: 늘릴꺼라고. Not 끄다 behind its object: 불꺼라."""
    at = run.find("꺼", 1)
    verb = run[: max(at, 0)]
    if verb in ("", "불") or run[at + 1 : at + 2] not in _BEHIND_THING:
        return None
    is_future = coda_of(verb[-1]) == "ㄹ" and (is_any_verb(verb) or (verb[-1] == "일" and is_noun(verb[:-1])))
    return Misspelling(0, at + 1, f"{verb} 거", Certainty.SURE, "spelling") if is_future else None


def _before(run: str) -> Misspelling | None:
    """The noun 전 written onto its verb: 오기전에, 하기전까지. What is no verb is a mechanism (機轉): 작용기전에."""
    at = run.rfind("기전", 1)
    if at < 1 or not is_any_verb(run[: at + 1]) or not goes_on("전", run[at + 2 :]):
        return None
    return Misspelling(at, at + 2, "기 전", Certainty.SURE, "spacing")


def _bound(run: str) -> Misspelling | None:
    match = _GLUED.search(run)
    if match is None:
        return None
    verb, word = run[: match.start()], match[0]
    if word in ("지안", "고잇"):
        form = verb + word[0]
        is_verb_form = is_any_verb(form) and (word == "고잇" or verb[-1] in "하되" or not is_noun(form))
        right = f"{word[0]} {_MEANT[word[1]]}" if is_verb_form else ""
    elif word == "지않":
        right = "지 않" if verb and verb[-1] not in "머못마" else ""  # 머지않다, 못지않다, 마지않다
    elif not verb or coda_of(verb[-1]) != "ㄹ" or is_noun(f"{verb}수"):
        right = ""
    else:
        is_verb_form = verb[-1] in "할될" or is_any_verb(verb)
        right = (f" 수 {_MEANT.get(word[1], word[1])}" if word[0] == "수" else f" {word}") if is_verb_form else ""
    return Misspelling(*match.span(), right, Certainty.SURE, "spacing") if right else None


_GLUED = pattern(
    "텐데|테니(?!스)|테고|테야|테지만|수[있없]|지않|(?:수[잇업]|고잇)(?=[음다는었엇던지어으습])|지안(?=[음는았습])"
)
_MEANT = {"잇": "있", "업": "없", "안": "않"}
"""What is often typed for verbs that follow others, by the stem that was meant."""
_BOUND = frozenset("분것곳")
"""Bound nouns with which 이 makes no other word than a name."""
_MAY_MISFORM = pattern(
    "[율률애꺼]|텐데|테[니고야지]|수[있없잇업]|지[않안]|고잇|이[여였엿]|이$|[에예구]요$|[인은는]대요?$|으로서$|돼지만$|기전[에까엔]|가능[하한할함합해했]"
)
_PLACES = frozenset("거기 근처 도로 바다 사이 시내 아래 아니 어디 여기 옆자리 저기 학교".split())
"""Places, behind which 에요 may be the particle 에 and 요 (여기에요), and 아니, which takes 에요."""
_HAS_SINEWS = frozenset("십자 전방십자 후방십자 무릎 발목 손목 측부 내측 외측 척추 어깨 골반 황색".split())
"""What has a sinew (인대)."""
_BEHIND_AT = frozenset(("", "서", "서는", "서도", "는", "도", "만", "게"))
_BEHIND_THING = frozenset(("", *"라야예에임니다면지고"))
_LOVED = frozenset(
    "가족 고향 국가 동료 동지 동포 동족 모성 민족 부부 부성 사제 연인 이성 이웃 인간 인류 자기 자매 전우 조국 친구 향토 형제".split()
)
"""Nouns with which 애 means the love of them: 인류애."""


def _found(start: int, end: int, line: str) -> Misspelling:
    row = _row(line)
    return Misspelling(start, end, row.right, row.certainty, row.kind)


BEHIND_LOANWORD = frozenset("들팀사형용화별성적류식업계권값님측쪽등샵숍앱러링")
"""The syllables that make a compound of a loanword; any other is as often part of a brand: 캐쉬비."""


def _may_follow(rest: str, row: Confusion) -> bool:
    """Whether `rest` can follow the word of `row` in a compound. Where `rest` is no word, the whole is likely a brand: 캐쉬카우."""
    return (
        row.kind != "loanword"
        or rest[0] in BEHIND_LOANWORD
        or any(is_listed(rest[:cut]) and goes_on(rest[:cut], rest[cut:]) for cut in range(2, len(rest) + 1))
        or goes_on(row.wrong.strip("*"), rest)
    )


def _parts(run: str, length: int) -> bool:
    """Whether one everyday noun ends, and another begins, within the first `length` syllables of `run`: 필요업체, 월세집계."""
    ends = range(length + 1, len(run) + 1)
    return any(
        is_everyday(run[:cut]) and any(is_everyday(run[cut:end]) and goes_on(run[cut:end], run[end:]) for end in ends)
        for cut in range(2, length)
    )


def _ends_word(run: str, length: int) -> bool:
    """Whether only a particle or the copula follows the first `length` syllables of `run`."""
    return read_tail(sound(run[length - 1]), run[length:]) in (Tail.PARTICLE, Tail.COPULA)
