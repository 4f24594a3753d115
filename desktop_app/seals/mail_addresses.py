"""The mail addresses that a certificate is for: a provider signs its messages with one for its own address."""

from __future__ import annotations

from asn1crypto import x509

from desktop_app.seals.structure import BROKEN

MAX_NAMES = 100


def mail_addresses(certificate: bytes) -> frozenset[str]:
    """In small letters; none where the certificate (DER) cannot be read."""
    try:
        loaded = x509.Certificate.load(certificate)
        others = [each for each in loaded.subject_alt_name_value or () if each.name == "rfc822_name"]
        pairs = [pair for part in loaded.subject.chosen for pair in part if pair["type"].native == "email_address"]
        values = [*(each.native for each in others[:MAX_NAMES]), *(pair["value"].native for pair in pairs[:MAX_NAMES])]
    except BROKEN:
        return frozenset()
    return frozenset(str(each).strip().lower() for each in values)
