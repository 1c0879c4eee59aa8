"""Files: what a walk finds, and writes that leave old bytes or new ones, whatever happens."""

import errno
import io
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.repository import commit_all, git
from tests.timing import NO_END, seconds
from vaulttools.cli import main
from vaulttools.config import Config
from vaulttools.edits import Edit, Fix, NewNote
from vaulttools.files import disk, system, walk, writer
from vaulttools.files.disk import TEMPORARY
from vaulttools.files.git import Change, blob, blobs, changes, first_days, gave_no_answer, head, run, untracked
from vaulttools.files.globs import GitIgnore
from vaulttools.files.writer import WriteRefused
from vaulttools.findings import Diagnostic, Severity
from vaulttools.fixer import Settled
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.session import Session, checking, fixing
from vaulttools.session.changes import affected, changed
from vaulttools.text import Position, Span

OLD, NEW = b"old\r\nbytes", "새 bytes\n".encode()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A note in a vault whose root is its folder."""
    file = tmp_path / "vault" / "note.md"
    file.parent.mkdir()
    file.write_bytes(OLD)
    return file


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def recover(folder: Path) -> bool:
    return writer.recover(folder, walk.listing(folder).unfinished)


def write(note: Path, data: bytes = NEW, expected: bytes = OLD) -> None:
    writer.write(note.parent, note.name, data, expected)


# -- writing


def test_write_replaces_in_one_step(note: Path) -> None:
    inode = note.stat().st_ino
    with note.open("rb") as reader:
        write(note)
        assert reader.read() == OLD, "who reads the old file goes on reading it"
    assert note.read_bytes() == NEW
    assert note.stat().st_ino != inode
    assert names(note.parent) == ["note.md"]


def test_write_keeps_mode_owner_and_attributes(note: Path) -> None:
    note.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(note, 1234, 2345)
    before = note.stat()
    try:
        os.setxattr(note, "user.color", b"red")
        attributes = {"user.color": b"red"}
    except (OSError, AttributeError):  # a file system that has none
        attributes = {}
    write(note)
    after = note.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert {name: os.getxattr(note, name) for name in attributes} == attributes


ACCESS = bytes.fromhex("02000000 01000600ffffffff 02000700d2040000 04000400ffffffff 10000700ffffffff 20000000ffffffff")
"""An access list of Linux: the owner, user 1234, the group, the mask and others (`struct posix_acl_xattr_entry`)."""


@pytest.mark.skipif(sys.platform != "linux", reason="access lists as Linux has them")
def test_what_a_folder_gives_to_new_files_is_not_given_to_a_note(note: Path) -> None:
    """Nobody may read the new file who could not read the old one."""
    note.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(note.parent, -1, 2345)
        note.parent.chmod(0o2775)
    try:
        os.setxattr(note.parent, "system.posix_acl_default", ACCESS)
    except OSError as error:
        pytest.skip(f"a file system without access lists: {error}")
    before = note.stat()
    write(note)
    after = note.stat()
    assert (after.st_mode, after.st_gid) == (before.st_mode, before.st_gid)
    assert "system.posix_acl_access" not in os.listxattr(note)
    os.setxattr(note, "system.posix_acl_access", ACCESS)
    write(note, OLD, NEW)
    assert os.getxattr(note, "system.posix_acl_access") == ACCESS


@pytest.mark.skipif(os.name != "posix", reason="modes as POSIX has them")
def test_a_private_note_is_private_while_it_is_written(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note.chmod(0o600)
    seen = []
    fsync = os.fsync

    def syncing(descriptor: int) -> None:
        if stat.S_ISREG((status := os.fstat(descriptor)).st_mode):
            seen.append(stat.S_IMODE(status.st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", syncing)
    write(note)
    os.link(note, note.with_name("twin.md"))
    write(note, OLD, NEW)
    assert {*seen} == {0o600}


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_a_note_whose_attributes_a_new_file_cannot_have_is_overwritten(
    note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        os.setxattr(note, "user.color", b"red")
    except OSError as error:
        pytest.skip(f"a file system without attributes: {error}")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "setxattr", refuse)
    inode = note.stat().st_ino
    write(note)
    assert note.read_bytes() == NEW and note.stat().st_ino == inode
    assert os.getxattr(note, "user.color") == b"red"
    assert names(note.parent) == ["note.md"]


@pytest.mark.parametrize("answer", [0, -1, None])
def test_macos_is_asked_to_take_tags_and_access_lists_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int | None
) -> None:
    asked = []

    def copyfile(source: int, target: int, state: None, flags: int) -> int | None:
        asked.append((os.pread(source, 9, 0), os.pread(target, 9, 0), state, flags))
        return answer

    note = tmp_path / "a.md"
    note.write_bytes(b"old")
    before = note.stat().st_ino
    monkeypatch.setattr(sys, "platform", "darwin")
    library = SimpleNamespace() if answer is None else SimpleNamespace(fcopyfile=copyfile)
    monkeypatch.setattr("ctypes.CDLL", lambda name: library)
    writer.write(tmp_path, "a.md", b"new", b"old")
    assert note.read_bytes() == b"new"
    assert asked == ([] if answer is None else [(b"old", b"new", None, 1 | 4)])
    assert (note.stat().st_ino == before) == (answer != 0), "what cannot be taken along stays, as the file does"


def test_a_link_inside_the_vault_stays_one(note: Path) -> None:
    link = note.with_name("link.md")
    link.symlink_to("note.md")
    writer.write(note.parent, "link.md", NEW, OLD)
    assert link.is_symlink()
    assert note.read_bytes() == NEW


@pytest.mark.parametrize("is_link", [True, False])
def test_what_takes_the_place_of_a_note_meanwhile_stays_though_it_holds_the_same(
    note: Path, monkeypatch: pytest.MonkeyPatch, is_link: bool
) -> None:
    outside = note.parent.parent / "outside.md"
    outside.write_bytes(OLD)

    def exchanged(*_: object) -> None:
        note.unlink()
        if is_link:
            note.symlink_to(outside)
        else:
            os.link(outside, note)

    monkeypatch.setattr(system, "copy_attributes", exchanged)
    with pytest.raises(WriteRefused, match="in the meantime"):
        write(note)
    assert note.is_symlink() == is_link and note.samefile(outside)
    assert outside.read_bytes() == OLD
    assert names(note.parent) == ["note.md"]


@pytest.mark.parametrize("is_folder", [True, False])
def test_nothing_is_written_where_a_link_out_of_the_vault_comes_to_stand_meanwhile(
    note: Path, monkeypatch: pytest.MonkeyPatch, is_folder: bool
) -> None:
    root, expect = note.parent.parent, writer._expect
    elsewhere = root.parent / f"{root.name} elsewhere"
    elsewhere.mkdir()
    outside = elsewhere / note.name
    outside.write_bytes(OLD)
    place = note.parent if is_folder else note

    def exchanged(*arguments: Any) -> None:
        expect(*arguments)
        place.rename(elsewhere / "former")
        place.symlink_to(elsewhere if is_folder else outside)

    made: list[Path] = []
    real = os.open

    def opened(path: Any, flags: int, *more: Any, **options: Any) -> int:
        descriptor = real(path, flags, *more, **options)
        if flags & os.O_CREAT:
            made.append(Path(f"/proc/self/fd/{descriptor}").resolve().parent if sys.platform == "linux" else root)
        return descriptor

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(writer, "_expect", exchanged)
    with pytest.raises(WriteRefused, match=r"in the meantime|not a regular file"):
        writer.write(root, f"{note.parent.name}/{note.name}", NEW, OLD)
    assert place.is_symlink()
    assert outside.read_bytes() == OLD
    assert names(elsewhere) == sorted(["former", note.name])
    assert elsewhere not in made, "not even for a moment is anything written there"
    assert names(elsewhere / "former") == [note.name] if is_folder else note.is_symlink()


def test_nothing_is_written_through_a_link_out_of_the_vault(note: Path) -> None:
    outside = note.parent.parent / "outside.md"
    outside.write_bytes(OLD)
    note.with_name("link.md").symlink_to(outside)
    note.with_name("folder").symlink_to(outside.parent)
    for path in ("link.md", "folder/outside.md", "../outside.md"):
        with pytest.raises(WriteRefused, match="out of the vault"):
            writer.write(note.parent, path, NEW, OLD)
    with pytest.raises(WriteRefused, match="out of the vault"):
        writer.create(note.parent, "folder/new.md", NEW)
    with pytest.raises(WriteRefused, match="out of the vault"):
        writer.create(note.parent, "../new.md", NEW)
    assert outside.read_bytes() == OLD
    assert names(outside.parent) == ["outside.md", "vault"]


def test_a_sibling_whose_name_begins_alike_is_outside(note: Path) -> None:
    sibling = note.parent.with_name("vault-2")
    sibling.mkdir()
    (sibling / "x.md").write_bytes(OLD)
    note.with_name("link.md").symlink_to(sibling / "x.md")
    with pytest.raises(WriteRefused):
        writer.write(note.parent, "link.md", NEW, OLD)


def test_hard_links_stay_one_file(note: Path) -> None:
    twin = note.with_name("twin.md")
    os.link(note, twin)
    assert writer.write(note.parent, note.name, NEW, OLD), "says that it was written in place"
    assert twin.read_bytes() == NEW
    assert note.samefile(twin)
    assert writer.write(note.parent, twin.name, NEW, OLD), "by its other name it is as it should be"
    with pytest.raises(WriteRefused):
        write(note, OLD, b"something else")
    assert twin.read_bytes() == NEW
    assert names(note.parent) == ["note.md", "twin.md"]


def test_a_file_with_a_name_outside_the_vault_is_left_alone(note: Path) -> None:
    outside = note.parent.parent / "outside.md"
    os.link(note, outside)
    os.link(note, note.with_name("twin.md"))
    with pytest.raises(WriteRefused, match="another name outside the vault"):
        write(note)
    assert outside.read_bytes() == OLD
    outside.unlink()
    (note.parent / ".trash").mkdir()
    os.link(note, note.parent / ".trash/note.md")
    with pytest.raises(WriteRefused, match="another name outside the vault"):
        write(note)
    assert note.read_bytes() == OLD


SIZES = [(b"old " * 900, b"new"), (b"old", b"new " * 900), (b"old " * 900, b"new " * 900)]


@pytest.mark.parametrize(("old", "new"), SIZES, ids=["shorter", "longer", "as long"])
@pytest.mark.parametrize("failing", ["write", "truncate", "fsync"])
def test_errors_in_overwriting_give_the_old_bytes_back(
    note: Path, monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes, failing: str
) -> None:
    """Half of what is written gets there, as on a disk that is full."""
    note.write_bytes(old)
    os.link(note, note.with_name("twin.md"))
    failed = []

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            if failing == "write" and not failed:
                failed.append(super().write(data[: len(data) // 2]))
                raise OSError(errno.ENOSPC, "no space")
            return super().write(data)

        def truncate(self, size: int | None = None) -> int:
            if failing == "truncate" and not failed:
                failed.append(0)
                raise OSError(errno.EIO, "no space")
            return super().truncate(size)

    fsync = os.fsync

    def syncing(descriptor: int) -> None:
        if failing == "fsync" and note.read_bytes() == new:
            failed.append(0)
            raise OSError(errno.EIO, "no space")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", syncing)
    with monkeypatch.context() as context:
        context.setattr(writer, "_unbuffered", lambda _: File(note, "r+"))
        if failing == "truncate" and len(new) >= len(old):
            assert writer.write(note.parent, note.name, new, old)
            return
        with pytest.raises(WriteRefused, match="the disk"):
            writer.write(note.parent, note.name, new, old)
    assert failed
    assert note.read_bytes() == old
    assert names(note.parent) == ["note.md", "twin.md"]


def test_nothing_is_left_where_nothing_could_be_overwritten(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.link(note, note.with_name("twin.md"))

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(writer, "_unbuffered", lambda _: File(note, "r+"))
    with pytest.raises(WriteRefused, match="the disk is full"):
        write(note)
    assert note.read_bytes() == OLD
    assert names(note.parent) == ["note.md", "twin.md"]


@pytest.mark.parametrize(("old", "new"), SIZES, ids=["shorter", "longer", "as long"])
def test_what_a_kill_left_half_written_is_finished(note: Path, old: bytes, new: bytes) -> None:
    os.link(note, note.with_name("twin.md"))
    plan = note.with_name(f"{TEMPORARY}0-abc")
    whole = new.ljust(len(old), b"\n")
    for done in (*range(0, len(whole), 512), len(whole)):
        note.write_bytes(whole[:done] + old[done:])
        plan.write_bytes(writer._Plan("note.md", old, new).dump())
        assert recover(note.parent)
        assert note.read_bytes() == (new if done else old)
        assert names(note.parent) == ["note.md", "twin.md"]
    # What was edited since, and what a killed run has not finished planning, is left alone.
    for text, planned in ((whole + b"mine", None), (b"mine", None), (whole + b"\n", -1)):
        note.write_bytes(text)
        plan.write_bytes(writer._Plan("note.md", old, new).dump()[:planned])
        assert recover(note.parent)
        assert note.read_bytes() == text


def test_a_plan_from_a_stranger_reaches_no_other_file(note: Path) -> None:
    outside = note.parent.parent / "outside.md"
    outside.write_bytes(b"new\n")
    note.with_name("link.md").symlink_to(outside)
    for name in ("../outside.md", str(outside), "link.md", "..", "", "note.txt", "missing.md"):
        note.with_name(f"{TEMPORARY}0-abc").write_bytes(writer._Plan(name, b"olds", b"new").dump())
        assert recover(note.parent)
    assert outside.read_bytes() == b"new\n"
    assert names(note.parent) == ["link.md", "note.md"]


def test_what_changed_meanwhile_is_not_overwritten(note: Path) -> None:
    note.write_bytes(b"mine")
    with pytest.raises(WriteRefused, match="another program has changed it"):
        write(note)
    assert note.read_bytes() == b"mine"
    note.unlink()
    with pytest.raises(WriteRefused):
        write(note)
    assert names(note.parent) == []


def test_a_change_in_the_last_moment_is_seen(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def edit_while_writing(descriptor: int) -> None:
        note.write_bytes(b"mine")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", edit_while_writing)
    with pytest.raises(WriteRefused, match="another program has changed it"):
        write(note)
    assert note.read_bytes() == b"mine"
    assert names(note.parent) == ["note.md"]


@pytest.mark.skipif(sys.platform != "linux" or system._renameat2() is None, reason="files that take each other's place")
@pytest.mark.parametrize("saves", [1, 2])
@pytest.mark.parametrize("how", ["replaced", "overwritten", "replaced by the same", "link", "gone"])
def test_what_is_saved_after_the_last_look_is_not_lost(
    note: Path, monkeypatch: pytest.MonkeyPatch, how: str, saves: int
) -> None:
    """Before the note is replaced, and with a second save before the first one has its place back."""
    exchanged = system.exchanged
    left = saves
    wanted = b""

    def save() -> None:
        nonlocal left, wanted
        left -= 1
        wanted = OLD if how == "replaced by the same" else b"mine %d" % left
        saved = note.with_name("saved")
        saved.write_bytes(wanted)
        if how == "overwritten":
            note.write_bytes(wanted)
            saved.unlink()
        elif how == "link":
            note.unlink()
            note.symlink_to(saved)
        elif how == "gone":
            note.unlink(missing_ok=True)
        else:
            saved.replace(note)

    def late(one: str, other: str) -> bool:
        if left:
            save()
        return exchanged(one, other)

    monkeypatch.setattr(system, "exchanged", late)
    with pytest.raises(WriteRefused):
        write(note)
    if how == "gone":
        assert names(note.parent) == ["saved"]
    else:
        assert note.read_bytes() == wanted
        assert note.is_symlink() == (how == "link")
        assert names(note.parent) == (["note.md", "saved"] if how == "link" else ["note.md"])


def test_a_read_only_note_is_left_alone(note: Path) -> None:
    note.chmod(0o444)
    with pytest.raises(WriteRefused, match="read-only"):
        write(note)
    assert note.read_bytes() == OLD
    assert stat.S_IMODE(note.stat().st_mode) == 0o444


@pytest.mark.parametrize(
    ("data", "half_done"),
    [
        (b"n" * 512 + b"o" * 512, True),
        (b"o" * 512 + b"n" * 88 + b"\n" * 424, True),
        (b"n" * 600 + b"\n" * 424, True),  # all is there, and the end of the old text not cut off yet
        (b"o" * 1024, False),
        (b"n" * 600, False),
        (b"o" * 512, False),  # somebody has cut it off
        (b"n" * 512 + b"o" * 512 + b"o", False),  # somebody has written more
        (b"n" * 100 + b"o" * 924, False),  # no disk stops in the midst of a sector
    ],
)
def test_what_a_run_has_left_half_done(data: bytes, half_done: bool) -> None:
    assert writer._Plan("note.md", b"o" * 1024, b"n" * 600).is_half_done(data) is half_done


def test_a_note_that_only_others_may_write_to_is_left_alone(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode, **options: mode != os.W_OK)
    with pytest.raises(WriteRefused, match="read-only"):
        write(note)
    assert note.read_bytes() == OLD


def test_a_file_of_settings_may_be_long_but_not_without_end(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes(b"12345")
    assert disk.text(file, most=5) == "12345"
    with pytest.raises(OSError) as error:
        disk.text(file, most=4)
    assert str(disk.reason(error.value)) == "the file is too large"


@pytest.mark.parametrize("call", ["open", "fsync", "chmod", "replace", "link"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "you have no permission"),
        (errno.EIO, "the disk has an error"),
        (errno.EMFILE, os.strerror(errno.EMFILE)),
    ],
)
def test_errors_leave_the_old_bytes_and_no_litter(
    note: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    real = getattr(os, call)

    def fail(target: object, *arguments: object, **options: object) -> object:
        if call == "open" and TEMPORARY not in str(target):
            return real(target, *arguments, **options)
        raise OSError(code, os.strerror(code))

    if call == "link":  # a file system without hard links
        monkeypatch.setattr(os, call, fail)
        writer.create(note.parent, "new.md", NEW)
        assert (note.parent / "new.md").read_bytes() == NEW
        with pytest.raises(WriteRefused, match="already"):
            writer.create(note.parent, "new.md", OLD)
        assert names(note.parent) == ["new.md", "note.md"]
        return
    monkeypatch.setattr(os, call, fail)
    monkeypatch.setattr(system, "exchanged", lambda *_: False)
    with pytest.raises(WriteRefused, match=words):
        write(note)
    assert note.read_bytes() == OLD
    assert names(note.parent) == ["note.md"]
    if call in ("open", "fsync"):
        with pytest.raises(WriteRefused, match=words):
            writer.create(note.parent, "new.md", NEW)
        assert names(note.parent) == ["note.md"]


def test_a_folder_that_cannot_be_synced_holds_the_new_bytes(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "some shares know no such thing")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    write(note)
    assert note.read_bytes() == NEW
    writer.create(note.parent, "new.md", NEW)
    assert names(note.parent) == ["new.md", "note.md"]


@pytest.mark.parametrize("is_linked", [False, True])
def test_a_temporary_file_that_another_program_has_open_is_no_failure(
    note: Path, is_linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no such file; what is written must be known to be, as links that nobody remembers cannot be undone."""
    if is_linked:
        os.link(note, note.with_name("twin.txt"))
    before = names(note.parent)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "unlink", fail)
    write(note)
    assert note.read_bytes() == NEW
    monkeypatch.undo()
    recover(note.parent)
    assert names(note.parent) == before and note.read_bytes() == NEW


