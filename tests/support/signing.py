"""What signers give back, made here: certificates like Italian ones with invented names, PAdES by pyHanko, .p7m.

Keys are of elliptic curves where nothing else is asked for: they are made in a millisecond.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)  # when everything is signed: pyHanko asks the clock, too
DER = serialization.Encoding.DER
Box = tuple[int, int, int, int]  # left, bottom, right, top
USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """A key and its certificate."""

    key: Any
    certificate: cx509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(DER)

    @property
    def known(self) -> x509.Certificate:
        return x509.Certificate.load(self.der)

    @property
    def private(self) -> keys.PrivateKeyInfo:
        plain = self.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return keys.PrivateKeyInfo.load(plain)

    def signer(self) -> signers.SimpleSigner:
        return signers.SimpleSigner(self.known, self.private, SimpleCertificateStore())


def _usage(*on: str) -> cx509.KeyUsage:
    return cx509.KeyUsage(**{each: each in on for each in USAGES})


def _name(**parts: str) -> cx509.Name:
    return cx509.Name([cx509.NameAttribute(getattr(NameOID, key), value) for key, value in parts.items()])


def _made(
    subject: cx509.Name, key: Any, by: Holder | None, days: tuple[int, int], *extensions: Any, number: int = 0
) -> Holder:
    builder = (
        cx509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(number or cx509.random_serial_number())
        .not_valid_before(NOW + dt.timedelta(days[0]))
        .not_valid_after(NOW + dt.timedelta(days[1]))
        .add_extension(cx509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    if by:
        issuer = cx509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(issuer, False)
    return Holder(key, builder.sign((by.key if by else key), hashes.SHA256()))


CA = "Prova CA Qualificata"


def authority(name: str = CA, above: str = "", key: int = 0) -> Holder:
    """A certification authority of its own making, or made by another; one of its name with another `key`."""
    return _authority(name, above, key)


@cache
def _authority(name: str, above: str, _key: int) -> Holder:
    subject = _name(COUNTRY_NAME="IT", ORGANIZATION_NAME="Prova Fiducia S.p.A.", COMMON_NAME=name)
    basic = (cx509.BasicConstraints(True, None), True)
    rights = (_usage("key_cert_sign", "crl_sign"), True)
    by = authority(above) if above else None
    return _made(subject, ec.generate_private_key(ec.SECP256R1()), by, (-400, 4000), basic, rights)


def person(
    given: str, surname: str, code: str, days: tuple[int, int] = (-100, 900), by: Holder | None = None, bits: int = 0,
    called: str = "", number: int = 0,
) -> Holder:  # fmt: skip
    """Somebody with a certificate. `bits`: an RSA key; `called`: the common name; `number`: the certificate's."""
    key = rsa.generate_private_key(65537, bits) if bits else ec.generate_private_key(ec.SECP256R1())
    parts = {"COUNTRY_NAME": "IT", "SURNAME": surname, "GIVEN_NAME": given}
    stated = {"SERIAL_NUMBER": code} if code else {}
    subject = _name(**parts, **stated, COMMON_NAME=called or f"{given} {surname}", DN_QUALIFIER="2025123456")
    return _made(subject, key, by or authority(), days, (_usage("content_commitment"), True), number=number)


@cache
def mara() -> Holder:
    return person("Mara", "Bianchi", "TINIT-BNCMRA71C52D451K")


@cache
def paolo() -> Holder:
    return person("Paolo", "Rossi", "IT:RSSPLA68S04D451O", bits=2048)


@cache
def anna() -> Holder:
    return person("Anna", "Verdi", "TINIT-VRDNNA70A41A271X")


@cache
def luca() -> Holder:
    """Somebody whom nobody expects."""
    return person("Luca", "Neri", "TINIT-NRELCU80A01H501X")


@cache
def mara_expired() -> Holder:
    return person("Mara", "Bianchi", "TINIT-BNCMRA71C52D451K", (-900, -10))


