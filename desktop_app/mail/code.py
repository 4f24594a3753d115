"""The reference code in a subject (`rif. C12-7K3Q`): the one link to a sending that survives every mail program."""

from __future__ import annotations

import hashlib
import re

from desktop_app.engine.italian.signs import SIGNS

_IN_SUBJECT = re.compile(r"(?i)\brif\.?\s*(C[0-9]{1,9}-[0-9A-Z]{4})\b")


def make_code(number: int, dossier: str, sending: str) -> str:
    """The code of a sending of a dossier, always the same. `number` is what people call the dossier."""
    digest = hashlib.sha256(f"{dossier}\0{sending}".encode("utf-8", "replace")).digest()
    value = int.from_bytes(digest[:8], "big")
    signs = "".join(SIGNS[value >> shift & 31] for shift in (0, 5, 10, 15))
    return f"C{max(0, number)}-{signs}"


def with_code(subject: str, code: str) -> str:
    """The subject with the code at its end."""
    return f"{subject.rstrip(' -–.')} – rif. {code}" if subject.strip() else f"rif. {code}"


def code_in(subject: str) -> str:
    """The code in a subject, in capitals; empty where there is none."""
    found = _IN_SUBJECT.search(subject)
    return found[1].upper() if found else ""


def same_code(one: str, other: str) -> bool:
    """Whether two codes are one, that of a draft without a number (`C0-…`) also where the other has one."""
    (number, _, signs), (other_number, _, other_signs) = one.partition("-"), other.partition("-")
    return bool(signs) and signs == other_signs and (number == other_number or "C0" in (number, other_number))
