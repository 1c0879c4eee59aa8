"""What is wrong with a word by itself, whatever text it stands in. Each different word is judged once, and the result is kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import lru_cache
from itertools import chain

from vaulttools.english.spelling import is_word as is_english
from vaulttools.english.spelling import words_among
from vaulttools.english.words import ACRONYMS
from vaulttools.korean.blanks import begin_anew, denied, parted_clause, parted_subject
from vaulttools.korean.confusions import BEHIND_LOANWORD, Certainty, Misspelling, misformed, misspelling, misspelt_among
from vaulttools.korean.doubled import has_double, particle_again, said_twice
from vaulttools.korean.hangul import Final, is_syllable, sound
from vaulttools.korean.jamo import stray_jamo
from vaulttools.korean.keyboard import as_latin
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import goes_on, is_noun, is_predicate, is_stem, is_word
from vaulttools.korean.mistaken import other_subject
from vaulttools.korean.particles import agreeing_form, is_light_verb, read_tail
from vaulttools.patterns import pattern
from vaulttools.spelling.latin import judge_latin
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.variants import Ways, apart, small
from vaulttools.spelling.witness import LONGEST
from vaulttools.text import Span

_new = tuple.__new__
"""Makes a named tuple in half the time of a call of its class: one is made for each word."""
_clean: set[str] = set()
"""Tokens that have no slip."""
_slips: dict[str, tuple[Slip, ...]] = {}
_ways: dict[str, Ways] = {}
"""The words that can be written in two ways, by the tokens that hold them."""
_MOST = 1 << 17
"""How many tokens are remembered, in some 25 MB for each process. A vault of 100,000 notes has several times as many."""


def forget_if_many() -> None:
    """Forgets all results once there are too many."""
    if len(_clean) + len(_slips) > _MOST:
        for remembered in (_clean, _slips, _ways):
            remembered.clear()


def verdicts() -> Iterator[tuple[str, str]]:
    """The tokens that were judged, each with a text for `take`: the places of words of no dictionary, and of one that can be
    written in two ways. Those with other slips are left out: nobody else may say how they should read."""
    yield from ((token, "/") for token in _clean - _ways.keys())
    for token in {*_slips, *_ways}:
        slips, ways = _slips.get(token, ()), _ways.get(token)
        places = [(*slip.span,) for slip in slips]
        way: tuple[int, ...] = ()
        if ways is not None:
            start = token.find(ways.word)
            way = start, start + len(ways.word), len(ways.sign)
        with suppress(ValueError):
            if _of_places(token, places, way) == (slips, ways):
                yield token, "/".join(" ".join(map(str, numbers)) for numbers in (chain(*places), way))


def take(judged: Mapping[str, str]) -> None:
    """Takes the tokens that `verdicts` of an earlier run has yielded as judged. Raises ValueError for other verdicts."""
    for token, verdict in judged.items():
        places, way = ([*map(int, numbers.split())] for numbers in verdict.split("/"))
        slips, ways = _of_places(token, [*zip(places[::2], places[1::2], strict=True)], way)
        if ways is not None:
            _ways[token] = ways
        if slips:
            _slips[token] = slips
        else:
            _clean.add(token)


def _of_places(token: str, places: Iterable[Sequence[int]], way: Sequence[int]) -> tuple[tuple[Slip, ...], Ways | None]:
    """The slips of words of no dictionary at `places` of `token`, and the two ways to write what is at the first two of
    `way`: apart at the third, or small where that is 0. Raises ValueError where there is nothing at a place."""
    for start, end in (*places, way[:2]) if way else places:
        if not 0 <= start < end <= len(token):
            raise ValueError("there is no such place")
    slips = tuple([_unknown(token, start, end) for start, end in places])
    if not way:
        return slips, None
    start, end, cut = way
    word = token[start:end]
    return slips, Ways(word, f"{word[:cut]} {word[cut:]}", word[:cut]) if cut else Ways(word, word.lower())


def _unknown(token: str, start: int, end: int) -> Slip:
    """What is said of a word of no dictionary at this place of `token`."""
    word = token[start:end]
    return _new(Slip, (Kind.UNKNOWN, _new(Span, (start, end)), word, word, "", Certainty.LIKELY))


def ways_among(tokens: Set[str]) -> Set[Ways]:
    """The words that can be written in two ways among `tokens`, all of which were judged."""
    return {_ways[token] for token in tokens & _ways.keys()}


def judged(token: str) -> tuple[Slip, ...]:
    """The result of `_judge` for `token`, kept for later."""
    slips = _slips.get(token)
    if slips is None:
        slips = _judge(token)
        if slips:
            _slips[token] = slips
        else:
            _clean.add(token)
            if token not in _ways:
                _clean.add(_without_numbers(token))
    return slips


def to_judge(tokens: frozenset[str]) -> Collection[str]:
    """Those of `tokens` that may have slips, in the same order in each run."""
    new = tokens - _clean
    for among in (words_among, plain_among, _known_but_for_numbers):
        clean = among(new.difference(_slips))
        _clean.update(clean)
        new -= clean
    left = sorted(new)
    if len(left) > _MOST_GARBLED:
        garbled = {*[token for token in left if _GARBLED.search(token)][_MOST_GARBLED:]}
        left = [token for token in left if token not in garbled]
    return left


def plain_among(tokens: Set[str]) -> Set[str]:
    """Those of `tokens` that are one Korean word with its punctuation, and have no slip: what `_judge` says of one after the other,
    said of all at once in a fraction of the time, because few need more than a look at their letters and into the lexicon."""
    bare = {token: token.lstrip(_BEFORE_WORD).rstrip(_BEHIND_WORD) for token in tokens}
    runs = {*filter(_PLAIN.fullmatch, bare.values())}
    if not runs:
        return runs  # and the tables are not read
    runs -= misspelt_among(runs)
    runs -= {run for run in filter(_MAY_BE_WRONG.search, runs) if _is_wrong(run)}
    runs = {run for run in runs if not (denied(run) or (len(run) > 4 and parted_clause(run))) and is_word(run)}
    ways = {run: both for run in runs if len(run) > 3 and (both := apart(run))}
    found = {token: run for token, run in bare.items() if run in runs}
    _ways.update((token, ways[run]) for token, run in found.items() if run in ways)
    return found.keys()


_PLAIN = pattern("[가-힣]{2,60}")
_MAY_BE_WRONG = pattern(r"[를는가]$|[이가][되될된됨됐돼있없많]|(.)\1|(..)\2$")
"""What a word has of which `_is_wrong` may be true."""


def _is_wrong(run: str) -> bool:
    """Whether something is wrong with the particle of `run`, or with its doubled syllables, if it is a word."""
    return bool(
        _after_closed(run) or other_subject(run) or run.endswith("를를") or _without_double(run) or parted_subject(run)
    )


def _known_but_for_numbers(tokens: Set[str]) -> Set[str]:
    """Those of `tokens` that differ only in their numbers, or in the length of what is no prose, from one without slips."""
    return {token for token in tokens if _without_numbers(token) in _clean}


def _without_numbers(token: str) -> str:
    """`token` with 0 for each number, and one sign for what is no prose, neither of which its slips depend on. In what begins with
    a capital, numbers may be part of a name."""
    if "A" <= token[0] <= "Z" or len(token) > _LONGEST_TOKEN:
        return token
    return _VARIES.sub(lambda each: each[0][0] if each[0][0] == "\ufffc" else "0", token)


_VARIES = pattern("[0-9]+(?:[.,][0-9]+)*|\ufffc+")


_GARBLED = pattern("[가-힣][ㄱ-ㅊㅌㅍㅏ-ㅛㅢㅣ]|[ㄱ-ㅎㅏ-ㅣ][가-힣]")
_MOST_GARBLED = 100
"""At most so many different words with stray jamo are looked at in a note, because it takes long to find what was meant."""
_RUN = pattern("[가-힣ㄱ-ㅎㅏ-ㅣ]+|[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?")
_BEFORE_WORD = "([{<\"'“‘*_~=|>-:;,/!?.…·"
_OPENING = frozenset(_BEFORE_WORD)
_CLOSING = "*_\"'”’)]"
_BEHIND_WORD = f"{_CLOSING},.:;!?…"
_IN_NAME = frozenset("0123456789_./\\@#$&=+~:%-\ufffc")
_IN_WORD = frozenset("_-@/\\#&=~0123456789")
"""What may follow a Hangul word that is only part of a longer one: `재산세과-264`."""
_LASTS = pattern(
    "(초|분|시간|일|주|주일|개월|달|년)(동안[은의에도]?|만에[는도야]?|뒤[에는]?|안에[는도]?|이내[에의]?|후[에는]?|전[에은까]?)"
)
"""A number, its unit of time, and a word that should stand apart but is glued on: 7분만에, 3년동안, 5년뒤."""
_POWERS = "[십백천만억조]*"
_COUNTER = "초|분|시간|일|주일?|개월|달|년|명|개|건|곳|번|회|원|달러|가지|사람|팀"
"""Powers of ten in Hangul, and counters, between a number and what is glued to them; more of these where no word begins so."""
_MEASURED = pattern(
    f"((?:{_POWERS}(?:{_COUNTER}|배|대|점|위|쪽|장)?)(?=정|이[상하내]|미|내|초과)"
    "|월(?=말|초|중)|년(?=말|초))(정도|이상|이하|미만|이내|내외|초과|말|초|중순)([가-힣]*)"
)
"""A counter with a word glued on that says how exactly it is meant, or a month or year with its beginning or end: 3년이상, 5월말."""
_REACHES = pattern(f"([십백천만억조]+|{_POWERS}(?:{_COUNTER}|배|점|위))([가-힣]{{2,}})")
"""A counter with a word glued on that may be the verb it goes with: 3배오르면."""
_AMONG = pattern(f"({_POWERS}(?:{_COUNTER}))((?:중|규모|수준)[에의은는인이가로]?)")
"""A counter with a word glued on that says of how many or how much: 5명중, 30억원규모."""
_NUMBER = pattern(r"\d[\d.,]*%?\Z")
_COUNTED = pattern(f"(?=..)({_POWERS}(?:{_COUNTER}|월|배|대|점|위|쪽|장|층|평|살|편|종)?)([을를은는와])")
"""A counter with a particle that nothing else is spelt as: unlike 가 and 과, which end 11번가 and 3개과."""
_EACH = pattern(r"([연월])(\d[\d.,]*)(?:[회번만천억]|%)")
"""A unit of time glued to the amount for each: 월1회, 연5%."""
_BOTH_FORMS = pattern(r"\((?:은|는|이|가|을|를|과|와|으로|로)\)")
"""What follows a particle of which both forms are written: 값을(를)."""
_ORIGINAL = pattern(r"\([A-Z][a-z]")
"""What begins the name that a Hangul word before it spells: 들루니(Delaunay)."""
_INITIAL = pattern(r"[A-Za-z](?:\*{1,3}|\()\Z")
"""A part of a word that marks cut off, as the initials of an abbreviation may be: **R**etrieval, n(euter)."""
_SENTENCES = pattern(r"(?<![가-힣])([가-힣]{2,})([.;]|[!?]+)(?=\d*([가-힣]{2,}|[그이새또단왜안못더](?![가-힣])))")
"""A word, the mark at the end of its sentence, and the word right behind that."""
_ENGLISH_SENTENCES = pattern(
    "([a-z]{2,})([.!?])(The|This|These|They|That|There|We|It|He|She|You|Our|Their|But|And|However|If|When|What|Where|How)"
)
"""An English word, the mark at the end of its sentence, and a word that begins another."""
_IS_CALLED = pattern(r"\((?!e?s\))")
"""What follows the name of a function: pprint(value)."""
_LONGEST_TOKEN = 1000
"""The longest word, with its punctuation, that is judged. What is longer without a blank is data, and would take quadratic
time."""
_QUOTES = frozenset("\"'“‘”’*`")


def _judge(token: str) -> tuple[Slip, ...]:
    """The slips in one word with its punctuation, their spans counted from its start."""
    if token.isascii() and token.isalpha():  # as most of the words of an English note
        if len(token) > LONGEST:
            return ()
        if not token.islower() and (ways := small(token)):
            _ways[token] = ways
        return judge_latin(token, 0) if len(token) > 2 else ()
    if len(token) > _LONGEST_TOKEN:
        return ()
    found: tuple[Slip, ...] = ()
    if "A" <= token[0] <= "Z" and (ways := small(token)):
        _ways[token] = ways
    in_hangul = 0
    for match in _RUN.finditer(token):
        run, (start, end) = match[0], match.span()
        if len(run) > LONGEST:
            continue
        if run[0] >= "ㄱ":
            in_hangul += 1
            found += _hangul(run, token, start, end)
        elif (
            len(run) > 2
            and run.replace("’", "'").isascii()
            and not (start and (token[start - 1] in _IN_NAME or _INITIAL.search(token, max(0, start - 4), start)))
            and (end == len(token) or token[end] not in _IN_NAME or token[end:].rstrip(_CLOSING) in (".", ":"))
            and not _IS_CALLED.match(token, end)
        ):
            found += judge_latin(run, start)
    if (
        not in_hangul
        and "a" <= token[0] <= "z"
        and (parts := _ENGLISH_SENTENCES.fullmatch(token))
        and is_english(parts[1])
    ):
        span = Span(0, len(token))
        return (Slip(Kind.BLANK, span, token, token, f"{token[: parts.start(3)]} {parts[3]}", Certainty.SURE),)
    return found + tuple(_between_sentences(token)) if in_hangul > 1 else found


def _between_sentences(token: str) -> Iterator[Slip]:
    """The blanks that are missing between two sentences in `token`: 합니다.다양한."""
    for match in _SENTENCES.finditer(token):
        if begin_anew(*match.groups()):
            span = Span(match.start(), match.end(3))
            words, blank = span.of(token), match.end() - match.start()
            yield Slip(Kind.BLANK, span, words, words, f"{words[:blank]} {words[blank:]}", Certainty.SURE)


def _hangul(run: str, token: str, start: int, end: int) -> tuple[Slip, ...]:
    """The slip in `run`, Hangul from `start` to `end` of `token`."""
    before, after = token[start - 1 : start], token[end : end + 1]
    if run in _clean and run not in _ways and len(run) > 1 and (not before or before in _OPENING):
        return ()  # judged before, without punctuation
    if after == "(" and _BOTH_FORMS.match(token, end):
        return ()
    slip = _unknown(token, start, end)
    found = _wrong_anywhere(slip, token, before, after)
    if found is not None:
        return found
    is_part = (before and before not in _OPENING) or (after and after in _IN_WORD)
    return () if is_part else _wrong_as_word(slip, token, before, after)


def _wrong_anywhere(slip: Slip, token: str, before: str, after: str) -> tuple[Slip, ...] | None:
    """What is wrong with a run of Hangul even if other signs stand beside it in `token`; None if that cannot be told from the
    run alone."""
    run, (start, end) = slip.word, slip.span
    if before.isalpha() and before.isascii() and run in _AFTER_LATIN and (other := agreeing_form(token[:start], run)):
        return (slip._replace(kind=Kind.PARTICLE, word=token[:end], right=other),)
    if "_" in (before, after) or (run[0] in "ㄴㄹㅂ" and before and before in "-–~'\"‘“"):
        return ()  # part of a programmer's name, an ending that is talked about (`-ㄹ게`)
    if not is_syllable(min(run)):
        return _with_loose_jamo(slip)
    if run in "연월" and not start and (each := _EACH.match(token)):
        return (Slip(Kind.BLANK, Span(0, each.end(2)), token, token, f"{run} {each[2]}", Certainty.SURE),)
    if (wrong := _in_tables(run)) and not _begins_with_particle(run, before):
        is_brand = before.isalpha() and not wrong.start and wrong.kind == "loanword"  # a part of one: `OK캐쉬백`
        return () if is_brand else (_listed(slip, wrong),)
    return _behind_number(slip, token, before) if before.isdigit() or before == "%" else None


def _behind_number(slip: Slip, token: str, before: str) -> tuple[Slip, ...] | None:
    """The same for Hangul behind a number in `token`, whose last digit or `%` is `before`."""
    run, (start, end) = slip.word, slip.span
    number = _NUMBER.search(token, 0, start)
    if before.isdigit() and (glued := _LASTS.fullmatch(run) or _AMONG.fullmatch(run)):
        return (slip._replace(kind=Kind.BLANK, right=f"{glued[1]} {glued[2]}", certainty=Certainty.SURE),)
    if number is not None and (measured := _MEASURED.fullmatch(run)):
        counted_in, word, rest = measured.groups()
        if not rest or read_tail(sound(word[-1]), rest) is not None:
            whole = Span(number.start(), end)
            right = f"{number[0]}{counted_in} {word}{rest}"
            return (Slip(Kind.BLANK, whole, whole.of(token), whole.of(token), right, Certainty.SURE),)
    if number is not None:
        counter = "" if before == "%" else reaches[1] if (reaches := _REACHES.fullmatch(run)) else None
        if counter is not None and _is_reached(run[len(counter) :]) and not (counter and is_word(run)):
            whole = Span(number.start(), end)
            right = f"{number[0]}{counter} {run[len(counter) :]}"
            return (Slip(Kind.BLANK, whole, whole.of(token), whole.of(token), right, Certainty.SURE),)
    if before.isdigit() and (counted_as := _COUNTED.fullmatch(run)) and (right := agreeing_form(*counted_as.groups())):
        return (_with_particle(slip, right),)
    return None


@lru_cache(maxsize=1 << 10)
def _is_reached(word: str) -> bool:
    """Whether `word`, behind a number, is a verb that stands apart from it: 넘으면 in 3%넘으면; nothing that reads like a noun, like a
    particle, or like a form of 하다."""
    return (
        len(word) > 1
        and not is_light_verb(word)
        and is_predicate(word)
        and not is_noun(word)
        and read_tail(Final.UNKNOWN, word) is None
    )


@lru_cache(maxsize=1 << 10)
def _in_tables(run: str) -> Misspelling | None:
    """What the tables tell of `run`: particles and counters stand behind many different words and numbers."""
    return misspelling(run) or misformed(run)


def _begins_with_particle(run: str, before: str) -> bool:
    """Whether `run`, right behind `before`, is a particle of the name there and another word: 에상장 in NYSE에상장."""
    return bool(before) and before not in _OPENING and run[0] in _AFTER_NAMES and len(run) > 2 and is_word(run[1:])


def _wrong_as_word(slip: Slip, token: str, before: str, after: str) -> tuple[Slip, ...]:
    """What is wrong with Hangul that makes up all of `token` but its punctuation."""
    run = slip.word
    if len(run) > 2 and (right := _after_closed(run)):
        return (_with_particle(slip, right),)
    if parted := denied(run):
        return (slip._replace(kind=Kind.BLANK, right=parted, certainty=Certainty.SURE),)
    if not after and other_subject(run):
        return (_with_particle(slip, "이"),)
    if len(run) > 4 and (right := parted_clause(run)):
        return (slip._replace(kind=Kind.BLANK, right=right, certainty=Certainty.SURE),)
    if not is_word(run):
        is_behind_quote = before and before in _QUOTES and read_tail(Final.UNKNOWN, run)  # `"..."라고`
        return () if is_behind_quote or _ORIGINAL.match(token, slip.span.end) else (slip,)
    if run[-1] == "를" and (right := _after_closed(run)):  # also where a verb seems to end so: 돈를
        return (_with_particle(slip, right),)
    if right := run[:-1] if run.endswith("를를") else _without_double(run):
        return (slip._replace(kind=Kind.KEYS, right=right),)
    if len(run) > 3 and (right := parted_subject(run)):
        return (slip._replace(kind=Kind.BLANK, right=right, certainty=Certainty.SURE),)
    if len(run) > 3 and (ways := apart(run)):
        _ways[token] = ways
    return ()


def _with_particle(slip: Slip, right: str) -> Slip:
    """`slip`, in a word whose last syllable is a particle that should read `right`."""
    end = slip.span.end
    return slip._replace(kind=Kind.PARTICLE, span=Span(end - 1, end), wrong=slip.word[-1], right=right)


def _without_double(run: str) -> str:
    """What `run`, a word, was meant to be if it has a syllable twice; empty if it may be meant as it is."""
    return (particle_again(run) or said_twice(run)) if has_double(run) else ""


def _with_loose_jamo(slip: Slip) -> tuple[Slip, ...]:
    """What the word of `slip`, which has loose jamo, was meant to be."""
    if english := _in_english(slip.word):
        return (slip._replace(kind=Kind.JAMO, right=english, certainty=Certainty.SURE),)
    stray = stray_jamo(slip.word)
    if stray is None:
        return ()
    span, word = Span(stray.start, stray.end).moved(slip.span.start), stray.of(slip.word)
    return (Slip(Kind.JAMO, span, word, word, stray.right[0] if len(stray.right) == 1 else "", Certainty.SURE),)


def _listed(slip: Slip, wrong: Misspelling) -> Slip:
    """The slip that the tables tell of in the word of `slip`: they list `wrong`, a part of it."""
    run = slip.word
    if wrong.kind == "spacing":
        right = run[: wrong.start] + wrong.right + run[wrong.end :]
        return slip._replace(kind=Kind.BLANK, right=right, certainty=wrong.certainty)
    is_part = wrong.certainty is Certainty.SURE and wrong.kind == "loanword" and _is_glued(run, wrong)
    return slip._replace(
        kind=Kind.FORMER if wrong.kind == "former" else Kind.TABLE,
        span=Span(wrong.start, wrong.end).moved(slip.span.start),
        wrong=run[wrong.start : wrong.end],
        right=wrong.right,
        certainty=Certainty.LIKELY if is_part else wrong.certainty,
    )


def _after_closed(run: str) -> str:
    """The particle that goes for the last syllable of `run` behind the one before it; empty where that may be right.

    를 stands behind vowels only. So does 는 behind a noun, and before that ending a verb loses its ㄹ: 출시일는.
    """
    before, particle = run[-2:-1], run[-1]
    if particle not in "를는" or before in ("", particle) or sound(before) is Final.OPEN:
        return ""
    if particle == "를" and is_stem(f"{run[:-1]}르"):
        return ""  # 들를 from 들르다
    if particle == "는" and sound(before) is not Final.RIEUL:
        return ""
    return "을" if particle == "를" else "은"


_FEWEST_LETTERS = 4


def _in_english(run: str) -> str:
    """The English word, or the abbreviation that everybody knows, that the keys of `run` type in English mode, with the particles
    behind it: hello for ㅗ디ㅣㅐ, deploy를 for ㅇ데ㅣㅐㅛ를, API for ㅁㅔㅑ; empty if that is no word."""
    if min(run) > "ㅣ" or not (any(char in _LOOSE_VOWELS for char in run)):
        return ""
    for end in range(len(run), max(len(run) - _LONGEST_TAIL, 1) - 1, -1):
        letters, tail = as_latin(run[:end]), run[end:]
        if tail and (not is_syllable(min(tail)) or read_tail(Final.UNKNOWN, tail) is None):
            continue
        if len(letters) >= _FEWEST_LETTERS and letters.islower() and is_english(letters):
            return letters + tail
        if (
            len(letters) == end > (2 if tail else 1) and min(run[:end]) < "ㅏ" and letters.upper() in ACRONYMS
        ):  # not ㅜㅗㅜ, which is a face
            return letters.upper() + tail
    return ""


_LONGEST_TAIL = 3
"""Syllables of particles behind an English word."""
_LOOSE_VOWELS = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ")
_AFTER_NAMES = frozenset("에의은는이가을를와과로도만")
"""Particles of one syllable."""
_AFTER_LATIN = frozenset("을를은는과와")
"""The particles that are checked behind Latin letters: 를 for API을."""


def _is_glued(run: str, wrong: Misspelling) -> bool:
    """Whether a loanword in `run` is part of a longer noun, such as the name of a company: 벤쳐스퀘어."""
    rest = run[wrong.end :]
    if wrong.start:
        return True
    if rest[:1] in BEHIND_LOANWORD and (len(rest) == 1 or read_tail(sound(rest[0]), rest[1:]) is not None):
        return False
    return bool(rest) and not goes_on(run[: wrong.end], rest)
