"""What a rule is: a value that checks, and carries its own page, options and examples."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, NamedTuple, dataclass_transform

from vaulttools.edits import Edit, Fix, NewNote, Safety
from vaulttools.findings import Finding, Related, Severity
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.text import Span
from vaulttools.values import Value, field
from vaulttools.vault import Vault

Need = Literal["", "cues", "front_matter", "properties", "links", "headings", "tags"]
"""Its own `cues`, or a property of `Note`."""


class Option(NamedTuple):
    """What a user may set of a rule."""

    default: Any
    doc: str
    choices: tuple[Any, ...]
    name: str = ""


def option(default: Any, doc: str, choices: tuple[Any, ...] = ()) -> Any:
    """A field that users set under `rules: {<rule>: {<field>: ...}}`; `doc` is one line for the page and the schema.

    Its values are of the type of its default: bool, int or float (none below 0), str, or a tuple of str. `choices` limits
    them. Raises TypeError for a default of another type.
    """
    if not isinstance(default, bool | int | float | str | tuple):
        raise TypeError(f"the default of an option is a bool, a number, a text, or a tuple of texts, not {default!r}")
    return Option(default, doc, choices)


class Example(Value):
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


class Good(Example):
    """A note that the rule leaves alone."""


class Bad(Example):
    """A note with findings on exactly the marked spans; `fixed` is what all the fixes, unsafe ones too, make of it."""

    fixed: str | None = None
    """None where nothing is to be fixed."""
    also: Mapping[str, str] = field(default_factory=dict)
    """What the fixes make of other notes, and the notes they create, by path."""


@dataclass_transform(frozen_default=True, field_specifiers=(option,))
class Rule(Value):
    """What all rules share. Write a `NoteRule` or a `VaultRule`; its first docstring line is its summary.

    A rule with its options set is a value, whose fields are the options.
    """

    severity: ClassVar[Severity] = Severity.WARNING
    default: ClassVar[bool] = True
    """Whether the rule runs where nobody selected it by name."""
    enriches: ClassVar[bool] = False
    """Whether its fixes add something (`enrich` applies them) instead of fixing something (`fix` does)."""
    reads_damaged: ClassVar[bool] = False
    """Whether the rule also looks at files that are no text (`Note.damage`); all others are spared them."""
    flags_words: ClassVar[bool] = False
    """Whether it calls the `word` of its message misspelt, which users may declare to be right (`check --add-words`)."""
    reads_code: ClassVar[bool] = False
    """Whether the rule looks at every character, those in code too."""
    reads_canvases: ClassVar[bool] = False
    """Whether the rule also looks at what canvases show and link to; its fixes are left out there."""
    needs: ClassVar[Need] = ""
    """What of a note the rule has nothing to say without: it is not asked about notes that have none of it."""
    cues: ClassVar[Cues]
    """What each match of the rule's pattern holds one of, so that `note.cued(self.cues, pattern)` need not look at all lines."""
    formerly: ClassVar[tuple[str, ...]] = ()
    """Earlier names, still understood in config and ignore comments."""
    examples: ClassVar[tuple[Example, ...]] = ()

    name: ClassVar[str]
    family: ClassVar[str]
    _options: ClassVar[Mapping[str, Option]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super(Value, cls).__init_subclass__(**kwargs)  # What is annotated here is no field.
        cls.name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", cls.__name__).lower()
        if "family" not in cls.__dict__:
            cls.family = cls.__module__.split(".")[-2] if "." in cls.__module__ else cls.__module__

        # A class that is no rule may hold options that several rules share.
        bases = [base for base in reversed(cls.__mro__) if base is cls or not issubclass(base, Rule)]
        own = {name: each for base in bases for name, each in vars(base).items() if each.__class__ is Option}
        for name, each in own.items():
            setattr(cls, name, each.default)
        cls._options = {**cls._options, **{name: each._replace(name=name) for name, each in own.items()}}
        cls.fields = tuple(cls._options)

    def __init__(self, **options: Any) -> None:
        """Takes options by their names; those left out have their defaults. Raises TypeError for one that is none."""
        for name in options:
            if name not in self._options:
                raise TypeError(f"{type(self).__name__} has no option {name!r}")
        self.__dict__.update(options)

    @classmethod
    def options(cls) -> tuple[Option, ...]:
        """What a user may set."""
        return tuple(cls._options.values())

    def finding(
        self,
        span: Span,
        template: str,
        *,
        help: str | None = None,
        edits: Iterable[Edit | None] = (),
        safety: Safety = Safety.SAFE,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        **values: Any,
    ) -> Finding:
        """A finding on `span`; `template` and `help` are English, with `{names}` filled from `values`.

        `edits` do what `help` says, as sure as `safety`; a `fix` has a title of its own.
        """
        if help and edits:
            fix = _fix(help, *edits, safety=safety, **values)
        return Finding(span, Message(template, values), Message(help, values) if help else None, fix, related)


def fix(
    title: str,
    *edits: Edit | None,
    safety: Safety = Safety.SAFE,
    creates: tuple[NewNote, ...] = (),
    **values: Any,
) -> Fix | None:
    """A fix made of `edits`, none where one of them cannot be made; `title` says in English what is done, in the imperative."""
    made = tuple(filter(None, edits))
    return Fix(Message(title, values), made, safety, creates) if len(made) == len(edits) else None


_fix = fix
"""The same, where `fix` is an argument."""


class NoteRule(Rule):
    """A rule that looks at one note and nothing else: neither a file nor the clock, as what it says is kept for later runs."""

    def check(self, note: Note) -> Iterator[Finding]:
        """What is wrong in `note`."""
        raise NotImplementedError


class VaultRule(Rule):
    """A rule that looks at one note in the light of the whole vault; what it finds lies in that note.

    It looks at nothing else, neither a file nor the clock, as what it says is kept for later runs.
    """

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        """What is wrong in `note`, given `vault`."""
        raise NotImplementedError


class EngineRule(Rule):
    """A rule the engine itself speaks for, about its own work: it has a card, and no `check` of notes."""
