"""Checks every finished PDF for what archives, screen readers and signing programs rely on.

No proof of conformity (the tests run veraPDF for that): it catches errors of our own generator.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

_ACTIVE: Final = ("/OpenAction", "/AA", "/OCProperties", "/Requirements", "/Names", "/AF")
_DRAWS: Final = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do"}
_FORBIDDEN: Final = {"BI", "sh", "k", "K", "gs", "cs", "CS", "scn", "SCN"}
_HIDES: Final = ("/SMask", "/Mask", "/Alternates", "/OPI")
_FIELD: Final = {"/FT": Name.Sig, "/Subtype": Name.Widget, "/F": 132}


def conformity_faults(data: bytes) -> list[str]:
    """What is wrong, in Italian, without text of the document; empty if the file conforms."""
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return [*_file(data, pdf), *_catalog(pdf), *_pages(pdf)]
    except (pikepdf.PdfError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return ["il file prodotto non si può rileggere"]


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    marker = data.split(b"\n", 2)[1]
    if not data.startswith(b"%PDF-1.7\n") or not all(sign > 127 for sign in marker[1:5]):
        yield "manca l'intestazione del formato"
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "il file è cifrato o senza identificativo"


def _catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    metadata = root.Metadata.read_bytes()
    for mark in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        if mark not in metadata:
            yield "i metadati non dichiarano PDF/A-2a e PDF/UA-1"
            break
    intents = root.OutputIntents
    profile = intents[0].DestOutputProfile.read_bytes()
    if len(intents) != 1 or intents[0].S != Name.GTS_PDFA1 or profile[36:40] != b"acsp":
        yield "manca il profilo di colore"
    if any(key in root for key in _ACTIVE):
        yield "il file contiene azioni o allegati"
    if not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle or str(root.Lang) != "it-IT":
        yield "mancano la lingua o la struttura per l'accessibilità"
    yield from _form(root.get("/AcroForm"), pdf)


def _form(form: Object | None, pdf: Pdf) -> Iterator[str]:
    fields = list(form.Fields) if form else []
    names = [str(field.T) for field in fields]
    widgets = sum(len(page.obj.get("/Annots", [])) for page in pdf.pages)
    if len(set(names)) != len(names) or any("." in name or not name for name in names):
        yield "due campi di firma hanno lo stesso nome, o un nome non ammesso"
    if widgets != len(fields) or (form and ("/NeedAppearances" in form or "/XFA" in form)):
        yield "i campi di firma non sono in ordine"
    for field in fields:
        if any(field.get(key) != value for key, value in _FIELD.items()) or list(field.AP.keys()) != ["/N"]:
            yield "un campo di firma non è in ordine"
        if "/StructParent" not in field or not str(field.TU):
            yield "un campo di firma non ha una descrizione"


def _pages(pdf: Pdf) -> Iterator[str]:
    fonts: dict[str, Object] = {}
    for page in pdf.pages:
        if "/StructParents" not in page.obj or page.obj.get("/Tabs") != Name.S:
            yield "una pagina non ha l'ordine di lettura"
        if "/AA" in page.obj:
            yield "una pagina contiene azioni"
        for drawn in dict(page.obj.Resources.get("/XObject", Dictionary()).items()).values():
            if not _plain(drawn):
                yield "una pagina contiene un disegno non ammesso"
        own = dict(page.obj.Resources.get("/Font", Dictionary()).items())
        yield from _content(page, set(own))
        fonts |= own
    for font in fonts.values():
        if "/FontFile2" not in font.FontDescriptor or "/ToUnicode" not in font:
            yield "un carattere tipografico non è incorporato"


def _plain(drawn: Object) -> bool:
    """Whether it is an RGB image without transparency."""
    is_picture = drawn.get("/Subtype") == Name.Image and drawn.get("/ColorSpace") == Name.DeviceRGB
    return is_picture and not any(key in drawn for key in _HIDES)


def _content(page: Page, fonts: set[str]) -> Iterator[str]:
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC":
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in _FORBIDDEN:
            yield "una pagina usa colori o disegni non ammessi"
        elif operator in _DRAWS and depth != 1:
            yield "una parte della pagina non è descritta per i lettori di schermo"
        elif operator == "Tf" and str(instruction.operands[0]) not in fonts:
            yield "una pagina usa un carattere tipografico che manca"
    if depth:
        yield "le descrizioni di una pagina non sono chiuse"
