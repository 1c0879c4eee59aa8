"""English word lists for telling names and abbreviations from other words, each in a file of its own."""

from pathlib import Path


def _listed(file: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(file).read_text("utf-8").split())


ORDINARY = _listed("ordinary.txt")
"""Ordinary words: a note named with one of them is meant only where the text spells it as the name does."""

ACRONYMS = _listed("acronyms.txt")
"""Acronyms that need no explanation, in capitals: units, currencies, terms of work, business and computing, large companies, public
bodies, what customers of a Korean bank read on its forms (DSR, IRP, KYC), and what glossaries of venture investing and accounting
give one meaning (RCPS, GP, NOI). Names of banks and groups (KB, IBK, SK) stand for themselves."""
