"""Regular expressions that are compiled when they are first used: a run over one note needs few of all there are."""

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of `source`, as soon as somebody asks it for anything.

    Raises re.error only then; a test asks all of them.
    """
    return cast("re.Pattern[str]", Lazy(source, flags))


class Lazy:
    """A pattern that is not compiled yet. Each of its methods is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.source, self._flags), name)
        self.__dict__[name] = found
        return found
