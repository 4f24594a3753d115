"""Every document of every form, also of a user's own: archivable, accessible, signed by all its signers in turn."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pikepdf
import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.blocks import Letterhead, Picture
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.library import Library
from desktop_app.pdf.document import build_pdf
from desktop_app.session.blank_forms import BlankForms, official_documents
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder
from tests import verapdf
from tests.end2end.program import OWN_FORMS
from tests.forms.test_heard import documents
from tests.unit.pdf.samples import body

MANY_LINES = 60
DAY = dt.date(2026, 11, 22)
LIBRARY = Library([forms_folder(), OWN_FORMS])
LOGO = Picture(300, 120, bytes(range(200)) * 540)
HEAD = Letterhead("Unione Cooperative Esempio", LOGO)


def dossiers() -> list[tuple[str, Dossier]]:
    """The example of every form, under the name of an association where a document takes one; and the blank one."""
    found = []
    for id in LIBRARY.ids():
        form = LIBRARY.load(id)
        example = cases.read_draft(LIBRARY.folder(id), cases.EXAMPLE, id)[1]
        name = id.replace("/", "_")
        found.append((f"{name}_esempio", Dossier(form, example, DAY, letterhead=HEAD)))
        found.append((f"{name}_vuota", Dossier(form, Draft(id), DAY)))
    return found


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    folder = tmp_path_factory.mktemp("documents")
    sets = [(name, dossier.documents) for name, dossier in dossiers()]
    found = {name: list(each.export(each.applicable(), folder / name)) for name, each in sets}
    for id in LIBRARY.ids():
        form = LIBRARY.load(id)
        blanks = BlankForms(form, DAY).export(official_documents(form), folder / f"{id}_in_bianco")
        found[f"{id}_in_bianco"] = list(blanks)
    return found


@pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing() or "veraPDF is there")
def test_every_document_passes_verapdf_as_2a_and_ua1(exported: dict[str, list[Path]]) -> None:
    paths = [path for paths in exported.values() for path in paths]
    assert len(paths) >= 10
    assert verapdf.check(paths) == []


@pytest.mark.long
@pytest.mark.skipif(bool(verapdf.missing()), reason=verapdf.missing() or "veraPDF is there")
@pytest.mark.parametrize("form_id", LIBRARY.ids())
def test_so_does_every_document_in_every_state_with_long_answers_and_many_lines(form_id: str, tmp_path: Path) -> None:
    paths = []
    for number, (name, document) in enumerate(documents(form_id, MANY_LINES)):
        path = tmp_path / f"{number} {name}.pdf"
        path.write_bytes(build_pdf(document, DAY))
        paths.append(path)
    assert any("long" in path.name for path in paths)
    assert verapdf.check(paths) == []


def test_exactly_the_signers_of_the_dossier_have_a_field_and_drafts_have_none(exported: dict[str, list[Path]]) -> None:
    for name, dossier in dossiers():
        for document, path in zip(dossier.documents.applicable(), exported[name], strict=True):
            expected = {s.spec.id for s in document.signers if dossier.state.holds(s.condition)}
            with pikepdf.open(path) as pdf:
                found = list(pdf.Root.AcroForm.Fields) if "/AcroForm" in pdf.Root else []
                fields = {str(field.T) for field in found if pikepdf.Name.Sig == field.FT}
            assert fields == (expected if dossier.state.complete else set())


def words(text: str | None) -> list[str]:
    return [word for word in re.findall(r"\w+", (text or "").replace("_", " ")) if word != "BOZZA"]


def test_the_words_of_a_blank_official_document_run_in_the_order_of_the_act(exported: dict[str, list[Path]]) -> None:
    checked = 0
    for name, dossier in dossiers():
        for document, path in zip(dossier.documents.applicable(), exported[name], strict=True):
            if document.verbatim is None or dossier.draft.answers:
                continue
            official, printed = words(document.verbatim), words(body(path.read_bytes()))
            made = render(document, dossier.state)
            ours = len(words(made.draft)) + len(words(plain_text(made.preface)))
            assert printed[ours:] == official, document.spec.id
            checked += 1
    assert checked >= 3


def test_a_form_for_the_pen_has_the_words_of_the_act_and_is_no_draft(exported: dict[str, list[Path]]) -> None:
    checked = 0
    for id in LIBRARY.ids():
        form = LIBRARY.load(id)
        for document, path in zip(official_documents(form), exported[f"{id}_in_bianco"], strict=True):
            data = path.read_bytes()
            printed = iter(words(body(data)))  # places for initials stand between pages
            assert all(word in printed for word in words(document.verbatim)), document.spec.id
            with pikepdf.open(path) as pdf:
                assert "BOZZA" not in str(pdf.docinfo.Title) and "/AcroForm" not in pdf.Root
            assert "BOZZA" not in body(data)
            checked += 1
    assert checked >= 3


def test_no_document_carries_personal_data_in_its_properties(exported: dict[str, list[Path]]) -> None:
    for name, dossier in dossiers():
        answers = [v for v in dossier.draft.answers.values() if isinstance(v, str) and len(v) > 5]
        for path in exported[name]:
            with pikepdf.open(path) as pdf:
                properties = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
            assert not [value for value in answers if value in properties]
