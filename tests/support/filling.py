"""What somebody types into the text fields of a signed PDF, as a program appends it; and what somebody forges there."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.support.signing import writer_of


def typed(data: bytes, field: str, words: str, **more: Any) -> bytes:
    """The words in a field, with their look; `more` are other keys of it that become what they must not."""
    writer = writer_of(data)
    found = _field(writer, field)
    found["/V"] = generic.pdf_string(words)
    look = found["/AP"]["/N"]
    drawn = f"/Tx BMC q BT /Testo 10 Tf 0 g 2 3 Td ({words}) Tj ET Q EMC".encode("latin-1")
    keys = {generic.pdf_name(key): look.raw_get(key) for key in ("/Type", "/Subtype", "/BBox", "/Resources")}
    found["/AP"] = _dictionary({generic.pdf_name("/N"): writer.add_object(_stream(keys, drawn))})
    for key, value in more.items():
        found[f"/{key}"] = value
    return _written(writer)


def with_text_field(data: bytes, name: str) -> bytes:
    """With one more text field on the first page."""
    writer = writer_of(data)
    page = writer.root["/Pages"]["/Kids"][0]
    keys = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx"}
    made: dict[Any, Any] = {generic.pdf_name(key): generic.pdf_name(value) for key, value in keys.items()}
    made |= {generic.pdf_name("/T"): generic.pdf_string(name), generic.pdf_name("/Rect"): numbers(100, 100, 200, 120)}
    widget = writer.add_object(_dictionary(made))
    page.setdefault("/Annots", generic.ArrayObject()).append(widget)
    writer.update_container(page)
    return _written(writer)


def numbers(*given: int) -> Any:
    """As an array of a PDF."""
    number: Any = generic.NumberObject
    return generic.ArrayObject([number(each) for each in given])


def _field(writer: IncrementalPdfFileWriter, name: str) -> Any:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        found = reference.get_object()
        if found["/T"] == name:
            writer.mark_update(reference.reference if hasattr(reference, "reference") else reference)
            return found
    raise LookupError(name)


def _dictionary(keys: dict[Any, Any]) -> Any:
    made: Any = generic.DictionaryObject
    return made(keys)


def _stream(keys: dict[Any, Any], data: bytes) -> generic.StreamObject:
    return generic.StreamObject(keys, stream_data=data)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    done = io.BytesIO()
    write: Any = writer.write
    write(done)
    return done.getvalue()
