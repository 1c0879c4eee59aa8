"""A run as SARIF 2.1.0 (OASIS, 2020), which code scanning on GitHub and other places read.

Limits are GitHub's: "SARIF support for code scanning" on docs.github.com. What goes beyond them is left out and said
in a notification.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, TextIO
from urllib.parse import quote

from vaulttools.edits import Edit, Fix
from vaulttools.findings import Diagnostic, Place, Severity
from vaulttools.locale import translate
from vaulttools.reporters import Card, ReportContext
from vaulttools.reporters.json import dumps
from vaulttools.text import Position, Span

MOST_RESULTS = 25_000
"""Results that GitHub takes of one run; it shows the first 5,000 by severity."""
LONGEST_FIX = 10_000
"""Code points that a fix may insert to be part of the report: 10 MB, compressed, is all that GitHub takes."""
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def report(diagnostics: Sequence[Diagnostic], out: TextIO, context: ReportContext) -> None:
    """Write one run, a result a line, with the most severe results where there are too many."""
    kept = list(diagnostics)
    notices = []
    if len(kept) > MOST_RESULTS:
        order = sorted(range(len(kept)), key=lambda index: -kept[index].severity)
        kept = [kept[index] for index in sorted(order[:MOST_RESULTS])]
        notices.append(f"only the {MOST_RESULTS} most severe of {len(diagnostics)} findings are in this report")
    if long := sum(1 for diagnostic in kept if _too_long(diagnostic.fix)):
        notices.append(f"fixes too long for this report, left out: {long}")
    unknown = sorted({diagnostic.rule for diagnostic in kept} - context.cards.keys())
    cards = {**context.cards, **{name: Card(name) for name in unknown}}
    index = {name: at for at, name in enumerate(cards)}
    run = {
        "tool": {
            "driver": {
                "name": "vaulttools",
                "semanticVersion": context.version,
                "rules": [_rule(name, card) for name, card in cards.items()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": context.complete,
                "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}} for text in notices],
            }
        ],
    }
    head = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    out.write(f'{dumps(head)[:-1]},"runs":[{dumps(run)[:-1]},"results":[')
    seen: Counter[bytes] = Counter()
    separator = "\n"
    for diagnostic in kept:
        result = _result(diagnostic, context.prefix, index[diagnostic.rule], _fingerprint(diagnostic, seen))
        out.write(separator + dumps(result))
        separator = ",\n"
    out.write("\n]}]}\n")


def _rule(name: str, card: Card) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": card.summary},
        "fullDescription": {"text": card.summary},
        "help": {"text": card.description or card.summary, "markdown": card.description or card.summary},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
    }
    if card.family:
        rule["properties"] = {"tags": [card.family]}
    return rule


def _result(diagnostic: Diagnostic, prefix: str, rule_index: int, fingerprint: str) -> dict[str, Any]:
    message = translate(diagnostic.message, "en")
    if diagnostic.help:
        message += f"\nhelp: {translate(diagnostic.help, 'en')}"
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": message},
        "locations": [_location(prefix + diagnostic.path, diagnostic.span, diagnostic.start, diagnostic.end)],
        "partialFingerprints": {"vaulttoolsFinding/v1": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(place, prefix, at) for at, place in enumerate(diagnostic.related)]
    fix = diagnostic.fix
    if fix and (fix.edits or fix.creates) and not _too_long(fix):
        result["fixes"] = [_fix(fix, diagnostic, prefix)]
    return result


def _location(path: str, span: Span, start: Position, end: Position) -> dict[str, Any]:
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _related(place: Place, prefix: str, at: int) -> dict[str, Any]:
    location = _location(prefix + place.path, place.span, place.start, place.end)
    return {"id": at, **location, "message": {"text": translate(place.message, "en")}}


def _artifact(path: str) -> dict[str, Any]:
    return {"uri": uri(path), "uriBaseId": "%SRCROOT%"}


def uri(path: str) -> str:
    """`path` as a relative reference (RFC 3986): UTF-8 percent-encoded, and the very bytes of a name that is no UTF-8."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a lone surrogate of a Windows name
        return quote(path.encode("utf-8", "surrogatepass"))


def _too_long(fix: Fix | None) -> bool:
    return (
        fix is not None
        and sum(map(len, [*(edit.text for edit in fix.edits), *(note.text for note in fix.creates)])) > LONGEST_FIX
    )


def _fix(fix: Fix, diagnostic: Diagnostic, prefix: str) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        changes.setdefault(edit.path or diagnostic.path, []).append(
            {"deletedRegion": _region(edit, diagnostic), "insertedContent": {"text": edit.text}}
        )
    for note in fix.creates:
        changes.setdefault(note.path, []).append(
            {"deletedRegion": {"charOffset": 0, "charLength": 0}, "insertedContent": {"text": note.text}}
        )
    return {
        "description": {"text": f"{translate(fix.title, 'en')} ({fix.safety})"},
        "artifactChanges": [
            {"artifactLocation": _artifact(prefix + path), "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _region(edit: Edit, diagnostic: Diagnostic) -> dict[str, int]:
    """Where `edit` deletes: always as an offset, and as a line and columns where it is on the line of the finding."""
    start, end = edit.span
    region = {"charOffset": start, "charLength": end - start}
    line_start = diagnostic.span.start - diagnostic.start.column + 1
    if edit.path in ("", diagnostic.path) and line_start <= start and end <= line_start + len(diagnostic.line):
        line = diagnostic.start.line
        columns = {"startColumn": start - line_start + 1, "endColumn": end - line_start + 1}
        region = {"startLine": line, "endLine": line, **columns, **region}
    return region


def _fingerprint(diagnostic: Diagnostic, seen: Counter[bytes]) -> str:
    """A name for the finding that stays when lines move: rule, path, text of the line, and which of the like it is."""
    line = diagnostic.line[:1000].strip()
    parts = "\0".join((diagnostic.rule, diagnostic.path, line)).encode("utf-8", "surrogatepass")
    key = sha256(parts).digest()
    seen[key] += 1
    return sha256(key + b"%d" % seen[key]).hexdigest()[:32]
