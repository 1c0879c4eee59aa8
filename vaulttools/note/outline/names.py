"""What looks like the name of a company, and what like a topic, a person or one of a series."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from vaulttools.english.spelling import is_word as is_english
from vaulttools.korean.both_scripts import names_given
from vaulttools.korean.lexicon import is_listed, is_word
from vaulttools.note.legal_forms import KOREAN, LATIN
from vaulttools.patterns import pattern
from vaulttools.sorted_words import sections
from vaulttools.text import Span, occurrences

_FORM = pattern(
    rf",? {LATIN}|\.(?:io|ai|com|co|net|org|app|dev|kr)\b|^{KOREAN}|{KOREAN}$|"
    r"(?<=.)(?:컴퍼니|테크|테크놀로지|테크놀러지|랩|랩스|펀딩|파트너스|벤처스|인베스트먼트|캐피탈|홀딩스|소프트|시스템즈|네트웍스|"
    r"솔루션|솔루션즈|바이오|로보틱스|모빌리티|에너지|헬스케어|메디컬|팩토리|스튜디오|코리아|페이|뱅크|체인|메이커스|커머스)$"
)
"""Parts of the names of companies that other headings do not have."""
_BRAND = pattern(
    r"[a-z][A-Z]|[A-Za-z]\d|^[a-z]+[A-Z]|\b(?:Labs?|Technologies|Studios?|Ventures|Capital|Health|Networks|Robotics|Software|Consulting|Security|Bank|Group|Media)$"
)

_NOT_IN_NAME = pattern(
    r"^(?![^\W_]|\([주유]\)|[㈜㈔])|[?!;=→⇒|`$\"“”…<>{}\\~]|https?:|www\.|\S@\S|\]\(|\[\[|\*\*|__|\.\.|[.。] |, (?!"
    rf"Incorporated|{LATIN})|:\s|: | - | – | w/| vs[. ]|"
    r"(?<=\S )\d[\d,.]*[kKmMx]\b|\d[\d,.]*\s?(?:%|퍼센트|프로|원|억|만|천|명|개|년|월|일|시|분|건|배|곳|차|위|주|회|점|hours?|days?|years?|employees|people|members)(?![a-z])"
)
_NEVER_IN_NAME = pattern(
    r"^(?![^\W_]|\([주유]\)|[㈜㈔])|[?;=→⇒|`$\"“”…<>{}\\~]|https?:|www\.|\S@\S|\]\(|\[\[|\*\*|__|\.\.|[.。,] |[.,]$|:\s|: | - | – | w/| vs[. ]"
)
_SENTENCE_KO = pattern(
    r"(?:니다|했다|한다|된다|됐다|이다|있다|없다|같다|했음|있음|없음|됐음|좋음|많음|않음|봤음|하기|해요|에요|예요|어요|아요|나요|네요|"
    r"하는|하고|하며|해서|위해|되는|되어|필요함|예정|가능함|할 것|할것|하자|할까)\)?$"
)
_PHRASE_KO = pattern(
    r"(?:[다요죠음함됨임듯기중것]|필요|가능|불가|확인|완료|진행|검토|관련|대상|출시|확대|위주|방식|기반|제공|개발|운영|문제|이슈|"
    r" (?:사람|얘기|이야기|생각|질문|내용|부분|[말점일])|[을를은는의로와과도만]|에서|에게|까지|부터|이고|지만|는데|때문|정도|이상|이하|수준|추세|느낌|구조|판매|공략|서비스|시장|방법|전략)\)?$"
)
_PHRASE_EN = pattern(
    r"\b(?:is|are|was|were|be|been|has|have|had|we|our|you|your|they|their|this|that|these|to|from|with|by|in|on|at|as|or|"
    r"not|no|can|will|should|how|what|why|when|where|who|than|if|then|about|into|it|its|a|an|per|via|for|all|any|more)\b"
    r"|^(?:How|What|Why|When|Where|Who|We|Our|You|Your|See|Check|Click|Visit|Use|Using|Some|No|Not|Must|It|It's|This|These|"
    r"There|If|In|On|At|For|With|From|To|As|An?|All|Any|Add|Run|Set|Get|Make|Create|Install|Open|Go|More|Most|Apply|"
    r"Currently|Fully|Partially|Completely|Approximately|Around|Over|Between|Based|Remote|Also|Here|About|Contact|Send|Want)\b"
)
_LETTER = pattern(r"[^\W\d_]")
HANGUL = pattern(r"[가-힣]")

_LISTS = sections(Path(__file__).with_name("words.txt"))
_TOPICS = frozenset(_LISTS["topics"].text.split())
"""Words that are headings of parts of a note, and seldom a name."""
_BREAKS = frozenset(_LISTS["breaks"].text.split())
"""What goes on at an event between companies, written without blanks."""
_BREAK_ENDS = ("시간", "토론")
"""Ends of more breaks: `질문 시간`, `패널 토론`."""

_PARTICLE = pattern(r"(?:은|는|이|가|을|를|의|에|와|과|로|으로|도|만|에서|에게|랑|이라|라)?(?!\w)")
_FORM_END = pattern(rf"(?:,? {LATIN}|\.(?:io|ai|com|co|net|org)|[.,])$")


_BESIDE = pattern(r"[ \t]*\([^()]*\)$")


def _without_beside(name: str) -> str:
    """`name` without the brackets after it."""
    return (_BESIDE.sub("", name) or name) if name.endswith(")") else name


_BOTH = pattern(r"[가-힣]{2,10} ?\([A-Za-z][A-Za-z0-9.&-]{2,15}\)|[A-Za-z][A-Za-z0-9.&-]{2,15} ?\([가-힣]{2,10}\)")
_INITIALS = pattern(r"[가-힣]{5,} ?\([A-Z]{3,5}\)|[A-Z]{3,5} ?\([가-힣]{5,}\)")


def is_in_both_scripts(name: str) -> bool:
    """Whether `name` is one in both scripts, or with its initials, and has no round or field in brackets.

    `토스(Toss)` and `KPN(한국결제네트웍스)` are, `레몬마트(Pre-A)` is not.
    """
    if not name.endswith(")") or _BOTH.fullmatch(name) is None:
        return False
    return len(names_given(name)) > 1 or _INITIALS.fullmatch(name) is not None


@lru_cache(4096)
def worth_of(name: str) -> int:
    """How much `name` looks like a name: 0 not at all, 1 a little, 2 well, 3 like a company's."""
    if is_in_both_scripts(name):
        return 3
    name = _without_beside(name)
    if len(name) > 48 or not _LETTER.search(name) or _NOT_IN_NAME.search(name):
        return 0
    return _korean_worth(name) if HANGUL.search(name) else _latin_worth(name)


