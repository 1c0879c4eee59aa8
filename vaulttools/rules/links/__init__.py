"""Rules about links, and about the names by which notes are linked to."""

import posixpath
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import unquote

from vaulttools.edits import Edit, Fix, Safety
from vaulttools.findings import Finding, Related
from vaulttools.korean.particles import stem
from vaulttools.message import Message
from vaulttools.note import Link, Note
from vaulttools.note.base import Base
from vaulttools.note.facts import without_ending
from vaulttools.patterns import pattern
from vaulttools.rule import Rule, fix
from vaulttools.text import Span
from vaulttools.values import NamedTuple
from vaulttools.vault import Vault
from vaulttools.vault.near_headings import near_blocks, near_headings
from vaulttools.vault.paths import from_root
from vaulttools.vault.subpaths import heading_link

INDEXES = ("index", "_index", "home", "readme", "moc", "start here", "홈", "목차", "색인", "대문", "시작")
"""What notes are called that lead to all others."""

MOST_NAMES = 50
"""The most names that are told in a message."""
MOST_GUESSES = 1000
"""Of so many different broken links in a note what was meant is looked for: each is compared with thousands of names, perhaps."""
_MOST = 5
"""The most other notes, or headings, that are shown."""


def related_notes(paths: Iterable[str], message: Message) -> tuple[Related, ...]:
    """The notes at the first of `paths` as what explains a finding, each with `message`."""
    return tuple([Related(Span(0, 0), message, path) for path in [*paths][:_MOST]])


def names_folder(link: Link, note: Note, vault: Vault) -> bool:
    """Whether `link`, which opens no file, is one to a folder."""
    could_be_note = link.wiki and not link.path.endswith("/")
    if could_be_note and (link.embed or vault.settings.dialect != "obsidian"):
        return False
    if not link.wiki and link.path.startswith("/"):
        return False  # of a web site
    return vault.unopened.is_folder(link.path, note.path) and not (
        could_be_note and (vault.by_alias(link.path) or is_code(link, note.text))
    )


_RANGE = pattern(r"(?:,\d+)?(?::#.*)?\Z")
"""What Dendron shows of a note from a heading on: without so many lines, and up to another place."""


def first_place(link: Link, vault: Vault) -> str:
    """The subpath of `link`: of a range of Dendron's (`![[note#from,1:#to]]`), that of its start."""
    if not link.embed or vault.settings.dialect != "dendron":
        return link.subpath
    return _RANGE.sub("", link.subpath)


class MixedLink(NamedTuple):
    """A wiki-link and a markdown link in one."""

    span: Span
    words: str
    """What it shows."""
    address: str
    """The address of the markdown link, or nothing."""
    target: str
    """What the wiki-link leads to: path and subpath."""


_WORDS_BEFORE = pattern(r"(?<![\\\[!])\[([^\[\]\n|]+)\]\(\Z")
_ADDRESS_BEHIND = pattern(r"\]?\(([^()\s]+)\)")
_WEB_BEHIND = pattern(r"\((https?://[^()\s]+)\)")


def mixed_link(link: Link, note: Note, vault: Vault) -> MixedLink | None:
    """What `link` is part of where it is `[words]([[note]])`, `[[[words]](address)` or, with no such note, `[[words]](https://...)`.

    None where it is none of these.
    """
    text, (start, end) = note.text, link.span
    if not link.wiki:
        target = link.target
        if link.embed or not (link.shown and target.startswith("[[") and target.endswith("]]")):
            return None
        return MixedLink(link.span, link.shown, "", target[2:-2].partition("|")[0])
    if link.embed:
        return None
    if text.startswith("](", start - 2) and text.startswith(")", end):
        opened = text.rfind("[", 0, start)
        words = _WORDS_BEFORE.match(text, opened, start) if opened >= 0 else None
        return MixedLink(Span(words.start(), end + 1), words[1], "", link.target) if words else None
    if text.startswith("[", start - 1) and text[start - 2 : start - 1] not in ("[", "!", "\\"):
        behind = _ADDRESS_BEHIND.match(text, end)
        if behind and ("://" in behind[1] or vault.resolve(unquote(behind[1]).partition("#")[0], note.path).path):
            words_shown = link.target if link.shown is None else link.shown
            return MixedLink(Span(start - 1, behind.end()), words_shown, behind[1], link.target)
    elif (behind := _WEB_BEHIND.match(text, end)) and vault.resolve(link.path, note.path).path is None:
        words_shown = text[start + 2 : end - 2] if link.shown is None else link.shown
        return MixedLink(Span(start, behind.end()), words_shown, behind[1], link.target)
    return None


