"""`commessa --selfcheck`: the program tries its own parts on the first form's example, in a folder made for it.

For whoever installs or packages it: one line for each check, with its time; where a part lacks, a sentence says which.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop_app.system.clock import today
from desktop_app.system.paths import forms_folder, resources_folder

if TYPE_CHECKING:  # each check imports what it tries
    from desktop_app.engine.forms.form import Form
    from desktop_app.gui.app.trial import WindowTrial
    from desktop_app.session.dossier import Dossier

WELL, UNWELL = 0, 1
SECONDS = 30  # that anything may take before it counts as failed
SKIPPED = "Non si può provare, perché una prova precedente non è riuscita."


class Unwell(Exception):
    """A check found something wrong; its text is a sentence."""


@dataclass
class Trial:
    """What the checks work on: where forms and scratch files lie, and what earlier checks have made."""

    folder: Path
    forms_folders: Sequence[Path]
    forms: list[Form] = field(default_factory=list)
    dossier: Dossier | None = None
    window: WindowTrial | None = None

    def example(self) -> Dossier:
        """The first form's example, evaluated."""
        if self.dossier is None:
            raise Unwell(SKIPPED)
        return self.dossier

    def at_window(self) -> WindowTrial:
        """The program with its window, made when it is first needed."""
        if self.window is None:
            from desktop_app.gui.app.trial import WindowTrial

            self.window = WindowTrial(self.folder / "finestra", self.forms_folders[1:], SECONDS)
        return self.window


# --- the checks: each gives a few words on what it has seen -------------------------------------------------


def _parts(_: Trial) -> str:
    """Every module, with the libraries it needs: what a trimmed package lacks shows here."""
    import desktop_app

    found = pkgutil.walk_packages(desktop_app.__path__, "desktop_app.")
    names = [each.name for each in found if not each.name.endswith(".__main__")]
    for name in names:
        importlib.import_module(name)
    return f"parti del programma: {len(names)}"


def _forms(trial: Trial) -> str:
    from desktop_app.library import Library

    library = Library(trial.forms_folders)
    faults = [sentence for each in library.read() for sentence in each.faults]
    trial.forms = list(library.forms())
    if faults or not trial.forms:
        raise Unwell(" ".join(faults) or "Non c'è nessun modulo.")
    return f"moduli: {len(trial.forms)}"


def _guide(trial: Trial) -> str:
    """Every page as the window shows it: the program's own, and those of each form."""
    from desktop_app.gui.features.guide.pages import contents

    if not any((resources_folder() / "guide").glob("*.md")):
        raise Unwell("Mancano le pagine della guida: reinstalla Commessa.")
    entries = [each for form in (None, *trial.forms) for each in contents(form, lambda: trial.forms)]
    empty = [entry.title for entry in entries if not entry.make().title]
    if empty:
        raise Unwell(f"Pagine della guida senza titolo: {', '.join(empty)}.")
    return f"pagine della guida: {len({(each.group, each.key, each.title) for each in entries})}"


def _example(trial: Trial) -> str:
    from desktop_app.library import Library
    from desktop_app.session.dossier import Dossier

    library, day = Library(trial.forms_folders), today()
    made = [Dossier(form, library.example(form.id), day) for form in trial.forms]
    wrong = [each.form.id for each in made if not each.state.complete]
    if wrong or not made:
        raise Unwell(f"L'esempio non torna: {', '.join(wrong)}." if wrong else SKIPPED)
    trial.dossier = made[0]
    return f"esempi calcolati: {len(made)}"


def _draft(trial: Trial) -> str:
    """Stored in one session, read in the next."""
    from desktop_app.drafts.store import Drafts
    from desktop_app.engine.answers.draft import parse

    dossier = trial.example()
    folder = trial.folder / "archivio"
    folder.mkdir()
    first = Drafts(folder)
    first.open()
    id = first.create(dossier.draft.to_json(), dossier.form.id, dossier.state.title)
    stored = first.close(SECONDS)
    second = Drafts(folder)
    second.open()
    content = second.read(id).content
    second.close(SECONDS)
    if not stored or parse(content.encode()) != dossier.draft:
        raise Unwell("La pratica riaperta non è quella salvata.")
    return "pratica salvata e riaperta"


