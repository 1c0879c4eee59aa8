"""What the last words of a Korean sentence say of its rest: unseen verbs and nouns, not the words of the rule's examples."""

import pytest

from vaulttools.korean.unfinished import ENDS, Rest, rest_of

LOST = (
    "심사를|경쟁사이랑|협회의 규약을|물류 회사가|심의 위원들이|근데 재고는|이번 행사는|다음 책은|우리 팀이|값이 높은|자주 쓰는|창고에서 나오는|전에 팔던|"
    "될지 모르겠|이미 팔았|해외로 나가 봐야|특허로 인한|SDK는|나중에는 너무|기존보다|예를 들면"
).split("|")
MAIN = (
    "규약 때문에|심사에 석 달이라|인가까지 2년이라|펀드를 통해서|재고가 남는데|크긴 한데|값이 비싸면|심사가 끝나자마자|고객이 늘어날수록|창업자가 교수인데|"
    "우리 팀이라면|경쟁사이면|문을 닫고 나서"
).split("|")
NEXT = ("값을 올리고", "고객이 멀어서", "시장은 작지만", "재고가 없기 때문에", "서로 달라지기 때문에")
DONE = (
    "매출 두 배|심사 중|값을 올림|올린다|지난 가을|옆 마을|첫 화면|국내 분야|좋은 점과 나쁜 면|신문 광고|비고|질문 하나 더|둘 다|그리고 또는|"
    "서울 목표가|유명한 투자가|높이|할 거야|이런 것|출처 표기|3월로|한가운데|수수료는 판매점에게|먼저 논의해야|가는 데|통신망이라고 함|있음|없음|"
    "A|3|?|"
).split("|")


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        (each, rest)
        for rest, all_of in ((Rest.LOST, LOST), (Rest.MAIN, MAIN), (Rest.NEXT, NEXT), (None, DONE))
        for each in all_of
    ],
)
def test_the_rest_of_a_sentence(sentence: str, rest: Rest | None) -> None:
    before, _, word = sentence.rpartition(" ")
    assert rest_of(before.rpartition(" ")[2], word) is rest
    assert rest is None or sentence.endswith(ENDS)
