"""Points are read by line and indent; questions are open where nothing answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttools.note import Note
from vaulttools.note.points import Points
from vaulttools.note.questions import doubts, open_questions

TEXT = """---
a: 1
---
# Day
1. Acme
  - [ ] pays

\t- [x] late
Beta
| a | b |
> said"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_points(newline: str) -> None:
    note = Note("a.md", TEXT.replace("\n", newline))
    point = note.points.at(note.text.index("Day"))
    assert (point.words, point.marker, point.indent, point.is_heading) == ("Day", "#", 0, True)
    assert note.points.before(point) is None
    found = [point]
    while (later := note.points.after(found[-1])) is not None:
        found.append(later)
    assert [each.words for each in found] == ["Day", "Acme", "pays", "late", "Beta", "a | b |", "said"]
    assert [each.marker for each in found] == ["#", "1.", "-", "-", "", "|", ">"]
    assert [each.indent for each in found] == [0, 0, 2, 4, 0, 0, 0]
    assert [each.is_task for each in found] == [False, False, True, True, False, False, False]
    assert [each.is_item for each in found] == [False, True, True, True, False, False, False]
    assert all(each.span.of(note.text) == each.words for each in found)
    assert [note.points.before(each) for each in found[1:]] == found[:-1]
    assert list(note.points.below(found[1])) == found[2:4]
    assert list(note.points.above(found[3])) == [found[2], found[1], found[0]]
    assert note.points.owner(found[3]) == found[2] and note.points.owner(found[0]) is None
    assert note.points.neighbours(found[3]) == (found[2], found[4])
    assert [each.words for each in found if note.points.is_leaf(each)] == ["Day", "late", "Beta", "a | b |", "said"]


@pytest.mark.parametrize(
    ("text", "jotted"),
    [
        ("보증금 2천\n주차는 되나?\n관리비는 따로\n", ["보증금 2천", "주차는 되나?", "관리비는 따로"]),
        ("Tern\nrents out pumps to farms\n620 of them\n", ["Tern", "rents out pumps to farms", "620 of them"]),
        ("- Tern\n  rents pumps\n  620 farms\n  who insures?\n", ["rents pumps", "620 farms", "who insures?"]),
        ("## 가\n보증금 2천\n주차 두 대\n", []),
        ("보증금 2천\n\n주차 두 대\n\n관리비는 따로\n", []),
        ("보증금은 2천만원이라고 하고 주차는 모두 두\n대까지 되는데 관리비는 따로 받는다는\n얘기를 들었음\n", []),
        (
            "로봇 유통. 대전\n보증금 없음. 따로 받음\n관리비 2천",
            ["로봇 유통. 대전", "보증금 없음. 따로 받음", "관리비 2천"],
        ),
        ("로봇을 판다. 대전\n보증금 없음\n관리비 2천", []),
        ("값은 낮췄습니다\n주차 두 대\n관리비는 따로\n", []),
        ("It rents out pumps\nto farms. Most of them\nare near Lyon\n", []),
        ("we met the head of\nsales\nand left\n", []),
        ("> 보증금 2천\n> 주차 두 대\n> 관리비\n", []),
        ("```\na b\nc d\ne f g\n```\n", []),
        ("가 나\n다 `라` 마\n바 사\n", ["가 나", "바 사"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_jotted_down_are_items(text: str, jotted: list[str], newline: str) -> None:
    note = Note("a.md", text.replace("\n", newline))
    found = []
    point = note.points.at(0)
    while point is not None:
        if point.is_jotted:
            assert point.is_item and not note.points.goes_on(point)
            found.append(point.words)
        point = note.points.after(point)
    assert found == jotted


def test_points_of_an_empty_note() -> None:
    point = Note("a.md", "").points.at(0)
    assert point.words == point.marker == "" and Note("a.md", "").points.after(point) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("- a, b - who pays?\n", ["who pays?"]),
        ("- who pays ?  \n- b\n", ["who pays ?"]),
        ("- who pays? (them)\n", ["who pays?"]),
        ("- who pays? the seller\n", []),
        ("- who pays?? the seller, I think\n", ["who pays??"]),
        ("- who pays?\n  the seller\n", []),
        ("- who pays?\nthe seller\n", []),
        ("  - who pays?\nAcme\n", ["who pays?"]),
        ("- who pays?\nAcme\n- 3 boats\n", ["who pays?"]),
        ("- who pays?\n② Acme\n- 3 boats\n", ["who pays?"]),
        ("- who pays?\nthe seller\n\n- 3 boats\n", []),
        ("- does anybody know who pays for all of the boats they have got?\nthe seller\n- 3 boats\n", []),
        ("- who pays?\n- A: the seller\n", []),
        ("- good (?)\n", []),
        ("- a ?? b - null operator\n", []),
        ("Who pays?\n", []),
        ("| a? |\n> b?\n\n# c?\n", []),
        ("- `who?` https://a.example?\n", []),
        ("- [ ] 누가 내나？\n", ["누가 내나？"]),
    ],
)
def test_open_questions(text: str, asked: list[str]) -> None:
    assert [span.of(text) for _, span in open_questions(Note("a.md", text))] == asked


def test_doubts() -> None:
    text = "- a(?) b (맞나?) (not sure) [?](x.md) `(?)` (really)\n"
    assert [span.of(text) for span in doubts(Note("a.md", text))] == ["(?)", "(맞나?)", "(not sure)"]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(("- a", "b", "## c", "1. d", ""))), max_size=25), st.data()
)
def test_above_is_what_walking_back_finds(lines: list[tuple[int, str]], data: st.DataObject) -> None:
    text = "".join(f"{' ' * (0 if words.startswith('#') else 2 * depth)}{words}\n" for depth, words in lines)
    points = Points(text, 0)
    found = [points.at(text.index("\n", at) - 1) for at in starts(text)]
    for point in data.draw(st.permutations(found)):
        walked, indent, earlier = [], point.indent, points.before(point)
        while earlier is not None:
            if earlier.is_heading or earlier.indent < indent:
                walked.append(earlier)
                indent = earlier.indent
            earlier = None if earlier.is_heading else points.before(earlier)
        assert list(points.above(point)) == walked


def starts(text: str) -> list[int]:
    """Where the lines of `text` start that are not blank."""
    lines = text.split("\n")
    return [sum(len(line) + 1 for line in lines[:index]) for index, line in enumerate(lines) if line.strip()]
