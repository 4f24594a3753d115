"""What editors and forgers do to a PDF: they draw over a page, put a note on it, or save the file anew."""

from __future__ import annotations

import io
import random
import re
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.support.signing import writer_of


def _first_page(file: IncrementalPdfFileWriter | PdfFileReader) -> Any:
    page = file.root["/Pages"]["/Kids"].raw_get(0).get_object()
    while page["/Type"] != "/Page":
        page = page["/Kids"][0]
    return page


def _appended(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
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


def numbers(*given: int) -> Any:
    """An array of numbers."""
    return generic.ArrayObject([generic.NumberObject(each) for each in given])


def with_note(data: bytes, kind: str = "/FreeText", **more: Any) -> bytes:
    """An update that puts a note onto the first page."""
    writer = writer_of(data)
    page = _first_page(writer)
    parts = {
        "/Type": generic.pdf_name("/Annot"), "/Subtype": generic.pdf_name(kind), "/F": numbers(4)[0],
        "/Rect": numbers(100, 400, 300, 440),
        "/Contents": generic.pdf_string("N = 99"), "/DA": generic.pdf_string("/Helv 12 Tf 0 g"), **more,
    }  # fmt: skip
    named = {generic.pdf_name(key): value for key, value in parts.items()}
    note = generic.DictionaryObject(named)
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)
    return _appended(writer)


def resaved(data: bytes) -> bytes:
    """Written anew by another program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, recompress_flate=True)
    return out.getvalue()


def with_field(data: bytes, name: str, value: Any = None, copy_of: str = "", **changed: Any) -> bytes:
    """An update that adds a signature field without a place. `copy_of`: it shows the signature of another field.

    With `changed` parts it has a dictionary of its own, like that one but for them; `value` is what it holds otherwise.
    """
    writer = writer_of(data)
    form = writer.root["/AcroForm"]
    if copy_of:
        field = next(each.get_object() for each in form["/Fields"] if each.get_object()["/T"] == copy_of)
        value = field.raw_get("/V")
        if changed:
            parts = {**value.get_object(), **{generic.pdf_name(f"/{key}"): each for key, each in changed.items()}}
            value = writer.add_object(generic.DictionaryObject(parts))
    parts = {"/FT": generic.pdf_name("/Sig"), "/T": generic.pdf_string(name), **({"/V": value} if value else {})}
    named = {generic.pdf_name(key): each for key, each in parts.items()}
    field = writer.add_object(generic.DictionaryObject(named))
    form["/Fields"] = generic.ArrayObject([*form["/Fields"], field])
    writer.update_root()
    writer.update_container(form)
    return _appended(writer)


def with_range(data: bytes, numbers: str) -> bytes:
    """With another ByteRange in the last signature, of the same length."""
    found = list(re.finditer(rb"/ByteRange\s*\[([^\]]*)\]", data))[-1]
    start, end = found.span(1)
    return data[:start] + numbers.encode().ljust(end - start) + data[end:]


def range_of(data: bytes) -> list[int]:
    """The ByteRange of the last signature."""
    return [int(each) for each in re.findall(rb"/ByteRange\s*\[([^\]]*)\]", data)[-1].split()]


def with_root(data: bytes, key: str, value: Any) -> bytes:
    """An update that adds something to the catalog."""
    writer = writer_of(data)
    writer.root[generic.pdf_name(key)] = value
    writer.update_root()
    return _appended(writer)


def moved(data: bytes, name: str) -> bytes:
    """An update that moves a signature field."""
    writer = writer_of(data)
    field = next(each.get_object() for each in writer.root["/AcroForm"]["/Fields"] if each.get_object()["/T"] == name)
    field["/Rect"] = numbers(10, 10, 200, 60)
    writer.update_container(field)
    return _appended(writer)


def encrypted(data: bytes) -> bytes:
    """Saved with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="segreta", user="segreta"))
    return out.getvalue()


def with_many_fields(data: bytes, number: int, copy_of: str) -> bytes:
    """An update that adds many signature fields, each with the signature of another field, or empty."""
    writer = writer_of(data)
    form = writer.root["/AcroForm"]
    fields = [each.get_object() for each in form["/Fields"]]
    signed = next((each.raw_get("/V") for each in fields if copy_of and each["/T"] == copy_of), None)
    held = {"/V": signed} if signed else {}
    for at in range(number):
        parts = {"/FT": generic.pdf_name("/Sig"), "/T": generic.pdf_string(f"f{at}"), **held}
        named = {generic.pdf_name(key): each for key, each in parts.items()}
        form["/Fields"].append(generic.DictionaryObject(named))
    writer.update_root()
    writer.update_container(form)
    return _appended(writer)


def redrawn_as(data: bytes, original: bytes) -> bytes:
    """An update that gives the first page the drawing of the original back."""
    writer = writer_of(data)
    page = _first_page(writer)
    number = _first_page(PdfFileReader(io.BytesIO(original))).raw_get("/Contents").reference.idnum
    page["/Contents"] = generic.IndirectObject(number, 0, writer)
    writer.update_container(page)
    return _appended(writer)


def first_hole(data: bytes) -> tuple[int, int]:
    """Where the first signature stands that is left out of what it covers."""
    ranges = [found[1].split() for found in re.finditer(rb"/ByteRange\s*\[([^\]]*)\]", data)]
    first = min(ranges, key=lambda numbers: int(numbers[1]))
    return int(first[1]), int(first[2])


def with_picture(data: bytes, size: int) -> bytes:
    """With a picture of so many bytes on the first page, that no program can pack smaller."""
    out = io.BytesIO()
    width = 1_000
    height = size // width
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawn = pikepdf.Stream(pdf, random.Random(1).randbytes(width * height))
        parts = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray"}
        for key, value in parts.items():
            drawn[f"/{key}"] = pikepdf.Name(value)
        drawn.Width, drawn.Height, drawn.BitsPerComponent = width, height, 8
        pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Large=pdf.make_indirect(drawn))
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
