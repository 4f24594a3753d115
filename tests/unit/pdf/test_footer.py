"""The foot of each page: whose the sheet is, of which dossier, on any page, and nowhere in the metadata."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from desktop_app.engine.documents.blocks import Imprint
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.pages import PdfPages
from desktop_app.pdf.styles import BOTTOM_MARGIN, PAGE_WIDTH, SIDE_MARGIN
from tests.unit.pdf.samples import DAY, filled

LONG = "Consorzio delle Cooperative Sociali delle Valli e delle Colline società cooperativa sociale"


def feet(imprint: Imprint) -> list[str]:
    """The words below the text of each page."""
    with PdfPages(build_pdf(replace(filled(), imprint=imprint), DAY)) as pages:
        below = (0, 0, PAGE_WIDTH, BOTTOM_MARGIN - 8)
        return [" ".join(pages.text_within(page, below).split()) for page in range(len(pages))]


def test_every_page_says_whose_it_is_and_of_which_dossier() -> None:
    found = feet(Imprint(("Alfa S.r.l.", "Beta società cooperativa"), "Pratica 7K3-FQ2 del 29/11/2026"))
    assert len(found) > 1
    for number, foot in enumerate(found, 1):
        assert foot.startswith(filled().title), foot
        assert f"Pagina {number} di {len(found)}" in foot
        assert "Alfa S.r.l. · Beta società cooperativa" in foot and "Pratica 7K3-FQ2 del 29/11/2026" in foot


def test_without_names_the_dossier_stands_alone() -> None:
    assert all("Pratica 7K3-FQ2" in foot and "·" not in foot for foot in feet(Imprint((), "Pratica 7K3-FQ2")))
    assert all(foot.endswith(f"di {len(feet(Imprint()))}") for foot in feet(Imprint()))


@pytest.mark.parametrize("name", [LONG, "W" * 300, "浙江" * 100, "אבג שלום " * 20])
def test_names_of_any_length_stay_between_the_margins(name: str) -> None:
    data = build_pdf(replace(filled(), imprint=Imprint((name, LONG, name), "Pratica 7K3-FQ2 del 29/11/2026")), DAY)
    with PdfPages(data) as pages:
        beside = [(0, 0, SIDE_MARGIN - 1, BOTTOM_MARGIN), (PAGE_WIDTH - SIDE_MARGIN + 1, 0, PAGE_WIDTH, BOTTOM_MARGIN)]
        assert not any(pages.text_within(0, corners).strip() for corners in beside)
        assert "…" in pages.text(0) and "Pratica 7K3-FQ2 del 29/11/2026" in pages.text(0)


def test_the_names_are_on_the_page_alone() -> None:
    data = build_pdf(replace(filled(), imprint=Imprint(("Alfa Riservata",), "Pratica 7K3-FQ2")), DAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [str(value) for value in pdf.docinfo.values()] + [pdf.Root.Metadata.read_bytes().decode()]
        assert not any("Riservata" in each or "7K3" in each for each in said)
        assert "/Outlines" not in pdf.Root or "Riservata" not in repr(pdf.Root.Outlines)
