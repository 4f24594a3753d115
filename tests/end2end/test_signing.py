"""The parties sign one after another, with a tool that is not ours: no signature breaks another."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desktop_app.engine.checkup import cases
from desktop_app.library import Library
from desktop_app.pdf.seal import is_untouched
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

DAY = datetime.date(2026, 11, 22)
SIGNERS = ("azienda", "cooperativa", "consorzio", "cpi")


def agreement() -> bytes:
    """The local agreement of a dossier that a consortium signs, with its cooperative: four signers."""
    id, library = "marche/art14_2023", Library([forms_folder()])
    dossier = Dossier(library.load(id), cases.read_draft(library.folder(id), "consorzio", id)[1], DAY)
    return dossier.documents.pdf(dossier.documents.choose(["convenzione_locale"])[0])


@dataclass(frozen=True)
class Signed:
    """The file after each signature, and the certificates that signed it."""

    versions: list[bytes]
    roots: list[Any]

    @property
    def last(self) -> bytes:
        return self.versions[-1]


@pytest.fixture(scope="module")
def signed() -> Signed:
    data = agreement()
    versions, roots = [data], []
    for name in SIGNERS:
        signer, certificate = person(name)
        roots.append(certificate)
        metadata = signers.PdfSignatureMetadata(
            field_name=name, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason="Sottoscrizione"
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(versions[-1]))
        versions.append(signers.PdfSigner(metadata, signer).sign_pdf(writer, existing_fields_only=True).getvalue())
    return Signed(versions, roots)


def person(name: str) -> tuple[signers.SimpleSigner, Any]:
    """A signer with a certificate of his own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(True, True, False, False, False, True, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate = next(load_certs_from_pemder_data(made.public_bytes(serialization.Encoding.DER)))
    private = load_private_key_from_pemder_data(
        key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        passphrase=None,
    )
    store = SimpleCertificateStore()
    return signers.SimpleSigner(certificate, private, store), certificate


def verdicts(data: bytes, roots: list[Any]) -> list[PdfSignatureStatus]:
    trusted = ValidationContext(trust_roots=roots, allow_fetching=False)
    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return [validate_pdf_signature(signature, trusted) for signature in found]


def test_each_signature_leaves_the_file_before_it_untouched(signed: Signed) -> None:
    for before, after in zip(signed.versions, signed.versions[1:], strict=False):
        assert after.startswith(before)


def test_a_signed_file_is_no_longer_taken_for_an_export_that_may_be_replaced(signed: Signed) -> None:
    assert [is_untouched(each) for each in signed.versions] == [True, *[False] * len(SIGNERS)]


def test_four_signatures_are_all_valid_at_the_end(signed: Signed) -> None:
    found = verdicts(signed.last, signed.roots)
    assert len(found) == len(SIGNERS)
    for status in found:
        assert status.bottom_line and status.intact and status.valid and status.trusted and status.docmdp_ok
    for status in found[:-1]:
        assert status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        assert status.modification_level == ModificationLevel.FORM_FILLING
    assert found[-1].coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_a_changed_byte_is_noticed(signed: Signed) -> None:
    changed = bytearray(signed.last)
    changed[changed.index(b"Sottoscrizione")] ^= 1
    assert not any(status.intact for status in verdicts(bytes(changed), signed.roots))


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")
def test_another_reader_agrees(signed: Signed, tmp_path: Path) -> None:
    path = tmp_path / "firmato.pdf"
    path.write_bytes(signed.last)
    done = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.count("Signature is Valid.") == len(SIGNERS)
