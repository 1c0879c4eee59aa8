"""Fixing: it comes to rest, does no harm that it can see, goes in whole or not at all, and says what it held back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaulttools import fixer
from vaulttools.edits import Edit, Fix, NewNote, Safety, apply
from vaulttools.engine import Rules, Use
from vaulttools.findings import Finding, Severity
from vaulttools.fixer import Settled
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.proof import harm
from vaulttools.rule import NoteRule, Rule
from vaulttools.rules.headings.company_without_note import CompanyWithoutNote
from vaulttools.rules.layout.invisible_character import InvisibleCharacter
from vaulttools.text import Span
from vaulttools.vault import Vault

Fixes = Callable[[Note], Iterator[Fix]]


@dataclass(frozen=True)
class Toy(NoteRule):
    """A rule whose fixes a function makes, under a name of its own."""

    fixes: Fixes

    def check(self, note: Note) -> Iterator[Finding]:
        for number, fix in enumerate(self.fixes(note)):
            first = fix.edits[0].span if fix.edits and not fix.edits[0].path else Span(0, 0)
            yield Finding(first, Message(f"toy {number}"), fix=fix)


def toy(name: str, fixes: Fixes) -> Rule:
    kind = type(name, (Toy,), {"__doc__": "A toy.", "__module__": "toys.layout.toy"})
    return kind(fixes)  # type: ignore[no-any-return]


def swap(pattern: str, new: str, safety: Safety = Safety.SAFE) -> Fixes:
    """Fixes that put `new` in the place of each match."""

    def fixes(note: Note) -> Iterator[Fix]:
        for match in re.finditer(pattern, note.text):
            yield Fix(Message("swap"), (Edit(Span(*match.span()), match.expand(new)),), safety)

    return fixes


def settle(
    files: str | Mapping[str, str], *rules: Rule, paths: tuple[str, ...] = ("a.md",), safe_only: bool = True
) -> tuple[dict[str, str], Settled]:
    """All texts after fixing the notes at `paths`, and what fixing says of it. A second time must change nothing."""
    files = {"a.md": files} if isinstance(files, str) else files
    notes = {path: Note(path, text) for path, text in files.items()}
    vault = Vault(note.facts for note in notes.values())
    grades = (Safety.SAFE,) if safe_only else (Safety.SAFE, Safety.UNSAFE)
    used = Rules(tuple(Use(rule, rule.severity) for rule in rules))
    settled = fixer.settle(paths, vault, notes.__getitem__, lambda _: used, grades)
    after = {**notes, **settled.notes}
    again = fixer.settle({*paths, *settled.created}, settled.vault, after.__getitem__, lambda _: used, grades)
    assert not again.notes, "a second run changes something"
    fresh = Vault(note.facts for note in after.values())
    assert fresh.facts == settled.vault.facts
    return {path: note.text for path, note in after.items()}, settled


def one(text: str, *rules: Rule) -> str:
    return settle(text, *rules)[0]["a.md"]


def refusals(settled: Settled) -> list[str]:
    return [str(each.message) for each in settled.refused]


# -- the loop


def test_fixes_go_in_until_nothing_is_left() -> None:
    texts, settled = settle("aaaa b\n", toy("Pairs", swap("aa", "a")))
    assert texts["a.md"] == "a b\n"
    assert len(settled.applied) == 3
    assert not settled.refused


def test_the_same_edit_from_two_rules_counts_once() -> None:
    def insertion(note: Note) -> Iterator[Fix]:
        if "!" not in note.text:
            yield Fix(Message("x"), (Edit(Span(1, 1), "!"),))

    texts, settled = settle("ab\n", toy("First", insertion), toy("Second", insertion))
    assert texts["a.md"] == "a!b\n"
    assert [each.rule for each in settled.applied] == ["first", "second"]


def test_of_two_that_overlap_or_touch_the_earlier_wins_and_the_other_looks_again() -> None:
    # `yz` waits for `xy`, and is gone when it looks again.
    assert one("xyz\n", toy("First", swap("xy", "1")), toy("Second", swap("yz", "2"))) == "1z\n"
    # Edits that only touch go in one after the other.
    seen = []

    def second(note: Note) -> Iterator[Fix]:
        seen.append(note.text)
        yield from swap("y", "2")(note)

    assert one("xy\n", toy("First", swap("x", "1")), toy("Second", second)) == "12\n"
    assert "1y\n" in seen


def test_a_fix_goes_in_whole_or_not_at_all() -> None:
    def both(note: Note) -> Iterator[Fix]:
        if "x" in note.text and "z" in note.text:
            places = [Span(note.text.index(char), note.text.index(char) + 1) for char in "xz"]
            yield Fix(Message("both"), tuple(Edit(place, "-") for place in places))

    # The first rule takes `z` away, so that the pair is never edited by halves.
    assert one("z.x\n", toy("Eager", swap("z", "")), toy("Pair", both)) == ".x\n"
    assert one("x.z\n", toy("Pair", both)) == "-.-\n"


def test_only_the_grades_asked_for_are_applied() -> None:
    rules = [
        toy("Safe", swap("a", "b")),
        toy("Unsafe", swap("x", "y", Safety.UNSAFE)),
        toy("Manual", swap("m", "n", Safety.MANUAL)),
    ]
    assert settle("a x m\n", *rules)[0]["a.md"] == "b x m\n"
    assert settle("a x m\n", *rules, safe_only=False)[0]["a.md"] == "b y m\n"


@pytest.mark.parametrize("circle", [[("a", "b"), ("b", "a")], [("a", "b"), ("b", "c"), ("c", "a")], [("(?=a)", "")]])
def test_fixes_that_undo_each_other_are_taken_back_and_named(circle: list[tuple[str, str]]) -> None:
    rules = [toy(f"Rule{number}", swap(*pair)) for number, pair in enumerate(circle)]
    texts, settled = settle("a. old\n", *rules, toy("Bystander", swap("old", "new")))
    assert texts["a.md"] == "a. new\n", "the fixes of other rules stay"
    (refused,) = refusals(settled)
    assert refused.endswith("the fixes undo each other")
    assert all(rule.name in refused for rule in rules)
    assert "bystander" not in refused
    assert {each.rule for each in settled.applied} == {"bystander"}


@pytest.mark.parametrize(("pattern", "new"), [("^", "x"), (r"^(?s:.*)\Z", r"\g<0>\g<0>")])
def test_fixes_without_an_end_are_taken_back(pattern: str, new: str) -> None:
    texts, settled = settle("a. old\n", toy("Growing", swap(pattern, new)), toy("Bystander", swap("old", "new")))
    assert texts["a.md"] == "a. new\n"
    assert refusals(settled) == ["a fix of `growing` was not applied: the fixes never settle"]


def test_circles_through_two_notes_are_taken_back() -> None:
    def pull(note: Note) -> Iterator[Fix]:
        other = "b.md" if note.path == "a.md" else "a.md"
        if note.text == "x\n":
            yield Fix(Message("pull"), (Edit(Span(0, 1), "y"), Edit(Span(0, 1), "x", other)))

    texts, settled = settle({"a.md": "x\n", "b.md": "y\n", "c.md": "x\n"}, toy("Pull", pull), paths=("a.md", "b.md"))
    assert texts == {"a.md": "x\n", "b.md": "y\n", "c.md": "x\n"} or texts["a.md"] != texts["b.md"]
    assert refusals(settled)


def test_a_broken_fix_is_refused_and_blocks_no_other() -> None:
    fits, text = "its edits do not fit the note", "it would write characters that no text may hold"
    broken = {
        "Nowhere": ([Edit(Span(0, 1), "x", "missing.md")], "`missing.md` is not a note in the vault"),
        "Nul": ([Edit(Span(0, 1), "\0")], text),
        "Outside": ([Edit(Span(2, 99), "")], fits),
        "Overlapping": ([Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")], fits),
        "Surrogate": ([Edit(Span(0, 1), "\ud800")], text),
    }
    rules = [
        toy(name, lambda note, edits=edits: iter([Fix(Message("x"), tuple(edits))]))
        for name, (edits, _) in broken.items()
    ]
    texts, settled = settle("abc old\n", *rules, toy("Fine", swap("old", "new")))
    assert texts["a.md"] == "abc new\n"
    assert sorted(refusals(settled)) == [
        f"a fix of `{name.lower()}` was not applied: {why}" for name, (_, why) in broken.items()
    ]


def test_a_harmful_fix_does_not_keep_one_beside_it_out() -> None:
    # The harmful one is the earlier and touches the other.
    texts, settled = settle("x`code`y\n", toy("Harmful", swap("x", "`")), toy("Harmless", swap("x`code`y", "done")))
    assert texts["a.md"] == "done\n"
    assert not settled.refused, "what was refused on the way is gone"


def test_many_fixes_with_harmful_ones_among_them() -> None:
    text = "".join(f"- old {n}\n- a qux b `x` c\n" if n % 25 == 0 else f"- old {n}\n" for n in range(500))
    texts, settled = settle(text, toy("Good", swap("old", "new")), toy("Bad", swap("qux", "`")))
    assert texts["a.md"] == text.replace("old", "new")
    assert len(settled.applied) == 500
    assert len(settled.refused) == 1


def test_harmless_fixes_around_a_harmful_one_go_in_together() -> None:
    rules = toy("Alpha", swap("old", "new")), toy("Bad", swap("qux", "`")), toy("Coda", swap("end", "fin"))
    texts, settled = settle("old\n\na qux b `x` c\n\nend\n", *rules)
    assert texts["a.md"] == "new\n\na qux b `x` c\n\nfin\n"
    assert [each.rule for each in settled.applied] == ["alpha", "coda"]
    assert len(settled.refused) == 1


def test_of_fixes_that_do_harm_only_together_the_first_goes_in() -> None:
    text = "## x\n\none\n\n## x\n\ntwo [[a#x]]\n"
    texts, settled = settle(text, toy("First", swap("x(?=\n\none)", "y")), toy("Second", swap("x(?=\n\ntwo)", "z")))
    assert texts["a.md"] == text.replace("x\n\none", "y\n\none")
    assert refusals(settled) == ["a fix of `second` was not applied: the link `[[a#x]]` in `a.md` would lead nowhere"]


@pytest.mark.parametrize(
    "text",
    ["<<<<<<< HEAD\nold\n=======\nold\n>>>>>>> x\n", "---\nexcalidraw-plugin: parsed\n---\nold\n"],
    ids=["conflict", "drawing"],
)
def test_some_notes_are_left_alone(text: str) -> None:
    rule = toy("Rule", swap("old", "new"))
    assert one(text, rule) == text
    other = toy("Other", lambda note: iter([Fix(Message("x"), (Edit(Span(0, 0), "x", "b.md"),))]))
    texts, settled = settle({"a.md": "hi\n", "b.md": text}, other)
    assert texts["b.md"] == text
    assert refusals(settled) == ["a fix of `other` was not applied: `b.md` may not be changed"]


# -- other notes, new notes


@pytest.mark.parametrize("text", ["\u200b# 하나\n", "1\u200b. 둘\n", "> *\u200b 셋\n"])
def test_what_keeps_a_line_from_being_a_heading_or_an_item_is_not_deleted_unasked(text: str) -> None:
    assert settle(text, InvisibleCharacter())[0] == {"a.md": text}
    assert settle(text, InvisibleCharacter(), safe_only=False)[0] == {"a.md": text.replace("\u200b", "")}


def test_a_fix_edits_two_notes_together() -> None:
    def rename(note: Note) -> Iterator[Fix]:
        if note.text.startswith("# Old\n"):
            yield Fix(Message("rename"), (Edit(Span(2, 5), "New"), Edit(Span(4, 7), "New", "b.md")))

    files = {"a.md": "# Old\n", "b.md": "[[a#Old]]\n"}
    texts, settled = settle(files, toy("Rename", rename))
    assert texts == {"a.md": "# New\n", "b.md": "[[a#New]]\n"}
    assert set(settled.notes) == {"a.md", "b.md"}


def test_a_fix_that_edits_only_another_note_is_no_circle() -> None:
    def mark(note: Note) -> Iterator[Fix]:
        if len(seen) < 3:
            seen.append(note)
            yield Fix(Message("mark"), (Edit(Span(0, 0), "x", "b.md"),))

    seen: list[Note] = []
    texts, settled = settle({"a.md": "a\n", "b.md": "b\n"}, toy("Mark", mark))
    assert texts == {"a.md": "a\n", "b.md": "xxxb\n"}
    assert not settled.refused


def test_a_note_that_ends_as_it_began_is_not_written() -> None:
    def once(note: Note) -> Iterator[Fix]:
        if note.path == "a.md" and not done:
            done.append(note)
            yield Fix(Message("there"), (Edit(Span(0, 1), "y"),))

    def back(note: Note) -> Iterator[Fix]:
        if note.text == "t\n":
            yield Fix(Message("back"), (Edit(Span(0, 1), "u"), Edit(Span(0, 1), "x", "a.md")))

    done: list[Note] = []
    texts, settled = settle(
        {"a.md": "x\n", "b.md": "t\n"}, toy("Once", once), toy("Back", back), paths=("a.md", "b.md")
    )
    assert texts == {"a.md": "x\n", "b.md": "u\n"}
    assert {*settled.notes} == {"b.md"}


def test_only_notes_that_a_change_reaches_are_looked_at_again() -> None:
    notes = {path: Note(path, "old\n" if path == "b.md" else "x\n") for path in ("a.md", "b.md", "c.md")}
    rules = Rules((Use(toy("Repair", swap("old", "new")), Severity.WARNING),))
    begun: list[tuple[int, int]] = []
    fixer.settle(
        notes,
        Vault(note.facts for note in notes.values()),
        notes.__getitem__,
        lambda _: rules,
        begun=lambda *counts: begun.append(counts),
    )
    assert begun == [(0, 3), (1, 3), (2, 3), (0, 1)]


def link_it(note: Note) -> Iterator[Fix]:
    for match in re.finditer("Acme", note.text):
        yield Fix(Message("create"), (Edit(Span(*match.span()), "[[New]]"),), creates=(NewNote("New.md", "old\n"),))


def test_a_new_note_is_made_once_and_mended_like_the_others() -> None:
    rules = (
        toy("Create", lambda note: link_it(note) if note.path == "a.md" else iter(())),
        toy("Repair", swap("old", "new")),
    )
    texts, settled = settle("Acme and Acme, old\n", *rules)
    assert texts == {"a.md": "[[New]] and [[New]], new\n", "New.md": "new\n"}
    assert settled.created == {"New.md"}


@pytest.mark.parametrize(
    "path",
    [
        "New.md",
        "new.MD",
        "../x.md",
        "/x.md",
        "x//y.md",
        ".hidden/x.md",
        ".x.md",
        "a/../../x.md",
        "x.txt",
        "",
        "C:\\x.md",
        "a\0.md",
        "CON.md",
        "com1.x.md",
        "Acme./x.md",
        "Acme /x.md",
        "gpj.\u202exe.md",
        "Ac\U000e0041me.md",
    ],
)
def test_a_note_is_created_only_where_nothing_is_and_inside_the_vault(path: str) -> None:
    rule = toy("Create", lambda note: iter([Fix(Message("x"), (Edit(Span(0, 0), "x"),), creates=(NewNote(path, ""),))]))
    files = {"a.md": "a\n", "New.md": "mine\n"}
    texts, settled = settle(files, rule)
    assert texts == files
    assert len(settled.refused) == 1


def test_of_two_new_notes_whose_names_differ_in_case_only_one_is_made() -> None:
    def create(note: Note) -> Iterator[Fix]:
        for name in ("Silicon", "SILICON"):
            if name not in note.text:
                made = NewNote(f"{name}.md", "")
                yield Fix(Message("x"), (Edit(Span(len(note.text), len(note.text)), f"{name}\n"),), creates=(made,))

    texts, settled = settle("x\n", toy("Create", lambda note: create(note) if note.path == "a.md" else iter(())))
    assert settled.created == {"Silicon.md"}
    assert texts == {"a.md": "x\nSilicon\n", "Silicon.md": ""}
    assert "already exists" in refusals(settled)[0]


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("볕드림마루", "(주)볕드림마루"), "볕드림마루"),
        (("볕드림마루", "볕드림마르"), "볕드림마루"),
        (("Ledgerleaf, Inc.", "LedgerLeaf"), "Ledgerleaf, Inc"),
    ],
)
def test_of_new_notes_that_may_be_one_by_two_names_only_the_first_is_made(names: tuple[str, str], made: str) -> None:
    """In one note, and in two."""
    met = "## 오전\n\n### 참눈\n\n- 매출 3억\n\n### Tern\n\n- 고객 두 곳\n"
    sections = [f"\n### {name}\n\n- 매출 2억\n" for name in names]
    beside = {"companies/참눈.md": "---\ntype: company\n---\n", "companies/Tern.md": "---\ntype: company\n---\n"}
    for notes in ({"a.md": met + "".join(sections)}, {"a.md": met + sections[0], "b.md": met + sections[1]}):
        _, settled = settle({**notes, **beside}, CompanyWithoutNote(), paths=(*notes,))
        assert settled.created == {f"companies/{made}.md"}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        *((name, {f"companies/{name}.md"}) for name in ("볕드림마루", "그린원장", "모인트레이드", "Hex Grid Robotics")),
        *((word, set()) for word in ("투심위", "IC", "쉬는시간", "네트워킹 타임", "ARR 812k")),
    ],
)
def test_structure_alone_makes_no_note_of_words_of_the_dictionary(name: str, made: set[str]) -> None:
    met = f"## 참눈\n\n- 매출 3억\n\n## Tern\n\n- 고객 두 곳\n\n## {name}\n\n- 참눈 승인\n"
    beside = {"companies/참눈.md": "---\ntype: company\n---\n", "companies/Tern.md": "---\ntype: company\n---\n"}
    _, settled = settle({"a.md": met, **beside}, CompanyWithoutNote(), paths=("a.md",))
    assert settled.created == made


def test_notes_are_created_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """With each change of the names in a vault, all that is known of them is worked out anew."""
    made: list[Vault] = []
    with_notes = Vault.with_notes

    def counted(vault: Vault, notes: Iterable[Note]) -> Vault:
        made.append(vault)
        return with_notes(vault, notes)

    monkeypatch.setattr(Vault, "with_notes", counted)
    names = [
        f"{start}{end}"
        for start in ("누림", "솔빛", "초록", "햇살", "두루")
        for end in ("페이먼츠", "로지스", "비전랩", "에듀")
    ]
    met = "## 오전\n\n### 참눈\n\n- 매출 3억\n\n### Tern\n\n- 고객 두 곳\n\n### {}\n\n- 매출 2억\n"
    files = {f"companies/{name}.md": "---\ntype: company\n---\n" for name in ("참눈", "Tern")}
    files |= {f"{number}.md": met.format(name) for number, name in enumerate(names)}
    notes = {path: Note(path, text) for path, text in files.items()}
    rules = Rules((Use(CompanyWithoutNote(), Severity.HINT),))
    settled = fixer.settle(notes, Vault([each.facts for each in notes.values()]), notes.__getitem__, lambda _: rules)
    assert len(settled.created) == len(names)
    assert len(made) < len(names) // 2


def test_a_new_note_may_not_take_the_links_of_another() -> None:
    rule = toy("Create", lambda note: iter([Fix(Message("x"), creates=(NewNote("Acme.md", ""),))]))
    files = {"a.md": "a\n", "labs/Acme.md": "", "b.md": "[[Acme]]\n"}
    texts, settled = settle(files, rule)
    assert texts == files
    assert "would no longer open `labs/Acme.md`" in refusals(settled)[0]


# -- the proof

HARMS = [
    ("code opened", "a x b `c`\n", "x", "`", "a code span beside the edit"),
    ("code moved", "x\n\n```\n    a\n  b\n```\n", "    ", "  ", "the code in a code block"),
    ("code in a list moved", "- x\n  ```\n    a\n  ```\n", "    ", "  ", "the code in a code block"),
    ("indented code moved", "x\n\n    a\n      b\n", "      ", "    ", "the code in a code block"),
    ("fence opened", "x\n\n# Head\n", "x", "```", "text beside the edit would become a code block"),
    ("fence opened above a link", "x\n\n[[b]]\n", "x", "~~~", "a link beside the edit"),
    ("indented into code", "a\n\nx[[b]]\n", "x", "    ", "a link beside the edit"),
    ("comment opened", "x [[b]] %%\n", "x", "%%", "a link beside the edit"),
    ("html comment opened", "x words -->\n", "x", "<!--", "text beside the edit would become a html"),
    ("maths opened", "x 5$ and\n", "x ", "$", "text beside the edit would become a math"),
    ("link made of text", "x words]]\n", "x", "[[", "text beside the edit would become a link"),
    ("tag made longer", "#tag x\n", " x", "x", "a tag beside the edit"),
    ("tag made of text", "x#tag\n", "x", " ", "text beside the edit would become a tag"),
    ("block id lost", "text ^id\n\nx\n", "\n\nx", "x", "a block id beside the edit"),
    ("footnote lost", "text[^1]x\n\n[^1]: note\n", "\n\n[^1]: note", "", "a footnote mark beside the edit"),
    ("front matter broken", "---\na: 1\nb: x\n---\n", "x", "[", "the front matter would no longer be read"),
    ("front matter closed early", "---\na: 1\nx: y\nb: 2\n---\n", "x: y", "---", "the property `b` would change"),
    ("front matter made of text", "x\na: 1\n---\n", "x", "---", "text would become front matter"),
    ("front matter longer", "---\na: 1\n---\nb: 2\n---\n", "1\n---", "1", "the front matter would end elsewhere"),
    ("front matter unmade", "---\na: 1\n---\n", "---\na", "--\na", "the front matter would no longer be read"),
    ("property lost", "---\na: |\n  x\nb: 2\n---\n", "\nb", "\n  b", "the property"),
    ("heading of a link lost", "# One\n", "One", "Two", "the link `[[a#One]]` in `b.md` would lead nowhere"),
    ("block of a link lost", "text ^one\n", " ^one", "", "the link `[[a#^one]]` in `b.md` would lead nowhere"),
    ("own heading link lost", "# Head\n\n[[#Head]]\n", "# Head", "# Tail", "the link `[[#Head]]` in `a.md`"),
    ("own link lost", "[[b]] x\n", "[[b]]", "b", "the link to `b.md` would be lost"),
]


@pytest.mark.parametrize(("text", "old", "new", "words"), [case[1:] for case in HARMS], ids=[case[0] for case in HARMS])
def test_harm_is_seen(text: str, old: str, new: str, words: str) -> None:
    at = text.index(old)
    edits = [Edit(Span(at, at + len(old)), new)]
    before, after = Note("a.md", text), Note("a.md", apply(text, edits))
    others = [Note("b.md", "[[a#One]] [[a#^one]]\n").facts]
    found = harm(before, after, edits, Vault([before.facts, *others]), Vault([after.facts, *others]))
    assert found is not None
    assert str(found).startswith(words)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("We met Acme.\n", "Acme", "[[b]]"),
        ("# One\n\ntext\n", "text", "words"),
        ("## One\n", "##", "#"),
        ("---\na: 1\n---\n", "\n---\n", "\nb: 2\n---\n"),
        ("---\na: 1\n---\ntext\n", "text", "\ntext"),
        ("---\na: 1 # why\nb: 2\n---\n", "b: 2", "b: 3"),
        ("text\n", "text", "---\na: 1\n---\ntext"),
        ("```\ncode", "code", "code\n```\n"),
        ("[[b]] x\n", "b", "b|B"),
        ("`a` x\n", "`a`", "a"),
        ("text %%note%%\n", "note", "remark"),
        ("- a\n    ```\n    code\n    ```\n", "    code", "  code"),
    ],
)
def test_what_edits_declare_is_no_harm(text: str, old: str, new: str) -> None:
    at = text.index(old)
    edits = [Edit(Span(at, at + len(old)), new)]
    before, after = Note("a.md", text), Note("a.md", apply(text, edits))
    others = [Note("b.md", "[[a#One]]\n").facts]
    assert harm(before, after, edits, Vault([before.facts, *others]), Vault([after.facts, *others])) is None


def test_a_line_may_be_put_in_right_behind_the_front_matter() -> None:
    text = "---\na: 1\n---\ntext\n"
    edits = [Edit(Span(13, 13), "# Head\n\n")]
    before, after = Note("a.md", text), Note("a.md", apply(text, edits))
    assert before.body_start == 13
    assert harm(before, after, edits, Vault([before.facts]), Vault([after.facts])) is None


def test_code_may_be_moved_as_a_whole() -> None:
    text = "- a\n\t```\n\t  code\n\t```\n"
    edits = [Edit(Span(at, at + 1), "    ") for at, char in enumerate(text) if char == "\t"]
    before, after = Note("a.md", text), Note("a.md", apply(text, edits))
    assert harm(before, after, edits, Vault([before.facts]), Vault([after.facts])) is None


def test_an_unclosed_fence_may_be_closed() -> None:
    text = "```\ncode\n"
    edits = [Edit(Span(len(text), len(text)), "```\n")]
    before, after = Note("a.md", text), Note("a.md", text + "```\n")
    assert harm(before, after, edits, Vault([before.facts]), Vault([after.facts])) is None


# -- whatever the rules, whatever the notes

PIECES = [
    "a",
    "b",
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "`",
    "```\n",
    "# ",
    "[[b]]",
    "[[c|x]]",
    "#tag",
    " ^id",
    "%%",
    "$",
    "- ",
    "한글 ",
    "---\n",
    "k: v\n",
    "    ",
    "|",
    "*",
    "<!--",
    "-->",
    "[^1]",
    "\ufeff",
    "é",
    "e\u0301",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
SWAPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "`", "#", " ", "\n", r"\[\[", "k", "-", "한글", "%%", "^", "$"]).map(
            lambda text: text if text.startswith("\\") else re.escape(text)
        ),
        st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=3,
)


def code(note: Note) -> list[str]:
    return sorted(node.span.of(note.text) for node in note.blocks.of("code_block", "code_span"))


@settings(max_examples=100)
@given(TEXTS, SWAPS)
def test_random_rules_on_random_notes(text: str, swaps: list[tuple[str, str]]) -> None:
    def outside_code(pattern: str, new: str) -> Fixes:
        def fixes(note: Note) -> Iterator[Fix]:
            for match in re.finditer(pattern, note.text):
                if match.start() >= note.body_start and "\ufffc" not in note.prose[match.start() : match.end() + 1]:
                    yield Fix(Message("swap"), (Edit(Span(*match.span()), new),))

        return fixes

    rules = [toy(f"Rule{number}", outside_code(*pair)) for number, pair in enumerate(swaps)]
    texts, settled = settle({"a.md": text, "b.md": "[[a]]\n", "c.md": ""}, *rules)
    before, after = Note("a.md", text), Note("a.md", texts["a.md"])
    assert texts["b.md"] == "[[a]]\n"
    written = {new for _, new in swaps}
    # What is put at the end of the note belongs to code that nothing closes.
    closed = all(before.text[node.end :].strip() for node in before.blocks.of("code_block"))
    if closed and not written & {"`", "```\n", "    "}:
        assert code(before) == code(after)
    if before.front_matter and before.front_matter.error is None:
        assert after.front_matter
        assert after.front_matter.data == before.front_matter.data
    beside = ["b.md", "c.md"]
    assert Vault([before.facts], beside).targets(before) <= Vault([after.facts], beside).targets(after)
    assert text.startswith("\ufeff") <= after.text.startswith("\ufeff")
    if text == texts["a.md"]:
        assert not settled.notes
