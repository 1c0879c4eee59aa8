"""The headings family at work on whole notes: companies get their sections, and ordinary notes are left alone."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaulttools import engine, fixer
from vaulttools.edits import Safety, apply
from vaulttools.engine import Rules, Use
from vaulttools.findings import Diagnostic, Severity
from vaulttools.korean.both_scripts import names_given
from vaulttools.note import Note
from vaulttools.note.outline import same_words
from vaulttools.registry import builtin_rules
from vaulttools.rules.headings.missing_related import MissingRelated
from vaulttools.rules.headings.unlisted_mention import UnlistedMention
from vaulttools.vault import COMPANY, CONCEPT, Settings, Vault
from vaulttools.vault.companies import company_key, note_name
from vaulttools.vault.lists import listed
from vaulttools.vault.relations import Relations
from vaulttools.vault.templates import filled

SHARED = Path(__file__).parents[2] / "shared"
SAFE = (Safety.SAFE,)
ALL = (Safety.SAFE, Safety.UNSAFE)

PITCHES = """\
성수동 피치데이.
**금요일 오전**
1. 한결물류
  - 물류 자동화 플랫폼
  - 고객사 40곳
2. 새봄랩
  - 영상 위변조 탐지
  - Nuri
  - 보험 데이터 수집
  - 시리즈 A 투자 준비

**금요일 오후**
온누리
  - 소상공인 대출, 수수료 0.7%
"""
SECTIONS = """\
성수동 피치데이.

## 금요일 오전

### 한결물류

- 물류 자동화 플랫폼
- 고객사 40곳

### 새봄랩

- 영상 위변조 탐지

### Nuri

- 보험 데이터 수집
- 시리즈 A 투자 준비

## 금요일 오후

### 온누리

