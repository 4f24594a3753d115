"""The list of dossiers: literal search, whatever signs there are."""

from __future__ import annotations

import pytest

from desktop_app.drafts.changes import insert, transaction
from desktop_app.drafts.file import connect
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.support import FORM, LIMIT, content, is_whole, save

STRANGE = [
    "'); DROP TABLE drafts;--", "100% di", "a_b", 'il "Faro"', "*", "NEAR(", "\\", "prima\0dopo", "😀🏳️‍🌈", "中文",
    "D'Alò", "Nicolò Müller", "\u02bcNdrangheta", "-- ", "\u202eribaltato", "l.104", "?1", ":a", "riga\nsotto",
]  # fmt: skip


@pytest.mark.parametrize("title", STRANGE)
def test_any_title_is_kept_and_found(drafts: Drafts, title: str) -> None:
    drafts.create(content(), FORM, "Un'altra")
    id = drafts.create(content(t=title), FORM, title, title, title)
    assert [row.title for row in drafts.rows(title)] == [title]
    stored = drafts.read(id)
    assert (stored.content, stored.title, stored.step, stored.summary) == (content(t=title), title, title, title)
    save(drafts, id, content(t=title + "!"), title, step=title)
    assert drafts.read(id).content == content(t=title + "!")
    assert drafts.close(LIMIT) and is_whole(drafts.path)


@pytest.mark.parametrize("search", ["%", "_", "d_lo", "d%", "*", '"', "NEAR(", "lò OR", "\0", "x" * 10_000])
def test_no_sign_has_a_meaning_in_a_search(drafts: Drafts, search: str) -> None:
    drafts.create(content(), FORM, "D'Alò Società Cooperativa, L'Aquila")
    assert drafts.rows(search) == []


@pytest.mark.parametrize(
    "search", ["", "  ", "alo", "D'ALÒ", "societa", "SOCIETÀ coop", "a, l'a", "Alo\u0300", " aquila "]
)
def test_accents_and_capitals_do_not_matter(drafts: Drafts, search: str) -> None:
    drafts.create(content(), FORM, "D'Alò Società Cooperativa, L'Aquila")
    assert len(drafts.rows(search)) == 1


def test_the_last_changed_comes_first(drafts: Drafts) -> None:
    a, b, c = (drafts.create(content(), FORM, name) for name in "abc")
    save(drafts, a, content(n=1), "a")
    assert [row.id for row in drafts.rows()] == [a, c, b]


def test_half_characters_survive_in_the_answers_and_do_no_harm_in_the_title(drafts: Drafts) -> None:
    id = drafts.create('{"form": "x", "a": "\ud83d"}', FORM, "mezzo \ud83d", "\ud83d", "\ud83d")
    assert drafts.read(id).content == '{"form": "x", "a": "\ud83d"}'
    assert [row.title for row in drafts.rows("mezzo \ud83d")] == ["mezzo ?"]


def test_a_very_long_answer(drafts: Drafts) -> None:
    text = content(t="à" * 2_000_000)
    id = drafts.create(text, FORM, "t" * 100_000)
    assert drafts.read(id).content == text and drafts.rows("t" * 4_000)[0].id == id  # a title is cut


def test_a_long_list_is_searched_whole(drafts: Drafts) -> None:
    assert drafts.close(LIMIT)
    connection = connect(drafts.path, "rw")
    with transaction(connection):
        for n in range(1_000):
            insert(connection, f"id{n}", content(t="x"), FORM, f"Cooperativa Società n. {n}, Città di Castello")
    connection.close()
    drafts.open()
    assert len(drafts.rows()) == 1_000 and len(drafts.rows("SOCIETÀ n. 77")) == 11
    assert drafts.rows("niente") == []


def test_the_list_tells_the_number_that_an_open_dossier_has(drafts: Drafts) -> None:
    ids = [drafts.create(content(n=n), FORM, f"Pratica {n}") for n in range(3)]
    assert {id: drafts.rows().numbers.of(id) for id in ids} == {id: drafts.read(id).number for id in ids}


def test_damage_that_the_list_meets_is_noted(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Una")
    heard: list[bool] = []
    drafts.damage.noticed = lambda: heard.append(True)
    assert len(drafts.rows()) == 1 and heard == []
    connection = connect(drafts.path, "rw")
    connection.execute("UPDATE drafts SET updated = 'ieri'")
    connection.close()
    assert [row.damaged for row in drafts.rows()] == [True] and heard == [True]
