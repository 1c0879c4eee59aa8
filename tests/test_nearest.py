"""The nearest name: whatever is asked first, and however often, the answer is that of looking at each name."""

import random
import unicodedata
from itertools import product
from string import ascii_lowercase

import pytest

from tests.timing import seconds
from vaulttools.note import Facts, Note
from vaulttools.qwerty import slips_between
from vaulttools.vault import Vault
from vaulttools.vault.near_headings import NearHeadings
from vaulttools.vault.near_names import _FEW, NearNames, by_keystrokes

LETTERS = "가나다라마한국은행전자abcdefg"
SYLLABLES = "".join(map(chr, range(ord("가"), ord("힣"), 4 * 28 + 4)))
"""Some that begin and end alike, as those of many names do."""


def made(chance: random.Random, count: int, letters: str = LETTERS) -> list[str]:
    return sorted({"".join(chance.choices(letters, k=chance.randint(2, 7))) for _ in range(count)})


def slipped(name: str, chance: random.Random) -> str:
    keys = list(unicodedata.normalize("NFD", name))
    at = chance.randrange(len(keys))
    match chance.randrange(4):
        case 0 if len(keys) > 1:
            del keys[at]
        case 1:
            keys.insert(at, chance.choice("abc"))
        case 2 if at + 1 < len(keys):
            keys[at], keys[at + 1] = keys[at + 1], keys[at]
        case _:
            keys[at] = chance.choice("abc")
    return unicodedata.normalize("NFC", "".join(keys))


def by_all_ways(one: str, other: str) -> int:
    """The optimal string alignment distance, as it is defined: of all pairs of beginnings."""
    rows = [[*range(len(other) + 1)]]
    for at, letter in enumerate(one):
        row = [at + 1]
        for there, its in enumerate(other):
            row.append(min(row[-1] + 1, rows[-1][there + 1] + 1, rows[-1][there] + (letter != its)))
            if at and there and (letter, one[at - 1]) == (other[there - 1], its):
                row[-1] = min(row[-1], rows[-2][there - 1] + 1)
        rows.append(row)
    return rows[-1][-1]


def test_slips_are_counted_as_far_as_they_are_asked_for() -> None:
    words = ["".join(letters) for size in range(5) for letters in product("abc", repeat=size)]
    for one, other in product(words[::2], words[::3]):
        distance = by_all_ways(one, other)
        for most in range(4):
            counted = slips_between(one, other, most)
            assert counted == distance if distance <= most else counted > most


def by_looking(name: str, names: list[str]) -> str | None:
    """The one name that a single slip of the keys makes of `name`, in four keystrokes or more."""
    key = unicodedata.normalize("NFD", name)
    distances = {each: by_all_ways(key, unicodedata.normalize("NFD", each)) for each in names}
    least = min(distances.values())
    nearest = [each for each, distance in distances.items() if distance == least]
    return nearest[0] if len(key) > 3 and least <= 1 and len(nearest) == 1 else None


def test_one_slip_is_found_wherever_it_is() -> None:
    chance = random.Random(3)
    names = made(chance, 400)
    near = NearNames(by_keystrokes(names), most=1)
    asked = [slipped(chance.choice(names), chance) for _ in range(4 * _FEW)]
    expected = [by_looking(name, names) for name in asked]
    assert [near.find(name) for name in asked] == expected
    assert sum(each is not None for each in expected) > _FEW


@pytest.mark.parametrize(
    ("name", "near"),
    [("이가온", None), ("가온이", "가온"), ("가혼", "가온"), ("나래", None), ("xAcme", "Acme")],
)
def test_a_syllable_before_a_name_makes_another_one(name: str, near: str | None) -> None:
    assert NearNames(by_keystrokes(["가온", "소나래", "Acme"])).find(name) == near


def test_two_slips_are_found_where_one_end_is_right() -> None:
    names = ["organization", "스타트업얼라이언스"]
    near = NearNames(by_keystrokes(names))
    for number in range(2 * _FEW):  # first by looking at all names, then at those alike
        near.find(f"nobody{number}")
        assert near.find("organizatoin"[: 11 + number % 2] + "n" * (1 - number % 2)) == "organization"
    assert near.find("스타트업얼라이엉스") == "스타트업얼라이언스"
    assert near.find("irganizatiom") is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Chapter 12", None),
        ("Chapetr 11", "Chapter 11"),
        ("2025-03-08", None),
        ("3.1 Set-up", "2.1 Set-up"),
        ("2.1 Set-upp", "2.1 Set-up"),
        ("20250308 Kickoff", None),
    ],
)
def test_a_name_with_another_number_is_never_meant(name: str, wanted: str | None) -> None:
    names = NearNames(by_keystrokes(["Chapter 11", "2025-03-07", "2.1 Set-up", "20250307 Kickoff"]))
    assert names.find(name) == wanted


