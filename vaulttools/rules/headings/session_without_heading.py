from vaulttools.note.outline import Candidate, Role
from vaulttools.rule import Bad, Findings, Good, Note, Related, Vault, VaultRule
from vaulttools.rules.headings import Written, headed

_KNOWN = {"companies/볕드림.md": "", "companies/Ledgerleaf.md": ""}


class SessionWithoutHeading(Written, VaultRule):
    """A session of a pitch day (`금요일 오전`, `Day 2`) that is a bold or bare line instead of a heading.

    ## Why
    A bold line looks like a heading but is none: the companies below it belong to whatever heading came before.

    ## Fix
    The line becomes a heading one level above the companies'. Safe where it names a day, a time or a round, or is
    right above two notes of this vault, and the companies below it are certain; otherwise unsafe. Closing remarks on all
    companies (`총평`, `Takeaways`), and what else comes after them and is written like them, get a heading as well, or they
    would end up below the last of them; so do the other lines of a day's plan, whose companies stand behind times (`14:00 내부 회의`).
    """

    examples = (
        Good("**금요일 오전**\n\n전화 두 통, 회의 하나.\n", beside=_KNOWN),
        Good("**Important**\n- bring cables\n- charge laptops\n", beside=_KNOWN),
        Good("## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n", beside=_KNOWN),
        Good("볕드림\n- 36개월 약정\n- 설치비 0원\n\n총평\n- 다시 만날 것\n", beside=_KNOWN),
        Bad(
            "피치데이 기록.\n**«금요일 오전»**\n### 볕드림\n\n- 36개월 약정\n",
            beside=_KNOWN,
            fixed="피치데이 기록.\n\n## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n",
        ),
        Bad(
            "# Pitch days\n\n«Day 2»\n\n### Ledgerleaf\n\n- books for small shops\n",
            beside=_KNOWN,
            fixed="# Pitch days\n\n## Day 2\n\n### Ledgerleaf\n\n- books for small shops\n",
        ),
        Bad(
            "1. 볕드림\n- 36개월 약정\n2. Ledgerleaf\n- 40 customers\n\n«총평»\n- 질문을 미리 준비하자\n",
            beside=_KNOWN,
            fixed="1. 볕드림\n- 36개월 약정\n2. Ledgerleaf\n- 40 customers\n\n## 총평\n\n- 질문을 미리 준비하자\n",
        ),
        Bad(
            "- 볕드림\n  - 36개월 약정\n- Ledgerleaf\n  - 40 customers\n- «저녁 약속»\n  - 7시 정자역\n",
            beside=_KNOWN,
            fixed="- 볕드림\n  - 36개월 약정\n- Ledgerleaf\n  - 40 customers\n\n## 저녁 약속\n\n- 7시 정자역\n",
        ),
        Bad(
            "볕드림\n - 36개월 약정\nLedgerleaf\n - 40 customers\n«정리하며»\n - 질문을 미리 준비하자\n",
            beside=_KNOWN,
            fixed="볕드림\n - 36개월 약정\nLedgerleaf\n - 40 customers\n\n## 정리하며\n\n- 질문을 미리 준비하자\n",
        ),
        Bad(
            "① 볕드림\n- 36개월 약정\n② Ledgerleaf\n- 40 customers\n\n«쉬는시간에 들은 얘기»\n- 하반기 펀드가 줄었다\n\n«복도에서 만난 사람»\n- 송 이사\n",
            beside=_KNOWN,
            fixed="① 볕드림\n- 36개월 약정\n② Ledgerleaf\n- 40 customers\n\n## 쉬는시간에 들은 얘기\n\n- 하반기 펀드가 줄었다\n\n"
            "## 복도에서 만난 사람\n\n- 송 이사\n",
        ),
        Bad(
            "10:00 볕드림\n- 36개월 약정\n\n«12:00 점심»\n\n14:00-15:00 Ledgerleaf\n- 40 customers\n\n«15:00 IC»\n- 볕드림 승인\n",
            beside=_KNOWN,
            fixed="10:00 볕드림\n- 36개월 약정\n\n## 12:00 점심\n\n14:00-15:00 Ledgerleaf\n- 40 customers\n\n## 15:00 IC\n\n- 볕드림 승인\n",
        ),
        Good(
            "**볕드림**\n- 36개월 약정\n\n**다음 할 일**\n- 자료 요청\n\n**Ledgerleaf**\n- 40 customers\n\n**다음 할 일**\n- 통화\n",
            beside=_KNOWN,
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for candidate, fix in headed(note, vault.outline(note), self.layout, _is_session):
            yield self.finding(
                candidate.span,
                "the session `{name}` has no heading of its own"
                if candidate.role is Role.SESSION
                else "`{name}` stands beside the companies without a heading of its own",
                help="make the line a heading",
                fix=fix,
                related=(Related(candidate.span, candidate.reason),),
                name=candidate.name,
            )


def _is_session(candidate: Candidate) -> bool:
    return candidate.role in (Role.SESSION, Role.REMARKS) and not candidate.level
