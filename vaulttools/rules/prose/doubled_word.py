import re
from collections.abc import Iterator
from itertools import compress, islice

from vaulttools.english.spelling import is_everyday, is_word
from vaulttools.korean.lexicon import is_listed
from vaulttools.rule import Bad, Cues, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern

_ON_PURPOSE = """
많이 아주 매우 정말 훨씬 계속 둘씩 천천히 조금씩 진짜 제발 모두 다시 하하 호호 어디 슬슬 걸음 이리 저리 그래 네네
that had very bye ha no so is blah yes knock tut there long far really many on
aye beep bon boo can cha chop ding dum fifty go goody hip hush la night pom tom win yo
"""
_MEANT = frozenset(_ON_PURPOSE.split())
"""Words that are said twice on purpose, beside those that make one word so (그때그때), or that may follow themselves in English."""

_TWICE = pattern(
    r"(?<![^\s(])([^\W\d_]{2,}|a(?=[ \t]+a[ \t]+(?P<next>[a-z]{3,})))(?P<again>(?:[ \t]+\1)+)(?![\w'’-]|[ \t]+또[ \t])"
)
_OPENINGS = Cues(
    *(f"{word} {word.lower()}" for word in ("The", "This", "In", "It", "We", "And", "To", "For", "If", "Of"))
)
_OPENING = pattern(rf"(?<![^\s(])(?=(?:{'|'.join(_OPENINGS.words)})(?![\w'’-]))(\w+) \w+")
"""A word that begins a sentence with a capital, and comes again without."""
_FIRST_IN_CELL = pattern(r"\| *(\w+) \Z")
_NEAR = 40
"""Code points of the word before, and of the blanks around it."""


class DoubledWord(NoteRule):
    """The same word twice in a row: `the the`, `사실상 사실상`.

    ## Why
    One of them is left over from an edit, or another word was meant.

    ## Fix
    Unsafe: the second one is removed.
    """

    examples = (
        Good("점점 점점 커진다. 빨리 빨리. 그때 그때 다르다. He had had it. 토큰 증권, 증권 토큰. that that\n"),
        Good("tap tap tap, 쾅쾅쾅 토큰 토큰 토큰, 고치고 고치고 또 고쳤다\n"),
        Good("| 사업 | 사업 |\n|---|---|\n| 투자 | 투자 |\n"),
        Good("| 번호 | 품목 |\n|---|---|\n| 86 | 온새미 프레임 상판 |\n| 87 | 온새미 프레임 프레임 |\n"),
        Good("Walla Walla, Duran Duran, 1 1 2 2, New York, York\n"),
        Good("kctl kctl list, mahi mahi, que sera sera, a win win, chop chop\n"),
        Good("In india. The theme. It it's\n"),
        Good("a a b b, from a a to b. Il y a a priori deux cas.\n"),
        Bad("We saw «the the» plan.\n", fixed="We saw the plan.\n"),
        Bad("이것은 «사실상 사실상» 같다. 어제 «했다 했다».\n", fixed="이것은 사실상 같다. 어제 했다.\n"),
        Bad(
            "| 번호 | 품목 |\n|---|---|\n| 86 | 온새미 상판 |\n| 87 | 온새미 «프레임 프레임» |\n",
            fixed="| 번호 | 품목 |\n|---|---|\n| 86 | 온새미 상판 |\n| 87 | 온새미 프레임 |\n",
        ),
        Bad("Two buckets «a a» week.\n", fixed="Two buckets a week.\n"),
        Bad("«The the» plan, «in in» May.\n", fixed="The plan, in May.\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in (*self._twice(note), *note.cued(_OPENINGS, _OPENING)):
            word, span = match[1], Span(*match.span())
            if not any(heading.span.overlaps(span) for heading in note.headings):
                yield self.finding(
                    span,
                    "`{word}` is repeated",
                    help="delete one of them",
                    edits=[Edit(span, word)],
                    safety=Safety.UNSAFE,
                    word=word,
                )

    @staticmethod
    def _twice(note: Note) -> Iterator[re.Match[str]]:
        """The words that are written alike both times."""
        tokens = note.tokens
        if not any(map(str.isalpha, compress(tokens, map(str.startswith, islice(tokens, 1, None), tokens)))):
            return
        for match in _TWICE.finditer(note.prose):
            word = match[1]
            if (
                match["again"].count(word) == 1  # said three times, it is meant so
                and word not in _MEANT
                and not is_listed(word + word)
                and not (word[0].isupper() and word.isascii())
                # a command or a name is no word: mahi mahi
                and (is_everyday(match["next"]) if match["next"] else not word.isascii() or is_word(word))
                and not _ends_name(note, match)
            ):
                yield match


def _ends_name(note: Note, match: re.Match[str]) -> bool:
    """Whether the first of the two words ends a name in a table, of which other cells name other parts: `해피 프레임 프레임`
    beside `해피 프레임 상판`."""
    before = _FIRST_IN_CELL.search(note.prose, max(0, match.start() - _NEAR), match.start())
    if before is None or not note.in_table(match.start()):
        return False
    return re.search(rf"\| *{before[1]} {match[1]} +(?!{match[1]}\b)\w", note.prose) is not None
