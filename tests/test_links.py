"""Links, tags and block ids of a note, as Obsidian reads them."""

from pathlib import Path

import pytest

from vaulttools.note import Link, Note
from vaulttools.note.facts import property_links
from vaulttools.note.links import is_tag, syntax

SYNTHETIC = Path(__file__).parents[2] / "shared" / "bench" / "robust" / "synthetic"


def links(text: str) -> tuple[Link, ...]:
    return Note("note.md", text).links


def parts(link: Link, text: str) -> tuple[str, str, str | None, str | None]:
    """Path, subpath, what is shown, and the target as written."""
    return link.path, link.subpath, link.shown, link.target_span.of(text) if link.target_span else None


@pytest.mark.parametrize(
    ("text", "path", "subpath", "shown", "written"),
    [
        ("[[a]]", "a", "", None, "a"),
        ("[[a.md]]", "a.md", "", None, "a.md"),
        ("[[a b/c.d]]", "a b/c.d", "", None, "a b/c.d"),
        ("[[/a]]", "/a", "", None, "/a"),
        ("[[../a]]", "../a", "", None, "../a"),
        ("[[a|b]]", "a", "", "b", "a"),
        ("[[a|b|c]]", "a", "", "b|c", "a"),
        ("[[a|]]", "a", "", "", "a"),
        ("[[ a | b ]]", "a", "", " b ", "a"),
        ("[[a#h]]", "a", "h", None, "a#h"),
        ("[[a#h1#h2|b]]", "a", "h1#h2", "b", "a#h1#h2"),
        ("[[a#]]", "a", "", None, "a#"),
        ("[[#h]]", "", "h", None, "#h"),
        ("[[a#^id-1]]", "a", "^id-1", None, "a#^id-1"),
        ("[[#^id]]", "", "^id", None, "#^id"),
        ("[[a\\|b]]", "a", "", "b", "a"),
        ("![[a]]", "a", "", None, "a"),
        ("![[a.png|100x145]]", "a.png", "", "100x145", "a.png"),
        ("![[a.pdf#page=3]]", "a.pdf", "page=3", None, "a.pdf#page=3"),
        ("[[회사/토스|토스]]", "회사/토스", "", "토스", "회사/토스"),
        ("[[각 😀]]", "각 😀", "", None, "각 😀"),
        ("[t](a.md)", "a.md", "", "t", "a.md"),
        ("[t](a)", "a", "", "t", "a"),
        ("[t](a%20b.md#h%20i)", "a b.md", "h i", "t", "a%20b.md#h%20i"),
        ("[t](<a b.md>)", "a b.md", "", "t", "a b.md"),
        ('[t](a.md "title")', "a.md", "", "t", "a.md"),
        ("[t](<a b.md> 'title')", "a b.md", "", "t", "a b.md"),
        ("[t]( a.md )", "a.md", "", "t", "a.md"),
        ("[t](b(1).md)", "b(1).md", "", "t", "b(1).md"),
        ("[t](a\\_b.md)", "a_b.md", "", "t", "a\\_b.md"),
        ("[t](a&amp;b.md)", "a&b.md", "", "t", "a&amp;b.md"),
        ("[t](#h)", "", "h", "t", "#h"),
        ("[t](../x/한글.md)", "../x/한글.md", "", "t", "../x/한글.md"),
        ("[a [b] c](d.md)", "d.md", "", "a [b] c", "d.md"),
        ("[a `](x` b](d.md)", "d.md", "", "a `](x` b", "d.md"),
        ("[**t**](a.md)", "a.md", "", "**t**", "a.md"),
        ("![t](i.png)", "i.png", "", "t", "i.png"),
        ("![t|100](i.png)", "i.png", "", "t|100", "i.png"),
        ("[](a.md)", "a.md", "", "", "a.md"),
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "가 😀 {} 나", "- x\n  - {}\n", "> {}\r\n", "**{}**", "# {}", "---\nk: v\n---\n{}"]
)
def test_each_part_of_a_link_is_found_where_it_is_written(
    text: str, path: str, subpath: str, shown: str | None, written: str, around: str
) -> None:
    whole = around.format(text)
    (link,) = links(whole)
    assert link.span.of(whole) == text
    assert parts(link, whole) == (path, subpath, shown, written)
    assert link.wiki == ("[[" in text)
    assert link.embed == text.startswith("!")


