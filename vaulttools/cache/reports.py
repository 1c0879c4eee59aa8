"""The reports of whole runs, to be printed again where nothing has changed."""

import json
import os
import time
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import ExitStack, suppress
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, cast

from vaulttools.cache import FOLDER, NOT_OURS, digest, digest_of, digest_of_tool, encode, is_ours, prepared, unsettled
from vaulttools.cache.pieces import PART, Piece, Pieces
from vaulttools.files import disk, git, obsidian, walk
from vaulttools.files.disk import Stamp

_KEPT = 3
"""How many reports are kept: those of the whole vault and of the hook are asked for in turn."""
_LARGEST = 64 << 20
"""Bytes of a report that are kept in any case; a larger one is kept if the notes are larger still."""
_HEADER = 4096
_REPORT = "report-"


class Reports:
    """The reports of earlier runs on the vault at `root`, each good for as long as all is as it was."""

    def __init__(self, root: Path, listing: walk.Listing, config: Path | None, question: object) -> None:
        """`question` is all that the report depends on beside the files of the vault; its `repr` must tell it.

        Raises OSError if the config cannot be read.
        """
        self._root = root
        self._folder = root / FOLDER
        self._stamps = listing.stamps
        self._listing = digest_of(
            ([(path, *stamp) for path, stamp in self._stamps.items()], listing.others, listing.ignored)
        )
        self._begun = time.time_ns()
        settings = [digest(root / ".obsidian" / name) for name in obsidian.FILES]
        words = digest(root / disk.WORDS)
        asked = question, str(root), config and (str(config), disk.read(config)[0]), settings, words, digest_of_tool()
        self._file = self._folder / f"{_REPORT}{digest_of(asked)}"
        self._recorder: _Recorder | None = None
        self._head: str | None = None
        """The state of git that pieces depend on which are used again."""

    def _load(self) -> tuple[dict[str, Any], IO[bytes]] | None:
        """The header of the last run that was asked the same, if nothing but notes has changed.

        The file stands where its report begins, with the pieces after it: of a large vault that is too much to hold.
        """
        if not is_ours(self._folder) or not os.path.isfile(self._file):
            return None
        with suppress(OSError, *NOT_OURS), ExitStack() as stack:
            file = stack.enter_context(self._file.open("rb"))
            header = json.loads(file.read(_HEADER))
            length = check = 0
            while part := file.read(PART):
                length += len(part)
                check = zlib.crc32(part, check)
            if (
                header["code"] not in (0, 1)
                or (header["length"], header["check"]) != (length, check)
                or not 0 <= header["report"] <= length
                or any(digest(self._root / path) != was for path, was in header["files"].items())
                or (header["head"] is not None and git.head(self._root, header["head"]) != header["head"])
            ):
                return None
            file.seek(_HEADER)
            stack.pop_all()
            return header, file
        return None

    def replay(self, out: TextIO) -> int | None:
        """Writes the report of the same run to `out` and returns its exit code; None if there is none to trust."""
        loaded = self._load()
        if loaded is None:
            return None
        header, file = loaded
        with file:
            if header.get("listing") != self._listing:
                return None
            with suppress(OSError):
                os.utime(self._file)
            decoder = getincrementaldecoder("utf-8")("replace")
            left = header["report"]
            while left and (part := file.read(min(left, PART))):
                left -= len(part)
                out.write(decoder.decode(part, not left))
        return int(header["code"])

    def reusable(self, holding: Callable[[Pieces], Set[str]]) -> list[Piece]:
        """What was said of each note that is as it was, by path, of those that `holding` says it still holds of.

        Where there are any, who reads them closes their stream, before the next report is kept.
        """
        loaded = self._load()
        if loaded is None:
            return []
        header, file = loaded
        with suppress(OSError, *NOT_OURS), ExitStack() as stack:
            stack.enter_context(file)
            file.seek(_HEADER + header["report"])
            earlier = _pieces(file)
            if any(self._stamps.get(path) != stamp for path, stamp in earlier.texts.items()):
                return []
            still = {path for path in holding(earlier) if self._stamps.get(path) == earlier.stamps[path]}
            if still:
                file.seek(_HEADER)
                self._head = header["head"]
                stack.pop_all()
                return earlier.within(TextIOWrapper(cast(BinaryIO, file), encoding="utf-8", newline=""), still)
        return []

    def recording(self, out: TextIO) -> TextIO:
        """A stream that writes to `out`, and remembers what was written for `keep`."""
        self._recorder = _Recorder(out, self._folder)
        return cast(TextIO, self._recorder)

    def keep(self, code: int, files: Iterable[str], head: str | None, pieces: Pieces | None) -> None:
        """Keeps what was recorded, with the exit code of the run, and the pieces it is made of.

        `files` are other files that the run has read, from the vault's root, and `head` the state of git it has
        asked for. What was written of a note that was touched just before the run is not used again: such a note may change
        without its times telling.
        """
        if self._recorder is None:
            return
        size = sum(stamp.size for stamp in self._stamps.values())
        racy = unsettled(self._stamps, self._begun)
        try:
            if (racy and pieces is None) or self._recorder.length > max(size, _LARGEST):
                self._recorder.drop()
                return
            index: Iterable[bytes] = ()
            if pieces is not None and racy.isdisjoint(pieces.texts):
                stamps = {path: _NEVER if path in racy else stamp for path, stamp in pieces.stamps.items()}
                formers = {
                    path: (_NEVER if path in racy else stamp, askers)
                    for path, (stamp, askers) in pieces.formers.items()
                }
                index = _lines(pieces._replace(stamps=stamps, formers=formers))
            header = {
                "code": code,
                "listing": "" if racy else self._listing,
                "files": {path: digest(self._root / path) for path in files},
                "head": head or self._head,
            }
            self._recorder.finish(self._file, header, index)
            kept = sorted(self._folder.glob(f"{_REPORT}*"), key=os.path.getmtime)
            for file in kept[:-_KEPT]:
                file.unlink(missing_ok=True)
        except OSError:
            return


