from vaulttools.note import Entry, FrontMatter
from vaulttools.note.dates import read_date
from vaulttools.note.front_matter import Part, scalars, unquoted_link
from vaulttools.note.yaml import Node
from vaulttools.rule import Bad, Finding, Findings, Fix, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.rules.front_matter import of_company
from vaulttools.vault.schemas import Property

_TRUTH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False, "예": True, "아니오": False}


class WrongType(VaultRule):
    """A value whose type differs from the one your schema or Obsidian's property types give its key.

    Without either, only values that nobody can have meant are reported: a mapping in `tags`, `aliases`, `cssclasses` or the `type` of
    a company, say, or a `date` without a digit in a meeting's note.

    ## Why
    Obsidian marks it as wrong and sorts it separately; a query that counts or compares leaves it out.

    ## Fix
    Safe: a single value becomes a list of that value. Unsafe: a list of one item becomes that item, `"2021"` a
    number, `yes` a ticked box, a note's name a link. Otherwise the value is left to you.
    """

    examples = (
        Good("---\ntype: company\nfounded: 2021\nsector:\n---\n", config=of_company("founded: number, sector: text")),
        Good("---\ntype: company\nrating: good\n---\n"),
        Good("---\ntype: company\nseen: 2025.3.7\n---\n", config=of_company("seen: date")),
        Good("---\ntype: meeting\ndate: 2025-W10\n---\n"),
        Good("---\ndate: 봄\ntags: {{tags}}\naliases: [[조각마루]]\n---\n"),
        Bad("---\ntype: meeting\ndate: «다음 주»\n---\n"),
        Bad(
            "---\ntype: company\nfounded: «'2021'»\n---\n",
            config=of_company("founded: number"),
            fixed="---\ntype: company\nfounded: 2021\n---\n",
        ),
        Bad(
            "---\ntype: company\nsector: «물류» # 하나\n---\n",
            config=of_company("sector: list"),
            fixed="---\ntype: company\nsector:\n  - 물류 # 하나\n---\n",
        ),
        Bad("---\ntags: «{sto: 1}»\n---\n"),
        Bad("---\naliases:\n  - «Acme: a maker of traps»\n  - Acme\n---\n"),
        Bad("---\ntype: company\nfounded: «작년»\n---\n", config=of_company("founded: number")),
        Bad(
            "---\ntype: company\nsector: «[물류]»\n---\n",
            config=of_company("sector: text"),
            fixed="---\ntype: company\nsector: 물류\n---\n",
        ),
        Bad(
            "---\ntype: company\nlisted: «no»\n---\n",
            config=of_company("listed: checkbox"),
            fixed="---\ntype: company\nlisted: false\n---\n",
        ),
        Bad(
            "---\ntype: company\nfounder: «서지온»\n---\n",
            config=of_company("founder: {link to: person}"),
            beside={"people/서지온.md": ""},
            fixed='---\ntype: company\nfounder: "[[서지온]]"\n---\n',
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        contract = vault.contract(note.path)
        for entry in note.properties:
            value = entry.node.value
            for asked in contract.typed(entry.key):
                if value.__class__ in asked.always:
                    continue
                if asked.origin == "default":
                    if asked.bars(value) and not _is_left_open(note.text, entry.node):
                        yield self._barred(entry, asked)
                elif not asked.fits(value):
                    yield from self._misfits(note, vault, entry, asked)

    def _barred(self, entry: Entry, asked: Property) -> Finding:
        node = next((item for item in entry.node.items if asked.bars([item.value])), entry.node)
        return self._finding(node, entry, asked)

    def _misfits(self, note: Note, vault: Vault, entry: Entry, asked: Property) -> Findings:
        is_left_empty = entry.value == "" and asked.origin == "obsidian"
        if is_left_empty or unquoted_link(note.text, entry.node):
            return
        if asked.list != "either" and (asked.list == "yes") != isinstance(entry.value, list):
            yield self._finding(entry.node, entry, asked, _listed(note.front_matter, entry, asked))
        elif isinstance(entry.value, dict):
            yield self._finding(entry.node, entry, asked)
        else:
            for part in scalars(entry):
                if not asked.accepts(part.node.value) and not _is_date(asked, part.node):
                    yield self._finding(part.node, entry, asked, _typed(note, vault, part, asked))

    def _finding(self, node: Node, entry: Entry, asked: Property, fixed: Fix | None = None) -> Finding:
        return self.finding(
            node.span,
            "`{key}` should be a {wanted}",
            help="the schema requires it"
            if asked.origin == "schema"
            else "it has this type in Obsidian, for the whole vault"
            if asked.origin == "obsidian"
            else "write a day as `2025-03-07`, or leave it empty"
            if asked.type == "date"
            else "a colon followed by a space turns text into a mapping: put the text in quotes"
            if isinstance(node.value, dict)
            else "write each value on a line of its own, after `- `",
            fix=fixed,
            key=entry.key,
            wanted=asked.wanted,
        )


def _is_left_open(text: str, node: Node) -> bool:
    """Whether it is a link without quotes or a template's placeholder, on which other rules speak."""
    return unquoted_link(text, node) is not None or text.startswith("{{", node.span.start)


def _is_date(asked: Property, node: Node) -> bool:
    """Whether the value is a date in another form or an impossible one, on which other rules speak."""
    return asked.type in ("date", "datetime") and read_date(str(node.value)) is not None


def _listed(front_matter: FrontMatter, entry: Entry, asked: Property) -> Fix | None:
    if asked.list == "yes":
        edit = front_matter.to_list(entry)
        return fix("make it a list", edit)
    if len(entry.node.items) != 1 or entry.node.items[0].kind != "scalar":
        return None
    edit = front_matter.set_value(entry, entry.node.items[0].value)
    return fix("make it a single value", edit, safety=Safety.UNSAFE)


def _typed(note: Note, vault: Vault, part: Part, asked: Property) -> Fix | None:
    """A fix that gives the value the type asked for, where one value of that type suggests itself."""
    value = part.node.value
    new: bool | int | str | None = None
    if isinstance(value, str):
        if asked.type == "checkbox":
            new = _TRUTH.get(value.lower())
        elif asked.type in ("number", "whole number") and value.isascii() and value.isdigit():
            new = int(value) if value[0] != "0" or value == "0" else None
        elif asked.type == "link" and vault.resolve(value, note.path).path is not None:
            new = f"[[{value}]]"
    if new is None:
        return None
    shown = str(new).lower() if isinstance(new, bool) else new
    return fix("write `{new}`", note.front_matter.put(part, new), safety=Safety.UNSAFE, new=shown)
