import re
from bisect import bisect_left, bisect_right

from vaulttools.note import Entry, FrontMatter
from vaulttools.note.front_matter import Part, scalars
from vaulttools.note.links import is_tag
from vaulttools.note.yaml import Node
from vaulttools.rule import Bad, Edit, Finding, Findings, Fix, Good, Note, Safety, Span, Vault, VaultRule, fix, pattern

_COMMENTED = pattern(r"[ \t]*:[ \t]+(#[^\s#,]+(?:[ \t]*,[ \t]*#?[^\s#,]+|[ \t]+#[^\s#,]+)*)[ \t]*(?=[\r\n]|\Z)")
_COMMENTED_ITEM = pattern(r"-[ \t]+#([^\s#,]+)[ \t]*(?=[\r\n]|\Z)")
_BLANKS = pattern(r"\s+")


class BadTag(VaultRule):
    """A tag in the front matter that Obsidian does not read as one.

    ## Why
    A tag is made of letters, digits, `_`, `-` and `/`, at least one of which is not a digit, and has no `#` in front
    matter. Obsidian marks anything else as invalid, and no search for tags finds it.

    ## Fix
    Safe: `#` is removed, and comma-separated tags become a list. Unsafe: spaces inside a tag become hyphens, and tags that
    YAML read as a comment become tags.
    """

    examples = (
        Good("---\ntags: [핀테크, a/b, pitch-day, 2025년, y_1, 🚀]\n---\n"),
        Good("---\ntags: # none yet\n---\n"),
        Good("---\ntags: 건설\n---\n"),
        Good("---\ntags: fintech, 토큰 증권\n---\n", config="dialect: logseq\n"),
        Bad('---\ntags:\n  - «"#음악"»\n---\n', fixed='---\ntags:\n  - "음악"\n---\n'),
        Bad("---\ntags: «fintech, sto»\n---\n", fixed="---\ntags:\n  - fintech\n  - sto\n---\n"),
        Bad("---\ntags: [a, «machine learning»]\n---\n", fixed="---\ntags: [a, machine-learning]\n---\n"),
        Bad("---\ntags:\n  - «2025»\n  - «a,b»\n  - «C++»\n---\n"),
        Bad("---\ntags: «#fintech #sto»\n---\n", fixed="---\ntags: [fintech, sto]\n---\n"),
        Bad("---\ntags: «#핀테크, 투자»\n---\n", fixed="---\ntags: [핀테크, 투자]\n---\n"),
        Bad("---\ntags: «토큰 증권»\n---\n"),
        Good("---\ntags:\n  - sto # a comment\n---\n"),
        Bad("---\ntags:\n  - «#핀테크»\n  - sto\n---\n", fixed="---\ntags:\n  - 핀테크\n  - sto\n---\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        front_matter = note.front_matter
        # Logseq reads one line with commas, and blanks in a tag.
        if "tags" not in front_matter.data or vault.settings.dialect == "logseq":
            return
        for entry in note.properties:
            if entry.key != "tags":
                continue
            if entry.node.kind == "empty":
                yield from self._commented(front_matter, entry)
            elif entry.node.kind == "scalar":
                yield from self._single(front_matter, entry)
            else:
                for item in scalars(entry):
                    if item.node.value is not None:
                        yield from self._item(front_matter, item)
                yield from self._commented_items(note, entry)

    def _commented(self, front_matter: FrontMatter, entry: Entry) -> Findings:
        match = _COMMENTED.match(front_matter.text, entry.key_span.end)
        if match is not None:
            names = [name.lstrip("#") for name in re.split(r"[\s,]+", match[1])]
            edit = front_matter.uncomment(entry, names) if all(map(is_tag, names)) else None
            yield self.finding(
                Span(*match.span(1)),
                "YAML reads this as a comment, so the note has no tags",
                help="write tags without `#` here",
                fix=fix("make them tags", edit, safety=Safety.UNSAFE),
            )

    def _commented_items(self, note: Note, entry: Entry) -> Findings:
        empty = [each.span.start for each in entry.node.items if each.value is None]
        if not empty:
            return
        end = note.lines.at(empty[-1]).end  # another property of the same name may begin there
        for match in _COMMENTED_ITEM.finditer(note.text, entry.key_span.end, end):
            if is_tag(match[1]) and bisect_left(empty, match.start()) < bisect_right(empty, match.end()):
                tag = Span(match.start(1) - 1, match.end(1))
                yield self.finding(
                    tag,
                    "YAML reads this as a comment, so it is no tag",
                    help="write tags without `#` here",
                    fix=fix("make it a tag", Edit(Span(tag.start, tag.start + 1), ""), safety=Safety.UNSAFE),
                )

    def _single(self, front_matter: FrontMatter, entry: Entry) -> Findings:
        text = entry.node.text_in(front_matter.text)
        if is_tag(text) or not text.strip():
            return
        several = "," in text or text.count("#") > 1
        names = [
            name.strip().lstrip("#") for name in (re.split(r"[\s,]+" if "#" in text else ",", text)) if name.strip()
        ]
        edit = front_matter.set_value(entry, names) if several and all(map(is_tag, names)) else None
        if several:
            yield self.finding(
                entry.value_span,
                "this is one piece of text, not {count} tags",
                help="write a list: `[a, b]`",
                fix=fix("make it a list", edit),
                count=len(names),
            )
        else:
            new = text.lstrip("#")
            edit = front_matter.set_value(entry, new) if new != text and is_tag(new) else None
            yield self._finding(entry.node, text, fix("remove the `#`", edit))

    def _item(self, front_matter: FrontMatter, item: Part) -> Findings:
        text = item.node.text_in(front_matter.text)
        if is_tag(text):
            return
        bare = text.strip().lstrip("#").strip()
        joined = _BLANKS.sub("-", bare)
        fixed: Fix | None = None
        if is_tag(bare):
            fixed = fix("remove the `#`", front_matter.put(item, bare))
        elif is_tag(joined):
            edit = front_matter.put(item, joined)
            fixed = fix("write `{new}`", edit, safety=Safety.UNSAFE, new=joined)
        yield self._finding(item.node, text, fixed)

    def _finding(self, node: Node, text: str, fixed: Fix | None) -> Finding:
        return self.finding(
            node.span,
            "`{tag}` is not a valid tag in Obsidian",
            help="write it without `#` here"
            if is_tag(text.lstrip("#"))
            else "a tag needs a letter, as in `y2025`"
            if text.strip().isdigit()
            else "use letters, digits, `_`, `-` and `/` only",
            fix=fixed,
            tag=text,
        )