KILL = """
import os, signal, sys
from pathlib import Path
from vaulttools.files import system, writer
call, when = sys.argv[2:]
of = system if call == "exchanged" else os
if call == "replace":
    system.exchanged = lambda *_: False
real = getattr(of, call)
def die(*arguments, **options):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(of, call, die)
writer.write(Path(sys.argv[1]), "note.md", "새 bytes\\n".encode(), b"old\\r\\nbytes")
"""


EXCHANGES = sys.platform == "linux" and system._renameat2() is not None


@pytest.mark.parametrize("call", ["fsync", "chmod", "replace", *(["exchanged", "unlink"] if EXCHANGES else [])])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_leaves_old_bytes_or_new_and_the_next_run_cleans_up(note: Path, call: str, when: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILL, note.parent, call, when], check=False)
    assert done.returncode == -signal.SIGKILL
    is_done = call == "unlink" or (call in ("replace", "exchanged") and when == "after")
    assert note.read_bytes() == (NEW if is_done else OLD)
    left = [name for name in names(note.parent) if name != "note.md"]
    assert all(name.startswith(TEMPORARY) for name in left)
    assert [*walk.listing(note.parent).notes] == ["note.md"]
    assert recover(note.parent) == bool(left)
    assert names(note.parent) == ["note.md"]


