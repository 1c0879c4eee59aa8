"""Make a vault of N notes to measure on: the same bytes for the same seed, in Korean, English or both.

    python benchmarks/make_vault.py OUT --notes 10000 --language mixed --seed 1

Every sentence is put together from the templates and word lists below, with numbers and names, so that hardly two lines of a
vault are the same and a cache of equal lines gains nothing. The kinds of notes, the sizes (4.7 KB in the mean, a few above
50 KB), the density of links, lists, headings and tables, and the share of flaws are those of vaults people keep.
"""

import argparse
import base64
import json
import random
import re
import shutil
import subprocess
import time
import unicodedata
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")
LANGUAGES = ("ko", "en", "mixed")
MEAN_BYTES = 4700

# Sentences: `{slot}` or `{slot|particle pair}`; see Writer.slots.
SENTENCES = {
    "ko": """
{co|은/는} {thing|을/를} {thing|으로/로} 바꾸는 서비스를 {month}부터 운영
{co|이/가} {place}에서 {thing} {num}건을 처리하고 있음
{thing} 평균 {num}일에서 {num}일로 줄었다고 함
{place} {group} {num}곳과 계약했고 {quarter}에 {num}곳 더 붙일 계획
{cn|은/는} {thing|과/와} {thing|을/를} 따로 봐야 이해가 쉽다
{cn|을/를} {adverb} 설명하면 {thing|을/를} {group|이/가} 나누어 지는 구조
{pe|이/가} {thing} 쪽은 {co|과/와} 비교해 보라고 함
매출은 {won}, 그중 {thing} 비중이 {pct}
{quarter} {thing} 이탈률 {pct}, {group|은/는} 절반 수준
{group|이/가} 먼저 돈을 내는 이유는 {thing} 비용이 {pct} 줄기 때문이라고 설명
{co|과/와} {co|은/는} 같은 {group|을/를} 두고 경쟁하지만 {thing|을/를} 푸는 방법이 다르다
{adverb} 보면 {thing|은/는} {cn} 문제이고 {thing|은/는} {group} 문제
{month}에 {thing} 시범 사업을 {place}에서 시작
누적 투자 {won}. 다음 라운드는 {quarter} 예정
{thing} 정확도 {pct}, {adj} 환경에서는 {pct}까지 떨어짐
{pe|은/는} {adj} {thing|이/가} 아직 시장에 없다고 본다
{co|의/의} {thing|은/는} {cn|과/와} 닮았지만 {group}에게 수수료를 받지 않는다
규제는 {cn} 기준을 따르며 {month}에 {thing} 항목이 바뀐다
{num}명 가운데 {num}명이 {place} 출신, {thing} 경험이 깊음
{thing} 단가 {won}, {group}마다 {pct} 차이
{cn} 때문에 {thing|을/를} 직접 하지 않고 {co|에게/에게} 맡긴다
{adverb} {thing|만/만} 따로 떼어 팔 수 있는지 물었는데 {quarter}까지는 어렵다고 답함
{place} 현장에서는 {thing|이/가} {adj} 편이라 {thing} 담당자를 두 명 두었다
{group|은/는} {thing|보다/보다} {thing|을/를} 더 자주 묻는다
경쟁사로 {co|을/를} 꼽았고 {thing} 속도에서 {num}배 앞선다고 주장
{pe|과/와} {month}에 다시 만나 {cn} 자료를 받기로 함
{co|이/가} 말한 {pct|은/는} {thing|을/를} 뺀 숫자라 {adverb} 다시 계산해야 한다
{thing|이/가} 늘어나면 {group} {num}곳당 비용이 {won}까지 내려간다
가설은 {group|이/가} {thing|을/를} {adverb} 맡긴다는 것, 확인은 {month}에
{cn|이/가} 자리 잡으려면 {thing} 표준이 먼저 나와야 한다는 의견
{co|은/는} 지난 {quarter}에 {thing} 팀을 {num}명으로 늘렸다
{adj} {thing|을/를} {group|이/가} 직접 고치게 하자 문의가 {pct} 줄었다
{place} {group} 대상 조사에서 {pct|이/가} {thing|을/를} 가장 큰 불편으로 골랐다
{won} 규모 {thing} 계약을 {co|과/와} 논의 중
{cn} 관점에서 {co|은/는} {thing} 회사라기보다 {thing} 회사
""",
    "en": """
{co} turns {thing} into {thing} for {group} in {place}
{co} handles about {num} {thing} requests a day from {place}
The time for {thing} fell from {num} to {num} days, they say
They signed {num} {group} in {place} and want {num} more by {quarter}
{cn} is easier to follow once {thing} and {thing} are kept apart
{adverb}, {cn} means that {group} share the cost of {thing}
{pe} told us to compare the {thing} side with {co}
Revenue of {usd}, of which {thing} makes up {pct}
Churn in {thing} was {pct} in {quarter}, half of what {group} see elsewhere
{group} pay first because {thing} costs drop by {pct}
{co} and {co} go after the same {group} but solve {thing} in another way
{adverb}, {thing} is a question of {cn} and {thing} is a question of {group}
A pilot for {thing} began in {place} in {month}
Raised {usd} so far; the next round is planned for {quarter}
Accuracy in {thing} is {pct}, and falls to {pct} in a {adj} setting
{pe} thinks that a {adj} way to do {thing} is still missing
What {co} calls {thing} looks like {cn}, but {group} pay no fee
The rules follow {cn}, and the part on {thing} changes in {month}
{num} of {num} people come from {place} and know {thing} well
The unit price of {thing} is {usd}, with {pct} between {group}
Because of {cn} they leave {thing} to {co}
We asked if {thing} could be sold {adverb} on its own; not before {quarter}
On site in {place} the {thing} is {adj}, so two people look after it
{group} ask about {thing} more often than about {thing}
They named {co} as a rival and claim to be {num} times faster in {thing}
Meeting {pe} again in {month} to get the numbers on {cn}
The {pct} that {co} quoted leaves out {thing} and has to be worked out again
As {thing} grows, the cost for every {num} {group} comes down to {usd}
The bet is that {group} hand over {thing} {adverb}; we check in {month}
For {cn} to settle there has to be a standard for {thing} first
{co} grew its {thing} team to {num} people in {quarter}
Letting {group} mend {adj} {thing} themselves cut tickets by {pct}
In a survey of {group} in {place}, {pct} named {thing} as the main pain
A {thing} contract worth {usd} is being discussed with {co}
Seen through {cn}, {co} is less a {thing} company than a {thing} company
""",
}
# As above, each with a slip of the kind people make; one sentence in a hundred.
FLAWED = {
    "ko": """
{thing|을/를} {group|이/가} 직접 볼수 있음
{co|이/가} 보낸 메세지가 너무 잦다는 의견, {num}건
{month} 안에 {thing} 확인해볼것
{thing|은/는} 되요 라고 {pe|이/가} 답함
{group|은/는} 몇일 안에 {thing|을/를} 바꾼다
{thing} 진행ㅎ마, {quarter} 마감
{co|은/는}  {thing|을/를} 않한다고 함
""",
    "en": """
{group} recieve {thing} within {num} days
The the {thing} of {co} was seperate until {month}
{co} definately needs {cn} before {quarter}
{thing}  occured {num} times in {place}
""",
}
WORDS = {
    "ko": {
        "thing": "정산|담보|운임|수수료|재고|반품|온도 기록|결제 대금|보험 심사|배송 경로|상품 설명|검진 결과|매출 채권|대출 한도|전력 예측|"
        "설비 점검|채용 공고|임대료 배당|신분증 확인|계약서 검토|고객 상담|회계 장부|원가 계산|품질 검사|수요 예측|번역 검수|자막 제작|"
        "의약품 운송|배터리 진단|위험 평가|광고 집행|회원 등급|쿠폰 발행|예약 변경|출고 일정|자재 발주|도면 변환|급여 계산|세금 신고|"
        "화물 배차|진료 예약|강의 녹화|민원 접수|토지 조사|원두 구독|폐기물 수거|탄소 배출량",
        "group": "판매자|병원|제약사|화주|기사|소상공인|은행|보험사|지자체|대학|카드사|물류사|증권사|임대인|농가|학원|공장|편집자|약국|제조사",
        "place": "성수동|판교|부산|대전|제주|인천|광주|세종|강릉|전주|여의도|구로|송도|수원|울산|베를린|싱가포르|도쿄",
        "adj": "어두운|복잡한|값비싼|오래된|느린|불안정한|낯선|정밀한|까다로운|가벼운|촘촘한|애매한",
        "adverb": "간단히|거칠게|숫자만|처음부터|솔직히|천천히|한 걸음 물러나|현장에서|보수적으로|따로|엄밀히|장기적으로",
        "month": "1월|2월|3월|4월|5월|6월|7월|8월|9월|10월|11월|12월",
        "quarter": "1분기|2분기|3분기|4분기|상반기|하반기|내년 1분기|내년 상반기|연말",
        "heading": "개요|투자|팀|쓰임|따져 볼 점|만난 회사|다음 할 일|메모|숫자|시장|경쟁|위험|제품|고객|가격|일정|질문|정리|배경|근거|"
        "규제|기술|지표|후속|비교|읽은 것|느낀 점|자료|용어|가설",
        "tag": "핀테크|물류|헬스케어|에너지|피치데이|투자/시드|투자/시리즈A|일지|회의록|개념|읽기|후속|보류|딥테크|커머스|증권",
        "session": "금요일 오전|금요일 오후|첫째 날|둘째 날|오전 세션|오후 세션|1부|2부",
    },
    "en": {
        "thing": "settlement|collateral|freight pricing|returns|stock counts|checkout|claims review|route planning|product copy|"
        "lab results|receivables|credit limits|load forecasts|plant checks|job posts|rent payouts|identity checks|contract review|"
        "support triage|bookkeeping|cost models|quality control|demand planning|translation review|subtitles|cold transport|"
        "battery tests|risk scoring|ad spend|loyalty tiers|voucher issue|booking changes|dispatch|parts orders|drawing export|"
        "payroll|tax filing|truck matching|clinic booking|lecture capture|land surveys|waste pickup|carbon accounts",
        "group": "sellers|hospitals|drug makers|shippers|drivers|small shops|banks|insurers|city offices|colleges|card issuers|"
        "carriers|brokers|landlords|farms|tutors|factories|editors|pharmacies|makers",
        "place": "Berlin|Lisbon|Osaka|Busan|Austin|Leeds|Ghent|Tallinn|Porto|Seoul|Malmo|Turin|Lyon|Cork|Perth|Bergen",
        "adj": "dark|complex|costly|dated|slow|shaky|unfamiliar|precise|fussy|light|dense|vague",
        "adverb": "briefly|roughly|in numbers|from the start|frankly|slowly|one step back|on site|cautiously|apart|strictly|over time",
        "month": "January|February|March|April|May|June|July|August|September|October|November|December",
        "quarter": "Q1|Q2|Q3|Q4|the first half|the second half|early next year|year end",
        "heading": "Overview|Funding|Team|Where it is used|Open points|Companies met|Next steps|Notes|Numbers|Market|Rivals|Risks|"
        "Product|Customers|Pricing|Timeline|Questions|Summary|Background|Evidence|Rules|Technology|Metrics|Follow-up|Comparison|"
        "Reading|Impressions|Sources|Terms|Hypotheses",
        "tag": "fintech|logistics|health|energy|pitch-day|stage/seed|stage/series-a|journal|minutes|concept|reading|follow-up|"
        "on-hold|deeptech|commerce|securities",
        "session": "Friday morning|Friday afternoon|Day one|Day two|Morning session|Afternoon session|Part 1|Part 2",
    },
}
# Names are built head + middle + tail, so that any number of them can be had; the middle is used once heads and tails run out.
COMPANY = {
    "ko": (
        "볕|물결|나무|한빛|도담|새벽|바람|돌담|그루|모래|누리|가온|다온|마루|별빛|솔|이음|채움|푸름|해솔|여울|두루|온새|참빛|단비|들꽃|소담|아람|시루|고래|노을|달빛|미르|보라|샘터|늘봄|옹기|자락|"
        "초롱|타래|파란|하늘|구름|등대|무지개|북두|사슴|오름|지음|큰솔",
        "|빛|길|손|결|터|숲|샘|품|날|씨",
        "페이|랩|웍스|로직스|바이오|핀|캐시|마켓|케어|링크|웨이|노트|박스|허브|클라우드|모빌리티|펀딩|에너지|소프트|시스템즈|컴퍼니|테크|온|픽|런|고|랩스|플로우|스택|캠퍼스|파트너스|로보틱스|푸드|"
        "메디|에듀|키친|그리드|센스|원|코드",
    ),
    "en": (
        "Ledger|Tern|Quill|Harbor|Cinder|Maple|Copper|Willow|Granite|Saffron|Juniper|Falcon|Meadow|Cobalt|Lantern|"
        "Thistle|Ember|Otter|Pebble|Raven|Sable|Timber|Umber|Velvet|Walnut|Yarrow|Zephyr|Anchor|Birch|Cedar|Drift|Elm|"
        "Fern|Gale|Heron|Iris|Jade|Kelp|Lark|Moss|Nettle|Opal|Pine|Quartz|Reed|Slate|Tidal|Vale|Wren",
        "|leaf|path|stone|wing|field|brook|light|mark|gate|line",
        " Labs| AI| Pay| Works| Health| Robotics|| Energy| Systems| Freight| Capital| Bio|ly| Foods| Mobility| Cloud|"
        " Data| Studio| Grid| Care| Logistics| Insurance| & Co| 365",
    ),
}
CONCEPT = {
    "ko": (
        "정산|담보|매출채권|조각|가상|분산|온디바이스|규제|단위|구독|전환|잔존|신용|위험|유동성|배당|공급망|탄소|데이터|의료|물류|전력|보험|결제|토큰|지분|성과|선행|후행|운전자본|현금흐름|고객|시장|"
        "수요|재고|원가",
        "| 연동| 기반| 분리| 공동| 사전| 역| 다중| 지역| 표준",
        " 모형| 지표| 구조| 계약| 거래소| 샌드박스| 경제성| 평가| 한도| 곡선| 배분| 보증| 회수|법| 가설| 장부| 주기| 인증| 격차| 최적화| 플랫폼| 원칙| 함정| 효과|률| 감독| 공시",
    ),
    "en": (
        "Settlement|Collateral|Receivable|Fractional|Virtual|Distributed|Edge|Regulatory|Unit|Subscription|Conversion|"
        "Cohort|Credit|Risk|Liquidity|Dividend|Supply|Carbon|Data|Clinical|Freight|Power|Insurance|Payment|Token|Equity|"
        "Outcome|Leading|Lagging|Cash",
        "| linked| based| joint| prior| reverse| multi| regional| standard| split",
        " model| index| structure| contract| exchange| sandbox| economics| rating| limit| curve| ledger| allocation|"
        " guarantee| recovery| hypothesis| cycle| gap| trap| effect| rate| disclosure",
    ),
}
PERSON = {
    "ko": (
        "문|서|김|이|박|최|정|강|조|윤|장|임|한|오|신|권|황|안|송|류",
        "가|나|다|도|루|미|보|서|소|아|여|예|우|유|은|이|재|정|지|태|하",
        "람|온|윤|빈|솔|결|율|별|현|준|연|담|호|린|원",
    ),
    "en": (
        "Ines|Tomas|Nadia|Oskar|Mira|Pavel|Lena|Ravi|Greta|Amara|Jonas|Freya|Idris|Selma|Kofi|Anya|Bruno|Clara|Dario|"
        "Edda",
        " | van | de | A. | J. | M. ",
        "Okafor|Lindqvist|Marek|Duarte|Haas|Petrov|Nilsen|Adeyemi|Kovac|Brandt|Silva|Moreau|Tanaka|Weiss|Rossi|Novak|"
        "Berg",
    ),
}
CODE = {
    "python": "def score_{num}(rows):\n    total = sum(row[{num}] for row in rows)\n    return total / {num}  # [[not a link]]",
    "sql": "select seller, sum(amount) as total\nfrom payouts_{num}\nwhere days > {num}\ngroup by seller limit {num};",
    "json": '{{"limit": {num}, "fee": 0.{num}, "tags": ["#none", "v{num}"]}}',
    "": "$ report --from 20{num} --top {num}\n{num} rows, {num} skipped",
    "dataview": "TABLE stage, date\nFROM #fintech\nWHERE amount > {num}\nSORT date DESC",
}
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


