"""Cues: short strings that betray what rules look for, found all together in one pass over a note's prose.

A rule over words has a pattern that is slow to search for in every note: it starts with any letter. Its cues are what
each of its matches holds. One automaton finds the cues of all rules; a pattern then only looks at the lines with one.
"""

from collections.abc import Collection, Mapping
from functools import cache

from vaulttools.search import Search, searcher
from vaulttools.text import Span, line_end


def _at_line_end(*words: str) -> tuple[str, ...]:
    return tuple(word + end for word in words for end in ("\n", " \n", "  \n", "\r"))


_THESE = tuple(
    f"{this}{gap}{thing}" for this in ("이런", "그런", "저런") for gap in ("", " ") for thing in ("것", "걸", "거")
)

PARTICLES_APART = (
    *("을", "를", "은", "는", "에서", "에서는", "에서도", "에게", "에게는", "으로", "으로는", "으로서", "으로써"),
    *("까지는", "부터는", "에는", "에도", "와는", "과는", "에서의", "으로의"),
)
"""Particles that are no words by themselves, so that one between blanks has lost its word."""

CUES: Mapping[str, tuple[str, ...]] = {
    "amount": tuple(f"{digit}{unit}" for digit in "0123456789십백천" for unit in "만억조"),
    "arrow": ("->", "=>", "→", "⇒", "➔", "➡", " > "),
    "asking": (
        *("싶긴", "싶기", "싶음", "싶다", "싶네", "싶은데", "않나", "않을까", "모르겠", "궁금", "의문"),
        *(
            "할까",
            "될까",
            "일까",
            "볼까",
            "을까",
            "어떻게",
            "왜 ",
            "뭘로",
            "무엇으로",
            "얼마나",
            "언제",
            "누가",
            "어디서",
        ),
    ),
    "cross": (" x", " X", " ✕", " ✗"),
    "dash": (" - ",),
    "dots": ("..", "…"),
    "doubt": ("(?", "（?", "(？", "[?", "?)", "? )", "?]", "？)", "？）", "?）", "sure)", "sure]", "않음)", "불확실)"),
    "loose end": _at_line_end(
        ":", "：", "+", "/", ",", "&", " -", " and", " or", " but", " because", "그리고", "하지만", "또는", "및"
    ),
    "loose particle": _at_line_end(
        "를", "을", "로", "에게", "이랑", "하고", "때문에", "의해", "의해서", "위해", "위해서", "통해", "통해서"
    ),
    "now": (
        *(
            "올해",
            "작년",
            "내년",
            "지난달",
            "지난해",
            "이번달",
            "이번 달",
            "이번분기",
            "이번 분기",
            "다음달",
            "다음 달",
            "요즘",
        ),
        *("현재", "최근", "아직", "지금", "currently", "recently", "nowadays", "these days", "as of now", "so far"),
        *("this year", "last year", "next year", "this quarter", "last quarter", "next quarter", "last month"),
    ),
    "open end": (
        *(*_THESE, "등등", "뭔가", "어떤 식으로든", "기타 필요", "기타 여러", "기타 다른", "기타 각종"),
        *("and so on", "and so forth", "and stuff", "things like that", "or something", "or whatever"),
    ),
    "particle apart": tuple(f" {particle}{end}" for particle in PARTICLES_APART for end in " ,.\n"),
    "percent": ("퍼센트", "프로", "percent", "per cent"),
    "placeholder": (
        *(
            "TODO",
            "FIXME",
            "TBD",
            "TBA",
            "???",
            "ㅁㅁ",
            "ㅇㅇ",
            "OO",
            "○○",
            "볼것",
            "볼 것",
            "할것",
            "할 것",
            "요망)",
            "필요)",
        ),
        *("to be confirmed", "to be decided", "to be determined", "to be announced"),
        *(
            "citation needed",
            "source needed",
            "(check",
            "(verify",
            "(confirm",
            "(to check",
            "(to verify",
            "(to confirm",
        ),
    ),
    "pronoun": (
        *(f"{this}{thing}" for this in "이그저" for thing in ("거", "걸", "게", "건", "부분", " 부분")),
        *("얘", "걔", "쟤"),
    ),
    "question": ("?", "？"),
    "slang": (
        *("ㄷㄷ", "ㅋㅋ", "ㅎㅎ", "ㄱㄱ", "ㄴㄴ", "ㅉㅉ", "ㅠㅠ", "ㅜㅜ", "ㅠㅜ", "ㅜㅠ", "ㄹㅇ", "ㅇㅈ", "ㄱㅅ"),
        *(
            "계산때",
            "계산 때",
            "팔아먹",
            "팔아 먹",
            "반려먹",
            "반려 먹",
            "원툴",
            "개꿀",
            "존버",
            "떡상",
            "떡락",
            "노답",
            "극혐",
            "뇌피셜",
        ),
        *("빡세", "빡센", "빡셈", "쩐다", "쩔어", "쩔었", "가즈아", "레알", "갓성비", "혜자", "창렬"),
        *("lol", "lmao", "rofl", "wtf", "omg", "smh", "ngl"),
    ),
    "tab": ("\t-", "\t*", "\t+", "\t•", "\t -", "\t *", "\t +", "\t •"),
    "template": ("[회사", "[이름", "[담당", "[날짜", "[제목", "[내용", "[Your ", "[Company ", "[Insert ", "orem ipsum"),
}
"""The cues by what they are cues of. An English one also stands for itself with a capital first letter."""


@cache
def _search() -> tuple[Search, tuple[tuple[str, ...], ...]]:
    """What finds all cues, and for each of them the kinds that it stands for."""
    kinds: dict[str, list[str]] = {}
    for kind, cues in CUES.items():
        for cue in cues:
            for key in {cue, cue[:1].upper() + cue[1:]}:
                kinds.setdefault(key, []).append(kind)
    return searcher([*kinds], few=True), tuple(tuple(each) for each in kinds.values())


def lines(prose: str) -> Mapping[str, Collection[Span]]:
    """By kind, the lines of `prose` (without line endings) that hold one of its cues, in order."""
    search, kinds = _search()
    found: dict[str, dict[Span, None]] = {}
    line = Span(0, -1)
    for key, start, _ in sorted(search.find_matches_as_indexes(prose + "\n", overlapping=True), key=_by_start):
        if start > line.end:
            # Not beyond the line before: in a note of many lines that would take time without end.
            before = max(0, line.end)
            begin = max(prose.rfind("\n", before, start), prose.rfind("\r", before, start)) + 1
            line = Span(begin, line_end(prose, start))
        for kind in kinds[key]:
            found.setdefault(kind, {})[line] = None
    return found


def _by_start(match: tuple[int, int, int]) -> int:
    return match[1]