_NEVER = Stamp(0, 0, 0, 0)
_NOTES_A_LINE = 1000
"""As many notes are told of in a line, as all of a large vault at once take more memory than anything else does."""


def _lines(pieces: Pieces) -> Iterator[bytes]:
    """`pieces` as lines of JSON for `_pieces`: first what all notes share, then the notes."""
    rows = zip(pieces.stamps.items(), pieces.sizes, pieces.tallies, strict=True)
    line: object = pieces._replace(stamps={}, sizes=(), tallies=())
    while line:
        yield f"{encode(line)}\n".encode("utf-8", "surrogatepass")
        line = [*islice(rows, _NOTES_A_LINE)]


def _pieces(lines: Iterable[bytes]) -> Pieces:
    """The pieces that were stored as `lines`. Raises ValueError, TypeError, AttributeError or LookupError for others."""
    read = map(json.loads, lines)
    pieces = Pieces(*next(read, ()))
    stamps, sizes, tallies = {}, [], []
    for (path, stamp), size, tally in chain.from_iterable(read):
        stamps[path] = Stamp(*stamp)
        sizes.append(size)
        tallies.append(tally)
    return pieces._replace(
        texts={path: Stamp(*stamp) for path, stamp in pieces.texts.items()},
        formers={path: (Stamp(*stamp), askers) for path, (stamp, askers) in pieces.formers.items()},
        stamps=stamps,
        sizes=sizes,
        tallies=tallies,
    )


class _Recorder:
    """A stream that is also written to a file in `folder`, a piece at a time, as far as that can be done."""

    def __init__(self, out: TextIO, folder: Path) -> None:
        self._out = out
        self._folder = folder
        self._pieces: list[str] = []
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._check = 0
        self.length = 0
        """Bytes in the file."""

    def write(self, text: str) -> int:
        self._pieces.append(text)
        self._waiting += len(text)
        if self._waiting > 1 << 20:
            with suppress(OSError):
                self._flush()
        return self._out.write(text)

    def _flush(self) -> None:
        if self._file is None:
            from tempfile import NamedTemporaryFile

            prepared(self._folder)
            self._file = NamedTemporaryFile(prefix=_REPORT, dir=self._folder, delete=False)  # noqa: SIM115 - see finish
            self._file.write(b" " * _HEADER)
        data = "".join(self._pieces).encode("utf-8", "backslashreplace")  # as the streams of a terminal do
        self._pieces.clear()
        self._waiting = 0
        self._check = zlib.crc32(data, self._check)
        self.length += len(data)
        self._file.write(data)

    def finish(self, file: Path, header: Mapping[str, object], index: Iterable[bytes]) -> None:
        """Puts what was written into `file`, between a header and the lines of `index`. Raises OSError if that cannot be done."""
        self._flush()
        if self._file is None:
            return
        length, check = self.length, self._check
        for line in index:
            self._file.write(line)
            length, check = length + len(line), zlib.crc32(line, check)
        head = json.dumps({**header, "report": self.length, "length": length, "check": check}).encode()
        if len(head) > _HEADER:
            self.drop()
            return
        with self._file:
            self._file.seek(0)
            self._file.write(head)
        os.replace(self._file.name, file)

    def drop(self) -> None:
        """Forgets what was written."""
        if self._file is not None:
            with self._file, suppress(OSError):
                os.unlink(self._file.name)