- 소상공인 대출, 수수료 0.7%
"""
NAMES = ("한결물류", "새봄랩", "Nuri", "온누리")


def rules(*, enriching: bool = False, without: Iterable[str] = ()) -> Rules:
    family = [rule for rule in builtin_rules().values() if rule.family == "headings" and rule.default]
    return Rules(tuple(Use(rule(), rule.severity) for rule in family if rule.name not in without)).enriching(enriching)


def vault_of(notes: Mapping[str, str]) -> tuple[dict[str, Note], Vault]:
    made = {path: Note(path, text) for path, text in notes.items()}
    return made, Vault((note.facts for note in made.values()), (), Settings(text=lambda path: made[path].text))


def companies(names: Iterable[str]) -> dict[str, str]:
    return {f"companies/{name}.md": "---\ntype: company\n---\n" for name in names}


def settled(notes: Mapping[str, str], grades: tuple[Safety, ...], chosen: Rules) -> dict[str, str]:
    """The texts of the notes that change or come, by path."""
    made, vault = vault_of(notes)
    done = fixer.settle(made, vault, made.__getitem__, lambda _: chosen, grades)
    assert not done.refused
    return {path: note.text for path, note in done.notes.items()}


def found(notes: Mapping[str, str], path: str, chosen: Rules) -> list[Diagnostic]:
    made, vault = vault_of(notes)
    return engine.check(made[path], vault, chosen)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_known_companies_get_their_sections_by_safe_fixes(newline: str) -> None:
    notes = {"note.md": PITCHES.replace("\n", newline), **companies(NAMES)}
    assert settled(notes, SAFE, rules()) == {"note.md": SECTIONS.replace("\n", newline)}


def test_a_list_that_is_code_below_a_blank_line_is_a_list_under_its_heading() -> None:
    text = "성수동 피치데이.\n\n" + "".join(
        f"{name}\n\t- 물류 플랫폼\n\n\t- 고객사 40곳\n\t\t- 은행\n" for name in ("한결물류", "새봄랩", "온누리")
    )
    section = "## {}\n\n- 물류 플랫폼\n\n- 고객사 40곳\n\t- 은행\n"
    made = "성수동 피치데이.\n\n" + "\n".join(section.format(name) for name in ("한결물류", "새봄랩", "온누리"))
    assert settled({"note.md": text, **companies(NAMES)}, SAFE, rules()) == {"note.md": made}


def test_a_concept_is_no_hidden_company() -> None:
    concept = {"concepts/Nuri.md": "", **companies(set(NAMES) - {"Nuri"})}
    text = settled({"note.md": PITCHES, **concept}, ALL, rules())["note.md"]
    assert "- 영상 위변조 탐지\n- Nuri\n- 보험 데이터 수집\n" in text


@pytest.mark.parametrize("rule", ["hidden-company", "company-without-heading", "session-without-heading"])
def test_each_rule_may_be_turned_off(rule: str) -> None:
    notes = {"note.md": PITCHES, **companies(NAMES)}
    text = settled(notes, SAFE, rules(without=[rule]))["note.md"]
    assert same_words(PITCHES, text)
    assert settled({**notes, "note.md": text}, SAFE, rules()) == {"note.md": SECTIONS}


def test_a_numbered_name_among_known_ones_is_certain() -> None:
    text = "".join(
        f"{number}. {name}\n  - 물류 플랫폼\n" for number, name in enumerate(("한결물류", "새봄랩", "볕드림"), 1)
    )
    assert "## 볕드림" in settled({"note.md": text, **companies(NAMES)}, SAFE, rules())["note.md"]
    steps = "".join(
        f"{number}. {name}\n  - 물류 플랫폼\n" for number, name in enumerate(("한결물류", "회신", "점검"), 1)
    )
    assert "## 회신" not in settled({"note.md": steps, **companies(NAMES)}, SAFE, rules()).get("note.md", "")


@pytest.mark.parametrize(
    "behind",
    [
        "\n**다음 할 일**\n- 자료 요청\n- 일정 잡기\n",
        "\n참석자\n- 지훈\n- 하늘\n",
        "\n### 준비\n- 계약서 초안\n",
    ],
)
def test_what_is_said_of_the_whole_note_does_not_go_under_its_last_company(behind: str) -> None:
    meeting = f"# 미팅\n\n**한결물류**\n- 실사 4/1 시작\n- 단가 낮음\n{behind}"
    own = "\n**새봄랩**\n- 실사 5/1 시작\n- 단가 높음\n"
    notes = {"note.md": meeting, **companies(NAMES)}
    assert settled(notes, SAFE, rules()) == {}
    assert "## 한결물류" in settled(notes, ALL, rules())["note.md"]
    if "#" in behind:
        return
    # A part of a company in the middle is its own, and so is one that each of them has.
    between = settled({**notes, "note.md": meeting + own}, SAFE, rules())["note.md"]
    assert "## 한결물류" in between and "## 새봄랩" in between
    each = settled({**notes, "note.md": meeting + own + behind}, SAFE, rules())["note.md"]
    assert "## 한결물류" in each and "## 새봄랩" in each


def test_two_notes_that_create_one_company_do_not_clash() -> None:
    section = "## 금요일\n\n### 한결물류\n\n- 고객사 40곳\n\n### 새봄랩\n\n- 투자\n\n### 볕드림\n\n- 설치비 0원\n"
    notes = {"a.md": section, "b.md": section, **companies(NAMES)}
    created = settled(notes, SAFE, rules(enriching=True))
    assert created == {"companies/볕드림.md": "---\ntype: company\n---\n\n## 언급\n\n- [[a]]\n- [[b]]\n"}


def test_lists_in_companies_notes_come_to_rest_and_keep_what_is_there() -> None:
    notes = {
        "concepts/에스크로.md": "",
        "concepts/선정산.md": "",
        "meetings/금요일.md": "## 한결물류\n\n- 에스크로와 선정산\n\n## 새봄랩\n\n- [[에스크로]], 선정산\n\n## Nuri\n\n- 에스크로\n",
        "companies/한결물류.md": "---\nrelated:\n  - 직접 적은 곳\n---\n\n## Mentions\n\n- 전화 한 통\n",
        "companies/새봄랩.md": "영상.\n",
        "companies/Nuri.md": "선정산 업체.\n",
    }
    lists = Rules(tuple(Use(rule(), rule.severity) for rule in (UnlistedMention, MissingRelated)))
    after = settled(notes, SAFE, lists)
    assert after == {
        "companies/한결물류.md": notes["companies/한결물류.md"] + "- [[금요일]]\n",
        "companies/새봄랩.md": '---\nrelated:\n  - "[[Nuri]]"\n  - "[[한결물류]]"\n---\n영상.\n\n## 언급\n\n- [[금요일]]\n',
        "companies/Nuri.md": '---\nrelated:\n  - "[[새봄랩]]"\n  - "[[한결물류]]"\n---\n선정산 업체.\n\n## 언급\n\n- [[금요일]]\n',
    }
    assert not settled({**notes, **after}, SAFE, lists)


def test_companies_without_headings_are_related_like_those_with() -> None:
    lines = "**금요일 오전**\n\n1. 한결물류\n  - 에스크로와 선정산\n2. 새봄랩\n  - [[에스크로]], 선정산\n3. Nuri\n  - 에스크로\n"
    headed = "## 금요일 오전\n\n### 한결물류\n\n- 에스크로와 선정산\n\n### 새봄랩\n\n- [[에스크로]], 선정산\n\n### Nuri\n\n- 에스크로\n"
    notes = {
        "concepts/에스크로.md": "",
        "concepts/선정산.md": "",
        "companies/한결물류.md": "---\nrelated: 직접 적은 곳\n---\n",
        "companies/새봄랩.md": "영상.\n",
        "companies/Nuri.md": "",
    }
    related = Rules((Use(MissingRelated(), MissingRelated.severity),))
    wanted = {"companies/새봄랩.md": '---\nrelated:\n  - "[[한결물류]]"\n---\n영상.\n'}
    assert settled({**notes, "meetings/금요일.md": lines}, SAFE, related) == wanted
    assert settled({**notes, "meetings/금요일.md": headed}, SAFE, related) == wanted


def test_what_makes_companies_alike() -> None:
    concepts = {
        "a": {"x", "y", "z"},
        "b": {"x", "y"},
        "c": {"x", "y", "z"},
        "d": {"z"},
        **{str(n): {"z"} for n in range(9)},
    }
    relations = Relations(concepts)
    assert [(each.path, each.shared) for each in relations.of("a")] == [("b", ("x", "y")), ("c", ("x", "y"))]
    assert relations.weight("x") > relations.weight("z") == 0
    assert not list(relations.of("d"))
    assert not list(Relations({}).of("a"))


@pytest.mark.parametrize(
    ("written", "names", "name"),
    [
        ("토스(Toss)", ("토스", "Toss"), "토스"),
        ("Toss (토스)", ("Toss", "토스"), "Toss"),
        ("로지체인 (물류 SaaS)", ("로지체인 (물류 SaaS)",), "로지체인 (물류 SaaS)"),
        ("로지체인(SaaS)", ("로지체인(SaaS)",), "로지체인(SaaS)"),
        ("스티비 (SaaS)", ("스티비 (SaaS)",), "스티비 (SaaS)"),
        ("볕드림(Byeotdrim)", ("볕드림", "Byeotdrim"), "볕드림"),
        ("에이치비스미스(HBSmith)", ("에이치비스미스", "HBSmith"), "에이치비스미스"),
        ("에스티엠(STM)", ("에스티엠", "STM"), "에스티엠"),
        ("에이블리(SaaS)", ("에이블리(SaaS)",), "에이블리(SaaS)"),
        ("배달의민족 (Baemin)", ("배달의민족", "Baemin"), "배달의민족"),
        ("A/B: C", ("A/B: C",), "A B C"),
        ("Aux", ("Aux",), ""),
        ("Auxo", ("Auxo",), "Auxo"),
    ],
)
def test_names_in_two_scripts(written: str, names: tuple[str, ...], name: str) -> None:
    assert names_given(written) == names
    assert note_name(written) == name


def test_spellings_of_one_company() -> None:
    assert len({company_key(name) for name in ("(주)한결 물류", "한결물류", "㈜한결물류", "주식회사 한결물류")}) == 1
    assert company_key("Acme, Inc.") == company_key("ACME") == company_key("acme Ltd")
    assert company_key("주식회사") == "주식회사"


def test_a_template_is_filled() -> None:
    template = "{{title}} {{date}} {{date:YY.M.D [met]}} {{ Time }} {{other}}"
    assert filled(template, "A", date(2025, 3, 7)) == "A 2025-03-07 25.3.7 met  {{other}}"
    assert filled(template, "A", None) == "A    {{other}}"


def test_a_template_of_templater_is_filled() -> None:
    template = (
        "<%* const x = await tp.system.prompt('?') -%>\nmet: <% tp.date.now('YYYY.MM.DD') %>\n# <%+ tp.file.title -%>\n!\n"
        '- <% tp.date.now("YYYY", 7) %><% tp.file.cursor(1) %>\n<% tp.date.now() _%>\n\nend'
    )
    assert filled(template, "A", date(2025, 3, 7)) == "met: 2025.03.07\n# A!\n- \n2025-03-07end"
    assert filled(template, "A", None) == "met: \n# A!\n- \nend"
    assert filled("50 <% of", "A", None) == "50 <% of"


def test_a_list_of_links_stands_below_one_blank_line() -> None:
    for text in ("# A", "# A\n", "# A\n\n", "# A\r\n\r\n"):
        newline = "\r\n" if "\r" in text else "\n"
        made = apply(text, listed(Note("a.md", text), ("Mentions",), ["[[b]]"]))
        assert made == newline.join(("# A", "", "## Mentions", "", "- [[b]]", ""))


@pytest.mark.parametrize("name", ["저녁 약속", "Parking lot", "Drinks after"])
def test_no_note_is_made_unasked_of_everyday_words(name: str) -> None:
    text = f"- 한결물류\n  - 고객사 40곳\n- {name}\n  - 일찍 끝남\n- 새봄랩\n  - 영상 위변조 탐지\n"
    notes = {"note.md": text, **companies(["한결물류", "새봄랩"])}
    assert f"companies/{name}.md" not in settled(notes, SAFE, rules(enriching=True))
    titled = notes | {"note.md": text.replace(name, "Red Brick")}
    assert "companies/Red Brick.md" in settled(titled, SAFE, rules(enriching=True))


@pytest.mark.parametrize(
    ("heading", "path", "aliases"),
    [
        ("Hex/Grid Robotics", "companies/Hex Grid Robotics.md", "aliases:\n  - Hex/Grid Robotics\n"),
        ("O'Neil: Capital", "companies/O'Neil Capital.md", None),
        ("Nuri Inc.", "companies/Nuri Inc.md", "aliases:\n  - Nuri Inc.\n"),
    ],
)
def test_a_new_note_has_a_path_every_system_can_store(heading: str, path: str, aliases: str | None) -> None:
    text = (
        f"## Friday\n\n### 한결물류\n\n- funding\n\n### 새봄랩\n\n- clients\n\n### {heading}\n\n- a startup platform\n"
    )
    created = settled({"note.md": text, **companies(["한결물류", "새봄랩"])}, SAFE, rules(enriching=True))
    if aliases is None:
        assert not created
    else:
        assert list(created) == [path]
        assert aliases in created[path]


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("[[note#1. 한결물류]]", "[[note#한결물류]]"),
        ("![[sub/note#1. 한결물류|쪽]]", None),
        ("![[note#1. 한결물류|쪽]]", "![[note#한결물류|쪽]]"),
        ("[[note#피치데이#1. 한결물류#팀]]", "[[note#피치데이#한결물류#팀]]"),
        ("[쪽](note.md#1.%20한결물류)", "[쪽](note.md#한결물류)"),
        ("[쪽](<note.md#1. 한결물류>)", "[쪽](<note.md#한결물류>)"),
        ("| a |\n| - |\n| [[note#1. 한결물류\\|쪽]] |", "| a |\n| - |\n| [[note#한결물류\\|쪽]] |"),
        ("`[[note#1. 한결물류]]` [[note]]", None),
        ("[[note#1 한결물류]]", "[[note#한결물류]]"),
    ],
)
def test_links_follow_a_heading(link: str, followed: str | None) -> None:
    note = "# 피치데이\n\n## 1. 한결물류 :\n\n- 고객사 40곳 [[#1. 한결물류]]\n\n### 팀\n\n두 명\n"
    notes = {"note.md": note, "other.md": f"앞 {link} 뒤\n" if link[0] != "|" else f"{link}\n", **companies(NAMES)}
    after = settled(notes, SAFE, rules())
    assert after["note.md"] == note.replace("1. 한결물류 :", "한결물류").replace("[[#1. 한결물류]]", "[[#한결물류]]")
    assert after.get("other.md") == (followed and notes["other.md"].replace(link, followed))


def test_links_follow_a_heading_into_notes_that_changed_before() -> None:
    section = "## 1. 한결물류\n\n- 고객사 40곳\n\n## 2. 새봄랩\n\n- 투자\n\n[[a#2. 새봄랩]] [[b#1. 한결물류]] [[c#2. 새봄랩]]\n"
    after = settled({**{f"{name}.md": section for name in "abc"}, **companies(NAMES)}, SAFE, rules())
    wanted = "## 한결물류\n\n- 고객사 40곳\n\n## 새봄랩\n\n- 투자\n\n[[a#새봄랩]] [[b#한결물류]] [[c#새봄랩]]\n"
    assert after == {f"{name}.md": wanted for name in "abc"}


@pytest.mark.parametrize(
    ("note", "other"),
    [
        ("## 1. 한결물류\n\n- 고객사\n\n### 한결물류\n\n- 매출\n", "[[note#한결물류]]\n"),
        ("## 한결물류\n\n- 고객사\n\n## 1. 한결물류\n\n- 매출\n", "[[note#1. 한결물류]]\n"),
        ("## 1. 한결물류\n\n- 고객사\n", "[쪽][1]\n\n[1]: note.md#1.%20한결물류\n"),
        ("## 1. 한결물류\n\n- 고객사\n", "<<<<<<< a\n[[note#1. 한결물류]]\n=======\n>>>>>>> b\n"),
    ],
)
def test_a_heading_stays_where_a_link_cannot_follow(note: str, other: str) -> None:
    notes = {"note.md": note, "other.md": other, **companies(NAMES)}
    (diagnostic,) = [each for each in found(notes, "note.md", rules()) if each.rule == "decorated-company"]
    assert diagnostic.fix is None
    assert "correct the links" in str(diagnostic.help)
    assert not settled(notes, ALL, rules(without=["uneven-levels"]))


def test_templates_and_notes_of_entities_are_left_alone() -> None:
    for path in ("templates/pitch.md", "companies/모임.md", "concepts/모임.md"):
        assert not settled({path: PITCHES, **companies(NAMES)}, ALL, rules())


@pytest.mark.parametrize(
    "text",
    [
        "할 일\n\n- [ ] 한결물류\n  - 전화하기\n- [ ] 새봄랩\n  - 메일\n",
        "# 지도\n\n- [[한결물류]]\n  - 물류\n- [[새봄랩]]\n  - 인증\n",
        "# 지도\n\n한 줄.\n\n- 한결물류\n  - 물류\n- 새봄랩\n  - 인증\n- Nuri\n",
        "## 참석\n\n- 한결물류\n  - 김대표\n- 새봄랩\n  - 이이사\n\n## 안건\n\n1. 가격\n  - 월 30만 원\n",
        "오늘 통화\n\n1. 한결물류\n   - 견적 재요청\n2. 세금 신고\n   - 3월까지\n3. 새봄랩\n   - 계약서\n",
        "## 한결물류\n\n- 창고 셋\n\n### 경쟁사\n\nNuri\n- 40 customers\n- cheap\n\n### 팀\n\n두 명\n",
        "## 한결물류\n\n- 창고 셋\n\n### 경쟁사\n\n- Nuri\n  - 40 customers\n- 새봄랩\n  - 보험\n",
        "## 한결물류\n\n- 창고 셋\n- 경쟁사\n  - Nuri\n  - 새봄랩\n- 고객\n",
        "투자 순위\n\n1. 한결물류\n2. 새봄랩\n3. Nuri\n",
        "> 한결물류\n> - 좋다\n\n| 새봄랩 | 1 |\n|---|---|\n",
    ],
)
def test_lists_that_name_companies_stay_lists(text: str) -> None:
    assert not settled({"note.md": text, **companies(NAMES)}, SAFE, rules())


WORDS = st.sampled_from(
    ["한결물류", "Nuri", "**한결물류**", "[[Nuri]]", "# 제목", "## 한결물류", "#### 2. Nuri :", "### 투자", "**금요일 오전**",
     "1. 한결물류", "2) Nuri", "- Nuri", "  - 고객사 40곳", "\t- 매출 두 배", "* 새봄랩", "시장 플랫폼을 만든다.", "", "", "```",
     "> Nuri", "| Nuri | 1 |", "온누리:", "- [ ] Nuri", "---", "투자"]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=18), st.sampled_from(["\n", "\r\n"]), st.sampled_from([SAFE, ALL]))
def test_any_note_keeps_its_words_and_comes_to_rest(lines: list[str], newline: str, grades: tuple[Safety, ...]) -> None:
    text = newline.join([*lines, ""])
    made, vault = vault_of({"note.md": text, **companies(NAMES)})
    done = fixer.settle(["note.md"], vault, made.__getitem__, lambda _: rules(), grades)
    after = done.notes.get("note.md", made["note.md"])
    assert same_words(text, after.text)
    again = fixer.settle(["note.md"], done.vault, lambda _: after, lambda _: rules(), grades)
    assert not again.notes


# What the vault answers


def test_what_a_vault_says_of_companies() -> None:
    files = {
        **companies(["한결물류"]),
        "concepts/에스크로.md": "",
        "직접.md": "---\ntype: company\naliases: [Direct]\n---\n",
    }
    _, vault = vault_of(files)
    entities = vault.entities
    assert [entities.is_company(name) for name in ("한결물류", "direct", "에스크로", "없음")] == [
        True,
        True,
        False,
        False,
    ]
    assert entities.folder_for("Tern", COMPANY) == ""
    assert entities.folder_for("Tern", CONCEPT) == "concepts"
    assert vault.with_(Note("companies/새봄랩.md", "").facts).entities.folder_for("Tern", COMPANY) == "companies"
    assert vault.with_(Note("companies/새봄랩.md", "").facts).entities.is_company("새봄랩")
    assert vault_of({})[1].entities.folder_for("Tern", COMPANY) == ""


def test_what_a_link_to_a_heading_leads_over() -> None:
    _, vault = vault_of({"a.md": "# 1. 참눈\n\n## 팀\n\n# X\n\n## 팀\n"})
    over = [vault.subpaths.headings_on("a.md", words) for words in ("1. 참눈", "팀", "X#팀", "x", "팀#X", "없음", "")]
    assert over == [[0], [1], [2, 3], [2], [], [], []]


def test_the_outline_of_a_note_is_read_once() -> None:
    made, vault = vault_of({"note.md": PITCHES, **companies(NAMES)})
    assert vault.outline(made["note.md"]) is vault.outline(made["note.md"])
    assert vault.outline(Note("note.md", "text\n")).candidates == ()


# Real notes


def headings(text: str) -> list[tuple[int, str]]:
    return [(len(match[1]), match[2]) for match in re.finditer(r"^(#+) (.*)$", text, re.M)]


def founding() -> tuple[str, list[str]]:
    (path,) = (SHARED / "notes").glob("*.md")
    text = path.read_text(encoding="utf-8")
    numbered = re.findall(r"^\d+\. (.+)$", text, re.M)
    bare = re.findall(r"^([^\s\d*#-][^\r\n:.]*)\n {2}- ", text, re.M)
    return text, [*numbered, *bare]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the notes beside the repository")
@pytest.mark.parametrize("known", [True, False])
def test_the_founding_note(known: bool) -> None:
    text, names = founding()
    hidden = "커런시유나이티드"
    beside = companies([*names, hidden]) if known else {}
    after = settled({"note.md": text, **beside}, SAFE if known else ALL, rules())["note.md"]
    seen = headings(after)
    assert [name for level, name in seen if level == 2] == ["금요일 오전", "금요일 오후"]
    wanted = [*names[: names.index("wecommit") + 1], hidden, *names[names.index("wecommit") + 1 :]]
    assert [name for level, name in seen if level == 3] == wanted
    assert len(wanted) == 16
    assert len(seen) == 2 + len(wanted)
    assert same_words(text, after)
    for name, own in sections(after).items():
        at = re.search(rf"^(?:\d+\. | *- )?{re.escape(name)}$", text, re.M)
        assert at is not None
        before = [line.strip() for line in text[at.end() :].splitlines() if line.strip()]
        assert [line.strip() for line in own] == before[: len(own)]


def sections(text: str) -> dict[str, list[str]]:
    """The lines that are not blank under each heading of level three."""
    own: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        match = re.match(r"(#+) (.*)", line)
        if match:
            name = match[2] if len(match[1]) == 3 else ""
        elif name and line.strip():
            own.setdefault(name, []).append(line)
    return own


def ordinary() -> list[Path]:
    bench = SHARED / "bench"
    return [*(bench / "linkbench/foam-docs/notes").rglob("*.md"), *(bench / "typobench/ko-docs/clean").rglob("*.md")]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the notes beside the repository")
def test_ordinary_notes_are_left_alone() -> None:
    texts = {f"{number}.md": path.read_text(encoding="utf-8") for number, path in enumerate(ordinary())}
    assert len(texts) > 100
    made, vault = vault_of({**texts, **companies(["GitHub", "Google", "Obsidian", "Netlify", "Slack"])})
    said = [
        each for path in texts for each in engine.check(made[path], vault, rules()) if each.severity > Severity.HINT
    ]
    assert not said
    done = fixer.settle(texts, vault, made.__getitem__, lambda _: rules(), SAFE)
    assert not done.notes
