"""Values: what never changes once it is made, and is equal to any other of its class with the same fields.

A `Value` behaves as a frozen dataclass does. `dataclass` writes the methods of each class as source and compiles them; a
short run would spend more time on that than on the notes. Here all classes share theirs. The same goes for `NamedTuple`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, Self, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # it is only quicker

        def _tuplegetter(at, doc):
            return property(itemgetter(at), doc=doc)

    class _Naming(type):
        """Makes what is annotated in a class of tuples the names of their items."""

        def __new__(cls, name, bases, body, **kwargs):
            made = super().__new__(cls, name, bases, {"__slots__": (), **body}, **kwargs)
            # Asked of the class: from Python 3.14 on (PEP 649) its body does not hold them.
            fields = tuple(made.__annotations__)
            if fields or not hasattr(made, "_fields"):  # else they are those of the class that this one refines
                made._fields = made.__match_args__ = fields
                made._field_defaults = {each: body[each] for each in fields if each in body}
            for at, each in enumerate(fields):
                setattr(made, each, _tuplegetter(at, None))
            return made

    class NamedTuple(tuple, metaclass=_Naming):
        """A tuple whose items have names, as `typing.NamedTuple` is one; each class takes a twentieth of the time to make."""

        def __new__(cls, *values, **named):
            # What takes the items is compiled once somebody makes a tuple of the class: of most, a short run makes none.
            # It is what `collections.namedtuple` compiles, without all else that it makes.
            items = ", ".join(cls._fields)
            make = eval(f"lambda _cls, {items}: _new(_cls, ({items},))", {"_new": tuple.__new__})
            make.__name__, make.__defaults__ = "__new__", tuple(cls._field_defaults.values())
            cls.__new__ = make
            return make(cls, *values, **named)

        def __repr__(self):
            given = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({given})"

        def __getnewargs__(self):
            return tuple(self)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes):
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changes)}")
            return made


class _Factory(NamedTuple):
    """Makes the default of a field."""

    make: Callable[[], Any]


def field(*, default_factory: Callable[[], Any]) -> Any:
    """A field whose default is made again for each value."""
    return _Factory(default_factory)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """What a subclass annotates is a field, in that order; what it is set to in the class is its default."""

    fields: ClassVar[tuple[str, ...]] = ()
    _field_names: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[Mapping[str, Any]] = {}
    _factories: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = tuple(name for name in cls.__annotations__ if name not in cls.fields)
        cls.fields += own
        cls._field_names = frozenset(cls.fields)
        cls._defaults = {**cls._defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}
        cls._factories = tuple(name for name, default in cls._defaults.items() if default.__class__ is _Factory)

    def __init__(self, *values: Any, **named: Any) -> None:
        """Takes the fields in order or by name. Raises TypeError for one that is missing, given twice, or none."""
        given, fields = self.__dict__, self.fields
        given.update(self._defaults, **named)
        given.update(zip(fields, values, strict=False))
        is_known = not named or (
            named.keys() <= self._field_names and (not values or named.keys().isdisjoint(fields[: len(values)]))
        )
        if not is_known or len(values) > len(fields) or len(given) != len(fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}, each once")
        for name in self._factories:
            if given[name].__class__ is _Factory:
                given[name] = given[name].make()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a value never changes: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a value never changes: {name}")

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.fields])

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Value) and other._values() == self._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in zip(self.fields, self._values(), strict=True))
        return f"{type(self).__name__}({given})"

    def __getstate__(self) -> dict[str, Any]:
        """The fields: what was worked out from them is not sent to another process."""
        return {name: given for name, given in self.__dict__.items() if name in self.fields}

    def __replace__(self, **changes: Any) -> Self:
        return type(self)(**{**dict(zip(self.fields, self._values(), strict=True)), **changes})


AnyValue = TypeVar("AnyValue", bound=Value)


def replace(value: AnyValue, **changes: Any) -> AnyValue:
    """`value` with some fields changed."""
    return value.__replace__(**changes)


Key = TypeVar("Key")
Item = TypeVar("Item")


def grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, list[Item]]:
    """The second of each of `pairs` by the first, all in their order."""
    found: dict[Key, list[Item]] = {}
    for key, item in pairs:
        found.setdefault(key, []).append(item)
    return found


Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class cached_method(Generic[Asked, Answer]):
    """A method of one argument, which answers each argument once and keeps the answers with its object."""

    def __init__(self, method: Callable[[Any, Asked], Answer]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, of: object, owner: type) -> Callable[[Asked], Answer]:
        kept = of.__dict__[self._name] = lru_cache(None)(partial(self._method, of))
        return kept


class last_answer(cached_method[Asked, Answer]):
    """The same, which keeps only its answer to the last object: all rules look at one note before they look at the next."""

    def __get__(self, of: object, owner: type) -> Callable[[Asked], Answer]:
        last: tuple[Asked, Answer] | None = None

        def kept(asked: Asked) -> Answer:
            nonlocal last
            if last is None or last[0] is not asked:  # to compare notes, their texts would be hashed
                last = asked, self._method(of, asked)
            return last[1]

        of.__dict__[self._name] = kept
        return kept
