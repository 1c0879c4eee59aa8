"""Asides: a judgement, a comparison or an errand in a few words that do not say what it is about.

An aside is read word by word. Some words lead to it (근데, 좀), some are its heart, in any of their forms (괜찮은, 비슷함), and
some weaken or deny that (듯, 않음). With any other word, the text says more than an aside.
"""

from collections.abc import Container, Iterator

from vaulttools.patterns import pattern

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
        " 앗 아 헐 개인적으로 개인적으로는 잘 영 딱히 결국 역시 여전히 오히려 꼭 그냥 그건 이건 그게 이게 이거 그거"
    ).split()
)
"""Words that may precede a judgement and do not say what it is about."""
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
_ALONE = frozenset("과함 애매 별로 그닥 글쎄 음 흠 불확실 찝찝 찜찜 나쁨 인상적 매력적 중요 쏘쏘 무난".split())
"""What is a judgement by itself."""
_HELPED = frozenset(
    "될 안될 과한 그럴 나쁜 나쁠 힘들 힘든 동의 동의하기 와닿지 설득력 설득력이 납득 납득이 믿기 그렇진 그렇지는 그런 아닌 쉽지 쉽진 일리 일리가 일리는".split()
)
"""Words that are a judgement together with one of `_HELPS` after them."""
_NOUNS = frozenset(("것", "거", "건"))
"""What stands between an attribute and one of `_HELPS`: 좋은 것 같음."""
JUDGEMENTS = tuple(
    dict.fromkeys(
        (*sorted(_QUALITIES | _STEMS | _HELPED - {"일리", "될", "그런"}), "나쁨", "그런 건", "될 ", "될듯", "글쎄")
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
    judges = waits = helps = leads = False
    for word in _words(text):
        if word in _ALONE or (leads and word in _QUALITIES):
            judges = True
        elif word in _HELPED:
            waits = True
        elif word in _HELPS:
            helps = True
        elif word in _LEADS:
            leads = True
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


_BEFORE_LIKENESS = frozenset(
    "결국 거의 대체로 역시 그냥 뭐 기본적으로 완전 좀 조금 크게 훨씬 더 확실히 근데 여전히 아직도".split()
)
_POINTERS = frozenset(
    "저번 지난번 지난 번 지난주 이전 예전 그때 아까 전번 전 앞 앞장 앞팀 작년 다른 거기 저기 그쪽 저쪽 걔네 얘네 그 회사 팀 업체 기업 장 달 주 해 분기 데 곳".split()
)
"""Words that point to the other side of a comparison without naming it."""
_THEN = frozenset("저번 지난번 그때 아까".split())
_THEN_WITH = frozenset(
    then + end for then in (*_THEN, "지난주") for end in ("", "이랑", "랑", "하고", "과", "와", "에")
)
_THESE = frozenset("이게 그게 저게 이쪽이 그쪽이 저쪽이 얘네가 걔네가 쟤네가".split())
_WITH = pattern("(?<=.)(?:이?랑|하고|에|와|과)\\Z")
_ALIKE = frozenset("똑같 같 비슷 동일 마찬가지 반대 다르지".split())
_LIKENESS = frozenset(["", *"음 다 네 함 하다 하네 임".split()])
_LIKE_WHAT = frozenset("은 한 인".split())
_BETTER = frozenset(
    "나음 낫다 나아 나은 좋음 좋다 좋아 좋은 쌈 싸다 싼 비쌈 비싸다 비싼 큼 크다 큰 작음 작다 작은 빠름 빠르다 빠른 느림 느리다 느린".split()
)
_ALSO = frozenset("여기도 얘네도 이것도 이거도".split())
"""Words that say that something is like another, which they leave out: 여기도 비슷함."""
_RIVALS = frozenset("경쟁사 타사 남들 경쟁사들".split())
_SEEN_THEN = pattern(
    r"(?:[가-힣]{1,5} )?(?:전에|예전에|저번에|지난번에|지난주에|작년에|그때|아까) (?:[가-힣]{1,8} )?[가-힣]{0,8}[본한던쓴둔운간온은난] ?"
    r"(?:것|거|데|곳|분|사람|회사|팀|업체|건|딜|서비스|앱)"
    r"(?:(?:이?랑|과|와|하고) (?:거의 |완전 |좀 |꽤 )?(?:똑?같|비슷|동일|마찬가지)[가-힣]{0,4}|보다 (?:더 |훨씬 |좀 |많이 )?"
    rf"(?:{'|'.join(sorted(_BETTER))}))(?: [가-힣]{{1,4}}){{0,2}}[.…!]*"
)
"""Comparison with something that was met earlier and has no name: 작년에 본 데랑 비슷한 듯, 저번에 본 데보다 쌈."""
_TOLD = pattern(
    r"(?:[가-힣A-Za-z]{1,8}[이가] |(?:전에|예전에|저번에|지난번에) ){0,2}(?:설명|말|얘기|이야기|보고|발표|약속|주장)(?:한|했던|하던) ?(?:것|거|내용)"
    r"(?:이?랑|과|와|하고) (?:좀 |조금 |많이 |완전 )?(?:다름|다르다|다르네|달랐음|같음|똑같음|비슷함?|반대임?)[.…!]*"
)
"""Comparison with what somebody said, which is not told: CFO가 설명한 거랑 다름."""
_MOST_LIKE = 2
"""So many words after 같은 and the like may say what is alike: 지난번이랑 같은 이유로 패스."""

COMPARISONS = (
    *sorted(_ALIKE - {"똑같"}),
    "그대로",
    "유지",
    *(f"더 {each}" for each in sorted(_BETTER)),
    *(f"{each}보다 " for each in sorted(_RIVALS)),
    *(f"{each} " for each in sorted(_THEN)),
    *("데보다 ", "거보다 ", "것보다 "),
    *(f"{what}{gap}다" for what in ("거랑", "것과", "것이랑", "내용과", "내용이랑") for gap in (" ", " 좀 ", " 많이 ")),
)
"""Cues: every comparison contains one of these."""


def is_comparison(text: str) -> bool:
    """Whether `text` compares with something that it only points to: 저번이랑 같음, 이게 더 나음, 저번 조건 그대로."""
    text = text.replace("지난 번", "지난번")
    if _SEEN_THEN.fullmatch(text) or _TOLD.fullmatch(text):
        return True
    words = [*_words(text)]
    if len(words) > 2 and words[0][-1] in "은는도" and words[1] in _THEN_WITH:
        words = words[1:]  # 나머지는 지난번이랑 같음
    if len(words) == 3 and words[0] in _THEN and words[2] in ("그대로", "유지"):
        return True
    points = likens = waits = helps = False
    for at, word in enumerate(words):
        bare = _GLUED.sub("", word)
        helps = helps or word in _HELPS or bare != word
        if word in _ALSO or _WITH.sub("", word) in _POINTERS or (word in ("위랑", "위와", "위하고") and "반대" in text):
            points = True
        elif word in _THESE:
            points = points or "더" in words
        elif word.endswith("보다") and (word[:-2] in _POINTERS | _RIVALS or (at > 0 and words[at - 1] in _THEN)):
            points = True
        elif bare in _BETTER:
            likens = likens or ("더" in words or any(each.endswith("보다") for each in words))
        elif _is_form(bare, _ALIKE, _LIKENESS):
            likens = True
        elif _is_form(bare, _ALIKE, _LIKE_WHAT):
            waits = True
            if points and _WITH.search(words[at - 1]) and 0 < len(words) - at - 1 <= _MOST_LIKE:
                return True
        elif bare and word not in _BEFORE_LIKENESS and word not in _HELPS:
            return False
    return points and (likens or (waits and helps))


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
    "건 나중에",
    "거 나중에",
    "거는 나중에",
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
