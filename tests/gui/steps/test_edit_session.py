"""The edits of a dossier as the window is told of them: when something changed, when more may be named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.drafts.models import Contact
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Field, Form
from desktop_app.gui.services.address_books import AddressBooks
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.session.dossier import Dossier
from tests.gui.support.editor import TODAY, small
from tests.unit.engine.support import ask, lines_of, make_form, one_page

PEOPLE = [{"id": "a", "chi": "Ada", "ore": "20"}, {"id": "b", "chi": "Bea", "ore": "30"}]


class Told:
    """A session of edits, and what it told since it was last asked."""

    def __init__(self, form: Form, answers: dict[str, Any], books: OneRecord | None = None) -> None:
        records = books.answers if books is not None else lambda _: None
        self.session = EditSession(Dossier(form, Draft(form.id, answers), TODAY, records=records), books)
        self._signals: list[str] = []
        self.session.changed.connect(lambda: self._signals.append("changed"))
        self.session.visible_problems_changed.connect(lambda: self._signals.append("more"))

    def signals(self) -> list[str]:
        told, self._signals = self._signals, []
        return told


@pytest.fixture
def told(qtbot: QtBot, tmp_path: Path) -> Told:
    return Told(small(tmp_path), {"persone": PEOPLE})


def test_only_what_changed_the_dossier_is_told_as_a_change(told: Told) -> None:
    told.session.answer(FieldRef("nome"), "Ada")
    told.session.answer(FieldRef("nome"), "Ada")
    assert told.signals() == ["changed"]
    told.session.answer(FieldRef("persone", "ore", "b"), "31")
    assert told.signals() == ["changed"]
    assert told.session.dossier.lines("persone")[1]["ore"] == "31"
    told.session.answer(FieldRef("persone", "ore"), "40")  # of no line
    assert told.signals() == []


def test_leaving_tells_of_more_once_and_closes_the_step_of_undo(told: Told) -> None:
    told.session.answer(FieldRef("nome"), "A")
    told.session.leave(FieldRef("nome"))
    told.session.leave(FieldRef("nome"))
    assert told.signals() == ["changed", "more"]
    told.session.answer(FieldRef("nome"), "Ada")
    told.session.undo()
    assert told.session.dossier.draft.answers["nome"] == "A"


def test_an_undo_gives_the_place_and_nothing_where_there_is_nothing_to_undo(told: Told) -> None:
    assert told.session.undo() is None and told.session.redo() is None
    assert told.signals() == []
    told.session.answer(FieldRef("nome"), "Ada")
    assert told.session.undo() == FieldRef("nome") == told.session.redo()
    assert told.signals() == ["changed"] * 3
    told.session.answer(FieldRef("persone", "ore", "b"), "31")
    assert told.session.undo() == FieldRef("persone", "ore", "b")


def test_an_undo_that_brings_a_line_back_gives_that_line(told: Told) -> None:
    told.session.change(lambda: told.session.dossier.remove_line("persone", "b"))
    assert told.session.undo() == FieldRef("persone", None, "b")
    assert told.session.redo() == FieldRef("persone")


def test_an_undo_that_brings_several_lines_back_or_no_answer_gives_no_line(told: Told) -> None:
    dossier, form = told.session.dossier, told.session.dossier.form.id
    with_reason = Draft(form, {"persone": PEOPLE}, set_aside={"pochi_posti": "Basta"})
    dossier.restore_history([(1, with_reason), (2, Draft(form, {"persone": PEOPLE})), (3, Draft(form))], 3)
    assert told.session.undo() == FieldRef("persone")
    assert told.session.undo() is None
    assert dossier.draft.set_aside and told.signals() == ["changed"] * 2


def test_an_added_line_is_new_before_the_window_is_told(told: Told) -> None:
    told.session.check("secondo")
    named: list[int] = []
    told.session.changed.connect(lambda: named.append(len(told.session.visible_problems("secondo"))))
    line = told.session.add_line("persone")
    assert named == [0]
    told.session.close_line(line)
    places = [FieldRef("persone", "chi", line), FieldRef("persone", "ore", line)]
    assert list(told.session.visible_problems("secondo")) == places


def test_a_line_is_added_like_another_one(told: Told) -> None:
    line = told.session.add_line("persone", "a")
    assert told.session.dossier.lines("persone")[-1] == {"id": line, "chi": "Ada", "ore": "20"}


# --- the address books ---------------------------------------------------------------------------------------


class OneRecord(AddressBooks):
    """A book with one record, which tells nobody that it changed."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        no_store: Any = SimpleNamespace(drafts=SimpleNamespace(addresses=None))
        super().__init__(no_store)
        self.record = Contact("enti", "Alfa", "", dict(record))

    def answers(self, id: str) -> Mapping[str, Any]:
        return self.record.answers

    def update(
        self,
        id: str,
        fields: Mapping[str, Field],
        answers: Mapping[str, Any],
        then: Callable[[Contact], object] = print,
        otherwise: Callable[[], object] = print,
    ) -> None:
        before = self.record
        self.record = Contact(before.book, before.name, before.detail, {**before.answers, **answers})
        then(before)

    def put_back(self, id: str, card: Contact, then: Callable[[], object] = print) -> None:
        self.record = card
        then()


