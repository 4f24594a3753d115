"""The names of the files of a sending: what each is and whose, so that an office understands them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_app.engine.evaluation.parties import naming
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document, Signer
from desktop_app.mail.names import LONGEST, ascii_name, ascii_words

TITLE: Final = 28  # characters of what the file is
SHORTEST_PARTY: Final = 8  # characters: less of a name says nothing
_SHORT_WORD: Final = 3  # letters of a word that no name ends with, as an article or a preposition


def file_name(number: int, title: str, parties: Sequence[str], ending: str) -> str:
    """`01_Comunicazione_Alfa_Srl_Beta.pdf.p7m`: its place, what it is, whose it is as far as that fits."""
    stem = f"{number:02}_{_short(title, TITLE)}"
    left = LONGEST - len(ending) - len(stem)
    for place, party in enumerate(parties):
        share = left // (len(parties) - place) - 1
        if share >= SHORTEST_PARTY:
            stem += f"_{_short(party, share)}"
            left = LONGEST - len(ending) - len(stem)
    return f"{stem}{ending}"


def party_names(state: FormState) -> list[str]:
    """The names of the parties that sign documents of this dossier, offices apart; no person who signs for them."""
    found = []
    for prefix in _signing_parties(state):
        party = state.form.parties[prefix]
        value = state.scope.get(party.fields[naming(party.fields)].id)
        if isinstance(value, str) and ascii_words(value):
            found.append(value)
    return list(dict.fromkeys(found))


def signers(document: Document, state: FormState) -> list[Signer]:
    """Those who sign a document of this dossier before it goes: an office signs what it was sent."""
    return [each for each in document.signers if not each.spec.office and state.holds(each.condition)]


def _short(text: str, most: int) -> str:
    """Some words of a text in ASCII, without a last one that only leads to the next."""
    words = ascii_name(text, "", most).split("_")
    whole = ascii_words(text).split("_")
    while 1 < len(words) < len(whole) and len(words[-1]) <= _SHORT_WORD:
        words.pop()
    return "_".join(words)


def _signing_parties(state: FormState) -> list[str]:
    """The prefixes of the parties that a signer's name or code belongs to, in the form's order."""
    fields = {id for document in state.form.documents for each in signers(document, state) for id in _of_signer(each)}
    parties = state.form.parties.items()
    return [prefix for prefix, party in parties if any(field.id in fields for field in party.fields.values())]


def _of_signer(signer: Signer) -> list[str]:
    return [id for id in (signer.spec.name, signer.spec.code) if id]