def _korean_worth(name: str) -> int:
    words = name.split()
    if len(words) > 4 or len(name) > 24 or _SENTENCE_KO.search(name) or name[-1] in ".,":
        return 0
    if len(words) > 1 and _PHRASE_KO.search(name):
        return 0
    return 3 if _FORM.search(name) else 2 if len(words) == 1 else 1


def _latin_worth(name: str) -> int:
    words = name.split()
    form = _FORM.search(name) is not None
    if len(words) > 6 or (name[-1] in ".," and not form and len(words) > 1) or _PHRASE_EN.search(name):
        return 0
    if form or _BRAND.search(name):
        return 3
    if name[-1] == "." and name[0].islower() and len(name) > 5:
        return 0
    if words[0].isalpha() and words[0][0].islower():
        return 1 if len(words) < 3 else 0
    small = sum(word[0].islower() for word in words[1:])
    return 0 if small > 1 and small * 2 > len(words) else 1 if small else 2


_LEGAL_FORM = pattern(rf"{KOREAN}|,? {LATIN}")


def is_incorporated(name: str) -> bool:
    """Whether `name` has a legal form, or is given in both scripts."""
    return is_in_both_scripts(name) or _LEGAL_FORM.search(name) is not None


@lru_cache(4096)
def may_name(name: str) -> bool:
    """Whether `name`, which does not look like a name, may still be one among others: `8퍼센트`, `Aha!`."""
    name = _without_beside(name)
    return (
        len(name) <= 30
        and len(name.split()) <= 3
        and _LETTER.search(name) is not None
        and _NEVER_IN_NAME.search(name) is None
        and not _SENTENCE_KO.search(name)
        and not (" " in name and HANGUL.search(name) and _PHRASE_KO.search(name))
    )


def is_topic(name: str) -> bool:
    """Whether `name` is the heading of a part of a note, such as `Benefits` or `주요 기능`."""
    name = _without_beside(name)
    if is_break(name):
        return True
    folded = name.casefold().strip(" .:0123456789")
    if folded in _TOPICS or folded.replace(" ", "") in _TOPICS or folded.replace(" ", "-") in _TOPICS:
        return True
    words = folded.split()
    if len(words) < 2 or _FORM.search(name) or _BRAND.search(name):
        return False
    return words[-1] in _TOPICS or (words[0] in _TOPICS and HANGUL.search(folded) is not None)


def is_break(name: str) -> bool:
    """Whether `name` is what goes on at an event between companies, such as `쉬는 시간` or `Keynote`."""
    folded = name.casefold().replace(" ", "")
    return folded in _BREAKS or folded.endswith(_BREAK_ENDS)


