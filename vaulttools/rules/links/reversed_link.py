from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Span, Vault, VaultRule, pattern

_REVERSED = pattern(r"(?<![\])\\])\((?P<words>[^()\[\]\r\n]+)\)\[(?P<target>[^\s\[\]()<>]+)\](?![\[(:])")
_ADDRESS = pattern(r"https?://[^\s/]+\.\S+")
_FILE = pattern(r"[^?#]+\.\w{2,5}(?:#\S*)?")


class ReversedLink(VaultRule):
    """A markdown link with its brackets the wrong way round: `(words)[address]`.

    ## Why
    It is shown as it is written, and opens nothing. Only web addresses, and paths of files that are there, are looked for.

    ## Fix
    Unsafe: the brackets change places.
    """

    reads_canvases = True
    examples = (
        Good(
            "[words](https://acme.example) (주)[메모] f(x)[0] (a)[b] (a)[Acme] `(a)[https://a.example]`\n",
            beside={"Acme.md": ""},
        ),
        Good("[a](b.md)[https://a.example] (see [a](b.md)) (글)[없음.pdf] (a)[https://a.example](b)\n"),
        Bad(
            "See «(our site)[https://acme.example/a]», 「«(보고서)[r/2025.pdf]»」을 본다.\n",
            beside={"r/2025.pdf": ""},
            fixed="See [our site](https://acme.example/a), 「[보고서](r/2025.pdf)」을 본다.\n",
        ),
        Bad(
            "그것은«(팀)[Acme.md#Team]»이다.\n", beside={"Acme.md": "# Team\n"}, fixed="그것은[팀](Acme.md#Team)이다.\n"
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        text = note.text
        for match in _REVERSED.finditer(text) if ")[" in text else ():
            words, target = match["words"], match["target"]
            is_file = _FILE.fullmatch(target) is not None and vault.resolve_link(target, note.path) is not None
            if note.prose[match.start()] == "(" and (is_file or _ADDRESS.fullmatch(target)):
                place = Span(*match.span())
                yield self.finding(
                    place,
                    "the brackets of this link are the wrong way round",
                    help="write `{link}`",
                    edits=[Edit(place, link := f"[{words}]({target})")],
                    safety=Safety.UNSAFE,
                    link=link,
                )
