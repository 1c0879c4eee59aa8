"""Asides: a judgement, a comparison or an errand in a few words that do not say what it is about.

An aside is read word by word. Some words lead to it (근데, 좀), some are its heart, in any of their forms (괜찮은, 비슷함), and
some weaken or deny that (듯, 않음). With any other word, the text says more than an aside.
"""

from collections.abc import Container, Iterator

from vaulttools.patterns import either, pattern

_HELPS = frozenset(
    (
        "듯 듯함 듯하다 듯하네 같음 같다 같네 같은데 보임 보인다 함 하다 했음 한데 않음 않다 않네 않은 않을 편 편임 싶음 싶다 아님 안 못 됨 감"
        " 있음 없음 약함 부족 부족함 어려움 안함 못함 안됨 안감 수도"
    ).split()
)
"""What weakens or denies."""
_GLUED = pattern(r"(?:듯(?:함|하다|하네)?|것같(?:음|다))\Z")
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


_LEADS = frozenset(
    (
        "근데 그래도 일단 뭐 아직 아직은 아직도 좀 조금 약간 뭔가 꽤 상당히 아주 매우 너무 진짜 정말 솔직히 생각보다 나름 전반적으로 전체적으로 이런"
        " 앗 아 헐 개인적으로 개인적으로는 잘 영 딱히 결국 역시 여전히 오히려 꼭 그냥 제일 가장"
    ).split()
)
"""Words that may precede a judgement and do not say what it is about."""
_POINTING = frozenset("그건 이건 그게 이게 이거 그거 거긴 여긴 거기는 여기는 걔네는 얘네는 그쪽은".split())
"""Those of them that point to something."""
_VERDICT = pattern("(?:핵심|관건|문제|비밀|걱정|고민|강점|약점|변수|리스크|포인트|필수|난관|아직)(?:임|이다|이네)?")
"""What is a judgement of what one of those points to."""
_JUDGED = frozenset("느낌 인상 첫인상 답변 대답 설명 논리".split())
"""What is judged without being said what of: 답변이 애매."""
_AFTER_JUDGED = frozenset(("", "이", "은", "도", "가", "는"))
_QUALITIES = frozenset(
    "애매 이상 신기 신선 대단 답답 해볼만 쓸만 볼만 위험 찝찝 찜찜 불안 무난 불확실 중요 불편 어색 지루 황당 당황 허술 엉성 심심 뻔".split()
)
"""Roots that are judgements with 하다."""
_QUALIFIED = frozenset("함 하다 하네 한데 하긴 하기는 했음 했다 했네 해 하지 하진 하지는 할지도".split())
_QUALIFYING = frozenset(("한", "할"))
_STEMS = frozenset(
    "괜찮 좋 나쁘 나빴 나빠 재밌 재미있 흥미로 흥미롭 인상적 매력적 아쉬 아쉽 미심쩍 의심스럽 의심스러 모르겠 별로 그닥 힘들 어렵 어려 쏘쏘".split()
)
"""Stems of other judgements."""
_FINISHED = frozenset(
    "음 다 네 은데 긴 기는 기도 았음 었음 았다 었다 았네 었네 아 어 지 진 지는 움 웠음 웠다 워 운데 임 였음 이었음 을지도 울지도".split()
)
_ATTRIBUTES = frozenset("은 을 운 울 인 일".split())
"""Endings before a noun. Without one of `_HELPS` the noun is the title of a list: 좋은 것."""
_ALONE = frozenset("과함 애매 대박 별로 그닥 글쎄 음 흠 불확실 찝찝 찜찜 나쁨 인상적 매력적 중요 쏘쏘 무난".split())
"""What is a judgement by itself."""
_HELPED = frozenset(
    "될 안될 과한 그럴 나쁜 나쁠 힘들 힘든 동의 동의하기 와닿지 설득력 설득력이 납득 납득이 믿기 그렇진 그렇지는 그런 아닌 쉽지 쉽진 일리 일리가 일리는".split()
)
"""Words that are a judgement together with one of `_HELPS` after them."""
_NOUNS = frozenset(("것", "거", "건"))
"""What stands between an attribute and one of `_HELPS`: 좋은 것 같음."""
JUDGEMENTS = tuple(
    dict.fromkeys(
        (
            *sorted(_QUALITIES | _STEMS | _HELPED - {"일리", "될", "그런"}),
            "나쁨",
            "그런 건",
            "될 ",
            "될듯",
            "글쎄",
            "대박",
            *sorted(_POINTING),
        )
    )
)
"""Cues: every judgement contains one of these, except lone sounds (`SIGHS`)."""
SIGHS = ("음", "음음", "흠", "음..", "음...", "흠...")
"""Sounds that are a judgement by themselves."""


_LONGEST_JUDGEMENT = 100
"""Code points of a judgement: one that is longer says something else as well, and is not read over and over."""


