"""The rows of the bench on the page beside the questions: what it costs a key, and how soon it shows what was typed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Form
from desktop_app.session.dossier import Dossier
from tests.bench import TODAY, Row
from tests.bench_window import first_amount
from tests.gui.support.summary import empty_summary

KEYS = 120
PAUSES = 12


def rows(form: Form, draft: Draft) -> Iterator[Row]:
    """Both ways in one run: the machine is as busy for the one as for the other."""
    closed, _ = typed(Dossier(form, draft, TODAY), paged=False)
    beside, shown = typed(Dossier(form, draft, TODAY), paged=True)
    target = max(8.0, closed * 1.25)
    yield Row("tasto, pagina accanto ÷ senza (p99)", f"{beside:.1f} ms / {closed:.1f} ms", "≤ 8 ms", beside <= target)
    figure = statistics.median(shown)
    yield Row("pagina, dopo la pausa", f"{figure:.0f} ms", "≤ 100 ms", figure <= 100)


def typed(dossier: Dossier, *, paged: bool) -> tuple[float, list[float]]:
    """Milliseconds of a key (p99), and from the end of each pause until the page shows what was typed."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop_app.gui.app import main
    from desktop_app.gui.features.editor.page_view.page_side import PAUSE_MS, PageSide
    from desktop_app.gui.features.editor.side_column import SideColumn
    from desktop_app.gui.features.editor.view import DossierView
    from desktop_app.gui.look.theme import apply_scheme
    from desktop_app.gui.services.worker import Worker
    from desktop_app.gui.steps.edit_session import EditSession

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else main.make_application([])
    theme, worker, session = apply_scheme(application, "light", 1.0), Worker(), EditSession(dossier)
    side = SideColumn(theme, lambda: PageSide(theme, worker, session), paged)
    view = DossierView(theme, dossier, (empty_summary(),), session, side=side)
    view.edited.connect(worker.collector.touch)
    view.resize(1366, 700)
    view.show()
    view.activateWindow()
    view.go_to(first_amount(dossier))
    QTest.qWait(1000)
    target = QApplication.focusWidget() or view
    QTest.keyClick(target, Qt.Key.Key_Home)
    keys, pauses = [], []
    for number in range(KEYS):
        begun = time.perf_counter()
        QTest.keyClick(target, Qt.Key.Key_Backspace if number % 2 else Qt.Key.Key_5)
        application.processEvents()
        keys.append((time.perf_counter() - begun) * 1000)
        if side.page is not None and number % (KEYS // PAUSES) == 0:
            begun, before = time.perf_counter(), side.page.pdf
            while side.page.pdf is before:
                application.processEvents()
                time.sleep(0.001)
            pauses.append((time.perf_counter() - begun) * 1000 - PAUSE_MS)
    view.close()
    view.deleteLater()
    QTest.qWait(50)
    worker.close()
    return sorted(keys[10:])[int((KEYS - 10) * 0.99) - 1], pauses
