"""One open vault: reads its files into notes and an index over them.

`checking` checks the notes, `fixing` fixes them, and `changes` tells what was changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from vaulttools.cache import FEWEST, NOT_OURS
from vaulttools.cache.facts import Cache
from vaulttools.cache.kept import Kept
from vaulttools.config import Config
from vaulttools.files import disk, walk
from vaulttools.files.obsidian import Obsidian
from vaulttools.findings import Diagnostic
from vaulttools.history import History
from vaulttools.korean.analyser import Analyser, is_installed
from vaulttools.korean.particles import stem
from vaulttools.message import Message
from vaulttools.note import MOST_BYTES, Facts, Note, canvas
from vaulttools.note.facts import MOST_HELD, FactsByPath, Naming, packed
from vaulttools.spelling import tokens
from vaulttools.text import match_key
from vaulttools.values import NamedTuple, replace
from vaulttools.vault import DIALECTS, Settings, Vault

_STORED_AT_ONCE = 5000
"""How many notes are read before their facts are stored."""
_MANY = 50
"""To look at more notes than this, what earlier runs have judged of their words is not read: it is judged once for all."""
_HELD = 64_000_000
"""The most bytes of notes that stay in memory as they were read, with all that was read from them, until they are checked: some 500 MB."""
_COSTLY = ("census", "_habits", "called", "has_entities", "larger", "links_ahead", "form_of_links")
"""What a vault and its `usage` know that takes long to work out."""

Progress = Callable[[int, int, bool], None]
"""Is told how many notes are done, of how many; the last argument says whether they are checked, or only read."""


class Problem(NamedTuple):
    """A note that could not be read or written, and why."""

    path: str
    reason: Message


class Asked:
    """What rules have asked of other notes: their findings depend on it."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        """The notes whose texts the rules of other notes have asked for."""
        self.formers: dict[str, set[str]] = {}
        """The notes whose last committed text was asked for, each with the notes whose rules asked."""
        self.by_links: set[str] = set()
        """The notes whose rules have asked for the links of other notes."""

    def add(self, other: "Asked") -> None:
        """Adds what was asked elsewhere."""
        self.texts |= other.texts
        self.by_links |= other.by_links
        for path, askers in other.formers.items():
            self.formers.setdefault(path, set()).update(askers)


class Session:
    """A vault on disk, opened once. `update` gives it a text that is not on disk yet."""

    def __init__(
        self,
        root: Path,
        config: Config,
        progress: Progress | None = None,
        cached: bool = False,
        jobs: int = 1,
        listing: walk.Listing | None = None,
    ) -> None:
        """`progress` is told how far reading and checking are; `cached` allows a cache in the vault's folder.

        `jobs` is how many processes check notes; 0 leaves that to `workers.processes`. `listing` is the files of the
        vault, if they are known already.
        """
        self.root = root
        self.config = config
        self._cached = cached
        self.jobs = jobs
        self.failures: list[Problem] = []
        """The files that could not be read or written so far."""
        self.in_place: list[str] = []
        """The notes with hard links that were written so far."""
        self._progress = progress
        self._notes: dict[str, Note] = {}
        self._memory: Kept | None = None
        self.asked = Asked()
        self._current = ""
        """The note that is being checked."""
        self._recalled: Set[str] = frozenset()
        """The tokens of which an earlier run has judged."""
        self.history = History(root)
        self.given: set[str] = set()
        """The notes whose text is not on disk."""
        if listing is not None:
            self.listing = listing

    @cached_property
    def listing(self) -> walk.Listing:
        """The files of the vault as it was opened."""
        return walk.listing(self.root)

    @cached_property
    def vault(self) -> Vault:
        """The index over all notes. Reads each note whose facts are not in the cache."""
        stamps = self.listing.notes
        others = [*self.listing.others]
        cache = self.cache
        known = cache.load(stamps) if cache is not None else frozenset()
        settings = self._settings
        self.failures += [Problem(path, why) for path, why in self.listing.unseen if self.looks_at(path)]
        unread = [path for path in stamps if path not in known]
        read = self._read_facts(unread)
        if len(read) < len(unread):
            # As with notes that git ignores, nobody knows what is in them, but links to them open.
            ignored = sorted([*self.listing.ignored, *(path for path in unread if path not in read)])
            self.listing = self.listing._replace(ignored=ignored)
            settings = replace(settings, ignored=ignored)
        facts = {path: read.get(path) for path in stamps if path in known or path in read}
        found = FactsByPath(facts, lambda: self._naming(facts), self._facts)
        if cache is not None:
            self._memory = Kept(cache, found, others, settings)
        return Vault(found, others, settings, self._memory)

    def _read_facts(self, paths: Sequence[str]) -> dict[str, Facts | bytes]:
        """The facts of the notes at `paths`, read anew and stored in the cache; without those that cannot be read."""
        stamps, cache, schemas = self.listing.notes, self.cache, self._settings.schemas
        is_held = sum(stamps[path].size for path in paths) <= _HELD
        found: dict[str, Facts | bytes] = {}
        fresh = []
        for number, path in enumerate(paths, len(stamps) - len(paths) + 1):
            if (read := self._read(path)) is not None:
                note, stamp = read
                found[path] = note.facts if len(stamps) <= MOST_HELD else packed(note.facts)
                if is_held:
                    self._notes[path] = note
                if cache is not None:
                    fresh.append((path, stamp, note.facts))
                    if len(fresh) == _STORED_AT_ONCE:
                        cache.store(fresh, stamps.keys(), schemas)
                        fresh.clear()
            self.tell(number, len(stamps), False)
        self.tell(len(stamps), len(stamps), False)
        if cache is not None:
            cache.store(fresh, stamps.keys(), schemas)
        return found

    @cached_property
    def cache(self) -> Cache | None:
        """The cache of the vault; None for a small vault, and where none is wanted."""
        return Cache(self.root) if self._cached and len(self.listing.notes) >= FEWEST else None

    def _facts(self, path: str) -> Facts:
        """The facts of a note from the cache, or from the note itself if they cannot be read there."""
        kept = self.cache.facts(path) if self.cache is not None else None
        return kept or self.note(path).facts

    def _naming(self, facts: Mapping[str, Facts | bytes | None]) -> dict[str, Naming]:
        """What the notes of `facts` are called."""
        kept = self.cache.naming() if self.cache is not None else {}
        return {
            path: (kept.get(path) if each is None else None) or self.vault.facts[path].naming
            for path, each in facts.items()
        }

    def _read(self, path: str) -> tuple[Note, disk.Stamp] | None:
        try:
            data, stamp = disk.read_below(self.root, path, MOST_BYTES)
        except OSError as error:
            self.failures.append(Problem(path, disk.reason(error)))
            return None
        return Note.from_bytes(path, data), stamp

    def note(self, path: str) -> Note:
        """The note at `path` (from the vault's root). Raises KeyError if there is none."""
        if path not in self.vault.facts:
            raise KeyError(path)
        if path not in self._notes:
            read = self._read(path)
            # A note that has disappeared meanwhile counts as empty; it is reported that it could not be read.
            self._notes[path] = read[0] if read is not None else Note(path, "", Message("the file cannot be read"))
        return self._notes[path]

    def update(self, path: str, data: bytes) -> None:
        """Takes `data` for the content of the note at `path`, new or known, whatever is on disk."""
        self.take([Note.from_bytes(path, data)])
        self.given.add(path)

    def take(self, notes: Iterable[Note]) -> None:
        """Takes `notes`, new or known, as what is on disk now."""
        notes = [*notes]
        self.vault = self.vault.with_(*(note.facts for note in notes))  # first, as it may be read only here
        self._notes.update((note.path, note) for note in notes)

    @cached_property
    def before(self) -> Vault | None:
        """The vault as it was at the last commit: see `History.before`."""
        return self.history.before(self.vault)

    def looks_at(self, path: str) -> bool:
        """Whether the note at `path` is checked: neither Obsidian nor the config excludes it. Links to excluded notes still resolve."""
        return not (self.config.exclude.match(path) or self._obsidian.leaves_out(path))

    @cached_property
    def _obsidian(self) -> Obsidian:
        return Obsidian(self.root)

    @cached_property
    def _settings(self) -> Settings:
        return Settings(
            link_format=self._obsidian.link_format,
            markdown_links=self._obsidian.markdown_links,
            kinds=self.config.kinds,
            schemas=replace(self.config.schemas, types=self._obsidian.property_types),
            born=self.history.first_day,
            words=self._words,
            text=self._text,
            text_to_learn=self._text_of,
            analyse=self._analyser,
            former=self._former,
            moved=lambda: self.history.moved,
            dialect=self.config.dialect or self.listing.dialect or DIALECTS[0],
            on_canvases=lambda: self._on_canvases,
            ignored=self.listing.ignored,
            day_format=self._obsidian.day_format,
        )

    @property
    def _analyser(self) -> Analyser | None:
        if not is_installed():
            return None
        from vaulttools.cache.corrections import Corrections

        return Corrections(self.root, self._cached)

    @cached_property
    def stamps(self) -> Mapping[str, disk.Stamp]:
        """The stamps of all notes, canvases and bases, by their paths from the root of the vault."""
        return self.listing.stamps

    @cached_property
    def _on_canvases(self) -> Mapping[str, Sequence[str]]:
        found = {}
        for path in self.listing.canvases:
            with suppress(OSError):
                found[path] = canvas.targets(path, self.text_beside(path))
        return found

    def text_beside(self, path: str) -> str:
        """The text of the canvas or base at `path`. Raises OSError."""
        data, _ = disk.read_below(self.root, path, canvas.MOST)
        return canvas.text_of(data)

    def _text(self, path: str) -> str:
        self.asked.texts.add(path)
        return self._text_of(path)

    def _text_of(self, path: str) -> str:
        note = self._notes.get(path)
        if note is None and path not in self.listing.notes:
            return ""  # a note that a fix will create
        if note is None:
            # A note is read again rather than kept in memory, because texts from all over the vault are asked for.
            read = self._read(path)
            note = read[0] if read is not None else None
        # A damaged file is reported by itself, and its content means nothing to other notes.
        return note.text if note is not None and not note.damage else ""

    def _former(self, path: str) -> str:
        self.asked.formers.setdefault(path, set()).add(self._current)
        return self.history.text(path)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of `.vaulttools-words.txt`, one a line; a line that starts with `#` is a comment."""
        try:
            text = disk.text(self.root / disk.WORDS, most=disk.MOST_WORDS)
        except FileNotFoundError:
            return frozenset()
        except OSError as error:
            self.failures.append(Problem(disk.WORDS, disk.reason(error)))
            return frozenset()
        return frozenset([word for word in {*map(str.strip, text.splitlines())} if word[:1] not in ("", "#")])

    def new_words(self, found: Iterable[Diagnostic]) -> list[str]:
        """The words that `found` reports as misspelt, sorted, to be accepted; none where the file of words could not be read.

        Korean words are without their particles, so that they are accepted with any other.
        """
        rules = self.config.registry.rules
        words = {stem(str(each.message.values["word"])) for each in found if rules[each.rule].flags_words}
        return sorted(words - self._words) if all(each.path != disk.WORDS for each in self.failures) else []

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        return {match_key(path): path for path in self.stamps}

    def paths(self, arguments: Iterable[Path] = ()) -> list[str]:
        """The notes, canvases and bases named by `arguments`, which may be folders, sorted; by default all of the vault.

        Excluded ones, and other files, are left out even if they are named.
        """
        chosen: set[str] = set()
        named = list(arguments)
        for argument in named:
            path = disk.path_from(self.root, argument)
            if path == ".":
                chosen.update(self.stamps)
            elif argument.is_dir():
                inside = [each for each in self.stamps if each.startswith(path + "/")]
                chosen.update(inside or self._inside(path, argument))
            elif path in self.stamps:
                chosen.add(path)
            elif (other := self._by_key.get(match_key(path))) and (self.root / other).samefile(argument):
                chosen.add(other)  # where case makes no difference, git may know the file by another name
        if not named:
            chosen.update(self.stamps)
        return sorted(filter(self.looks_at, chosen))

    def _inside(self, path: str, folder: Path) -> Iterator[str]:
        """The notes in `folder` where case makes no difference, and it is called otherwise than `path` says."""
        key, depth = match_key(f"{path}/"), path.count("/") + 1
        for other, each in self._by_key.items():
            if other.startswith(key) and self.root.joinpath(*each.split("/")[:depth]).samefile(folder):
                yield each

    def turn_to(self, path: str) -> None:
        """Turns to the note at `path`, which is checked next. The one before is let go: what was read from its text takes much memory."""
        if self._current not in (path, *self.given):
            self._notes.pop(self._current, None)
        self._current = path

    def recall(self, paths: Sequence[str]) -> None:
        """Takes what an earlier run has judged of tokens of the notes at `paths`, where these are few."""
        if self.cache is None or len(paths) > _MANY:
            return
        notes = (self.note(path) for path in paths if path in self.vault.facts)
        kept = self.cache.judged({token for note in notes if not note.is_foreign for token in note.tokens})
        with suppress(*NOT_OURS):
            tokens.take(kept)
            self._recalled = kept.keys()

    def keep(self) -> None:
        """Keeps what was worked out for the next run, unless the vault on disk is another one."""
        if self._memory is not None and self.cache is not None and not self.given:
            self._memory.keep(self.vault)
            self.cache.store_judged(verdict for verdict in tokens.verdicts() if verdict[0] not in self._recalled)

    def tell(self, done: int, of: int, is_checking: bool = True) -> None:
        """Tells the reader how many notes are checked, or only read."""
        if self._progress is not None:
            self._progress(done, of, is_checking)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the facts of all notes, and what took long to work out of them; it reads the notes again."""
        vault = self.vault
        facts = {path: tuple(getattr(each, name) for name in Facts.fields) for path, each in vault.facts.items()}
        known = [{name: of.__dict__[name] for name in _COSTLY if name in of.__dict__} for of in (vault, vault.usage)]
        session = self.root, self.config, self._cached, self.listing
        history = self.history.since, self.history.gone_before, self.history.head
        return _elsewhere, (*session, *history, facts, vault.files, known)


def _elsewhere(
    root: Path,
    config: Config,
    cached: bool,
    listing: walk.Listing,
    since: str,
    gone_before: Set[str],
    head: str | None,
    facts: Mapping[str, tuple[Any, ...]],
    files: frozenset[str],
    known: Iterable[Mapping[str, Any]],
) -> Session:
    """The session of another process, made anew in this one."""
    session = Session(root, config, cached=cached, listing=listing)
    session.history.since, session.history.gone_before, session.history.head = since, gone_before, head
    found = FactsByPath(
        dict.fromkeys(facts),
        lambda: {path: each.naming for path, each in found.items()},
        lambda path: Facts(*facts[path]),
    )
    session.vault = Vault(found, files, session._settings)
    for of, each in zip((session.vault, session.vault.usage), known, strict=True):
        of.__dict__.update(each)
    return session