@pytest.mark.parametrize(
    "text",
    [
        "[[]]",
        "[[ ]]",
        "[[|a]]",
        "[[a\nb]]",
        "[[a]b]]",
        "[[a[b]]",
        "\\[[a]]",
        "[\\[a]]",
        "`[[a]]`",
        "``[[a]] ` [[b]]``",
        "```\n[[a]]\n```",
        "~~~\n[[a]]",
        "    [[a]]",
        "$[[a]]$",
        "%% [[a]] %%",
        "<!-- [[a]] -->",
        "<% [[a]] %>",
        "[[a] b](https://x.y)",
        "[t](https://x.y)",
        "[t](mailto:a@b.c)",
        "[t](obsidian://open?vault=a)",
        "[t](//x.y/z)",
        "<https://x.y>",
        "<a@b.cc>",
        "[t](a b.md)",
        "[t] (a.md)",
        "[t][r]",
        "[1,2],[3,4]",
        "[[1,2],[3,4]]",
        "if [[ -f a ]; then",
        "a[^1]\n\n[^1]: b",
    ],
)
def test_what_obsidian_does_not_read_as_a_link(text: str) -> None:
    assert links(f"{text}\n") == ()


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[[a [[b]] c]]", ["b"]),
        ("[[a]]]", ["a"]),
        ("[[[a]]]", ["a"]),
        ("[[[a] b]] [[a [b]]] [[a [b] c|d]] ![[[a] 1.png]]", ["[a] b", "a [b]", "a [b] c", "[a] 1.png"]),
        ("[[[1], [2]]] [[[1, 2], [3, 4]]]", []),
        ("[[[a] b]] [", ["[a] b"]),
        ("[[a] b]] [", []),
        ("[[a] b]] ![", []),
        ("[[a]][[b]]", ["a", "b"]),
        ("[![a](i.png)](b.md)", ["b.md", "i.png"]),
        ("[[Prototype]]이라는, [[Get]]/[[Set]]", ["Prototype", "Get", "Set"]),
        ("| a | b |\n|---|---|\n| [[x\\|y]] | [[z]] |\n", ["x", "z"]),
        ("| a | b |\n|---|---|\n| [[x|y]] | `a|b` |\n", []),
        ("| a |\n|---|\n| ![[i.png\\|100]] |\n", ["i.png"]),
        ("[t][r] [r] [r][]\n\n[r]: a%20b.md\n", ["a b.md"] * 3),
        ("[[a]]를 [[b]]에서 [c](d.md)는", ["a", "b", "d.md"]),
        ("==[[a]]== *[[b]]* ~~[[c]]~~ ([[d]])", ["a", "b", "c", "d"]),
        ("[a [[b]] c](d.md)", ["b"]),
    ],
)
def test_links_in_links_and_stray_brackets(text: str, targets: list[str]) -> None:
    assert [link.target for link in links(text)] == targets


def test_a_reference_link_has_its_target_elsewhere() -> None:
    (link,) = links("[t][r]\n\n[r]: a.md\n")
    assert (link.path, link.target_span) == ("a.md", None)


