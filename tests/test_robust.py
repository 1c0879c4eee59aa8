"""Nasty files: nothing crashes, hangs or is harmed, and what is wrong with them is said.

The files live outside this repository; what is expected of each is set down here, as far as rules can tell.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.timing import NO_END, seconds
from vaulttools.config.file import parse
from vaulttools.edits import Safety
from vaulttools.engine import check
from vaulttools.findings import Diagnostic
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.session import Session, checking
from vaulttools.session.fixing import settle, write
from vaulttools.vault import Vault

FOLDER = Path(__file__).parents[2] / "shared" / "bench" / "robust" / "synthetic"
NAMES = sorted(file.name for file in FOLDER.iterdir()) if FOLDER.is_dir() else []
CONFIG = parse(Path(".vaulttools.yaml"), "select: [all]\n", lambda _: Registry())

pytestmark = pytest.mark.skipif(not NAMES, reason="the shared files are not here")

DAMAGED = {"cp949", "latin1", "lone-surrogate-bytes", "nul", "truncated-utf8", "utf16be-nobom", "utf16le"}

SAID = {
    **{name: {"not-text"} for name in DAMAGED},
    "fm-unclosed": {"unclosed-front-matter"},
    "fm-dup-keys": {"duplicate-key"},
    "fm-dup-keys-nested": {"duplicate-key"},
    "fm-tabs": {"invalid-yaml"},
    "fm-list": {"not-a-mapping"},
    "fm-scalar": {"not-a-mapping"},
    "fm-colon-title": {"invalid-yaml"},
    "fm-at-and-backtick": {"invalid-yaml"},
    "fm-hash-tag": {"bad-tag"},
    "fm-quotes-unbalanced": {"invalid-yaml"},
    "fm-brackets-unbalanced": {"invalid-yaml"},
    "fm-dates": {"impossible-date"},
    "fm-wikilinks": {"unquoted-link"},
    "fm-undefined-alias": {"invalid-yaml"},
    "fm-nbsp": {"invalid-yaml"},
    "fm-fullwidth-colon": {"invalid-yaml"},
    "fm-smart-quotes": {"curly-quoted-value"},
    "fm-zero-width-key": {"invisible-character"},
    "fm-norway": {"ambiguous-value"},
    "fm-double-bom": {"invisible-character"},
    "zero-width": {"invisible-character"},
    "bidi": {"invisible-character"},
    "backspace-in-hangul": {"invisible-character"},
    "hangul-filler": {"invisible-character"},
    "jamo-slang": {"stray-jamo"},
    "conflict-markers": {"conflict-marker"},
    "math": {"broken-link"},
    "fence-nested": {"broken-link"},
    "wikilink-forms": {"broken-link"},
}
"""Rules that must speak up."""

FRONT_MATTER = {rule.name for rule in Registry().named("front-matter")}
SILENT = {
    name: rules
    for rules, names in (
        ({"broken-link"}, ("wikilink-in-code", "fence-unclosed", "fence-in-list", "html-block")),
        (
            FRONT_MATTER,
            ("fm-crlf", "fm-mixed-eol", "fm-cr-only", "fm-bom", "fm-empty", "only-fm", "fm-json", "fm-anchors"),
        ),
        (FRONT_MATTER, ("fm-only-open", "fm-not-first-line", "fm-indented", "fm-four-dashes", "fm-trailing-space")),
        (FRONT_MATTER, ("fm-templater",)),
        ({"invisible-character"}, ("emoji", "astral", "combining", "rtl")),
        (set(CONFIG.registry.rules), ("empty", "one-newline", "spaces", "no-final-newline", "excalidraw.excalidraw")),
    )
    for name in names
}
"""Rules that must not."""


def copied(folder: Path) -> Path:
    """A vault with a copy of every file, whatever the rights to the files are."""
    return shutil.copytree(FOLDER, folder, copy_function=shutil.copyfile)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A vault with a copy of every file."""
    yield copied(tmp_path_factory.mktemp("robust") / "vault")


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """What each file holds, and whether it was touched."""
    return {
        file.name: (file.read_bytes(), os.stat(file).st_ino, os.stat(file).st_mtime_ns) for file in folder.iterdir()
    }


@pytest.mark.parametrize("name", NAMES)
def test_verdict_and_time(name: str) -> None:
    found: list[Diagnostic] = []

    def checking() -> None:
        note = Note.from_bytes(name, (FOLDER / name).read_bytes())
        if not note.is_foreign:
            found.extend(check(note, Vault([note.facts]), CONFIG.rules_for(name)))

    assert seconds(checking) < NO_END
    said = {each.rule for each in found}
    stem = name.removesuffix(".md")
    assert "rule-failed" not in said, [str(each.message) for each in found if each.rule == "rule-failed"]
    assert SAID.get(stem, set()) <= said
    assert not SILENT.get(stem, set()) & said
    assert stem not in DAMAGED or said == {"not-text"}


def test_check_writes_nothing(vault: Path) -> None:
    before = state(vault)
    session = Session(vault, CONFIG)
    assert checking.check(session, session.paths())
    assert state(vault) == before
    assert session.failures == []


@pytest.mark.parametrize(
    ("grades", "most_bytes"), [((Safety.SAFE,), 50_000), ((Safety.SAFE, Safety.UNSAFE), 10**9)], ids=["safe", "unsafe"]
)
def test_fixing_twice_is_fixing_once(tmp_path: Path, grades: tuple[Safety, ...], most_bytes: int) -> None:
    vault = copied(tmp_path / "vault")
    for file in vault.iterdir():
        if file.stat().st_size > most_bytes:
            file.unlink()
    before = state(vault)
    written = set()
    for enriching in (False, True):
        session = Session(vault, CONFIG)
        written |= set(write(session, settle(session, session.paths(), grades, enriching)))
    once = state(vault)
    assert written, "something is to be fixed"
    for enriching in (False, True):
        session = Session(vault, CONFIG)
        assert write(session, settle(session, session.paths(), grades, enriching)) == []
    assert state(vault) == once
    for name, (data, *_) in before.items():
        if name not in written:
            assert once[name] == before[name], "an untouched note keeps its bytes, inode and time"
        assert data.startswith(b"\xef\xbb\xbf") == once[name][0].startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n") == once[name][0].endswith(b"\n")
    left_alone = {f"{stem}.md" for stem in (*DAMAGED, "conflict-markers", "excalidraw.excalidraw")}
    assert not written & left_alone


@pytest.mark.parametrize("name", ["fm-crlf.md", "fm-mixed-eol.md", "fm-cr-only.md", "line-separators.md"])
def test_each_line_keeps_its_ending(name: str, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    data = (FOLDER / name).read_bytes() + "#  \u200b제목\r\n\r\n끝\u200b\n".encode()
    (vault / name).write_bytes(data)
    session = Session(vault, CONFIG)
    write(session, settle(session, session.paths(), (Safety.SAFE,), False))
    after = (vault / name).read_bytes()
    assert "\u200b".encode() not in after
    assert [line[len(line.rstrip(b"\r\n")) :] for line in after.splitlines(True)] == [
        line[len(line.rstrip(b"\r\n")) :] for line in data.splitlines(True)
    ]
