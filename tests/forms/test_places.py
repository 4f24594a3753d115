"""What is printed of an answer is found again on the page, where the page view marks it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.blocks import Annex, ItemList, PrintedDocument, Run, SignatureBlock, TableBlock
from desktop_app.engine.documents.document import render
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.pdf.document import draw_pages
from desktop_app.pdf.pages import PdfPages
from desktop_app.pdf.tags import Place
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY

DAY = dt.date(2026, 11, 22)
LEAN = 1.0  # points by which a sign of the next words may lean into a place


def written(part: object) -> Iterator[tuple[FieldRef, str]]:
    """Each answer in a part of a document, and what is printed of it."""
    match part:
        case Run(ref=FieldRef() as ref, text=text):
            yield ref, text
        case Annex(ref=FieldRef() as ref, paragraphs=paragraphs):
            yield from ((ref, text) for text in paragraphs)
        case ItemList(items=items):
            for item in items:
                if item.ref is not None:
                    yield item.ref, item.mark
                yield from written(item.blocks)
        case TableBlock(head=head, rows=rows):
            yield from written((head, rows))
        case SignatureBlock(words=words):
            yield from written(words)
        case tuple():
            for each in part:
                yield from written(each)
        case _:
            yield from written(getattr(part, "runs", ()))


def signs(text: str) -> str:
    """The text without spaces, and without what pdfium puts for a sign that no font says the name of."""
    return "".join(sign for sign in text if not sign.isspace() and sign.isprintable())


def expected(printed: PrintedDocument) -> dict[FieldRef, str]:
    """By answer, all that is printed of it, in order."""
    found: dict[FieldRef, str] = defaultdict(str)
    for ref, text in written((printed.preface, printed.blocks, printed.annexes)):
        if signs(text):
            found[ref] += signs(text)
    return found


def read(pages: PdfPages, places: list[Place]) -> dict[FieldRef, str]:
    """By answer, what pdfium reads inside of its places."""
    found: dict[FieldRef, str] = defaultdict(str)
    for place in places:
        left, low, right, high = place.box
        inside = (left + LEAN, low, right - LEAN, high)
        found[place.ref] += signs(pages.text_within(place.page, inside))
    return found


def test_each_answer_is_where_it_is_said_to_be_on_the_pages(form_id: str) -> None:
    for draft in (LIBRARY.example(form_id), Draft(form_id)):
        state = Dossier(LIBRARY.load(form_id), draft, DAY).state
        for document in DocumentSet(state).applicable():
            printed: PrintedDocument = replace(render(document, state), draft="")  # BOZZA lies under all words
            places: list[Place] = []
            with PdfPages(draw_pages(printed, places)) as pages:
                assert read(pages, places) == expected(printed), document.spec.id


def test_the_pages_for_the_eye_say_what_an_export_says(form_id: str) -> None:
    documents = DocumentSet(Dossier(LIBRARY.load(form_id), LIBRARY.example(form_id), DAY).state)
    for document in documents.applicable():
        with PdfPages(documents.drawn(document)[0]) as drawn, PdfPages(documents.pdf(document)) as exported:
            assert [drawn.text(page) for page in range(len(drawn))] == [
                exported.text(page) for page in range(len(exported))
            ]