_CODE = pattern(
    r"""\W+|[-:!"'$({<].*|.*(?:==|&&|::|\|\||[$"<>=;{}]).*|\d{1,3}|\d+(?:\s*[,.:]\s*\d+)+|_?toc_?"""  # dots, shells, numbers, a contents
    r"|.*\w\[.*"  # an index
    r"|nodiscard|maybe_unused|fallthrough|likely|unlikely|noreturn|deprecated|carries_dependency"  # C++ attributes
    r"|Prototype|Get|Set|Call|Construct|HomeObject|Environment|GetPrototypeOf|SetPrototypeOf|IsExtensible"
    r"|PreventExtensions|GetOwnProperty|DefineOwnProperty|HasProperty|Delete|OwnPropertyKeys|Extensible|Scope"
    r"|Value|Writable|Enumerable|Configurable|PromiseState|PromiseResult|ThisValue|BoundThis|Realm"  # ECMAScript's slots
)


def is_code(link: Link, text: str) -> bool:
    """Whether double brackets are no link but code or mathematics that stands in running text: `[[ -f a ]]`, `x[[1]]`."""
    if not link.wiki or link.shown is not None or link.subpath:
        return False
    before = text[link.span.start - 1 : link.span.start]
    return (before.isascii() and (before.isalnum() or before in "_)]") and before != "") or bool(
        _CODE.fullmatch(link.path)
    )


class Meant(NamedTuple):
    """What a link was meant for that opens no file."""

    path: str
    alias: str = ""
    """The alias by which it names the note at `path`, or its name with a particle behind it, if it is one."""


_PARTICLES = "는은을를의에와"
"""Those of one syllable that end hardly a noun, as 도 and 로 do: `제주도`, `세종로`."""


def meant(path: str, source: str, vault: Vault, embed: bool = False, guess: bool = True) -> Meant | None:
    """What the link path `path` in the note at `source` was meant for: the file where git says it was moved to, or, to `guess`,
    one that is called nearly so."""
    near = vault.unopened.moved_to(from_root(path, source))
    if near is None and guess:
        near = vault.nearest.note(path, source) if names_note(path) else vault.nearest.file(path)
        if near is None and embed:
            near = vault.nearest.with_ending(path)
        if near == source:
            near = None  # `[the plan](../plans/Acme.md)` in the note Acme
    if near is not None or not guess:
        return Meant(near) if near is not None else None
    name = without_ending(path)
    alias = name if vault.by_alias(name) else vault.nearest.alias(name) if names_note(path) else None
    owners = vault.by_alias(alias) if alias else ()
    if not alias and (bare := stem(name)) != name and (len(name) > len(bare) + 1 or name[-1] in _PARTICLES):
        alias, owners = name, tuple([each for each in vault.called(bare) if each in vault.facts])
    return Meant(owners[0], alias) if alias and len(owners) == 1 else None


def names_note(path: str) -> bool:
    """Whether the link path `path` is that of a note, and not of another file, by its ending."""
    ending = path.rpartition(".")[2].lower()
    return ending == "md" or not (1 < len(ending) <= 5 and ending.isalnum()) or ending.isdigit() or "." not in path


def missing_file(
    rule: Rule, path: str, place: Span, near: str | None, fix: Fix | None, note: Note, vault: Vault
) -> Finding:
    """What `rule` finds where the link path `path`, which `note` has at `place`, opens no file; `near` is what was meant."""
    is_note = names_note(path)
    owners = () if near else vault.by_alias(path)
    return rule.finding(
        place,
        "no note is named `{name}`" if is_note else "there is no file `{name}`",
        help="write `{near}` if that is what you mean"
        if near
        else "it is an alias of {owners}: write the one you mean"
        if owners
        else "create the note, or correct the name"
        if is_note
        else "put the file in the vault, or write its current path",
        fix=fix,
        name=path,
        near=near,
        owners=tuple(vault.path_text(owner, note.path) for owner in owners[:MOST_NAMES]),
    )


