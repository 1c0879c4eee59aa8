from datetime import date, datetime

from vaulttools.note import Entry
from vaulttools.note.dates import date_of
from vaulttools.note.facts import AUTOLINK, read_autolink
from vaulttools.note.front_matter import scalars
from vaulttools.note.yaml import Node
from vaulttools.rule import Bad, Findings, Fix, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.rules.front_matter import of_company
from vaulttools.vault.schemas import Property, kind_name, link_target, matches


class ValueNotAllowed(VaultRule):
    """A value that your schema does not allow: not in the set, out of range, in the wrong form, or repeated.

    ## Why
    Your lists, boards and queries rely on the schema. `autolink`, which says how mentions of a note are linked,
    has fixed values even without a schema; any other has no effect.

    ## Fix
    Unsafe where one of the allowed values is close to the one written. Otherwise the value is left to you.
    """

    needs = "properties"
    examples = (
        Good("---\ntype: company\nstatus: lead\n---\n", config=of_company("status: {one of: [lead, active]}")),
        Good(
            "---\ntype: company\nticker: '035720'\n---\n",
            config=of_company("ticker: {type: text, pattern: '[0-9]{6}'}"),
        ),
        Good(
            "---\ntype: company\nstatus:\nfounded: unknown\n---\n",
            config=of_company("founded: {type: number, min: 1900}"),
        ),
        Good("---\nautolink: Never\n---\n"),
        Good("---\nautolink: false\n---\n"),
        Bad(
            "---\ntype: company\nstatus: «actve»\n---\n",
            config=of_company("status: {one of: [lead, active]}"),
            fixed="---\ntype: company\nstatus: active\n---\n",
        ),
        Bad(
            "---\ntype: company\nfounded: «1820»\n---\n",
            config=of_company("founded: {type: number, min: 1900, max: 2100}"),
        ),
        Bad("---\ntype: company\nticker: «'35720'»\n---\n", config=of_company("ticker: {pattern: '[0-9]{6}'}")),
        Bad("---\nautolink: «nevr»\n---\n", fixed="---\nautolink: never\n---\n"),
        Bad("---\nautolink: «3»\n---\n"),
        Bad(
            "---\ntype: company\nsector: [물류, «기휴»]\n---\n",
            config=of_company("sector: {type: list, one of: [물류, 기후 위기, 건설]}"),
        ),
        Bad("---\ntype: company\nmet: «2019-12-31»\n---\n", config=of_company("met: {type: date, min: 2020-01-01}")),
        Bad("---\ntype: company\nname: «가»\n---\n", config=of_company("name: {type: text, min: 2}")),
        Bad("---\ntype: company\nsector: [a, b, «a»]\n---\n", config=of_company("sector: {type: list, unique: true}")),
        Bad(
            "---\ntype: company\nticker: «'035720'»\n---\n",
            config=of_company("ticker: {type: text, unique: true}"),
            beside={"companies/B.md": "---\ntype: company\nticker: '035720'\n---\n"},
        ),
        Bad(
            '---\ntype: company\nfounder: «"[[A]]"»\n---\n',
            config=of_company("founder: {link to: person}"),
            beside={"companies/A.md": ""},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        contract = vault.contract(note.path)
        for entry in note.properties:
            if entry.key == "autolink" and not contract.bounded(entry.key):
                for number, node in scalars(entry):
                    if node.value is not None and read_autolink(node.value) not in ("", *AUTOLINK):
                        yield from self._said(note, vault, entry, number, node, _AUTOLINK, set())
        if not contract.is_written:
            return
        for entry in note.properties:
            for asked in contract.bounded(entry.key):
                seen: set[str] = set()
                for number, node in scalars(entry):
                    value = node.value
                    if value is not None and not asked.lists(value) and asked.accepts(value):
                        yield from self._said(note, vault, entry, number, node, asked, seen)
                        seen.add(repr(value))

    def _said(
        self, note: Note, vault: Vault, entry: Entry, number: int | None, node: Node, asked: Property, seen: set[str]
    ) -> Findings:
        value, key = node.value, entry.key
        if asked.one_of and value not in asked.one_of:
            yield self.finding(
                node.span,
                "`{key}` cannot be `{value}`",
                help="allowed values: {choices}",
                fix=_nearest(note, entry, number, value, asked),
                key=key,
                value=str(value),
                choices=tuple(map(str, asked.one_of)),
            )
        elif asked.pattern and not matches(asked.pattern, node.text_in(note.text)):
            yield self.finding(
                node.span,
                "`{key}` does not have the form that the schema requires",
                help="it must match `{pattern}`",
                key=key,
                pattern=asked.pattern,
            )
        elif asked.min is not None and _size(value) is not None and _is_less(value, asked.min):
            yield self.finding(
                node.span, "`{key}` is below the minimum", help="minimum: {least}", key=key, least=str(asked.min)
            )
        elif asked.max is not None and _size(value) is not None and _is_less(value, asked.max, more=True):
            yield self.finding(
                node.span, "`{key}` is above the maximum", help="maximum: {most}", key=key, most=str(asked.max)
            )
        elif asked.unique and number is not None and repr(value) in seen:
            yield self.finding(node.span, "`{key}` contains this twice", help="delete one of the two", key=key)
        elif asked.unique and number is None:
            other = vault.customs.also_with(key, node.text_in(note.text), note.path)
            if other is not None:
                yield self.finding(
                    node.span,
                    "`{key}` has the same value in `{other}`",
                    help="correct one of the two",
                    key=key,
                    other=other,
                )
        elif asked.link_to:
            target = link_target(value)
            path = vault.resolve_link(target, note.path) if target else None
            if path is not None and path in vault.facts and vault.contract(path).kind != asked.link_to:
                yield self.finding(
                    node.span,
                    "`{name}` is not a {kind} note",
                    help="link to a {kind} note, or set the type of that note",
                    name=target,
                    kind=kind_name(asked.link_to),
                )


_AUTOLINK = Property(one_of=AUTOLINK, list="no")


def _size(value: object) -> float | date | None:
    """What the bounds of a schema are about: a number, a day, the length of a text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    return date_of(value) or (len(value) if isinstance(value, str) else None)


def _is_less(value: object, bound: object, more: bool = False) -> bool:
    """Whether `value` is less than `bound` (or, if `more`, greater), where the two can be compared."""
    one, other = _size(value), _size(bound)
    if isinstance(one, date) and isinstance(other, date):
        one, other = _moment(one), _moment(other)
    elif isinstance(one, date) or isinstance(other, date) or one is None or other is None:
        return False
    return bool(one > other if more else one < other)


def _moment(day: date) -> float:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment.replace(tzinfo=None) - datetime(1, 1, 1)).total_seconds()


def _nearest(note: Note, entry: Entry, number: int | None, value: object, asked: Property) -> Fix | None:
    near = asked.nearest(value)
    edit = note.front_matter.put(entry, number, near) if near is not None else None
    return fix("write `{new}`", edit, safety=Safety.UNSAFE, new=near)
