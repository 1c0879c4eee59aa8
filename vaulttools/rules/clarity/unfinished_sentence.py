import re
from collections.abc import Iterator

from vaulttools.korean.hangul import decompose, is_syllable
from vaulttools.korean.lexicon import is_noun, is_verb
from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Finding, Good, Note, NoteRule, Severity, Span, pattern

_LAST_WORD = pattern(
    r"(?:(?<![가-힣])(?P<particle>(?<=[는은] )것[은을이]|(?<=[가-힣] )때문에"
    r"|[가-힣]{1,15}(?:(?<=[가-힣]{2})(?:를|에게|이랑|하고)|(?<=[가-힣]{2}[자본험율률금권])을|(?<=[수율률])로|때문에|의해서?|위해서?|통해서?)|(?<=[가-힣] )(?:대해서?|비해서?|대한|관한|위한|인한|보다는|오히려|특히|아마도?|만약|혹시|왜냐하면|예를 ?들면|예를 ?들어|그래서|따라서|그러니까)"
    r"|(?<![A-Za-z0-9])[A-Z0-9]{0,8}[A-Z](?:도|만|은|는|을|를))"
    r"|(?<=[ \t])(?P<waiting>[가-힣]{1,15}고 나서|[가-힣]{1,15}(?:[은는인]데|면서?|다가|려면|자마자|느라|거나))"
    r"|(?<=[ \t])(?P<than>[가-힣]{2,15}보다)"
    r"|(?<=[ \t])(?P<subject>[가-힣]{1,15}(?:(?<=[가-힣]{2}들)이|(?<=[가-힣]{2})이|(?<=업체|회사|정부|대표|금리|규제)가|(?<=[가-힣]{2}자)가))"
    r"|(?<=[ \t])(?P<clause>[가-힣]{0,15}(?:하는|되는|있는|없는|하던|했던))"
    r"|(?<=[ \t])(?P<must>[가-힣]{0,15}(?:봐|해|돼|와|줘|써|려|져|켜|춰|쳐|겨|여|[가-힣]어|[가-힣]아)야)"
    r"|(?<=[가-힣A-Za-z])(?:이?랑|와|과|하고) (?P<about>관련(?:해서|하여|된|된 것)?)"
    r"|(?<=[ \t])(?P<connective>[가-힣]{1,15}(?:고|서|지만))"
    r"|(?<=[ \t])(?<!하나 )(?<!번 )(?<!둘 )(?<!셋 )(?<!모두 )(?<!전부 )"
    r"(?:더|또|좀|좀 더|다|너무|제일|가장|훨씬|매우|아주|점점|추가로|게다가|무엇보다|그런데|근데))"
    r"(?=[ \t]*(?:[\r\n]|\Z))"
)
"""What is `waiting` does so for its main clause so plainly that the next item of the list does not give it."""
_ADVERBS = frozenset(("나날이", "다달이", "일찍이", "더욱이", "샅샅이", "특별이", "가까이"))
_COMPLETE = pattern(r"(?:가로|세로|노을|마을|가을|제외하고|빼고|그리고)\Z")
_TURNED = pattern(r"(?:[,?]|[→⇒]|[-=]>) ")
_ASKS = pattern(r"[?？]\W*\Z")


