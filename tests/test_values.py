"""Values are what frozen dataclasses are."""

import copy
import pickle
import typing
from typing import Any

import pytest

from vaulttools.values import NamedTuple, Value, cached_method, field, grouped, last_answer, replace


class Point(Value):
    x: int
    y: int = 0
    marks: list[str] = field(default_factory=list)


class Named(Point):
    name: str = ""


def test_fields_in_order_by_name_and_by_default() -> None:
    assert Named.fields == ("x", "y", "marks", "name")
    assert Named(1, 2, name="a") == Named(x=1, y=2, marks=[], name="a")
    assert repr(Named(1, name="a")) == "Named(x=1, y=0, marks=[], name='a')"
    one, other = Point(1), Point(1)
    assert one.marks is not other.marks


@pytest.mark.parametrize(
    "values, named",
    [
        ((), {}),
        ((1,), {"x": 1}),
        ((1, 2, [], 4), {}),
        ((1,), {"z": 1}),
        ((), {"y": 1}),
        ((), {"z": 1}),
        ((), {"y": 1, "z": 2}),
    ],
)
def test_fields_missing_given_twice_or_unknown(values: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Point(*values, **named)  # type: ignore[arg-type]


def test_a_value_never_changes_and_is_equal_by_class_and_fields() -> None:
    point = Point(1)
    with pytest.raises(AttributeError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    assert Point(1) != Named(1)
    assert hash(Point(1, 2, ())) == hash(Point(1, 2, ())) != hash(Point(1, 3, ()))  # type: ignore[arg-type]
    assert replace(point, y=3) == Point(1, 3)
    assert point == Point(1)
    assert pickle.loads(pickle.dumps(point)) == point == copy.copy(point)


class Asked(Value):
    seen: list[str]

    @cached_method
    def length(self, word: str) -> int:
        """How long a word is."""
        self.seen.append(word)
        if not word:
            raise ValueError
        return len(word)

    @last_answer
    def longest(self, words: list[str]) -> str:
        """The longest of some words."""
        self.seen.extend(words)
        return max(words, key=len)


def test_a_cached_method_answers_each_argument_of_each_object_once() -> None:
    one, other = Asked([]), Asked([])
    assert (one.length("ab"), one.length("abc"), one.length("ab")) == (2, 3, 2)
    assert (one.seen, other.seen) == (["ab", "abc"], [])
    for _ in range(2):
        with pytest.raises(ValueError):
            other.length("")
    assert other.seen == ["", ""]


def test_a_last_answer_is_kept_until_another_object_is_asked_about_which_need_not_be_hashed() -> None:
    asked = Asked([])
    one, alike = ["a", "ab"], ["a", "ab"]
    assert [asked.longest(each) for each in (one, one, alike, one)] == ["ab"] * 4
    assert asked.seen == [*one, *alike, *one]


def test_another_process_is_told_the_fields_of_a_value_and_no_answers() -> None:
    asked = Asked([])
    assert asked.length("a") == 1
    assert vars(pickle.loads(pickle.dumps(asked))) == {"seen": ["a"]}


def test_pairs_are_grouped_by_their_first_in_order() -> None:
    assert list(grouped([("b", 1), ("a", 2), ("b", 0)]).items()) == [("b", [1, 0]), ("a", [2])]


class Place(NamedTuple):
    """Where it is."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def shown(self) -> str:
        return f"{self.path}:{self.line}"


class AsTyping(typing.NamedTuple):
    path: str
    line: int = 1
    column: int = 1


class Corner(Place):
    """A place of its own kind, with the same items."""


class AsTypingToo(AsTyping):
    pass


def test_a_kind_of_a_named_tuple_has_its_items() -> None:
    corner, other = Corner("a", column=3), AsTypingToo("a", column=3)
    assert corner == other == ("a", 1, 3) and (corner.shown, corner.column) == ("a:1", 3)
    assert type(corner._replace(line=7)) is Corner and corner._asdict() == other._asdict()
    assert Corner._fields == AsTypingToo._fields and repr(corner) == "Corner(path='a', line=1, column=3)"
    with pytest.raises(TypeError):
        Corner()  # type: ignore[call-arg]
    match corner:
        case Corner(path, _, column):
            assert (path, column) == ("a", 3)


def test_named_tuples_are_what_those_of_typing_are() -> None:
    place, other = Place("a", column=3), AsTyping("a", column=3)
    assert place == other == ("a", 1, 3) and hash(place) == hash(other)
    assert repr(place) == repr(other).replace("AsTyping", "Place")
    assert (place.path, place.column, place.shown, Place.__doc__) == ("a", 3, "a:1", "Where it is.")
    assert place._asdict() == other._asdict()
    assert place._replace(line=7) == other._replace(line=7) and type(place._replace(line=7)) is Place
    for same in (pickle.loads(pickle.dumps(place)), copy.deepcopy(place), copy.copy(place)):
        assert same == place and type(same) is Place
    for name in ("_fields", "__match_args__", "_field_defaults"):
        assert getattr(Place, name) == getattr(AsTyping, name)
    assert not hasattr(place, "__dict__")
    match place:
        case Place(path, line):
            assert (path, line) == ("a", 1)


@pytest.mark.parametrize("values, named", [((), {}), (("a", 1, 1, 1), {}), (("a",), {"path": "b"}), (("a",), {"z": 1})])
def test_named_tuples_take_each_item_once(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Place, AsTyping):
        with pytest.raises(TypeError):
            kind(*values, **named)
    with pytest.raises(AttributeError):
        Place("a").path = "b"  # type: ignore[misc]
    for change in (Place("a")._replace, AsTyping("a")._replace):
        with pytest.raises((TypeError, ValueError)):
            change(z=1)
