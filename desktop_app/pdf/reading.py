"""Opens PDFs that came from elsewhere: as they are, never mended, within limits that a hostile one cannot exceed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Pdf

from desktop_app.pdf.faults import PdfFault

PROGRAM: Final = "Commessa"  # what our own files say of who made them
MAX_BYTES: Final = 64_000_000
MAX_PAGES: Final = 2_000
_LONGEST_TITLE: Final = 120  # characters
_MEMORY: Final = 50_000_000  # bytes that one stream may unpack to
# What pikepdf raises while a file is read, whose parts are read when they are asked for.
BROKEN: Final = (
    pikepdf.PikepdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError,
    RuntimeError,  # also what qpdf throws at a page tree that counts wrongly, or at an object that is no value
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


class Said(NamedTuple):
    """What a PDF says of itself, as far as it does; one of ours says which `kind` of document it is."""

    title: str = ""
    kind: str = ""
    made_on: dt.date | None = None
    pages: int = 0


def said_of(data: bytes) -> Said:
    """What a PDF says of itself; it never raises."""
    found = Said()
    with suppress(PdfFault, *BROKEN), opened(data) as pdf:
        found = Said(pages=len(pdf.pages))
        ours = _line(pdf, "/Creator") == PROGRAM
        found = found._replace(title=_line(pdf, "/Title"), kind=_line(pdf, "/Keywords") if ours else "")
        said = str(pdf.docinfo.get("/CreationDate", "")).removeprefix("D:")
        found = found._replace(made_on=dt.datetime.strptime(said[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date())
    return found


def _line(pdf: Pdf, key: str) -> str:
    words = str(pdf.docinfo.get(key, ""))[:_LONGEST_TITLE]
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
