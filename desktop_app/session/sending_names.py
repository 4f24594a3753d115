"""The names of the files of a sending: what each is and whose, so that an office understands them."""

from __future__ import annotations

from typing import Final

from desktop_app.engine.evaluation.parties import naming
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document, Signer
from desktop_app.mail.names import LONGEST, ascii_name, ascii_words

PARTY_WORDS: Final = 20  # characters of one party's name in the name of a file
TITLE_WORDS: Final = 34  # of what the file is


def file_name(number: int, title: str, parties: str, ending: str) -> str:
    """`01_Comunicazione_Alfa_Srl_Beta_Coop.pdf.p7m`: what it is before whose it is, where both do not fit."""
    what = ascii_name(title, "", TITLE_WORDS)
    room = LONGEST - len(ending) - len(what) - 4
    who = f"_{ascii_name(parties, '', room)}" if parties and room > PARTY_WORDS // 2 else ""
    return f"{number:02}_{what}{who}{ending}"


def party_words(state: FormState) -> str:
    """The names of the parties that sign documents of this dossier, offices apart, each cut to some words."""
    names = []
    for prefix in _signing_parties(state):
        party = state.form.parties[prefix]
        value = state.scope.get(party.fields[naming(party.fields)].id)
        if isinstance(value, str) and ascii_words(value):
            names.append(ascii_name(value, "", PARTY_WORDS))
    return "_".join(dict.fromkeys(names))


def _signing_parties(state: FormState) -> list[str]:
    """The prefixes of the parties that a signer's name or code belongs to, in the form's order."""
    fields = {id for document in state.form.documents for each in signers(document, state) for id in _of_signer(each)}
    parties = state.form.parties.items()
    return [prefix for prefix, party in parties if any(field.id in fields for field in party.fields.values())]


def _of_signer(signer: Signer) -> list[str]:
    return [id for id in (signer.spec.name, signer.spec.code) if id]


def signers(document: Document, state: FormState) -> list[Signer]:
    """Those who sign a document of this dossier before it goes: an office signs what it was sent."""
    return [each for each in document.signers if not each.spec.office and state.holds(each.condition)]
