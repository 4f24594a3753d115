"""The home page: searching, filters, details, the bin, and what it looks like at every size."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.dossier_summary import DeadlineSummary, DocumentStatus, DossierSummary, OutstandingItem
from desktop_app.drafts.models import DossierEntry, ExportEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.listing import DossierListing
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import Theme, apply_scheme
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.dossier_words import UNNAMED, short_model
from desktop_app.gui.wording.moments import day_and_time
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder
from tests.gui.support.layout import faults

Key = Qt.Key
NOW = dt.datetime(2026, 11, 23, 10, 50, tzinfo=dt.timezone(dt.timedelta(hours=1)))
MODEL = "Esempio, convenzione art. 7 L. 1/2000"
PLACE = FieldRef("righe", "ore", "b")
LACK = OutstandingItem("error", "Le righe", "Riga 2: ore", "Il minimo è 1.", PLACE)
PAPER = DocumentStatus("carta", "Una carta", "ready")


def row(id: str, known: DossierSummary, *, days: int = 0, exported: bool = False, binned: bool = False) -> DossierEntry:
    when = NOW - dt.timedelta(days=days, minutes=8)
    title = ", ".join(part or "…" for part in (known.name, known.detail))
    return DossierEntry(id, "x/y", title, known.to_json(), when, when if exported else None, when if binned else None)


def known(name: str, state: str = "doing", due: int | None = None, **more: object) -> DossierSummary:
    terms = (DeadlineSummary("Firmare", NOW.date() + dt.timedelta(days=due), "art. 5"),) if due is not None else ()
    return DossierSummary(state=state, name=name, detail="Jesi", form=MODEL, deadlines=terms, total=4, **more)  # type: ignore[arg-type]


def some() -> list[DossierEntry]:
    return [
        row("a", known("Rossi & C.", "problem", 11, problems=2, outstanding=(LACK,), documents=(PAPER,), done=1)),
        row("b", known("Società 100 %", "ready", 4), days=1),
        row("c", known("L'_Alba_", "ready"), days=4, exported=True),
        row("d", DossierSummary(form=MODEL, total=4), days=9),
        row("e", known("Murgia", "doing", 90, done=2), days=30),
    ]


@pytest.fixture
def home(qtbot: QtBot, qapp: QApplication) -> DossiersPage:
    return shown(qtbot, apply_scheme(qapp, "light", 1.0), some())


def shown(
    qtbot: QtBot, theme: Theme, rows: Sequence[DossierEntry], width: int = 1366, height: int = 690
) -> DossiersPage:
    page = DossiersPage(theme, lambda: NOW)
    qtbot.addWidget(page)
    page.show_rows(rows)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QApplication.processEvents()
    return page


def listed(page: DossiersPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(at, 0).data()).partition("\n")[0] for at in range(model.rowCount())]


def cell(page: DossiersPage, at: int, column: int) -> str:
    return str(page.table.model().index(at, column).data())


def words(part: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def links(part: QWidget) -> list[Link]:
    QApplication.processEvents()
    return [each for each in part.findChildren(Link) if each.isVisible()]


def told(signal: object) -> list[object]:
    heard: list[object] = []
    signal.connect(lambda *args: heard.append(args[0] if len(args) == 1 else args))  # type: ignore[attr-defined]
    return heard


# --- the list --------------------------------------------------------------------------------------------


def test_words_of_a_form_are_no_name(home: DossiersPage) -> None:
    bare = row("n", DossierSummary(form=MODEL, total=4))._replace(title="… con …")
    home.show_rows([bare, row("o", DossierSummary())._replace(title="Pratica di prima")])
    assert listed(home) == [UNNAMED, "Pratica di prima"]


def test_a_row_tells_state_deadline_and_when_it_was_changed(home: DossiersPage) -> None:
    assert listed(home) == ["Rossi & C.", "Società 100 %", "L'_Alba_", UNNAMED, "Murgia"]
    assert [cell(home, 0, at) for at in range(5)] == [
        "Rossi & C.\nJesi", "Esempio, art. 7", "Da correggere\n2\u00a0problemi",
        "04/12/2026   fra\u00a011\u00a0giorni\nFirmare", "oggi\n10:42",
    ]  # fmt: skip
    assert [cell(home, at, 2) for at in range(1, 5)] == [
        "Pronta\nda esportare", "Esportata", "In corso\nappena iniziata", "In corso\n2\u00a0passi su 4",
    ]  # fmt: skip
    assert cell(home, 3, 3) == "nessuna" and cell(home, 1, 4) == "ieri\n10:42"


def test_models_are_shortened_only_where_they_have_an_article() -> None:
    assert short_model("Regione, convenzione art. 12-bis L. 68") == "Regione, art. 12-bis"
    assert short_model("Quota di riserva") == "Quota di riserva"
    assert short_model("Domanda art. 3") == "Domanda art. 3"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ROSSI &", 1), ("100 %", 1), ("%", 1), ("_", 1), ("'", 1), ('"', 0), ("'); DROP TABLE drafts; --", 0),
        ("societa", 1), ("jesi", 4), ("art. 7", 5), ("  ", 5), ("\\", 0), ("*", 0),
    ],
)  # fmt: skip
def test_the_search_is_literal(qtbot: QtBot, home: DossiersPage, typed: str, found: int) -> None:
    heard = told(home.head.search.search_changed)
    home.head.search.setFocus()
    QTest.keyClicks(home.head.search, typed)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [typed], timeout=20_000)
    assert len(listed(home)) == found
    if not found:
        assert f"Nessuna pratica con «{typed}»." in words(home)
        assert home.table.isHidden()


def test_search_and_filters_go_together_and_nothing_found_says_why(home: DossiersPage) -> None:
    buttons = home.head.filters.buttons
    assert [button.accessibleName() for button in buttons.values()] == [
        "Tutte: 5",
        "Da completare: 3",
        "In scadenza: 2",
    ]
    buttons["open"].setFocus()
    QTest.keyClick(buttons["open"], Key.Key_Space)
    assert listed(home) == ["Rossi & C.", UNNAMED, "Murgia"]
    QTest.keyClick(buttons["open"], Key.Key_Right)
    assert listed(home) == ["Rossi & C.", "Società 100 %"] and buttons["due"].hasFocus()
    home.show_rows(some()[2:])
    assert "Nessuna scadenza nei prossimi 30 giorni." in words(home)


def test_columns_sort(home: DossiersPage) -> None:
    home.table.sort_requested.emit("title", False)
    assert listed(home)[:2] == [UNNAMED, "L'_Alba_"]
    home.table.sort_requested.emit("deadline", False)
    assert listed(home)[:3] == ["Società 100 %", "Rossi & C.", "Murgia"]
    home.table.sort_requested.emit("state", False)
    assert listed(home)[0] == "Rossi & C." and listed(home)[-1] == "L'_Alba_"
    home.table.sort_requested.emit("model", True)
    home.table.sort_requested.emit("modified", False)
    assert listed(home)[0] == "Murgia"


def test_the_chosen_dossier_stays_chosen_and_garbage_is_listed_too(home: DossiersPage) -> None:
    home.choose("b")
    home.show_rows([row("z", known("Nuova")), *some()])
    current = home.current_row()
    assert current is not None and current.id == "b"
    odd = DossierEntry("q", "m", "Titolo, vecchio", "garbage", NOW, None, None)
    home.show_rows([odd])
    assert listed(home) == ["Titolo, vecchio"] and cell(home, 0, 1) == "m"
    assert "Titolo, vecchio" in words(home.details)


def test_ten_thousand_rows_are_quick(qtbot: QtBot, home: DossiersPage) -> None:
    text = known("Cooperativa", "problem", 12, outstanding=(LACK,) * 6, documents=(PAPER,) * 5).to_json()
    rows = [DossierEntry(str(at), "x/y", f"Società n. {at}, Jesi", text, NOW, None, None) for at in range(10_000)]
    start = time.thread_time()
    home.show_rows(rows)
    home.table.viewport().repaint()
    home.head.search.setText("n. 99")
    home.head.search.enter_pressed.emit()
    took = time.thread_time() - start
    assert home.table.model().rowCount() == 111
    assert took < 1  # some 60 ms; the bench measures


# --- opening ---------------------------------------------------------------------------------------------


def test_a_dossier_is_opened_by_keys_and_a_lack_leads_to_its_place(home: DossiersPage) -> None:
    opened, at = told(home.open_requested), told(home.open_at_requested)
    home.table.setFocus()
    QTest.keyClick(home.table, Key.Key_Down)
    QTest.keyClick(home.table, Key.Key_Return)
    assert opened == ["b"]
    home.choose("a")
    lack = next(link for link in links(home.details) if "riga 2" in link.text())
    lack.setFocus()
    QTest.keyClick(lack, Key.Key_Return)
    assert at == [("a", PLACE)]


def test_the_buttons_tell_what_is_wanted(home: DossiersPage) -> None:
    home.choose("a")
    copied, opened, new, imported = (
        told(each)
        for each in (home.duplicate_requested, home.open_requested, home.new_requested, home.import_requested)
    )
    for button in (home.details.bar.copy, home.details.bar.open, home.head.new, home.head.importer):
        button.click()
    assert (copied, opened, len(new), len(imported)) == (["a"], ["a"], 1, 1)


def test_details_tell_the_number_that_a_calendar_shows_and_that_a_day_is_closed(home: DossiersPage) -> None:
    home.show_rows([row("z", known("Verdi", "ready", 13))._replace(number=7)])  # 6 December 2026
    said = words(home.details)
    assert "pratica n.\u00a07" in said and "Cade di domenica: la data resta questa." in said
    home.show_rows([row("z", known("Verdi", "ready", 11))])
    assert "pratica n." not in words(home.details) and "Cade" not in words(home.details)


def test_details_tell_what_lacks_what_is_due_and_what_was_exported(home: DossiersPage) -> None:
    home.choose("a")
    said = words(home.details)
    for part in (
        "Rossi & C.",
        "Da correggere · 2\u00a0problemi",
        "Venerdì 4\u00a0dicembre, fra\u00a011\u00a0giorni",
        "art. 5",
    ):
        assert part in said
    assert "Il minimo è 1." in said and "Una carta" in said
    old = ExportEntry(1, "carta", Path("carta.pdf"), "0", NOW - dt.timedelta(days=3), False, 1, True)
    home.show_exports("b", [old])
    assert "Esportato" not in words(home.details)
    home.show_exports("a", [old])
    QApplication.processEvents()
    assert "Esportato il 20/11/2026 alle 10:50; la pratica è cambiata da allora" in words(home.details)


def test_an_unchanged_list_asks_only_for_what_was_exported(home: DossiersPage) -> None:
    home.choose("b")
    asked, details = told(home.selection_changed), words(home.details)
    home.head.search.setText("100")
    home.head.search.search_changed.emit("100")
    asked.clear()
    home.show_rows(some())
    current = home.current_row()
    assert asked == ["b"] and current is not None and current.id == "b" and words(home.details) == details
    home.show_rows([each._replace(title="Altra ditta") for each in some()])
    assert home.current_row() is None  # the words looked for do not stand in it any more


def test_without_dossiers_there_is_a_way_to_begin(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", 1.0), [])
    heard = told(page.new_requested)
    assert "Quale pratica vuoi preparare?" in words(page)
    assert page.details.isHidden() and page.head.search.isHidden()
    page.setFocus()
    assert page._list.empty is not None  # noqa: SLF001
    page._list.empty.action_requested.emit()  # noqa: SLF001
    assert len(heard) == 1


# --- the bin ---------------------------------------------------------------------------------------------


def test_elimina_asks_nothing_and_can_be_undone(home: DossiersPage) -> None:
    binned, restored = told(home.delete_requested), told(home.restore_requested)
    home.choose("b")
    home.table.setFocus()
    QTest.keyClick(home.table, Key.Key_Delete)
    assert binned == ["b"] and QApplication.activeModalWidget() is None
    home.show_rows([each for each in some() if each.id != "b"])
    assert "«Società 100 %» è nel cestino." in words(home)
    current = home.current_row()
    assert current is not None and current.id == "c"  # the next one took its place
    undo = next(link for link in links(home) if link.text() == "Annulla")
    undo.setFocus()
    QTest.keyClick(undo, Key.Key_Return)
    assert restored == ["b"] and home.table.hasFocus()
    home.show_rows(some())
    current = home.current_row()
    assert current is not None and current.id == "b"


def test_elimina_is_in_the_menu_too(home: DossiersPage) -> None:
    binned = told(home.delete_requested)
    home.details.bar.more.click()
    action, to_bin = home.details.bar.menu.actions()
    action.trigger()
    home.details.bar.menu.close()
    assert binned == ["a"]
    home.table.customContextMenuRequested.emit(home.table.rect().center())
    assert [each.text().replace("&", "") for each in home.menu.actions()] == ["Apri", "Duplica", "Elimina"]
    home.menu.close()
    to_bin.trigger()
    assert home.head.title.text() == "Cestino"


def test_a_fault_said_while_binning_is_not_covered(home: DossiersPage) -> None:
    home.delete_requested.connect(lambda _: home.notes.show_notice(Notice("error", "Il disco è pieno.")))
    home.act("bin")
    assert "Il disco è pieno." in words(home) and "cestino." not in words(home.notes)


def test_the_bin_restores_and_is_emptied_after_a_second_press(home: DossiersPage) -> None:
    wanted, restored, emptied = (
        told(home.bin_rows_requested),
        told(home.restore_requested),
        told(home.empty_bin_requested),
    )
    home.foot.to_bin.click()
    assert len(wanted) == 1 and home.head.title.text() == "Cestino"
    assert "Il cestino è vuoto." in words(home) and not home.head.emptier.isEnabled()
    home.show_bin(
        [row("v", known("Vecchia"), days=28, binned=True), row("w", known("Vecchissima"), days=30, binned=True)]
    )
    assert cell(home, 0, 0) == "Vecchia\nancora 2\u00a0giorni nel cestino"
    assert cell(home, 1, 0) == "Vecchissima\nancora un giorno nel cestino"
    home.table.open_requested.emit(0)
    assert restored == ["v"] and "«Vecchia» è di nuovo tra le pratiche." in words(home)
    home.head.emptier.click()
    assert "Svuotare il cestino cancella per sempre 2\u00a0pratiche." in words(home) and emptied == []
    next(link for link in links(home) if link.text() == "Non cancellare").click()
    assert emptied == [] and home.head.emptier.hasFocus()
    home.head.emptier.click()
    next(link for link in links(home) if link.text() == "Cancella per sempre").click()
    assert len(emptied) == 1
    home.focus_search()
    assert home.head.title.text() == "Pratiche" and home.head.search.hasFocus()


# --- how it looks and reads ------------------------------------------------------------------------------


def test_tab_goes_as_one_reads_and_everything_has_a_name(home: DossiersPage) -> None:
    home.head.importer.setFocus()
    seen = []
    for _ in range(14):
        focused = QApplication.focusWidget()
        assert focused is not None
        face = QAccessible.queryAccessibleInterface(focused)
        name = face.text(QAccessible.Text.Name)
        assert name and face.role() != QAccessible.Role.NoRole
        seen.append(name)
        QTest.keyClick(focused, Key.Key_Tab)
    first = ["Importa", "Nuova pratica", "Cerca per ente, comune o modello", "Tutte: 5", "Pratiche", "Apri il cestino"]
    assert seen[:6] == first
    assert seen[6:10] == ["Le righe: riga 2: ore", "Apri", "Duplica", "Altre azioni"]


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("first", [660, 1366])
def test_nothing_is_cut(qtbot: QtBot, qapp: QApplication, factor: float, first: int) -> None:
    page = shown(qtbot, apply_scheme(qapp, "light", factor), some(), round(first * factor), round(680 * factor))
    page.act("bin")
    for bin_view in (False, True):
        if bin_view:
            page.show_bin([row("v", known("Vecchia"), days=3, binned=True)])
            page.show_bin_view(True)
        for width in (first, 660, 760, 900, 1079, 1100, 1366, 1920):
            page.resize(round(width * factor), page.height())
            QApplication.processEvents()
            assert faults(page) == [], (width, bin_view)
            if not bin_view:
                assert page.details.isVisible() == (width >= 1080)
                assert page.foot.bar.isVisible() == (width < 1080)


def test_a_real_example_in_the_list(qtbot: QtBot, qapp: QApplication) -> None:
    library = Library([forms_folder()])
    made = [summary_of(Dossier(library.load(id), library.example(id), NOW.date()).state) for id in library.ids()]
    page = shown(qtbot, apply_scheme(qapp, "light", 1.0), [row(str(at), each) for at, each in enumerate(made)])
    assert listed(page) == [each.name for each in made]
    assert all(cell(page, at, 2) == "Pronta\nda esportare" for at in range(len(made)))


def test_days_are_those_of_the_user() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert day_and_time(late, NOW) == ("oggi", "0:30")
    assert DossierListing([], NOW).counts == {"all": 0, "open": 0, "due": 0}