class Entity(NamedTuple):
    """A note with a name of its own: where it lies, what it is called, and its other names."""

    kind: str
    folder: str
    name: str
    aliases: tuple[str, ...]


def particle(word: str, pair: str) -> str:
    """The one of `pair` ("after a final consonant/after a vowel") that agrees with the last sound of `word`."""
    closed, opened = pair.split("/")
    last = ord(word[-1])
    final = (last - 0xAC00) % 28 if 0xAC00 <= last <= 0xD7A3 else int(word[-1] in "lmnLMN013678")
    return closed if final and not (final == 8 and closed == "으로") else opened


def templates(text: str) -> list[tuple[str | tuple[str, str], ...]]:
    """The lines of `text`, each as literals and (slot, particle pair)."""
    return [
        tuple(
            (part[1:-1].partition("|")[0], part[1:-1].partition("|")[2]) if part[0] == "{" else part
            for part in re.split(r"(\{[^}]+\})", line)
            if part
        )
        for line in text.strip().splitlines()
    ]


def names(parts: tuple[str, str, str], count: int, rng: random.Random) -> list[str]:
    """`count` different names; those without a middle come first, and a number tells apart what the lists cannot."""
    heads, middles, tails = (part.split("|") for part in parts)
    found: dict[str, None] = {}
    for round_ in range(count):
        for middle in middles:
            some = [head + middle + tail + (f" {round_ + 1}" if round_ else "") for head in heads for tail in tails]
            rng.shuffle(some)
            found.update(dict.fromkeys(some))
            if len(found) >= count:
                return list(found)[:count]
    return []


