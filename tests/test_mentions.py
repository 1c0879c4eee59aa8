"""Finding names in prose."""

import builtins
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttools.korean import lexicon
from vaulttools.search import Trie, searcher
from vaulttools.text import Span
from vaulttools.vault.folding import letters_of
from vaulttools.vault.mentions import Doubt, Meaning, Mention, Names

COMPANIES = (
    "로지체인",
    "컨두잇",
    "페이팜",
    "오픈런랩",
    "하루상점",
    "스타",
    "토스",
    "이마트24",
    "OpenAI",
    "Notion",
    "Go",
    "KB",
    "AIX",
    "Hex",
    "Acme",
    "P2P",
    "신한",
    "IBK",
)
NAMES = Names(
    (name, name)
    for name in [
        *COMPANIES,
        "Acme Labs",
        "토큰경제학",
        "업루트 컴퍼니",
        "IBK기업은행",
        "온디바이스 AI",
        "생성형AI",
        "C++",
    ]
)


def certain(text: str, names: Names = NAMES) -> list[str]:
    return [mention.text for mention in names.mentions(text) if mention.certain]


def doubts(text: str, names: Names = NAMES) -> dict[str, Doubt]:
    return {mention.text: mention.doubt for mention in names.mentions(text) if mention.doubt}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # particles, agreeing
        ("토스는 토스에서도 토스로부터 토스라는 토스입니다", ["토스"] * 5),
        ("컨두잇은 컨두잇으로 컨두잇이든 컨두잇과의", ["컨두잇"] * 4),
        ("OpenAI는 OpenAI은 이마트24에서", ["OpenAI", "OpenAI", "이마트24"]),
        ("토스은 로지체인로, 컨두잇는 오픈런랩를", ["컨두잇", "오픈런랩"]),
        # other words
        ("토스트 토스터 토스은행 토스뱅크 스타일 스타트업 컨두잇맨", []),
        ("모토스 인스타 파스타의 ABKB KBS GoGo AIXY", []),
        # compounds of a longer name and a plain noun
        ("로지체인솔루션을 도입", ["로지체인"]),
        ("로지체인네트워크 로지체인서비스 로지체인결제은행 토스시장", []),
        ("IBK플랫폼 KB증권 KB손해보험 P2P대출은 KB사", ["IBK", "P2P", "KB"]),
        # the longest that passes, else a shorter one
        ("IBK기업은행은 주관사, IBK는 참여", ["IBK기업은행", "IBK"]),
        ("Acme Labs and Acme Labsmith", ["Acme Labs", "Acme"]),
        # English: plural and possessive, whole words, compounds with a hyphen
        ("Acme's AIXs Acmes", ["Acme", "AIX", "Acme"]),
        ("Acmed re-Acme xpre-Acme a-pre-Acme Acme-x Acme.com foo.Acme", []),
        ("Acme-like, AIX-hosted, IBK-made", ["Acme", "AIX"]),
        ("acme ACME openai", ["acme", "ACME", "openai"]),
        ("aix aixs AIXs", ["aix", "AIX"]),
        ("name=acme --acme 값=acme 회사--acme ==acme==", ["acme"] * 3),
        ("kb Kb aix Aix", ["aix"]),
        ("Hex, HEX and hex", ["Hex"]),
        ("we use Go here, ready to go", ["Go"]),
        ("Go 언어로 짠 것", ["Go"]),
        ("Go Away 라는 곡", []),
        ("Go는 빠르다", ["Go"]),
        ("C++로 짠 C++ C", ["C++", "C++"]),
        # punctuation around
        (
            "(토스) '토스'의 **토스**는 토스/컨두잇 토스→컨두잇: 토스·컨두잇 ㈜토스 (주)토스",
            ["토스"] * 8 + ["컨두잇"] * 3,
        ),
        ("#토스 @토스 e-토스 foo_토스 토스_foo docs/토스.md https://토스", []),
        ("_토스_ __토스__ 토스ㅋㅋ 토스… 토스!", ["토스"] * 5),
        # units
        ("10KB 10 KB KB 시세", ["KB"]),
        # spaces
        ("토큰 경제학은 업루트컴퍼니의 IBK 기업은행", ["토큰 경제학", "업루트컴퍼니", "IBK 기업은행"]),
        ("토큰 경제학하는 토큰 경제학됩니다 토큰 경제학인 곳, 토큰 경제학하우스", ["토큰 경제학"] * 3),
        ("토큰경 제학", ["토큰경 제학"]),
        ("토 큰경제학", []),
        (
            "온디바이스AI 칩, 온디바이스 AI, 생성형 AI와 생성형AI",
            ["온디바이스AI", "온디바이스 AI", "생성형 AI", "생성형AI"],
        ),
        # full width and special spaces
        ("ＩＢＫ는 Acme\u00a0Labs", ["ＩＢＫ", "Acme\u00a0Labs"]),
        # what is masked is a boundary
        ("\ufffc토스\ufffc", ["토스"]),
    ],
)
def test_names_that_are_certain_where_they_stand(text: str, found: list[str]) -> None:
    assert sorted(certain(text)) == sorted(found)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("한류 스타가 광고에 나옴", Doubt.ORDINARY),
        ("떠오르는 스타의 탄생", Doubt.ORDINARY),
        ("그는 스타가 될 것", Doubt.WORD),
        ("스타 강사", Doubt.ORDINARY),
        ("스타입니다", Doubt.ORDINARY),
        ("스타들이 모인 행사", Doubt.ORDINARY),
        ("업루트컴퍼니들이 모임", Doubt.SPACING),
        ("페이팜인 모임", Doubt.ENDING),
        ("토스인, 로지체인라면", None),
        ("오픈런랩인", Doubt.ENDING),
        ("하루상점형 매장", Doubt.ENDING),
        ("하루상점네 매장", Doubt.ENDING),
        ("로지체인 Capital", Doubt.LARGER),
        ("로지체인 Mobility", Doubt.LARGER),
        ("신한 모빌리티를", Doubt.LARGER),
        ("신한 라이프의", Doubt.LARGER),
        ("신한 은행에서", Doubt.LARGER),
        ("하루 상점에서", Doubt.SPACING),
        ("Go is nice", Doubt.ORDINARY),
        ("How To Go Fast", Doubt.ORDINARY),
    ],
)
def test_names_that_are_doubted_and_why(text: str, doubt: Doubt | None) -> None:
    assert certain(text) == []
    assert list(doubts(text).values()) == ([doubt] if doubt else [])


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        # what the dictionary has as one word, with its tail
        ("고양", "고양이가 왔다", []),
        ("고양", "고양에서 왔다", ["고양"]),
        ("설계", "설계도를 그렸다, 설계와 계약", ["설계"]),
        ("모아", "모아야 한다, 모아를 만났다", ["모아"]),
        ("지침", "지침은 길다", ["지침"]),
        ("우주비", "우주비행사", []),
        ("이마트24", "이마트24도", ["이마트24"]),
        # a verb, by what stands before it
        ("핀다", "꽃이 핀다는 소식, 꽃이 핀다", []),
        ("핀다", "핀다는 대출을 견준다, 요즘 핀다의 소식, 어제 핀다 방문", ["핀다"] * 3),
        ("핀다", "한겨울에 핀다, 알아서 핀다는 꽃", []),
        # people, and seeds
        ("김철수", "김철수님이 김철수씨와", ["김철수", "김철수"]),
        ("한나", "한나님이", []),
        # a word of a name with a space is none of another word, whichever particle follows
        ("토큰 경제학", "토큰 경제학를", ["토큰 경제학"]),
        ("토큰 경제", "토큰 경제가 토큰 경제이", ["토큰 경제"]),
        # scripts that meet
        ("토스", "토스vs쿠팡, 쿠팡vs토스, 토스API, 토스TV, csvs토스, 토스IPO는, 토스IR자료", ["토스"] * 5),
        ("NFT", "NFT-based NFT-x NFT-based-x NFT-grade NFT-scale", ["NFT"] * 3),
        ("Data", "Data-driven", []),
        ("NFT", "NFT이후 NFT때", ["NFT", "NFT"]),
        # what owns something has a name
        ("Stripe", "Stripe's new office. Stripes", ["Stripe"]),
        # where a reader is sent to
        ("templates", "See templates for more (see templates). Also see templates", ["templates"] * 3),
        ("templates", "I see templates. See templates grow. foresee templates", []),
        ("Tags", "See Tags for more. Tags are", ["Tags"]),
        ("tags", "Please refer to tags. See tags documentation, read the tags docs", ["tags"] * 3),
        ("tags", "They refer to tags. I read tags, see the tags", []),
        ("templates", "templates 문서를 참고하라, templates를 참조. templates를 만들어 참조", ["templates"] * 2),
        # what a name may hang on
        ("IPO", "post-IPO, pre-IPO와 re-IPO", ["IPO", "IPO"]),
        # an s that makes another word
        ("Statu", "the status, the Statu, Statu's", ["Statu", "Statu"]),
        ("Notion", "pre-Notion days, ex-Notion, pre-notion days", ["Notion", "Notion"]),
        # seams that are elsewhere
        ("주거", "영향을 주거나, 주거와 계약", ["주거"]),
        ("피해", "피해야 한다, 피해와 계약", ["피해"]),
        ("테마", "테마다 다르다, 테마마다 다르다", ["테마"]),
        ("금융사", "금융사고 접수, 금융사도 접수", ["금융사"]),
        ("표준화", "표준화면 예, 표준화에서", ["표준화"]),
        # a verb whose stem or end is also a noun, by its ending and by what stands before it
        ("높이", "값을 높이는 일, 값을 높이며, 높이지만, 높이는 3m, 높이도 크다", ["높이", "높이"]),
        ("조리", "국물을 조리다, 조리는 쉽다", ["조리"]),
        ("서두", "서두를 일이 없다, 서두에 적는다", ["서두"]),
        ("최고", "최고가 대비, 최고와 계약", ["최고"]),
        # a backslash before a sign, at the end of a line, and between folders
        ("OpenAI", "OpenAI\\<b> OpenAI\\\nOpenAI\\a OpenAI\\_a OpenAI\\.git", ["OpenAI", "OpenAI"]),
        # particles behind what is no letter
        ("이란", '\ufffc이란 **볕드림**이란 "볕드림"이란 (볕드림)이란', []),
        ("이란", '이란은 **이란**에서 "이란"과 (이란)이다, \ufffc, 이란', ["이란"] * 5),
        ("에도", "\ufffc에도, \ufffc 에도에서", ["에도"]),
        # institutions, and words that stand for themselves
        ("금융감독원", "금융 감독원의 지침", ["금융 감독원"]),
        ("우리은행", "우리 은행의 지침", []),
        # roads, and seams that are elsewhere
        ("강남", "강남대로에서 강남대로 가서", []),
        ("판교", "분당구 판교로 255, 판교로24길 3-1(삼평동), 본점: 판교로 3-1\n(판교로 3)", []),
        ("판교", "판교로 2만 명이 가고, 판교로 3개월, 판교로 1,200명, 판교로 감", ["판교"] * 4),
        ("세종대", "세종대로 가다, 세종대에서", ["세종대"]),
        ("서울고", "서울고속도로, 서울고교육, 서울고에서", ["서울고"]),
        ("신의주", "신의주시와 신의주에서", ["신의주"]),
        ("로지체인", "로지체인대로, 로지체인별로", ["로지체인", "로지체인"]),
        # a compound that a company is called by
        ("사이버", "사이버링크와 사이버투자", []),
        ("로지체인", "로지체인결제 주식회사, 로지체인결제", ["로지체인"]),
        ("로지체인", "로지체인은요, 로지체인이라더니, 로지체인때부터", ["로지체인"] * 3),
        ("클래스팅", "클래스팅하고 만남", ["클래스팅"]),
        ("에이블리", "에이블리이라는 곳, 에이블리이란, 에이블리이", ["에이블리"] * 2),
        # words that say what they are, and names that other firms begin with
        ("블록체인", "블록체인서비스, 블록체인네트워크", ["블록체인"]),
        ("하루상점", "하루상점서비스", []),
        ("MMF", "MMF투자, MMF펀드", ["MMF", "MMF"]),
        ("KB", "KB투자, KB펀드", []),
        ("LLM", "LLM파이프라인은", ["LLM"]),
        ("X선", "X선가격, X선물", ["X선"]),
        # both forms of a particle
        ("토스", "토스은(는) 토스을/를 토스과(와) 토스이(가) 토스은(행)", ["토스"] * 4),
        ("로지체인", "로지체인이/가 로지체인가(이)", ["로지체인", "로지체인"]),
        ("IBK", "IBK은(는)", ["IBK"]),
        # rarer forms of the copula
        ("토스", "토스겠지 토스냐고 토스던가, 토스라네. 토스이려나, 토스냐옹, 토스래", ["토스"] * 5),
        ("로지체인", "로지체인이외에는 로지체인외의", ["로지체인", "로지체인"]),
        # English endings of a name in Hangul
        ("토스", "토스's, 토스’s, 토스s", ["토스", "토스"]),
        # numbers in circles and above the line
        ("토스", "①토스 토스² 토스③, 1토스", ["토스"] * 3),
        ("CO", "CO₂, ①CO", ["CO"]),
        # a plus sign between words, and one of the name
        ("Disney", "Disney+하드웨어, Disney+A, Disney+는 Disney+ Disney++", ["Disney"]),
        ("Acme", "했다.Acme는 ...Acme foo.Acme", ["Acme", "Acme"]),
        # names that may be a noun with its particle or the copula
        ("물은", "물은 맑다, 물은이 왔다, 물은 대표", ["물은", "물은"]),
        ("사람인", "믿을 사람인 듯, 사람인에 올림", ["사람인"]),
        ("이동은", "이동은 불편, 이동은 팀장", ["이동은"]),
        ("박하은", "박하은 참석", ["박하은"]),
        ("생각대로", "생각대로 되다, 생각대로가 왔다, 생각대로 대표", ["생각대로", "생각대로"]),
        ("모인", "모인 자리, 모인은 모인 대표", ["모인", "모인"]),
        ("타다", "불이 타다가 꺼지다, 타다가 왔다", ["타다"]),
        ("품고", "꿈을 품고 산다, 품고 대표, 꿈을 품고에서", ["품고", "품고"]),
        # spaces where scripts meet
        ("클래스101", "클래스 101의 강의, 클래스 1017", ["클래스 101"]),
        ("데이터 3법", "데이터3법과 데이터 3법, 데이 터3법", ["데이터3법", "데이터 3법"]),
        ("LG CNS법", "LGCNS법", []),
        # suffixes, and suffixes behind the noun of a compound
        ("컨두잇", "컨두잇사에 컨두잇류를, 컨두잇사랑 컨두잇풍", ["컨두잇"] * 3),
        ("한국은행", "한국은행사 직원", []),
        ("로지체인", "로지체인물류비, 로지체인개편안을 로지체인대비 로지체인만한", ["로지체인"] * 4),
        ("야심", "야심만만한", []),
        ("로지체인", "로지체인팀과 로지체인빼고는 로지체인이라곤 로지체인이면은", ["로지체인"] * 4),
        # what is done with what a name in Latin letters says; an -ism is another word
        ("LLM", "LLM검사는, LLM절감액이, LLM주의를", ["LLM", "LLM"]),
        ("KB", "KB검사, KB를 검사", ["KB"]),
        # nouns that end no other word, behind a short name
        ("토스", "토스출신, 토스관련은 토스주가가, 토스덕분에, 토스계열", ["토스"] * 5),
        ("쿠팡", "쿠팡매출이, 쿠팡대표님이랑, 쿠팡입점 상품, 쿠팡전용, 네이버쿠팡", ["쿠팡"] * 4),
        # suffixes behind a short name that is known as one
        ("토스", "토스향 매출, 토스급은 토스발 악재, 토스내 조직, 토스팀과 토스앱을, 토스용", ["토스"] * 5),
        ("직방", "직방향 출구", []),
        ("나린", "나린향 매출", []),
        # a verb that there is not: 돕다 makes 도움, and 덜다 덞
        ("해담", "해담은 해담밖에", ["해담", "해담"]),
    ],
)
def test_edges_of_one_name(name: str, text: str, found: list[str]) -> None:
    assert certain(text, Names([(name, name)])) == found


