"""A PDF of ours is told from its own identifier: a hash of the rest, so a signature or any other change breaks it."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.system import seal

_IDENTIFIER: Final = re.compile(rf"/ID \[<{seal.PLACE}><{seal.PLACE}>\]".encode())


def sealed(data: bytes) -> bytes:
    """The finished file, with its identifier in place of the one that it has."""
    return seal.sealed(data, _IDENTIFIER)


def is_untouched(data: bytes) -> bool:
    """Whether the program wrote exactly these bytes, as far as they tell by themselves."""
    return data.startswith(b"%PDF-") and seal.is_sealed(data, _IDENTIFIER)
