"""The offer beside an empty field of what its form says may be written there, with one press."""

from __future__ import annotations

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.offers import offered
from desktop_app.engine.forms.form import Field
from desktop_app.engine.italian import formatting
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.feedback.notice import Notice

TAKE = "offer:take"


def offer_for(session: EditSession, field: Field, place: FieldRef) -> Notice | None:
    """The offer, None where there is none, or the user is typing there."""
    if field.offer is None or session.typing_place == place:
        return None
    found = offered(session.state, field, place.line)
    if not found:
        return None
    specs = {id: _beside(session, place, id).spec for id in found}
    shown = ", ".join(formatting.value(specs[id], value) for id, value in found.items())
    unit = formatting.unit_after(shown, field.spec.unit) if field.spec.unit else ""
    words = " ".join(part for part in (shown, unit) if part)
    return Notice("note", f"Forse {words}?", "", ((TAKE, field.spec.offer_words or f"Scrivi «{shown}»"),), "pen-line")


def follow(session: EditSession, place: FieldRef, _link: str = TAKE) -> None:
    """Writes what is offered."""
    filled = offered(session.state, _beside(session, place, place.column or place.field), place.line)
    session.change(lambda: session.dossier.take_offer(place))
    for id in filled:
        session.leave(FieldRef(place.field, id, place.line) if place.column else FieldRef(id))


def _beside(session: EditSession, place: FieldRef, id: str) -> Field:
    """The field of that id among those of a place: of the form, or of its line."""
    fields = session.dossier.form.fields
    return fields[place.field].columns[id] if place.column else fields[id]
