"""What can be wrong with a word, whoever finds it."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of slip it is."""

    TABLE = "a misspelling of the tables"
    FORMER = "a name that is no longer in use"
    JAMO = "loose jamo in a word"
    SYLLABLE = "a syllable that no Korean word has"
    PARTICLE = "the other form of a particle"
    KEYS = "a word that is none, one slip from one"
    BLANK = "two words in one"
    UNKNOWN = "a word of no dictionary"
    MODE = "a word typed in the other mode of the keyboard"
    GAP = "a blank within a word"
    VARIANT = "a word that is written another way more often"
