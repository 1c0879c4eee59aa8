"""The sense of a name in Latin letters: whether it means what bears the name, or the English word that the name also is."""

from vaulttools.english.spelling import is_everyday, is_often, words_among
from vaulttools.english.words import ORDINARY
from vaulttools.note.dates import names_time
from vaulttools.patterns import pattern
from vaulttools.vault.around import CLAUSE_END, HANGUL_NEXT, RULER, is_pointed_at, line_before, word_before
from vaulttools.vault.edges import HYPHENATED


def sentence_decides_in_english(key: str, topic: bool) -> bool:
    """Whether a name with the key `key` is so short, or a word that is written so much, that only the sentence tells what is meant."""
    return len(key) <= 3 or _is_common(key, topic)


def _is_common(key: str, topic: bool) -> bool:
    """Whether a name is a word that is written much in English; for what bears a name more words are."""
    return key in ORDINARY or (not topic and is_everyday(key))


def is_several(key: str, plain: str, start: int, end: int) -> bool:
    """Whether a name with an s may be the plural of a word: it is in lower case, or begins a sentence (`Tandems`)."""
    return (plain[start:end].islower() or _begins(plain, start)) and (is_often(key) or _has_plural(key))


def _has_plural(key: str) -> bool:
    """Whether `key` is a word of English with a plural, however seldom it is written: `benchmark`, but not `figma`."""
    return len(words_among((key, f"{key}s"))) == 2


_NEXT_OBJECT = pattern(" (?:it|them|the|an?|your|our|my|their|its)(?![A-Za-z'’])")
"""The object of a verb: `rename it`."""
_PREPOSITIONS = frozenset("about as at by for from in into like of on than through using via with without".split())
"""What stands before no verb: `with recursion the stack grows`. (`to` stands before both.)"""
_SUBJECTS = frozenset("you we they i can cannot could will would should must might please".split())
_TO_DO = frozenset(
    "able allowed easier easy going have has how needs need order possible ready tried try used useful want wants way".split()
)
"""What stands before `to` and a verb: `used to highlight it`, `how to deploy`."""
_AT_HAND = frozenset("this that these those which any some all each every".split())
"""Words that point at some or all of a kind: `these commands`."""


def is_doing(plain: str, start: int, end: int) -> bool:
    """Whether an English word at `start` is a verb, or means particular things at hand, rather than what a note is about.

    `rename it`, `when you deploy`, `these commands`; but `recursion`, `a deploy` and `this python script`.
    """
    written = plain[start:end]
    if not (written.isascii() and written.isalpha()):
        return False
    is_small = written.islower()
    word = word_before(plain, start).lower()
    if (is_small or _begins(plain, start)) and word not in _PREPOSITIONS and _NEXT_OBJECT.match(plain, end):
        return True
    return is_small and (
        word in _SUBJECTS
        or (word == "to" and word_before(plain, start - len("to ")).lower() in _TO_DO)
        or (word in _AT_HAND and (written[-1] == "s" or CLAUSE_END.match(plain, end) is not None))
    )


_SMALL_NEXT = pattern(" [a-z]")


def is_rare_word(key: str, plain: str, start: int, end: int) -> bool:
    """Whether a name written small is a word of English beside another small word: `benchmark results`, not `figma files`."""
    word = word_before(plain, start)
    is_beside = _SMALL_NEXT.match(plain, end) is not None or (word.isascii() and word.islower())
    return is_beside and _has_plural(key)


_LARGER_NEXT = pattern(" (?!Series )[A-Z][a-z]")
"""What makes a larger name of a word with a capital, but not in `Toast Series B`."""
_NEXT_MADE_OF = pattern(f"(?!-(?:backed|funded|led|like|owned|style)){HYPHENATED.pattern}")
"""What makes an adjective of a thing rather than of a company, which others may be like, and which backs others."""


