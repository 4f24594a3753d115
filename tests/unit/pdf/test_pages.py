"""The pages that are shown and printed are those of the bytes."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.pages import PdfPages
from tests.support.pdfium import closings
from tests.unit.pdf import samples

A4 = (595.28, 841.89)


@pytest.fixture
def closing_threads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    return closings(monkeypatch)


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


def test_pages_let_go_in_another_thread_are_closed_in_theirs(data: bytes, closing_threads: list[int]) -> None:
    """A worker's result that nobody waits for any more ends in the window's thread, while pdfium may be at work."""
    with ThreadPoolExecutor(1) as other:
        pages = other.submit(PdfPages, data).result()
        belongs = other.submit(threading.get_ident).result()
        del pages
        gc.collect()
        assert closing_threads == []
        with PdfPages(data):  # of another thread: not its own
            pass
        assert closing_threads == [threading.get_ident()]
        other.submit(lambda: PdfPages(data).close()).result()
    assert closing_threads[1:] == [belongs, belongs]


def test_pages_that_were_closed_are_closed_once(data: bytes, closing_threads: list[int]) -> None:
    with ThreadPoolExecutor(1) as other:
        pages = other.submit(PdfPages, data).result()
        other.submit(pages.close).result()
        del pages
        other.submit(lambda: PdfPages(data).close()).result()
    assert len(closing_threads) == 2
