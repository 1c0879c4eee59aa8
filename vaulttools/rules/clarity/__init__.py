"""Rules about what nobody will understand later, the writer included."""

from vaulttools.patterns import either

CHECKS = tuple("확인 조사 검토 정리 질문 문의 체크 비교 검색 계산 수정 보완 추가".split())
TO_CHECK = either(*CHECKS)
_CLAUSE_END = r"(?=[ \t]*(?:[)\].,;!]|[\r\n]|\Z|[ \t]-[ \t]))"
TO_SELF = (
    # Without brackets, `확인할 것` tells the reader of a guide what to do.
    rf"(?<![가-힣])(?:{TO_CHECK} ?(?:해 ?)?(?:볼 ?것|봐야 ?[함됨])|(?:알아|찾아|물어) ?(?:볼 ?것|봐야 ?[함됨])|(?<![을를지] )물어 ?보기){_CLAUSE_END}"
    rf"|(?<![가-힣])나중에 (?:다시 )?(?:(?:찾아|알아|물어|읽어|살펴|확인해|생각해) ?(?:보기|볼 ?것|봐야 ?함)|(?:정리|확인|추가|보완)(?:하기|할 ?것)?){_CLAUSE_END}"
    rf"|(?<![가-힣])추후 (?:작성|정리|기입|기재)(?:하기|할 ?것| ?예정)?{_CLAUSE_END}"
)
"""A note to self that says itself that something was left for later."""