def is_used_as_word(key: str, plain: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters that is also a common word begins a larger name, by the capital behind it, or a command,
    is said to be of something, or begins a sentence as part of an adjective: `Toast Masters`, `Toast the bread`, `Toast of the
    day`, `Toast-based snacks`.
    """
    return (
        _LARGER_NEXT.match(plain, end) is not None
        or plain.startswith(" of ", end)
        or ((_NEXT_OBJECT.match(plain, end) or _NEXT_MADE_OF.match(plain, end)) is not None and _begins(plain, start))
    ) and is_often(key)


_CAPITAL_BEFORE = pattern(r"(?P<before>[^\s.!?:*#>])[ \t]+(?:\[\[(?:[^\[\]\n]*[|\W])?)?[A-Z][A-Za-z]*(?:\]\])? \Z")


def ends_larger(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital ends a larger name, by the capital of the word before: `the Character Spacing dialog`.

    A word that begins a sentence or an item has its capital from there: `Use Docker`. That word may be a link. What has more
    capitals is a name of its own: `the Stripe API`.
    """
    if not text[start:end].istitle():
        return False
    found = _CAPITAL_BEFORE.search(line_before(text, start))
    return found is not None and (found["before"] not in "-+" or bool(found.string[: found.start()].strip()))


_NEXT_ACTS = pattern(
    r" (?:(?:has|had|just|also|recently|already) )*"
    r"(?:(?:acquired|announced|hired|invested|launched|laid off|merged with|partnered with|sued|went public)\b"
    r"|filed (?:for|to)\b|raised (?:(?:again|at)\b|\$|€|£|an?\b(?! e)|its\b|Series\b|money\b|another\b)"
    r"|(?:competes|expects|invests|led (?:an?|the)|owns|passed on|plans to|sells|wants)\b|takes [\d.]+%|had an? (?:[\w-]+ )?round\b"
    r"|[a-z]+ (?:its\b|[$€£]\d)|(?!raised)[a-z]+(?<!e)ed (?:an?|the)\b|beats? [A-Z]|IPO'd\b|pivoted\b|shut down\b|sold (?:to [A-Z]|for [$€£\d])"
    r"|(?:got|hired|has|lost|named) (?:an? )?(?:new )?(?:C[EFOT]O|president)\b|(?:is|was) (?:based in|growing|hiring|profitable|public|raising|valued)\b"
    r"|(?:is|was) (?:an?|our|the|their) (?:[\w-]+ ){0,2}(?:app|bank|company|competitor|fintech|platform|provider|startup|vendor)\b)"
)
"""What companies do and are: `Linear raised a Series C`, `Mercury is a bank`. A thing that did something to another has an
article itself: `The bolt scratched the floor`, but `Bolt opened an office`."""


def reads_as_name_in_english(key: str, topic: bool, plain: str, start: int, end: int, rest: str) -> bool:
    """Whether the sentence means the name, if it is also a word; True for any other name. `rest` is the Hangul glued to it."""
    return (
        not _is_common(key, topic)
        or _is_marked(plain, start, end, rest)
        or (topic and is_term(plain, start, end))
        or (not topic and plain[start].isupper() and _NEXT_ACTS.match(plain, end) is not None)
    )


_HANGUL_BESIDE = pattern(" ?[가-힣]")


def is_term(plain: str, start: int, end: int) -> bool:
    """Whether a word of English, written small, is a term in a Korean sentence: `type을 선언`."""
    return _HANGUL_BESIDE.match(plain, end) is not None and plain[start:end].islower()


_CAPITAL_NEXT = pattern(" [A-Z\ufffc]")
_BEGIN_SENTENCES = frozenset(
    """
    a after although an and are as at because before both but by can could did do does even for from has have how if in
    instead into is like maybe meanwhile of on once or our per since so than that their then these they this though through till
    to until unlike via was were what when where whether which while who why will with within without would your
    """.split()
)
"""Words that have their capital from the sentence that they begin, and are part of no name: `At Square`, but not `The Block`."""


def _is_marked(plain: str, start: int, end: int, rest: str) -> bool:
    """Whether a word of English is marked as a name: a reader is sent there, or it has a capital that no sentence gave it.

    Beside another capital the name may be a larger one, but for names with a slash between them: `OpenAI/Stripe`, not
    `Client/Server`.
    """
    written = plain[start:end]
    if is_pointed_at(plain, start, end):
        return True
    if not written[0].isupper():
        return False
    if rest or (written.isupper() and len(written) > 1):
        return True
    before = line_before(plain, start).rstrip().rpartition(" ")[2]
    is_apart = before[-1:] in ",;-" or (before[-1:] == "/" and before[:-1].lower() not in ORDINARY)
    if (before[:1].isupper() and not is_apart and before.lower() not in _BEGIN_SENTENCES) or _CAPITAL_NEXT.match(
        plain, end
    ):
        return False
    return has_capital_of_its_own(plain, start, end)


_LIST_NEXT = pattern(r",(?: [A-Z][A-Za-z]+,)*(?: [A-Z][A-Za-z]+,?)? (?:and|or|&) [A-Z]| vs\.? [A-Z]")
"""What makes a list of names: `Stripe, Circle and Ripple`, `Linear vs Jira`."""


def has_capital_of_its_own(plain: str, start: int, end: int) -> bool:
    """Whether a word of English has a capital that no sentence gave it, nor the calendar: `on Monday`.

    Before Hangul no sentence of English begins, nor in a cell of a table that has nothing else.
    """
    written = plain[start:end]
    return (written[0].isupper() and not names_time(written.lower())) and (
        not (written[1:].islower() and _begins(plain, start))
        or HANGUL_NEXT.match(plain, end) is not None
        or _LIST_NEXT.match(plain, end) is not None
        or _is_cell(plain, start, end)
    )


_CELL_END = pattern(r"[*_]*[ \t]*\|")
_HEAD = 1000
"""As far, in code points, the end of a line of the head is looked for."""


def _is_cell(plain: str, start: int, end: int) -> bool:
    """Whether a name has a cell of a table to itself, but not in the head of the table: there stands what the cells are."""
    if not (line_before(plain, start).rstrip(" *_").endswith("|") and _CELL_END.match(plain, end)):
        return False
    line_end = plain.find("\n", end, end + _HEAD)
    return line_end < 0 or RULER.match(plain, line_end + 1) is None


def _begins(plain: str, start: int) -> bool:
    """Whether a sentence, or the text of a list item, heading or cell, begins at `start`; a label may precede it."""
    line = line_before(plain, start)
    if line.endswith("-") and line[-2:-1].isalnum():
        return False  # `ex-Stripe`
    line = line.rstrip()
    return not line or line[-1] in ".!?:-*#>|]}\ufffc"
