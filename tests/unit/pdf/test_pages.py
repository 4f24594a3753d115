"""The pages that are shown and printed are those of the bytes."""

from __future__ import annotations

import pytest

from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.pages import PdfPages
from tests.unit.pdf import samples

A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def data() -> bytes:
    return build_pdf(samples.filled(), samples.DAY)


def test_number_size_and_text_are_those_of_the_bytes(data: bytes) -> None:
    expected = samples.pages(data)
    with PdfPages(data) as pages:
        assert len(pages) == len(expected) > 3
        assert all(size == pytest.approx(A4, abs=0.01) for size in pages.sizes())
        assert [samples.squeezed(pages.text(page)) for page in range(len(pages))] == list(
            map(samples.squeezed, expected)
        )
        assert "\r" not in pages.text(0)


@pytest.mark.parametrize("scale", [0.1, 1.0, 1.37, 3.0])
def test_a_picture_has_the_size_asked_for(data: bytes, scale: float) -> None:
    with PdfPages(data) as pages:
        picture = pages.render(0, scale)
    assert picture.width == pytest.approx(A4[0] * scale, abs=1)
    assert picture.height == pytest.approx(A4[1] * scale, abs=1)
    assert picture.stride >= 4 * picture.width
    assert len(picture.data) == picture.stride * picture.height


def test_a_picture_is_ink_on_white(data: bytes) -> None:
    with PdfPages(data) as pages:
        pixels = pages.render(0, 1.0).data
    tones = set(pixels[0::4])
    assert pixels[:3] == b"\xff\xff\xff" and min(tones) < 60 and pixels.count(255) > len(pixels) // 2


def test_signature_fields_are_drawn() -> None:
    """Where a party signs there is a frame to see, not only a field for programs."""
    names = samples.SIGNERS
    signed = build_pdf(samples.document(*samples.signatures(names)), samples.DAY)
    with PdfPages(signed) as pages:
        assert all(f"Per {name}:" in pages.text(0) for name in names)
        assert min(pages.render(0, 1.0).data) < 100


def test_what_is_no_pdf_is_a_sentence() -> None:
    with pytest.raises(PdfFault, match="non si può rileggere"):
        PdfPages(b"%PDF-1.7\nniente")
