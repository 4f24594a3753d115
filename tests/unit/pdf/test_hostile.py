"""Whatever is typed is printed as typed: never markup, never a crash, never lost."""

from __future__ import annotations

import pikepdf
import pytest

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    PrintedDocument,
    Run,
    Runs,
    SignatureBlock,
    TableBlock,
)
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.fonts import printable, undrawable
from tests.unit.pdf.samples import DAY, body, document, pages, paragraph, pictures, printed, runs

MARKUP = (
    "<b>non chiuso",
    "</para>",
    "<para><para>",
    "<img src='/etc/hostname'>",
    "<img src='/etc/hostname'/>",
    "<a href='javascript:alert(1)'>clic</a>",
    '<onDraw name="x" label="y"/>',
    "{{ 7*7 }}",
    "&amp; &lt; & < >",
    "(parentesi \\) e \\ barra",
    "EMC BT /F1 12 Tf (ciao) Tj ET",
)


def everywhere(words: str) -> PrintedDocument:
    """The words in every place where a user's may come."""
    value: Runs = (Run("prima "), Run(words, style="value"), Run(" dopo"))
    blocks: tuple[Block, ...] = (
        Heading(1, runs(words)),
        Paragraph(value),
        ItemList((ListItem("•", (Paragraph(value),)),)),
        TableBlock((runs(words), runs("B")), ((value, runs(words)),)),
        SignatureBlock(words, "firma"),
    )
    return PrintedDocument(words, blocks, (Annex(words, (words,)),), subject=words)


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_printed_as_typed(words: str) -> None:
    data = build_pdf(everywhere(words), DAY)
    assert "".join(body(data).split()).count("".join(words.split())) >= 8
    with printed(everywhere(words)) as pdf:
        assert not pictures(pdf)
        assert str(pdf.docinfo.Title) == words
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert [str(note.T) for note in notes] == ["firma"]


def test_characters_that_nobody_sees_are_taken_away() -> None:
    hidden = "Ma\x00rio\x1b \u202eissoR\u202c \u2066x\u2069 a\u200bb c\ufeffd so\u00adft"
    assert printable(hidden) == "Mario issoR x ab cd soft"
    assert undrawable(hidden) == set()
    assert "prima Mario issoR x ab cd soft dopo" in body(build_pdf(everywhere(hidden), DAY))


def test_line_ends_of_any_kind_are_line_ends() -> None:
    assert printable("a\r\nb\rc\u2028d\u2029e\tf") == "a\nb\nc\nd\ne f"
    data = build_pdf(document(paragraph("riga uno\nriga due")), DAY)
    assert [line.strip() for line in pages(data)[0].splitlines()][1:3] == ["riga uno", "riga due"]


def test_accents_are_composed_and_come_back() -> None:
    names = "Nicolò D'Alò Müller Ðorđe Łukasz Žižek Ştefan «€» ’ – … ☐ ☑ ☒ ✓ ✗ ≥ ≤ → − × n° ½ m²"
    assert printable("Nicolo\u0300") == "Nicolò"
    assert undrawable(names) == set()
    assert names in body(build_pdf(document(paragraph(names)), DAY))


@pytest.mark.parametrize("sign", ["中", "😀", "\ue000", "\U000f0000", "ش", "ש", "\ud800", "\uffff", "\ufffd"])
def test_what_no_face_draws_is_told_and_shown_as_a_question_mark(sign: str) -> None:
    assert undrawable(f"abc {sign}") == {sign}
    assert "prima a?b dopo" in body(build_pdf(everywhere(f"a{sign}b"), DAY))


def test_a_cell_of_20000_characters_flows_over_pages() -> None:
    words = " ".join(f"parola{at}" for at in range(2000))
    rows = ((runs("1"), runs(words)), (runs("2"), runs("breve")))
    text = body(build_pdf(document(TableBlock((runs("N."), runs("Testo")), rows)), DAY)).replace("N. Testo ", "")
    assert words in text
    assert "breve" in text


def test_a_document_of_absurd_length_is_refused_before_it_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.pdf.document._draw", lambda *_: pytest.fail("it was laid out"))
    row: tuple[Runs, ...] = (runs("parola " * 100), runs("1"))
    long = document(TableBlock((runs("A"), runs("B")), (row,) * 2_000))
    many = document(*[paragraph("x")] * 60_000)
    for made in (long, many):
        with pytest.raises(PdfFault, match="troppo lungo: accorcia le risposte"):
            build_pdf(made, DAY)


def test_two_long_cells_in_one_row_are_both_whole() -> None:
    rows = ((runs("alfa " * 900), runs("beta " * 2500)),)
    text = body(build_pdf(document(TableBlock((runs("A"), runs("B")), rows)), DAY))
    assert (text.count("alfa"), text.count("beta")) == (900, 2500)


@pytest.mark.parametrize("value", ["plain", "value"])
def test_a_word_of_20000_letters_is_cut_and_whole(value: str) -> None:
    word = "abcdefghij" * 2000
    long: Runs = (Run("Ditta "), Run(word, style=value))  # type: ignore[arg-type]  # the names of styles, to mypy any text
    made = document(Paragraph(long), TableBlock((runs("#"), runs("%")), ((runs("1"), long),)))
    assert "".join(body(build_pdf(made, DAY)).replace("# %", "").split()).count(word) == 2


def test_headers_and_labels_of_any_length_are_printed() -> None:
    words = "intestazione " * 800
    made = document(
        TableBlock((runs(words), runs("B")), ((runs("1"), runs("2")),)),
        SignatureBlock(words, "firma"),
        Heading(2, runs(words)),
        paragraph("fine"),
    )
    assert body(build_pdf(made, DAY)).count("intestazione") == 2400


def test_a_table_of_forty_columns_is_printed() -> None:
    head = tuple(runs(f"colonna {at}") for at in range(40))
    made = document(TableBlock(head, (tuple(runs("123.456,78") for _ in head),) * 30))
    assert build_pdf(made, DAY)


def test_hundreds_of_headings_in_a_row_are_printed() -> None:
    assert len(pages(build_pdf(document(*[Heading(2, runs("Articolo"))] * 300), DAY))) > 5


def test_a_document_without_blocks_is_one_page() -> None:
    with printed(PrintedDocument("Vuoto", ())) as pdf:
        assert len(pdf.pages) == 1


def test_every_face_is_embedded_and_readable() -> None:
    with printed(everywhere("città ☒ ≥ ____")) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts
        for font in fonts.values():
            assert isinstance(font.FontDescriptor.FontFile2, pikepdf.Stream)
            assert "/ToUnicode" in font