@dataclass
class Writer:
    """Writes text in one language about the entities of the vault; all chance comes from `rng`."""

    language: str
    rng: random.Random
    companies: list[Entity]
    concepts: list[Entity]
    people: list[Entity]
    # What one note keeps to: the entities it is about, and how its lists look.
    topics: list[Entity] = field(default_factory=list)
    mark: str = "-"
    deeper: str = "  "

    def __post_init__(self) -> None:
        self.words = {slot: words.split("|") for slot, words in WORDS[self.language].items()}
        self.sentences = templates(SENTENCES[self.language])
        # Those that name nobody, so that names are as thick in the text as in vaults people keep.
        self.plain = [one for one in self.sentences if not any(part[0] in ("co", "cn", "pe") for part in one)]
        self.flawed = templates(FLAWED[self.language])
        self.slots: dict[str, Callable[[str], str]] = {
            "co": lambda pair: self.mention(self.companies, pair),
            "cn": lambda pair: self.mention(self.concepts, pair),
            "pe": lambda pair: self.mention(self.people, pair),
            "thing": self.thing,
            "num": lambda pair: self.ended(str(self.number()), pair),
            "pct": lambda pair: f"{self.rng.random() * 99:.1f}%" + pair.partition("/")[2],
            "won": lambda pair: self.ended(f"{self.number()}{self.pick(('억 원', '만 원', '천만 원'))}", pair),
            "usd": lambda pair: self.ended(f"{self.pick(('$', 'EUR '))}{self.number()}{self.pick('kM')}", pair),
            **{slot: self.word(slot) for slot in ("group", "place", "adj", "adverb", "month", "quarter")},
        }
        self.blocks: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.35, self.paragraph),
            (0.33, self.bullets),
            (0.06, self.numbered),
            (0.04, self.pitches),
            (0.05, self.table),
            (0.04, self.code),
            (0.04, self.callout),
            (0.03, self.tasks),
            (0.03, self.quote),
            (0.02, self.embed),
            (0.01, self.odd),
        )
        self.bounds = list(accumulate(weight for weight, _ in self.blocks))

    def number(self) -> int:
        """A number from 2 up, small ones more often."""
        return 2 + int(self.rng.random() ** 3 * 900)

    def word(self, slot: str) -> Callable[[str], str]:
        """What fills `slot` with one of its words."""
        some = self.words[slot]
        return lambda pair: self.ended(self.pick(some), pair)

    def pick(self, some: Sequence[T]) -> T:
        """One of `some`."""
        return some[int(self.rng.random() * len(some))]

    def ended(self, word: str, pair: str) -> str:
        """`word` with the particle of `pair` that fits, if there is a pair."""
        return word + particle(word, pair) if pair else word

    def thing(self, pair: str) -> str:
        """A common noun, now and then marked up."""
        word, chance = self.pick(self.words["thing"]), self.rng.random()
        end = particle(word, pair) if pair else ""
        if chance > 0.09:
            return word + end
        if chance > 0.05:
            return f"**{word}**{end}"
        if chance > 0.03:
            return f"`{word.split()[0]}_{int(self.rng.random() * 99)}`{end}"
        if chance > 0.015:
            return f"[{word}](https://example.com/{int(self.rng.random() * 1e6)}){end}"
        return f"=={word}=={end}" if chance > 0.005 else f"*{word}*{end}"

    def mention(self, some: list[Entity], pair: str) -> str:
        """One of `some`, rather a topic of the note at hand, as plain text or as a link of some sort."""
        chance = self.rng.random()
        entity = some[int(self.rng.random() ** 2 * len(some))]
        if chance < 0.7 and self.topics:
            topic = self.pick(self.topics)
            entity = topic if topic.kind == some[0].kind else entity
        name, form = entity.name, self.rng.random()
        if form < 0.55:
            shown = self.pick(entity.aliases) if entity.aliases and form < 0.15 else name
            return self.ended(shown, pair)
        end = particle(name, pair) if pair else ""
        if form < 0.85:
            return f"[[{name}]]{end}"
        if form < 0.92:
            shown = self.pick(entity.aliases) if entity.aliases else name.split()[0]
            return f"[[{name}|{shown}]]" + (particle(shown, pair) if pair else "")
        if form < 0.94:
            return f"[[{name}#{self.words['heading'][0]}|{name}]]{end}"
        if form < 0.95:
            return f"[[{name}#^b{len(name)}]]{end}"
        if form < 0.97:
            return f"[[{entity.folder}/{name}|{name}]]{end}"
        if form < 0.98:
            return f"[{name}]({entity.folder}/{name.replace(' ', '%20')}.md){end}"
        return f"[[{name} {self.pick(self.words['place'])}]]{end}"

    def sentence(self) -> str:
        """One sentence without its full stop."""
        chance = self.rng.random()
        template = self.pick(self.flawed if chance < 0.01 else self.plain if chance < 0.3 else self.sentences)
        slots = self.slots
        text = "".join([part if type(part) is str else slots[part[0]](part[1]) for part in template])
        if chance > 0.98:
            text += f" #{self.pick(self.words['tag'])}"
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """Two to five sentences, on one line or on several."""
        glue = ". " if self.rng.random() < 0.7 else ".\n"
        stop = f". ^b{int(self.rng.random() * 9999)}" if self.rng.random() < 0.02 else "."
        return glue.join([self.sentence() for _ in range(2 + int(self.rng.random() * 4))]) + stop

    def bullets(self, indent: str = "") -> str:
        """A bullet list, sometimes with a second level, sometimes with blanks at the end of a line."""
        lines: list[str] = []
        for _ in range(3 + int(self.rng.random() * 6)):
            chance = self.rng.random()
            level = indent + self.deeper if lines and chance < 0.2 else indent
            lines.append(f"{level}{self.mark} {self.sentence()}" + ("  " if chance > 0.985 else ""))
        return "\n".join(lines)

    def numbered(self) -> str:
        """An ordered list."""
        return "\n".join(f"{number}. {self.sentence()}" for number in range(1, 4 + int(self.rng.random() * 4)))

    def pitches(self) -> str:
        """Companies of a pitch day, in one of the shapes people write: numbered, bare or bold names above bullets."""
        form, indent = self.rng.random(), self.pick(("  ", "  ", "    ", ""))
        parts = [f"**{self.pick(self.words['session'])}**"] if self.rng.random() < 0.6 else []
        for number in range(1, 3 + int(self.rng.random() * 4)):
            name = self.pick(self.companies).name
            head = f"{number}. {name}" if form < 0.45 else name if form < 0.8 else f"**{name}**"
            if self.rng.random() < 0.04:
                head = f"{indent}- {name}"
            parts += [head, self.bullets(indent)]
        return "\n".join(parts)

    def table(self) -> str:
        """A table with links, numbers and, now and then, an escaped pipe."""
        rows = [f"| {' | '.join(self.pick(self.words['heading']) for _ in range(3))} |", "| --- | ---: | --- |"]
        for _ in range(2 + int(self.rng.random() * 6)):
            name = self.pick(self.companies).name
            cell = (
                f"[[{name}\\|{name[:2]}]]"
                if self.rng.random() < 0.2
                else name
                if self.rng.random() < 0.5
                else f"[[{name}]]"
            )
            rows.append(
                f"| {cell} | {self.rng.random() * 900:.1f} | {self.pick(self.words['thing'])}, {self.pick(self.words['place'])} |"
            )
        return "\n".join(rows)

    def code(self) -> str:
        """A fenced code block."""
        kind = self.pick(tuple(CODE))
        text = (
            re.sub(r"\{num\}", lambda _: str(int(self.rng.random() * 999)), CODE[kind])
            .replace("{{", "{")
            .replace("}}", "}")
        )
        return f"```{kind}\n{text}\n```"

    def callout(self) -> str:
        """An Obsidian callout."""
        kind = self.pick(("note", "warning", "tip", "quote", "question"))
        lines = [self.sentence() for _ in range(1 + int(self.rng.random() * 3))]
        return f"> [!{kind}] {self.pick(self.words['heading'])}\n" + "\n".join(f"> {line}" for line in lines)

    def tasks(self) -> str:
        """A task list."""
        return "\n".join(f"- [{self.pick('x  ')}] {self.sentence()}" for _ in range(2 + int(self.rng.random() * 4)))

    def quote(self) -> str:
        """A block quote."""
        return f"> {self.sentence()}.\n> {self.sentence()}."

    def embed(self) -> str:
        """An embedded image or note; some are not there."""
        if self.rng.random() < 0.7:
            return f"![[image-{int(self.rng.random() * 110)}.png|{200 + int(self.rng.random() * 400)}]]"
        return f"![[{self.pick(self.concepts).name}]]"

    def odd(self) -> str:
        """What turns up now and then: HTML, maths, comments, footnotes, bare addresses, templates, rules."""
        number = int(self.rng.random() * 9999)
        return self.pick(
            (
                f"<details><summary>{self.pick(self.words['heading'])}</summary>\n\n{self.sentence()}\n\n</details>",
                f"$$\nx_{{{number}}} = \\frac{{{number}}}{{n}}\n$$",
                f"%% {self.sentence()} %%",
                f"{self.sentence()}.[^{number}]\n\n[^{number}]: {self.sentence()}.",
                f"https://example.com/{self.pick(self.words['tag'])}/{number}?q={number}#part",
                f'<% tp.date.now("YYYY-MM-DD", {number}) %>',
                "---",
            )
        )

    def heading(self, level: int) -> str:
        """A heading; one in sixty lacks its blank or skips a level."""
        chance, text = self.rng.random(), self.pick(self.words["heading"])
        text = f"{text} {int(self.rng.random() * 99)}" if self.rng.random() < 0.3 else text
        return f"{'#' * (level + 1 if chance < 0.01 else level)}{'' if chance > 0.993 else ' '}{text}"

    def body(self, size: int, first: str) -> str:
        """About `size` bytes of markdown; `first` opens it."""
        self.mark = "*" if self.rng.random() < 0.08 else "-"
        self.deeper = self.pick(("  ", "  ", "    ", "\t"))
        self.topics = [
            *(self.pick(self.companies) for _ in range(4)),
            *(self.pick(self.concepts) for _ in range(3)),
            self.pick(self.people),
        ]
        parts = [first] if first else []
        length = len(first.encode())
        while length < size:
            if self.rng.random() < 0.3 and length:
                part = self.heading(2 if self.rng.random() < 0.7 else 3)
            else:
                at = bisect(self.bounds, self.rng.random() * self.bounds[-1])
                part = self.blocks[min(at, len(self.blocks) - 1)][1]()
            parts.append(part)
            length += len(part.encode()) + 2
        return "\n\n".join(parts) + "\n"


