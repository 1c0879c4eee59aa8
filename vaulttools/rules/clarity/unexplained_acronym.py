from collections.abc import Iterator
from functools import lru_cache

from vaulttools.english.spelling import is_everyday, is_word
from vaulttools.english.words import ACRONYMS
from vaulttools.note.points import Point
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, Severity, Span, Vault, VaultRule, option, pattern
from vaulttools.spelling import Kind
from vaulttools.text import occurrences, width

_PARTICLE = "(?:이라고|라고|이란|란|에게|에서|으로|까지|부터|처럼|보다|에는|에도|에|의|은|는|이|가|을|를|과|와|로|도|만|나|사|업|형)"
_ACRONYM = pattern(
    either(
        # Not part of a name of several words, nor where somebody works or comes from, nor said to be a certificate.
        r"(?<![A-Za-z0-9가-힣_.&+#@\[-])(?<![A-Z]/)(?<![A-Z]{2} )(?<!\bat )(?<!\bfrom )(?<!\bby )"
        rf"[A-Z]{{2,6}}(?![A-Za-z0-9_&+#-]|\.[A-Za-z0-9]| (?:인증|규격|표준|마크|certif|mark\b))(?={_PARTICLE}?(?![가-힣]))",
        # The second of two: PG/VAN.
        "(?<=[A-Z]/)[A-Z]{2,6}(?=사?(?![A-Za-z가-힣0-9_&+#-]))",
    )
)
_MEANT_BESIDE = {
    "CB": pattern("전환|발행|인수|만기|콜옵션|풋옵션|리픽싱|BW|RCPS|사채|채권"),
    "IC": pattern("투심|투자심의|심의|심사|안건|표결|partner|committee"),
    "LP": pattern(r"펀드|출자|조합|결성|운용사|모태|보수|\bGPs?\b|\bfund|\bcommit"),
}
"""What is written near an acronym with two meanings where those of the trade are at work: a convertible bond, and no credit
bureau; an investment committee, and no chip; an investor in a fund, and nobody who quotes prices."""
_FIRM = pattern(
    r"(?:인증|규격|특허)(?:은|는)?[:：]? [^.;]{0,30}\Z"
    r"|(?:경쟁|고객|투자|제휴|협력|거래|공급|납품|발주|주간|시공|모|자)(?:회사|업체|사|처)(?:들|로는|은|는|이|가|로)?[:：]? (?:[^,.;/]{1,20}(?:, ?|/))*\Z"
    r"|(?i:competitors?|customers?|clients?|partners?|investors?|vendors?)(?: (?:is|are|like)|:)? (?:[^,.;/]{1,20}(?:, ?|/))*\Z"
)
"""What says that names of firms, or of certificates, follow."""
_LISTED_BEFORE = pattern(r"(?<![A-Za-z0-9])([A-Z][a-z]{2,})(?:, ?|/)\Z")
_LISTED_AFTER = pattern(r"(?:, ?|/)([A-Z][a-z]{2,})(?![A-Za-z0-9])")
"""A word with a capital, beside which an acronym is listed: `Zurich, AXA`."""
_TITLE = "대표|이사|팀장|심사역|교수|의원|원장|변호사|회계사|상무|전무|부사장|사장|회장|본부장|실장|부장|차장|과장|대리|박사|파트너|위원|기자"
_INITIALS = pattern(
    rf"(?<![ㄱ-ㅎㅏ-ㅣ가-힣A-Za-z0-9])[ㄱ-ㅎ]{{3,4}}(?=(?:님|씨)?(?:[은는이가을를도의와과랑]|한테|에게| ?[쪽측]| ?(?:{_TITLE})))"
)
"""The first consonants of a Korean name: `ㄱㅈㅎ`."""
_FEWEST_CONSONANTS = 3
"""Different consonants that initials have: ㅎㄷㄷ and ㅋㅋㅋ are sounds."""
_ALPHABET = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_CONSONANTS = Cues(*_ALPHABET)
_SHORTEST_WORD = 4
"""Letters of an English word that is not taken for an acronym; shorter acronyms often spell one: `VAN`."""
_CAPITALS = pattern(r"[A-Z][A-Z]+")
"""Written without `{2,}`, as what begins with one of some characters is found several times as soon."""
_FEWEST_BLOCKS = 2
_WIDEST_TERSE = 60
_HANGUL = pattern(r"[가-힣]")


