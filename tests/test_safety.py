"""Safe with somebody's only copy: what `fix` and `enrich` must never change, and what faults must never leave behind.

The numbers of the invariants are those of the promise: 1 `check` writes nothing, 2 twice is once, 3 an untouched note keeps inode and
time, 4 mode kept, 5 links of the file system stay, 6 nothing lost and no litter, 7 line endings, 8 byte order mark, 9 final newline, 10
undecodable files, 11 no normalisation, 12 no word lost, 13 code, 14 properties and comments, 15 links, 16 text, 17 Obsidian's signs, 18
other files, 19 merge conflicts, 20 the same whatever the order, the cache and the number of workers.
"""

import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.repository import laid_out
from vaulttools.config import Config
from vaulttools.edits import Safety
from vaulttools.note.front_matter import split
from vaulttools.registry import Registry
from vaulttools.session import Session, checking
from vaulttools.session.fixing import settle, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, inodes and limits as POSIX has them")

CONFIG = Config(Registry())

KEPT = (
    "```python\nAcme을 [[Beta]]  토스를\n```",
    "~~~\n%% 한결를 %%\n~~~",
    "```\n    Acme을\n  토스를\n```",
    "`Acme을 `",
    "$E = Acme을$",
    "$$\nAcme은\n$$",
    "<!-- Acme을 -->",
    "%% Acme을 %%",
    "<% tp.date.now() %>",
    "{{title}}",
    "[^1]",
    "[^1]: 각주",
    "^block-1",
    "#태그/하위",
    "- [ ] 할 일",
    "- [x] 한 일",
    "> [!note]- 제목",
    "(상태:: 진행)",
    "==강조==",
    "![[그림.png|100]]",
    "[[Acme|그 회사]]",
    "[[Beta#제목]]",
    "[글](https://a.b/Acme을)",
    "https://a.b/한결를",
    "| 가 | 나 |\n|---|---|\n| [[Acme\\|회사]] | 2 |",
    "<div>Acme을</div>",
    "`\u1100\u1161\u11a8 e\u0301`",
    "👩‍👩‍👦",
)
"""What must be there afterwards as it was, letter for letter."""
FLAWED = (
    "Acme을 만났다.",
    "Acme 는 컸다.",
    "한결는 물류 회사다.",
    "토스 와 Beta를 비교했다.",
    "# 제목  ",
    "###제목",
    "제목\u200b",
    "그 그 회사",
    "[[ Acme ]]",
    "[[acme]]",
    "[[없는 노트]]",
    "가\n\n\n\n나",
    "1. Acme\n  - 내용",
    "어떻게 한다는 건지?",
    "“따옴표”",
    "the the end",
    "recieve",
)
YAML_KEPT = (
    "# 주석 하나",
    "custom: 'x: y' # 끝",
    "nested: {a: [1, 2], b: no}",
    "block: |\n  두 줄\n  텍스트",
    "수치: 0x1f",
    "anchor: &a [x]",
    "same: *a",
)
YAML_FLAWED = (
    "tag: 물류",
    "tags: '#a, #b'",
    "alias: 별명",
    "date: 2025.3.7",
    "up: [[Acme]]",
    "ticker: 035720",
    "publish: no",
)
OTHERS = {
    "companies/Acme.md": "---\ntype: company\naliases: [에이씨미]\n---\n# Acme\n",
    "companies/한결.md": "---\ntype: company\n---\n물류.\n",
    "companies/토스.md": "---\ntype: company\n---\n",
    "concepts/Beta.md": "---\ntype: concept\n---\n## 제목\n글.\n",
}