def test_the_files_of_another_run_at_work_are_not_swept(note: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    live = note.with_name(f"{TEMPORARY}{other.pid}-abc")
    odd = note.with_name(f"{TEMPORARY}abc")
    live.touch()
    odd.touch()
    assert recover(note.parent)
    assert names(note.parent) == [live.name, note.name]
    assert not recover(note.parent)
    other.communicate(b"\n")
    assert recover(note.parent)
    assert names(note.parent) == ["note.md"]


def test_the_number_of_a_killed_run_may_be_another_process_now(note: Path) -> None:
    left = note.with_name(f"{TEMPORARY}{os.getppid()}-abc")
    left.touch()
    assert not recover(note.parent)
    os.utime(left, (0, 0))
    assert recover(note.parent)
    assert names(note.parent) == ["note.md"]


def test_create_makes_folders_and_overwrites_nothing(note: Path) -> None:
    writer.create(note.parent, "a/b/new.md", NEW)
    assert (note.parent / "a/b/new.md").read_bytes() == NEW
    assert names(note.parent / "a/b") == ["new.md"]
    note.with_name("dangling.md").symlink_to("nowhere")
    for path in ("note.md", "a/b/new.md", "dangling.md"):
        with pytest.raises(WriteRefused, match="already"):
            writer.create(note.parent, path, OLD)
    with pytest.raises(WriteRefused):
        writer.create(note.parent, "note.md/new.md", NEW)
    assert note.read_bytes() == OLD


# -- a session writes


def session(root: Path) -> Session:
    return Session(root, Config(Registry()))


def settled(opened: Session, changes: dict[str, str], created: set[str], *together: tuple[str, ...]) -> Settled:
    """What fixes to the notes of each tuple of `together` would make of the vault."""
    applied = []
    for first, *others in together:
        fix = Fix(
            Message("x"),
            tuple(Edit(Span(0, 0), "", path) for path in others if path not in created),
            creates=tuple(NewNote(path, "") for path in others if path in created),
        )
        place = Position(1, 1)
        applied.append(
            Diagnostic("toy", "layout", Severity.HINT, first, Span(0, 0), place, place, Message("x"), "", fix=fix)
        )
    outcome = Settled(opened.vault)
    outcome.notes = {path: Note(path, text) for path, text in changes.items()}
    outcome.created, outcome.applied = created, applied
    return outcome


def test_what_one_fix_changes_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(name)
    opened = session(tmp_path)
    changes = {"a.md": "1", "b.md": "2", "c.md": "3", "d.md": "4", "new.md": "5"}
    outcome = settled(opened, changes, {"new.md"}, ("a.md", "b.md"), ("b.md", "new.md"), ("c.md",))
    (tmp_path / "b.md").write_text("meanwhile")
    assert fixing.write(opened, outcome) == ["c.md", "d.md"]
    assert [failure.path for failure in opened.failures] == ["b.md"]
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.md": "a",
        "b.md": "meanwhile",
        "c.md": "3",
        "d.md": "4",
    }


