import re

from vaulttools.rule import Bad, Findings, Good, Note, Severity, Span, Vault, VaultRule, option, pattern

_CLAIM = pattern(
    r"(?<![\d,.])\d[\d,.]*[ \t]?(?:%|퍼센트|배(?![가-힣])|[조억만] ?(?:원|달러|명|건)|(?:million|billion)\b)"
)
_SOURCE = pattern(r"https?://|\[\[|\]\(|\[\^|출처|자료[:：]|기준|에 따르면|according to|source[:：]", re.I)

_KEYS = ("source", "sources", "출처")

_ASKS = "schemas: {company: {properties: {source: {type: text}}}}\n"


class UnsourcedClaim(VaultRule):
    """A figure without a source, in a note whose schema asks for one (a property `source` or `출처`).

    ## Why
    Was it said on stage, read in a filing, or worked out? A figure without a source cannot be checked or updated.

    ## Fix
    None: link the source, say who said it, or give the note's one source in its property.
    """

    severity = Severity.HINT

    everywhere: bool = option(False, "Also check notes whose schema does not ask for a source.")

    examples = (
        Good("- 연체율 2.1% 유지\n"),
        Good(
            "- 연체율 2.1% (출처: 공시), 3배 - https://a.example/b\n- 30% of it [^1]\n\n[^1]: annual report\n",
            path="companies/한결.md",
            config=_ASKS,
        ),
        Good("---\nsource: annual report\n---\n- 30% of it\n", path="companies/한결.md", config=_ASKS),
        Good("| 연체율 |\n|---|\n| 2% |\n\n- 두 배, 3일, 12명\n\n`5%`\n", options={"everywhere": True}),
        Bad("- 연체율 «2.1%» 유지\n- the market is «3 billion», they say\n", path="companies/한결.md", config=_ASKS),
        Bad("- 연체율 «2.1%» 유지\n", options={"everywhere": True}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        contract = vault.contract(note.path)
        asked = self.everywhere or any(each.origin == "schema" for key in _KEYS for each in contract.of(key))
        if not asked or any(entry.key.lower() in _KEYS and entry.value for entry in note.properties):
            return
        past = -1
        for match in _CLAIM.finditer(note.prose):
            point = note.points.at(match.start())
            if match.start() < past or point.marker in ("|", ">", "#") or _SOURCE.search(point.line.of(note.text)):
                continue
            past = point.line.end
            yield self.finding(
                Span(*match.span()),
                "`{figure}` has no source: later it can be neither checked nor updated",
                help="link the source, or say who said it",
                figure=match[0],
            )
