import re

from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_SAYS = "said|says|thinks|thought|wants|wanted|knows|knew|mentioned|told|asked|likes|liked|will|would|seems|seemed|didn't|doesn't"
_TO = "(?=(?:[이가은는도을를의]|(?:한테|에게|께|께서|이랑|랑|하고|과|와)[은는도]?)?[ ,])"
_PRONOUN = pattern(
    either(
        rf"(?<![가-힣])(?P<stranger>(?:(?:그때|지난번에?|저번에?|아까) 그 ?(?:분|사람|친구)|저분){_TO}"
        rf"|\b(?:(?:the|that) (?:guy|dude|lady)(?= (?:from|at)\b)|that (?:guy|dude|lady)(?=['’]s\b|{LINE_END})))",
        rf"(?<![가-힣])(?P<korean>그 (?:사람|친구)(?:들|네)?|그 ?분(?:들)?|걔네?|쟤네?){_TO}",
        rf"(?<=[-*+] )(?P<he>[Ss]?[Hh]e)(?= (?:{_SAYS})\b)",
    )
)
"""Somebody met or heard of elsewhere; somebody who may be named before."""
_PERSON = pattern(
    "대표|이사|팀장|사장|부장|차장|과장|대리|실장|심사역|교수|선생|박사|원장|의사|변호사|회계사|기자|작가|감독|회장|의원|창업자|파트너|멘토|담당|직원"
    "|동료|친구|선배|후배|사람|고객|사용자|이용자|투자자|님|씨|[가-힣]자(?![가-힣])|형|누나|언니|오빠|엄마|아빠|C[ETFPOM]O"
)
"""What somebody is called that a Korean pronoun may stand for."""
_SOMEONE = pattern(
    r"(?<=[ \t(:,/])(?!I\b)[A-Z]|^[ \t]*(?:[-*+][ \t]+)?(?!(?:[Ss]?He|It|They|We|You|I|The|This|That|A)\b)[A-Z][a-z]+ ?[:(,]|^#|\ufffc"
    r"|\b(?:founder|partner|investor|manager|doctor|teacher|professor|analyst|lawyer|engineer|designer|author|writer|speaker|host|guest|boss|owner|customer|user|client"
    r"|friend|colleague|mother|father|mom|dad|wife|husband|brother|sister|son|daughter|girl|boy|man|woman|guy|lady|person|someone|somebody)s?\b",
    re.M,
)
"""What `he` or `she` may stand for: a name, whatever begins with a capital, a heading, a link."""
_NAME = pattern(
    "(?<![가-힣])[강고곽구권김나남노도류문민박방배백변서석선설성손송신심안양엄여염오우원위유윤이임장전정조주지진차채천최추하한함허현홍황][가-힣]{1,2}(?![가-힣])"
    "|[A-Z][a-z]+ [A-Z][a-z]+"
)
"""What reads like the name of a person: a surname of one syllable and a given name."""
_QUOTED = pattern(r"[\"“”「」『』\ufffc]")
"""Where somebody else speaks, or a link may be who is meant."""


class UnnamedPerson(NoteRule):
    """A pronoun for a person whom nothing before it names: `그 사람`, `그분`, `걔`, `she`, `the guy from the bank`.

    ## Why
    Everybody in the room knew who it was. Later nobody can ask that person, and a search for the name does not find the line.

    ## Fix
    None: write the name, or the role if you do not know the name.
    """

    severity = Severity.HINT
    cues = Cues(
        *("그 사람", "그 친구", "그분", "그 분", "걔", "쟤"),
        *("he guy from", "at guy from", "dude from", "lady from", "he guy at", "at guy at"),
        *(f"that {one}{end}" for one in ("guy", "dude", "lady") for end in ("'s", "’s", "\n")),
        *(f"- {he} " for he in ("he", "He", "she", "She")),
    )

    examples = (
        Good("- met Ruth at the fair\n- she said yes\n\n## Ruth\n\n- he said no\n", alone=True),
        Good("- the founder is shy\n- he said yes\n", path="notes/calls.md", alone=True),
        Good("- no slides\n- she said yes\n", path="people/Ruth.md", alone=True),
        Good("## 팜노트\n- 대표가 셋\n- 그 사람이 영업을 다 함\n"),
        Good("# 김민수\n\n그분은 상냥하다. 그 사람이 그랬다.\n"),
        Good("- 그분은 상냥함\n- 오래 봄\n", path="people/김민수.md"),
        Good("- 이민자를 돕는 모임이고 그 사람들이 삶\n- 상권은 좁음\n흐르는 글에서 걔가 그랬다.\n"),
        Bad("## 팜노트\n- 농가 3,200호\n- «걔네» 지표가 더 나음\n- «그 사람»이랑은 얘기가 끝남\n"),
        Bad("- 대표와 통화함\n- «저번 그분»은 보류\n"),
        Bad(
            "- no slides at all\n- «she» thinks margins are fake\n- «the guy» at the bank\n- introduce Ruth to «that guy»\n- «that guy»'s paper\n",
            path="notes/calls.md",
            alone=True,
        ),
    )

    def check(self, note: Note) -> Findings:
        named = {
            "stranger": len(note.prose),
            "korean": _first(_PERSON, note),
            "he": _first(_SOMEONE, note) if note.name == note.name.lower() else 0,
        }
        """From where on somebody is named whom such a pronoun may stand for."""
        for match in note.cued(self.cues, _PRONOUN):
            kind = match.lastgroup or ""
            point = note.points.at(match.start())
            before = note.points.before(point)
            if match.start() > point.span.start and (
                before is None or not point.is_item or note.points.holds(point, _QUOTED)
            ):
                continue  # a sentence may name somebody in any way
            title = before.words if before is not None and before.is_heading else note.name
            if match.start() <= named[kind] and not (kind == "korean" and _NAME.search(title)):
                if kind == "he":
                    named[kind] = 0  # who he is has to be said once
                yield self.finding(
                    Span(*match.span()),
                    "nothing before `{pronoun}` says who it is: later nobody knows whom to ask",
                    help="write the name, or the role",
                    pronoun=match[0],
                )


def _first(sign: re.Pattern[str], note: Note) -> int:
    """Where `sign` first is in `note`; at its end where it is not."""
    match = sign.search(note.prose, note.body_start)
    return match.start() if match else len(note.prose)
