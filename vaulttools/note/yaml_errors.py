"""Errors of YAML in a note-taker's words, where they are.

libyaml complains in terms of tokens, and often not where the mistake is: an unclosed quote is found at the end of the text.
"""

import re
from typing import Any, Literal, NoReturn

from vaulttools.message import Message
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_end, line_start
from vaulttools.values import NamedTuple

MAX_DEPTH = 100
"""How deep lists and maps may nest, aliases followed. libyaml's time grows with the square of the depth."""

Reason = Literal[
    "alias", "colon", "depth", "documents", "escape", "expansion", "fullwidth-colon", "indentation", "inline-list",
    "no-colon", "not-a-mapping", "odd-space", "other", "reserved", "tab", "trailing", "unclosed-bracket", "unclosed-quote",
]  # fmt: skip


class YamlError(NamedTuple):
    """Why the YAML cannot be read as properties, in a note-taker's words."""

    span: Span
    message: Message
    help: Message
    """What was expected."""
    reason: Reason


class Unreadable(Exception):
    """Front matter that is not YAML, or exceeds the limits; `error` says why."""

    def __init__(self, error: YamlError) -> None:
        self.error = error


def refuse(span: Span, reason: Reason, message: str, help: str, **values: Any) -> NoReturn:
    """Raises Unreadable."""
    raise Unreadable(YamlError(span, Message(message, values), Message(help, values), reason))


_OPENED = pattern(r"[ ]*(?:- +)?(?:[^\s:][^\r\n:]*:[ ]+[\[{]?[ ]*)?['\"]")
_ODD_SPACE = pattern(r"(?:(?<=[\r\n])[ ]*|:)([\xa0\u2000-\u200b\u202f\u3000\ufeff]+)")


