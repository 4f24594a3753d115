"""The summary of a dossier that lists show without opening it: stored as JSON beside the draft at every save."""

from desktop_app.dossier_summary.heads import SummaryHead, read_head, read_heads, words_in, words_of
from desktop_app.dossier_summary.reading import from_json
from desktop_app.dossier_summary.values import (
    LONG_AGO,
    MAX_OUTSTANDING,
    DeadlineSummary,
    DocumentState,
    DocumentStatus,
    DossierState,
    DossierSummary,
    MetHow,
    OutstandingItem,
    OutstandingKind,
    Stage,
    cut_to_fit,
)

__all__ = [
    "LONG_AGO",
    "MAX_OUTSTANDING",
    "DeadlineSummary",
    "DocumentState",
    "DocumentStatus",
    "DossierState",
    "DossierSummary",
    "MetHow",
    "OutstandingItem",
    "OutstandingKind",
    "Stage",
    "SummaryHead",
    "cut_to_fit",
    "from_json",
    "read_head",
    "read_heads",
    "words_in",
    "words_of",
]
