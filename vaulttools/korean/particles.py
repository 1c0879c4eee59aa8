"""What may follow a name within its word: particles, stacks of particles, the copula and its endings.

Korean writes these without a space, so a name in running text is a name plus a tail: `토스에서는`. The tails are a
closed grammar, and the first part of a tail agrees with the sound before it (은 after a consonant, 는 after a vowel).
Together these tell `토스는` (a name) from `토스트` (another word). Forms: Standard Korean Language Dictionary.
"""

import re
from enum import Enum
from functools import cache, lru_cache

from vaulttools.korean.hangul import Final, final_sound, sound

# In these tables `은/는` is a pair: the form after a consonant, then the form after a vowel.
_GROUP = "들 측"
_PLACE = """
에 에서 에게 에게서 에게로 한테 한테서 께 께서 에다 에다가 에서부터 에까지 에서까지 으로/로 으로서/로서 으로써/로써
으로부터/로부터 으로까지/로까지 과/와 하고 이랑/랑 보다 처럼 같이 끼리 마냥 없이
"""
_LIMIT = "만 까지 부터 조차 마저 밖에 뿐 뿐만 만큼 대로 마다 이나마/나마 따위 쯤 끼리 때문"
_AFTER_PLACE = """
은/는 도 의 이나/나 이라도/라도 이든/든 이든지/든지 이란/란 이야/야 이야말로/야말로 은커녕/는커녕 이라는/라는 이라고/라고
"""
_ROLE = f"""
{_AFTER_PLACE} 이/가 을/를 으로/로 같은 에선 에겐 에게선 한텐 께선 에만 에도 까진 부턴 보단 만큼은 으로선/로선
이라든가/라든가 이라든지/라든지 이라던가/라던가 이며/며 이라/라
"""
_COPULA = """
이다 이고 이며 이면 이면서 이지만 이므로 이니까 이거나 이었다 이었고 이었던 이었는데 이었음 이었지만 이었으며 이었으나
이었습니다 이어서 이어야 이에요 이죠 이네요 이군 이더라 이더라도 이기 이기도 이기에 이기는
인데 인데도 인데요 인지 인지는 인지도 인지를 인지가 인지의 인지에 인지라 인가 인가요 인만큼 인듯 인듯함 인듯하다
일지 일지도 일까 일까요 일수록 일뿐 일텐데 일듯 일듯함 임 임을 임은 임이 임에도 임에 임과 임으로 입니다 입니다만 입니까
였다 였고 였던 였는데 였음 였지만 였으며 였으나 였습니다 여서 여야 예요
이라서/라서 이라며/라며 이라던/라던 이라면서/라면서 이라기보다/라기보다 이라기보다는/라기보다는 이라기엔/라기엔
이라고는/라고는 이라고도/라고도 이란다/란다 이래요/래요
"""
_COPULA_OPEN = "다 고 지만 니까 거나 죠 네요 면서 더라 더라도"
_UNSURE = "인 일 이면/면 이라면/라면 이론/론 형 용 식 사 님 네 쪽"


class Tail(Enum):
    """What a tail makes of the name before it."""

    PARTICLE = "particle"
    """The name stays a noun: `토스에서는`."""
    COPULA = "copula"
    """The name becomes a predicate: `토스입니다`."""
    UNSURE = "unsure"
    """As often the end of another word: `스타일`, `오뚜기라면`."""


def _ends(final: Final) -> str:
    """The members of a character class: all that can stand before a form for `final`, a name's end or a particle's."""
    forms = f"{_GROUP} {_PLACE} {_LIMIT}".replace("/", " ").split()
    return final.value + "".join(sorted({form[-1] for form in forms if sound(form[-1]) is final}))


def _one_of(table: str) -> str:
    """A regular expression for any one form of `table`, in agreement with what stands before it."""
    vowel, rieul, other = map(_ends, (Final.OPEN, Final.RIEUL, Final.CLOSED))
    by_guard: dict[str, list[str]] = {}
    for row in table.split():
        closed, pair, opened = row.partition("/")
        smooth = closed.startswith("으로")  # 로 and its kin count ㄹ as a vowel
        by_guard.setdefault(f"(?<![{vowel}{rieul if smooth else ''}])" if pair else "", []).append(closed)
        if pair:
            by_guard.setdefault(f"(?<![{other}{'' if smooth else rieul}])", []).append(opened)
    branches = (f"{guard}(?:{'|'.join(sorted(forms, key=len, reverse=True))})" for guard, forms in by_guard.items())
    return f"(?:{'|'.join(branches)})"


@cache
def _grammar() -> re.Pattern[str]:
    place, limit, role = _one_of(_PLACE), f"{_one_of(_LIMIT)}{{1,2}}", _one_of(_ROLE)
    copula = f"(?P<copula>{_one_of(_COPULA)}|(?<![{_ends(Final.CLOSED)}{_ends(Final.RIEUL)}]){_one_of(_COPULA_OPEN)})"
    stack = f"(?:{limit})?(?:{place}(?:{limit}{role}?|{_one_of(_AFTER_PLACE)})?|{role}|{copula})?"
    return re.compile(f".(?:(?:{_GROUP.replace(' ', '|')})?{stack}|(?P<unsure>{_one_of(_UNSURE)}))")


@lru_cache(maxsize=1 << 16)
def read_tail(final: Final, rest: str) -> Tail | None:
    """What `rest`, all the Hangul after a name that ends in `final`, is as a tail; None where it is no tail at all.

    The empty rest is a tail. After `Final.UNKNOWN` both forms of a particle agree.
    """
    match = _grammar().fullmatch(final.value + rest)
    if match is None:
        return None
    return Tail.COPULA if match["copula"] else Tail.UNSURE if match["unsure"] else Tail.PARTICLE


def _pairs() -> dict[str, tuple[str, str]]:
    pairs = {}
    for row in f"{_PLACE} {_LIMIT} {_ROLE} {_COPULA}".split():
        closed, slash, opened = row.partition("/")
        if slash:
            pairs[closed] = pairs[opened] = (closed, opened)
    return pairs


_PAIRS = _pairs()


def particle_forms(particle: str) -> tuple[str, str] | None:
    """Both forms of a particle, (after a consonant, after a vowel), given either; None where it has only one."""
    return _PAIRS.get(particle)


def agree(word: str, pair: str) -> str:
    """The form of `pair` (such as `은/는`, consonant form first) that goes with `word`, without the word.

    Where the reading of `word` is not settled, the customary double form: `agree("Notion", "은/는")` is `은(는)`,
    and `(으)로` for 으로/로. Raises ValueError for a `pair` that is not two forms.
    """
    closed, opened = pair.split("/")
    final = final_sound(word)
    if final is Final.UNKNOWN:
        return f"({closed.removesuffix(opened)}){opened}" if closed.endswith(opened) else f"{closed}({opened})"
    if final is Final.OPEN or (final is Final.RIEUL and closed.startswith("으로")):
        return opened
    return closed
