"""How long it takes to find names in texts: by how much text there is, and by how many names.

python benchmarks/matching.py [--rounds N]

Texts and names are those of `make_vault.py`, with all markdown. Each size of text is searched for each number of names; then
for a fixed number of names that the text has, among ever more that it has not, as only so the number itself is told from how many
are found. A figure is the least processor time of the rounds; read it beside the others of the same run.
"""

import argparse
import random
import time

from make_vault import entities, notes

from vaulttools.vault.mentions import Names

BYTES_A_NOTE = 4500
MEGABYTES = 2, 20, 50
NAMES = 200, 2000, 20_000


def least(rounds: int, texts: list[str], names: Names) -> tuple[float, int]:
    """The least seconds that finding `names` in `texts` took, and how many were found."""
    found, times = 0, []
    for _ in range(rounds):
        begun = time.process_time()
        found = sum(len(names.mentions(text)) for text in texts)
        times.append(time.process_time() - begun)
    return min(times), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    count = MEGABYTES[-1] * 1_000_000 // BYTES_A_NOTE
    texts = [data.decode() for _, data in notes(count, "mixed", 1)]
    sizes, total = {}, 0
    for end, text in enumerate(texts, 1):
        total += len(text.encode())
        sizes[round(total / 1e6)] = texts[:end]
    rng = random.Random(1)
    known = [
        name for kind in entities(count, "mixed", rng).values() for each in kind for name in (each.name, *each.aliases)
    ]
    strange = sorted({f"{first}{last}" for first, last in zip(known, reversed(known), strict=True)} - {*known})
    rng.shuffle(known)
    rng.shuffle(strange)
    for title, some in (
        ("names of the text", known),
        (f"{NAMES[0]} names of the text, and others", known[: NAMES[0]] + strange),
    ):
        print(title)
        for number in NAMES:
            begun = time.process_time()
            names = Names((name, name) for name in some[:number])
            built = time.process_time() - begun
            line = f"{number:7} names, made in {built:5.2f} s:"
            for megabytes in MEGABYTES:
                seconds, found = least(rounds, sizes[megabytes], names)
                line += f"  {megabytes} MB {seconds:6.2f} s ({1e3 * seconds / megabytes:4.0f} ms/MB, {found} found)"
            print(line, flush=True)


if __name__ == "__main__":
    main()
