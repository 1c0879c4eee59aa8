from vaulttools.english.spelling import is_word
from vaulttools.korean.lexicon import is_noun, is_verb
from vaulttools.note.outline import Confidence, Outline
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Findings, Good, Note, Span, Vault, VaultRule, pattern
from vaulttools.vault import COMPANY

_LONE_WORD = pattern(
    r"\n[ \t]*[-*+][ \t]+(?P<word>[가-힣]{2,}|[A-Z][A-Za-z]{3,}(?: [A-Z][A-Za-z]+)?)[ \t]*(?=[\r\n]|\Z)"
)
"""An item that is nothing but a word or two. The first line of a note is none among others."""
_FIRM = pattern(
    "[가-힣]{2,}(?:테크|소프트|바이오|랩스?|코리아|파트너스|시스템즈?|네트웍스|네트워크|로보틱스|에너지|푸드|그룹|홀딩스|머티리얼즈|모빌리티|헬스케어)"
    "|[A-Z][A-Za-z]+ (?:Foods|Labs?|Technologies|Systems|Robotics|Health|Bio|Energy|Networks|Partners|Holdings|Software|Capital|Audio|Motors|Studios?)"
)
"""What is called like a firm."""
_SHORTEST_NAME = 4
_LONGEST_WORD = 7
"""Korean words of one piece are shorter; what is longer and not split by a blank is a name in nearly every note."""


class NameAsBullet(VaultRule):
    """A company's name as an item of its own in the middle of another company's list.

    ## Why
    The items below the name are about that company, but markdown puts them all under the one before.

    ## Fix
    None here: make the name a heading, or indent its items below it.
    """

    examples = (
        Good(
            "- 나루\n- 참눈\n- 한결\n- 온담\n- 소리\n",
            beside={f"companies/{name}.md": "" for name in ("나루", "참눈", "한결")},
        ),
        Good(
            "- 팀은 넷\n- 매출 두 배\n- 프레젠테이션\n- 영업은 둘\n- 본사 서울\n- 나루\n  - 운임 지급\n",
            beside={"companies/나루.md": ""},
        ),
        Good("- 수집 항목을 알림\n- 보관 기간 3년\n- 개인정보처리방침\n- 동의를 받음\n- 파기 절차 둠\n"),
        Bad(
            "1. Fenwick\n  - tunes pianos\n  - visits cost $180\n  - «Paloma Foods»\n  - dough for hotels\n  - 40 hotels so far\n",
            beside={"companies/Fenwick.md": ""},
        ),
        Good(
            "1. Fenwick\n  - tunes pianos\n  - visits cost $180\n  - Unit Economics\n  - dough for hotels\n  - 40 hotels so far\n",
            beside={"companies/Fenwick.md": ""},
        ),
        Good(
            "1. Fenwick\n  - tunes pianos\n  - visits cost $180\n  - North America\n  - dough for hotels\n  - 40 hotels so far\n",
            beside={"companies/Fenwick.md": ""},
        ),
        Good("- 배당은 분기\n- 담보 없음\n- 기술신용보증기금은행\n", alone=True),
        Bad(
            "- 항목 이름 통일\n- 보험사에는 안 팖\n- «나루»\n- 운임을 하루 뒤 지급\n- 화주 신용으로 한도\n",
            beside={"companies/나루.md": ""},
        ),
        Bad(
            "## 금요일 오전\n\n문서나루\n  - 문서를 만듦\n  - api 기반으로 함\n  - «코리아유나이티드»\n  - 온라인 환전 서비스\n"
            "  - 원하는 환율에 매도\n한결\n  - 담보를 정리함\n  - 은행 두 곳\n참눈\n  - 얼굴을 맞춰 봄\n  - 고객은 은행\n"
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for match in _LONE_WORD.finditer(note.prose):
            word = match["word"]
            unknown = _is_name(word)
            if unknown or any(vault.kind(path) == COMPANY for path in vault.entities.named(word)):
                point = note.points.at(match.start("word"))
                if _among_phrases(note, point) and _is_news(vault.outline(note), match.start("word"), unknown):
                    yield self.finding(
                        Span(*match.span("word")),
                        "`{name}` is one more item in another company's list, so what follows seems to be about that company",
                        help="make it a heading, or indent the items that belong to it",
                        name=word,
                    )


def _is_name(word: str) -> bool:
    """Whether `word` is called like a firm, or is in no dictionary, nor are two parts that it could be made of."""
    if _FIRM.fullmatch(word):
        return not is_noun(word)
    if word.isascii():
        return " " not in word and not is_word(word.lower())
    return len(word) > _LONGEST_WORD or (
        len(word) >= _SHORTEST_NAME
        and not is_noun(word)
        and not is_verb(word)
        and not any(is_noun(word[:at]) and is_noun(word[at:]) for at in range(1, len(word)))
    )


def _is_news(outline: Outline, at: int, unknown: bool) -> bool:
    """Whether no rule about headings speaks of the name at `at`; an `unknown` word is a name only among companies."""
    if any(each.span.start == at and each.confidence > Confidence.LOW for each in outline.candidates):
        return False
    return not unknown or bool(outline.companies)


def _among_phrases(note: Note, point: Point) -> bool:
    """Whether the two items before `point` and the two behind it are at its level and have several words each."""
    near = [other for side in note.points.sides(point, 2) for other in side]
    return len(near) == 4 and all(each.is_item and each.indent == point.indent and " " in each.words for each in near)
