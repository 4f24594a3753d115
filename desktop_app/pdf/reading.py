"""Opens PDFs that came from elsewhere: as they are, never mended, within limits that a hostile one cannot exceed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import pikepdf
from pikepdf import Pdf

from desktop_app.pdf.faults import PdfFault

MAX_BYTES: Final = 64_000_000
MAX_PAGES: Final = 2_000
_MEMORY: Final = 50_000_000  # bytes that one stream may unpack to
# What pikepdf raises while a file is read, whose parts are read when they are asked for.
BROKEN: Final = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
    NotImplementedError,
)  # fmt: skip

pikepdf.settings.set_qpdf_limits(  # of the whole process: what this program makes stays far below
    flate_max_memory=_MEMORY,
    run_length_max_memory=_MEMORY,
    png_max_memory=_MEMORY,
    tiff_max_memory=_MEMORY,
    dct_max_memory=_MEMORY,
    dct_max_progressive_scans=100,
    doc_max_warnings=100,
)


def is_pdf(data: bytes) -> bool:
    """Whether the data begin like a PDF; some programs put a few bytes before it."""
    return b"%PDF-" in data[:1024]


@contextmanager
def opened(data: bytes) -> Iterator[Pdf]:
    """A PDF as its bytes say. Raises PdfFault, whose text is an Italian clause.

    qpdf could mend a damaged file, but another program would mend it otherwise, and show other pages than were judged.
    """
    if len(data) > MAX_BYTES:
        raise PdfFault(f"è più grande di {MAX_BYTES // 1_000_000} MB")
    try:
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise PdfFault("è protetto da una password") from None
    except BROKEN:
        raise PdfFault("è incompleto o rovinato") from None
    with pdf:
        try:
            if len(pdf.pages) > MAX_PAGES:
                raise PdfFault(f"ha più di {MAX_PAGES} pagine")
            yield pdf
        except BROKEN:
            raise PdfFault("è rovinato in una parte") from None


def made_on(data: bytes) -> dt.date | None:
    """The day that a PDF says it was made on, None where it says none."""
    with suppress(PdfFault, *BROKEN), opened(data) as pdf:
        said = str(pdf.docinfo.get("/CreationDate", ""))
        return dt.datetime.strptime(said.removeprefix("D:")[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
    return None
