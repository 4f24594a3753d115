"""What is offered beside a field whose answer is not the one of its party's record, and what its links do."""

from __future__ import annotations

from desktop_app.engine.answers import typed
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.form import Field, Party
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.feedback.notice import Notice

UPDATE, KEEP, TAKE, BACK = "book:update", "book:keep", "book:take", "book:back"
LONGEST = 60


Whose = tuple[Party, str] | None


def whose(session: EditSession, field: Field) -> Whose:
    """The party that a field belongs to where there are address books, and its name in the record."""
    return parties.party_of(session.dossier.form, field.id) if session.books and field.group is None else None


def offer(session: EditSession, found: Whose, field: Field, place: FieldRef, cell: Cell) -> Notice | None:
    """Nothing while the field is being typed in, or while its answer is wrong."""
    if found is None or session.typing_place == place:
        return None
    if session.updated is not None and session.updated.place == place:
        return Notice("ok", "Anagrafica aggiornata.", "Le altre pratiche restano come sono.", ((BACK, "Annulla"),))
    party, name = found
    if cell.wrong is not None or not parties.differs(session.state, party, name):
        return None
    has = session.state.book[field.id]
    if session.books is not None and session.books.is_theirs(session.dossier.draft.parties[party.prefix].record):
        return _theirs(field, has)
    links = ((UPDATE, "Aggiorna l’anagrafica"), (KEEP, "Tieni solo qui"))
    if has in (None, ""):
        return Notice("note", "In Anagrafiche questo dato non c’è.", "", links, "contact")
    return Notice("note", f"In Anagrafiche c’è «{_shown(field, has)}».", "",
                  (*links, (TAKE, "Riprendi quello")), "contact")  # fmt: skip


def _theirs(field: Field, has: object) -> Notice | None:
    """A record that is not changed here; what it does not have is the user's to add."""
    if has in (None, ""):
        return None
    links = ((KEEP, "Tieni solo qui"), (TAKE, "Riprendi quello"))
    return Notice("note", f"La tua associazione ha «{_shown(field, has)}».", "", links, "contact")


def _shown(field: Field, raw: object) -> str:
    if field.spec.options is not None:
        return field.spec.options.get(str(raw), str(raw))
    if isinstance(raw, bool):
        return "sì" if raw else "no"
    words = str(typed.editable(field.spec, raw))
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def follow(session: EditSession, place: FieldRef, link: str) -> None:
    """What a link of the offer does."""
    if link == UPDATE:
        session.update_book(place)
    elif link == BACK:
        session.put_book_back()
    else:
        do = session.dossier.keep_here if link == KEEP else session.dossier.take_answer
        session.change(lambda: do(place.field))
        session.leave(place)