class UnfinishedSentence(NoteRule):
    """A Korean list item that breaks off after a particle, a connective or an adverb (`…수수료를`, `…낮추면`, `…좀 더`).

    ## Why
    The verb was never written, so nobody can tell what was done to the thing named, or what follows from it.

    ## Fix
    None: finish the sentence, or remove its last word.
    """

    needs = "cues"
    severity = Severity.HINT
    formerly = ("dangling-particle",)
    cues = Cues(
        *at_line_end("를", "을", "로", "에게", "이랑", "하고", " 것은", " 것이", "도", "만", "은", "는", "이", "가"),
        *at_line_end(
            "때문에", "의해", "의해서", "위해", "위해서", "통해", "통해서", "대해", "대해서", "비해", "비해서"
        ),
        *at_line_end("대한", "관한", "위한", "인한", "보다는", "하던", "했던"),
        *at_line_end(
            "고",
            "서",
            "지만",
            "데",
            "면",
            "야",
            "관련",
            "관련해서",
            "관련하여",
            "관련된",
            "다가",
            "자마자",
            "느라",
            "거나",
            "보다",
        ),
        *at_line_end(
            "오히려", "특히", "아마", "아마도", "만약", "혹시", "왜냐하면", "들면", "들어", "따라서", "그러니까"
        ),
        *at_line_end(" 더", " 또", " 좀", " 다", " 너무", " 제일", " 가장", " 훨씬", " 매우", " 아주", " 점점"),
        *at_line_end("추가로", "게다가", "무엇보다", "근데"),
    )

    examples = (
        Good(
            "- 인수 경로\n- 지난 가을\n- 주소는 서울\n- 변수 가로\n- 판매자를\n  은행에 소개\n흐르는 글의 이 줄은 판매자를\n소개한다.\n"
        ),
        Good("- 중요한 것은: 값\n- 좋은 것\n- 원하는 것이 없음\n"),
        Good(
            "- 값을 낮추고\n- 판다\n\n- 신문 광고\n- 비고\n- 본사는 서울에서\n- 왜 지금?\n  - 규제가 3월에 풀려서\n",
            alone=True,
        ),
        Good(
            "- 버튼을 누르면\n  - 창이 열림\n- 설정 화면\n- 아이폰은\n  한 대\n- 질문 하나 더\n- 둘 다\n- 가는 데\n",
            alone=True,
        ),
        Bad("- 그래서 고객이 원하는 «것은»\n- 다음\n"),
        Bad("- 분포가 하나의 «모수로»\n- 판매자에게 «수수료를»\n- 인가가 늦은 것은 «규제때문에»\n- «SOPR도»\n"),
        Good("- 가로 세로와 옆면\n- 카레라이스, 라면\n- 아이폰 첫 화면\n- 좋은 점과 나쁜 면\n", alone=True),
        Good("- 언제부터? → 내년 2분기, 인가가 끝나면\n- 값\n", alone=True),
        Good("- 여야 합의\n- 더 두고 보다\n- 국내 분야\n"),
        Bad("- 경쟁사와 «붙어봐야»\n- 복제«와 관련해서»\n- 값은 «기존보다»\n- 넷\n"),
        Bad("- 그런데 반대로 «보면»\n- 그것만 «아니면»\n- 넷\n", alone=True),
        Bad("- 규제는 풀림\n- 수수료를 «낮추고»\n", alone=True),
        Bad(
            "- 현지 소싱이 «핵심인데»\n- 값을 «낮추면»\n- 소식이 «나오고 나서»\n- 창고를 «옮기면서»\n- 농가 고령화 «때문에»\n- 넷\n",
            alone=True,
        ),
        Bad("- 고객이 자주 «하는»\n- 경쟁사에 «비해»\n- 넷\n"),
        Good(
            "- 매출이 나날이\n- 공원에서 노는 어린이\n- 올해 증권사의 목표가\n- 담당은 벤처 투자가\n- 이름은 지은이\n"
        ),
        Bad("- 원격 진료 규제가 풀리면서 «병원들이»\n- 판을 짜는 동안 «시장이»\n- 인가를 받은 «회사가»\n- 넷\n"),
        Bad("- 부채는 그때 «다»\n- 그 이야기는 «좀 더»\n- «추가로»\n- 넷\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _LAST_WORD):
            point = note.points.at(match.start())
            if (
                point.is_item
                and not point.is_task
                and _is_broken_off(note, match, point)
                and not (note.is_template or _goes_on(note, point))
            ):
                yield self.finding(
                    Span(*match.span()),
                    "the sentence breaks off after `{word}`: the rest of the thought is missing",
                    help="finish the sentence, or remove its last word",
                    word=match[0],
                )


def _is_broken_off(note: Note, match: re.Match[str], point: Point) -> bool:
    """Whether the sentence of `point` was to go on behind `match`, where it ends."""
    if match["particle"]:
        return not _COMPLETE.search(match[0])
    if match["subject"]:
        return _is_subject(match["subject"])
    if match["clause"]:
        return is_verb(match["clause"])
    if match["must"]:
        return match["must"] != "여야" and is_verb(match["must"])
    if match["than"]:
        return is_noun(match["than"].removesuffix("보다"))
    if match["waiting"]:
        if _TURNED.search(note.prose, point.span.start, match.start()):
            return False  # the main clause stands before it: 내년 2분기, 인가가 나면
        return _leads_on(match[0].partition(" ")[0])
    return not match["connective"] or (_leads_on(match[0]) and _is_last(note, point))


def _is_subject(word: str) -> bool:
    """Whether `word` is a noun and the particle of a subject (병원들이), and neither a noun (높이) nor an adverb (틈틈이)."""
    noun = word[:-1].removesuffix("들")
    if word.endswith("가"):
        return noun != "소비자"  # 소비자가 is a price, too
    return (
        is_syllable(word[-2])
        and decompose(word[-2])[2] != ""
        and is_noun(noun)
        and not is_noun(word)
        and noun[: len(noun) // 2] != noun[len(noun) // 2 :]
        and word not in _ADVERBS
    )


def _leads_on(word: str) -> bool:
    """Whether `word` is a form of a verb before another (낮추면, 핵심인데), and no noun (화면)."""
    if word == "아니면":
        return True
    if word.endswith("인데"):
        return len(word) > 2 and is_noun(word[:-2])
    return is_verb(word) and not is_noun(word)


def _goes_on(note: Note, point: Point) -> bool:
    """Whether the next line carries on the item at `point`, or it answers a question above it."""
    later = note.points.after(point)
    if later is not None and (later.indent > point.indent or note.points.goes_on(point)):
        return True
    return any(_ASKS.search(each.words) for each in note.points.above(point))


def _is_last(note: Note, point: Point) -> bool:
    """Whether nothing follows in the list of `point` that could finish its sentence."""
    later = note.points.after(point)
    return later is None or later.is_heading or (later.is_item and later.indent < point.indent)
