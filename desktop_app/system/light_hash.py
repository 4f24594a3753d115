"""SHA-256 without OpenSSL, for the first window: with hashlib it comes along, and takes 2 ms of a start.

Python's own `random` does the same, with the same way back where this Python has no such module.
"""

from __future__ import annotations

try:
    from _sha2 import sha256 as _made  # type: ignore[import-not-found] # since Python 3.12; typeshed leaves it out
except ImportError:
    try:
        from _sha256 import sha256 as _made  # type: ignore[import-not-found] # before it; typeshed leaves it out, too
    except ImportError:
        from hashlib import sha256 as _made


def sha256(data: bytes) -> bytes:
    """The 32 bytes of the checksum."""
    return bytes(_made(data).digest())
