"""Errands in a few words that do not say what they are about: 나중에 다시 확인. With any word that is no part of one, a text says more."""

from collections.abc import Container, Iterator

from vaulttools.patterns import pattern

_MARKS = ".,…!~"


def _words(text: str) -> Iterator[str]:
    for each in text.split():
        if word := each.strip(_MARKS):
            yield word


_LONGEST = 20
"""No stem with an ending is longer; of a longer run of signs, no parts are taken."""


def _is_form(word: str, stems: Container[str], endings: Container[str]) -> bool:
    """Whether `word` is one of `stems` with one of `endings`."""
    return len(word) <= _LONGEST and any(
        [word[:size] in stems and word[size:] in endings for size in range(1, len(word) + 1)]
    )


_LATER = frozenset("나중에 추후 추후에 다음에 다음번에".split())
_AGAIN = frozenset("다시 한번 한 번 더 좀 번에 다음 따로 일단".split())
_WHATEVER = frozenset(
    "이건 그건 이거 그거 이거는 그거는 이 그 부분은 부분도 부분 여기는 여긴 여기 나머지는 나머지 결론은 답은 설명은 자세한".split()
)
"""What an errand is about where only the writer knew."""
_PAGE = pattern(r"p\.?\d{0,4}|\d{1,4}|\d{1,3}(?:장|페이지|쪽)")
_LEFT_OUT = frozenset("확인 체크 검토 문의 정리 조사 팔로우업 팔로업 follow-up Follow-up 후속조치 조치".split())
"""Errands that leave out what they are about, even with no more than a word such as 필요 behind them."""
_ERRANDS = _LEFT_OUT.union("논의 얘기 이야기 연락 생각 고민 공부 질문 검색 찾아 알아 물어 읽어 살펴".split())
"""All errands, including those that leave it out only after a word such as 나중에 or 다시."""
_FILLED = frozenset("추가 작성 업데이트 보완".split())
"""What is planned for a note: 추가 예정."""
_OUGHT = frozenset(
    [
        "",
        *"필요 요망 하기 할것 해야함 해야됨 하기로 해보기 해볼것 해봐야 해봐야함 해야 보기 볼것 봐야함 봐야 하자 보자 해야지 봐야지".split(),
    ]
)
_MEANT = frozenset("필요 요망 해야 하기 하기로 보기로 할 것 할것 해 보기 볼 볼것 봐야 해봐야 해보기 해볼 읽기".split())
"""Forms of what is meant to be done, apart from the errand."""
_DOES = frozenset("함 됨 했음".split())
"""Behind one of those they mean that it ought to be done; by themselves, that it is done: 확인 함."""

ERRANDS = (
    *(f"- {each}" for each in sorted(_LATER)),
    *(f"{it} {when}" for it in ("건", "거", "거는") for when in ("나중에", "다음에", "추후")),
    "다음 번에",
    " 다시\n",
    "은 나중에\n",
    *(f" 다시 {each}" for each in ("보", "볼", "봐", "읽")),
    "- 다시",
    "번 더",
    "좀 더",
    "- 더 ",
    *(f"- {each}" for each in sorted(_LEFT_OUT | _FILLED)),
    "후속",
    "팔로",
)
"""Cues: every errand that is a list item contains one of these."""


def is_errand(text: str) -> bool:
    """Whether `text` says that something is to be done and not what it is about: 나중에 다시 확인, 이건 나중에, 검토 필요!"""
    when = again = what = meant = seen = fills = planned = False
    for word in _words(text):
        if word in _LATER:
            when = True
        elif word in _WHATEVER:
            pass
        elif word in _AGAIN or word == "후속":
            again = again or word in ("다시", "더")
            when = when or (word == "번에" and "다음 번에" in text)
        elif word in _DOES and meant:
            pass
        elif word in _MEANT:
            meant = True
            seen = seen or word[0] in "보볼봐읽"
        elif word in _LEFT_OUT:
            what = True
        elif _is_form(word, _LEFT_OUT, _OUGHT) or ((when or again) and _is_form(word, _ERRANDS, _OUGHT)):
            what = True
            meant = meant or word not in _ERRANDS
        elif _PAGE.fullmatch(word):
            seen = True
        elif word in _FILLED:
            fills = True
        elif word == "예정":
            planned = True
        else:
            return False
    return (
        when
        or (fills and planned)
        or (what and not planned and (again or meant or text.endswith("!")))
        or (again and seen and "다시" in text)
    )
