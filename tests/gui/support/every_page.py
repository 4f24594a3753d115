"""Every page of the program, one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from desktop_app.drafts.damage.keeper import Repaired
from desktop_app.drafts.damage.words import notice
from desktop_app.drafts.models import SalvageReport, SavedDossier
from desktop_app.gui.features.recovery import words
from desktop_app.gui.features.recovery.trouble import lost
from desktop_app.gui.features.signing.page import SigningPage
from desktop_app.gui.features.versions.page import VersionsPage
from desktop_app.gui.steps.lines import LinesSection
from desktop_app.gui.widgets.controls.filter_button import FilterButton
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.wording.step_words import SIGNING
from tests.gui.support.program import FORM, Program, Start, labels, settle


def pages(program: Program) -> Iterator[str]:
    """Brings up one page after the other, and names it."""
    yield "prima volta"
    program.app.editor.begin(FORM)
    for step in program.view.ids:
        go_to_whole(program, step)
        yield f"vuota, {step}"
    check_whole(program)
    yield "vuota, controllata"
    program.app.editor.begin_example(FORM)
    for step in program.view.ids:
        go_to_whole(program, step)
        yield f"esempio, {step}"
        for part in program.view.parts().values():
            if isinstance(part, LinesSection) and part.list.ids:
                part.open_line(part.list.ids[0])
                yield f"esempio, {step}, riga di {part.group.id}"
    yield from signing_pages(program)
    yield from covering_pages(program)
    program.app.run("deadlines")
    yield "scadenze"
    program.context.store.tell("prova", "ok", "Esportate 4 scadenze.", text="In una cartella.")
    yield "scadenze con un avviso"
    program.window.tell("prova", None)
    program.app.run("about")
    yield "informazioni"
    program.app.run("options")
    yield "opzioni"
    yield from book_pages(program)
    program.drafts.daily_backup(dt.date(2026, 11, 24))
    program.drafts.path.with_name("pratiche.db.danneggiato-20261124").write_bytes(b"x")
    program.app.run("backup")
    program.wait(lambda: "File messi da parte" in labels(program.page()))
    yield "copie"
    program.app.damage.show(rebuilt())
    yield "che cosa è tornato"
    yield from recovery_pages(program)
    program.app.show_dossiers()
    yield "elenco"
    program.page().show_bin_view(True)
    yield "cestino"
    program.page().show_bin_view(False)
    program.app.show_new()
    yield "nuova pratica"
    program.context.store.tell(
        "prova", "error", "Un fatto lungo quanto basta.", (("retry", "Riprova"),), text="E che cosa fare."
    )
    yield "nuova pratica con un avviso"


def check_whole(program: Program) -> None:
    """Controlla, and where that leads, once all of it is made."""
    program.view.check_all()
    program.wait_whole()


def go_to_whole(program: Program, step: str) -> None:
    """A step, once all its parts are made: that happens in turns."""
    program.view.go_to(step)
    program.view.parts()
    for _ in range(4):
        settle()


def covering_pages(program: Program) -> Iterator[str]:
    """The documents before they are printed, and the versions of the dossier."""
    program.keys("Ctrl+Shift+P")
    program.wait(lambda: program.preview().pdf is not None)
    yield "anteprima"
    program.preview().closed.emit()
    program.app.run("versions")
    program.wait(lambda: isinstance(program.page(), VersionsPage) and program.page().list.rows())
    yield "versioni"


def signing_pages(program: Program) -> Iterator[str]:
    """Firma e invio once the documents are exported: its cards, the form for a pen, a file that is refused."""
    program.context.settings.export_base = str(program.folder / "esportati")
    program.app.signing.show()
    program.app.documents.export()
    page = program.view.closing_page(SIGNING)
    assert isinstance(page, SigningPage)
    program.wait(lambda: not program.app.documents.busy and page.sendings.cards)
    program.window.tell("output", None)
    yield "firma e invio"
    page.how.set_open(True)
    program.app.signing.do("pen", next(iter(page.rows)))
    refused = program.folder / "lettera.txt"
    refused.write_bytes(b"Ciao")
    program.app.take_files([refused])
    program.wait(lambda: page.arrivals.entries)
    for fold in page.findChildren(Fold):
        fold.set_open(True)
    yield "firma e invio, tutto aperto"
    program.context.settings.export_base = ""


def rebuilt() -> Repaired:
    """A file of which something of each kind came back."""
    when = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)
    dossiers = [
        SavedDossier("a", "Rossi Srl, Jesi", "file", when),
        SavedDossier("b", "Bianchi Società cooperativa sociale a responsabilità limitata", "copy", when, when),
        SavedDossier("c", "Verdi Snc, Fano", "history", when),
        SavedDossier("d", "Neri Srl, Urbino", "unchecked", when),
        SavedDossier("e", "Gialli Srl, Pesaro", "lost"),
    ]
    report, aside = SalvageReport(tuple(dossiers), 3, 1), Path("cartella") / "pratiche.db.danneggiato-20261124"
    return Repaired(notice(report, aside), report, aside)


def recovery_pages(program: Program) -> Iterator[str]:
    """What keeps the dossiers away, with most of the ways on, and the question of one of them."""
    for trouble in (words.open_elsewhere("pc-ufficio", "commessa", 4321), words.unexpected(), lost(has_traces=True)):
        program.app.recovery.show(trouble)
        program.wait(lambda: program.page().looked)
        yield f"non si aprono, {trouble.ways[0]}"
    program.app.recovery.show(words.open_elsewhere("pc-ufficio"))
    program.page().buttons["take_over"].click()
    yield "non si aprono, una domanda"
    program.app.recovery.leave()


def book_pages(program: Program) -> Iterator[str]:
    """The address books, and one record."""
    program.app.run("address_books")
    book = program.page()
    program.wait(lambda: book.findChildren(FilterButton))
    yield "anagrafiche vuote"
    book.open("")
    program.type("Ditta di prova dal nome molto lungo, società cooperativa\t")
    yield "una scheda"
    book.record.back.click()
    yield "anagrafiche"
    book.delete(book.list.current_id())
    yield "anagrafiche, una scheda eliminata"
    book.closed.emit()


def resized(start: Start, width: int, height: int, factor: float) -> Program:
    program = start()
    program.window.resize(width, height)
    program.app.appearance.resize_text(factor)
    settle()
    assert (program.window.width(), program.window.height()) == (width, height)
    return program
