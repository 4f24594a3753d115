"""What is expected back of a dossier, and the verdict over a file that came back: plain values, without a library."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from desktop_app.seals.signature import Signature

Kind = Literal["pades", "cades", "pdf", "receipt", "other"]
State = Literal["complete", "partial", "unsigned", "altered", "foreign", "unreadable"]
ContentState = Literal["identical", "same_pages", "different", "unknown"]
CertificateState = Literal["valid", "expired", "unknown"]

MAX_BYTES: Final = 64_000_000  # of a file that is judged


@dataclass(frozen=True, slots=True)
class ExpectedSigner:
    """A party that signs a document; `id` names its field. `code`, `name`: of the person, "" where nobody said.

    An `office` signs after the others.
    """

    id: str
    label: str
    code: str = ""
    name: str = ""
    office: bool = False


class KnownExport(NamedTuple):
    """An export by its SHA-256 in hex; `superseded`: an Italian clause that says which answer is another since."""

    sha256: str
    superseded: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """A document of a dossier, as far as a file that came back is compared with it.

    `exports`: the newest first. `make` gives the exported file, or makes it again as of a day, `swapped` with the
    parties at the foot of its pages where they were left out, or the reverse; None where nothing can.
    `superseded`: a clause that holds of what it makes, of a draft (BOZZA) for one.
    `marks`: what tells this dossier from another with the same forms, such as codes and addresses of its parties.
    """

    id: str
    title: str
    signers: tuple[ExpectedSigner, ...] = ()
    exports: tuple[KnownExport, ...] = ()
    make: Callable[[dt.date | None, bool], bytes] | None = None
    marks: tuple[str, ...] = ()
    superseded: str = ""


@dataclass(frozen=True, slots=True)
class JudgedSignature:
    """A signature, and what it is worth for the document.

    `signer`: the party that it is of, None where that is not proven. `place`: the PDF field, "" of an envelope.
    `revision`: the version of the PDF that it is over, None of an envelope. `time`: of a time stamp (`stamped`), else
    as the signer's clock said, None where nobody said. `provider`: the one of the trusted list that made the
    certificate. `why`: a clause where it is not intact. `remark`: a sentence on whose it is, where that is not plain.
    """

    signature: Signature
    signer: str | None
    place: str
    revision: int | None
    time: dt.datetime | None
    certificate: CertificateState
    provider: str | None = None
    why: str = ""
    remark: str = ""

    @property
    def intact(self) -> bool:
        return not self.why and self.signature.intact

    @property
    def key(self) -> str:
        """What tells its certificate from others: the key of `assigned`."""
        return certificate_key(self.signature.certificate)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is. `message` is one sentence or a few, `sentences` say the rest, one for each signature and doubt.

    `document` is None where it is none of the expected. `lacking` are the ids of the parties that have not signed it.
    """

    kind: Kind
    state: State
    document: str | None = None
    content: ContentState = "unknown"
    differences: tuple[str, ...] = ()
    signatures: tuple[JudgedSignature, ...] = ()
    lacking: tuple[str, ...] = ()
    message: str = ""
    sentences: tuple[str, ...] = ()
    original: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is the exported document, and everybody has signed it."""
        return self.state == "complete" and self.content == "identical"


def certificate_key(certificate: bytes) -> str:
    """What a certificate is known by: its SHA-256 in hex."""
    return hashlib.sha256(certificate).hexdigest() if certificate else ""
