"""How well names are told from other words, on a labelled set that lives outside this repository."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vaulttools.vault.mentions import Mention, Names

DATA = Path(__file__).parents[2] / "shared" / "bench" / "linkcases"
PROTECTED = re.compile(r"\[\[[^\]\n]*\]\]|`[^`\n]*`|https?://\S+|(?<!\S)#\w\S*|\[[^\]\n]*\]\([^)\n]*\)|\$[^$\n]+\$")

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled cases are not here")


def judged() -> Iterator[tuple[dict[str, Any], list[Mention]]]:
    entities = json.loads((DATA / "entities.json").read_text("utf-8"))
    names = Names((name, note) for note, variants in entities.items() for name in variants)
    for line in (DATA / "cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        prose = PROTECTED.sub(lambda match: "\ufffc" * len(match[0]), case["text"])
        yield case, [mention for mention in names.mentions(prose) if mention.certain]


def test_precision_and_recall() -> None:
    right, wanted, wrong = 0, 0, []
    for case, mentions in judged():
        if case["category"] == "homograph":
            continue
        want, either = ({tuple(span) for span in case[key]} for key in ("link", "either"))
        got = {tuple(mention.span) for mention in mentions}
        right += len(want & got)
        wanted += len(want)
        wrong += [(case["text"], span) for span in got - want - either]
    assert not wrong
    assert right / wanted >= 0.97


def test_fewer_than_half_of_the_homographs_are_linked() -> None:
    homographs = [mentions for case, mentions in judged() if case["category"] == "homograph"]
    assert sum(map(bool, homographs)) < len(homographs) / 2
