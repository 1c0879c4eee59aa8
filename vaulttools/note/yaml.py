"""YAML with a place for everything: values as Obsidian reads them, where each key and value stands, errors in people's words.

Values follow the YAML 1.2 core schema, as Obsidian's reader (npm `yaml`) does: `no`, `12:30` and `2023-10-06` are texts, and
`035720` is the number 35720. Nothing is constructed from a tag. All offsets are code points of the note.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal, NoReturn

from vaulttools.message import Message
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING, Span, line_end, line_start
from vaulttools.values import NamedTuple

MAX_DEPTH = 100
"""How deep lists and maps may nest, aliases followed. libyaml's time grows with the square of the depth."""
MAX_EXPANSION = 100_000
"""How many values aliases may stand for altogether (a "billion laughs" text means millions)."""

Kind = Literal["scalar", "list", "map", "empty"]
"""`empty` is a key with nothing behind it; `null` and `~` are scalars."""
Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block"]
Reason = Literal[
    "alias", "colon", "depth", "documents", "escape", "expansion", "fullwidth-colon", "indentation", "inline-list",
    "no-colon", "not-a-mapping", "odd-space", "other", "reserved", "tab", "trailing", "unclosed-bracket", "unclosed-quote",
]  # fmt: skip

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
# YAML 1.2.2, section 10.3.2, with the letter cases npm `yaml` takes.
_CORE = pattern(
    r"(?P<null>~|null|Null|NULL)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)|(?P<int>[-+]?[0-9]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)|(?P<oct>0o[0-7]+)|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<inf>[-+]?\.(?:inf|Inf|INF))|(?P<nan>\.(?:nan|NaN|NAN))"
)
_CORE_FIRST = frozenset("~nNtTfF-+.0123456789")
# Characters that libyaml refuses or takes for a line end, and Obsidian's reader for ordinary ones.
_ODD = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class YamlError(NamedTuple):
    """Why the YAML cannot be read as properties, in a note-taker's words."""

    span: Span
    message: Message
    help: Message
    """What was expected."""
    reason: Reason


class Node(NamedTuple):
    """A value as it is written."""

    value: Any
    """Plain data: str, int, float, bool, None, list, dict. An alias shares the value of its anchor, so leave it unchanged."""
    start: int
    end: int
    kind: Kind
    style: Style
    items: tuple["Node", ...] = ()
    """The items of a list as written here; none for an alias."""
    entries: tuple["Entry", ...] = ()
    """The entries of a map as written here, duplicates included; none for an alias."""
    anchor: str | None = None
    tag: str | None = None
    """A tag that was written out, such as `!foo`; other than the core schema's it changes nothing."""
    alias: str | None = None
    """The name of the anchor that this stands for."""

    @property
    def span(self) -> Span:
        """Tag, anchor, quotes and brackets included; line ending and trailing blank lines left out. Empty behind a bare colon."""
        return Span(self.start, self.end)

    def text_in(self, text: str) -> str:
        """The text that it is, or where it is none, what is written for it in `text`."""
        return self.value if isinstance(self.value, str) else self.span.of(text)


class Entry(NamedTuple):
    """A key and its value."""

    key: str
    """As it is found in `data`: the text, for `0123` the text of the number, for a list or map as key its source."""
    key_node: Node
    node: Node

    @property
    def key_span(self) -> Span:
        """The key with its quotes."""
        return self.key_node.span

    @property
    def value(self) -> Any:
        """See `Node.value`."""
        return self.node.value

    @property
    def value_span(self) -> Span:
        """See `Node.span`."""
        return self.node.span

    @property
    def span(self) -> Span:
        """From the key to the end of the value."""
        return Span(self.key_node.start, self.node.end)

    @property
    def kind(self) -> Kind:
        """That of the value."""
        return self.node.kind

    @property
    def style(self) -> Style:
        """That of the value."""
        return self.node.style

    @property
    def items(self) -> tuple[Node, ...]:
        """See `Node.items`."""
        return self.node.items


class Unreadable(Exception):
    """Front matter that is no YAML, or none that may be read; `error` says why."""

    def __init__(self, error: YamlError) -> None:
        self.error = error


def _refuse(span: Span, reason: Reason, message: str, help: str, **values: Any) -> NoReturn:
    raise Unreadable(YamlError(span, Message(message, values), Message(help, values), reason))


