"""The bin: dossiers thrown away, taken back, deleted for good."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.feedback.notice import Notice
from tests.gui.support.dossiers import cell, known, links, row, some, told, words
from tests.gui.support.program import BRIEF_FORM, Key, Start, find


def test_elimina_asks_nothing_and_can_be_undone(home: DossiersPage) -> None:
    binned, restored = told(home.chosen.delete_requested), told(home.chosen.restore_requested)
    home.choose("b")
    home.table.setFocus()
    QTest.keyClick(home.table, Key.Key_Delete)
    assert binned == [["b"]] and QApplication.activeModalWidget() is None
    home.show_rows([each for each in some() if each.id != "b"])
    assert "«Società 100 %» è nel cestino." in words(home)
    current = home.current_row()
    assert current is not None and current.id == "c"  # the next one took its place
    undo = next(link for link in links(home) if link.text() == "Annulla")
    undo.setFocus()
    QTest.keyClick(undo, Key.Key_Return)
    assert restored == [["b"]] and home.table.hasFocus()
    home.show_rows(some())
    current = home.current_row()
    assert current is not None and current.id == "b"


def test_elimina_is_in_the_menu_too(home: DossiersPage) -> None:
    binned = told(home.chosen.delete_requested)
    home.details.bar.more.click()
    listed = [each for each in home.details.bar.menu.actions() if not each.isSeparator()]
    found = {each.text().replace("&", "").partition("\t")[0]: each for each in listed}
    assert [*found] == [
        "Rinomina",
        "Esporta i PDF",
        "Esporta la bozza…",
        "Metti in evidenza",
        "Archivia",
        "Elimina",
        "Apri l'archivio",
        "Apri il cestino",
    ]
    found["Elimina"].trigger()
    home.details.bar.menu.close()
    assert binned == [["a"]]
    home.table.customContextMenuRequested.emit(home.table.rect().center())
    beside = [each for each in home.menu.actions() if not each.isSeparator()]
    words = [each.text().replace("&", "").partition("\t")[0] for each in beside]
    assert words == ["Apri", "Duplica", *[*found][:6]]
    home.menu.close()
    found["Apri il cestino"].trigger()
    assert home.head.title.text() == "Cestino"


def test_a_fault_said_while_binning_is_not_covered(home: DossiersPage) -> None:
    home.chosen.delete_requested.connect(lambda _: home.notes.show_notice(Notice("error", "Il disco è pieno.")))
    home.perform("bin")
    assert "Il disco è pieno." in words(home) and "cestino." not in words(home.notes)


def test_the_bin_restores_and_is_emptied_after_a_second_press(home: DossiersPage) -> None:
    wanted, restored, emptied = (
        told(home.bin_rows_requested),
        told(home.chosen.restore_requested),
        told(home.empty_bin_requested),
    )
    home.foot.to_bin.click()
    assert len(wanted) == 1 and home.head.title.text() == "Cestino"
    assert "Il cestino è vuoto." in words(home) and not home.head.emptier.isEnabled()
    home.show_bin(
        [row("v", known("Vecchia"), days=28, binned=True), row("w", known("Vecchissima"), days=30, binned=True)]
    )
    assert cell(home, 0, 0) == "Vecchia\nancora 2\u00a0giorni nel cestino"
    assert cell(home, 1, 0) == "Vecchissima\nfra poco cancellata per sempre"
    home.table.open_requested.emit(0)
    assert restored == [["v"]] and "«Vecchia» è di nuovo tra le pratiche." in words(home)
    home.head.emptier.click()
    assert "Svuotare il cestino cancella per sempre 2\u00a0pratiche." in words(home) and emptied == []
    next(link for link in links(home) if link.text() == "Non cancellare").click()
    assert emptied == [] and home.head.emptier.hasFocus()
    home.head.emptier.click()
    next(link for link in links(home) if link.text() == "Cancella per sempre").click()
    assert len(emptied) == 1
    home.focus_search()
    assert home.head.title.text() == "Pratiche" and home.head.search.hasFocus()


def test_emptying_the_bin_says_where_else_it_may_be_and_lets_that_go_too(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+O")
    home, folder = program.page(), program.drafts.path.parent
    aside = [folder / "pratiche.db.danneggiato-1", folder / "pratiche.db.trovato-1"]
    for path in aside:
        path.write_bytes(b"x")
    for link, left in (
        ("Non cancellare", 2),
        ("Cancella per sempre", 2),
        ("Elimina anche i file messi da parte", 0),
        ("Cancella per sempre", 0),
    ):
        if not program.drafts.rows(binned=True):
            home.show_bin_view(False)
            program.drafts.bin(program.drafts.create("{}", BRIEF_FORM, "Via"))
        home.show_bin_view(True)
        home.head.emptier.click()
        told = "I file che ho messo da parte possono avere ancora quello che cancelli" in words(home)
        assert told is any(path.exists() for path in aside)
        find(home, link).click()
        assert len([path for path in aside if path.exists()]) == left
    assert program.drafts.rows(binned=True) == []


def test_with_the_files_put_aside_goes_what_the_archive_kept_for_them(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+O")
    program.drafts.path.with_name("pratiche.db.danneggiato-1").write_bytes(b"x")
    lost = program.drafts.archive.put(b"un file di un atto perso")
    program.drafts.bin(program.drafts.create("{}", BRIEF_FORM, "Via"))
    home = program.page()
    home.show_bin_view(True)
    program.wait(lambda: home.notes.set_aside)  # looked for beside the window
    home.head.emptier.click()
    find(home, "Elimina anche il file messo da parte").click()
    program.wait(lambda: not program.drafts.archive.has(lost))


def test_the_bin_and_back(start: Start) -> None:
    program = start()
    program.app.editor.begin_example(BRIEF_FORM)
    program.keys("Ctrl+O")
    home = program.page()
    assert isinstance(home, DossiersPage)
    home.perform("bin")
    assert program.drafts.rows() == [] and len(program.drafts.rows(binned=True)) == 1
    find(home, "Annulla").click()
    assert len(program.drafts.rows()) == 1 and program.drafts.rows(binned=True) == []
    home.perform("bin")
    home.show_bin_view(True)
    home.perform("restore")
    assert len(program.drafts.rows()) == 1
    home.show_bin_view(False)
    home.perform("bin")
    home.show_bin_view(True)
    home.head.emptier.click()
    find(home, "Cancella per sempre").click()
    assert program.drafts.rows(binned=True) == []
