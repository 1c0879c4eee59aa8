from vaulttools.note.dates import is_date
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, option
from vaulttools.rules.links import INDEXES
from vaulttools.text import match_key


class OrphanNote(VaultRule):
    """A note that no other note links to, and no canvas shows.

    ## Why
    Only a search finds it again. Daily notes, templates and indexes of other notes need no link.

    ## Fix
    None: link to it from a note it belongs to. Off by default, for a look over the whole vault: `--select orphan-note`.
    """

    severity = Severity.HINT
    default = False
    reads_code = True

    allowed: tuple[str, ...] = option(INDEXES, "Names of notes that need no link.")

    examples = (
        Good("# Acme\n", path="Acme.md", beside={"a.md": "[[acme]]\n"}),
        Good("# Acme\n", path="labs/Acme.md", beside={"b.canvas": '{"nodes": [{"file": "labs/Acme.md"}]}', "a.md": ""}),
        Good("# Acme\n", path="Acme.md", beside={"a.md": "---\nabout: '[[Acme]]'\n---\n"}),
        Good("# All\n", path="Home.md", beside={"a.md": ""}),
        Good("a day\n", path="daily/2025-03-07.md", beside={"a.md": ""}),
        Good("# Acme\n", path="labs/Acme.md", beside={"b.canvas": '{"nodes": [{"text": "see [[Acme]]"}]}', "a.md": ""}),
        Bad("«»# Acme\n", path="Acme.md", beside={"b.canvas": '{"nodes": [{"file": "labs/Acme.md"}]', "a.md": ""}),
        Bad("«»[[볕드림]]을 본다\n", path="볕드림.md", beside={"a.md": "볕드림\n"}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if (
            note.path not in vault.graph.backlinks
            and note.path not in vault.graph.on_canvases
            and len(vault.facts) > 1
            and not note.in_template_folder
            and not is_date(note.name)
            and note.text[note.body_start :].strip()
            and match_key(note.name) not in map(match_key, self.allowed)
        ):
            yield self.finding(note.top, "no note links to this one", help="link to it where it belongs")