@pytest.mark.skipif(os.name != "posix", reason="locks as POSIX has them")
@pytest.mark.parametrize("on_windows", [False, True])
def test_two_runs_do_not_write_at_once(
    note: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, on_windows: bool
) -> None:
    if on_windows:
        import fcntl

        def locking(descriptor: int, mode: int, length: int) -> None:
            """The lock of Windows, as far as POSIX has one like it."""
            assert (mode, length) == (2, 1) and stat.S_ISREG(os.fstat(descriptor).st_mode)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise PermissionError(errno.EACCES, "locked") from error

        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    opened = session(note.parent)
    changes = settled(opened, {"note.md": "# A"}, set())
    monkeypatch.setattr(writer, "PATIENCE", 0.1)
    with writer.sole_writer(note.parent):
        assert fixing.write(opened, changes) == []
    assert [(each.path, str(each.reason)) for each in opened.failures] == [
        ("note.md", "another run is writing to the vault")
    ]
    assert note.read_bytes() == OLD
    # One that is done in time is waited for, and what it has written is not written over.
    monkeypatch.setattr(writer, "PATIENCE", 30)
    held = threading.Event()

    def other() -> None:
        with writer.sole_writer(note.parent):
            held.set()
            time.sleep(0.2)
            note.write_bytes(b"theirs")

    thread = threading.Thread(target=other)
    thread.start()
    held.wait()
    assert fixing.write(opened, changes) == []
    thread.join()
    assert note.read_bytes() == b"theirs"


