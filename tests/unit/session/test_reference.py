"""The signs of a dossier: the same on any computer and for any answers, others for another dossier."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop_app.session.dossier import Dossier
from desktop_app.session.reference import reference
from tests.unit.session.support import FORM, LIBRARY, TODAY


def test_a_file_of_the_window_keeps_the_signs_of_its_dossier() -> None:
    form, draft = LIBRARY.load(FORM), LIBRARY.example(FORM)
    kept = Dossier(form, draft, TODAY)
    kept.id = "0123456789abcdef"
    read = Dossier(form, replace(draft, dossier=kept.id), TODAY)
    assert kept.reference == read.reference
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}", kept.reference)
    assert kept.documents.pdf(kept.documents.applicable()[0]) == read.documents.pdf(read.documents.applicable()[0])


def test_signs_rarely_meet() -> None:
    assert len({reference(f"pratica {number}") for number in range(2000)}) > 1995


def test_documents_name_the_parties_and_no_other_person() -> None:
    from desktop_app.pdf.pages import PdfPages

    dossier = Dossier(LIBRARY.load(FORM), LIBRARY.example(FORM), TODAY)
    [signed, *_] = [each for each in dossier.documents.applicable() if each.signers]
    persons = [
        str(dossier.state.scope[each.spec.name])
        for each in signed.signers
        if each.spec.name and dossier.state.scope.get(each.spec.name)
    ]
    assert persons
    with PdfPages(dossier.documents.pdf(signed)) as pages:
        foot = pages.text_within(0, (0, 0, 600, 60))
    assert "Cartotecnica Valdisopra S.r.l." in foot and not any(person in foot for person in persons)
    dossier.parties_printed = lambda: False
    with PdfPages(dossier.documents.pdf(signed)) as pages:
        foot = pages.text_within(0, (0, 0, 600, 60))
    assert "Cartotecnica" not in foot and dossier.reference in foot
