"""What a reader has asked not to hear: ignore comments, the front-matter key, and the baseline of an old vault."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from vaulttools.findings import Diagnostic, Finding
from vaulttools.note import Note
from vaulttools.note.facts import texts
from vaulttools.text import LINE_ENDING, Span

KEY = "vaulttools-ignore"
"""The word in an ignore comment, and the front-matter key that ignores rules in the whole note."""

_COMMENT = re.compile(
    rf"<!--\s*{KEY}\s+(?P<html>[^:>]*?)(?::(?P<why>.*?))?\s*-->|%%\s*{KEY}\s+(?P<obsidian>[^:%]*?)(?::.*?)?\s*%%", re.S
)


_KEY_LINE = re.compile(rf"^{KEY}:[ \t]+([^\r\n]*)", re.M)


@dataclass
class Ignore:
    """One request to ignore: rules or families (`all` for every rule), where it stands, and what it covers."""

    selectors: tuple[str, ...]
    span: Span
    covers: Span
    used: set[str] = field(default_factory=set)
    """The selectors that have kept a finding from being said."""

    def hides(self, finding: Finding, names: frozenset[str]) -> bool:
        """Whether this hides `finding` of the rule with `names` (its own, former ones, its family, `all`)."""
        if not (self.covers.start <= finding.span.start < self.covers.end or self.covers == finding.span):
            return False
        hit = [selector for selector in self.selectors if selector in names]
        self.used.update(hit)
        return bool(hit)


def ignores(note: Note) -> list[Ignore]:
    """The ignores in `note`, in order."""
    return list(_ignores(note)) if KEY in note.text else []


def _ignores(note: Note) -> Iterator[Ignore]:
    front_matter = note.front_matter
    entry = front_matter.entry(KEY) if front_matter is not None else None
    if front_matter is not None and entry is not None:
        names = tuple(name for text in texts(front_matter.data.get(KEY)) for name in text.replace(",", " ").split())
        yield Ignore(names, entry.key_span, Span(0, len(note.text) + 1))
    elif front_matter is not None and not front_matter.entries:
        # Where the YAML cannot be read, the wish to be left alone still can.
        line = _KEY_LINE.search(note.text, *front_matter.yaml_span)
        if line is not None:
            names = tuple(line[1].replace(",", " ").strip("[] \t").split())
            yield Ignore(names, Span(*line.span()), Span(0, len(note.text) + 1))
    code = {(node.start, node.end) for node in note.blocks.of("code_block", "code_span")}
    for match in _COMMENT.finditer(note.text, note.body_start):
        if not any(start <= match.start() < end for start, end in code):
            names = tuple((match["html"] or match["obsidian"] or "").replace(",", " ").split())
            span = Span(*match.span())
            yield Ignore(names, span, _covered(note, span))


def _covered(note: Note, comment: Span) -> Span:
    """What a comment covers: the line it shares with other text, else the next block, up to the blank line that ends it."""
    line = note.lines.at(comment.start)
    last = note.lines.at(comment.end)
    if note.text[line.start : comment.start].strip(" \t>") or note.text[comment.end : last.end].strip():
        return Span(line.start, last.end + 1)
    for node in note.blocks:
        if node.start >= comment.end and node.kind in (
            "heading",
            "paragraph",
            "list",
            "quote",
            "table",
            "code_block",
            "html",
        ):
            return Span(node.start, node.end + 1)
        if node.start < comment.start and node.end > comment.end and node.kind == "item":
            return Span(comment.end, node.end + 1)
    return Span(comment.end, comment.end)


class Baseline:
    """Findings that an old vault is allowed to keep: how many of each rule on each line's words of each note.

    Kept by the words of the line, not its number, so that a note may move its lines without new findings.
    """

    version = 1

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self._counts = Counter(counts or {})

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> "Baseline":
        """The baseline that allows exactly `diagnostics`."""
        return cls(Counter(_fingerprint(each) for each in diagnostics))

    @classmethod
    def read(cls, text: str) -> "Baseline":
        """The baseline that `dump` wrote. Raises ValueError for anything else."""
        try:
            data = json.loads(text)
        except RecursionError as error:
            raise ValueError("not a baseline of this version") from error
        if (
            not isinstance(data, dict)
            or data.get("version") != cls.version
            or not isinstance(data.get("findings"), dict)
        ):
            raise ValueError("not a baseline of this version")
        if not all(isinstance(count, int) for count in data["findings"].values()):
            raise ValueError("a baseline counts findings")
        return cls(data["findings"])

    def dump(self) -> str:
        """The baseline as text, sorted, so that it reads well in a diff."""
        return json.dumps({"version": self.version, "findings": dict(sorted(self._counts.items()))}, indent=1) + "\n"

    def new(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Those of `diagnostics` that the baseline does not allow."""
        left = Counter(self._counts)
        found = []
        for each in diagnostics:
            key = _fingerprint(each)
            if left[key] > 0:
                left[key] -= 1
            else:
                found.append(each)
        return found


def _fingerprint(diagnostic: Diagnostic) -> str:
    words = LINE_ENDING.sub(" ", diagnostic.line).strip()
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{diagnostic.rule} {digest} {diagnostic.path}"
