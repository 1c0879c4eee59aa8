"""Regular expressions: ours, which are compiled when they are first used, and those of strangers, which may take for ever."""

import re
from typing import Any, ClassVar, cast


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


class Bounded:
    """A pattern that somebody else has written: it is given up where it takes too long."""

    LONGEST: ClassVar = 0.05
    """Seconds that one match may take."""
    SHORTEST: ClassVar = 0.001
    """The same once all patterns together have taken too long."""
    CHANCES: ClassVar = 5
    """How often a pattern may take too long before it is never tried again."""
    _left: ClassVar = 2.0
    """Seconds that all patterns together may still lose."""

    def __init__(self, source: str) -> None:
        """Raises ValueError where `source` is no pattern."""
        import regex

        try:
            self._pattern = regex.compile(source)
        except (regex.error, re.error, RecursionError) as error:
            raise ValueError(str(error)) from error
        self._chances = self.CHANCES

    def fullmatch(self, text: str) -> bool | None:
        """Whether it matches all of `text`; None where that takes too long to say."""
        return self._asked(self._pattern.fullmatch, text)

    def search(self, text: str) -> bool | None:
        """Whether it matches somewhere in `text`; None where that takes too long to say."""
        return self._asked(self._pattern.search, text)

    def _asked(self, match: Any, text: str) -> bool | None:
        if not self._chances:
            return None
        longest = self.LONGEST if Bounded._left > 0 else self.SHORTEST
        try:
            return match(text, timeout=longest) is not None
        except TimeoutError:
            Bounded._left -= longest
            self._chances -= 1
            return None
