"""The summary of a run: how much was found, in how many notes, and how much of it can be fixed."""

from collections import Counter
from collections.abc import Iterable, Sequence

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic, Severity
from vaulttools.locale import say
from vaulttools.reporters import ReportContext
from vaulttools.values import NamedTuple


class Summary(NamedTuple):
    """Numbers of findings, and of notes: `found_in` have findings, `notes` were checked."""

    errors: int
    warnings: int
    hints: int
    found_in: int
    notes: int
    safe: int
    """Findings that `fix` fixes."""
    unsafe: int
    """Findings that need `--unsafe-fixes`."""
    enriching: int
    """Findings that `enrich` turns into links and the like."""

    def words(self, lang: str) -> str:
        """The summary as one line of `lang`."""
        if not self.errors + self.warnings + self.hints:
            if not self.notes:
                return say("no notes were checked", lang)
            if self.notes == 1:
                return say("no problems in the one note checked", lang)
            return say("no problems in {n} notes", lang, n=self.notes)
        counts = []
        if n := self.errors:
            counts.append(say("{n} error" if n == 1 else "{n} errors", lang, n=n))
        if n := self.warnings:
            counts.append(say("{n} warning" if n == 1 else "{n} warnings", lang, n=n))
        if n := self.hints:
            counts.append(say("{n} hint" if n == 1 else "{n} hints", lang, n=n))
        joined, n = ", ".join(counts), self.found_in
        if n > self.notes:  # canvases are no notes
            parts = [say("{counts} in {n} file" if n == 1 else "{counts} in {n} files", lang, counts=joined, n=n)]
        else:
            where = "{counts} in {n} of {notes} note" if self.notes == 1 else "{counts} in {n} of {notes} notes"
            parts = [say(where, lang, counts=joined, n=n, notes=self.notes)]
        if self.safe:
            parts.append(say("{n} can be fixed with `vaulttools fix`", lang, n=self.safe))
        if self.enriching:
            parts.append(say("{n} can be added with `vaulttools enrich`", lang, n=self.enriching))
        if self.unsafe:
            held_back = "{n} more with `--unsafe-fixes`" if len(parts) > 1 else "{n} can be fixed with `--unsafe-fixes`"
            parts.append(say(held_back, lang, n=self.unsafe))
        return f"{parts[0]}; {', '.join(parts[1:])}" if parts[1:] else parts[0]


def fix_grade(diagnostic: Diagnostic) -> Safety | None:
    """The grade of the fix that can be applied to a finding; None if there is nothing to apply."""
    fix = diagnostic.fix
    return fix.safety if fix and fix.safety is not Safety.MANUAL and (fix.edits or fix.creates) else None


class Tally:
    """Findings counted by rule, severity and grade of fix: all that the summary of a run needs."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        self.counts: Counter[tuple[str, Severity, Safety | None]] = Counter()
        self.found_in = 0
        """How many notes have findings."""
        last = None
        for diagnostic in diagnostics:
            self.counts[diagnostic.rule, diagnostic.severity, fix_grade(diagnostic)] += 1
            if diagnostic.path != last:
                last = diagnostic.path
                self.found_in += 1

    def dump(self) -> str:
        """The tally as text, for `load`."""
        import json

        rows = [[rule, severity, grade, count] for (rule, severity, grade), count in self.counts.items()]
        return json.dumps([self.found_in, *rows]) if rows else ""

    def load(self, text: str) -> None:
        """Adds a dumped tally of other notes. Raises ValueError or TypeError for anything else."""
        if text:
            import json

            found_in, *rows = json.loads(text)
            self.found_in += found_in
            for rule, severity, grade, count in rows:
                self.counts[rule, Severity(severity), grade and Safety(grade)] += count

    @property
    def rules(self) -> set[str]:
        """The rules with findings."""
        return {rule for rule, _, _ in self.counts}

    @property
    def severities(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        counts: Counter[Severity] = Counter()
        for (_, severity, _), count in self.counts.items():
            counts[severity] += count
        return counts


def summary(tally: Tally, context: ReportContext) -> Summary:
    """The summary of a run."""
    severities = tally.severities
    grades: Counter[tuple[Safety | None, bool]] = Counter()
    for (rule, _, grade), count in tally.counts.items():
        card = context.cards.get(rule)
        # Fixes of these add something rather than fix something.
        grades[grade, card is not None and card.enriches] += count
    return Summary(
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        hints=severities[Severity.HINT],
        found_in=tally.found_in,
        notes=context.notes,
        safe=grades[Safety.SAFE, False],
        unsafe=grades[Safety.UNSAFE, False] + grades[Safety.UNSAFE, True],
        enriching=grades[Safety.SAFE, True],
    )


class Row(NamedTuple):
    """The findings of one rule at one severity: how many, and how many have a fix of each grade."""

    rule: str
    severity: Severity
    total: int
    safe: int
    unsafe: int


def rows(tally: Tally) -> list[Row]:
    """A row for each rule and severity, the most frequent first."""
    totals: Counter[tuple[str, Severity]] = Counter()
    for (rule, severity, _), count in tally.counts.items():
        totals[rule, severity] += count
    counts = tally.counts
    return [
        Row(rule, severity, total, counts[rule, severity, Safety.SAFE], counts[rule, severity, Safety.UNSAFE])
        for (rule, severity), total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


MOST_RULES = 6
"""The most rules that are named in a row."""


def listed(rules: Sequence[str], lang: str) -> str:
    """`rules` in a row; of many the first, and how many more there are."""
    rest = len(rules) - MOST_RULES
    return ", ".join(rules if rest < 2 else [*rules[:MOST_RULES], say("and {n} more rules", lang, n=rest)])
