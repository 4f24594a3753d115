"""Tables over pages: no page has a part of one twice, and none a row alone."""

from __future__ import annotations

import pytest

from desktop_app.engine.documents.blocks import Heading, TableBlock
from desktop_app.pdf.document import build_pdf
from tests.unit.pdf.samples import DAY, document, pages, paragraph, runs


@pytest.mark.parametrize("above", range(6))
def test_a_header_is_on_a_page_once(above: int) -> None:
    """Also where a tall row was left for the next page and would fit on this one with a header of its own."""
    head = (runs("Titolo"), runs("Testo"))
    for rows in range(18, 30):
        body = tuple((runs(f"voce {at}"), runs("parole su più righe " * 8)) for at in range(rows))
        made = document(*[paragraph("sopra")] * above, Heading(2, runs("Voci")), TableBlock(head, body, (False, False)))
        assert all(
            text.count("Titolo") + text.count("Testo") == 2 + (at == 0)
            for at, text in enumerate(pages(build_pdf(made, DAY)))
        )
