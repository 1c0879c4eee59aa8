from vaulttools.note import Regions
from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern
from vaulttools.text import LINE_ENDING, newline_of

_CELL = r"(?:[^\r\n|\\]|\\[^\r\n])*+\|"
_ROW = rf"[ \t>]*\|{_CELL}(?:{_CELL})++[ \t]*"
_ROWS = pattern(rf"(?:^|(?<=\n)){_ROW}(?:\r?\n{_ROW})+(?=[\r\n]|\Z)")
"""Lines of two cells and more, one below the other."""
_DASHES = pattern(r"[ \t>]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_WORD = pattern(r"[^\W_]|\ufffc")
_GAP = pattern(r"[ \t>]*")


class BrokenTable(NoteRule):
    """Lines of cells that are no table: the dashes below the first line are missing, or make more or fewer cells than it has.

    ## Why
    Without `| --- | --- |` below its first line, with as many cells as that line, a table is shown as text, pipes and all.

    ## Fix
    Unsafe: the dashes are put below the first line, a cell of them for each of its cells.
    """

    examples = (
        Good("| a | b |\n| --- | :-: |\n| x | y |\n\n`| a | b |`\n\n```\n| a | b |\n| x | y |\n```\n"),
        Good("|x| + |y|\n\n| one | line |\n\n| a |\n| b |\n"),
        Good("+---+---+\n| a | b |\n| c | d |\n+---+---+\n\n| a | b |\n|---+---|\n| c | d |\n| e | f |\n"),
        Good("| a | b | c |\n| d | e |\n"),
        Bad(
            "«| 회사 | 단계 |»\n| [[볕드림]] | 시드 |\n",
            beside={"볕드림.md": ""},
            fixed="| 회사 | 단계 |\n| --- | --- |\n| [[볕드림]] | 시드 |\n",
        ),
        Bad(
            "| 회사 | 단계 | 금액 |\n«|---|:-:|»\n| 볕드림 | 시드 | 3억 |\n",
            fixed="| 회사 | 단계 | 금액 |\n|---|:-:| --- |\n| 볕드림 | 시드 | 3억 |\n",
        ),
        Bad(
            "> | a | b |\n> «|---|---|---|»\n> | x | y |\n",
            fixed="> | a | b |\n> |---|---|\n> | x | y |\n",
        ),
    )

    def check(self, note: Note) -> Findings:
        if "|" not in note.prose:
            return
        tables = Regions(note.blocks.spans("table"))
        for rows in _ROWS.finditer(note.prose):
            lines = LINE_ENDING.split(rows[0])
            if tables.at(rows.start() + len(_GAP.match(lines[0])[0])):  # type: ignore[index]  # matches nothing, too
                continue
            first, second = (_cells(line) for line in lines[:2])
            has_dashes = [_DASHES.fullmatch(line) is not None for line in lines]
            if has_dashes[1] and first != second and not has_dashes[0]:
                start = note.text.index("\n", rows.start()) + 1
                place = _without_gap(note, start, len(lines[1]))
                cells = place.of(note.text)[1:].split("|")[:-1][:first] + [" --- "] * (first - second)
                yield self.finding(
                    place,
                    "below a line of {cells} cells there are dashes for {found}, so this is no table",
                    help="write dashes for as many cells as the line above has",
                    edits=[Edit(place, f"|{'|'.join(cells)}|")],
                    safety=Safety.UNSAFE,
                    cells=first,
                    found=second,
                )
            elif not any(has_dashes) and len({_cells(line) for line in lines}) == 1 and all(map(_WORD.search, lines)):
                above = note.text[note.text.rfind("\n", 0, max(0, rows.start() - 1)) + 1 : rows.start()]
                if above.lstrip(" \t>").startswith(("|", "+")):
                    continue
                place = _without_gap(note, rows.start(), len(lines[0]))
                gap = note.text[rows.start() : place.start]
                yield self.finding(
                    place,
                    "no line of dashes follows, so this is no table",
                    help="write `{dashes}` below this line",
                    edits=[Edit(Span(place.end, place.end), f"{newline_of(note.text)}{gap}{_dashes(first)}")],
                    safety=Safety.UNSAFE,
                    dashes=_dashes(first),
                )


def _cells(line: str) -> int:
    """How many cells a line has."""
    return line.replace("\\|", "").count("|") - 1


def _dashes(cells: int) -> str:
    return "|" + " --- |" * cells


def _without_gap(note: Note, start: int, length: int) -> Span:
    """The line of `length` at `start` without the blanks around it and the signs of quotes before it."""
    line = note.text[start : start + length]
    words = line.lstrip(" \t>")
    return Span(start + len(line) - len(words), start + len(line.rstrip()))
