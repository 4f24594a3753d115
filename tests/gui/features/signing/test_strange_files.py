"""What is handed in and is no signed document of the dossier: lists of certifiers, receipts of nothing, strangers."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.gui.features.signing.intake import trusted_list_file
from desktop_app.gui.widgets.feedback.fold import Fold
from desktop_app.gui.wording.step_words import SIGNING
from desktop_app.session.acts import Prepared, Received, of_kind
from tests.gui.support.association import HandOut
from tests.gui.support.program import Start, find, settle
from tests.gui.support.signing import exported_file, hand_in, opened, put, recorded, said
from tests.support import pec
from tests.support.signing import authority, mara, p7m, pades
from tests.unit.seals.test_trusted_list import listing

KEY = "comunicazione"


def test_nothing_is_kept_of_strangers_and_each_is_told_what_it_is(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    folder = tmp_path / "misti"
    put(folder, "a.docx", b"PK\x03\x04 rovinato")
    put(folder, "b.pdf", exported_file(program))
    put(folder, "c.p7m", p7m(b"PK\x03\x04 un testo di Word", mara()))
    put(folder, "d.pdf", b"")
    put(folder, "e.eml", pec.ordinary("Ciao"))
    hand_in(program, folder)
    words = said(page.arrivals)
    for each in ("ZIP rovinato", "È il documento esportato, senza firme", "non il PDF esportato", "Il file è vuoto",
                 "non una ricevuta PEC"):  # fmt: skip
        assert each in words, each
    assert program.view.dossier.acts == []


def test_a_receipt_of_which_nobody_knows_the_sending_is_linked_by_the_user(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    program.wait(lambda: KEY in page.sendings.cards)
    recorded(program, lambda: program.app.signing.do("prepare", f"{KEY}:prova"))
    assert of_kind(program.view.dossier.acts, Prepared)
    told = pec.Told("accettazione", "<mai@visto.example.it>", "Oggetto riscritto")
    hand_in(program, put(tmp_path, "x.eml", pec.receipt(told)))
    assert "Non so a quale invio si riferisce" in said(page.arrivals)
    title = page.sendings.cards[KEY].card.title
    recorded(program, find(page.arrivals, f"È di «{title}»").click)
    (act,) = of_kind(program.view.dossier.acts, Received)
    assert act.sending == KEY and act.message_id == "mai@visto.example.it"
    # what it has taught links the next one
    hand_in(program, put(tmp_path, "y.eml", pec.receipt(pec.Told("avvenuta-consegna", told.about, told.subject))))
    assert len(of_kind(program.view.dossier.acts, Received)) == 2


def test_a_list_of_certifiers_is_no_list_unless_it_is_official(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    xml = b'<?xml version="1.0"?><TrustServiceStatusList xmlns="x"/>'
    hand_in(program, put(tmp_path, "IT.xml", xml))
    assert page.arrivals.entries and not trusted_list_file(program.drafts).exists()


@pytest.mark.parametrize("whose", ["handed in", "of the association"])
def test_signatures_are_compared_with_an_official_list(
    start: Start, tmp_path: Path, hand_out: HandOut, whose: str
) -> None:
    xml = listing(authority())
    if whose == "of the association":
        (tmp_path / "ente").mkdir()
        put(tmp_path / "ente", "IT.xml", xml)
        hand_out('certifiers = "IT.xml"')
    program = start()
    page = opened(program)
    if whose == "handed in":
        hand_in(program, put(tmp_path, "elenco", xml))
        assert "Elenco ufficiale dei certificatori del 26/09/2026" in said(page.arrivals)
    hand_in(program, put(tmp_path, "a.pdf", pades(exported_file(program), mara(), "cooperativa")))
    page.arrivals.entries[0].findChildren(Fold)[0].set_open(True)
    assert "nell'elenco del 26/09/2026" in said(page.arrivals)


def test_another_look_keeps_what_was_answered(start: Start, tmp_path: Path) -> None:
    program = start()
    page = opened(program)
    hand_in(program, put(tmp_path, "a.pdf", pades(exported_file(program), mara(), "cooperativa")))
    program.app.appearance.choose_scheme("dark")
    program.wait(lambda: program.view.closing_page(SIGNING) is not page)
    again = program.view.closing_page(SIGNING)
    program.wait(lambda: "byte per byte" in said(again.widget))
    settle()
