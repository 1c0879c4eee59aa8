"""The keyboard types what people type; the tables of spelling contradict neither themselves nor the dictionary."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaulttools
from tests.timing import assert_linear, seconds
from vaulttools import sorted_words
from vaulttools.english.spelling import _Words, misspellings, words_among
from vaulttools.korean import lexicon
from vaulttools.korean.confusions import Certainty, confusions, misformed, misspelling
from vaulttools.korean.hangul import compose, decompose
from vaulttools.korean.jamo import stray_jamo
from vaulttools.korean.keyboard import NEIGHBOURS, as_hangul, as_latin, keystrokes, slips, typed
from vaulttools.korean.lexicon import is_word
from vaulttools.korean.phrases import phrases
from vaulttools.korean.verbs import Verbs
from vaulttools.registry import builtin_rules
from vaulttools.spelling import Kind, Slip, find, tokens

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), max_size=6)


@given(SYLLABLES)
def test_syllables_are_typed_back(text: str) -> None:
    assert typed(keystrokes(text)) == text
    assert as_hangul(as_latin(text)) == text


def test_what_keys_give_in_both_modes_of_the_keyboard() -> None:
    assert keystrokes("값이 왔다") == "ㄱㅏㅂㅅㅇㅣ ㅇㅗㅏㅆㄷㅏ"
    assert typed("ㅂㅏㄹㄱㅕㅎㅐㄴㅁ") == "발겨핸ㅁ"
    assert as_hangul("dkssud") == "안녕"
    assert as_latin("됐습니다") == "ehoTtmqslek"
    assert sorted(NEIGHBOURS["ㅏ"]) == sorted("ㅑㅐㅓㅣㅡ")
    assert {"ㄹㅗㅈㅣㄱ", "ㄹㅗㅈㅣ"} <= {each for key in ("ㄹㅗㅣㅈㄱ", "ㄹㅗㅈㅣㅣ") for each in slips(key)}


TABLE = Path(vaulttools.__file__).parent / "korean" / "confusions.tsv"


def test_table_is_sorted_and_each_row_stands_once() -> None:
    wrong = [row.wrong for row in confusions()]
    assert wrong == sorted(set(wrong))
    assert len(wrong) > 2000
    assert all(row.source and row.kind in ("loanword", "spelling", "spacing", "term", "former") for row in confusions())


def test_no_correction_is_listed_as_wrong() -> None:
    listed = {
        row.right: found
        for row in confusions()
        if (found := next(filter(None, map(misspelling, row.right.split())), None))
    }
    assert not listed


@pytest.mark.parametrize(
    ("run", "right"),
    [
        ("마켓팅팀에서", "마케팅팀에서"),
        ("해결되요", "해결돼요"),
        ("전달됬습니다", "전달됐습니다"),
        ("금새", "금세"),
        ("금새도", "금세도"),
        ("들어나기", "드러나기"),
    ],
)
def test_misspelling(run: str, right: str) -> None:
    found = misspelling(run)
    assert found is not None
    assert run[: found.start] + found.right + run[found.end :] == right


WRONG = (
    "제품를 출시일는 돈를 보고를를 렌더링가 앱가 카드사가자료를 회사의의 통제제가 도움이되는 컨텐츠 마켓팅팀에서 달성율을 계약서애"
    " 값이여야 바꿀텐데 쉽지않은 금새 입니다만은요뷁 진입합니나"
).split()


def _everything_written() -> set[str]:
    """The words, with their punctuation, of the examples of all rules and of the table of misspellings."""
    texts = [example.text for rule in builtin_rules().values() for example in rule.examples]
    texts += [row.wrong.replace("*", end) for row in confusions() for end in ("", "를", "에서는", "합니다")]
    return {token for text in (*texts, *WRONG) for token in text.replace("«", "").replace("»", "").split()}


@pytest.fixture
def nothing_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    for memory, empty in (("_clean", set()), ("_slips", {}), ("_ways", {})):
        monkeypatch.setattr(tokens, memory, empty)


@pytest.mark.usefixtures("nothing_judged")
def test_words_judged_at_once_are_those_that_have_no_slip_one_by_one() -> None:
    every = _everything_written()
    plain = {*tokens.plain_among(every)}
    ways_at_once = {**tokens._ways}
    tokens._ways.clear()
    assert len(plain) > 1500
    assert not plain.intersection(WRONG)
    assert [token for token in sorted(plain) if tokens._judge(token)] == []
    assert ways_at_once == tokens._ways


@pytest.mark.usefixtures("nothing_judged")
def test_slips_do_not_depend_on_numbers() -> None:
    every = {token for token in _everything_written() if tokens._without_numbers(token) != token}
    every |= {
        "5명중",
        "37명이상",
        "월1회",
        "7분만에",
        "v1.2를",
        "\ufffc\ufffc은",
    }
    assert len(every) > 100
    for token in sorted(every):
        assert bool(tokens._judge(token)) == bool(tokens._judge(tokens._without_numbers(token))), token


@pytest.mark.usefixtures("nothing_judged")
def test_what_differs_from_a_clean_word_in_its_number_is_judged_by_that() -> None:
    assert not tokens.judged("305개를")
    assert tokens.judged("3개이상")
    assert tokens.to_judge(frozenset(["1,200개를", "12개이상"])) == ["12개이상"]


@pytest.mark.parametrize(
    ("run", "right"),
    [
        ("납부율은", "납부율은"),
        ("채택율을", "채택률을"),
        ("전파률이다", "전파율이다"),
        ("개선률", "개선율"),
        ("유료전환률이", "유료전환율이"),
        ("병상가동율", "병상가동률"),
        ("법률과", "법률과"),
        ("확률", "확률"),
        ("문장이였다", "문장이었다"),
        ("에이전시이였음", "에이전시였음"),
        ("서비스에요", "서비스예요"),
        ("데이터이예요", "데이터예요"),
        ("핵심이예요", "핵심이에요"),
        ("사람이에요", "사람이에요"),
        ("고양이에요", "고양이에요"),
        ("학교에요", "학교에요"),
        ("사이였다", "사이였다"),
        ("값이여야", "값이어야"),
        ("고양이였다", "고양이였다"),
        ("아이여서", "아이여서"),
        ("신이여", "신이여"),
        ("낮춤으로서", "낮춤으로써"),
        ("모임으로서", "모임으로서"),
        ("진행돼지만", "진행되지만"),
        ("흑돼지만", "흑돼지만"),
    ],
)
def test_what_goes_on_from_a_noun(run: str, right: str) -> None:
    found = misformed(run)
    assert (run[: found.start] + found.right + run[found.end :] if found else run) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("기존 방식보다 훨씬 낳은 결과, 저쪽이 더 낳음", "기존 방식보다 훨씬 나은 결과, 저쪽이 더 나음"),
        ("좋은 결과를 낳은 선택", "좋은 결과를 낳은 선택"),
        ("TV를 킨 채로 나감. 서버를 킵니다. 카메라를 킴.", "TV를 켠 채로 나감. 서버를 켭니다. 카메라를 켬."),
        ("전원을 키게 되면", "전원을 켜게 되면"),
        ("매출을 키고 싶다. 앱을 키오스크로 판다.", "매출을 키고 싶다. 앱을 키오스크로 판다."),
        ("보수적인 성격을 띄는 시장", "보수적인 성격을 띠는 시장"),
        ("간격을 띄우고 눈에 띄는", "간격을 띄우고 눈에 띄는"),
        ("투자자로써 본다", "투자자로서 본다"),
        ("투자로써 돕는다", "투자로써 돕는다"),
        ("매각을 하던지 말던지, 사던가 말던가", "매각을 하든지 말든지, 사든가 말든가"),
        ("값이 오르던 상관없이 산다. 하던 일", "값이 오르든 상관없이 산다. 하던 일"),
        ("쓸만 한 앱, 기억할만 하다. 할 일만 한다. 물만 한 잔", "쓸만한 앱, 기억할만하다. 할 일만 한다. 물만 한 잔"),
        ("얼마나 좋던지", "얼마나 좋던지"),
        ("하던 말던 팔릴 것 갔음", "하든 말든 팔릴 것 같음"),
        ("그것 갔다 오면", "그것 갔다 오면"),
        ("인지도 재고가 목표, 재고 관리", "인지도 제고가 목표, 재고 관리"),
        ("아는 채하는 사람, 입은 채 잠", "아는 체하는 사람, 입은 채 잠"),
        ("결국 사단이 났다, 3사단이 이동", "결국 사달이 났다, 3사단이 이동"),
        ("잘되길 바래, 색이 바래다", "잘되길 바라, 색이 바래다"),
        ("큰 성공을 바랬음, 손님을 바래다 줌", "큰 성공을 바랐음, 손님을 바래다 줌"),
        ("물건을 살수 있다, 살수 없이 끈 불", "물건을 살 수 있다, 살수 없이 끈 불"),
        ("팔릴 수도있고 팔릴 수가없다", "팔릴 수도 있고 팔릴 수가 없다"),
        ("그 수가있다, 내부 수도있다", "그 수가있다, 내부 수도있다"),
        ("이걸 어떻해 팔지, 나 어떻해.", "이걸 어떻게 팔지, 나 어떡해."),
        ("잘 안 돼지만 한다, 안에 돼지만 있다", "잘 안 되지만 한다, 안에 돼지만 있다"),
        ("계약서에 싸인을 받음, 베일에 싸인 회사", "계약서에 사인을 받음, 베일에 싸인 회사"),
        ("매각을 배재하지 않음, 배재한 대표", "매각을 배제하지 않음, 배재한 대표"),
        ("출시하지 안았다, 아이를 안았다", "출시하지 않았다, 아이를 안았다"),
    ],
)
def test_what_takes_two_words_to_see(text: str, right: str) -> None:
    for phrase in sorted(phrases(text, frozenset(text.split())), reverse=True):
        text = text[: phrase.start] + phrase.right + text[phrase.end :]
    assert text == right


def test_a_word_is_read_to_its_end_where_what_is_looked_at_ends_in_it() -> None:
    text = f"그로써 {'가 ' * 11}투자자로써도 한다"
    assert not [*phrases(text, frozenset(text.split()))]


@pytest.mark.parametrize(
    "run",
    [
        *("들어나", "되새김", "안된다", "금새록", "올게요", "아들께", "역할", "며칠", "몇", "있음"),
        *(
            "이해되지",
            "놀리지",
            "애초의",
            "빼앗습니다",
            "못지않게",
            "머지않아",
            "마을뿐",
            "볼때기",
            "뺏지",
            "뿌리채소",
            "모읍니다",
            "렌트가",
            "않되",
            "되는대로",
            "단지만",
            "친절이",
            *("캐쉬비", "캐쉬카우", "네이쳐셀", "꺽다리", "리스케일", "급속이", "체게바라"),
        ),
    ],
)
def test_the_tables_leave_alone_what_is_spelt_well(run: str) -> None:
    assert misspelling(run) is None


@pytest.mark.parametrize(
    "run",
    [
        "안녕하세요",
        "발견함",
        "했습니다",
        "만들었습니다",
        "도와주셨습니다",
        "지었고",
        "아름다운",
        "그렇습니다",
        "사용하여",
        "추가되었으며",
        "줄어듦",
        "토큰증권을",
        "조각투자자에게서는",
        "살펴보겠습니다",
        "먹는다면",
        "쉬웠던",
        "불러왔다",
        "하얗게",
        "큽니다",
        "몰랐어요",
        "상태였는지",
        "뜻이지",
        "위해서입니다",
        "위해서예요",
        "존재하는지뿐",
        "않으셔도",
        "되오니",
        "하시길",
        "없으시도록",
        "오시겠습니까",
        "가신다면",
        "누구였는가",
        *("누구십니까", "누구신지", "듯하여", "만해", "뻔해서"),
        *(
            "에이전트라지만",
            "흑자라지만",
            "거고요",
            "겁니다",
            "뭡니까",
            "그렇다곤",
            "문서냐에",
            "아니오가",
            "먹는다거나",
        ),
        *(
            "먹으니",
            "먹나",
            "만드니",
            "만들면",
            "만드십시오",
            "했으니",
            "알므로",
            "좋대",
            "할만",
            "몰라서가",
            "했느냐가",
        ),
        *("톺아보니", "톺아본", "켁켁거리는", "낑낑댔다", "퉁쳐서", "욱여넣었다", "석연찮은", "디벨롭했다", "떡상했다"),
    ],
)
def test_is_a_word_with_its_particles_or_ending(run: str) -> None:
    assert is_word(run)


@pytest.mark.parametrize(
    "run",
    ["안녕하셰요", "룆과", "마크업와", "토큰증귄을", "했습니더", "조각투쟈", "있습니디", "쪾", "먹도", "있서"]
    + [
        "만드면",
        "만드고",
        "줄어드면",
        "먹으고",
        "도우고",
        "하습니다",
        "되습니다",
        "만들습니다",
        "먹니까",
        "했는다",
        "먹시다",
    ]
    + ["많을을", "기능들와", "원하는대로", "바뀌은", "딸서", "빨이", "함가", "돼어", "됍니다", "부딛히다"],
)
def test_is_no_word_with_a_slip_in_it(run: str) -> None:
    assert not is_word(run)


@given(SYLLABLES)
def test_what_no_korean_syllable_begins_or_ends_is_no_word(text: str) -> None:
    assert not is_word(f"쀍{text}")
    assert not is_word(f"{text}쀍")


@pytest.mark.parametrize(
    "run",
    [
        "좋다ㅋㅋ",
        "ㄷㄷ",
        "ㄱ자",
        "ㅇㅇ이",
        "서울ㅡ부산",
        "됨ㅠ",
        "ㄹ받침",
        "ㅋㅋㅋ웃겼음",
        "ㄷ자형태의",
        "ㅇ씨에게는",
        "좋다ㅡ",
        "에이ㅡ",
    ],
)
def test_jamo_on_purpose(run: str) -> None:
    assert stray_jamo(run) is None


def test_stray_jamo() -> None:
    found = stray_jamo("룆ㄱ과ㅋㅋ")
    assert found is not None
    assert (found.start, found.end, found.right) == (0, 3, ("로직과",))


@pytest.mark.parametrize(
    ("run", "right"),
    [("ㅇ씨습니다", "있습니다"), ("주이ㅡ", "주의"), ("가이드ㅡ에서", "가이드에서"), ("ㅎ지만", "하지만")],
)
def test_jamo_that_look_meant(run: str, right: str) -> None:
    found = stray_jamo(run)
    assert found is not None
    assert found.right[0] == right


def test_a_word_in_the_wrong_mode_is_among_hangul_where_it_stands() -> None:
    english = "Only English stands here. " * 20
    assert (Kind.MODE, "wlsdlq", "진입") in said(f"{english}\n\n그 wlsdlq 장벽은 높다.")
    assert said(f"그 값은 낮다.\n\n{english} Who came to the worls?") == [(Kind.KEYS, "worls", "")]


def test_garbled_words_are_told_by_the_text() -> None:
    assert said("함수를 부른다. 그 ㅏㅁ수는 좋다.")[0][2] == "함수는"
    assert said("객체를 만든다. 그 갳게 형태.")[0][2] == "객체"
    assert said("그 ㅏㅁ수는 좋다.")[0][2] == ""


def test_an_everyday_word_comes_before_a_rare_one_with_two_keys_swapped() -> None:
    found = stray_jamo("ㅏㄴ드시")
    assert found is not None
    assert found.right == ("반드시",)
    assert not is_word("나드시")


def slips_in(text: str) -> list[Slip]:
    return find(text, text.split(), lambda _: False, lambda _: True)[0]


def said(text: str) -> list[tuple[Kind, str, str]]:
    return [(slip.kind, slip.span.of(text), slip.right) for slip in slips_in(text) if slip.kind is not Kind.UNKNOWN]


@pytest.mark.parametrize(
    "text",
    [
        "산식은 후단의 것. 매출을 환입하지 않는다. 선반영, 일반군, 오인정.",  # terms that no dictionary has
        "오피스아워는 목요일. 그리퍼는 비싸다.",
        "올리브엉 매장, 오가넉 시장.",  # names near a noun or a verb with an ending
        "파일창과 간격칸, 시간외 거래, 봇처럼 산다.",
        "주가가 오르고 대가가 크다. 이해해야 한다. 제한한 것. 투자자, 문제제기, 사용했는가가 문제다.",
        "재산세과-264, 주택_예외호_목록, OK캐쉬백, '-ㄹ게'로 쓴다.",
        "존재하는지뿐 아니라 판정하느냐이고.",
        "경쟁사는 프로핏이고 캔바가 앞선다. 미샤에서 산다. 카닥이고.",  # names that no dictionary has
        "톺아보니 쓸만하다. 투자할만하다, 믿을만한 곳, 망할뻔했다. 비가 올듯함. 모르는척했다. 될법하다. 관심 가질만한 것.",
        "바다.하늘, 왜?라는 물음, 한다.라고, 좋다!하고, 마쓰다.혼다, 연다.md, 객체.메서드, 했다...그런데",
        "본사는 은행로 38, 과학로 169-84, 반송로 12번길. 변산면, 참나무과 원목.",
        "필요업체와 필요업무, 월세집계, 메뉴열람, 인권비전, 수도물가.",  # two nouns each, and not 필요없다, 월셋집, 매뉴얼, ...
        "NYSE에상장된 회사, API에측정값을 넘김, KOSDAQ에상장.",
        "많이많이 팔림. ㅗㅜㅑ, ㅏㅏㅏㅏ, ㅋㅑㅋㅑ.",
        "스트업 열 곳, 유니드.",  # names, not 스타트업 and 유니코드
        "시간만큼 산만큼 3대중 4중 추돌, 한때 날것.",
        "결괏값을 이어붙여 찾아바꾸고 버림하면 된다. 그 근삿값.",  # made as many words are
        "진입가 위에서 산다. 관측가(종가). 매치드 널, 장식용 스페이서.",
        "그 런의 글자는 우선의 값이다.",  # 선의 is but a part of 우선의
        "누가 뭔지 제게 말했을 텐데. 저흰 몇십 명이고 얜 아뇨라 한다.",
        "미샤와 씨위드, 연베이지 바탕. 단일가 결과, 순매매도 함께.",
        "그것만 보고 한다. 신호가 난 봉의 값. 최근 몇 봉 안에 났다.",
        "사람아, 세상아. 내가 아는 동아.",
        "Args: ohlcv: OHLCV dict. cik, CIK, CIK, CIK.",
        "콤비 유사도를 본다. 라이트 모드, 나이트 모드.",
        "무장애 경로의 값표는 둘이다.",
        "로 그대로 넘긴다. ulimit 값과 fitz 값.",
        "시력은 20/20 라지만 먹을걸 그랬다.",
        "두 파일을 선으로 잇습니다. 짐작하지 않고 잇지 않는다. 지특법의 스케일러.",
        "복조 모듈은 보고 있다. 나는 보고 싶다. 처음부터면 된다. 개포자이 값. 지은이는 박희진, 그의 steamid.",
        "아이를 낳았다. 소리가 밖에 들렸다. 귀에 들렸다. 그 일이 났다. 손으로 산을 가리켰다. 안 되 지. 길이를 늘였다.",
        "전자결재 문서에 결재를 올린다. 결제 문서. 몸을 반듯이 하고 눕는다. 파시즘, 마시즘. 요즘 일.",
        "명령이 처리할 hotspot 파일 수. 같이 고쳐지는 게 덤이다. 실시간지연체결가[실시간-007] 값.",
        "흡수된(tombstoned) 사건. 하루 한 번 launchd 값. prisma 값. 코사인 유사도가 높다.",
        "연구의의와 사업의의를 논의의 대상으로 삼는다. 단한번에. 전국민주노총. 필요 한 가지.",
        "결의없이 한다. 결의없이 된다. 결의없이 둔다. 결의 없이 간다.",
        "We met Bayer. The Layer, a Layer, some Layer. Dialogs: no dialogs.",
        "인식률은 구십삼 퍼센트, 값은 삼천오백. 책을 댁으로 가져다드립니다. **R**etrieval과 **G**eneration을 본다.",
        "상단은 검색 표시줄이며, 그 방식으로라면 된다.",
        "미리 보기을(를) 누른다. API을(를) 쓴다. 테더링이라는 것.",
        "백테스트를 한다. 백테스트는 이 백테스터가 한다.",
        "오이엠 제조사와 오디엠이 쓰는 케이피아이를 본다. 전세계 시장, 전국민 앱.",
        "그나마 다행이고, 다행이 아니다. 들을 수업을 고른다. 시킨대 한다. 3층 여아, 원아.",
        "머지않아 상장할, 대기업 못지않은 곳. 감사해 마지않았다. 어딘가 꺼림직한 조건.",
        "다음 주 매장에 들를 예정. 흑돼지만 키우는 농장. 비닐에 싸인 과일.",
        "칸을 끌어놓기하면 된다. 이름붙인 필터. 11번가와 3개과, 100만을 쓴다. 실력과 매력, 버들들판.",
        "아누아 입점, 드로어 안에.",  # names and terms, a syllable longer than 안아 and 들어
        "폐기물 열분해 설비, 랩그로운 반지. 누적적 우선주. 번호는 일이삼사로 시작한다.",
        "나는 도망가지 않았다. 남을 탓하기 전에 본다. 상태바에 조절바는 없다. 시커멓고 누런 천.",
    ],
)
def test_nothing_to_say(text: str) -> None:
    assert said(text) == []


def test_a_text_of_strange_words_takes_time_in_step_with_its_length() -> None:
    def finding(count: int) -> float:
        words = [chr(0xAC00 + number % 11000) + chr(0xAC00 + number * 7919 % 11000) * 2 for number in range(count)]
        text = " ".join(f"{word}쀍" for word in words)
        return seconds(lambda: find(text, text.split(), lambda _: False, lambda _: False))

    finding(100)
    assert_linear(finding, 8000)


def test_pieces_of_a_word_over_two_lines_are_none() -> None:
    assert said("그 일을 다른 사\n  람으로 하여금 하게 한다. 위하여 드러났\n거나 깨졌다.") == []
    assert said("합 계 100, 부 회 계") == []
    assert said("풀 리퀘스트를 환영한다.") == []
    assert said("하나님을 섬\n기게 한다") == []
    assert said("그 기게 하나") != []


def test_english_words_may_be_made() -> None:
    assert said("We precompute it headlessly for fintechs.") == []
    assert said("Stöbich met Müller; the résumé says Élan.") == []
    assert said("We recieve the compamy.") == [
        (Kind.TABLE, "recieve", "receive"),
        (Kind.KEYS, "compamy", "company"),
    ]
    assert said("메일을 recieve했다.") == [(Kind.TABLE, "recieve", "receive")]


def test_endings_are_talked_about() -> None:
    assert said("가(동사) + ㄴ다(종결 어미), ㄹ수록.") == []
    assert said("범위를 벗어난 아래 첨자입니다. 임프레스에서기본") == []
    assert said("기능이 있냐 없냐와는 다르다. 무엇을 개선하려는가?") == []


def test_english_words_may_be_coined() -> None:
    assert said("A hasher and a slurper of pickable items. Its stemmer is nullish. Parameterization, memoizing.") == []
    assert said("By ispell, jsoup or mawk. Some giga bytes.") == []
    assert said("The collecters saw it, and the flamable one, while runing.") == [
        (Kind.KEYS, "collecters", "collectors"),
        (Kind.KEYS, "flamable", "flammable"),
        (Kind.KEYS, "runing", ""),
    ]
    assert said("They seemd to avoid ghis, eepecially.") == [
        (Kind.KEYS, "seemd", ""),
        (Kind.KEYS, "ghis", "this"),
        (Kind.KEYS, "eepecially", "especially"),
    ]


def test_a_word_stands_once_though_its_letters_stand_in_others() -> None:
    assert said("It wants the cntext, and the context of the contexts.") == [(Kind.KEYS, "cntext", "context")]
    assert said("A cmmand is a command.") == [(Kind.KEYS, "cmmand", "command")]
    assert said("A kommand, a kommand and a command.") == []


def test_english_words_that_are_not_made() -> None:
    assert said("The optionss of a derectory. He suppres it.") == [
        (Kind.KEYS, "optionss", "options"),
        (Kind.KEYS, "derectory", "directory"),
        (Kind.KEYS, "suppres", "suppress"),
    ]


def test_english_words_of_two_others_or_of_an_ending_are_none() -> None:
    assert said("A callout, hotspots, two readbacks. A lawyered one with virality, liveness and reachability.") == []
    assert (
        said("Placeable and moveable, cafes and cliches. An abstractive one, auditable, by firejail or sitelinks.")
        == []
    )
    assert said("Securitisation, sanitization and reputational quantiles in realtime.") == []
    assert said("Both companys are mindfull, suppling it.") == [
        (Kind.KEYS, "companys", "company"),
        (Kind.KEYS, "mindfull", "mindful"),
        (Kind.KEYS, "suppling", "supplying"),
    ]


def test_an_english_word_that_is_written_more_is_more_likely_meant() -> None:
    assert said("They onyl print assigments of takls.") == [
        (Kind.KEYS, "onyl", "only"),
        (Kind.KEYS, "assigments", "assignments"),
        (Kind.KEYS, "takls", ""),  # talks or tails
    ]


def test_long_english_words_may_have_another_letter_or_two_slips() -> None:
    assert said("The latitdue of paritiotns, explicetely.") == [
        (Kind.KEYS, "latitdue", "latitude"),
        (Kind.KEYS, "paritiotns", "partitions"),
        (Kind.KEYS, "explicetely", "explicitly"),
    ]
    assert said("An argorithm for a secuence of occurances.") == [
        (Kind.KEYS, "argorithm", "algorithm"),
        (Kind.KEYS, "secuence", "sequence"),
        (Kind.KEYS, "occurances", "occurrences"),
    ]
    assert said("A comptaible one, then another comptaible one.") == [(Kind.KEYS, "comptaible", "compatible")] * 2
    assert said("One comptaible, two comptaible, three comptaible.") == []


def test_programs_are_not_named_as_words_are_mistyped() -> None:
    assert said("We put noty, agentx and the vhost on it. The data of vertica and orval, by pprint(value).") == []
    assert said("They saw ghis at once, and the flamable companys had more of the reveune.") == [
        (Kind.KEYS, "ghis", "this"),
        (Kind.KEYS, "flamable", "flammable"),
        (Kind.KEYS, "companys", "company"),
        (Kind.KEYS, "reveune", "revenue"),
    ]


def test_an_english_word_with_a_capital_is_none_only_where_no_name_stands() -> None:
    assert said("Evalutate the plan.\n\n- Descrption of it") == [
        (Kind.KEYS, "Evalutate", "Evaluate"),
        (Kind.KEYS, "Descrption", "Description"),
    ]
    assert said("Offcie raised it. We met Descrption of late. Moderna, Synthetix made of it.\n\nDescrption Inc.") == []
    assert said("Celestia has it. Synthesia of old. Flickr, Pearson and Tumblr have more.\n\nPearson has it.") == []


def test_an_english_word_may_end_in_bold() -> None:
    assert said("**Stages of optimizaton.** More of it. **A tour of assigments:** none.") == [
        (Kind.KEYS, "optimizaton", "optimization"),
        (Kind.KEYS, "assigments", "assignments"),
    ]


def test_english_typed_with_the_keyboard_set_to_korean_has_particles_behind_it() -> None:
    assert said("ㅇ데ㅣㅐㅛ를 마쳤다. 그 ㅡㄷㄷ샤ㅜㅎ에서 봤다.") == [
        (Kind.JAMO, "ㅇ데ㅣㅐㅛ를", "deploy를"),
        (Kind.JAMO, "ㅡㄷㄷ샤ㅜㅎ에서", "meeting에서"),
    ]


def test_a_note_in_another_encoding_is_not_told_word_by_word() -> None:
    assert len(said("쀍쀍 " * 3)) == 3
    assert said("쀍쀍 " * 40) == []


def test_a_short_word_that_begins_a_longer_one_is_an_abbreviation() -> None:
    assert said("The excesses of it, an exces") == []
    assert said("The list of it, an exces") == [(Kind.KEYS, "exces", "excess")]


@pytest.mark.parametrize(
    ("text", "kind", "word", "right"),
    [
        ("사용하 는 것.", Kind.GAP, " ", ""),
        ("통제제가 심하다.", Kind.KEYS, "통제제가", "통제가"),
        ("3시간즘 걸린다.", Kind.TABLE, "시간즘", "시간쯤"),
        ("산 넘어에 있다.", Kind.TABLE, "넘어에", "너머에"),
        ("감기가 다 낳았다.", Kind.TABLE, "낳았", "나았"),
        ("그편이 더 났다.", Kind.TABLE, "났", "낫"),
        ("편의점에 들렸다가 갔다.", Kind.TABLE, "렸", "렀"),
        ("아이들에게 영어를 가리켰다.", Kind.TABLE, "켰", "쳤"),
        ("올해 인원을 늘였다.", Kind.TABLE, "였", "렸"),
        ("여러 결재 수단.", Kind.TABLE, "결재", "결제"),
        ("결제 라인에 올림.", Kind.TABLE, "결제", "결재"),
        ("겉잡을 수 없다.", Kind.TABLE, "겉잡", "걷잡"),
        ("반듯이 확인 필요.", Kind.TABLE, "반듯이", "반드시"),
        ("그러면 안 되.", Kind.TABLE, "되", "돼"),
        ("기준으로로 본다.", Kind.KEYS, "기준으로로", "기준으로"),
        ("회사의의 값.", Kind.KEYS, "회사의의", "회사의"),
        ("정부가가 나섰다. 공모가가 높다.", Kind.KEYS, "정부가가", "정부가"),
        ("직원들도도 온다. 만족도도 높다.", Kind.KEYS, "직원들도도", "직원들도"),
        ("그 손익계산써를 봄. 손익계산서는.", Kind.KEYS, "손익계산써를", "손익계산서를"),
        ("내일까지까지 한다.", Kind.KEYS, "내일까지까지", "내일까지"),
        ("보고서와와 자료.", Kind.KEYS, "보고서와와", "보고서와"),
        ("이익은 4%라는대 적다.", Kind.TABLE, "대", "데"),
        ("다행이 쓸 일이 없다.", Kind.TABLE, "다행이", "다행히"),
        ("좋은 분이였다.", Kind.TABLE, "분이였", "분이었"),
        ("그 서비스이엿다.", Kind.TABLE, "서비스이엿", "서비스였"),
        ("볼 수업다.", Kind.BLANK, "수업", "수 없"),
        ("그 야근가 늘었다.", Kind.PARTICLE, "가", "이"),
        ("한번에 많은 전화.", Kind.BLANK, "한번에", "한 번에"),
        ("값이 필요 합니다.", Kind.GAP, " ", ""),
        ("후속 조치와 후속 계획. 그 후솟 논의.", Kind.KEYS, "후솟", "후속"),
        ("사용자가 많다. 사용자의 말. 그 사용지를 본다.", Kind.KEYS, "사용지를", "사용자를"),
        ("그것은 gkaRp 한다.", Kind.MODE, "gkaRp", "함께"),
        ("dyrn 사항.", Kind.MODE, "dyrn", "요구"),
        ("ㅔ시지를 보냄.", Kind.JAMO, "ㅔ시지를", "메시지를"),
        ("표를 생성합다. 배송지와 확인지.", Kind.KEYS, "생성합다", "생성합니다"),
        ("그 이름을 사용니다.", Kind.KEYS, "사용니다", ""),
        ("값이 낮습니다.다양한 상품.", Kind.BLANK, "낮습니다.다양한", "낮습니다. 다양한"),
        ("끝났음.3월에 보자.", Kind.BLANK, "끝났음.3월에", "끝났음. 3월에"),
        ("바뀌었다;새 대표.", Kind.BLANK, "바뀌었다;새", "바뀌었다; 새"),
        ("왜 지금인가?!규제가 풀린다.", Kind.BLANK, "지금인가?!규제가", "지금인가?! 규제가"),
        ("쓸때 보자.", Kind.BLANK, "쓸때", "쓸 때"),
        ("돈을 낸만큼 얻는다.", Kind.BLANK, "낸만큼", "낸 만큼"),
        ("투자한만큼 얻는다.", Kind.BLANK, "투자한만큼", "투자한 만큼"),
        ("훨씬더 크다.", Kind.BLANK, "훨씬더", "훨씬 더"),
        ("가장큰 회사.", Kind.BLANK, "가장큰", "가장 큰"),
        ("30억원규모의 펀드.", Kind.BLANK, "억원규모의", "억원 규모의"),
        ("5명중 세 명.", Kind.BLANK, "명중", "명 중"),
        ("필요업는 일.", Kind.TABLE, "필요업", "필요 없"),
        ("데이타의 힘.", Kind.TABLE, "데이타", "데이터"),
        ("DAU이탈율이 높다.", Kind.TABLE, "이탈율", "이탈률"),
        ("그 ㅣㅐㅎㅑㅜ 화면.", Kind.JAMO, "ㅣㅐㅎㅑㅜ", "login"),
        ("투자를 받은지 석 달.", Kind.BLANK, "받은지", "받은 지"),
        ("그 애리케이션을 심사한다.", Kind.KEYS, "애리케이션을", "애플리케이션을"),
        ("스타트업을 만난다. 그 스트업은 크다.", Kind.KEYS, "스트업은", "스타트업은"),
        ("여업이익은 줄었다.", Kind.KEYS, "여업이익은", "영업이익은"),
        ("공장로 30명 간다.", Kind.PARTICLE, "로", "으로"),
        ("값을 늘리고잇는 곳. 끈을 잇는다.", Kind.BLANK, "늘리고잇는", "늘리고 있는"),
        ("대신할수업는 사람. 들을 수업은 많다.", Kind.BLANK, "대신할수업는", "대신할 수 없는"),
        ("작지안음. 이지안은 대표이다.", Kind.BLANK, "작지안음", "작지 않음"),
        ("부질없슴. 작년보다 나음.", Kind.TABLE, "없슴", "없음"),
        ("작년보다 낳음. 딸을 낳음.", Kind.TABLE, "낳음", "나음"),
        ("예를들어 본다.", Kind.BLANK, "예를들어", "예를 들어"),
        ("미국에있는 곳.", Kind.BLANK, "미국에있는", "미국에 있는"),
        ("작년보다늘었다.", Kind.BLANK, "작년보다늘었다", "작년보다 늘었다"),
        ("도움이되는 자료. 전문가되기.", Kind.BLANK, "도움이되는", "도움이 되는"),
        ("문제가있는 제품. 나이가 있다.", Kind.BLANK, "문제가있는", "문제가 있는"),
        ("아직 잘모르겠다. 잘못했다. 잘났다.", Kind.BLANK, "잘모르겠다", "잘 모르겠다"),
        ("꼭필요한 돈. 꼭대기.", Kind.BLANK, "꼭필요한", "꼭 필요한"),
        ("이유를 알수없는 일.", Kind.BLANK, "알수없는", "알 수 없는"),
        ("그곳에 갈수밖에 없다. 실수가 있다.", Kind.BLANK, "갈수", "갈 수"),
        ("출시후 반응.", Kind.BLANK, "출시후", "출시 후"),
        ("3년이상의 경력. 3년 이상.", Kind.BLANK, "3년이상의", "3년 이상의"),
        ("돈이 100만원정도 든다.", Kind.BLANK, "100만원정도", "100만원 정도"),
        ("80%이상 팔림.", Kind.BLANK, "80%이상", "80% 이상"),
        ("5월말까지 낸다. 10초 후.", Kind.BLANK, "5월말까지", "5월 말까지"),
        ("이부분은 좋다.", Kind.BLANK, "이부분은", "이 부분은"),
        ("그렇지 않은것같음.", Kind.BLANK, "않은것같음", "않은 것 같음"),
        ("할 수 있는 만큼, 고객을위한 것.", Kind.BLANK, "고객을위한", "고객을 위한"),
        ("아직 되지 안는 일.", Kind.TABLE, "안", "않"),
        ("강아지 안고 잡지 안을 본다. 쉽지 안습니다.", Kind.TABLE, "안", "않"),
        ("뭔지 안나 함. 뭔지 안는 일. 크지 안나요?", Kind.TABLE, "안", "않"),
        ("다시 말함. 이번주에 보자.", Kind.BLANK, "이번주에", "이번 주에"),
        ("문의바랍니다. 가족바라기 대표.", Kind.BLANK, "문의바랍니다", "문의 바랍니다"),
        ("앞 두자리만 적는다.", Kind.BLANK, "두자리만", "두 자리만"),
        ("시장에서은 크다. 색이 은은하다.", Kind.PARTICLE, "은", "는"),
        ("이들은은 크다.", Kind.KEYS, "이들은은", "이들은"),
        ("Raect 좋다. React, React, React.", Kind.KEYS, "Raect", "React"),
        ("7분만에 끝남.", Kind.BLANK, "분만에", "분 만에"),
        ("3년동안 쉼. 5분만 더, 분만에 든 비용.", Kind.BLANK, "년동안", "년 동안"),
        ("이제 할듯. 곧 할듯하다.", Kind.BLANK, "할듯", "할 듯"),
        ("등록뙨 회사.", Kind.KEYS, "등록뙨", "등록된"),
        ("검토를 함. 그 껌토 뒤에.", Kind.KEYS, "껌토", "검토"),
        ("상세 프로필을 본다. 그 프로핏을 지운다.", Kind.KEYS, "프로핏을", "프로필을"),
        ("그런 것도 있따.", Kind.KEYS, "있따", "있다"),
        ("우리쪽지함을을 본다. 마을을 본다.", Kind.KEYS, "우리쪽지함을을", "우리쪽지함을"),
        ("알려 주면 안됩니다. 그 사람은 안됐다.", Kind.BLANK, "안됩니다", "안 됩니다"),
        ("무엇을 할 지 모른다. 떠난 지 한 달. 나는 지도를 본다.", Kind.GAP, " ", ""),
        ("되는 지 본다. 상을 줄 지주. 서울 지 도시.", Kind.GAP, " ", ""),
        ("높을 수록 좋다. 부록을 수록 중.", Kind.GAP, " ", ""),
        ("창업한지 3년 됨. 필요한지 3일 동안 논의함. 투자한지 모름.", Kind.BLANK, "창업한지", "창업한 지"),
        ("투자를 받은지 오래됨. 얼마나 좋은지 한 달 써 봄.", Kind.BLANK, "받은지", "받은 지"),
        ("이 회사 핵심인듯. 새 모델인듯하다. 사람인 듯.", Kind.BLANK, "핵심인듯", "핵심인 듯"),
        ("출시된지는 벌써 두 달. 출시된 지 두 달.", Kind.BLANK, "출시된지", "출시된 지"),
        ("손을 갖다대면 된다.", Kind.BLANK, "갖다대면", "갖다 대면"),
        ("생각 보다 크다. 앞으로 보다 나은 값.", Kind.GAP, " ", ""),
        ("쓸 수 밖에 없다. 그 수 밖에 두었다.", Kind.GAP, " ", ""),
        ("문서를 제공 한다. 빠른 판매 하려 함. 서비스 사용 해지. 검수 한 번.", Kind.GAP, " ", ""),
        ("생길 지는 모름. 해가 지는 곳, 어두워지는 지는 해.", Kind.GAP, " ", ""),
        ("사실인 지 모름. 주인 지참.", Kind.GAP, " ", ""),
        ("대표 님이 왔다. 김철수 님, 대표 님비.", Kind.GAP, " ", ""),
        ("고려한적 없음. 인적 사항, 일반적 경우.", Kind.BLANK, "고려한적", "고려한 적"),
        ("값이 바뀔때마다 본다.", Kind.BLANK, "바뀔때마다", "바뀔 때마다"),
        ("더많음. 더하다, 더러움.", Kind.BLANK, "더많음", "더 많음"),
        ("다섯팀 남음. 다섯째.", Kind.BLANK, "다섯팀", "다섯 팀"),
        ("더빨리 감. 더욱더.", Kind.BLANK, "더빨리", "더 빨리"),
        ("무엇에 참여할 지 모름. 참여할 지자체.", Kind.GAP, " ", ""),
        ("두배가 됨. 세배하러 감.", Kind.BLANK, "두배가", "두 배가"),
        ("5년뒤 만기. 5년째, 3일장.", Kind.BLANK, "년뒤", "년 뒤"),
        ("월1회 발행. 2월1일, 연3.", Kind.BLANK, "월1", "월 1"),
        ("계약서애 없다. 인류애, 애는 운다.", Kind.TABLE, "애", "에"),
        ("재방문률은 낮다.", Kind.TABLE, "재방문률", "재방문율"),
        ("무었을 하나.", Kind.TABLE, "무었", "무엇"),
        ("그 dbflzjqdmf 봄.", Kind.MODE, "dbflzjqdmf", "유리컵을"),
        ("이렇게하면 된다. 이렇게 하면.", Kind.BLANK, "이렇게하면", "이렇게 하면"),
        ("상태를 갖으며 갖은 것.", Kind.TABLE, "갖으며", "가지며"),
        ("오류메세지", Kind.TABLE, "메세지", "메시지"),
        ("고객에게에게 보냄.", Kind.KEYS, "고객에게에게", "고객에게"),
        ("너를를 봄. 회의의 결과, 마을을.", Kind.KEYS, "너를를", "너를"),
        ("그 회사으로 감. 집으로 감.", Kind.PARTICLE, "으로", "로"),
        ("그 돈를 다룰 때.", Kind.PARTICLE, "를", "을"),
        ("새 앱를 씀. 먹는 것.", Kind.PARTICLE, "를", "을"),
        ("그 API을 씀. MAP은 SAP는 PDF를 URL을.", Kind.PARTICLE, "을", "를"),
        ("그 ㅗ디ㅣㅐ.", Kind.JAMO, "ㅗ디ㅣㅐ", "hello"),
        ("그 ㅁㅔㅑ를 쓴다. ㅜㅗㅜ 대박 ㅗㅜㅑ.", Kind.JAMO, "ㅁㅔㅑ를", "API를"),
        ("다음 주에 ㅑㄱ 자료를 받음. ㅇㅏ 그렇다.", Kind.JAMO, "ㅑㄱ", "IR"),
        ("표를 만들시면 된다. 만드시면 된다.", Kind.KEYS, "만들시면", "만드시면"),
        ("그 ㅔ갸ㅊㄷ 확인.", Kind.JAMO, "ㅔ갸ㅊㄷ", "price"),
        ("안녕ㅎ하세요.", Kind.JAMO, "안녕ㅎ하세요", "안녕하세요"),
        ("투ㅈ자를 받음.", Kind.JAMO, "투ㅈ자를", "투자를"),
        ("투자ㅏ자 모임.", Kind.JAMO, "투자ㅏ자", "투자자"),
        ("갈수 있다. 실수 없다.", Kind.BLANK, "갈수", "갈 수"),
        ("새 데행사.", Kind.KEYS, "데행사", "대행사"),
        ("그 쥬주가 반대함.", Kind.KEYS, "쥬주가", "주주가"),
        ("높은 단까가 문제.", Kind.KEYS, "단까가", "단가가"),
        ("직원 3명를 뽑음.", Kind.PARTICLE, "를", "을"),
        ("돈 20억와 3회를 더함.", Kind.PARTICLE, "와", "과"),
        ("정원을 나눌 수있는 방법.", Kind.BLANK, "수있는", "수 있는"),
        ("선을 그릴때 쓴다. 그릴을 산다.", Kind.BLANK, "그릴때", "그릴 때"),
        ("값을 볼려면 늦다.", Kind.KEYS, "볼려면", "보려면"),
        ("점심을 받을려고 함.", Kind.KEYS, "받을려고", "받으려고"),
        ("그 선생님들들이 옴. 콩을 들들 볶음.", Kind.KEYS, "선생님들들이", "선생님들이"),
        ("그 고객가 말함. 고객가(顧客價).", Kind.PARTICLE, "가", "이"),
        ("지금 적지않는다.", Kind.BLANK, "적지않는다", "적지 않는다"),
        ("그 외주를줌.", Kind.BLANK, "외주를줌", "외주를 줌"),
        ("큰 도움이될 일.", Kind.BLANK, "도움이될", "도움이 될"),
        ("지난 심사때 본 것. 그때, 이때.", Kind.BLANK, "심사때", "심사 때"),
        ("우리 팀가 옴.", Kind.PARTICLE, "가", "이"),
        ("이이미 왔다.", Kind.KEYS, "이이미", "이미"),
        ("자세한한 설명.", Kind.KEYS, "자세한한", "자세한"),
        ("골푸장 옆 골프대회.", Kind.KEYS, "골푸장", "골프장"),
        ("많이 늘엇다.", Kind.KEYS, "늘엇다", "늘었다"),
        ("몇 일 동안 쉼. 몇 일자리.", Kind.TABLE, "몇 일", "며칠"),
        ("구지 갈 필요.", Kind.TABLE, "구지", "굳이"),
        ("두개 있다. 두개골.", Kind.BLANK, "두개", "두 개"),
        ("조금더 큼.", Kind.BLANK, "조금더", "조금 더"),
        ("읽다보면 안다.", Kind.BLANK, "읽다보면", "읽다 보면"),
        ("않 되거나 함. 하지 않고.", Kind.TABLE, "않", "안"),
        ("돈을 받고 잇다. 길을 잇고 간다.", Kind.TABLE, "잇", "있"),
        ("아무도 업음. 아기를 업고 간다.", Kind.TABLE, "업", "없"),
        ("방이 잇음. 방을 이음.", Kind.TABLE, "잇음", "있음"),
        ("출시일는 내일. 만드는 것.", Kind.PARTICLE, "는", "은"),
        ("쿤즐롭를 씀. 쿤즐로를.", Kind.PARTICLE, "를", "을"),
        ("넉넉이 잡음. 깊숙이, 나날이.", Kind.TABLE, "이", "히"),
        ("내용인대 어렵다. 십자인대.", Kind.TABLE, "대", "데"),
        ("좋은대 비쌈. 그렇대, 했대, 좋대.", Kind.TABLE, "대", "데"),
        ("있는대요. 뽑는대요, 있는 대로.", Kind.TABLE, "대", "데"),
        ("걱정했는대 잘됨.", Kind.TABLE, "대", "데"),
        ("오래 일햇고 쉼.", Kind.KEYS, "일햇고", "일했고"),
        ("만 원이엇다. 컷은 열 개.", Kind.KEYS, "원이엇다", "원이었다"),
        ("물을 마ㅣ기 전.", Kind.JAMO, "마ㅣ기", ""),
        ("젼력을 산다.", Kind.KEYS, "젼력을", "전력을"),
        ("그 xladms 스무 명.", Kind.MODE, "xladms", "팀은"),
        ("옛 의료보험공단에서 받음.", Kind.FORMER, "의료보험공단", "국민건강보험공단"),
        ("We ask ChatGTP. GTP binds.", Kind.TABLE, "GTP", "GPT"),
        ("GTP-4, GTP 결합.", Kind.TABLE, "GTP", "GPT"),
        ("어떤 NLM 모델. NLM 도서관.", Kind.TABLE, "NLM", "LLM"),
        ("내년에 열어야 겠다.", Kind.GAP, " ", ""),
        ("표를 만드 는 곳. 나무 는.", Kind.GAP, " ", ""),
        ("오래 듣지 않 는다.", Kind.GAP, " ", ""),
        ("병원에 납품한 다.\n남은 건 다.", Kind.GAP, " ", ""),
        ("무엇이 될 지도 모른다. 볼 지도를 그린다.", Kind.GAP, " ", ""),
        ("싸울 꺼라면 간다. 등불 꺼라.", Kind.TABLE, "꺼", "거"),
        ("내년에 돌아설꺼라고 함. 한꺼번에 냄.", Kind.TABLE, "돌아설꺼", "돌아설 거"),
        ("절대 안된다. 농사가 안된다.", Kind.BLANK, "안된다", "안 된다"),
        ("첫 주에에 팔림.", Kind.KEYS, "주에에", "주에"),
        ("검토 완료.다음 단계로. 추가.삭제 단추.", Kind.BLANK, "완료.다음", "완료. 다음"),
        ("그 후에에 팔림.", Kind.KEYS, "후에에", "후에"),
        ("따로 팔아아도 된다.", Kind.KEYS, "팔아아도", "팔아도"),
        ("값을 절바으로 낮춤.", Kind.KEYS, "절바으로", "절반으로"),
        ("그 카드사가자료를 준다. 서비스가입자를, 외주가공비를.", Kind.BLANK, "카드사가자료를", "카드사가 자료를"),
        ("그는 말투가거친 사람. 대표이시네요.", Kind.BLANK, "말투가거친", "말투가 거친"),
        ("둘이 손잡고수거와 배달을 함. 보고서를, 사고대책을.", Kind.BLANK, "손잡고수거와", "손잡고 수거와"),
        ("옛 요새이다보니 좁다.", Kind.BLANK, "요새이다보니", "요새이다 보니"),
        ("앱을 만드려고 한다. 값을 만들려고 한다.", Kind.KEYS, "만드려고", "만들려고"),
        ("손님이 줄어드면 끝이다.", Kind.KEYS, "줄어드면", "줄어들면"),
        ("새로운 기능들와 값.", Kind.PARTICLE, "와", "과"),
        ("가장 요중한 것. 무결한 것.", Kind.KEYS, "요중한", ""),
        ("심사를 통꽈하는 데 오래 걸린다.", Kind.KEYS, "통꽈하는", "통과하는"),
        ("다달이 음워을 산다.", Kind.KEYS, "음워을", "음원을"),
        ("그 프로램을 판다.", Kind.KEYS, "프로램을", "프로그램을"),
        ("고객이 원하는대로 고친다. 법대로 한다.", Kind.BLANK, "원하는대로", "원하는 대로"),
        ("재고를 확인한뒤 판다.", Kind.BLANK, "확인한뒤", "확인한 뒤"),
        ("그것을 왜그런지 묻는다. 왜곡된 값.", Kind.BLANK, "왜그런지", "왜 그런지"),
        ("앱에서 바로신청하면 된다. 바로고를 만난다.", Kind.BLANK, "바로신청하면", "바로 신청하면"),
        ("그것은 점으로구분된 값이다.", Kind.BLANK, "점으로구분된", "점으로 구분된"),
        ("그것이 반환하는값은 크다. 꺾는점을 옮긴다.", Kind.BLANK, "반환하는값은", "반환하는 값은"),
        ("지난주에 빌렷다.", Kind.KEYS, "빌렷다", "빌렸다"),
        ("이미 햇엇다.", Kind.KEYS, "햇엇다", "했었다"),
        ("예산이 부조캐서 접는다.", Kind.KEYS, "부조캐서", "부족해서"),
        ("값이 나빠저서 접는다.", Kind.KEYS, "나빠저서", "나빠져서"),
        ("사람이 많타고 한다.", Kind.KEYS, "많타고", "많다고"),
        ("원가를 자세이 본다. 그의 자세가 좋다.", Kind.TABLE, "이", "히"),
        ("팔던가 말던가 둔다.", Kind.TABLE, "던가 말던가", "든가 말든가"),
        ("이제 돈이 업서요.", Kind.KEYS, "업서요", "없어요"),
        ("훼손댄 상품은 판다.", Kind.KEYS, "훼손댄", "훼손된"),
        ("그 클리카는 크다. 여러 겹의 덤으로 받는다. 자료가 정리해노음.", Kind.KEYS, "정리해노음", "정리해놓음"),
        ("적용이 되 버려서 놀람. 한 되 버렸다.", Kind.TABLE, "되", "돼"),
        ("설정이 되 있다. 쌀 두 되 있다.", Kind.TABLE, "되", "돼"),
        ("이대로 되도 괜찮다. 되도 않는 소리.", Kind.TABLE, "되도", "돼도"),
        ("왠 사람이 온다. 왠지 안다.", Kind.TABLE, "왠", "웬"),
        ("값이 늘었 지만 판다.", Kind.GAP, " ", ""),
        ("In Septmeber we met Octavia.", Kind.KEYS, "Septmeber", "September"),
    ],
)
def test_a_slip_is_told_with_its_kind_and_what_was_meant(text: str, kind: Kind, word: str, right: str) -> None:
    assert said(text) == [(kind, word, right)]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("컨텐츠를 본다.", Certainty.SURE),
        ("컨텐츠팀에서 했다.", Certainty.SURE),
        ("We recieve it.", Certainty.SURE),
        *((f"그 {name} 만남.", Certainty.LIKELY) for name in ("벤쳐스퀘어의", "데이타솔루션과", "악세사리월드")),
        *((f"We met {name} today.", Certainty.LIKELY) for name in ("Recieve Inc.", "Adress Labs", "Ms. Seperate")),
    ],
)
def test_what_may_be_part_of_a_name_is_not_sure(text: str, certainty: Certainty) -> None:
    assert [slip.certainty for slip in slips_in(text) if slip.kind is Kind.TABLE] == [certainty]


@given(SYLLABLES.filter(bool))
def test_decompose(text: str) -> None:
    assert "".join(compose(*decompose(char)) for char in text) == text


def test_only_a_missing_space_is_called_one() -> None:
    for row in confusions():
        assert (row.kind == "spacing") == (row.right.replace(" ", "") == row.wrong.strip("*")), row


def test_no_english_word_is_a_misspelling() -> None:
    assert not words_among(misspellings())


def test_words_are_found_in_their_text_as_in_a_set() -> None:
    ends = [f"{a}{b}" for a in ("", *"aoz") for b in ("", *"aoz")]
    words = sorted({f"{a}{b}{c}" for a in "abm가각힣" for b in ("az", "zz") for c in ends})
    asked = [*words, "", "a", "aaa", "abz", "m", "mzoz~", "zz", "가", "갂", "힣", "\U0010ffff"]
    for count in (1, 2, len(words)):
        for size in (1, 7, 2048):
            some = words[:count]
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(sorted_words, "_BLOCK", size)
                data = "\n".join(["[some]", *some, "[others]", *words, ""]).encode()
                found = sorted_words.SortedWords(data, len("[some]\n"), data.index(b"[others]"))
                found._firsts  # noqa: B018 - read while blocks are of that size
            assert [word for word in asked if word and word in found] == [word for word in asked if word in some]
            for letters in asked[:-1]:
                begun = [word for word in some if word.startswith(letters)]
                assert [*found.beginning(letters)] == begun or not letters
                assert found.any_begins(letters) == bool(begun)


def test_words_are_the_same_once_they_are_parted() -> None:
    words = ["ab", "abz", "m"]
    few, often = (
        _Words(sorted_words.SortedWords(b"\nab\nm\n", 1), sorted_words.SortedWords(b"\nabz\n", 1)) for _ in range(2)
    )
    assert often.among(["m"] * 10_000) == {"m"}
    assert [word in few for word in (*words, "a", "z", "가")] == [word in often for word in (*words, "a", "z", "가")]
    assert few.among([*words, "z", "가"]) == often.among([*words, "z", "가"]) == frozenset(words)


def test_sections_of_the_lexicon_are_sorted_and_verbs_keep_how_they_begin() -> None:
    text = Path(lexicon.__file__).with_name("lexicon.txt").read_text(encoding="utf-8")
    sections = dict(section.split("]\n", 1) for section in text.split("\n[")[1:])
    for name in ("common", "nouns", "names", "single", "adverbs", "roots"):
        words = sections[name].split()
        assert words == sorted(words), name
    for name in ("common verbs", "verbs"):
        rows = sections[name].strip().split("\n")
        assert rows == sorted(rows), name
        for row in rows:
            stem, soft, vowel = row.split()
            openings = {compose(*decompose(form[0])[:2]) for form in (stem, soft, vowel)}
            assert len(stem) == 1 or len(openings) == 1, row


def test_stems_are_told_the_same_before_and_after_the_bases_of_verbs_are_made() -> None:
    data = "\n가꾸 가꾸 가꿔\n돕 도우 도와\n하얗 하야 하얘\n".encode()
    verbs = Verbs([("오", "오", "와")], [sorted_words.SortedWords(data, 1)])
    words = ["가꾸", "가", "가꿔", "돕", "도우", "오", "와", "하얗", ""]
    told = [verbs.is_stem(word) for word in words]
    assert told == [True, False, False, True, False, True, False, True, False]
    assert [*map(sorted, map(verbs.bases, "가와나"))] == [["가꾸", "가꾸어", "가꿔"], ["오", "오아", "와"], []]
    assert [*verbs.bases("도")] == ["돕", "도우", "도와"]
    assert [verbs.is_stem(word) for word in words] == told


def test_names_in_a_line_of_names_are_not_guessed_at() -> None:
    assert said("- 경쟁사: 트릿지, 런드리고") == []
    assert said("- 고객사는 → 런드리고") == []
    assert said("- 세탁물을 런드리고") != []


def test_what_is_forgotten_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "오랫만에 seperate 데이타베이스 데이터베이스 GitHub Github GitHub 안됀다 협력사을"
    found = slips_in(text)
    monkeypatch.setattr(tokens, "_MOST", 0)
    assert len(found) > 3
    for _ in range(2):
        assert slips_in(text) == found
