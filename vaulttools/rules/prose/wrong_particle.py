from vaulttools.korean.particles import agreeing_form
from vaulttools.rule import Bad, Finding, Findings, Good, Note, Span, Vault, VaultRule, pattern
from vaulttools.spelling import Kind, is_road

_GLUED = pattern("(?!가(?![가-힣]))[가-힣]+")
"""What is written behind a link; 가 also makes another noun of a noun (`[[소설]]가`)."""


class WrongParticle(VaultRule):
    """A particle in the wrong form for the sound before it: `마크업와`, `레이어을`.

    ## Why
    The reader stumbles, and the name before the particle is not recognised as a mention.

    ## Fix
    Unsafe: replaced by the other form of the particle.
    """

    examples = (
        Good("토큰증권은 마크업과 레이어를 쓴다. 나는 자료와 함께 간다. 길로, 서울로, 집으로.\n"),
        Good("[[토스]]는, [[온투업]]으로, [[서울]]로, [[Toss]]은. 소리결은.\n", beside={"소리결.md": ""}),
        Good("원무과 직원과 조사과 팀장, 컴퓨터과 학생. 소나무과 식물, 고양이과 동물.\n"),
        Good("은행로 38, 첨단로8길, 과학로 169-84 옆, 삼성로 129, 변산면 격포리.\n", beside={"삼성.md": ""}),
        Bad("새 마크업«와» 레이어«을» 쓴다.\n", fixed="새 마크업과 레이어를 쓴다.\n"),
        Bad("이 API«을» 쓰고 PDF«은» 둔다.\n", fixed="이 API를 쓰고 PDF는 둔다.\n"),
        Bad("[[토스]]«은» 크고 소리결«는» 작다.\n", beside={"소리결.md": ""}, fixed="[[토스]]는 크고 소리결은 작다.\n"),
        Bad("이 공장«로» 30명을 보낸다.\n", fixed="이 공장으로 30명을 보낸다.\n"),
        Good("`레이어`을 CSS는 SAP는 MAP은 조용하다.\n"),
        Bad("Nvidia«은» Intel«를» Docker«과» 본다.\n", fixed="Nvidia는 Intel을 Docker와 본다.\n"),
        Good("Slack을 Slack를 Toss은 car은 hr은 Rust은 둔다.\n"),
        Good("[[소설]]가, [[토스]]이다, [[토스]]이며, [[소리결]]이나 [[토스]]나.\n", beside={"소리결.md": ""}),
        Bad(
            "[[토스]]«이랑» [[소리결]]«라는» 곳, [[토스]]«이나» [[토스]]«으로부터»\n",
            beside={"소리결.md": ""},
            fixed="[[토스]]랑 [[소리결]]이라는 곳, [[토스]]나 [[토스]]로부터\n",
        ),
        Good(
            "[[Toss]]은, [[SAP]]은, [[Web3]]은, [[3M]]를, [[World War II]]은, [[Vol. 14]]은, [[note#1.2]]은, [[2026-03-12]]은, [[CES 2025]]은\n"
        ),
        Bad("[[Plaidly]]«이» [[Amazon]]«로» 간다.\n", fixed="[[Plaidly]]가 [[Amazon]]으로 간다.\n"),
        Bad(
            "[[이마트24]]«은» [[OpenAI]]«은» [[BDR]]«를» [[B2B]]«은» [[API]]«을» [[SQL]]«으로»\n",
            fixed="[[이마트24]]는 [[OpenAI]]는 [[BDR]]을 [[B2B]]는 [[API]]를 [[SQL]]로\n",
        ),
        Good("리플라 미생물, 트리플라 예약, 마켓나 대표와 그린랑 서비스.\n"),
        Good("적정가가 있다. 창업가가 말한다. 누구인가. 어떤가.\n"),
        Bad("그 화면의 렌더링«가» 늦다.\n", fixed="그 화면의 렌더링이 늦다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.PARTICLE):
            yield self._found(slip.span, slip.span.of(note.text), slip.right)
        for slip in vault.vocabulary.slips(note, Kind.UNKNOWN):
            if is_road(slip.word, note.prose, slip.span.end):
                continue
            for length in range(len(slip.word) - 1, 1, -1):
                name, particle = slip.word[:length], slip.word[length:]
                if vault.vocabulary.has(name) and (right := agreeing_form(name, particle)):
                    yield self._found(Span(slip.span.start + length, slip.span.end), particle, right)
        for link in note.links:
            match = _GLUED.match(note.text, link.span.end) if link.wiki and not link.embed else None
            if match and (right := agreeing_form(link.shown or link.target, match[0])):
                yield self._found(Span(*match.span()), match[0], right)

    def _found(self, span: Span, particle: str, right: str) -> Finding:
        template = "the particle `{particle}` does not go with the sound before it"
        return self.correction(span, right, template, particle=particle)
