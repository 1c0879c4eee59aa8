"""What a rule is: a frozen dataclass that checks, and carries its own page, options and examples."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, ClassVar

from vaulttools.edits import Edit, Fix, NewNote, Safety
from vaulttools.findings import Finding, Related, Severity
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.text import Span
from vaulttools.vault import Vault


def option(default: Any, doc: str, choices: tuple[Any, ...] = ()) -> Any:
    """A field that users set under `rules: {<rule>: {<field>: ...}}`; `doc` is one line for the page and the schema.

    The type is the field's annotation: bool, int, float, str, or a tuple of str. `choices` limits the values.
    """
    return field(default=default, metadata={"doc": doc, "choices": choices})


@dataclass(frozen=True)
class Example:
    """A note that shows a rule at work: in its page, and as a test. `«` and `»` mark where findings lie."""

    text: str
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files of the vault, by path."""
    path: str = "note.md"
    options: Mapping[str, Any] = field(default_factory=dict)
    config: str = ""
    """A `.vaulttools.yaml` for the vault, where the rule depends on more than its options."""
    alone: bool = False
    """Whether the note must stay as it is: no test may put front matter above it or code below."""


@dataclass(frozen=True)
class Good(Example):
    """A note that the rule leaves alone."""


@dataclass(frozen=True)
class Bad(Example):
    """A note with findings on exactly the marked spans; `fixed` is what all the fixes, unsafe ones too, make of it."""

    fixed: str | None = None
    """None where nothing is to be fixed."""
    also: Mapping[str, str] = field(default_factory=dict)
    """What the fixes make of other notes, and the notes they create, by path."""


@dataclass(frozen=True)
class Rule:
    """What all rules share. Write a `NoteRule` or a `VaultRule`; its first docstring line is its summary."""

    severity: ClassVar[Severity] = Severity.WARNING
    default: ClassVar[bool] = True
    """Whether the rule runs where nobody selected it by name."""
    enriches: ClassVar[bool] = False
    """Whether its fixes add something (`enrich` applies them) instead of mending something (`fix` does)."""
    reads_damaged: ClassVar[bool] = False
    """Whether the rule also looks at files that are no text (`Note.damage`); all others are spared them."""
    flags_words: ClassVar[bool] = False
    """Whether it calls the `word` of its message misspelt, which users may declare to be right (`check --add-words`)."""
    reads_code: ClassVar[bool] = False
    """Whether the rule looks at every character, those in code too."""
    cues: ClassVar[Cues]
    """What each match of the rule's pattern holds one of, so that `note.cued(self.cues, pattern)` need not look at all lines."""
    formerly: ClassVar[tuple[str, ...]] = ()
    """Earlier names, still understood in config and ignore comments."""
    examples: ClassVar[tuple[Example, ...]] = ()

    name: ClassVar[str]
    family: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", cls.__name__).lower()
        if "family" not in cls.__dict__:
            cls.family = cls.__module__.split(".")[-2] if "." in cls.__module__ else cls.__module__

    @classmethod
    def options(cls) -> tuple[Field[Any], ...]:
        """The fields a user may set."""
        return fields(cls)

    def finding(
        self,
        span: Span,
        template: str,
        *,
        help: str | None = None,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        **values: Any,
    ) -> Finding:
        """A finding on `span`; `template` and `help` are English, with `{names}` filled from `values`."""
        return Finding(span, Message(template, values), Message(help, values) if help else None, fix, related)


def fix(
    title: str,
    *edits: Edit,
    safety: Safety = Safety.SAFE,
    creates: tuple[NewNote, ...] = (),
    **values: Any,
) -> Fix:
    """A fix made of `edits`; `title` is an English template saying what is done, in the imperative."""
    return Fix(Message(title, values), edits, safety, creates)


class NoteRule(Rule):
    """A rule that looks at one note and nothing else."""

    def check(self, note: Note) -> Iterator[Finding]:
        """What is wrong in `note`."""
        raise NotImplementedError


class VaultRule(Rule):
    """A rule that looks at one note in the light of the whole vault; what it finds lies in that note."""

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        """What is wrong in `note`, given `vault`."""
        raise NotImplementedError


class EngineRule(Rule):
    """A rule the engine itself speaks for, about its own work: it has a card, and no `check` of notes."""
