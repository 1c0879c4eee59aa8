from vaulttools.rule import Bad, Finding, Findings, Good, Note, Severity, Span, Vault, VaultRule
from vaulttools.spelling import Kind


class UnknownWord(VaultRule):
    """A word that is in no dictionary, and one typo away from one that is.

    ## Why
    Search does not find misspelt words. A word is also compared with the terms of its note, and with those in the headings
    of three or more notes; with the extra `vaulttools[ko]` also with the words around it. Names,
    aliases, headings and the words in `.vaulttools-words.txt`, or under `words` in the front matter, are known. An English
    word with a capital is reported only where it begins a sentence and can hardly be a name.

    ## Fix
    Unsafe: offered where only one word is a typo away, or only one that is written often.
    """

    severity = Severity.HINT
    flags_words = True

    examples = (
        Good("토큰증권 발행사는 조각투자자에게 설명한다. 블록체인 기반입니다.\n"),
        Good("We use kubectl and the rest of it, naïve café.\n"),
        Good("- The yields of long-term govt bonds fell again\n- the addl fee of each dept was recd in May\n"),
        Good("Nous voulons comprendre pourquoi la demande baisse, et quelles valeurs restent.\n", alone=True),
        Good(
            "We asked them all what they want from it (dans ce contexte, avec les projets du passé) and wrote it down. "
            "The answers are in the table below, and the rest of the list will be sent to you next week.\n",
            alone=True,
        ),
        Good(
            "- 경쟁사는 프로핏이고 미샤가 앞선다\n- 구둣방에 가까이가지 않았다. 사진을 보내어 물었다. 왜 필요하냐. 무얼 찾나.\n"
        ),
        Good(
            "순수히 우리 일이다. 일이분만 기다린다. 짐을 끌어다둡니다. 에릭 들루니(Eric Delaunay)가 왔다. 착탈합니다.\n"
        ),
        Good("안녕하셰요들.\n", beside={"안녕하셰요들.md": ""}),
        Good("물꼬펀팅이랑 관계없다.\n", beside={"a.md": "# 물꼬펀딩\n"}),
        Bad(
            "그 «물꼬펀팅»을 봤다.\n",
            beside={"a.md": "# 물꼬펀딩\n", "b.md": "## 물꼬펀딩의 값\n\n## 물꼬펀딩\n", "c.md": "# 새 물꼬펀딩\n"},
            fixed="그 물꼬펀딩을 봤다.\n",
        ),
        Bad("다시 «시작합니더» 그리고.\n", fixed="다시 시작합니다 그리고.\n"),
        Bad("그 값이 «결과적으로로» 낫다.\n", fixed="그 값이 결과적으로 낫다.\n"),
        Bad("가장 «혁식적인» 방법은 «점진즉으로» 본다.\n", fixed="가장 형식적인 방법은 점진적으로 본다.\n"),
        Good("서브클래스니 통과한다. 상폐 위기인 종목. 새 제드는 우리 친구요, 더 딥하게 본다.\n"),
        Good("일반결제, 일반결제의 값, 일반결제로 산다. 일본결제는 다르다.\n"),
        Good(
            "연소흔 분석, 전해질염 증설, 푸드팡 대비 쌈, 바이오니아 인수, 에드테크, 베네피아 포인트, 트릿지와 클리오.\n"
        ),
        Bad("답이 «있습다». 새 «구독자자» 수.\n", fixed="답이 있습니다. 새 구독자 수.\n"),
        Good("당기, 전기, 전전기를 만나이로 본다. 이름붙인 값.\n"),
        Good("Ask Jonathan, not Jonatan Heyman. Jonathan paid, and Jonathan left.\n"),
        Good("The rows of compamy are read once: `select * from compamy`. Then strimg() writes them.\n"),
        Good("They stopped vendoring it because of some unlistable files that are written to the outdir.\n"),
        Good("Write down whether each of them is f(eminine) or m(ale), and which of them are the `s`hort ones.\n"),
        Bad("새 «Transiition» 기능, «Commnuication» 목표.\n", fixed="새 Transition 기능, Communication 목표.\n"),
        Good("Synthetix raised it, and Moderna of Pearson.\n"),
        Good("We moved noty, agentx and the vhost to vertica. Then pprint(value) shows what is left of it.\n"),
        Bad("The «compamy» grew.\n", fixed="The company grew.\n"),
        Bad("«Evalutate» the «revunee» of a «bookkeedper».\n", fixed="Evaluate the revenue of a bookkeeper.\n"),
        Bad("The «reveune» of each «compamy»(s).\n", fixed="The revenue of each company(s).\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        slips = vault.vocabulary.slips(note, Kind.KEYS)
        for slip in slips:
            yield self._found(slip.span, slip.word, slip.right)
        shown = {slip.span.start for slip in slips}
        for slip in vault.vocabulary.slips(note, Kind.UNKNOWN):
            if slip.span.start not in shown and vault.vocabulary.near_entity_in(slip.word) is None:
                near = vault.vocabulary.near_term_in(slip.word)
                if near is not None:
                    length, term = near
                    yield self._found(Span(slip.span.start, slip.span.start + length), slip.word[:length], term)

    def _found(self, span: Span, word: str, right: str) -> Finding:
        otherwise = "correct it, or add it to `.vaulttools-words.txt`"
        return self.correction(span, right, "unknown word `{word}`", otherwise=otherwise, word=word)
