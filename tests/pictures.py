"""The pictures of the README, always the same: `python3 dev.py pictures`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop_app.session.steps import visible_fields

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.app import main
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.editor.view import DossierView
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.features.summary.rail_words import rail_step
from desktop_app.gui.look.theme import Scheme, Theme, apply_scheme
from desktop_app.gui.shell.page import Page
from desktop_app.gui.shell.window import Window
from desktop_app.gui.steps.closing_step import ClosingStep
from desktop_app.gui.wording.step_words import SUMMARY
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.paths import forms_folder, resources_folder

SIZE = (1366, 720)
FORM = "marche/art14_2023"
DAY = dt.date(2026, 10, 5)
NOW = dt.datetime(2026, 10, 5, 10, 42, tzinfo=dt.UTC)
FOLDER = resources_folder() / "pictures"


def wait(milliseconds: int = 1500) -> None:
    """Lets the window settle."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def dossier() -> Dossier:
    """A built-in form's example, on a fixed day."""
    library = Library([forms_folder()])
    return Dossier(library.load(FORM), library.example(FORM), DAY)


def home(theme: Theme) -> Page:
    """A few dossiers in different states."""
    rows = []
    names = ("Cartotecnica Valdisopra S.r.l.", "Officine del Metauro S.p.A.", "Conserve Montefeltro S.r.l.")
    for number, name in enumerate(names):
        each = dossier()
        if number:
            each.answer(each.form.panels[0].spec.total or "", "")
            for field in [f.id for f in each.form.fields.values() if f.spec.type == "money" and not f.formula][:number]:
                each.answer(field, "12.34.5" if number == 1 else "")
        moment = NOW - dt.timedelta(days=3 * number, hours=2 * number)
        title = each.state.title.replace(each.state.title.split(",")[0], name)
        summary = summary_of(each.state).to_json().replace(names[0], name)
        rows.append(DossierEntry(str(number), each.form.id, title, summary, moment, None, None))
    page = DossiersPage(theme, lambda: NOW)
    page.show_rows(rows)
    return page


def guided(step: str) -> Callable[[Theme], Page]:
    """One step of the guided view."""

    def make(theme: Theme) -> Page:
        each = dossier()
        summary = ClosingStep(SUMMARY, "", lambda: rail_step(each), lambda: SummaryPage(theme, each, lambda: NOW))
        view = DossierView(theme, each, (summary,))
        view.go_to(step)
        return view

    return make


def amount(view: DossierView) -> FieldRef:
    """The first amount of the step: where the calculation begins."""
    return FieldRef(next(f.id for f in visible_fields(view.dossier.state, view.step) if f.spec.type == "money"))


PICTURES: dict[str, tuple[Callable[[Theme], Page], Scheme]] = {
    "pratiche": (home, "light"),
    "commessa": (guided("valore"), "light"),
    "lavoratori-scuro": (guided("lavoratori"), "dark"),
    "riepilogo": (guided(SUMMARY), "light"),
}


def draw() -> int:
    """Writes the pictures and says where."""
    application = main.make_application([])
    FOLDER.mkdir(exist_ok=True)
    for name, (make, scheme) in PICTURES.items():
        window = Window(apply_scheme(application, scheme, 1.0))
        window.resize(*SIZE)
        window.show_saved("Salvato alle 10:42")
        window.show_place("I dati restano su questo computer")
        window.show()
        page = make(window.theme)
        window.show_page(page)
        if isinstance(page, DossierView):
            page.go_to(amount(page) if name == "commessa" else page.step)
        wait()
        path: Path = FOLDER / f"{name}.png"
        window.grab().save(str(path))
        window.close()
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    return 0


if __name__ == "__main__":
    sys.exit(draw())
