"""The printed document as a reader meets it: its words, its pages, its fields, its looks in outline."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Name

from desktop_app.engine.documents.blocks import (
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    PrintedDocument,
    RuleBlock,
    Run,
    SignatureBlock,
    TableBlock,
)
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.styles import BOTTOM_MARGIN, PAGE_HEIGHT, TOP_MARGIN
from tests.unit.pdf.samples import (
    DAY,
    SENTENCE,
    SIGNERS,
    blank,
    body,
    document,
    draft,
    filled,
    pages,
    paragraph,
    pictures,
    printed,
    runs,
    signatures,
    squeezed,
    table,
    texts,
)


@pytest.mark.parametrize("sample", [filled, blank])
def test_the_text_runs_in_the_order_of_the_document(sample: Callable[[], PrintedDocument]) -> None:
    made = sample()
    wanted = list(texts(made.blocks))
    for number, annex in enumerate(made.annexes, 1):
        wanted += [f"Allegato {number} – {annex.title}", *annex.paragraphs]
    header = "N. Descrizione Importo (€)"
    text = body(build_pdf(made, DAY)).replace(header, "")  # repeated on every page of a table
    assert text.replace(" ", "") == "".join(wanted).replace(" ", "").replace(header.replace(" ", ""), "")


def test_the_same_document_and_day_give_the_same_bytes() -> None:
    assert build_pdf(filled(), DAY) == build_pdf(filled(), DAY)
    assert build_pdf(filled(), DAY) != build_pdf(filled(), DAY + datetime.timedelta(days=1))


def test_every_page_carries_its_number_and_the_title() -> None:
    found = pages(build_pdf(filled(), DAY))
    assert len(found) > 5
    for number, text in enumerate(found, 1):
        assert squeezed(text).endswith(f"Convenzione locale Pagina {number} di {len(found)}")


def test_a_long_title_is_cut_in_the_footer_only() -> None:
    title = "Convenzione " * 30
    data = build_pdf(PrintedDocument(title, (paragraph("Testo."),)), DAY)
    assert "…" in pages(data)[0]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == title.strip()


HEADING = "CONVENZIONE PER L'INSERIMENTO LAVORATIVO DELLE PERSONE CON DISABILITÀ E SVANTAGGIATE"


def test_metadata_name_the_document_and_nobody() -> None:
    with printed(filled()) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert (
            pdf.open_metadata()["dc:title"] == HEADING and pdf.open_metadata()["pdf:Keywords"] == "Convenzione locale"
        )
        assert "dc:creator" not in pdf.open_metadata()
    assert info == {
        "/Title": HEADING,
        "/Keywords": "Convenzione locale",
        "/Subject": "Convenzione quadro, art. 5",
        "/Creator": "Commessa",
        "/Producer": "Commessa",
        "/CreationDate": "D:20261122000000Z",
        "/ModDate": "D:20261122000000Z",
    }


def test_each_signer_has_a_field_with_his_name_and_a_description() -> None:
    with printed(filled()) as pdf:
        fields = {str(field.T): field for field in pdf.Root.AcroForm.Fields}
        assert list(fields) == list(SIGNERS)
        for name, field in fields.items():
            left, bottom, right, top = (float(side) for side in field.Rect)
            assert Name.Sig == field.FT
            assert str(field.TU) == f"Firma: Per {name}"
            assert 200 < right - left < 240
            assert top - bottom == pytest.approx(56.7, abs=0.1)
            assert bottom > BOTTOM_MARGIN and top < PAGE_HEIGHT - TOP_MARGIN


def test_there_is_no_picture_and_no_annotation_but_the_fields() -> None:
    with printed(filled()) as pdf:
        assert not pictures(pdf)
        kinds = [note.Subtype for page in pdf.pages for note in page.obj.get("/Annots", [])]
        assert kinds == [Name.Widget] * len(SIGNERS)


def test_a_signer_without_a_field_gets_a_line_for_the_pen() -> None:
    with printed(blank()) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "Per il CPI:" in body(build_pdf(blank(), DAY))


def test_a_draft_has_a_watermark_on_every_page_and_no_field() -> None:
    for text in pages(build_pdf(draft(), DAY)):
        assert re.sub(r"\s", "", text).startswith("BOZZA")
    with printed(draft()) as pdf:
        assert "/AcroForm" not in pdf.Root
        for page in pdf.pages:
            assert pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)).count(b"/Watermark") == 1
    assert "BOZZA" not in body(build_pdf(filled(), DAY))


@pytest.mark.parametrize("lines", range(0, 44, 3))
def test_a_signature_stays_with_its_label_and_with_what_is_above(lines: int) -> None:
    """Wherever the page ends: the page with the box has the label, and the words before it."""
    made = document(*[paragraph(f"Riga {at}") for at in range(lines)], *signatures())
    with printed(made) as pdf:
        on = {str(note.T): at for at, page in enumerate(pdf.pages) for note in page.obj.get("/Annots", [])}
    text = pages(build_pdf(made, DAY))
    for name in SIGNERS:
        assert f"Per {name}:" in text[on[name]]
        assert "confermato e sottoscritto" in text[on[name]]


@pytest.mark.parametrize("lines", range(20, 40))
def test_nobody_signs_a_page_with_a_date_and_a_greeting_alone(lines: int) -> None:
    made = document(
        *[paragraph(f"Riga {at}") for at in range(lines)],
        paragraph("Chi firma dichiara quanto precede. " * 4),
        paragraph("Distinti saluti."),
        paragraph("Ancona, 31/01/2027"),
        *signatures(),
    )
    with printed(made) as pdf:
        [at] = {at for at, page in enumerate(pdf.pages) if "/Annots" in page.obj}
    assert "quanto precede" in pages(build_pdf(made, DAY))[at]


@pytest.mark.parametrize("lines", range(0, 40, 3))
def test_a_heading_never_ends_a_page(lines: int) -> None:
    made = document(
        *[paragraph(f"Riga {at}") for at in range(lines)], Heading(2, runs("Art. 1")), paragraph(SENTENCE * 6)
    )
    for text in pages(build_pdf(made, DAY)):
        lines_of_page = [line for line in text.splitlines() if line.strip()][:-2]  # without the footer
        assert lines_of_page[-1].strip() != "Art. 1"


@pytest.mark.parametrize("what", ["table", "list"])
def test_nor_does_a_heading_with_the_sentence_that_introduces_what_follows(what: str) -> None:
    items = tuple(ListItem("•", (paragraph(f"Voce numero {at}"),)) for at in range(1, 4))
    follows = table(3) if what == "table" else ItemList(items)
    for lines in range(16, 44):
        made = document(*[paragraph(f"Riga {at}") for at in range(lines)], Heading(2, runs("4. I calcoli")),
                        paragraph("I passaggi sono esatti."), follows)  # fmt: skip
        for text in pages(build_pdf(made, DAY)):
            assert ("4. I calcoli" in text) == ("I passaggi" in text)
            assert "4. I calcoli" not in text or "Voce numero 1" in text


def test_many_signers_fit_over_pages() -> None:
    names = [f"parte_{at}" for at in range(40)]
    with printed(document(*signatures(names))) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == names


def test_a_long_table_repeats_its_header_and_tears_no_row() -> None:
    found = pages(build_pdf(document(table(400)), DAY))
    assert len(found) > 8
    for text in found:
        assert "Descrizione" in text
    whole = squeezed(" ".join(found))
    for at in range(1, 401):
        assert f"Voce numero {at} {at}.000,00" in whole


def test_the_last_row_of_a_table_is_never_alone_on_its_page() -> None:
    for rows in range(20, 60):
        on_last = pages(build_pdf(document(table(rows)), DAY))[-1].count("Voce numero")
        assert on_last > 1, rows


def test_a_column_is_as_wide_as_a_word_made_of_several_runs() -> None:
    hours = tuple(Run(part, style="value") for part in ("30", "\u00a0ore\u00a0su\u00a0", "38,50"))
    long = runs("Addetto al confezionamento e al montaggio di espositori in cartone " * 5)
    head = (runs("Qualifica"), runs("Contratto"), runs("Ore"))
    found = pages(build_pdf(document(TableBlock(head, ((long, long, hours),), (False, False, False))), DAY))
    assert "30 ore su 38,50" in found[0].replace("\u00a0", " ")


def test_values_and_blanks_can_be_told_from_the_act_s_words() -> None:
    mixed = Paragraph((Run("Azienda "), Run("Rossi", style="value"), Run(" "), Run("____", style="blank")))
    with printed(PrintedDocument("Prova", (mixed,))) as pdf:
        used = {str(font.BaseFont)[8:] for font in pdf.pages[0].Resources.Font.values()}
    assert used >= {"TitilliumWeb-Regular", "TitilliumWeb-SemiBold", "DejaVuSans"}


def test_a_field_name_used_twice_is_refused_in_words() -> None:
    with pytest.raises(PdfFault, match="due campi di firma hanno lo stesso nome"):
        build_pdf(document(SignatureBlock("Per A", "a"), SignatureBlock("Per B", "a")), DAY)


@pytest.mark.parametrize("lines", range(18, 40))
def test_the_last_lines_of_a_cover_are_never_alone_on_a_page(lines: int) -> None:
    last: list[Block] = [
        paragraph("La richiesta è sottoscritta con firma digitale. " * 4),
        RuleBlock(),
        paragraph("Seguono le pagine."),
    ]
    made = replace(document(paragraph("testo")), preface=(*[paragraph(f"Riga {at}") for at in range(lines)], *last))
    [at] = [at for at, text in enumerate(pages(build_pdf(made, DAY))) if "Seguono le pagine." in text]
    assert "firma digitale" in pages(build_pdf(made, DAY))[at]