class Complaint:
    """What libyaml (or PyYAML's own parser) complains of, to be explained in a note-taker's words."""

    def __init__(self, error: Any, text: str, inside: Span, flow: int, quoted: Span) -> None:
        """Takes the error that was raised for the part `inside` of `text`.

        `flow` is the place of the innermost open bracket, -1 if there is none; `quoted` is the last text in quotes before it.
        """
        self.problem = str(getattr(error, "problem", None) or error).strip()
        self.context = str(getattr(error, "context", None) or "")
        self.text, self.inside, self.flow, self.quoted = text, inside, flow, quoted
        marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
        at, begun = (None if mark is None else min(inside.start + int(mark.index), inside.end) for mark in marks)
        self.at = inside.start if at is None else at
        self.begun = self.at if begun is None else begun
        """The beginning of what the parser was reading."""
        self.line = self.line_of(self.at)
        self.lead = text[self.line.start : self.at]
        """The part of the line before the place of the error."""
        self.char = text[self.at : self.at + 1] if self.at < inside.end else ""

    def explained(self) -> YamlError:
        """The error, with its place in the note."""
        ways = (
            self.depth, self.tab, self.unclosed_quote, self.escape, self.unclosed_bracket, self.colon, self.no_colon,
            self.sign, self.indentation,
        )  # fmt: skip
        other = self.said(
            "other", "the YAML cannot be read here: {problem}", "put the value in quotes", problem=self.problem
        )
        return next((found for way in ways if (found := way()) is not None), other)

    def said(
        self, reason: Reason, message: str, help: str, start: int | None = None, end: int | None = None, **values: Any
    ) -> YamlError:
        """An error from `start` to `end`; by default of the character at the place of the error."""
        first = self.at if start is None else start
        last = max(first + 1 if end is None else end, first)
        first = min(first, max(self.inside.start, self.inside.end - 1))
        span = Span(first, max(min(last, self.inside.end), min(first + 1, self.inside.end)))
        return YamlError(span, Message(message, values), Message(help, values), reason)

    def line_of(self, offset: int) -> Span:
        """The line that `offset` lies in, as far as it is inside."""
        start = line_start(self.text, offset, self.inside.start)
        return Span(start, min(line_end(self.text, start), self.inside.end))

    def depth(self) -> YamlError | None:
        if "nesting depth" not in self.problem:  # newer libyaml looks ahead, and has a limit of its own
            return None
        return self.said("depth", "lists and mappings are nested more than {limit} levels deep", "flatten the front matter",
                         limit=MAX_DEPTH)  # fmt: skip

    def tab(self) -> YamlError | None:
        before = self.text[self.line.start : self.at + 1]
        if "\t" not in before or before.strip():
            return None
        tab = self.line.start + before.index("\t")
        return self.said("tab", "a tab is used for indentation", "indent keys and items with spaces", tab)

    def unclosed_quote(self) -> YamlError | None:
        before = self.line_of(self.quoted.end)
        if "quoted scalar" in self.context and (
            "end of stream" in self.problem or "document indicator" in self.problem
        ):
            at = self.begun
        elif (
            self.quoted.start < before.start
            and self.quoted.end <= self.at <= before.end
            and _OPENED.fullmatch(self.text, before.start, self.quoted.end)
        ):
            at = self.quoted.start  # The quote that closes it was to open the value of a later line.
        else:
            return None
        return self.said("unclosed-quote", "the quote `{quote}` is never closed",
                         "close it, or quote the value with the other kind of quotes", at, quote=self.text[at : at + 1])  # fmt: skip

    def escape(self) -> YamlError | None:
        if not ("quoted scalar" in self.context or "escape" in self.problem):
            return None
        end = self.at + 2
        return self.said("escape", "`{escape}` is not a valid escape in double quotes",
                         "double the backslash, or use single quotes", end=end, escape=self.text[self.at : end])  # fmt: skip

    def unclosed_bracket(self) -> YamlError | None:
        is_own = "while parsing a flow" in self.context and "node" not in self.context
        at = self.begun if is_own else self.flow
        sign = self.text[at : at + 1] if at >= 0 else ""
        if not sign or sign not in "[{" or at >= self.at or "anchor" in self.context:
            return None
        if self.char and self.line_of(at) == self.line:
            return None
        return self.said("unclosed-bracket", "the bracket `{open}` is never closed",
                         "close it with `{close}`, or quote the value", at, open=sign, close="]" if sign == "[" else "}")  # fmt: skip

    def colon(self) -> YamlError | None:
        if "mapping values are not allowed" not in self.problem:
            return None
        if re.search(r":[ \t]", self.lead) or self.lead.lstrip().startswith("- "):
            return self.said("colon", "the value contains a second `: `", "put the value in quotes")
        # A line that is no property runs on into the next one, so that the error is found there.
        above = self.line_of(self.inside.start + len(self.text[self.inside.start : self.line.start].rstrip(" \t\r\n")))
        blanks = len(above.of(self.text)) - len(above.of(self.text).lstrip(" "))
        above = Span(min(above.start + blanks, above.end), above.end)
        lookalike = lookalike_of(self.text, self.line)
        if lookalike is not None or not re.search(r":(?:[ \t]|\Z)", above.of(self.text)):
            return lookalike or self.no_property(above)
        return self.said("indentation", "this line is indented too far", "indent the keys of one level alike",
                         self.line.start, self.at)  # fmt: skip

    def no_colon(self) -> YamlError | None:
        if "could not find expected ':'" not in f"{self.problem} {self.context}":
            return None
        return self.no_property(Span(self.begun, self.line_of(self.begun).end))

    def no_property(self, line: Span) -> YamlError:
        return lookalike_of(self.text, line) or self.said(
            "no-colon", "this line is not a property", "write `key: value`", *line
        )

    def sign(self) -> YamlError | None:
        if "cannot start any token" in self.problem:
            return self.said(
                "reserved", "a value cannot begin with `{char}`", "put the value in quotes", char=self.char
            )
        reading = ("scanning an alias", "scanning an anchor", "scanning a tag")
        if "tag handle" in self.problem or any(what in self.context for what in reading):
            return self.said("alias", "`{char}` at the start of a value means something else in YAML", "put the value in quotes",
                             self.begun, char=self.text[self.begun : self.begun + 1])  # fmt: skip
        if "block sequence entries are not allowed" in self.problem:
            return self.said("inline-list", "a list item is on the same line as its key",
                             "begin the item on a line of its own, or quote the value")  # fmt: skip
        return None

    def indentation(self) -> YamlError | None:
        is_first = not self.lead.strip(" \t")
        if ("expected key" in self.problem and not is_first) or "expected ','" in self.problem:
            end = self.line.end
        elif any(sign in self.problem for sign in ("document start", "'-' indicator", "expected key")):
            if is_first and self.char:
                return self.said("indentation", "the indentation of this line does not match the lines above",
                                 "indent the keys of one level alike", end=self.line.end)  # fmt: skip
            end = self.at + 1
        else:
            return None
        return self.said("trailing", "something follows the value", "put the whole value in quotes", end=end)


def lookalike_of(text: str, inside: Span) -> YamlError | None:
    """The error of a sign in a line without a property: one that looks like a colon or a blank, and is neither."""
    space = _ODD_SPACE.search(text, *inside)
    if space is not None:
        values = {"code": f"U+{ord(space[1][0]):04X}"}
        message = Message("this space is a special character (`{code}`), which YAML reads as a letter", values)
        return YamlError(Span(*space.span(1)), message, Message("write an ordinary space"), "odd-space")
    wide = text.find("：", *inside)
    if wide >= 0:
        message = Message("a full-width colon `：` does not separate a key from its value")
        help = Message("write `key: value`, with an ordinary colon and a space")
        return YamlError(Span(wide, wide + 1), message, help, "fullwidth-colon")
    return None
