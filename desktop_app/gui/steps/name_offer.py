"""The offer beside a text with stray spaces, or a name in small letters or in capitals only, to write it as usual."""

from __future__ import annotations

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.parties import naming
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.form import Field, Form
from desktop_app.engine.italian.tidy_names import one_space, tidied
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.feedback.notice import Notice
from desktop_app.gui.wording.problem_words import WRITE

KEEP = "name:keep"


def offer_for(session: EditSession, field: Field, place: FieldRef, cell: Cell) -> Notice | None:
    """The offer, None where there is none: nothing to say, the user is typing there, or wants it so."""
    text = cell.raw
    if field.spec.type != "text" or cell.origin != "typed" or cell.wrong is not None or not isinstance(text, str):
        return None
    if session.typing_place == place or (place, text) in session.kept_names:
        return None
    better = _better(session.dossier.form, field, text)
    if better == text:
        return None
    fact = "Ci sono spazi in più." if better == one_space(text) else f"Di solito si scrive «{better}»."
    return Notice("note", fact, "", ((WRITE + better, f"Scrivi «{better}»"), (KEEP, "Va bene così")), "pen-line")


def _better(form: Form, field: Field, text: str) -> str:
    if any(signer.spec.name == field.id for document in form.documents for signer in document.signers):
        return tidied(text, person=True)
    if any(party.fields[naming(party.fields)] is field for party in form.parties.values()):
        return tidied(text, person=False)
    return one_space(text)
