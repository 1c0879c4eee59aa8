"""Companies laid out in every way people write them: each gets its heading, and exactly its own lines."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaulttools import fixer
from vaulttools.edits import Safety
from vaulttools.engine import Rules, Use
from vaulttools.note import Note
from vaulttools.note.outline import same_words
from vaulttools.registry import builtin_rules
from vaulttools.vault import Settings, Vault

SAFE = (Safety.SAFE,)
ALL = (Safety.SAFE, Safety.UNSAFE)

PLAIN = (
    "한결물류", "새봄랩", "온누리", "물꼬펀딩", "볕드림", "쉼표", "다락방", "한빛 클라우드",
    "Nuri", "Tern Robotics", "Ledgerleaf", "Quill & Bay", "Harbor", "moss.io",
)  # fmt: skip
ODD = ("29Miles", "7퍼센트", "Aha!", "d.light", "Two Oars", "Remote")
"""Names that only the vault, or many others beside them, make names."""
LINES = (
    "물류 자동화 플랫폼", "고객사 40곳, 재계약률 92%", "시리즈 A 70억 유치 - 누적 110억", "수수료 0.7%로 목표 매출 달성이 가능한가?",
    "가입자 수 : 120만", "**핵심 지표**: MAU 35만", "`API`로도 제공함", "[[에스크로]] 계좌를 쓴다", "[소개서](https://example.com/a_b)",
    "- 없는 항목처럼 시작", "1) 첫째로 든 이유", "Founded in 2016, 120 people", "No moat that I can see", "https://example.com/jobs",
    "[ ] ask for the deck", "> quoted", "| a | b |", "==marked== and #tag", "ARR 3.2M -> 5M", "Churn under 2% a month ^id-1",
)  # fmt: skip

STYLES: dict[str, Callable[[int, str], str]] = {
    "numbered": lambda n, name: f"{n}. {name}",
    "paren": lambda n, name: f"{n}) {name}",
    "parens": lambda n, name: f"({n}) {name}",
    "tab": lambda n, name: f"{n}.\t{name}",
    "circled": lambda n, name: f"{'①②③④⑤⑥⑦⑧'[n - 1]} {name}",
    "letters": lambda n, name: f"{'가나다라마바사아'[n - 1]}. {name}",
    "bold": lambda n, name: f"**{name}**",
    "bold colon": lambda n, name: f"**{name}:**",
    "italic": lambda n, name: f"*{name}*",
    "highlight": lambda n, name: f"=={name}==",
    "bold number": lambda n, name: f"**{n}. {name}**",
    "square": lambda n, name: f"■ {name}",
    "triangle": lambda n, name: f"▶{name}",
    "bracket": lambda n, name: f"[{name}]",
    "corner": lambda n, name: f"【{name}】",
    "link": lambda n, name: f"[[{name}]]",
    "colon": lambda n, name: f"{name} :",
    "bare": lambda n, name: name,
    "trailing blanks": lambda n, name: f"{name}  ",
    "item": lambda n, name: f"- {name}",
    "heading": lambda n, name: f"### {name}",
    "heading number": lambda n, name: f"### {n}. **{name}**",
}
SESSIONS = ("**금요일 오전**", "오후 세션", "**Day 2**", "## 1부", "2025-03-07")


@st.composite
def layouts(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[str, list[tuple[str, list[str]]]]:
    """A note, and its companies each with its own lines."""
    chosen_names = draw(st.lists(st.sampled_from(names), min_size=3, max_size=8, unique=True))
    chosen = draw(st.lists(st.sampled_from(sorted(STYLES)), min_size=1, max_size=2, unique=True))
    if "item" in chosen:
        chosen = ["item"]
    indent = draw(st.sampled_from(["  ", "   ", "\t"] if "item" in chosen else ["", "  ", "    ", "\t"]))
    mark = draw(st.sampled_from("-*+"))
    rows = [draw(st.sampled_from(["데모데이 기록.", "Notes from the demo day.", ""])), ""]
    truth = []
    for number, name in enumerate(chosen_names, 1):
        if number in (1, 5) and draw(st.booleans()):
            rows += ["", draw(st.sampled_from(SESSIONS)), ""]
        style = chosen[number % len(chosen)]
        if style.startswith("heading"):
            rows.append("")
        rows.append(STYLES[style](number, name))
        own = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=5, unique=True))
        # Below a heading, what is indented far is code.
        deep = indent if not (style.startswith("heading") and len(indent.expandtabs(4)) > 3) else ""
        rows += [f"{deep}{mark} {line}" for line in own]
        truth.append((name, own))
        if draw(st.integers(0, 4)) == 0 and style != "item":
            rows.append("")
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join([*rows, ""]), truth


def fixed(text: str, names: list[str], grades: tuple[Safety, ...]) -> str:
    rules = Rules(
        tuple(
            Use(rule(), rule.severity)
            for rule in builtin_rules().values()
            if rule.family == "headings" and rule.default
        )
    )
    notes = {"note.md": Note("note.md", text)}
    for number, name in enumerate(names):
        path = f"companies/c{number}.md"
        notes[path] = Note(path, f'---\ntype: company\naliases: ["{name}"]\n---\n')
    vault = Vault((note.facts for note in notes.values()), (), Settings(text=lambda path: notes[path].text))
    fixing = rules.enriching(False)
    fixing = Rules(tuple(use for use in fixing.uses if use.rule.name != "heading-by-alias"), fixing.known)
    settled = fixer.settle(["note.md"], vault, notes.__getitem__, lambda _: fixing, grades)
    assert not settled.refused
    after = settled.notes.get("note.md", notes["note.md"])
    again = fixer.settle(["note.md"], settled.vault, lambda _: after, lambda _: fixing, grades)
    assert not again.notes
    return after.text


def sections(text: str) -> dict[str, list[str]]:
    """The lines that are not blank below each heading, without list markers."""
    found: dict[str, list[str]] = {}
    own: list[str] = []
    for line in text.splitlines():
        heading = re.match(r"#{1,6} (?:\[\[)?(.+?)(?:\]\])?$", line)
        if heading is not None:
            own = found.setdefault(heading[1], [])
        elif line.strip():
            own.append(re.sub(r"^[ \t]*[-*+] ", "", line).strip())
    return found


@settings(max_examples=300)
@given(layouts(PLAIN + ODD))
def test_known_companies_get_exactly_their_own_lines_by_safe_fixes(
    layout: tuple[str, list[tuple[str, list[str]]]],
) -> None:
    text, truth = layout
    after = fixed(text, [name for name, _ in truth], SAFE)
    assert same_words(text, after)
    found = sections(after)
    assert {name: found.get(name) for name, _ in truth} == dict(truth)


def test_a_known_company_in_brackets_may_have_any_name() -> None:
    names = ["한결물류", "새봄랩", "Aha!"]
    text = "".join(f"[{name}]\n- 물류 자동화 플랫폼\n- 고객사 40곳\n\n" for name in names)
    assert [*sections(fixed(text, names, SAFE))] == names


EXPLAINED: dict[str, Callable[[int, str], str]] = {
    "numbered": lambda n, name: f"{n}. {name}\n  - 고객사 40곳",
    "bold": lambda n, name: f"**{name}**\n- 고객사 40곳",
    "bare": lambda n, name: f"{name}\n- 고객사 40곳",
    "tight": lambda n, name: f"{name}\n- 고객사 40곳\r",
    "over text": lambda n, name: f"{name}\n고객사 40곳과 계약함\n재계약률은 92%",
    "alike": lambda n, name: f"{name}: 물류 자동화\n- 고객사 40곳",
}


@pytest.mark.parametrize("style", EXPLAINED)
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("line", ["에코크레인: 친환경 크레인", "바다소금 - 소금을 파는 앱", "사과나무: 과수원 로봇"])
def test_no_safe_fix_takes_in_lines_of_an_unknown_company_made_of_plain_words(style: str, at: int, line: str) -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    rows = [EXPLAINED[style](number, name) for number, name in enumerate(names, 1)]
    below = "매출 3억 원\n시드 투자 10억 원" if style == "over text" else "- 매출 3억 원\n- 시드 투자 10억 원"
    text = "\n\n".join([*rows[:at], f"{line}\n{below}", *rows[at:], ""]).replace("\r\n", "")
    after = fixed(text, names, SAFE)
    assert f"## {names[at - 1]}" not in after or f"## {line[:4]}" in after


@pytest.mark.parametrize("style", ["bare", "alike"])
@pytest.mark.parametrize("line", ["시장: 국내와 일본", "가격 - 경쟁사의 절반", "요약: 보류"])
def test_what_explains_a_part_of_a_note_stays_below_its_company(style: str, line: str) -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    rows = [EXPLAINED[style](number, name) for number, name in enumerate(names, 1)]
    text = "\n\n".join([rows[0], f"{line}\n- 둘로 나눔", *rows[1:], ""])
    assert [*sections(fixed(text, names, SAFE))] == names


def test_a_usual_word_set_apart_as_the_names_are_gets_no_safe_heading() -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    rows = [EXPLAINED["alike"](number, name) for number, name in enumerate(names, 1)]
    text = "\n\n".join([rows[0], "요금제: 월 3만원\n- 둘로 나눔", *rows[1:], ""])
    assert "요금제" not in sections(fixed(text, names, SAFE))


@pytest.mark.parametrize("style", ["numbered", "bold", "bare", "over text", "alike"])
@pytest.mark.parametrize("known", [1, 3])
@pytest.mark.parametrize(
    "closing",
    [
        "올해는 볼 회사가 적었다",
        "\n올해는 볼 회사가 적었다\n- 펀드도 줄었음",
        "뒤풀이 자리에서 옆 사람이 해 준 이야기\n  - 펀드도 줄었음",
        "\n#### 회의실 예약\n- 3층이 비어 있음",
        "\n| 날짜 | 장소 |\n| --- | --- |\n| 3월 | 판교 |",
    ],
)
def test_no_safe_fix_puts_below_the_last_company_what_is_written_unlike_its_lines(
    style: str, known: int, closing: str
) -> None:
    names = ["한결물류", "새봄랩", "온누리"][:known]
    rows = [EXPLAINED[style](number, name).removesuffix("\r") for number, name in enumerate(names, 1)]
    if closing == "올해는 볼 회사가 적었다" and style == "over text":
        closing = f"\n{closing}"  # right below it would go on with the text
    assert not {f"## {name}" for name in names} & {
        *fixed("\n\n".join(rows) + f"\n{closing}\n", names, SAFE).split("\n")
    }


@pytest.mark.parametrize("end", ["#데모데이 #물류", "![[사진 3.png]]", "---", "[^1]: 소개서에 있음"])
def test_what_says_nothing_may_end_the_section_of_the_last_company(end: str) -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    rows = [EXPLAINED["numbered"](number, name) for number, name in enumerate(names, 1)]
    assert [*sections(fixed("\n\n".join([*rows, end, ""]), names, SAFE))] == names


@settings(max_examples=150)
@given(layouts(PLAIN), st.integers(0, 8))
def test_what_becomes_a_heading_by_safe_fixes_has_its_own_lines(
    layout: tuple[str, list[tuple[str, list[str]]]], known: int
) -> None:
    text, truth = layout
    after = fixed(text, [name for name, _ in truth[:known]], SAFE)
    assert same_words(text, after)
    found = sections(after)
    own = dict(truth)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    made = {name for name in found.keys() & own.keys() if not any(name in line for line in headings)}
    for name in made:
        assert found[name] == own[name]


@settings(max_examples=100)
@given(layouts(PLAIN + ODD))
def test_unsafe_fixes_keep_every_word(layout: tuple[str, list[tuple[str, list[str]]]]) -> None:
    text, _ = layout
    assert same_words(text, fixed(text, [], ALL))


def rows(names: list[str], style: str = "{}", below: str = "- 매출 3억 원\n- 시드 투자 10억 원") -> list[str]:
    return [f"{style.format(name)}\n{below}\n" for name in names]


def test_a_session_whose_companies_nobody_sees_ends_the_section_above() -> None:
    names = ["한결물류", "새봄랩"]
    afternoon = "오후\n\n우리집 꾸미기\n 인테리어 견적\n동네 반찬가게\n 구독 반찬\n"
    found = sections(fixed("오전\n\n" + "\n".join([*rows(names), afternoon]), names, SAFE))
    assert found["오후"] == ["우리집 꾸미기", "인테리어 견적", "동네 반찬가게", "구독 반찬"]
    assert found["새봄랩"] == found["한결물류"] == ["매출 3억 원", "시드 투자 10억 원"]


@pytest.mark.parametrize(
    ("between", "is_safe"),
    [
        ("", True),
        ("쉬는 시간\n", True),
        ("시장\n- 국내와 일본\n", True),
        ("작년보다 전반적으로 나음\n", False),
        ("커피 타임\n- 명함을 많이 받음\n", False),
    ],
)
def test_what_stands_between_companies_may_be_on_none_of_them(between: str, is_safe: bool) -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    one, *others = rows(names)
    text = fixed("\n".join([one, between, *others]), names, SAFE)
    assert [*sections(text)] == (names if is_safe else [])
    usual = fixed("\n".join(f"{row}\n{between}" for row in (one, *others)), names, SAFE)
    assert [*sections(usual)] == names


@pytest.mark.parametrize("names", [["한결물류", "새봄랩", "온누리"], ["한결물류", "새봄랩"]])
def test_what_may_be_a_session_ends_a_section_only_over_certain_companies(names: list[str]) -> None:
    track = rows(["한결물류", "새봄랩"])
    text = "\n".join(
        [
            "**핀테크 트랙**",
            *track,
            "**헬스케어 트랙**",
            "온누리\n\n- 매출 5억 원\n\n주차가 오래 걸렸다.\n다들 늦게 왔다.\n",
        ]
    )
    assert "온누리" not in sections(fixed(text, names, SAFE)).get("새봄랩", [])


def test_companies_in_no_session_beside_one_have_one_level() -> None:
    names = ["나무", "한결물류", "새봄랩", "온누리"]
    first, *later = rows(names)
    text = f"## 핀테크 트랙\n주차가 오래 걸렸다.\n\n{first}\n{later[0]}\n## 오후\n\n{later[1]}\n{later[2]}"
    made = fixed(text, names, SAFE)
    assert [line for line in made.splitlines() if line.startswith("###")] == [f"### {name}" for name in names]


def test_a_name_numbered_in_turn_is_no_closing_remark() -> None:
    names = ["한결물류", "새봄랩", "온누리"]
    text = "\n".join(
        ["## 오전\n", *rows(["1. 한결물류"]), "## 오후\n", *rows(["1. 새봄랩", "2. 온누리", "3. 동네 반찬가게"])]
    )
    assert "### 동네 반찬가게" in fixed(text, names, ALL)
    assert "# 동네 반찬가게" not in fixed(text, names, SAFE)


def test_a_track_over_a_certain_company_gets_its_heading_with_it() -> None:
    (one,), (other,) = rows(["한결물류"]), rows(["온누리"])
    made = fixed(f"# 데모데이\n\n**핀테크 트랙**\n\n{one}\n**헬스케어 트랙**\n\n{other}", ["한결물류", "온누리"], SAFE)
    found = [line for line in made.splitlines() if line.startswith("#")]
    assert found == ["# 데모데이", "## 핀테크 트랙", "### 한결물류", "## 헬스케어 트랙", "### 온누리"]
