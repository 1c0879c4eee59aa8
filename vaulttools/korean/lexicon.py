"""Which runs of Hangul are Korean words: a dictionary of stems, and how they inflect and combine.

It says yes to more than there is (any two common nouns make a compound), so a no means something.
"""

from functools import cache
from pathlib import Path

from vaulttools.korean.hangul import CODAS, Final, compose, decompose, is_syllable, sound
from vaulttools.korean.particles import read_tail

_FUSED = frozenset("ㄴㄹㅁㅂ")
_AFTER_EU = ("면", "며", "므로", "려", "러", "니까", "리라", "랴", "라고", "라는", "라며", "라면")
"""How the endings begin that take 으 after a consonant: 먹으면."""
_SUFFIXES = frozenset(
    [
        "들",
        "적",
        "성",
        "화",
        "님",
        "권",
        "씩",
        "계",
        "상",
        "째",
        "론",
        "형",
        "제",
        "용",
        "별",
        "층",
        "률",
        "율",
        "쯤",
        "질",
        "당",
        "간",
        "꾼",
        "류",
        "분",
        "대",
        "시",
        "경",
        "가",
        "치",
        "자",
        "산",
        "기",
        "인",
        "풍",
        "감",
        "력",
        "리",
        "식",
        "급",
        "부",
        "판",
        "량",
        "직",
        "전",
        "순",
        "채",
        "행",
        "차",
        "명",
        "파",
        "심",
        "측",
        "양",
        "사",
        "업",
        "법",
        "료",
        "비",
        "금",
        "점",
        "장",
        "팀",
        "앱",
        "값",
        "키",
        "체",
        "원",
        "학",
        "집",
        "망",
        "액",
        "난",
        "선",
        "층",
        "증",
        "품",
        "본",
        "건",
        "문",
        "물",
        "단",
        "석",
        "도",
        "소",
        "국",
        "점",
        "관",
        "방",
        "실",
        "글",
        "법",
        "안",
        "처",
        "책",
        "말",
        "란",
        "밖",
        "속",
        "끼리",
        "짜리",
        "스럽",
        "생",
        "회",
        "년",
        "월",
        "일",
        "개",
        "배",
        "회",
        "건",
        "편",
        "위",
        "권",
        "번",
        "점",
    ]
)
_PREFIXES = frozenset(
    [
        "제",
        "대",
        "불",
        "비",
        "무",
        "재",
        "신",
        "고",
        "반",
        "친",
        "한",
        "최",
        "초",
        "저",
        "소",
        "부",
        "생",
        "탈",
        "구",
        "미",
        "헛",
        "맨",
        "범",
        "준",
        "피",
        "과",
        "총",
        "첫",
        "역",
        "각",
        "본",
        "전",
        "현",
        "타",
        "양",
        "매",
        "내",
        "외",
        "상",
        "하",
        "주",
        "온",
    ]
)
_ON_NOUNS = (
    "하",
    "되",
    "시키",
    "받",
    "당하",
    "드리",
    "있",
    "없",
    "같",
    "나",
    "내",
    "지",
    "짓",
    "이",
    "맺",
    "걸",
    "치",
    "입",
    "잡",
    "들",
    "주",
    "보",
    "스럽",
    "롭",
    "답",
    "맞",
    "삼",
    "얻",
    "잃",
)
_AUXILIARY = (
    "보",
    "주",
    "지",
    "내",
    "놓",
    "두",
    "버리",
    "가",
    "오",
    "드리",
    "하",
    "있",
    "나가",
    "나오",
    "들이",
    "대",
    "달",
    "올리",
    "넣",
    "놀",
    "앉",
    "치우",
)
_AFTER_ENDING = (
    "",
    "요",
    "도",
    "는",
    "은",
    "만",
    "까지",
    "부터",
    "서",
    "라도",
    "나",
    "야",
    "죠",
    "든",
    "의",
    "로",
    "이",
    "가",
    "을",
    "를",
    "에",
    "에서",
    "으로",
)


