from vaulttools.note import FrontMatter
from vaulttools.rule import (
    Bad,
    Edit,
    Findings,
    Good,
    Message,
    Note,
    NoteRule,
    Related,
    Safety,
    Severity,
    Span,
    fix,
    pattern,
)
from vaulttools.rules.front_matter import looks_like_properties
from vaulttools.text import newline_of

_DOTS = pattern(r"\.\.\.[ \t]*(\r\n?|\n|\Z)")


class UnclosedFrontMatter(NoteRule):
    """Front matter without a closing `---` line.

    ## Why
    Obsidian then reads it as ordinary text: the note has no tags, aliases or date, and its properties show on the page.

    ## Fix
    Safe where `...` is used as the closing line. Unsafe where the line is missing: it is added after the last line that
    can be a property.
    """

    severity = Severity.ERROR

    examples = (
        Good("---\ntitle: Acme\n---\n# Body\n"),
        Good("---\n\nA line across the page, and then text.\n"),
        Good("---\nJust a text under a line\n\n# Body\n"),
        Good("---\nTip: a line across the page stands above this\n\n# Body\n"),
        Bad(
            "«---»\ntitle: Acme\ntags: [x]\n\n# Body\ntext\n",
            fixed="---\ntitle: Acme\ntags: [x]\n---\n\n# Body\ntext\n",
        ),
        Bad("«---»\ntitle: 토큰증권\n...\n본문\n", fixed="---\ntitle: 토큰증권\n---\n본문\n"),
    )

    def check(self, note: Note) -> Findings:
        front_matter = note.front_matter
        if not front_matter or front_matter.closed or note.in_template_folder:
            return
        text, end = note.text, front_matter.yaml_span.end
        newline = newline_of(text)
        inside = front_matter.yaml_span.of(text)
        meant = FrontMatter(f"---{newline}{inside}{'' if inside.endswith(newline) else newline}---{newline}")
        if not looks_like_properties(meant):
            return
        dots = _DOTS.match(text, end)
        lead = "" if text[end - 1] in "\r\n" else newline
        edit = Edit(Span(*dots.span()), f"---{dots[1]}") if dots else Edit(Span(end, end), f"{lead}---{newline}")
        yield self.finding(
            front_matter.fence,
            "the front matter is never closed",
            help="write `---` on a line of its own after the last property",
            fix=fix("close it", edit, safety=Safety.SAFE if dots else Safety.UNSAFE),
            related=(Related(Span(end, end), Message("the last property ends here")),),
        )
