"""What it costs to validate the front matter of 10,000 notes, beside python-frontmatter and jsonschema on the same notes.

python benchmarks/front_matter.py [--notes 10000] [--rounds 3]

Both are run in turn in one process and read the same texts from memory. The other way is asked for one JSON Schema and its
errors. Ours is asked twice: for the rules that say the same as that schema, and for all rules of the family, those on the whole
vault too. Read the ratios: a busy machine slows all alike.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

KINDS = {"company": "companies", "concept": "concepts", "person": "people", "meeting": "meetings"}
TAGS = ("핀테크", "물류", "fintech", "climate", "건설", "보안", "pitch-day", "AI", "대출", "음악")
SCHEMA = {
    "type": "object",
    "required": ["title", "type", "date", "tags"],
    "properties": {
        "title": {"type": "string"},
        "type": {"enum": list(KINDS)},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "tags": {"type": "array", "items": {"type": "string", "pattern": "^[^ #]+$"}, "uniqueItems": True},
        "aliases": {"type": "array", "items": {"type": "string"}},
        "founded": {"type": "integer", "minimum": 1900, "maximum": 2100},
        "sector": {"type": "string"},
    },
}
CONFIG = """\
schemas:
  every note:
    paths: ["**"]
    properties:
      title: {type: text, required: true}
      type: {one of: [company, concept, person, meeting], required: true}
      date: {type: date, required: true}
      tags: {type: list of texts, required: true, unique: true}
      aliases: list of texts
      founded: {type: whole number, min: 1900, max: 2100}
      sector: text
"""


def notes(count: int) -> dict[str, str]:
    """Paths and texts of `count` notes with front matter as people write it; one in ten has a flaw."""
    chance = random.Random(20251017)
    made = {}
    for number in range(count):
        kind = chance.choice(list(KINDS))
        name = f"{chance.choice(('한결', '나루', 'Tern', 'Ledger', '온기록'))} {number}"
        flawed = chance.random() < 0.1
        tags = chance.sample(TAGS, chance.randint(1, 4))
        day = f"20{chance.randint(20, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        lines = [f"title: {name}", f"type: {kind}", f"date: {day.replace('-', '.') if flawed else day}"]
        lines += ["tags:", *(f"  - {tag}" for tag in tags)]
        lines += ["aliases:", f"  - {name} Inc.", f"founded: {chance.randint(1990, 2025)}", f'sector: "{tags[0]}"']
        made[f"{KINDS[kind]}/{name}.md"] = "\n".join(["---", *lines, "---", f"# {name}", "", "A line of text.", ""])
    return made


SAME = ("invalid-yaml", "missing-key", "wrong-type", "value-not-allowed", "date-form", "impossible-date")
"""The rules that ask what `SCHEMA` asks."""


def ours(texts: dict[str, str], select: tuple[str, ...] = ("front_matter",)) -> tuple[float, int]:
    """CPU seconds for reading front matter and for the rules of `select` on it, and how many findings there are.

    What a check reads of the bodies (links, headings, tags) is read off the clock: other rules need it in any case.
    """
    from vaulttools import engine
    from vaulttools.config import Selection
    from vaulttools.config import file as config_file
    from vaulttools.files import disk
    from vaulttools.note import Note
    from vaulttools.registry import Registry
    from vaulttools.vault import Settings, Vault

    read = config_file.parse(Path(disk.CONFIG), CONFIG, lambda _: Registry())
    rules = read.with_selection(Selection(select=select, ignore=("key-order",))).rules_for("")
    start = time.process_time()
    all_notes = [Note(path, text) for path, text in texts.items()]
    for note in all_notes:
        note.properties  # noqa: B018
    reading = time.process_time() - start
    vault = Vault([note.facts for note in all_notes], (), Settings(kinds=read.kinds, schemas=read.schemas))
    start = time.process_time()
    found = sum(len(engine.check(note, vault, rules)) for note in all_notes)
    return reading + time.process_time() - start, found


def the_ordinary_way(texts: dict[str, str]) -> tuple[float, int]:
    """CPU seconds of python-frontmatter and jsonschema, and how many errors they find."""
    import datetime

    import frontmatter
    from jsonschema import Draft202012Validator

    start = time.process_time()
    validator = Draft202012Validator(SCHEMA)
    found = 0
    for text in texts.values():
        data = frontmatter.loads(text).metadata
        plain = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in data.items()}
        found += sum(1 for _ in validator.iter_errors(plain))
    return time.process_time() - start, found


def main() -> None:
    """Prints the times of both, round by round, and the median ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = notes(options.notes)
    few = dict(list(texts.items())[:10])
    ours(few), the_ordinary_way(few)  # imports are no part of it
    gc.disable()  # as the command line does
    ratios = []
    for number in range(1, options.rounds + 1):
        (same, findings), (all_rules, all_findings), (other, errors) = (
            ours(texts, SAME), ours(texts), the_ordinary_way(texts)
        )  # fmt: skip
        ratios.append((other / same, other / all_rules))
        print(
            f"round {number}: vaulttools {same:.2f} s for the schema ({findings} findings), {all_rules:.2f} s for all rules "
            f"({all_findings}), python-frontmatter + jsonschema {other:.2f} s ({errors} errors)"
        )
    for what, each in zip(("the schema", "all rules"), zip(*ratios, strict=True), strict=True):
        print(f"{len(texts)} notes, {what}: the other way takes {statistics.median(each):.1f} times as long")


if __name__ == "__main__":
    main()
