"""Every official document of every form on paper, measured in its PDF: a hand has room for what it has to write."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pikepdf
import pypdfium2
from reportlab.lib.units import mm

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.blocks import Block, ItemList, Paragraph, Run, TableBlock
from desktop_app.engine.documents.document import render
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.pdf.combs import HEIGHT
from desktop_app.pdf.flowables.signature import BOX_WIDTH, STAMP_HEIGHT
from desktop_app.session.blank_forms import BlankForms, official_documents
from tests.forms.library import LIBRARY

DAY = dt.date(2026, 11, 29)
BOXES = {16: 80 * mm, 11: 55 * mm}  # of a codice fiscale, of a partita IVA, and how wide they are together at least


@cache
def blanks(form_id: str) -> dict[str, bytes]:
    form = LIBRARY.load(form_id)
    return {each.spec.id: BlankForms(form, DAY).pdf(each) for each in official_documents(form)}


def runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from runs(item.blocks)
        elif isinstance(block, TableBlock):
            yield from (run for row in (block.head, *block.rows) for cell in row for run in cell)


def rectangles(data: bytes) -> list[tuple[float, float, int]]:
    """Width and height of each that is outlined, and into how many boxes the lines after it divide it."""
    found: list[tuple[float, float, int]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for each in pikepdf.parse_content_stream(page):
                operator, numbers = str(each.operator), each.operands
                if operator == "re":
                    found.append((float(numbers[2]), float(numbers[3]), 1))
                elif operator == "l" and found:
                    wide, high, boxes = found[-1]
                    found[-1] = (wide, high, boxes + 1)
                elif operator == "BDC" and found:
                    found.append((0, 0, 0))
    return found


def test_some_forms_have_documents_for_the_pen() -> None:
    assert sum(len(official_documents(LIBRARY.load(id))) for id in LIBRARY.ids()) >= 3


def test_a_code_has_a_box_for_each_sign_wide_enough_for_a_hand(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    state = evaluate(form, Draft(form_id), DAY)
    for document in official_documents(form):
        made = render(document, state, by_pen=True)
        asked = sorted(run.boxes for run in runs((*made.preface, *made.blocks)) if run.boxes)
        drawn = [each for each in rectangles(blanks(form_id)[document.spec.id]) if abs(each[1] - HEIGHT) < 0.1]
        assert sorted(boxes for _, _, boxes in drawn) == asked, document.spec.id
        for wide, _, boxes in drawn:
            assert wide >= BOXES[boxes]


def test_lines_to_write_on_are_eight_millimetres_apart(form_id: str) -> None:
    for id, data in blanks(form_id).items():
        pdf = pypdfium2.PdfDocument(data)
        for number in range(len(pdf)):
            text = pdf[number].get_textpage()
            signs = text.get_text_range()
            lines = (found.start() for found in re.finditer("__(?=_)", signs))  # no sign of a word: MODELLO_1
            heights = sorted({round(text.get_charbox(at)[1], 1) for at in lines})
            apart = [after - before for before, after in pairwise(heights) if after - before > 1.5]
            assert all(each >= 8 * mm - 1.2 for each in apart), (id, number + 1, apart)
        pdf.close()


def test_whoever_signs_has_a_box_for_a_stamp_and_nothing_is_ticked(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for document in official_documents(form):
        data = blanks(form_id)[document.spec.id]
        boxes = [each for each in rectangles(data) if abs(each[0] - BOX_WIDTH) < 0.1 and each[1] > 40]
        assert boxes and all(high >= STAMP_HEIGHT - 0.1 for _, high, _ in boxes), document.spec.id
        pdf = pypdfium2.PdfDocument(data)
        said = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
        pdf.close()
        assert "☒" not in said and "BOZZA" not in said and "Pratica" not in said.split("Pagina")[-1]


def test_the_same_day_gives_the_same_bytes(form_id: str) -> None:
    form = LIBRARY.load(form_id)
    for document in official_documents(form):
        assert BlankForms(form, DAY).pdf(document) == blanks(form_id)[document.spec.id]
