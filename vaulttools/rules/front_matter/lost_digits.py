from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule, fix, pattern

_LEADING_ZERO = pattern(r"0\d{3,}")
_TRAILING_ZERO = pattern(r"\d+\.\d*0")
_EXPONENT = pattern(r"\d+[eE]\d+")
_VERSION_KEYS = frozenset(("version", "ver", "버전", "release"))
_EXACT = 2**53
"""Whole numbers above this one are rounded in JavaScript, in which Obsidian is written."""
_MOST = 10**21
"""From this one on JavaScript writes an exponent."""

_NUMBERS = (int, float)


class LostDigits(VaultRule):
    """A code that is read as a number and loses digits: a stock code `035720`, a long id, a version `1.10`.

    ## Why
    YAML reads `035720` as the number 35720 (older readers as 15312), so no search finds the code.

    ## Fix
    Safe for codes of five or more digits: the value is quoted and stays as written. Unsafe for shorter ones,
    which may be meant as numbers.
    """

    examples = (
        Good('---\nticker: "035720"\nfounded: 2021\nprice: 1.50\nday: 07\nzero: 0\nratio: 0.0010\n---\n'),
        Good(
            "---\nserial: 000123\n---\n",
            path="companies/A.md",
            config="schemas: {company: {properties: {serial: number}}}\n",
        ),
        Bad("---\nticker: «035720»\n---\n", fixed='---\nticker: "035720"\n---\n'),
        Bad("---\nid: «20231006123456789012»\n---\n", fixed='---\nid: "20231006123456789012"\n---\n'),
        Bad("---\nversion: «1.10»\n---\n", fixed='---\nversion: "1.10"\n---\n'),
        Bad("---\ncodes: [«005930», 100]\n---\n", fixed='---\ncodes: ["005930", 100]\n---\n'),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for scalar in note.scalars:
            entry, _, node = scalar
            if node.value.__class__ not in _NUMBERS or node.style != "plain" or node.alias or node.tag:
                continue
            raw = note.text[node.start : node.end]
            if raw[0] in "123456789" and raw.isdigit() and len(raw) < len(str(_EXACT)):
                continue
            if not (
                _LEADING_ZERO.fullmatch(raw)
                or (raw.isdigit() and node.value > _EXACT)
                or (entry.key.lower() in _VERSION_KEYS and _TRAILING_ZERO.fullmatch(raw))
                or (len(raw) > 4 and _EXPONENT.fullmatch(raw))
            ):
                continue
            if any(asked.type in ("number", "whole number") for asked in vault.contract(note.path).of(entry.key)):
                continue
            edit = note.front_matter.put(scalar, raw)
            certain = raw.isdigit() and len(raw) > 4
            yield self.finding(
                node.span,
                "YAML reads `{raw}` as the number {value}",
                help="put it in quotes if it is a code",
                fix=fix("quote it", edit, safety=Safety.SAFE if certain else Safety.UNSAFE),
                raw=raw,
                value=_as_read(node.value),
            )


def _as_read(value: float) -> str:
    """`value` as Obsidian has it: whole numbers have some 16 digits, and zeros behind them."""
    if isinstance(value, float) or not _EXACT < abs(value) < _MOST:
        return str(value)
    digits, _, exponent = repr(float(value)).partition("e")
    whole, _, fraction = digits.partition(".")
    return whole + fraction.ljust(int(exponent), "0") if exponent else whole
