"""YAML as Obsidian reads it, with the exact place of each key and value, in code points of the note.

Values follow the YAML 1.2 core schema, as Obsidian's reader (npm `yaml`) does: `no`, `12:30` and `2023-10-06` are texts, and
`035720` is the number 35720. Nothing is constructed from a tag.

libyaml finds the events, through PyYAML. We compose values from them ourselves, because `yaml.compose` gives an alias the place
of its anchor, recurses as deep as a text nests, and follows YAML 1.1. Characters that libyaml refuses, and Obsidian does not, are
replaced by stand-ins on the way. Plain front matter, as most is, is read without libyaml in a third of the time.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal, NoReturn

from vaulttools.note.yaml_errors import MAX_DEPTH, Complaint, Unreadable, YamlError, lookalike_of, refuse
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING, Span
from vaulttools.values import NamedTuple

MAX_EXPANSION = 100_000
"""How many values all aliases together may stand for (a "billion laughs" text means millions)."""

NodeKind = Literal["scalar", "list", "map", "empty"]
"""`empty` is a key with nothing after it; `null` and `~` are scalars."""
Style = Literal["plain", "single", "double", "literal", "folded", "flow", "block"]
_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}
# YAML 1.2.2, section 10.3.2, with the letter cases npm `yaml` takes.
_CORE = pattern(
    r"(?P<null>~|null|Null|NULL)|(?P<true>true|True|TRUE)|(?P<false>false|False|FALSE)|(?P<int>[-+]?[0-9]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)|(?P<oct>0o[0-7]+)|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<inf>[-+]?\.(?:inf|Inf|INF))|(?P<nan>\.(?:nan|NaN|NAN))"
)
_CORE_FIRST = frozenset("~nNtTfF-+.0123456789")
# Characters that libyaml refuses or takes for a line end, and Obsidian takes for ordinary ones.
_ODD = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


_new = tuple.__new__  # to make a node by its own constructor takes twice as long


class Node(NamedTuple):
    """A value, and how it is written."""

    value: Any
    """Plain data: str, int, float, bool, None, list, dict. An alias shares the value of its anchor, so leave it unchanged."""
    start: int
    end: int
    kind: NodeKind
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
        """With tag, anchor, quotes and brackets; without line ending and trailing blank lines. Empty after a bare colon."""
        return Span(self.start, self.end)

    def text_in(self, text: str) -> str:
        """The value if it is a text; otherwise how it is written in `text`."""
        return self.value if isinstance(self.value, str) else self.span.of(text)


class Entry(NamedTuple):
    """A key and its value."""

    key: str
    """The key in `data`: its text; of a number the text of its value (`0123`: `123`); of a list or map its source."""
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


def parse(text: str, span: Span) -> Node | None:
    """The map in `span` of `text`, None if there is nothing. Raises Unreadable."""
    base, end = span
    if text.startswith("\ufeff", base, end):
        base += 1
    odd = _ODD.search(text, base, end) is not None
    node = None if odd else _plain_map(text, base, end)
    if node is None:
        node = _composed(text, base, end, odd)
    if node is None or node.kind == "map":
        return node
    lookalike = lookalike_of(text, node.span) if node.style == "plain" else None
    if lookalike is not None:
        raise Unreadable(lookalike)
    refuse(node.span, "not-a-mapping", "the front matter is not a set of properties",
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
        complaint = Complaint(problem, text, Span(base, end), composer.innermost_flow, composer.quoted)
        raise Unreadable(complaint.explained()) from None


# Most front matter consists of lines that can be read in one way only: a key with a value, or with `- ` items below. We read
# these here, in a third of the time that libyaml's events take. If there is any other line, libyaml reads all of it.
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
    """The map between `base` and `end` if all lines are of the plainest kind; otherwise None."""
    read_line = _LINE.match
    pairs: list[tuple[str, Node, Node]] = []
    key, key_node = "", None
    items: list[Node] = []
    indent, first = "", 0
    at = base
    while at < end:
        match = read_line(text, at, end)
        if match is None:
            return None
        name, dash = match.group("key", "indent")
        node = _value_on(match)
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
            named = _new(Node, (name, at, at + len(name), "scalar", "plain", (), (), None, None, None))
            if node is None:
                key, key_node = name, named
            else:
                pairs.append((name, named, node))
        at = match.end()
    if key_node is not None:
        pairs.append((key, key_node, _below(key_node, items, first)))
    if not pairs:
        return None
    entries = tuple([_new(Entry, pair) for pair in pairs])
    data = {name: node[0] for name, _, node in pairs}
    return _new(Node, (data, base, pairs[-1][2].end, "map", "block", (), entries, None, None, None))


def _value_on(match: re.Match[str]) -> Node | None:
    """The value on a line of the plainest kind; None if there is none."""
    plain, quoted, listed = match.group("plain", "quoted", "list")
    if plain is not None:
        return _plain(plain, match.start("plain"))
    if quoted is not None:
        return _quoted(quoted, match.start("quoted"))
    if listed is None:
        return None
    start, stop = match.span("list")
    inside = [
        (_quoted if item[0][0] in "'\"" else _plain)(item[0], item.start())
        for item in _FLOW_ITEM.finditer(match.string, start, stop)
    ]
    return _list(tuple(inside), start - 1, stop + 1, "flow")


def _plain(source: str, start: int) -> Node:
    """The scalar without quotes at `start`, from its `source` with any blanks after it."""
    source = source.rstrip(" ")
    value = resolved(source) if source[0] in _CORE_FIRST else source
    return _new(Node, (value, start, start + len(source), "scalar", "plain", (), (), None, None, None))


def _quoted(source: str, start: int) -> Node:
    end = start + len(source)
    return _new(Node, (source[1:-1], start, end, "scalar", _STYLES[source[0]], (), (), None, None, None))


def _below(key: Node, items: list[Node], first: int) -> Node:
    """The value below a key that has none on its line: a list whose first dash is at `first`, or nothing."""
    if items:
        return _list(tuple(items), first, items[-1].end, "block")
    return Node(None, key.end + 1, key.end + 1, "empty", "plain")


def _list(items: tuple[Node, ...], start: int, end: int, style: Style) -> Node:
    return Node([item.value for item in items], start, end, "list", style, items)


class _Composer:
    """Builds nodes from libyaml's events."""

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
        """Where the innermost open list or map in brackets begins; -1 if none is open."""
        if self.open and self.open[-1][0].flow_style:
            return self.base + int(self.open[-1][0].start_mark.index)
        return -1

    def compose(self, source: str) -> Node | None:
        """The first document of `source`, None if it is empty. Raises yaml.YAMLError and Unreadable."""
        import yaml

        scalar_event, alias_event, map_start = yaml.ScalarEvent, yaml.AliasEvent, yaml.MappingStartEvent
        starts, ends = (yaml.SequenceStartEvent, map_start), (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        base = self.base
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
                self.enter(event, nodes)
                nodes = []
            elif kind in ends:
                nodes = self.leave(event, nodes, type(self.open[-1][0]) is map_start)
            elif kind is alias_event:
                nodes.append(self.alias(event))
            elif kind is yaml.DocumentStartEvent:
                if document:
                    at = base + event.start_mark.index
                    refuse(
                        Span(at, at + 3),
                        "documents",
                        "a second YAML document begins here",
                        "keep one set of properties",
                    )
                document = True
            elif kind is yaml.StreamEndEvent:
                return nodes[0] if nodes else None

    def enter(self, event: Any, outer: list[Node]) -> None:
        """Opens the list or map that begins with `event`; `outer` are the nodes before it. Raises Unreadable."""
        if len(self.open) >= MAX_DEPTH:
            self.too_deep(self.base + event.start_mark.index)
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.open.append((event, outer))

    def leave(self, event: Any, nodes: list[Node], is_map: bool) -> list[Node]:
        """Closes the innermost open list or map, which has `nodes`, and returns those before it, and itself."""
        begin, outer = self.open.pop()
        node = self.collection(begin, event, nodes, is_map)
        if node.anchor is not None:
            self.anchors[node.anchor] = node
        outer.append(node)
        return outer

    def scalar(self, event: Any) -> Node:
        """The node of a scalar that is more than a plain text."""
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        text, tag, anchor = event.value, event.tag, event.anchor
        if self.originals is not None:
            text = text.translate(self.originals)
        style = _STYLES.get(event.style, "plain")
        value: Any = text
        kind: NodeKind = "scalar"
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
        """The node of the list or map between two events; the `nodes` of a map are its keys and values in turn."""
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
        """A key as JavaScript, and so Obsidian, reads it."""
        value = node.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return number_text(value)
        return self.text[node.start : node.end]

    def alias(self, event: Any) -> Node:
        """The node of an alias. Raises Unreadable where it stands for nothing, for itself, or for too much."""
        start, end = self.base + event.start_mark.index, self.base + event.end_mark.index
        name = event.anchor
        anchor = self.anchors.get(name)
        if anchor is None:
            if name in self.anchors:
                refuse(Span(start, end), "alias", "`*{name}` is inside the value it refers to",
                        "refer to a value that is complete", name=name)  # fmt: skip
            refuse(Span(start, end), "alias", "`*{name}` refers to no value in this front matter",
                    "quote the value if `*` is part of the text", name=name)  # fmt: skip
        size, depth = self.expansion(anchor)
        self.expanded += size
        if self.expanded > MAX_EXPANSION:
            refuse(Span(start, end), "expansion", "the aliases expand to more than {limit} values",
                    "write the values out", limit=MAX_EXPANSION)  # fmt: skip
        if len(self.open) + depth > MAX_DEPTH:
            self.too_deep(start)
        node = Node(anchor.value, start, end, anchor.kind, anchor.style, alias=name)
        # By identity: an anchor may be defined again, and `anchors` then no longer holds the one meant here.
        self.expansions[id(node)] = size, depth
        return node

    def expansion(self, node: Node) -> tuple[int, int]:
        """How many values `node` contains, aliases followed, and how deep they nest."""
        known = self.expansions.get(id(node))
        if known is not None:
            return known
        inner = [self.expansion(each) for each in (*node.items, *(entry.node for entry in node.entries))]
        if not inner:
            return 1, int(node.kind in ("list", "map"))
        return 1 + sum(size for size, _ in inner), 1 + max(depth for _, depth in inner)

    def too_deep(self, at: int) -> NoReturn:
        refuse(Span(at, at + 1), "depth", "lists and mappings are nested more than {limit} levels deep", "flatten the front matter",
                limit=MAX_DEPTH)  # fmt: skip


def _events(source: str) -> Any:
    """A function that returns the next event of `source` each time."""
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
    """The value of a scalar with a tag: a core tag counts if the text fits it; any other leaves the text as it is."""
    if tag == "tag:yaml.org,2002:null" and not text:
        return None
    value = resolved(text)
    name = tag.removeprefix("tag:yaml.org,2002:")
    if name == "float" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value if name == {bool: "bool", int: "int", float: "float", type(None): "null"}.get(type(value)) else text


def duplicates(node: Node) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of entries with the same key in one map of `node`, at any depth: the first of that key, and the later one."""
    if len(node.value) < len(node.entries):
        first: dict[str, Entry] = {}
        for entry in node.entries:
            if first.setdefault(entry.key, entry) is not entry:
                yield first[entry.key], entry
    for inner in node.items or [entry.node for entry in node.entries]:
        if inner.entries or inner.items:
            yield from duplicates(inner)


def leaves(node: Node) -> Iterator[Node]:
    """The keys and scalars inside `node`, in order."""
    for entry in node.entries:
        yield from leaves(entry.key_node)
        yield from leaves(entry.node)
    for item in node.items:
        yield from leaves(item)
    if not node.entries and not node.items:
        yield node


def why_unreadable(text: str) -> YamlError | None:
    """Why `text` is not YAML; None if it is, or if only characters are wrong that a note may contain."""
    try:
        _composed(text, 0, len(text), _ODD.search(text) is not None)
    except Unreadable as refused:
        return refused.error
    return None


def number_text(value: int | float) -> str:
    """`value` as YAML 1.2 writes it."""
    text = repr(value)
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(text, text)
