"""`commessa --selfcheck`: the program tests its own parts on the first form's example, in a temporary folder.

For those who install or package it: prints one line per check with its time, and a sentence where a part is missing.
"""

from __future__ import annotations

import datetime as dt
import importlib
import os
import pkgutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop_app.system.clock import today
from desktop_app.system.files import read_resource
from desktop_app.system.paths import forms_folder, resources_folder

if TYPE_CHECKING:  # each check imports what it tests, so that a missing part fails that check only
    from desktop_app.engine.forms.form import Form
    from desktop_app.gui.app.trial import WindowTrial
    from desktop_app.session.dossier import Dossier

EXIT_OK, EXIT_FAILED = 0, 1
TIMEOUT_SECONDS = 30  # for each wait
SKIPPED = "Non si può provare, perché una prova precedente non è riuscita."


class CheckFailed(Exception):
    """A check failed; its text is a sentence."""


@dataclass
class SelfCheck:
    """What the checks share: the temporary folder, the forms, and what earlier checks made."""

    folder: Path
    forms_folders: Sequence[Path]
    forms: list[Form] = field(default_factory=list)
    dossier: Dossier | None = None
    window: WindowTrial | None = None

    def example(self) -> Dossier:
        """The first form's example, evaluated. Raises CheckFailed if an earlier check could not make it."""
        if self.dossier is None:
            raise CheckFailed(SKIPPED)
        return self.dossier

    def window_trial(self) -> WindowTrial:
        """The program with its window, started when a check first needs it."""
        if self.window is None:
            from desktop_app.gui.app.trial import WindowTrial

            self.window = WindowTrial(self.folder / "finestra", self.forms_folders[1:], TIMEOUT_SECONDS)
        return self.window


# --- the checks: each returns a few words on what it found ---------------------------------------------------


def _parts(_: SelfCheck) -> str:
    """Imports every module with its libraries: finds what is missing in a package."""
    import desktop_app

    found = pkgutil.walk_packages(desktop_app.__path__, "desktop_app.")
    names = [each.name for each in found if not each.name.endswith(".__main__")]
    for name in names:
        importlib.import_module(name)
    return f"parti del programma: {len(names)}"


def _forms(trial: SelfCheck) -> str:
    from desktop_app.library import Library

    library = Library(trial.forms_folders)
    faults = [sentence for each in library.read() for sentence in each.faults]
    trial.forms = list(library.forms())
    if faults or not trial.forms:
        raise CheckFailed(" ".join(faults) or "Non c'è nessun modulo.")
    return f"moduli: {len(trial.forms)}"


def _guide(trial: SelfCheck) -> str:
    """Makes every page of the guide: the program's own, and those of each form."""
    from desktop_app.gui.features.guide.pages import contents
    from desktop_app.system.clock import today

    if not any((resources_folder() / "guide").glob("*.md")):
        raise CheckFailed("Mancano le pagine della guida: reinstalla Commessa.")
    entries = [each for form in (None, *trial.forms) for each in contents(form, lambda: trial.forms, today)]
    empty = [entry.title for entry in entries if not entry.make().title]
    if empty:
        raise CheckFailed(f"Pagine della guida senza titolo: {', '.join(empty)}.")
    return f"pagine della guida: {len({(each.group, each.key, each.title) for each in entries})}"


def _example(trial: SelfCheck) -> str:
    from desktop_app.library import Library
    from desktop_app.session.dossier import Dossier

    library, day = Library(trial.forms_folders), today()
    made = [Dossier(form, library.example(form.id), day) for form in trial.forms]
    wrong = [each.form.id for each in made if not each.state.complete]
    if wrong or not made:
        raise CheckFailed(f"L'esempio non torna: {', '.join(wrong)}." if wrong else SKIPPED)
    trial.dossier = made[0]
    return f"esempi calcolati: {len(made)}"


def _draft(trial: SelfCheck) -> str:
    """Stores a draft, then opens the database again and reads it."""
    from desktop_app.drafts.store import Drafts
    from desktop_app.engine.answers.draft import parse_stored

    dossier = trial.example()
    folder = trial.folder / "archivio"
    folder.mkdir()
    first = Drafts(folder)
    first.open()
    id = first.create(dossier.draft.to_json(), dossier.form.id, dossier.state.title)
    stored = first.close(TIMEOUT_SECONDS)
    second = Drafts(folder)
    second.open()
    content = second.read(id).content
    second.close(TIMEOUT_SECONDS)
    if not stored or parse_stored(content) != dossier.draft:
        raise CheckFailed("La pratica riaperta non è quella salvata.")
    return "pratica salvata e riaperta"


def _newer(trial: SelfCheck) -> str:
    """A database of a newer version is refused with a sentence and not changed."""
    from desktop_app.drafts import file
    from desktop_app.drafts.store import Drafts, StoreFault

    trial.example()
    path = trial.folder / "archivio" / file.NAME
    with closing(file.connect(path, "rw")) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA + 1}")
    before = read_resource(path)
    try:
        Drafts(path.parent).open()
    except StoreFault as fault:
        if read_resource(path) == before:
            return f"pratiche di una versione più nuova: «{fault.cause}»"
        raise CheckFailed("Le pratiche di una versione più nuova non sono rimaste com'erano.") from None
    raise CheckFailed("Le pratiche di una versione più nuova si aprono come le altre.")


