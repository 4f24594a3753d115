"""Dossiers written and read back: list, history across sessions, bin, copies, exports, what was open."""

from __future__ import annotations

import datetime as dt
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop_app.drafts import writer
from desktop_app.drafts.handle import DatabaseHandle
from desktop_app.drafts.models import ExportedDocument, ExportEntry, Saved
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.reading import numbers
from tests.unit.drafts.support import FORM, LIMIT, Answer, content, is_whole, put, save

Make = Callable[[Path], Drafts]


def test_a_new_dossier_is_in_the_list_and_can_be_read(drafts: Drafts) -> None:
    id = drafts.create(content(a="è"), FORM, "Rossi Srl, Alba", "primo", '{"missing": 3}')
    (row,) = drafts.rows()
    assert (row.id, row.form, row.title, row.summary) == (id, FORM, "Rossi Srl, Alba", '{"missing": 3}')
    assert row.updated.tzinfo is dt.UTC and row.exported is None and row.binned is None
    stored = drafts.read(id)
    assert (stored.content, stored.form, stored.step) == (content(a="è"), FORM, "primo")
    assert (stored.version, stored.revision, stored.first, stored.last) == (1, 1, 1, 1)


def test_a_change_is_acknowledged_with_its_moment_and_revision(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    before = dt.datetime.now(dt.UTC)
    saved = save(drafts, id, content(a=1), "Due", step="terzo")
    assert before <= saved.at <= dt.datetime.now(dt.UTC)
    assert (saved.version, saved.revision, saved.notice) == (2, 2, "")
    assert drafts.pending == 0 and drafts.failing == ""
    stored = drafts.read(id)
    assert (stored.title, stored.step, stored.content) == ("Due", "terzo", content(a=1))
    assert drafts.rows()[0].updated == saved.at


def test_the_same_content_again_is_no_change(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    updated = drafts.rows()[0].updated
    saved = save(drafts, id, content(), "Uno", step="altro")
    assert (saved.version, saved.revision) == (1, 1)
    assert drafts.rows()[0].updated == updated and drafts.read(id).step == "altro"


def test_many_changes_at_once_are_all_kept_in_order(drafts: Drafts) -> None:
    ids = [drafts.create(content(), FORM, "Uno") for _ in range(3)]
    answers = [put(drafts, ids[n % 3], content(n=n)) for n in range(90)]
    assert drafts.flush(LIMIT)
    assert [answer.acknowledged().revision for answer in answers] == [2 + n // 3 for n in range(90)]
    for k, id in enumerate(ids):
        kept = [each.content for each in drafts.history(id)]
        assert kept == [content(), *(content(n=n) for n in range(k, 90, 3))]


def test_threads_share_one_store(drafts: Drafts) -> None:
    def work(k: int) -> None:
        id = drafts.create(content(k=k), FORM, f"filo {k}")
        for n in range(20):
            save(drafts, id, content(k=k, n=n), f"filo {k}")
            assert drafts.read(id).content == content(k=k, n=n)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert [len(drafts.history(row.id)) for row in drafts.rows("filo")] == [21] * 4


def test_the_acknowledgement_comes_after_the_change_is_in_the_file(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    seen: list[str] = []
    over = threading.Event()

    def done(_: Saved) -> None:
        seen.append(drafts.read(id).content)
        over.set()

    drafts.save(id, content(a=1), "Uno", "", done)
    assert over.wait(LIMIT) and seen == [content(a=1)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_the_callback_does_not_stop_the_writer(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")

    def broken(_: Saved) -> None:
        raise RuntimeError("il chiamante")

    drafts.save(id, content(a=1), "Uno", "", broken)
    assert save(drafts, id, content(a=2)).revision == 3


def test_a_copy_begins_a_history_of_its_own(drafts: Drafts) -> None:
    id = drafts.create(content(n=1), FORM, "Rossi")
    save(drafts, id, content(n=2), "Rossi", step="terzo")
    drafts.exported(id, content(n=2), [ExportedDocument("d", Path("d.pdf"), "00", False)])
    copy = drafts.read(drafts.duplicate(id))
    assert copy.id != id
    assert (copy.title, copy.content, copy.step, copy.form) == ("Copia di Rossi", content(n=2), "terzo", FORM)
    assert numbers(drafts, copy.id) == [1] and drafts.exports(copy.id) == []


def test_what_was_exported_is_recorded_and_frozen(drafts: Drafts) -> None:
    id = drafts.create(content(n=1), FORM, "Uno")
    save(drafts, id, content(n=2))
    records = [
        ExportedDocument("a", Path("x") / "a.pdf", "aa", False),
        ExportedDocument("b", Path("x") / "b_BOZZA.pdf", "bb", True),
    ]
    drafts.exported(id, content(n=2), records)
    second, first = drafts.exports(id)
    assert (first.document, first.path, first.sha256, first.bozza) == ("a", Path("x") / "a.pdf", "aa", False)
    assert (second.document, second.bozza, second.revision, second.changed) == ("b", True, 2, False)
    assert drafts.rows()[0].exported == first.at
    save(drafts, id, content(n=3))
    assert [each.changed for each in drafts.exports(id)] == [True, True]
    assert drafts.exported_content(first.number) == content(n=2)
    save(drafts, id, content(n=2), revision=2, keep_later=True)
    assert [each.changed for each in drafts.exports(id)] == [False, False]


def test_a_summary_is_given_the_exports_as_they_compare_with_the_change(drafts: Drafts) -> None:
    def summary(exports: Sequence[ExportEntry], _: object) -> str:
        return " ".join(f"{each.document}:{'old' if each.changed else 'good'}" for each in exports) or "none"

    def stored() -> str:
        return drafts.rows()[0].summary

    id = drafts.create(content(n=1), FORM, "Uno")
    save(drafts, id, content(n=2), summary=summary)
    assert stored() == "none"
    drafts.exported(id, content(n=2), [ExportedDocument("a", Path("a.pdf"), "aa", False)], summary)
    assert stored() == "a:good"
    updated = drafts.rows()[0].updated
    save(drafts, id, content(n=3), summary=summary)
    assert stored() == "a:old"
    save(drafts, id, content(n=2), summary=summary, revision=2, keep_later=True)
    assert stored() == "a:good"
    # Written while the dossier was changed: what is stored tells of the change, and stays.
    save(drafts, id, content(n=4), summary="of the change")
    drafts.exported(id, content(n=2), [ExportedDocument("b", Path("b.pdf"), "bb", False)], summary)
    assert stored() == "of the change" and drafts.rows()[0].updated > updated
    assert drafts.read(drafts.duplicate(id)).summary == ""  # a copy has no exports


@pytest.mark.parametrize(
    "what",
    [
        lambda drafts: drafts.read("x"),
        lambda drafts: drafts.duplicate("x"),
        lambda drafts: drafts.bin("x"),
        lambda drafts: drafts.restore("x"),
        lambda drafts: drafts.exported("x", "{}", []),
        lambda drafts: drafts.exported_content(1),
    ],
)
def test_a_dossier_that_is_not_there(drafts: Drafts, what: Callable[[Drafts], object]) -> None:
    with pytest.raises(StoreFault, match="questa pratica non c'è più"):
        what(drafts)


def test_nothing_can_be_done_with_a_store_that_is_not_open(folder: Path, store: Make) -> None:
    drafts = store(folder)
    assert drafts.rows() == [] and drafts.pending == 0 and drafts.failing == ""
    assert drafts.flush(0) and drafts.close(0)
    assert not folder.exists()
    for attempt in (
        lambda: drafts.save("x", "{}", ""),
        lambda: drafts.create("{}", FORM, ""),
        lambda: drafts.remember_open(None),
        drafts.retry,
    ):
        with pytest.raises(StoreFault, match="è chiuso"):
            attempt()


def test_the_end_waits_for_what_is_still_in_line(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    answer = Answer()
    for n in range(50):
        drafts.save(id, content(n=n), "Uno", "", answer.done)
    assert drafts.close(LIMIT)
    assert drafts.read(id).content == content(n=49)


@pytest.mark.skipif(os.name == "nt", reason="the rights of a file work otherwise on Windows")
def test_only_the_owner_reads_the_files(drafts: Drafts) -> None:
    drafts.create(content(), FORM, "Uno")
    paths = sorted(drafts.path.parent.iterdir())
    assert [path.name for path in paths] == ["pratiche.db", "pratiche.db-shm", "pratiche.db-wal"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE(drafts.path.parent.stat().st_mode) == 0o700


def test_an_ordinary_start_does_not_load_sqlite_utils(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    drafts.close(LIMIT)
    script = (
        "import sys; from pathlib import Path; from desktop_app.drafts.store import Drafts;"
        "drafts = Drafts(Path(sys.argv[1])); print(drafts.rows()[0].id); drafts.open();"
        "drafts.save(drafts.rows()[0].id, '{}', ''); print(drafts.close(9), 'sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(drafts.path.parent)],
        capture_output=True, text=True, cwd=Path(__file__).parents[3], check=True,
    )  # fmt: skip
    assert done.stdout.split() == [id, "True", "False"]
    assert is_whole(drafts.path)


def test_the_journal_does_not_grow_for_ever(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = threading.Event()
    checkpoint = DatabaseHandle.checkpoint

    def watched(self: DatabaseHandle, all_of_it: bool = False) -> bool:
        moved.set()
        return checkpoint(self, all_of_it)

    monkeypatch.setattr(writer, "IDLE_SECONDS", 0.01)
    monkeypatch.setattr(DatabaseHandle, "checkpoint", watched)
    save(drafts, drafts.create(content(), FORM, "Uno"), content(a=1))
    assert moved.wait(LIMIT)
