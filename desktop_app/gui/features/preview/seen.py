"""What a preview has made, handed over to the one that takes its place in another look: nothing is made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.gui.services.page_images import Drawn, OpenedPdf
from desktop_app.session.documents import DocumentSet


@dataclass(frozen=True, slots=True)
class Seen:
    """A document, its pictures and thumbnails by page, and where it is scrolled to: points down, px aside.

    Whoever has it frees the document.
    """

    documents: DocumentSet
    id: str
    pdf: OpenedPdf
    pictures: Mapping[int, Drawn]
    thumbnails: Mapping[int, Drawn]
    down: float
    aside: int

    def is_of(self, documents: DocumentSet, id: str) -> bool:
        """Whether it is this document, as it is now."""
        return self.id == id and self.documents == documents
