import re

from vaulttools.note.blocks import Regions
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Span, pattern

_LEFT = pattern(
    either(
        # The variables of Obsidian's own Templates plug-in, the calls of Templater, and those of other programs.
        r"\{\{\s*(?:title|date|time)(?::[^{}\r\n]*)?\s*\}\}",
        r"<%[-_*]?\+?\s*(?:await\s+)?tp\.[^\r\n]{0,300}?%>",
        r"(?<=[-*+] )\{\{\s*[a-z][a-z_]*\s*\}\}(?=[ \t]*(?:[\r\n]|\Z))",
        # What people write into theirs.
        r"(?:날짜|일시|일자|\b[Dd]ate) ?[:：] ?(?=YYYY)(?P<date>YYYY[-./]MM[-./]DD)",
        r"\(여기에?(?: [가-힣]+){0,3} (?:적으세요|쓰세요|작성하세요|입력하세요)\)",
        r"\b[Ll]orem ipsum\b",
        r"(?<!\\)\[(?:회사명|회사 이름|이름|담당자|날짜|제목|내용)\](?![(\[:]|[을를에란은는이가의])",
        r"\[(?:Your [Nn]ame|[Cc]ompany [Nn]ame|company|your name|amount|attendees?|[Ii]nsert [^\]\r\n]{1,40})\](?![(\[:])",
    )
)
_CUES = Cues(
    *("[회사", "[이름", "[담당", "[날짜", "[제목", "[내용", "[Your ", "[Company ", "[Insert ", "[insert "),
    *("[company", "[your ", "[amount", "[attend", "YYYY", "여기에", "여기 ", "orem ipsum"),
)
_FOLDER = pattern(r"(?:^|/)[^/]*(?:templates?|템플릿|서식|양식)[^/]*(?:/|$)", re.I)


class TemplateLeftIn(NoteRule):
    """Part of a template that was never filled in: `{{title}}`, `<% tp.… %>`, `[회사명]`, `lorem ipsum`.

    ## Why
    The note looks finished in a list and says nothing where it matters; in front matter, queries miss it.

    ## Fix
    None: fill it in. Notes whose folder or name says that they are templates, and those with a script that asks for their name, are left alone.
    """

    examples = (
        Good("# {{title}}\n\n<% tp.file.cursor() %>\n", path="templates/company.md"),
        Good(
            "---\nstatus:\ndate: <% tp.file.creation_date() %>\n---\n<%*\nconst topic = await tp.system.prompt('What about?');\n"
            "await tp.file.rename(topic);\n%>\n# <% tp.file.title %>\n\n## Agenda\n\n## Notes\n"
        ),
        Good(
            "Write `{{date}}` in a template. {{ user.name }} is Jinja. See [이름](a.md), [x]. [이름]을 입력\n- 무슨 내용이었는지 여기에 적으세요.\n",
            beside={"a.md": ""},
        ),
        Good("- 바뀐 것\n\n<!-- 바뀐 것을 여기 적으세요.\n비어 있어도 둡니다. -->\n"),
        Bad("- 대표: «[이름]»\n- made on «<% tp.date.now() %>»\n- «Lorem ipsum» dolor\n"),
        Bad("---\ntags: [미팅]\ndate: «{{date:YYYY-MM-DD}}»\n---\n# «{{title}}»\n"),
        Bad(
            "- 넷\n- «{{company_stage}}»\n- appendix: «[insert table]»\n- date: «YYYY-MM-DD»\n- «(여기에 내용을 적으세요)»\n"
        ),
        Bad("<div>«{{title}}»</div>\n"),
    )

    def check(self, note: Note) -> Findings:
        text = note.text
        if "{{" not in text and "<%" not in text and next(note.cued(_CUES, _LEFT), None) is None:
            return
        if _FOLDER.search(note.path) or note.is_template:
            return
        hidden = Regions(note.blocks.spans("code_block", "code_span", "math", "comment", "html"))
        for match in _LEFT.finditer(text):
            at = hidden.at(match.start())
            if at is None or (text.startswith("<", at.start) and not text.startswith("<!--", at.start)):
                yield self.finding(
                    Span(*match.span(match.lastgroup or 0)),
                    "`{words}` from a template was never filled in: the note looks finished and says nothing here",
                    help="fill it in, or delete the line",
                    words=match[match.lastgroup or 0],
                )
