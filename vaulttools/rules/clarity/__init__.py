"""Rules about what nobody will understand later, the writer included."""

from vaulttools.patterns import either

CHECKS = tuple("확인 조사 검토 정리 질문 문의 체크 비교 검색 계산 수정 보완 추가".split())
TO_CHECK = either(*CHECKS)
_TRY = "(?:볼 ?것|봐야 ?[함됨])"
TO_SELF = (
    "(?<![가-힣])"
    + either(
        # Without brackets, `확인할 것` tells the reader of a guide what to do.
        rf"{TO_CHECK} ?(?:해 ?)?{_TRY}",
        rf"(?:알아|찾아|물어) ?{_TRY}",
        "(?<![을를지] )물어 ?보기",
        "나중에 (?:다시 )?(?:찾아|알아|물어|읽어|살펴|확인해|생각해) ?(?:보기|볼 ?것|봐야 ?함)",
        "나중에 (?:다시 )?(?:정리|확인|추가|보완)(?:하기|할 ?것)?",
        "추후 (?:작성|정리|기입|기재|확인|결정)(?:하기|할 ?것| ?예정)?",
    )
    + r"(?=[ \t]*(?:[)\].,;!]|[\r\n]|\Z|[ \t]-[ \t]))"
)
"""A note to self that says itself that something was left for later."""
