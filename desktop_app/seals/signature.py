"""What is known of one digital signature, in plain values: no library of cryptography is needed to look at it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

WEAK_DIGESTS: Final = frozenset({"md5", "sha1"})  # an office may refuse them


class NotSigned(Exception):
    """The data are no signed envelope, or one that cannot be read; the text is an Italian clause."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: whose, by which certificate, and whether it is over these very bytes. Times have a zone.

    `code`: the codice fiscale that the certificate states, "" where it states none. `claimed`: the signer's own clock.
    `stamped`: the time of a time stamp over this signature, by `stamped_by`. `why`: where it is not intact, an Italian
    clause. `level`: of nested envelopes, 0 is the outermost. `counter`: it is over another signature, not the document.
    `certificate` and `chain` (all that came with it) are DER.
    """

    name: str = ""
    code: str = ""
    organization: str = ""
    issuer: str = ""
    not_before: dt.datetime | None = None
    not_after: dt.datetime | None = None
    claimed: dt.datetime | None = None
    stamped: dt.datetime | None = None
    intact: bool = False
    why: str = ""
    digest: str = ""
    level: int = 0
    counter: bool = False
    certificate: bytes = b""
    chain: tuple[bytes, ...] = ()
    stamped_by: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether its digest is one that offices may refuse."""
        return self.digest in WEAK_DIGESTS
