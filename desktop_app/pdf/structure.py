"""Writes the structure tree (the tags), the bookmarks and the signature fields into a PDF."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from desktop_app.pdf.bookmarks import Bookmark, write_bookmarks
from desktop_app.pdf.fields import Fields
from desktop_app.pdf.tags import ContentMark, Element, FormField, SignatureField, TextField

_ELEMENT: Final = Name.StructElem


@lru_cache(maxsize=64)
def _name(words: str) -> Name:
    return Name(f"/{words}")


class Structure:
    """Writes one structure tree; `_parents` maps the marked contents of each page to their elements."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._parents: dict[int, dict[int, Object]] = defaultdict(dict)
        self._fields = Fields(pdf)
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
        self._fields.write()

    def _element(self, element: Element, parent: Object) -> Object:
        entries: dict[str, Any] = {"/Type": _ELEMENT, "/S": _name(element.tag), "/P": parent}
        for owner, attribute in element.attributes:
            key, value = attribute.split("/")
            entries.setdefault("/A", Dictionary({"/O": _name(owner)}))[f"/{key}"] = _name(value)
        for key, words in (("/Alt", element.alt), ("/ActualText", element.said), ("/Lang", element.lang)):
            if words:
                entries[key] = String(words)
        pages = {kid.page for kid in element.kids if isinstance(kid, ContentMark)}
        if is_on_one := len(pages) == 1:
            entries["/Pg"] = self._pages[pages.pop() - 1]  # then numbers are enough for its marked contents
        made = self._pdf.make_indirect(Dictionary(entries))
        self._link(element, made)
        if element.bookmark:
            self._bookmarks.append((element.bookmark, made))
        kids = [
            self._kid(kid, made, is_on_one) for kid in element.kids if not isinstance(kid, SignatureField | TextField)
        ]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        for kid in element.kids:
            if isinstance(kid, SignatureField | TextField):
                self._field(kid, made)
        return made

    def _kid(self, kid: Element | ContentMark, made: Object, is_on_one: bool) -> Object | int:
        if isinstance(kid, Element):
            return self._element(kid, made)
        self._parents[kid.page][kid.number] = made
        if is_on_one:
            return kid.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page - 1], MCID=kid.number)

    def _link(self, element: Element, made: Object) -> None:
        """A note has an id, as PDF/UA requires; the marks in the text before it lead to it, by the key of PDF 2.0."""
        if element.tag == "Reference":
            self._references[element.note].append(made)
        if element.tag != "Note":
            return
        made.ID = String(f"nota{len(self._notes) + 1:05}")
        self._notes.append((made.ID, made))
        for reference in self._references.pop(element.note, []) if element.note else []:
            reference.Ref = Array([made])

    def _field(self, field: FormField, element: Object) -> None:
        page = self._pages[field.page - 1]
        widget, label = self._fields.add(field, page)
        element.Alt = String(label)
        # Not in an array: signing programs would report the next signature as a change of the document.
        element.K = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page)
        self._widgets.append((widget, element))
