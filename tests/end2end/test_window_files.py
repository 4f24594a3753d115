"""Real processes of the window, started with a file: imported, installed, refused, handed over to the first one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import parse
from tests.end2end.program import commessa
from tests.end2end.window_process import WHEN_OPEN, WHEN_READ, ended, run, start, window
from tests.support.packages import KEY, SENDER, package

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


@pytest.mark.parametrize("text", ["", "{", '{"form": "no/no_1900", "answers": {}}'])
def test_a_start_with_a_bad_file_opens_the_window_all_the_same(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rotta.commessa"
    file.write_text(text, encoding="utf-8")
    code, said = run(WHEN_TOLD + WHEN_OPEN.replace("THEN", "when_told(self, self.window.close)"), file)
    assert code == 0 and said[0]["page"] == "NewDossierPage"


def test_a_start_with_a_file_imports_it(tmp_path: Path, data_folder: Path) -> None:
    file = tmp_path / "bozza.commessa"
    file.write_text(commessa("example", "marche/art14_2023").out, encoding="utf-8")
    code, _ = run(WHEN_READ + WHEN_OPEN.replace("THEN", "when_read(self.app, self.window.close)"), file)
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
