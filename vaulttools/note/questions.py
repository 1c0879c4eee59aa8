"""Questions: what a note asks and does not answer, and what its writer was not sure of."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from vaulttools.korean.hangul import coda_of, is_noun_form
from vaulttools.korean.lexicon import is_noun, is_predicate, is_verb
from vaulttools.note.cues import Cues, at_line_end
from vaulttools.note.points import Point
from vaulttools.patterns import either, pattern
from vaulttools.text import Span

if TYPE_CHECKING:
    from vaulttools.note import Note

QUESTIONS = Cues("?", "？")
"""What every question holds."""
DOUBTS = Cues("(?", "（?", "(？", "[?", "?)", "? )", "?]", "？)", "？）", "?）", "sure)", "sure]", "않음)", "불확실)")
"""What every mark of doubt holds."""
_WHO_DOES = "buys owns runs sells uses holds insures leads presents pays decides signs".split()
IMPLIED = Cues(
    *("싶긴", "싶기", "싶음", "싶다", "싶네", "싶은데", "않나", "않을까", "모르겠", "궁금", "의문"),
    *("할까", "될까", "일까", "볼까", "을까"),
    *("어떻게", "왜 ", "뭐 ", "뭐가 ", "뭐라고 ", "뭘", "무엇", "얼마", "언제", "누가", "누구", "어디", "어느", "몇 "),
    *at_line_end(
        *(f" 뭐{end}" for end in ("", "임", "지", "더라", "였더라", "였지", "인지")),
        *(" 왜", " 뭔지", "아닌가", "건가", "어떡하지", "어쩌지"),
    ),
    *("기억 안", "기억이 안", "기억안", "이해 안", "이해가 안", "이해안", "이해 못", "못 찾겠", "못찾겠"),
    *("못 물어", "못물어", "못 들", "못들", "확인 못", "확인못", "안 알려", "안알려"),
    *("지 고민", "나 고민", "까 고민"),
    *(f"- {words} " for words in ("not sure", "no idea", "don't know", "don't get", "unclear", "Not sure", "Unclear")),
    *("not clear ", "- Not clear "),
    *("what if ", "what about "),
    *at_line_end("why now", "why not", "why us", "who pays", "how much", "so what", "what if"),
    "- why so ",
    *(
        f"{how} {does} "
        for how in ("how", "why", "what", "where", "when", "who")
        for does in ("do", "does", "did", "will", "would", "should", "can", "could")
    ),
    *(
        f"- {does} {they} "
        for does in ("do", "does", "did", "should", "would", "could", "will", "can")
        for they in ("we", "they")
    ),
    *(f"- who {each} " for each in _WHO_DOES),
)
"""What every question without a question mark holds, but for those that only their last word gives away."""
LAST = Cues(*at_line_end("나", "까", "지", "나요", "까요"))
"""What each of those ends in."""

LABELS = Cues(
    *(f"확인{gap}{end}" for gap in ("", " ") for end in ("필요", "요망", "해야", "할것", "할 것")),
    *("미확인", "open question", *(f"to {verb}" for verb in ("check", "verify", "confirm"))),
)
"""What each item holds whose label says that the rest is to be found out."""

_MARK = pattern(r"[?？]+")
_DEFINES = pattern(r" [—–] |\A\ufffc|\b[a-z]+_[a-z_]+ ")
"""What stands before a question that says what a term, or a piece of code, answers: `range — 얼마나 떨어졌나`."""
_QUOTED = pattern(r"[\"”’'」』]")
"""What closes the words of somebody who asks."""
_OPENED = pattern(r"[\"“‘'「『]")
"""What opens them."""
_DOUBT = pattern(
    r"[(（\[]\s*(?:"
    r"[?？]+|(?:맞나|맞는지|맞음|맞아|확실|확실한가|정확|정확한지|진짜|정말|아마|sure|correct|right|really|true)\s*[?？]+"
    r"|not sure|unsure|확실하지 않음|확실치 않음|불확실"
    r")\s*[)）\]](?!\()",
    re.I,
)
_CLAUSE_END = r"(?=[ \t]*(?:[),.;(]|[\r\n]|\Z|[ \t][-–][ \t]))"
_LINE_END = r"(?=[ \t]*(?:[\r\n]|\Z))"
_BULLET = r"^[ \t]*[-*+][ \t]+"
_FIRST = "(?<![가-힣])"
_ENDS_IN_DOUBT = _FIRST + either(
    "[가-힣]{1,15}[나가까지] ?싶(?:긴 ?함|기도 ?함|음|다|네|은데)",
    "[가-힣]{1,15}지 ?않(?:나|을까)",
    "어떻게 (?:됐는지|된 ?건지)",
    "왜 [가-힣 ]{0,20}(?:거지|건지|건가|걸까|[했랬한된는간온]대)",
    "(?:어떻게|왜|뭐(?:가|라고)?|뭘로?|무엇[을으]로?|얼마나?|언제|누가|누구(?:한테|에게|랑)?|어디서?|어느|몇) "
    "(?:[가-힣]{1,15} ){0,4}(?P<verb>[가-힣]{1,15}(?:나|더라|(?<![는은을한])지))(?:요|)?",
    "[가-힣]{1,15}(?:(?<!가)지는?|[나까]) (?:궁금함?|의문임?|고민(?:임|중)?)",
    "[가-힣]{1,15}지는? 못 ?들음",
)
_KNOWS_NOT = "(?:모르겠|기억이? ?안 ?[남나]|이해가? ?안 ?[됨되감가]|이해 ?못 ?[함하]|못 ?찾겠|못 ?물어[봤봄]|확인 ?못 ?[함했]|안 ?알려[줌줬])(?:음|다|네)?"
_NOT_SURE = "(?:still )?(?:not sure|no idea|unclear)|(?:I )?don'?t (?:know|get)"
"""What a writer says who does not know, in Korean and in English."""
_KNOWS_NOT_WHAT = _FIRST + (
    # What only judges is told as a judgement.
    "(?!(?:[이그](?:건|게|거)|아직[은도]?|솔직히|일단|근데|잘|또) )"
    f"[가-힣A-Za-z0-9)]{{1,20}} (?:(?:아직|아직도|잘|영|도무지|도저히) )?{_KNOWS_NOT}"
)
_NOT_SURE_WHAT = (
    either(_NOT_SURE, "(?:[Nn]ot (?:sure|clear)|[Uu]nclear)(?= (?:whether|if|why|how|who|what|about) )")
    + rf" (?!(?:about )?(?:this|that|it)(?: one| yet)?{_LINE_END})[^?？:\r\n\ufffc]{{3,80}}?"
)
_LABEL = (
    r"\**"
    + either(
        "(?:추가 ?|재)?확인 ?(?:필요|요망|해야 ?(?:함|됨)|할 ?것(?=[^\r\n]*[지나까]\\Z))|미확인",
        "(?:need |needs |have |still )*to (?:check|verify|confirm)|open questions?",
    )
    + r"\** ?(?:[:：]|[-–—] )\** ?(?=[^\W_])"
)
KNOWS_NOT = pattern(rf"{_KNOWS_NOT}\Z|\A(?:{_NOT_SURE}|not clear) |\A{_LABEL}", re.I)
"""What implies a question in these words: 왜 비싼지 모르겠음, `not sure about the churn`, `확인 필요: 보험 가입`."""
_TO_FIND_OUT = pattern(_LABEL, re.I)
_FOUND_OUT = pattern(r"(?:→|⇒|[-=]>)")
"""What stands before the answer to that."""
_SHRUG = pattern(
    r"\s*"
    + either(
        f"[가-힣 ]{{0,10}}{either(_KNOWS_NOT, '모르[가-힣]{1,3}|모름|글쎄요?|아마도?|(?:확인|파악|체크)(?: ?(?:필요|중|예정))?|미정')}",
        f"(?:I'm )?(?:{_NOT_SURE}|no clue|unknown|do not know|dunno)(?: yet)?",
    )
    + r"[.!]*\s*\Z",
    re.I,
)
"""All that such a writer says to a question."""
_WHETHER_TO = _FIRST + "[가-힣]{0,15}[할될일볼을]까"
_ENDS_IN_QUESTION_WORD = either(
    "(?<=[가-힣A-Za-z] )(?:아닌가|어떡하지|어쩌지)",
    "(?<=[가-힣] )[가-힣]{1,8}(?: |[는은인된한간온던])건가",
    "(?<=[가-힣A-Za-z0-9)%] )(?<!누가 )(?<!언제 )(?<!어디서 )"
    + either("(?:누구|(?:언제|어디|얼마)쯤?|뭐)(?:임|지|더라|였더라|였지|인지)?", "누가|어떻게|왜|뭔지|뭘까"),
)
_THEY = "(?:we|they|he|she|it|you|I|the|this|that|their|our|its|anyone|[A-Z][a-z]+)"
_ENGLISH = either(
    r"why (?:now|not|us)|why so [^?？:\r\n]{3,60}|who pays|how much|so what|what if",
    rf"who {either(*_WHO_DOES)} [^?？:\r\n]{{3,60}}",
    r"what (?:if|about) [^?？\r\n]{3,60}",
    "(?:(?:but|so|and|then) )?"
    + either(
        f"(?:how|why|what|where|when|who) (?:do|does|did|will|would|should|can|could) {_THEY}",
        "(?:do|does|did|should|would|could|will|can) (?:we|they)",
    )
    + r" [^?？:\r\n]{3,80}?",
)
_ASKS = pattern(
    either(
        rf"{either(_ENDS_IN_DOUBT, _KNOWS_NOT_WHAT, _WHETHER_TO)}{_CLAUSE_END}",
        rf"{_ENDS_IN_QUESTION_WORD}{_LINE_END}",
        rf"{_BULLET}(?P<english>{either(_ENGLISH, _NOT_SURE_WHAT)}){_LINE_END}",
    ),
    re.M,
)
"""What asks by its words alone, or says that its writer does not know."""
_LAST = pattern(r"(?:[^:：?？]|(?<=\d):(?=\d)){1,60} (?P<last>(?:[가-힣]{1,8}야 )?[가-힣]{1,12}[나까지])요?\Z")
"""An item whose last word ends like a question, and that has no label."""
_QUESTION_WORD = pattern("인지\\Z|왜|어떻게|언제|무엇|무슨|뭐|뭘|누가|누구|어디|얼마|어떤|어느|몇")
_DIGIT = pattern(r"\d")
_WHETHER = pattern(r"([가-힣])지(?![가-힣])")
_RHETORIC = pattern(
    r"봤자|기껏해야|고작 |설마 |누가 [^?？]{1,40}겠(?:나|냐|어|는가)요?\Z|듯(?:함)?\Z|\bso what\b|\bwho cares\b", re.I
)
"""What asks nothing, though it ends like a question: 그래봤자 월 30 정도? 누가 사겠나? 줄어드는 듯?"""
_ANSWER = pattern(r"(?:=>|->|⇒|→|➡|>|\**(?:A|답변?|답)\**\s*[.:)]|(?:네|예|아니요?|아뇨|yes|no)(?=[ ,.]|\Z))", re.I)
_YES_OR_NO = pattern(r"\s*(?:네|예|응|아니|아니요|아뇨|yes|no|yep|nope)[,.]\s*\S", re.I)
"""An answer with more after it: `Loopwire?? no, Mindbody`; not `no idea`."""
_HOW_MUCH = pattern(
    r"얼마|어느 ?정도|몇 ?[가-힣]|\bhow (?:much|many|long|often|big|large)\b|\bwhen (?:is|are|do|does|will)\b", re.I
)
_FIGURE = pattern(r"(?!\d\d?:\d\d)[~$₩€£¥약]?\s*\d")
"""What answers a question of how much; a time of day opens the next subject."""
_SPEAKER = pattern(r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?|@\w+|[가-힣]{2,4}(?: [가-힣]{2,4})?): ")
_SHORT_ANSWER = pattern(r"\s*(?:[-–—:>]|=>|->|⇒|→)\s*\S{2,}")
_WORD_FOR_ANSWER = pattern(r"\s*(?:[가-힣]{2,}|[OoXx](?![A-Za-z]))[.!]?\s*\Z")
"""`가능`, `안됨`: all that is said after a question."""
_ANSWERED = pattern(r"[?？]\s*(?:[-–—]|=>|->|⇒|→)\s*[^\s?？][^?？]*\Z")
_IN_BRACKETS = pattern(r"\s*[(（][^)）]{0,1000}[)）]")
_WORD = pattern(r"(?:[^\s.:=/-] ?|\w\.{2,5}|[^\W\d_]\)? ?[:：] ?)\Z")
"""What stands before a question mark that asks, be it for the value of a label (`밸류: ?`), or dots in which a question trails off;
others are part of a sign or a value: `:-?`, `0.?`."""
_SIGN = pattern(r"[:：][ *]*[?？]\Z")
_OTHER_SIGN = pattern(r"[:：][ *]*[^?？\s\d가-힣]\Z")
"""A label and one sign, such as a key to press."""
_ASKED_IN_BRACKETS = pattern(r"[(（](?P<asked>[가-힣A-Za-z ]{1,20}[은는] ?[?？]+)[)）]\W*\Z")
"""A question in brackets about what precedes it: 수익률 11% (기간은?)."""
_ISSUE = pattern(r"\[\**#")
_LETTER = pattern(r"[^\W_]")
_CLAUSE = pattern(r"\s[-–—:]\s+|[.?!？]\s+|[⇒→]\s*|\s(?:=>|->)\s+")
_QUESTIONS_COME = r"질문|궁금|문의|물어|(?<![가-힣])체크(?!인|아웃|카드)|점검|확인|작성법|하는 법|가이드|셀프|생각해 ?보(?:자|라|세요)|how to|question|faq|q&a|q ?/ ?a|checklist|ask"
_ASKING = pattern(rf"{_QUESTIONS_COME}|논의|안건|아젠다|agenda", re.I)
_ASKING_BELOW_ITEMS = pattern(_QUESTIONS_COME, re.I)
"""What asks below the items of its list, too. Below those of an agenda stands what was said of them."""
_LABELLED = pattern(r"\*\*[^*]+\*\*:? ?[—–:-]|\*\*[^*]+:\*\*")
_DATED = pattern(r"(?:19|20)\d\d|\d{1,2}[/.월-] ?\d{1,2}")
_CHECKLIST = pattern(r"체크 ?리스트|check-?list", re.I)
_OF_QUESTIONS = pattern(r"질문(?:[ _-]?(?:사항|목록|리스트|모음))?\Z|\bquestions\Z", re.I)
_ASKS_AT_END = pattern(
    r"^[ \t]*(?:[-*+]|\d+[.)])[ \t][^\r\n]*(?:[?？]|[은는인한던떤런]가|[가-힣][나까지])(?:[ \t]*\([^()\r\n]*\))?"
    + _LINE_END,
    re.M,
)
"""An item that ends in a question mark, or as Korean questions do."""
_ITEM_LINE = pattern(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.M)
_MANY_QUESTIONS = 12
"""So many questions, half of the items of a note, are what it is for: a framework to ask of any company."""
_INVITING = pattern(
    r"\b(?i:you|your|you're|you've)\b|\b(?i:join|contact|tell|help|email|follow|support) us\b|\A(?i:want|love|looking|ready|need|interested)\b"
)
_MOST_SIBLINGS = 6
_MOST_ITEMS = 30
"""So many lines of its list above a question are looked past for what says that questions come."""
_SHORTEST_ANSWER = 6
"""Letters and digits after a question mark that can answer it; fewer are a remark."""


def doubts(note: "Note") -> Iterator[Span]:
    """The marks of doubt in the prose of `note`: `(?)`, `(맞나?)`, `(not sure)`."""
    for match in note.cued(DOUBTS, _DOUBT):
        yield Span(*match.span())


def open_questions(note: "Note") -> Iterator[tuple[Point, Span]]:
    """The questions that items of lists in `note` end with, and the point of each, where nothing answers them.

    An answer stands after the question mark, below the item, or opens the next one with `→`, `A:`, `답:` and the
    like. In a paragraph the next sentence answers; headings, quotes and tables ask nothing here.
    """
    done = -1
    for mark in note.cued(QUESTIONS, _MARK):
        if mark.start() >= done:
            point = note.points.at(mark.start())
            done = point.line.end
            asked = _asked(point) if point.is_item and not _ISSUE.match(note.text, point.span.start) else None
            if asked is not None and not _is_answered(note, point) and not _is_sign(note, point):
                yield point, asked


def implied_questions(note: "Note") -> Iterator[tuple[Point, Span]]:
    """The words of items of lists in `note` that ask without a question mark, and their points, where nothing answers."""
    line: Span | None = None
    definition: re.Match[str] | None = None
    for match in note.cued(IMPLIED, _ASKS):
        point = note.points.at(match.start())
        if point.line != line:
            line, definition = point.line, _DEFINES.search(note.prose, *point.span)
        if match["verb"] and not _asks(match["verb"]):
            continue
        if definition is not None and definition.end() <= match.start():
            continue
        answered = _says_enough(note.prose, match.end(), point.span.end)
        if point.is_item and not answered and note.points.is_leaf(point):
            yield point, Span(*match.span("english" if match["english"] else 0))
    for point in note.cued_items(LABELS):
        if (
            _TO_FIND_OUT.match(point.words)
            and not point.is_task
            and not _FOUND_OUT.search(point.words)
            and note.points.is_leaf(point)
        ):
            yield point, point.span
    for point in note.cued_items(LAST):
        last = _LAST.match(point.words)
        if (
            last is not None
            and _ends_asking(last["last"])
            and not (last["last"][-1] == "지" and _is_topic(note, point))
            and not _ASKS.search(note.prose, *point.line)
            and not _DEFINES.search(point.words)
            and note.points.is_leaf(point)
        ):
            yield point, point.span


def _asks(word: str) -> bool:
    """Whether `word`, behind one such as 왜, is a form of a verb that asks: 고치나, 안하지, 쓸까; neither 거지 nor 만나."""
    verb = word.removeprefix("안") or word
    stem = verb[:-1]
    if verb in ("하지", "되지", "아닌지", "건지") or (
        len(verb) > 2 and verb.endswith(("하나", "되나", "있나", "더라", "건지", "한지", "인지"))
    ):
        return True  # 하지 and 한지 are nouns, too; 건지 and 있나 are written onto what is before them
    if len(verb) < 2 or is_noun(word):
        return False
    if verb[-1] == "나":
        return is_predicate(f"{stem}고") and not is_verb(f"{verb}고")
    return is_predicate(verb)


def _ends_asking(word: str) -> bool:
    """Whether `word`, the last of an item, asks by itself: 고치나, 쓸까, 되는지; not 많지, which tells."""
    if word[-1] != "나":
        return len(word) > 1 and coda_of(word[-2]) in _OF_ATTRIBUTE[word[-1]] and _asks(word)
    return word != "이나" and _asks(word)


_OF_ATTRIBUTE = {"까": ("ㄹ",), "지": ("ㄴ", "ㄹ")}
"""The consonants before 까 and 지 in what asks: 쓸까, 될지, 되는지."""


def _is_topic(note: "Note", point: Point) -> bool:
    """Whether the question that `point` ends in is what something tells or checks, such as `왜 실패하는지`, or one of several."""
    items = [each for each in note.points.neighbours(point) if each is not None and each.is_item]
    return (
        _QUESTION_WORD.search(point.words) is not None and not (items and all(_states(each.words) for each in items))
    ) or any(coda_of(before) in _OF_ATTRIBUTE["지"] for each in items for before in _WHETHER.findall(each.words))


def _says_enough(text: str, start: int, end: int) -> bool:
    """Whether `text` from `start` to `end`, the rest of a line after a question, says enough to answer it; a remark in brackets does not, nor a shrug."""
    if _SHRUG.match(text, start, end):
        return False
    if _WORD_FOR_ANSWER.match(text, start, end):
        return True
    remark = _IN_BRACKETS.match(text, start, end)
    letters = _LETTER.finditer(text, remark.end() if remark else start, end)
    return sum(1 for _ in islice(letters, _SHORTEST_ANSWER)) == _SHORTEST_ANSWER


def _asked(point: Point) -> Span | None:
    """The clause of `point` that asks, if no answer stands after it. `??` says itself that there is none."""
    words = point.words
    if words.startswith("~~") and words.endswith("~~"):
        return None
    if "(" in words or "（" in words or "[" in words:
        words = _DOUBT.sub(lambda match: "\ufffc" * len(match[0]), words)
    marks = _marks(words)
    if not marks:
        aside = _ASKED_IN_BRACKETS.search(words)
        return aside and Span(point.span.start + aside.start("asked"), point.span.start + aside.end("asked"))
    if _QUOTED.match(words, marks[-1].end()) and _OPENED.search(words, 0, marks[-1].start()):
        return None  # somebody else's question, only mentioned
    last = _unanswered(marks, words, point.words)
    if last is None:
        return None
    start = max((clause.end() for clause in _CLAUSE.finditer(words, 0, last.start())), default=0)
    if _RHETORIC.search(words, start, last.start()):
        return None
    if len(_LETTER.findall(words, start, last.start())) < 2:
        start = 0
    return Span(point.span.start + start, point.span.start + last.end())


def _marks(words: str) -> list[re.Match[str]]:
    """The question marks in `words` that stand behind a word, and in no brackets."""
    return [
        mark
        for mark in _MARK.finditer(words)
        if words.rfind("(", 0, mark.start()) <= words.rfind(")", 0, mark.start())
        and words.rfind("{", 0, mark.start()) <= words.rfind("}", 0, mark.start())
        and _WORD.search(words, max(0, mark.start() - 6), mark.start())
    ]


def _unanswered(marks: Sequence[re.Match[str]], words: str, shown: str) -> re.Match[str] | None:
    """The last of the question `marks` in `words`; where an answer or a link stands behind it, the last doubled one; None for none.

    `shown` are the words with their marks of doubt.
    """
    end = marks[-1].end()
    if not (_says_enough(words, end, len(words)) or _is_answered_briefly(words, end) or "\ufffc" in shown[end:]):
        return marks[-1]
    doubled = [
        mark
        for mark in marks
        if len(mark[0]) > 1
        and not words[mark.start() - 1 : mark.start()].isspace()
        and not _is_answered_briefly(words, mark.end())
    ]
    return doubled[-1] if doubled else None


def _is_answered_briefly(words: str, end: int) -> bool:
    return (_SHORT_ANSWER.match(words, end) or _YES_OR_NO.match(words, end)) is not None


def _is_sign(note: "Note", point: Point) -> bool:
    """Whether the question mark of `point` is the sign that its label names, as beside it: `Help: ?` below `Quit: q`."""
    return _SIGN.search(point.words) is not None and any(
        note.points.holds(each, _OTHER_SIGN) for each in note.points.neighbours(point)
    )


def _is_answered(note: "Note", point: Point) -> bool:
    """Whether what follows `point` belongs to it, or says that it answers."""
    later = note.points.after(point)
    if later is None or later.is_heading:
        return False
    if later.indent > point.indent or note.points.goes_on(point) or _ANSWER.match(later.words):
        return True
    if not later.is_item:
        earlier = note.points.before(point)
        # A number by itself between paragraphs is a heading, and the one below it speaks of that.
        return point.marker[:1].isdigit() and not (earlier is not None and earlier.is_item)
    if later.indent == point.indent and _HOW_MUCH.search(point.words) and _FIGURE.match(later.words):
        return True
    # One speaks, then another.
    return _SPEAKER.match(point.words) is not None and _SPEAKER.match(later.words) is not None


def asks_on_purpose(note: "Note", point: Point) -> bool:
    """Whether the question at `point` stands in a list made to ask: a checklist, an agenda, an invitation to readers.

    Such a list has a heading or a line above it that says so, or nothing but three or more questions. Where some of them
    have their answers, the others still want theirs. So has a list of criteria, which are labels in bold, each with what to
    ask of it; but in a note with a date somebody asked that day.
    """
    if _INVITING.search(point.words) or _is_criterion(note, point):
        return True
    siblings = 1
    answered = False
    for side in note.points.sides(point, _MOST_SIBLINGS):
        for other in side:
            if other.indent != point.indent or not other.is_item:
                break
            if "?" not in other.words and "？" not in other.words:
                return not answered and is_under_asking(note, point)
            siblings += 1
            answered = answered or _ANSWERED.search(other.words) is not None or _is_answered(note, other)
    return not is_under_asking(note, point) if answered else siblings >= 3 or is_under_asking(note, point)


def _is_criterion(note: "Note", point: Point) -> bool:
    """Whether `point` asks under a label in bold, as another item does in the same row of items with such labels."""
    if not _LABELLED.match(point.words) or _DATED.search(note.name):
        return False
    if any(_DATED.search(each.words) for each in note.points.above(point)):
        return False
    for side in note.points.sides(point, _MOST_SIBLINGS):
        row = takewhile(lambda other: other.indent == point.indent and _LABELLED.match(other.words), side)
        if any(_MARK.search(other.words) for other in row):
            return True
    return False


def _states(words: str) -> bool:
    """Whether an item with these `words` states something, and names no topic: it has a figure, or ends in …함 or …다."""
    return _DIGIT.search(words) is not None or words.endswith("다") or is_noun_form(words)


def is_checklist(note: "Note") -> bool:
    """Whether `note` is called a checklist."""
    return _CHECKLIST.search(note.name) is not None


@lru_cache(1)
def _asks_mostly(prose: str) -> bool:
    """Whether half of the items in `prose`, and many, ask."""
    asking = sum(1 for _ in _ASKS_AT_END.finditer(prose))
    return asking >= _MANY_QUESTIONS and 2 * asking >= sum(1 for _ in _ITEM_LINE.finditer(prose))


def is_under_asking(note: "Note", point: Point) -> bool:
    """Whether a line above `point`, or the one that its list follows, says that questions come, or the name of the note does."""
    above = [*note.points.above(point)]
    asking = _ASKING_BELOW_ITEMS if above and above[0].is_item else _ASKING
    if (
        is_checklist(note)
        or (_asks_mostly(note.prose) and not _DATED.search(note.name))
        or _OF_QUESTIONS.search(note.name)
        or any(asking.search(each.words) for each in above)
        or (above and _ASKING.search(above[0].words))
    ):
        return True
    earlier = note.points.before(point)
    for _ in range(_MOST_ITEMS):
        if earlier is None or not earlier.is_item:
            break
        earlier = note.points.before(earlier)
    return (
        earlier is not None
        and not earlier.is_item
        and ". " not in earlier.words  # sentences tell of something
        and asking.search(earlier.words) is not None
    )