def front_matter(kind: str, title: str, date: str, aliases: Sequence[str], writer: Writer) -> str:
    """Front matter as people keep it: all of it, some of it, one in seven with a flaw, and one note in fourteen has none."""
    rng = writer.rng
    chance = rng.random()
    if chance < 0.07:
        return ""
    tags = [writer.pick(writer.words["tag"]) for _ in range(int(rng.random() * 4))]
    listed = "".join(f"\n  - {tag}" for tag in tags) if rng.random() < 0.8 else f" [{', '.join(tags)}]"
    lines = [f'title: "{title}"'] if rng.random() < 0.5 else []
    lines += [f"date: {date}", f"tags:{listed}"]
    if rng.random() < 0.4:
        lines.append(f"category:\n  - {writer.pick(writer.words['tag'])}")
    if aliases:
        lines.append("aliases:" + "".join(f"\n  - {alias}" for alias in aliases))
    lines.append(f"type: {kind}")
    if chance < 0.09:
        lines[lines.index(f"date: {date}")] = f"date: {date.replace('-0', '.').replace('-', '.')}"
    elif chance < 0.11:
        lines.append(f"date: {date}")
    elif chance < 0.13:
        lines.remove(f"type: {kind}")
    elif chance < 0.15:
        lines = [line.replace("tags:", "Tags:") for line in lines]
    elif chance < 0.17:
        lines.append(f"tag: {writer.pick(writer.words['tag'])}")
    elif chance < 0.18:
        lines.append(f"source: {title}: {writer.pick(writer.words['thing'])}")
    elif chance < 0.19:
        lines.append("related: [[" + writer.pick(writer.concepts).name + "]]")
    elif chance < 0.20:
        lines.append("status: no")
    return "---\n" + "\n".join(lines) + "\n---\n" + ("\n" if rng.random() < 0.6 else "")


