"""A run as one JSON document, for other programs.

Version 1, UTF-8, English in every locale; a field may be added, none changes its meaning without a new version:

    {"version": 1,
     "tool": {"name": "vaulttools", "version": "0.1.0"},
     "summary": {"errors", "warnings", "hints", "found_in", "notes", "safe", "unsafe", "enriching": integers,
                 "complete": false where the tool could not do all of its work},
     "diagnostics": [
       {"rule", "family", "severity": "error" | "warning" | "hint", "message", "help": string or null, "path",
        "start": {"line", "column", "offset"}, "end": {"line", "column", "offset"},
        "related": [{"path", "start", "end", "message"}],
        "fix": {"title", "safety": "safe" | "unsafe" | "manual",
                "edits": [{"path", "start", "end", "text"}], "creates": [{"path", "text"}]} or null}]}

Lines and columns count from 1, offsets from 0; columns and offsets count code points, ends are exclusive. An edit
replaces the code points `start` to `end` of the note at `path`, as it was read. A byte of a file name that is no UTF-8
is the lone surrogate U+DC80 + (byte - 0x80), as in Python's `os.fsdecode`.
"""

import json
from collections.abc import Sequence
from typing import Any

from vaulttools.edits import Fix
from vaulttools.findings import Diagnostic, Place
from vaulttools.locale import translate
from vaulttools.patterns import pattern
from vaulttools.reporters import ReportContext
from vaulttools.reporters.summary import Tally, summary
from vaulttools.text import UNSEEN, Position, Span

JOINT = ","
VERSION = 1
"""Of the document and its objects."""


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """One finding a line."""
    return JOINT.join(["\n" + dumps(record(diagnostic, context.prefix)) for diagnostic in diagnostics])


def frame(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """The document around the findings."""
    return dumps(head(tally, context))[:-1] + ',"diagnostics":[', "\n]}\n"


def head(tally: Tally, context: ReportContext) -> dict[str, Any]:
    """What a document begins with."""
    return {
        "version": VERSION,
        "tool": {"name": "vaulttools", "version": context.version},
        "summary": {**summary(tally, context)._asdict(), "complete": context.complete},
    }


def record(diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    """One finding, as the head of this module describes it."""
    return {
        "rule": diagnostic.rule,
        "family": diagnostic.family,
        "severity": str(diagnostic.severity),
        "message": translate(diagnostic.message, "en"),
        "help": translate(diagnostic.help, "en") if diagnostic.help else None,
        "path": prefix + diagnostic.path,
        **_range(diagnostic.span, diagnostic.start, diagnostic.end),
        "related": [_related(place, prefix) for place in diagnostic.related],
        "fix": _fix(diagnostic.fix, diagnostic.path, prefix) if diagnostic.fix else None,
    }


def _range(span: Span, start: Position, end: Position) -> dict[str, Any]:
    return {
        "start": {"line": start.line, "column": start.column, "offset": span.start},
        "end": {"line": end.line, "column": end.column, "offset": span.end},
    }


def _related(place: Place, prefix: str) -> dict[str, Any]:
    return {
        "path": prefix + place.path,
        **_range(place.span, place.start, place.end),
        "message": translate(place.message, "en"),
    }


def _fix(fix: Fix, path: str, prefix: str) -> dict[str, Any]:
    return {
        "title": translate(fix.title, "en"),
        "safety": str(fix.safety),
        "edits": [
            {"path": prefix + (edit.path or path), "start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
        "creates": [{"path": prefix + note.path, "text": note.text} for note in fix.creates],
    }


_HARMFUL = pattern(rf"[{UNSEEN}]|#(?=#)")


def dumps(value: Any, indent: int | None = None) -> str:
    """`value` as JSON, in one line where there is no `indent`, that no terminal and no CI runner obeys: what `text.printable` escapes is `\\uXXXX`.

    Strings read back exactly as they were.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    return _HARMFUL.sub(lambda match: "\\u0023" if match[0] == "#" else json.dumps(match[0])[1:-1], text)
