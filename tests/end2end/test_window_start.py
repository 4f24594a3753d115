"""Real processes of the window: what a start loads, a second start, the end, a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import parse
from tests.end2end.program import commessa
from tests.support.packages import KEY, SENDER, package

ROOT = Path(__file__).parents[2]
PACKAGES = (  # nothing of them is loaded when the first window shows
    "msgspec", "sqlite_utils", "reportlab", "pikepdf", "jinja2", "pypdfium2", "icalendar", "secrets", "html", "tomllib",
    "email", "olefile", "cryptography", "asn1crypto", "desktop_app.mail", "desktop_app.seals",
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
    "desktop_app.gui.features": (
        "backups.automatic", "damage.words", "documents.exported_files", "recovery.trouble",
        *(f"dossiers.{each}" for each in ("bin_notes", "chosen", "context_menu", "details", "empty_state", "filters",
                                          "head", "listing", "page", "parts", "selection", "transfer")),
    ),
    "desktop_app.gui.widgets.inputs": ("line_edits", "search_field"),
}  # fmt: skip
# Qt loads a class when it is first asked for; the whole of QWidget's family (QWizard) where Python meets a widget
# that it did not make itself.
LATE = ("QStyle", "QFileDialog", "QWizard", "QDesktopServices", "QLinearGradient")

# Runs the program as `python -m desktop_app` does; BODY acts once the window was painted, and says what it saw.
DRIVER = """
import json, sys
from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QTimer
from desktop_app import app
from desktop_app.gui.app import main
from desktop_app.gui.app.controller import AppController
from desktop_app.gui.shell.window import Window

def say(**what):
    print(json.dumps(what), flush=True)

rooms = []
make = main.make_app
def made(*arguments):
    rooms.append(make(*arguments))
    return rooms[-1]
main.make_app = made

BODY

sys.exit(app.main(sys.argv[1:]))
"""

AT_FIRST_PAINT = """
def is_heavy(name):
    if any(name == each or name.startswith(each + ".") for each in PACKAGES):
        return True
    package = next((each for each in PARTS if name.startswith(each + ".")), "")
    part = name[len(package) + 1:]
    rooms = package.endswith(".features") and (part.count(".") == 0 or part.endswith(".controller"))
    return bool(package) and not rooms and part not in PARTS[package]

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

WHEN_OPEN = """
opened = AppController._welcome
def welcomed(self, how, was_listed):
    opened(self, how, was_listed)
    say(page=type(self.window.pages.currentWidget()).__name__, recovered=how.recovered)
    THEN
AppController._welcome = welcomed
"""


