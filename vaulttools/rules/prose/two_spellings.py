from vaulttools.korean.confusions import Certainty
from vaulttools.rule import Bad, Edit, Findings, Good, Message, Note, Related, Safety, Severity, Vault, VaultRule
from vaulttools.spelling import Kind
from vaulttools.values import grouped


class TwoSpellings(VaultRule):
    """One term written in two ways: `토큰증권` and `토큰 증권`, `Web3` and `web3`, `타깃` and `타겟`.

    ## Why
    A search for one of them does not find the other, and the reader wonders whether two things are meant. Both ways to
    write a compound are right: it must stand as often in one word (three times as often if it says what is done, as
    `환경구축` does), six times as often in two, or be the name of a note, before the other is reported. Its words must
    also occur together in half of the places where they occur: `결제 금액` among many other uses of `결제` is not a term.

    A compound in two words is also reported in a note that only writes it so, where five headings of the vault have it in one
    word, and five times as many as have it in two.

    A spelling that is not standard, but that many good writers use, is reported where the note has the standard one as often,
    or where three headings of the vault have it, and three times as many.

    ## Fix
    Unsafe: the other spelling is used. Where a compound stands as often in one word as in two, it is only shown.
    """

    severity = Severity.HINT

    examples = (
        Good("토큰증권은 새롭다. 토큰증권을 판다. 증권 토큰, 기타 토큰.\n"),
        Good("IT is here. We like it. `web3` and Web3.\n"),
        Good("시장 조사를 한다. 해외시장조사관, 시장조사국.\n"),
        Bad(
            "토큰증권을 판다. 토큰증권의 값. 그 토큰증권은 «토큰 증권»이다.\n",
            fixed="토큰증권을 판다. 토큰증권의 값. 그 토큰증권은 토큰증권이다.\n",
        ),
        Bad("Web3 기업과 Web3 투자, «web3»로.\n", fixed="Web3 기업과 Web3 투자, Web3로.\n"),
        Bad("타깃 고객이 «타겟»이다.\n", fixed="타깃 고객이 타깃이다.\n"),
        Good("고객관리는 어렵다. 고객 관리. 고객 관리도.\n"),
        Good("고객관리. 고객 관리, 고객 관리, 고객 관리.\n"),
        Good("개발 환경 구축. 연동 환경구축. 주식병합을 하거나 주식 병합 뒤에 판다. 주식병합은 공시한다.\n"),
        Bad(
            "재고관리를 판다. 재고관리가 어렵다. 재고관리만 한다. 엑셀로 «재고 관리»를 한다.\n",
            fixed="재고관리를 판다. 재고관리가 어렵다. 재고관리만 한다. 엑셀로 재고관리를 한다.\n",
        ),
        Bad("디지털굿즈를 산다. «디지털 굿즈»도.\n"),
        Bad(
            "디지털굿즈를 산다. 디지털굿즈. «디지털 굿즈»도.\n", fixed="디지털굿즈를 산다. 디지털굿즈. 디지털굿즈도.\n"
        ),
        Bad("AI 기업이 «ai» 모델을 판다.\n", fixed="AI 기업이 AI 모델을 판다.\n"),
        Good("A vs B, VS 코드. A vs 나.\n"),
        Bad("«고객관리». " + "고객 관리. " * 6 + "\n", fixed="고객 관리. " + "고객 관리. " * 6 + "\n"),
        Good(
            "결제 금액. 결제금액. 결제금액이. 결제금액을. 결제는 카드 결제, 결제 취소, 결제 수단, 결제 방법, 결제일.\n"
        ),
        Good("응답코드. 요구·응답 코드.\n"),
        Good("PG사. PG, pg.\npg.\n"),
        Bad("«고객 관리». 고객관리는 어렵다.\n", beside={"고객관리.md": ""}, fixed="고객관리. 고객관리는 어렵다.\n"),
        Good("타겟 고객. 디렉토리. 윈도우.\n", beside={"a.md": "# 타깃\n", "b.md": "# 타깃\n"}),
        Good("타깃 고객이 타겟이고 타겟이다.\n"),
        Bad(
            "«타겟» 고객\n",
            beside={"a.md": "# 타깃\n", "b.md": "# 타깃\n", "c.md": "## 타깃 고객\n"},
            fixed="타깃 고객\n",
        ),
        Bad(
            "새 «토큰 증권»을 본다.\n",
            beside={f"{name}.md": f"## 토큰증권 {name}\n" for name in "abcde"},
            fixed="새 토큰증권을 본다.\n",
        ),
        Good("새 토큰 증권을 본다.\n", beside={f"{name}.md": f"## 토큰증권 {name}\n" for name in "abcd"}),
        Good(
            "새 토큰 증권을 본다.\n",
            beside={f"{name}.md": f"## 토큰증권 {name}\n\n## 토큰 증권 {name}\n" for name in "abcde"},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        places = grouped((slip.right, slip) for slip in vault.vocabulary.slips(note, Kind.VARIANT))
        for right, (first, *others) in places.items():
            is_tie = first.certainty is Certainty.DISPUTED
            yield self.finding(
                first.span,
                "the note uses both `{word}` and `{right}`"
                if right in note.prose
                else "`{word}`, but headings in the vault say `{right}`",
                help="choose one of them" if is_tie else "write `{right}`",
                related=tuple(Related(slip.span, Message("and here")) for slip in others),
                edits=() if is_tie else [Edit(slip.span, right) for slip in (first, *others)],
                safety=Safety.UNSAFE,
                word=first.word,
                right=right,
            )
