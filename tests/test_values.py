"""Values are what frozen dataclasses are."""

import copy
import pickle

import pytest

from vaulttools.values import Value, field, replace


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
