"""What people write around a name on its line: numbers, signs, brackets, emphasis."""

from vaulttools.note.outline.lines import NUMBER
from vaulttools.note.outline.names import is_in_both_scripts
from vaulttools.patterns import pattern

SYMBOLS = "■□●○◆◇▶▷►▸★☆※▣◎▪◼◦‣•·→✓✔🔹🔸🔷🔶📌📍🏢👉💡🚀✨➡🎯📢📣💼🧩🏷📎🔖▫◾◽🔘🔺🔻↓▼▽\ufe0f"
"""Signs before a name that mean nothing, and the mark that makes a sign a picture (U+FE0F)."""
SIGN = rf"(?:[{SYMBOLS}]\ufe0f?[ \t]*|ㅇ[ \t]+)"
"""A pattern for one of these before a name; the letter ㅇ stands for a circle in Korean papers."""
_NUMBERED = rf"(?:(?:{NUMBER}|\[\d{{1,3}}\](?=[ \t]))[ \t]*)?"
_ADORNED = rf"{SIGN}?{_NUMBERED}"
_EMPHASIS = r"\*{1,3}|_{1,3}|=="
CLOCK = r"\d{1,2}(?::\d\d(?:[ ]?[ap]m)?|[ ]?[ap]m|시(?:[ ]?반|[ ]?\d\d분)?)"
"""A time of day, in a pattern."""
TIME = rf"{CLOCK}(?:[ \t]*[-~–][ \t]*{CLOCK})?(?:[ \t]+[-–—](?=[ \t]+\D))?(?=[ \t]+[^\s~–-])"
"""A time of day, or two, before a name: `9:30 Tern`, `2pm Tern`, `2시 반 토스`."""
PICTURES = r"\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
"""Signs and pictures, for use inside `[...]` in a pattern."""
_PICTURE = rf"(?![{SYMBOLS}])[{PICTURES}]\ufe0f?"
PICTURE = pattern(rf"{_PICTURE}[ \t]*")
_LABEL = r"\[(?:\d|[^\[\]\r\n]{2,14})\](?=[ \t]*[^\s(\[:：*_=\]])"
SAID = r"(?:(?:회사|기업|업체)명?|[Cc]ompany|[Ss]tartup)[ \t]*[:：][ \t]*(?=\S)"
"""What says that a company is named: `회사: 토스`."""
_BESIDE_NAME = rf"(?:[ \t]*+(?:\([^()\r\n]*\)|\[[^\[\]\r\n]+\]|[{SYMBOLS}]\ufe0f?|{_PICTURE}|(?<=[ \t])\#[^\s#]+))*+"
"""What may follow a name and belongs to it: a round, a place, an address, a picture that praises, a tag."""
_ENDS = r"[:：]|[-–—](?<=[ \t].)"
DECORATED = pattern(
    rf"{_ADORNED}(?P<bold>{_EMPHASIS})?{_ADORNED}"
    rf"(?P<lead>(?:(?:{TIME}|{_LABEL}|{_PICTURE})[ \t]*)*)"
    r"(?P<open>\[\[|\[|【|「|『|〈|《|<|[\"“])?[ \t]*"
    r"(?P<name>[^\s].*?)(?<![ \t])[ \t]*+"
    r"(?P<close>\]\]|\](?:\((?P<address>[^()\s]+)\))?|】|」|』|〉|》|>|[\"”])?"
    rf"(?P<beside>{_BESIDE_NAME})"
    rf"[ \t]*+(?P<colon>{_ENDS})?[ \t]*+(?P<end>{_EMPHASIS})?(?P<beyond>{_BESIDE_NAME})[ \t]*+(?P<after>{_ENDS})?[ \t]*+$"
)
"""A line with a name as people write it: `lead`, `beside` and `beyond` mean something and stay; the rest is decoration.

No blanks behind the name are tried twice: a signature at the end of a line may stand behind fifty of them."""
STROKES = "─━═—–"
"""Characters to draw lines with, besides `-` and `=`."""
FRAMED = pattern(
    rf"(?:-{{2,}}|={{3,}}|[{STROKES}]+)[ \t]*(?P<name>[^\s{STROKES}=-](?:.*[^\s{STROKES}=-])?)[ \t]*"
    rf"(?P<close>-{{2,}}|={{3,}}|[{STROKES}]+)?[ \t]*$"
)
"""A name between strokes: `--- Day 1 ---`, `=== Tern ===`."""
CLOSING = pattern(r"[ \t]+#+[ \t]*$")
PLAIN = pattern(r"((?!ㅇ[ \t]|[\u2160-\u217b]|[^\r\n#]*[ \t]\#)[^\W\d_](?:[^\r\n]*(?:[^\W_]|[.,!?%;\"'”’/])|))[ \t]*$")
"""A line without decoration, from a letter to a letter, a digit or punctuation: `DECORATED` is not needed for it."""
PAIRS: dict[str | None, str | None] = {
    None: None,
    "[[": "]]",
    **dict(zip('[【「『〈《<"“', ']】」』〉》>"”', strict=True)),
}


_LONGEST = 200
"""A heading of more code points is no name with decoration."""


def bare_name(words: str) -> str:
    """The name in the words of a heading, without number, decoration, link, and what follows it."""
    match = None if len(words) > _LONGEST or PLAIN.fullmatch(words) else DECORATED.match(words)
    if match is None:
        return words.strip()
    whole = words[match.start("name") : match.end("beside")]
    return whole if match["beside"] and is_in_both_scripts(whole) else match["name"].rpartition("|")[2]