@cache
def stamper() -> DummyTimeStamper:
    """A time-stamping authority that needs no network."""
    usage = (cx509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    subject = _name(COUNTRY_NAME="IT", COMMON_NAME="Prova Marche Temporali")
    holder = _made(subject, rsa.generate_private_key(65537, 2048), authority(), (-100, 900), usage)
    return DummyTimeStamper(holder.known, holder.private, fixed_dt=NOW, include_nonce=False)


# --- PAdES ---------------------------------------------------------------------------------------------------


def writer_of(data: bytes) -> IncrementalPdfFileWriter:
    """Appends to a file as signing programs do."""
    return IncrementalPdfFileWriter(io.BytesIO(data), strict=False)


def pades(
    data: bytes, who: Holder, field: str, *, shown: bool = True, stamped: bool = False, box: Box | None = None,
    adobe: bool = False,
) -> bytes:  # fmt: skip
    """One more signature. `shown` draws something in the field; `box` makes a new visible field."""
    writer = writer_of(data)
    if box:
        append_signature_field(writer, SigFieldSpec(field, box=box))
    kind = SigSeedSubFilter.ADOBE_PKCS7_DETACHED if adobe else SigSeedSubFilter.PADES
    metadata = signers.PdfSignatureMetadata(field_name=field, subfilter=kind, md_algorithm="sha256")
    style = StaticStampStyle(border_width=1) if shown else None
    signer = signers.PdfSigner(metadata, who.signer(), timestamper=stamper() if stamped else None, stamp_style=style)
    return bytes(signer.sign_pdf(writer, bytes_reserved=16_384).getvalue())


def document_stamp(data: bytes) -> bytes:
    """A time stamp over the whole document: nobody's signature."""
    out = io.BytesIO()
    signers.PdfTimeStamper(stamper()).timestamp_pdf(writer_of(data), "sha256", output=out)
    return out.getvalue()


# --- .p7m ----------------------------------------------------------------------------------------------------


def signer_info(
    who: Holder, content: bytes, *, kind: str = "data", at: dt.datetime = NOW, digest: str = "sha256",
    over: x509.Certificate | None = None, counters: tuple[Holder, ...] = (), stamped: bool = False,
) -> cms.SignerInfo:  # fmt: skip
    """A CAdES signature over some content. `over` names another certificate than the one that signs."""
    named = over or who.known
    tied = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(named.dump()).digest()}]})
    attributes = [
        {"type": "message_digest", "values": [hashlib.new(digest, content).digest()]},
        {"type": "signing_time", "values": [cms.Time({"utc_time": core.UTCTime(at)})]},
        {"type": "signing_certificate_v2", "values": [tied]},
    ]
    if kind:
        attributes.append({"type": "content_type", "values": [kind]})
    signed = cms.CMSAttributes(attributes)
    value = _signed(who, signed.dump(), digest)
    unsigned: list[dict[str, Any]] = []
    if counters:
        over_value = [signer_info(each, value, kind="") for each in counters]
        unsigned.append({"type": "counter_signature", "values": over_value})
    if stamped:
        token = _token(value)
        unsigned.append({"type": "signature_time_stamp_token", "values": [token]})
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": who.known.issuer, "serial_number": who.known.serial_number}},
            "digest_algorithm": {"algorithm": digest},
            "signed_attrs": signed,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": _algorithm(digest, who)}),
            "signature": value,
            **({"unsigned_attrs": cms.CMSAttributes(unsigned)} if unsigned else {}),
        }
    )


def _token(value: bytes) -> Any:
    """A time stamp over a signature value."""
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(value).digest()}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True})
    return stamper().request_tsa_response(asked)["time_stamp_token"]


def _algorithm(digest: str, who: Holder) -> str:
    if not isinstance(who.key, rsa.RSAPrivateKey):
        return f"{digest}_ecdsa"
    return {"sha3_256": "2.16.840.1.101.3.4.3.14"}.get(digest, f"{digest}_rsa")  # asn1crypto has no name for it


def _signed(who: Holder, message: bytes, digest: str) -> bytes:
    kind = getattr(hashes, digest.upper())()
    if isinstance(who.key, rsa.RSAPrivateKey):
        return bytes(who.key.sign(message, padding.PKCS1v15(), kind))
    return bytes(who.key.sign(message, ec.ECDSA(kind)))


def p7m(data: bytes, *people: Holder, chain: tuple[Holder, ...] = (), apart: bool = False, **how: Any) -> bytes:
    """An envelope around the data, or without it (`apart`), signed by one or several beside each other."""
    infos = [signer_info(each, data, **how) for each in people]
    return envelope(data, infos, [*people, *how.get("counters", ()), *chain], apart=apart)


def envelope(data: bytes, infos: list[cms.SignerInfo], certificates: list[Holder], *, apart: bool = False) -> bytes:
    """Signatures, certificates and content as an envelope."""
    content: dict[str, Any] = {"content_type": "data"} if apart else {"content_type": "data", "content": data}
    digests = {each["digest_algorithm"]["algorithm"].native: each["digest_algorithm"] for each in infos}
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": list(digests.values()),
            "encap_content_info": content,
            "certificates": [each.known for each in certificates],
            "signer_infos": infos,
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def pem(der: bytes) -> bytes:
    return b"-----BEGIN PKCS7-----\n" + base64.encodebytes(der) + b"-----END PKCS7-----\n"


def in_pieces(der: bytes, size: int = 1000) -> bytes:
    """The same envelope as signing programs stream it: open lengths, the content in parts."""

    def opened(element: bytes, depth: int) -> bytes:
        tag, inner = element[0], _inner(element)
        if depth == 0:  # the content itself
            parts = (core.OctetString(inner[at : at + size]).dump() for at in range(0, len(inner), size))
            return b"\x24\x80" + b"".join(parts) + b"\0\0"
        elements = list(_elements(inner))
        where = _WAY[depth]
        elements[where] = opened(elements[where], depth - 1)
        return bytes([tag, 0x80]) + b"".join(elements) + b"\0\0"

    return opened(der, 5)


# From the outermost: ContentInfo → [0] → SignedData → content info → [0] → octets.
_WAY = {5: 1, 4: 0, 3: 2, 2: 1, 1: 0}


def _inner(element: bytes) -> bytes:
    first = element[1]
    return element[2 + (first & 127 if first & 128 else 0) :]


def _elements(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        first = data[at + 1]
        more = first & 127 if first & 128 else 0
        length = int.from_bytes(data[at + 2 : at + 2 + more], "big") if more else first
        end = at + 2 + more + length
        yield data[at:end]
        at = end
