"""The fields of a PDF as their dictionaries: for signatures, and for words that somebody types after others signed."""

from __future__ import annotations

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from desktop_app.pdf import fonts
from desktop_app.pdf.tags import FormField, SignatureField

_FONT: Final = "Testo"
_SIZE: Final = 10
_LOOK: Final = f"/{_FONT} {_SIZE} Tf 0 g"
_PRINT, _LOCKED = 4, 128  # flags of an annotation


class Fields:
    """The fields of one PDF."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._font: Object | None = None
        self._made: list[Object] = []

    def add(self, field: FormField, page: Object) -> tuple[Object, str]:
        """Puts a field on its page; gives it, and how it is described."""
        left, bottom, right, top = field.box
        look = self._pdf.make_stream(b"")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
        look.Resources = Dictionary()
        is_signature = isinstance(field, SignatureField)
        label = f"Firma: {field.label.rstrip(':')}" if is_signature else fonts.one_line(field.label)
        made = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig if is_signature else Name.Tx,
            T=String(field.name),
            TU=String(label),
            F=_PRINT | _LOCKED if is_signature else _PRINT,
            Rect=Array(round(side, 2) for side in field.box),
            P=page,
            AP=Dictionary(N=look),
        )
        if not is_signature:
            look.write(b"/Tx BMC EMC")
            look.Resources = Dictionary(Font=Dictionary({f"/{_FONT}": self._typing_font()}))
            made.DA = String(_LOOK)
        made = self._pdf.make_indirect(made)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(made)
        self._made.append(made)
        return made, label

    def write(self) -> None:
        """Names all fields in the catalog."""
        if not self._made:
            return
        form = Dictionary(Fields=Array(self._made), SigFlags=1)
        if self._font is not None:
            form.DR = Dictionary(Font=Dictionary({f"/{_FONT}": self._font}))
            form.DA = String(_LOOK)
        self._pdf.Root.AcroForm = self._pdf.make_indirect(form)

    def _typing_font(self) -> Object:
        """The whole font, in the encoding that every program can type in: nobody knows yet what will be written."""
        if self._font is None:
            face = fonts.whole_face(fonts.SEMIBOLD)
            name = Name(f"/{fonts.SEMIBOLD}")
            file = self._pdf.make_stream(b"")
            file.write(face.packed, filter=Name.FlateDecode)
            file.Length1 = face.length
            descriptor = Dictionary(
                Type=Name.FontDescriptor, FontName=name, Flags=32, FontBBox=Array(face.box), ItalicAngle=0,
                Ascent=face.ascent, Descent=face.descent, CapHeight=face.cap_height, StemV=face.stem,
                FontFile2=file,
            )  # fmt: skip
            font = Dictionary(
                Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=32, LastChar=255,
                Widths=Array(face.widths), Encoding=Name.WinAnsiEncoding,
                FontDescriptor=self._pdf.make_indirect(descriptor),
            )  # fmt: skip
            self._font = self._pdf.make_indirect(font)
        return self._font
