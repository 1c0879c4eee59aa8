from collections.abc import Sequence

from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Span, pattern

_WIKI = pattern(r"(?<![^\s>*_~|])!?\[\[(?:\|[^\[\]\r\n]*)?\]\](?![^\s가-힣.!?)*_~|])")
_EMPTY = ("]()", "](<>)")
_EMPTY_WIKI = ("[[]]", "[[|")
_WORDS = pattern(r"(?s)(?!.*!\[).*[^\W\d_]{2}")


class EmptyLink(NoteRule):
    """A link that names nothing to open: `[[]]`, `[words]()`.

    ## Why
    `[[]]` is shown as it is written, and a click on `[words]()` opens nothing: a name or an address was to be filled in.
    `[words](#)` is left alone, because many write it until they have an address. So is `[[]]` beside signs of code.

    ## Fix
    None: name what the link is to open, or remove its brackets.
    """

    reads_canvases = True
    examples = (
        Good(
            '[[Acme]] [words](Acme.md) [words](#) `[[]]` f([[]]) x[[]] "[[]]" [[]]: 1 = [[]], [ ]() [x]() call[name]() [![badge](a.png)]()\n'
        ),
        Good("```\n[[]]\n[words]()\n```\n\n[[ ]] [[[]], []]\n"),
        Bad("We met «[[]]» and «[[|them]]».\n\n- «![[]]»\n- «[[]]»을 본다. **«[[]]»**\n"),
        Bad("See «[the plan]()» and «![그림](<>)».\n"),
    )

    def check(self, note: Note) -> Findings:
        text = note.text
        found = [Span(*match.span()) for match in _WIKI.finditer(note.prose)] if _has_any(_EMPTY_WIKI, text) else []
        for link in note.links if _has_any(_EMPTY, text) else ():
            is_empty = not link.wiki and link.target_span is not None and not link.target_span.of(text)
            if (
                is_empty
                and _WORDS.match(link.shown or "")
                and not text[link.span.start - 1 : link.span.start].isalnum()
            ):
                found.append(link.span)
        for place in sorted(found):
            yield self.finding(
                place, "this link names nothing to open", help="name what the link is to open, or remove the brackets"
            )


def _has_any(marks: Sequence[str], text: str) -> bool:
    return any(mark in text for mark in marks)
