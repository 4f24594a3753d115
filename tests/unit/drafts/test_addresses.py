"""The address books in the file: found, changed, put into the bin, counted, and nothing of them left when deleted."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.drafts import file
from desktop_app.drafts.content import records_of
from desktop_app.drafts.models import Contact
from desktop_app.drafts.store import Drafts, StoreFault
from desktop_app.engine.answers.draft import Draft, PartyLink
from tests.unit.drafts.support import FORM, LIMIT, is_whole, save, use_on_days

Make = Callable[[Path], Drafts]


def card(name: str, book: str = "aziende", **answers: Any) -> Contact:
    return Contact(book, name, answers.get("comune", ""), {"nome": name, **answers})


def found(drafts: Drafts, search: str = "", **options: Any) -> list[str]:
    return [row.name for row in drafts.addresses.rows("aziende", search, **options)]


def linked(*records: str) -> str:
    return Draft(FORM, {"n": "1"}, parties={f"parte{n}": PartyLink(id) for n, id in enumerate(records)}).to_json()


def test_a_record_is_kept_and_found_by_any_of_its_words(drafts: Drafts) -> None:
    id = drafts.addresses.add(card("D'Alò Società", comune="L'Aquila", codice="01234567897", iscritta=True))
    drafts.addresses.add(card("Bianchi", comune="Fano"))
    drafts.addresses.add(card("Altrove", book="uffici"))
    assert found(drafts) == ["Bianchi", "D'Alò Società"]
    for search in ("alo", "AQUILA società", "  67897 d'alo ", "l'aq"):
        assert found(drafts, search) == ["D'Alò Società"]
    for search in ("alò fano", "%", "d_alo", "'; DROP TABLE records;--"):
        assert found(drafts, search) == []
    assert found(drafts, limit=1) == ["Bianchi"]
    assert drafts.addresses.read(id) == card("D'Alò Società", comune="L'Aquila", codice="01234567897", iscritta=True)
    assert (drafts.addresses.count("aziende"), drafts.addresses.count("consorzi")) == (2, 0)


def test_of_a_very_long_search_the_first_words_count(drafts: Drafts) -> None:
    drafts.addresses.add(card("uno due tre quattro cinque sei sette otto"))
    assert found(drafts, "uno due tre quattro cinque sei sette otto nove") != []
    assert found(drafts, "uno due tre quattro cinque sei sette nove") == []


def test_records_of_one_name_always_come_in_the_same_order(drafts: Drafts) -> None:
    ids = sorted(drafts.addresses.add(card("Rossi")) for _ in range(5))
    assert [row.id for row in drafts.addresses.rows("aziende")] == ids
    assert [row.id for row in drafts.addresses.rows("aziende", limit=2)] == ids[:2]


def test_a_name_is_found_whole(drafts: Drafts) -> None:
    id = drafts.addresses.add(card("Rossi Àlfa"))
    drafts.addresses.add(card("Rossi Alfa Due"))
    assert drafts.addresses.namesake("aziende", " rossi ALFA ") == id
    assert drafts.addresses.namesake("aziende", "Rossi") is None
    assert drafts.addresses.namesake("uffici", "Rossi Alfa") is None


def test_a_record_is_changed_and_its_dossiers_are_not(drafts: Drafts) -> None:
    id = drafts.addresses.add(card("Rossi", comune="Jesi"))
    dossier = drafts.create(linked(id), FORM, "Uno")
    drafts.addresses.replace(id, card("Rossi Spa", comune="Fano"))
    assert found(drafts, "jesi") == [] and found(drafts, "fano") == ["Rossi Spa"]
    assert drafts.read(dossier).content == linked(id)
    with pytest.raises(StoreFault, match="questa scheda non c'è più"):
        drafts.addresses.replace("mai", card("x"))


def test_a_deleted_record_can_be_taken_back(drafts: Drafts) -> None:
    id = drafts.addresses.add(card("Rossi"))
    drafts.addresses.bin(id)
    assert found(drafts) == [] and found(drafts, binned=True) == ["Rossi"]
    assert drafts.addresses.read(id) is None and drafts.addresses.count("aziende") == 0
    drafts.addresses.restore(id)
    assert drafts.addresses.read(id) == card("Rossi")
    for change in (drafts.addresses.bin, drafts.addresses.restore):
        with pytest.raises(StoreFault, match="questa scheda non c'è più"):
            change("mai")


@pytest.mark.parametrize("what", ["record", "dossier"])
def test_nothing_of_a_record_or_dossier_is_left_in_the_file_after_its_days_in_the_bin(
    drafts: Drafts, what: str
) -> None:
    if what == "record":
        drafts.addresses.bin(drafts.addresses.add(card("ZZQX Segreta", comune="Jesi")))
    else:
        drafts.bin(drafts.create(linked(), FORM, "ZZQX Segreta"))
    stays = drafts.addresses.add(card("Bianchi"))
    use_on_days(drafts, 1, 29, 31, 32, 33)
    assert found(drafts, binned=True) == [] and drafts.addresses.read(stays) is not None
    files = [drafts.path, *file.sidecars(drafts.path)]
    assert not any("zzqx" in each.read_bytes().lower().decode("latin-1") for each in files if each.exists())


def test_the_dossiers_that_use_a_record_are_counted(drafts: Drafts) -> None:
    id, other = drafts.addresses.add(card("Rossi")), drafts.addresses.add(card("Bianchi"))
    first = drafts.create(linked(id, other), FORM, "Uno")
    second = drafts.duplicate(first)
    assert (drafts.addresses.uses(id), drafts.addresses.uses(other)) == (2, 2)
    save(drafts, first, linked(other))
    assert (drafts.addresses.uses(id), drafts.addresses.uses(other)) == (1, 2)
    drafts.bin(second)
    assert (drafts.addresses.uses(id), drafts.addresses.uses(other)) == (0, 1)
    drafts.empty_bin()
    assert drafts.close(LIMIT) and is_whole(drafts.path)


def test_a_record_that_rotted_on_the_disk_is_never_used(drafts: Drafts) -> None:
    id = drafts.addresses.add(card("Rossi", codice="01234567897"))
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection:
        connection.execute("UPDATE records SET answers = replace(answers, '789', '788')")
        connection.commit()
    drafts.open()
    with pytest.raises(StoreFault, match="non è più come l'avevo salvata") as caught:
        drafts.addresses.read(id)
    assert "Rossi" not in str(caught.value)
    drafts.addresses.bin(id)


def test_records_are_saved_out_of_a_damaged_file(drafts: Drafts, store: Make, folder: Path) -> None:
    id = drafts.addresses.add(card("Rossi"))
    dossier = drafts.create(linked(id), FORM, "Uno")
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection:
        connection.execute("UPDATE session SET closed = 0")
        connection.commit()
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'exports'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(drafts.path.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    drafts.path.write_bytes(data)
    again = store(folder)
    again.open()
    assert again.damage.repair().set_aside is not None
    assert again.addresses.read(id) == card("Rossi") and again.addresses.uses(id) == 1
    assert again.read(dossier).content == linked(id)


def test_ten_thousand_records_are_all_found(drafts: Drafts) -> None:
    one = drafts.addresses.add(card("Zeta", comune="Jesi"))
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
            " INSERT INTO records SELECT 'x' || i, book, 'Ditta ' || i, detail, 'ditta ' || i, updated, NULL, sha256,"
            " answers FROM n, records"
        )
        connection.commit()
    drafts.open()
    assert drafts.addresses.count("aziende") == 10_001 and len(found(drafts)) == 10_001
    assert found(drafts, "ditta 9999") == ["Ditta 9999"] and found(drafts, "zeta") == ["Zeta"]
    assert drafts.addresses.read(one) is not None


@pytest.mark.parametrize("data", [b'"parties"', b'{"parties": []} "parties"', b'["parties"]', b'{"parties": {"a": 1}}',
                                  b'{"parties": {"a": {"record": 3}}}', b'{"parties": 5}', b"{}"])  # fmt: skip
def test_a_content_without_links_uses_no_record(data: bytes) -> None:
    assert records_of(data) == set()


@settings(max_examples=20)  # each opens a file of its own
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8) | st.booleans(), max_size=3), st.text(max_size=20))
def test_any_answers_are_kept(tmp_path_factory: pytest.TempPathFactory, answers: dict[str, Any], name: str) -> None:
    folder = tmp_path_factory.mktemp("dati")
    drafts = Drafts(folder)
    drafts.open()
    try:
        id = drafts.addresses.add(Contact("aziende", name, "", answers))
        kept = drafts.addresses.read(id)
        assert kept is not None and json.dumps(dict(kept.answers)) == json.dumps(answers)
        assert [row.id for row in drafts.addresses.rows("aziende", name)] == [id]
    finally:
        drafts.close(LIMIT)
        shutil.rmtree(folder)


@pytest.mark.parametrize("value", ["x'ff00'", "NULL", "12", "printf('%.*c', 100000, 'x')"])
def test_a_record_with_an_odd_value_hides_no_other(drafts: Drafts, value: str) -> None:
    for name in ("Rossi", "Verdi"):
        drafts.addresses.add(card(name))
    drafts.close(LIMIT)
    with closing(sqlite3.connect(drafts.path)) as connection:
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'records'").fetchone()
        connection.execute("PRAGMA writable_schema=ON")
        loose = text.replace(" TEXT", "").replace("NOT NULL", "")
        for sql in (loose, text):
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'records'", (sql,))
            connection.commit()
            with closing(sqlite3.connect(drafts.path)) as other, other:
                if sql == loose:
                    other.execute(f"UPDATE records SET name = {value}, detail = {value} WHERE name = 'Rossi'")
    drafts.open()
    rows = drafts.addresses.rows("aziende")
    assert len(rows) == 2 and "Verdi" in {row.name for row in rows}
    assert all(isinstance(row.name, str) and isinstance(row.detail, str) for row in rows)
    assert all(drafts.addresses.read(row.id) is not None for row in rows)