@pytest.mark.skipif(os.name != "posix", reason="Windows holds no folders")
@pytest.mark.parametrize("swapped", ["n", "n/sub", "n/sub/b.md", "c.canvas"])
def test_what_a_link_shows_that_comes_to_stand_in_the_vault_is_not_read(tmp_path: Path, swapped: str) -> None:
    root, outside = tmp_path / "vault", tmp_path / "outside"
    for name in ("n/sub/b.md", "c.canvas", "a.md"):
        for place, text in ((root / name, "mine\n"), (outside / name, "[[secret]]\n")):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    opened = session(root)
    assert {*opened.stamps} == {"a.md", "c.canvas", "n/sub/b.md"}
    (root / swapped).rename(tmp_path / "former")
    (root / swapped).symlink_to(outside / swapped)
    found = checking.check(opened, opened.paths())
    assert {each.path for each in opened.failures} == {"c.canvas" if swapped == "c.canvas" else "n/sub/b.md"}
    assert "secret" not in repr(found) and "secret" not in repr(opened.vault.facts["a.md"])


def test_a_session_knows_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    opened = session(tmp_path)
    assert fixing.write(opened, settled(opened, {"a.md": "# A", "n/b.md": "b"}, {"n/b.md"}, ("a.md", "n/b.md"))) == [
        "a.md",
        "n/b.md",
    ]
    assert opened.vault.facts["a.md"].headings == ((1, "A"),)
    assert "n/b.md" in opened.vault.facts
    assert names(tmp_path) == ["a.md", "n"]


def test_a_note_is_found_by_another_case_of_its_name_where_that_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path, "notes/Acme.md", "b.md")
    real = {name: getattr(os, name) for name in ("stat", "lstat")}

    def same(path: object) -> object:
        return os.fspath(tmp_path / "notes/Acme.md") if str(path).lower().endswith("acme.md") else path

    for name in real:
        monkeypatch.setattr(os, name, lambda path, name=name, **options: real[name](same(path), **options))
    monkeypatch.setattr(os.path, "lexists", lambda path: os.path.exists(same(path)))
    session = Session(tmp_path, Config(Registry()))
    assert session.paths([tmp_path / "notes/ACME.md", tmp_path / "b.md"]) == ["b.md", "notes/Acme.md"]


def test_notes_nobody_changed_keep_inode_and_time(note: Path) -> None:
    before = note.stat()
    opened = session(note.parent)
    fixing.write(opened, Settled(opened.vault))
    after = note.stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )


# -- walking


def laid_out(root: Path, *files: str) -> Path:
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return root


def walked(root: Path) -> dict[str, bool | None]:
    """All files that are listed: whether each is a note; None of those that git ignores."""
    notes, canvases, bases, others, ignored, *_ = walk.listing(root)
    for listed, ending in ((canvases, ".canvas"), (bases, ".base")):
        assert listed.keys() == {
            path for path in others if path.lower().endswith(ending) and not (root / path).is_symlink()
        }
    assert all(disk.stamp(root / path) == stamp for path, stamp in notes.items())
    assert [*notes] == sorted(notes)
    assert others == sorted(set(others) - set(notes))
    assert ignored == sorted(set(ignored) - set(notes) - set(others))
    return {**dict.fromkeys(notes, True), **dict.fromkeys(others, False), **dict.fromkeys(ignored)}


