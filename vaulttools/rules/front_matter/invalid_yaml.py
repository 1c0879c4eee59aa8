import re

from vaulttools.note import FrontMatter
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

    needs = "front_matter"
    severity = Severity.ERROR

    examples = (
        Good('---\ntitle: "토큰 증권: 무엇이 다른가"\nurl: https://example.com/a:b\n---\n'),
        Good("---\ndate: {{date}}\ntitle: <% tp.file.title %>\n---\n", path="templates/company.md"),
        Good('---\ntitle: "{{title}}": x\n---\n', path="templates/company.md"),
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
        if error is not None and error.reason != "not-a-mapping" and not note.in_template_folder:
            yield Finding(error.span, error.message, error.help, _fix(note.front_matter))


def _fix(front_matter: FrontMatter) -> Fix | None:
    if front_matter.error is not None and front_matter.error.reason == "fullwidth-colon":
        edit = front_matter.straighten()
        return fix("write ordinary colons", edit)
    edit = front_matter.repair()
    if edit is not None:
        is_sure = front_matter.text[edit.span.start] not in "'\"[{"
        return fix("quote the value", edit, safety=Safety.SAFE if is_sure else Safety.UNSAFE)
    edit = _listed(front_matter)
    return fix("make it a list of quoted links", edit)


def _listed(front_matter: FrontMatter) -> Edit | None:
    """Several bare links on the line of the error, as a list, where that is all that is wrong."""
    error, text = front_matter.error, front_matter.text
    if error is None or error.reason != "trailing":
        return None
    for match in _LINKS.finditer(text, *front_matter.yaml_span):
        if match.start(1) <= error.span.start < match.end(1):
            links = re.findall(r"\[\[[^\[\]]+\]\]", match[1])
            listed = "[" + ", ".join(f'"{link}"' for link in links) + "]"
            fixed = FrontMatter(text[: match.start(1)] + listed + text[match.end(1) : front_matter.body_start])
            if fixed.error is None and links in fixed.data.values():
                return Edit(Span(*match.span(1)), listed)
    return None
