"""Digests of what is kept from run to run, or stands for something long. They keep no secrets."""

try:
    # `hashlib` takes it from there, too, but also loads OpenSSL, which takes longer than reading ten notes.
    from _blake2 import blake2b
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
