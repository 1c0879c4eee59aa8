"""What may follow a name within its word: particles, stacks of particles, the copula and its endings.

Korean writes these without a space, so a name in running text is a name plus a tail: `토스에서는`. The tails are a
closed grammar, and the first part of a tail agrees with the sound before it (은 after a consonant, 는 after a vowel).
Together these tell `토스는` (a name) from `토스트` (another word). Forms: Standard Korean Language Dictionary.
"""

from collections.abc import Iterable
from enum import Enum
from functools import cache, lru_cache

from vaulttools.korean.hangul import Final, is_syllable, settled_sound, sound
from vaulttools.patterns import pattern

# In these tables `은/는` is a pair: the form after a consonant, then the form after a vowel.
_GROUP = "들 측 쪽 등"
_PLACE = """
에 엔 에서 에게 에게서 에게로 한테 한테서 더러 께 께서 에다 에다가 에서부터 에까지 에서까지 으로/로 으로서/로서 으로써/로써
으로부터/로부터 으로까지/로까지 과/와 하고 이랑/랑 보다 처럼 같이 끼리 마냥 없이 으론
"""
_LIMIT = "만 까지 부터 조차 마저 밖에 뿐 뿐만 만큼 대로 마다 이나마/나마 따위 쯤 끼리 때문 처럼 보다 치고 말고 빼고 커녕 이외"
_AFTER_PLACE = """
은/는 과/와 도 의 이나/나 이라도/라도 이든/든 이든지/든지 이란/란 이야/야 이야말로/야말로 은커녕/는커녕 이라는/라는 이라고/라고 이라면/라면 이면/면
"""
_ROLE = f"""
{_AFTER_PLACE} 이/가 을/를 으로/로 같은 에선 에겐 에게선 한텐 께선 에만 에도 까진 부턴 보단 만큼은 으로선/로선 치곤 말곤 밖엔
이라곤/라곤 이면은/면은 이든가/든가 이라든가/라든가 이라든지/라든지 이라던가/라던가 이며/며 이라/라 이라야/라야 이랄까/랄까 이랄/랄 이요/ 답게 답다 답지 다운 은요/는요 도요
"""
_QUOTING = ("라는", "라고", "라면", "란")
"""What follows a word that is quoted: behind 로 it is rather the word that ends so, 온새미로라는."""
_POLITE = "요"
"""Behind a particle this makes a whole sentence of a word: `토스에서도요`."""

# The endings of the copula 이다, behind its forms. Behind a vowel 이 may go: those in `_BARE` end no other word.
_BARE = """
다 다만 고 지만 지만요 니까 니까요 거나 거든 거든요 죠 지요 네요 군요 구나 더군요 던데 던데요 잖아 잖아요 므로 면서 면서도 더라 더라고요 더라도
겠다 겠네 겠네요 겠지 겠지만 겠죠 겠습니다 냐고 냐는 던가 던가요
"""
_AFTER_I = f"""
{_BARE} 지 지도 지는 지를 니 냐 냐에 냐를 냐가 냐도 냐만 냐의 냐로 며 면 려면 에요 예요 던 더라고 더군 기 기도 기에 기는 긴 기며 기까지 길래 어서 어야 어야만 어도 자 려나 려나요 십니다 시고 시다 신 신데 셨다 세요
"""
_AFTER_WAS = """
다 다고 다고도 다는 다며 다면 다면서 다가 다지만 다니 고 던 던가 던데 던지 는데 는데도 는데요 는지 는지도 음 음을 음이 음은 음에도 지만 지 지요 죠 으며 으나
으면 으니 으니까 으므로 으면서 습니다 습니다만 습니까 어요 네 네요 군 군요 구나 나 나요 을 을까 을까요 을지 을지도 을텐데 거나 거든 거든요 기 기에 기도 더라면
더라 잖아요 겠다 겠지
"""
_AFTER_RA = """
고는 고도 고만 고요 고까지 더니 지만 지만은 지 는데 는데도 는데요 는지 는지도 는걸 며 던 던데 면서 면서도 길래 더라 더라고 더군 더군요 니 니까 니요 네요 서 서요 서인지 기 기보다 기보다는
기보단 기엔 기에 기에는 거나 거든 던지
"""
_COPULA = f"""
{" ".join(f"이{ending}" for ending in _AFTER_I.split())}
{" ".join(f"이었{ending} 였{ending}" for ending in _AFTER_WAS.split())}
{" ".join(f"이라{ending}/라{ending}" for ending in _AFTER_RA.split())}
이네/ 이군/ 이라면/ 여서 여야 여야만 여도 예요
인데 인데도 인데요 인데다 인데다가 인지 인지는 인지만 인지도 인지를 인지가 인지의 인지에 인지라 인지요 인가 인가요 인걸 인걸요 인만큼 인즉 인양 인가봐 인가봐요 인가보다 인듯 인듯함 인듯하다 인듯한
일지 일지도 일지라도 일까 일까요 일걸 일걸요 일수록 일뿐 일텐데 일테니 일듯 일듯함 임 임을 임은 임이 임에도 임에 임과 임으로 입니다 입니다만 입니까
이랍시고/랍시고 이란다/란다 이라네/라네 이래/ 이랬다/랬다 이래서/래서 이래요/래요 이랍니다/랍니다 이로군/로군 이로군요/로군요 이로구나/로구나
"""
_ADNOMINAL = "인 일"
"""Forms of the copula that end in a syllable which makes nouns, too: sure behind a particle only (`토스뿐인`)."""
_AS_MUCH = "만한"
"""Behind no other particle: 야심만만한."""
_UNSURE = f"{_ADNOMINAL} 이론/론 형 용 식 사 님 네"

