"""The acts of dossiers: recorded with their files, found from outside, taken away, carried with the dossier."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.acts.archive import sha256
from desktop_app.drafts.models import ActEntry, ExportedDocument, ExportEntry
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.reading import refusal
from tests.unit.drafts.support import FORM, LIMIT, ask, content, is_whole

Make = Callable[[Path], Drafts]
AT = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture
def id(drafts: Drafts) -> str:
    return drafts.create(content(n=1), FORM, "Uno")


def test_an_act_is_there_with_its_file_at_the_next_start(drafts: Drafts, id: str, store: Make) -> None:
    data = {"document": "convenzione", "parti": ["una", "due"], "nome": "D'Alò 😀", "vuoto": None, "n": 3}
    number = drafts.acts.record(id, "returned", data, b"%PDF", AT)
    drafts.close(LIMIT)
    again = store(drafts.path.parent)
    again.open()
    expected = ActEntry(number, "returned", AT.astimezone(dt.UTC), data, sha256(b"%PDF"))
    assert again.acts.of(id) == [expected] and again.archive.read(sha256(b"%PDF")) == b"%PDF"
    found = again.damage.check()
    assert found is not None and found.is_sound


def test_acts_come_in_the_order_of_their_times(drafts: Drafts, id: str) -> None:
    for day in (3, 1, 2):
        drafts.acts.record(id, "met", {"day": day}, at=AT + dt.timedelta(days=day))
    assert [each.data["day"] for each in drafts.acts.of(id)] == [1, 2, 3]
    assert drafts.acts.of("nessuna") == []


def test_an_act_recorded_twice_is_once(drafts: Drafts, id: str) -> None:
    numbers = {drafts.acts.record(id, "met", {"key": "a"}, at=AT) for _ in range(2)}
    assert len(numbers) == 1 and len(drafts.acts.of(id)) == 1
    drafts.acts.record(id, "met", {"key": "b"}, at=AT)
    assert len(drafts.acts.of(id)) == 2


def test_an_act_of_no_dossier_is_refused_and_what_is_no_json_too(drafts: Drafts, id: str) -> None:
    assert "questa pratica non c'è più" in refusal(lambda: drafts.acts.record("nessuna", "met", {}))
    for wrong in ({"n": float("nan")}, {"n": object()}):
        with pytest.raises((ValueError, TypeError)):
            drafts.acts.record(id, "met", wrong)
    assert drafts.acts.of(id) == []


def test_an_act_that_was_taken_away_is_gone_and_its_number_is_given_to_no_other(drafts: Drafts, id: str) -> None:
    number = drafts.acts.record(id, "met", {"key": "a"}, marks=["codice"])
    drafts.acts.remove(number)
    drafts.acts.remove(number)  # pressed twice
    assert drafts.acts.of(id) == [] and drafts.acts.with_mark(["codice"]) == []
    assert drafts.acts.record(id, "met", {"key": "b"}) > number


def test_acts_are_found_from_outside_by_their_file_their_marks_and_what_was_exported(drafts: Drafts, id: str) -> None:
    other = drafts.create(content(n=2), FORM, "Due")
    drafts.exported(other, content(n=2), [ExportedDocument("convenzione", Path("a.pdf"), "ab" * 32, bozza=False)])
    number = drafts.acts.record(other, "sent", {}, b"messaggio", marks=["C2-7K3Q", "<id@commessa>", "C2-7K3Q", ""])
    drafts.acts.record(id, "sent", {}, marks=["C1-XXXX"])
    drafts.bin(other)
    (place,) = drafts.acts.with_file([sha256(b"altro"), sha256(b"messaggio")])
    assert place == (number, "sent", other, "Due", True, sha256(b"messaggio"))
    assert drafts.acts.with_mark(["C9", "<id@commessa>"]) == [("<id@commessa>", place)]
    assert [mark for mark, _ in drafts.acts.with_mark(["C2-7K3Q", "C1-XXXX"])] == ["C2-7K3Q", "C1-XXXX"]
    (export,) = drafts.acts.exports_with(["00" * 32, "ab" * 32])
    assert (export.dossier, export.title, export.document, export.binned) == (other, "Due", "convenzione", True)
    many = [f"{number:064x}" for number in range(1_200)]
    assert drafts.acts.with_file(many) == [] and drafts.acts.with_mark([]) == []


def test_a_summary_is_given_the_exports_and_the_acts(drafts: Drafts, id: str) -> None:
    def summary(exports: Sequence[ExportEntry], acts: Sequence[ActEntry]) -> str:
        return f"{len(exports)} {[each.kind for each in acts]}"

    number = drafts.acts.record(id, "met", {}, content=content(n=1), summary=summary)
    assert drafts.rows()[0].summary == "0 ['met']"
    drafts.acts.record(id, "sent", {}, content=content(n=9), summary=summary)
    assert drafts.rows()[0].summary == "0 ['met']", "of another draft than the dossier's"
    drafts.acts.remove(number, content=content(n=1), summary=summary)
    assert drafts.rows()[0].summary == "0 ['sent']"
    assert drafts.read(drafts.duplicate(id)).summary == "", "a copy has no acts"


def test_a_duplicate_has_no_acts(drafts: Drafts, id: str) -> None:
    drafts.acts.record(id, "met", {}, b"file")
    assert drafts.acts.of(drafts.duplicate(id)) == []


def test_a_dossier_that_is_deleted_for_good_takes_its_acts_with_it(drafts: Drafts, id: str) -> None:
    drafts.acts.record(id, "sent", {}, b"file", marks=["codice"])
    drafts.bin(id)
    drafts.empty_bin()
    assert drafts.acts.with_file([sha256(b"file")]) == [] and drafts.acts.with_mark(["codice"]) == []
    drafts.close(LIMIT)
    assert is_whole(drafts.path) and ask(drafts.path, "SELECT (SELECT count(*) FROM acts), count(*) FROM marks") == [
        (0, 0)
    ]


DAMAGE = {
    "content": "UPDATE acts SET content = x'00'",
    "another content": "UPDATE acts SET content = (SELECT content FROM acts WHERE kind = 'sent')",
    "kind": "UPDATE acts SET kind = 'sent'",
    "kind of bytes": "UPDATE acts SET kind = x'ff00'",
    "time": "UPDATE acts SET at = '2026-01-01T00:00:00.000000+00:00'",
    "no time": "UPDATE acts SET at = 'prima'",
    "file": "UPDATE acts SET file = 'ff' || substr(file, 3)",
    "no file": "UPDATE acts SET file = '../../x'",
    "checksum": "UPDATE acts SET sha256 = x'00'",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_act_is_one_damaged_act(drafts: Drafts, id: str, store: Make, statement: str) -> None:
    number = drafts.acts.record(id, "met", {"key": "a"}, b"uno", AT)
    drafts.acts.record(id, "sent", {"key": "b"}, b"due", AT)
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute(f"{statement} WHERE number = {number}")
    again = store(drafts.path.parent)
    again.open()
    states = {each.number: (each.damaged, each.data) for each in again.acts.of(id)}
    assert states == {number: (True, {}), number + 1: (False, {"key": "b"})}
    found = again.damage.check()
    assert found is not None and found.acts == 1 and not found.dossiers
    again.damage.repair()
    (saved,) = (each for each in again.acts.of(id) if each.kind == act_rows.DAMAGED_KIND)
    assert again.damage.last is not None and again.damage.last.report.damaged_acts == 1
    assert not saved.damaged and saved.file in (sha256(b"uno"), None, "ff" + sha256(b"uno")[2:])
    assert saved.at in (AT, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), act_rows.UNKNOWN_TIME)
    assert [each.data for each in again.acts.of(id) if each.kind == "sent"] == [{"key": "b"}]
    found = again.damage.check()
    assert found is not None and found.is_sound
    assert again.archive.read(sha256(b"uno")) == b"uno"


def test_a_rebuilt_file_has_all_acts_and_a_damaged_one_as_a_copy_has_it(drafts: Drafts, id: str, store: Make) -> None:
    number = drafts.acts.record(id, "met", {"key": "a"}, b"uno", AT, marks=["uno"])
    drafts.daily_backup(AT.date())
    drafts.acts.record(id, "sent", {"key": "b"}, b"due", marks=["due"])
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection, connection:
        connection.execute("UPDATE acts SET content = x'00' WHERE number = ?", (number,))
    again = store(drafts.path.parent)
    again.open()
    again.damage.repair()
    assert [each.data for each in again.acts.of(id)] == [{"key": "a"}, {"key": "b"}]
    assert {mark for mark, _ in again.acts.with_mark(["uno", "due"])} == {"uno", "due"}
    assert again.damage.last is not None and again.damage.last.report.damaged_acts == 0


def test_what_was_taken_away_does_not_come_back_out_of_a_copy(drafts: Drafts, id: str) -> None:
    number = drafts.acts.record(id, "met", {"key": "a"})
    drafts.daily_backup(AT.date())
    drafts.acts.remove(number)
    drafts.damage.repair()
    assert drafts.acts.of(id) == [] and len(drafts.rows()) == 1
