"""A PDF of ours tells by itself whether somebody signed or changed it."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf

from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.seal import is_untouched, sealed
from tests.unit.pdf import samples


def made() -> bytes:
    return build_pdf(samples.filled(), dt.date(2026, 11, 22))


def test_what_the_program_made_is_known_until_somebody_changes_it() -> None:
    data = made()
    assert is_untouched(data) and sealed(data) == data
    for changed in (data + b"\n", data[:-1], data.replace(b"%%EOF", b"%%EOG"), b" " + data, b"%PDF-1.7\n", b""):
        assert not is_untouched(changed)
    for at in range(0, len(data), 997):
        assert not is_untouched(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def test_a_file_that_another_program_saved_again_is_not_ours() -> None:
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(made())) as pdf:
        pdf.save(again, deterministic_id=True)
    assert not is_untouched(again.getvalue())


def test_the_identifier_is_that_of_the_content() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        first, second = (bytes(each) for each in pdf.trailer.ID)
    assert first == second and len(first) == 16
