"""Checks every finished PDF for what archives, screen readers and signing programs rely on.

No proof of conformity (the tests run veraPDF for that): it catches errors of our own generator.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf

from desktop_app.pdf.tags import Element, SignatureField, TextField

_ACTIVE: Final = ("/OpenAction", "/AA", "/OCProperties", "/Requirements", "/Names", "/AF")
_DRAWS: Final = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do"}
_FORBIDDEN: Final = {"INLINE IMAGE", "sh", "k", "K", "gs", "cs", "CS", "scn", "SCN"}
_LOOKED_AT: Final = " ".join(sorted({*_DRAWS, *_FORBIDDEN, "Tf", "BDC", "EMC", "BI", "ID", "EI"}))  # of a page
_HIDES: Final = ("/SMask", "/Mask", "/Alternates", "/OPI")
_SIGN: Final = re.compile(rb"^<(\w\w)> <(\w{4})>$", re.MULTILINE)  # of a font's table: a byte and its character
Signs = dict[int, str]  # of a font: the character for each byte
Marked = dict[tuple[int, Any], str]  # the text of each marked content, by page and number
_FIELDS: Final = (
    {"/FT": Name.Sig, "/Subtype": Name.Widget, "/F": 132},
    {"/FT": Name.Tx, "/Subtype": Name.Widget, "/F": 4},
)


class Promised(NamedTuple):
    """What the file has to say: its title, and its elements with their words and bookmarks."""

    title: str
    root: Element


def conformity_faults(data: bytes, promised: Promised | None = None) -> list[str]:
    """What is wrong, in Italian, without text of the document; empty if the file conforms and says what it has to."""
    marked: Marked = {}
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            faults = [*_file(data, pdf), *_catalog(pdf), *_pages(pdf, marked)]
            return [*faults, *(_promises(promised, pdf, marked) if promised else ())]
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
        is_known = any(all(field.get(key) == value for key, value in kind.items()) for kind in _FIELDS)
        if not is_known or list(field.AP.keys()) != ["/N"]:
            yield "un campo di firma non è in ordine"
        if "/StructParent" not in field or not str(field.TU):
            yield "un campo di firma non ha una descrizione"


def _pages(pdf: Pdf, marked: Marked) -> Iterator[str]:
    """The faults of the pages; the text of each marked content goes to `marked`."""
    fonts: dict[str, Object] = {}
    signs: dict[str, Signs] = {}
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" not in page.obj or page.obj.get("/Tabs") != Name.S:
            yield "una pagina non ha l'ordine di lettura"
        if "/AA" in page.obj:
            yield "una pagina contiene azioni"
        for drawn in dict(page.obj.Resources.get("/XObject", Dictionary()).items()).values():
            if not _plain(drawn):
                yield "una pagina contiene un disegno non ammesso"
        own = dict(page.obj.Resources.get("/Font", Dictionary()).items())
        signs |= {name: _signs(font) for name, font in own.items() if name not in signs}
        yield from _content(page, number, {name: signs[name] for name in own}, marked)
        fonts |= own
    for font in fonts.values():
        if "/FontFile2" not in font.FontDescriptor or "/ToUnicode" not in font:
            yield "un carattere tipografico non è incorporato"


def _plain(drawn: Object) -> bool:
    """Whether it is an RGB image without transparency."""
    is_picture = drawn.get("/Subtype") == Name.Image and drawn.get("/ColorSpace") == Name.DeviceRGB
    return is_picture and not any(key in drawn for key in _HIDES)


def _content(page: Page, number: int, fonts: Mapping[str, Signs], marked: Marked) -> Iterator[str]:
    depth, mark, found, signs = 0, None, list[str](), Signs()
    for instruction in pikepdf.parse_content_stream(page, _LOOKED_AT):
        operator = str(instruction.operator)
        if operator == "Tj":
            found.append(bytes(instruction.operands[0]).decode("latin-1").translate(signs))
        if operator in _DRAWS and depth != 1:
            yield "una parte della pagina non è descritta per i lettori di schermo"
        elif operator == "Tf":
            name = str(instruction.operands[0])
            if name not in fonts:
                yield "una pagina usa un carattere tipografico che manca"
            signs = fonts.get(name, signs)
        elif operator == "BDC":
            depth, mark, found = depth + 1, instruction.operands[1].get("/MCID"), []
        elif operator == "EMC":
            depth -= 1
            marked[number, mark] = "".join(found)
        elif operator in _FORBIDDEN:
            yield "una pagina usa colori o disegni non ammessi"
    if depth:
        yield "le descrizioni di una pagina non sono chiuse"


def _signs(font: Object) -> Signs:
    """The character for each byte, as the font's table says."""
    found = _SIGN.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
    signs = bytes.fromhex("".join(sign.decode() for _, sign in found)).decode("utf-16-be")
    return dict(zip(bytes.fromhex("".join(byte.decode() for byte, _ in found)), signs, strict=True))


def _promises(promised: Promised, pdf: Pdf, marked: Marked) -> Iterator[str]:
    metadata = pdf.Root.Metadata.read_bytes().decode()
    if str(pdf.docinfo.Title) != promised.title or escape(promised.title) not in metadata:
        yield "il titolo del file è un altro"
    elements = list(_everything(promised.root))
    if any(_said(each, marked).split() != each.words.split() for each in elements if each.words):
        yield "le parole per i lettori di schermo sono altre da quelle stampate"
    wanted = sum(each.bookmark is not None for each in elements)
    if wanted and int(pdf.Root.Outlines.Count) != wanted:
        yield "mancano dei segnalibri"


def _everything(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _everything(kid)


def _said(element: Element, marked: Marked) -> str:
    return "".join(
        _said(kid, marked) if isinstance(kid, Element) else marked[kid]
        for kid in element.kids
        if not isinstance(kid, SignatureField | TextField)
    )
