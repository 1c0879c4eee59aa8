"""Where the letters lie on a keyboard (QWERTY)."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at + (0, 0.25, 0.75)[row]) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}

BESIDE = {
    key: "".join(o for o, (r, a) in _PLACES.items() if o != key and abs(r - row) <= 1 and abs(a - at) <= 1)
    for key, (row, at) in _PLACES.items()
}
"""For each letter, those whose keys touch its key."""