def test_a_hyphen_parts_names_of_a_list_as_they_are_spelt() -> None:
    names = Names([(name, name) for name in ("NX", "HKB", "Ledgerly", "A-B", "A", "B", "Go")])
    assert certain("NX-HKB 분쟁, NX-HKB-Ledgerly의 A-B 회의", names) == ["NX", "HKB", "NX", "HKB", "Ledgerly", "A-B"]
    assert certain("NX-Direct, nx-hkb, X-NX-HKB, NX-HKB-2, NX-Go, x.example/NX-HKB", names) == []


def test_signs_part_names_of_a_list() -> None:
    names = Names([("나노필", "나노필"), ("상사", "상사")])
    assert certain("나노필+상사 소식, 나노필 > 상사 순", names) == ["나노필", "상사"] * 2


def test_systems_and_services_are_compounds_of_concepts_only() -> None:
    pair = [("하루상점", "하루상점.md")]
    assert certain("하루상점시스템을", Names(pair, meaning=lambda _: Meaning.CONCEPT)) == ["하루상점"]
    assert certain("하루상점시스템을", Names(pair)) == []


def test_a_bound_noun_may_end_a_word_that_begins_in_the_name() -> None:
    names = Names([(name, name) for name in ("외국법", "회계기", "온보딩")], meaning=lambda _: Meaning.CONCEPT)
    assert certain("외국법인 A사의 회계기간에 온보딩시", names) == ["온보딩"]


