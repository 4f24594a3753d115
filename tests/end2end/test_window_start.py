"""Real processes of the window: what the first window loads, and that a start leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

from desktop_app.drafts.store import Drafts
from tests.end2end.program import commessa
from tests.end2end.window_process import close_soon, run

PACKAGES = (  # nothing of them is loaded when the first window shows
    "msgspec", "sqlite_utils", "reportlab", "pikepdf", "jinja2", "pypdfium2", "icalendar", "secrets", "html", "tomllib",
    "email", "hashlib", "olefile", "cryptography", "asn1crypto", "desktop_app.mail", "desktop_app.seals",
    "desktop_app.drafts.erasure", "desktop_app.drafts.opening", "desktop_app.drafts.writer",
    "desktop_app.gui.shell.job_strip", "desktop_app.gui.shell.kept_place", "desktop_app.gui.widgets.feedback.progress",
)  # fmt: skip
# Of these packages only what is named: words and days for the list, no form, no answers, no page of another room.
PARTS = {
    "desktop_app.pdf": ("faults",),
    "desktop_app.session": ("progress", "progress.chain_words", "reference"),
    "desktop_app.engine": (
        "evaluation", "evaluation.field_ref", "evaluation.standing", "faults", "forms", "forms.agreement", "italian",
        "italian.dates", "italian.holidays", "italian.messages", "italian.phrases", "italian.signs",
    ),
    "desktop_app.gui.app": (
        *("entering", "entrance", "gate", "geometry", "instance", "main", "menu_bar", "opening", "qt_words"),
        *("screen", "start"),
    ),
    "desktop_app.gui.features": (
        *("dossiers", "recovery", "recovery.controller", "recovery.trouble"),
        *(f"dossiers.{each}" for each in ("bin_notes", "chosen", "context_menu", "controller", "details", "empty_state",
                                          "filters", "head", "listing", "page", "parts", "selection")),
    ),
    "desktop_app.gui.widgets.inputs": ("line_edits", "search_field"),
}  # fmt: skip
# Qt loads a class when it is first asked for; the whole of QWidget's family (QWizard) where Python meets a widget
# that it did not make itself.
LATE = ("QStyle", "QFileDialog", "QWizard", "QDesktopServices", "QGradient")

AT_FIRST_PAINT = """
def is_heavy(name):
    if any(name == each or name.startswith(each + ".") for each in PACKAGES):
        return True
    package = next((each for each in PARTS if name.startswith(each + ".")), "")
    part = name[len(package) + 1:]
    return bool(package) and part not in PARTS[package]

paint = Window.paintEvent
def painted(self, event):
    first = not self._painted
    paint(self, event)
    if first:
        loaded = [name for name in sys.modules if is_heavy(name)]
        loaded += [name for name in LATE if name in vars(QtWidgets) or name in vars(QtGui)]
        say(loaded=loaded, page=type(self.pages.currentWidget()).__name__, size=[self.width(), self.height()])
Window.paintEvent = painted
"""


def test_the_first_window_loads_nothing_heavy_and_parses_no_form(data_folder: Path) -> None:
    body = AT_FIRST_PAINT.replace("PACKAGES", repr(PACKAGES)).replace("PARTS", repr(PARTS)).replace("LATE", repr(LATE))
    for page in ("DossiersPage", "DossiersPage"):
        code, said = run(body + close_soon())
        assert code == 0
        assert said[0]["page"] == page
        assert said[0]["loaded"] == []
        commessa("forms")
        drafts = Drafts(data_folder)
        drafts.open()
        drafts.create(commessa("example", "marche/art14_2023").out, "marche/art14_2023", "Uno")
        drafts.close(10)


def test_closing_ends_the_process_and_the_session(data_folder: Path) -> None:
    assert run(close_soon()) == (0, [{"page": "NewDossierPage", "recovered": False}])
    assert run(close_soon())[0] == 0
    assert not (data_folder / "commessa.lock").exists()
