"""The summary by itself, of an example, of one that is spoilt, and of a dossier that nobody has answered."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.look.theme import apply_scheme
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

LIBRARY = Library([forms_folder()])
FORMS = LIBRARY.ids()
NOW = dt.datetime(2026, 11, 23, 10, 50, tzinfo=dt.timezone(dt.timedelta(hours=1)))
WHOLE: frozenset[str] = frozenset()


@cache
def loaded(id: str) -> Form:
    return LIBRARY.load(id)


def example(id: str) -> Dossier:
    return Dossier(loaded(id), cases.read_draft(LIBRARY.folder(id), cases.EXAMPLE, id)[1], NOW.date())


def empty(id: str) -> Dossier:
    return Dossier(loaded(id), Draft(id), NOW.date())


def spoilt(id: str) -> Dossier:
    """The example with every number and code a word and every date impossible."""
    dossier = example(id)
    types = ("money", "integer", "date", "codice_fiscale", "partita_iva", "pec", "email")
    for field in dossier.form.fields.values():
        if field.formula is None and field.spec.type in types:
            dossier.answer(field.id, "31/02/2026" if field.spec.type == "date" else "12.34.5")
    return dossier


def crowded(id: str, count: int) -> tuple[Dossier, str]:
    """The example with that many lines in its first group that has some."""
    draft = example(id).draft
    group = next(field.id for field in loaded(id).fields.values() if field.columns and draft.answers.get(field.id))
    line: dict[str, Any] = dict(draft.answers[group][0])
    lines = [{**line, "id": f"r{at}"} for at in range(count)]
    return Dossier(loaded(id), Draft(id, {**draft.answers, group: lines}), NOW.date()), group


def shown(qtbot: QtBot, qapp: QApplication, dossier: Dossier, factor: float = 1.0, width: int = 1126) -> SummaryPage:
    page = SummaryPage(apply_scheme(qapp, "light", factor), dossier, lambda: NOW)
    qtbot.addWidget(page)
    page.resize(round(width * factor), round(600 * factor))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isActiveWindow() and page.is_whole)
    QApplication.processEvents()
    return page


def show_exports(page: SummaryPage, dossier: Dossier, *exports: ExportEntry) -> None:
    dossier.exports = exports
    page.show_exports()


def words(part: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())


def export(document: str, *, changed: bool = False, bozza: bool = False) -> ExportEntry:
    return ExportEntry(1, document, Path("a") / "carta.pdf", "0", NOW - dt.timedelta(days=3), bozza, 1, changed)
