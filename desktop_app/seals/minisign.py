"""Signatures in minisign's format: Ed25519 over the BLAKE2b-512 of a file, one line of base64 for key and signature.

The format is that of https://jedisct1.github.io/minisign/: its own tool reads what is signed here, and the reverse.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY, _PREHASHED = b"Ed", b"ED"  # the algorithm of a key, and that of a signature over a digest
_SCRYPT, _PLAIN, _CHECKED = b"Sc", b"\x00\x00", b"B2"
_ID, _PUBLIC, _SIGNATURE, _CHECK = 8, 32, 64, 32  # bytes
_SECRET = _ID + _SIGNATURE + _CHECK  # what a file of a secret key keeps, encrypted or not
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
_MOST_MEMORY: Final = 2**30  # bytes that deriving a key may take: what minisign itself asks for
_BLOCK: Final = 8  # of scrypt


class KeyFault(Exception):
    """The text or the file is no key of minisign, or the password is not its own; the text is an Italian clause."""


class SignatureFault(Exception):
    """Why a signature does not count; the text is an Italian clause."""


class UnknownKey(SignatureFault):
    """It was made with a key that is none of those which are known."""


class PublicKey(NamedTuple):
    """A public key and the number that its signatures name it by."""

    id: bytes
    key: bytes

    @property
    def text(self) -> str:
        """The line that minisign writes, and `-P` takes."""
        return _encoded(_KEY + self.id + self.key)

    @property
    def number(self) -> str:
        """The number as minisign shows it."""
        return number(self.id)


@dataclass(frozen=True, slots=True, repr=False)
class SecretKey:
    """A secret key, decrypted; it never shows itself."""

    id: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The key that its signatures are checked with."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        return PublicKey(self.id, _private(self.seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def number(id: bytes) -> str:
    """The number of a key as minisign shows it: 16 hexadecimal digits."""
    return id[::-1].hex().upper()


def read_public(text: str) -> PublicKey:
    """A public key: its line, or its whole file. Raises KeyFault."""
    raw = _decoded(text.strip().splitlines()[-1] if text.strip() else "", KeyFault("non è una chiave di minisign"))
    if len(raw) != len(_KEY) + _ID + _PUBLIC or not raw.startswith(_KEY):
        raise KeyFault("non è una chiave pubblica di minisign")
    return PublicKey(raw[2:10], raw[10:])


def needs_password(text: str) -> bool:
    """Whether the file of a secret key is encrypted. Raises KeyFault."""
    return _secret_file(text)[2:4] == _SCRYPT


def read_secret(text: str, password: str = "") -> SecretKey:
    """The key in the file that `minisign -G` writes. Takes some seconds and 1 GB with a password. Raises KeyFault."""
    raw = _secret_file(text)
    algorithm, kdf, salt, kept = raw[:2], raw[2:4], raw[6:38], raw[54:]
    if kdf == _SCRYPT:
        operations, memory = (int.from_bytes(raw[at : at + 8], "little") for at in (38, 46))
        kept = bytes(a ^ b for a, b in zip(kept, _derived(password, salt, operations, memory), strict=True))
    id, secret, check = kept[:_ID], kept[_ID : _ID + _SIGNATURE], kept[_ID + _SIGNATURE :]
    # Of a key without a password minisign writes no check sum: its public half tells whether it is whole.
    if kdf == _SCRYPT and hashlib.blake2b(algorithm + id + secret, digest_size=_CHECK).digest() != check:
        raise KeyFault("ha un'altra password")
    key = SecretKey(id, secret[:32])
    if key.public.key != secret[32:]:
        raise KeyFault("è rovinata")
    return key


def sign(data: bytes, key: SecretKey, trusted: str, untrusted: str) -> str:
    """The content of the `.minisig` file beside the data. `trusted` is signed too; both comments are one line."""
    private = _private(key.seed)
    signature = private.sign(hashlib.blake2b(data).digest())
    whole = private.sign(signature + trusted.encode())
    first = f"{_UNTRUSTED}{untrusted}\n{_encoded(_PREHASHED + key.id + signature)}\n"
    return f"{first}{_TRUSTED}{trusted}\n{_encoded(whole)}\n"


def verify(data: bytes, signature: str, keys: Iterable[PublicKey]) -> PublicKey:
    """The key that signed the data. Raises UnknownKey, or SignatureFault where the data or the signature changed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    broken = SignatureFault("la firma è rovinata")
    lines = signature.removesuffix("\n").split("\n")
    if len(lines) != 4 or not lines[2].startswith(_TRUSTED):
        raise broken
    blob, whole, trusted = _decoded(lines[1], broken), _decoded(lines[3], broken), lines[2].removeprefix(_TRUSTED)
    if len(blob) != 2 + _ID + _SIGNATURE or len(whole) != _SIGNATURE or blob[:2] != _PREHASHED:
        raise broken
    id, made = blob[2:10], blob[10:]
    known = next((each for each in keys if each.id == id), None)
    if known is None:
        raise UnknownKey(f"è firmato con una chiave che qui non è conosciuta ({number(id)})")
    try:
        public = Ed25519PublicKey.from_public_bytes(known.key)
        public.verify(made, hashlib.blake2b(data).digest())
        public.verify(whole, made + trusted.encode())
    except (InvalidSignature, ValueError):
        raise SignatureFault("è stato cambiato dopo la firma") from None
    return known


def _private(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def _secret_file(text: str) -> bytes:
    lines = text.strip().splitlines()
    fault = KeyFault("non è il file di una chiave segreta di minisign")
    raw = _decoded(lines[-1] if lines else "", fault)
    known = raw[:2] == _KEY and raw[2:4] in (_SCRYPT, _PLAIN) and raw[4:6] == _CHECKED
    if len(raw) != 54 + _SECRET or not known:
        raise fault
    return raw


def _derived(password: str, salt: bytes, operations: int, memory: int) -> bytes:
    """As many bytes as a key has, out of a password, with the cost as libsodium counts it. Raises KeyFault."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # hashlib's needs an OpenSSL, which Windows lacks

    if not 0 < memory <= _MOST_MEMORY or not 0 < operations <= 2**32:
        raise KeyFault("chiede più memoria di quella che minisign usa")
    by_operations = operations < memory // 32
    most = operations // (_BLOCK * 4) if by_operations else memory // (_BLOCK * 128)
    size = 1 << max((most // 2).bit_length(), 1)
    parallel = 1 if by_operations else max(min(operations // 4 // size, 0x3FFFFFFF) // _BLOCK, 1)
    try:
        if 128 * _BLOCK * (size + parallel) > _MOST_MEMORY + 2**26:
            raise MemoryError
        return Scrypt(salt, _SECRET, size, _BLOCK, parallel).derive(password.encode())
    except (ValueError, MemoryError):
        raise KeyFault("non si può aprire: chiede troppa memoria") from None


def _decoded(line: str, fault: Exception) -> bytes:
    try:
        raw = base64.b64decode(line.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise fault from None
    if _encoded(raw) != line:  # bits that no byte has
        raise fault
    return raw


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
