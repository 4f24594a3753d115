"""The list: its rows, the search, filters, columns to sort by."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.dossier_summary import DeadlineSummary, DocumentStatus, DossierSummary
from desktop_app.drafts.models import DossierEntry
from desktop_app.gui.features.dossiers.listing import DossierListing
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.gui.wording.dossier_words import UNNAMED
from desktop_app.gui.wording.moments import day_and_time
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder
from tests.gui.support.dossiers import LACK, MODEL, NOW, PAPER, cell, known, listed, row, shown, some, told, words

Key = Qt.Key


def test_words_of_a_form_are_no_name(home: DossiersPage) -> None:
    bare = row("n", DossierSummary(form=MODEL, total=4))._replace(title="… con …")
    home.show_rows([bare, row("o", DossierSummary())._replace(title="Pratica di prima")])
    assert listed(home) == [UNNAMED, "Pratica di prima"]


def test_a_row_tells_state_deadline_and_when_it_was_changed(home: DossiersPage) -> None:
    assert listed(home) == ["Rossi & C.", "Società 100 %", "L'_Alba_", UNNAMED, "Murgia"]
    assert [cell(home, 0, at) for at in (0, 1, 4, 5, 6)] == [
        "Rossi & C.\nJesi", "Esempio, art. 7", "Da correggere\n2\u00a0problemi",
        "04/12/2026   fra\u00a011\u00a0giorni\nFirmare", "oggi\n10:42",
    ]  # fmt: skip
    assert [cell(home, at, 4) for at in range(1, 5)] == [
        "Pronta da esportare", "Esportata", "In corso\nappena iniziata", "In corso\n2\u00a0passi su 4",
    ]  # fmt: skip
    assert cell(home, 3, 5) == "nessuna" and cell(home, 1, 6) == "ieri\n10:42"


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


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("verdi fano", "a"), ("FANO  verdi", "a"), ("02471830425", "a"), ("2025 marche", "a"), ("fano 2026", ""),
        ('"il faro"', "b"), ("mensa", "b"), ("neri mensa", "b"), ("art. 14", "ab"), ("cpi", "a"),
    ],
)  # fmt: skip
def test_all_words_are_looked_for_wherever_they_stand(home: DossiersPage, typed: str, found: str) -> None:
    words = "verdi srl marche, convenzione art. 14 cpi di fano 2025 02471830425 rossi mario"
    first = row("a", known("Verdi", words=words))
    second = row("b", known("Il Faro", words="neri srl il faro marche, convenzione art. 14"))
    home.show_rows([first, second._replace(title="Mensa scolastica", own_title=True)])
    home.head.search.setText(typed)
    home.head.search.enter_pressed.emit()
    assert listed(home) == [name for id, name in (("a", "Verdi"), ("b", "Mensa scolastica")) if id in found]


def test_search_and_filters_go_together_and_nothing_found_says_why(home: DossiersPage) -> None:
    buttons = home.head.filters.buttons
    assert [button.accessibleName() for button in buttons.values() if button.isVisible()] == [
        "Tutte: 5", "Da completare: 3", "Da esportare: 1", "Esportate: 1", "Entro 7 giorni: 1", "Entro 30 giorni: 2",
    ]  # fmt: skip
    buttons["open"].setFocus()
    QTest.keyClick(buttons["open"], Key.Key_Space)
    assert listed(home) == ["Rossi & C.", UNNAMED, "Murgia"]
    for button, found in (
        (buttons["to_export"], ["Società 100 %"]),
        (buttons["exported"], ["L'_Alba_"]),
        (buttons["week"], ["Società 100 %"]),
        (buttons["due"], ["Rossi & C.", "Società 100 %"]),
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Key.Key_Right)
        assert listed(home) == found and button.hasFocus()
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


def test_an_overdue_deadline_is_the_one_of_the_row_and_counts_as_due(home: DossiersPage) -> None:
    late = DeadlineSummary("Firmare", NOW.date() - dt.timedelta(days=90), "art. 5")
    both = DossierSummary(name="Tardi", form=MODEL, deadlines=(late, late._replace(title="Poi", day=NOW.date())))
    home.show_rows([row("x", known("Presto", due=1)), row("y", both), row("z", known("Mai"))])
    home.table.sort_requested.emit("deadline", False)
    assert listed(home) == ["Tardi", "Presto", "Mai"]
    assert cell(home, 0, 5) == "25/08/2026   scaduta da 90\u00a0giorni\nFirmare"
    assert home.head.filters.buttons["due"].accessibleName() == "Entro 30 giorni: 2"
    met = DossierSummary(name="Fatto", form=MODEL, deadlines=(late._replace(met=NOW.date()),))
    home.show_rows([row("y", met)])
    assert cell(home, 0, 5) == "nessuna"


def test_what_is_overdue_comes_first_in_the_usual_order_and_has_its_filter(home: DossiersPage) -> None:
    home.show_rows([*some(), row("z", known("Tardi", due=-3), days=200), row("y", known("Ieri", due=-1), days=90)])
    assert listed(home)[:3] == ["Ieri", "Tardi", "Rossi & C."]
    assert cell(home, 1, 5) == "20/11/2026   scaduta da 3\u00a0giorni\nFirmare"
    home.table.sort_requested.emit("modified", False)  # any other order is the user's own
    assert listed(home)[0] == "Tardi" and listed(home)[-1] == "Rossi & C."
    home.head.filters.buttons["overdue"].click()
    assert listed(home) == ["Tardi", "Ieri"]
    assert home.head.filters.buttons["overdue"].accessibleName() == "Scadute: 2"


def test_in_the_bin_nothing_is_overdue(home: DossiersPage) -> None:
    home.show_bin([row("y", known("Nuova"), binned=True), row("z", known("Tardi", due=-3), days=5, binned=True)])
    home.show_bin_view(True)
    assert listed(home) == ["Nuova", "Tardi"]


def test_a_title_of_its_own_hides_no_form_from_the_search(home: DossiersPage) -> None:
    home.show_rows([row("a", known("Verdi"))._replace(title="Mensa", own_title=True), row("b", known("Rossi"))])
    home.head.search.setText("mensa art. 7")
    home.head.search.enter_pressed.emit()
    assert listed(home) == ["Mensa"]


def on_its_way() -> list[DossierEntry]:
    day = dt.date(2026, 11, 3)
    paper = DocumentStatus("a", "Convenzione", "exported", day, "", "exported", day, 0, 3, ("x", "y", "z"))
    signing = paper._replace(stage="signing", signed=2, lacking=("z",))
    sent = signing._replace(stage="sent", signed=3, lacking=())
    failed = sent._replace(trouble="non è stata consegnata a cpi@example.it")
    filed = sent._replace(stage="protocolled", protocol="123/2026")
    papers = {
        "Nuova": paper, "Firme": signing, "Firmata": sent._replace(stage="signed"), "Mandata": sent, "Respinta": failed,
        "Cambiata": sent._replace(change="l'indirizzo è un altro", state="outdated"),
        "Arrivata": sent._replace(stage="delivered"), "Numero": filed,
    }  # fmt: skip
    state = {"Cambiata": "to_export"}
    return [
        row(name, known(name, state.get(name, "exported"), documents=(each,), stage=each.stage))
        for name, each in papers.items()
    ]


def test_the_list_tells_how_far_a_dossier_is_after_its_export_and_filters_by_it(home: DossiersPage) -> None:
    home.show_rows(on_its_way())
    assert [cell(home, at, 4).replace("\u00a0", " ") for at in range(8)] == [
        "Da firmare", "Da firmare\n2 firme su 3", "Da inviare\n3 firme su 3", "Inviata\nil 03/11/2026",
        "Inviata\nnon è stata consegnata a cpi@example.it", "Inviata\nun documento superato",
        "Consegnata\nil 03/11/2026", "Protocollata\nn. 123/2026 del 03/11/2026",
    ]  # fmt: skip
    buttons = home.head.filters.buttons
    assert [button.accessibleName() for button in buttons.values() if button.isVisible()] == [
        "Tutte: 8", "Da completare: 0", "Da firmare: 2", "Da inviare: 1", "Inviate: 3", "Consegnate: 1",
        "Protocollate: 1", "Entro 30 giorni: 0",
    ]  # fmt: skip
    buttons["sent"].click()
    assert listed(home) == ["Mandata", "Respinta", "Cambiata"]
    home.head.filters.buttons["all"].click()
    home.table.sort_requested.emit("state", True)
    assert listed(home)[0] == "Numero"
    home.choose("Cambiata")
    said = words(home.details).replace("\u00a0", " ")
    assert "Inviata · un documento superato" in said
    assert "Inviato il 03/11/2026. Quello esportato il 03/11/2026 è superato: l'indirizzo è un altro." in said
    home.choose("Firme")
    assert "Firmato da 2 di 3: manca z." in words(home.details)


def test_the_chosen_dossier_stays_chosen_and_garbage_is_listed_too(home: DossiersPage) -> None:
    home.choose("b")
    home.show_rows([row("z", known("Nuova")), *some()])
    current = home.current_row()
    assert current is not None and current.id == "b"
    odd = DossierEntry("q", "m", "Titolo, vecchio", "garbage", NOW, None, None)
    home.show_rows([odd])
    assert listed(home) == ["Titolo, vecchio"] and cell(home, 0, 1) == "m"
    assert "Titolo, vecchio" in words(home.details)


def test_a_dossier_is_chosen_with_the_rows_that_come_also_where_they_are_those_that_are_shown(
    home: DossiersPage,
) -> None:
    rows = [row("z", known("Nuova")), row("y", known("Antica"))]
    for id, name in (("y", "Antica"), ("z", "Nuova")):
        home.show_rows(rows, id)
        current = home.current_row()
        assert current is not None and current.id == id and name in words(home.details)
        assert cell(home, home.table.currentIndex().row(), 0).startswith(name)


def test_ten_thousand_rows_are_quick(qtbot: QtBot, home: DossiersPage) -> None:
    text = known("Cooperativa", "problem", 12, outstanding=(LACK,) * 6, documents=(PAPER,) * 5).to_json()
    rows = [DossierEntry(str(at), "x/y", f"Società n. {at}, Jesi", text, NOW, None, None) for at in range(10_000)]
    start = time.thread_time()
    home.show_rows(rows)
    home.table.viewport().repaint()
    home.head.search.setText("n. 99")
    home.head.search.enter_pressed.emit()
    took = time.thread_time() - start
    assert home.table.model().rowCount() == 280  # those with «99» somewhere
    assert took < 1  # some 60 ms; the bench measures


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


def test_a_real_example_in_the_list(qtbot: QtBot, qapp: QApplication) -> None:
    library = Library([forms_folder()])
    made = [summary_of(Dossier(library.load(id), library.example(id), NOW.date()).state) for id in library.ids()]
    page = shown(qtbot, apply_scheme(qapp, "light", 1.0), [row(str(at), each) for at, each in enumerate(made)])
    late = [any(term.day < NOW.date() for term in each.open_deadlines(NOW.date())) for each in made]
    assert listed(page) == [
        made[at].name for at in sorted(range(len(made)), key=lambda at: not late[at])
    ]  # overdue first
    assert all(cell(page, at, 4) == "Pronta da esportare" for at in range(len(made)))


def test_days_are_those_of_the_user() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert day_and_time(late, NOW) == ("oggi", "0:30")
    assert set(DossierListing([], NOW).counts().values()) == {0}


def test_two_editions_of_a_form_are_told_apart(home: DossiersPage) -> None:
    made = [
        row(id, DossierSummary(name=id, form=MODEL, total=4, edition=dt.date(year, 1, 1)))._replace(form=f"x/{year}")
        for id, year in (("a", 2024), ("b", 2026))
    ]
    listing = DossierListing(made, NOW)
    assert [listing.model_of(each) for each in made] == [f"{MODEL}, edizione 2024", f"{MODEL}, edizione 2026"]
    assert DossierListing(made[:1], NOW).model_of(made[0]) == MODEL
    home.show_rows(made[:1])
    assert f"{MODEL}, edizione 2024" in words(home)
