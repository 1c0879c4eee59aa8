"""Asides in forms that no rule's example has, and short items that are none."""

import pytest

from vaulttools.korean.asides import COMPARISONS, ERRANDS, JUDGEMENTS, SIGHS, is_comparison, is_errand, is_judgement

JUDGED = (
    "애매하긴 함|좋은 편|좀 아쉽긴 한데|나쁘지 않은 편|재밌긴 했음|의심스럽긴 함|어려워 보임|별로인 듯|쉽지 않을 듯|그럴 수도|흥미롭긴 한데|느낌은 별로|"
    "이거 진짜 중요|안 될듯|동의 못 함|일리는 있음|생각보다 괜찮았음|힘들 것 같음|근데 이건 좀 아닌 듯|그런 건 아님|음…|뻔함|어색함"
).split("|")
COMPARED = (
    "거의 저번과 동일함|예전이랑 똑같은 듯|저쪽이 훨씬 더 좋아 보임|경쟁사보다 쌈|전과 다르지 않음|다른 팀이랑 비슷하네|걔네랑 반대인 듯|"
    "앞 팀이랑 같은 얘기|타사보다 조금 더 비싼 편|그때 조건 그대로|지난번 지원자보다 나음|위하고 반대"
).split("|")
NEITHER = (
    "좋아요|이상 없음|중요 공지|중요도|대단지|신선식품|이상|좋은 것|중요한 것|나쁜 점|동의|안 됨|없음|함|음식|위와 같음|같은 것|기존과 동일|"
    "매출은 작년과 비슷|더 나음|팀이 같음|그 회사|다른 곳|반대|같은 해|그대로|더 좋은 것|경쟁사보다 20% 쌈|서울과 같은 곳||좋은|비슷"
).split("|")
MEANT = (
    "좀 더 찾아보기|나중에 알아보기|다음에 물어보기|나중에 다시 확인해봐야 함|더 조사|3장 다시|한 번 더 확인|추후 논의|후속 조치 필요|검토 해야 함|"
    "다시 읽기|추후 정리 예정|다시 확인하기로 함|정리해야함|follow-up 필요|이거 나중에|답은 나중에|다음에 다시 보기로|조사!|추가 예정"
).split("|")
NO_ERRAND = (
    "확인|더 알아봄|서비스 알아보기|찾아보기|3|p.31|논의 필요|보완 필요|추가|다시|한 번 더|다음|더 보기|읽기|조치|조사 예정|확인 됨|조사 함|"
    "문의 했음|확인함|정리|할 것|질문|다시 함|논의!|12장|이거|필요|다시 시작|본인 확인 필요"
).split("|")


@pytest.mark.parametrize("text", MEANT)
def test_an_errand(text: str) -> None:
    assert is_errand(text)
    assert any(each in f"- {text}\n" for each in ERRANDS)


@pytest.mark.parametrize("text", NO_ERRAND)
def test_no_errand(text: str) -> None:
    assert not is_errand(text)


@pytest.mark.parametrize("text", JUDGED)
def test_a_judgement(text: str) -> None:
    assert is_judgement(text)
    assert not is_comparison(text)
    assert text.rstrip("…") in SIGHS or any(each in text for each in JUDGEMENTS)


@pytest.mark.parametrize("text", COMPARED)
def test_a_comparison(text: str) -> None:
    assert is_comparison(text)
    assert not is_judgement(text)
    assert any(each in text for each in COMPARISONS)


@pytest.mark.parametrize("text", NEITHER)
def test_what_says_more_or_less(text: str) -> None:
    assert not is_judgement(text)
    assert not is_comparison(text)
