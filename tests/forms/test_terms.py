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
