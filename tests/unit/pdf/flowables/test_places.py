"""Where answers stand on a page: also what reportlab joins, cuts in two or moves."""

from __future__ import annotations

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    ItemList,
    ListItem,
    Paragraph,
    PrintedDocument,
    Run,
    Runs,
    TableBlock,
)
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.pdf.document import draw_pages
from desktop_app.pdf.pages import PdfPages
from desktop_app.pdf.tags import Place

NAME, STREET, COUNT = FieldRef("nome"), FieldRef("via"), FieldRef("posti")


def value(text: str, ref: FieldRef, *, bold: bool = False) -> Run:
    return Run(text, bold, style="value", ref=ref)


def read(*blocks: Block, annexes: tuple[Annex, ...] = ()) -> list[tuple[FieldRef, int, str]]:
    """Answer, page and what stands there, of each place."""
    places: list[Place] = []
    with PdfPages(draw_pages(PrintedDocument("Prova", blocks, annexes), places)) as pages:
        return [(ref, page, " ".join(pages.text_within(page, box).split())) for ref, page, box in places]


def paragraph(*runs: Run) -> Paragraph:
    return Paragraph(tuple(runs))


def test_two_answers_of_one_look_with_a_space_between_are_told_apart() -> None:
    found = read(paragraph(value("Bianchi S.r.l.", NAME), Run(" "), value("via Roma", STREET), Run(" e altro")))
    assert found == [(NAME, 0, "Bianchi S.r.l."), (STREET, 0, "via Roma")]


def test_an_answer_over_two_lines_has_a_place_on_each() -> None:
    words = "parola " * 20
    found = read(paragraph(Run("Oggetto: "), value(words.strip(), NAME), Run(".")))
    assert len(found) == 2 and " ".join(text for _, _, text in found).split() == words.split()


def test_an_answer_of_several_pages_is_found_on_each() -> None:
    long = " ".join(f"numero{at}" for at in range(1200))
    found = read(paragraph(Run("Prima "), value(long, NAME), Run(" poi "), value("qui", STREET)))
    assert {page for ref, page, _ in found if ref == NAME} == {0, 1, 2, 3}
    assert " ".join(text for ref, _, text in found if ref == NAME).split() == long.split()
    assert [text for ref, _, text in found if ref == STREET] == ["qui"]


def test_answers_in_the_middle_and_at_the_right_are_where_they_are_drawn() -> None:
    cells: tuple[tuple[Runs, ...], ...] = (((Run("Posti"),), (value("12", COUNT),)),)
    table = TableBlock(((Run("Che cosa"),), (Run("Quanti"),)), cells, (False, True))
    centred = Paragraph((Run("Tra ", bold=True), value("Bianchi S.r.l.", NAME, bold=True)), centred=True)
    assert read(centred, table) == [(NAME, 0, "Bianchi S.r.l."), (COUNT, 0, "12")]


def test_a_tick_box_is_the_place_of_its_answer() -> None:
    full = ListItem("☒", (paragraph(Run("a tempo pieno")),), "sì", ref=COUNT)
    items = (full, ListItem("•", (paragraph(Run("altro")),)))
    assert read(ItemList(items)) == [(COUNT, 0, "☒")]


def test_an_annex_is_a_place_of_its_answer() -> None:
    found = read(
        paragraph(Run("vedi Allegato 1", ref=NAME)), annexes=(Annex("Oggetto", ("Tutto il testo.",), ref=NAME),)
    )
    assert found == [(NAME, 0, "vedi Allegato 1"), (NAME, 1, "Tutto il testo.")]


def test_the_pages_are_the_same_whether_somebody_asks_for_places_or_not() -> None:
    document = PrintedDocument("Prova", (paragraph(Run("Nome: "), value("Bianchi S.r.l.", NAME)),))
    places: list[Place] = []
    assert draw_pages(document) == draw_pages(document, places)
    assert places