@st.composite
def notes(draw: st.DrawFn) -> bytes:
    """A note of pieces that must stay and pieces that ask to be fixed, in any line ending."""
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    properties = draw(st.lists(st.sampled_from(YAML_KEPT + YAML_FLAWED), max_size=5, unique=True))
    if "same: *a" in properties:
        properties = [each for each in properties if each not in ("anchor: &a [x]", "same: *a")]
    pieces = draw(st.lists(st.sampled_from(KEPT + FLAWED + FLAWED), min_size=1, max_size=10))
    gaps = draw(st.lists(st.sampled_from(["\n\n", "\n\n", "\n"]), min_size=len(pieces), max_size=len(pieces)))
    body = "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))
    front = "".join(f"{line}\n" for line in ("---", *properties, "---")) if properties or draw(st.booleans()) else ""
    text = (front + body).replace("\n", newline)
    text = text if draw(st.booleans()) else text.rstrip("\r\n")
    return (draw(st.sampled_from(["", "", "\ufeff"])) + text).encode()


def state(root: Path) -> dict[str, tuple[bytes, int, int, int]]:
    """What each file holds, and whether it was touched."""
    found = {}
    for file in sorted(root.rglob("*")):
        if file.is_file() and not file.is_symlink() and ".vaulttools_cache" not in file.parts:
            status = file.stat()
            found[str(file.relative_to(root))] = (file.read_bytes(), status.st_ino, status.st_mtime_ns, status.st_mode)
    return found


def fixed(root: Path, jobs: int = 1, cached: bool = False, reverse: bool = False) -> list[str]:
    """What `fix` and then `enrich` write, as the command line does it."""
    written = []
    for enriching in (False, True):
        session = Session(root, CONFIG, jobs=jobs, cached=cached)
        paths = session.paths()
        written += write(session, settle(session, paths[::-1] if reverse else paths, (Safety.SAFE,), enriching))
        assert session.failures == []
    return written


def links(text: str) -> Counter[str]:
    found = re.findall(r"(?<!\\)\[\[([^\[\]|#\n\r]+)", re.sub(r"`[^`\n]*`|(?s:```.*?```)", "", text))
    return Counter(name.strip().lower().rstrip("\\") for name in found)


def data_of(text: str) -> dict[str, Any]:
    place = split(text)
    if place is None or not place.closed:
        return {}
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return dict(reader.load(re.sub(r"\r\n?", "\n", place.yaml_span.of(text))) or {})


CONFLICT = "a\n<<<<<<< ours\nAcme을\n=======\nAcme를\n>>>>>>> theirs\n".encode()
BYSTANDERS = {
    ".obsidian/app.json": b"{}",
    ".trash/Acme.md": "Acme을 \n".encode(),
    "그림.png": b"\x89PNG",
    "board.canvas": b"{}",
    "cp949.md": "한결는".encode("cp949"),
    "merge.md": CONFLICT,
    "a.excalidraw.md": "---\nexcalidraw-plugin: parsed\n---\nAcme을\n".encode(),
}