def start(body: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    script = (
        DRIVER.replace("BODY", body)
        .replace("PACKAGES", repr(PACKAGES))
        .replace("PARTS", repr(PARTS))
        .replace("LATE", repr(LATE))
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def run(body: str, *arguments: str | Path) -> tuple[int, list[dict[str, object]]]:
    process = start(body, *arguments)
    out, errors = ended(process)
    assert "Traceback" not in errors, errors
    return process.returncode, [json.loads(line) for line in out.splitlines()]


def ended(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    """What it said until its end, which comes by itself."""
    try:
        out, errors = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        out, errors = process.communicate()
        pytest.fail(f"it does not end: {out.decode()} {errors.decode()}")
    return out.decode(), errors.decode()


WHEN_READ = """
def when_read(app, then):  # a file is read beside the window's thread
    if app.editor.view is None:
        QTimer.singleShot(10, lambda: when_read(app, then))
    else:
        then()
"""


WHEN_TOLD = """
def when_told(app, then):  # so is what was wrong with it
    if app.window.callouts:
        then()
    else:
        QTimer.singleShot(10, lambda: when_told(app, then))
"""


# The notice of what was installed, then Moduli by its link, then what was behind it.
WHEN_INSTALLED = """
from desktop_app.gui.widgets.controls.link import Link
def labels_of(page):
    return [each.text() for each in page.findChildren(QtWidgets.QLabel)]
def page_of(app):
    return type(app.window.pages.currentWidget()).__name__
def soon(until, then):
    if until():
        then()
    else:
        QTimer.singleShot(10, lambda: soon(until, then))
def when_installed(app):
    def told():
        return [each for each in app.window.callouts if "Valdoria" in each.notice.spoken]
    def look():
        (callout,) = told()
        say(page=page_of(app), told=callout.notice.spoken)
        next(each for each in callout.findChildren(Link) if each.text() == "Vedi i moduli").click()
        page = app.window.pages.currentWidget()
        soon(lambda: "Valdoria, contributo" in labels_of(page), lambda: listed(page))
    def listed(page):
        say(page=page_of(app), listed=True)
        page.closed.emit()
        behind = app.window.pages.currentWidget()
        if page_of(app) == "NewDossierPage":
            soon(lambda: "Contributo" in labels_of(behind), offered)
        else:
            offered()
    def offered():
        say(page=page_of(app), offered=True)
        app.window.close()
    soon(told, look)
"""


def close_soon() -> str:
    return WHEN_OPEN.replace("THEN", "QTimer.singleShot(0, self.window.close)")


def test_the_first_window_loads_nothing_heavy_and_parses_no_form(data_folder: Path) -> None:
    for page in ("DossiersPage", "DossiersPage"):
        code, said = run(AT_FIRST_PAINT + close_soon())
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


@pytest.mark.parametrize("text", ["", "{", '{"form": "no/no_1900", "answers": {}}'])
def test_a_start_with_a_bad_file_opens_the_window_all_the_same(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rotta.commessa"
    file.write_text(text, encoding="utf-8")
    code, said = run(WHEN_TOLD + WHEN_OPEN.replace("THEN", "when_told(self, self.window.close)"), file)
    assert code == 0 and said[0]["page"] == "NewDossierPage"


def test_a_start_with_a_file_imports_it(tmp_path: Path, data_folder: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(commessa("example", "marche/art14_2023").out, encoding="utf-8")
    code, _ = run(WHEN_READ + WHEN_OPEN.replace("THEN", "when_read(self, self.window.close)"), file)
    assert code == 0
    (row,) = Drafts(data_folder).rows()
    assert parse(Drafts(data_folder).read(row.id).content.encode()) == parse(file.read_bytes())


def test_the_very_first_start_with_a_package_of_forms_installs_it_and_welcomes(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A double click on what the association sent, before the program was ever opened; and once more afterwards."""
    known = tmp_path / "associazione.toml"
    known.write_text(f'name = "{SENDER}"\nkeys = ["{KEY.public.text}"]\n')
    monkeypatch.setenv("COMMESSA_ASSOCIAZIONE", str(known))
    file = tmp_path / "novità 2027.moduli"
    file.write_bytes(package())
    code, said = run(WHEN_INSTALLED + WHEN_OPEN.replace("THEN", "when_installed(self)"), file)
    assert code == 0 and said == [
        {"page": "NewDossierPage", "recovered": False},
        {"page": "NewDossierPage", "told": f"Installato il modulo «Valdoria, contributo», da {SENDER}."},
        {"page": "FormsPage", "listed": True},
        {"page": "NewDossierPage", "offered": True},
    ]
    assert f"da {SENDER}" in commessa("forms").out
    code, said = run(WHEN_INSTALLED + WHEN_OPEN.replace("THEN", "when_installed(self)"), file)
    assert code == 0 and said[0]["page"] == "DossiersPage"
    assert said[1]["told"] == f"C'era già, da {SENDER}: «Valdoria, contributo»."


def test_a_second_start_hands_its_file_over_and_raises_the_first_window(tmp_path: Path, data_folder: Path) -> None:
    file = tmp_path / "seconda à.commessa"
    file.write_text(commessa("example", "marche/art14_2023").out, encoding="utf-8")
    body = (
        WHEN_READ
        + WHEN_OPEN.replace("THEN", "self.window.showMinimized()")
        + """
from desktop_app.gui.app.controller import AppController
forward = AppController.come_forward
def came(self, file):
    forward(self, file)
    say(file=file, minimized=self.window.isMinimized())
    if file:
        when_read(self, self.window.close)
AppController.come_forward = came
"""
    )
    first = start(body)
    assert first.stdout is not None
    said = json.loads(first.stdout.readline())
    assert said["page"] == "NewDossierPage"
    raised, handed = window(), window(file)  # the first window closes itself at the file
    for each in (raised, handed):
        assert (each.returncode, each.stdout) == (0, b"") and b"Traceback" not in each.stderr
    out, errors = ended(first)
    assert "Traceback" not in errors
    assert [json.loads(line) for line in out.splitlines()] == [
        {"file": "", "minimized": False},
        {"file": str(file), "minimized": False},
    ]
    assert first.returncode == 0
    assert len(Drafts(data_folder).rows()) == 1


def window(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop_app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)


def test_a_fault_nobody_expected_is_logged_without_its_text_and_the_program_goes_on(data_folder: Path) -> None:
    body = (
        WHEN_OPEN.replace("THEN", "QTimer.singleShot(0, fail)")
        + """
import threading
def fail():
    QTimer.singleShot(0, look)
    raise LookupError("RSSMRA80A01H501U")

def fail_elsewhere():
    raise KeyError("RSSMRA80A01H501U")

def look():
    thread = threading.Thread(target=fail_elsewhere)
    thread.start()
    thread.join()
    window = rooms[0].window
    say(told=[callout.notice.spoken for callout, _ in window._notices.values()])
    rooms[0].editor.begin_example("marche/art14_2023")
    when_read(rooms[0], goes_on)

def goes_on():
    say(goes_on=True)
    rooms[0].window.close()
"""
    )
    process = start(WHEN_READ + body)
    out, errors = ended(process)
    lines = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 0, errors
    told = next(line["told"] for line in lines if "told" in line)
    assert told == [
        "C'è stato un inconveniente nel programma. "
        "La pratica è al sicuro. Se qualcosa non risponde, chiudi Commessa e riaprila."
    ]
    assert {"goes_on": True} in lines
    log = (data_folder / "commessa.log").read_text(encoding="utf-8")
    assert "LookupError in " in log and "fail" in log and "KeyError in " in log
    assert "RSSMRA80A01H501U" not in log + errors + out


def test_closing_all_the_same_ends_the_process(data_folder: Path) -> None:
    """What cannot be stored is given up only when the user says so; then nothing stays behind unseen."""
    body = (
        WHEN_OPEN.replace("THEN", "QTimer.singleShot(0, stuck)")
        + """
from desktop_app.drafts import file
from desktop_app.gui.services import store_session as keeper
file.PRAGMAS = (*file.PRAGMAS, "max_page_count=60")
keeper.FLUSH_SECONDS = 0.5
def stuck():
    rooms[0].editor.begin("marche/art14_2023")
    when_read(rooms[0], fill)

def fill():
    app = rooms[0]
    field = next(each.id for each in app.editor.view.dossier.form.fields.values() if each.spec.type == "long_text")
    app.editor.view.dossier.answer(field, "x" * 200_000)
    say(closed=app.window.close())
    app.context.store._try_to_mend("anyway")
"""
    )
    code, said = run(WHEN_READ + body)
    assert {"closed": False} in said
    assert code == 0
    assert not (data_folder / "commessa.lock").exists()
