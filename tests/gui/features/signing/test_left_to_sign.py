"""What Firma e invio says before the first signature of blanks that are left to an office."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desktop_app.drafts.models import ExportEntry
from desktop_app.gui.features.signing.rows import document_rows
from desktop_app.session.dossier import Dossier
from tests.support import returns

AT = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


def detail(dossier: Dossier) -> str:
    """Of the agreement, once exported."""
    content = dossier.draft.to_json()
    entry = ExportEntry(
        1, returns.AGREEMENT, Path("a.pdf"), "0", AT, False, dossier.revision, changed=False, content=content
    )
    dossier.exports = [entry]
    return next(row.detail for row in document_rows(dossier) if row.id == returns.AGREEMENT)


def test_what_is_left_to_the_office_is_named_with_the_way_to_write_it() -> None:
    said = detail(returns.dossier())
    assert "Responsabile del CPI: nome e cognome" in said and "campi del PDF" in said and ".p7m" in said


def test_with_a_pen_there_are_lines_and_nothing_is_said_of_fields() -> None:
    said = detail(returns.dossier(modo_firma="penna", allegato_identita=True))
    assert "Restano righe vuote" in said and "campi del PDF" not in said


def test_nothing_is_said_where_nothing_is_left() -> None:
    known = {
        "cpi_responsabile_nome": "Lucia Verdi", "cpi_responsabile_luogo_nascita": "Jesi",
        "cpi_responsabile_data_nascita": "1970-01-01",
    }  # fmt: skip
    assert "Restano" not in detail(returns.dossier(**known))
