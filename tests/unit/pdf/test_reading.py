"""PDFs from elsewhere: whatever the library throws at a broken one, its reader is told in a sentence."""

from __future__ import annotations

import io

import pikepdf
import pytest

from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.reading import opened

THROWN = [
    pikepdf.PdfError("unknown object"),
    pikepdf.DeletedObjectError("gone"),
    pikepdf.ForeignObjectError("of another file"),
    RuntimeError("std::bad_cast"),  # an object that is no value, taken for one
    RecursionError(),
    NotImplementedError("a filter"),
    ValueError(), TypeError(), KeyError("/Annots"), IndexError(), AttributeError(), OverflowError(),
]  # fmt: skip


def one_page() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("thrown", THROWN, ids=repr)
def test_what_is_thrown_while_a_file_is_read(thrown: Exception) -> None:
    with pytest.raises(PdfFault, match="rovinato"), opened(one_page()) as pdf:
        assert len(pdf.pages) == 1
        raise thrown


@pytest.mark.parametrize("thrown", THROWN, ids=repr)
def test_what_is_thrown_while_a_file_is_opened(thrown: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def throw(*_: object, **__: object) -> None:
        raise thrown

    monkeypatch.setattr(pikepdf, "open", throw)
    with pytest.raises(PdfFault, match="rovinato"), opened(one_page()):
        pass
