"""Fuzz targets: texts made by atheris, guided by coverage, or by hypothesis where atheris (the extra `fuzz`) is not installed.

They begin with the examples of all rules and the notes of the sample vault.

python fuzz/fuzz.py front_matter|parse|fix [seconds]
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

try:
    import atheris
except ImportError:
    atheris = None

with (
    atheris.instrument_imports(include=["vaulttools"])
    if atheris is not None
    else __import__("contextlib").nullcontext()
):
    from vaulttools import engine, fixer
    from vaulttools.config.file import parse as parse_config
    from vaulttools.edits import Safety, apply
    from vaulttools.note import Note
    from vaulttools.note.front_matter import FrontMatter, split
    from vaulttools.registry import Registry, builtin_rules
    from vaulttools.vault import Vault

RULES = parse_config(Path(".vaulttools.yaml"), "select: [all]\n", lambda _: Registry()).rules_for("note.md")
OTHER = Note("companies/Acme.md", "---\ntype: company\naliases: [토스]\n---\n## 제목\n")
GRADES = (Safety.SAFE, Safety.UNSAFE)


def front_matter(data: bytes) -> None:
    """Front matter is read or refused; each edit changes what it says and nothing else."""
    text = f"---\n{data.decode('utf-8', 'replace')}\n---\nbody\n"
    found = FrontMatter(text)
    assert found
    if found.error is not None:
        assert 0 <= found.error.span.start <= found.error.span.end <= len(text)
    for entry in found.entries:
        assert found.yaml_span.start <= entry.span.start <= entry.span.end <= found.yaml_span.end
        for edit in (
            found.set_value(entry, "new"),
            found.drop(entry),
            found.append(entry, "new"),
            found.rename(entry, "zz"),
        ):
            if edit is not None:
                after = FrontMatter(apply(text, [edit]))
                others = [(each.key, each.value) for each in found.entries if each is not entry]
                assert repr([pair for pair in others if pair in [(e.key, e.value) for e in after.entries]]) == repr(
                    others
                )


def parse(data: bytes) -> None:
    """Reading never fails, and every place lies in the text."""
    note = Note.from_bytes("note.md", data)
    if note.damage:
        return
    assert len(note.prose) == len(note.text)
    for node in note.blocks:
        assert 0 <= node.start <= node.end <= len(note.text)
    for link in note.links:
        assert note.text[link.span.start : link.span.end]
    note.facts, note.block_ids, note.headings, note.tags  # noqa: B018


def fix(data: bytes) -> None:
    """No rule raises; fixing twice is fixing once, and nothing is refused because fixes undo each other."""
    note = Note.from_bytes("note.md", data)
    if note.damage:
        return
    notes = {each.path: each for each in (note, OTHER)}
    vault = Vault([each.facts for each in notes.values()])
    failed = [str(each.message) for each in engine.check(note, vault, RULES) if each.rule == "rule-failed"]
    assert not failed, failed
    for grades in ((Safety.SAFE,), GRADES):
        settled = fixer.settle(["note.md"], vault, notes.__getitem__, lambda _: RULES, grades)
        known = notes | settled.notes
        again = fixer.settle(["note.md"], settled.vault, known.__getitem__, lambda _: RULES, grades)
        assert not again.notes, (settled.notes["note.md"].text, again.notes["note.md"].text)


TARGETS: dict[str, Callable[[bytes], None]] = {"front_matter": front_matter, "parse": parse, "fix": fix}
PIECES = (
    *("[[Acme]]", "[[", "]]", "```\n", "`", "$", "%%", "<%", "%>", "#태그", "^id", "- [ ] ", "> ", "# ", "|", "==", "**", "*", "_"),
    *("Acme은 ", "토스 는 ", "가나다 ", "the the ", "recieve ", "1. Acme\n", "\n", "\n\n", "\r\n", "\r", "\t", "---\n", "key: ", "tags: [a, "),
    *("- a\n", "'", '"', ": ", "&a ", "*a ", "\u200b", "\ufeff", "\u1100\u1161", "2025.3.7", "<!-- ", " -->", "[a](b)", "](", "![", "::"),
)  # fmt: skip


LONGEST = 4096
"""Bytes of a text."""


def seeds(target: str) -> list[bytes]:
    """What `target` begins with: the examples of all rules, as they are and fixed, and the notes of the sample vault."""
    examples = [example for rule in builtin_rules().values() for example in rule.examples]
    texts = [
        text for each in examples for text in (re.sub("[«»]", "", each.text), getattr(each, "fixed", None)) if text
    ]
    texts += [note.read_text(encoding="utf-8") for note in sorted((ROOT / "vault").rglob("*.md"))]
    if target == "front_matter":
        places = [(text, split(text)) for text in texts]
        texts = [place.yaml_span.of(text).strip("\r\n") for text, place in places if place is not None]
    return sorted({text.encode("utf-8", "surrogatepass")[:LONGEST] for text in texts})


def main() -> None:
    """Runs the target that is named, for as long as is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("seconds", type=int, nargs="?", default=0, help="without it, until something is found")
    options = parser.parse_args()
    target, seconds = TARGETS[options.target], options.seconds
    if atheris is not None:
        flags = [
            f"-max_len={LONGEST}",
            "-timeout=60",  # what hangs does so for longer, and a busy machine stands still for seconds
            f"-artifact_prefix={ROOT}/fuzz/corpus/",
            *([f"-max_total_time={seconds}", "-seed=1", "-verbosity=0"] if seconds else []),
        ]
        corpus = ROOT / "fuzz/corpus" / options.target
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in seeds(options.target):
            (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
        atheris.Setup([sys.argv[0], str(corpus), *flags], target)
        atheris.Fuzz()
        return
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    known = [seed.decode("utf-8", "ignore") for seed in seeds(options.target)]
    lines = sorted({line for text in known for line in text.splitlines(keepends=True)})
    pieces = st.sampled_from(PIECES) | st.text(max_size=5) | st.sampled_from(lines)
    texts = st.lists(pieces, max_size=40).map("".join)

    def run(count: int, derandomize: bool) -> None:
        settings(
            max_examples=count,
            deadline=None,
            database=None,
            derandomize=derandomize,
            suppress_health_check=list(HealthCheck),
        )(given(texts.map(lambda text: text.encode("utf-8", "surrogatepass")))(target))()

    for text in known:
        target(text.encode())
    if seconds:  # about so long, and the same texts each time
        run(40 * seconds, True)
        print(f"{options.target}: {40 * seconds} texts by hypothesis, nothing found")
    while not seconds:
        run(200, False)


if __name__ == "__main__":
    main()