def parse(text: str, span: Span) -> Node | None:
    """The map in `span` of `text`, None where there is nothing. Raises Unreadable."""
    base, end = span
    if text.startswith("\ufeff", base, end):
        base += 1
    odd = _ODD.search(text, base, end) is not None
    node = None if odd else _plain_map(text, base, end)
    if node is None:
        node = _composed(text, base, end, odd)
    if node is None or node.kind == "map":
        return node
    lookalike = _lookalike(text, node.span) if node.style == "plain" else None
    if lookalike is not None:
        raise Unreadable(lookalike)
    _refuse(node.span, "not-a-mapping", "the front matter is not a set of properties",
            "write one `key: value` on each line")  # fmt: skip


def _composed(text: str, base: int, end: int, odd: bool) -> Node | None:
    """What libyaml reads between `base` and `end`. Raises Unreadable."""
    from yaml import YAMLError

    source = text[base:end]
    originals: dict[str, str] = {}
    if odd:
        present, spare = set(source), map(chr, range(0xF0000, 0x10FFFE))
        stand_ins = dict(zip(sorted(set(_ODD.findall(source))), (c for c in spare if c not in present), strict=False))
        source = source.translate(str.maketrans(stand_ins))
        originals = {stand_in: odd for odd, stand_in in stand_ins.items()}
    composer = _Composer(text, base, str.maketrans(originals) if originals else None)
    try:
        return composer.compose(source)
    except YAMLError as problem:
        complaint = _Complaint(problem, text, Span(base, end), composer.innermost_flow, composer.quoted)
        raise Unreadable(complaint.explained()) from None


