"""vaulttools keeps a vault of markdown notes correct, linked and clear.

How a note is checked: `cli.check` opens a `Session`, which reads the files of the vault into notes and a `Vault`; `session.checking`
goes through the notes, `engine.check` runs the rules on each and returns their findings, which `reporters` print and `session.fixing` fixes.

From the ground up (tests/test_layers.py holds every module to this order):

- `values`, `patterns`, `search`, `sorted_words`, `digest`, `qwerty`: values, and what finds something in texts and paths.
- `text`, `message`, `edits`, `findings`: places in a text, what is said of them, changes, and what rules find.
- `files`: the disk and git: what is in a vault, its settings and history, and writing to it without harm.
- `korean`, `english`, `spelling`: what we know about words. `note`: one note, parsed once. `vault`: all notes, by their facts.
- `rule`, `rules`, `registry`: a rule is one file, with its page, options and examples.
- `suppress`, `baseline`, `config`, `engine`: what is not reported, which rules run, how severe they are, and running them.
- `proof`, `fixer`, `ledger`: fixing without harm, and the links that were added.
- `cache`, `history`, `workers`, `session`: what is kept between runs, what git remembers, and one open vault, whose notes are checked and fixed.
- `language`, `locale`, `reporters`, `docs`, `help`, `timing`, `cli`: what the user sees, in both languages.
- `testing`: a rule's examples as tests.
"""

__version__ = "0.1.0"
