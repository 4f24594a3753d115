"""A signature made with a key of the moment: what the program tries its own libraries on, and nobody else's work."""

from __future__ import annotations

import datetime as dt


def signed(content: bytes, address: str = "prova@pec.esempio.it", apart: bool = False) -> bytes:
    """The content in an envelope (.p7m) signed for an address; `apart`: the signature alone."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prova di Commessa")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    builder = PKCS7SignatureBuilder(content).add_signer(certificate, key, hashes.SHA256())
    options = [PKCS7Options.Binary, *([PKCS7Options.DetachedSignature] if apart else [])]
    return builder.sign(Encoding.DER, options)
