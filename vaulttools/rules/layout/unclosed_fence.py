from vaulttools.rule import Bad, Findings, Good, Message, Note, NoteRule, Related, Span, pattern
from vaulttools.text import LINE_ENDING

_OPENING = pattern(r"(?P<fence>`{3,}|~{3,})[^\r\n]*")
_INSIDE = pattern(r"^[ \t>]*(?P<opening>(?P<fence>`{3,}|~{3,})[ \t]*[A-Za-z][\w+#-]*)[ \t]*\r?$")


class UnclosedFence(NoteRule):
    """A block of code without the line that closes it.

    ## Why
    All that follows is shown as code, up to the next such line or to the end of the note, and no link or tag in it is one. A line
    that begins other code inside of it, with a language behind its backticks, shows that the first was to end before.

    ## Fix
    None: only you know where the code ends. Three backticks behind the last words of the code do not close it; they need a line
    of their own.
    """

    reads_code = True

    examples = (
        Good("```sh\nls\n```\n\n~~~~\n```\n~~~\n~~~~\n\n    ```\n    x\n\n> ```\n> x\n> ```\n", alone=True),
        Good("````markdown\n```python\nx = 1\n```\n````\n", alone=True),
        Bad("Run it:\n\n«```sh»\nls```\n\nThen [[Acme]].\n", beside={"Acme.md": ""}, alone=True),
        Bad("```\nls\n\nThen:\n\n«```python»\nx = 1\n```\n", alone=True),
        Bad("- one\n  «```»\n  ls\n- two\n", alone=True),
    )

    def check(self, note: Note) -> Findings:
        text = note.text
        for block in note.blocks.of("code_block"):
            opening = _OPENING.match(text, block.start) if block.data is not None else None
            if opening is None:
                continue
            fence = opening["fence"]
            *_, last = LINE_ENDING.split(text[opening.end() : block.end])
            closing = last.strip(" \t>")
            if len(closing) < len(fence) or closing.strip(fence[0]):
                yield self.finding(
                    Span(*opening.span()),
                    "this code is never closed, and all below it is shown as code",
                    help="write `{fence}` on a line of its own where the code ends",
                    fence=fence,
                )
                continue
            at = opening.end()
            for line in text[at : block.end].splitlines(keepends=True):
                inside = _INSIDE.match(line)
                if inside is not None and inside["fence"].startswith(fence):
                    yield self.finding(
                        Span(at + inside.start("opening"), at + inside.end("opening")),
                        "this stands in the code that begins above, which was not closed",
                        help="write `{fence}` on a line of its own where that code ends; to show a block of code in a block of code, write more backticks around it",
                        related=(Related(Span(*opening.span()), Message("the code begins here")),),
                        fence=fence,
                    )
                    break
                at += len(line)
