"""Deadlines as calendar files, which other programs read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.gui.features.documents.calendar_export import write_calendar
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.services.worker import Progress
from desktop_app.gui.wording.step_words import SUMMARY
from tests.clock import MovableClock
from tests.gui.support.deadlines import MARK, TODAY, put, put_open, show
from tests.gui.support.program import Start, settle


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], list[str]]:
    """The user's answer to the system's dialog: a file in the test's folder, or none; gives the names proposed."""

    def choose(name: str) -> list[str]:
        asked: list[str] = []

        def answer(_: QWidget, title: str, place: str, kind: str) -> tuple[str, str]:
            assert (title, kind) == ("Esporta le scadenze", "Calendario (*.ics)")
            asked.append(Path(place).name)
            return (str(tmp_path / name) if name else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        return asked

    return choose


def events(path: Path) -> list[Any]:
    (read,) = vobject.readComponents(path.read_text(encoding="utf-8"))
    assert read.validate(raiseException=True)
    return list(read.vevent_list)


def test_all_deadlines_become_a_calendar_without_a_name(
    start: Start, tmp_path: Path, chosen: Callable[[str], list[str]]
) -> None:
    program = start()
    put(program, MARK, 5, 9)
    put(program, MARK, -3)
    asked = chosen("tutte.ics")
    page = show(program)
    page.export.click()
    assert asked == [f"scadenze-{TODAY.isoformat()}.ics"]
    said = program.notice(f"Esportate {len(page.deadlines)} scadenze.").notice
    assert said.text.startswith(str(tmp_path / "tutte.ics"))
    written = (tmp_path / "tutte.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert "Qzx" not in written and "Rossi" not in written
    found = [(f"{each.dtstart.value:%d/%m/%Y}", each.summary.value) for each in events(tmp_path / "tutte.ics")]
    wanted = [(row.day, f"{row.title} ({row.detail[row.detail.index('pratica') :]})") for row in page.deadlines]
    assert sorted(found) == sorted((day, words.replace("\u00a0", " ")) for day, words in wanted)


def test_one_dossier_exported_again_replaces_what_the_calendar_has(
    start: Start, tmp_path: Path, chosen: Callable[[str], list[str]], clock: MovableClock
) -> None:
    program = start()
    put_open(program, MARK, 5)
    asked = chosen("una")
    program.view.go_to_summary()
    summary = program.view.closing_page(SUMMARY)
    assert isinstance(summary, SummaryPage)
    summary.documents.deadlines.export.click()
    program.notice("Una scadenza esportata.")
    assert asked == [f"scadenze-art14_2023-n1-{TODAY.isoformat()}.ics"]
    (before,) = events(tmp_path / "una.ics")  # the suffix was left out
    chosen("tutte.ics")
    show(program).export.click()
    program.wait(lambda: (tmp_path / "tutte.ics").exists() and not program.app.documents.busy)
    assert [each.uid.value for each in events(tmp_path / "tutte.ics")] == [before.uid.value]
    program.page().close_button.click()
    clock.forward(seconds=1)
    program.view.dossier.answer("data_comunicazione", f"{TODAY + dt.timedelta(days=6):%d/%m/%Y}")
    chosen("dopo.ics")
    program.app.run("export_deadlines")
    program.wait((tmp_path / "dopo.ics").exists)
    (after,) = events(tmp_path / "dopo.ics")
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstart.value == before.dtstart.value + dt.timedelta(days=1)


def test_a_choice_taken_back_writes_nothing(start: Start, tmp_path: Path, chosen: Callable[[str], list[str]]) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    settle()
    asked = chosen("")
    program.app.run("export_deadlines")
    assert len(asked) == 1 and program.notices() == [] and list(tmp_path.glob("*.ics")) == []


def test_where_it_cannot_be_written_the_window_says_so(start: Start, chosen: Callable[[str], list[str]]) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    chosen("manca/a.ics")
    show(program).export.click()
    program.notice("non esiste: creala, o scegline un'altra.")


def test_stopped_before_it_is_written_it_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    steps = write_calendar(list, TODAY, path)
    assert next(steps) == Progress("Esporto le scadenze", 0, 1)
    with pytest.raises(StopIteration) as end:
        steps.send(True)
    assert end.value.value is None and not path.exists()
