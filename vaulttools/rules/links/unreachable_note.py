from vaulttools.note.dates import is_date
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, option
from vaulttools.rules.links import INDEXES


class UnreachableNote(VaultRule):
    """A note that no chain of links reaches from the vault's start page.

    ## Why
    Someone who begins at the start page, or reads a web site made from the vault, never gets there. A canvas counts as
    linking to what it shows. Nothing is reported in a vault without a start page; daily notes and templates are left out.

    ## Fix
    None: link to it from a note that can be reached. Off by default, for a look over the whole vault:
    `--select unreachable-note`.
    """

    severity = Severity.HINT
    default = False
    reads_code = True

    start: tuple[str, ...] = option(INDEXES, "Names of start pages.")

    examples = (
        Good("# Acme\n", path="Acme.md", beside={"Home.md": "[[a]]\n", "a.md": "[[Acme]]\n"}),
        Good("# Acme\n", path="Acme.md", beside={"a.md": "[[Acme]]\n"}),
        Good("# All\n", path="docs/index.md"),
        Good(
            "# Acme\n",
            path="Acme.md",
            beside={"Home.md": "[[plan.canvas]]\n", "plan.canvas": '{"nodes": [{"file": "Acme.md"}]}'},
        ),
        Bad("«»볕드림\n", path="볕드림.md", beside={"홈.md": "[[a]]\n", "a.md": "", "b.md": "[[볕드림]]\n"}),
        Bad("«»# Acme\n", path="Acme.md", beside={"Map.md": "[[a]]\n", "a.md": ""}, options={"start": ("map",)}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        reached = vault.graph.reached_from(self.start)
        if (
            reached
            and note.path not in reached
            and not note.in_template_folder
            and not is_date(note.name)
            and note.text[note.body_start :].strip()
        ):
            yield self.finding(
                note.top,
                "no chain of links leads to this note from {names}",
                help="link to it from a note that can be reached",
                names=tuple(name for name in self.start if vault.called(name)),
            )
