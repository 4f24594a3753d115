"""What is heard where the eye sees a blank, a tick box, a formula or the end of a line."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.documents.blocks import (
    Block,
    ItemList,
    ListItem,
    Paragraph,
    Run,
    TableBlock,
)
from desktop_app.pdf.document import build_pdf
from tests.support.heard import Said, said
from tests.unit.pdf.samples import DAY, document, paragraph, runs

FACES = st.fixed_dictionaries({"bold": st.booleans(), "style": st.sampled_from(["plain", "value"])})
LONG_WORDS = st.text(alphabet="ab", min_size=90, max_size=900)
PIECES = st.tuples(st.text(alphabet="abcdeàÈ☐≥ \n\u00a0\u2009\u1680", min_size=1, max_size=90) | LONG_WORDS, FACES)


@settings(max_examples=40)
@given(st.lists(PIECES, min_size=1, max_size=60), st.integers(0, 40), st.booleans())
def test_the_words_of_the_tags_are_those_of_the_text_wherever_a_line_or_page_ends(
    pieces: list[tuple[str, dict[str, Any]]], before: int, in_a_table: bool
) -> None:
    """Where the face changes, too, and within words longer than a line."""
    found = tuple(Run(text, **face) for text, face in pieces)
    block = TableBlock((runs("Voce"),), ((found,),)) if in_a_table else Paragraph(found)
    made = document(*[paragraph("riga")] * before, block)
    expected = ["Titolo", *["riga"] * before, *(["Voce"] if in_a_table else [])]
    words = "\n".join(said(build_pdf(made, DAY)).blocks()).split()
    assert words == [*expected, *"".join(text for text, _ in pieces).split()]


def heard(*blocks: Block) -> Said:
    return said(build_pdf(document(*blocks), DAY))


def test_a_blank_is_one_thing_to_fill_in_however_many_lines_it_has() -> None:
    pen = Run("_" * 150, style="blank")
    made = heard(
        Paragraph((Run("in "), pen, Run(" il "), pen)), Paragraph((pen,)), paragraph("Poi:"),
        Paragraph((pen,)), Paragraph((pen,)), paragraph("Fine"),
    )  # fmt: skip
    assert [each.heard.strip() for each in made.all("P")] == [
        "in da compilare il da compilare", "Poi:", "da compilare", "Fine",
    ]  # fmt: skip


def test_a_line_for_the_pen_in_a_table_is_an_empty_cell() -> None:
    pen = (Run("____", style="blank"),)
    made = heard(TableBlock((runs("Voce"), runs("Dati")), ((runs("PEC"), pen), (runs("Sede"), (Run("via "), *pen)))))
    assert [each.heard for each in made.all("TD")] == ["", "via da compilare"]


def test_a_tick_box_says_what_was_answered() -> None:
    ticks = [ListItem("☐", (paragraph("uno"),), "da scegliere"), ListItem("☒", (paragraph("due"),), "sì")]
    made = heard(ItemList(tuple(ticks)), Paragraph((Run("☐", said="no"), Run(" tre"))))
    assert [each.heard for each in made.all("Lbl")] == ["da scegliere", "sì"]
    assert made.all("P")[-1].heard == "no tre"


def test_what_is_filled_in_by_hand_is_a_field_on_paper_for_who_reads_the_tags() -> None:
    """PDF/UA-1, 7.14: forms that are none on the screen have the attributes PrintField."""
    ticks = [ListItem("☐", (paragraph("uno"),), "no"), ListItem("☒", (paragraph("due"),), "sì")]
    line = Paragraph((Run("via "), Run("____", style="blank"), Run(" "), Run("☐", said="da scegliere"), Run(" tre")))
    with pikepdf.open(io.BytesIO(build_pdf(document(ItemList(tuple(ticks)), line), DAY))) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Form"]
        fields = [(str(each.A.O), str(each.A.Role), str(each.A.get("/checked", ""))) for each in found]
    boxes = [("/PrintField", "/cb", state) for state in ("/off", "/off", "/on")]
    assert sorted(fields) == sorted([*boxes, ("/PrintField", "/tv", "")])


def test_a_formula_has_words_and_a_foreign_word_its_language() -> None:
    formula = Run("N ≥ 2", bold=True, said="N maggiore o uguale a 2", formula=True)
    made = heard(Paragraph((formula,), centred=True), Paragraph((Run("a "), Run("part time", lang="en"), Run(", "))))
    assert [(each.alt, each.drawn) for each in made.all("Formula")] == [(formula.said, formula.text)]
    assert [(each.lang, each.drawn) for each in made.all("Span")] == [("en", "part time")]


@pytest.mark.parametrize(
    ("names", "are_headers"),
    [(("Sede", "PEC"), True), (("Sede", "Sede"), False), (("1", "2"), False), (("01/02/2026", "02/02/2026"), False),
     (("Sede", "____"), False)],
)  # fmt: skip
def test_the_first_column_names_the_rows_where_it_is_of_different_words(
    names: tuple[str, str], are_headers: bool
) -> None:
    rows = tuple(((Run(name, style="blank" if "_" in name else "plain"),), runs("x")) for name in names)
    scopes = [each.scope for each in heard(TableBlock((runs("Voce"), runs("Dati")), rows)).all("TH")]
    assert scopes == ["Column", "Column", *["Row", "Row"][: 2 * are_headers]]


def test_parts_within_a_line_hold_over_lines_and_pages() -> None:
    """Each is one element wherever it ends, in its place, and no word of it or beside it is lost."""
    parts = (
        Run("prima "),
        Run("part time " * 900, lang="en"),
        Run("dopo "),
        Run("_" * 400, style="blank"),
        Run(" fine"),
    )
    made = heard(Paragraph(parts))
    assert (len(made.all("Span")), len(made.all("Form"))) == (1, 1)
    assert "\n".join(made.blocks()).replace("_", "").split() == [
        "Titolo",
        "prima",
        *["part", "time"] * 900,
        "dopo",
        "fine",
    ]
