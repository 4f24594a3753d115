"""What is kept of the versions of a dossier: branches that an undo left, what happened to them; thinned with time."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.models import ExportedDocument
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions.thinning import LAST
from desktop_app.drafts.versions.version_rows import ACT, DUPLICATED, IMPORTED, PASSED, TAKEN
from desktop_app.system.clock import today
from tests.clock import clock_at
from tests.traces import files_with
from tests.unit.drafts.reading import numbers
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole, put, save
from tests.unit.drafts.test_merging import blank
from tests.unit.drafts.test_traits import wreck

NOTES = "SELECT number, what, told FROM version_notes ORDER BY number, what"


@pytest.fixture
def id(drafts: Drafts) -> str:
    """A dossier with four versions."""
    made = drafts.create(content(n=1), FORM, "Uno")
    for n in (2, 3, 4):
        save(drafts, made, content(n=n), revision=n, after=n - 1)
    return made


def go_to(drafts: Drafts, id: str, number: int) -> None:
    save(drafts, id, content(n=number), revision=number, keep_later=True)


def change(drafts: Drafts, id: str, number: int, after: int) -> None:
    save(drafts, id, content(n=number), revision=number, after=after)


def shapes(drafts: Drafts, id: str) -> list[tuple[int, int, str]]:
    return [(each.number, each.parent, each.branch) for each in drafts.versions.of(id)]


def test_a_branch_that_an_undo_left_can_be_read_and_is_no_step_of_undo(drafts: Drafts, id: str) -> None:
    go_to(drafts, id, 2)
    change(drafts, id, 5, after=2)
    assert shapes(drafts, id) == [(1, 0, ""), (2, 1, ""), (3, 2, "2:5"), (4, 3, "2:5"), (5, 2, "")]
    assert [drafts.versions.content(id, number) for number in (3, 4)] == [content(n=3), content(n=4)]
    assert numbers(drafts, id) == [1, 2, 5]


def test_an_undo_that_was_never_stored_leaves_its_branch_all_the_same(drafts: Drafts, id: str) -> None:
    """It was undone and changed again within the pause after which a change goes to the disk."""
    change(drafts, id, 5, after=2)
    assert numbers(drafts, id) == [1, 2, 5]


def test_typing_on_in_a_field_leaves_nothing(drafts: Drafts, id: str) -> None:
    save(drafts, id, content(n="4 e"), revision=4, after=3)
    save(drafts, id, content(n="4 e altro"), revision=4, after=3)
    assert numbers(drafts, id) == [1, 2, 3, 4] and ask(drafts.path, NOTES) == []


def test_branches_of_one_place_are_told_apart_and_branches_of_branches_too(drafts: Drafts, id: str) -> None:
    go_to(drafts, id, 3)
    change(drafts, id, 5, after=3)
    go_to(drafts, id, 1)
    change(drafts, id, 6, after=1)
    go_to(drafts, id, 1)
    change(drafts, id, 7, after=1)
    assert shapes(drafts, id) == [
        (1, 0, ""), (2, 1, "1:6"), (3, 2, "1:6"), (4, 1, "3:5"), (5, 3, "1:6"), (6, 1, "1:7"), (7, 1, ""),
    ]  # fmt: skip


def test_without_a_number_a_change_gets_one_that_no_other_version_has(drafts: Drafts, id: str) -> None:
    go_to(drafts, id, 2)
    assert save(drafts, id, content(n="altro")).revision == 5
    assert numbers(drafts, id) == [1, 2, 5]
    assert save(drafts, id, content(n="altro")).revision == 5  # nothing changed


def test_a_version_that_is_changed_to_again_is_no_longer_aside(drafts: Drafts, id: str) -> None:
    """Where its number is given again, as after damage."""
    change(drafts, id, 5, after=2)
    change(drafts, id, 4, after=2)
    assert shapes(drafts, id)[3] == (4, 2, "")


def test_how_a_version_came_about_is_told(drafts: Drafts, id: str) -> None:
    when = "2026-11-22T10:42:00+00:00"
    save(drafts, id, content(n=1), revision=5, after=4, note=(TAKEN, when))
    assert drafts.versions.of(id)[-1] == drafts.versions.of(id)[-1]._replace(came=TAKEN, told=when)
    other = drafts.create(content(), FORM, "Altra", came=IMPORTED)
    assert [each.came for each in drafts.versions.of(other)] == [IMPORTED]
    assert [each.came for each in drafts.versions.of(drafts.duplicate(id))] == [DUPLICATED]


def test_an_act_is_noted_of_the_version_of_then(drafts: Drafts, id: str) -> None:
    go_to(drafts, id, 3)
    drafts.acts.record(id, "sent", {})
    assert ask(drafts.path, NOTES) == [(3, ACT, "")]
    assert [each.came for each in drafts.versions.of(id)] == [""] * 4


def exported(drafts: Drafts, id: str, text: str) -> None:
    drafts.exported(id, text, [ExportedDocument("convenzione", Path("c.pdf"), "ab" * 32, bozza=False)])


def many(drafts: Drafts, id: str, first: int, count: int) -> None:
    for n in range(first, first + count):
        put(drafts, id, content(n=n), revision=n, after=n - 1)
    assert drafts.flush(LIMIT)


def test_of_old_versions_the_last_of_a_day_stays_and_what_went_out(drafts: Drafts) -> None:
    with clock_at("2026-11-01 09:00") as clock:
        id = drafts.create(content(n=1), FORM, "Uno", came=IMPORTED)
        many(drafts, id, 2, 8)
        save(drafts, id, content(n=10), revision=10, after=9)
        exported(drafts, id, content(n=10))
        many(drafts, id, 11, 9)
        drafts.acts.record(id, "sent", {})
        many(drafts, id, 20, 9)
        save(drafts, id, content(n=29), revision=29, after=28, note=(TAKEN, ""))
        many(drafts, id, 30, 10)
        go_to(drafts, id, 35)
        clock.forward(days=20)
        change(drafts, id, 40, after=35)
        many(drafts, id, 41, LAST - 1)
    kept = [each.number for each in drafts.versions.of(id)]
    assert kept == [1, 10, 19, 29, 35, 39, *range(40, 40 + LAST)]
    assert {number for number, *_ in ask(drafts.path, NOTES)} <= set(kept)


def test_the_version_before_a_passage_to_another_edition_stays_with_the_one_after_it(drafts: Drafts) -> None:
    with clock_at("2026-11-01 09:00") as clock:
        id = drafts.create(content(n=1), FORM, "Uno")
        many(drafts, id, 2, 8)  # to 9
        go_to(drafts, id, 6)
        save(drafts, id, content(n=10), revision=10, after=6, note=(PASSED, FORM))
        many(drafts, id, 11, 9)
        clock.forward(days=20)
        many(drafts, id, 20, LAST)
    kept = {each.number: each.came for each in drafts.versions.of(id) if each.number < 19}
    assert kept == {6: "", 9: "", 10: PASSED}, "7 to 9 were left aside by then, the last of them is of that day"


def test_an_export_pins_what_was_exported_and_no_other_text_of_that_number(drafts: Drafts) -> None:
    with clock_at("2026-11-01 09:00") as clock:
        id = drafts.create(content(n=1), FORM, "Uno")
        change(drafts, id, 2, after=1)
        exported(drafts, id, content(n=2))
        save(drafts, id, content(n="2 e altro"), revision=2, after=1)
        many(drafts, id, 3, 2)
        clock.forward(days=20)
        many(drafts, id, 5, LAST)
    assert [each.number for each in drafts.versions.of(id)][:2] == [4, 5]


def test_a_hundred_versions_are_never_thinned(drafts: Drafts) -> None:
    with clock_at("2026-11-01 09:00"):
        id = drafts.create(content(n=1), FORM, "Uno")
        many(drafts, id, 2, LAST - 1)
        assert len(drafts.versions.of(id)) == LAST
        many(drafts, id, LAST + 1, 1)
        assert [each.number for each in drafts.versions.of(id)] == list(range(2, LAST + 2))


def test_other_dossiers_are_not_thinned_with_one(drafts: Drafts, id: str) -> None:
    with clock_at("2026-12-24 09:00"):
        many(drafts, drafts.create(content(n=1), FORM, "Altra"), 2, LAST + 5)
    assert [each.number for each in drafts.versions.of(id)] == [1, 2, 3, 4]


def test_a_damaged_version_is_there_without_its_content(drafts: Drafts, id: str) -> None:
    assert drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute("UPDATE revisions SET content = x'00' WHERE number = 2")
        connection.execute("UPDATE revisions SET at = 'mai' WHERE number = 3")
        connection.execute("INSERT INTO version_notes VALUES (?, 3, 'aside', 'boh')", (id,))
        connection.execute("INSERT INTO version_notes VALUES (?, 4, 'di un altro tempo', '')", (id,))
    drafts.open()
    assert [drafts.versions.content(id, number) for number in (1, 2, 9)] == [content(n=1), None, None]
    found = drafts.versions.of(id)
    assert [each.number for each in found] == [1, 2, 3, 4] and found[2].at.year == 1970
    assert shapes(drafts, id)[2:] == [(3, 0, "boh"), (4, 2, "")] and found[3].came == ""


@pytest.mark.parametrize("lost", ["", "drafts"])
def test_of_a_damaged_file_the_branches_are_saved(
    drafts: Drafts, id: str, store: Callable[[Path], Drafts], lost: str
) -> None:
    go_to(drafts, id, 2)
    change(drafts, id, 5, after=2)
    drafts.acts.record(id, "sent", {})
    before = (shapes(drafts, id), ask(drafts.path, NOTES))
    assert drafts.close(LIMIT)
    wreck(drafts.path, lost)
    again = store(drafts.path.parent)
    again.open()
    assert (shapes(again, id), ask(drafts.path, NOTES)) == before
    assert again.close(LIMIT) and is_whole(again.path)


def test_what_a_copy_gives_back_is_what_undo_goes_on_from(drafts: Drafts, id: str) -> None:
    """Of the file there is left only that an undo left it aside."""
    drafts.daily_backup(today())
    go_to(drafts, id, 2)
    change(drafts, id, 5, after=2)
    assert drafts.close(LIMIT)
    blank(drafts.path, "contents", "revisions")
    drafts.open()
    drafts.damage.repair()
    assert drafts.read(id).content == content(n=4) and numbers(drafts, id)[-1] == 4


def test_deleted_with_the_dossier_nothing_of_its_versions_is_left(drafts: Drafts, id: str, folder: Path) -> None:
    go_to(drafts, id, 2)
    change(drafts, id, 5, after=2)
    save(drafts, id, content(nome="Sparita"), revision=6, after=5, note=(TAKEN, "2026-11-22"))
    go_to(drafts, id, 5)
    change(drafts, id, 7, after=5)
    drafts.daily_backup(today())
    assert files_with("sparita", folder)
    drafts.bin(id)
    drafts.empty_bin()
    for _ in drafts.deletion.erase(today()):
        pass
    assert files_with("sparita", folder) == []
    assert drafts.versions.of(id) == [] and ask(drafts.path, NOTES) == []


def test_an_older_file_gets_its_notes_from_its_acts(drafts: Drafts, id: str) -> None:
    drafts.acts.record(id, "sent", {}, at=drafts.versions.of(id)[1].at)
    drafts.acts.record(id, "sent", {}, at=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    assert drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute("DROP TABLE version_notes")
        connection.execute("DROP TABLE traits")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm006%'")
        connection.execute("PRAGMA user_version = 5")
    drafts.open()
    assert ask(drafts.path, NOTES) == [(2, ACT, "")]


def test_entries_of_a_dossier_that_is_not_there_are_none(drafts: Drafts) -> None:
    assert drafts.versions.of("nessuna") == []
