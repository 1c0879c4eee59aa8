"""Rules about links, and about the names by which notes are linked to."""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import unquote

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Related
from vaulttools.message import Message
from vaulttools.note import Link, Note
from vaulttools.patterns import pattern
from vaulttools.rule import Rule, fix
from vaulttools.text import Span
from vaulttools.vault import Vault
from vaulttools.vault.paths import heading_link

INDEXES = ("index", "_index", "home", "readme", "moc", "start here", "홈", "목차", "색인", "대문", "시작")
"""What notes are called that lead to all others."""

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
    return vault.is_folder(link.path, note.path) and not (
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


def mixed_link(link: Link, note: Note, vault: Vault) -> MixedLink | None:
    """What `link` is part of where it is `[words]([[note]])` or `[[[words]](address)`; None where it is neither."""
    text, (start, end) = note.text, link.span
    if not link.wiki:
        target = link.target
        if link.embed or not (link.shown and target.startswith("[[") and target.endswith("]]")):
            return None
        return MixedLink(link.span, link.shown, "", target[2:-2].partition("|")[0])
    if link.embed:
        return None
    if text.startswith("](", start - 2) and text.startswith(")", end):
        words = _WORDS_BEFORE.search(text, text.rfind("\n", 0, start) + 1, start)
        return MixedLink(Span(words.start(), end + 1), words[1], "", link.target) if words else None
    if text.startswith("[", start - 1) and text[start - 2 : start - 1] not in ("[", "!", "\\"):
        behind = _ADDRESS_BEHIND.match(text, end)
        if behind and ("://" in behind[1] or vault.resolve(unquote(behind[1]).partition("#")[0], note.path).path):
            words_shown = link.target if link.shown is None else link.shown
            return MixedLink(Span(start - 1, behind.end()), words_shown, behind[1], link.target)
    return None


_CODE = pattern(
    r"""[-:!"'$({<].*|.*(?:==|&&|::|\|\||[$"<>=;{}]).*|\d{1,3}|\d+(?:\s*[,.:]\s*\d+)+|_?toc_?"""  # shells, numbers, a contents
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


def missing_heading(
    rule: Rule, subpath: str, path: str, vault: Vault, place: Callable[[str], Span], can_fix: bool = True
) -> Finding:
    """What `rule` finds where `subpath` leads to no heading of the note at `path`: the heading that was meant, if one is near.

    `place` says where an end of the subpath is written: its last step, or all of it where a heading has the `#` in itself.
    """
    above, _, words = subpath.rpartition("#")
    headings = vault.nearest.headings(path)
    near = headings.whole(subpath) if above else None
    if near:
        words = subpath
    elif not above:
        near = vault.reworded(path, words) or headings.find(words)
    near = near and heading_link(near)
    span = place(words)
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
