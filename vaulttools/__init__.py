"""vaulttools keeps a vault of markdown notes correct, linked and clear.

The way of a note: `cli.check` opens a `Session`, which reads the files of the vault into notes and a `Vault`; `engine.check`
shows a note to the rules, and what they find comes back as a list, which `reporters` print and `fixer` fixes.

From the ground up (tests/test_layers.py holds every module to this order):

- `text`, `edits`, `findings`: places in a text, changes of it, and what is said of it.
- `korean`, `english`, `spelling`: what is known of words. `note`: one note, read once. `vault`: all notes, by their facts.
- `rule`, `rules`, `registry`: a rule is one file, with its page, options and examples.
- `engine`, `suppress`, `config`: which rules run, how severe they are, and what is not reported.
- `disk`, `cache`, `fixer`, `session`, `workers`: files, what is kept from run to run, and writing without harm.
- `locale`, `reporters`, `cli`: what a reader gets to see, in both languages.
"""

__version__ = "0.1.0"