class UnexplainedAcronym(VaultRule):
    """An acronym in a note about companies or of a meeting that is neither a note nor an alias, and is not spelled out; a name given by its first consonants only (`ㄱㅈㅎ`), in any note.

    ## Why
    On the day everyone knew what `LP` was: an investor, a liquidity provider, or a record. Where the words around it say so (a
    fund, its `GP`), it is not reported, and neither are words that all of the trade know (`KPI`, `RCPS`) nor firms
    (`경쟁사는 KPP`, `Zurich, AXA`), nor a company that has a section of the note.

    Other notes are left alone, and so are English sentences outside lists: technical notes are full of acronyms that their
    readers know. Only where a short Korean note has a single one, in a short item, it is reported.

    ## Fix
    None: spell it out once, `LP(유동성 공급자)`, or in a note called `용어집` or `Glossary`; or make a note for it, with the
    acronym among its `aliases`.
    """

    severity = Severity.HINT

    known: tuple[str, ...] = option((), "More acronyms that need no explanation.")

    examples = (
        Good("- LP에게 보고\n- STO 심사\n", beside={"concepts/출자자.md": "---\naliases: [LP]\n---\n", "STO.md": ""}),
        Good(
            "- 유동성 공급자(LP)가 없음. LP는 필요함\n- VAN(부가통신망) 회사\n- NLM: 자연어 모형\n- IOE means input of energy\n- QXP는 품질 지표의 약자\n- NLM을 씀\n- Kind Query System, KQS\n- 역할: [ZQ] 유광수\n"
        ),
        Good("- API로 받음, B2B 위주, DB하이텍 주주, KB증권, R&D, CEO가 발표\n- `MVRV` 값\n"),
        Good("The MVRV is an English matter. VAN, LP.\n"),
        Good(
            "[[한결]]\n- LP가 없음, STO 심사, VAN 회사\n",
            beside={
                "companies/한결.md": "",
                "용어집.md": "- **LP**: 유동성을 대는 곳\n- STO - 토큰으로 낸 증권\n\n| VAN | 부가통신망 |\n|---|---|\n",
            },
        ),
        Good("# QZP 보고\n- 결성액 120억 원\n", path="meetings/2025-03-07.md", beside={"companies/한결.md": ""}),
        Good("- ㅎㄷㄷ, ㅋㅋㅋ이라고, ㄱㄴㄷ은 첫소리\n- 강지훈(ㄱㅈㅎ)이 소개함, ㄱㅈㅎ은 심사역\n"),
        Bad("- «MVRV» 지표를 만듦, MVRV는 오름\n- PG/«VAN»사\n- «LP»가 없을 수도 있음\n", path="companies/한결.md"),
        Bad("- «ㄱㅈㅎ» 쪽에서는 반대\n- ㄱㅈㅎ이 그랬음\n- «ㅇㅅㅂ» 원장이 소개함\n"),
        Good("- 유동성 공급자 [LP]\n- LP가 호가를 냄\n", path="companies/한결.md"),
        Good(
            "- 인증: QNP, QXM 완료 / QNS 진행\n- 경쟁사는 QNP, QNS\n- 고객사: 한빛, QNS\n- 투자사 QNP\n"
            "- 시범 운영 2곳(Zorvex, QNS), QNP/Allianz 고객\n",
            path="companies/한결.md",
        ),
        Bad("- Margin, «QNS» 둘 다 낮음\n", path="companies/한결.md"),
        Good("- GP가 관심을 보임\n- RCPS 20억 원\n- CAD 도면\n", path="companies/한결.md"),
        Good("- 2호 펀드 결성 중\n- LP 둘이 출자를 미룸\n- CB 8% 발행\n- IC 안건\n", path="companies/한결.md"),
        Bad("- 환율을 스스로 정함\n- 호가를 낼 «LP»가 없음\n", path="companies/한결.md"),
        Good("- MOVIE, LG QNS, OOOOOO, DART 공시, 한결QNS 주주\n", path="companies/한결.md"),
        Good("14:00 HPSP — 수소로 식각하는 장비\n- QNS - 품질 지표\n", path="companies/한결.md"),
        Good("- HDPE 통에 담음, MFC는 오래됨\n"),
        Good("- QXM 인증을 맡김\n- SOM은 300억, PSR 2배, USP가 없음, 3분기 매출 TBU\n", path="companies/한결.md"),
        Bad("- 병원 23곳\n- «PHA» 붙으면 두 배\n", alone=True),
        Good(
            "# 데모데이\n\n## QNSX\n\n- 정산 자동화\n- QNSX는 월 125,000원\n\nZUPT\n- 물류\n- ZUPT 창고 3곳\n",
            path="meetings/2025-03-07 데모데이.md",
            beside={"companies/한결.md": ""},
        ),
        Bad(
            "# 데모데이\n\n## 넉스\n\n- «QNSX» 심사 중\n- 월 125,000원\n",
            path="meetings/2025-03-07 데모데이.md",
            beside={"companies/한결.md": ""},
        ),
        Bad("- waiting on «QRB»\n", path="meetings/2025-03-07.md", beside={"companies/한결.md": ""}),
        Good("[[한결]]\n- NLM 모델을 씀\n", beside={"companies/한결.md": ""}, alone=True),
        Bad("[[한결]]\n- «NLM» 모형과 ABM을 씀\n", options={"known": ("ABM",)}, beside={"companies/한결.md": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        yield from self._initials(note)
        if note.prose.isascii() and not vault.entities.companies:
            return  # Of English lines it is only asked where somebody writes about companies.
        unknown = _unknown(note, vault, {*self.known})
        first = next(unknown, None)
        if first is None or len(note.blocks.spans("code_block")) >= _FEWEST_BLOCKS:
            return  # Where there is much code, the readers know the trade.
        if vault.is_about_companies(note) or vault.is_of_meeting(note):
            found = [first, *unknown]
        else:
            # Who jots down several writes for those of the trade; one alone stood for something that was talked about.
            found = [first] if note.is_jotted and next(unknown, None) is None and _is_terse(note, first) else []
        for span in found:
            yield self.finding(
                span,
                "nothing says what `{name}` stands for: a later reader can only guess",
                help="spell it out once: `{name}(…)`, or make a note with this alias",
                name=span.of(note.prose),
            )

    def _initials(self, note: Note) -> Findings:
        """Names of people or firms of which only the first consonants were written."""
        if _CONSONANTS.number not in note.cues:
            return
        seen: set[str] = set()
        for match in _INITIALS.finditer(note.prose):
            name = match[0]
            if name in seen or len({*name}) < _FEWEST_CONSONANTS or name in _ALPHABET:
                continue
            if note.points.at(match.start()).is_item and not _is_explained(name, note.prose):
                seen.add(name)
                yield self.finding(
                    Span(*match.span()),
                    "nothing says whom `{name}` stands for: later nobody can tell, and a search for the name misses it",
                    help="write the name, or spell it out once: `{name}(…)`",
                    name=name,
                )


def _unknown(note: Note, vault: Vault, seen: set[str]) -> Iterator[Span]:
    """The acronyms of `note`, each where it first stands, that neither it nor the vault explains; none of `seen`."""
    prose = note.prose
    line, is_korean = None, False
    asked = False
    for capitals in _CAPITALS.finditer(prose):
        name = capitals[0]
        if name in ACRONYMS or name in seen:
            continue
        match = _ACRONYM.match(prose, capitals.start())
        if match is None:
            continue
        point = note.points.at(match.start())
        if point is not line:
            line, is_korean = point, _HANGUL.search(point.words) is not None
        if point.marker in ("|", "#") or (not is_korean and not (point.is_item and vault.entities.companies)):
            continue
        if _is_firm(prose, point, Span(*match.span())) or _is_meant_beside(note, point, name):
            continue
        if len(set(name)) == 1 or (len(name) >= _SHORTEST_WORD and is_word(name.lower())):
            continue  # a blank to fill in; a word in capitals
        if not asked:
            asked = True
            if not (note.is_jotted or vault.is_about_companies(note) or vault.is_of_meeting(note)):
                return  # before the words of the vault are looked at, which takes long
            seen |= {company.name for company in vault.outline(note).companies}
            if name in seen:
                continue
        seen.add(name)
        span = Span(*match.span())
        if name in vault.explained or any(slip.span == span for slip in vault.vocabulary.slips(note, Kind.TABLE)):
            continue  # a slip is reported as misspelt
        if not vault.resolve(name, note.path).path and not vault.by_alias(name) and not _is_explained(name, prose):
            yield span


def _is_firm(prose: str, point: Point, span: Span) -> bool:
    """Whether the words beside `span` say that a firm is named there: `경쟁사는 KPP`, `(Zurich, AXA)`."""
    first = max(point.span.start, span.start - _FARTHEST_HEAD)
    if _FIRM.search(prose, first, span.start) is not None:
        return True
    beside = _LISTED_BEFORE.search(prose, first, span.start) or _LISTED_AFTER.match(prose, span.end)
    return beside is not None and not is_everyday(beside[1].lower())


def _is_meant_beside(note: Note, point: Point, name: str) -> bool:
    """Whether the line of an acronym with two meanings, the lines beside or above it, or the name of the note say which is meant."""
    words = _MEANT_BESIDE.get(name)
    return words is not None and (
        words.search(note.name) is not None
        or any(
            note.points.holds(each, words) for each in (point, *note.points.beside(point), *note.points.above(point))
        )
    )


def _is_terse(note: Note, span: Span) -> bool:
    """Whether the line of `span` is a short Korean item."""
    point = note.points.at(span.start)
    return point.is_item and _HANGUL.search(point.words) is not None and width(point.words) <= _WIDEST_TERSE


def _is_explained(name: str, prose: str) -> bool:
    """Whether `prose` spells `name` out: in brackets, behind a colon or an equals sign, or by words with its initials."""
    if (
        name in _initials_of(prose)
        or f"({name}" in prose
        or f" [{name}]" in prose
        or f"{name}(" in prose
        or f"{name} (" in prose
    ):
        return True
    for at, end in occurrences(name, prose):
        is_said_after = not _is_capital(prose[max(0, at - 1) : at]) and (
            _MEANS.match(prose, end) is not None
            or (
                _DASH.match(prose, end) is not None and _HEAD.search(prose, max(0, at - _FARTHEST_HEAD), at) is not None
            )
        )
        if is_said_after or (_IS.search(prose, max(0, at - 2), at) and not _is_capital(prose[end : end + 1])):
            return True
    return False


def _is_capital(char: str) -> bool:
    return "A" <= char <= "Z"


_MEANS = pattern(r"(?:\*\*)? ?(?:[:：=]|means\b|stands for|[^\r\n]{0,30}(?:뜻|약자|줄임말))")
"""What stands between a name and the words that say what it stands for."""
_IS = pattern("[:=] ?\\Z")
_DASH = pattern(r" [-–—] ")
_HEAD = pattern(r"(?:\A|[\r\n])[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\d\d?:\d\d[ \t]+)?\Z")
"""What stands before a name that opens its line, perhaps with a time of day, and so is what the rest tells of."""
_FARTHEST_HEAD = 40
"""Code points before a name in which that is looked for."""
_WORDS = pattern(r"[A-Z](?<!\w[A-Z])[a-z]+(?:[ -][A-Z][a-z]+)+")
"""Several words with capitals."""


@lru_cache(1)
def _initials_of(prose: str) -> str:
    """The initials of all words with capitals that stand beside each other in `prose`, those that do not apart."""
    return " ".join(["".join(filter(str.isupper, words)) for words in _WORDS.findall(prose)])