def entities(count: int, language: str, rng: random.Random) -> dict[str, list[Entity]]:
    """The companies, concepts and people of a vault with `count` notes: four notes in ten are about one of them."""
    found: dict[str, list[Entity]] = {}
    languages = ("ko", "en") if language == "mixed" else (language,)
    for kind, lists, folder, share in (
        ("company", COMPANY, "companies", 0.2),
        ("concept", CONCEPT, "concepts", 0.15),
        ("person", PERSON, "people", 0.05),
    ):
        each = max(3, int(count * share / len(languages)))
        pools = {tongue: names(lists[tongue], 2 * each, rng) for tongue in ("ko", "en")}
        if kind == "concept":  # common nouns with a note of their own: mentioned all over the vault
            for tongue in languages:
                pools[tongue][: min(8, each)] = WORDS[tongue]["thing"].split("|")[: min(8, each)]
        found[kind] = []
        for tongue in languages:
            for name, other in zip(pools[tongue][:each], pools["en" if tongue == "ko" else "ko"][each:], strict=False):
                some = [other] if language != "en" and rng.random() < 0.5 else []
                if rng.random() < 0.15:
                    some.append(f"{name.replace(' ', '')}{'사' if tongue == 'ko' else ' Inc.'}")
                found[kind].append(Entity(kind, folder, name, tuple(some)))
        rng.shuffle(found[kind])
    return found


