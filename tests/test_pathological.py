"""Pathological texts: no rule raises, and neither `check` nor `fix` takes more than its time, which grows as the text does."""

import gc
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

import pytest

from tests.pathological import texts
from tests.timing import assert_linear, seconds
from vaulttools import fixer, spelling
from vaulttools.config.file import parse
from vaulttools.edits import Safety
from vaulttools.engine import Rules, Use, check
from vaulttools.files.obsidian import Obsidian
from vaulttools.note import Note
from vaulttools.note.outline import bare_name, worth_reading
from vaulttools.note.outline.decoration import DECORATED
from vaulttools.registry import Registry
from vaulttools.rule import Bad, Example, Rule
from vaulttools.rules.links.broken_link import BrokenLink
from vaulttools.rules.links.unlinked_mention import UnlinkedMention
from vaulttools.rules.prose.doubled_word import DoubledWord
from vaulttools.spelling.witness import is_once
from vaulttools.text import normalized
from vaulttools.vault import Settings, Vault, habits
from vaulttools.vault.mentions import Mention
from vaulttools.vault.nearest import bare
from vaulttools.vault.templates import filled
from vaulttools.vault.unwritten import shapes_of_format

RULES = parse(Path(".vaulttools.yaml"), "select: [all]\n", lambda _: Registry()).rules_for("note.md")
OTHERS = [Note(f"companies/{name}.md", f"---\ntype: company\naliases: [{name}랩]\n---\n") for name in ("Acme", "토스")]
CHECKED, FIXED = 18_000, 6_000
"""So long are the texts."""


@pytest.fixture(scope="module", autouse=True)
def without_collector() -> Iterator[None]:
    """As the command line runs."""
    gc.disable()
    yield
    gc.enable()


def checking(text: str) -> float:
    """CPU seconds that checking `text` takes."""
    note = Note("note.md", text)
    started = time.process_time()
    vault = Vault([note.facts, *(other.facts for other in OTHERS)])
    found = check(note, vault, RULES)
    assert not [str(each.message) for each in found if each.rule == "rule-failed"]
    return time.process_time() - started


def fixing(text: str) -> float:
    """CPU seconds that fixing and enriching `text` take."""
    notes = {note.path: note for note in (Note("note.md", text), *OTHERS)}
    vault = Vault([note.facts for note in notes.values()])
    started = time.process_time()
    for enriching in (False, True):
        rules = RULES.enriching(enriching)
        fixer.settle(["note.md"], vault, notes.__getitem__, lambda _, rules=rules: rules, (Safety.SAFE,))
    return time.process_time() - started


@pytest.mark.parametrize("name", texts())
@pytest.mark.parametrize(("work", "length"), [(checking, CHECKED), (fixing, FIXED)], ids=["check", "fix"])
def test_time_grows_as_the_text(name: str, work: Callable[[str], float], length: int) -> None:
    make = texts()[name]
    assert_linear(lambda size: work(make(size)), length)


