"""Real processes of the window: a fault nobody expected does not end it, giving up what cannot be stored does."""

from __future__ import annotations

import json
from pathlib import Path

from tests.end2end.window_process import WHEN_OPEN, WHEN_READ, ended, run, start


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
    window = entrances[0].window
    say(told=[callout.notice.spoken for callout, _ in window._notices.values()])
    entrances[0].app.editor.begin_example("marche/art14_2023")
    when_read(entrances[0].app, goes_on)

def goes_on():
    say(goes_on=True)
    entrances[0].window.close()
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
    entrances[0].app.editor.begin("marche/art14_2023")
    when_read(entrances[0].app, fill)

def fill():
    app = entrances[0].app
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
