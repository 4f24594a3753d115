"""The bin: dossiers put there, taken back, and deleted without a trace."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.store import Drafts, StoreFault
from tests.unit.drafts.support import FORM, LIMIT, ask, content, names, save


def test_the_bin(drafts: Drafts) -> None:
    kept, binned = drafts.create(content(), FORM, "Resta"), drafts.create(content(), FORM, "Va via")
    drafts.bin(binned)
    assert [row.id for row in drafts.rows()] == [kept]
    assert [row.id for row in drafts.rows(binned=True)] == [binned]
    assert drafts.read(binned).binned is not None
    drafts.restore(binned)
    assert len(drafts.rows()) == 2 and drafts.rows(binned=True) == []


def test_emptying_the_bin_leaves_no_trace_in_the_files(drafts: Drafts) -> None:
    secret = "SEGRETO-" + "x" * 9_000
    kept = drafts.create(content(), FORM, "Resta")
    id = drafts.create(content(), FORM, "INTESTAZIONE-74")
    save(drafts, id, content(a=secret), "INTESTAZIONE-74")
    drafts.bin(id)
    assert drafts.empty_bin() == 1
    # At once, not only when the program is closed: the text is gone from the journal, too.
    for path in (drafts.path, *file.sidecars(drafts.path)):
        data = path.read_bytes() if path.exists() else b""
        assert b"SEGRETO" not in data and b"INTESTAZIONE-74" not in data
    assert drafts.empty_bin() == 0
    with pytest.raises(StoreFault, match="questa pratica non c'è più"):
        drafts.read(id)
    assert [row.id for row in drafts.rows()] == [kept]
    assert drafts.close(LIMIT)
    assert names(drafts.path.parent) == ["pratiche.db"]
    data = drafts.path.read_bytes()
    assert b"SEGRETO" not in data and b"INTESTAZIONE-74" not in data
    assert ask(drafts.path, "SELECT count(*) FROM revisions") == [(1,)]


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_the_bin_is_kept_for_30_days(drafts: Drafts, monkeypatch: pytest.MonkeyPatch, days: int, left: int) -> None:
    drafts.bin(drafts.create(content(), FORM, "Va via"))
    drafts.close(LIMIT)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
    monkeypatch.setattr("desktop_app.drafts.store.now", lambda: later)
    drafts.open()
    assert len(drafts.rows(binned=True)) == left


def test_what_is_typed_in_a_deleted_dossier_is_not_lost(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    drafts.bin(id)
    drafts.empty_bin()
    save(drafts, id, content(a=1), "Uno", revision=7)
    stored = drafts.read(id)
    assert (stored.content, stored.form, stored.revision) == (content(a=1), FORM, 7)
