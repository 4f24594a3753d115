"""veraPDF's verdict on what is printed: PDF/A-2a for archives, PDF/UA-1 for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from desktop_app.engine.documents.blocks import Paragraph, PrintedDocument, RuleBlock, Run, SignatureBlock
from desktop_app.pdf.document import build_pdf
from tests import verapdf
from tests.unit.pdf.samples import DAY, blank, document, draft, filled, headed, runs, table

pytestmark = pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing() or "veraPDF is here")


def hostile() -> PrintedDocument:
    """Every character of the first plane, drawable or not, in every face."""
    text = "".join(chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000)
    faces = (Run(text), Run(text[:800], bold=True), Run(text[:800], italic=True), Run(text[:800], style="value"))
    return document(Paragraph(faces), Paragraph((Run("_" * 300, style="blank"),)))


def long_cells() -> PrintedDocument:
    made = table(150)
    rows = (*made.rows, (runs("1"), runs("parola " * 3000), runs("")))
    return document(type(made)(made.head, rows, made.numeric))


def nothing() -> PrintedDocument:
    return PrintedDocument("Vuoto", ())


def notes() -> PrintedDocument:
    """A preface, notes with their marks, a line, a table without rows, a signature with words of its own."""
    mark = Run("1", raised=True)
    blocks = (Paragraph((Run("Testo"), mark)), RuleBlock(), Paragraph((mark, Run(" Nota.")), note=True), table(0))
    signed = SignatureBlock("Il datore", "datore", (Run("Firma"), mark))
    return replace(document(*blocks, signed), preface=(Paragraph(runs("Copertina")),))


SAMPLES: tuple[Callable[[], PrintedDocument], ...] = (filled, blank, draft, hostile, long_cells, nothing, notes, headed)
FAULTY = "senza_lingua.pdf"


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> list[verapdf.Failure]:
    """Of one run over all samples, and over one file that lacks two things."""
    folder = tmp_path_factory.mktemp("samples")
    paths = [folder / f"{sample.__name__}.pdf" for sample in SAMPLES]
    for path, sample in zip(paths, SAMPLES, strict=True):
        path.write_bytes(build_pdf(sample(), DAY))
    with pikepdf.open(paths[0]) as pdf:
        del pdf.Root.Lang
        del pdf.Root.OutputIntents
        pdf.save(folder / FAULTY)
    return verapdf.check([*paths, folder / FAULTY])


def test_documents_of_every_kind_conform(verdict: list[verapdf.Failure]) -> None:
    assert [failure for failure in verdict if failure.file != FAULTY] == []


def test_the_judge_sees_a_fault(verdict: list[verapdf.Failure]) -> None:
    assert {failure.flavour for failure in verdict if failure.file == FAULTY} == set(verapdf.FLAVOURS)
