"""What a name, a link or a heading means in a vault."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import assert_linear, seconds
from vaulttools.edits import apply
from vaulttools.note import Facts, Note
from vaulttools.rules.links.unlinked_mention import UnlinkedMention
from vaulttools.text import match_key
from vaulttools.vault import KINDS, Settings, Traits, Vault
from vaulttools.vault import paths as paths_of_vault
from vaulttools.vault.lists import in_property
from vaulttools.vault.mentions import Names
from vaulttools.vault.nearest import bare
from vaulttools.vault.paths import Paths
from vaulttools.vault.subpaths import heading_key, heading_link

NFD = unicodedata.normalize("NFD", "카페")


def vault(*paths: str, files: tuple[str, ...] = (), **settings: Any) -> Vault:
    return Vault([Facts(path) for path in paths], files, Settings(**settings))


def of_texts(texts: dict[str, str], **settings: Any) -> Vault:
    return Vault([Note(path, text).facts for path, text in texts.items()], (), Settings(**settings))


# -- resolving


@pytest.mark.parametrize(
    ("link", "source", "path"),
    [
        ("", "x/s.md", "x/s.md"),
        ("a", "s.md", "a.md"),
        ("A", "s.md", "a.md"),
        ("a.md", "s.md", "a.md"),
        ("A.MD", "s.md", "a.md"),
        ("/a", "s.md", "a.md"),
        ("deep", "s.md", "one/two/deep.md"),
        ("two/deep", "s.md", "one/two/deep.md"),
        ("one/two/deep", "s.md", "one/two/deep.md"),
        ("ONE/Two/Deep.md", "s.md", "one/two/deep.md"),
        ("one/deep", "s.md", None),
        ("wo/deep", "s.md", None),
        ("/two/deep", "s.md", None),
        ("/one/two/deep", "s.md", "one/two/deep.md"),
        ("./deep", "one/two/s.md", "one/two/deep.md"),
        ("../two/deep.md", "one/s/s.md", "one/two/deep.md"),
        ("../deep", "one/two/s.md", None),
        ("../../a", "one/two/s.md", "a.md"),
        ("../../../a", "one/two/s.md", None),
        ("./..odd", "s.md", "..odd.md"),
        ("one/../a", "s.md", "a.md"),
        ("카페", "s.md", f"{NFD}.md"),
        (NFD, "s.md", f"{NFD}.md"),
        ("v1.2 notes", "s.md", "v1.2 notes.md"),
        ("at 3.45 PM.png", "s.md", "at 3.45\u202fPM.png"),
        ("at\xa03.45\u202fPM.png", "s.md", "at 3.45\u202fPM.png"),
        ("v1", "s.md", None),
        ("pic.png", "s.md", "files/pic.png"),
        ("PIC.PNG", "s.md", "files/pic.png"),
        ("files/pic.png", "s.md", "files/pic.png"),
        ("pic", "s.md", None),
        ("folder", "s.md", "folder/folder.md"),
        ("one", "s.md", None),
        ("board.canvas", "s.md", "board.canvas"),
        ("board", "s.md", None),
        ("nothing", "s.md", None),
    ],
)
def test_resolve(link: str, source: str, path: str | None) -> None:
    notes = ("a.md", "one/two/deep.md", f"{NFD}.md", "v1.2 notes.md", "folder/folder.md", "..odd.md")
    resolution = vault(*notes, files=("files/pic.png", "board.canvas", "at 3.45\u202fPM.png")).resolve(link, source)
    assert resolution.path == path
    assert not resolution.is_ambiguous


@pytest.mark.parametrize(
    ("link", "source", "path", "ambiguous"),
    [
        ("a", "s.md", "a.md", True),
        ("a", "x/s.md", "x/a.md", True),
        ("a", "far/away/s.md", "a.md", True),
        ("x/a", "s.md", "x/a.md", False),
        ("x/a", "y/x/s.md", "x/a.md", False),
        ("y/x/a", "s.md", "y/x/a.md", False),
        ("/a", "x/s.md", "a.md", False),
        ("./a", "x/s.md", "x/a.md", False),
        ("b", "s.md", "p/b.md", True),
        ("b", "qq/s.md", "qq/b.md", True),
    ],
)
def test_resolve_where_several_fit(link: str, source: str, path: str, ambiguous: bool) -> None:
    resolution = vault("a.md", "x/a.md", "y/x/a.md", "p/b.md", "qq/b.md").resolve(link, source)
    assert (resolution.path, resolution.is_ambiguous) == (path, ambiguous)


def test_twins_that_differ_in_case_or_unicode_form_are_both_candidates() -> None:
    assert vault("A.md", "a.md").resolve("a", "s.md").is_ambiguous
    assert vault("카페.md", f"{NFD}.md").resolve("카페", "s.md").is_ambiguous


# -- headings and blocks


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Q&A", "q a"),
        ("C# basics", "c basics"),
        ("[[a]] b", "a b"),
        ("it's a-b_c", "it's a-b_c"),
        ("투자: 1/2 (검토)", "투자 1 2 검토"),
        ("  a   b  ", "a b"),
        (unicodedata.normalize("NFD", "투자"), "투자"),
        ('!"#$%&()*+,.:;<=>?@^`{|}~/[]\\', ""),
    ],
)
def test_heading_key(words: str, key: str) -> None:
    assert heading_key(words) == key


@pytest.mark.parametrize(
    ("words", "link"), [("A: b #c", "A b c"), ("a|b^c\\d", "a b c d"), ("%%x%% [[y]]", "x y"), ("Q&A 1.2", "Q&A 1.2")]
)
def test_heading_link(words: str, link: str) -> None:
    assert heading_link(words) == link
    assert heading_key(link) == heading_key(words)


@pytest.mark.parametrize(
    ("subpath", "there"),
    [
        ("A", True),
        ("a", True),
        ("B", True),
        ("A#B", True),
        ("A#B#C", True),
        ("#A##B#", True),
        ("#", False),
        ("A#C", True),
        ("D#B", True),
        ("B#A", False),
        ("A#D", False),
        ("C#B", False),
        ("B#B", False),
        ("E", False),
        ("A#E", False),
        ("Q A", True),
        ("Q&A", True),
        ("foo-bar", False),
    ],
)
def test_has_heading(subpath: str, there: bool) -> None:
    text = "# A\n## B\n### C\n# D\n## B\n## Q&A\n## Foo bar\n"
    assert of_texts({"n.md": text}).subpaths.has_heading("n.md", subpath) is there


def test_what_is_in_many_notes_is_forgotten_and_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaulttools.vault.subpaths._MOST_KNOWN", 2)
    notes = of_texts({f"{number}.md": f"# A{number}\n" for number in range(5)})
    for number in [*range(5), *range(5)]:
        assert notes.subpaths.has_heading(f"{number}.md", f"A{number}")
        assert not notes.subpaths.has_heading(f"{number}.md", f"A{number + 1}")
        assert len(notes.subpaths._known) <= 2


def test_has_block() -> None:
    some = of_texts({"n.md": "a ^Id-1\n"})
    assert some.subpaths.has_block("n.md", "id-1")
    assert not some.subpaths.has_block("n.md", "id")
    assert not some.subpaths.has_block("other.md", "id-1")


# -- writing links


@pytest.mark.parametrize(
    ("form", "path", "source", "written"),
    [
        ("shortest", "x/only.md", "y/s.md", "only"),
        ("shortest", "x/a.md", "y/s.md", "x/a"),
        ("shortest", "a.md", "y/s.md", "a"),
        ("shortest", "a.md", "x/s.md", "/a"),
        ("shortest", "x/p.png", "s.md", "p.png"),
        ("shortest", f"x/{NFD}.md", "s.md", "카페"),
        ("absolute", "x/only.md", "x/s.md", "x/only"),
        ("absolute", "a.md", "x/s.md", "/a"),
        ("relative", "x/only.md", "y/s.md", "../x/only"),
        ("relative", "x/only.md", "x/s.md", "only"),
        ("relative", "x/only.md", "s.md", "x/only"),
        ("relative", "a.md", "x/y/s.md", "../../a"),
        ("relative", "x/x/a.md", "x/s.md", "/x/x/a"),
    ],
)
def test_path_text(form: str, path: str, source: str, written: str) -> None:
    some = vault("x/only.md", "a.md", "x/a.md", "x/x/a.md", f"x/{NFD}.md", files=("x/p.png",), link_format=form)
    assert some.path_text(path, source) == written
    assert some.resolve(written, source).path == path


FOLDERS = st.sampled_from(["", "x/", "y/", "x/x/", "x/y/"])
PATHS = st.builds(lambda folder, name: f"{folder}{name}.md", FOLDERS, st.sampled_from(["a", "b", "A", "카페", NFD]))


@given(
    st.sets(PATHS, min_size=1, max_size=8), FOLDERS, st.sampled_from(["shortest", "relative", "absolute"]), st.data()
)
def test_what_is_written_leads_back(paths: set[str], folder: str, form: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(paths)))
    source = f"{folder}s.md"
    some = vault(*paths, source, link_format=form)
    written = some.path_text(path, source)
    twins = [
        each
        for each in paths
        if unicodedata.normalize("NFC", each).lower() == unicodedata.normalize("NFC", path).lower()
    ]
    assert some.resolve(written, source).path in twins


@pytest.mark.parametrize(
    ("settings", "path", "shown", "in_table", "link"),
    [
        ({}, "x/토스.md", "토스", False, "[[토스]]"),
        ({}, "x/토스.md", "그 회사", False, "[[토스|그 회사]]"),
        ({}, "x/토스.md", "그 회사", True, "[[토스\\|그 회사]]"),
        ({}, "x/토스.md", "토스", True, "[[토스]]"),
        ({}, "a.md", "a", False, "[[a]]"),
        ({}, "x/a.md", "a", False, "[[x/a|a]]"),
        ({}, "C#.md", "C#", False, "[C#](C%23.md)"),
        ({"markdown_links": True}, "x/b c.md", "b c", False, "[b c](b%20c.md)"),
        ({"markdown_links": True}, "x/a.md", "a", False, "[a](x/a.md)"),
        ({"markdown_links": True}, "x/토스.md", "그", False, "[그](토스.md)"),
        ({"markdown_links": True, "link_format": "relative"}, "x/토스.md", "그", False, "[그](../x/토스.md)"),
        ({"markdown_links": True, "link_format": "absolute"}, "x/토스.md", "그", False, "[그](x/토스.md)"),
        ({"markdown_links": True}, "p (1).png", "그", False, "[그](p%20%281%29.png)"),
    ],
)
def test_a_link_that_is_written_opens_its_note(
    settings: dict[str, Any], path: str, shown: str, in_table: bool, link: str
) -> None:
    notes = ("x/토스.md", "a.md", "x/a.md", "C#.md", "x/b c.md", "y/s.md")
    some = vault(*notes, files=("p (1).png",), **settings)
    assert some.link(path, "y/s.md", shown, in_table) == link
    cell = f"| h |\n|---|\n| {link} |\n" if in_table else link
    (read,) = Note("y/s.md", cell).links
    assert some.resolve(read.path, "y/s.md").path == path


@pytest.mark.parametrize(
    ("text", "said", "link"),
    [
        ("[a](a.md) [b](x/b.md#c) [[a]]", None, "[그](../x/b.md)"),
        ("[a](a.md) [[a]] [[x/b]] ![p](p.png)", None, "[[b|그]]"),
        ("[[a]] [[Nobody]] [[No one]] [a](a.md) [b](x/b.md)", None, "[그](../x/b.md)"),
        ("[a](a.md) [s](#here) [t](#there) [u](#t)", None, "[그](../x/b.md)"),
        ("none", None, "[[b|그]]"),
        ("[a](a.md) [b](x/b.md)", False, "[[b|그]]"),
        ("[[a]] [[b]]", True, "[그](b.md)"),
    ],
)
def test_a_link_is_written_as_most_are_where_no_setting_says_how(text: str, said: bool | None, link: str) -> None:
    some = of_texts({"s.md": text, "a.md": "", "x/b.md": "", "y/t.md": ""}, markdown_links=said)
    assert some.link("x/b.md", "y/t.md", "그") == link
    assert some.reaches("x/b.md", "y/t.md")
    assert some.with_notes([Note("y/t.md", f"{link} [[a]] [[s]] [[x/b]]")]).link("x/b.md", "y/t.md", "그") == link


# -- entities and names


def test_kinds_of_entity() -> None:
    some = of_texts(
        {
            "companies/Acme.md": "",
            "회사/깊이/토스.md": "",
            "a.md": "---\ntype: 회사\n---\n",
            "b.md": "---\ntype: Concept\n---\n",
            "people/c.md": "---\ntype: company\n---\n",
            "people/d.md": "---\ntype: meeting\n---\n",
            "people/e.md": "",
            "company.md": "",
            "notes/f.md": "",
        }
    )
    assert {path: some.kind(path) for path in some.facts if some.kind(path)} == {
        "companies/Acme.md": "company",
        "회사/깊이/토스.md": "company",
        "a.md": "company",
        "b.md": "concept",
        "people/c.md": "company",
        "people/e.md": "person",
    }


def test_kinds_of_the_config() -> None:
    kinds = {**KINDS, "fund": Traits(("fund",), ("펀드",))}
    some = of_texts({"펀드/하나.md": "", "x.md": "---\ntype: Fund\n---\n"}, kinds=kinds)
    assert (some.kind("펀드/하나.md"), some.kind("x.md")) == ("fund", "fund")


def test_a_narrower_type_stands_for_a_kind_but_leaves_it_to_the_folder() -> None:
    investor = "---\ntype: Investor\n---\n"
    texts = {
        "x.md": investor,
        "people/y.md": investor,
        "companies/z.md": investor,
        "people/b.md": "---\ntype: book\n---\n",
    }
    some = of_texts(texts)
    assert [some.kind(path) for path in texts] == ["company", "person", "company", None]
    own = of_texts(texts, kinds={**KINDS, "investor": Traits(("investor",), ())})
    assert [own.kind(path) for path in texts] == ["investor", "investor", "investor", None]
    assert of_texts(texts, kinds={"person": KINDS["person"]}).kind("x.md") is None
    stocks = of_texts({"x.md": "---\ntype: stock\n---\n", "종목/y.md": "", "z.md": "---\ntype: 애널리스트\n---\n"})
    assert [stocks.kind(path) for path in ("x.md", "종목/y.md", "z.md")] == ["company", "company", "person"]


def test_names_and_mentions() -> None:
    some = of_texts(
        {
            "companies/토스.md": "---\naliases: [비바리퍼블리카]\n---\n",
            "companies/Quiet.md": "---\nautolink: never\n---\n",
            "plain.md": "",
        }
    )
    note = Note("n.md", "# 토스\n토스는 비바리퍼블리카의 것. Quiet plain `토스`\n")
    assert [(mention.text, mention.targets) for mention in some.mentions(note)] == [
        ("토스", ("companies/토스.md",)),
        ("비바리퍼블리카", ("companies/토스.md",)),
    ]
    assert some.entities.named("비바리퍼블리카") == ("companies/토스.md",)
    assert some.entities.named("PLAIN") == ()
    assert some.by_alias("비바리퍼블리카") == ("companies/토스.md",)
    assert Vault.name("x/토스.md") == "토스"


@pytest.mark.parametrize(
    ("name", "near"),
    [("토큰중권", "토큰증권"), ("Artificial Inteligence", "Artificial Intelligence"), ("토스", None), ("abcd", None)],
)
def test_nearest_name(name: str, near: str | None) -> None:
    assert (
        vault("토큰증권.md", "Artificial Intelligence.md", "주식.md", "abce.md", "abcf.md").nearest.name(name) == near
    )


def test_the_names_that_can_stand_in_a_note_are_made_ready_once_for_its_mentions_and_for_habits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = "---\ntype: company\n---\n"
    texts = {"Acme.md": company, "Beta.md": company, "note.md": "# Day\n\nWe met [[Acme]], `not Beta`. Beta paid.\n"}
    world = of_texts(texts, text_to_learn=texts.__getitem__)
    made = []
    monkeypatch.setattr("vaulttools.vault.names.Names", lambda *given: made.append(given) or Names(*given))
    mentions = world.mentions(Note("note.md", texts["note.md"]))
    habits = world.usage.habits()
    assert [(each.name, habits.share(each)) for each in mentions] == [("Beta", (0, 1))]
    assert len(made) == 1


# -- the graph


TEXTS = {
    "a.md": "[[b]] [[b#h]] [[a]] [[ghost]]",
    "x/b.md": "---\nup: '[[a]]'\n---\n[t](../a.md) ![[p.png]]",
    "c.md": "`[[a]]`",
}


def test_backlinks_and_targets() -> None:
    some = Vault([Note(path, text).facts for path, text in TEXTS.items()], ["p.png"])
    assert some.graph.backlinks == {"x/b.md": {"a.md"}, "a.md": {"x/b.md"}, "p.png": {"x/b.md"}}
    assert some.targets(Note("a.md", TEXTS["a.md"])) == {"x/b.md", "a.md"}


def test_affected_are_those_that_link_there_or_would() -> None:
    some = of_texts(TEXTS)
    assert some.graph.affected(["x/b.md"]) == {"a.md"}
    assert some.graph.affected(["new/Ghost.md"]) == {"a.md"}
    assert some.graph.affected(["a.md"]) == {"a.md", "x/b.md"}
    assert some.graph.affected(["p.png"]) == {"x/b.md"}
    assert some.graph.affected([]) == set()


NOTES = st.builds(
    lambda path, kind, alias, link, heading: Note(
        path, f"---\n{kind}{alias}---\n# {heading}\n[[{link}]] 토스가 왔다. Acme paid.\n"
    ),
    st.sampled_from(["a.md", "x/a.md", "companies/토스.md", "y/Acme.md", "A.md"]),
    st.sampled_from(["", "type: company\n", "type: concept\n", "type: x\n", "autolink: never\n"]),
    st.sampled_from(["", "aliases: [Acme]\n", "aliases: [토스, b]\n"]),
    st.sampled_from(["a", "x/a", "토스", "Acme#H", "nothing"]),
    st.sampled_from(["H", "I"]),
)


def looked_at(some: Vault) -> tuple[Any, ...]:
    """What a vault answers to all questions the test can think of."""
    links = ["a", "x/a", "/a", "토스", "Acme", "nothing"]
    note = Note("q.md", "토스는 Acme 것. b라고.\n")
    return (
        [some.resolve(link, source) for link in links for source in ("s.md", "x/s.md")],
        {path: some.kind(path) for path in some.facts},
        [(mention.text, mention.targets) for mention in some.mentions(note)],
        {path: sorted(sources) for path, sources in some.graph.backlinks.items()},
        [some.subpaths.has_heading(path, "H") for path in sorted(some.facts)],
        some.sections_on("H"),
        [some.by_alias(name) for name in ("Acme", "토스", "b")],
        [set(some.entities.named(name)) for name in ("Acme", "토스", "a")],
        some.nearest.name("Acne"),
        some.files,
    )


@given(
    st.lists(NOTES, max_size=4),
    st.lists(st.lists(NOTES, min_size=1, max_size=3, unique_by=lambda note: note.path), max_size=3),
    st.booleans(),
)
def test_a_changed_vault_is_as_one_built_anew(notes: list[Note], changes: list[list[Note]], look: bool) -> None:
    some = Vault([note.facts for note in notes], ["x/a.md", "p.png"] if not notes else ["p.png"])
    facts = dict(some.facts)
    files = set(some.files)
    for change in changes:
        if look:
            looked_at(some)
        some = some.with_(*(note.facts for note in change))
        facts.update((note.path, note.facts) for note in change)
        files -= {note.path for note in change}
        assert looked_at(some) == looked_at(Vault(facts.values(), files))
    for path in list(facts):
        some = some.without(path)
        del facts[path]
        assert looked_at(some) == looked_at(Vault(facts.values(), files))


def test_a_vault_after_thousands_of_changes_still_knows_all_names() -> None:
    vault = Vault([Facts(f"{number}.md") for number in range(3)])
    for number in range(3000):
        vault = vault.with_(Facts(f"{number % 4}.md", aliases=(f"at {number}",)))
    assert [*vault.facts.naming] == [*vault.facts] == ["0.md", "1.md", "2.md", "3.md"]
    assert vault.by_alias("at 2999") == ("3.md",) and vault.by_alias("at 5") == ()


def test_what_a_heading_is_called_now() -> None:
    def reworded(before: str, after: str, words: str) -> str | None:
        note = Note("a.md", "".join(f"## {word}\n\n" for word in after.split()))
        former = "".join(f"## {word}\n\n" for word in before.split())
        return Vault([note.facts], settings=Settings(former=lambda _: former)).subpaths.reworded("a.md", words)

    assert reworded("A B C", "A X C", "b") == "X"
    assert reworded("B C", "X C", "B") == "X"
    assert reworded("A B", "A X", "B") == "X"
    assert reworded("A B C", "A C X", "B") is None, "it stands elsewhere"
    assert reworded("A B C", "A X Y C", "B") is None, "it may be either"
    assert reworded("A B C D", "A X D", "B") is None, "one of two is gone"
    assert reworded("A B C D", "A X Y D", "C") == "Y"
    assert reworded("A B C", "A B C", "B") is None, "it is still there"
    assert reworded("A B C", "A C", "B") is None
    assert reworded("A B C", "A X C", "D") is None
    assert reworded("B A B", "X A B", "B") is None, "there were two"


def test_links_to_thousands_of_moved_files_take_linear_time() -> None:
    def asking(count: int) -> float:
        moved = {f"old/note {each}.md": f"new/note {each} b.md" for each in range(count)}
        some = vault(*moved.values(), moved=lambda: moved)
        found: list[str | None] = []
        taken = seconds(lambda: found.extend(some.unopened.moved_to(f"note {each}") for each in range(count)))
        assert found == list(moved.values())
        return taken

    assert_linear(asking, 20_000)


def test_thousands_of_notes_of_one_name_take_linear_time() -> None:
    def resolving(count: int) -> float:
        some = vault(*(f"{each}/README.md" for each in range(count)))

        def resolve_all() -> None:
            for each in range(count):
                assert some.resolve("README", f"{each}/README.md").path == f"{each}/README.md"
                assert some.resolve(f"{each}/README", "a.md").path == f"{each}/README.md"
                assert some.resolve(f"../{each}/README", "1/a.md").path == f"{each}/README.md"

        return seconds(resolve_all)

    assert_linear(resolving, 4000)


def test_where_a_file_was_moved() -> None:
    moved = {"labs/Acme.md": "old/Acme Labs.md", "a.png": "b.png", "c/X.md": "Y.md", "d/X.md": "Z.md"}
    vault = Vault(
        [Note("old/Acme Labs.md", "").facts, Note("Y.md", "").facts, Note("Z.md", "").facts],
        ["b.png"],
        Settings(moved=lambda: moved),
    )
    assert vault.unopened.moved_to("acme") == vault.unopened.moved_to("labs/Acme") == "old/Acme Labs.md"
    assert vault.unopened.moved_to("a.png") == "b.png"
    assert vault.unopened.moved_to("c/X") == "Y.md"
    assert vault.unopened.moved_to("X") is None
    assert vault.unopened.moved_to("me") is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("(주)볕 드림", "볕드림"),
        ("볕드림 주식회사", "볕드림"),
        ("Acme-Labs, Inc.", "acmelabs"),
        ("acme_labs co., ltd.", "acmelabs"),
        ("Inc", "inc"),
        ("C++", "c++"),
        ("2025-03-07", "2025-03-07"),
        ("v1.2 beta", "v1.2beta"),
    ],
)
def test_bare_names(name: str, key: str) -> None:
    assert bare(name) == key


def test_a_vault_is_kept_by_entities_where_its_links_go_to_them() -> None:
    def kept(entities: int, others: int, days: int, links: str = "") -> bool:
        paths = [f"companies/C{n}.md" for n in range(entities)] + [f"n/N{n}.md" for n in range(others)]
        paths += [f"daily/2025-03-{n:02} 메모.md" for n in range(1, days + 1)]
        return Vault([Note(path, links).facts for path in paths]).usage.has_entities

    assert kept(2, 4, 20)
    assert not kept(2, 5, 0)
    assert not kept(0, 2, 5)
    assert kept(2, 9, 0, "[[C1]]")
    assert kept(2, 9, 0, "[[C1]] [[2025-03-01 메모]]")
    assert not kept(2, 9, 0, "[[C1]] [[N1]]")
    assert not kept(9, 2, 0, "[[C1]] [[N1]]")


NAMES = st.lists(
    st.sampled_from(["a", "B", "각", "각", "İ", "ß", "x.md", "md", " ", "\u0338"]), min_size=1, max_size=3
).map("".join)


def test_a_relative_link_opens_another_file_in_another_folder() -> None:
    paths = Paths(["a/x.md", "b/x.md"])
    assert [paths.resolve("./x", f"{folder}/n.md").path for folder in "abc"] == ["a/x.md", "b/x.md", None]


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=12), st.data())
def test_many_files_of_one_name_are_told_apart_as_few_are(found: list[str], data: st.DataObject) -> None:
    notes = [f"{path}.md" for path in found]
    link = data.draw(st.sampled_from([*found, *(path.partition("/")[2] for path in found), "a", "../a", "/a", "a/a"]))
    source = data.draw(st.sampled_from(notes)) if notes else "a.md"
    few = Paths(notes, found).resolve(link, source)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paths_of_vault, "_MANY", 1)
        assert Paths(notes, found).resolve(link, source) == few


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), max_size=12), NAMES, st.booleans())
def test_files_are_called_by_their_names_the_shortest_path_first(found: list[str], name: str, breaks: bool) -> None:
    notes = dict.fromkeys([*(f"{path}.md" for path in found[::2]), *(["x\ny.md"] if breaks else [])])
    files = [path for path in found[1::2] if path not in notes]

    def is_called(path: str) -> bool:
        key = match_key(path.rpartition("/")[2])
        return match_key(name) in (key, key.removesuffix(".md") if path in notes else key)

    called = sorted(filter(is_called, [*notes, *files]), key=lambda path: (len(path), path))
    assert [*dict.fromkeys(Paths(notes, files).called(name))] == [*dict.fromkeys(called)]


def test_one_note_more_does_not_change_which_others_are_learned_from() -> None:
    paths = [f"{each}.md" for each in range(2_999)]

    def learned_from(*paths: str) -> set[str]:
        return {*Vault(map(Facts, paths)).usage._about(1_500)}

    before = learned_from(*paths)
    assert 1_400 < len(before) < 1_600
    assert learned_from("0 first.md", *paths) - {"0 first.md"} < before, "where fewer of them are"
    assert learned_from(*paths[:2_000]) == before & {*paths[:2_000]}
    assert learned_from(*paths[:1_000]) == {*paths[:1_000]}


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("", "---\nmet:\n  - a\n  - b\n---\n"),
        ("---\nx: 1\n---\n", "---\nx: 1\nmet:\n  - a\n  - b\n---\n"),
        ("---\nMet:\n---\n", "---\nMet:\n  - a\n  - b\n---\n"),
        ("---\nmet:\n  - c\n---\n", "---\nmet:\n  - c\n  - a\n  - b\n---\n"),
        ("---\nmet: [c]\n---\n", "---\nmet: [c, a, b]\n---\n"),
        ("---\nmet: c\n---\n", None),
        ("---\nmet: 0\n---\n", None),
    ],
)
def test_items_go_to_the_end_of_a_property(front: str, after: str | None) -> None:
    note = Note("a.md", f"{front}Words.\n")
    assert apply(note.text, in_property(note, "met", ["a", "b"])) == f"{after or front}Words.\n"


@pytest.mark.parametrize("first", ["", "Straße. ", f"{NFD}. "])
def test_a_larger_name_that_only_the_note_itself_links_to_is_known_in_a_vault_of_any_size(
    monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """What notes link to is learned from some of very many. Some texts are longer or shorter once they are folded."""
    monkeypatch.setattr("vaulttools.vault.usage._MOST", 1)
    texts = {
        "companies/Acme.md": "",
        "m.md": f"{first}[[Acme Foods]] grew. Acme Foods paid. Acme did not.\n",
        "n.md": "",
    }
    world = of_texts(texts)
    note = Note("m.md", texts["m.md"])
    assert not world.usage.larger
    assert [each.span.start for each in UnlinkedMention().check(note, world)] == [texts["m.md"].rindex("Acme")]


def test_a_company_whose_name_only_goes_on_may_be_meant() -> None:
    names = ("Northtern Robotics", "업루트컴퍼니", "Tern", "토스뱅크", "토스페이", "볕드림", "한결")
    entities = Vault([Note(f"companies/{name}.md", "").facts for name in names]).entities
    akin = {"Northtern": "Northtern Robotics", "업루트": "업루트컴퍼니", "Tern Korea": "Tern"}
    for name, path in akin.items():
        assert entities.company_akin(name) == f"companies/{path}.md"
    for name in ("North", "Northtern Robots", "토스", "볕드", "Ter", "Ternary", "한", "Tern"):
        assert entities.company_akin(name) is None
