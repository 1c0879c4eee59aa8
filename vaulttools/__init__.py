"""vaulttools keeps a vault of markdown notes correct, linked and clear.

How a note is checked: `cli.check` opens a `Session`, which reads the files of the vault into notes and a `Vault`; `engine.check`
runs the rules on a note and returns their findings as a list, which `reporters` print and `fixing` fixes.

From the ground up (tests/test_layers.py holds every module to this order):

- `text`, `edits`, `findings`: places in a text, changes to it, and what rules say about it.
- `korean`, `english`, `spelling`: what we know about words. `note`: one note, parsed once. `vault`: all notes, by their facts.
- `rule`, `rules`, `registry`: a rule is one file, with its page, options and examples.
- `engine`, `suppress`, `config`: which rules run, how severe they are, and what is not reported.
- `disk`, `git`, `walk`, `writer`: files, the history of a vault, what is in it, and writing without harm.
- `cache`, `history`, `session`, `workers`: what is kept between runs, what git remembers, and one open vault.
- `proof`, `fixer`, `fixing`: fixing without harm, note by note and in an open vault.
- `locale`, `reporters`, `cli`: what the user sees, in both languages.
"""

__version__ = "0.1.0"
