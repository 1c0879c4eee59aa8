from vaulttools.english.spelling import is_often, is_word
from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity, Span, pattern

_OTHERS = """
above across after again ahead alike alive alone along also although always amid among and another anyway are around aside
away den die each earlier either elsewhere else enough equal era essa este even ever every everywhere exist if inside instead
into itself only onto onward other others otherwise ought over
"""
_NO_NOUNS = frozenset(_OTHERS.split())
"""What stands behind something called `a` (`plan a alone`), or behind a word of another language: `war an die`."""

_ARTICLE = pattern(r" (?:a (?!one|once|eu|ew)([aeio][a-z]{2,})|an ([bcdfgjklmnpqrtvwyz][a-z]{2,}))(?![\w'’@/-]|\.\w)")
"""An article and a word before which the other one stands, as the first letter tells (not so h, s, u and x)."""
_WORD_BEFORE = pattern(r"(?<![^\s(])[a-z]{2,}\Z")
_LONGEST_WORD = 20


class WrongArticle(NoteRule):
    """The article `a` before a vowel, or `an` before a consonant: `a investor`, `an company`.

    ## Why
    A letter was left out, or the noun was changed later. Only common English words within a sentence are looked at.

    ## Fix
    Unsafe: the other article is put in. Another word may have been meant, as in `such a easily`.
    """

    severity = Severity.HINT

    examples = (
        Good("It is an hour, a user, a one-off, a European and an MVP for a while.\n"),
        Good("Both a and b, or a equals it. An npm package, an n-gram. We follow plan a every day.\n"),
        Good("Ich denke an die Firma. War an den Grenzen. Q&A output, N/A or `a investor`.\n"),
        Bad("We met «a investor» and wrote to «an company».\n", fixed="We met an investor and wrote to a company.\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in _ARTICLE.finditer(note.prose):
            right, word = ("an", match[1]) if match[1] else ("a", match[2])
            before = _WORD_BEFORE.search(note.prose, max(0, match.start() - _LONGEST_WORD), match.start())
            if before and is_word(before[0]) and is_often(word) and _may_be_noun(word):
                span = Span(match.start() + 1, match.end())
                words = span.of(note.prose)
                yield self.correction(span, f"{right} {word}", "`{words}` has the wrong article", words=words)


def _may_be_noun(word: str) -> bool:
    """Whether `word` may be a noun or an adjective in the singular."""
    return word not in _NO_NOUNS and (word[-1] != "s" or word.endswith(("ss", "us", "is")))
