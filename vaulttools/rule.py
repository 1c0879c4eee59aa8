"""What a rule is: a value that checks, and carries its own page, options and examples.

A rule's author imports from here: also what most rules say, fix and look at, which is defined elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, dataclass_transform

from vaulttools.edits import Edit, Fix, NewNote, Safety
from vaulttools.findings import Finding, Related, Severity
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import NamedTuple, Value
from vaulttools.vault import Vault

__all__ = [
    "Bad", "Cues", "Edit", "EngineRule", "Example", "Finding", "Findings", "Fix", "Good", "Message", "NewNote", "Note", "NoteRule", "Option",
    "Related", "Rule", "Safety", "Severity", "Span", "Vault", "VaultRule", "fix", "option", "pattern",
]  # fmt: skip

Findings = Iterator[Finding]
"""What the `check` of a rule yields."""


class Option(NamedTuple):
    """A setting of a rule."""

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


_NOTHING: Mapping[str, Any] = {}
_WORD_STARTS = pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Example(NamedTuple):
    """A note that shows a rule at work, as a test and perhaps on its page. `«` and `»` mark where the findings are."""

    text: str
    beside: Mapping[str, str] = _NOTHING
    """Other files of the vault, by path."""
    path: str = "note.md"
    options: Mapping[str, Any] = _NOTHING
    config: str = ""
    """A `.vaulttools.yaml` for the vault, for a rule that depends on more than its options."""
    alone: bool = False
    """Whether the note must stay as it is: tests add no front matter above it and no code below."""
    fixed: str | None = None
    """The note after all fixes, including unsafe ones; None if there is nothing to fix."""
    also: Mapping[str, str] = _NOTHING
    """Other notes after the fixes, including those they create, by path."""


class Good(Example):
    """A note that the rule leaves alone."""


class Bad(Example):
    """A note with findings on exactly the marked spans."""


@dataclass_transform(frozen_default=True, field_specifiers=(option,))
class Rule(Value):
    """What all rules share. Write a `NoteRule` or a `VaultRule`; its first docstring line is its summary.

    A rule with its options set is a value, whose fields are the options.
    """

    severity: ClassVar[Severity] = Severity.WARNING
    default: ClassVar[bool] = True
    """Whether the rule runs without being selected by name."""
    enriches: ClassVar[bool] = False
    """Whether its fixes add something (`enrich` applies them) instead of fixing something (`fix` does)."""
    reads_damaged: ClassVar[bool] = False
    """Whether the rule also looks at files that are not text (`Note.damage`), which no other rule gets to see."""
    flags_words: ClassVar[bool] = False
    """Whether it reports the `word` of its message as misspelt, so that users may accept it (`check --add-words`)."""
    reads_code: ClassVar[bool] = False
    """Whether the rule looks at every character, including those in code."""
    reads_canvases: ClassVar[bool] = False
    """Whether the rule also looks at what canvases show and link to, and what bases name; its fixes are left out there."""
    cues: ClassVar[Cues]
    """Strings of which the prose of a note holds one wherever the rule finds something: it is run on no other notes, and
    `note.cued(self.cues, pattern)` skips the other lines."""
    formerly: ClassVar[tuple[str, ...]] = ()
    """Earlier names, still understood in config and ignore comments."""
    examples: ClassVar[tuple[Example, ...]] = ()
    """The tests of the rule. Its page shows the first three `Bad` and the first two `Good`: those that teach the most."""

    name: ClassVar[str]
    family: ClassVar[str]
    _options: ClassVar[Mapping[str, Option]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super(Value, cls).__init_subclass__(**kwargs)  # The annotations of a rule are not fields; its options are.
        cls.name = _WORD_STARTS.sub("-", cls.__name__).lower()
        if "family" not in cls.__dict__:
            cls.family = cls.__module__.split(".")[-2] if "." in cls.__module__ else cls.__module__

        # A class that is not a rule may hold options that several rules share.
        mro = reversed(cls.__mro__)
        bases = [base for base in mro if base is cls or not (issubclass(base, Rule) or issubclass(Rule, base))]
        own = {name: each for base in bases for name, each in vars(base).items() if each.__class__ is Option}
        for name, each in own.items():
            setattr(cls, name, each.default)
        cls._options = {**cls._options, **{name: each._replace(name=name) for name, each in own.items()}}
        cls.fields = tuple(cls._options)

    def __init__(self, **options: Any) -> None:
        """Takes options by their names; those left out keep their defaults. Raises TypeError for an unknown one."""
        for name in options:
            if name not in self._options:
                raise TypeError(f"{type(self).__name__} has no option {name!r}")
        self.__dict__.update(options)

    @classmethod
    def options(cls) -> tuple[Option, ...]:
        """The settings of the rule, in order."""
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
        """A finding on `span`; `template` and `help` are English, with `{names}` filled in from `values`.

        `edits` do what `help` says, with the given `safety`; a `fix` has a title of its own.
        """
        if help and edits:
            fix = _fix(help, *edits, safety=safety, **values)
        return Finding(span, Message(template, values), Message(help, values) if help else None, fix, related)

    def correction(
        self,
        span: Span,
        right: str,
        template: str,
        *,
        otherwise: str | None = None,
        safety: Safety = Safety.UNSAFE,
        **values: Any,
    ) -> Finding:
        """A finding on `span`, where `right` should stand; `otherwise` is its help where nobody knows what should."""
        if not right:
            return self.finding(span, template, help=otherwise, **values)
        edits = [Edit(span, right)]
        return self.finding(span, template, help="write `{right}`", edits=edits, safety=safety, right=right, **values)


def fix(
    title: str, *edits: Edit | None, safety: Safety = Safety.SAFE, creates: tuple[NewNote, ...] = (), **values: Any
) -> Fix | None:
    """A fix made of `edits`, or None if one of them is None; `title` says in English what it does, in the imperative."""
    made = tuple(filter(None, edits))
    return Fix(Message(title, values), made, safety, creates) if len(made) == len(edits) else None


_fix = fix
"""`fix`, for functions that have an argument of that name."""


class NoteRule(Rule):
    """A rule that looks at one note and nothing else: no file and no clock, because its findings are kept for later runs."""

    def check(self, note: Note) -> Findings:
        """What is wrong in `note`."""
        raise NotImplementedError


class VaultRule(Rule):
    """A rule that looks at one note in the context of the whole vault; its findings are in that note.

    It looks at nothing else, no file and no clock, because its findings are kept for later runs.
    """

    def check(self, note: Note, vault: Vault) -> Findings:
        """What is wrong in `note`, given `vault`."""
        raise NotImplementedError


class EngineRule(Rule):
    """A rule that the engine reports by itself, about its own work: it has a page, but no `check`."""