def is_all_topic(name: str) -> bool:
    """Whether each word of `name` is the heading of a part of a note (`기타 메모`, `Other notes`), or it is a break."""
    return is_break(name) or all(word in _TOPICS for word in name.casefold().split())


def ends_as_topic(name: str) -> bool:
    """Whether the last syllables of `name`, a word of Hangul, make it a thing or a part of a note: `저녁식대지원`."""
    return any(name[at:] in _TOPICS for at in range(len(name) - 1)) or _PHRASE_KO.search(name) is not None


@lru_cache(4096)
def is_coined(name: str) -> bool:
    """Whether `name` contains a word that is in no dictionary, as names of companies often do and other headings do not."""
    name = _without_beside(name)
    return any(not is_word(run) for run in _HANGUL_RUN.findall(name)) or any(
        not is_english(word.lower()) for word in _LATIN_WORD.findall(name)
    )


def is_coined_name(name: str) -> bool:
    """Whether `name` has the form of a company's, or contains a word that no dictionary has."""
    return worth_of(name) == 3 or is_coined(name)


def is_brand(name: str) -> bool:
    """Whether `name` contains a word that is in no dictionary, and is neither a part of a note nor a person's name."""
    return is_coined(name) and not (HANGUL.search(name) is not None and ends_as_topic(name)) and not are_people([name])


def is_ordinary(name: str) -> bool:
    """Whether a dictionary lists `name` as it is, or its last syllables make it a thing or a part of a note, or it is a person's."""
    return is_listed(name) or is_english(name.lower()) or ends_as_topic(name) or are_people([name])


_HANGUL_RUN = pattern("[가-힣]{2,}")
_LATIN_WORD = pattern(r"(?<![^\W_])[A-Za-z]{4,}(?![^\W_])")
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변"
_OFFICE = r"(?:대표(?:이사)?|팀장|부장|차장|과장|대리|교수|이사|매니저|선생님?|부대표|본부장|소장|[Cc][A-Z]O)"
_KOREAN_PERSON = pattern(rf"[{_SURNAMES}][가-힣]{{2}}(?:님| ?{_OFFICE})?")
PRESENTED_BY = (
    rf"(?:[{_SURNAMES}][가-힣]{{1,2}}[ ]?{_OFFICE}|{_OFFICE}[ ](?:[{_SURNAMES}][가-힣]{{2}}|[A-Z][a-z]+[ ][A-Z][a-z]+))"
)
"""A person and an office, in a pattern: `김민수 대표`, `CEO 김민수`, `CEO Ann Lee`."""
_PRESENTER = pattern(PRESENTED_BY)
_GIVEN = frozenset(_LISTS["given names"].text.split())


def is_presenter(words: str) -> bool:
    """Whether `words` are a person and an office, and nothing else."""
    return _PRESENTER.fullmatch(words.strip()) is not None


def are_people(names: Sequence[str]) -> bool:
    """Whether most of `names` are of people: `김민수`, `Alice`, `John Smith`."""
    people = sum(_KOREAN_PERSON.fullmatch(name) is not None or _is_given(name.split()) for name in names)
    return 2 * people > len(names)


def _is_given(words: list[str]) -> bool:
    return len(words) < 3 and bool(words) and words[0].lower() in _GIVEN


def are_a_series(names: Sequence[str]) -> bool:
    """Whether most of at least three `names` begin or end alike, as things of one kind do: `User A`, `강남구`, `시장성`; or
    most of at least two but for a number: `Option 1`."""
    without_digits = Counter(_DIGITS.sub("", name) for name in names)
    if len(names) > 1 and max(without_digits.values()) > 1 and 3 * max(without_digits.values()) >= 2 * len(names):
        return True
    plain = [_without_beside(name) for name in names if worth_of(name) < 3]
    if len(plain) < 3 or 3 * len(plain) < 2 * len(names):
        return False
    first = Counter(name.split()[0] for name in plain if " " in name)
    last = Counter(
        name.split()[-1] if " " in name else name[-1] for name in plain if " " in name or HANGUL.search(name)
    )
    return any(3 * count >= 2 * len(plain) and count > 2 for counts in (first, last) for count in counts.values())


_DIGITS = pattern(r"\d+")


def mentions_of(folded: str, name: str, start: int, stop: int) -> Iterator[Span]:
    """Where the lower-case text speaks of `name`: as a whole word, with or without a particle."""
    core = (_FORM_END.sub("", name) or name).lower()
    for span in occurrences(core, folded, start, stop):
        before = folded[span.start - 1] if span.start else " "
        if not (before.isalnum() or before == "_") and _PARTICLE.match(folded, span.end, stop):
            yield span
