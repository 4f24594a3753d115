"""Five years of a member: each winter the association sends the next edition; no dossier is locked, nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.features.forms.page import FormEntry
from desktop_app.gui.features.new_dossier.page import NewDossierPage
from desktop_app.gui.features.passage.page import PassagePage
from desktop_app.system.paths import received_forms_folder
from tests.clock import MovableClock, clock_at
from tests.gui.support.association import HandOut
from tests.gui.support.program import Program, Start, labels
from tests.support.packages import KEY, SENDER, package
from tests.unit.engine.support import ask, lines_of, one_page

YEARS = range(2024, 2029)
DOCUMENT = {"id": "domanda", "title": "Domanda", "text": "documents/domanda.md"}


@pytest.fixture
def clock() -> Iterator[MovableClock]:
    with clock_at("2023-12-15 10:00") as moved:
        yield moved


@pytest.fixture
def folder(hand_out: HandOut) -> Path:
    """Where what the association sends arrives."""
    return hand_out(f'keys = ["{KEY.public.text}"]\n').parent


def id_of(year: int) -> str:
    return f"valdoria/contributo_{year}"


def edition(year: int) -> bytes:
    """The package of a year: the questions of all years before it, and one of its own."""
    own = [ask(f"nota_{each}", required=False) for each in YEARS if each <= year]
    asked = [ask("nome"), ask("giorno", "date"), *own]
    before = {"replaces": id_of(year - 1)} if year > YEARS[0] else {}
    form = one_page(
        *asked, title="Valdoria, contributo", name="{nome}", date="giorno",
        edition=dt.date(year, 1, 1), valid_from=dt.date(year, 1, 1), valid_to=dt.date(year, 12, 31),
        document=[DOCUMENT], **before,
    )  # fmt: skip
    case = f'why = "Una pratica."\ndate = {year}-01-20\ncomplete = true\n[answers]\nnome = "Officina d\'esempio"\n'
    files = {
        "form.toml": lines_of(form),
        "documents/domanda.md": "\n\n".join(["# Domanda", *(f"{{{{ {each['id']} }}}}" for each in asked)]) + "\n",
        "cases/esempio.toml": f'{case}giorno = "{year}-01-20"\n',
    }
    made = dt.datetime(year - 1, 12, 10, 10, tzinfo=dt.UTC)
    return package({f"{id_of(year)}/{name}": text.encode() for name, text in files.items()}, made=made)


def period(year: int) -> str:
    return f"Edizione del 01/01/{year} · da {SENDER} · vale dal 01/01/{year} al 31/12/{year}"


def said(year: int) -> str:
    """After its last day."""
    return f"Questa edizione valeva fino al 31/12/{year}: prima di usarla chiedi all’ufficio se va ancora bene."


def sent(program: Program, folder: Path, year: int) -> None:
    """The package of a year arrives and is dropped on the window."""
    file = folder / f"contributo {year}.moduli"
    file.write_bytes(edition(year))
    program.window.files_dropped.emit([file])
    strip = program.app.forms.installer.strip
    program.wait(lambda: not strip.busy and [*received_forms_folder().glob(f"*/{id_of(year)}")])
    program.notice(f"Installato il modulo «Valdoria, contributo», da {SENDER}.")


def is_on(program: Program, clock: MovableClock, day: str) -> None:
    clock.set_to(f"{day} 10:00")
    program.context.day.today()


def offered(program: Program, *years: int) -> None:
    """Waits until the cards of Nuova pratica are those of these years, the first one first."""
    program.app.show_new()
    page = program.page()
    assert isinstance(page, NewDossierPage)

    def facts() -> list[str]:
        words = [labels(view) for view in page.grid.views]
        return [each for card in words if "Contributo" in card for each in card if "dizione del" in each]

    program.wait(lambda: facts() == [period(year) for year in years])


def warnings(program: Program) -> list[str]:
    """What the cards warn of."""
    page = program.page()
    assert isinstance(page, NewDossierPage)
    return [each for view in page.grid.views for each in labels(view) if each.startswith("Questa edizione")]


def listed(program: Program) -> dict[int, list[str]]:
    """What Moduli says of each edition of the form, by its year."""
    program.app.run("forms")
    page = program.page()

    def found() -> list[list[str]]:
        words = [labels(each) for each in page.findChildren(FormEntry)]
        return [each for each in words if "Valdoria, contributo" in each]

    program.wait(found)
    return {year: words for words in found() for year in YEARS if any(each.startswith(period(year)) for each in words)}


def models(program: Program) -> dict[str, str]:
    """What the list says of each dossier's form, by its name."""
    program.app.show_dossiers()
    program.wait(lambda: isinstance(program.page(), DossiersPage))
    model = program.page().table.model()
    rows = range(model.rowCount())
    names, forms = ([str(model.index(row, at).data()).partition("\n")[0] for row in rows] for at in (0, 1))
    return dict(zip(names, forms, strict=True))


def opened(program: Program, name: str) -> None:
    """The dossier with that name."""
    (row,) = (each for each in program.drafts.rows() if each.title == name)
    program.app.editor.open(row.id)
    program.wait(lambda: program.app.editor.open_id == row.id)