def notes(count: int, language: str, seed: int) -> Iterator[tuple[str, bytes]]:
    """The notes of a vault as (path, bytes)."""
    rng = random.Random(seed)
    known = entities(count, language, rng)
    writers = {
        tongue: Writer(tongue, rng, known["company"], known["concept"], known["person"])
        for tongue in (("ko", "en") if language == "mixed" else (language,))
    }
    korean = 0.7 if language == "mixed" else float(language == "ko")
    own = [entity for some in known.values() for entity in some][:count]
    taken: set[str] = set()
    for at in range(count):
        writer = writers["ko" if rng.random() < korean else "en"]
        date = f"{2018 + at % 9}-{1 + int(rng.random() * 12):02}-{1 + int(rng.random() * 28):02}"
        aliases: tuple[str, ...] = ()
        size = int(MEAN_BYTES * 0.53 * exp(rng.gauss(0, 1.0)))
        first, chance = "", rng.random()
        if at < len(own):
            kind, folder, name, aliases = own[at]
            if rng.random() < 0.5:
                first = f"## {writer.words['heading'][0]}"
        elif chance < 0.17:
            kind, folder, name = "daily", f"daily/{date[:4]}", date
        elif chance < 0.45:
            kind, folder = "meeting", f"meetings/{date[:4]}"
            name = f"{date} {writer.pick(writer.words['session'])}"
            first = writer.pitches()
        elif chance < 0.5:
            kind, folder, name = "index", "maps", f"{writer.pick(writer.words['tag']).replace('/', ' ')} {at}"
            some = [
                writer.pick(writer.companies if rng.random() < 0.6 else writer.concepts) for _ in range(10 + at % 40)
            ]
            first = "\n".join(f"- [[{entity.name}]]" for entity in some)
        else:
            kind, folder = "note", f"notes/{writer.pick(writer.words['tag'])}"
            same = rng.random() < 0.01  # one name, two notes
            name = (
                writer.pick(writer.companies).name
                if same
                else f"{writer.pick(writer.words['place'])} {writer.pick(writer.words['thing'])} {writer.pick(writer.words['heading'])}"
            )
        if kind in ("note", "meeting", "daily") and rng.random() < 0.3:
            first = f"# {name}" + (f"\n\n{first}" if first else "")
        path = f"{folder}/{name}.md"
        while path.lower() in taken:
            path = f"{folder}/{name} {int(rng.random() * count * 10)}.md"
        taken.add(path.lower())
        text = front_matter(kind, name, date, aliases, writer) + writer.body(max(size, 60), first)
        chance = rng.random()
        if chance < 0.01:
            text = text.replace("\n", "\r\n")
        elif chance < 0.012:
            text = "\ufeff" + text
        elif chance < 0.03:
            text = text.rstrip("\n")
        if rng.random() < 0.01:
            path = unicodedata.normalize("NFD", path)
        yield path, text.encode()


