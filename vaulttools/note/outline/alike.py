"""Names written alike: several of them stand over their lines where a single one would not."""

from collections import Counter
from functools import cached_property

from vaulttools.note.outline.decoration import PICTURE
from vaulttools.note.outline.lines import Mark
from vaulttools.note.outline.model import Style
from vaulttools.note.outline.name_finder import is_set_apart
from vaulttools.note.outline.names import is_ordinary
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.patterns import pattern
from vaulttools.text import Span

_PICTURE_BEFORE = pattern(r"(?P<sign>[\U0001f300-\U0001faff\u2600-\u26ff\u2728])\ufe0f?[ \t]*\Z")
"""A picture right before a name."""
_WORDS = pattern(r"[^\W_]+(?:[ ]+[^\W_]+)*")
_GOES_ON = pattern(
    r"(?:and|or|but|is|are|was|were|has|have|had|will|would|can|who|which|that|whose|to|from|for|with|by|in|on|at|as|of)\b"
)
"""The beginning of a line that continues the sentence of the line above."""


class Likeness:
    """Compares how the drafts of a sheet are written."""

    def __init__(self, sheet: Sheet, drafts: list[Draft]) -> None:
        """Takes the drafts, in order."""
        self.sheet = sheet
        self.drafts = drafts

    def trust_alike(self) -> None:
        """Makes names over plain text firm if several are written alike: `① Tern`, `■ Tern`, `[[Tern]]`."""
        written: dict[int, tuple[Mark, str, str]] = {}
        for draft in self.drafts:
            line = self.sheet.lines[draft.at]
            if draft.style in (Style.NUMBERED, Style.PARAGRAPH) and self.sheet.mark(draft.at + 1) is Mark.TEXT:
                before = self.sheet.text[line.body : draft.span.start]
                after = self.sheet.text[draft.core.end : line.end if draft.rest is None else draft.rest.start]
                if line.mark is Mark.NUMBER or before:
                    after = "" if draft.rest is not None else after
                else:
                    after = _WORDS.sub("x", self.sheet.text[draft.span.end : draft.core.end]) + after
                apart = self.sheet.lines[draft.at + 1].apart
                opens = line.apart or draft.rest is None
                if line.mark is Mark.NUMBER or before or ((line.apart and not after) if apart else after and opens):
                    written[draft.at] = line.mark, before, after or "\n" * apart
        alike: dict[tuple[Mark, str, str], list[Draft]] = {}
        for draft in self.drafts:
            way = written.get(draft.at)
            is_name = draft.worth > 0 and not is_set_apart(self.sheet.text, draft.span)
            if way is not None and is_name and written.get(draft.at + 1) != way:
                alike.setdefault(way, []).append(draft)
        for (_, before, _), drafts in alike.items():
            enough = 1 if all(draft.known for draft in drafts) else 2
            if len(drafts) > enough and not self.is_bullet(before, len(drafts)):
                for draft in drafts:
                    draft.firm = True

    def trust_set_apart(self, passed: list[Draft]) -> None:
        """Makes names firm that are set apart from their explanation as several firm ones are, and takes those of `passed` in."""
        ways = Counter(self.way_of_rest(draft) for draft in self.drafts if draft.firm and draft.rest is not None)
        others = []
        for draft in (*self.drafts, *passed):
            may_name = draft.known or (draft.worth > 0 and not is_ordinary(draft.name))
            if may_name and draft.rest is not None and ways[self.way_of_rest(draft)] > 2:
                draft.firm = True
            else:
                others.append(draft)
        left = {draft.at for draft in others}
        self.drafts.extend(draft for draft in passed if draft.at not in left)
        self.drafts.sort(key=lambda draft: draft.at)
        passed[:] = (draft for draft in passed if draft.at in left)

    def way_of_rest(self, draft: Draft) -> tuple[Mark, str]:
        """How a line sets what follows a name apart from it."""
        assert draft.rest is not None
        return self.sheet.mark(draft.at), self.sheet.text[draft.core.end : draft.rest.start]

    def is_bullet(self, before: str, times: int) -> bool:
        """Whether the sign before names, which occurs there so many `times`, begins many other lines, too, as `·` does."""
        return bool(before) and not before[0].isalnum() and 2 * self.first[before[0]] > 3 * times

    @cached_property
    def first(self) -> Counter[str]:
        """How often each character begins a line of text."""
        return Counter(self.sheet.text[line.body] for line in self.sheet.lines if line.mark is Mark.TEXT)

    def trust_known_lines(self) -> None:
        """Makes known names alone on their lines in a text firm if there are several, none right below another."""
        known = {draft.at: draft for draft in self.drafts if draft.style is Style.PARAGRAPH and draft.known}
        alone = [draft for at, draft in known.items() if not known.keys() & {at - 1, at + 1} and self.opens(at)]
        if len(alone) > 2:
            before = [self.sheet.text[self.sheet.lines[draft.at].body : draft.span.start] for draft in alone]
            times = Counter(before)
            for draft, sign in zip(alone, before, strict=True):
                draft.firm = draft.firm or not self.is_bullet(sign, times[sign])

    def opens(self, index: int) -> bool:
        """Whether no sentence runs across the line, from the one above to the one below."""
        following = self.sheet.words(index + 1)
        if following[0].islower():
            return self.sheet.ends_well(index - 1) and _GOES_ON.match(following) is None
        return self.sheet.ends_well(index - 1) or self.sheet.is_prose(index + 1)

    def keep_pictures(self) -> None:
        """Takes pictures before names for part of them if each name has another: `🚀 Tern`, `🌊 Nuri`."""
        led = [
            (draft, match)
            for draft in self.drafts
            if (match := _PICTURE_BEFORE.search(self.sheet.text, self.sheet.lines[draft.at].body, draft.span.start))
        ]
        if 1 < len(led) == len({match["sign"] for _, match in led}):
            for draft, match in led:
                draft.core = Span(min(match.start(), draft.core.start), draft.core.end)

    def drop_bullets(self) -> None:
        """Takes a picture before names for decoration if several names have it, and none has another."""
        led = [
            (draft, match)
            for draft in self.drafts
            if (match := PICTURE.match(self.sheet.text, draft.core.start, draft.span.start)) is not None
        ]
        if len(led) > 2 and len({match[0].strip() for _, match in led}) == 1:
            for draft, match in led:
                draft.core = Span(match.end(), draft.core.end)