def test_listing_finds_notes_and_other_files(tmp_path: Path) -> None:
    laid_out(tmp_path, "b.md", "a/x.MD", "a/pic.png", "a/b/c/deep.md", "x.markdown", ".obsidian/app.md", ".x.md", "md")
    assert walked(tmp_path) == {
        "b.md": True,
        "a/x.MD": True,
        "a/pic.png": False,
        "a/b/c/deep.md": True,
        "x.markdown": False,
        "md": False,
    }


def test_listing_keeps_odd_names_as_they_are(tmp_path: Path) -> None:
    odd = ["-x.md", "a\nb.md", "#x.md", "$(x).md", "ㅎㅏㄴ.md", "\u1112\u1161\u11ab.md", "한.md", " .md", "x' \".md"]
    laid_out(tmp_path, *odd)
    (Path(os.fsencode(tmp_path).decode()) / "x").touch()
    with open(os.fsencode(tmp_path) + b"/\xff\xfe.md", "wb"):
        pass
    assert walked(tmp_path) == {**dict.fromkeys([*odd, "\udcff\udcfe.md"], True), "x": False}


def test_listing_never_follows_a_link_out_or_in_a_circle(tmp_path: Path) -> None:
    root = laid_out(tmp_path / "vault", "note.md", "folder/deep.md")
    laid_out(tmp_path, "outside/secret.md")
    links = {"out": "../outside", "out.md": "../outside/secret.md", "dead.md": "nowhere", "loop.md": "loop.md"}
    links |= {"folder/up": "..", "twin": "folder", "same.md": "note.md", "etc.md": "/etc/passwd"}
    for link, target in links.items():
        (root / link).symlink_to(target)
    assert walked(root) == {"note.md": True, "folder/deep.md": True, "same.md": False}


def test_listing_leaves_pipes_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert walked(tmp_path) == {}
    for path in (tmp_path / "pipe.md", "/dev/null"):
        with pytest.raises(OSError, match="not a regular file"):
            disk.read(path)


IGNORE = "*.tmp.md\n/build/\n!kept.tmp.md\ndraft?.md\n# comment\n\n"


@pytest.mark.parametrize("with_git", [True, False])
def test_listing_honours_gitignore(tmp_path: Path, with_git: bool) -> None:
    root = laid_out(
        tmp_path, "a.md", "x.tmp.md", "kept.tmp.md", "build/b.md", "sub/build/c.md", "draft1.md", "sub/d.md",
        "build/deep/e.png", "build/node_modules/f.md", "build/.hidden/g.md",
    )  # fmt: skip
    (root / ".gitignore").write_text(IGNORE)
    (root / "sub/.gitignore").write_text("d.md\n")
    if with_git:
        git(root, "init", "-q")
    found = walked(root)
    assert {path for path, is_note in found.items() if is_note} == {"a.md", "kept.tmp.md", "sub/build/c.md"}
    ignored = {"x.tmp.md", "build/b.md", "draft1.md", "sub/d.md", "build/deep/e.png"}
    assert {path for path, is_note in found.items() if is_note is None} == ignored


def test_listing_takes_what_git_tracks_though_it_is_ignored(tmp_path: Path) -> None:
    laid_out(tmp_path, "a.md", "b.md")
    (tmp_path / ".gitignore").write_text("*.md\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", "a.md")
    assert walked(tmp_path) == {"a.md": True, "b.md": None}


def test_listing_of_a_folder_in_a_repository(tmp_path: Path) -> None:
    laid_out(tmp_path, "notes/a.md", "notes/out/b.md", "notes/한글 이름.md")
    (tmp_path / ".gitignore").write_text("/notes/out\n한글*\n")
    git(tmp_path, "init", "-q")
    assert walked(tmp_path / "notes") == {"a.md": True, "한글 이름.md": None, "out/b.md": None}


@pytest.mark.skipif(os.name == "nt", reason="names with line endings")
def test_git_tells_odd_names_apart(tmp_path: Path) -> None:
    odd = ["a b.md", "12 blob 3", "x\ny.md", "cr\r", "empty.md", "한글.md"]
    odd += [os.fsdecode(b"\xff.md")] * (sys.platform == "linux")
    for name in odd:
        (tmp_path / name).write_bytes(b"" if name == "empty.md" else os.fsencode(f"{name}\n\nblob 5\n"))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/in.md").touch()
    commit_all(tmp_path)
    held = [(tmp_path / name).read_bytes() for name in odd]
    for name in odd:
        (tmp_path / name).write_text("other\n")
    changed = changes(tmp_path) or {}
    assert changed.keys() == {*odd}
    assert blobs(tmp_path, [changed[name].blob for name in odd]) == held
    assert blobs(tmp_path, []) == []
    assert blob(tmp_path, "HEAD", odd[0]) == changed[odd[0]].blob and blob(tmp_path, "HEAD", "missing") == ""


