import re

from vaulttools.note import Heading
from vaulttools.rule import Bad, Findings, Good, Message, Note, NoteRule, Related, option, pattern
from vaulttools.vault.subpaths import heading_key

_ADORNED = pattern(r"^[\W\d_]+(?=[^\W\d_])|[ \t]*\([^()]*\)[ \t]*$|[ \t]*[:：][ \t]*$")
"""What may stand around the name of a section: a number, a picture, a word in brackets."""
_VAGUE = pattern(
    r"[ \t]*(?:현황|내역|이력|정보|상황|내용|소개|개요|요약|status|history|details|info|information|overview|summary)\Z",
    re.IGNORECASE,
)
"""What a section may be called in addition and is still the same: `투자 현황`."""
_WANTED = {"sections": ("개요", "투자/펀딩/Funding", "팀/Team")}


class MissingSection(NoteRule):
    """A required section that is missing or out of order.

    ## Why
    Notes of one kind are easy to compare when each says the same things in the same order.

    ## Fix
    By hand. The rule does nothing until `sections` is set, for the whole vault or under `overrides` for the notes of
    one kind:

    ```yaml
    overrides:
      - paths: ["companies/**"]
        rules: {missing-section: {sections: ["개요/Overview", "투자/펀딩/Funding"]}}
    ```
    """

    sections: tuple[str, ...] = option(
        (), "The sections that are required, each with its synonyms: `투자/펀딩/Funding`."
    )
    in_order: bool = option(True, "Whether the sections must be in the order of `sections`.")

    examples = (
        Good("## Overview\n\ntext\n"),
        Good("# 참눈\n\n## 1. 개요\n\n글\n\n## funding:\n\n시드\n\n## 팀\n\n두 명\n", options=_WANTED),
        Good("## Team\n\n## 💰 펀딩 (2024)\n\n## 개요\n", options={**_WANTED, "in_order": False}),
        Good(
            "## Overview\n\n글\n\n## 펀딩\n\n시드\n\n## Team\n\n둘\n\n## 개요\n\n더\n",
            options={"sections": ("개요/Overview", "투자/펀딩", "팀/Team")},
        ),
        Good(
            "## 1. 회사 개요\n\n글\n\n## 투자 현황\n\n시드\n\n## Team overview\n\n둘\n",
            options={"sections": ("회사", "투자", "Team")},
        ),
        Good("## 팀\n\n두 명\n\n## 개요\n\n글\n\n## 투자\n\n시드\n", options={**_WANTED, "in_order": False}),
        Good("## 개요\n", path="templates/company.md", options=_WANTED),
        Bad("---\ntype: company\n---\n\n«## 개요»\n\n글\n\n## 팀\n\n두 명\n", options=_WANTED),
        Bad("---\ntype: company\n---\n\n## «팀»\n\n두 명\n\n## 개요\n\n글\n\n## 투자\n\n시드\n", options=_WANTED),
    )

    def check(self, note: Note) -> Findings:
        if not self.sections or note.in_template_folder:
            return
        by_key: dict[str, Heading] = {}
        for heading in note.headings:
            plain = _ADORNED.sub("", heading.text)
            for words in (heading.text, plain, _VAGUE.sub("", plain)):
                by_key.setdefault(heading_key(words), heading)
        last: Heading | None = None
        for wanted in self.sections:
            names = [name.strip() for name in wanted.split("/")]
            called_so = [by_key[key] for key in map(heading_key, names) if key in by_key]
            found = min(called_so, key=lambda heading: heading.span.start, default=None)
            if found is None:
                yield self.finding(
                    note.headings[0].span if note.headings else note.top,
                    "the note has no section `{name}`",
                    help="add a heading `{name}`"
                    if len(names) == 1
                    else "add a heading `{name}`; also accepted: {others}",
                    name=names[0],
                    others=", ".join(f"`{name}`" for name in names[1:]),
                )
            elif last is not None and self.in_order and found.span.start < last.span.start:
                yield self.finding(
                    found.text_span,
                    "the section `{name}` belongs below `{above}`",
                    help="move the section",
                    related=(Related(last.text_span, Message("the section it belongs below")),),
                    name=found.text,
                    above=last.text,
                )
            else:
                last = found
