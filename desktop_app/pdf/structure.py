"""Writes the structure tree (the tags), the bookmarks and the signature fields into a PDF."""

from __future__ import annotations

from collections import defaultdict

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from desktop_app.pdf.bookmarks import Bookmark, write_bookmarks
from desktop_app.pdf.tags import ContentMark, Element, SignatureField


class Structure:
    """Writes one structure tree; `_parents` maps the marked contents of each page to their elements."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._parents: dict[int, dict[int, Object]] = defaultdict(dict)
        self._widgets: list[tuple[Object, Object]] = []
        self._notes: list[tuple[String, Object]] = []
        self._references: dict[str, list[Object]] = defaultdict(list)
        self._bookmarks: list[tuple[Bookmark, Object]] = []

    def write(self, root: Element) -> None:
        self._root.K = self._element(root, self._root)
        numbers = Array()
        for at, page in enumerate(self._pages):
            page.Tabs = Name.S
            page.StructParents = at
            marks = self._parents[at + 1]
            numbers.append(at)
            numbers.append(self._pdf.make_indirect(Array(marks[mark] for mark in sorted(marks))))
        for at, (widget, element) in enumerate(self._widgets, len(self._pages)):
            widget.StructParent = at
            numbers.append(at)
            numbers.append(element)
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=numbers))
        if self._notes:
            self._root.IDTree = Dictionary(Names=Array(each for pair in self._notes for each in pair))
        self._root.ParentTreeNextKey = len(self._pages) + len(self._widgets)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        write_bookmarks(self._pdf, self._bookmarks)
        if self._widgets:
            fields = Array(widget for widget, _ in self._widgets)
            self._pdf.Root.AcroForm = self._pdf.make_indirect(Dictionary(Fields=fields, SigFlags=1))

    def _element(self, element: Element, parent: Object) -> Object:
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
        for owner, attribute in element.attributes:
            key, value = attribute.split("/")
            made.A = Dictionary({"/O": Name(f"/{owner}"), f"/{key}": Name(f"/{value}")})
        for key, words in (("/Alt", element.alt), ("/ActualText", element.said), ("/Lang", element.lang)):
            if words:
                made[key] = String(words)
        if element.tag == "Reference":
            self._references[element.note].append(made)
        elif element.tag == "Note":
            self._note(element, made)
        if element.bookmark:
            self._bookmarks.append((element.bookmark, made))
        kids = Array(filter(None, [self._kid(kid, made) for kid in element.kids]))
        if len(kids):
            made.K = kids
        return made

    def _kid(self, kid: Element | ContentMark | SignatureField, made: Object) -> Object | None:
        """A part of an element; a field writes itself into it."""
        if isinstance(kid, Element):
            return self._element(kid, made)
        if isinstance(kid, ContentMark):
            self._parents[kid.page][kid.number] = made
            return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page - 1], MCID=kid.number)
        self._field(kid, made)
        return None

    def _note(self, element: Element, made: Object) -> None:
        """PDF/UA requires an id; the marks before it in the text lead to it, as PDF 2.0 names such a way."""
        made.ID = String(f"nota{len(self._notes) + 1:05}")
        self._notes.append((made.ID, made))
        for reference in self._references.pop(element.note, []) if element.note else []:
            reference.Ref = Array([made])

    def _field(self, widget: SignatureField, element: Object) -> None:
        page = self._pages[widget.page - 1]
        left, bottom, right, top = widget.box
        look = self._pdf.make_stream(b"")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, round(right - left, 2), round(top - bottom, 2)])
        look.Resources = Dictionary()
        label = f"Firma: {widget.label.rstrip(':')}"
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(widget.name),
            TU=String(label),
            F=4 | 128,  # flags Print and Locked
            Rect=Array(round(side, 2) for side in widget.box),
            P=page,
            AP=Dictionary(N=look),
        )
        field = self._pdf.make_indirect(field)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(field)
        element.Alt = String(label)
        # Not in an array: signing programs would report the next signature as a change of the document.
        element.K = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
        self._widgets.append((field, element))
