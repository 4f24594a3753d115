"""How the program starts: the first time, with dossiers, after a crash, with a file, and a second time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts import file as database
from desktop_app.drafts.changes import DAMAGE_SEEN
from desktop_app.drafts.listing.dossier_rows import DossierRows
from desktop_app.drafts.models import ExportEntry
from desktop_app.drafts.store import Drafts
from desktop_app.gui.app import opening
from desktop_app.gui.app.opening import LARGE
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.wording.step_words import SUMMARY
from tests.gui.support.dossiers import listed
from tests.gui.support.own_forms import with_own_form
from tests.gui.support.program import BRIEF_FORM, Key, Start, example, focus, texts

BACK = "Commessa si era chiusa all'improvviso."


def test_a_crash_with_a_form_that_went_away_ends_on_the_list(start: Start, tmp_path: Path) -> None:
    own = with_own_form(tmp_path)
    program = start(forms=(own,))
    program.app.editor.begin("prova/copia_2023")
    program.crash()
    shutil.rmtree(own / "prova")
    again = start(forms=(own,))
    again.notice("prova/copia_2023")
    assert isinstance(again.page(), DossiersPage)


def test_a_second_start_raises_the_window_and_imports_its_file(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    program = start()
    program.window.showMinimized()
    program.app.come_forward("")
    assert not program.window.isMinimized() and isinstance(program.page(), NewDossierPage)
    program.app.come_forward(str(file))
    program.wait(lambda: program.app.editor.view is not None)
    assert dict(program.draft.answers) == dict(example(BRIEF_FORM).answers)


def test_a_file_given_before_the_store_is_open_waits_for_it(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(example(BRIEF_FORM).to_json(), encoding="utf-8")
    program = start(start=False)
    program.entrance.start()
    program.app.transfer.import_draft(str(file))
    assert program.notices() == []
    program.wait(lambda: program.app.editor.view is not None)
    assert dict(program.draft.answers) == dict(example(BRIEF_FORM).answers)


def test_the_first_start_explains_itself_and_leads_on(start: Start) -> None:
    program = start()
    page = program.page()
    assert isinstance(page, NewDossierPage) and not page.back.isVisible()
    program.wait(lambda: page.grid.views)  # the forms are read beside the window
    assert focus() is page.grid.views[0].button
    program.key(Key.Key_Return)
    assert isinstance(program.page(), DossierView)
    assert program.drafts.rows()[0].id == program.stored.id


def test_the_example_of_the_first_start(start: Start) -> None:
    program = start()
    assert isinstance(program.page(), NewDossierPage)
    program.wait(lambda: program.page().grid.views)
    program.page().example.click()
    assert dict(program.draft.answers) == dict(example(program.draft.form).answers)


@pytest.mark.parametrize(("damaged", "read"), [(False, 1), (True, 2)], ids=["as it was", "made again"])
def test_the_list_is_read_once_at_a_start_and_again_where_the_file_became_another(
    start: Start, monkeypatch: pytest.MonkeyPatch, damaged: bool, read: int
) -> None:
    program = start()
    program.drafts.create("{}", BRIEF_FORM, "Rossi Srl, Jesi")
    assert program.leave()
    if damaged:
        connection = database.connect(program.drafts.path, "rw")
        connection.execute("UPDATE session SET closed = ?", (DAMAGE_SEEN,))
        connection.close()
    times, rows = list[int](), Drafts.rows

    def counted(*given: Any, **named: Any) -> DossierRows:
        times.append(1)
        return rows(*given, **named)

    asked, exports = list[str](), Drafts.exports

    def noted(drafts: Drafts, id: str) -> list[ExportEntry]:
        asked.append(id)
        return exports(drafts, id)

    monkeypatch.setattr(Drafts, "rows", counted)
    monkeypatch.setattr(Drafts, "exports", noted)
    again = start()
    assert len(times) == read and "Rossi Srl" in listed(again.page())[0]
    assert asked == [again.page().current_row().id]  # what was exported of the chosen one can only be read now


@pytest.mark.parametrize(("largest", "is_read"), [(LARGE, True), (0, False)], ids=["small", "large"])
def test_a_large_list_is_read_after_the_first_paint_and_a_small_one_is_in_it(
    start: Start, monkeypatch: pytest.MonkeyPatch, largest: int, is_read: bool
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    monkeypatch.setattr(opening, "LARGE", largest)
    again = start(start=False)
    again.window.show()
    again.entrance.start()
    assert (again.app.dossiers.page is not None) is is_read
    again.wait(lambda: again.app.context.store.is_open)
    assert listed(again.page()) and again.page().isAncestorOf(focus())
    assert again.status() == "Pronto"
    again.drafts.create("{}", BRIEF_FORM, "Verdi Srl, Jesi")
    again.app.appearance.choose_scheme("dark")  # with a page of its own, which reads anew
    again.wait(lambda: "Verdi Srl" in " ".join(listed(again.page())))


def test_a_large_list_that_cannot_be_read_keeps_nobody_from_the_store(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    monkeypatch.setattr(opening, "LARGE", 0)
    rows, faults = Drafts.rows, [RuntimeError("of the program"), RuntimeError("again")]

    def read(*given: Any, **named: Any) -> DossierRows:
        if faults:
            raise faults.pop()
        return rows(*given, **named)

    monkeypatch.setattr(Drafts, "rows", read)
    again = start()
    again.wait(lambda: again.app.dossiers.page is not None)
    assert not faults and listed(again.page())


def test_a_start_with_dossiers_shows_them(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    assert program.leave()
    again = start()
    assert isinstance(again.page(), DossiersPage) and again.page().isAncestorOf(focus())
    assert again.notices() == [] and again.status() == "Pronto"
    assert again.page().current_row() is not None


def test_what_was_open_comes_back_after_a_crash_and_the_notice_can_be_closed(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    step = program.view.ids[3]
    program.view.go_to(step)
    first = texts(program)[0]
    program.write(first, "Prima del buio")
    program.key(Key.Key_Tab)
    program.wait_saved()
    program.crash()
    again = start()
    assert again.view.step == step
    assert again.draft.answers[first] == "Prima del buio"
    (notice,) = again.notices()
    promised = f"{BACK} Sei dove eri, con tutto quello che era stato salvato fino alle "
    assert notice.startswith(promised)  # and no more: what was typed in the last moment may lack
    again.follow(BACK, "Chiudi")
    assert again.notices() == []
    assert again.leave()
    third = start()
    assert isinstance(third.page(), DossiersPage) and third.notices() == []


def test_a_crash_on_the_list_needs_no_notice(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.app.show_dossiers()
    program.crash()
    again = start()
    assert isinstance(again.page(), DossiersPage) and again.notices() == []


def test_the_summary_is_reopened_too(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+R")
    program.crash()
    assert start().view.step == SUMMARY