@pytest.mark.parametrize("meaning", Meaning)
def test_no_word_of_the_dictionary_is_split(meaning: Meaning) -> None:
    """Whatever a vault calls its notes: each part of a word that could be a name is one, all of a length at once."""
    split = []
    for size in range(2, 9):
        words = [word for word in lexicon.words() if len(word) > size]
        names = Names(dict.fromkeys((word[:size], "") for word in words), meaning=lambda _: meaning)
        starts = dict(zip(accumulate((len(word) + 1 for word in words), initial=0), words, strict=False))
        found = names.mentions("\n".join(words))
        split += [starts[each.span.start] for each in found if each.certain and each.span.start in starts]
    assert len(lexicon.words()) > 40_000
    assert split == []


@pytest.mark.parametrize(
    "text",
    [
        "스타의 수익",
        "- 스타: 서비스",
        "스타(블록체인)",
        "인스타에서 스타를 검색",
        "2. 스타",
        "광고는 스타가 한다",
        "스타가 제일 오래 버팀",
        "스타를 인수",
        "스타에 투자",
        "- \ufffc\ufffc\ufffc 스타에 연락",
        "- 10:30 스타와 통화",
        "2025-03-01 스타에 연락",
    ],
)
def test_a_homograph_where_the_sentence_means_the_name(text: str) -> None:
    assert certain(text) == ["스타"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("파도", "파도 대표가 자료를 보냈다"),
        ("다리", "다리 지분을 인수했다"),
        ("라임", "라임 한 곳만 만났다"),
        ("두나무", "두나무 두 번째 투자"),
        ("다락", "다락을 지난주에 만났다"),
        ("마루", "주식회사 마루 감사보고서"),
        ("오름", "오름의 임상 책임자"),
        ("Linear", "like Mercury, Linear and Brex"),
        ("사람인", "워크넷, 사람인 공채"),
        ("담다", "식품 스타트업 담다의 대표"),
        ("숨고", "강남에 숨고 사무실"),
        ("Tandem", "one of the two Tandems"),
        ("누리펀드", "누리펀드상품 설명"),
        ("국민카드", "국민카드로라도 결제"),
        ("가온대출", "가온대출시장 규모"),
        ("FTX", "FTX발 악재"),
        ("나노필", "나노필앱을 설치"),
        ("나노필", "前나노필 대표"),
        ("나노필", "나노필社의 공시"),
        ("나노필", "나노필向 납품"),
        ("OpenAI", "美OpenAI와 제휴"),
        ("Linear", "OpenAI/Linear 비교"),
        ("API", "API시스템 점검"),
        ("IR", "IR덱을 보냄"),
        ("리본", "스타트업인 리본이 투자받음"),
        ("Linear", "for more, see\nLinear."),
        ("누리바이저", "누리바이저수익률을 공개"),
        ("Linear", "Linear, Acme and Brex met"),
        ("Linear", "Linear vs Jira: speed"),
        ("크림", "크림 수수료 인상"),
        ("산타", "튜터링도 산타도 결국 B2B"),
        ("온다", "온다는 숙박 채널"),
        ("First Round", "First Round wrote a check"),
        ("Square", "a lender, Square-like"),
        ("Root", "Root is public now"),
        ("Fly", "Fly raised again"),
        ("Toast", "Toast takes 2.5%"),
        ("Pipe", "Pipe pivoted"),
        ("Cursor", "Cursor beat Replit"),
        ("Linear", "| tool |\n|---|\n| Linear | fast |"),
        ("Mercury", "| our bank |\n|---|\n| today | **Mercury** |"),
        ("Discover", "They sold to Discover last year."),
        # what companies do and are
        ("Linear", "Linear has raised a Series C."),
        ("Mercury", "Mercury is a popular bank for startups."),
        ("Ramp", "Ramp raised at a high valuation."),
        ("Linear", "Linear charges $8 a seat."),
        # a thing that does something to another has an article
        ("Linear", "Linear opened an office in Tokyo."),
        ("Toast", "Toast recently replaced the old till."),
        ("Apple", "Apple cut its fee."),
        ("Monday", "Monday raised another round."),
        # a word that begins the sentence is no part of a name
        ("Square", "At Square we met"),
        ("Square", "Ex-Square engineers"),
        ("당근", "당근 Series B"),
        ("Linear", "Is Linear profitable?"),
        ("Stripe", "A Stripe competitor"),
        ("Arc", "Arc has a new CEO."),
        ("Notion", "Notion was valued at ten billion."),
        ("Cursor", "Cursor is growing faster than Replit."),
        ("Linear", "Linear is based in Helsinki."),
        # an amount at the start, as companies are
        ("8퍼센트", "8퍼센트는 대출을 중개"),
        ("새벽", "새벽 대표 미팅"),
        ("나노필", "나노필급 성능"),
        ("FTX", "FTX정도는 되어야"),
        ("당근", "MAU는 당근의 두 배"),
        ("나노필", "나노필식으로"),
        ("나노필", "나노필설이 돈다"),
        ("나노필", "나노필이냐의 문제"),
        ("FTX", "FTX네 매장"),
        ("나노필", "나노필이랍시고 내놓음"),
        ("나노필", "나노필일 텐데"),
        ("나노필", "나노필이라면서도 값은 비밀"),
        ("나노필", "나노필이라길래 열어 봄"),
        ("나노필", "나노필이랄 게 없음"),
        ("나노필", "나노필이요? 처음 듣습니다"),
        ("나노필", "나노필 Capitalized"),
        ("만도", "오늘 만도 공시"),
        ("숨고", "숨고 고객"),
        ("다락", "3월 4일 다락과 통화"),
        ("Mosaic", "the Mosaic-based look"),
        ("Mosaic", "Mosaic-style look"),
        ("상사", "상사가 유상증자를 한다"),
        ("상사", "내일 \ufffc\n- 상사 대표"),
        ("박하", "박하 교수가 반대"),
        ("채움", "채움은 흑자"),
        ("펴냄", "펴냄과 계약"),
        ("이은지", "이번에 이은지 퇴사"),
        ("상사", "지난주 상사가 발표"),
        ("상사", "상사 실사 일정"),
        ("정수기", "우리 고객사 정수기 미팅"),
    ],
)
def test_a_name_that_is_also_a_word_or_the_start_of_one(name: str, text: str) -> None:
    assert certain(text, Names([(name, name)])) == [name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("누리펀드", "누리펀드매니저 자격"),
        ("온새미", "온새미로라는 말, 온새미로란 말"),
        ("나노필", "나노필발바닥"),
        ("IBK", "IBK시스템 외주"),
    ],
)
def test_a_seam_that_may_be_elsewhere(name: str, text: str) -> None:
    assert certain(text, Names([(name, name)])) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("스타", "예쁜 스타가 웃는다"),
        ("스타", "스타가 많은 영화"),
        ("미소", "미소가 인상적인 사람"),
        # what the calendar has always has a capital
        ("Monday", "we meet on Monday"),
        ("March", "Since March it fell"),
        ("새벽", "새벽 3시까지 실사"),
        ("노을", "노을이 지는 바닷가"),
        ("8퍼센트", "금리가 8퍼센트는 넘음"),
        ("8퍼센트", "지분 8퍼센트를 받음"),
        ("현대", "현대 UI 개발"),
        ("Shortcut", "VS Code shortcuts"),
        ("당근", "당근으로 만든 주스"),
        ("스푼", "스푼으로 떠먹는 죽"),
        ("당근", "당근 500g과 당근 3개"),
        ("스타", "스타출신 배우"),
        ("당근", "당근을 썰었다"),
        ("당근", "당근을 갈아 넣음"),
        ("숨고", "사람들이 숨고 있음"),
        ("버킷", "S3 버킷에 저장"),
        ("라인", "라인을 따라 걷다"),
        ("런웨이", "런웨이에 선 모델"),
        ("직방", "감기에는 직방이라고 한다"),
        ("스윙", "골프 스윙 교정"),
        ("다락", "다락을 사무실로 고쳐 쓴다"),
        ("당근", "당근이 맛있는 계절"),
        ("구름", "구름이 낀 하늘"),
        ("모레", "모레 오후에 본다"),
        ("Linear", "the Stripe Linear plan"),
        ("Server", "the Client/Server model"),
        ("Linear", "we see it\nLinear is fine"),
        ("한입", "만두를 한입에 먹었다"),
        ("여울", "개울의 여울이 얕다"),
        ("담다", "병에 담다 보니"),
        ("담다", "국을 담다 말고"),
        ("숨고", "문 뒤에 숨고 말이 없다"),
        ("다리", "다리가 너무 아프다"),
        ("두레", "두레를 짜서 일한다"),
        ("라임", "라임 한 조각"),
        ("두나무", "두나무 세 그루"),
        ("Tandem", "Tandems are heavy"),
        ("Tandem", "we rode two tandems"),
        ("Toast", "Toast the bread first"),
        ("Toast", "Toast popped out"),
        ("Square", "Square shaped tiles"),
        ("Linear", "Linear need a rest"),
        ("Toast", "a talk at Toast Masters"),
        ("산타", "산타는 없다"),
        ("Discover", "- Discover relationships"),
        ("Mode", "| Mode | Flag |\n|---|---|\n| x | y |"),
        ("Target", "| a |\n|---|\n| Target date |"),
        ("Block", "* `wait` {boolean} Block until it ends"),
        ("새벽", "새벽에 연락이 왔다"),
        ("만도", "놀랄 만도 하다"),
        ("수도", "비쌀 수도 있다"),
        ("수가", "직원 수가 늘었다"),
        ("숨고", "다들 숨고 도망갔다"),
        ("담다", "병에 담다 싶더니"),
        ("구름", "구름처럼 몰려왔다"),
        ("Mosaic", "Mosaic-based look"),
        ("Mosaic", "Mosaic of tiles"),
        # everyday words of two syllables, roots of adjectives, verbs
        ("규격", "국제 규격 인증을 받음"),
        ("상사", "직장 상사 험담"),
        ("간결", "간결 명료한 자료"),
        ("채움", "빈칸을 채움"),
        ("보냄", "어제 다시 보냄"),
        ("펴냄", "책을 새로 펴냄으로써 알려짐"),
        ("한층", "수요가 한층 늘었다"),
        ("세척", "세척하고 다시 켠다"),
        ("정수기", "사무실 정수기 수리"),
        ("산타", "산타나 밴드"),
        ("온기", "사무실에 온기가 없음"),
        ("온다", "온다면 좋고"),
        ("온다", "비 온다는 예보"),
        ("숨고", "뒤로 숨고 책임을 미룸"),
        ("First Round", "a first round of interviews"),
        ("Benchmark", "benchmark results look good"),
        ("Cohere", "the teams cohere"),
        ("Pilot", "Pilot led to two contracts"),
    ],
)
def test_a_homograph_where_the_sentence_means_the_word(name: str, text: str) -> None:
    found = doubts(text, Names([(name, name)])).values()
    assert found
    assert {*found} <= {Doubt.ORDINARY, Doubt.WORD}


