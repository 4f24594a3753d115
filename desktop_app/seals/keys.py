"""Whether a signature value belongs to a public key and to some content."""

from __future__ import annotations

from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import load_der_public_key

from desktop_app.seals.content import Content

HASHES: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    "md5": hashes.MD5, "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256, "sha384": hashes.SHA384,
    "sha512": hashes.SHA512, "sha3_224": hashes.SHA3_224, "sha3_256": hashes.SHA3_256, "sha3_384": hashes.SHA3_384,
    "sha3_512": hashes.SHA3_512,
}  # fmt: skip


def check_value(algorithm: Any, value: bytes, certificate: Any, content: Content, digest: str) -> None:
    """Raises InvalidSignature unless the value is over the content; UnsupportedAlgorithm and the like where unknown.

    `algorithm` is the structure that names it, `digest` the one of the signer: where it names none, that one counts.
    """
    # By the key alone: cryptography refuses whole certificates that are in use, for parts that matter nothing here.
    key = load_der_public_key(certificate.public_key.dump())
    name = _digest_of(algorithm, digest)
    if isinstance(key, rsa.RSAPublicKey):
        _check_rsa(algorithm, value, key, content, (name, digest))
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(value, content.digest(name), ec.ECDSA(Prehashed(HASHES[name]())))
    elif isinstance(key, dsa.DSAPublicKey):
        key.verify(value, content.digest(name), Prehashed(HASHES[name]()))
    elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey):
        key.verify(value, content.whole())
    else:
        raise UnsupportedAlgorithm(type(key).__name__)


def _digest_of(algorithm: Any, otherwise: str) -> str:
    try:
        return str(algorithm.hash_algo)
    except ValueError:  # names none, or is one that asn1crypto does not know (SHA-3)
        return otherwise


def _scheme_of(algorithm: Any) -> str:
    try:
        return str(algorithm.signature_algo)
    except ValueError:
        return ""


def _check_rsa(algorithm: Any, value: bytes, key: rsa.RSAPublicKey, content: Content, names: tuple[str, str]) -> None:
    if _scheme_of(algorithm) == "rsassa_pss":
        parameters = algorithm["parameters"]
        name = parameters["hash_algorithm"]["algorithm"].native
        mask = HASHES[parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native]()
        scheme = padding.PSS(padding.MGF1(mask), parameters["salt_length"].native)
        key.verify(value, content.digest(name), scheme, Prehashed(HASHES[name]()))
        return
    for last, name in enumerate(dict.fromkeys(names), 1):  # programs write two that disagree
        try:
            key.verify(value, content.digest(name), padding.PKCS1v15(), Prehashed(HASHES[name]()))
            return
        except InvalidSignature:
            if last == len(set(names)):
                raise
