"""Two tokens of an analyser with no blank between them, and whether one is always required there (한글 맞춤법).

Where it is, the second token begins a word of its own: 하는|것, 안|함, 두|개.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vaulttools.korean.blanks import CALLED, FARES_ILL
from vaulttools.korean.compounds import MAY_BE_GLUED
from vaulttools.korean.lexicon import goes_on, is_any_verb, is_everyday, is_listed, is_word
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern

BOUND = frozenset("것 거 수 듯 뿐 만큼 대로 때문 채 줄 리 나름 무렵 적 척 김 법 셈 탓 덕 바람".split())
"""Bound nouns that follow a verb; 지, 데, 만 and 바 are as often endings."""
_DETERMINERS = frozenset("이런 그런 저런 다른 어떤 무슨 모든 여러 아무".split())
_OF_EACH = frozenset("새 첫 옛 각 전".split())
"""Determiners of one syllable, before what `_POINTED_AT` holds; before others they are as often a prefix."""
_POINTED_AT = frozenset(
    """
    부분 경우 방법 상태 사람 회사 문제 시점 정도 과정 기능 제품 서비스 업체 기업 사업 시장 숫자 내용 단계 금액 결과 자료 서류 조건
    계약 고객 사용자 화면 항목 기준 모델 데이터 비율 비용 이유 의견 이야기 질문 프로젝트 프로그램 플랫폼 기술 시스템 그림 문서
    """.split()
)
"""Nouns that are often written right behind 이, 그, 저 or 큰; others are more often part of another word (이자율)."""
_COUNTERS = frozenset(
    "달 개 명 가지 번 곳 군데 시간 사람 개월 차례 종류 건 팀 캔 바퀴 채 마리 그루 켤레 살 배 대 잔 병 권".split()
)
_AFTER_ONE = frozenset("달 개 명 가지 곳 군데 시간 사람 개월 차례 종류 건 팀 캔 바퀴".split())
"""Counters that are no part of another word behind 한: 한번, 한잔."""
_ADVERBS = frozenset(
    """
    좀 빨리 많이 너무 매우 아주 자주 항상 계속 직접 먼저 서로 결국 실제로 이미 아직 다시 천천히 가장 제일 꽤 따로 훨씬 더욱
    거의 얼핏 일단 아마 벌써 점점 꼭 정말 오래 잘못
    """.split()
)
_OF_DEGREE = frozenset("좀 꼭 매우 아주 너무 정말".split())
"""Those that also stand before a noun of which 하다 makes a quality: 꼭필요한, 매우중요."""
_ENDS_CLAUSE = frozenset("면 으면 다고 라고 라면 지만 며 으며 고".split())
"""Endings that end a clause, before which no word goes on as a noun."""
_ROOMS = frozenset("점 값 곳 틈 길 날 일 돈 때".split())
"""Nouns of one syllable that are often written right behind a verb before them."""
_TO_DO = frozenset("일 길 돈".split())
"""Those that are so behind a verb of one syllable, too, where it tells what is to be: 할일, 갈길."""
_MEASURED = frozenset("정도 이상 이하 미만 이내 내외".split())
"""What stands behind a number and what it counts, and says how exact that is."""
_YEARS = frozenset("올해 작년 내년 지난해 금년 이달 내달".split())
_TAKEN = frozenset("갖 들 데리 가지 챙기 끌 싣".split())
_BEFORE_DO = frozenset("려 으려 려고 으려고 라 라고 다 ᆫ다 는다 다고 ᆫ다고 는다고 자고 고자 도록".split())
"""Endings that 하다 follows as a word of its own."""
_ONE_WITH_NOT = frozenset("지각 가차 간데 온데간데 채신 두말 인정 빠짐 밤낮 세상 거리낌 꼼짝".split())
"""Nouns that make one word with 없이, or are as often written so, beside those of the adjectives in 없다 that the lexicon has."""
_WORDS_WITH_NOT = frozenset((("못", "하"), ("못", "박"), ("못", "살"), ("못", "쓰")))
"""Adverb and verb that are as often one word: 못살게 굴다, 못쓰게 되다."""
_OF_TIME = frozenset("초 분 시간 일 주 주일 달 개월 년 해 반 세기 하루 이틀 사흘 나흘 보름 일주일".split())
_IN_SENTENCE = pattern(" ?[가-힣]")
_SAID_OF_DEED = pattern(" (?:가능|불가|필요|어려|어렵|쉬|쉽|힘들|힘듦|좋)")
"""What may be said of an action in 기: 지분모으기 가능."""
_SHORT_QUALITIES = frozenset("많 높 낮 크 작 좋 빠르 느리 넓 좁".split())
"""Adjectives that are often glued to a noun without making one word of it: 문제많은."""
_TAKES = pattern(
    "(?: [가-힣]+)? (?:(?:시간|비용|돈|노력|인력)[이을도은] (?:[가-힣]+ ){0,2}(?:걸[리린릴렸림]|드[는니]|들[어었]|든다|쓰[는인]|소요|필요)"
    "|도움[이을] (?:되|된|됐|될|돼|주|준|줄|줬|받)|필요한|사용[되하할한된될]|쓰[인일이]|걸[리린릴렸])"
)
"""What follows the noun 데, unlike the ending: 작성하는 데 시간이 많이 들었다."""
_OF = frozenset("위하 대하 통하 관하 의하 따르".split())
_EVENTS = frozenset(
    "만기 만료 사고 장애 고장 화재 재난 재해 지진 정전 부도 파산 도산 미달 오류 불이행 폐업 퇴사 입사 미납 체납 연체 사망 우천 휴업 합병".split()
)
"""Events that nobody performs. 시 after one means its time, as after an action (만기 시 상환)."""
_WHOLE_NOUNS = frozenset(("NNG", "NNP"))
_THINGS = _WHOLE_NOUNS | {"NNB", "NP"}
VERBS = frozenset(("VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I"))
_AFTER_OBJECT = VERBS | _WHOLE_NOUNS | {"MAG"}
_AUXILIARY = frozenset(("VX", "VX-R", "VV", "VV-R", "VV-I", "VA"))
PARTICLES = frozenset(("JKS", "JKC", "JKG", "JKO", "JKB", "JX", "JC"))
_SIGNS = frozenset(("SF", "SP", "SSO", "SSC", "SS", "SO", "SW"))


class TokenPair:
    """Two tokens with no blank between them, in the word that runs from `start` to `end`; `cut` is where they meet."""

    def __init__(self, line: str, tokens: Sequence[Any], at: int, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.one, self.other = tokens[at], tokens[at + 1]
        self.cut: int = self.other.start
        self.before = tokens[at - 1] if at and tokens[at - 1].end > start else None
        """The token before, if it belongs to the same word."""
        self.after = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 2].start < end else None
        self.later = tokens[at + 3] if at + 3 < len(tokens) and tokens[at + 3].start < end else None
        """The token after the next one, if it belongs to the same word."""
        self.last = tokens[at - 1] if at else None
        """The token before, of this word or the last one."""
        self.subject = tokens[at - 2] if at > 1 else None
        """The token before that."""

    def wants_blank(self) -> bool:
        """Whether a blank is always required between the two."""
        if self._denies() or self._lasts():
            return True  # though 안되다 and 분만 are words
        rule = _RULES.get(self.one.tag)
        if self.other.tag == "MAG" and self.other.form in ("안", "못"):
            stands_apart = self.is_noun or self.one.tag == "EC" or self.one.tag in PARTICLES
            return stands_apart and not is_everyday(self.line[self.start : self.end])  # 제안, read as 저의 안
        return rule is not None and bool(rule(self)) and (self._counts or not self.is_within_word)

    @property
    def _counts(self) -> bool:
        """Whether something is counted, so that no other word is meant: 두개, which is also the skull; 명정도, of which 명정 is a word."""
        return (self.one.form, self.other.form, self.other.tag) == ("두", "개", "NNB") or (
            self.one.tag == "NNB" and self.other.form in _MEASURED
        )

    @property
    def is_noun(self) -> bool:
        """Whether a known noun of two syllables or more comes first."""
        return self.one.tag in _WHOLE_NOUNS and not self.one.oov and self.one.len > 1

    @property
    def is_within_word(self) -> bool:
        """Whether a noun of the lexicon, with its particles, spans the place: 저장소를 is not 저 장소를."""
        word, cut = self.line[self.start : self.end], self.cut - self.start
        return any(
            (first == 0 or last - first > 2) and is_listed(word[first:last]) and goes_on(word[first:last], word[last:])
            for first in range(cut)
            for last in range(cut + 1, len(word) + 1)
        )

    def after_adnominal(self) -> bool:
        """Whether a noun is glued to an adnominal form (관형사형): 하는것, 펀드받은사람."""
        head = self.line[self.start : self.cut]
        if self.other.form in ("뿐", "만큼", "대로") and is_listed(head):
            return False  # a particle behind a noun that is read as a verb
        if self.line[self.cut] == "걸" and self.one.form in ("ᆯ", "을"):
            return False  # 먹을걸 그랬다
        if self.line[self.cut] == "게" and not _IN_SENTENCE.match(self.line, self.end):
            return False  # 잊지 않을게요, where 게 is read as 것이
        if self.other.form in ("수", "줄") and self.one.form not in ("ᆯ", "을"):
            return False  # 난수, 위치인수
        if self.line.startswith("수록", self.cut) and self.one.form in ("ᆯ", "을"):
            return False  # 높을수록, where 수록 is read as a noun
        if self.last is not None and self.last.tag == "VCP" and any(map(is_listed, (head, head[1:]))):
            return False  # 타법인증권, where 인 is read as the copula
        if self.line.startswith("지도", self.cut) and self.one.form in ("ᆯ", "을"):
            return False  # 만들지도 않는다, where 지도 is read as a map
        if MAY_BE_GLUED.match(self.line, self.cut):
            return False
        if self.other.form == "데":
            is_noun = self.other.tag == "NNB" and self.one.form == "는" and not self.line.endswith("안 ", 0, self.start)
            return is_noun and _TAKES.match(self.line, self.end) is not None
        if self.other.tag == "NNB":
            return bool(self.other.form in BOUND and head + self.other.form != "그럴듯") or (
                (self.other.form, self.one.form) in (("중", "는"), ("시", "ᆯ"), ("시", "을"))
            )
        return bool(
            self.other.tag in _WHOLE_NOUNS
            and (self.other.len > 1 or self.other.form in _ROOMS)
            and not self.other.oov
            and (
                self.cut - self.start > 1
                or self.other.form == "곳"
                or self.other.form in (_TO_DO if self.one.form == "ᆯ" else _POINTED_AT)
            )
            and is_word(head)
        )

    def after_ending(self) -> bool:
        """Whether the verb behind an ending that always stands apart from it is glued on: 해야하나, 하려함, 되고있음, 쉽지않음."""
        form, then = self.one.form, self.other.form
        if self.other.tag in _WHOLE_NOUNS:
            return (
                form in _ENDS_CLAUSE
                and self.other.len > 1
                and not self.other.oov
                and self.cut - self.start > 2
                and is_any_verb(self.line[self.start : self.cut])
                and is_word(self.line[self.cut : self.end])
            )
        return self.other.tag in _AUXILIARY and (
            (form in ("어야", "아야", "여야") and then in ("하", "되"))
            or (
                form in _BEFORE_DO
                and then == "하"
                and self.line[self.cut] in "하해했함한할합"
                and self.line[self.start : self.end] != CALLED
            )
            or (form == "고" and then in ("있", "싶"))
            or (form in ("고", "다") and then == "보" and self.other.tag == "VX" and self.after is not None)
            or (form == "고" and then == "나" and self.other.tag == "VX")
            or (form == "고" and then in ("오", "가") and self.last is not None and self.last.form in _TAKEN)
            or (form == "지" and (then in ("않", "못하") or (then == "말" and self.line[self.cut] in "말마")))
            or (form == "게" and (then == "되" or (self.other.tag == "VV" and self.other.len > 1)))
        )

    def after_noun_form(self) -> bool:
        """Whether 하다 is glued to a noun form with its particle fused to it: 싶긴함; or 전 to one in 기: 오기전."""
        if self.other.form == "전":
            return self.one.form == "기" and self.other.tag == "NNG" and self._ends
        return self.other.tag == "VX" and self.other.form == "하" and self.one.form in ("기", "ᆫ", "는", "도")

    def after_particle(self) -> bool:
        """Whether a word is glued to a particle: 특수관계인에대한, 권한과승인; and 하긴함, where the particle follows a noun form.

        도 before a noun is as often a part of the noun before it: 유사도계산.
        """
        if self.last is not None and self.last.tag == "ETN":
            return self.after_noun_form()
        head, tag = self.line[self.start : self.cut], self.other.tag
        if self.last is not None and self.last.tag in _THINGS and not self.last.oov and self.last.start >= self.start:
            if self.one.tag == "JKO" and tag in _AFTER_OBJECT and not self.other.oov:
                return is_word(head) and is_word(self.line[self.cut : self.end])
            if self.one.tag in ("JKS", "JKC") and tag in VERBS and self.other.form in ("되", "있", "없", "많"):
                return is_word(head)
        return (self.one.form in ("에", "을", "를") and self.other.form in _OF) or (
            (len(head) > 2 or self._is_pointing)
            and not self.other.oov
            and (
                (tag in _WHOLE_NOUNS and self.other.len > 1 and self.one.form != "도")
                or (tag == "MAG" and self.other.len > 1)
                or (tag in VERBS and self.end - self.cut > 1 and (self.one.form, self.other.form) != ("에", "서"))
            )
            and is_word(head)
            and is_word(self.line[self.cut : self.end])
            and not any(is_listed(head[at:]) for at in range(len(head) - 2))  # 양수도계약
        )

    @property
    def _is_pointing(self) -> bool:
        """Whether a pronoun begins the word, and a particle follows it: 뭐가|다른지, 내가|보기엔."""
        return self.last is not None and self.last.tag == "NP" and self.last.start == self.start

    def after_adverb(self) -> bool:
        """Whether a verb is glued to an adverb: 안함, 좀적절하진, 빨리받음.

        안되다 and 못하다 are words, and 안 되다 only where something is forbidden.
        """
        form, then, tag = self.one.form, self.other.form, self.other.tag
        if form in ("안", "못"):
            if self.one.start != self.start:
                return False  # what stands before an adverb has a blank between: 유안할 holds none
            return tag in VERBS and then != "되" and (form, then) not in _WORDS_WITH_NOT
        return form in _ADVERBS and (tag in VERBS or (form in _OF_DEGREE and tag in ("NNG", "XR"))) and then != "하"

    def _denies(self) -> bool:
        """하면 안되다, 승인이 안되다, 승인 안되다: 안 denies 되다, and is no part of the word 안되다."""
        if (self.one.form, self.other.form) != ("안", "되"):
            return False
        if self.last is None or self.last.tag in _SIGNS:
            # Of nothing that could fare ill, as in the proverb 안되면 조상 탓.
            return self.after is not None and self.after.form == "면" and not self.line.startswith(" 조상", self.end)
        if self.last.tag == "NNG" and self.last.form in DEEDS and self.cut - self.start == 1:
            return self.last.form not in FARES_ILL
        if self.last.tag in ("JKS", "JKC"):
            return self.subject is not None and self.subject.tag in ("NNG", "NP") and self.subject.form not in FARES_ILL
        return (
            self.last.form in ("면", "으면", "어서", "는", "어도")
            or self.last.tag == "NP"
            or (self.last.end == self.one.start and self.last.tag in _WHOLE_NOUNS and self.last.form not in FARES_ILL)
        )

    def after_determiner(self) -> bool:
        """Whether a noun is glued to a determiner (관형사): 이런것들, 다른회사, 이부분."""
        form, then = self.one.form, self.other.form
        if form in ("이", "그", "저"):
            return then in _POINTED_AT
        if form in ("한", "두", "세", "네"):
            is_in_name = self.before is not None and self.before.oov  # 쿠세권
            return not is_in_name and then in (_AFTER_ONE if form == "한" else _COUNTERS)
        if form in _OF_EACH:
            return self.one.start == self.start and (then in _POINTED_AT or (form == "전" and then == "국민"))
        return form in _DETERMINERS and (
            (self.other.tag == "NNB" and then != "데")
            or (self.other.tag in _WHOLE_NOUNS and (self.other.len > 1 or then == "일"))
        )

    def after_bound_noun(self) -> bool:
        """Whether a word is glued to a bound noun: 것같음, 할 수있다, 열 명정도."""
        form, then = self.one.form, self.other.form
        if then in _MEASURED:  # behind digits it is told without the analyser
            return self.last is not None and self.last.tag in ("NR", "MM")
        return (form in ("것", "거", "듯") and then == "같") or (
            form == "수" and then in ("있", "없") and self.last is not None and self.last.tag == "ETM"
        )

    def _lasts(self) -> bool:
        """3년동안, 7분만에."""
        return self.one.form in _OF_TIME and (
            (self.other.form == "동안" and self.other.tag == "NNG")
            or (self.other.form == "만" and self.other.tag == "NNB" and self._ends)
        )

    def after_noun(self) -> bool:
        """Whether a verb or a bound noun is glued to a noun: 딜러위한, 세금없음, 신청중, 발행시, 회의동안, 이득취함."""
        form, then, tag = self.one.form, self.other.form, self.other.tag
        if not (self.is_noun or (self.one.tag == "XSN" and self.before is not None)):
            return False
        if tag in VERBS or then == "없이":
            return self._has_own_verb()
        if tag == "NNB":
            return then == "때문" or (
                self._ends
                and (
                    (then in ("말", "초") and form in _YEARS)
                    or (then == "중" and form[-1] not in "일동")
                    or (then == "시" and form[-1] not in "일동" and (form in DEEDS or form in _EVENTS))
                )
            )
        return tag == "NNG" and (
            then == "동안"
            or (then == "후" and form[-1] not in "전직" and self._ends)
            or (then == "전" and form in DEEDS and self.after is not None and self.after.form in ("에", "까지"))
            or (then == "안" and form in _OF_TIME and self.after is not None and self.after.form == "에")
        )

    def _has_own_verb(self) -> bool:
        """Whether the verb behind a noun makes no word with it: 딜러위한, 세금없음, 승인내주진, 이득취함."""
        form, then = self.one.form, self.other.form
        if then in _OF and self.after is not None and self.after.tag in ("ETM", "EC"):
            return True
        if not self.is_noun:
            return False
        if then in ("없", "있", "없이"):
            return form not in _ONE_WITH_NOT and not is_any_verb(f"{form}없다")
        is_order = "순" in self.line[self.cut : self.end]  # 가격높은순
        may_follow = (len(then) > 1 or then in _SHORT_QUALITIES) and not is_order
        return self._gives() or (may_follow and self._is_clause())

    def after_number(self) -> bool:
        """Whether a counter is glued to a number in words: 열여섯명, 이십곳, 열명정도."""
        is_measured = self.after is not None and self.after.form in _MEASURED
        return bool(self.other.tag == "NNB" and self.other.form in _COUNTERS and (self.one.len > 1 or is_measured))

    def _gives(self) -> bool:
        """Whether a deed is what a verb that goes on with another one gives: 승인내주진."""
        return (
            self.one.form in DEEDS
            and self.after is not None
            and self.after.tag == "EC"
            and getattr(self.later, "tag", "") == "VX"
        )

    def _is_clause(self) -> bool:
        """Whether a noun and the verb behind it are no word, nor the name of a deed, as 자리비움 is within a sentence."""
        if is_word(self.line[self.start : self.end]):
            return False
        return (
            self.after is None
            or self.after.tag != "ETN"
            or _IN_SENTENCE.match(self.line, self.after.end) is None
            or (self.after.form == "기" and _SAID_OF_DEED.match(self.line, self.after.end) is not None)
        )

    @property
    def _ends(self) -> bool:
        """Whether nothing but a particle or the copula follows the second token in the word."""
        return self.other.end == self.end or (self.after is not None and self.after.tag in (*PARTICLES, "VCP"))


_RULES: Mapping[str, Callable[[TokenPair], Any]] = {
    "ETM": TokenPair.after_adnominal,
    "EC": TokenPair.after_ending,
    "ETN": TokenPair.after_noun_form,
    "MAG": TokenPair.after_adverb,
    "MM": TokenPair.after_determiner,
    "NR": TokenPair.after_number,
    "NNB": TokenPair.after_bound_noun,
    **dict.fromkeys(("NNG", "NNP", "XSN"), TokenPair.after_noun),
    **dict.fromkeys(PARTICLES, TokenPair.after_particle),
}
"""By the tag of the token before the place, the checks for what always stands apart from it (한글 맞춤법 제2항, 제42항, 제47항)."""
