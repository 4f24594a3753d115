"""An association's offices in a dossier: picked, known by name, never changed."""

from __future__ import annotations

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.steps.field_item import FieldItem
from desktop_app.gui.steps.party_bar import PartyBar
from tests.gui.support.association import COLLE, VALLE, HandOut, office, words
from tests.gui.support.editor import party_bar
from tests.gui.support.program import FORM, Program, Start, find, settle, shown


def bar(program: Program) -> PartyBar:
    program.view.go_to(FieldRef(next(iter(office().fields.values())).id))
    settle()
    return party_bar(program.view, office())


def test_its_offices_are_picked_with_their_mark_and_never_changed(start: Start, hand_out: HandOut) -> None:
    folder = hand_out(VALLE + COLLE)
    program = start()
    program.app.editor.begin(FORM)
    here = bar(program)
    here.pick_button.click()
    assert here.picker is not None
    entries = here.picker.list.entries()
    assert [(each.name, each.detail) for each in entries] == [
        ("Ufficio di Colle", "colle@pec.example.it, dalla tua associazione"),
        ("Ufficio di Valle", "valle@pec.example.it, dalla tua associazione"),
    ]
    program.type("valle\n")
    settle()
    pec, name = office().fields["pec"].id, office().fields["nome"].id
    assert program.draft.answers == {name: "Ufficio di Valle", pec: "valle@pec.example.it"}
    assert "Dalla tua associazione: Ufficio di Valle" in words(here)
    assert program.drafts.addresses.count("uffici") == 0
    program.write(pec, "altra@pec.example.it\t")
    part = program.view.part(pec)
    assert isinstance(part, FieldItem)
    assert "La tua associazione ha «valle@pec.example.it»." in words(part)
    assert "Aggiorna" not in words(part)
    find(part, "Riprendi quello").click()
    assert program.draft.answers[pec] == "valle@pec.example.it"
    program.view.session.update_book(FieldRef(pec))
    assert program.drafts.addresses.count("uffici") == 0
    id = program.stored.id
    program.wait_saved()
    assert program.leave()
    text = (folder / "associazione.toml").read_text(encoding="utf-8").replace("valle@pec", "nuova@pec")
    (folder / "associazione.toml").write_text(text, encoding="utf-8")
    again = start()
    again.app.editor.open(id)
    part = again.view.part(pec)
    assert isinstance(part, FieldItem)
    again.go(pec)
    assert shown(part.editor.focus_widget()) == "valle@pec.example.it"
    assert "La tua associazione ha «nuova@pec.example.it»." in words(part)


def test_an_office_known_by_name_is_offered(start: Start, hand_out: HandOut) -> None:
    hand_out(VALLE)
    program = start()
    program.app.editor.begin(FORM)
    program.write(office().fields["nome"].id, "ufficio di valle\t")
    here = bar(program)
    assert "La tua associazione ha già Ufficio di Valle" in words(here)
    find(here, "Usa quei dati").click()
    assert program.draft.answers[office().fields["pec"].id] == "valle@pec.example.it"


def test_an_office_that_is_gone_leaves_its_answers(start: Start, hand_out: HandOut) -> None:
    hand_out(VALLE)
    program = start()
    program.app.editor.begin(FORM)
    dossier = program.view.dossier
    program.view.session.change(lambda: dossier.take_record(office().prefix, "associazione/valle"))
    id = program.stored.id
    program.wait_saved()
    assert program.leave()
    hand_out("")
    again = start()
    again.app.editor.open(id)
    assert again.draft.answers[office().fields["pec"].id] == "valle@pec.example.it"
    assert again.view.session.state.book == {}
