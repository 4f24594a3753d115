"""What stands beside the list: all that is known of the chosen dossier."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.dossier_summary import DeadlineSummary, DossierSummary
from desktop_app.drafts.listing.dossier_rows import DossierRows, Numbers
from desktop_app.drafts.models import ExportEntry
from desktop_app.gui.features.dossiers.page import DossiersPage
from tests.gui.support.dossiers import NOW, known, row, words


def test_details_tell_the_number_that_a_calendar_shows_and_that_a_day_is_closed(home: DossiersPage) -> None:
    home.show_rows(DossierRows.of([row("z", known("Verdi", "ready", 13))], Numbers(",z,", ",7,")))  # 6 December 2026
    said = words(home.details)
    assert "pratica n.\u00a07" in said and "Cade di domenica: la data resta questa." in said
    home.show_exports("z", [ExportEntry(1, "a", Path("a.pdf"), "", NOW, False, 1, False)])
    assert "pratica n.\u00a07" in words(home.details)
    home.show_rows([row("z", known("Verdi", "ready", 11))])
    assert "pratica n." not in words(home.details) and "Cade" not in words(home.details)


def test_details_tell_first_what_is_overdue_and_hide_nothing_of_it(home: DossiersPage) -> None:
    day = NOW.date()
    terms = tuple(DeadlineSummary(f"Atto {at}", day + dt.timedelta(days=at), "art. 5") for at in (-400, -2, -1, 3, 9))
    home.show_rows([row("z", DossierSummary(name="Verdi", deadlines=terms))])
    said = words(home.details)
    found = [line for line in said.split("\n") if line.startswith("Atto")]
    assert found == ["Atto -400", "Atto -2", "Atto -1", "Atto 3"]  # and the next one
    assert "scaduta da 400\u00a0giorni" in said and "scaduta da un giorno" in said
    late = next(each for each in home.details.findChildren(QLabel) if each.text().endswith("scaduta da un giorno"))
    assert late.palette().windowText().color() == home._theme.color("error")  # noqa: SLF001 - the look that the page has
    many = tuple(DeadlineSummary(f"Atto {at}", day - dt.timedelta(days=at), "art. 5") for at in range(9, 0, -1))
    home.show_rows([row("z", DossierSummary(name="Verdi", deadlines=many))])
    assert "Altre\u00a05 sono scadute: le trovi in Scadenze." in words(home.details)
    met = DeadlineSummary("Fatto", day - dt.timedelta(days=9), "art. 5", met=day - dt.timedelta(days=10))
    home.show_rows([row("z", DossierSummary(name="Verdi", deadlines=(met,)))])
    assert "Nessuna scadenza aperta: sono tutte rispettate o passate." in words(home.details)


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
    assert "Esportato il 20/11/2026 alle 10:50; superato: la pratica è cambiata da allora" in words(home.details)
