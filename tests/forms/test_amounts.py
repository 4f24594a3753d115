"""Amounts are written alike in every document of every form: "€ 1.000,00"."""

from __future__ import annotations

import datetime as dt
import re

from desktop_app.engine.documents.document import plain_text, render
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY

OTHERWISE = re.compile(r"\d[^\S\n]*€|\d[^\S\n]+(?:euro|EUR)\b")


def test_no_amount_is_written_another_way(form_id: str) -> None:
    dossier = Dossier(LIBRARY.load(form_id), LIBRARY.example(form_id), dt.date(2026, 11, 22))
    for document in dossier.documents.applicable():
        if " euro" in (document.verbatim or ""):  # official wording is never altered
            continue
        printed = render(document, dossier.state)
        assert not OTHERWISE.findall(plain_text((*printed.preface, *printed.blocks))), document.spec.id