def missing_heading(
    rule: Rule,
    subpath: str,
    path: str,
    vault: Vault,
    place: Callable[[str], Span],
    can_fix: bool,
    guess: bool,
    write: Callable[[str], str] = heading_link,
) -> Finding:
    """What `rule` finds where `subpath` leads to no heading of the note at `path`: the heading that was meant, if one is near.

    `place` says where an end of the subpath is written: its last step, or all of it where a heading has the `#` in itself.
    Without `guess` none is near but what it was reworded to. `write` makes of the words of a heading what a link has of them.
    """
    words, near = _near_heading(subpath, path, vault, guess)
    near = near and write(near)
    if near == words:
        words = subpath  # it has a `#` too many
    span = place(words)
    headings = near_headings(vault.facts[path].headings)
    return rule.finding(
        span,
        "`{note}` has no heading `{heading}`",
        help="write `{near}` if that is what you mean"
        if near
        else "its headings: {headings}"
        if headings.links
        else "the note has no headings",
        fix=fix("link to the heading `{near}`", Edit(span, near), safety=Safety.UNSAFE, near=near)
        if near and can_fix
        else None,
        note=vault.name(path),
        heading=words,
        near=near,
        headings=headings.links[:_MOST],
    )


def _near_heading(subpath: str, path: str, vault: Vault, guess: bool) -> tuple[str, str | None]:
    """The words of `subpath` that lead to no heading of the note at `path`, and the heading that they mean; None for none."""
    above, _, words = subpath.rpartition("#")
    words = words.lstrip() or subpath
    headings = near_headings(vault.facts[path].headings)
    if above:
        whole = headings.whole(subpath)
        return (subpath, whole) if whole else (words, None)
    return words, vault.subpaths.reworded(path, words) or (headings.find(unquote(words)) if guess else None)


def missing_block(rule: Rule, block: str, path: str, vault: Vault, place: Span, can_fix: bool) -> Finding:
    """What `rule` finds where the note at `path` has no `block` (`^id`), which is written at `place`: the id that was meant."""
    near = near_blocks(vault.facts[path].block_ids).find(block[1:])
    near = near and f"^{near}"
    return rule.finding(
        place,
        "`{note}` has no block `{block}`",
        help="write `{near}` if that is what you mean" if near else "write `{block}` at the end of the block you mean",
        fix=fix("link to the block `{near}`", Edit(place, near), safety=Safety.UNSAFE, near=near)
        if near and can_fix
        else None,
        note=vault.name(path),
        block=block,
        near=near,
    )


@lru_cache(maxsize=1)  # Two rules ask it of each note.
def missing(note: Note, vault: Vault) -> tuple[Link, ...]:
    """The links of `note` that are meant to open a file of the vault, and open none.

    Not those that another rule speaks of: to one note's alias, to a folder, two links mixed.
    """
    return tuple(
        [
            link
            for link in vault.unopened.links(note)
            if aliased(link, vault) is None
            and not is_code(link, note.text)
            and not _is_filled_in(link, note)
            and not _leads_out(link, note.path, vault)
            and not _is_page(link, note.path, vault)
            and not names_folder(link, note, vault)
            and mixed_link(link, note, vault) is None
            and not _in_dialect(link, note.path, vault)
        ]
    )


def aliased(link: Link, vault: Vault) -> str | None:
    """The note of which `link`, a wiki-link that opens no file, has an alias for its name; None for none, or several."""
    owners = vault.by_alias(link.path) if link.wiki and not link.embed else ()
    return owners[0] if len(owners) == 1 else None