def test_what_is_said_of_things_is_no_name_for_any_owner() -> None:
    names = Names([(name, name) for name in ("나무", "당근")])
    text = "나무가 많다, 나무를 심었다, 당근 500g, 나무 세 그루"
    assert [each.doubt for each in names.mentions(text)] == [Doubt.WORD] * 4
    assert [each.doubt for each in names.mentions("나무가 투자를 받았다, 나무 대표")] == [Doubt.ORDINARY] * 2


TOPICS = Names(
    (
        (name, name)
        for name in (
            "추상화",
            "카드사",
            "무대",
            "동작",
            "트리",
            "JOIN",
            "컴포넌트",
            "로그",
            "플러그",
            "보관",
            "카리브",
            "종료",
            "만료일",
            "서울",
            "트리거",
            "모자",
            "자세",
            "지시어",
            "알림",
            "지식그래프",
            "수도",
        )
    ),
    meaning=lambda target: Meaning.CONCEPT,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("추상화하는 까닭, 추상화하기엔", ["추상화", "추상화"]),
        ("추상화해야합니다. 컴포넌트화는 아니다", ["추상화"]),
        ("두 표를 JOIN할 때", ["JOIN"]),
        ("JOIN된 표", ["JOIN"]),
        ("떠오르는 트리의 예", ["트리"]),
        ("컴포넌트인 것, 컴포넌트인 함수", ["컴포넌트", "컴포넌트"]),
        ("컴포넌트라면, 컴포넌트이지 않다", ["컴포넌트", "컴포넌트"]),
        ("종료시에, 종료중인, 종료전까진, 트리시 씨", ["종료"] * 3),
        ("컴포넌트간 통신과 컴포넌트별 시험", ["컴포넌트", "컴포넌트"]),
        ("로그인 흐름, 로그인하면, 플러그인 지원", []),
        ("모자란 돈, 모자랄 돈, 모자라서 못 사고, 모자랍니다, 모자를 쓰다", ["모자"]),
        ("자세한 설명, 자세하게, 자세합니다, 자세를 고치다", ["자세"]),
        ("지시어는 길고, 알림이 온다", ["지시어", "알림"]),
        ("지식 그래프를 그림", ["지식 그래프"]),
        ("추상화완료 뒤, 추상화주의, 추상화통합이", ["추상화", "추상화"]),
        ("컴포넌트대로 24, 트리대로 함", ["트리"]),
        ("컴포넌트당 하나, 컴포넌트상 하나", ["컴포넌트", "컴포넌트"]),
        ("카드사별 수수료, 무대로 나감, 동작을 멈춤", ["카드사", "무대", "동작"]),
        ("보관함을 비우다. 카리브해는 넓다", []),
        ("만료일시와 서울시", []),
        ("트리거하지 않다", ["트리거"]),
        ("할 만도 하고, 팔릴 수도 있다", []),
        ("이동할 수도 있다, 기간 수도 주어진다", []),
        ("수도 이전, 수도를 옮김, 행정 수도 계획", ["수도"] * 3),
    ],
)
def test_what_a_note_is_about(text: str, found: list[str]) -> None:
    assert certain(text, TOPICS) == found


