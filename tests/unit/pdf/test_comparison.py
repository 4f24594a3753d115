"""By what two PDFs differ, in words: signatures are no difference, whatever else is drawn or put on a page is."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from desktop_app.pdf import fingerprint
from desktop_app.pdf.comparison import ACTS, TOO_COMPLEX, Comparison, Place, differences
from desktop_app.pdf.faults import PdfFault
from desktop_app.pdf.wording import alike, reworded, text_below, words
from tests.support import forging, returns
from tests.support.signing import pades, paolo


def changed(change: Callable[[Pdf], Any]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(returns.document())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def turned(pdf: Pdf) -> None:
    pdf.pages[1].obj.Rotate = 90


def without_last_page(pdf: Pdf) -> None:
    del pdf.pages[-1]


def other_font(pdf: Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    first, second = [*fonts.keys()][:2]
    fonts[first], fonts[second] = fonts[second], fonts[first]


def without_field(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([each for each in page.obj.Annots if each.get("/T") != "cpi"])


def test_signatures_and_another_program_change_nothing() -> None:
    for other in (
        returns.document(),
        returns.three(),
        forging.resaved(returns.document()),
        forging.resaved(returns.two()),
    ):
        assert differences(returns.document(), other) == ()


@pytest.mark.parametrize(
    ("change", "clause"),
    [
        (forging.drawn_over, "la pagina 1 è stata ridisegnata"),
        (forging.with_note, "alla pagina 1 è stato aggiunto un testo"),
        (lambda data: forging.with_note(data, "/FileAttachment"), "alla pagina 1 è stato aggiunto un file allegato"),
        (lambda data: forging.with_note(data, "/Widget"), "alla pagina 1 è stato aggiunto un campo da compilare"),
        (lambda data: forging.with_note(data, "/Unheard"), "alla pagina 1 è stato aggiunto qualcosa"),
        (lambda data: forging.moved(data, "cpi"), "il campo di firma «cpi» è stato spostato"),
        (lambda data: forging.with_root(data, "/OpenAction", pades_action()), ACTS),
        (lambda _: changed(turned), "la pagina 2 ha un'altra misura o un altro verso"),
        (lambda _: changed(without_last_page), "le pagine erano 5, ora sono 4"),
        (lambda _: changed(other_font), "la pagina 1 è stata ridisegnata"),
        (lambda _: changed(without_field), "manca il campo di firma «cpi»"),
    ],
)
def test_what_was_changed_is_said(change: Callable[[bytes], bytes], clause: str) -> None:
    assert clause in differences(returns.document(), change(returns.document()))


def pades_action() -> Any:
    from pyhanko.pdf_utils import generic

    parts = {"/S": generic.pdf_name("/JavaScript"), "/JS": generic.pdf_string("app.alert(1)")}
    named = {generic.pdf_name(key): value for key, value in parts.items()}
    return generic.DictionaryObject(named)


def test_a_note_that_was_taken_away_or_is_another_is_said() -> None:
    noted = forging.with_note(returns.document())
    assert differences(noted, returns.document()) == ("dalla pagina 1 è stato tolto un testo",)
    other = forging.with_note(returns.document(), **{"/CA": forging.numbers(1)[0]})
    assert differences(noted, other) == ("alla pagina 1 è cambiato qualcosa che era stato aggiunto",)


def test_where_a_signature_field_was_added_is_known_and_whether_it_covers_words() -> None:
    over = pades(returns.one(), paolo(), "Firma_1", box=(60, 600, 200, 660))
    aside = pades(returns.one(), paolo(), "Firma_1", box=(2, 2, 20, 20))
    assert Comparison(returns.document()).added_places(over) == (Place(1, (60.0, 600.0, 200.0, 660.0)),)
    assert Comparison(returns.document()).added_places(pades(returns.one(), paolo(), "Firma_1")) == ()
    assert text_below(returns.document(), Comparison(returns.document()).added_places(over)) == [1]
    assert text_below(returns.document(), Comparison(returns.document()).added_places(aside)) == []


def test_a_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(PdfFault):
        differences(returns.document(), b"%PDF-1.7\n")


# --- what would take for ever --------------------------------------------------------------------------------


def small(change: Callable[[Pdf, Dictionary], Any]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        change(pdf, page.obj)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def test_objects_that_lead_back_to_themselves_have_an_end() -> None:
    def loop(pdf: Pdf, page: Dictionary) -> None:
        one = pdf.make_indirect(Dictionary(Type=Name.A))
        one.Other = pdf.make_indirect(Dictionary(Back=one))
        page.Resources = Dictionary(Properties=one)

    assert differences(small(loop), small(loop)) == ()


def test_objects_that_share_parts_are_worked_out_once() -> None:
    def tower(pdf: Pdf, page: Dictionary) -> None:
        below = pdf.make_indirect(Dictionary(N=1))
        for _ in range(60):  # 2^60 ways down
            below = pdf.make_indirect(Dictionary(A=below, B=below))
        page.Resources = Dictionary(Properties=below)

    assert differences(small(tower), small(tower)) == ()


def test_what_is_deeper_or_larger_than_any_file_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(pdf: Pdf, page: Dictionary) -> None:
        below = pdf.make_indirect(Dictionary(N=1))
        for _ in range(200):
            below = pdf.make_indirect(Dictionary(A=below))
        page.Resources = Dictionary(Properties=below)

    assert differences(small(deep), small(deep)) == (TOO_COMPLEX,)
    monkeypatch.setattr(fingerprint, "MAX_UNPACKED", 1_000)
    assert differences(returns.document(), returns.document()) == (TOO_COMPLEX,)


def test_a_stream_that_unpacks_to_more_than_the_memory_is_not_unpacked() -> None:
    def bomb(pdf: Pdf, page: Dictionary) -> None:
        squeezed = zlib.compress(bytes(60_000_000), 1)
        page.Contents = pikepdf.Stream(pdf, squeezed)
        page.Contents.Filter = Name.FlateDecode

    assert differences(small(bomb), small(bomb)) in ((), (TOO_COMPLEX,))


# --- words ---------------------------------------------------------------------------------------------------


def test_the_words_that_are_others_are_quoted_where_they_are_few() -> None:
    was = [["per", "60.000,00", "euro"], ["fine"]]
    assert list(reworded(was, [["per", "61.000,00", "euro"], ["fine"]])) == [
        "a pagina 1 c'è scritto «61.000,00» al posto di «60.000,00»"
    ]
    assert list(reworded(was, [["per", "euro"], ["fine"]])) == ["a pagina 1 manca «60.000,00»"]
    assert list(reworded(was, [was[0], ["fine", "del", "testo"]])) == ["a pagina 2 è stato aggiunto «del testo»"]
    assert list(reworded(was, [["x"] * 20, ["fine"]])) == ["a pagina 1 il testo è un altro"]
    assert list(reworded(was, was)) == []


def test_how_alike_two_documents_are() -> None:
    first, second = words(returns.document()), words(returns.document("contratto_affidamento"))
    assert alike(first, first) == 1.0
    assert alike(first, second) < 0.6
    assert alike([], []) == 0.0
