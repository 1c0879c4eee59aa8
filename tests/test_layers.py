"""A module imports only from those above its own (vaulttools is read from the top of this list down)."""

import ast
import re
from pathlib import Path

import pytest

import vaulttools

PACKAGE = Path(vaulttools.__file__).parent

LAYERS = """
values patterns digest message text qwerty edits findings language
files
files.globs
files.disk
files.obsidian
files.git
files.walk
files.system
files.writer
search sorted_words
korean english
spelling.slips
spelling.witness
spelling.variants
spelling.terms
spelling.latin
spelling.guesses
spelling.analysed
spelling.tokens
spelling
note
vault.paths
vault.subpaths
vault.graph
vault.folding
vault.around
vault.edges
vault.english_sense
vault.korean_sense
vault.sense
vault.mentions
vault.schemas
vault.json_schema
vault.settings
vault.census
vault.habits
vault.memory
vault.near_names
vault.near_headings
vault.nearest
vault.entities
vault.names
vault.unwritten
vault.usage
vault.unopened
vault.lists
vault.templates
vault.companies
vault.relations
vault.concepts
vault.customs
vault.vocabulary
vault
vault.inference
vault.questions
rule
rules
registry
suppress
baseline
ledger
engine
config
config.settings
config.source
config.file
cache
cache.texts
cache.database
cache.facts
cache.pieces
cache.reports
cache.kept
cache.corrections
proof
fixer
workers
history
session
session.changes
session.checking
session.fixing
locale
reporters
docs
testing
timing
cli
help
__main__
""".split()
"""From the ground up. `locale` and `reporters` know findings only, and stand above what they have no need of."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent != PACKAGE)


def layer(name: str) -> int:
    """Of the module `name`, or else of the package that it is in."""
    parts = name.split(".")[1:]
    return next(LAYERS.index(each) for each in (".".join(parts[:2]), parts[0]) if each in LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_only_from_above(path: Path) -> None:
    own = ".".join(("vaulttools", *path.relative_to(PACKAGE).with_suffix("").parts))
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            imported |= {f"{node.module}.{alias.name}" for alias in node.names}
    for name in imported:
        if name.startswith("vaulttools.") and name.split(".")[1] not in ("__version__",):
            assert layer(name) <= layer(own), f"{own} imports {name}, which stands above it"
            if layer(name) == layer(own) and own.split(".")[1] not in ("korean", "english"):
                assert name.split(".")[1] == own.split(".")[1]


def test_every_module_has_a_layer() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert found == {name.split(".")[0] for name in LAYERS}
    parted = {name.split(".")[0] for name in LAYERS if "." in name}
    inside = {f"{each}.{path.stem}" for each in parted for path in (PACKAGE / each).glob("[!_]*.py")}
    assert inside == {name for name in LAYERS if "." in name}


def test_the_map_of_the_code_names_every_module() -> None:
    named = re.findall(r"`(\w+)`", (vaulttools.__doc__ or "").partition("From the ground up")[2])
    assert sorted(named) == sorted({name.split(".")[0] for name in LAYERS} - {"__main__"})
