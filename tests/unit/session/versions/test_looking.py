"""Versions as they are looked at: read from the store, beside the one before and beside the answers of now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.drafts.models import ExportedDocument
from desktop_app.drafts.store import Drafts
from desktop_app.engine.answers.draft import Draft
from desktop_app.session.acts import Sent
from desktop_app.session.stored_acts import to_data
from desktop_app.session.versions.looking import look, read_moments
from desktop_app.session.versions.moments import Moment
from tests.unit.session.after_export import FORM

SECONDS = 20


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    made = Drafts(tmp_path)
    made.open()
    yield made
    made.close(SECONDS)


def draft(**answers: object) -> Draft:
    return Draft(FORM.id, answers)


@pytest.fixture
def id(drafts: Drafts) -> str:
    """Three versions: nothing, a name, another name; the second was exported and sent."""
    made = drafts.create(draft().to_json(), FORM.id, "Prova")
    save(drafts, made, 2, draft(nome="Mensa"))
    drafts.exported(made, draft(nome="Mensa").to_json(), [ExportedDocument("conto", Path("conto.pdf"), "ab", False)])
    drafts.acts.record(made, Sent.kind, to_data(Sent(sending="domanda")))
    save(drafts, made, 3, draft(nome="Mensa scolastica", **{"tre": True}))
    return made


def save(drafts: Drafts, id: str, number: int, given: Draft) -> None:
    drafts.save(id, given.to_json(), "Prova", revision=number, after=number - 1)
    assert drafts.flush(SECONDS)


def change_in_file(drafts: Drafts, statement: str) -> None:
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute(statement)


def test_moments_name_what_was_answered_and_what_happened(drafts: Drafts, id: str) -> None:
    found = read_moments(drafts, FORM, id)
    assert [(each.number, each.questions, [h.words for h in each.happened]) for each in found] == [
        (3, ("Nome dell'ente", "Firma anche l'ufficio"), []),
        (2, (), ["Inviato: Domanda"]),
        (2, (), ["Esportato: Conto"]),
        (2, ("Nome dell'ente",), []),
    ]
    assert [each.current for each in found] == [True, False, False, False]


def of(found: list[Moment], number: int) -> Moment:
    return next(each for each in found if each.number == number and not each.happened)


def test_a_version_is_compared_with_the_one_before_its_sitting_and_with_now(drafts: Drafts, id: str) -> None:
    found = read_moments(drafts, FORM, id)
    second = look(drafts, FORM, id, of(found, 2), draft(nome="Mensa scolastica", **{"tre": True}))
    assert second.draft == draft(nome="Mensa") and second.then is not None
    assert [(each.label, each.before, each.after) for each in second.then] == [("Nome dell'ente", "", "Mensa")]
    assert [(each.before, each.after) for each in second.now] == [("Mensa scolastica", "Mensa"), ("Sì", "")]
    assert look(drafts, FORM, id, of(found, 3), draft(nome="Mensa scolastica", **{"tre": True})).now == ()


def test_a_damaged_version_is_told_and_what_came_after_it_is_compared_with_now_alone(drafts: Drafts, id: str) -> None:
    change_in_file(drafts, "UPDATE revisions SET content = x'00' WHERE number = 2")
    found = read_moments(drafts, FORM, id)
    assert (of(found, 2).state, of(found, 2).questions, of(found, 3).questions) == ("damaged", (), ())
    seen = look(drafts, FORM, id, of(found, 2), draft())
    assert (seen.draft, seen.moment.state, seen.then, seen.now) == (None, "damaged", (), ())
    third = look(drafts, FORM, id, of(found, 3), draft())
    assert third.then is None and len(third.now) == 2


@pytest.mark.parametrize("other", [Draft("altrove/modulo_2020", {"nome": "x"}), draft(campo_di_allora="x")])
def test_a_version_of_another_edition_is_told(drafts: Drafts, other: Draft) -> None:
    id = drafts.create(other.to_json(), FORM.id, "Prova")
    save(drafts, id, 2, draft(nome="Mensa"))
    (found,) = read_moments(drafts, FORM, id)
    for number, state in ((1, "other"), (2, "sound"), (9, "damaged")):
        seen = look(drafts, FORM, id, replace(found, number=number), draft())
        assert (seen.moment.state, seen.draft is None) == (state, state != "sound")
