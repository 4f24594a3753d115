"""The sentences of Versioni."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.gui.features.versions.words import came_words, day_words, detail, headline, sitting, spoken
from desktop_app.session.versions.differences import Difference, Kind
from desktop_app.session.versions.moments import Happening, Moment
from desktop_app.session.versions.text_changes import text_changes

AT = dt.datetime(2026, 11, 24, 10, 42).astimezone()
PLACE = FieldRef("campo")


def moment(**given: object) -> Moment:
    return Moment(**{"number": 4, "before": 3, "begun": AT, "at": AT, **given})  # type: ignore[arg-type]  # the fields of a moment, by their names


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"current": True, "branch": "1:2"}, "Com’è adesso"),
        ({"before": 0}, "Inizio"),
        ({"questions": ("a",)}, "Una risposta cambiata"),
        ({"questions": ("a", "b", "c")}, "3\u00a0risposte cambiate"),
        ({}, "Altre modifiche"),
        ({"branch": "2:5", "questions": ("a",)}, "Lasciata con Annulla"),
        ({"came": "imported", "before": 0}, "Importata da un file"),
        ({"came": "passed"}, "Passata alla nuova edizione del modello"),
        ({"came": "duplicated", "branch": "1:2"}, "Copiata da un’altra pratica"),
        ({"came": "taken", "told": "2026-11-23T09:12:00+01:00"},
         "Ripresa la versione di lunedì 23\u00a0novembre 2026, ore\u00a0"),
        ({"came": "taken", "told": "mai"}, "Ripresa una versione di prima"),
        ({"came": "taken", "told": "2026-11-23T09:12:00"}, "Ripresa una versione di prima"),
        ({"happened": (Happening(AT, "sent", "Inviato: Richiesta"),), "current": True}, "Inviato: Richiesta"),
        ({"happened": (Happening(AT, "exported", "Esportato: A"), Happening(AT, "exported", "Esportato: B"))},
         "Esportati 2 documenti"),
    ],
)  # fmt: skip
def test_a_moment_is_told_by_what_it_was(given: dict[str, object], words: str) -> None:
    assert headline(moment(**given)).startswith(f"10:42 · {words.replace(' 2026', '')}")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"questions": ("Alfa",)}, "Alfa"),
        ({"questions": ("Alfa", "Beta", "Gamma")}, "Alfa, Beta e un’altra"),
        ({"questions": ("Alfa", "Beta", "Gamma", "Delta")}, "Alfa, Beta e altre\u00a02"),
        ({"branch": "1:2", "questions": ("Alfa",)}, "Alfa"),
        ({"branch": "1:2", "came": "taken", "questions": ("Alfa",)}, "Lasciata con Annulla · Alfa"),
        ({"state": "damaged", "questions": ("Alfa",)}, "Non si può leggere"),
        ({"state": "other"}, "Di un’altra edizione del modulo"),
        ({"happened": (Happening(AT, "exported", "Esportato: A: b"), Happening(AT, "exported", "Esportato: C"))},
         "A: b, C"),
        ({"happened": (Happening(AT, "sent", "Inviato: Richiesta"),)}, ""),
    ],
)  # fmt: skip
def test_below_it_stands_what_it_was_about(given: dict[str, object], words: str) -> None:
    assert detail(moment(**given)) == words


def test_days_and_sittings() -> None:
    today = dt.date(2026, 11, 29)
    days = [day_words(today - dt.timedelta(days=each), today) for each in (0, 1, 2)]
    assert days == ["Oggi, domenica 29\u00a0novembre", "Ieri, sabato 28\u00a0novembre", "Venerdì 27\u00a0novembre"]
    assert sitting(moment()).endswith("ore\u00a010:42")
    assert sitting(moment(begun=AT - dt.timedelta(minutes=22))).endswith("ore\u00a010:20\u201310:42")
    assert came_words(moment()) == ""


def difference(kind: Kind = "answer", before: str = "", after: str = "", long: bool = False) -> Difference:
    return Difference(kind, PLACE, "Domanda", before, after, text_changes(before, after) if long else ())


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (difference(before="a", after="b"), "Domanda: prima a, dopo b"),
        (difference(after="b"), "Domanda: prima senza risposta, dopo b"),
        (difference(before="a"), "Domanda: prima a, dopo senza risposta"),
        (difference(before="uno due tre quattro", after="uno due sei quattro", long=True),
         "Domanda: tolto: tre; aggiunto: sei"),
        (difference(before="uno due tre", after="uno due tre quattro", long=True), "Domanda: aggiunto: quattro"),
        (difference("line_added", after="Nome: Rosa"), "Domanda, aggiunto: Nome: Rosa"),
        (difference("line_removed"), "Domanda, tolto: senza risposta"),
        (difference("override", "3 (perché)", ""),
         "Domanda, valore scritto a mano: prima 3 (perché), dopo senza risposta"),
    ],
)  # fmt: skip
def test_a_difference_is_spoken_in_one_sentence(found: Difference, words: str) -> None:
    assert spoken(found) == words
