"""Messages and plain words in the language of the reader."""

import re
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from vaulttools.message import Message
from vaulttools.patterns import pattern
from vaulttools.text import printable

LONGEST_VALUE = 200
"""Code points of a value that a message shows; what is beyond becomes one `…`."""


def translate(message: Message, lang: str) -> str:
    """`message` in one line of `lang`: "ko", or English for every other and where a translation is missing.

    Values come from notes, so they are cut to `LONGEST_VALUE` code points, lose the backticks that would close the
    quotes of the template, and the whole is made printable. A tuple, list or set becomes "`a`, `b`": a template
    writes it as `{names}`, without backticks of its own. A value that is a message is translated, too. A message
    without values is plain text, braces and all.
    Raises KeyError if the template names a value that is not among the others.
    """
    if not message.values:
        return _words(message.template, lang)
    template = korean().get(message.template, message.template) if lang == "ko" else message.template
    values = {
        # Most values are names and the like, which are shown as they are.
        name: value
        if value.__class__ is str and len(value) <= LONGEST_VALUE and "`" not in value and "\t" not in value
        else _shown(value, lang)
        for name, value in message.values.items()
    }
    return printable(template.format_map(values))


@lru_cache(maxsize=1024)
def _words(template: str, lang: str) -> str:
    return printable(korean().get(template, template) if lang == "ko" else template)


def say(template: str, lang: str, /, **values: Any) -> str:
    """`translate` for words that are no part of a finding: summaries, prompts, notices."""
    return translate(Message(template, values), lang) if values else _words(template, lang)


def _shown(value: Any, lang: str) -> Any:
    """`value` as a template takes it: a number as it is, so that a format such as `{share:.0%}` still works."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, Message):
        return translate(value, lang)
    if isinstance(value, tuple | list | Set):
        return ", ".join(f"`{_shown(item, lang)}`" for item in (sorted(value) if isinstance(value, Set) else value))
    text = str(value)
    if len(text) > LONGEST_VALUE:
        text = text[:LONGEST_VALUE] + "…"
    return text.replace("\t", "\\t").replace("`", "'")


_PAIR = pattern(r"""^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'#\s].*?): (.+)$""", re.MULTILINE)


@cache
def korean() -> Mapping[str, str]:
    """The Korean of each template.

    The file is read as the little of YAML that it is, a pair of texts a line: the package that reads all of YAML takes
    longer to import than many notes to check.
    """
    import json  # which runs in English do without

    def scalar(written: str) -> str:
        """The text that is `written` in double quotes, where escapes are those of JSON, in single ones, or in none."""
        if written[0] == '"':
            text: str = json.loads(written)
            return text
        return written[1:-1].replace("''", "'") if written[0] == "'" else written

    text = Path(__file__).with_name("ko.yaml").read_text(encoding="utf-8")
    return {scalar(template): scalar(words) for template, words in _PAIR.findall(text)}


@cache
def korean_pages() -> Mapping[str, str]:
    """The page of each rule that comes with vaulttools in Korean, by its name: as its docstring, with its options at the end."""
    text = Path(__file__).with_name("rules.ko.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^# (\S+) \w+\n", text, flags=re.MULTILINE)
    return {name: page.strip() for name, page in zip(parts[::2], parts[1::2], strict=True)}
