"""What is done with chosen dossiers, several at once too: archived, marked, called otherwise, exported; and undone."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_app.engine.answers.draft import parse
from desktop_app.gui.features.dossiers.bin_notes import SOME_ARCHIVED
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.controls.button import Button
from tests.gui.support.dossiers import known, listed, row, some, told, words
from tests.gui.support.program import BRIEF_FORM, Program, Start, find

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def filled(start: Start, number: int = 3) -> Program:
    """A program with some dossiers on the screen, the last made on top."""
    program = start()
    for each in range(number):
        summary = known(f"Ditta {each}").to_json()
        program.drafts.create(
            f'{{"form": "{BRIEF_FORM}", "answers": {{}}}}', BRIEF_FORM, f"Ditta {each}, Jesi", "", summary
        )
    program.app.show_dossiers()
    program.page().table.setFocus()
    return program


def choose_two(page: DossiersPage) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    QTest.keyClick(page.table, Key.Key_Down, SHIFT)


def test_several_are_chosen_by_keys_and_the_panel_says_how_many(home: DossiersPage) -> None:
    choose_two(home)
    assert "2 pratiche scelte\nRossi & C.\nSocietà 100 %" in words(home.details)
    bar = home.details.bar
    assert bar.archive.isVisible() and not bar.open.isVisible() and not bar.copy.isVisible()
    home.table.customContextMenuRequested.emit(home.table.rect().center())
    said = [each.text().replace("&", "").partition("\t")[0] for each in home.menu.actions() if each.text()]
    home.menu.close()
    assert said == ["Esporta i PDF", "Esporta le bozze…", "Metti in evidenza", "Archivia", "Elimina"]
    binned = told(home.chosen.delete_requested)
    QTest.keyClick(home.table, Key.Key_Delete)
    assert binned == [["a", "b"]] and "2 pratiche sono nel cestino." in words(home)
    QTest.keyClick(home.table, Key.Key_Down)
    assert bar.open.isVisible() and "pratiche scelte" not in words(home.details)


def test_an_unchanged_list_keeps_what_is_chosen_and_a_changed_one_what_is_left_of_it(home: DossiersPage) -> None:
    choose_two(home)
    QTest.keyClick(home.table, Key.Key_Down, SHIFT)
    home.show_rows([each for each in some() if each.id != "e"])
    assert home.table.selected_rows() == [0, 1, 2] and "3 pratiche scelte" in words(home.details)
    home.show_rows([each for each in some() if each.id not in "be"])
    assert home.table.selected_rows() == [0, 1] and "2 pratiche scelte" in words(home.details)


def test_archived_dossiers_leave_the_list_and_come_back(start: Start) -> None:
    program = filled(start)
    page = program.page()
    choose_two(page)
    page.perform("archive")
    program.wait(lambda: len(listed(page)) == 1)
    assert "2 pratiche sono nell" in words(page) and SOME_ARCHIVED in html.unescape(words(page))
    assert len(program.drafts.rows()) == 3 and listed(page) == ["Ditta 0"]
    find(page, "Annulla").click()
    program.wait(lambda: len(listed(page)) == 3)
    assert page.table.selected_rows() == [0, 1]
    page.perform("archive")
    program.wait(lambda: len(listed(page)) == 1)
    page.foot.to_archive.click()
    assert page.head.title.text() == "Archivio" and listed(page) == ["Ditta 2", "Ditta 1"]
    page.perform("unarchive")
    program.wait(lambda: listed(page) == ["Ditta 1"])
    page.show_place("list")
    assert listed(page) == ["Ditta 2", "Ditta 0"]


def test_the_archive_is_searched_on_request(home: DossiersPage) -> None:
    first, *others = some()
    home.show_rows([first._replace(archived=first.updated), *others])
    assert "Rossi & C." not in listed(home) and home.foot.to_archive.text() == "Apri l'archivio"
    home.head.search.setText("rossi")
    home.head.search.enter_pressed.emit()
    assert home.foot.to_archive.text() == "Trovate nell'archivio: 1"
    assert "Nell'archivio ce n'è una." in words(home)
    next(each for each in home.findChildren(Button) if each.text() == "Cerca nell'archivio").click()
    assert listed(home) == ["Rossi & C."] and home.head.search.text() == "rossi"
    assert home.details.bar.open.isVisible() and "È nell'archivio" in words(home.details)
    home.head.back.click()
    assert home.head.title.text() == "Pratiche"


def test_a_list_whose_dossiers_are_all_archived_is_no_first_start(home: DossiersPage) -> None:
    home.show_rows([each._replace(archived=each.updated) for each in some()])
    assert not home.is_empty()


def test_the_terms_of_the_archive_do_not_warn_in_the_list(home: DossiersPage) -> None:
    late = row("z", known("Tarda", due=-3))
    home.show_rows([late, *some()])
    assert home.head.filters.buttons["overdue"].accessibleName() == "Scadute: 1"
    home.show_rows([late._replace(archived=late.updated), *some()])
    assert home.head.filters.buttons["overdue"].accessibleName() == "Scadute: 0"


def test_marked_dossiers_have_a_filter_and_a_star(start: Start) -> None:
    program = filled(start)
    page = program.page()
    choose_two(page)
    page.perform("mark")
    program.wait(lambda: page.head.filters.buttons["marked"].accessibleName() == "In evidenza: 2")
    page.head.filters.buttons["marked"].click()
    assert listed(page) == ["Ditta 2", "Ditta 1"]
    page.choose(program.drafts.rows()[0].id)
    page.perform("unmark")
    program.wait(lambda: listed(page) == ["Ditta 1"])


def typed_title(page: DossiersPage, title: str, end: Key = Key.Key_Return) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_F2)
    field = next(each for each in page.table.findChildren(QLineEdit) if each.isVisible())
    field.setText(title)
    QTest.keyClick(field, end)
    QApplication.processEvents()


def test_a_title_is_typed_in_its_place_and_the_automatic_one_comes_back(start: Start) -> None:
    program = filled(start, 1)
    page = program.page()
    typed_title(page, "Mensa  scolastica")
    program.wait(lambda: listed(page) == ["Mensa scolastica"])
    assert "Ora si chiama «Mensa scolastica»." in words(page) and page.table.hasFocus()
    assert page.table.model().index(0, 0).data() == "Mensa scolastica\nDitta 0, Jesi"
    typed_title(page, "Altro", Key.Key_Escape)
    typed_title(page, "   ")
    program.wait(lambda: listed(page) == ["Ditta 0"])
    find(page, "Annulla").click()
    program.wait(lambda: listed(page) == ["Mensa scolastica"])
    page.perform("automatic")
    program.wait(lambda: listed(page) == ["Ditta 0"])
    assert "«Ditta 0, Jesi» ha di nuovo il titolo automatico." in words(page)
    find(page, "Annulla").click()
    program.wait(lambda: listed(page) == ["Mensa scolastica"])
    typed_title(page, "Terzo")
    program.wait(lambda: listed(page) == ["Terzo"])
    find(page, "Annulla").click()
    program.wait(lambda: listed(page) == ["Mensa scolastica"])


def test_drafts_of_several_go_into_a_folder_and_write_over_nothing(start: Start, tmp_path: Path) -> None:
    program = filled(start)
    choose_two(program.page())
    ids = [each.id for each in program.drafts.rows()[:2]]
    (tmp_path / "pratica-3.commessa").write_text("di un altro")
    program.app.transfer.export_several(ids, str(tmp_path))
    program.wait(lambda: len([*tmp_path.iterdir()]) == 3)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "pratica-2.commessa", "pratica-3-2.commessa", "pratica-3.commessa",
    ]  # fmt: skip
    assert (tmp_path / "pratica-3.commessa").read_text() == "di un altro"
    assert parse((tmp_path / "pratica-2.commessa").read_bytes()).dossier == ids[1]
    program.wait(lambda: any("2\u00a0bozze esportate." in each for each in program.notices()))


def test_forms_and_years_are_chosen_where_there_are_several_and_go_with_the_other_filters(home: DossiersPage) -> None:
    assert home.head.filters.menus == {}
    form = "Altra, convenzione art. 9 L. 1/2000"
    rows = [
        row("a", known("Alfa", year=2025, office="CPI di Fano")),
        row("b", known("Beta", "to_export", year=2026)),
        row("c", known("Gamma", year=2026)._replace(form=form))._replace(form="altra"),
    ]
    home.show_rows(rows)
    menus = home.head.filters.menus
    assert [each.text() for each in menus["Anno"].menu.actions()] == ["Tutti gli anni", "2026", "2025"]
    menus["Anno"].menu.actions()[1].trigger()
    assert listed(home) == ["Beta", "Gamma"] and menus["Anno"].text() == "Anno: 2026"
    assert home.head.filters.buttons["open"].accessibleName() == "Da completare: 1"
    menus["Modello"].menu.actions()[1].trigger()
    assert listed(home) == ["Gamma"] and menus["Modello"].text() == "Modello: Altra, art. 9"
    home.head.filters.buttons["to_export"].click()
    assert listed(home) == [] and "Nessuna pratica di questo modello e anno." in words(home)
    home.head.filters.buttons["all"].click()
    for name in menus:
        menus[name].menu.actions()[0].trigger()
    assert len(listed(home)) == 3


def test_columns_are_sorted_by_keys_and_the_order_is_kept_for_the_next_start(start: Start) -> None:
    program = filled(start)
    page = program.page()
    header, table = page.table.header, page.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_Up)
    for _ in range(10):
        QTest.keyClick(table, Key.Key_Left)
    QTest.keyClick(table, Key.Key_Return)
    assert listed(page) == ["Ditta 0", "Ditta 1", "Ditta 2"] and header.focused == 0
    QTest.keyClick(table, Key.Key_Space)
    assert listed(page) == ["Ditta 2", "Ditta 1", "Ditta 0"]
    QTest.keyClick(table, Key.Key_Right)
    assert not header.isSectionHidden(header.focused) and header.focused > 0
    QTest.keyClick(table, Key.Key_Left)
    QTest.keyClick(table, Key.Key_Return)
    QTest.keyClick(table, Key.Key_Down)
    assert header.focused == -1, "the rows have the keys again"
    assert program.context.settings.list_order == ("title", False) and program.leave()
    again = start()
    again.app.show_dossiers()
    assert listed(again.page()) == ["Ditta 0", "Ditta 1", "Ditta 2"]


def test_office_and_year_sort_with_what_has_none_last(home: DossiersPage) -> None:
    home.show_rows(
        [
            row("a", known("Alfa", year=2025, office="CPI di Fano")),
            row("b", known("Beta", year=2026, office="ARPAL, ambito di Bari")),
            row("c", known("Gamma")),
        ]
    )
    home.table.sort_requested.emit("office", False)
    assert listed(home) == ["Beta", "Alfa", "Gamma"]
    assert home.table.model().index(0, 2).data() == "ARPAL\nambito di Bari"
    home.table.sort_requested.emit("year", True)
    assert listed(home) == ["Beta", "Alfa", "Gamma"]
