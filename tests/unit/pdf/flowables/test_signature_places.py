"""Where people sign: room for a stamp, who signs, the line for the day, initials, and what stands above."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from desktop_app.engine.documents.blocks import Block, Heading, PrintedDocument, SignatureBlock
from desktop_app.pdf import styles
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.flowables.signature import BOX_HEIGHT, STAMP_HEIGHT
from tests.unit.pdf.samples import DAY, SENTENCE, document, pages, paragraph, printed, runs, signatures

LINES = [paragraph(f"Riga {at}") for at in range(30)]


def heights(pdf: pikepdf.Pdf) -> list[float]:
    rects = [[float(side) for side in field.Rect] for field in pdf.Root.AcroForm.Fields]
    return [rect[3] - rect[1] for rect in rects]


def bars(pdf: pikepdf.Pdf) -> list[int]:
    """The pages, from 1, with a line that is neither level nor upright."""
    found = []
    for number, page in enumerate(pdf.pages, 1):
        at = (0.0, 0.0)
        for each in pikepdf.parse_content_stream(page):
            to = tuple(float(side) for side in each.operands[:2]) if str(each.operator) in "ml" else at
            if str(each.operator) == "l" and to[0] != at[0] and to[1] != at[1]:
                found.append(number)
            at = (to[0], to[1])
    return found


def highest_bar(pdf: pikepdf.Pdf) -> float:
    """How high the highest bar is, in points."""
    highest = 0.0
    for page in pdf.pages:
        at = (0.0, 0.0)
        for each in pikepdf.parse_content_stream(page):
            to = tuple(float(side) for side in each.operands[:2]) if str(each.operator) in "ml" else at
            if str(each.operator) == "l" and to[0] != at[0] and to[1] != at[1]:
                highest = max(highest, abs(to[1] - at[1]))
            at = (to[0], to[1])
    return highest


def test_a_box_has_room_for_a_stamp_where_one_is_asked() -> None:
    asked = SignatureBlock("Per il CPI", "cpi", stamped=True)
    with printed(document(asked, paragraph("sotto"))) as pdf:
        assert heights(pdf) == pytest.approx([STAMP_HEIGHT], abs=0.1)


def test_and_where_nothing_follows_on_a_page_that_has_room() -> None:
    with printed(document(*signatures())) as pdf:
        assert heights(pdf) == pytest.approx([STAMP_HEIGHT] * 4, abs=0.1)
    with printed(document(*signatures(), paragraph("sotto"))) as pdf:
        assert heights(pdf) == pytest.approx([BOX_HEIGHT] * 4, abs=0.1)
    full = document(*[paragraph(f"Riga {at}") for at in range(20)], *signatures())
    with printed(full) as pdf:
        assert len(pdf.pages) == 1 and heights(pdf) == pytest.approx([BOX_HEIGHT] * 4, abs=0.1)


def test_name_and_capacity_stand_below_the_line_and_in_the_field() -> None:
    made = document(SignatureBlock("Per l'Azienda:", "azienda", who="Anna Neri, legale rappresentante"))
    [page] = pages(build_pdf(made, DAY))
    assert page.index("Per l'Azienda:") < page.index("Anna Neri, legale rappresentante")
    with printed(made) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].TU) == "Firma: Per l'Azienda – Anna Neri, legale rappresentante"


def test_each_who_signs_by_pen_has_a_line_for_the_day() -> None:
    made = [SignatureBlock(f"Per {name}", name, dated=True, stamped=True) for name in "abc"]
    [page] = pages(build_pdf(document(*made), DAY))
    assert page.count("Data ____") == 3


def test_initials_have_a_place_on_every_page_beside_the_text() -> None:
    made = replace(
        document(*[paragraph(SENTENCE * 5)] * 20), initials=("Per l'Azienda:", "Per il Centro per l'Impiego:")
    )
    found = pages(build_pdf(made, DAY))
    assert len(found) > 1 and all(" ".join(page.split()).count("Azienda Centro per l'Impiego") == 1 for page in found)
    with printed(made) as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("lines", range(14, 30, 3))
def test_signatures_take_two_lines_along_and_what_stays_empty_above_them_is_barred(lines: int) -> None:
    above = [paragraph(f"Riga {at}") for at in range(lines)]
    made = document(*above, Heading(2, runs("Art. 9")), paragraph(SENTENCE * 4), *signatures())
    text = pages(build_pdf(made, DAY))
    with printed(made) as pdf:
        [on] = {at for at, page in enumerate(pdf.pages) if "/Annots" in page.obj}
        barred = bars(pdf)
    assert "Per azienda" in text[on] and "pari a" in text[on].replace("\xa0", " ")
    if on:
        above_them = text[on].split("Letto, confermato")[0].strip().split("\n")
        assert len(above_them) >= 2
        assert len(above_them) == 2 or not barred, "no more than two lines, unless the page before is full"


def test_a_page_that_ends_early_because_of_signatures_is_barred_and_no_other() -> None:
    words = paragraph("Chi firma dichiara quanto precede. " * 4)
    made = document(*LINES[:20], words, *[SignatureBlock(f"Per {name}", name, stamped=True) for name in "abcd"])
    with printed(made) as pdf:
        assert bars(pdf) == [1] and len(pdf.pages) == 2
    with printed(document(*LINES, *LINES)) as pdf:
        assert bars(pdf) == []


def by_pen(*blocks: Block) -> PrintedDocument:
    """A document with initials on every page, and six boxes."""
    boxes = [SignatureBlock(f"Per {name}", None, stamped=True, dated=True) for name in "abcdef"]
    return replace(document(*blocks, paragraph("Letto e confermato."), *boxes), initials=("Per a", "Per b"))


@pytest.mark.parametrize("lines", range(8, 24))
def test_by_pen_boxes_fill_a_page_that_has_room_for_some_and_half_a_page_is_never_barred(lines: int) -> None:
    made = by_pen(*LINES[:lines])
    text = pages(build_pdf(made, DAY))
    boxes = [[name for name in "abcdef" if f"Per {name}" in page] for page in text]
    assert [name for found in boxes for name in found] == list("abcdef")
    with_first = next(page for page, found in zip(text, boxes, strict=True) if found)
    assert "Letto e confermato" in with_first
    with printed(made) as pdf:
        assert highest_bar(pdf) <= styles.TEXT_HEIGHT / 3
        assert not (boxes[0] and bars(pdf))


def test_on_the_screen_nobody_signs_below_no_words_of_the_text() -> None:
    for lines in range(8, 24):
        made = replace(by_pen(*LINES[:lines]), initials=())
        for page in pages(build_pdf(made, DAY)):
            assert "Per a" not in page or "Per f" in page, lines
