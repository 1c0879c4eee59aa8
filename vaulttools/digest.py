"""Digests of what is kept from run to run, or stands for something long. They keep no secrets."""

try:
    # What `hashlib` itself takes it from where it can; that also loads OpenSSL, for as long as to read ten notes.
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
