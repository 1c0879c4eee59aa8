"""A vault: an immutable index over the facts of its notes, which knows what a name, a link or a heading means."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from vaulttools.files.disk import is_note
from vaulttools.korean.both_scripts import names_given
from vaulttools.note import Facts, Note, outline
from vaulttools.note.blocks import Regions
from vaulttools.note.facts import FactsByPath, in_template_folder, name_of
from vaulttools.note.outline import Outline
from vaulttools.patterns import pattern
from vaulttools.text import match_key, match_keys
from vaulttools.values import cached_method, grouped, last_answer
from vaulttools.vault.census import Census, words_of
from vaulttools.vault.companies import company_key
from vaulttools.vault.concepts import Concepts, Spoken
from vaulttools.vault.customs import Customs
from vaulttools.vault.entities import Entities
from vaulttools.vault.graph import Graph
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.mentions import Mention
from vaulttools.vault.names import AllNames
from vaulttools.vault.nearest import Nearest
from vaulttools.vault.paths import Paths, Resolution, fits_in_link
from vaulttools.vault.relations import Relations
from vaulttools.vault.schemas import COMPANY, CONCEPT, KINDS, MEETING, PERSON, AllTraits, Contract, Traits
from vaulttools.vault.settings import DIALECTS, Settings
from vaulttools.vault.subpaths import Subpaths
from vaulttools.vault.unopened import Unopened
from vaulttools.vault.usage import Usage
from vaulttools.vault.vocabulary import Vocabulary

__all__ = [
    "COMPANY", "CONCEPT", "DIALECTS", "KINDS", "NAMING_COMPANIES", "PERSON", "Memory", "Resolution", "Settings",
    "Traits", "Vault", "escaped",
]  # fmt: skip


def escaped(target: str) -> str:
    """`target` as the destination of a markdown link, percent-encoded only where it must be."""
    return _MARKDOWN_UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", target)


_NO_OUTLINE = Outline()
NAMING_COMPANIES = frozenset(("company", "companies", "회사", "기업", "업체"))
"""The properties, in small letters, that name the companies a note is about."""

_GLOSSARIES = frozenset(map(match_key, (
    "glossary", "terms", "acronyms", "abbreviations", "용어", "용어집", "용어 사전", "용어사전", "용어 정리", "약어", "약어집", "약어 정리",
)))  # fmt: skip
"""Names of notes that explain words."""
_ENTRY = pattern(r"^[ \t]*(?:[-*+|>]|#{1,6})?[ \t]*(?:\*\*|__)?([A-Z]{2,6})(?![A-Za-z0-9])", re.M)


class Vault:
    """All notes of a vault by their facts, and the paths of its other files."""

    def __init__(
        self,
        facts: FactsByPath | Iterable[Facts],
        files: Iterable[str] = (),
        settings: Settings | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.facts = facts if isinstance(facts, FactsByPath) else FactsByPath.of(facts)
        self._memory = memory or Memory()
        self.files = frozenset(files)
        self.settings = settings or Settings()
        self.links_asked = False
        """Whether anything was asked for that depends on the links of several notes, except what `cli.reuse` covers."""
        self._texts: Mapping[str, str] = {}
        self._spoken: dict[str, Spoken] = {}

    def text(self, path: str) -> str:
        """The text of the note at `path` in this vault, written or not; empty if unknown."""
        text = self._texts.get(path)
        return self.settings.text(path) if text is None else text

    def with_notes(self, notes: Iterable[Note]) -> "Vault":
        """The vault after `notes` have changed or been created; its `text` returns theirs, although nothing is written."""
        texts = {**self._texts}
        facts = []
        for note in notes:
            facts.append(note.facts)
            texts[note.path] = note.text
        vault = self.with_(*facts)
        vault._texts = texts
        return vault

    def with_(self, *changed: Facts) -> "Vault":
        """The vault after notes have changed or been created; equal to one built from scratch."""
        vault = Vault.__new__(Vault)
        vault.facts = self.facts.with_(changed)
        vault._memory = Memory()
        vault.files = self.files.difference(facts.path for facts in changed)
        vault.settings = self.settings
        vault.__dict__["usage"] = self.usage  # by the links that were there before
        vault.links_asked = False
        vault._texts = self._texts
        entities = any(self.settings.schemas.kind(facts) in (COMPANY, CONCEPT) for facts in changed)
        vault._spoken = {} if entities else self._spoken
        former = [self.facts[facts.path] for facts in changed if facts.path in self.facts]
        if "census" in self.__dict__:
            vault.__dict__["census"] = self.census.with_(changed, former)
        if len(former) == len(changed):
            self._share_indexes(vault, former, changed)
        # No section is one of an entity's note.
        if "_sections" in self.__dict__ and all(
            facts.path in vault.entities.kinds and (facts.path in self.entities.kinds or facts.path not in self.facts)
            for facts in changed
        ):
            self._share(vault, "_sections")
        return vault

    def _share_indexes(self, other: "Vault", former: Sequence[Facts], changed: Sequence[Facts]) -> None:
        """Gives `other`, where notes of the facts `former` are `changed`, the indexes that stay valid: of paths, as all are the
        same, and those of what has not changed."""

        def stay(part: str) -> bool:
            return all(getattr(old, part) == getattr(new, part) for old, new in zip(former, changed, strict=True))

        other.__dict__["_paths"] = self._paths
        if stay("links") and stay("named"):
            self._share(other, "_graph")
        elif "_graph" in self.__dict__:
            other.__dict__["_graph"] = self._graph.with_(other.facts, former, changed)
        if "subpaths" in self.__dict__:
            other.__dict__["subpaths"] = self.subpaths.with_(other.facts, {facts.path for facts in changed})
        if stay("naming"):
            other.__dict__.update(entities=self.entities, nearest=self.nearest, unopened=self.unopened)
            self._share(other, "_aliases", "_words", "names", "relations")
            if all(_names_in(old) == _names_in(new) for old, new in zip(former, changed, strict=True)):
                self._share(other, "_sections")

    def without(self, *paths: str, files: Iterable[str] = (), settings: Settings | None = None) -> "Vault":
        """The vault without the files at `paths`, with more `files` that are no notes, and with other `settings`."""
        gone = frozenset(paths)
        vault = Vault(self.facts.without(gone), {*self.files - gone, *files}, settings or self.settings)
        vault.__dict__["usage"] = self.usage
        vault._texts = self._texts
        return vault

    def _share(self, other: "Vault", *names: str) -> None:
        for name in names:
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]

    # -- names and links

    @cached_property
    def _paths(self) -> Paths:
        return Paths(self.facts, self.files)

    def resolve(self, path: str, source: str) -> Resolution:
        """The file that the link path `path` means in the note at `source`, by Obsidian's rules: see `Paths.resolve`."""
        return self._paths.resolve(path, source)

    def called(self, name: str) -> Sequence[str]:
        """The files named `name`, with or without `.md`, in any folder, the shortest path first."""
        return self._paths.called(name)

    def resolve_link(self, target: str, source: str) -> str | None:
        """The path of the file that `target` (`path#subpath`) opens in the note at `source`, or None."""
        return self.resolve(target.partition("#")[0], source).path

    @cached_property
    def unopened(self) -> Unopened:
        """What is meant by links that open no file."""
        return Unopened(self.facts, self.files, self._paths, self.nearest, self.usage, self.settings)

    @cached_property
    def usage(self) -> Usage:
        """How the owner links, by the notes as they were when the vault was opened."""
        text = self.settings.text_to_learn or self.settings.text
        return Usage(self.facts, self.entities, self.resolve_link, self.by_alias, self.names.within, text, self._memory)

    def targets(self, note: Note) -> set[str]:
        """The paths of the files that `note` links to, in its body or its properties."""
        found = (self.resolve_link(target, note.path) for target in note.facts.links)
        return {path for path in found if path is not None}

    def path_text(self, path: str, source: str) -> str:
        """How Obsidian writes the link path to the file at `path` in the note at `source`, by the vault's settings.

        Where that would open another file, it is written from the root, `/` first.
        """
        return self._paths.written(path, source, self.settings.link_format)

    @property
    def markdown_links(self) -> bool:
        """Whether links are written `[text](path.md)`: by the settings or, where they do not say, as most links are."""
        said = self.settings.markdown_links
        return self.usage.form_of_links == "markdown" if said is None else said

    @property
    def is_of_site(self) -> bool:
        """Whether most links are addresses of a web site, and nobody uses Obsidian: no link to a file is known to work there."""
        return self.settings.markdown_links is None and self.usage.form_of_links == "address"

    def link(self, path: str, source: str, shown: str | None = None, in_table: bool = False, subpath: str = "") -> str:
        """A link to `subpath` in the file at `path` that shows `shown`, as Obsidian writes it in the note at `source`.

        Without `shown` it shows its target. A path that no wiki-link can contain, such as `C#.md`, gets a markdown link. Where
        the settings do not say how links are written and most are markdown links, it is one by the path from the note, which
        is what other programs read.
        """
        is_markdown = self.markdown_links
        is_custom = is_markdown and self.settings.markdown_links is None
        written = self._paths.written(path, source, "relative" if is_custom else self.settings.link_format)
        behind = f"#{subpath}" if subpath else ""
        if is_markdown or _NOT_IN_WIKI_LINK.search(written):
            target = written + path[-3:] if is_note(path) else written
            anchor = f"#{escaped(subpath)}" if subpath else ""
            return f"[{name_of(path) if shown is None else shown}]({escaped(target)}{anchor})"
        pipe = "\\|" if in_table else "|"
        target = written + behind
        return f"[[{target}]]" if shown in (None, target) else f"[[{target}{pipe}{shown}]]"

    def reaches(self, path: str, source: str) -> bool:
        """Whether the result of `link` in the note at `source` opens the file at `path`.

        It does not if the path contains what no link can, or if another file of that name comes first.
        """
        if self.markdown_links:
            return True
        written = self.path_text(path, source)
        return fits_in_link(written) and self.resolve(written, source).path == path

    @property
    def graph(self) -> Graph:
        """The links between files."""
        self.links_asked = True
        return self._graph

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self.facts, self._paths, self.settings.on_canvases)

    @cached_property
    def subpaths(self) -> Subpaths:
        """The headings and blocks that links lead to."""
        return Subpaths(self.facts, self.settings.former)

    # -- words

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that the vault knows, and what looks misspelt beside them."""
        return Vocabulary(
            self._words, lambda: self.entities.near, lambda: self.census, self.outline, self.settings.analyse
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words in the names and aliases of notes, and those that the owner has accepted."""
        words = frozenset(self._words_of_names.split("\n"))
        declared = "\n".join(self.settings.words)  # millions of them, perhaps
        return words.union(words_of(declared), match_key(declared).split("\n")) if declared else words

    @remembered("words")
    def _words_of_names(self) -> str:
        texts = []
        for path, naming in self.facts.naming.items():
            texts += [name_of(path), *naming.aliases]
        return "\n".join(sorted({*words_of("\n".join(texts))}))

    # -- entities

    @cached_property
    def entities(self) -> Entities:
        """The notes that are of a kind, and their names."""
        return Entities(self.facts, AllTraits(self.settings.kinds), self._called, self._memory)

    def _called(self, name: str) -> Iterable[str]:
        return chain(self.called(name), self.by_alias(name))

    def kind(self, path: str) -> str | None:
        """The kind of entity that the note at `path` is (`company`, `concept`, ...), or None for an ordinary note."""
        return self.entities.kinds.get(path)

    # -- properties

    @cached_property
    def census(self) -> Census:
        """Counts over the front matter of all notes."""
        return self._memory.census() or Census(self.settings.schemas).with_(self.facts.values())

    @cached_method
    def contract(self, path: str) -> Contract:
        """What the front matter of the note at `path` should contain."""
        return self.settings.schemas.of(self.facts[path])

    @cached_property
    def customs(self) -> Customs:
        """What the vault's front matter should contain, by schema and by custom."""
        return Customs(self.facts, self.settings.schemas, self.contract, lambda: self.census, self.settings.born)

    def mentions(self, note: Note, of_all: bool = False) -> list[Mention]:
        """The names of entities (or of all notes) in the prose of `note`, headings left out, from left to right."""
        if not self.entities.kinds and not of_all:
            return []
        # Of the whole text, in which all of its prose stands: usage asks for the same, to learn from it.
        names = self.names.within(of_all, note.text)
        return names.mentions(note.prose, [heading.span for heading in note.headings])

    @cached_property
    def names(self) -> AllNames:
        """The names of entities and of all notes, to be found in texts."""
        return AllNames(self.facts, self.entities, self._memory, lambda: self.usage.called)

    def sections_on(self, name: str) -> tuple[tuple[str, str], ...]:
        """Path and words of each heading that is `name`, in any spelling, in notes that are no entities; sorted by path."""
        return tuple(self._sections.get(company_key(name), ()))

    @cached_property
    def _sections(self) -> dict[str, list[tuple[str, str]]]:
        index: dict[str, list[tuple[str, str]]] = {}
        known: dict[str, tuple[str, set[str]]] = {}
        for path in sorted(self.facts):
            if path not in self.entities.kinds and not in_template_folder(path):
                for _, words in self.facts[path].headings:
                    if words not in known:
                        name = outline.bare_name(words)
                        known[words] = name, {company_key(each) for each in names_given(name)}
                    name, keys = known[words]
                    for key in keys:
                        index.setdefault(key, []).append((path, name))
        return index

    @cached_property
    def relations(self) -> Relations:
        """Which companies share concepts; lists of related companies, which are added later, are no evidence."""
        concepts = Concepts(
            self.facts,
            self.entities,
            self.resolve_link,
            lambda: self.names.ready(of_all=False),
            self._outline,
            self.settings.text,
            self._spoken,
        )
        return Relations(concepts.of_companies())

    @cached_property
    def explained(self) -> frozenset[str]:
        """The acronyms that the vault's glossaries explain."""
        keys = match_keys([*map(name_of, self.facts)])
        paths = (path for path, key in zip(self.facts, keys, strict=True) if key in _GLOSSARIES)
        return frozenset(acronym for path in paths for acronym in _ENTRY.findall(self.text(path)))

    def is_about_companies(self, note: Note) -> bool:
        """Whether `note` is a company's, has sections on companies, links to one, or names one in its own name or properties."""
        return (
            self.kind(note.path) == COMPANY
            or any(entry.key.lower() in NAMING_COMPANIES and entry.value for entry in note.properties)
            or bool(self.outline(note).companies)
            or (
                bool(self.entities.companies)
                and (self._is_named_for_company(note) or any(self.kind(path) == COMPANY for path in self.targets(note)))
            )
        )

    def _is_named_for_company(self, note: Note) -> bool:
        """Whether a word in the name of `note` is a company: `2024-04-16 Board Acme`."""
        return any(map(self.entities.is_company, note.name.split()))

    def is_of_meeting(self, note: Note) -> bool:
        """Whether `note` is about a meeting, by its type or its folder."""
        facts = self.facts.get(note.path)
        return facts is not None and self.settings.schemas.kind(facts) == MEETING

    @last_answer
    def outline(self, note: Note) -> Outline:
        """The sessions and companies of `note`; none in templates and in the notes of entities."""
        return self._outline(note)

    def _outline(self, note: Note) -> Outline:
        if note.in_template_folder or note.path in self.entities.kinds:
            return _NO_OUTLINE
        if not outline.worth_reading(note.text, note.body_start, self.entities.companies, note.name):
            return _NO_OUTLINE
        from vaulttools.note.outline.reading import read  # most runs on one note do without

        tables = note.blocks.spans("table")
        opaque = Regions([*note.opaque.spans, *tables]).spans if tables else note.opaque.spans
        return read(note.text, note.body_start, opaque, self.entities.is_company, note.name)

    @staticmethod
    def name(path: str) -> str:
        """The name of the note at `path`: its file name without `.md`."""
        return name_of(path)

    @cached_property
    def nearest(self) -> Nearest:
        """What may be meant by a name that nothing in the vault has."""
        return Nearest(self.facts, self.files, self._paths, self._memory)

    @remembered("aliases")
    def _aliases(self) -> dict[str, list[str]]:
        naming = self.facts.naming.items()
        return grouped((match_key(alias), path) for path, each in naming for alias in each.aliases)

    def by_alias(self, name: str) -> tuple[str, ...]:
        """The notes with the alias `name`."""
        return tuple(self._aliases.get(match_key(name), ()))


def _names_in(facts: Facts) -> list[str]:
    """The names that the headings of a note say, whether or not they are links."""
    return [outline.bare_name(words) for _, words in facts.headings]


_MARKDOWN_UNSAFE = pattern(r"[ ()<>%\[\]\\#|]")
_NOT_IN_WIKI_LINK = pattern(r"[#^|\[\]]|%%")