class _Lexicon:
    """The words of `lexicon.txt`, and the endings that go with each kind of base."""

    def __init__(self) -> None:
        sections: dict[str, list[str]] = {}
        for line in Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = sections[line[1:-1]] = []
            elif not line.startswith("#"):
                section.append(line)
        self.common = frozenset(sections["common"])
        self.nouns = self.common.union(sections["nouns"], sections["names"], sections["roots"])
        self.single = frozenset(sections["single"])
        self.whole = frozenset(sections["adverbs"])
        self.stems: set[str] = set()
        self.soft: set[str] = set()
        self.vowel: set[str] = set()
        for line in sections["verbs"]:
            stem, bare, vowel = line.split()
            self.stems.add(stem)
            self.soft.add(bare)
            if decompose(bare[-1])[2] == "ㄹ":  # 만들면, but 만드니, 만듭니다
                lead, middle, _ = decompose(bare[-1])
                self.soft.add(bare[:-1] + compose(lead, middle))
            self.vowel.add(vowel)
            if vowel.endswith("해"):
                self.vowel.add(vowel[:-1] + "하여")
        endings = sections["endings"]
        soft_only = {ending for ending in endings if ending.startswith(_AFTER_EU)}
        plain = {each for each in endings if not each.startswith(("으", "어", "아", "여")) and each[0] not in _FUSED}
        self.fused = frozenset(
            each + more for each in endings if each[0] in _FUSED for more in _AFTER_ENDING
        ) | frozenset(coda + more for coda in "ㄴㄹㅁ" for more in ("수록", "지", "때", "것", *_AFTER_ENDING))
        hard = (plain - soft_only) | {
            "습니다",
            "습니다만",
            "습니까",
            "는다",
            "는다고",
            "는다면",
            "는다는",
            "는다며",
            "길",
            "긴",
            "진",
            "질",
            "듯이",
        }
        after_vowel = {each[1:] for each in endings if each.startswith(("어", "아"))} | {
            "",
            "서",
            "도",
            "야",
            "라",
            "요",
        }
        soft = soft_only | {"시", "며", "면", "니", "려", "러", "므로"} | hard
        past = (
            hard
            | {f"으{each}" for each in soft_only}
            | {f"어{each}" for each in after_vowel}
            | {"음", "을", "을까", "을지", "을수록", "은", "은데", "으니", "으나"}
        )
        self.past = self._more(past | {f"었{each}" for each in past} | {f"겠{each}" for each in past})
        self.hard = self._more(hard | {f"겠{each}" for each in past})
        honorific = {"", "고", "면", "며", "는", "지", "게", "던", "기", "길", "려면", "려고", "니", "므로", "겠습니다"}
        self.soft_endings = self._more(
            soft
            | {f"시{each}" for each in honorific}
            | {f"셨{each}" for each in past}
            | {"세요", "십시오", "신", "실", "십니다", "셔서", "셔야"}
        )
        self.vowel_endings = self._more(after_vowel)

    @staticmethod
    def _more(endings: set[str]) -> frozenset[str]:
        return frozenset(ending + more for ending in endings for more in _AFTER_ENDING)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def is_word(run: str) -> bool:
    """Whether `run` can be read as a Korean word: a noun with its particles, a verb with its ending."""
    known = _lexicon()
    if not run or not is_syllable(min(run)):
        return False
    if run in known.whole or is_noun(run):
        return True
    for cut in range(len(run) - 1, 0, -1):
        head, rest = run[:cut], run[cut:]
        if is_noun(head) and (read_tail(sound(head[-1]), rest) is not None or (cut > 1 and _is_verb(rest, _ON_NOUNS))):
            return True
        if head in known.whole and (
            (len(rest) == 1 and rest in "은는도만의요에로인") or (cut > 1 and _is_verb(rest, None))
        ):
            return True
    return _is_verb(run, None)


def is_noun(run: str, depth: int = 2) -> bool:
    """Whether `run` is a noun, or made of nouns, prefixes and suffixes."""
    known = _lexicon()
    if run in known.nouns or run in known.single:
        return True
    size = len(run)
    if size < 3:
        return False
    if run[-1] in _SUFFIXES and is_noun(run[:-1], depth - 1) and size > 2:
        return True
    if run[0] in _PREFIXES and run[1:] in known.nouns:
        return True
    if depth > 0:
        for cut in range(2, size - 1):
            if run[:cut] in known.common and (
                run[cut:] in known.common or (size > 5 and is_noun(run[cut:], depth - 1))
            ):
                return True
    return False


def _is_verb(run: str, stems: tuple[str, ...] | None) -> bool:
    """Whether `run` is a verb or adjective with an ending; of one of `stems`, where they are given."""
    known = _lexicon()
    if stems is not None and not run.startswith(_starts(stems)):
        return False
    for cut in range(len(run), 0, -1):
        base, rest = run[:cut], run[cut:]
        if (base in known.stems and rest in known.hard) or (base in known.soft and rest in known.soft_endings):
            return True
        if base in known.vowel and (rest in known.vowel_endings or (rest and _is_verb(rest, _AUXILIARY))):
            return True
        lead, middle, coda = decompose(base[-1])
        if coda in _FUSED or coda == "ㅆ":
            bare = base[:-1] + compose(lead, middle)
            if coda == "ㅆ":
                if bare in known.vowel and rest in known.past:
                    return True
            elif bare in known.soft and coda + rest in known.fused:
                return True
        if coda == "ㄻ" and base[:-1] + compose(lead, middle, "ㄹ") in known.stems and read_tail(Final.CLOSED, rest):
            return True
    return False


@cache
def _starts(stems: tuple[str, ...]) -> tuple[str, ...]:
    """What inflected forms of `stems` may begin with: their leads and vowels with any coda."""
    known = _lexicon()
    firsts = {stem[0] for stem in stems} | {
        base[0] for stem in stems for base in (known.vowel | known.soft) if base[0] == stem[0]
    }
    vowels = {
        "하": "해했",
        "되": "돼됐",
        "시": "시셔",
        "보": "봐봤",
        "주": "줘줬",
        "오": "와왔",
        "가": "갔",
        "두": "둬뒀",
        "나": "났",
        "내": "냈",
        "이": "여였",
    }
    out = set()
    for first in firsts:
        lead, middle, coda = decompose(first)
        if coda:
            out.add(first)
        else:
            out.update(compose(lead, middle, each) for each in CODAS)
        out.update(vowels.get(first, ""))
    return tuple(sorted(out))
