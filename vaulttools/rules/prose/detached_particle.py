import re
from collections.abc import Iterator

from vaulttools.korean.hangul import coda_of, final_sound
from vaulttools.korean.lexicon import is_noun
from vaulttools.korean.particles import Tail, read_tail
from vaulttools.rule import Bad, Cues, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern

_PARTICLES = tuple(
    """
    을 를 은 는 의 에 로 한테 에서 에서는 에서도 에게 에게는 으로 으로는 으로서 으로써 까지 까지는 까지의 부터 부터는 처럼 조차 마다 끼리 이라는 에는 에도 에만 에서만 에게만 으로만 까지만 까지도 와는 과는 와의 과의 에서의 으로의 만큼 만큼은 만큼의
    입니다 입니다만 입니까 이었습니다 였습니다 이에요 예요
    """.split()
)
"""Particles, and forms of 이다, which is one: no words by themselves, so that one between blanks has lost its word."""
_PARTICLE = "|".join(_PARTICLES)
_CUES = Cues(" 과 ", " 와 ", *(f" {particle}{end}" for particle in _PARTICLES for end in " ,.\n"))
_AFTER_NOUN = pattern(f"(?<![가-힣])([가-힣]{{2,}}+|[것때곳]|(?<=[0-9])[가-힣%]) ({_PARTICLE})(?![가-힣])")
"""What is one syllable, like the percent sign, may be what a number counts."""
_WITH = pattern(
    "(?<![가-힣])([가-힣]{2,}) (과(?= [가-힣])|와(?= (?:같[은이음다]|경쟁|관련|다[르른]|달[라랐리]|동일|마찬가지|무관|비교|비슷|연[계동]|제휴|함께|협[력업의])))"
)
"""The particle between two nouns. 와 is also a form of 오다: only what goes with the particle stands behind it."""
_AFTER_LATIN = pattern(rf"(?<![\w.])([A-Za-z]\w*) ({_PARTICLE})(?![가-힣])", re.ASCII)
_ON_LATIN = pattern(r"[A-Za-z0-9](?:은|는|이|가|을|를|의|에|에서|로|으로|와|과|도|만)(?![가-힣])")
_TWICE = pattern(r"(?<![가-힣])([가-힣]+?)(을|를|에서|에게|으로|까지|부터) \2(?![가-힣])")
"""은 and 는 are words as well: 값은 은 시세."""
_AFTER_LINK = pattern(f"[ ]({_PARTICLE}|가|와|랑|이랑|에게서|으로부터|로부터|로는)(?=[ \t.,!?\r\n]|$)")