# Most front matter is of lines that have but one reading: a key with one value on its line, or with `- ` items below. They are
# read here, in a third of the time that libyaml's events take. Whatever else there is goes to libyaml, all of it.
_PLAIN = r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[0-9])[^\r\n\t:#]*+(?:(?::(?=[^\s])|(?<=[^\s])\#)[^\r\n\t:#]*+)*+"
_QUOTED = r"\"[^\"\\\r\n\t]*+\"|'[^'\r\n\t]*+'"
_ITEM = rf"{_QUOTED}|[^\s\-?:,\[\]{{}}#&*!|>'\"%@`][^\r\n\t:#,\[\]{{}}'\"]*+"
_LINE = pattern(
    r"(?:(?P<key>[^\W\d][\w.-]{0,99}+(?:[ ][\w.-]{1,99}+){0,9}+):|(?P<indent>[ ]{0,99}+)-(?=[ ]+[^ \r\n]))"
    rf"(?:[ ]++(?:(?P<plain>{_PLAIN})|(?P<quoted>{_QUOTED})[ ]*+|\[(?P<list>[ ]*+(?:(?:{_ITEM})(?:,[ ]*+(?:{_ITEM}))*+)?+)\][ ]*+))?+"
    r"[ ]*+(?:\r\n|\n|\Z)"
)
_FLOW_ITEM = pattern(_ITEM)


def _plain_map(text: str, base: int, end: int) -> Node | None:
    """The map between `base` and `end`, where all lines are of the plainest kind; None where any is not."""
    new, read_line = tuple.__new__, _LINE.match
    pairs: list[tuple[str, Node, Node]] = []
    key, key_node = "", None
    items: list[Node] = []
    indent, first = "", 0
    at = base
    while at < end:
        match = read_line(text, at, end)
        if match is None:
            return None
        name, dash, plain, quoted, listed = match.groups()
        if plain is not None:
            start = match.start("plain")
            plain = plain.rstrip(" ")
            value = resolved(plain) if plain[0] in _CORE_FIRST else plain
            node = new(Node, (value, start, start + len(plain), "scalar", "plain", (), (), None, None, None))
        elif quoted is not None:
            start, stop = match.span("quoted")
            node = new(Node, (quoted[1:-1], start, stop, "scalar", _STYLES[quoted[0]], (), (), None, None, None))
        elif listed is not None:
            start, stop = match.span("list")
            inside = tuple([_flow_item(item) for item in _FLOW_ITEM.finditer(text, start, stop)])
            node = _list(inside, start - 1, stop + 1, "flow")
        else:
            node = None
        if name is None:
            if key_node is None or node is None or (items and dash != indent):
                return None
            if not items:
                indent, first = dash, at + len(dash)
            items.append(node)
        else:
            if key_node is not None:
                pairs.append((key, key_node, _below(key_node, items, first)))
                key_node, items = None, []
            if name[0] in _CORE_FIRST and type(resolved(name)) is not str:
                return None
            named = new(Node, (name, at, at + len(name), "scalar", "plain", (), (), None, None, None))
            if node is None:
                key, key_node = name, named
            else:
                pairs.append((name, named, node))
        at = match.end()
    if key_node is not None:
        pairs.append((key, key_node, _below(key_node, items, first)))
    if not pairs:
        return None
    entries = tuple([new(Entry, pair) for pair in pairs])
    data = {name: node[0] for name, _, node in pairs}
    return new(Node, (data, base, pairs[-1][2].end, "map", "block", (), entries, None, None, None))


def _below(key: Node, items: list[Node], first: int) -> Node:
    """What stands below a key that has no value on its line: a list whose first dash is at `first`, or nothing."""
    if items:
        return _list(tuple(items), first, items[-1].end, "block")
    return Node(None, key.end + 1, key.end + 1, "empty", "plain")


def _list(items: tuple[Node, ...], start: int, end: int, style: Style) -> Node:
    return Node([item.value for item in items], start, end, "list", style, items)


def _flow_item(match: re.Match[str]) -> Node:
    source = match[0]
    start = match.start()
    if source[0] in "'\"":
        return Node(source[1:-1], start, match.end(), "scalar", _STYLES[source[0]])
    source = source.rstrip(" ")
    value = resolved(source) if source[0] in _CORE_FIRST else source
    return Node(value, start, start + len(source), "scalar", "plain")


class _Composer:
    """Builds nodes from libyaml's events.

    Not `yaml.compose`: that recurses as deep as a text likes, and gives an alias the marks of its anchor.
    """

    def __init__(self, text: str, base: int, originals: dict[int, str] | None) -> None:
        self.text = text
        self.base = base
        self.originals = originals
        self.anchors: dict[str, Node | None] = {}
        self.expansions: dict[int, tuple[int, int]] = {}
        self.expanded = 0
        self.open: list[tuple[Any, list[Node]]] = []
        self.quoted = Span(base, base)
        """The last text in quotes."""

    @property
    def innermost_flow(self) -> int:
        """Where the innermost list or map in brackets begins that is still open; -1 where none is."""
        if self.open and self.open[-1][0].flow_style:
            return self.base + int(self.open[-1][0].start_mark.index)
        return -1

    def compose(self, source: str) -> Node | None:
        """The first document of `source`, None where it is empty. Raises yaml.YAMLError and Unreadable."""
        import yaml

        scalar_event, alias_event, map_start = yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent
        starts, ends = (yaml.SequenceStartEvent, map_start), (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        base, opened = self.base, self.open
        nodes: list[Node] = []
        document = False
        next_event = _events(source)
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar_event:
                if event.style is None and event.value and event.tag is event.anchor is self.originals is None:
                    text = event.value
                    value = resolved(text) if text[0] in _CORE_FIRST else text
                    start, end = base + event.start_mark.index, base + event.end_mark.index
                    nodes.append(Node(value, start, end, "scalar", "plain"))
                else:
                    nodes.append(self.scalar(event))
            elif kind in starts:
                if len(opened) >= MAX_DEPTH:
                    self.too_deep(base + event.start_mark.index)
                if event.anchor is not None:
                    self.anchors[event.anchor] = None
                opened.append((event, nodes))
                nodes = []
            elif kind in ends:
                begin, outer = opened.pop()
                node = self.collection(begin, event, nodes, type(begin) is map_start)
                if node.anchor is not None:
                    self.anchors[node.anchor] = node
                nodes = outer
                nodes.append(node)
            elif kind is alias_event:
                nodes.append(self.alias(event))
            elif kind is yaml.DocumentStartEvent:
                if document:
                    at = base + event.start_mark.index
                    _refuse(
                        Span(at, at + 3),
                        "documents",
                        "a second YAML document begins here",
                        "keep one set of properties",
                    )
                document = True
            elif kind is yaml.StreamEndEvent:
                return nodes[0] if nodes else None

    def scalar(self, event: Any) -> Node:
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        text, tag, anchor = event.value, event.tag, event.anchor
        if self.originals is not None:
            text = text.translate(self.originals)
        style = _STYLES.get(event.style, "plain")
        value: Any = text
        kind: Kind = "scalar"
        if style == "plain":
            if not text:
                kind = "empty"
                if tag is None:
                    value = None
            elif tag is None and text[0] in _CORE_FIRST:
                value = resolved(text)
        elif style == "literal" or style == "folded":
            end = self.block_end(start, end)
        else:
            self.quoted = Span(start, end)
        if tag is not None:
            value = _tagged(text, tag)
        if tag is None and anchor is None:
            return Node(value, start, end, kind, style)
        node = Node(value, start, end, kind, style, (), (), anchor, tag)
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def block_end(self, start: int, end: int) -> int:
        """Where a block scalar ends without its last line ending and, unless `+` keeps them, without trailing blank lines."""
        header = LINE_ENDING.search(self.text, start, end)
        if header is None:
            return end
        if "+" in self.text[start : header.start()].partition(" #")[0]:
            return end - 2 if self.text.startswith("\r\n", end - 2) else end - (self.text[end - 1] in "\r\n")
        stripped = start + len(self.text[start:end].rstrip(" \t\r\n"))
        ending = LINE_ENDING.search(self.text, stripped, end)
        return ending.start() if ending else end

    def collection(self, begin: Any, finish: Any, nodes: list[Node], is_map: bool) -> Node:
        start = self.base + begin.start_mark.index
        flow = bool(begin.flow_style)
        if flow and (not is_map or self.text.startswith("}", self.base + finish.end_mark.index - 1)):
            end = self.base + finish.end_mark.index
        else:
            end = max(nodes[-1].end, start) if nodes else start
        style: Style = "flow" if flow else "block"
        if not is_map:
            return Node([n.value for n in nodes], start, end, "list", style, tuple(nodes), (), begin.anchor, begin.tag)
        pairs = zip(nodes[::2], nodes[1::2], strict=True)
        entries = tuple([Entry(k.value if type(k.value) is str else self.key(k), k, v) for k, v in pairs])
        data = {entry.key: entry.node.value for entry in entries}
        return Node(data, start, end, "map", style, (), entries, begin.anchor, begin.tag)

    def key(self, node: Node) -> str:
        """A key as Obsidian's JavaScript has it."""
        value = node.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return number_text(value)
        return self.text[node.start : node.end]

    def alias(self, event: Any) -> Node:
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        name = event.anchor
        anchor = self.anchors.get(name)
        if anchor is None:
            if name in self.anchors:
                _refuse(Span(start, end), "alias", "`*{name}` is inside the value it refers to",
                        "refer to a value that is complete", name=name)  # fmt: skip
            _refuse(Span(start, end), "alias", "`*{name}` refers to no value in this front matter",
                    "quote the value if `*` is part of the text", name=name)  # fmt: skip
        size, depth = self.expansion(anchor)
        self.expanded += size
        if self.expanded > MAX_EXPANSION:
            _refuse(Span(start, end), "expansion", "the aliases expand to more than {limit} values",
                    "write the values out", limit=MAX_EXPANSION)  # fmt: skip
        if len(self.open) + depth > MAX_DEPTH:
            self.too_deep(start)
        node = Node(anchor.value, start, end, anchor.kind, anchor.style, alias=name)
        # By identity: an anchor may be defined again, and `anchors` then no longer holds the one meant here.
        self.expansions[id(node)] = size, depth
        return node

    def expansion(self, node: Node) -> tuple[int, int]:
        """How many values `node` stands for, and how deep they nest."""
        known = self.expansions.get(id(node))
        if known is not None:
            return known
        inner = [self.expansion(each) for each in (*node.items, *(entry.node for entry in node.entries))]
        if not inner:
            return 1, int(node.kind in ("list", "map"))
        return 1 + sum(size for size, _ in inner), 1 + max(depth for _, depth in inner)

    def too_deep(self, at: int) -> NoReturn:
        _refuse(Span(at, at + 1), "depth", "lists and mappings are nested more than {limit} levels deep", "flatten the front matter",
                limit=MAX_DEPTH)  # fmt: skip


def _events(source: str) -> Any:
    """The function that gives the next event of `source`."""
    try:
        from yaml._yaml import CParser
    except ImportError:  # PyYAML built without libyaml
        from yaml import SafeLoader

        return SafeLoader(source).get_event
    return CParser(source).get_event


def resolved(text: str) -> Any:
    """What a plain scalar means in the YAML 1.2 core schema."""
    match = _CORE.fullmatch(text)
    if match is None:
        return text
    match match.lastgroup:
        case "int":
            # A number too long for Python's own limit is read as JavaScript reads it.
            return int(text) if len(text) < 400 else float(text)
        case "float" | "inf" | "nan":
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        case "oct" | "hex":
            number = int(text, 0)
            return number if number.bit_length() <= 1024 else float("inf")  # as JavaScript reads it
        case "null":
            return None
        case name:
            return name == "true"


def _tagged(text: str, tag: str) -> Any:
    """What a scalar with a written tag means: core tags count where the text fits them, any other leaves the text."""
    if tag == "tag:yaml.org,2002:null" and not text:
        return None
    value = resolved(text)
    name = tag.removeprefix("tag:yaml.org,2002:")
    if name == "float" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if name == {bool: "bool", int: "int", float: "float", type(None): "null"}.get(type(value)) else text


def duplicates(node: Node) -> Iterator[tuple[Entry, Entry]]:
    """Each entry in `node`, at any depth, whose key stands in its map already, behind the entry that has it first."""
    if len(node.value) < len(node.entries):
        first: dict[str, Entry] = {}
        for entry in node.entries:
            if first.setdefault(entry.key, entry) is not entry:
                yield first[entry.key], entry
    for inner in node.items or [entry.node for entry in node.entries]:
        if inner.entries or inner.items:
            yield from duplicates(inner)


def leaves(node: Node) -> Iterator[Node]:
    """Keys and scalars inside `node`, in the order they are written."""
    for entry in node.entries:
        yield from leaves(entry.key_node)
        yield from leaves(entry.node)
    for item in node.items:
        yield from leaves(item)
    if not node.entries and not node.items:
        yield node


# Errors in people's words

_OPENED = pattern(r"[ ]*(?:- +)?(?:[^\s:][^\r\n:]*:[ ]+[\[{]?[ ]*)?['\"]")
_ODD_SPACE = pattern(r"(?:(?<=[\r\n])[ ]*|:)([\xa0\u2000-\u200b\u202f\u3000\ufeff]+)")


def why_unreadable(text: str) -> YamlError | None:
    """Why `text` is no YAML; None where it is, or where only characters are to blame that a note may hold."""
    try:
        _composed(text, 0, len(text), _ODD.search(text) is not None)
    except Unreadable as refused:
        return refused.error
    return None


class _Complaint:
    """What libyaml (or PyYAML's own parser) complains of, to be explained in a note-taker's words."""

    def __init__(self, error: Any, text: str, inside: Span, flow: int, quoted: Span) -> None:
        """Takes the error that was raised for what stands `inside` of `text`.

        `flow` is where the innermost open bracket stands, -1 where there is none; `quoted` is the last text in quotes before it.
        """
        self.problem = str(getattr(error, "problem", None) or error).strip()
        self.context = str(getattr(error, "context", None) or "")
        self.text, self.inside, self.flow, self.quoted = text, inside, flow, quoted
        marks = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
        at, begun = (None if mark is None else min(inside.start + int(mark.index), inside.end) for mark in marks)
        self.at = inside.start if at is None else at
        self.begun = self.at if begun is None else begun
        """Where what the parser was reading begins."""
        self.line = self.line_of(self.at)
        self.lead = text[self.line.start : self.at]
        """What stands before the place on its line."""
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
        """An error from `start` to `end`: where nothing else is given, of the one character at the place."""
        first = self.at if start is None else start
        last = max(first + 1 if end is None else end, first)
        first = min(first, max(self.inside.start, self.inside.end - 1))
        span = Span(first, max(min(last, self.inside.end), min(first + 1, self.inside.end)))
        return YamlError(span, Message(message, values), Message(help, values), reason)

    def line_of(self, offset: int) -> Span:
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
        lookalike = _lookalike(self.text, self.line)
        if lookalike is not None or not re.search(r":(?:[ \t]|\Z)", above.of(self.text)):
            return lookalike or self.no_property(above)
        return self.said("indentation", "this line is indented too far", "indent the keys of one level alike",
                         self.line.start, self.at)  # fmt: skip

    def no_colon(self) -> YamlError | None:
        if "could not find expected ':'" not in f"{self.problem} {self.context}":
            return None
        return self.no_property(Span(self.begun, self.line_of(self.begun).end))

    def no_property(self, line: Span) -> YamlError:
        return _lookalike(self.text, line) or self.said(
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


def _lookalike(text: str, inside: Span) -> YamlError | None:
    """The sign in a line without a property that looks like a colon or a blank and is neither."""
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


def number_text(value: int | float) -> str:
    """`value` as YAML 1.2 writes it."""
    text = repr(value)
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(text, text)