def test_git_runs_nothing_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    for file in ("a.md", "b.md", "inner/c.md"):
        (laid_out(root, file) / file).write_text(f"{file}\n")
    for repository in (root / "inner", root):
        commit_all(repository)
    for repository in (root, root / "inner"):
        (repository / ".git/info/attributes").write_text("* filter=a.b=c diff=driver\n")
        runs = f"touch {tmp_path}/hacked; false"
        named = (
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "diff.external",
            "diff.driver.textconv",
            "gpg.program",
        )
        for name in (*named, *(f"filter.a.b=c.{each}" for each in ("clean", "smudge", "process"))):
            git(repository, "config", name, runs)
        for name, value in (
            ("filter.a.b=c.required", "true"),
            ("log.showSignature", "true"),
            ("remote.origin.url", "ssh://x/y"),
            ("remote.origin.promisor", "true"),
            ("extensions.partialClone", "origin"),
        ):
            git(repository, "config", name, value)
    (root / "a.md").write_text("other words\n")
    gone = subprocess.run(["git", "-C", root, "rev-parse", "HEAD:b.md"], capture_output=True, text=True, check=True)
    (root / ".git/objects" / gone.stdout[:2] / gone.stdout[2:].strip()).unlink()
    index = disk.stamp(root / ".git/index")
    (tmp_path / "hacked").unlink(missing_ok=True)
    assert walked(root)["a.md"]
    assert run(root, "diff", "--name-only", "HEAD") == b"a.md\n"
    assert blobs(root, [blob(root, "HEAD", path) for path in ("a.md", "b.md")]) == [b"a.md\n", None]
    assert head(root) and first_days(root) is not None
    opened = Session(root, Config(Registry(())))
    assert changed(opened) == ["a.md"] and affected(opened, ["a.md"]) == set() and not opened.history.moved
    assert disk.stamp(root / ".git/index") == index
    assert not (tmp_path / "hacked").exists()


def test_git_takes_no_hook_from_a_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all(laid_out(tmp_path, "a.md"))
    runs = f"touch {tmp_path}/hacked"
    for name, value in (("event", "post-index-change"), ("event", "update"), ("command", runs), ("enabled", "true")):
        git(tmp_path, "config", "--add", f"hook.Evil.a=b.{name}", value)
    os.utime(tmp_path / "a.md", (1, 1))  # so that git writes its index
    real = subprocess.Popen
    is_enabled = []

    def asked(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        if "diff" in command:  # older versions of git have no such hooks
            asking = ["git", "-C", str(tmp_path), "config", "--bool", "hook.Evil.a=b.enabled"]
            is_enabled.append(subprocess.run(asking, env=options["env"], stdout=subprocess.PIPE, check=True).stdout)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "Popen", asked)
    assert changes(tmp_path) == {}
    assert is_enabled == [b"false\n"]
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("how", ["commondir", "bare"])
@pytest.mark.parametrize("is_old", [False, True])
def test_git_takes_no_config_from_elsewhere(
    tmp_path: Path, how: str, is_old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = laid_out(tmp_path / "outer", "vault/a.md")
    root = outer / "vault"
    for repository in (root, outer):
        git(repository, "init", "-q")
        git(repository, "add", "-f", "a.md" if repository == root else ".")
        git(repository, "commit", "-qm", "x")
    hidden = root / ("evil" if how == "commondir" else "")
    shutil.copytree(root / ".git", hidden, dirs_exist_ok=True)
    if how == "commondir":
        (root / ".git/commondir").write_text("../evil\n")
    else:
        shutil.rmtree(root / ".git")
        git(root, "config", "--file", "config", "core.bare", "false")
        git(root, "config", "--file", "config", "core.worktree", ".")
    git(root, "config", "--file", str(hidden / "config"), "filter.evil.clean", f"touch {tmp_path}/hacked; cat")
    (root / ".gitattributes").write_text("*.md filter=evil\n")
    (root / "a.md").write_text("other words\n")
    if is_old:  # versions of git that know no `safe.bareRepository`
        real = subprocess.Popen
        monkeypatch.setattr(
            subprocess,
            "Popen",
            lambda command, **options: real(
                [word.replace("bareRepository=explicit", "bareRepository=all") for word in command], **options
            ),
        )
    assert "a.md" in walked(root)
    run(root, "diff", "--name-only", "HEAD")
    assert changed(Session(root, Config(Registry(()))))
    assert not (tmp_path / "hacked").exists()


def test_windows_takes_no_program_of_the_current_folder_for_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all(laid_out(tmp_path, "a.md"))
    variable = "NODEFAULTCURRENTDIRECTORYINEXEPATH"
    monkeypatch.setenv(variable, "")
    monkeypatch.setattr(sys, "platform", "win32")
    real = subprocess.Popen
    told: list[str] = []
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda *arguments, **options: told.append(os.environ[variable]) or real(*arguments, **options),
    )
    assert run(tmp_path, "ls-files") == b"a.md\n" and told == ["1"]


