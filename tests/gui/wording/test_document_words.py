"""When a document was exported, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.dossier_summary import DocumentStatus
from desktop_app.gui.wording.document_words import document_words

NOW = dt.datetime(2027, 4, 1, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "on"), [(dt.date(2027, 3, 12), "il 12/03/2027"), (dt.date(2027, 3, 11), "l'11/03/2027")]
)
def test_the_day_of_an_export_has_its_article(day: dt.date, on: str) -> None:
    _, words = document_words(DocumentStatus("doc", "Documento", "exported", day), None, NOW)
    assert words.endswith(f" {on}")