def test_one_that_is_not_meant_is_not_there() -> None:
    assert NearNames(by_keystrokes(["스타트업", "스타드업"])).find("스타느업") is None
    assert (
        NearNames(by_keystrokes(["스타트업", "스타드업"]), is_meant=lambda name: name != "스타드업").find("스타느업")
        == "스타트업"
    )


def test_a_question_takes_little_longer_among_many_more_names() -> None:
    def asking(count: int) -> float:
        chance = random.Random(4)
        names = made(chance, count, SYLLABLES + ascii_lowercase)
        near = NearNames(by_keystrokes(names))
        asked = [slipped(chance.choice(names), chance) for _ in range(3_000)]
        near.find(asked[0])  # makes the index
        return seconds(lambda: [near.find(name) for name in asked])

    assert asking(30_000) < 15 * asking(1_000), "thirty times as many"


@pytest.mark.parametrize(
    ("headings", "words", "near"),
    [
        (["투자 유치", "팀"], "투자", "투자 유치"),
        (["투자", "팀"], "투자 유치 현황", "투자"),
        (["투자 유치", "투자 현황"], "투자", None),
        (["투자", "투자 유치"], "투자 유치 현황", None),
        (["투자 유치", "투자 유치"], "투자", None),
        (["투자유치"], "투자", None),
        (["가 나"], "가", None),
        (["How it works"], "how-it-works", "How it works"),
        (["Business model"], "Busines model", "Business model"),
        (["투자 " * 200 + "유치"], "투자", None),
        (["On-site", "Off-site copy"], "Off-site", "Off-site copy"),
        (["Fundings", "Funding rounds", "Funding plan"], "Funding", None),
        (["Running dry", "Wiring"], "dry-running", "Running dry"),
        (["Running dry", "Dry, running"], "dry run", None),
    ],
)
def test_a_heading_is_near_by_its_anchor_its_keys_or_where_it_goes_on(
    headings: list[str], words: str, near: str | None
) -> None:
    assert NearHeadings(headings).find(words) == near


def test_a_paragraph_that_is_a_heading_by_mistake_is_shown_for_no_link() -> None:
    assert NearHeadings(["투자 " * 200, "팀"]).links == ("팀",)


def test_a_note_is_meant_by_the_id_that_its_name_begins_with() -> None:
    names = ("202403081200 Superposition", "202403081300 One", "202403081300 Other", "2024 Review")
    vault = Vault([Note(f"{name}.md", "").facts for name in names])
    meant = {each: vault.nearest.note(each, "a.md") for each in ("202403081200", "202403081300", "2024")}
    assert meant == {"202403081200": "202403081200 Superposition.md", "202403081300": None, "2024": None}


@pytest.mark.parametrize(
    ("name", "renamed"),
    [
        ("Acmelo", "Acmelo Labs"),
        ("Acmelo Labs overview", "Acmelo Labs"),
        ("labs/acmelo.md", "Acmelo Labs"),
        ("size of market", "Market size"),
        ("size of our market", None),
        ("size Market", "Market size"),
        ("Market", None),
        ("토큰증권", "토큰증권 개요"),
        ("투자 유치", None),
        ("plan 2024 draft", "2024 plan"),
        ("plan 2025 draft", None),
        ("Beta Labs", None),
        ("2025", None),
        ("", None),
    ],
)
def test_a_note_may_have_been_renamed(name: str, renamed: str | None) -> None:
    names = ("Acmelo Labs", "Market size", "토큰증권 개요", "투자 유치 현황", "투자 유치 방법", "2024 plan")
    nearest = Vault([Facts(f"notes/{each}.md") for each in names]).nearest
    found = [nearest.renamed(name) for _ in range(2 * _FEW)]  # first by looking at all names, then at those alike
    assert {*found} == {renamed and f"notes/{renamed}.md"}