def test_nobody_is_a_verb() -> None:
    assert certain("토스하는 토스하자 KB인 회사") == []
    assert certain("토스하고 만났다") == ["토스"]


@pytest.mark.parametrize("text", ["\ufffc Notion won", "see Notion \ufffc", "\ufffc 스타가 왔다"])
def test_what_stands_beside_a_link_is_not_known(text: str) -> None:
    assert certain(text) == []


@pytest.mark.parametrize(("text", "found"), [("All Widgets", ["Widgets"]), ("all widgets", []), ("a widget set", [])])
def test_a_title_is_a_word_where_it_is_written_small(text: str, found: list[str]) -> None:
    names = Names(
        [("Widgets", "a"), ("Widget set", "b"), ("Filter Run", "c"), ("GitHub", "d")],
        meaning=lambda target: Meaning.TITLE,
    )
    assert certain("a Filter Run, a filter run, the filter Run", names) == ["Filter Run", "filter Run"]
    assert certain("on GitHub, on github, see github", names) == ["GitHub", "github"]
    assert certain("a widget set", names) == ["widget set"]
    of_concept = Names([("Widgets", "a")], meaning=lambda target: Meaning.CONCEPT)
    assert certain("all widgets", of_concept) == ["widgets"]
    assert [each.text for each in names.mentions(text) if each.certain and each.name == "Widgets"] == found


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("some bytes", Doubt.ORDINARY),
        ("some Bytes", Doubt.PLURAL),
        ("with gcc", Doubt.ORDINARY),
        ("the byte's end", Doubt.ORDINARY),
        ("with GCC", None),
    ],
)
def test_a_title_in_another_case_is_still_a_title(text: str, doubt: Doubt | None) -> None:
    names = Names([("Byte", "a"), ("GCC", "b")], meaning=lambda target: Meaning.TITLE)
    assert [each.doubt for each in names.mentions(text)] == [doubt]


