"""The parties that sign the documents of a dossier, and what they are called."""

from __future__ import annotations

from desktop_app.engine.evaluation.parties import naming
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document, Signer


def signers(document: Document, state: FormState) -> list[Signer]:
    """Those who sign a document of this dossier before it goes: an office signs what it was sent."""
    return [each for each in document.signers if not each.spec.office and state.holds(each.condition)]


def party_names(state: FormState) -> list[str]:
    """The names of the parties that sign documents of this dossier, offices apart; no person who signs for them."""
    found = []
    for prefix in _signing_parties(state):
        party = state.form.parties[prefix]
        value = state.scope.get(party.fields[naming(party.fields)].id)
        if isinstance(value, str) and value.strip():
            found.append(" ".join(value.split()))
    return list(dict.fromkeys(found))


def _signing_parties(state: FormState) -> list[str]:
    """The prefixes of the parties that a signer's name or code belongs to, in the form's order."""
    fields = {id for document in state.form.documents for each in signers(document, state) for id in _of_signer(each)}
    parties = state.form.parties.items()
    return [prefix for prefix, party in parties if any(field.id in fields for field in party.fields.values())]


def _of_signer(signer: Signer) -> list[str]:
    return [id for id in (signer.spec.name, signer.spec.code) if id]
