"""What editors and forgers do to a PDF: they draw over a page, put a note on it, or save the file anew."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.support.signing import writer_of


def _first_page(writer: IncrementalPdfFileWriter) -> Any:
    page = writer.root["/Pages"]["/Kids"].raw_get(0).get_object()
    while page["/Type"] != "/Page":
        page = page["/Kids"][0]
    return page


def _appended(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def drawn_over(data: bytes, drawing: bytes = b"q 1 1 1 rg 100 400 300 60 re f Q") -> bytes:
    """An update that draws over the first page."""
    writer = writer_of(data)
    page = _first_page(writer)
    more = writer.add_object(generic.StreamObject(stream_data=drawing))
    before = page.raw_get("/Contents")
    parts = list(before) if isinstance(before, generic.ArrayObject) else [before]
    page["/Contents"] = generic.ArrayObject([*parts, more])
    writer.update_container(page)
    return _appended(writer)


def _numbers(*numbers: int) -> Any:
    return generic.ArrayObject([generic.NumberObject(each) for each in numbers])  # type: ignore[no-untyped-call]


def with_note(data: bytes, kind: str = "/FreeText", **more: Any) -> bytes:
    """An update that puts a note onto the first page."""
    writer = writer_of(data)
    page = _first_page(writer)
    parts = {
        "/Type": generic.pdf_name("/Annot"), "/Subtype": generic.pdf_name(kind), "/F": _numbers(4)[0],
        "/Rect": _numbers(100, 400, 300, 440),
        "/Contents": generic.pdf_string("N = 99"), "/DA": generic.pdf_string("/Helv 12 Tf 0 g"), **more,
    }  # fmt: skip
    named = {generic.pdf_name(key): value for key, value in parts.items()}
    note = generic.DictionaryObject(named)  # type: ignore[no-untyped-call]
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)
    return _appended(writer)


def resaved(data: bytes) -> bytes:
    """Written anew by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, recompress_flate=True)
    return out.getvalue()