SYLLABLES = "".join(
    sorted({*f"{_GROUP}{_PLACE}{_LIMIT}{_ROLE}{_POLITE}{_BARE}{_COPULA}{_AS_MUCH}{_UNSURE}"} - {*"/ \n"})
)
"""The syllables of which all tails are made."""


class Tail(Enum):
    """What a tail makes of the name before it."""

    PARTICLE = "particle"
    """The name stays a noun: `토스에서는`."""
    COPULA = "copula"
    """The name becomes a predicate: `토스입니다`."""
    UNSURE = "unsure"
    """As often the end of another word: `스타일`, `오뚜기식`."""


def _last_syllables(final: Final) -> frozenset[str]:
    """What stands for `final` before a form: a name's end, or the last syllable of a particle."""
    forms = f"{_GROUP} {_PLACE} {_LIMIT}".replace("/", " ").split()
    return frozenset({final.value, *(form[-1] for form in forms if sound(form[-1]) is final)})


_OPEN, _RIEUL, _CLOSED = map(_last_syllables, (Final.OPEN, Final.RIEUL, Final.CLOSED))


class _Forms:
    """The forms of one table, each with the syllables that it does not go behind."""

    def __init__(self, table: str, barred: frozenset[str] = frozenset()) -> None:
        """No form of `table` goes behind what is `barred`."""
        self._barred: dict[str, frozenset[str]] = {}
        before_closed = {False: barred | _OPEN, True: barred | _OPEN | _RIEUL}  # 로 and its kin count ㄹ as a vowel
        before_open = {False: barred | _CLOSED | _RIEUL, True: barred | _CLOSED}
        for row in table.split():
            closed, pair, opened = row.partition("/")  # one of the two may be missing
            is_smooth = closed.startswith("으로")
            if closed:
                self._barred[closed] = before_closed[is_smooth] if pair else barred
            if opened:
                self._barred[opened] = before_open[is_smooth]
        self._longest = max(map(len, self._barred))
        self._firsts = frozenset(form[0] for form in self._barred)

    def ends(self, word: str, starts: Iterable[int]) -> set[int]:
        """Where the forms end that begin at one of `starts` in `word`, in agreement with what stands before."""
        return {
            at + size
            for at in starts
            if word[at : at + 1] in self._firsts
            for size in range(1, min(self._longest, len(word) - at) + 1)
            if word[at - 1] not in self._barred.get(word[at : at + size], word[at - 1])
        }


class _Grammar:
    """How particles follow one another. Offsets are in a word of which a single syllable stands for the name."""

    def __init__(self) -> None:
        self._group, self._place, self._limit = _Forms(_GROUP), _Forms(_PLACE), _Forms(_LIMIT)
        self._role, self._after_place = _Forms(_ROLE), _Forms(_AFTER_PLACE)
        self._copula, self._bare = _Forms(_COPULA), _Forms(_BARE, barred=_CLOSED | _RIEUL)
        self._adnominal, self._unsure = _Forms(_ADNOMINAL), _Forms(_UNSURE)

    def read(self, word: str) -> Tail | None:
        """What all of `word` behind its first syllable is as a tail."""
        end = len(word)
        starts = {1, *self._group.ends(word, (1,))}
        chained = self._chained(word, starts)
        before_copula = {at for at in chained if word[at - 1] != "로"}
        predicates = self._adnominal.ends(word, before_copula)
        for forms in (self._copula, self._bare):
            predicates |= forms.ends(word, starts | before_copula)
        if end in predicates:
            return Tail.COPULA
        if end in starts | chained | self._role.ends(word, starts) or word[1:] == _AS_MUCH:
            return Tail.PARTICLE
        return Tail.UNSURE if end in self._unsure.ends(word, (1,)) else None

    def _chained(self, word: str, starts: set[int]) -> set[int]:
        """Where particles end, one or several, that begin at one of `starts`: 에서만은, 까지도요."""
        limited = self._limited(word, starts)
        placed = self._place.ends(word, starts | limited)
        limited |= self._limited(word, placed)
        quotable = {at for at in placed if word[at - 1] != "로" or not word.startswith(_QUOTING, at)}
        ends = placed | limited | self._role.ends(word, limited) | self._after_place.ends(word, quotable)
        return ends | {at + 1 for at in ends if word.startswith(_POLITE, at)}

    def _limited(self, word: str, starts: set[int]) -> set[int]:
        once = self._limit.ends(word, starts)
        return once | self._limit.ends(word, once)


