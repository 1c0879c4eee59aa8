"""Reports: words and carets for people, exact places for programs, and nothing in them that a note could forge."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaulttools
from tests.timing import seconds
from vaulttools.edits import Edit, Fix, NewNote, Safety, apply
from vaulttools.findings import Diagnostic, Place, Severity
from vaulttools.message import Message
from vaulttools.reporters import FORMATS, Card, ReportContext, Reporter, reporter
from vaulttools.reporters import sarif as of_sarif
from vaulttools.reporters.sarif import LONGEST_FIX, uri
from vaulttools.reporters.summary import Tally, summary
from vaulttools.reporters.text import excerpt
from vaulttools.text import Lines, Position, Span, inert, printable, printed, width

CONTEXT = ReportContext(version="1.2.3", notes=120)


def diagnostic(
    text: str,
    marked: str,
    message: Message | str = "no note is named `{name}`",
    *,
    path: str = "companies/Beta.md",
    severity: Severity = Severity.ERROR,
    rule: str = "broken-link",
    fix: Fix | None = None,
    help: Message | None = None,
    related: tuple[Place, ...] = (),
) -> Diagnostic:
    """A finding on the first `marked` in `text`."""
    start = text.index(marked)
    span = Span(start, start + len(marked))
    lines = Lines(text)
    if isinstance(message, str):
        message = Message(message, {"name": marked.strip("[]")})
    return Diagnostic(
        rule=rule,
        family="links",
        severity=severity,
        path=path,
        span=span,
        start=lines.position(span.start),
        end=lines.position(span.end),
        message=message,
        line=lines.at(span.start).of(text),
        help=help,
        fix=fix,
        related=related,
    )


def written(name: str, *diagnostics: Diagnostic, context: ReportContext = CONTEXT, statistics: bool = False) -> str:
    way = reporter(name, statistics)
    if isinstance(way, Reporter):
        head, tail = way.frame(Tally(diagnostics), context)
        return head + way.piece(diagnostics, context) + tail
    out = io.StringIO()
    way(diagnostics, out, context)
    return out.getvalue()


def context(**changes: object) -> ReportContext:
    return ReportContext(**{"version": "1.2.3", "notes": 120, **changes})  # type: ignore[arg-type]


NOTE = "# Beta\n\nWe met [[Acme Labs]] in May.\n"
LINK = diagnostic(
    NOTE,
    "[[Acme Labs]]",
    help=Message("create the note, or add `{name}` to the aliases of the one you mean", {"name": "Acme Labs"}),
    fix=Fix(Message("link it"), (Edit(Span(17, 26), "Acme"),), Safety.UNSAFE),
    related=(
        Place("Acme.md", Span(0, 4), Lines("Acme").position(0), Lines("Acme").position(4), Message("one is near")),
    ),
)


class TestText:
    def test_all_of_a_finding(self) -> None:
        assert written("text", LINK) == (
            "companies/Beta.md:3:8: error broken-link: no note is named `Acme Labs`\n"
            "3 | We met [[Acme Labs]] in May.\n"
            "  |        ^^^^^^^^^^^^^\n"
            "  = see: Acme.md:1:1: one is near\n"
            "  = help: create the note, or add `Acme Labs` to the aliases of the one you mean\n"
            "  = unsafe fix: link it\n"
            "\n"
            "1 error in 1 of 120 notes; 1 can be fixed with `--unsafe-fixes`\n"
        )

    def test_many_of_one_rule_are_told_together(self) -> None:
        text = "a 안함\nb 되야\nc 만듬\nd 안함 뒤\n"

        def slip(at: int, wrong: str, right: str) -> Diagnostic:
            return diagnostic(
                text.split("\n")[at],
                wrong,
                "`{name}` is misspelt",
                rule="misspelling",
                help=Message("write `{right}`", {"right": right}),
                fix=Fix(Message("write `{right}`", {"right": right}), (Edit(Span(0, 1), right),), Safety.SAFE),
            )

        found = [slip(0, "안함", "안 함"), slip(1, "되야", "돼야"), slip(2, "만듬", "만듦"), slip(3, "안함", "안 함")]
        assert written("text", *found, context=context(width=40)).split("\n\n")[0] == (
            "companies/Beta.md:1:3: error misspelling: `안함` is misspelt (and 3 more)\n"
            "1 | a 안함\n"
            "  |   ^^^^ write `안 함`\n"
            "1 | b 되야\n"
            "  |   ^^^^ `돼야`\n"
            "1 | c 만듬\n"
            "  |   ^^^^ `만듦`\n"
            "1 | d 안함 뒤\n"
            "  |   ^^^^ `안 함`\n"
            "  = fix: all of these"
        )
        assert written("text", *found[:2]).count(" is misspelt\n") == 2

    def test_findings_whose_fixes_differ_in_grade_are_told_apart(self) -> None:
        def comma(safety: Safety) -> Diagnostic:
            fix = Fix(Message("add a space"), (Edit(Span(1, 1), " "),), safety)
            return diagnostic("a,b", ",", "no space", rule="missing-comma-space", fix=fix)

        found = [comma(safety) for safety in (Safety.SAFE, Safety.UNSAFE) * 3]
        safe, unsafe, _ = written("text", *found).split("\n\n")
        assert safe.endswith("  = fix: add a space") and safe.count("a,b") == 3
        assert unsafe.endswith("  = unsafe fix: add a space") and unsafe.count("a,b") == 3

    def test_other_places_of_which_the_same_is_said_are_told_in_one_line(self) -> None:
        places = tuple(
            Place("Acme.md", Span(n, n + 1), Position(n, 1), Position(n, 2), Message("and here")) for n in range(1, 11)
        )
        shown = written("text", LINK._replace(related=places))
        assert "  = see: Acme.md:1:1, 2:1, 3:1, 4:1, 5:1, 6:1, 7:1, 8:1, …: and here\n" in shown

    def test_behind_many_findings_stands_which_rules_found_most(self) -> None:
        found = [
            diagnostic(f"{at} x", "x", "a slip", rule=rule, severity=severity, path=f"{at}.md")
            for at in range(15)
            for rule, severity in (("broken-link", Severity.ERROR), ("slang", Severity.HINT), ("hedge", Severity.HINT))
            if rule != "slang" or at < 3
        ]
        shown = written("text", *found)
        assert "\nerror: broken-link 15\nhint: hedge 15, slang 3\nhelp: `vaulttools explain RULE` " in shown
        assert "hedge 14" not in written("text", *found[:29]), "what fits on a screen needs no overview"

    def test_of_very_many_some_are_shown(self) -> None:
        shown = written("text", *[diagnostic(f"{at} x", "x", "a slip", rule="slip") for at in range(1_000)])
        assert "a slip (and 999 more)" in shown and shown.count("^") == 100
        assert "= 900 more not shown" in shown and "1000 errors in" in shown

    def test_what_holds_for_all_is_said_once(self) -> None:
        found = [
            diagnostic(line, "x", "the thought trails off", rule="dots", help=Message("finish it"))
            for line in ("ab x", "cd x", "ef x", "g x")
        ]
        shown = written("text", *found)
        assert shown.count("the thought trails off") == shown.count("finish it") == 1
        assert shown.count("^") == 4

    def test_a_label_that_does_not_fit_stands_below(self) -> None:
        line = "가" * 17 + " Acme"
        found = [
            diagnostic(line, "Acme", help=Message("say {n}", {"n": n}), path=f"{n}.md" if n > 9 else "a.md")
            for n in range(4)
        ]
        shown = written("text", *found, context=context(width=44)).splitlines()
        assert all(width(each) <= 44 for each in shown if " | " in each)
        assert "  |" + " " * 36 + "^^^^" in shown
        assert any(each.strip("| ") == "say 3" for each in shown)

    def test_the_reason_for_a_place_stands_without_the_place(self) -> None:
        here = Place(LINK.path, LINK.span, LINK.start, LINK.end, Message("one of 8 lines"))
        assert "  = note: one of 8 lines\n" in written("text", LINK._replace(related=(here,)))

    def test_korean(self) -> None:
        shown = written("text", LINK, context=context(lang="ko", prefix="../vault/"))
        assert shown.startswith("../vault/companies/Beta.md:3:8: 오류 broken-link: ")
        assert "  = 참고: ../vault/Acme.md:1:1: " in shown
        assert "  = 도움: " in shown
        assert shown.endswith("노트 120개 중 1개에서 오류 1건; `--unsafe-fixes` 옵션으로 1건 수정 가능\n")

    def test_colour_adds_nothing_but_colour(self) -> None:
        colored = written("text", LINK, context=context(color=True))
        assert "\x1b[31m^^^^^^^^^^^^^\x1b[0m" in colored
        assert re.sub(r"\x1b\[\d+m", "", colored) == written("text", LINK)

    def test_nothing_found(self) -> None:
        assert written("text") == "no problems in 120 notes\n"
        assert written("text", context=context(notes=0)) == "no notes were checked\n"
        assert written("text", context=context(lang="ko")) == "노트 120개를 검사했고 문제가 없습니다\n"

    def test_finding_about_a_whole_file(self) -> None:
        whole = diagnostic("", "", "the note is empty")
        assert written("text", whole).startswith(
            "companies/Beta.md:1:1: error broken-link: the note is empty\n\n1 error in"
        )


@pytest.mark.parametrize(
    ("line", "marked", "shown", "carets"),
    [
        ("We met Acme.", "Acme", "We met Acme.", "       ^^^^"),
        ("토스는 좋다", "좋다", "토스는 좋다", "       ^^^^"),
        ("\t\tAcme\tLabs", "Labs", "        Acme    Labs", "                ^^^^"),
        ("\t\tAcme", "\tAcme", "        Acme", "    ^^^^^^^^"),
        ("cafe\u0301 Acme", "Acme", "cafe\u0301 Acme", "     ^^^^"),
        ("cafe\u0301s", "\u0301", "cafe\u0301s", "   ^"),
        ("각가", "가", "각가", "  ^^"),
        ("가족", "\u1161", "가족", "^^"),
        ("👩\u200d🚀 Acme", "Acme", "👩\u200d🚀 Acme", "   ^^^^"),
        ("❤\ufe0f Acme", "Acme", "❤\ufe0f Acme", "   ^^^^"),
        ("👍🏽 Acme", "Acme", "👍🏽 Acme", "   ^^^^"),
        ("a\x1b[2Jb Acme", "Acme", "a\\x1b[2Jb Acme", "          ^^^^"),
        ("##[error]x", "#[error]", "#\\x23[error]x", " ^^^^^^^^^^^"),
        ("ends  ", "  ", "ends  ", "    ^^"),
        ("Acme", "", "Acme", "^"),
    ],
)
def test_carets_lie_under_the_text(line: str, marked: str, shown: str, carets: str) -> None:
    if marked == "\u1161":
        line = "\u1100\u1161족"
        shown = line
    start = line.index(marked)
    text, before, count = excerpt(line, start, start + len(marked), 80)
    assert (text, " " * before + "^" * count) == (shown, carets)


def test_caret_of_an_empty_span_at_the_end() -> None:
    assert excerpt("Acme", 4, 4, 80) == ("Acme", 4, 1)


def test_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert "1 | a bc\n  |   ^^\n" in written("text", diagnostic("a bc\nd e\n", "bc\nd"))


def test_span_that_starts_at_a_line_ending() -> None:
    assert "1 | abc\n  |    ^\n" in written("text", diagnostic("abc\r\n\r\nd", "\r\n\r\n"))


class TestLongLines:
    def test_window_around_the_carets(self) -> None:
        text, before, count = excerpt("가" * 100 + "Acme" + "나" * 100, 100, 104, 40)
        assert width(text) <= 40
        assert (text[0], text[-1]) == ("…", "…")
        assert text[1 + text[1:].index("A") :].startswith("Acme나")
        assert before == width(text[: text.index("A")])
        assert count == 4

    def test_at_the_beginning_and_at_the_end(self) -> None:
        text, before, count = excerpt("Acme" + "x" * 100, 0, 4, 40)
        assert (text, before, count) == ("Acme" + "x" * 34 + "…", 0, 4)
        text, before, count = excerpt("x" * 100 + "Acme", 100, 104, 40)
        assert (text, before, count) == ("…" + "x" * 34 + "Acme", 35, 4)

    def test_long_span(self) -> None:
        text, before, count = excerpt("a" * 50 + "b" * 100, 50, 150, 40)
        assert (text, before, count) == ("…" + "b" * 38 + "…", 1, 38)

    def test_time_does_not_depend_on_the_line(self) -> None:
        line = "가" * 50_000_000

        def excerpts() -> None:
            for at in (0, 25_000_000, len(line)):
                assert width(excerpt(line, at, at + 1000, 100)[0]) <= 100
                assert width(excerpt(line, 0, at, 100)[0]) <= 100

        assert seconds(excerpts) < seconds(lambda: width(line)) / 3

    @given(
        line=st.text(st.sampled_from("ab 가\t\u0301\u200d🚀\x1b#[❤\ufe0f\u1161"), max_size=120),
        data=st.data(),
        columns=st.integers(40, 60),
    )
    def test_any_line(self, line: str, data: st.DataObject, columns: int) -> None:
        start = data.draw(st.integers(0, len(line)))
        end = data.draw(st.integers(start, len(line)))
        text, before, count = excerpt(line, start, end, columns)
        assert width(text) <= columns
        assert count >= 1
        assert before + count <= max(width(text), before + 1)
        assert "\t" not in text
        assert printable(text) == text


class TestSummary:
    def test_findings_are_counted_by_severity_and_by_what_mends_them(self) -> None:
        safe = Fix(Message("do"), (Edit(Span(0, 1), "x"),))
        unsafe = Fix(Message("do"), (), Safety.UNSAFE, (NewNote("n.md", ""),))
        manual = Fix(Message("do"), (Edit(Span(0, 1), "x"),), Safety.MANUAL)
        nothing = Fix(Message("do"))
        found = [
            *(diagnostic(NOTE, "met", fix=safe, path=f"{n}.md") for n in range(3)),
            *(diagnostic(NOTE, "met", fix=fix, severity=Severity.WARNING) for fix in (unsafe, manual)),
            diagnostic(NOTE, "met", fix=nothing, severity=Severity.HINT),
            diagnostic(NOTE, "met", fix=safe, severity=Severity.HINT, rule="unlinked-mention"),
        ]
        cards = {"unlinked-mention": Card("mentions", enriches=True), "broken-link": Card("links")}
        total = summary(Tally(found), context(cards=cards))
        assert total == (3, 2, 2, 4, 120, 3, 1, 1)
        assert total.words("en") == (
            "3 errors, 2 warnings, 2 hints in 4 of 120 notes; 3 can be fixed with `vaulttools fix`, "
            "1 can be added with `vaulttools enrich`, 1 more with `--unsafe-fixes`"
        )
        assert total.words("ko") == (
            "노트 120개 중 4개에서 오류 3건, 경고 2건, 힌트 2건; `vaulttools fix` 명령으로 3건 수정 가능, "
            "`vaulttools enrich` 명령으로 1건 추가 가능, `--unsafe-fixes` 옵션으로 1건 더 가능"
        )

    def test_statistics(self) -> None:
        safe = Fix(Message("do"), (Edit(Span(0, 1), "x"),))
        found = [
            diagnostic(NOTE, "met", rule="typo", severity=Severity.HINT),
            diagnostic(NOTE, "met", fix=safe),
            diagnostic(NOTE, "met", fix=safe),
            diagnostic(NOTE, "met", fix=safe, rule="tag"),
            *(diagnostic(NOTE, "met", rule="tag") for _ in range(10)),
        ]
        assert written("text", *found, statistics=True) == (
            "11  [-]  error    tag\n 2  [*]  error    broken-link\n 1       hint     typo\n\n"
            "[*] fixable, [-] partly fixable, or only with `--unsafe-fixes`\n\n"
            "13 errors, 1 hint in 1 of 120 notes; 3 can be fixed with `vaulttools fix`\n"
        )
        assert "11  [-]  오류  tag\n" in written("text", *found, context=context(lang="ko"), statistics=True)
        document = json.loads(written("json", *found, statistics=True))
        assert document["statistics"][0] == {"rule": "tag", "severity": "error", "total": 11, "safe": 1, "unsafe": 0}
        assert document["summary"]["errors"] == 13
        assert written("text", statistics=True) == "no problems in 120 notes\n"

    def test_unknown_names(self) -> None:
        for name, statistics in (("xml", False), ("../cli", False), ("paint", False), ("sarif", True)):
            with pytest.raises(KeyError):
                reporter(name, statistics)


def test_concise() -> None:
    assert written("concise", LINK) == "companies/Beta.md:3:8: error broken-link: no note is named `Acme Labs` [-]\n"
    assert written("concise") == ""


class TestJson:
    def test_the_document_is_as_its_head_describes_it(self) -> None:
        document = json.loads(written("json", LINK, context=context(lang="ko", color=True)))
        assert document == {
            "version": 1,
            "tool": {"name": "vaulttools", "version": "1.2.3"},
            "summary": {
                "errors": 1,
                "warnings": 0,
                "hints": 0,
                "found_in": 1,
                "notes": 120,
                "safe": 0,
                "unsafe": 1,
                "enriching": 0,
                "complete": True,
            },
            "diagnostics": [
                {
                    "rule": "broken-link",
                    "family": "links",
                    "severity": "error",
                    "message": "no note is named `Acme Labs`",
                    "help": "create the note, or add `Acme Labs` to the aliases of the one you mean",
                    "path": "companies/Beta.md",
                    "start": {"line": 3, "column": 8, "offset": 15},
                    "end": {"line": 3, "column": 21, "offset": 28},
                    "related": [
                        {
                            "path": "Acme.md",
                            "start": {"line": 1, "column": 1, "offset": 0},
                            "end": {"line": 1, "column": 5, "offset": 4},
                            "message": "one is near",
                        }
                    ],
                    "fix": {
                        "title": "link it",
                        "safety": "unsafe",
                        "edits": [{"path": "companies/Beta.md", "start": 17, "end": 26, "text": "Acme"}],
                        "creates": [],
                    },
                }
            ],
        }

    def test_no_findings(self) -> None:
        assert json.loads(written("json"))["diagnostics"] == []
        assert written("jsonl") == ""

    def test_jsonl_has_the_same_objects(self) -> None:
        lines = written("jsonl", LINK, LINK).splitlines()
        found = json.loads(written("json", LINK, LINK))["diagnostics"]
        assert [json.loads(line) for line in lines] == [{"version": 1, **each} for each in found]

    @given(st.text(), st.text())
    def test_edits_and_paths_read_back_exactly(self, path: str, text: str) -> None:
        fix = Fix(Message("do"), (Edit(Span(0, 0), text, path + "x"),), creates=(NewNote(path, text),))
        record = json.loads(written("jsonl", diagnostic(NOTE, "met", fix=fix, path=path)))
        assert record["path"] == path
        assert record["fix"]["edits"][0] == {"path": path + "x", "start": 0, "end": 0, "text": text}
        assert record["fix"]["creates"] == [{"path": path, "text": text}]


def closed(required: dict[str, object], optional: dict[str, object] | None = None) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


STRING, COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}
ORDINAL = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["error", "warning", "note"]}
TEXT = closed({"text": STRING}, {"markdown": STRING})
ARTIFACT = closed({"uri": {"type": "string", "pattern": r"^([A-Za-z0-9_.~/-]|%[0-9A-F]{2})+$"}, "uriBaseId": STRING})
OFFSETS = {"charOffset": COUNT, "charLength": COUNT}
LINES = dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), ORDINAL)
PHYSICAL = closed({"artifactLocation": ARTIFACT, "region": closed({**LINES, **OFFSETS})})
REPLACEMENT = closed({"deletedRegion": closed(OFFSETS, LINES), "insertedContent": closed({"text": STRING})})


def array(items: object, least: int = 0, unique: bool = False) -> dict[str, object]:
    return {"type": "array", "items": items, "minItems": least, "uniqueItems": unique}


SARIF = closed(
    {
        "$schema": STRING,
        "version": {"const": "2.1.0"},
        "runs": array(
            closed(
                {
                    "tool": closed(
                        {
                            "driver": closed(
                                {
                                    "name": STRING,
                                    "semanticVersion": STRING,
                                    "rules": array(
                                        closed(
                                            {
                                                "id": STRING,
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": closed({"level": LEVEL}),
                                            },
                                            {
                                                "properties": closed({"tags": array(STRING, 1, True)}),
                                            },
                                        ),
                                        unique=True,
                                    ),
                                }
                            )
                        }
                    ),
                    "columnKind": {"const": "unicodeCodePoints"},
                    "invocations": array(
                        closed(
                            {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": array(closed({"level": LEVEL, "message": TEXT})),
                            }
                        )
                    ),
                    "results": array(
                        closed(
                            {
                                "ruleId": STRING,
                                "ruleIndex": COUNT,
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": array(closed({"physicalLocation": PHYSICAL}), 1),
                                "partialFingerprints": {"type": "object", "additionalProperties": STRING},
                            },
                            {
                                "relatedLocations": array(
                                    closed({"id": COUNT, "physicalLocation": PHYSICAL, "message": TEXT}), unique=True
                                ),
                                "fixes": array(
                                    closed(
                                        {
                                            "description": TEXT,
                                            "artifactChanges": array(
                                                closed(
                                                    {
                                                        "artifactLocation": ARTIFACT,
                                                        "replacements": array(REPLACEMENT, 1),
                                                    }
                                                ),
                                                1,
                                                True,
                                            ),
                                        }
                                    ),
                                    1,
                                    True,
                                ),
                            },
                        )
                    ),
                }
            ),
            1,
        ),
    }
)
"""What we use of the OASIS schema `sarif-schema-2.1.0.json`, with nothing else allowed."""


def sarif(*diagnostics: Diagnostic, context: ReportContext = CONTEXT) -> dict:
    document = json.loads(written("sarif", *diagnostics, context=context))
    jsonschema.Draft7Validator(SARIF).validate(document)
    (run,) = document["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return run


class TestSarif:
    def test_a_result_of_sarif_says_rule_place_and_message(self) -> None:
        card = Card("a link to no note", "## Why\n\nIt leads nowhere.", "links")
        run = sarif(
            LINK, context=context(cards={"a": Card("other"), "broken-link": card}, prefix="내 vault/", lang="ko")
        )
        (result,) = run["results"]
        assert result["level"] == "error"
        assert result["message"]["text"].startswith("no note is named `Acme Labs`\nhelp: create the note")
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "%EB%82%B4%20vault/companies/Beta.md"
        assert physical["region"] == {
            "startLine": 3,
            "startColumn": 8,
            "endLine": 3,
            "endColumn": 21,
            "charOffset": 15,
            "charLength": 13,
        }
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert replacement["deletedRegion"] == {
            "startLine": 3,
            "startColumn": 10,
            "endLine": 3,
            "endColumn": 19,
            "charOffset": 17,
            "charLength": 9,
        }
        rule = run["tool"]["driver"]["rules"][1]
        assert rule["help"]["markdown"].startswith("## Why")

    def test_columns_of_a_fix_are_those_of_its_offsets(self) -> None:
        text = "가나\r\n다 라 마\r\n"
        fix = Fix(Message("do"), (Edit(Span(6, 7), "x"), Edit(Span(0, 2), "y"), Edit(Span(8, 11), "z")))
        run = sarif(diagnostic(text, "다 라", fix=fix))
        regions = [
            part["deletedRegion"] for part in run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
        ]
        lines = Lines(text)
        assert [region["charOffset"] for region in regions] == [6, 0, 8]
        assert (regions[0]["startLine"], regions[0]["startColumn"]) == lines.position(6)
        assert (regions[0]["endLine"], regions[0]["endColumn"]) == lines.position(7)
        assert "startLine" not in regions[1] and "startLine" not in regions[2]
        edits = [
            Edit(Span(region["charOffset"], region["charOffset"] + region["charLength"]), edit.text)
            for region, edit in zip(regions, fix.edits, strict=True)
        ]
        assert apply(text, edits) == apply(text, fix.edits)

    def test_a_fix_over_several_notes(self) -> None:
        fix = Fix(
            Message("do"), (Edit(Span(0, 1), "x"), Edit(Span(0, 1), "y", "b.md")), creates=(NewNote("새.md", "# 새\n"),)
        )
        changes = sarif(diagnostic(NOTE, "met", fix=fix))["results"][0]["fixes"][0]["artifactChanges"]
        assert [change["artifactLocation"]["uri"] for change in changes] == [
            "companies/Beta.md",
            "b.md",
            "%EC%83%88.md",
        ]

    def test_paths(self) -> None:
        assert uri("회사/a b#c?d%:\n.md") == "%ED%9A%8C%EC%82%AC/a%20b%23c%3Fd%25%3A%0A.md"
        assert uri(b"\xff.md".decode("utf-8", "surrogateescape")) == "%FF.md"
        assert uri("\ud83d.md") == "%ED%A0%BD.md"

    def test_fingerprints_survive_moving_lines_only(self) -> None:
        def prints(text: str, **changes: str) -> list[str]:
            found = [diagnostic(text, "[[A]]", **changes), diagnostic(text, "[[B]]", **changes)]
            return [result["partialFingerprints"]["vaulttoolsFinding/v1"] for result in sarif(*found)["results"]]

        first = prints("x [[A]] [[B]]\n")
        assert len(set(first)) == 2
        assert prints("\n\nnew\n  x [[A]] [[B]]\n") == first
        for other in (prints("y [[A]] [[B]]"), prints("x [[A]] [[B]]", path="o.md"), prints("x [[A]] [[B]]", rule="o")):
            assert not set(other) & set(first)

    def test_too_many_results(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(of_sarif, "MOST_RESULTS", 25)
        hints = [diagnostic(NOTE, "met", severity=Severity.HINT)] * 25
        run = sarif(*hints, LINK)
        assert len(run["results"]) == 25
        assert run["results"][-1]["level"] == "error"
        (notice,) = run["invocations"][0]["toolExecutionNotifications"]
        assert notice["message"]["text"] == "only the 25 most severe of 26 findings are in this report"

    def test_too_long_a_fix(self) -> None:
        fix = Fix(Message("do"), (Edit(Span(0, 1), "x" * (LONGEST_FIX + 1)),))
        run = sarif(diagnostic(NOTE, "met", fix=fix))
        assert "fixes" not in run["results"][0]
        assert run["invocations"][0]["toolExecutionNotifications"]

    def test_a_run_that_failed(self) -> None:
        assert sarif(context=context(complete=False))["invocations"][0]["executionSuccessful"] is False
        assert sarif()["results"] == []


class TestGithub:
    def test_a_command_of_github_and_the_summary(self) -> None:
        assert written("github", LINK, context=context(prefix="내 vault/")) == (
            "::error file=내 vault/companies/Beta.md,line=3,endLine=3,col=8,endColumn=21,title=vaulttools broken-link::"
            "no note is named `Acme Labs`%0Ahelp: create the note, or add `Acme Labs` to the aliases of the one you mean\n"
            "1 error in 1 of 120 notes; 1 can be fixed with `--unsafe-fixes`\n"
        )

    def test_several_lines_have_no_columns(self) -> None:
        (command, _) = written("github", diagnostic("a\nb\n", "a\nb", "x", severity=Severity.HINT)).splitlines()
        assert command.startswith("::notice file=companies/Beta.md,line=1,endLine=2,title=")

    def test_escapes(self) -> None:
        found = diagnostic("50% :: a,b", "50% :: a,b", "`{name}` is bad", path="a,b:c%0A\n::error::.md")
        (command, _) = written("github", found).splitlines()
        assert command.startswith("::error file=a%2Cb%3Ac%250A%0A%3A%3Aerror%3A%3A.md,line=1,")
        assert command.endswith("::`50%25 :: a,b` is bad")


HOSTILE = (
    "::error::x\x1b[2J\x1b]0;t\x07\x9b1m\u202e\u2028##[add-mask]y##vso[task.complete]\x7f\t\udcff\ufeff\xad\U000e0041"
)
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u202e\u2028\ufeff\ud800-\udfff\U000e0041]")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("name", FORMATS)
def test_no_note_can_forge_output(name: str, lang: str) -> None:
    text = f"a {HOSTILE}`\n\n  ::stop-commands::z {HOSTILE}\n"
    evil = Message("`{name}` is bad", {"name": "`\n\r\n::error::" + HOSTILE})
    path = f"::error::\n::warning::{HOSTILE}.md"
    where = Lines(text).position(0)
    found = [
        diagnostic(
            text,
            marked,
            evil,
            path=path,
            help=evil,
            fix=Fix(evil, (Edit(Span(0, 1), HOSTILE + "\n::error::", path),), creates=(NewNote(path, HOSTILE),)),
            related=(Place(path, Span(0, 0), where, where, evil),),
        )
        for marked in ("x\x1b[2J", "::stop-commands::z", "#[add-mask]y", HOSTILE)
    ]
    shown = written(name, *found, context=context(lang=lang))
    shown.encode("utf-8")  # a stream of UTF-8 takes it
    assert not HARMFUL.search(shown)
    assert not re.search(r"##\w*\[", shown)
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    assert len(commands) == (len(found) if name == "github" else 0)
    assert all(line.startswith("::error file=") and line.count("::") >= 2 for line in commands)
    assert all("::" not in line[: line.index("::", 2)][2:] for line in commands)


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
@pytest.mark.parametrize("name", FORMATS)
def test_odd_file_names(name: str) -> None:
    shown = written(name, diagnostic(NOTE, "met", path=os.fsdecode(b"\xff \xea\xb0\x80.md")))
    assert {"sarif": "%FF%20%EA%B0%80.md"}.get(name, "\\udcff 가.md") in shown


class TestText_helpers:
    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("abc", 3),
            ("가a", 3),
            ("\u1100\u1161\u11a8", 2),
            ("e\u0301", 1),
            ("👩\u200d👩\u200d👧", 2),
            ("👍🏽", 2),
            ("🏽", 2),
            ("❤\ufe0f", 2),
            ("❤", 1),
            ("🇰🇷", 2),
            ("1\ufe0f\u20e3", 2),
            ("ｱ", 1),
            ("Ａ", 2),
        ],
    )
    def test_width(self, text: str, columns: int) -> None:
        assert width(text) == columns

    @given(st.text(st.sampled_from("a#[가\x1b\n\u202e\udcff\tvso")))
    def test_printed_is_printable_code_point_by_code_point(self, text: str) -> None:
        assert len(printed(text)) == len(text)
        assert "".join(printed(text)) == printable(text)

    def test_no_line_is_a_command_to_a_runner(self) -> None:
        assert inert("\u3000 ::error::x") == "\u3000 \\x3a:error::x"
        assert inert("a::b") == "a::b"
        assert inert("##[[link]] ##[x]") == "##[[link]] #\\x23[x]"


def test_reporters_are_imported_when_asked_for() -> None:
    code = (
        "import sys; from vaulttools.reporters import reporter; reporter('text');"
        "sys.exit(bool({'json', 'hashlib', 'yaml'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-S", "-c", code], check=True, cwd=Path(vaulttools.__file__).parent.parent)
