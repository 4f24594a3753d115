"""The forms: read one by one, so that many of the user's own are in nobody's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.engine.forms.form import Form
from desktop_app.engine.loading.loader import load
from desktop_app.gui.services.association import AssociationProvider
from desktop_app.gui.services.catalog import Catalog
from desktop_app.gui.services.worker import LONG, Progress, Steps, Worker, in_one_step
from desktop_app.gui.widgets.feedback.notice import NoticeKind
from desktop_app.library import CatalogEntry
from desktop_app.system.files import FileFault
from desktop_app.system.paths import BUILT_IN_ORIGIN, OWN_ORIGIN, FormSource
from tests.gui.support.event_loop import Turns
from tests.gui.support.program import settle
from tests.unit.engine.support import ask, lines_of, one_page

MANY = 60
GOOD = lines_of(one_page(ask("nome"), title="Valdoria, prova di modulo"))


class Told:
    """Takes notices in place of a window."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, key: str, kind: NoticeKind, fact: str, *_: object) -> None:
        self.sentences.append(fact)

    def tell(self, *_: object) -> None:
        pass


class Reading:
    """Loading a form takes as long as the test wants: it names the forms that were read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

        def watched(folder: Path, id: str, *blocks: Path) -> Form:
            self.read.append(id)
            self.meanwhile()
            return load(folder, id, *blocks)

        monkeypatch.setattr("desktop_app.library.load", watched)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(monkeypatch)


@pytest.fixture
def catalog(worker: Worker, tmp_path: Path) -> Catalog:
    for folder in ["fatti/uno_2024", "fatti/due_2024", *(f"propri/modulo{number}_2024" for number in range(MANY))]:
        (tmp_path / folder.split("/")[0] / "valdoria" / folder.split("/")[1]).mkdir(parents=True)
        path = tmp_path / folder.split("/")[0] / "valdoria" / folder.split("/")[1] / "form.toml"
        path.write_text(GOOD, encoding="utf-8")
    sources = [FormSource(tmp_path / "fatti", BUILT_IN_ORIGIN), FormSource(tmp_path / "propri", OWN_ORIGIN)]
    told = Told()
    return Catalog(sources, AssociationProvider(told, worker), worker, told)  # type: ignore[arg-type]  # notices that are noted down


def test_all_are_read_and_each_once_for_everybody_who_waits(qtbot: QtBot, catalog: Catalog, reading: Reading) -> None:
    found: list[Sequence[CatalogEntry]] = []
    catalog.with_forms(found.append)
    catalog.with_forms(found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found[0] is found[1] and len(found[0]) == len(reading.read) == MANY + 2
    catalog.with_forms(found.append)
    assert len(found) == 3 and len(reading.read) == MANY + 2


def test_who_waits_is_told_in_a_turn_of_its_own_and_nobody_after_the_end(
    qtbot: QtBot, worker: Worker, catalog: Catalog, reading: Reading
) -> None:
    turns, told = Turns(), list[int]()
    for _ in range(2):
        catalog.with_forms(lambda _: told.append(turns.count))
    catalog.with_forms(lambda _: worker.close())
    catalog.with_forms(lambda _: pytest.fail("the program has ended"))
    qtbot.waitUntil(lambda: worker.is_closed)
    assert len({*told}) == 2
    settle()


def test_an_export_goes_before_the_rest_of_many_own_forms(
    qtbot: QtBot, worker: Worker, catalog: Catalog, reading: Reading
) -> None:
    found: list[Sequence[CatalogEntry]] = []
    exported: list[int] = []

    def export() -> Steps[int]:
        for number in range(3):
            yield Progress("Esporto", number, 3)
        return len(reading.read)

    def ask_for_an_export() -> None:
        if len(reading.read) == 10:
            worker.submit(export(), exported.append, lambda _: None, rank=LONG)

    reading.meanwhile = ask_for_an_export
    catalog.with_forms(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert exported and exported[0] <= 12 and len(found[0]) == MANY + 2


def test_closing_does_not_wait_for_the_rest(qtbot: QtBot, worker: Worker, catalog: Catalog, reading: Reading) -> None:
    catalog.with_forms(lambda _: pytest.fail("the window is closed"))
    qtbot.waitUntil(lambda: len(reading.read) > 2)
    worker.close()
    assert len(reading.read) < MANY


def test_folders_read_again_meanwhile_are_those_that_are_shown(
    qtbot: QtBot, worker: Worker, catalog: Catalog, reading: Reading, tmp_path: Path
) -> None:
    found: list[Sequence[CatalogEntry]] = []
    catalog.with_forms(found.append)
    qtbot.waitUntil(lambda: len(reading.read) > 5)
    (tmp_path / "propri" / "valdoria" / "aggiunto_2024").mkdir()
    (tmp_path / "propri" / "valdoria" / "aggiunto_2024" / "form.toml").write_text(GOOD, encoding="utf-8")
    catalog.reread()
    qtbot.waitUntil(lambda: bool(found))
    assert len(found) == 1 and "valdoria/aggiunto_2024" in {each.id for each in found[0]}
    settled: list[object] = []
    worker.submit(in_one_step(lambda: None), settled.append, lambda _: None, rank=LONG)
    qtbot.waitUntil(lambda: bool(settled))
    assert len(found) == 1


def test_a_fault_of_the_program_is_told_and_the_next_who_asks_gets_the_forms(
    qtbot: QtBot, catalog: Catalog, reading: Reading
) -> None:
    def fail() -> None:
        raise FileFault("Il disco non risponde.")

    reading.meanwhile = fail
    found: list[Sequence[CatalogEntry]] = []
    catalog.with_forms(found.append)
    told = catalog._notices  # noqa: SLF001 - the notices that it was given
    assert isinstance(told, Told)
    qtbot.waitUntil(lambda: told.sentences == ["Il disco non risponde."])
    reading.meanwhile = lambda: None
    catalog.with_forms(found.append)
    qtbot.waitUntil(lambda: bool(found))
