"""Whose the deadlines in a calendar are: those of two drafts never take each other's place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from desktop_app.engine.answers.draft import Draft, Override, PartyLink
from desktop_app.session.calendar import calendar_identity

DRAFT = Draft("a/b", {"nome": "Uno", "righe": [{"id": "r1", "dal": "2027-01-01"}]}, {"n": Override("3", "perché")})


def test_what_is_answered_tells_a_draft_from_others() -> None:
    others = [
        replace(DRAFT, form="a/c"),
        replace(DRAFT, answers={**DRAFT.answers, "nome": "Due"}),
        replace(DRAFT, answers={"nome": "Uno", "righe": [{"id": "r2", "dal": "2027-01-01"}]}),
        replace(DRAFT, overrides={"n": Override("4", "perché")}),
        replace(DRAFT, dossier="la mia"),
        replace(DRAFT, dossier="0123456789abcdef"),
    ]
    assert len({calendar_identity(each) for each in (DRAFT, *others)}) == len(others) + 1


def test_how_a_draft_is_written_and_what_was_read_of_it_change_nothing() -> None:
    same = [
        replace(DRAFT, answers={"vuoto": None, **dict(reversed(list(DRAFT.answers.items())))}),
        replace(DRAFT, set_aside={"c": "motivo"}, notices_read={"l": dt.date(2027, 1, 1)}),
        replace(DRAFT, parties={"ente": PartyLink("0a1b")}),
    ]
    assert {calendar_identity(each) for each in same} == {calendar_identity(DRAFT)}


def test_a_dossier_of_the_window_has_the_entries_that_the_window_gives_it() -> None:
    named = replace(DRAFT, dossier="0123456789abcdef")
    assert calendar_identity(named) == "0123456789abcdef" == calendar_identity(replace(named, answers={}))


def test_a_name_that_somebody_gave_counts_within_its_form() -> None:
    one, other = replace(DRAFT, dossier="n. 4"), replace(DRAFT, form="a/c", dossier="n. 4")
    assert calendar_identity(one) != calendar_identity(other)
    assert calendar_identity(one) == calendar_identity(replace(one, answers={}))