@pytest.fixture
def linked(qtbot: QtBot) -> Told:
    """A dossier with a party that was just taken from the book, and that nobody has left yet."""
    block = {"ente_2024/block.toml": lines_of({"field": [ask("nome"), ask("posti", "integer")]})}
    party = {"type": "block", "use": "ente_2024", "as": "ditta", "book": "enti"}
    form = make_form(one_page(party), None, None, block)
    books = OneRecord({"nome": "Alfa", "posti": "molti"})
    told = Told(form, {}, books)
    told.session.change(lambda: told.session.dossier.take_record("ditta", "1"))
    assert told.signals() == ["changed"] and not told.session.visible_problems("pagina")
    return told


def test_what_is_wrong_in_a_record_is_named_once_its_party_is_left(linked: Told) -> None:
    session = linked.session
    session.leave_party(session.dossier.form.parties["ditta"])
    assert linked.signals() == ["more"]
    assert list(session.visible_problems("pagina")) == [FieldRef("ditta_posti")]


def test_a_record_is_updated_from_its_field_and_put_back_once(linked: Told) -> None:
    session, place = linked.session, FieldRef("ditta_posti")
    assert isinstance(session.books, OneRecord)
    session.answer(place, "3")
    session.update_book(place)
    assert session.books.record.answers == {"nome": "Alfa", "posti": "3"}
    assert session.updated is not None and session.updated.place == place
    assert session.typing_place is None and linked.signals() == ["changed", "more"]
    session.put_book_back()
    assert session.books.record.answers == {"nome": "Alfa", "posti": "molti"}
    assert linked.signals() == ["more"]
    session.put_book_back()
    assert linked.signals() == []


def test_a_record_that_was_updated_cannot_be_put_back_after_another_change(linked: Told) -> None:
    linked.session.update_book(FieldRef("ditta_nome"))
    linked.session.answer(FieldRef("ditta_posti"), "4")
    assert linked.session.updated is None


def test_a_field_of_no_party_updates_nothing(told: Told) -> None:
    told.session.update_book(FieldRef("nome"))
    assert told.session.updated is None and told.signals() == []


def test_without_address_books_a_record_cannot_be_updated(linked: Told) -> None:
    linked.session.books = None
    linked.session.update_book(FieldRef("ditta_nome"))
    linked.session.put_book_back()
    assert linked.session.updated is None and linked.signals() == []


def test_records_that_were_changed_elsewhere_end_the_typing(linked: Told) -> None:
    linked.session.answer(FieldRef("ditta_nome"), "Beta")
    assert isinstance(linked.session.books, OneRecord)
    linked.session.books.update("1", {}, {"nome": "Gamma"})
    linked.session.refresh_records()
    assert linked.session.state.book["ditta_nome"] == "Gamma"
    assert linked.session.typing_place is None and linked.signals() == ["changed", "more"]
