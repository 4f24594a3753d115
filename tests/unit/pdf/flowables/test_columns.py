"""The widths of a table's columns: as their content needs."""

from __future__ import annotations

import pytest

from desktop_app.engine.documents.blocks import TableBlock
from desktop_app.pdf import fonts, styles
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.flowables.columns import PADDING, columns
from tests.unit.pdf.samples import DAY, document, pages, runs

LONG = "Addetto al confezionamento e al montaggio di espositori in cartone " * 5
SIZE = styles.paragraph_style("cell").fontSize


def block(head: list[str], *rows: list[str]) -> TableBlock:
    return TableBlock(tuple(map(runs, head)), tuple(tuple(map(runs, row)) for row in rows))


def inner(made: TableBlock, numeric: list[bool] | None = None) -> list[float]:
    found = columns(made, numeric or [False] * len(made.head), styles.TEXT_WIDTH).widths
    assert sum(found) == pytest.approx(styles.TEXT_WIDTH)
    return [width - 2 * PADDING for width in found]


def width(words: str, face: str = fonts.REGULAR) -> float:
    return fonts.text_width([(face, words)], SIZE)


def test_a_short_column_beside_long_ones_is_not_starved() -> None:
    widths = inner(block(["N.", "Qualifica", "Contratto", "CPI"], ["12", LONG, LONG, "Senigallia"]))
    assert widths[0] >= width("12") and widths[3] >= width("Senigallia")
    assert widths[1] == pytest.approx(widths[2], abs=2) and widths[1] > 2 * widths[3]


def test_a_column_may_need_more_than_its_fair_share() -> None:
    word = "amministrazione.provinciale@pec.esempio.it"
    widths = inner(block(["a", "b", "c", "d"], ["1", "2", "3", word + " " + LONG]))
    assert widths[3] >= width(word)


def test_no_short_word_is_torn_where_there_is_too_little_room() -> None:
    words = ["indeterminato", "part time", "x" * 200, "y" * 200, "sì"]
    widths = inner(block(["a", "b", "c", "d", "e"], words))
    assert widths[0] >= width("indeterminato") and widths[4] >= width("sì")
    assert widths[2] == pytest.approx(widths[3])


def test_citations_in_cells_are_held_where_there_is_room_and_torn_before_a_word_is() -> None:
    held = columns(block(["Norma", "Testo"], ["D.Lgs. n. 276/2003, art. 14", LONG]), [False] * 2, styles.TEXT_WIDTH)
    assert held.whole
    narrow = block([f"art. {'1' * 10}"] * 6, ["art. 14"] * 6)
    assert not columns(narrow, [False] * 6, styles.TEXT_WIDTH).whole
    assert pages(build_pdf(document(narrow), DAY))[0].count("1" * 10) == 6


def test_numbers_stay_on_one_line_and_their_heading_need_not() -> None:
    made = block(["Voce", "Importo in tutta la commessa, al netto di IVA (€)"], [LONG, "1 234 567,00"])
    widths = inner(made, [False, True])
    assert width("1 234 567,00") <= widths[1] < width("Importo in tutta la commessa, al netto di IVA (€)", fonts.BOLD)