def test_an_environment_that_git_does_not_understand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all(laid_out(tmp_path, "a.md"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "many")
    assert run(tmp_path, "diff", "HEAD") is None


IGNORED = ("a.md", "ab.md", "d/a.md", "d/e/a.md", "x/d/a.md", "[a].md", "!a.md", "#a.md", "A.md", "a-b.md", "a]b.md", "z.md ", "e/e/e.md")  # fmt: skip
LINES = ("*.md", "a*", "/a.md", "d/", "d/**", "**/e", "d/**/a.md", "!d/e/", "[ab].md", "[!a]*", "[]x]*", "[[:alpha:]].md", "\\#a.md", "\\!a.md", "!a.md", "#x", "z.md\\ ", "a?b.md", "a[-x]b.md", "[", "[!]", "\\", "!", "/", "x/*/a.md", "*b*", "e/*/e.md", "[^a-d]*", "**", "a**b.md")  # fmt: skip


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_gitignore_means_what_git_says(tmp_path: Path, lines: list[str]) -> None:
    if not (tmp_path / ".git").exists():
        git(laid_out(tmp_path, *IGNORED), "init", "-q")
    text = "\n".join(lines)
    (tmp_path / ".gitignore").write_text(text)
    listed = run(tmp_path, "ls-files", "--others", "--ignored", "--exclude-standard", "-z") or b""
    ignores = GitIgnore(text).match

    def is_ignored(path: str) -> bool:
        parts = path.split("/")
        return any(ignores("/".join(parts[:end]) + "/") for end in range(1, len(parts))) or ignores(path)

    found = {path for path in listed.decode().split("\0") if path} - {".gitignore"}
    assert {path for path in IGNORED if is_ignored(path)} == found


@pytest.mark.parametrize("line", ["*a" * 20 + "*b", "**/a*/" * 20 + "b", "[a-z]*" * 10 + "1", "x" * 2_000_000])
def test_a_gitignore_takes_no_more_than_its_time(line: str) -> None:
    def matching() -> None:
        ignores = GitIgnore("\n".join([line, f"{line}c", "kept"]))
        for path in ("a" * 250, "a/" * 120 + "a", "kept"):
            assert ignores.match(path) == (path == "kept")

    assert seconds(matching) < NO_END


def test_the_wait_for_git_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(laid_out(tmp_path, "a" * 200 + ".md", "x.md"), "init", "-q")
    (tmp_path / ".gitignore").write_text("*a" * 12 + "*b\nx.md\n")
    monkeypatch.setattr("vaulttools.files.git.PATIENCE", 0.5)
    assert walked(tmp_path) == {"a" * 200 + ".md": True, "x.md": None}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such pipes")
@pytest.mark.parametrize("pipe", [".git/included", ".git/info/attributes"])
def test_a_pipe_in_a_repository_is_waited_for_once(
    tmp_path: Path, pipe: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commit_all(laid_out(tmp_path, "a.md", "b.md"))
    (tmp_path / "a.md").write_text("changed\n")
    git(tmp_path, "config", "include.path", "included")
    assert changes(tmp_path) == {"a.md": Change("M", git(tmp_path, "rev-parse", "HEAD:a.md"))}
    (tmp_path / "b.md").write_text("changed\n")
    (tmp_path / pipe).unlink(missing_ok=True)
    os.mkfifo(tmp_path / pipe)
    for patience in ("PATIENCE", "LONG_PATIENCE"):
        monkeypatch.setattr(f"vaulttools.files.git.{patience}", 0.5)
    assert changes(tmp_path) is None
    monkeypatch.setattr(subprocess, "Popen", None)
    assert changes(tmp_path) is None and untracked(tmp_path) is None, "git is not asked again"
    assert main(["check", str(tmp_path), "--lang", "en"]) == 0
    assert "git did not answer in time" in capsys.readouterr().err
    assert main(["check", str(tmp_path), "--lang", "en", "--since", "HEAD"]) == 2
    assert "git did not answer in time" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_git_does_not_outlive_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all(laid_out(tmp_path, "a.md"))
    asked = []

    class Interrupted(subprocess.Popen):  # type: ignore[type-arg]
        def communicate(self, *_: object) -> tuple[bytes, bytes]:
            asked.append(self)
            raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, "cat-file", "--batch")  # which waits for what it is asked
    assert [each.wait(5) for each in asked] == [-signal.SIGKILL]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process bound another")
def test_git_takes_no_more_than_its_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all(laid_out(tmp_path, "a.md"))
    (tmp_path / "a.md").write_text("changed\n")
    git(tmp_path, "config", "core.attributesFile", "/dev/zero")
    monkeypatch.setattr("vaulttools.files.git.MOST_MEMORY", 100 << 20)
    monkeypatch.setattr("vaulttools.files.git.LONG_PATIENCE", 5)
    assert changes(tmp_path) is None
    assert not gave_no_answer(tmp_path), "it came to its end before its time did"


def test_a_folder_is_found_where_case_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(laid_out(tmp_path, "Sub/Folder/a.md", "Sub/b.md", "Subs/c.md"), Config(Registry()))
    real = Path.is_dir
    monkeypatch.setattr(Path, "is_dir", lambda path: real(path) or path.parts[-1].isupper())
    monkeypatch.setattr(Path, "samefile", lambda one, other: str(one).lower() == str(other).lower())
    assert session.paths([tmp_path / "SUB"]) == ["Sub/Folder/a.md", "Sub/b.md"]
    assert session.paths([tmp_path / "sub/FOLDER"]) == ["Sub/Folder/a.md"]
    monkeypatch.setattr(Path, "samefile", lambda one, other: False)
    assert session.paths([tmp_path / "SUB"]) == [], "it is another folder"


def test_a_file_stays_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(tmp_path, "a.md")
    (tmp_path / "a.md").write_bytes(b"old\n")
    inode = (tmp_path / "a.md").stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "")

    status = os.fstat

    def another(descriptor: int) -> object:
        found = status(descriptor)
        return os.stat_result([*found[:4], found.st_uid + 1, *found[5:]])

    monkeypatch.setattr(os, "chown", refuse)
    monkeypatch.setattr(os, "fstat", another)
    assert not writer.write(tmp_path, "a.md", b"new\n", b"old\n")
    assert (tmp_path / "a.md").read_bytes() == b"new\n" and (tmp_path / "a.md").stat().st_ino == inode
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_folder_that_holds_the_home_folder_is_told_from_others(tmp_path: Path) -> None:
    home = Path.home()
    assert disk.holds_home(Path(tmp_path.anchor))
    assert not disk.holds_home(tmp_path)
    if home.is_dir():
        assert disk.holds_home(home.parent)


def test_a_git_file_may_name_what_is_no_path(tmp_path: Path) -> None:
    laid_out(tmp_path, "a.md", ".git")
    for named in (b"\0", b"a" * 100_000):
        (tmp_path / ".git").write_bytes(b"gitdir: " + named)
        assert walked(tmp_path) == {"a.md": True}


def test_links_that_may_not_be_followed_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("a.md")
    realpath = os.path.realpath

    def refuse(path: str) -> str:
        if str(path).endswith("b.md"):
            raise PermissionError
        return realpath(path)

    monkeypatch.setattr(os.path, "realpath", refuse)
    assert walked(tmp_path) == {"a.md": True}
