"""Scadenze: the page over all dossiers, and the calendar files that other programs read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.dossier_summary import DeadlineSummary, DossierSummary
from desktop_app.drafts.models import DossierEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.forms.form import Form
from desktop_app.gui.features.deadlines import listing as deadlines_list
from desktop_app.gui.features.deadlines.listing import DeadlineListing
from desktop_app.gui.features.deadlines.page import DeadlinesPage
from desktop_app.gui.features.documents.export import write_calendar
from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.summary.deadlines import DeadlineList
from desktop_app.gui.features.summary.page import SummaryPage
from desktop_app.gui.services.worker import Progress
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.wording.dossier_words import summary_of_row
from desktop_app.session import summary as survey
from desktop_app.session.dossier import Dossier
from desktop_app.system.clock import today
from tests.gui.support.program import Key, Program, Start, focus, labels, settle
from tests.unit.engine import support as small

TODAY = today()
FORM = "marche/art14_2023"
MARK = "Qzx Rossi"
SIGNED = "data_stipula"


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


def put(program: Program, name: str, told: int, signed: int | None = None) -> str:
    """A dossier in the store, with names that nobody else may see; gives its id."""
    form = program.context.catalog.library.load(FORM)
    texts = [id for id, field in form.fields.items() if field.spec.type in ("text", "long_text") and not field.formula]
    answers = {**dict.fromkeys(texts, MARK), "azienda_nome": name, "data_comunicazione": day(told)}
    if signed is not None:
        answers |= {SIGNED: day(signed)}
    dossier = Dossier(form, Draft(FORM, answers), TODAY)
    summary = survey.summary_of(dossier.state).to_json()
    return program.drafts.create(dossier.draft.to_json(), FORM, dossier.state.title, summary=summary)


def put_open(program: Program, name: str, told: int) -> None:
    """The same, and the user is in it."""
    program.app.editor.open(put(program, name, told))


def show(program: Program) -> DeadlinesPage:
    program.app.run("deadlines")
    page = program.page()
    assert isinstance(page, DeadlinesPage)
    settle()
    return page


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


def test_all_dossiers_by_day_those_in_the_bin_left_out(start: Start) -> None:
    program = start()
    put(program, "Prima S.r.l.", 5)
    gone = put(program, "Cestinata S.r.l.", 1)
    put(program, "Seconda S.r.l.", -10, -6)
    program.app.show_dossiers()
    program.drafts.bin(gone)
    page = show(program)
    found = [(row.day, row.title) for row in page.deadlines]
    days = [dt.datetime.strptime(each, "%d/%m/%Y") for each, _ in found]  # noqa: DTZ007
    assert days == sorted(days)
    first, second = TODAY + dt.timedelta(days=9), TODAY + dt.timedelta(days=35)
    assert (f"{first:%d/%m/%Y}", "Affidare la commessa per iscritto") in found
    assert (f"{second:%d/%m/%Y}", "Stipulare la convenzione") in found
    assert not any("Cestinata" in row.dossier for row in page.deadlines)
    assert {row.detail for row in page.deadlines} == {f"{MARK} · pratica n.\u00a0{number}" for number in (1, 3)}


def test_what_was_typed_a_moment_ago_is_in_it(start: Start) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    program.view.dossier.answer("data_comunicazione", f"{TODAY + dt.timedelta(days=6):%d/%m/%Y}")
    page = show(program)
    assert [row.distance for row in page.deadlines] == ["fra\u00a036\u00a0giorni"]


def test_enter_opens_the_dossier_and_the_button_too(start: Start) -> None:
    program = start()
    first = put(program, "Prima S.r.l.", 5)
    second = put(program, "Seconda S.r.l.", 6)
    program.app.show_dossiers()
    show(program)
    assert focus().accessibleName() == "Scadenze"
    program.key(Key.Key_Down)
    program.key(Key.Key_Return)
    assert program.app.editor.saver is not None and program.app.editor.saver.id == second
    page = show(program)
    page.open_button.click()
    assert program.app.editor.saver is not None and program.app.editor.saver.id == first


def test_closing_brings_back_what_was_there_and_a_new_size_keeps_the_page(start: Start) -> None:
    program = start()
    put_open(program, "Prima S.r.l.", 5)
    behind = program.page()
    page = show(program)
    page.close_button.click()
    assert program.page() is behind
    show(program)
    program.app.appearance.resize_text(1.5)
    again = program.page()
    assert isinstance(again, DeadlinesPage) and len(again.deadlines) == 1
    again.close_button.click()
    assert program.page() is program.view


def test_the_home_page_leads_there(start: Start) -> None:
    program = start()
    program.app.show_dossiers()
    home = program.page()
    assert isinstance(home, DossiersPage) and not home.head.deadlines.isVisible()  # nothing to see yet
    put(program, "Prima S.r.l.", 5)
    program.app.show_dossiers()
    home.head.deadlines.click()
    assert isinstance(program.page(), DeadlinesPage)


def test_without_deadlines_it_says_when_they_come(start: Start) -> None:
    program = start()
    program.app.editor.begin(FORM)
    page = show(program)
    assert "Nessuna scadenza per ora." in labels(page)
    assert not page.export.isVisible() and not page.card.isVisible()
    assert focus() is page.close_button


def test_the_chosen_one_stays_in_sight_when_the_window_shrinks(start: Start) -> None:
    program = start()
    for number in range(-12, 4):
        put(program, f"Società {number}", number - 30)
    page = show(program)
    program.window.resize(900, 560)
    settle()
    table = page.table
    assert page.deadlines.passed > 5
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    assert not page.deadlines[table.currentIndex().row()].passed


# --- calendar files ----------------------------------------------------------------------------------------


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
    start: Start, tmp_path: Path, chosen: Callable[[str], list[str]]
) -> None:
    program = start()
    put_open(program, MARK, 5)
    asked = chosen("una")
    program.view.go_to_summary()
    summary = program.view.summary
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
    program.wait(lambda: dt.datetime.now(dt.UTC) >= before.dtstamp.value + dt.timedelta(seconds=1))
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


# --- the list without the window ---------------------------------------------------------------------------

AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
NOW = dt.date(2026, 11, 24)


def stored(number: int, *days: int, text: str = "") -> DossierEntry:
    terms = tuple(
        DeadlineSummary(f"Termine {each}", NOW + dt.timedelta(days=each), "Art. 1", f"t{each}") for each in days
    )
    summary = text or DossierSummary(name=f"Società {number}", detail="Jesi", deadlines=terms).to_json()
    return DossierEntry(str(number), "x/y", f"Società {number}", summary, AT, None, None, number)


def test_those_that_passed_lately_come_first_and_older_ones_are_left_out() -> None:
    dues = DeadlineListing([stored(1, -31, -30, 0, 40), stored(2, -1, 7, 8)], NOW)
    assert [row.title for row in dues] == [f"Termine {each}" for each in (-30, -1, 0, 7, 8, 40)]
    assert [(row.passed, row.urgent, row.soon) for row in dues] == [
        (True, False, False), (True, False, False), (False, True, True), (False, True, True), (False, False, True),
        (False, False, False),
    ]  # fmt: skip
    assert dues.count_words() == "4\u00a0scadenze da oggi in poi, 2\u00a0passate da poco."
    assert dues[2].dossier == "Società 1" and dues[2].detail == "Jesi · pratica n.\u00a01"


def test_a_closed_day_is_told_in_place_of_the_day_of_the_week() -> None:
    row = stored(1, 5, 31, 32, 34)
    assert [(each.note, each.has_remark) for each in DeadlineListing([row], NOW)] == [
        ("cade di domenica", True), ("cade a Natale", True), ("cade a Santo Stefano", True), ("lunedì", False),
    ]  # fmt: skip


def test_of_thousands_only_those_that_are_seen_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counted(row: DossierEntry) -> DossierSummary:
        parsed.append(row.id)
        return summary_of_row(row)

    monkeypatch.setattr(deadlines_list, "summary_of_row", counted)
    dues = DeadlineListing([stored(number, 3, 9) for number in range(5_000)], NOW)
    assert len(dues) == 10_000
    assert [row.title for row in dues[:10]] == ["Termine 3"] * 10
    assert len(parsed) == 10


@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        json.dumps({"state": "doing", "problems": 0, "days": "2026-99-99 2026-12-04"}),
        json.dumps({"state": "doing", "problems": 0, "days": "2026-12-04", "terms": [["", "2026-12-04", ""]]}),
    ],
)
def test_a_damaged_text_hinders_no_other(text: str) -> None:
    dues = DeadlineListing([stored(1, text=text), stored(2, 3)], NOW)
    assert "Termine 3" in [row.title for row in dues]


# --- in the summary ----------------------------------------------------------------------------------------


def many(count: int) -> Form:
    lines = small.group("righe", small.ask("dal", "date"), max_lines=count)
    term = {"id": "t", "title": "Fare", "date": "dal", "source": "Art. 1", "lines": "righe"}
    return small.form_of(lines, deadline=[term])


def test_the_summary_shows_what_comes_and_all_when_asked(start: Start) -> None:
    program = start()
    form = many(20)
    lines = [{"id": f"r{n}", "dal": (NOW + dt.timedelta(days=n - 12)).isoformat()} for n in range(20)]
    state = Dossier(form, Draft(form.id, {"righe": lines}), NOW).state
    terms = DeadlineList(program.window.theme)
    terms.show_state(state, NOW)
    told = [each for each in labels_of(terms) if each.startswith("Fare")]
    assert told == [f"Fare (riga {n})" for n in range(10, 18)]
    more, export = terms.tab_stops()
    assert isinstance(more, Link) and export is terms.export
    more.click()
    assert len([each for each in labels_of(terms) if each.startswith("Fare")]) == 20
    assert terms.tab_stops() == [export]
    assert "Cade di domenica: la data resta questa." in labels_of(terms)
    terms.deleteLater()


def labels_of(root: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [each.text() for each in root.findChildren(QLabel) if each.isVisibleTo(root)]