def is_judgement(text: str) -> bool:
    """Whether `text` is a judgement and nothing else: 괜찮은 듯, 근데 좀 애매함."""
    if len(text) > _LONGEST_JUDGEMENT:
        return False
    judges = waits = helps = leads = points = False
    for word in _words(text):
        if word in _ALONE or (leads and word in _QUALITIES) or (points and _VERDICT.fullmatch(word)):
            judges = True
        elif word in _HELPED:
            waits = True
        elif word in _HELPS:
            helps = True
        elif word in _LEADS or word in _POINTING:
            leads = True
            points = points or word in _POINTING
        elif word not in _NOUNS and not _is_form(word, _JUDGED, _AFTER_JUDGED):
            bare = _GLUED.sub("", word)
            helps = helps or bare != word
            if bare in _HELPED or _is_form(bare, _QUALITIES, _QUALIFYING) or _is_form(bare, _STEMS, _ATTRIBUTES):
                waits = True
            elif not bare or _is_form(bare, _QUALITIES, _QUALIFIED) or _is_form(bare, _STEMS, _FINISHED):
                judges = judges or bool(bare)
            else:
                return False
    return judges or (waits and helps)


_THEN = "(?:저번|지난 ?번|지난주|작년|이전|예전|전번|그때|아까|전)"
_KIND = "(?:것|거|데|곳|분|사람|회사|팀|업체|기업|건|딜|서비스|앱|내용)"
_OTHER_SIDE = either(
    "(?:저번|지난 ?번|그때|아까)(?: [가-힣]{1,4}?)?",
    f"{_THEN}(?: {_KIND})?",
    f"(?:앞|다른|그) ?(?:{_KIND}|장)",
    "앞|거기|저기|[그저]쪽|[걔얘쟤]네|경쟁사들?|타사|남들",
    "(?:[가-힣A-Za-z]{1,8}(?:[이가]|에서) )?"
    + either(
        f"{_THEN}에 (?:[가-힣]{{1,8}} )?[가-힣]{{0,8}}[본한던쓴둔운간온은난]",
        f"(?:{_THEN}에 )?(?:설명|말|얘기|이야기|보고|발표|약속|주장)(?:한|했던|하던)",
    )
    + f" ?{_KIND}",
)
"""What is only pointed to: 저번, 다른 팀, 작년에 본 데, CFO가 설명한 거."""
_HOW_FAR = "(?:(?:거의|완전|훨씬|확실히|여전히|좀|조금|꽤|많이|크게|더|다) )*"
_BETTER = (
    "(?:나[음은아]|낫다|좋[음다아은]|쌈|싸다|싼|비[쌈싼]|비싸다|[큼큰]|크다|작[음다은]|빠[름른]|빠르다|느[림린]|느리다)"
)
_TAIL = "(?: ?(?:듯(?:함|하다|하네)?|것 ?같(?:음|다)|편임?|보임))?"
_COMPARISON = pattern(
    "(?:(?:결국|역시|그냥|뭐|근데|대체로|기본적으로|거의|완전|나머지는) )*"
    + either(
        f"{_OTHER_SIDE}(?:이?랑|하고|에|와|과) {_HOW_FAR}"
        + either(
            "(?:똑?같|비슷|동일|마찬가지|반대|다르지 ?않|다[름르])(?:음|다|네|함|하다|하네|임)?",
            f"(?:똑?같은|비슷한|동일한|반대인)(?: [가-힣]{{1,4}}){{0,2}}{_TAIL}",
        ),
        f"{_OTHER_SIDE}보다 {_HOW_FAR}{_BETTER}{_TAIL}",
        f"(?:[이그저]게|[이그저]쪽이|[걔얘쟤]네가) (?:훨씬 |확실히 )?더 {_BETTER}{_TAIL}",
        f"(?:여기|거기|[걔얘쟤]네|그쪽|그 ?회사|이것|이거)도 {_HOW_FAR}"
        "(?:(?:똑?같|비슷|동일|마찬가지)(?:음|다|함|하다|임)?|(?:똑?같은|비슷한) [가-힣]{1,4})",
        f"{_THEN} [가-힣]{{1,5}} (?:그대로|유지)",
        "위(?:랑|와|하고) 반대",
    )
    + _TAIL
)

COMPARISONS = (
    *"같 비슷 동일 마찬가지 반대 다르 다름 그대로 유지".split(),
    *(f"더 {each}" for each in "나낫좋쌈싸싼비큼큰크작빠느"),
    *("사보다 ", "들보다 ", "네보다 ", "쪽보다 ", "기보다 "),
    *(f"{each} " for each in ("저번", "지난번", "지난 번", "그때", "아까")),
    *(f"{each}보다 " for each in ("데", "거", "것", "팀", "곳")),
)
"""Cues: every comparison contains one of these."""


def is_comparison(text: str) -> bool:
    """Whether `text` compares with something that it only points to: 저번이랑 같음, 이게 더 나음, 저번 조건 그대로."""
    return _COMPARISON.fullmatch(text.rstrip(_MARKS)) is not None


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
