import re

from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_DOUBLED = "ㄷㄷ ㅋㅋ ㅎㅎ ㄱㄱ ㄴㄴ ㅉㅉ".split()
_INITIALS = "ㄹㅇ ㅇㅈ ㄱㅅ ㅇㅋ ㅁㄹ ㅈㅅ".split()
_WORDS = "원툴 개꿀 존버 노답 극혐 뇌피셜 쩐다 가즈아 갓성비 창렬".split()
_ENGLISH = "lol lmao rofl wtf omg smh ngl".split()
_SLANG = pattern(
    either(
        "(?<![ㄱ-ㅎㅏ-ㅣ])"
        + either(
            rf"[ㄷㅋㅎㄱㄴㅇㅉ]{{0,9}}{either(*_DOUBLED)}[ㄷㅋㅎㄱㄴㅇㅉ]*",
            rf"[ㅠㅜ]{{2,}}|(?<=[가-힣] )[ㅠㅜ](?={LINE_END})",
            rf"{either(*_INITIALS)}(?![가-힣])|ㅇㅇ(?=,| 맞)|(?<=[-*+가-힣] )ㅇㅇ(?={LINE_END})",
        )
        + "(?![ㄱ-ㅎㅏ-ㅣ])",
        *_WORDS,
        "계산 ?때[리려린림]|팔아 ?먹|반려 ?먹",
        r"떡[상락](?=[ 함했할은는이가을를,.)]|\Z)",
        "빡[세센셈]|쩔[어었]|레알(?![가-힣])|혜자(?=[임스 ])",
        rf"(?<![A-Za-z]){either(*_ENGLISH)}(?![A-Za-z])",
    )
)
_OPENED = pattern(r"[\"“‘「『][^\"“”‘’「」『』]*\Z")
_CLOSED = pattern(r"[^\"“”‘’「」『』]*[\"”’」』]")
_NEAR = 60
"""Code points on either side in which quotation marks are looked for."""
_TONE = pattern("[ㅎㅋㅠㅜ]+")
_FINISHED = pattern(r"[.!?~…] ?\Z")
"""Behind a finished sentence a smile or a tear takes nothing from what it says."""
_TEAR = pattern("[ㅠㅜ]+")
_TOLD = pattern(r"[음함됨임다네요] ?\Z")
"""The end of a sentence without its full stop. A tear behind it regrets; a laugh may praise or mock."""


class Slang(NoteRule):
    """Slang, and letters that stand for a laugh or a gasp (ㄷㄷ, ㅋㅋ, 원툴, lol).

    ## Why
    It says that something was striking and leaves out what, and in a year nobody can tell praise from mockery. The
    note is hard to quote to others, and a search for the plain word does not find it.

    ## Fix
    None: say in plain words what was striking, or use the plain word.
    """

    severity = Severity.HINT
    cues = Cues(
        *(*_DOUBLED, "ㅠㅠ", "ㅜㅜ", "ㅠㅜ", "ㅜㅠ", " ㅠ", " ㅜ", *_INITIALS, "ㅇㅇ", *_WORDS, *_ENGLISH),
        *(f"{what}{gap}{done}" for what, done in (("계산", "때"), ("팔아", "먹"), ("반려", "먹")) for gap in ("", " ")),
        *("떡상", "떡락", "빡세", "빡센", "빡셈", "쩔어", "쩔었", "레알", "혜자"),
    )

    examples = (
        Good("- 먹튀와 러그풀을 막는다\n- ㄷ자 건물, 첫소리 ㄱ과 ㄴ\n- 까마귀, 원투펀치, 계산을 때맞춰 함\n"),
        Good("> 쉽지는 않아요 ㅠㅠ\n"),
        Good("- 다들 수고했어요. ㅎㅎ\n- 아직은 어렵다..ㅠㅠ\n- 비수기 대책이 없음 ㅠ\n"),
        Good("Lolita, `lol`, the OMG standard\n"),
        Bad("- 마케팅 없이도 큰다 «ㄷㄷㄷ»\n- 부동산 «원툴», 건강 등급을 «계산때림»\n"),
        Bad("- «ㅇㅇ»\n- 회신 옴 «ㅇㅇ»\n- «ㅇㅇ» 맞음, 월 1회는 «ㅇㅋ»\n"),
        Bad("- no slides at all «lol»\n"),
        Good('- ㅇㅇ 대표가 말함\n- 대표는 "존버만이 답"이라는 말을 싫어함\n'),
        Bad("- 대기업이 하면 «ㅠ»\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued(self.cues, _SLANG):
            point = note.points.at(match.start())
            if point.marker == ">" or _is_quoted(note.prose, match, point.span):
                continue  # the words of another
            start = max(0, match.start() - 2)
            if _TONE.fullmatch(match[0]) and _FINISHED.search(note.prose, start, match.start()):
                continue
            if _TEAR.fullmatch(match[0]) and _TOLD.search(note.prose, start, match.start()):
                continue
            yield self.finding(
                Span(*match.span()),
                "`{word}` is slang: hard to understand, find and quote later",
                help="say it in plain words",
                word=match[0],
            )


def _is_quoted(prose: str, match: re.Match[str], line: Span) -> bool:
    """Whether quotation marks stand on both sides of `match` in its `line`."""
    return bool(
        _OPENED.search(prose, max(line.start, match.start() - _NEAR), match.start())
        and _CLOSED.match(prose, match.end(), min(line.end, match.end() + _NEAR))
    )
