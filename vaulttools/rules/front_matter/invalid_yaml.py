import re

from vaulttools.note import FrontMatter
from vaulttools.note.yaml import leaves
from vaulttools.note.yaml_writer import quote
from vaulttools.rule import (
    Bad,
    Edit,
    Finding,
    Findings,
    Fix,
    Good,
    Note,
    NoteRule,
    Safety,
    Severity,
    Span,
    fix,
    pattern,
)
from vaulttools.text import line_end, line_start

_FULLWIDTH_COLON = pattern(r"^([^\s:：#\-\[{\"'][^\s:：]*)：[ \t\u3000]*((?=[^\r\n]))?", re.MULTILINE)
_KEY_VALUE = pattern(
    r"[ ]*(?:- +)?([^\s\-?:,\[\]{}#&*!|>'\"%@`][^\r\n:]*): +((?!\[\[|\{\{|[\[{][^\]},\r\n]*,)[^\s|>#](?:[^\r\n]*\S)?)[ \t]*"
)
"""A property on one line whose value is not a list."""
_LINKS = pattern(
    r"^[^\s:#][^:\r\n]*:[ ]+(\[\[[^\[\]\r\n\"]+\]\](?:,[ ]*\[\[[^\[\]\r\n\"]+\]\])+)[ ]*(?=[\r\n]|\Z)", re.MULTILINE
)


class InvalidYaml(NoteRule):
    """Front matter that cannot be read as YAML.

    ## Why
    One wrong line takes all properties with it: Obsidian shows the front matter as an error, and the note is missing from
    every list and search that asks for its tags or its date.

    ## Fix
    Safe where a value only lacks quotes (a second colon, a leading `@`, several links on a line), or
    where the colons are full-width. Unsafe where a value begins with brackets or quotes and goes on after them: all of it
    is quoted. Otherwise none: the message says what was expected.
    """

    severity = Severity.ERROR

    examples = (
        Good('---\ntitle: "토큰 증권: 무엇이 다른가"\nurl: https://example.com/a:b\n---\n'),
        Good("---\ndate: {{date}}\ntitle: <% tp.file.title %>\n---\n", path="templates/company.md"),
        Good('---\ntitle: "{{title}}": x\n---\n', path="templates/company.md"),
        Good(
            '---\nattendees: <%*\nlet who = await tp.system.prompt("Who?");\n%>\n- "[[Kim]]"\n- <% who %>\n---\n# Talk\n'
        ),
        Bad("---\ntitle: 토큰 증권«:» 무엇이 다른가\n---\n", fixed='---\ntitle: "토큰 증권: 무엇이 다른가"\n---\n'),
        Bad("---\nup: [[A]]«, [[B]]»\n---\n", fixed='---\nup: ["[[A]]", "[[B]]"]\n---\n'),
        Bad("---\ntags: [a, b] «c»\n---\n"),
        Bad("---\nauthor: «@»kim\n---\n", fixed='---\nauthor: "@kim"\n---\n'),
        Bad("---\ntitle«：»금요일\ntags：\n  - 개발\n---\n", fixed="---\ntitle: 금요일\ntags:\n  - 개발\n---\n"),
        Bad("---\ntitle: [번역] «토큰 증권»\n---\n", fixed='---\ntitle: "[번역] 토큰 증권"\n---\n'),
        Bad("---\ntitle: 'it'«s'»\n---\n", fixed='---\ntitle: "it\'s"\n---\n'),
        Bad("---\ntags:\n«\t»- x\n---\n"),
        Bad("---\ntags: «[»x, y\n---\n"),
        Bad("---\nb: «*nope»\n---\n", fixed='---\nb: "*nope"\n---\n'),
    )

    def check(self, note: Note) -> Findings:
        error = note.front_matter.error
        if error is None or error.reason == "not-a-mapping" or note.in_template_folder:
            return
        if not (note.is_template and "<%" in note.front_matter.yaml_span.of(note.text)):
            yield Finding(error.span, error.message, error.help, _fix(note.front_matter))


def _fix(front_matter: FrontMatter) -> Fix | None:
    if front_matter.error is not None and front_matter.error.reason == "fullwidth-colon":
        return fix("write ordinary colons", _straightened(front_matter))
    edit = quoted(front_matter)
    if edit is not None:
        is_sure = front_matter.text[edit.span.start] not in "'\"[{"
        return fix("quote the value", edit, safety=Safety.SAFE if is_sure else Safety.UNSAFE)
    return fix("make it a list of quoted links", _listed(front_matter))


def _straightened(front_matter: FrontMatter) -> Edit | None:
    """Each full-width colon after a key as an ordinary one, if the YAML can be read then."""
    source = front_matter.yaml_span.of(front_matter.text)
    straight = _FULLWIDTH_COLON.sub(lambda match: match[1] + (":" if match[2] is None else ": "), source)
    edit = Edit(front_matter.yaml_span, straight)
    after = front_matter.with_edit(edit)
    return edit if after is not None and after.error is None and after.entries else None


def quoted(front_matter: FrontMatter) -> Edit | None:
    """The value on the line of the error in quotes, where that line is a plain `key: value` and nothing but its quoting is wrong.

    The value is then the very text of that line, but for quotes around all of it (`'it's'`); another line further down may
    have an error of its own.
    """
    error, text = front_matter.error, front_matter.text
    if error is None or error.reason not in ("colon", "reserved", "alias", "trailing", "inline-list"):
        return None
    start = line_start(text, error.span.start)
    line = _KEY_VALUE.fullmatch(text, start, line_end(text, start))
    if line is None or " #" in line[2]:
        return None
    value = line[2]
    if value[0] in "'\"" and value[0] == value[-1] and value.count(value[0]) % 2:
        value = value[1:-1]
    edit = Edit(Span(*line.span(2)), quote(value, "double" if '"' not in value and "\\" not in value else "single"))
    after = front_matter.with_edit(edit)
    if after is None:
        return None
    if after.error is not None:
        return edit if after.error.span.start >= edit.span.start + len(edit.text) else None
    fixed = [entry for entry in after.entries if entry.key_node.start <= line.start(1) < entry.node.end]
    return edit if any(leaf.value == value for entry in fixed for leaf in leaves(entry.node)) else None


def _listed(front_matter: FrontMatter) -> Edit | None:
    """Several bare links on the line of the error as a list, where that is all that is wrong."""
    error = front_matter.error
    if error is None or error.reason != "trailing":
        return None
    for match in _LINKS.finditer(front_matter.text, *front_matter.yaml_span):
        if match.start(1) <= error.span.start < match.end(1):
            links = re.findall(r"\[\[[^\[\]]+\]\]", match[1])
            edit = Edit(Span(*match.span(1)), "[" + ", ".join(f'"{link}"' for link in links) + "]")
            after = front_matter.with_edit(edit)
            if after is not None and after.error is None and links in after.data.values():
                return edit
    return None
