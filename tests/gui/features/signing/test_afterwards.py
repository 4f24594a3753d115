"""A dossier that went out is put right by another one, or taken back: each for a reason, and undone again."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop_app.gui.features.signing.afterwards_section import ReasonForm
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.signing.rail_words import rail_step
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.session.acts import Pen, Protocolled, Rectified, Rectifies, Withdrawn, of_kind
from tests.gui.support.program import Program, Start, find, settle
from tests.gui.support.signing import AGREEMENT, opened, page, recorded, said


def signed(program: Program) -> SigningPage:
    """An exported dossier of which a document is signed by pen."""
    shown = opened(program)
    assert not shown.after.isVisible()
    act = Pen(document=AGREEMENT, signers=("azienda",), day=program.view.dossier.today)
    recorded(program, lambda: program.app.signing._acting.record(act, None, "Firmata."))  # noqa: SLF001 - recorded as a card does, without its form
    assert shown.after.isVisible()
    return shown


def form_in(fold: Fold) -> ReasonForm:
    fold.set_open(True)
    settle()
    form = fold.content
    assert isinstance(form, ReasonForm)
    return form


def write(form: ReasonForm, reason: str) -> None:
    line = form.reason.focus_widget()
    assert isinstance(line, QLineEdit)
    line.setText(reason)
    form.reason.edited.emit(reason)


def test_a_dossier_is_withdrawn_for_a_reason_and_its_terms_end(start: Start) -> None:
    program = start()
    shown = signed(program)
    id = program.stored.id
    form = form_in(shown.after.withdraw)
    form.button.click()
    assert "Manca il motivo." in said(form) and of_kind(program.view.dossier.acts, Withdrawn) == []
    write(form, "L'azienda rinuncia alla commessa.")
    form.day.edited.emit("01/01/2999")
    form.button.click()
    assert "Quel giorno non è ancora venuto." in said(form)
    form.day.edited.emit(f"{program.view.dossier.today:%d/%m/%Y}")
    recorded(program, form.button.click)
    (act,) = of_kind(program.view.dossier.acts, Withdrawn)
    assert act.reason == "L'azienda rinuncia alla commessa." and act.day == program.view.dossier.today
    assert "Hai ritirato questa pratica" in said(shown.next) and act.reason in said(shown.timeline)
    assert rail_step(program.view.dossier).words == "Ritirata"
    assert not shown.after.isVisible() and not shown.terms.isVisible()
    program.app.show_dossiers()
    home = program.page()
    assert home.table.model().index(0, 4).data() == "Ritirata" and home.table.model().index(0, 5).data() == "nessuna"
    assert home.head.filters.buttons["withdrawn"].accessibleName() == "Ritirate: 1"
    program.app.editor.open(id)
    program.app.signing.show()
    recorded(program, find(page(program).timeline, "Togli").click)
    assert of_kind(program.view.dossier.acts, Withdrawn) == [] and page(program).after.isVisible()


def test_a_dossier_is_put_right_by_another_one_and_both_say_so(start: Start) -> None:
    program = start()
    shown = signed(program)
    first, answers = program.stored.id, dict(program.draft.answers)
    act = Protocolled(sending="convenzione", protocol="1234/2026", day=program.view.dossier.today)
    recorded(program, lambda: program.app.signing._acting.record(act, None, "Protocollata."))  # noqa: SLF001 - recorded as a card does, without its form
    form = form_in(shown.after.rectify)
    write(form, "Il codice fiscale era sbagliato.")
    form.button.click()
    program.wait(lambda: program.stored.id != first)
    second = program.stored.id
    program.wait(lambda: any("Questa pratica ne rettifica un'altra." in each for each in program.notices()))
    assert dict(program.draft.answers) == answers, "what is to be put right is all there"
    assert program.drafts.read(second).title.startswith("Rettifica di ")
    program.app.signing.show()
    (made,) = of_kind(program.view.dossier.acts, Rectifies)
    assert (made.of, made.reason) == (first, "Il codice fiscale era sbagliato.")
    assert "Rettifica un'altra pratica" in said(page(program).timeline) and made.reason in said(page(program).timeline)
    find(page(program).timeline, "Apri l'altra pratica").click()
    program.wait(lambda: program.stored.id == first)
    (link,) = of_kind(program.view.dossier.acts, Rectified)
    assert (link.by, link.reason) == (second, made.reason)


def test_what_puts_right_is_taken_back_with_its_link(start: Start) -> None:
    program = start()
    shown = signed(program)
    first = program.stored.id
    form = form_in(shown.after.rectify)
    write(form, "Un errore.")
    form.button.click()
    program.wait(lambda: program.stored.id != first)
    second = program.stored.id
    program.wait(lambda: any("ne rettifica un'altra" in each for each in program.notices()))
    program.follow("ne rettifica un'altra", "Annulla")
    program.wait(lambda: program.app.editor.view is not None and program.stored.id == first)
    assert of_kind(program.view.dossier.acts, Rectified) == []
    assert [row.id for row in program.drafts.rows(binned=True)] == [second]