def _documents(trial: SelfCheck) -> str:
    dossier = trial.example()
    paths = list(dossier.documents.export(dossier.documents.choose([]), trial.folder / "documenti"))
    if not all(read_resource(path).startswith(b"%PDF-") for path in paths):
        raise CheckFailed("Un documento scritto non è un PDF.")
    return f"documenti PDF: {len(paths)}"


def _signatures(_: SelfCheck) -> str:
    """Checks a signature made now, and the same over a content that was changed."""
    from desktop_app.seals.envelope import open_envelopes
    from desktop_app.seals.sample import signed

    made = signed(b"documento di prova")
    whole, changed = open_envelopes(made), open_envelopes(made.replace(b"documento", b"Documento"))
    if whole.content != b"documento di prova" or [each.intact for each in whole.signatures] != [True]:
        raise CheckFailed("Una firma buona non è riconosciuta.")
    if any(each.intact for each in changed.signatures):
        raise CheckFailed("Una firma su un contenuto cambiato passa per buona.")
    return "firme: una buona, una no"


def _receipts(_: SelfCheck) -> str:
    """Reads a receipt with its provider's signature, and asks for what Outlook's files are read with."""
    from desktop_app.mail import outlook, sample
    from desktop_app.mail.faults import NotMail
    from desktop_app.mail.receipt import read

    found = read(sample.receipt())
    if found.kind != "avvenuta-consegna" or not found.signed or found.time is None or found.code != "C1-AAAA":
        raise CheckFailed(f"Una ricevuta PEC non si legge come dovrebbe. {found.why}")
    with suppress(NotMail):  # it is no message
        outlook.to_message(outlook.MAGIC)
    return "ricevute PEC: letta, con la firma del gestore"


def _other_files(_: SelfCheck) -> str:
    """Reads logos and writes a calendar: what only some dossiers and associations have."""
    from desktop_app.calendar_file import CalendarEntry, to_icalendar
    from desktop_app.pdf.logo import read_logo, sample

    for kind in ("PNG", "JPEG"):
        if read_logo(sample(kind)).width != 4:
            raise CheckFailed(f"Un logo {kind} non si legge come dovrebbe.")
    entry = CalendarEntry("a", "b", None, "", "Prova", today(), "", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    if b"SUMMARY:Prova" not in to_icalendar([entry], today()):
        raise CheckFailed("Un calendario non si scrive come dovrebbe.")
    return "loghi e calendario"


def _fonts(trial: SelfCheck) -> str:
    return trial.window_trial().check_fonts()


def _italian(trial: SelfCheck) -> str:
    return trial.window_trial().check_words_of_qt()


def _window(trial: SelfCheck) -> str:
    form = trial.example().form
    return f"finestra: {form.spec.title} · {trial.window_trial().open(form.id)}"


def _preview(trial: SelfCheck) -> str:
    trial.example()
    return trial.window_trial().preview()


CHECKS: tuple[Callable[[SelfCheck], str], ...] = (
    _parts,
    _forms,
    _guide,
    _example,
    _draft,
    _newer,
    _documents,
    _signatures,
    _receipts,
    _other_files,
    _fonts,
    _italian,
    _window,
    _preview,
)


# --- running them --------------------------------------------------------------------------------------------


def main(forms: Sequence[Path] = ()) -> int:
    """Runs every check and prints its result; returns the exit code. Does not touch the user's data."""
    failed = 0
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    with _own_folder() as folder, _caught() as caught:
        trial = SelfCheck(folder, [forms_folder(), *forms])
        for check in CHECKS:
            started = time.perf_counter()
            well, words = _run(check, trial, caught)
            failed += not well
            _say(f"{'bene ' if well else 'ERRORE'} {time.perf_counter() - started:6.2f} s  {words}")
        if trial.window is not None:
            trial.window.close()
    _say("Tutto funziona." if not failed else f"Prove non riuscite: {failed} di {len(CHECKS)}.")
    return EXIT_FAILED if failed else EXIT_OK


def _run(check: Callable[[SelfCheck], str], trial: SelfCheck, caught: list[BaseException]) -> tuple[bool, str]:
    """Whether a check passed, and its words or the sentence of its fault."""
    caught.clear()
    try:
        words = check(trial)
    except Exception as error:  # an uncaught exception before it is the cause
        return False, _sentence(caught[0] if caught else error)
    return (False, _sentence(caught[0])) if caught else (True, words)


def _sentence(error: BaseException) -> str:
    """A sentence for an exception: our own have one; of others the class and the line, never a traceback."""
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
    """A temporary data folder in place of the user's, deleted at the end."""
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
    """Collects uncaught exceptions of all threads: they fail the check during which they occur."""
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
    if sys.stdout is not None:  # a windowed program has none on Windows
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
