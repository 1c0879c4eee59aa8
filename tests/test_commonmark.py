"""CommonMark's own examples: headings, code, links and HTML are what, and where, the specification has them.

The examples are not part of this project (their licence is another one). `COMMONMARK_SPEC` names the file that holds them: the
`spec.txt` of the specification, or the `commonmark.json` made of it, as the source packages of markdown-it-py and mistletoe have it.
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.test_blocks import MARKO_KINDS, of_marko
from vaulttools.note import Note

SPEC = os.environ.get("COMMONMARK_SPEC", "")
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.M | re.S)


def examples() -> list[tuple[int, str, str]]:
    """Number, markdown and HTML of each example."""
    if not SPEC:
        return []
    text = Path(SPEC).read_text(encoding="utf-8")
    if SPEC.endswith(".json"):
        return [(each["example"], each["markdown"], each["html"]) for each in json.loads(text)]
    pairs = (match.groups() for match in _EXAMPLE.finditer(text))
    return [(number, *(part.replace("→", "\t") for part in pair)) for number, pair in enumerate(pairs, 1)]


EXAMPLES = examples()
pytestmark = pytest.mark.skipif(not EXAMPLES, reason="COMMONMARK_SPEC names no file with examples")


# Where Obsidian reads something else on purpose: front matter, wiki-links.
COMMON = [each for each in EXAMPLES if not each[1].startswith("---\n") and "[[" not in each[1]]


@pytest.mark.parametrize(("number", "text", "html"), COMMON)
def test_what_stands_where(number: int, text: str, html: str) -> None:
    nodes = Note("n.md", text).blocks.of(*set(MARKO_KINDS.values()))
    assert sorted((node.kind, node.span.of(text).strip()) for node in nodes) == of_marko(text)


class Counts(HTMLParser):
    """How often what is asked of a note stands in the HTML of an example; the words of its code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.code_blocks = self.code_spans = self.links = self.images = 0
        self._in_block = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Counts `tag`."""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.code_blocks += tag == "pre"
        self._in_block = self._in_block or tag == "pre"
        self.code_spans += tag == "code" and not self._in_block
        self.links += tag == "a"
        self.images += tag == "img"

    def handle_endtag(self, tag: str) -> None:
        """Ends a code block."""
        self._in_block = self._in_block and tag != "pre"


@pytest.mark.parametrize(("number", "text", "html"), COMMON)
def test_what_the_specification_has(number: int, text: str, html: str) -> None:
    blocks = Note("n.md", text).blocks
    if blocks.of("html"):
        pytest.skip("its own tags would be counted")
    said = Counts(html)
    assert [node.data for node in blocks.of("heading")] == said.headings
    assert len(blocks.of("code_block")) == said.code_blocks
    images = blocks.of("image")
    # What stands in the text of an image is no element: its words are the `alt` of the image.
    outside = [
        [node for node in blocks.of(kind) if not any(image.start < node.start < image.end for image in images)]
        for kind in ("code_span", "link", "image")
    ]
    assert [len(each) for each in outside] == [said.code_spans, said.links, said.images]