def _newer(trial: Trial) -> str:
    """Dossiers of a later version are refused, in a sentence, and stay as they are."""
    from desktop_app.drafts import file
    from desktop_app.drafts.store import Drafts, StoreFault

    trial.example()
    path = trial.folder / "archivio" / file.NAME
    with closing(file.connect(path, "rw")) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
    before = path.read_bytes()
    try:
        Drafts(path.parent).open()
    except StoreFault as fault:
        if path.read_bytes() == before:
            return f"pratiche di una versione più nuova: «{fault.cause}»"
        raise Unwell("Le pratiche di una versione più nuova non sono rimaste com'erano.") from None
    raise Unwell("Le pratiche di una versione più nuova si aprono come le altre.")


def _documents(trial: Trial) -> str:
    dossier = trial.example()
    paths = list(dossier.documents.export(dossier.documents.choose([]), trial.folder / "documenti"))
    if not all(path.read_bytes().startswith(b"%PDF-") for path in paths):
        raise Unwell("Un documento scritto non è un PDF.")
    return f"documenti PDF: {len(paths)}"


def _fonts(trial: Trial) -> str:
    return trial.at_window().look_at_fonts()


def _italian(trial: Trial) -> str:
    return trial.at_window().read_a_button()


def _window(trial: Trial) -> str:
    form = trial.example().form
    return f"finestra: {form.spec.title} · {trial.at_window().open(form.id)}"


def _preview(trial: Trial) -> str:
    trial.example()
    return trial.at_window().preview()


CHECKS: tuple[Callable[[Trial], str], ...] = (
    _parts,
    _forms,
    _guide,
    _example,
    _draft,
    _newer,
    _documents,
    _fonts,
    _italian,
    _window,
    _preview,
)


# --- running them --------------------------------------------------------------------------------------------


def main(forms: Sequence[Path] = ()) -> int:
    """Runs every check and prints how it went; 0 when all is well, else 1. Nothing of the user's is touched."""
    failed = 0
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    with _own_folder() as folder, _caught() as caught:
        trial = Trial(folder, [forms_folder(), *forms])
        for check in CHECKS:
            started = time.perf_counter()
            well, words = _run(check, trial, caught)
            failed += not well
            _say(f"{'bene ' if well else 'ERRORE'} {time.perf_counter() - started:6.2f} s  {words}")
        if trial.window is not None:
            trial.window.close()
    _say("Tutto funziona." if not failed else f"Prove non riuscite: {failed} di {len(CHECKS)}.")
    return UNWELL if failed else WELL


def _run(check: Callable[[Trial], str], trial: Trial, caught: list[BaseException]) -> tuple[bool, str]:
    """Whether a check went well, and its words or the sentence of its fault."""
    caught.clear()
    try:
        words = check(trial)
    except Exception as error:  # what was caught before it is the cause
        return False, _sentence(caught[0] if caught else error)
    return (False, _sentence(caught[0])) if caught else (True, words)


def _sentence(error: BaseException) -> str:
    """A fault of ours is a sentence already; of another one its kind and its place, never a traceback."""
    if type(error).__module__.startswith("desktop_app."):
        return " ".join(str(error).splitlines())
    if isinstance(error, ImportError):
        return f"Non si carica «{error.name}»: reinstalla Commessa."
    if isinstance(error, OSError):
        return f"Un file non si apre o non si scrive: {error.filename} (codice {error.errno})."
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}, riga {trace.tb_lineno}" if trace else "luogo ignoto"
    return f"Guasto imprevisto: {type(error).__name__} in {where}. Segnalalo a chi ti ha dato Commessa."


@contextmanager
def _own_folder() -> Iterator[Path]:
    """A folder for drafts, settings and documents, in place of the user's; gone at the end."""
    before = os.environ.get("COMMESSA_DATA")
    with tempfile.TemporaryDirectory(prefix="commessa-prova-", ignore_cleanup_errors=True) as folder:
        os.environ["COMMESSA_DATA"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("COMMESSA_DATA")
            if before is not None:
                os.environ["COMMESSA_DATA"] = before


@contextmanager
def _caught() -> Iterator[list[BaseException]]:
    """What nobody catches, in the window's thread or in others: it fails the check during which it came."""
    caught: list[BaseException] = []

    def hook(_: type[BaseException], value: BaseException, __: TracebackType | None) -> None:
        caught.append(value)

    before = sys.excepthook, threading.excepthook
    sys.excepthook = hook
    threading.excepthook = lambda fault: caught.append(fault.exc_value or RuntimeError())
    try:
        yield caught
    finally:
        sys.excepthook, threading.excepthook = before


def _say(line: str) -> None:
    if sys.stdout is not None:  # a window program on Windows has none
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
