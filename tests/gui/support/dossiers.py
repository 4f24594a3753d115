"""The page with the list of dossiers by itself, with a few dossiers on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.dossier_summary import DeadlineSummary, DocumentStatus, DossierSummary, OutstandingItem
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.look.theme import Theme
from desktop_app.gui.widgets.controls.link import Link

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
    return DossierSummary(state=state, name=name, detail="Jesi", form=MODEL, deadlines=terms, total=4, **more)  # type: ignore[arg-type]  # the other fields of a summary, by their names


def some() -> list[DossierEntry]:
    return [
        row("a", known("Rossi & C.", "problem", 11, problems=2, outstanding=(LACK,), documents=(PAPER,), done=1)),
        row("b", known("Società 100 %", "to_export", 4), days=1),
        row("c", known("L'_Alba_", "exported"), days=4, exported=True),
        row("d", DossierSummary(form=MODEL, total=4), days=9),
        row("e", known("Murgia", "doing", 90, done=2), days=30),
    ]


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
    signal.connect(lambda *args: heard.append(args[0] if len(args) == 1 else args))  # type: ignore[attr-defined]  # a signal of any kind
    return heard
