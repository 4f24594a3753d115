"""How a sending goes: from which box, and in how many files."""

from __future__ import annotations

import email.policy
import io
import zipfile

from PySide6.QtCore import QObject

from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.signing.sending.sender_choice import SenderChoice
from desktop_app.gui.features.signing.sending.sending_card import ONE_ZIP, SHOWN_IN_FULL
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.widgets.inputs.toggles import CheckBox, RadioButton
from desktop_app.session.acts import Prepared, of_kind
from tests.gui.support.program import Program, Start, focus, settle
from tests.gui.support.signing import opened, recorded, said
from tests.gui.support.signing import page as page_of

KEY = "comunicazione"


def with_card(program: Program) -> SigningPage:
    page = opened(program)
    program.wait(lambda: KEY in page.sendings.cards and page.sendings.cards[KEY].card.files)
    return page


def radios(part: QObject) -> dict[str, RadioButton]:
    return {
        each.text(): each for choice in part.findChildren(SenderChoice) for each in choice.findChildren(RadioButton)
    }


def fold(page: SigningPage, words: str) -> Fold:
    settle()
    return next(each for each in page.sendings.cards[KEY].findChildren(Fold) if each.button.text() == words)


def prepared_message(program: Program) -> email.message.EmailMessage:
    recorded(program, lambda: program.app.signing.do("prepare", f"{KEY}:prova"))
    file = of_kind(program.view.dossier.acts, Prepared)[-1].file
    assert file
    return email.message_from_bytes(program.drafts.acts.archive.read(file), policy=email.policy.default)


def test_the_box_that_it_goes_from_is_chosen_among_those_of_the_parties(start: Start) -> None:
    program = start()
    page = with_card(program)
    card = page.sendings.cards[KEY]
    (first, _), (second, words) = card.card.boxes[:2]
    assert card.card.sender == first and len(radios(card)) == len(card.card.boxes)
    fold(page, SHOWN_IN_FULL).set_open(True)
    button = radios(card)[words]
    button.setFocus()
    button.click()
    program.wait(lambda: page.sendings.cards[KEY].card.sender == second)
    card = page.sendings.cards[KEY]
    assert radios(card)[words].isChecked() and focus() is radios(card)[words]
    assert fold(page, SHOWN_IN_FULL).is_open
    assert prepared_message(program)["From"] == second


def one_zip(page: SigningPage) -> CheckBox:
    settle()
    return next(each for each in page.sendings.cards[KEY].findChildren(CheckBox) if each.text() == ONE_ZIP)


def test_for_an_office_that_takes_only_a_zip_all_files_go_in_one(start: Start) -> None:
    program = start()
    page = with_card(program)
    card = page.sendings.cards[KEY].card
    assert not one_zip(page).isChecked() and len(list(prepared_message(program).iter_attachments())) == len(card.files)
    program.wait(lambda: page.sendings.cards[KEY].card.state == "prepared")
    fold(page, "Che cosa è partito").set_open(True)
    one_zip(page).click()
    program.wait(lambda: page.sendings.cards[KEY].card.zip_name)
    assert one_zip(page).isVisible() and one_zip(page).isChecked()
    assert f"dentro a «{page.sendings.cards[KEY].card.zip_name}»" in said(page.sendings.cards[KEY])
    (part,) = prepared_message(program).iter_attachments()
    assert part.get_filename() == page.sendings.cards[KEY].card.zip_name
    with zipfile.ZipFile(io.BytesIO(part.get_content())) as file:
        assert file.namelist() == [name for name, _ in card.files]


def test_it_goes_again_as_it_went_before(start: Start) -> None:
    program = start()
    page = with_card(program)
    second = page.sendings.cards[KEY].card.boxes[1][0]
    program.app.signing.do("sender", f"{KEY}:{second}")
    program.app.signing.do("zipped", f"{KEY}:si")
    program.wait(lambda: page.sendings.cards[KEY].card.zip_name)
    prepared_message(program)
    id = program.app.editor.open_id
    program.app.show_dossiers()
    program.wait(lambda: program.app.editor.view is None)
    program.app.signing.do("dossier", id)
    program.wait(lambda: program.app.editor.open_id == id)
    program.app.signing.show()
    program.wait(lambda: KEY in page_of(program).sendings.cards)
    card = page_of(program).sendings.cards[KEY].card
    assert card.zip_name and card.sender == second


def test_a_box_that_is_no_more_is_not_written_from(start: Start) -> None:
    from desktop_app.engine.evaluation.field_ref import FieldRef

    program = start()
    page = with_card(program)
    first, second = (each for each, _ in page.sendings.cards[KEY].card.boxes[:2])
    program.app.signing.do("sender", f"{KEY}:{second}")
    program.wait(lambda: page.sendings.cards[KEY].card.sender == second)
    program.view.session.answer(FieldRef("cooperativa_pec"), "nuova@pec.esempio.it")
    program.wait(lambda: second not in dict(page.sendings.cards[KEY].card.boxes))
    assert page.sendings.cards[KEY].card.sender == first