class DetachedParticle(NoteRule):
    """A Korean particle that is separated from its word or link: `[[토스]] 는`, `변수 를`.

    ## Why
    A particle is written together with the word before it. Many editors leave a space after a link they complete.

    ## Fix
    Unsafe: the space is removed.
    """

    examples = (
        Good("[[토스]]는 은 가격과 금 을지로, 변수를 본다. 그 는 아니다.\n"),
        Good("[[토스]] 은행, [[토스]] 가격, [[토스]] 의장.\n"),
        Good("종로 로터리, 의 좋은 형제, 만 명. 회의 의사록, 소개 로그.\n"),
        Good("새로 은 값이 오른다. 빠르게 을 씀. 비용 조차장, 끝 까지다.\n"),
        Bad("[[토스]]« »는 컸다. [[온투업]]« »을 본다.\n", fixed="[[토스]]는 컸다. [[온투업]]을 본다.\n"),
        Bad("파일« »처럼 둔 것« »부터 시장« »까지 우리« »끼리.\n", fixed="파일처럼 둔 것부터 시장까지 우리끼리.\n"),
        Good("원하는 만큼, 늘어난 만큼, 살 만큼, 기간 만큼, 이 만큼.\n"),
        Bad("비용« »만큼 받고 재고의 개수« »만큼은 남김.\n", fixed="비용만큼 받고 재고의 개수만큼은 남김.\n"),
        Bad("이 변수« »를 바꾸고 시장« »에서 판다.\n", fixed="이 변수를 바꾸고 시장에서 판다.\n"),
        Bad("[[토스]]« »처럼 [[온투업]]« »이랑\n", fixed="[[토스]]처럼 [[온투업]]이랑\n"),
        Bad("답은 두 가지« »입니다. [[토스]]« »입니다.\n", fixed="답은 두 가지입니다. [[토스]]입니다.\n"),
        Bad("이용자들« »의 반응, 최종 수정안« »에 없음.\n", fixed="이용자들의 반응, 최종 수정안에 없음.\n"),
        Good("3월은 은 시세, 2부 의장, 5년 로드맵.\n"),
        Bad("12%« »에서 1.5%« »로, 30억« »을 썼다.\n", fixed="12%에서 1.5%로, 30억을 썼다.\n"),
        Bad("병원« »과의 계약, 은행 대표« »와의 미팅.\n", fixed="병원과의 계약, 은행 대표와의 미팅.\n"),
        Bad("매출을« 을» 늘림.\n", fixed="매출을 늘림.\n"),
        Good("같은 과 동기, 우리 과 학생, 대표 와 있음, 손님 와 자리 없음, 사과 와 배.\n"),
        Bad("매출« »과 이익, 값은 경쟁사« »와 비슷함.\n", fixed="매출과 이익, 값은 경쟁사와 비슷함.\n"),
    )

    def check(self, note: Note) -> Findings:
        for span, particle in detached(note):
            yield self.finding(
                span,
                "the particle `{particle}` is separated from its word",
                help="delete the space",
                edits=[Edit(span, "")],
                safety=Safety.UNSAFE,
                particle=particle,
            )
        for match in note.cued(_CUES, _TWICE):
            if is_noun(match[1]) and _agrees(match[1], match[2]):
                span = Span(match.end(2), match.end())
                yield self.finding(
                    span,
                    "the particle `{particle}` is repeated",
                    help="delete one of them",
                    edits=[Edit(span, "")],
                    safety=Safety.UNSAFE,
                    particle=match[2],
                )


def detached(note: Note) -> Iterator[tuple[Span, str]]:
    """The blanks of `note` that part a particle from its word or link, each with the particle."""
    text = note.text
    for link in note.links:
        if link.wiki and not link.embed and text.startswith(" ", link.span.end):
            match = _AFTER_LINK.match(text, link.span.end)
            if match and _agrees(link.shown or link.path, match[1]):
                yield Span(match.start(), match.start() + 1), match[1]
    for match in (*note.cued(_CUES, _AFTER_NOUN), *note.cued(_CUES, _WITH)):
        if (
            (len(match[1]) == 1 or is_noun(match[1]))
            and _agrees(match[1], match[2])
            and not (match[2].startswith("만큼") and coda_of(match[1][-1]) in ("ㄴ", "ㄹ"))  # 원하는 만큼
        ):
            yield Span(match.end(1), match.end(1) + 1), match[2]


def detached_from_latin(note: Note) -> Iterator[tuple[Span, str]]:
    """The blanks in list items of `note` between a word in Latin letters and its particle, each with both: `BM 은`.

    Many writers of documents leave them throughout, so there are none unless the note has more particles without a blank.
    """
    found = [
        match
        for match in note.cued(_CUES, _AFTER_LATIN)
        if _agrees(match[1], match[2]) and note.points.at(match.start()).is_item
    ]
    if found and len(found) < len(_ON_LATIN.findall(note.prose)):
        for match in found:
            yield Span(match.end(1), match.end(1) + 1), match[0]


def _agrees(word: str, particle: str) -> bool:
    return read_tail(final_sound(word), particle) in (Tail.PARTICLE, Tail.COPULA)
