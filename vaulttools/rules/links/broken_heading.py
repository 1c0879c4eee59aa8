import re
from functools import lru_cache, partial

from vaulttools.note import Link
from vaulttools.rule import Bad, Findings, Good, Note, Span, Vault, VaultRule, pattern
from vaulttools.rules.links import MOST_GUESSES, first_place, missing_heading, subpath_span
from vaulttools.vault.subpaths import heading_link, slug

_ACME = {"Acme.md": "# Acme\n\n## Funding rounds\n\n### 2025\n\n## Team\n"}


class BrokenHeading(VaultRule):
    """A link to a heading that its note does not have.

    ## Why
    The link opens the note at its top, and the reader has to search for the place; an embed shows nothing at all.

    ## Fix
    Unsafe: the link is changed where one heading of the note is close to the one written, or where git shows what the
    heading has been reworded to since the note was last committed. Links in a canvas are only reported, and so are markdown
    links with `%20` after the `#`.
    """

    reads_canvases = True
    examples = (
        Good("[[Acme#Funding rounds]], [[acme#team]], [[Acme#Funding rounds#2025]], [t](Acme.md#Team)\n", beside=_ACME),
        Good("[t](Acme.md#funding-rounds) is an address on other sites.\n", beside=_ACME),
        Good("[[Acme#^id]], [[Acme]], ![[d.pdf#page=3]], [[Nobody#Team]]\n", beside={"d.pdf": "", **_ACME}),
        Good("## 시장\n\n[[#시장]]\n"),
        Bad("[[Acme#«Exit»]]\n", beside=_ACME),
        Bad("[[Acme#«Funding round»|them]]\n", beside=_ACME, fixed="[[Acme#Funding rounds|them]]\n"),
        Bad("## 투자 유치\n\n[[#«투자 유지»]]를 보라\n", fixed="## 투자 유치\n\n[[#투자 유치]]를 보라\n"),
        Bad("[t](Acme.md#«fundign-rounds»)\n", beside=_ACME, fixed="[t](Acme.md#funding-rounds)\n"),
        Bad(
            "[t](Acme.md#«on-fnuding-of-us»)\n",
            beside={"Acme.md": "## On funding of us\n"},
            fixed="[t](Acme.md#on-funding-of-us)\n",
        ),
        Bad("[t](Acme.md#«Fundings»)\n", beside={"Acme.md": "## Funding s\n"}, fixed="[t](Acme.md#Funding%20s)\n"),
        Bad("[[Acme#«risks-issues»]]\n", beside={"Acme.md": "## Risks & issues\n"}, fixed="[[Acme#Risks & issues]]\n"),
        Bad("[t](«Acme.md#Funding%20roundss»)\n", beside=_ACME),
        Bad("[[Acme#Team#«2025»]]\n", beside=_ACME),
        Bad(
            "[[Acme#«funding-rounds»]] [[Acme#«Funding%20rounds»]]\n",
            beside=_ACME,
            fixed="[[Acme#Funding rounds]] [[Acme#Funding rounds]]\n",
        ),
        Good("[[Acme#Team]] [[Acme#Team ^us]]\n", beside={"Acme.md": "## Team ^us\n"}),
        Good("[t](Acme.md#use)\n", beside={"Acme.md": "## 사용법 {#use}\n"}),
        Good("[t](#top) [t](Acme.md#L10) [t](Acme.md?plain=1#L1-L2)\n", beside=_ACME),
        Good("[t](Acme.md#use)\n", beside={"Acme.md": '<a id="use"></a>\n\n## 사용법\n'}),
        Good("[t](Acme.md#use)\n", beside={"Acme.md": "## [Use](#top)\n"}),
        Good(
            "[t](Acme.md#risks-issues) [t](Acme.md#team_1)\n",
            beside={"Acme.md": "## Risks & issues\n## Team\n## Team\n"},
        ),
        Good("[t](Acme.md#acme.Team)\n", beside={"Acme.md": "# API\n\n::: acme.team\n"}),
        Good("[t](#-start) [t](#️-end-) [t](#senda-b-)\n\n## 🚀 Start\n\n## ⚙️ End?! 🎉\n\n## `send(a[, b][, ...])`\n"),
        Good("[t](#who-s-in-out) [t](#whos-inout) [t](#_2-who)\n\n## Who's in/out?\n\n## 2. Who\n"),
        Bad("[t](Acme.md#«#funding-rounds»)\n", beside=_ACME, fixed="[t](Acme.md#funding-rounds)\n"),
        Bad("[[Acme#«use»]]\n", beside={"Acme.md": '<a id="use"></a>\n\n## 사용법\n'}),
        Good("[[Acme#funding-rounds]]\n", beside=_ACME, config="dialect: dendron\n"),
        Good("![[Acme#team,1]] ![[Acme#team:#*]] ![[Acme#*]]\n", beside=_ACME, config="dialect: dendron\n"),
        Bad("![[Acme#«teem»:#*]]\n", beside=_ACME, fixed="![[Acme#Team:#*]]\n", config="dialect: dendron\n"),
        Bad("[[Acme#«C# and F#»]]\n", beside={"Acme.md": "## C# and F#\n"}, fixed="[[Acme#C and F]]\n"),
        Good("[[Acme#^]] and [[Acme##]] are being written\n", beside=_ACME),
        Bad("[[Acme#«#Exit#»]] [[Acme#Team# «Exit»]]\n", beside=_ACME),
        Good("[[Acme## Team]] [[Acme#C#]] [[## Mine]]\n\n## Mine\n", beside={"Acme.md": "## Team\n\n## C#\n"}),
        Bad("[[Acme#«Team of Acme»]]\n", beside=_ACME, fixed="[[Acme#Team]]\n"),
        Bad(
            "[[Acme#«Off-site»]] [[Acme#«dry-running»]]\n",
            beside={"Acme.md": "## On-site\n\n## Off-site copy\n\n## Running dry\n"},
            fixed="[[Acme#Off-site copy]] [[Acme#Running dry]]\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        asked: set[tuple[str, str]] = set()
        for link in note.links:
            if not link.subpath or link.subpath.startswith(("^", "[^")):
                continue
            start = first_place(link, vault)
            path = vault.resolve(link.path, note.path).path
            if (
                path is None
                or path not in vault.facts
                or start.strip("# ") in ("", "*")
                or vault.subpaths.has_heading(path, start)
                or _is_address(link._replace(subpath=start), path, vault)
                or vault.subpaths.is_drawing(path)
            ):
                continue
            if len(asked) < MOST_GUESSES:
                asked.add((path, start))
            whole = subpath_span(link, note.text)
            is_written = whole.of(note.text) == link.subpath
            place = partial(_place, whole, len(start) if is_written else None)
            write = heading_link if link.wiki else partial(_as_address, start)
            yield missing_heading(self, start, path, vault, place, is_written, (path, start) in asked, write)


def _place(whole: Span, size: int | None, words: str) -> Span:
    """Where `words`, which end after `size` code points of a subpath, stand in `whole`; all of it where nobody knows."""
    return whole if size is None else Span(whole.start + size - len(words), whole.start + size)


def _as_address(written: str, heading: str) -> str:
    """`heading` in a markdown link: as web pages have it where `written` looks like that, else with `%20` for a space."""
    is_slug = written == written.lower() and " " not in written
    return slug(heading) if is_slug else heading_link(heading).replace(" ", "%20")


def _is_address(link: Link, path: str, vault: Vault) -> bool:
    """Whether a markdown link names a heading as web pages do: Obsidian opens the note, others the place."""
    if not link.wiki and _OF_A_PAGE.fullmatch(link.subpath):
        return True
    wanted = link.subpath.lower()
    bare = wanted.replace("\ufe0f", "").strip("-")  # what GitHub leaves of an emoji, and the blank behind it
    return (not link.wiki or vault.settings.dialect in ("dendron", "vimwiki")) and (
        not vault.subpaths.slugs(path).isdisjoint((wanted, bare, _NUMBER.sub("", wanted)))
        or wanted in _anchors(text := vault.text(path))
        or _has_more(text)
    )


_OF_A_PAGE = pattern(r"L\d+(?:-L\d+)?|(?i:top)")
"""Lines of a file, as GitHub shows it: `a.md#L10-L20`; the top of a page, by the HTML standard."""
_NUMBER = pattern(r"\A_(?=\d)|[-_]\d+\Z")
"""What VuePress and VitePress put before a number, and others behind what was there before: `_2-team`, `team-1`."""
_ANCHOR = pattern(r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'\s<>]+)|\{:?\s*#([\w.:-]+)[^{}\n]*\}""", re.IGNORECASE)


_PUT_IN = pattern(
    r"^[ \t]*(?:::: \w+[.-][\w.-]+[ \t\r]*$|-{1,}8<-{1,} *[\"']|\{%-? *(?:include|import)|\{\{ *#include|\{! *[\w./-]+ *!\})",
    re.MULTILINE,
)
"""Where the program that makes a web page puts something else in, with headings that nobody sees here: MkDocs, Jekyll, mdBook."""


@lru_cache(maxsize=64)
def _anchors(text: str) -> frozenset[str]:
    """The anchors that `text` sets itself, in small letters: `<a id="use">`, `{#use}`."""
    return frozenset((match[1] or match[2]).lower() for match in _ANCHOR.finditer(text))


@lru_cache(maxsize=64)
def _has_more(text: str) -> bool:
    """Whether the page that is made of `text` has more in it."""
    return _PUT_IN.search(text) is not None
