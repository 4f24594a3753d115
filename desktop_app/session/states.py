"""How far a dossier and its documents are: the same words rest on this in rail, summary, preview and list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop_app.dossier_summary import DocumentState, DocumentStatus, DossierState, cut_to_fit
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.state import FormState
from desktop_app.engine.forms.form import Document
from desktop_app.session.acts import AnyAct
from desktop_app.session.documents import DocumentSet
from desktop_app.session.exported import ExportComparison
from desktop_app.session.progress.chain import Chain
from desktop_app.system.clock import local


def document_statuses(
    state: FormState, exports: Sequence[ExportEntry], comparison: ExportComparison, acts: Sequence[AnyAct] = ()
) -> tuple[DocumentStatus, ...]:
    """Every document that applies: what it would be if it were exported now, what its last export is worth, how far it
    is on its way to the office."""
    found = [_status(each, state, exports, comparison) for each in DocumentSet(state).applicable()]
    return Chain(state, exports, comparison, acts).with_stages(found)


def _status(
    document: Document, state: FormState, exports: Sequence[ExportEntry], comparison: ExportComparison
) -> DocumentStatus:
    id, title, now = document.spec.id, document.spec.title, _if_exported_now(state)
    last = next((each for each in exports if each.document == id and not each.bozza), None)
    if last is None:
        return DocumentStatus(id, title, now)
    current = comparison.current(id, exports, state)
    if current is None:
        change = comparison.change(last, state) or ""
        return DocumentStatus(id, title, "outdated" if now == "ready" else now, _day(last), cut_to_fit(change))
    return DocumentStatus(id, title, "exported" if now == "ready" else now, _day(current))


def _day(entry: ExportEntry) -> dt.date:
    return local(entry.at).date()


def _if_exported_now(state: FormState) -> DocumentState:
    errors = [each for each in state.problems if each.severity == "error"]
    if not errors:
        return "ready"
    if any(not each.missing for each in errors):
        return "problem"
    return "draft" if state.draft.answers else "todo"


def dossier_state(state: FormState, documents: Sequence[DocumentStatus]) -> DossierState:
    """How far a dossier is. It is exported where a document is, and none says anything else than the answers."""
    errors = [each for each in state.problems if each.severity == "error"]
    if errors:
        return "doing" if all(each.missing for each in errors) else "problem"
    states = {each.state for each in documents}
    if "exported" in states and "outdated" not in states:
        return "exported"
    return "to_export" if states else "ready"