def is_awaited(link: Link, note: Note, vault: Vault) -> bool:
    """Whether `link`, which opens no file, is one to a note that is yet to be written: see `Unopened.is_awaited`.

    A template links ahead: what it names is filled in. A base also finds the notes with a link to what it names where nothing
    has that name (Obsidian help, Bases syntax).
    """
    if link.embed or link.subpath or not (link.wiki or vault.settings.markdown_links):
        return False
    if isinstance(note, Base) and vault.graph.is_linked(link.path) and vault.unopened.moved_to(link.path) is None:
        return True
    return vault.unopened.is_awaited(link.path, note.path, note.is_template)


def path_span(link: Link) -> Span:
    """Where the path of `link` is written, without the subpath."""
    if link.target_span is None:
        return link.span
    start, end = link.target_span
    if link.wiki:
        return Span(start, start + len(link.path))
    return Span(start, end - len(link.subpath) - 1 if link.subpath else end)


def subpath_span(link: Link, text: str) -> Span:
    """Where the subpath of `link` is written in `text`; all of its target where that has `%20` and the like, or no `#` at all."""
    if link.target_span is None:
        return link.span
    target = link.target_span.of(text)
    is_written = target.endswith(link.subpath if link.wiki else f"#{link.subpath}")
    end = link.target_span.end
    return Span(end - len(link.subpath), end) if is_written else link.target_span


_PLACEHOLDER = pattern(
    r"\{(?:static|filename|attach|author|category|index|tag)\}|\{\{(?:(?!\{\{|\}\}).)*+\}\}|<%(?:(?!<%|%>).)*+%>|\{%(?:(?!\{%|%\}).)*+%\}|\$\{(?:(?!\$\{|\}).)*+\}"
)
"""What a template or a script puts the name for: `[[{{title}}|x]]`, `[day](<% tp.file.title %>)`, `[a]({static}a.png)` (Pelican)."""


def _is_filled_in(link: Link, note: Note) -> bool:
    """Whether the name in `link` has a part to be filled in (`../plans/<name>.md`), or leads from where a template's note will be."""
    return (
        _PLACEHOLDER.search(note.text, *link.span) is not None
        or _PLACEHOLDER.search(link.path) is not None
        or "<" in link.path
        or (note.is_template and link.path.startswith("../"))
    )


def _leads_out(link: Link, source: str, vault: Vault) -> bool:
    """Whether a markdown link is the address of a page of a web site, or leads out of what a vault shows: up, or behind a dot.

    Obsidian writes no slash at the beginning: what is in a folder that the vault does not have (`/img/a.png`) is in one of the site's.
    """
    if link.wiki:
        return False
    if link.path.startswith("/"):
        folder, _, name = link.path[1:].partition("/")
        return (
            link.path.endswith(".html")
            or "." not in link.path.rpartition("/")[2]
            or (bool(name) and not vault.unopened.is_folder(f"/{folder}", source))
        )
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), link.path))
    return path.startswith(".") or "/." in path


_QUERY = pattern(r"\?[\w&=.%-]*\Z")
_PAGE = pattern(r"\.html?\Z")


def _is_page(link: Link, source: str, vault: Vault) -> bool:
    """Whether a markdown link names a file as the web serves it: `a.png?raw=true`, and `a.html`, which `a.md` becomes."""
    if link.wiki:
        return False
    bare = _QUERY.sub("", link.path)
    served = _PAGE.sub(".md", bare)
    return served != link.path and vault.resolve(served, source).path is not None


_VIMWIKI = pattern(r"(?:diary|local|file|wiki\d+|wn\.[^:]+):|//|~/")


def _in_dialect(link: Link, source: str, vault: Vault) -> bool:
    """Whether the link is right in the vault's dialect of wiki-links, though not in Obsidian's."""
    if not link.wiki:
        return False
    match vault.settings.dialect:
        case "logseq":
            return not link.embed
        case "dendron":
            target = (link.shown or "").partition("#")[0].strip()
            return (
                link.path.startswith("dendron://")
                or (bool(target) and vault.resolve(target, source).path is not None)
                or vault.nearest.goes_on(link.path.removesuffix("*") if link.embed else f"{link.path}.")
            )
        case "vimwiki":
            return _VIMWIKI.match(link.path) is not None
    return False