def test_titles_that_are_acronyms_may_stand_in_a_list_with_hyphens() -> None:
    names = Names([(name, name) for name in ("GPU", "LPU", "Core")], meaning=lambda target: Meaning.TITLE)
    assert certain("the GPU-LPU pair, a GPU-Core chip", names) == ["GPU", "LPU"]


def test_a_file_in_capitals_is_meant_where_it_is_written_so() -> None:
    pairs = [("CLAUDE", "a"), ("SPEC", "b")]
    text = "Claude Code reads CLAUDE. Spec versions are in the SPEC."
    assert certain(text, Names(pairs, meaning=lambda target: Meaning.TITLE)) == ["CLAUDE", "SPEC"]
    assert "Claude" in certain(text, Names(pairs, meaning=lambda target: Meaning.BEARER))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Preferences → Gradients", []),
        ("**Preferences** > **Gradients**, Preferences", ["Preferences"]),
        ("choose Preferences - Gradients", ["Gradients"]),
        ("choose Preferences - Gradients to see", []),
        ("choose Edit – Gradients.", []),
        ("- Preferences - what can be set", ["Preferences"]),
        ("- Preferences - Gradients", ["Preferences", "Gradients"]),
        ("We like Preferences - they are good", ["Preferences"]),
        ("> Preferences", ["Preferences"]),
        ("설정 → 파일 옵션", []),
    ],
)
def test_a_step_on_a_way_through_menus_is_no_note(text: str, found: list[str]) -> None:
    pairs = [(name, name) for name in ("Preferences", "Gradients", "설정", "파일 옵션")]
    names = Names(pairs, meaning=lambda target: Meaning.TITLE)
    assert [each.text for each in names.mentions(text) if each.certain and each.name != "설정"] == found
    assert len(Names(pairs).mentions(text)) >= len(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("press F2 to deploy it", []),
        ("Deploy the app, or we deploy daily", []),
        ("used to deploy weekly, how to deploy", []),
        ("we turned to deploy scripts", ["deploy"]),
        ("these commands: all commands.", []),
        ("a deploy, about deploy the other day", ["deploy", "deploy"]),
        ("our deploy script, custom commands", ["deploy", "commands"]),
        ("Commands are many, no commands.", ["Commands", "commands"]),
    ],
)
def test_a_title_in_small_letters_is_no_verb_and_none_of_the_things_at_hand(text: str, found: list[str]) -> None:
    names = Names([("deploy", "a"), ("commands", "b")], meaning=lambda target: Meaning.TITLE)
    assert certain(text, names) == found
    companies = Names([("Deploy", "a")])
    assert certain("All of it on Deploy", companies) == certain("We met Deploy.", companies) == ["Deploy"]