_another = count()
LARGE: dict[str, Callable[[int], str]] = {
    "links to blocks": lambda n: (
        "".join(f"글 ^b{each}\n\n" for each in range(n // 22)) + "".join(f"[[#^b{each}]] " for each in range(n // 22))
    ),
    "links to headings": lambda n: (
        "".join(f"## 제목{each}\n\n" for each in range(n // 22))
        + "".join(f"[[#제목{each}]] " for each in range(n // 22))
    ),
    "links to the addresses of headings": lambda n: (
        "".join(f"## 제목 {each}\n\n" for each in range(n // 24))
        + "".join(f"[t](#제목-{each}) " for each in range(n // 24))
    ),
    "links to addresses that are not there": lambda n: "[t](#x) " * (n // 8),
    "links to what is not there": lambda n: "[a](b) " * (n // 7),
    "link to one long name": lambda n: f"[[{'가' * n}]]",
    "slips in links to headings": lambda n: (
        "".join(f"## 투자유치계획 {each:06}\n\n" for each in range(n // 40))
        + "".join(f"[[#투자유치계핵 {each:06}]] " for each in range(n // 40))
    ),
    "links without quotes": lambda n: (
        "---\nup:\n" + "".join(f"  - [[글 {each}]]\n" for each in range(n // 16)) + "---\n"
    ),
    "ignores of no rule": lambda n: "".join(f"<!-- vaulttools-ignore x{each} -->\n\n" for each in range(n // 30)),
    "links above what is underlined": lambda n: "[[#투자 유지]]를 보라" * (n // 20) + "\n---\n",
    "tags": lambda n: "---\ntags:\n" + "".join(f"  - tag {each}\n" for each in range(n // 12)) + "---\n",
    "companies without notes": lambda n: "".join(f"## 이름{each}랩\n- 투자 {each}억\n" for each in range(n // 40)),
    "a company again and again": lambda n: (
        "## 금요일 오후\n\n### 참눈\n\n- 은행 두 곳\n\n### 물꼬펀팅\n\n- 기관 투자 자금 60억 원\n\n" * (n // 66)
    ),
    "levels that are skipped": lambda n: "# 가\n### 나\n" * (n // 10),
    "headings that follow their note": lambda n: "## 토스랩\n\n- 가\n\n" * (n // 40),
    "commands without an end": lambda n: "---\ntitle: " + "<% " * (n // 3) + "\n---\n",
    "shortcodes without an end": lambda n: "{{< " * (n // 4),
    "underscores in the place of an errand": lambda n: "- ·" + "_" * n + "같다\n",
    "a letter that does not count up": lambda n: "토스(" + "A. ==…\n" * (n // 7) + ")는 a\n",
    "names in a row": lambda n: "1. " + "가, " * (n // 20) + "\n   - 내용\n2. 토스\n   - 매출\n",
    "a list left open, and more": lambda n: "etc " * (n // 4) + "x",
    "the same of other words": lambda n: "blah " * (n // 5) + "x",
    "tabs before a mark": lambda n: "- a" + "\t" * (n // 10) + "b\t- c\n",
    "one word of two scripts": lambda n: "회사Acme" * (n // 10) + str(next(_another)),  # what was judged is remembered
    "names": lambda n: "".join(f"Name{each}\n- 내용\n\n" for each in range(19_000)) + "글 " * (n // 3),
}
"""What took the square of its length only where that is great: a look through a list for each item of another one."""


@pytest.mark.parametrize("name", LARGE)
def test_large_texts_take_no_more_than_their_time(name: str) -> None:
    assert_linear(lambda size: checking(LARGE[name](size)), 120_000)


def test_money_in_braces_without_an_end_takes_linear_time() -> None:
    assert_linear(lambda size: checking(" A_$1{" * (size // 6)), 6_000)


def test_headings_that_are_all_new_are_told_in_linear_time() -> None:
    """What each of a note's headings has become is asked once for each link to one that is gone."""

    def asking(count: int) -> float:
        former = "".join(f"## 옛 {each}\n\n" for each in range(count))
        note = Note("note.md", "".join(f"## 새 {each}\n\n" for each in range(count)))
        vault = Vault([note.facts], settings=Settings(former=lambda _: former))
        asked = range(0, count, 100)
        answers: list[str | None] = []
        taken = seconds(lambda: answers.extend(vault.subpaths.reworded("note.md", f"옛 {each}") for each in asked))
        assert answers == [f"새 {each}" for each in asked]
        return taken

    assert_linear(asking, 20_000)


def test_half_comments_of_notes_to_learn_from_take_linear_time() -> None:
    def reading(count: int) -> float:
        text = "<!-- [[Acme]] " * count
        return seconds(lambda: habits._NOT_PLAIN.sub("", text))

    text = "<!-- [[Acme]] " * 3
    assert habits._NOT_PLAIN.sub("", text) == text
    assert_linear(reading, 20_000)


GROWS: dict[str, Callable[[int, str], str]] = {
    "slips in links to numbered headings": lambda n, _: (
        "".join(f"## 시장 분석 {each} 결과\n" for each in range(n // 40))
        + "".join(f"[[#시장 븐석 {each} 결과]]\n" for each in range(n // 40))
    ),
    "words of no dictionary": lambda n, other: "".join(f"{other}쀍{_syllables(each)}은 " for each in range(n // 7)),
    "words with loose jamo": lambda n, other: "".join(f"{other}ㅂ{_syllables(each)}ㅏ는 " for each in range(n // 7)),
    "words in brackets": lambda n, other: "".join(f"[{other}b{_syllables(each)}][{each}] " for each in range(n // 11)),
}
"""Texts in which words differ, so that nothing that is known of one helps with another; `other` makes a text anew."""


def again(example: Example) -> Iterator[Callable[[int], str]]:
    """Makers of texts that say what `example` does again and again: line below line, in one line, in the front matter."""
    text = example.text.replace("«", "").replace("»", "")
    head = Note("note.md", text).body_start
    properties, body = text[4 : head - 4], text[head:].strip("\n")
    if body:
        yield lambda length: text[:head] + f"{body}\n" * (length // len(body))
        yield lambda length: text[:head] + f"{body} ".replace("\n", " ") * (length // len(body))
    if properties:
        yield lambda length: "---\n" + properties * (length // len(properties)) + "---\n" + body


@pytest.mark.parametrize("use", RULES.uses, ids=lambda use: use.rule.name)
def test_what_a_rule_finds_again_and_again_takes_linear_time(use: Use) -> None:
    def looking(example: Example, make: Callable[[int], str], length: int) -> float:
        made = {path: Note(path, text) for path, text in {**example.beside, example.path: make(length)}.items()}
        vault = Vault([note.facts for path, note in made.items() if path.endswith(".md")])
        return seconds(lambda: check(made[example.path], vault, Rules((use,))))

    for example in use.rule.examples:
        if isinstance(example, Bad) and example.path.endswith(".md"):
            for make in again(example):
                assert_linear(partial(looking, example, make), 12_000)


MANY: dict[str, Callable[[int], dict[str, str]]] = {
    "companies that mention each other": lambda n: {
        f"companies/Acme{each:05}.md": f"---\ntype: company\n---\nAcme{each + 1:05} is near.\n" for each in range(n)
    },
    "questions about companies": lambda n: {
        path: text
        for each in range(n)
        for path, text in (
            (f"companies/C{each}.md", "---\ntype: company\n---\n- 왜 지금인가?\n"),
            (f"m{each}.md", f"## C{each}\n- 누가 사는가? [[C{each}]]\n"),
        )
    },
    "links to a hub's headings": lambda n: {
        "hub.md": "".join(f"## H {each}\n\n" for each in range(n // 2)),
        **{f"n{each}.md": f"[[hub#H {each}]] [[hub#h {each}x]]\n" for each in range(n // 2)},
    },
}
"""Vaults that grow with a number, in which a fix to one bears on what is known of all."""


@pytest.mark.parametrize("name", MANY)
def test_fixing_many_notes_takes_linear_time(name: str) -> None:
    def settling(count: int) -> float:
        notes = {path: Note(path, text) for path, text in MANY[name](count).items()}
        vault = Vault([note.facts for note in notes.values()])

        def settle(rules: Rules) -> None:
            fixer.settle(notes, vault, notes.__getitem__, lambda _: rules, (Safety.SAFE, Safety.UNSAFE))

        # A rule that sees one note only takes as long whatever the others are.
        return sum(seconds(partial(settle, RULES.on_others.enriching(enriching))) for enriching in (False, True))

    assert_linear(settling, 1_000)


BEARERS: dict[str, tuple[Rule, Callable[[int], dict[str, str]]]] = {
    "links to one in a folder that is not there": (
        BrokenLink(),
        lambda n: {f"{each}/Acme.md": "".join(f"[[{folder}/Acme]]\n" for folder in "abcde") for each in range(n)},
    ),
    "mentions": (
        UnlinkedMention(),
        lambda n: {f"companies/{each}.md": "---\ntype: company\naliases: [토스랩]\n---\n" + "토스랩은 컸다.\n" * 20 for each in range(n)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BEARERS)
def test_a_name_of_many_notes_takes_linear_time(what: str) -> None:
    rule, make = BEARERS[what]

    def looking(count: int) -> float:
        notes = [Note(path, text) for path, text in make(count).items()]
        vault = Vault([note.facts for note in notes])
        return seconds(lambda: [check(note, vault, Rules((Use(rule, rule.severity),))) for note in notes])

    assert_linear(looking, 2_500)


def _syllables(number: int) -> str:
    return f"{chr(0xAC00 + number * 7 % 11_172)}{chr(0xAC00 + number // 50 * 11 % 11_172)}"


def test_different_doubled_words_take_linear_time() -> None:
    letters = str.maketrans("0123456789", "ghijklmnop")

    def looking(length: int) -> float:
        note = Note("note.md", "".join(f"b{each} b{each} " for each in range(length // 14)).translate(letters))
        return seconds(lambda: [*DoubledWord().check(note)])

    assert_linear(looking, 400_000)


def test_different_misspelt_words_take_linear_time() -> None:
    starts = map(chr, count(0xAC00))

    def looking(length: int) -> float:
        start = next(starts)
        words = [f"{start}{_syllables(each)}할수있다" for each in range(length // 7)]
        prose = " ".join(words)
        return seconds(lambda: spelling.find(prose, words, lambda _: False, lambda _: False))

    assert_linear(looking, 240_000)


@pytest.mark.parametrize("name", GROWS)
def test_time_grows_as_the_number_of_words(name: str) -> None:
    others = map(chr, count(0xAC00))
    checking(GROWS[name](2_000, next(others)))  # what is made once
    assert_linear(lambda length: checking(GROWS[name](length, next(others))), 120_000)


@pytest.mark.parametrize("decoration", ["·", " ☀", "(a) ", "·[a]"])
def test_a_name_behind_decoration_is_found_in_time(decoration: str) -> None:
    """What follows a name may be split in two in many ways, each with all ends of the name."""

    def looking(length: int) -> float:
        line = decoration * (length // len(decoration)) + "가"
        return seconds(lambda: DECORATED.match(line))

    assert_linear(looking, 500)
    assert_linear(lambda length: seconds(lambda: bare_name(decoration * length + "가")), 30_000)


@pytest.mark.parametrize("behind", ["【1】", ": 나", "**나"])
def test_a_name_far_before_the_rest_of_its_line_is_found_in_time(behind: str) -> None:
    """Blanks behind a name may be split in many ways, too, as those before the number of a page."""

    def looking(length: int) -> float:
        return seconds(lambda: DECORATED.match("없다." + " " * length + behind))

    assert_linear(looking, 100)


@pytest.mark.parametrize("part", [" inc", ",", "주식회사 "])
def test_what_is_left_of_a_long_name_takes_linear_time(part: str) -> None:
    assert_linear(lambda length: seconds(lambda: bare(part * (length // len(part)) + "1")), 30_000)
    assert_linear(lambda length: seconds(lambda: bare("Acme" + part * (length // len(part)))), 30_000)


def test_a_name_of_very_many_words_takes_linear_time() -> None:
    def looking(length: int) -> float:
        words = "주식회사 " * (length // 5)
        entity = Note("Acme.md", f'---\ntype: company\naliases: ["{words}"]\n---\n')
        note = Note("note.md", f"Acme {words}\n")
        vault = Vault([entity.facts, note.facts])
        found: list[Mention] = []
        taken = seconds(lambda: found.extend(vault.mentions(note)))
        assert [each.targets for each in found] == [("Acme.md",)]
        return taken

    assert_linear(looking, 6_000)


def test_many_short_lines_take_linear_time() -> None:
    """Whether a line stands twice in a text is not asked of all of very many."""

    def looking(lines: int) -> float:
        text = "매출 3억 원\n" + "".join(f"고객{each}을늘렸다.\n" for each in range(lines))
        return seconds(lambda: worth_reading(text, 0, frozenset()))

    assert_linear(looking, 60_000)


def test_a_word_that_stands_often_is_not_counted_to_the_end() -> None:
    """Each of many tokens may ask about the same word."""

    def looking(times: int) -> float:
        prose = "fintehc " * times
        return seconds(lambda: [is_once("fintehc", prose) for _ in range(times)])

    assert_linear(looking, 2_000)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_combining_marks_out_of_order_take_linear_time(form: Literal["NFC", "NFD"]) -> None:
    """Each is moved to its place past all others."""
    assert_linear(lambda length: seconds(lambda: normalized(form, "가" + "\u0301\u0327" * (length // 2))), 100_000)
    assert_linear(lambda length: checking("가" + "\u0301\u0327" * (length // 2)), 100_000)


def test_which_words_are_guessed_at_does_not_depend_on_the_run(tmp_path: Path) -> None:
    """Of very many words of no dictionary only some are; strings have another order in a set each time."""
    nouns = (
        "고객 데이터 시장 투자 매출 회사 서비스 제품 직원 은행 결제 사용자 광고 물류 창업 조직 개발 영업 계약".split()
    )
    chance = random.Random(5)
    words = [f"{_slip(chance.choice(nouns) + chance.choice(nouns), chance)}은" for _ in range(3000)]
    (tmp_path / "note.md").write_text(" ".join(words), encoding="utf-8")
    command = [sys.executable, "-m", "vaulttools", "check", "--no-cache", "--output-format", "json", str(tmp_path)]
    reports = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False, capture_output=True).stdout
        for seed in "12"
    ]
    assert reports[0] == reports[1]
    assert reports[0].count(b'"rule"') > 10


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + chr(ord(word[at]) + chance.choice((1, 4, 8, 28))) + word[at + 1 :]


def test_many_names_in_a_long_text_take_linear_time() -> None:
    def looking(length: int) -> float:
        names = [f"Name{each}" for each in range(length // 100)]
        entity = Note("Name.md", f"---\ntype: company\naliases: [{', '.join(names)}]\n---\n")
        note = Note("note.md", " ".join(f"{each} {'word ' * 18}" for each in names) + "\n")
        vault = Vault([entity.facts, note.facts])
        return seconds(lambda: vault.mentions(note))

    assert_linear(looking, 1_600_000)


def test_a_format_of_daily_notes_takes_linear_time() -> None:
    assert_linear(lambda size: seconds(lambda: shapes_of_format("[" * size)), 40_000)


def test_a_day_in_a_template_takes_linear_time() -> None:
    def filling(size: int) -> float:
        return seconds(lambda: filled(f"{{{{date:{'YYYY[' * (size // 5)}}}}}", "Acme", date(2025, 3, 7)))

    assert_linear(filling, 100_000)


def test_no_more_patterns_of_obsidian_are_looked_for_than_people_write(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    filters = ["/^first/", *(f"/^[{each}]x/" for each in range(5000)), "/^last/", "plain/"]
    (tmp_path / ".obsidian/app.json").write_text(json.dumps({"userIgnoreFilters": filters}))
    obsidian = Obsidian(tmp_path)
    said = [obsidian.leaves_out(path) for path in ("first.md", "last.md", "plain/a.md")]
    assert said == [True, False, True]