def problems(program: Program) -> list[tuple[str, str]]:
    return [(each.severity, each.message) for each in program.view.dossier.state.problems]


def answered(program: Program, **answers: str) -> None:
    for id, typed in answers.items():
        program.write(id, typed)
    program.wait_saved()


def exported(program: Program, folder: Path) -> list[str]:
    """The names of what is exported of the open dossier."""
    before = {*folder.rglob("*.pdf")}
    program.context.settings.export_base = str(folder)
    program.app.run("export")
    program.wait(lambda: {*folder.rglob("*.pdf")} - before and not program.app.documents.busy)
    return [each.name for each in {*folder.rglob("*.pdf")} - before]


def passed(program: Program) -> None:
    """Passes to the newest edition as it is offered."""
    program.app.run("passage")
    program.wait(lambda: isinstance(program.page(), PassagePage))
    program.page().go.click()
    program.wait(lambda: program.page() is program.view)


def test_each_winter_the_next_edition_comes_and_every_dossier_stays_usable(
    start: Start, clock: MovableClock, folder: Path
) -> None:
    for year in YEARS:
        program = start()
        earlier = [each for each in YEARS if each < year]
        is_on(program, clock, f"{year - 1}-12-15")
        sent(program, folder, year)
        # Before its first day it stands beside the one in force, and says from when on it may be used.
        offered(program, *earlier[-1:], year)
        assert warnings(program) == [
            f"Questa edizione vale solo dal 01/01/{year}: prima di quel giorno chiedi all’ufficio."
        ]
        is_on(program, clock, f"{year}-02-01")
        offered(program, year)
        assert warnings(program) == []
        entries = listed(program)
        assert {*entries} == {year, *earlier}
        assert "Si può usare" in entries[year]
        for each in earlier:
            assert "Sostituito" in entries[each] and said(each) in entries[each]
            stays = f"edizione del 01/01/{year}. Le pratiche che lo usano restano come sono."
            assert any(words.endswith(stays) for words in entries[each])
        program.app.editor.begin(id_of(year))
        answered(program, nome=f"Officina {year}", giorno=f"01/02/{year}", **{f"nota_{year}": f"Detto nel {year}"})
        assert problems(program) == [] and program.leave()
    # In the fifth year, with a dossier of each edition:
    program = start()
    title = "Valdoria, contributo"
    assert models(program) == {f"Officina {year}": f"{title}, edizione {year}" for year in YEARS}
    for year in YEARS:
        opened(program, f"Officina {year}")
        assert program.draft.form == id_of(year) and problems(program) == []  # its day is one of its edition
        assert program.draft.answers[f"nota_{year}"] == f"Detto nel {year}"


def test_of_another_day_an_edition_warns_and_never_locks(start: Start, clock: MovableClock, folder: Path) -> None:
    program = start()
    sent(program, folder, 2024)
    is_on(program, clock, "2024-02-01")
    program.app.editor.begin(id_of(2024))
    answered(program, nome="Officina", giorno="01/02/2024")
    sent(program, folder, 2025)
    is_on(program, clock, "2028-03-01")
    answered(program, giorno="01/03/2028")
    words = "Questa edizione del modulo vale dal 01/01/2024 al 31/12/2024: chiedi all'ufficio se si può usare"
    ((severity, message),) = problems(program)
    assert severity == "warning" and message.startswith(words)
    assert exported(program, folder / "documenti") == ["Domanda_2028-03-01.pdf"]  # not marked as BOZZA
    program.app.editor.begin(id_of(2024))  # as a duplicate would
    answered(program, nome="Un'altra")
    assert program.stored_draft.answers["nome"] == "Un'altra"


def test_from_edition_to_edition_and_all_the_way_back(start: Start, clock: MovableClock, folder: Path) -> None:
    program = start()
    sent(program, folder, 2024)
    is_on(program, clock, "2024-02-01")
    program.app.editor.begin(id_of(2024))
    answered(program, nome="Officina", giorno="01/02/2024", nota_2024="Detto nel 2024")
    for year in YEARS[1:]:
        sent(program, folder, year)
        is_on(program, clock, f"{year}-02-01")
        passed(program)
        program.notice(f"La pratica usa ora l'edizione del 01/01/{year}.")
        assert program.draft.form == id_of(year)
        answered(program, giorno=f"01/02/{year}", **{f"nota_{year}": f"Detto nel {year}"})
        assert problems(program) == []
    told = {f"nota_{year}": f"Detto nel {year}" for year in YEARS}
    assert program.draft.answers == {"nome": "Officina", "giorno": "2028-02-01", **told}
    id = program.stored.id
    assert program.leave()
    program = start()  # undo goes through all of them after a new start, too
    program.app.editor.open(id)
    program.wait(lambda: program.app.editor.open_id == id)
    seen = [program.draft.form]
    while program.view.dossier.can_undo():
        program.app.run("undo")
        seen += [program.draft.form] if program.draft.form != seen[-1] else []
    assert seen == [id_of(year) for year in reversed(YEARS)]
    while program.view.dossier.can_redo():
        program.app.run("redo")
    program.wait_saved()
    assert program.stored.form == id_of(2028) and program.stored_draft.answers["nota_2026"] == "Detto nel 2026"
