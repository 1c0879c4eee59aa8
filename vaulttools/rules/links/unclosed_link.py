from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Span, Vault, VaultRule, pattern
from vaulttools.text import line_end, line_start

_HALF = pattern(
    r"(?<![\[\\])!?\[\[(?P<open>[^\[\]|#\r\n]+)(?:[|#][^\[\]\r\n]*)?\](?![\](])"
    r"|(?<![\[\\])!?\[(?P<shut>[^\[\]|#\r\n]+)(?:[|#][^\[\]\r\n]*)?\]\](?![\](])"
)
_LOST = pattern(r"(?<=[^\s\[(])\]\((?=\ufffc)")
_ADDRESS = pattern(r"\]\(https?://[^\s()]+\)")
_BRACKET = pattern(r"[\[\]]")
_ACME = {"Acme.md": "---\naliases: [볕드림]\n---\n"}


class UnclosedLink(VaultRule):
    """A link with a bracket too few: `[[Acme]`, `[Acme]]`, `words](https://a.example)`.

    ## Why
    It is shown as plain text with its brackets, and the note gets no backlink. Only names and aliases of notes, names of files
    and addresses are looked for, in lines with no other bracket that would make up for it.

    ## Fix
    Unsafe: the missing bracket is added to a wiki-link. Where the words of the other one begin, you must say.
    """

    reads_canvases = True
    examples = (
        Good("[[Acme]] [Acme] [[Acme](x.md) `[[Acme]` \\[[Acme] [[Nobody] [Nobody]]\n", beside=_ACME),
        Good("[[Acme] and more] [see [Acme]] [ \n", beside=_ACME),
        Bad("«[[Acme]» won.\n\nAnd «[Acme]]».\n", beside=_ACME, fixed="[[Acme]] won.\n\nAnd [[Acme]].\n"),
        Bad(
            "«[[볕드림|은행]»은, «![[a.png]»\n", beside={"a.png": "", **_ACME}, fixed="[[볕드림|은행]]은, ![[a.png]]\n"
        ),
        Bad("| a |\n|---|\n| «[[Acme#Team]» |\n", beside=_ACME, fixed="| a |\n|---|\n| [[Acme#Team]] |\n"),
        Bad("Why they left«](https://a.example/b)», see [this](https://a.example).\n"),
        Good(
            "[see why](https://a.example) or [[1](https://a.example)] and `a](https://a.example)`, f[0](x), [a]](https://a.example)\n"
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        prose = note.prose
        for match in _LOST.finditer(prose) if "](" in prose else ():
            address = _ADDRESS.match(note.text, match.start())
            line = note.points.at(match.start()).line
            if address is not None and "[" not in prose[line.start : match.start()]:
                yield self.finding(
                    Span(*address.span()), "this link lacks a bracket", help="write `[` before its words"
                )
        alone: set[int] = set()
        end_of_line = -1
        for match in _HALF.finditer(prose) if "[[" in prose or "]]" in prose else ():
            start, end = match.span()
            if start > end_of_line:
                end_of_line = line_end(prose, start)
                alone = _without_partners(prose, line_start(prose, start), end_of_line)
            is_open = match["open"] is not None
            name = (match["open"] or match["shut"]).strip()
            if (prose.index("[", start) if is_open else end - 1) in alone and (
                vault.resolve(name, note.path).path is not None or vault.by_alias(name)
            ):
                link = f"{match[0]}]" if is_open else match[0].replace("[", "[[", 1)
                yield self.finding(
                    Span(start, end),
                    "this link lacks a bracket",
                    help="write `{link}`",
                    edits=[Edit(Span(start, end), link)],
                    safety=Safety.UNSAFE,
                    link=link,
                )


def _without_partners(text: str, start: int, end: int) -> set[int]:
    """Where the brackets stand between `start` and `end` of `text` that no other one closes or opens."""
    opened: list[int] = []
    alone = set()
    for match in _BRACKET.finditer(text, start, end):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            alone.add(match.start())
    return alone.union(opened)