def test_a_company_called_by_a_common_word_is_not_meant_where_that_is_written_small() -> None:
    names = Names([(name, name) for name in ("Toast", "Acme", "Brex")])
    assert certain("We met Toast, no toast, acme, brex", names) == ["Toast", "acme", "brex"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("경험을 바탕으로 판단함", []),
        ("사실에 바탕을 둔 보고서", []),
        ("입구에서 리본을 자름", []),
        ("공원에서 리본을 나눠 줌", []),
        ("판교에서 리본을 만남", ["리본"]),
        ("로봇 스타트업 리본의 제품", ["리본"]),
        ("의료용 리본의 지분", ["리본"]),
        ("의료용 리본의 색", []),
        ("밝기는 800 루멘 정도", []),
        ("루멘은 올해 12억 원", ["루멘"]),
        ("나노필대로라면 30% 내림", ["나노필"]),
        ("강남대로는 막힘", []),
    ],
)
def test_a_company_called_by_a_thing_is_meant_where_companies_are_spoken_of(text: str, found: list[str]) -> None:
    assert certain(text, Names((name, name) for name in ("바탕", "리본", "루멘", "나노필", "강남"))) == found


def test_in_a_list_beside_a_certain_name_a_word_is_a_name() -> None:
    companies = Names((name, name) for name in ("스타", "다락", "나노필", "Linear"))
    assert certain("나노필/다락/스타 비교", companies) == ["나노필", "다락", "스타"]
    assert certain("Linear and 나노필, linear and 나노필", companies) == ["Linear", "나노필", "나노필"]
    assert certain("옆집 다락→나노필 이직", companies) == ["다락", "나노필"]
    assert certain("옆집 다락 나노필, 한류 스타 비교", companies) == ["나노필"]
    assert certain("다락방, 나노필에서 한류 스타, 다락이 많은 곳", companies) == ["나노필"]
    topics = Names([("로그", "a"), ("오늘", "b")], meaning=lambda _: Meaning.CONCEPT)
    assert certain("로그, 오늘", topics) == ["로그"]


def test_everyday_words_are_never_certain() -> None:
    names = Names([("오늘", "a"), ("notes", "b")])
    assert doubts("오늘은 notes", names) == {"오늘": Doubt.ORDINARY, "notes": Doubt.ORDINARY}
    assert certain("오늘은 notes", names) == []


def test_several_targets_are_all_kept_and_never_certain() -> None:
    names = Names([("Acme", "a.md"), ("Acme", "b.md"), ("Acme", "a.md"), ("acme", "c.md")])
    upper, lower, other = names.mentions("Acme, acme and ACME")
    assert (upper.targets, upper.doubt) == (("a.md", "b.md"), Doubt.AMBIGUOUS)
    assert (lower.targets, lower.doubt) == (("c.md",), None)
    assert (other.targets, other.doubt) == (("a.md", "b.md", "c.md"), Doubt.AMBIGUOUS)


def test_a_mention_says_what_was_written_and_what_was_meant() -> None:
    names = Names([("토큰증권", "sto.md")])
    assert names.mentions("이 토큰 증권은") == [Mention(Span(2, 7), "토큰 증권", "토큰증권", ("sto.md",))]


@pytest.mark.parametrize("name", ["2023", "1.5", "10월 6일", "", " ", "a", "콩"])
def test_numbers_and_single_characters_are_no_names(name: str) -> None:
    assert Names([(name, "x")]).mentions(f"{name} 2023-10-06 금요일, 10월 6일 콩은 a") == []


FIGURES = Names((name, name) for name in ("3M", "29CM", "42dot"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3M은 29CM를 만났다", ["3M", "29CM"]),
        ("42Dot과 42dot", ["42Dot", "42dot"]),
        ("매출 3M 달러", []),
        ("3M users and 3M명", []),
        ("€3M or ₩3M", []),
        ("폭 29cm 선반", []),
    ],
)
def test_a_name_like_a_figure_is_none_where_it_counts(text: str, found: list[str]) -> None:
    assert certain(text, FIGURES) == found


HYPHENS = [("Deep-Sea Metals", Meaning.BEARER), ("Blue Tern", Meaning.BEARER), ("term sheet", Meaning.CONCEPT)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Deep Sea Metals and Blue-Tern signed", ["Deep Sea Metals", "Blue-Tern"]),
        ("a term-sheet clause", ["term-sheet"]),
        ("deep sea metals are heavy", []),
        ("a long-term-sheet", []),
    ],
)
def test_a_blank_in_the_name_of_an_entity_may_be_a_hyphen(text: str, found: list[str]) -> None:
    meanings = dict(HYPHENS)
    assert certain(text, Names(((name, name) for name in meanings), meaning=meanings.__getitem__)) == found


def test_the_hyphens_of_other_titles_stay() -> None:
    assert certain("what to do", Names([("to-do", "a")], meaning=lambda _: Meaning.TITLE)) == []
    assert certain("what to-do", Names([("to-do", "a")], meaning=lambda _: Meaning.TITLE)) == ["to-do"]


def test_apostrophes_may_be_curly() -> None:
    names = Names([("O'Hara", "a"), ("Brien’s", "b")])
    assert certain("O’Hara met Brien's team; O’Haras", names) == ["O’Hara", "Brien's", "O’Hara"]


def test_the_number_of_an_item_is_no_part_of_a_name() -> None:
    names = Names([("1. 교회", "교회.md")])
    assert [each.text for each in names.mentions("- 1. 교회 명칭\n  1. 교회의 직원\n총람의 1. 교회")] == ["1. 교회"]


def test_dates_are_never_certain() -> None:
    names = Names([(name, name) for name in ("2023-10-06", "2023-10-06 금요일", "2023년 10월")])
    assert list(doubts("2023-10-06 금요일, 2023-10-06은 2023년 10월의", names)) == [
        "2023-10-06 금요일",
        "2023-10-06",
        "2023년 10월",
    ]
    assert certain("2023-10-06", names) == []
    assert names.mentions("2023-10-060 v2023-10-06 2023-10-06T1 2023-10-06.csv") == []


