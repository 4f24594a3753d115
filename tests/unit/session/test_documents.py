"""The documents of a dossier: which it has, and what is said of one that it has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.documents.blocks import Letterhead
from desktop_app.engine.faults import DraftFault
from desktop_app.engine.forms.form import Form
from desktop_app.library import Library
from desktop_app.session.documents import DocumentSet
from desktop_app.session.dossier import Dossier
from tests.unit.session.support import FORM, LIBRARY, TODAY


def test_unknown_forms_and_documents_are_named(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(DraftFault, match="marche/art14_2023"):
        LIBRARY.folder("marche/art14_2032")
    with pytest.raises(DraftFault, match="«marche/art14_2032» qui non c'è: aggiorna Commessa"):
        LIBRARY.load("marche/art14_2032")
    with pytest.raises(DraftFault, match="Forse volevi dire"):
        dossier.documents.choose(["convenzione_local"])
    assert Library([tmp_path]).ids() == []


def test_only_documents_whose_condition_holds_are_offered(dossier: Dossier) -> None:
    offered = [each.spec.id for each in dossier.documents.applicable()]
    others = [each.spec.id for each in dossier.form.documents if each.spec.id not in offered]
    assert offered and others
    assert [each.spec.id for each in dossier.documents.choose([])] == offered
    with pytest.raises(DraftFault, match=f"«{others[0]}» non serve in questa pratica"):
        dossier.documents.choose([others[0]])


def test_documents_are_chosen_once_each_in_the_order_asked_for(dossier: Dossier) -> None:
    first, second, *_ = [each.spec.id for each in dossier.documents.applicable()]
    assert [each.spec.id for each in dossier.documents.choose([second, first, second])] == [second, first]


def test_documents_with_errors_are_called_drafts(form: Form, dossier: Dossier) -> None:
    example = Dossier(form, LIBRARY.example(FORM), TODAY)
    assert {each.spec.id for each in example.documents.applicable()} == {
        example.documents.file_name(each).removesuffix(".pdf") for each in example.documents.applicable()
    }
    assert all(dossier.documents.file_name(each) == f"{each.spec.id}_BOZZA.pdf" for each in form.documents)


def test_an_export_writes_the_documents_asked_for_with_the_letterhead(dossier: Dossier, tmp_path: Path) -> None:
    head = Letterhead("Unione delle Cooperative")
    [headed] = [each for each in dossier.documents.applicable() if each.spec.letterhead]
    made = DocumentSet(dossier.state, head)
    [path] = made.export([headed], tmp_path / "nuova")
    assert path == tmp_path / "nuova" / made.file_name(headed) and path.read_bytes() == made.pdf(headed)
    assert made.pdf(headed) != DocumentSet(dossier.state).pdf(headed)


def test_the_letterhead_of_a_dossier_is_on_its_documents(form: Form) -> None:
    head = Letterhead("Unione delle Cooperative")
    assert Dossier(form, Draft(FORM), TODAY, letterhead=head).documents.letterhead == head
