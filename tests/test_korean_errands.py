"""Errands in forms that no rule's example has, and short items that are none."""

import pytest

from vaulttools.korean.errands import ERRANDS, is_errand

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
