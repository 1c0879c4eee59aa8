"""The sessions and companies that `vaulttools.note.outline` sees, and what it makes of them."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaulttools.edits import Edit, apply
from vaulttools.note.legal_forms import without_form
from vaulttools.note.outline import (
    Confidence,
    HeadingFixes,
    Layout,
    Outline,
    Role,
    Style,
    bare_name,
    decorated,
    rewrite,
    same_words,
    uneven,
    worth_reading,
)
from vaulttools.note.outline import names as naming
from vaulttools.note.outline.lines import Mark, lines_of
from vaulttools.note.outline.reading import read
from vaulttools.note.outline.sessions import is_of_companies, is_session
from vaulttools.sorted_words import sections
from vaulttools.text import Span, match_key

LIST = "  - 물류 자동화 플랫폼\n  - 고객사 40곳, 매출 두 배\n  - 시리즈 A 투자 준비\n"
FOUNDING = Path(__file__).parents[2] / "shared" / "notes"
COMPANIES = (
    "로지체인",
    "스타",
    "업루트컴퍼니",
    "오션펀딩",
    "콜랩테크놀로지",
    "탐즈",
    "폰드메이커스",
    "프랙탈에프엔",
    "그레이드헬스체인",
    "데일리펀딩",
    "브릭베이스",
    "알티너스",
    "wecommit",
    "커런시유나이티드",
    "컨두잇",
    "페이업",
)

NAMES = ("토스", "누리", "온길", "볕드림")


def knows(*names: str) -> Callable[[str], bool]:
    return lambda name: name in names


def body_start(text: str) -> int:
    match = re.match(r"---\r?\n.*?\n---\r?\n", text, re.DOTALL)
    return match.end() if match else 0


def fences(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"^ *```.*?^ *```", text, re.DOTALL | re.MULTILINE)]


def outline(text: str, *names: str) -> Outline:
    return read(text, body_start(text), fences(text), knows(*names))


def seen(text: str, *names: str) -> list[tuple[str, str, str]]:
    """Role, style and name of what counts, real headings that are neither session nor company aside."""
    return [
        (str(item.role), str(item.style), item.name)
        for item in outline(text, *names).candidates
        if item.confidence > Confidence.LOW and item.role is not Role.SECTION and item.style is not Style.HEADING
    ]


def edits_of(fixed: HeadingFixes) -> list[Edit]:
    return [edit for _, edits in fixed for edit in edits]


PLAIN = Layout()


def rewritten(text: str, *names: str, layout: Layout = PLAIN) -> str:
    return apply(text, edits_of(rewrite(text, outline(text, *names), fences(text), layout)))


def settled(text: str, *names: str) -> str:
    """`text` with what is certain made headings."""
    certain = [
        edits
        for candidate, edits in rewrite(text, outline(text, *names), fences(text), PLAIN)
        if candidate.confidence is Confidence.HIGH
    ]
    return apply(text, [edit for edits in certain for edit in edits])


def headings(text: str) -> list[str]:
    return re.findall(r"^#.*", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("1. {}", "numbered"),
        ("2) {}", "numbered"),
        ("3. **{}**", "numbered"),
        ("**{}**", "bold"),
        ("__{}__", "bold"),
        ("**{}:**", "bold"),
        ("**1. {}**", "bold"),
        ("{}", "bare"),
        ("{} :", "colon"),
        ("{}:", "colon"),
        ("{} -", "colon"),
        ("■ {}", "bare"),
        ("[{}]", "bare"),
        ("【{}】", "bare"),
        ("[[{}]]", "bare"),
        ("- {}", "item"),
        ("ㅇ {}", "bare"),
        ("▶️ {}", "bare"),
        ("📌 1) {}", "bare"),
        ("★{}★", "bare"),
    ],
)
def test_every_style_is_seen_and_becomes_a_heading(line: str, style: str) -> None:
    text = f"데모데이 기록\n\n{line.format('한결물류')}\n{LIST}{line.format('Nuri')}\n{LIST}"
    heading = "### [[{}]]" if "[[" in line else "### {}"
    body = LIST.replace("  - ", "- ")
    expected = f"데모데이 기록\n\n{heading.format('한결물류')}\n\n{body}\n{heading.format('Nuri')}\n\n{body}"
    assert seen(text) == [("company", style, "한결물류"), ("company", style, "Nuri")]
    assert rewritten(text, layout=Layout(company_level=3)) == expected


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("9:30 {}", "9:30 {}"),
        ("1. 14:00~14:20 {}", "14:00~14:20 {}"),
        ("[시드] {}", "[시드] {}"),
        ("**{}** (Series A)", "{} (Series A)"),
        ("{} [Pre-A]", "{} [Pre-A]"),
        ("2. [{}](https://a.example/b)", "[{}](https://a.example/b)"),
        ("**[{}](https://a.example/b)**", "[{}](https://a.example/b)"),
        ("✅ {}", "✅ {}"),
        ("{} 🔥", "{} 🔥"),
        ("1️⃣ {}", "{}"),
        ("#1 {}", "{}"),
        ("{} #핀테크", "{} #핀테크"),
        ("**{}** #핀테크 #AI/음성", "{} #핀테크 #AI/음성"),
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_what_stands_beside_a_name_stays(line: str, heading: str, known: bool) -> None:
    text = f"데모데이 기록\n\n{line.format('한결물류')}\n{LIST}{line.format('Nuri')}\n{LIST}"
    names = ("한결물류", "Nuri") if known else ()
    assert [name for _, _, name in seen(text, *names)] == ["한결물류", "Nuri"]
    assert headings(rewritten(text, *names)) == [f"## {heading.format(name)}" for name in ("한결물류", "Nuri")]
    assert worth_reading(text.partition("\n\n")[2], 0, frozenset({"nuri"}))


TERSE = "- 시리즈 A 30억\n- 고객사 12곳\n- 수수료 0.5%\n"


def test_terse_lines_of_trade_make_companies_of_names() -> None:
    companies = ("두나무", "핀다", "노타", "루닛", "뷰노")
    text = "오늘 들은 팀들\n\n" + "".join(f"{number}. {name}\n{TERSE}" for number, name in enumerate(companies, 1))
    assert [name for _, _, name in seen(text)] == [*companies]
    departments = text
    for name, part in zip(companies, ("인사팀", "재무팀", "마케팅팀", "영업팀", "개발팀"), strict=True):
        departments = departments.replace(name, part)
    assert seen(departments) == []


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        (
            "서밋 둘째 날\n**화소미디어**\n- 화질을 올림, 방송사 두 곳 납품\n**진료노트**\n- 의원 320곳 유료\n- 녹음을 글로\n"
            "**북두브레인**\n- 창고에서 물건을 집는 순서\n- 고객 하나가 매출의 70%\n",
            ["화소미디어", "진료노트", "북두브레인"],
        ),
        (
            "Demo night, Lyon\n\nPumpley\nrents out pumps, 4% of GMV\n2 big names, the rest is small\nOxencare\n"
            "staff for farms\n92% of shifts filled\nTernbase\n$1.1M ARR, 38 firms\ndata stays with them\n",
            ["Pumpley", "Oxencare", "Ternbase"],
        ),
    ],
)
def test_few_words_of_trade_are_enough(text: str, companies: list[str]) -> None:
    assert worth_reading(text, 0, set())
    assert [name for _, _, name in seen(text)] == companies


def test_what_comes_behind_all_companies_has_a_heading_too() -> None:
    text = f"데모데이 기록\n\n1. Nuri\n{LIST}2. Daon\n{LIST}\n총평\n- 수준이 높았음\n"
    assert headings(rewritten(text, "Nuri", "Daon")) == ["## Nuri", "## Daon", "## 총평"]
    assert all(item.confidence is Confidence.HIGH for item in outline(text, "Nuri", "Daon").candidates)
    sessions = text.replace("1. Nuri", "**오전**\n1. Nuri")
    assert headings(rewritten(sessions, "Nuri", "Daon")) == ["## 오전", "### Nuri", "### Daon", "## 총평"]


def test_a_track_is_a_session_where_companies_stand_right_below_it() -> None:
    text = f"데모데이 기록\n\n핀테크 트랙\n다온\n{LIST}온길\n{LIST}\n**Health**\nNuri\n{LIST}Haru\n{LIST}"
    found = outline(text, "다온", "온길", "Nuri", "Haru")
    assert [item.name for item in found.of(Role.SESSION)] == ["핀테크 트랙", "Health"]
    assert all(item.confidence is Confidence.HIGH for item in found.candidates)


@pytest.mark.parametrize("line", ["{}", "**{}**"])
@pytest.mark.parametrize(
    "sessions",
    [("오전 - 핀테크", "오후 - 물류"), ("Track 1: AI", "Track 2: Bio"), ("누리 데모데이 1부", "누리 데모데이 2부")],
)
def test_a_session_may_say_what_it_is_about(line: str, sessions: tuple[str, str]) -> None:
    first, second = map(line.format, sessions)
    text = f"# 기록\n\n{first}\n다온\n{LIST}온길\n{LIST}\n{second}\nNuri\n{LIST}Haru\n{LIST}"
    found = outline(text, "다온", "온길", "Nuri", "Haru")
    assert [item.name for item in found.of(Role.SESSION)] == [*sessions]
    assert all(item.confidence is Confidence.HIGH for item in found.candidates)


@pytest.mark.parametrize("above", ["\n보류", "- 오후"])
def test_a_word_right_above_a_company_may_be_over_it(above: str) -> None:
    listed = LIST.replace("  - ", "- ")
    text = f"다온\n{listed}온길\n{listed}{above}\nNuri\n{listed}"
    found = {item.name: item.confidence for item in outline(text, "다온", "온길", "Nuri").companies}
    assert found["온길"] is Confidence.MEDIUM
    apart = text.replace(above, f"{above}\n" if above == "\n보류" else "- 예약")
    assert outline(apart, "다온", "온길", "Nuri").companies[1].confidence is Confidence.HIGH


RUN = "노타\n모델을 줄여 준다\n매출 두 배\n루닛\n의료 영상을 본다\n뷰노\n심정지를 예측한다\n"


def test_known_names_in_a_run_of_text() -> None:
    names = ("노타", "루닛", "뷰노")
    assert [name for _, _, name in seen(RUN, *names)] == [*names]
    assert all(item.confidence is Confidence.HIGH for item in outline(RUN, *names).candidates)
    assert "루닛" not in [name for _, _, name in seen(RUN, "노타", "루닛")]
    assert seen("고객사\n노타\n루닛\n뷰노\n모두 좋은 곳이다\n", *names) == []


def test_a_picture_before_every_name_is_decoration() -> None:
    text = "".join(f"{{}} {name}\n{LIST}" for name in ("Nuri", "Daon", "Haru"))
    known = ("Nuri", "Daon", "Haru")
    assert headings(rewritten(text.format("✅", "✅", "✅"), *known)) == ["## Nuri", "## Daon", "## Haru"]
    assert headings(rewritten(text.format("✅", "❌", "✅"), *known)) == ["## ✅ Nuri", "## ❌ Daon", "## ✅ Haru"]


def test_an_item_in_the_list_of_a_known_company_is_its_own() -> None:
    text = f"**Nuri**\n{LIST}- 결제 앱\n  - 매출 두 배\n\n**Daon**\n{LIST}\n**Haru**\n{LIST}"
    known = ("Nuri", "Daon", "Haru")
    assert [name for _, _, name in seen(text, *known)] == [*known]
    assert all(item.confidence is Confidence.HIGH for item in outline(text, *known).companies)


def test_labels_that_come_again_are_parts() -> None:
    part = "  **장점**\n  - 매출 두 배\n  **단점**\n  - 규제\n"
    text = f"데모데이 기록\n\n1. 한결물류\n{part}2. Nuri\n{part}3. 누리에이드\n{part}"
    assert [name for _, _, name in seen(text)] == ["한결물류", "Nuri", "누리에이드"]
    assert [name for _, _, name in seen(text, "한결물류", "Nuri")] == ["한결물류", "Nuri", "누리에이드"]


def test_a_word_below_a_bold_name_is_no_company() -> None:
    text = "demo day\n\n" + "".join(
        f"**{name}**\n{first}\nThe platform has 40 customers.\n\n"
        for name, first in [("Nuri", "AI"), ("Daon", "raised $2M"), ("Haru", "hires in Seoul")]
    )
    assert [name for _, _, name in seen(text, "Nuri", "Daon", "Haru")] == ["Nuri", "Daon", "Haru"]
    assert [name for _, _, name in seen(text)] == ["Nuri", "Daon", "Haru"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Nuri", "Nuri"),
        ("1. **Nuri**", "Nuri"),
        ("■ Nuri :", "Nuri"),
        ("[[누리|Nuri]]", "Nuri"),
        ("[Nuri](https://a.example)", "Nuri"),
        ("9:30 Nuri (seed)", "Nuri"),
        ("누리(Nuri)", "누리(Nuri)"),
    ],
)
def test_the_bare_name_in_a_heading(words: str, name: str) -> None:
    assert bare_name(words) == name


def test_headings_are_underlined_on_request() -> None:
    text = f"데모데이 기록\n\n한결물류\n{LIST}\n**Day 2**\nNuri\n{LIST}"
    lines = rewritten(text, layout=Layout(underlined=True)).splitlines()
    assert [lines[at - 1] for at, line in enumerate(lines) if line == "-----"] == ["Day 2"]
    assert "### 한결물류" in lines
    assert rewritten("\n".join(lines), layout=Layout(underlined=True)) == "\n".join(lines)


def test_several_names_with_what_they_stand_for() -> None:
    text = f"데모데이 기록\n\n한결물류 – 화물 중개\n\n{LIST}\nNuri: 소리로 결제\n{LIST}\n누리에이드: 응급 호출\n{LIST}"
    assert [name for _, _, name in seen(text)] == ["한결물류", "Nuri", "누리에이드"]
    assert "## 한결물류\n\n- 화물 중개\n" in rewritten(text)
    assert seen(text.partition("Nuri")[0]) == []
    assert "## Daon\n\n- freight\n" in rewritten("Daon | freight\n- 40 customers\n", "Daon")


@pytest.mark.parametrize(
    "sessions", [("금요일 오전", "금요일 오후"), ("오전 데모데이", "오후 방문"), ("Morning demos", "Afternoon visits")]
)
def test_sessions_stand_over_companies(sessions: tuple[str, str]) -> None:
    text = (
        f"---\ntitle: 행사\n---\n투자 행사\n**{sessions[0]}**\n1. 한결물류\n{LIST}\n"
        f"**{sessions[1]}**\n누리에이드\n{LIST}온길\n{LIST}"
    )
    result = rewritten(text)
    assert headings(result) == [f"## {sessions[0]}", "### 한결물류", f"## {sessions[1]}", "### 누리에이드", "### 온길"]
    assert f"\n\n## {sessions[0]}\n\n### 한결물류\n\n- 물류" in result


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("이번주 만난 회사", ("콘테크랩", "타이니폴")),
        ("검토할 기업", ("콘테크랩", "타이니폴")),
        ("Companies we met", ("Ironbark Systems", "Tidewater")),
        ("Deals in progress", ("Ironbark Systems", "Tidewater")),
    ],
)
def test_a_heading_says_that_companies_stand_below_it(heading: str, names: tuple[str, str]) -> None:
    text = (
        f"# W42\n\n## {heading}\n\n### Tern\n\n- 현장 결제\n\n### {names[0]}\n\n- 도면 자동화, 월 9만원\n\n### {names[1]}\n\n"
        "- 식판 구독\n\n## 읽은 것\n\n- 마진에 대한 글\n\n## 배운점\n\n지표보다 문제를 본다.\n"
    )
    assert worth_reading(text, 0, set())
    outline = read(text, 0, (), {"Tern"}.__contains__)
    assert [item.name for item in outline.of(Role.SESSION)] == [heading]
    assert [item.name for item in outline.companies] == ["Tern", *names]


@pytest.mark.parametrize("session", ["데모데이 오전", "이번주 본 회사"])
@pytest.mark.parametrize("known", [(), ("스택루프",), ("스택루프", "메디콩", "나이트오울")])
@pytest.mark.parametrize("line", ["### {}\n\n", "{}\n"])
def test_a_heading_beside_that_of_a_session_is_no_company(session: str, known: tuple[str, ...], line: str) -> None:
    names = ("스택루프", "메디콩", "나이트오울")
    companies = "\n".join(f"{line.format(name)}- 구독 서비스, 매출 3억\n" for name in names)
    text = f"# W43\n\n## {session}\n\n{companies}\n## 하우스뷰\n\n약국 시장은 큼. 월 5만원만 받아도 144억.\n"
    assert [item.name for item in outline(text, *known).companies] == [*names]


@pytest.mark.parametrize("heading", ["경쟁 회사", "관련 회사", "우리 팀", "Teams"])
def test_a_heading_of_a_part_announces_no_companies(heading: str) -> None:
    assert not is_of_companies(heading)


@pytest.mark.parametrize(
    "name",
    [
        "Day 1",
        "1일차",
        "오전",
        "Friday afternoon",
        "Session A",
        "10:00 ~ 12:00",
        "10월 6일 오후",
        "2부",
        "2024-05-02",
        "Pitches",
        "2차",
        "10시",
        "IR 3회차",
    ],
)
def test_what_names_a_session(name: str) -> None:
    text = f"startups\n\n**{name}**\n\nNuri\n{LIST}\nDaon\n{LIST}"
    assert seen(text)[0] == ("session", "bold", name)


STORY = "Lastpay\nThe startup has raised a seed round and its revenue grows.\nThe customers of Lastpay are banks that invest in it.\n\n"


@pytest.mark.parametrize(("paragraphs", "seen"), [(0, True), (60, False)])
def test_names_that_begin_few_of_many_paragraphs_are_of_a_text(paragraphs: int, seen: bool) -> None:
    others = "".join(
        f"And so it went on for the {number}th time, in the same old way.\n\n" for number in range(paragraphs)
    )
    outline = read("# Demo day\n\n" + STORY + others + STORY.replace("Lastpay", "Tokenly"), 0, (), knows())
    assert any(each.confidence > Confidence.LOW for each in outline.companies) == seen


def test_headings_of_plain_words_are_no_companies() -> None:
    words = ("너비", "높이", "저장", "상표")
    text = "# 서식\n\n고객사에 보내는 서식\n\n" + "".join(
        f"## {word}\n\n고객사의 {word}을 표시합니다.\n\n" for word in words
    )
    assert all(each.confidence is Confidence.LOW for each in read(text, 0, (), knows()).companies)
    assert any(
        each.confidence > Confidence.LOW
        for each in read(text.replace("너비", "볕드림페이").replace("높이", "참눈페이"), 0, (), knows()).companies
    )


def test_plain_text_below_a_name() -> None:
    text = (
        "Notes from the demo day.\n\nNuri\nNuri is a platform for customers of small banks.\nFounded in 2020.\n"
        "Daon\nDaon helps clients to find investors for their startup.\nLatin America\nFully remote.\n"
    )
    assert seen(text) == [("company", "paragraph", "Nuri"), ("company", "paragraph", "Daon")]


@pytest.mark.parametrize("line", ["① {}", "1) {}", "■ {}", "[[{}]]", "【{}】", "=== {} ===", "**{}**"])
@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_names_written_alike_over_plain_text(line: str, indent: str) -> None:
    names = ("Nuri", "Daon", "Ongil")
    text = "demo day\n\n" + "".join(
        f"{line.format(name)}\n{indent}platform for customers\n{indent}  nested: seed funding\n" for name in names
    )
    heading = "[[{}]]" if "[[" in line else "{}"
    body = "platform for customers\n  nested: seed funding\n"
    assert rewritten(text, *names) == "demo day\n\n" + "\n".join(f"## {heading.format(n)}\n\n{body}" for n in names)


@pytest.mark.parametrize(
    "numbers",
    [
        "1번 2번 3번",
        "1/ 2/ 3/",
        "1- 2- 4-",
        "[1] [2] [3]",
        "I. II. III.",
        "B) C) D)",
        "❶ ❷ ❸",
        "팀1 팀2 팀3",
        "발표1 발표2 발표3",
        "1조 2조 3조",
        "7번 8/ 9-",
        "01 02 03",
    ],
)
def test_lines_numbered_in_turn(numbers: str) -> None:
    heads = zip(numbers.split(), ("토스", "누리", "온길"), strict=True)
    text = "".join(f"{number} {name}\n- 매출 30억\n- 직원 20명\n" for number, name in heads)
    assert headings(rewritten(text, *NAMES)) == ["## 토스", "## 누리", "## 온길"]


@pytest.mark.parametrize(
    "text", ["J. Kim\n- 매출 30억\n", "Q) 락인은?\n- 데이터\n", "3/ 토스\n- 매출\n9/ 누리\n- 직원\n"]
)
def test_what_is_not_numbered_in_turn_is_part_of_the_text(text: str) -> None:
    assert all(line.mark is not Mark.NUMBER for line in lines_of(text, 0, len(text), ()))


@pytest.mark.parametrize("remark", ["1. 매출은 30억 원\n2. 직원은 20명 정도\n", "> 매출은 30억 원\n> 직원은 20명\n"])
def test_remarks_that_are_no_bullets(remark: str) -> None:
    text = f"토스\n{remark}\n누리\n{remark}\n온길\n{remark}"
    assert headings(rewritten(text, *NAMES)) == ["## 토스", "## 누리", "## 온길"]


@pytest.mark.parametrize("indent", [" ", "   "])
def test_lines_set_in_by_blanks_are_remarks(indent: str) -> None:
    names = ("루미나스", "그린도넛", "헬로퍼피")
    text = "데모데이\n\n오전\n" + "".join(f"{name}\n{indent}구독 서비스, 매출 3억\n" for name in names)
    assert [item.name for item in outline(text).companies] == [*names]


@pytest.mark.parametrize(
    "behind",
    [
        ", 김철수 대표",
        " | 시드 | 물류",
        " https://example.com",
        "\t김철수",
        " A-",
        " / 물류",
        " · 물류",
        " 김철수 대표",
        " CEO 김철수",
        " 시리즈 A",
        " 30억",
    ],
)
def test_what_stands_behind_a_known_name_goes_below_it(behind: str) -> None:
    text = "".join(f"{name}{behind}\n- 매출 30억\n- 직원 20명\n\n" for name in ("토스", "누리", "온길"))
    after = rewritten(text, *NAMES)
    assert headings(after) == ["## 토스", "## 누리", "## 온길"]
    said = behind.strip(" ,|/·\t")
    assert after.count(f"- {said}\n") == 3


@pytest.mark.parametrize(
    "line", ["{} · 물류", "{} 김철수 대표", "{} 대표 김철수", "{} Series B", "{} !!", "**{}** 물류"]
)
@pytest.mark.parametrize("number", ["", "{}. "])
def test_what_stands_behind_several_names_goes_below_them(line: str, number: str) -> None:
    names = ("한결물류", "레몬마트", "두레헬스")
    heads = [number.format(n) + line.format(name) for n, name in enumerate(names, 1)]
    text = "데모데이 기록\n\n" + "\n".join(f"{head}\n{LIST}" for head in heads)
    assert headings(rewritten(text)) == [f"## {name}" for name in names]
    assert worth_reading(text, 0, frozenset())


def test_remarks_may_have_a_blank_line_above() -> None:
    remarks = "→ 매출 30억\n→ 직원 20명\n→ 고객 세 곳\n"
    text = f"데모데이 기록\n\n■ 토스\n{remarks}■ 누리\n\n{remarks}■ 온길\n{remarks}■ 볕드림\n{remarks}"
    assert headings(rewritten(text, *NAMES)) == [f"## {name}" for name in NAMES]


def test_a_name_set_apart_as_others_are_may_have_a_blank_line_below() -> None:
    text = "데모데이 기록\n\n" + "".join(f"{name} - 물류\n{LIST}\n" for name in NAMES)
    text = text.replace("온길 - 물류\n" + LIST, "온길 - 물류\n\n매출 30억, 직원 20명\n")
    assert headings(rewritten(text, *NAMES)) == [f"## {name}" for name in NAMES]


def test_words_before_an_unknown_name_are_no_label_of_closing_remarks() -> None:
    text = "".join(f"{name}\n- 매출 30억\n\n" for name in (*NAMES, "작은 농장", "숲니온케어"))
    assert "작은 농장" not in [item.name for item in outline(text, *NAMES).candidates if item.role is Role.REMARKS]
    last = text.replace("숲니온케어\n- 매출 30억\n\n", "")
    assert "작은 농장" in [item.name for item in outline(last, *NAMES).candidates if item.role is Role.REMARKS]


def test_a_session_ends_the_companies_above_though_it_has_no_certain_ones() -> None:
    text = "오전\n10:00 토스\n- 매출 30억\n\n10:20 누리\n- 직원 20명\n\n오후\n10:00 온길\n매출 40억\n직원 두 명\n\n느낀점\n- 길었음\n"
    after = settled(text, *NAMES)
    assert headings(after) == ["## 오전", "### 10:00 토스", "### 10:20 누리", "## 오후", "## 느낀점"]


def test_a_known_name_set_apart_in_the_text_below_another_makes_this_uncertain() -> None:
    first = "오전\n한결물류 : 물류\n\n수수료 3%\n월 30건\n직원 20명\n\n토스 : 결제\n직원 30명\n경쟁사 세 곳\n\n"
    text = first + "오후\n\n누리:\n재구매율 30%라고 함\n매출 30억\n온길 : 선정산\n고객 31곳\n특허 3개\n"
    assert settled(text, *NAMES) == text
    assert headings(settled(text.replace("온길 : 선정산", "선정산"), *NAMES)) == ["## 오후", "### 누리"]


def test_a_person_with_an_office_stands_behind_a_name() -> None:
    lines = ("레몬마트 대표 김철수", "그린도넛", "한결물류 이영희 대표", "나이트오울")
    text = "데모데이 기록\n\n" + "".join(f"{line}\n{LIST}\n" for line in lines)
    assert [item.name for item in outline(text).companies] == ["레몬마트", "그린도넛", "한결물류", "나이트오울"]
    assert "공동" not in [item.name for item in outline(f"데모데이 기록\n\n공동 대표 박민준\n{LIST}").candidates]


def test_a_bold_name_that_begins_a_sentence_heads_nothing() -> None:
    text = "토스\n- 매출 30억\n\n누리\n- 직원 20명\n\n**온길** 이 이번에 낸 앱\n- 예약\n- 결제\n"
    assert [item.name for item in outline(text, *NAMES).companies] == ["토스", "누리"]


@pytest.mark.parametrize("form", ["(주){}", "㈜{}", "주식회사 {}", "{}(주)"])
def test_names_with_a_legal_form(form: str) -> None:
    names = ["한결물류", "레몬마트", "두레헬스"]
    text = "데모데이 기록\n\n" + "".join(f"{form.format(name)}\n{LIST}\n" for name in names)
    assert [without_form(item.name) for item in outline(text).companies] == names
    assert worth_reading(text, 0, frozenset())
    assert worth_reading(f"{form.format('한결물류')}\n- 만남\n", 0, {"한결물류"})


def test_a_name_made_of_known_words_stands_beside_coined_ones_in_a_text() -> None:
    lines = "소상공인이 쓰는 서비스\n매출은 월 3억, 직원 20명\n"
    names = ("루미나스", "그린도넛", "레몬마트팜", "Dure Health", "두레헬스")
    text = "데모데이\n\n" + "".join(f"{name}\n{lines}" for name in names)
    assert [item.name for item in outline(text).companies] == [*names]
    parts = text.replace("두레헬스", "헬스")  # a word of the dictionary, perhaps a part of the section
    assert [item.name for item in outline(parts).companies] == [*names[:4]]


def test_several_names_on_a_line_head_nothing() -> None:
    assert "## 토스\n" not in rewritten("토스, 누리, 온길\n- 매출 30억\n- 직원 20명\n", *NAMES)


def test_a_known_name_without_lines_stands_beside_those_with_lines() -> None:
    text = "- 토스\n  - 매출 30억\n- 누리\n- 온길\n  - 직원 20명\n- 볕드림\n  - 3년차\n"
    assert headings(rewritten(text, *NAMES)) == [f"## {name}" for name in NAMES]


def test_one_known_name_among_others_is_not_mended_alone() -> None:
    text = "demo day\n" + "".join(f"{n}. {name}\n{LIST}" for n, name in enumerate(("Nuri", "Daon", "Ongil"), 1))
    known = {item.name: item.confidence for item in outline(text, "Ongil").companies}
    assert known["Ongil"] is Confidence.MEDIUM


@pytest.mark.parametrize("figure", ["0.5%", "87점", "오전 10시"])
def test_names_with_a_figure_each_are_a_ranking(figure: str) -> None:
    text = "".join(f"{n}. {name}\n  - {figure}\n" for n, name in enumerate(NAMES, 1))
    assert all(item.confidence is not Confidence.HIGH for item in outline(text, *NAMES).companies)


def test_times_before_names_are_no_bullets() -> None:
    text = "".join(
        f"1{n}:00 {name}\n   매출은 30억 원\n   1{n}명이 일하는\n   100곳과 거래 중\n" for n, name in enumerate(NAMES)
    )
    assert headings(rewritten(text, *NAMES)) == [f"## 1{n}:00 {name}" for n, name in enumerate(NAMES)]
    for hour in ("시 반", "시", "pm", ":30 am"):
        said = text.replace(":00", hour)
        assert headings(rewritten(said, *NAMES)) == [f"## 1{n}{hour} {name}" for n, name in enumerate(NAMES)]


def test_a_dash_between_a_time_and_a_name() -> None:
    text = "".join(f"9:0{n} - {name}\n- 매출 30억\n- 직원 20명\n" for n, name in enumerate(NAMES))
    assert headings(rewritten(text, *NAMES)) == [f"## 9:0{n} - {name}" for n, name in enumerate(NAMES)]


def test_a_known_name_between_blank_lines_stands_beside_those_with_lists() -> None:
    text = f"토스\n{LIST}\n누리\n\n온길\n{LIST}\n볕드림\n{LIST}"
    known = [item for item in outline(text, *NAMES).companies if item.confidence is Confidence.HIGH]
    assert [item.name for item in known] == [*NAMES]


def test_items_below_others_with_another_sign() -> None:
    text = "".join(f"* {name}\n - 매출 30억\n - 직원 20명\n" for name in NAMES)
    assert headings(rewritten(text, *NAMES)) == [f"## {name}" for name in NAMES]


def test_a_bold_line_over_known_items_is_a_session() -> None:
    text = "**Eureka Park**\n" + "".join(f"- {name}\n  - 매출 30억\n  - 직원 20명\n" for name in NAMES)
    assert headings(rewritten(text, *NAMES)) == ["## Eureka Park", *(f"### {name}" for name in NAMES)]


@pytest.mark.parametrize("behind", [", 김철수", " https://example.com"])
def test_a_note_with_a_known_name_and_more_on_its_line_is_worth_reading(behind: str) -> None:
    assert worth_reading(f"토스{behind}\n- 10시\n", 0, {"토스"})


def test_a_bold_line_behind_known_names_that_are_not_bold_ends_them() -> None:
    text = "".join(f"{name}\n- 매출 30억\n- 직원 20명\n\n" for name in NAMES) + "**돌아오는 길**\n- 막차를 놓침\n"
    sure = [item for item in outline(text, *NAMES).candidates if item.confidence is Confidence.HIGH]
    assert [str(item.role) for item in sure] == ["company"] * len(NAMES) + ["remarks"]


def test_headings_are_companies_as_the_lines_that_they_were_made_of() -> None:
    names = (*COMPANIES[:6], "Loop Returns", *COMPANIES[6:])
    text = "오전\n\n" + "\n".join(f"**{name}**\n{LIST}" for name in names) + "\n총평\n- 오전이 나았음\n"
    before = outline(text).companies
    after = outline(rewritten(text)).companies
    assert {item.name for item in before} == {item.name for item in after} == {*names}


@pytest.mark.parametrize(
    ("title", "count"), [("용어 모음", 0), ("5월 데모데이", len(COMPANIES) + 1), ("5월", len(COMPANIES) + 1)]
)
def test_a_heading_that_reads_like_a_part_of_a_note_is_no_company_where_things_are_explained(
    title: str, count: int
) -> None:
    text = f"# {title}\n\n" + "\n".join(f"## {name}\n\n{LIST}" for name in (*COMPANIES, "Loop Returns"))
    assert len(outline(text).companies) == count


def test_coined_names_under_an_event_are_companies() -> None:
    lists = ["\t- 견적 비교\n\t- 지점 180곳\n", "\t- 공유창고\n\t- 점유율 81%\n", "\t- 영업 자동화\n\t- 아직 세 명\n"]
    names = ("하우스핏", "스페이스루", "리드온")
    text = "".join(
        f"{number}. {name}\n{below}" for number, (name, below) in enumerate(zip(names, lists, strict=True), 1)
    )
    assert tuple(item.name for item in outline(f"#피칭데이\n{text}").companies) == names
    cooking = text.replace("점유율 81%", "세 숟갈").replace("영업 자동화", "약한 불")
    assert tuple(item.name for item in outline(f"#피칭데이\n{cooking}").companies) == names
    assert not outline(f"#요리\n{cooking}").companies
    for tag, read_it in (("피칭데이", True), ("요리", False)):
        head = f"---\ntags: [{tag}]\n---\n"
        assert worth_reading(head + cooking, len(head), frozenset()) is read_it


def test_a_note_is_named_for_an_event() -> None:
    text = "1. Nimbly\n  - oyster nets, $140\n2. Tidewater\n  - 4,100 paying\n3. Plainsong\n  - choirs, 40 customers\n"
    for name, count in (("2024-02-06 Demo day", 3), ("2024-02-06", 0)):
        assert len(read(text, 0, [], knows(), name).companies) == count
    assert worth_reading("1. Nimbly\n  - oyster nets\n", 0, frozenset(), "2024-02-06 Demo day")
    assert not worth_reading("1. Nimbly\n  - oyster nets\n", 0, frozenset(), "2024-02-06")


def test_the_name_of_a_note_alone_makes_no_companies() -> None:
    text = "Rehearsal\n- 30 seconds\n- 2 minutes\n\nBackup\n- usb stick\n\nBooth\n- stickers\n"
    assert not read(text, 0, [], knows(), "Demo day prep").companies


def test_several_lines_that_say_that_they_name_a_company() -> None:
    text = "회사: 모빌린트라\n - 월 3만원\nCompany: Tallyho\n - 고객 둘\n"
    assert rewritten(text) == "## 회사: 모빌린트라\n\n- 월 3만원\n\n## Company: Tallyho\n\n- 고객 둘\n"
    assert worth_reading(text, 0, frozenset())


def test_one_line_that_says_what_company_a_note_is_about() -> None:
    assert not seen("회사: 나루\n일시: 3월 2일\n\n- 매출 두 배\n- 고객 셋\n", "나루")


def test_a_known_company_supports_coined_names_in_headings_beside_its_own() -> None:
    text = "# 4월\n\n" + "".join(
        f"## {number}) {name}\n- 매출은 두 배\n- 고객 세 곳\n\n"
        for number, name in enumerate(("누리", "하우스핏", "스페이스루"), 1)
    )
    assert len(outline(text, "누리").companies) == 3
    assert [item.name for item in outline(text.replace("하우스핏", "녹음"), "누리").companies] == ["누리"]
    assert [
        item.name for item in outline(text.replace("## 2", "### 2").replace("## 3", "### 3"), "누리").companies
    ] == ["누리"]


def test_headings_that_count_on_are_of_one_kind_on_any_level() -> None:
    text = "".join(
        f"{hashes} {number}. {name}\n- 매출은 두 배\n- 고객 세 곳\n\n"
        for number, (hashes, name) in enumerate((("##", "표고버섯"), ("###", "(주)온길"), ("##", "누리")), 1)
    )
    assert [item.name for item in outline(text, "누리").companies] == ["표고버섯", "(주)온길", "누리"]
    assert [item.name for item in outline(text.replace("### 2. ", "### "), "누리").companies] == ["누리"]
    assert [item.name for item in outline(text.replace("(주)온길", "시장"), "누리").companies] == ["누리"]


def test_numbers_go_from_all_companies_or_none_and_together_with_wrong_levels() -> None:
    text = "".join(
        f"{hashes} {number}. {name}\n- 매출은 두 배\n- 고객 세 곳\n\n"
        for number, (hashes, name) in enumerate((("##", "토스"), ("###", "누리"), ("##", "(주)온길")), 1)
    )
    assert not decorated(text.replace("(주)온길", "시장"), outline(text.replace("(주)온길", "시장"), "토스", "누리"))
    for known, confidence in ((("토스",), Confidence.MEDIUM), (("토스", "누리"), Confidence.HIGH)):
        seen = outline(text, *known)
        fixes = decorated(text, seen)
        assert [candidate.confidence for candidate, _ in fixes] == [confidence] * 3
    edits = [edit for _, edits in (*fixes, *uneven(text, seen)) for edit in edits]
    assert re.findall("(?m)^#.*", apply(text, edits)) == ["## 토스", "## 누리", "## (주)온길"]


@pytest.mark.parametrize(
    ("line", "below"),
    [("메디콩", "\n### 메디콩\n\n"), ("메디콩 - 약국 재고", "\n### 메디콩\n\n약국 재고\n\n"), ("점심 먹고 다시", None)],
)
def test_numbered_names_are_all_companies_or_none(line: str, below: str | None) -> None:
    text = f"## 데모데이 오전\n1. 스택루프\n    - 로그 분석, 매출 2억\n2. {line}\n3. 나이트오울\n    - 야간 배송, 투자 유치\n4. 헬로퍼피\n    - 유치원 예약\n"
    assert len(outline(text).companies) == (4 if below else 0)
    assert (below or text) in rewritten(text)


def test_teams_that_come_in_turn_are_companies() -> None:
    names = ("상자", "짝꿍", "잇다")
    text = "창업 경진\n\n" + "".join(
        f"{number}팀 {name} - 기숙사 짐 보관\n- 고객 세 곳\n- 매출 두 배\n\n" for number, name in enumerate(names, 1)
    )
    criteria = "심사 기준\n- 시장 30\n- 기술 40\n"
    read_so = outline(text + criteria)
    assert tuple(item.name for item in read_so.companies) == names
    assert [item.name for item in read_so.of(Role.REMARKS)] == ["심사 기준"]
    assert not outline(re.sub("(?m)^[0-9]팀 ", "", text)).companies


def test_those_left_out_are_no_company() -> None:
    text = "".join(f"**{name}**\n- 매출은 두 배\n- 고객 세 곳\n\n" for name in ("토스", "누리", "온길"))
    for name in ("Passed", "보류", "On hold"):
        left_out = f"**{name}**\n- Redwood: too early\n- 볕드림: 규제\n"
        assert len(outline(text + left_out, "토스", "누리").companies) == 3
    assert len(outline(f"{text}**볕드림**\n- 규제\n- 설치비 0원\n", "토스", "누리").companies) == 4


def test_one_heading_may_explain_its_name_at_an_event() -> None:
    text = "# 6월 딜소싱\n\n" + "".join(
        f"## {name}\n- 매출은 두 배\n- 고객 세 곳\n\n" for name in ("로보픽", "나노필(NanoFil)", "하우스핏 : 셋집 점검")
    )
    assert [item.name for item in outline(text).companies] == ["로보픽", "나노필(NanoFil)", "하우스핏"]
    assert not outline(text.replace("딜소싱", "요리").replace("매출", "양념").replace("고객", "숟갈")).companies


@pytest.mark.parametrize(
    "line",
    [
        "**{} – 뇌영상 분석**",
        "**[{number}] {} - 뇌영상 분석**",
        "**{number}. {}: 뇌영상 분석** ",
        "__{} | 뇌영상 분석__",
    ],
)
@pytest.mark.parametrize("below", ["- 매출은 두 배\n- 고객 세 곳\n", "매출은 두 배, 고객은 세 곳이다.\n\n"])
def test_a_bold_line_may_explain_its_name(line: str, below: str) -> None:
    text = "".join(
        f"{line.format(name, number=number)}\n{below}" for number, name in enumerate(("토스", "누리", "온길"), 1)
    )
    written = rewritten(text, *NAMES)
    assert headings(written) == ["## 토스", "## 누리", "## 온길"]
    assert written.count("뇌영상 분석\n") == 3
    assert "*" not in written and "__" not in written


def test_options_that_differ_in_their_number_are_no_companies() -> None:
    below = "- 매출은 두 배\n- 고객 세 곳\n- 투자 유치\n"
    text = f"# 토스 startup\n\n**Nuri: one key**\n{below}\n**Tern: two keys**\n{below}"
    assert len(outline(text).candidates) > 2
    numbered = text.replace("Nuri", "Option 1").replace("Tern", "Option 2")
    assert not outline(numbered).companies


def test_a_list_of_known_names_does_not_speak_for_another_list() -> None:
    text = "## 발표 순서\n1. 토스 (10분)\n2. 누리 (10분)\n3. 온길 (15분)\n\n## 준비물\n1. 명찰\n   - 40개\n2. 다과\n   - 채식 여섯\n"
    assert not outline(f"2월 데모데이\n\n{text}", *NAMES).companies


def test_closing_remarks_are_none_of_the_companies_when_they_are_a_heading() -> None:
    text = "창업 경진 데모데이\n\n" + "".join(
        f"## {name}\n- 고객 세 곳\n- 매출 두 배\n\n" for name in ("로보픽", "랩메이트", "잇다랩")
    )
    assert len(outline(text).companies) == 3
    assert len(outline(f"{text}## 심사 기준\n- 시장 30\n- 기술 40\n").companies) == 3


def test_pictures_that_differ_stay_before_names() -> None:
    text = "".join(f"## {sign} {name}\n- 매출은 두 배\n" for sign, name in zip("🚀🌊🧪", NAMES, strict=False))
    assert not decorated(text, outline(text, *NAMES))
    alike = re.sub("[🌊🧪]", "🚀", text)
    assert len(decorated(alike, outline(alike, *NAMES))) == 3


def test_an_item_struck_out_is_nobody_s_content() -> None:
    text = "1. 토스\n   - 매출 30억\n   - 고객 세 곳\n2. ~~볕드림~~ (취소)\n3. 누리\n   - 매출 2억\n   - 고객 두 곳\n"
    for item, confidence in (("~~볕드림~~ (취소)", Confidence.HIGH), ("자료를 다시 보낸다", Confidence.MEDIUM)):
        read_so = outline(text.replace("~~볕드림~~ (취소)", item), "토스", "누리").companies
        assert [each.confidence for each in read_so] == [confidence, confidence]


def test_a_line_between_strokes_is_a_session() -> None:
    for frame in ("--- {} ---", "=== {} ===", "── {} ──", "-- {}", "━━━ **{}** ━━━"):
        text = f"demo day\n{frame.format('Day 1')}\nNuri\n{LIST}Daon\n{LIST}"
        assert headings(rewritten(text, "Nuri", "Daon")) == ["## Day 1", "### Nuri", "### Daon"]


def test_a_sign_that_begins_other_lines_too_is_a_bullet() -> None:
    text = "데모데이 기록\n" + "".join(
        f"\n{name}\n· 매출 두 배\n· {other}\n· 고객 40곳\n"
        for name, other in zip(COMPANIES, ("카카오", "토스", "배민"), strict=False)
    )
    assert headings(rewritten(text, *COMPANIES, "카카오", "토스", "배민")) == [f"## {name}" for name in COMPANIES[:3]]


def test_a_session_does_not_stand_deeper_than_the_company_above_it() -> None:
    text = "\n".join(f"■ {name}\n  platform\n  investors\n    First Round\n  customers" for name in ("Nuri", "Daon"))
    assert headings(rewritten(text, "Nuri", "Daon")) == ["## Nuri", "## Daon"]


TASKS = "demo day\n\n" + "".join(
    f"- [ ] {name}\n  - platform for banks\n  - 40 customers, seed funding\n  - Accel led\n"
    for name in ("Nuri", "Daon", "Ongil")
)


def test_boxes_before_companies_with_notes_go() -> None:
    names = ("Nuri", "Daon", "Ongil")
    assert headings(rewritten(TASKS, *names)) == ["## Nuri", "## Daon", "## Ongil"]
    assert {item.confidence for item in outline(TASKS, *names).companies} == {Confidence.HIGH}
    ticked = TASKS.replace("[ ] Daon", "[x] Daon")
    assert {item.confidence for item in outline(ticked, *names).companies} == {Confidence.MEDIUM}
    chores = TASKS.replace("- Accel led", "- send them the deck")
    assert not outline(chores, *names).companies


def test_closing_words_in_the_list_of_companies() -> None:
    items = "".join(f"- {name}\n  - platform for banks\n  - 40 customers\n" for name in ("Nuri", "Daon", "Ongil"))
    assert headings(rewritten(f"{items}\n- lunch was good\n", "Nuri", "Daon", "Ongil")) == [
        "## Nuri",
        "## Daon",
        "## Ongil",
    ]
    assert headings(rewritten(f"{items}- lunch was good\n", "Nuri", "Daon", "Ongil")) == []


@pytest.mark.parametrize("lead", ["→ ", "-> ", "ㄴ", "· ", ">> ", "   ", "\t"])
@pytest.mark.parametrize("names", [NAMES, ()])
def test_lines_that_begin_alike_below_names_are_what_is_said_of_them(lead: str, names: tuple[str, ...]) -> None:
    text = "데모데이 기록\n\n" + "".join(
        f"{name}\n{lead}매출 30억\n{lead}고객사 40곳\n" for name in ("한걸물류", "새봄랩", "볕드림스")
    )
    known = ("한걸물류", "새봄랩", "볕드림스") if names else ()
    assert headings(rewritten(text, *known)) == ["## 한걸물류", "## 새봄랩", "## 볕드림스"]
    assert f"\n\n{lead.strip()}" in rewritten(text, *known)


def test_a_sign_before_names_is_no_sign_of_remarks() -> None:
    text = "데모데이 기록\n\n" + "".join(
        f"■ {name}\n매출 30억, 시장이 크다\n" for name in ("한걸물류", "새봄랩", "볕드림스")
    )
    assert headings(rewritten(text)) == ["## 한걸물류", "## 새봄랩", "## 볕드림스"]


def test_lists_in_code_below_names_are_what_is_said_of_them() -> None:
    text = "".join(f"{name}\n\n      - 매출 30억\n      - 고객사 40곳\n\n" for name in ("토스", "누리", "온길"))
    code = [Span(*match.span()) for match in re.finditer(r"(?: {6}-.*\n)+", text)]
    found = read(text, 0, code, knows(*NAMES))
    assert [(item.name, item.confidence) for item in found.companies] == [(name, Confidence.HIGH) for name in NAMES[:3]]
    after = apply(text, edits_of(rewrite(text, found, code)))
    assert after.startswith("## 토스\n\n      - 매출 30억\n")


def test_sessions_over_items_over_lists() -> None:
    text = "- 오전\n  - 토스\n    - 송금\n      - 무료\n  - 누리\n    - 메신저\n- LVCC 홀\n  - 온길\n    - 물류\n  - 볕드림\n    - 태양광\n"
    assert rewritten(text, *NAMES) == (
        "## 오전\n\n### 토스\n\n- 송금\n  - 무료\n\n### 누리\n\n- 메신저\n\n"
        "## LVCC 홀\n\n### 온길\n\n- 물류\n\n### 볕드림\n\n- 태양광\n"
    )
    assert {item.confidence for item in outline(text, *NAMES).companies} == {Confidence.HIGH}
    products = (
        "- 토스\n  - 송금\n    - 무료\n  - 주식\n    - 소수점\n- 누리\n  - 메신저\n    - 무료\n  - 게임\n    - 유료\n"
    )
    assert headings(rewritten(products, *NAMES)) == ["## 토스", "## 누리"]


@pytest.mark.parametrize("item", ["- 볕드림\n", "- **볕드림** - 태양광\n"])
def test_an_item_without_a_list_among_those_with_one(item: str) -> None:
    own = [f"- {name}\n  - 매출 30억\n  - 고객사 40곳\n" for name in ("토스", "누리", "온길")]
    text = "".join([own[0], item, *own[1:]])
    assert headings(rewritten(text, *NAMES)) == ["## 토스", "## 볕드림", "## 누리", "## 온길"]
    assert headings(rewritten("".join([own[0], "- 점심을 먹고 왔다\n", *own[1:]]), *NAMES)) == []
    for other in ("lunch w/ Dana", "토스 vs 누리"):
        text = "".join([own[0], f"- {other}\n  - 다음 달에 다시\n", *own[1:]])
        assert headings(rewritten(text, *NAMES)) == []


FOUR = ("토스", "누리", "온길", "볕드림")


@pytest.mark.parametrize("sectors", [("핀테크", "헬스케어"), ("Fintech", "Health"), ("Fintech:\n", "Health:\n")])
def test_lines_above_companies_say_of_what_sort_they_are(sectors: tuple[str, str]) -> None:
    own = [f"{name}\n- 매출 30억\n- 직원 20명\n" for name in FOUR]
    text = f"데모데이\n\n{sectors[0]}\n{own[0]}{own[1]}{sectors[1]}\n{own[2]}{own[3]}"
    first, last = (sector.rstrip(":\n") for sector in sectors)
    expected = [f"## {first}", "### 토스", "### 누리", f"## {last}", "### 온길", "### 볕드림"]
    assert headings(rewritten(text, *FOUR)) == expected
    lone = outline(text.replace(sectors[0], ""), *FOUR)
    assert {item.confidence for item in lone.companies} == {Confidence.MEDIUM}


@pytest.mark.parametrize(
    ("sector", "company"),
    [
        ("[{}]", "{n}. {}\n- 매출 30억\n- 직원 20명\n"),
        ("{}", "- {}\n  - 매출 30억\n  - 직원 20명\n"),
        ("- {}", "  - {}\n    - 매출 30억\n    - 직원 20명\n"),
        ("**{}**", "{n}. {}\n- 매출 30억\n- 직원 20명\n"),
    ],
)
def test_sorts_of_companies_are_written_in_many_ways(sector: str, company: str) -> None:
    own = [company.format(name, n=1 + n % 2) for n, name in enumerate(FOUR)]
    text = f"데모데이\n\n{sector.format('핀테크')}\n{own[0]}{own[1]}{sector.format('바이오')}\n{own[2]}{own[3]}"
    known = outline(text, *FOUR)
    assert [item.name for item in known.of(Role.SESSION)] == ["핀테크", "바이오"]
    assert {item.confidence for item in (*known.companies, *known.of(Role.SESSION))} == {Confidence.HIGH}
    few = outline(text, "토스", "누리")
    certain = max(item.confidence for item in few.companies)
    assert all(item.confidence >= certain for item in few.of(Role.SESSION))


def test_a_word_between_companies_may_say_of_what_sort_the_next_are() -> None:
    own = [f"{n}. {name}\n- 매출 30억\n- 직원 20명\n\n" for n, name in enumerate(FOUR, 1)]
    for word, confidence in (("바이오", Confidence.MEDIUM), ("■ 바이오", Confidence.MEDIUM), ("점심", Confidence.HIGH)):
        found = outline(f"{own[0]}{own[1]}{word}\n\n{own[2]}{own[3]}", *FOUR)
        assert {item.confidence for item in found.companies} == {confidence}


@pytest.mark.parametrize("label", ["질문시간", "패널 토론", "전체 소감:"])
@pytest.mark.parametrize("numbers", [("", ""), ("발표1 ", "발표2 ")])
def test_a_break_below_the_last_company_is_none(label: str, numbers: tuple[str, str]) -> None:
    text = "".join(
        f"{number}{name}\n- 매출 30억\n- 직원 20명\n\n" for number, name in zip(numbers, NAMES[:2], strict=True)
    )
    found = outline(f"{text}{label}\n- 금리가 내려가면 낫다\n- 내년에는 두 번 한다\n", *NAMES)
    assert [item.name for item in found.companies] == [*NAMES[:2]]
    assert [item.name for item in found.of(Role.REMARKS)] == [label.rstrip(":")]


@pytest.mark.parametrize("closing", ["내일까지 지훈한테 요약 공유", "winner imo", "잡담 ↓"])
def test_what_closes_a_note_holds_no_company_back(closing: str) -> None:
    text = "".join(f"{name}\n- 매출 30억\n- 직원 20명\n\n" for name in ("토스", "누리", "온길"))
    found = outline(f"{text}{closing}\n- 반도체 팀이 제일 좋았음\n", *NAMES)
    assert {item.confidence for item in found.companies} == {Confidence.HIGH}
    assert [item.name for item in found.companies] == ["토스", "누리", "온길"]


@pytest.mark.parametrize(
    ("label", "own"), [("참석자", True), ("**다음 할 일**", True), ("박심사역이 준 메모 공유", False)]
)
def test_a_label_behind_several_companies_has_a_heading_too(label: str, own: bool) -> None:
    text = "".join(f"**{name}**\n- 매출 30억\n- 직원 20명\n\n" for name in ("토스", "누리"))
    text += f"{label}\n- 지훈\n- 하늘\n"
    assert headings(rewritten(text, "토스", "누리"))[2:] == [f"## {label.strip('*')}"] * own


@pytest.mark.parametrize("behind", [", 김철수 대표", " / 물류 / 시드", " | 시드 | 물류", "\t시드"])
@pytest.mark.parametrize("below", ["- 매출 30억\n- 고객사 40곳\n", "매출은 30억쯤 된다고 했다\n고객사 40곳\n"])
def test_what_sets_several_names_apart_is_a_separator(behind: str, below: str) -> None:
    companies = [f"{name}{behind}\n{below}\n" for name in ("한걸물류", "새봄랩", "볕드림스")]
    assert headings(rewritten("데모데이 기록\n\n" + "".join(companies))) == ["## 한걸물류", "## 새봄랩", "## 볕드림스"]
    if behind[0] == ",":
        assert headings(rewritten("데모데이 기록\n\n" + "".join(companies[:2]))) == []


def test_a_known_word_behind_a_sentence_opens_nothing_with_a_comma() -> None:
    assert seen("이런 것을 잰다.\n토스, 그리고 다른 것들의 값이다. 셋의 중간값을 쓴다.\n세 번 돌렸다.\n", "토스") == []


def test_coined_words_over_running_text() -> None:
    names = ("한걸물류", "새봄랩", "볕드림스")
    own = "매출은 작년에 30억쯤 된다고 했다\n고객사 40곳, 시장이 크다\n"
    text = "데모데이 기록\n\n" + "".join(f"{name}\n{own}" for name in names)
    assert headings(rewritten(text)) == [f"## {name}" for name in names]
    assert {item.confidence for item in outline(text).companies} == {Confidence.MEDIUM}
    assert headings(rewritten("데모데이 기록\n\n" + "".join(f"{name}\n{own}" for name in names[:2]))) == []
    # Where the vault knows several companies, such a word may be anything.
    others = "".join(f"{name}\n{own}" for name in NAMES)
    assert "새봄랩" not in [item.name for item in outline(f"{others}{text}", *NAMES).companies]


def test_known_names_over_a_blank_line_and_text() -> None:
    text = "".join(f"{name}\n\n매출은 작년에 30억쯤 된다고 했다.\n고객사 40곳\n" for name in ("토스", "누리", "온길"))
    assert headings(rewritten(text, *NAMES)) == ["## 토스", "## 누리", "## 온길"]
    assert {item.confidence for item in outline(text, *NAMES).companies} == {Confidence.HIGH}


def test_names_with_one_figure_each_may_be_a_ranking() -> None:
    def found(own: str) -> set[Confidence]:
        text = "".join(f"{name}\n- {own}\n\n" for name in ("토스", "누리", "온길"))
        return {item.confidence for item in outline(text, *NAMES).companies}

    assert found("0.5%") == found("오전 10시") == {Confidence.MEDIUM}
    assert found("매출 30억") == {Confidence.HIGH}


def test_a_name_in_quotes() -> None:
    text = "".join(f'"{name}"\n- 두 번 봤다\n- 또 보자고 했다\n' for name in ("토스", "누리", "온길"))
    assert headings(rewritten(text, *NAMES)) == ["## 토스", "## 누리", "## 온길"]
    assert not same_words('- "토스" 누리\n', "- 토스 누리\n")


@pytest.mark.parametrize("behind", [". ", ": ", " - ", " — "])
def test_bold_names_that_paragraphs_begin_with(behind: str) -> None:
    said = "고객당 월 600만 원이고 시장은 1조 원이라고 한다. 리워드 광고도 하고, 걷기 앱에 광고를 심는 중이라고 하는데 매출은 아직 작다."
    text = "".join(f"**{name}**{behind}{said}\n\n" for name in ("토스", "누리", "온길"))
    after = rewritten(text, *NAMES)
    assert headings(after) == ["## 토스", "## 누리", "## 온길"] and f"## 토스\n\n{said}\n\n## 누리" in after
    assert {item.confidence for item in outline(text, *NAMES).companies} == {Confidence.HIGH}
    assert headings(rewritten(text, "토스", "누리")) == []
    unknown = text.replace("토스", "한걸물류").replace("누리", "새봄랩").replace("온길", "볕드림스")
    assert headings(rewritten(f"데모데이 기록\n\n{unknown}")) == ["## 한걸물류", "## 새봄랩", "## 볕드림스"]
    assert (
        headings(
            rewritten(
                unknown.replace(
                    said,
                    "밥을 먹고 나서 동네를 오래 걸었다. 날씨가 맑았고 바람이 조금 불어서 걷기에 아주 좋은 날이었다. 모두 그랬다.",
                )
            )
        )
        == []
    )


@pytest.mark.parametrize(
    "name", ["기타 메모", "Other notes", "Final thoughts", "다음 할일", "다음주 할일", "Next week todo"]
)
def test_what_is_said_at_the_end_is_no_company(name: str) -> None:
    text = f"데모데이 기록\n\nNuri:\n{LIST}\nDaon:\n{LIST}\n{name}:\n- 명함 정리\n"
    assert headings(rewritten(text, "Nuri", "Daon")) == ["## Nuri", "## Daon", f"## {name}"]
    assert {item.confidence for item in outline(text, "Nuri", "Daon").candidates} == {Confidence.HIGH}


def test_a_name_alone_between_blank_lines() -> None:
    text = "demo day\n\n" + "\n".join(f"{name}\n\nearly\n40 customers\n" for name in ("Nuri", "Daon", "Ongil"))
    assert headings(rewritten(text, "Nuri", "Daon", "Ongil")) == ["## Nuri", "## Daon", "## Ongil"]


def test_a_line_of_text_that_looks_like_a_name_is_none_beside_bold_names() -> None:
    text = "".join(f"**{name}**\n40 customers\nB2B SaaS\nseed funding\n" for name in ("Nuri", "Daon", "Ongil"))
    assert headings(rewritten(text, "Nuri", "Daon", "Ongil")) == ["## Nuri", "## Daon", "## Ongil"]


def test_an_item_on_customers_announces_no_company() -> None:
    text = HIDDEN.replace(
        "매출 두 배\n  - 시리즈 A 투자 준비\n  - 누리환전",
        "매출 두 배\n  - 고객사 이야기는 물어봤는데 얼버무림\n  - 누리환전",
    )
    found = {item.name: item.confidence for item in outline(text, "누리환전", "한결물류", "온길", "다온").candidates}
    assert found["누리환전"] is Confidence.HIGH
    announced = text.replace("고객사 이야기는 물어봤는데 얼버무림", "주요 고객사")
    found = {
        item.name: item.confidence for item in outline(announced, "누리환전", "한결물류", "온길", "다온").candidates
    }
    assert found["누리환전"] is not Confidence.HIGH


HIDDEN = f"데모데이 기록\n\n한결물류\n{LIST}  - 누리환전\n  - 환율을 고르는 서비스\n  - 은행과 경쟁함\n온길\n{LIST}다온\n{LIST}"


def test_a_hidden_company_needs_the_vault() -> None:
    assert "누리환전" not in [name for _, _, name in seen(HIDDEN)]
    known = ("누리환전", "한결물류", "온길", "다온")
    hidden = next(item for item in outline(HIDDEN, *known).candidates if item.name == "누리환전")
    assert (hidden.style, hidden.confidence) == (Style.HIDDEN, Confidence.HIGH)
    assert hidden.content.of(HIDDEN) == "  - 환율을 고르는 서비스\n  - 은행과 경쟁함"
    assert "투자 준비\n\n## 누리환전\n\n- 환율을" in rewritten(HIDDEN, *known)


def test_a_hidden_company_that_no_dictionary_has_is_seen_among_several() -> None:
    text = HIDDEN.replace("누리환전", "커런시나루드")
    assert ("company", "hidden", "커런시나루드") in seen(text)
    assert ("company", "hidden", "저녁식대지원") not in seen(text.replace("커런시나루드", "저녁식대지원"))
    assert ("company", "hidden", "커런시나루드") not in seen(
        text.replace("  - 시리즈 A 투자 준비\n  - 커", "  - 경쟁사:\n  - 커")
    )


@pytest.mark.parametrize("name", ["센트비(SENTBE)", "(주)누리테이츠", "FactorialHR", "BlueCat Networks"])
def test_a_hidden_company_that_looks_like_one(name: str) -> None:
    assert ("company", "hidden", name) in seen(HIDDEN.replace("누리환전", name))
    assert name not in [each for _, _, each in seen(HIDDEN.replace("누리환전", f"고객사\n    - {name}"))]


def test_a_hidden_company_whose_first_word_goes_on() -> None:
    text = HIDDEN.replace("누리환전\n  - 환율", "Root Insurance\n  - Root 환율")
    assert ("company", "hidden", "Root Insurance") in seen(text)


def test_headings_with_lines_of_trade_keep_a_hidden_company() -> None:
    headed = "".join(f"## {name}\n\n{TERSE}" for name in ("두나무", "핀다", "노타"))
    text = f"데모데이 기록\n\n{headed}- 커런시나루드\n{TERSE}\n## 루닛\n\n{TERSE}"
    assert seen(text) == [("company", "hidden", "커런시나루드")]
    assert [item.name for item in outline(text).companies] == ["두나무", "핀다", "노타", "커런시나루드", "루닛"]


def test_a_name_in_a_list_of_customers_is_not_hidden() -> None:
    text = HIDDEN.replace("  - 누리환전", "  - 고객사\n    - 누리에이드\n    - 커런시나루드")
    assert "커런시나루드" not in [name for _, _, name in seen(text)]


def test_a_hidden_company_becomes_known_after_the_others_have_headings() -> None:
    once = rewritten(HIDDEN.replace("기록\n", "기록\n\n**오전**\n"))
    assert headings(once) == ["## 오전", "### 한결물류", "### 온길", "### 다온"]
    assert "\n\n### 누리환전\n\n- 환율을" in rewritten(once, "누리환전")


def test_a_hidden_company_is_seen_where_the_next_item_speaks_of_it() -> None:
    text = (
        f"demo day\n\n**Nuri**\n{LIST}  - Daon\n  - Daon is one app for customers\n  - 40 employees\n**Ongil**\n{LIST}"
    )
    assert ("company", "hidden", "Daon") in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "오늘 순위\n\n1. 토스\n2. 누리\n3. 온길\n",
        "## 시장\n\n- 토스\n- 누리\n- 온길\n",
        "- [ ] 토스\n  - 전화하기\n- [ ] 누리\n  - 메일\n",
        "오늘\n\n- 토스\n  - 정리\n- 집에 옴\n- 누리\n  - 메일\n",
        "- 경쟁사\n  - 토스\n    - 송금\n  - 누리\n    - 메신저\n",
        "## 온길\n\n- 2013년 설립\n- 경쟁사\n- 토스\n- 누리\n- 매출 증가\n- 30명\n",
        "어제는 여러 곳을 갔다.\n토스\n누리\n온길\n모두 좋았다.\n",
        "we met people from\n토스\nand then talked about it for a long time.\n",
        "- 논의함\n\n**토스**\n",
        "> 토스\n> - 송금\n",
        "```\n토스\n- 송금\n```\n",
        "# 토스\n\n토스는 회사다.\n\n## 시장\n\n- 누리\n- 온길\n",
        "토스: 송금\n누리: 메신저\n",
        "1. 토스\n2. 설치하기\n  - 명령 실행\n3. 확인\n",
        "[![토스](https://a.example/b.svg)](https://a.example)\n- 배지\n",
    ],
)
def test_known_names_that_head_nothing(text: str) -> None:
    assert seen(text, "토스", "누리", "온길") == []


@pytest.mark.parametrize(
    "text",
    [
        "# Bread\n\n**Dough**\n- flour\n- water\n\n**Filling**\n- cheese\n\n1. Mix\n  - flour\n2. Knead\n  - ten minutes\n",
        "# 회의\n\n**오전**\n1. 예산\n  - 투자 검토\n2. 채용\n  - 플랫폼 팀\n",
        "**장점**\n- 고객이 좋아함\n\n**단점**\n- 시장이 작음\n",
        "# Paris\n\n**Day 1**\n1. Louvre\n  - The Louvre is huge\n2. Orsay\n  - Orsay has Monet\n",
        "오전\n- 운동\n- 투자 공부\n\n오후\n- 고객 미팅\n",
        "1. 비용\n   - 높다\n2. 속도\n   - 느리다\n",
        "- 사피엔스\n  - 재미있다\n- 코스모스\n  - 우주\n",
        "**Features**\n- fast platform\n- for customers\n\n**Installation**\n1. download\n2. run\n",
        "Steps\n\n1. Open the file\n   - with an editor\n2. Save it\n   - then close\n",
    ],
)
def test_ordinary_notes_are_left_alone(text: str) -> None:
    assert seen(text) == []
    assert rewritten(text) == text


def test_a_sentence_is_no_name() -> None:
    text = f"데모데이 기록\n\n1. 한결물류\n{LIST}2. 오늘은 여기까지 들었습니다\n  - 플랫폼\n"
    assert "오늘은 여기까지 들었습니다" not in [name for _, _, name in seen(text)]


@pytest.mark.parametrize("line", ["20-50 (February 2019)", "10-20"])
def test_a_range_is_no_session(line: str) -> None:
    text = f"demo day\n\n**Nuri**\nNuri is a platform.\n{line}\n**Daon**\n{LIST}"
    assert line not in [name for _, _, name in seen(text)]


def test_items_of_one_list_go_together() -> None:
    text = "데모데이 기록\n\n- 한결물류\n\t- 한결물류는 플랫폼\n\t- 투자\n- 온길\n\t- 매출\n\t\t- 두 배\n"
    assert rewritten(text, "한결물류") == (
        "데모데이 기록\n\n## 한결물류\n\n- 한결물류는 플랫폼\n- 투자\n\n## 온길\n\n- 매출\n\t- 두 배\n"
    )


def test_nesting_and_code_below_move_together() -> None:
    text = (
        "데모데이 기록\n**Nuri**\n  - Nuri platform\n    - customers\n    ```\n    **Nuri**\n    ```\n"
        "- clients\n  - deep\n**Daon**\n  - Daon\n"
    )
    assert rewritten(text, "Nuri", "Daon") == (
        "데모데이 기록\n\n## Nuri\n\n- Nuri platform\n  - customers\n  ```\n  **Nuri**\n  ```\n"
        "- clients\n  - deep\n\n## Daon\n\n- Daon\n"
    )


def test_code_at_the_left_edge_stays_as_it_is() -> None:
    text = (
        "데모데이 기록\n**Nuri**\n  - Nuri platform\n```\n    a\n  b\n```\n"
        "  - clients\n    ```\n    c\n      d\n    ```\n**Daon**\n  - Daon\n"
    )
    assert rewritten(text, "Nuri", "Daon") == (
        "데모데이 기록\n\n## Nuri\n\n- Nuri platform\n```\n    a\n  b\n```\n"
        "- clients\n  ```\n  c\n    d\n  ```\n\n## Daon\n\n- Daon\n"
    )


def test_newlines_stay_as_they_are() -> None:
    text = "데모데이 기록\r\nNuri\r\n  - Nuri\r\n  - 투자\r\n"
    assert rewritten(text, "Nuri") == "데모데이 기록\r\n\r\n## Nuri\r\n\r\n- Nuri\r\n- 투자\r\n"


def test_a_heading_can_be_a_link() -> None:
    text = "데모데이 기록\n\nNuri\n  - 투자\n\n[[Daon]]\n- 매출\n"
    result = rewritten(text, "Nuri", "Daon", layout=Layout(company_level=4))
    assert headings(result) == ["#### Nuri", "#### [[Daon]]"]


def test_a_heading_lies_below_the_one_above_it() -> None:
    text = "# 노트\n\n## 참가 기업\n\nNuri\n  - 투자\n\nDaon\n  - 매출\n"
    assert headings(rewritten(text, "Nuri", "Daon")) == ["# 노트", "## 참가 기업", "### Nuri", "### Daon"]


def test_uneven_headings() -> None:
    text = "# 노트\n\n## Nuri\n- a\n\n#### Daon\n- c\n\n## Ongil\n- d\n"
    fixed = uneven(text, outline(text, "Nuri", "Daon", "Ongil"))
    assert [candidate.name for candidate, _ in fixed] == ["Daon"]
    assert apply(text, edits_of(fixed)) == text.replace("#### Daon", "## Daon")


def test_headings_below_move_along() -> None:
    text = "## Nuri\n- a\n\n## Ongil\n- d\n\n### Daon\n- b\n\n#### Deep\n- c\n"
    fixed = uneven(text, outline(text, "Nuri", "Daon", "Ongil"))
    assert apply(text, edits_of(fixed)) == text.replace("### Daon", "## Daon").replace("#### Deep", "### Deep")


def test_decorated_headings() -> None:
    text = "## 1. Nuri\n- a\n\n## **Daon**:\n- b\n\n## ■ Ongil ##\n- c\n\n## [[Haru]]\n- d\n\n## C#\n- e\n\nBara\n----\n- f\n"
    fixed = decorated(text, outline(text, "Nuri", "Daon", "Ongil", "Haru", "C#", "Bara"))
    assert apply(text, edits_of(fixed)) == (
        "## Nuri\n- a\n\n## Daon\n- b\n\n## Ongil ##\n- c\n\n## [[Haru]]\n- d\n\n## C#\n- e\n\nBara\n----\n- f\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("1. Nuri\n  - a b\n", "## Nuri\n\n- a b\n", True),
        ("**1. Nuri**\n", "## Nuri\n", True),
        ("■ Nuri :\n", "## Nuri\n", True),
        ("Nuri\n- a b\n", "## Nuri\n- b a\n", False),
        ("Nuri\n- 3 a\n", "## Nuri\n- a\n", False),
        ("Nuri\n- 2021. a\n", "## Nuri\n- a\n", False),
        ("Nuri\n- a (b)\n", "## Nuri\n- a b\n", False),
    ],
)
def test_same_words(before: str, after: str, same: bool) -> None:
    assert same_words(before, after) is same


NAMED = ["Nuri", "Daon", "한결물류", "온길", "BigLab Inc.", "Day 1", "**Nuri**", "1. Daon", "## 한결물류", "■ 온길 :"]
NAMED += ["9:30 Nuri", "[시드] Daon", "**온길** (A)", "1. [한결물류](https://a.example)", "✅ Nuri 🔥", "Daon — 소리"]
OTHERS = [
    "",
    "  - 투자 유치",
    "- Nuri is a platform",
    "\t- customers",
    "\t\t- deep",
    "    - employees",
    "text.",
    "```",
    "---",
]
LINES = st.one_of(
    st.sampled_from(NAMED),
    st.sampled_from(OTHERS),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "\t", "   "]), st.sampled_from(NAMED)),
    st.text("a가-#*[] 1.:\t|>", max_size=12),
)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_note_keeps_its_words(lines: list[str], newline: str, known: bool) -> None:
    text = newline.join(lines)
    names = ("Nuri", "Daon", "한결물류", "온길") if known else ()
    found = outline(text, *names)
    fixed = rewrite(text, found, fences(text))
    places = sorted(edit.span for edit in edits_of(fixed))
    assert all(first.end < second.start for first, second in pairwise(places))
    assert same_words(text, apply(text, edits_of(fixed)))
    for _, edits in fixed:
        assert same_words(text, apply(text, edits))
    underlined = rewrite(text, found, fences(text), Layout(underlined=True))
    assert same_words(text, apply(text, edits_of(underlined)))
    for other in (uneven(text, found), decorated(text, found)):
        assert same_words(text, apply(text, edits_of(other)))
    starts = [candidate.line.start for candidate in found.candidates]
    assert starts == sorted(set(starts))
    assert all(candidate.span.of(text) == candidate.name for candidate in found.candidates)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_note_with_a_company_is_worth_reading(lines: list[str], newline: str, known: bool) -> None:
    text = newline.join(["데모데이에서 본 스타트업", "", *lines])
    names = ("Nuri", "Daon", "한결물류", "온길") if known else ()
    if outline(text, *names).companies:
        assert worth_reading(text, 0, frozenset(map(match_key, names)))


def test_what_is_not_worth_reading() -> None:
    names = frozenset({"nuri"})
    assert not worth_reading("# 여행\n\n준비물\n- 물\n- 컵라면\n", 0, names)
    assert not worth_reading("Nuri is a platform, with a long list of customers.\n", 0, names)
    assert worth_reading("# 여행\n\n**Nuri**\n- 물\n", 0, names)
    assert worth_reading("Nuri (누리) - 물류\n- 물\n", 0, names)
    three = frozenset({"nuri", "daon", "ongil"})
    assert worth_reading("Nuri A-\n- a\n\nDaon B\n- b\n\nOngil A+\n- c\n", 0, three)
    assert worth_reading("- @Nuri\n- a\n- Daon\n- b\n- [x] Ongil\n- c\n", 0, three)
    assert not worth_reading("- @Nuri\n- a\n- Daon\n- b\n- Nuri\n- c\n", 0, three)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=25))
def test_any_note_comes_to_rest(lines: list[str]) -> None:
    text = "\n".join(lines)
    for _ in range(6):
        text, before = rewritten(text, "Nuri", "Daon", "한결물류", "온길"), text
        if text == before:
            return
    pytest.fail(f"still changing: {text!r}")


@pytest.mark.skipif(not FOUNDING.is_dir(), reason="the founding note is not at hand")
@pytest.mark.parametrize("known", [False, True])
def test_founding_note(known: bool) -> None:
    text = next(FOUNDING.glob("*.md")).read_text(encoding="utf-8")
    names = COMPANIES if known else ()
    found = outline(text, *names)
    assert [item.name for item in found.of(Role.SESSION)] == ["금요일 오전", "금요일 오후"]
    assert [item.name for item in found.companies] == list(COMPANIES)
    sure = Confidence.HIGH if known else Confidence.MEDIUM
    assert {item.confidence for item in (*found.of(Role.SESSION), *found.companies)} == {sure}
    result = rewritten(text, *names)
    assert same_words(text, result)
    assert rewritten(result, *names) == result
    assert not re.search(r"^ +- ", result[body_start(result) :], re.MULTILINE)
    lines = [line.strip() for item in found.companies for line in item.content.of(text).splitlines() if line.strip()]
    body = [line.strip() for line in text[body_start(text) :].splitlines() if line.startswith("  ") and line.strip()]
    assert lines == [line for line in body if line != "- 커런시유나이티드"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # What stands in the section of a company that the vault knows is part of it.
        ("## 한빛\n\n오전 세션\n", ["한빛"]),
        ("## 한빛\n\n오전 세션\n\n## 누리\n\n매출 20억\n", ["한빛", "누리"]),
    ],
)
def test_lines_in_the_section_of_a_known_company_are_its_own(text: str, names: list[str]) -> None:
    assert [item.name for item in outline(text, *names).candidates] == names


def test_a_known_name_is_certain_where_its_own_lines_speak_of_it() -> None:
    def sure(below: str) -> Confidence:
        return next(item.confidence for item in outline(f"- 참석자\nTern:\n{below}\n", "Tern").candidates)

    assert sure("Tern sells software to banks.") is Confidence.HIGH
    assert sure("They sell software to banks.") is Confidence.LOW


def levels(text: str, *names: str) -> list[tuple[str, int]]:
    return [(item.name, item.level) for item in outline(text, *names).candidates]


def test_an_underlined_heading_has_the_level_of_its_line() -> None:
    text = "데모데이\n===\n\n토스\n---\n- 송금\n\n누리\n---\n- 펀딩\n"
    assert levels(text, "토스", "누리") == [("데모데이", 1), ("토스", 2), ("누리", 2)]


def test_the_signs_that_close_a_heading_are_no_part_of_its_name() -> None:
    text = "## 토스 ##\n\n- 송금\n\n## 누리 #  \n\n- 펀딩\n"
    assert levels(text, "토스", "누리") == [("토스", 2), ("누리", 2)]


@pytest.mark.parametrize("brackets", ["(핀테크)", " (fintech, Seoul)"])
def test_what_stands_in_brackets_behind_a_known_name_is_no_part_of_it(brackets: str) -> None:
    text = f"1. **토스{brackets}**\n   - 송금\n2. **누리{brackets}**\n   - 펀딩\n"
    assert [name for _, _, name in seen(text, "토스", "누리")] == ["토스", "누리"]


def test_a_long_sentence_is_no_name_and_a_short_one_may_be() -> None:
    below = "\n- 송금\n- 매출\n\n"
    text = f"데모데이\n\nYahoo Inc.{below}We met all of them here today.{below}Tern Inc.{below}"
    assert [name for _, _, name in seen(text, "Yahoo Inc.", "Tern Inc.")] == ["데모데이", "Yahoo Inc.", "Tern Inc."]


def test_a_known_name_with_a_colon_over_a_heading_is_read() -> None:
    text = "**토스**\n- 송금\n\n누리:\n\n## 다음\n"
    assert [(item.name, item.style) for item in outline(text, "토스", "누리").candidates][:2] == [
        ("토스", Style.BOLD),
        ("누리", Style.BARE),
    ]


def test_unknown_names_over_one_short_line_are_none_and_over_sentences_are() -> None:
    below = {"한결물류": "배송", "온길테크": "이동", "볕드림": "전기"}
    assert not seen("데모데이\n\n" + "".join(f"{name}\n{word}\n\n" for name, word in below.items()))
    sentences = "".join(f"{name}\n{word} 서비스를 한다.\n\n" for name, word in below.items())
    assert [name for _, _, name in seen(f"데모데이\n\n{sentences}")] == ["데모데이", *below]


def test_two_bold_names_that_long_paragraphs_begin_with_are_too_few() -> None:
    said = "송금을 하는 회사다. 매출이 크고 투자를 많이 받았다고 대표가 여러 번 힘주어 말했다. 앞으로도 그럴 것이다. 고객도 많다."
    lines = [f"**{name}** - {said}\n\n" for name in ("한결물류", "온길테크", "볕드림")]
    assert not seen("데모데이\n\n" + "".join(lines[:2]))
    assert len(seen("데모데이\n\n" + "".join(lines))) == 4
    assert not seen("데모데이\n\n" + "".join(lines[:2]), "한결물류")


@pytest.mark.parametrize(
    ("worth", "names"),
    [
        (3, ["토스(Toss)", "한빛테크", "Tern, Inc.", "BlueCat", "Q3 plan"]),
        (2, ["한빛", "토스 (핀테크)", "Tern", "Benefits."]),
        (1, ["한빛 데이터", "tern", "blue tern"]),
        (
            0,
            [
                "한빛 데이터 센터 운영 팀",
                "좋은 서비스",
                "매출이 늘었다",
                "토스.",
                "benefits.",
                "blue tern freight",
                "8퍼센트",
                "a" * 49,
            ],
        ),
    ],
)
def test_how_much_words_look_like_a_name(worth: int, names: list[str]) -> None:
    assert {name: naming.worth_of(name) for name in names} == dict.fromkeys(names, worth)


def test_what_looks_like_no_name_may_be_one_among_others() -> None:
    others = ["8퍼센트", "Aha!", "1234", "What?", "토스, 누리", "가나 다라 마바 사아", "매출이 늘었다", "x" * 31]
    assert [name for name in others if naming.may_name(name)] == ["8퍼센트", "Aha!"]


@pytest.mark.parametrize("end", ["# ", "#", "> ", "- ", "1. "])
def test_a_line_without_words_may_end_a_text_in_a_fence_that_nobody_closed(end: str) -> None:
    text = f"투자\n```\n## t\n{end}"
    assert read(text, 0, [Span(3, len(text))], knows()).companies == ()


def test_parts_of_a_note_are_told_from_names() -> None:
    parts = ["Benefits", "주요 기능", "기타 메모", "1. 시장", "기술 로봇"]
    assert all(map(naming.is_topic, parts)) and not any(map(naming.is_topic, ["Tern", "Tern Health", "한빛"]))
    assert naming.is_all_topic("Other notes") and not naming.is_all_topic("기타 한빛")


def test_sessions_series_people_and_legal_forms_are_told_by_their_words() -> None:
    assert all(map(is_session, ["금요일 오전", "Day 2", "2부", "3조", "Pitches"]))
    assert not any(map(is_session, ["A", "12", "제3조", "제16조", "금요일 " * 20]))
    series = [["User A", "User B", "User C"], ["강남구", "서초구", "송파구"], ["Step 1", "Step 2", "Step 3"]]
    assert all(map(naming.are_a_series, series))
    assert not any(map(naming.are_a_series, [["토스", "누리", "온길"], ["User A", "User B"]]))
    assert naming.are_people(["Alice", "김민수", "누리"]) and not naming.are_people(["토스", "김민수"])
    assert [naming.is_incorporated(name) for name in ("(주)한빛", "Tern Inc", "토스(Toss)", "Tern")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_name_is_spoken_of_as_a_whole_word_without_its_form() -> None:
    text = "tern is here, lantern, tern은 tern_x"
    assert [span.of(text) for span in naming.mentions_of(text, "Tern, Inc.", 0, len(text))] == ["tern", "tern"]
    assert [span.start for span in naming.mentions_of(text, "Tern", 1, len(text))] == [23]


def test_headings_that_say_what_a_name_stands_for() -> None:
    text = "# Demo day\n\n## Tern - freight\n\n- carriers pay\n\n## Quietdesk - noise maps\n\n- 40 customers\n\n## Wattline - battery swaps\n\n- 12 stations\n"
    outline = read(text, 0, [], lambda _: False)
    assert [company.name for company in outline.companies] == ["Tern", "Quietdesk", "Wattline"]
    manual = text.replace("# Demo day", "# Modules")
    assert not read(manual, 0, [], lambda _: False).companies


def test_headings_over_parts_of_their_sections_are_companies_at_an_event() -> None:
    text = (
        "# Demo day, Berlin\n\n## Tern\n\n### Team\n- two founders\n\n### Market\n- carriers pay\n\n"
        "## Quietdesk\n\n### Team\n- five engineers\n\n## Parsley & Pine\n\n### Traction\n- 40 customers\n"
    )
    outline = read(text, 0, [], lambda _: False)
    assert [company.name for company in outline.companies] == ["Tern", "Quietdesk", "Parsley & Pine"]
    assert outline.companies[0].content.of(text).endswith("- carriers pay")
    assert not read(text.replace("Demo day, Berlin", "Handbook"), 0, [], lambda _: False).companies


@pytest.mark.parametrize("beside", ["대표: 김하준", "시리즈A 60억", "CEO Jun Kim"])
def test_who_leads_a_company_stands_behind_its_name(beside: str) -> None:
    lines = [
        f"{number}) {name} ({beside})\n- 하나\n- 둘\n" for number, name in enumerate(("네모로지스", "모아센서"), 1)
    ]
    text = "# 목요일 만남\n\n제품 이야기\n\n" + "\n".join(lines)
    assert [company.name for company in read(text, 0, [], lambda _: False).companies] == ["네모로지스", "모아센서"]
    other = text.replace(beside, "지난주")
    assert not read(other, 0, [], lambda _: False).companies


@pytest.mark.parametrize("beside", ["Pre-A", "SaaS", "Seed"])
def test_what_stands_in_brackets_behind_a_name_is_no_part_of_it_where_it_sounds_otherwise(beside: str) -> None:
    text = "5월 데모데이\n" + "\n".join(f"## {name} ({beside})\n{LIST}" for name in ("레몬마트", "솔라닉", "비트온도"))
    assert [company.name for company in outline(text).companies] == ["레몬마트", "솔라닉", "비트온도"]
    for name in ("레몬마트(Lemonmart)", "KPN(한국결제네트웍스)", "한국정보통신 (KICC)"):
        assert bare_name(name) == name


def test_closing_words_do_not_weigh_against_headings_of_companies() -> None:
    names = ("네모로지스", "모아센서", "바로펫")
    text = "## 오늘 미팅\n\n" + "\n".join(f"### {name} (대표: 김하준)\n- 시리즈A 목표\n" for name in names)
    assert [company.name for company in outline(f"{text}\n### 총평\n- 다시 만남\n").companies] == [*names]


def test_a_name_left_of_a_long_item_above_is_no_part_of_it() -> None:
    item = "  - They move freight for carriers in the Baltic and pay their drivers within two days of a delivery\n"
    names = ["Ternfreight", "Nurivoice", "Kelpstone"]
    found = seen("Demo day notes\n\n" + "".join(f"{name}\n{item}{item}" for name in names))
    assert [name for *_, name in found] == names


def test_items_over_lists_below_the_heading_of_a_known_company_are_parts_of_it() -> None:
    text = "".join(
        f"## {name}\n- Drivers\n  - paid in two days\n- Carriers\n  - eight\n\n" for name in ("Tern", "Nuri")
    )
    assert [each.name for each in outline(f"# Demo day\n\n{text}", "Tern", "Nuri").companies] == ["Tern", "Nuri"]


@pytest.mark.parametrize("label", ["고객사", "경쟁사", "파트너로 함께 일하는 곳"])
def test_companies_that_an_item_announces_are_no_sections(label: str) -> None:
    text = (
        f"1. 토스\n  - 송금 앱\n  - {label}\n    - 온길\n    - 은행 두 곳과 협의\n    - 카드사 한 곳\n2. 누리\n{LIST}"
    )
    assert [name for *_, name in seen(text, "토스", "누리", "온길")] == ["토스", "누리"]


def test_companies_of_a_session_are_sure_where_their_own_lines_speak_of_them() -> None:
    said = "  - {0}은 매출이 두 배다\n  - 고객 세 곳\n  - {0} 투자 유치 중\n"
    met = [f"{number}. {name}\n{said.format(name)}" for number, name in enumerate(("한결물류", "새봄랩"), 1)]
    in_sessions = outline(f"데모데이 기록\n\n**금요일 오전**\n{''.join(met)}\n**금요일 오후**\n{''.join(met)}")
    assert len(in_sessions.of(Role.COMPANY, Confidence.HIGH)) == 4
    alone = outline(f"데모데이 기록\n\n{''.join(met)}")
    assert {each.confidence for each in alone.companies} == {Confidence.MEDIUM}


def test_the_words_of_topics_and_people_are_sorted() -> None:
    for each in sections(Path(naming.__file__).with_name("words.txt")).values():
        words = each.text.split("\n")[:-1]
        assert words == sorted({*words}) == each.text.split()


@pytest.mark.parametrize("session", ["", "**오후 세션**\n", "## 오후 세션\n"])
@pytest.mark.parametrize("later", ["{}\n", "**{}**\n", "{}:\n"])
def test_to_know_the_first_companies_makes_nobody_doubt_the_others(session: str, later: str) -> None:
    """Found in a note where numbered companies in the morning were known, and bare names in the afternoon were not."""
    first = "".join(f"{at}. {name}\n  - 매출 30억\n  - 고객사 40곳\n" for at, name in enumerate(NAMES[1:], 1))
    others = "".join(f"\n{later.format(name)}- 매출 12억\n- 시드 투자\n" for name in ("메디노트", "코드히어로"))
    text = f"데모데이 기록\n\n오전 세션\n{first}\n{session}{others}"
    unknown, known = outline(text), outline(text, *NAMES)
    assert [item.name for item in known.companies] == [*NAMES[1:], "메디노트", "코드히어로"]
    assert all(
        now.confidence >= before.confidence for before, now in zip(unknown.companies, known.companies, strict=True)
    )


@pytest.mark.parametrize("name", ["{}", "[[{}]]", "**{}**"])
def test_no_blank_between_the_number_and_the_name(name: str) -> None:
    text = "".join(f"{at}.{name.format(known)}\n- 매출 30억\n- 고객사 40곳\n" for at, known in enumerate(NAMES, 1))
    assert [(item.name, item.confidence) for item in outline(text, *NAMES).companies] == [
        (known, Confidence.HIGH) for known in NAMES
    ]


@pytest.mark.parametrize("head", ["{}. {}", "**{1}**", "{1}", "- {1}"])
def test_text_apart_below_the_last_list_may_be_on_all_companies(head: str) -> None:
    def sure(below: str, last: str) -> set[Confidence]:
        names = enumerate(("토스", "누리", "온길"), 1)
        text = below.join(f"{head.format(at, name)}\n  - 매출 30억\n  - 고객사 40곳\n\n" for at, name in names) + last
        return {item.confidence for item in outline(text, *NAMES).companies}

    said = "올해는 작년보다 볼 회사가 적었다. 펀드도 줄었다.\n\n"
    assert sure("", "") == sure(said, said) == sure("", "https://example.com\n") == {Confidence.HIGH}
    assert sure("", said) == {Confidence.MEDIUM}


def test_companies_of_one_session_are_certain_together_or_not_at_all() -> None:
    rows = [f"{name}\n- 매출 30억\n- 고객사 40곳\n\n" for name in NAMES]
    text = f"**오전**\n\n{rows[0]}에코크레인: 친환경 크레인\n- 매출 2억\n\n{rows[1]}**오후**\n\n{rows[2]}{rows[3]}"
    sure = [item.name for item in outline(text, *NAMES).companies if item.confidence is Confidence.HIGH]
    assert sure == ["온길", "볕드림"]


def test_each_session_may_have_its_own_closing_words() -> None:
    said = "올해는 작년보다 볼 회사가 적었다. 펀드도 줄었다.\n\n"
    rows = [f"{name}\n- 매출 30억\n- 고객사 40곳\n\n" for name in NAMES]
    text = f"**오전**\n\n{rows[0]}{rows[1]}{said}**오후**\n\n{rows[2]}{rows[3]}{said}"
    assert {item.confidence for item in outline(text, *NAMES).companies} == {Confidence.MEDIUM}
