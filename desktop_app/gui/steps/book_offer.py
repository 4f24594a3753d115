"""The offer beside a field whose answer differs from its party's record in the address book, and its links."""

from __future__ import annotations

from desktop_app.engine.answers import typed
from desktop_app.engine.evaluation import parties
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.state import Cell
from desktop_app.engine.forms.form import Field, Party
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.feedback.notice import Notice

UPDATE_RECORD, KEEP_HERE, TAKE_ANSWER, PUT_BACK = "book:update", "book:keep", "book:take", "book:back"
LONGEST = 60  # characters of an answer that the offer quotes

PartyField = tuple[Party, str]  # a party, and the name that a field of it has in the party's record


def party_field(session: EditSession, field: Field) -> PartyField | None:
    """The party that a field belongs to, where there are address books, and its name in the record."""
    return parties.party_of(session.dossier.form, field.id) if session.books and field.group is None else None


def offer_for(
    session: EditSession, found: PartyField | None, field: Field, place: FieldRef, cell: Cell
) -> Notice | None:
    """The offer, None where there is none: nothing differs, the user is typing there, or the answer is wrong."""
    if found is None or session.typing_place == place:
        return None
    if session.updated is not None and session.updated.place == place:
        return Notice("ok", "Anagrafica aggiornata.", "Le altre pratiche restano come sono.", ((PUT_BACK, "Annulla"),))
    party, name = found
    if cell.wrong is not None or not parties.differs(session.state, party, name):
        return None
    has = session.state.book[field.id]
    if session.books is not None and session.books.is_of_association(
        session.dossier.draft.parties[party.prefix].record
    ):
        return _offer_of_association(field, has)
    links = ((UPDATE_RECORD, "Aggiorna l’anagrafica"), (KEEP_HERE, "Tieni solo qui"))
    if has in (None, ""):
        return Notice("note", "In Anagrafiche questo dato non c’è.", "", links, "contact")
    return Notice("note", f"In Anagrafiche c’è «{_as_words(field, has)}».", "",
                  (*links, (TAKE_ANSWER, "Riprendi quello")), "contact")  # fmt: skip


def _offer_of_association(field: Field, has: object) -> Notice | None:
    """An association's record is never changed here; what it lacks the user may write without an offer."""
    if has in (None, ""):
        return None
    links = ((KEEP_HERE, "Tieni solo qui"), (TAKE_ANSWER, "Riprendi quello"))
    return Notice("note", f"La tua associazione ha «{_as_words(field, has)}».", "", links, "contact")


def _as_words(field: Field, raw: object) -> str:
    if field.spec.options is not None:
        return field.spec.options.get(str(raw), str(raw))
    if isinstance(raw, bool):
        return "sì" if raw else "no"
    words = str(typed.editable(field.spec, raw))
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def follow(session: EditSession, place: FieldRef, link: str) -> None:
    """Does what a link of the offer says."""
    if link == UPDATE_RECORD:
        session.update_book(place)
    elif link == PUT_BACK:
        session.put_book_back()
    else:
        do = session.dossier.keep_here if link == KEEP_HERE else session.dossier.take_answer
        session.change(lambda: do(place.field))
        session.leave(place)