@cache
def _grammar() -> _Grammar:
    return _Grammar()


@lru_cache(maxsize=1 << 16)
def read_tail(final: Final, rest: str) -> Tail | None:
    """What `rest`, all the Hangul after a name that ends in `final`, is as a tail; None where it is no tail at all.

    The empty rest is a tail. After `Final.UNKNOWN` both forms of a particle agree.
    """
    return None if rest.strip(SYLLABLES) else _grammar().read(final.value + rest)


_LONGEST = 28
"""No tail has more syllables: 1 for a group, 4 for a place with two limits of 3 on either side, 4 for a role, 요, 6 for the copula."""


_STEM_ENDINGS = """
다 다가 다가도 다고 다는 다며 다면 는 는가 는건 는걸 는것 는게 는데 는데도 는데요 는지 는지도 는지를 는지에 던 던데 던지 고 고는 고도 고서 고자 고요 고서는 며 면 면서 면서도
여 여서 여서는 여도 여야 여야만 였고 였기 였는데 였다 였던 였습니다 였으나 였으며 였으면 였음 였지만 지 지는 지도 지를 지만 지요 죠 게 게끔 게도 게만 기 기가 기는 기도 기를 기로 기만 기에 기에는
기까지 기보다 기보다는 기부터 기엔 기위해 기위한 려 려고 려는 려면 려다 려다가 려던 러 자 자는 자마자 자고 니 니까 므로 거나 거든 거든요 네요 나요 냐 도록 라 라고 라는 라며 라면 든 든지 더니 더라 더라도
더라고요 되 세요 셔도 셔야 셨다 셨습니다 시고 시기 시는 시면 시오 시지 신 실 십니다 십시오 겠다 겠습니다 겠지만 겠는가 겠네요 겠죠
"""
_PAST = f"{_AFTER_WAS} 는가 는가에 는걸 는게 다든지 더니 던지 을때 어 어도 어야 었다 었던 었는데 었습니다 었지만 단 단다 대 죠 자 잖아"
_VERB = pattern(
    f"""[하되](?:{"|".join(_STEM_ENDINGS.split())})|시[키킨킬킴킵켜켰].*|(?:했|됐|하였|되었)(?:{"|".join(_PAST.split())})|[하되]였?었?(?:음|을)|되어(?:야.*|서.?|도|요)?
    |[한된](?:다|다는|다고|다고도|다며|다면|다면서|다지만|대|들|지|지도|데|데도|걸|것)?|[할될](?:지|지도|지를|까|까요|게|게요|수|수록|때|것|텐데|뿐|만큼|만한)?|[함됨](?:은|을|이|과|도|만|에|에도|에는|에따라|으로|으로써|으로서)?
    |[합됩]니(?:다|다만|까)|합시다|[해돼](?:도|요|서|서는|서도|서요|야|야만|야지|야[하한할합했되된될됩겠]?.*)?|(?:[해돼]|하여|되어)(?:보|봅|본|볼|봄|봐|봤|두|둡|둔|둘|둠|둬|뒀|주|줍|준|줄|줌|줘|줬|놓|나가|나갈|버리|버린|드리|드립|드린).*|해[지집진질짐져졌].*
    |받(?:다|는|은|을|고|음|기|지|게|던|으|아|았|습).*|당(?:하|한|할|함|합|해|했).*""".replace("\n    ", "")
)


def is_light_verb(rest: str) -> bool:
    """Whether `rest`, all the Hangul after a noun, is a form of 하다, 되다, 시키다, 받다 or 당하다, which make verbs of nouns."""
    return rest[0] in "하되할될한된함됨합됩해돼했됐시받당" and _VERB.fullmatch(rest) is not None


_PAIRS = [row.split("/") for row in f"{_PLACE} {_LIMIT} {_ROLE} {_COPULA}".split() if row.strip("/").count("/")]
_PAIRS.remove(["이랄", "랄"])  # 사용랄 is 사용할, typed one key beside
_OTHER_FORMS = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def other_form(particle: str) -> str:
    """The form of a particle after a vowel, given that after a consonant, or the other way round; empty where it has one only."""
    return _OTHER_FORMS.get(particle, "")


def agreeing_form(word: str, particle: str) -> str:
    """The form of `particle` that agrees with how `word` ends, where it is not this one; empty where nobody can tell."""
    other = other_form(particle)
    final = settled_sound(word) if other else Final.UNKNOWN
    return "" if final is Final.UNKNOWN or read_tail(final, particle) is not None else other


def stem(word: str) -> str:
    """`word` without the particles or the copula that end it, if two syllables or more are left; else all of it."""
    for length in range(max(2, len(word) - _LONGEST), len(word)):
        if is_syllable(word[length - 1]) and read_tail(sound(word[length - 1]), word[length:]) in (
            Tail.PARTICLE,
            Tail.COPULA,
        ):
            return word[:length]
    return word
