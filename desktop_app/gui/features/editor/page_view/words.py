"""What the page view says of the answer in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.forms.form import Form

NOTHING_IN_HAND: Final = "Fai clic su un dato della pagina per andare alla sua domanda."


def name_of(form: Form, place: FieldRef) -> str:
    """The words of a question, or of a column of a line."""
    field = form.fields[place.field]
    return field.columns[place.column].spec.label if place.column else field.spec.label


def is_printed(form: Form, place: FieldRef) -> bool:
    """Whether the form prints it in some document."""
    field = form.fields[place.field]
    return field.columns[place.column].spec.printed if place.column else field.spec.printed


def whole_name_of(form: Form, place: FieldRef) -> str:
    """The same with the part of the step that it belongs to: several parties have a name."""
    part = form.fields[place.field].spec.label if place.column else form.parts.get(place.field, "")
    return f"{part} – {name_of(form, place)}" if part else name_of(form, place)


def told(name: str, pages: Sequence[int], *, is_chosen: bool = False, is_ever: bool = True) -> str:
    """Which answer is framed, on which pages (from 0); `is_chosen`: the user looks at a document of their choice.

    One that is on none may be printed with other answers, where the form prints it at all (`is_ever`).
    """
    if not name:
        return NOTHING_IN_HAND
    if pages:
        *most, last = [str(page + 1) for page in pages]
        where = f"alle pagine {', '.join(most)} e {last}" if most else f"a pagina {last}"
        return f"Segnato {where}: {name}"
    if is_chosen:
        return f"«{name}» non si stampa in questo documento."
    if is_ever:
        return f"Per ora «{name}» non si stampa: compare nei documenti quando serve."
    return f"«{name}» non si stampa in nessun documento: serve alla pratica."
