"""Where the letters lie on a keyboard (QWERTY), and how many slips of the keys part two words."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at + (0, 0.25, 0.75)[row]) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}

BESIDE = {
    key: "".join(o for o, (r, a) in _PLACES.items() if o != key and abs(r - row) <= 1 and abs(a - at) <= 1)
    for key, (row, at) in _PLACES.items()
}
"""For each letter, those whose keys touch its key."""


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips of the keys make `other` of `one`: a letter more, one less, a wrong one, or two the wrong way round.

    One more than `most` for all above it. (The optimal string alignment distance; each slip more takes four times as long.)
    """
    if one == other:
        return 0
    if not most or abs(len(one) - len(other)) > most:
        return most + 1
    at = 0
    for its, theirs in zip(one, other, strict=False):
        if its != theirs:
            break
        at += 1
    one, other = one[at:], other[at:]
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return 1 + min([slips_between(*way, most - 1) for way in ways])