@pytest.mark.skipif(not SYNTHETIC.is_dir(), reason="the shared samples are not here")
@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("wikilink-in-code", []),
        ("wikilink-broken-brackets", ["b", "d", "j"]),
        ("comment-unclosed", ["x", "y"]),
        ("math", ["y"]),
        ("fence-nested", ["b"]),
        ("fence-unclosed", []),
        ("table-links", ["x"]),
        ("mdlinks", ["b.md", "b c.md", "b c.md", "b.md", "b(1).md", "b.md", "b.md", "", "i.png", "#h"]),
    ],
)
def test_shared_samples(name: str, targets: list[str]) -> None:
    text = (SYNTHETIC / f"{name}.md").read_bytes().decode()
    assert [link.target for link in links(text)] == targets


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#a #b/c #d-e_f #2024년 #투자를 #😀", ["a", "b/c", "d-e_f", "2024년", "투자를", "😀"]),
        ("#1 #123 a#b # c ##d \\#e &#f; (#g)", []),
        ("#a, #b. #c! #d: #e; (#f", ["a", "b", "c", "d", "e"]),
        ("# #a\n- #b\n> #c\n| #d |\n", ["a", "b", "c", "d"]),
        ("`#a` [[b#c]] [t](u.md#v) https://x.y/#z %% #w %% $#a$ [ #b ](c.md)", []),
        ("```\n#a\n```\n<!-- #b -->\n", []),
    ],
)
def test_tags(text: str, tags: list[str]) -> None:
    assert [tag.name for tag in Note("n.md", text).tags] == tags


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a ^b\n", ["b"]),
        ("- a ^b-1\n- c\n\n^D\n", ["b-1", "D"]),
        ("a^b\na ^b c\na ^한글\na ^b_c\n", []),
        ("`a ^b`\n```\nc ^d\n```\n%% e ^f %%\n", []),
        ("a ^b  \nc ^d", ["b", "d"]),
        ("$x ^2$\n", []),
    ],
)
def test_block_ids(text: str, names: list[str], newline: str) -> None:
    text = text.replace("\n", newline)
    assert [block_id.name for block_id in Note("n.md", text).block_ids] == names


def test_property_links() -> None:
    data = {"a": "[[b|c]]", "d": ["[[e]]", "x [[y]]", "![[f.png]]"], "g": {"h": "[[i#j]]"}, "k": 1, "l": None}
    assert [link.target for link in property_links(data)] == ["b", "e", "f.png", "i#j"]


def test_facts_are_all_that_other_notes_may_know() -> None:
    text = (
        "---\ntype: company\naliases: [에이, A, A]\ntags: ['#x', y]\nautolink: never\npartner: '[[b]]'\n---\n"
        "# One #x\n## Two\n[[c]] [[c]] [[b]] #z ^id\n"
    )
    facts = Note("a.md", text).facts
    assert facts.kind == "company" and facts.aliases == ("에이", "A") and facts.autolink == "never"
    assert facts.tags == ("x", "y", "z")
    assert facts.headings == ((1, "One #x"), (2, "Two"))
    assert facts.links == ("c", "b") and facts.block_ids == ("id",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![a [b](c.md) d](pic.png) [x](y.md)", [("pic.png", True), ("y.md", False)]),
        ("![a [[b]] d](pic.png)", [("b", False)]),
        ("[![p](i.png)](a.md)", [("a.md", False), ("i.png", True)]),
    ],
)
def test_the_words_for_an_image_hold_no_markdown_link(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(link.path, link.embed) for link in links(text)] == found


def test_a_mark_of_a_block_names_one() -> None:
    assert [link.is_block for link in links("[[a#^b]] [[a#^]] [[a#b]] [[a]]")] == [True, False, False, False]


def test_syntax_that_is_no_prose() -> None:
    text = "- [ ] key:: v\ntags:: p/q\n<Card>\n<Cards\n  a={[\n    'Acme'\n  ]}\n/>\n/>\n[x:: y] (z:: w) {{t}}\n> [!note]- T\n[^1]: def\n[r]: http://x\nx[^2] <kbd>K</kbd>\n"
    assert sorted({span.of(text) for span in syntax(text)}) == sorted(
        [
            "key::",
            "tags:: p/q",
            "<Cards\n  a={[\n    'Acme'\n  ]}\n/>",
            "[x:: y]",
            "(z:: w)",
            "{{t}}",
            "[!note]-",
            "[^1]:",
            "[^1]",
            "[r]: http://x",
            "[^2]",
            "<kbd>K</kbd>",
        ]
    )


@pytest.mark.parametrize(("name", "is_one"), [("12", False), ("1a", True), ("a b", False), ("투자/초기", True)])
def test_what_is_a_tag(name: str, is_one: bool) -> None:
    assert is_tag(name) is is_one
