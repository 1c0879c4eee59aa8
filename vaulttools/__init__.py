"""vaulttools keeps a vault of markdown notes correct, linked and clear."""

__version__ = "0.1.0"
