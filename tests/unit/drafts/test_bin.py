"""The bin: dossiers put there, taken back, and deleted without a trace."""

from __future__ import annotations

import pytest

from desktop_app.drafts import file
from desktop_app.drafts.models import Contact
from desktop_app.drafts.store import Drafts, StoreFault
from tests.clock import clock_at
from tests.unit.drafts.support import FORM, LIMIT, ask, content, names, save, use_on_days


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


def test_the_bin_is_kept_for_30_days_and_then_until_some_days_of_use_agree(drafts: Drafts) -> None:
    drafts.bin(drafts.create(content(), FORM, "Va via"))
    use_on_days(drafts, 1, 28, 29, 30, 31, 32)
    assert len(drafts.rows(binned=True)) == 1
    use_on_days(drafts, 33.1)
    assert drafts.rows(binned=True) == []


@pytest.mark.parametrize("wrong", [45, 400, 3650, -31, -4000])
def test_a_clock_that_is_wrong_once_neither_empties_the_bin_nor_freezes_it(drafts: Drafts, wrong: float) -> None:
    drafts.addresses.bin(drafts.addresses.add(Contact("aziende", "Scheda", "", {})))
    drafts.bin(drafts.create(content(), FORM, "Prima"))
    use_on_days(drafts, 1, 2, wrong)
    with clock_at("2036-05-01 10:00"):
        drafts.bin(drafts.create(content(), FORM, "Con l'orologio sbagliato"))
    use_on_days(drafts, 3, 4, 5, 32, 32.6, 33.2)
    assert len(drafts.rows(binned=True)) == 2 and len(drafts.addresses.rows("aziende", binned=True)) == 1
    use_on_days(drafts, 34, 35, 36, 37)
    assert drafts.rows(binned=True) == [] and drafts.addresses.rows("aziende", binned=True) == []


def test_what_is_taken_out_and_thrown_away_again_has_its_days_anew(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Due volte")
    drafts.bin(id)
    use_on_days(drafts, 1, 2, 20)
    drafts.restore(id)
    drafts.bin(id)
    use_on_days(drafts, 31, 32, 33, 34)
    assert len(drafts.rows(binned=True)) == 1


def test_what_is_typed_in_a_deleted_dossier_is_not_lost(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    drafts.bin(id)
    drafts.empty_bin()
    save(drafts, id, content(a=1), "Uno", revision=7)
    stored = drafts.read(id)
    assert (stored.content, stored.form, stored.revision) == (content(a=1), FORM, 7)
