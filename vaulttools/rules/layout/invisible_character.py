import unicodedata
from functools import lru_cache

from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern
from vaulttools.text import line_start

_INVISIBLE = pattern(
    "[\x01-\x08\x0b\x0e-\x1f\x7f\xad\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
    "\U000e0001\U000e0020-\U000e007f]+"
)
_TAGGED_FLAG = pattern("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")
"""The flag of a part of a country, as England's (UTS #51, section C.1)."""
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters that are written from right to left, and the mark for them."""
# A filler holds the place of a letter in old Hangul; between modern syllables or blanks it holds nothing.
_JAMO = pattern("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Those that Python takes for printable."""
_OPENS = pattern(r"[ \t>]*(?:[-*+#=~|]+|\d+[.)]?)?")
_GOES_ON = pattern(r"[-*+#=~|>.)]|\d+[.)]|[ \t]")
"""What makes a heading, an item, a rule or the like of a line, together with what it opens with."""
_NAMES = {"\x08": "BACKSPACE", "\x7f": "DELETE"}


class InvisibleCharacter(NoteRule):
    """An invisible character: zero-width space, control character, filler, or direction mark.

    ## Why
    A word with one inside is not found by search, is not linked, and does not match a tag or a name that looks the
    same. Korean input methods leave backspace characters (U+0008) in words; web pages leave zero-width spaces.
    Marks that change the direction of writing can make text read as something that it is not, and tags (U+E0020 to
    U+E007F) can hide a whole text from you, though not from the programs that read your notes.

    ## Fix
    Safe inside Korean and Latin text, where the character does nothing. Unsafe where it separates two words, as the
    vertical tab of a slide does: a space takes its place; and where it keeps a line from being a heading or an item of a
    list. By hand in code, maths, HTML and comments, which may be about it.
    """

    reads_code = True

    examples = (
        Good("가족 👨\u200d👩\u200d👧 사진, ㄱ\u200cㄴ.\n"),
        Good("שלום \u200f(abc)\n"),
        Bad("투자«\u200b»했다«\u2060».\n", fixed="투자했다.\n"),
        Bad("access«\u202e» level\n", fixed="access level\n"),
        Bad("«\u200b»# 1번\n\n1«\u200b». 둘\n", fixed="# 1번\n\n1. 둘\n"),
        Bad("- «\u200b»투자 «\u200b»- 회의\n", fixed="- 투자 - 회의\n"),
        Bad("회의«\x0b»메모\n", fixed="회의 메모\n"),
        Bad("토큰«\x08»증권\n", fixed="토큰증권\n"),
        Bad("회의 «\x0b»메모\n", fixed="회의 메모\n"),
        Bad("`a«\u200b»b`\n"),
        Good("잉글랜드 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 여행.\n"),
        Bad("좋다«\U000e0068\U000e0069».\n", fixed="좋다.\n"),
    )

    def check(self, note: Note) -> Findings:
        text = note.text
        # Most texts are shown from others so in a third of the time that looking for the characters takes.
        if text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable() and not any(
            filler in text for filler in _FILLERS
        ):
            return
        has_other_direction = _RIGHT_TO_LEFT.search(text) is not None
        has_jamo = _JAMO.search(text) is not None
        for match in _INVISIBLE.finditer(text):
            run, (start, end) = match[0], match.span()
            if (
                (start == 0 and run == "\ufeff")
                or (run[-1] == "\U000e007f" and _TAGGED_FLAG.match(text, start - 1))
                or (has_other_direction and _turns(text[max(0, start - 40) : end + 40]))
                or (has_jamo and _JAMO.search(text[max(0, start - 1) : end + 1].replace(run, "")))
            ):
                continue  # it is meant
            span = Span(start, end)
            is_code = note.opaque.at(start)
            stands_between = text[start - 1 : start].strip() and text[end : end + 1].strip()
            parts = stands_between and not is_code and any(map(str.isspace, run))
            makes_mark = _OPENS.fullmatch(text, line_start(text, start), start) and _GOES_ON.match(text, end)
            yield self.finding(
                span,
                "invisible character: {codes}",
                help="replace it with a space" if parts else "delete it",
                edits=[Edit(span, " " if parts else "")],
                safety=Safety.MANUAL if is_code else Safety.UNSAFE if parts or makes_mark else Safety.SAFE,
                codes=_codes(run),
            )


@lru_cache(maxsize=1 << 8)
def _codes(run: str) -> tuple[str, ...]:
    """The characters of `run`, each once, by code and name."""
    named = (f"U+{ord(char):04X} {_NAMES.get(char) or unicodedata.name(char, 'control')}" for char in run)
    return tuple(dict.fromkeys(named))


def _turns(around: str) -> bool:
    """Whether some of the text is written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in around)
