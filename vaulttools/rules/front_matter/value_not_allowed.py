from datetime import datetime

from vaulttools.note.dates import date_of
from vaulttools.note.facts import AUTOLINK, read_autolink
from vaulttools.note.front_matter import Part, scalars
from vaulttools.rule import Bad, Finding, Findings, Good, Note, Safety, Vault, VaultRule, fix
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
        Bad(
            '---\ntype: company\nfounder: «"[[A]]"»\n---\n',
            config=of_company("founder: {link to: person, unique: true}"),
            beside={"companies/A.md": ""},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        contract = vault.contract(note.path)
        for entry in note.properties:
            bounded = contract.bounded(entry.key)
            if entry.key == "autolink" and not bounded:
                for part in scalars(entry):
                    if read_autolink(part.node.value) not in ("", *AUTOLINK):
                        yield self._not_a_choice(note, part, _AUTOLINK)
            for asked in bounded:
                seen: set[str] = set()
                for part in scalars(entry):
                    value = part.node.value
                    if value is not None and not asked.lists(value) and asked.accepts(value):
                        if (found := self._fault(note, vault, part, asked, repr(value) in seen)) is not None:
                            yield found
                        seen.add(repr(value))

    def _fault(self, note: Note, vault: Vault, part: Part, asked: Property, is_repeated: bool) -> Finding | None:
        """The first thing that `asked` has against one value; `is_repeated` says that its list has it above."""
        key, value, span = part.entry.key, part.node.value, part.node.span
        text = part.node.text_in(note.text)
        if asked.one_of and value not in asked.one_of:
            return self._not_a_choice(note, part, asked)
        if asked.pattern and not matches(asked.pattern, text):
            return self.finding(
                span,
                "`{key}` does not have the form that the schema requires",
                help="it must match `{pattern}`",
                key=key,
                pattern=asked.pattern,
            )
        if _is_less(value, asked.min):
            return self.finding(
                span, "`{key}` is below the minimum", help="minimum: {least}", key=key, least=str(asked.min)
            )
        if _is_less(asked.max, value):
            return self.finding(
                span, "`{key}` is above the maximum", help="maximum: {most}", key=key, most=str(asked.max)
            )
        if asked.unique and part.number is not None and is_repeated:
            return self.finding(span, "`{key}` contains this twice", help="delete one of the two", key=key)
        if (
            asked.unique
            and part.number is None
            and (other := vault.customs.also_with(key, text, note.path)) is not None
        ):
            return self.finding(
                span, "`{key}` has the same value in `{other}`", help="correct one of the two", key=key, other=other
            )
        target = link_target(value) if asked.link_to else ""
        path = vault.resolve_link(target, note.path) if target else None
        if path is not None and path in vault.facts and vault.contract(path).kind != asked.link_to:
            return self.finding(
                span,
                "`{name}` is not a {kind} note",
                help="link to a {kind} note, or set the type of that note",
                name=target,
                kind=kind_name(asked.link_to),
            )
        return None

    def _not_a_choice(self, note: Note, part: Part, asked: Property) -> Finding:
        near = asked.nearest(part.node.value)
        edit = note.front_matter.put(part, near) if near is not None else None
        return self.finding(
            part.node.span,
            "`{key}` cannot be `{value}`",
            help="allowed values: {choices}",
            fix=fix("write `{new}`", edit, safety=Safety.UNSAFE, new=near),
            key=part.entry.key,
            value=str(part.node.value),
            choices=tuple(map(str, asked.one_of)),
        )


_AUTOLINK = Property(one_of=AUTOLINK)


def _size(value: object) -> float | datetime | None:
    """What the bounds of a schema are about: a number, a time (midnight for a day), the length of a text; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    time = date_of(value)
    if time is not None:
        return datetime.fromisoformat(time.isoformat()).replace(tzinfo=None)
    return len(value) if isinstance(value, str) else None


def _is_less(one: object, other: object) -> bool:
    """Whether the size of `one` is less than that of `other`, where the two can be compared."""
    less, more = _size(one), _size(other)
    if isinstance(less, datetime) and isinstance(more, datetime):
        return less < more
    return isinstance(less, int | float) and isinstance(more, int | float) and less < more
