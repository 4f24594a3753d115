"""Blanks that a party fills in after others have signed: fields that stay open without breaking a signature."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Name
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

from desktop_app.engine.documents.blocks import Paragraph, Run
from desktop_app.pdf.comparison import Comparison
from desktop_app.pdf.signatures import signed_pdf
from tests.support import returns
from tests.support.filling import numbers, typed, with_text_field
from tests.support.signing import anna, pades
from tests.unit.pdf.samples import document, pages, printed, signatures

NAME = "cpi_responsabile_nome"
LABEL = "Responsabile del CPI: nome e cognome"
BLANK = Run("_" * 20, style="blank", said="Protocollo", field="protocollo")


def test_a_blank_that_is_left_to_somebody_is_a_field_over_its_line() -> None:
    with printed(document(Paragraph((Run("Registro prot. n. "), BLANK, Run(" del"))), *signatures())) as pdf:
        [field] = [each for each in pdf.Root.AcroForm.Fields if Name.Tx == each.FT]
        assert (str(field.T), str(field.TU), int(field.F)) == ("protocollo", "Protocollo", 4)
        left, _, right, _ = (float(side) for side in field.Rect)
        assert left > 130 and 80 < right - left < 140
        [form] = [each for each in pdf.Root.StructTreeRoot.K.K[1].K if isinstance(each, pikepdf.Dictionary)]
        assert form.K.Obj.T == field.T and str(form.Alt) == "Protocollo"


def test_what_can_be_typed_there_is_more_than_the_document_says() -> None:
    with printed(document(Paragraph((BLANK,)))) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        font = pdf.Root.AcroForm.DR.Font.Testo
        assert font.Encoding == Name.WinAnsiEncoding and len(font.Widths) == 224
        assert int(font.FontDescriptor.FontFile2.Length1) > 50_000
        assert str(pdf.Root.AcroForm.Fields[0].DA).startswith("/Testo ")


def test_a_document_without_such_blanks_carries_no_second_font() -> None:
    with printed(document(*signatures())) as pdf:
        assert "/DR" not in pdf.Root.AcroForm


def test_signed_filled_and_signed_again_every_signature_holds() -> None:
    filled = typed(returns.two(), NAME, "Lucia Verdi")
    data = pades(filled, anna(), "cpi")
    assert all(each.intact for each in signed_pdf(data).signatures)
    reader = PdfFileReader(io.BytesIO(data))
    for each in reader.embedded_signatures[:2]:
        old = reader.get_historical_resolver(each.signed_revision)
        for revision in range(each.signed_revision + 1, reader.xrefs.total_revisions):
            now = reader.get_historical_resolver(revision)
            DEFAULT_DIFF_POLICY.apply(old, now, field_mdp_spec=each.fieldmdp, doc_mdp=each.docmdp_level)
    assert "Lucia Verdi" not in "".join(pages(returns.document()))


def test_what_was_typed_alters_nothing_and_is_said() -> None:
    comparison = Comparison(returns.document())
    filled = typed(returns.two(), NAME, "Lucia Verdi")
    assert comparison.differences(filled) == ()
    assert comparison.filled(filled) == (f"in «{LABEL}» c'è scritto «Lucia Verdi»",)
    assert comparison.filled(returns.two()) == ()


MOVED = numbers(70, 300, 500, 700)


@pytest.mark.parametrize("more", [{"Rect": MOVED}, {"F": numbers(2)[0]}, {"TU": generic.pdf_string("Altro")}])
def test_a_field_that_was_moved_or_renamed_is_another(more: dict[str, Any]) -> None:
    filled = typed(returns.two(), NAME, "Lucia Verdi", **more)
    assert any("è cambiato il campo" in each for each in Comparison(returns.document()).differences(filled))


def test_what_stood_there_before_is_not_written_over() -> None:
    first = typed(returns.document(), NAME, "Lucia Verdi")
    assert Comparison(first).differences(typed(first, NAME, "Lucia Verdi")) == ()
    assert any("è cambiato il campo" in each for each in Comparison(first).differences(typed(first, NAME, "Altra")))


def test_a_field_that_somebody_added_is_told() -> None:
    added = with_text_field(returns.two(), "falso")
    assert any("è stato aggiunto un campo" in each for each in Comparison(returns.document()).differences(added))


def test_a_field_that_draws_pictures_is_no_text() -> None:
    filled = typed(returns.two(), NAME, "Lucia Verdi")
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        [field] = [each for each in pdf.Root.AcroForm.Fields if each.T == NAME]
        field.AP.N.Resources.XObject = pikepdf.Dictionary(Altro=pdf.make_stream(b""))
        done = io.BytesIO()
        pdf.save(done)
    assert Comparison(returns.document()).differences(done.getvalue())
