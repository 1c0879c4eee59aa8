"""Asks about fixes one by one, and remembers those that were declined."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttools.cli.base import Failure, Run, aside, colored, own_bytes, reader_lang, replace_own, said
from vaulttools.cli.opening import Opened
from vaulttools.cli.report import context_of
from vaulttools.files import disk
from vaulttools.locale import translate
from vaulttools.values import grouped

if TYPE_CHECKING:
    from vaulttools.baseline import Declined
    from vaulttools.findings import Diagnostic
    from vaulttools.note import Note
    from vaulttools.session import Session


def read_declined(root: Path) -> "tuple[Declined, bytes | None]":
    """The fixes that were declined in the vault at `root`, and what their file holds; None if there is no file."""
    from vaulttools.baseline import Declined

    file = root / disk.DECLINED
    data = own_bytes(file)
    try:
        return Declined() if data is None else Declined.read(data.decode()), data
    except ValueError as error:
        raise Failure(
            "`{path}` does not hold declined fixes that this version can read", "remove it", path=str(file)
        ) from error


@contextmanager
def declining(root: Path) -> "Iterator[Declined]":
    """The fixes that were declined in the vault at `root`; what is declined meanwhile is kept, however this ends."""
    declined, data = read_declined(root)
    before = declined.dump()
    try:
        yield declined
    finally:
        if (after := declined.dump()) != before:
            replace_own(root, disk.DECLINED, after.encode(), data)


class Asking:
    """Shows a fix and asks about it, as `git add -p` does."""

    def __init__(self, session: "Session", run: Run) -> None:
        self._session = session
        self._color = colored(run.color, sys.stderr)
        self._answers: dict[str, bool | None] = {}
        """The answers for all that is left of a rule, or of what it says: by its name, or that and the words."""
        self._over = False
        self._is_answered = False

    def __call__(self, alike: "Sequence[Diagnostic]", note: "Note", which: str) -> bool | None:
        """Whether the fixes of `alike`, findings in `note` that belong together, are wanted; None if the reader does not want to be asked.

        `which` says which of how many questions it is: `2/5`.
        """
        each = alike[0]
        words = f"{each.rule} {each.message}"
        if self._over:
            return None
        for known in (words, each.rule):
            if known in self._answers:
                return self._answers[known]
        self._show(alike, note)
        while True:
            answer = self._answer(each, which)
            if answer == "q":
                self._over = True
                return None
            if answer in ("a", "d"):
                self._answers[each.rule] = answer == "a" or None
                return self._answers[each.rule]
            if answer in ("yy", "nn"):
                self._answers[words] = answer == "yy"
            if answer in ("y", "n", "yy", "nn"):
                return answer[0] == "y"
            for line in (
                said("y - yes"),
                said("n - no, and never ask again"),
                said("yy, nn - the same, and so wherever this is said again"),
                said("a - yes, and to all remaining `{rule}`", rule=each.rule),
                said("d - not now, and skip all remaining `{rule}`", rule=each.rule),
                said("q - stop asking; write the safe fixes and those accepted"),
            ):
                aside(line)

    def _show(self, alike: "Sequence[Diagnostic]", note: "Note") -> None:
        from vaulttools.edits import apply
        from vaulttools.reporters.concise import headline
        from vaulttools.reporters.diff import show

        each = alike[0]
        assert each.fix is not None
        context = context_of(Opened(self._session, [], []), Run(color="never"), "text", None)
        for in_line in grouped((other.start.line, other) for other in alike).values():
            aside(headline(in_line[0], context))
        if each.help is not None:
            aside(f"  = {said('help')}: {translate(each.help, reader_lang())}")
        for new in each.fix.creates:
            aside(show(new.path, None, new.text, self._color), end="")
        edits_of_all = dict.fromkeys(edit for each in alike if each.fix is not None for edit in each.fix.edits)
        for path, edits in grouped((edit.path or each.path, edit) for edit in edits_of_all).items():
            text = note.text if path == note.path else self._session.note(path).text
            with suppress(ValueError):  # the other note is no longer what the fix was made for
                aside(show(path, text, apply(text, edits), self._color), end="")

    def _answer(self, each: "Diagnostic", which: str) -> str:
        """What the reader answers; `q` at the end of input. Raises Failure if nobody ever answered."""
        assert each.fix is not None
        title = translate(each.fix.title, reader_lang())
        aside(f"({which}) {title} [y,n,yy,nn,a,d,q,?] ", end="")
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except KeyboardInterrupt:
            with suppress(OSError):  # the terminal may be gone
                aside(f"\n{said('stopped: no note was written')}")
            raise
        if not line:
            aside("")
            if not self._is_answered:
                raise Failure(
                    "no answer on standard input; nothing was written",
                    "run it in a terminal, or without `--interactive`",
                )
        self._is_answered = True
        return line.strip().lower() if line else "q"