@given(st.lists(notes(), min_size=1, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_what_fixing_keeps(tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]) -> None:
    root = tmp_path_factory.mktemp("vault")
    files = {f"notes/{number}.md": data for number, data in enumerate(texts)}
    laid_out(root, files | {path: text.encode() for path, text in OTHERS.items()} | BYSTANDERS)
    (root / "notes/0.md").chmod(0o640)
    shutil.copytree(root, root.with_name(f"{root.name}-twin"), symlinks=True)
    before = state(root)
    session = Session(root, CONFIG)
    checking.check(session, session.paths())
    assert state(root) == before, "1: check writes nothing"
    written = set(fixed(root)) | set(fixed(root))  # what enrich adds may give fix something to do
    after = state(root)
    assert fixed(root) == [] and state(root) == after, "2: twice is once"
    assert after.keys() == before.keys() | written, "6: nothing lost, no litter"
    for path, (data, inode, changed, mode) in before.items():
        new, new_inode, new_changed, new_mode = after[path]
        assert new_mode == mode, "4: the mode"
        if path not in written:
            assert (new, new_inode, new_changed) == (data, inode, changed), "3: untouched"
    assert not written & BYSTANDERS.keys(), "10, 18, 19: other files, other encodings, conflicts"
    for path, data in files.items():
        kept(data.decode(), after[path][0].decode())
    twin = root.with_name(f"{root.name}-twin")
    fixed(twin, reverse=True, cached=True)
    fixed(twin, reverse=True, cached=True)
    assert {path: held[0] for path, held in state(twin).items()} == {path: held[0] for path, held in after.items()}, (
        "20"
    )
    shutil.rmtree(root)
    shutil.rmtree(twin)


def kept(old: str, new: str) -> None:
    """Compares a note before and after, by means of its own."""
    endings = set(re.findall(r"\r\n|\r|\n", old))
    assert set(re.findall(r"\r\n|\r|\n", new)) <= (endings or {"\n"}), "7: line endings"
    assert old.startswith("\ufeff") == new.startswith("\ufeff"), "8: the mark"
    assert old.endswith(("\n", "\r")) == new.endswith(("\n", "\r")) or not old.strip(), "9: the final newline"
    plain, now = (re.sub(r"\r\n?", "\n", text) for text in (old, new))
    for piece in KEPT:
        if plain.count(piece) and f"{piece}\n" in plain + "\n":
            assert now.count(piece) >= plain.count(piece), f"11, 13, 16, 17: {piece}"
    assert not links(plain) - links(now) - Counter(["acme"]), "15: links"
    before, after = data_of(old), data_of(new)
    for line in YAML_KEPT:
        if f"\n{line}\n" in plain[: len(plain) - len(plain.lstrip())] + plain.partition("\n---\n")[0] + "\n":
            assert line in now, "14: properties and comments"
    for key in ("custom", "nested", "block", "수치", "anchor"):
        assert before.get(key) == after.get(key), "14: properties"
    words = Counter(re.findall(r"[가-힣A-Za-z]{3,}", plain))
    lost = words - Counter(re.findall(r"[가-힣A-Za-z]{3,}", now))
    assert sum(lost.values()) <= 0.2 * sum(words.values()) + 6, f"12: words: {lost}"


def test_twice_is_once_where_new_notes_show_other_habits(tmp_path: Path) -> None:
    names = ("참눈", "한결페이", "볕드림", "오로라랩", "노바컴")
    met = "## 오전\n\n" + "".join(f"### {name}\n\n- 매출 3억\n- 고객 두 곳\n\n" for name in names)
    files = {f"companies/{name}.md": "---\ntype: company\n---\n" for name in names[:2]}
    files |= {"데모데이.md": met, "장소.md": "", "연결.md": "[[데모데이]]에서 만났다. [[장소]]\n"}
    files |= {f"{number}.md": "[[장소]]에서:\n\n- 데모데이\n" for number in range(4)}
    files |= {f"길 {number}.md": f"[[길 {(number + 1) % 20}]]\n" for number in range(20)}
    laid_out(tmp_path, {path: text.encode() for path, text in files.items()})

    def enriched() -> list[str]:
        session = Session(tmp_path, CONFIG)
        return write(session, settle(session, session.paths(), (Safety.SAFE, Safety.UNSAFE), True))

    written = enriched()
    assert {f"companies/{name}.md" for name in names[2:]} | {"0.md"} <= {*written}
    assert "[[데모데이]]" in (tmp_path / "companies/노바컴.md").read_text(encoding="utf-8")
    assert enriched() == []


def test_twice_is_once_where_new_links_show_other_habits(tmp_path: Path) -> None:
    sentence = "다른 텍스트에 비해 너무 크거나 작은 문자에 대한 맞춤 옵션을 선택합니다.\n"
    laid_out(tmp_path, {"맞춤.md": b"", "줄.md": "맞춤\n".encode(), "문장.md": sentence.encode()})

    def enriched() -> list[str]:
        session = Session(tmp_path, CONFIG)
        return write(session, settle(session, session.paths(), (Safety.SAFE,), True))

    assert "줄.md" in enriched()
    assert enriched() == []