def test_what_its_note_vouches_for_is_certain() -> None:
    names = Names([(name, name) for name in ("콩", "오늘", "Go")], {"콩", "오늘"})
    assert certain("콩은 오늘의 것, 콩나물", names) == ["콩", "오늘"]
    assert [each.vouched for each in names.mentions("콩은 Go의")] == [True, False]


def test_excluded_spans_hold_no_mention() -> None:
    text = "토스와 토스, 토스"
    assert [m.span for m in NAMES.mentions(text, exclude=[Span(8, 10), Span(0, 1)])] == [Span(4, 6)]
    assert [m.span.start for m in NAMES.mentions(text, exclude=[Span(2, 4), Span(6, 8)])] == [0, 4, 8]


@pytest.mark.parametrize("text", ["토큰경제학의 컨두잇은", "Café 토스는 İ 토스", "ΟΔΟΣ İİ OpenAI는"])
def test_decomposed_text_gives_the_same_mentions_at_its_own_offsets(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    found = [unicodedata.normalize("NFC", mention.span.of(loose)) for mention in NAMES.mentions(loose)]
    assert found == [mention.text for mention in NAMES.mentions(text)] != []


def test_decomposed_names_are_found() -> None:
    names = Names([(unicodedata.normalize("NFD", "컨두잇"), "x")])
    assert certain("컨두잇은", names) == ["컨두잇"]


words = st.sampled_from(
    [
        *COMPANIES,
        "Acme Labs",
        "토큰 경제학",
        "은",
        "는",
        "에서",
        "솔루션",
        " ",
        "\n",
        "-",
        "/",
        ".",
        "(",
        "s",
        "'s",
        "\ufffc",
    ]
)
prose = st.lists(words | st.text("가나은는일 aX.-_'#토스", max_size=3), max_size=12).map("".join)


@given(prose)
def test_mentions_never_overlap_and_are_always_a_name_as_written(text: str) -> None:
    done = 0
    for mention in NAMES.mentions(text):
        assert done <= mention.span.start < mention.span.end
        assert mention.span.of(text) == mention.text
        assert mention.text.lower().replace(" ", "") == mention.name.lower().replace(" ", "")
        done = mention.span.end


@given(prose)
def test_no_word_is_split(text: str) -> None:
    for mention in NAMES.mentions(text):
        before = text[: mention.span.start][-1:]
        after = text[mention.span.end :][:1]
        if not mention.text[0].isascii():
            assert not before.isalnum()
        assert not (before.isalnum() and before.isascii())
        if not mention.text[-1].isascii():
            assert not (after.isascii() and after.isalnum())


@given(
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=4),
    st.sampled_from(COMPANIES),
)
def test_a_hangul_name_is_never_linked_with_hangul_glued_to_its_left(glued: str, name: str) -> None:
    text = f"{glued}{name}은"
    assert not [
        m for m in NAMES.mentions(text) if m.name == name and not name[0].isascii() and m.span.start == len(glued)
    ]


@given(st.lists(st.text("ab가토", min_size=1, max_size=4), max_size=12, unique=True), st.text("ab가토", max_size=30))
def test_the_search_without_the_automaton_finds_the_same(keys: list[str], text: str) -> None:
    expected = [
        (index, at, at + len(key))
        for index, key in enumerate(keys)
        for at in range(len(text))
        if text.startswith(key, at)
    ]
    for search in (Trie(keys), searcher(keys)):
        assert sorted(search.find_matches_as_indexes(text, overlapping=True)) == sorted(expected)


def test_without_the_package_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "ahocorasick_rs":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    text = "토스는 IBK기업은행과 Acme Labs를 만났고 KBS와 토스트는 아니다. 업루트컴퍼니 로지체인솔루션"
    pairs: Sequence[tuple[str, str]] = [
        (name, name) for name in [*COMPANIES, "IBK기업은행", "Acme Labs", "업루트 컴퍼니"]
    ]
    expected = Names(pairs).mentions(text)
    monkeypatch.setattr(builtins, "__import__", without)
    slow = Names(pairs)
    assert isinstance(slow._search, Trie)
    assert slow.mentions(text) == expected != []


def test_lone_surrogates_do_no_harm() -> None:
    names = Names([("토\udcff스", "x"), ("토스", "y")])
    assert [mention.span for mention in names.mentions("\ud800토스는 \udcff")] == [Span(1, 3)]


def test_long_runs_without_a_space_are_no_tails() -> None:
    assert certain("로지체인" + "플랫폼" * 20_000) == []
    assert certain("토스" * 20_000) == []
    assert certain("./토스" * 5_000) == []


@pytest.mark.parametrize("name", ["더A은행", "꽃이 자란다", "보X다", "가 다", "이.은", "나1나"])
def test_a_name_of_several_scripts_is_no_verb(name: str) -> None:
    assert certain(f"어제 {name}", Names([(name, name)])) == [name]
    assert certain(f"{name}가 {name}은 {name}는 {name}하고", Names([(name, name)])).count(name) >= 2


def test_no_names() -> None:
    assert Names([]).mentions("토스는") == []


_PIECE = st.sampled_from(
    [
        "토큰",
        "증권",
        "토큰증권",
        "우리",
        "은행",
        "IBK",
        "ＩＢＫ",
        "기업은행",
        "Go",
        "go",
        "Ace",
        "é",
        "e\u0301",
        "\u1112\u1161\u11ab",
        "한",
    ]
)
_SPACED = st.lists(st.tuples(_PIECE, st.sampled_from(["", " ", "  ", "\u3000"])), min_size=1, max_size=4).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(
    names=st.lists(_SPACED, max_size=12), text=st.lists(st.tuples(_SPACED, st.sampled_from(["은 ", " ", "\n", ", "])))
)
def test_names_that_cannot_stand_in_a_text_change_nothing(names: list[str], text: list[tuple[str, str]]) -> None:
    pairs = [(name, f"{number}.md") for number, name in enumerate(names)]
    prose = "".join(part for parts in text for part in parts)
    said = letters_of(prose)
    some = [pair for pair in pairs if letters_of(pair[0]) in said]
    assert Names(some).mentions(prose) == Names(pairs).mentions(prose)