def make(out: Path, count: int, language: str, seed: int) -> None:
    """Write the vault to the new folder `out`, which appears only when whole."""
    if out.exists():
        raise FileExistsError(out)
    part = out.with_name(out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    settings = {
        "app.json": {
            "newLinkFormat": "shortest",
            "attachmentFolderPath": "attachments",
            "userIgnoreFilters": ["templates/"],
        },
        "daily-notes.json": {"folder": "daily", "format": "YYYY-MM-DD", "template": "templates/daily"},
        "templates.json": {"folder": "templates"},
        "types.json": {"types": {"aliases": "aliases", "tags": "tags", "date": "date"}},
    }
    for folder in (".obsidian", "attachments", "templates"):
        (part / folder).mkdir(parents=True)
    for name, value in settings.items():
        (part / ".obsidian" / name).write_text(json.dumps(value, indent=2), encoding="utf-8")
    (part / "templates" / "daily.md").write_text(
        "---\ntype: daily\ndate: {{date}}\n---\n\n{{title}}\n", encoding="utf-8"
    )
    for number in range(100):
        (part / "attachments" / f"image-{number}.png").write_bytes(PIXEL)
    ready: set[Path] = set()
    for path, data in notes(count, language, seed):
        file = part / path
        if file.parent not in ready:
            file.parent.mkdir(parents=True, exist_ok=True)
            ready.add(file.parent)
        file.write_bytes(data)
    # A repository of its own, so that no tool takes the ignore file of a repository around it for the vault's.
    if git := shutil.which("git"):
        subprocess.run([git, "init", "--quiet", str(part)], check=True)
    part.rename(out)


def main() -> None:
    """Make one vault and say how long it took."""
    parser = argparse.ArgumentParser(description="Make a vault of N notes to measure on.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--language", choices=LANGUAGES, default="mixed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.perf_counter()
    make(given.out, given.notes, given.language, given.seed)
    print(f"{given.out}: {given.notes} notes in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
