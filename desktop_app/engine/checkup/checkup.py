"""The check-up of a loaded form: its cases must hold, and its blank documents have the official wording."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.engine.faults import FormFault
from desktop_app.engine.forms.form import Form

ANY_DAY = dt.date(2024, 1, 1)  # blank documents do not depend on it


def check_up(form: Form, folder: Path) -> Iterator[str]:
    """One sentence for each fault of a case or of a document."""
    yield from _cases(form, folder)
    yield from wording(form)


def _cases(form: Form, folder: Path) -> Iterator[str]:
    try:
        names = cases.names(folder)
    except FormFault as fault:
        yield from fault.sentences
        return
    if cases.EXAMPLE not in names:
        yield f"cases/{cases.EXAMPLE}.toml: manca: è la pratica completa che serve d'esempio."
    for name in names:
        try:
            yield from (f"cases/{name}.toml: {sentence}" for sentence in cases.run(form, folder, name))
        except FormFault as fault:
            yield from fault.sentences


def wording(form: Form) -> Iterator[str]:
    """One sentence for each document whose blank form differs from its official wording."""
    blank = evaluate(form, Draft(form.id), ANY_DAY)
    for document in form.documents:
        if document.verbatim is None:
            continue
        printed, official = _lines(plain_text(render(document, blank).blocks)), _lines(document.verbatim)
        for number, (ours, theirs) in enumerate(zip_longest(printed, official, fillvalue=""), 1):
            if ours != theirs:
                yield (
                    f"{document.spec.text}: alla riga {number} in bianco stampa «{ours[:80]}», "
                    f"ma {document.spec.verbatim} dice «{theirs[:80]}»."
                )
                break


def _lines(text: str) -> list[str]:
    """The lines with words, in a form that ignores spaces, the lengths of blanks and the marks of lists."""
    lines = (re.sub(r"^\s*[-•☐☒]\s+", "", line) for line in text.splitlines())
    lines = (re.sub(r"_+", "_", line) for line in lines)
    return [words for line in lines if (words := " ".join(line.split()))]
