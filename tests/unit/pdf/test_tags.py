"""The tags: what a screen reader is told, in reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Object

from desktop_app.engine.documents.blocks import (
    Annex,
    Block,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    PrintedDocument,
    RuleBlock,
    Run,
    SignatureBlock,
)
from desktop_app.pdf.document import build_pdf
from tests.support.heard import said
from tests.unit.pdf.samples import DAY, DRAFT, SENTENCE, body, document, filled, headed, paragraph, printed, runs, table


def tree(element: Object) -> list[object]:
    """The element as [tag, child, child…]; marks and fields are left out."""
    return [str(element.S)[1:], *(tree(child) for child in children(element))]


def children(element: Object) -> Iterator[Object]:
    kids = element.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.StructElem:
            yield kid


def everything(element: Object) -> Iterator[Object]:
    yield element
    for child in children(element):
        yield from everything(child)


def root(pdf: pikepdf.Pdf) -> Object:
    found: Object = pdf.Root.StructTreeRoot.K
    return found


def test_blocks_become_elements_in_reading_order() -> None:
    inner = ItemList((ListItem("☐", (paragraph("interno"),)),))
    made = document(
        Heading(2, runs("Art. 1")),
        paragraph("Testo"),
        ItemList((ListItem("•", (paragraph("voce"),)), ListItem("A.", (paragraph("con lista"), inner)))),
        table(1),
        SignatureBlock("Per l'Azienda", "azienda"),
    )
    cells = [["TD"]] * 3
    inner_tags = ["L", ["LI", ["Lbl"], ["LBody", ["P"]]]]
    with printed(made) as pdf:
        assert tree(root(pdf)) == [
            "Document",
            ["H1"],
            ["H2"],
            ["P"],
            ["L", ["LI", ["Lbl"], ["LBody", ["P"]]], ["LI", ["Lbl"], ["LBody", ["P"], inner_tags]]],
            ["Table", ["THead", ["TR", ["TH"], ["TH"], ["TH"]]], ["TBody", ["TR", *cells]]],
            ["P"],
            ["Form"],
        ]


def test_headers_say_what_they_head_and_lists_how_they_count() -> None:
    with printed(filled()) as pdf:
        found = list(everything(root(pdf)))
        assert all(cell.A.Scope == Name.Column for cell in found if cell.S == Name.TH)
        numbering = {str(each.A.ListNumbering) for each in found if each.S == Name.L}
        assert numbering == {"/Disc", "/None"}


def test_a_list_that_goes_on_from_another_counts_in_numbers_too() -> None:
    made = ItemList(tuple(ListItem(f"{number}.", (paragraph("voce"),)) for number in (7, 8)))
    with printed(document(made)) as pdf:
        assert [each.A.ListNumbering for each in everything(root(pdf)) if each.S == Name.L] == [Name.Decimal]


def test_levels_of_headings_are_not_skipped() -> None:
    made = PrintedDocument("Prova", (Heading(3, runs("a")), Heading(3, runs("b")), Heading(1, runs("c"))))
    with printed(made) as pdf:
        assert tree(root(pdf)) == ["Document", ["H1"], ["H2"], ["H1"]]


def test_an_annex_has_a_heading_of_its_own() -> None:
    made = PrintedDocument("Prova", (Heading(1, runs("a")),), (Annex("Fasi", ("Uno.", "Due.")),))
    with printed(made) as pdf:
        assert tree(root(pdf)) == ["Document", ["H1"], ["H2"], ["P"], ["P"]]
        assert len(pdf.pages) == 2


def test_nothing_empty_is_tagged() -> None:
    made = document(paragraph("  "), Heading(2, ()), Paragraph(()))
    with printed(made) as pdf:
        assert tree(root(pdf)) == ["Document", ["H1"]]


@pytest.mark.parametrize("blocks", [(), (table(1),), (SignatureBlock("Firma", "firma"),)])
def test_a_mark_without_text_stands_alone(blocks: tuple[Block, ...]) -> None:
    made = document(ItemList((ListItem("1.", blocks),)))
    with printed(made) as pdf:
        item = next(each for each in everything(root(pdf)) if each.S == Name.LI)
        assert [str(each.S) for each in children(item)] == ["/Lbl", "/LBody"]


def test_a_field_hangs_in_its_form_element_by_itself() -> None:
    """Not in an array: signing tools take the next signature for a change otherwise."""
    with printed(filled()) as pdf:
        forms = [each for each in everything(root(pdf)) if Name.Form == each.S]
        assert [each.K.Type for each in forms] == [Name.OBJR] * 4
        assert [str(each.K.Obj.T) for each in forms] == [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert [str(each.Alt) for each in forms] == [str(each.K.Obj.TU) for each in forms]


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    made = document(paragraph("parola " * 2000))
    with printed(made) as pdf:
        assert tree(root(pdf)) == ["Document", ["H1"], ["P"]]
        paragraph_element = list(children(root(pdf)))[1]
        assert len({kid.Pg.objgen for kid in paragraph_element.K}) == len(pdf.pages) > 2


def test_the_parent_tree_leads_back_from_every_mark() -> None:
    with printed(filled()) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
        for page in pdf.pages:
            marks = [
                int(each.operands[1].MCID)
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            ]
            assert marks == list(range(len(parents[int(page.obj.StructParents)])))


def test_a_note_is_tagged_as_one_and_found_by_its_id() -> None:
    mark = Run("1", raised=True)
    notes = [Paragraph((Run("1", raised=True), Run(f" Nota {each}.")), note=True) for each in "ab"]
    with printed(document(Paragraph((Run("Testo"), mark)), *notes)) as pdf:
        note = ["Note", ["Lbl"]]
        assert tree(root(pdf)) == ["Document", ["H1"], ["P", ["Reference"]], note, note]
        (reference,) = [each for each in everything(root(pdf)) if str(each.S) == "/Reference"]
        assert str(reference.Ref[0].ID) == "nota00001"
        ids = [str(each.ID) for each in everything(root(pdf)) if str(each.S) == "/Note"]
        named = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert [str(each) for each in named[::2]] == ids == ["nota00001", "nota00002"]
        assert all(str(each.S) == "/Note" for each in named[1::2])


def test_a_preface_has_pages_of_its_own() -> None:
    made = replace(document(paragraph("testo")), preface=(Heading(1, runs("Copertina")), paragraph("prima")))
    with printed(made) as pdf:
        assert tree(root(pdf)) == ["Document", ["H1"], ["P"], ["H1"], ["P"]]
        assert len(pdf.pages) == 2


def test_the_words_of_a_signature_are_printed_and_its_field_bears_the_label() -> None:
    words = (Run("Timbro e firma"), Run("4", raised=True))
    data = build_pdf(document(SignatureBlock("Il datore di lavoro", "datore", words)), DAY)
    assert "Timbro e firma4" in body(data) and "datore" not in body(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].TU) == "Firma: Il datore di lavoro"


def test_a_line_across_the_page_has_no_tag() -> None:
    with printed(document(paragraph("sopra"), RuleBlock(), paragraph("sotto"))) as pdf:
        assert tree(root(pdf))[1:] == [["H1"], ["P"], ["P"]]


def test_a_table_without_rows_has_a_body_all_the_same() -> None:
    with printed(document(table(0))) as pdf:
        assert tree(root(pdf))[2:] == [["Table", ["TBody", ["TR", ["TH"], ["TH"], ["TH"]]]]]


def test_a_draft_says_first_why_it_is_one_and_its_title_says_so_too() -> None:
    made = replace(headed(), preface=(Heading(1, runs("Copertina")),))
    first = next(filter(str.strip, said(build_pdf(made, DAY)).blocks()))
    assert first == DRAFT
    with printed(made) as pdf:
        assert str(pdf.docinfo.Title) == pdf.open_metadata()["dc:title"] == "BOZZA: Titolo"


def test_a_heading_with_an_answer_is_no_title() -> None:
    named = Heading(1, (Run("Pratica di "), Run("Mara Esempio", style="value")))
    with printed(PrintedDocument("Prova", (named, Heading(2, runs("Altro"))))) as pdf:
        assert str(pdf.docinfo.Title) == "Prova" and "Mara" not in pdf.Root.Metadata.read_bytes().decode()


def test_headings_are_bookmarks_nested_by_level_and_so_are_parts_without_one() -> None:
    part = (RuleBlock(named=True), Paragraph((Run("n. "), Run("_" * 9, style="blank"), Run(" persone"))))
    made = document(Heading(2, runs("Art. 1")), *[paragraph(SENTENCE * 4)] * 12, Heading(3, runs("Comma")),
                    *part, RuleBlock(), paragraph("una linea sola"), Heading(2, runs("Art. 2")))  # fmt: skip
    with printed(made) as pdf:
        with pdf.open_outline() as outline:
            assert [named(each) for each in outline.root] == [
                ["Titolo", ["Art. 1", ["Comma", ["n. … persone"]]], ["Art. 2"]]
            ]
        items = list(everything_below(pdf.Root.Outlines))
        assert pdf.Root.Outlines.Count == len(items) == 5
        tops = [(pages_of(pdf).index(each.Dest[0].objgen), -float(each.Dest[3])) for each in items]
        assert tops == sorted(tops) and tops[0][0] == 0 and tops[-1][0] > 1
        assert [str(each.SE.S) for each in items] == ["/H1", "/H2", "/H3", "/P", "/H2"]


def named(item: pikepdf.OutlineItem) -> list[object]:
    return [item.title, *(named(each) for each in item.children)]


def everything_below(item: Object) -> Iterator[Object]:
    child = item.get("/First")
    while child is not None:
        yield child
        yield from everything_below(child)
        child = child.get("/Next")


def pages_of(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    return [page.obj.objgen for page in pdf.pages]


def test_numbered_paragraphs_of_a_series_are_a_list_and_a_single_one_is_none() -> None:
    first = Paragraph((Run("1. "), Run("Quanto dura?", style="value")))
    made = document(first, paragraph("2. Chi firma?"), paragraph("a) sola"), paragraph("Poi"), paragraph("4) sola"))
    with printed(made) as pdf:
        item = ["LI", ["Lbl"], ["LBody", ["P"]]]
        assert tree(root(pdf)) == ["Document", ["H1"], ["L", item, item], ["P"], ["P"], ["P"]]
    found = said(build_pdf(made, DAY))
    assert [each.heard.strip() for each in found.all("Lbl")] == ["1.", "2."]
    assert [each.heard for each in found.all("P")] == ["Quanto dura?", "Chi firma?", "a) sola", "Poi", "4) sola"]


def test_an_asterisk_leads_to_its_note() -> None:
    mark = Run("*", mark=True)
    made = document(Paragraph((Run("proroga"), mark, Run(" fino"))), Paragraph((mark, Run(" ai sensi"))))
    with printed(made) as pdf:
        (reference,) = [each for each in everything(root(pdf)) if str(each.S) == "/Reference"]
        assert str(reference.Ref[0].S) == "/Note"
    assert [each.heard.strip() for each in said(build_pdf(made, DAY)).all("Lbl")] == ["*"]
