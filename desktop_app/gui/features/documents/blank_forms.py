"""Official documents to be filled in by pen, written by the worker into a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop_app.gui.services.export_folder import blank_folder, chosen_base
from desktop_app.gui.services.worker import Progress, Steps, Task
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.wording.document_words import BLANKS_ABOUT
from desktop_app.session.blank_forms import BlankForms, long_name

READY = "Modulo in bianco pronto."
SEVERAL_READY = "Moduli in bianco pronti: {}."

Kind = Literal["note", "ok"]


@dataclass(frozen=True, slots=True)
class WrittenBlanks:
    """How many blank forms were written of how many, and where."""

    folder: Path
    count: int
    asked: int


def words_of(written: WrittenBlanks) -> tuple[Kind, str, str]:
    """What is said of them: how it went, in a few words, and where they are."""
    if written.count < written.asked:
        return "note", f"Fermato: moduli scritti {written.count} su {written.asked}.", str(written.folder)
    fact = READY if written.count == 1 else SEVERAL_READY.format(written.count)
    return "ok", fact, f"{written.folder}. {BLANKS_ABOUT}"


def blanks_task(context: AppContext, form: str) -> Task:
    """The blank forms of a form, written where exports go."""
    library, today = context.catalog.library, context.day.today()
    base = chosen_base(context.settings)
    return Task(context.worker, write_blanks(lambda: BlankForms(library.load(form), today), base, form))


def write_blanks(make: Callable[[], BlankForms], base: Path, form_id: str) -> Steps[WrittenBlanks]:
    """Writes the blank forms of a form, one a turn."""
    blanks = make()
    folder, documents = blank_folder(base, form_id), blanks.choose()
    for number, document in enumerate(documents):
        if (yield Progress(f"Preparo {document.spec.title}", number, len(documents))):
            return WrittenBlanks(folder, number, len(documents))
        list(blanks.export([document], folder, long_name))
    return WrittenBlanks(folder, len(documents), len(documents))
