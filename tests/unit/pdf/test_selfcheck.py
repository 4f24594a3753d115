"""The check before a PDF is handed out: it stays silent on ours, and speaks of each slip."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from desktop_app.engine.documents.blocks import PrintedDocument
from desktop_app.pdf import selfcheck
from desktop_app.pdf.document import build_pdf
from desktop_app.pdf.faults import PdfFault
from tests.unit.pdf.samples import DAY, blank, draft, filled, headed


def no_language(pdf: Pdf) -> None:
    pdf.Root.Lang = String("en")


def no_profile(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFX


def other_standard(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>2", b"<pdfaid:part>3"))


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = pikepdf.Array([Dictionary(Type=Name.Annot, Subtype=Name.Link)])


def same_name(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].T = pdf.Root.AcroForm.Fields[1].T


def hidden_field(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].F = 2


def nameless_field(pdf: Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].TU = String("")


def no_order(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def font_left_out(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.FontDescriptor.FontFile2


def untagged(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S")


def unclosed(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 0>> BDC")


def other_colours(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k")


def unknown_font(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/F99 9 Tf")


def picture_inside_the_page(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact <<>> BDC BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI EMC")


SLIPS = (
    no_language, no_profile, other_standard, script, link, same_name, hidden_field, nameless_field, no_order,
    font_left_out, untagged, unclosed, other_colours, unknown_font,
    picture_inside_the_page,
)  # fmt: skip


def other_title(pdf: Pdf) -> None:
    pdf.docinfo.Title = String("Altro")


def lost_words(pdf: Pdf) -> None:
    stream = pdf.pages[1].obj.Contents
    stream.write(stream.read_bytes().replace(b"Tj T*", b"T*", 1))


def lost_bookmark(pdf: Pdf) -> None:
    pdf.Root.Outlines.Count -= 1


@pytest.mark.parametrize("slip", [other_title, lost_words, lost_bookmark])
def test_it_speaks_of_what_the_document_promises(slip: Callable[[Pdf], None], monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[selfcheck.Promised | None] = []

    def keep(_data: bytes, promised: selfcheck.Promised) -> list[str]:
        kept.append(promised)
        return []

    monkeypatch.setattr(selfcheck, "conformity_faults", keep)
    whole, slipped = saved(lambda pdf: None), saved(slip)
    monkeypatch.undo()
    assert selfcheck.conformity_faults(whole, kept[-1]) == []
    assert len(selfcheck.conformity_faults(slipped, kept[-1])) == 1


def saved(slip: Callable[[Pdf], None]) -> bytes:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf(filled(), DAY))) as pdf:
        slip(pdf)
        pdf.save(done, deterministic_id=True)
    return done.getvalue()


@pytest.mark.parametrize("sample", [filled, blank, draft, headed])
def test_it_is_silent_on_what_we_print(sample: Callable[[], PrintedDocument]) -> None:
    assert selfcheck.conformity_faults(build_pdf(sample(), DAY)) == []


def test_it_is_silent_where_nothing_was_changed() -> None:
    assert selfcheck.conformity_faults(saved(lambda pdf: None)) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_it_speaks_of_a_slip(slip: Callable[[Pdf], None]) -> None:
    assert selfcheck.conformity_faults(saved(slip))


@pytest.mark.parametrize("key", ["/SMask", "/Mask", "/Alternates", "/ColorSpace", "/Subtype"])
def test_it_speaks_of_a_picture_that_archives_refuse(key: str) -> None:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf(headed(), DAY))) as pdf:
        [logo] = pdf.pages[0].Resources.XObject.values()
        logo[key] = Name.DeviceCMYK
        pdf.save(done, deterministic_id=True)
    assert "una pagina contiene un disegno non ammesso" in selfcheck.conformity_faults(done.getvalue())


def test_it_speaks_of_a_picture_that_nobody_describes() -> None:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(build_pdf(headed(), DAY))) as pdf:
        [name] = pdf.pages[0].Resources.XObject.keys()
        pdf.pages[0].contents_add(f"{name} Do".encode())
        pdf.save(done, deterministic_id=True)
    assert "una parte della pagina non è descritta per i lettori di schermo" in selfcheck.conformity_faults(
        done.getvalue()
    )


def test_it_speaks_of_a_file_that_is_none() -> None:
    assert selfcheck.conformity_faults(b"%PDF-1.7\nnothing\n") == ["il file prodotto non si può rileggere"]
    assert selfcheck.conformity_faults(b"") == ["il file prodotto non si può rileggere"]


def test_a_faulty_pdf_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck, "conformity_faults", lambda data, promised: ["manca il profilo di colore"])
    with pytest.raises(PdfFault) as caught:
        build_pdf(filled(), DAY)
    assert str(caught.value) == (
        "Il PDF di «Convenzione locale» non è stato creato: manca il profilo di colore. I dati inseriti sono salvi."
    )
