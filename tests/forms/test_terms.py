"""The terms of the Marche agreement, counted by hand: each article with its day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.evaluate import evaluate
from desktop_app.library import Library
from desktop_app.system.paths import forms_folder

ID = "marche/art14_2023"
LIBRARY = Library([forms_folder()])
FORM = LIBRARY.load(ID)


def found(**answers: Any) -> dict[str, str]:
    _, draft = cases.read_draft(LIBRARY.folder(ID), cases.EXAMPLE, ID)
    state = evaluate(FORM, Draft(ID, {**draft.answers, **answers}), dt.date(2026, 10, 1))
    return {term.id: term.date.isoformat() for term in occurrences(state)}


def test_terms_of_the_example() -> None:
    assert found() == {
        "scadenza_stipula": "2026-10-10",  # 10 September + 30
        "scadenza_affidamento": "2026-10-16",  # 1 October + 15
        "scadenza_assunzioni": "2026-10-16",  # 1 October + 15, before the 18th
        "scadenza_ampliamenti": "2026-10-16",
        "scadenza_proroghe": "2026-10-16",  # and the contract ends on the 19th
        "fine_contratto_prorogato": "2027-10-18",
        "fine_convenzione": "2027-10-18",
        "fine_convenzione_quadro": "2028-11-30",  # five years from 30 November 2023
    }


@pytest.mark.parametrize(
    ("signed", "start", "day"),
    [
        ("2026-10-01", "2026-10-16", "2026-10-15"),  # the order starts first: hired the day before
        ("2026-10-01", "2026-10-17", "2026-10-16"),  # both on the same day
        ("2026-10-01", "2026-12-01", "2026-10-16"),
        (None, "2026-12-01", "2026-11-30"),
        ("2026-10-01", None, "2026-10-16"),
    ],
)
def test_new_workers_are_hired_by_whichever_day_comes_first(signed: str | None, start: str | None, day: str) -> None:
    term = found(data_contratto=signed, commessa_inizio=start)
    assert term["scadenza_assunzioni"] == day
    assert term.get("scadenza_ampliamenti") == ("2026-10-16" if signed else None)
    assert term["scadenza_proroghe"] == ("2026-10-16" if signed else "2026-10-19")


def test_recognitions_alone_do_not_wait_for_the_start() -> None:
    term = found(nuovi_inserimenti=[], commessa_inizio="2026-10-05")
    assert "scadenza_assunzioni" not in term
    assert term["scadenza_ampliamenti"] == term["scadenza_proroghe"] == "2026-10-16"


def met(**answers: Any) -> dict[str, dt.date | None]:
    """The day on which each term was met."""
    _, draft = cases.read_draft(LIBRARY.folder(ID), cases.EXAMPLE, ID)
    state = evaluate(FORM, Draft(ID, {**draft.answers, **answers}), dt.date(2026, 10, 1))
    return {term.id: term.met for term in occurrences(state) if not term.event}


def lines(id: str, **more: Any) -> dict[str, Any]:
    """The lines of the example, with more in each."""
    _, draft = cases.read_draft(LIBRARY.folder(ID), cases.EXAMPLE, ID)
    return {id: [{**line, **more} for line in draft.answers[id]]}


@pytest.mark.parametrize(
    ("term", "answers"),
    [
        ("scadenza_stipula", {"data_stipula": "2026-10-13"}),
        ("scadenza_affidamento", {"data_affidamento": "2026-10-13"}),
        ("scadenza_trasmissione", {"contratto_consegna": "trasmesso", "contratto_trasmesso_entro": "2026-10-14",
                                   "contratto_trasmesso_il": "2026-10-13"}),
        ("scadenza_assunzioni", lines("nuovi_inserimenti", assunto_il="2026-10-13")),
        ("scadenza_assunzioni", lines("nuovi_inserimenti", assunto_il="2026-10-12")
         | {"destinatari": "entrambi", "svantaggiati_assunti_il": "2026-10-13"}),
        ("scadenza_assunzioni", {"destinatari": "svantaggiati", "svantaggiati_assunti_il": "2026-10-13"}),
        ("scadenza_ampliamenti", lines("ampliamenti", orario_dal="2026-10-13")),
        ("scadenza_proroghe", lines("proroghe", modifica_firmata_il="2026-10-13")),
    ],
)  # fmt: skip
def test_a_term_is_met_on_the_day_of_its_act(term: str, answers: dict[str, Any]) -> None:
    assert met(**answers)[term] == dt.date(2026, 10, 13)


def test_hiring_is_met_when_the_last_one_is_hired() -> None:
    new = lines("nuovi_inserimenti", assunto_il="2026-10-13")["nuovi_inserimenti"]
    assert met(nuovi_inserimenti=[*new, {**new[0], "assunto_il": None}])["scadenza_assunzioni"] is None
    assert (
        met(**lines("nuovi_inserimenti", assunto_il="2026-10-13"), destinatari="entrambi")["scadenza_assunzioni"]
        is None
    )


def test_terms_after_signing() -> None:
    term = found(
        contratto_consegna="trasmesso",
        contratto_trasmesso_entro="2026-10-14",
        cessazioni=[{"data_cessazione": "2027-01-31"}],
        inadempimenti=[
            {"chi_inadempie": "azienda", "data_inadempimento": "2027-02-25", "data_messa_in_mora": "2027-03-01"}
        ],
    )
    assert term["scadenza_trasmissione"] == "2026-10-14"
    assert term["scadenza_sostituzione"] == "2027-04-01"  # 28 days of February, 31 of March, 1
    assert term["scadenza_messa_in_mora"] == "2027-03-04"
    assert term["scadenza_rimedio"] == "2027-03-16"
