"""A damaged file and its copies: of each dossier the newest that is proved, and nothing that was deleted for good."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.drafts import file, inventory
from desktop_app.drafts.backup_folder import place
from desktop_app.drafts.damage import keeper, rebuild
from desktop_app.drafts.damage.check import Findings
from desktop_app.drafts.faults import DamagedDraft
from desktop_app.drafts.models import Contact, SavedDossier
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import Drafts
from desktop_app.system.clock import today
from tests.unit.drafts.conftest import Make
from tests.unit.drafts.support import FORM, LIMIT, ask, content, names, save

WRECK = b"Non e' un database. " * 3_000


def origins(drafts: Drafts) -> dict[str, str]:
    repaired = drafts.damage.last
    assert repaired is not None
    return {each.title: each.origin for each in repaired.report.dossiers}


def blank(path: Path, *tables: str) -> None:
    """Zeros on the pages where these tables begin."""
    data = bytearray(path.read_bytes())
    for table in tables:
        ((page,),) = ask(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
        data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)


@pytest.fixture
def copied(drafts: Drafts) -> dict[str, str]:
    """Three dossiers and a record, all in a copy; the store is open."""
    ids = {f"Pratica {n}": drafts.create(content(n=n), FORM, f"Pratica {n}") for n in range(3)}
    drafts.addresses.add(Contact("aziende", "Ditta prova", "Jesi", {"nome": "Ditta prova"}))
    drafts.daily_backup(today())
    return ids


def test_what_is_newer_in_the_file_is_taken_from_it_and_the_rest_from_the_copy(
    drafts: Drafts, copied: dict[str, str]
) -> None:
    first, second, _ = copied.values()
    save(drafts, first, content(n="dopo"), "Pratica 0")
    drafts.close(LIMIT)
    data = drafts.path.read_bytes().replace(b'"n": 1', b'"n": 7')  # of the second dossier, in its content
    drafts.path.write_bytes(data)
    blank(drafts.path, "revisions")
    drafts.open()
    repaired = drafts.damage.repair()
    assert origins(drafts) == {"Pratica 0": "file", "Pratica 1": "copy", "Pratica 2": "file"}
    assert drafts.read(first).content == content(n="dopo") and drafts.read(second).content == content(n=1)
    assert "Ho recuperato 3 pratiche, una com'era in una copia o prima delle ultime modifiche." in repaired.notice
    assert repaired.report.records == 1


def test_of_a_file_of_which_nothing_is_left_all_comes_from_the_copy(drafts: Drafts, copied: dict[str, str]) -> None:
    drafts.close(LIMIT)
    drafts.path.write_bytes(WRECK)
    opened = drafts.open()
    assert origins(drafts) == dict.fromkeys(copied, "copy") and opened.was_there
    assert opened.report is not None and all(each.copied for each in opened.report.dossiers)
    assert {row.title: drafts.rows().numbers.of(row.id) for row in drafts.rows()} == {
        "Pratica 0": 1,
        "Pratica 1": 2,
        "Pratica 2": 3,
    }
    assert drafts.addresses.count("aziende") == 1
    assert drafts.create(content(), FORM, "Nuova") and {*drafts.rows().numbers.by_id.values()} == {1, 2, 3, 4}


def test_a_copy_that_is_damaged_too_gives_what_it_has_and_the_next_older_the_rest(
    drafts: Drafts, copied: dict[str, str]
) -> None:
    (copy,) = place(drafts.path).glob("*.db")
    older = copy.with_name("pratiche-2020-01-01-0.db")
    shutil.copyfile(copy, older)
    save(drafts, copied["Pratica 0"], content(n="dopo"), "Pratica 0")
    drafts.back_up_to(copy)
    drafts.close(LIMIT)
    drafts.path.write_bytes(WRECK)
    data = copy.read_bytes()
    copy.write_bytes(data.replace(b'"n": 2', b'"n": 8'))
    blank(copy, "revisions")
    drafts.open()
    assert origins(drafts) == dict.fromkeys(copied, "copy")
    found = {row.title: drafts.read(row.id).content for row in drafts.rows()}
    assert found == {"Pratica 0": content(n="dopo"), "Pratica 1": content(n=1), "Pratica 2": content(n=2)}


def test_what_was_deleted_for_good_does_not_come_back_from_a_copy(drafts: Drafts, copied: dict[str, str]) -> None:
    drafts.bin(copied["Pratica 1"])
    drafts.empty_bin()
    drafts.close(LIMIT)
    blank(drafts.path, "contents")
    drafts.open()
    drafts.damage.repair()
    assert sorted(row.title for row in drafts.rows()) == ["Pratica 0", "Pratica 2"]
    assert ask_deleted(drafts) == [copied["Pratica 1"]]  # the copies are still to be cleaned of it


def ask_deleted(drafts: Drafts) -> list[str]:
    drafts.close(LIMIT)
    return [id for (id,) in ask(drafts.path, "SELECT id FROM deleted")]


def test_a_dossier_younger_than_the_file_as_it_is_now_is_no_deleted_one(drafts: Drafts, copied: dict[str, str]) -> None:
    """The file lost its last changes: it has never heard of what only the copy has."""
    drafts.close(LIMIT)
    older = drafts.path.read_bytes()
    drafts.open()
    drafts.create(content(n="nuova"), FORM, "Nuova")
    (copy,) = place(drafts.path).glob("*.db")
    drafts.back_up_to(copy)
    drafts.close(LIMIT)
    drafts.path.write_bytes(older)
    blank(drafts.path, "contents")
    drafts.open()
    drafts.damage.repair()
    assert origins(drafts)["Nuova"] == "copy"


def test_what_was_restored_on_purpose_is_not_replaced_by_what_was_before(
    drafts: Drafts, copied: dict[str, str]
) -> None:
    (copy,) = place(drafts.path).glob("*.db")
    save(drafts, copied["Pratica 0"], content(n="non la voglio"), "Pratica 0")
    drafts.restore_backup(copy)
    drafts.close(LIMIT)
    blank(drafts.path, "exports_of_draft")
    drafts.open()
    drafts.damage.repair()
    assert drafts.read(copied["Pratica 0"]).content == content(n=0)


def test_histories_are_united(drafts: Drafts, copied: dict[str, str]) -> None:
    id = copied["Pratica 0"]
    for n in ("due", "tre", "quattro"):
        save(drafts, id, content(n=n), "Pratica 0")
    (copy,) = place(drafts.path).glob("*.db")
    drafts.back_up_to(copy)
    save(drafts, id, content(n="cinque"), "Pratica 0")
    drafts.close(LIMIT)
    blank(drafts.path, "revisions")
    drafts.open()
    drafts.damage.repair()
    assert [each.content for each in drafts.history(id)] == [
        content(n=n) for n in (0, "due", "tre", "quattro", "cinque")
    ]


def test_what_merely_reads_like_a_draft_is_better_than_nothing(drafts: Drafts) -> None:
    id = drafts.create(content(testo="una sola parola"), FORM, "Una")
    drafts.close(LIMIT)
    drafts.path.write_bytes(drafts.path.read_bytes().replace(b"una sola", b"una mola"))
    blank(drafts.path, "revisions")
    drafts.open()
    drafts.damage.repair()
    assert origins(drafts) == {"Una": "unchecked"}
    assert drafts.read(id).content == content(testo="una mola parola")


def test_what_nobody_can_read_is_named(drafts: Drafts) -> None:
    drafts.create(content(testo="una sola parola"), FORM, "Una")
    drafts.close(LIMIT)
    blank(drafts.path, "revisions", "contents")
    drafts.open()
    repaired = drafts.damage.repair()
    assert origins(drafts) == {"Una": "lost"} and drafts.rows() == []
    assert "Non ho potuto recuperare nessuna pratica, una non si legge più." in repaired.notice


def test_a_dossier_without_any_good_version_is_taken_from_the_newest_copy(
    drafts: Drafts, copied: dict[str, str]
) -> None:
    id = copied["Pratica 2"]
    drafts.close(LIMIT)
    blank(drafts.path, "contents", "revisions")
    drafts.open()
    with pytest.raises(DamagedDraft) as caught:
        drafts.read(id)
    assert caught.value.offer is not None and caught.value.offer.content == content(n=2)
    assert caught.value.copied is not None
    drafts.close(LIMIT)
    assert drafts.open().set_aside is not None  # the damage that was met is mended at the next start
    assert drafts.read(id).content == content(n=2)


def test_a_look_finds_each_kind_of_damage(drafts: Drafts, copied: dict[str, str]) -> None:
    assert drafts.damage.check() == Findings()
    drafts.close(LIMIT)
    before = drafts.path.read_bytes()
    for script, found in {
        "UPDATE contents SET content = x'7b7d' WHERE rowid = 1": Findings(dossiers=(copied["Pratica 0"],)),
        "UPDATE revisions SET content = x'00' WHERE rowid = 2": Findings(dossiers=(copied["Pratica 1"],)),
        "UPDATE drafts SET updated = '9999-12-31T00:00:00.000000+00:00' WHERE rowid = 3":
            Findings(dossiers=(copied["Pratica 2"],)),
        "UPDATE records SET answers = x'00'": Findings(records=1),
        "DELETE FROM drafts WHERE rowid = 1": Findings(file=True),
        "DELETE FROM contents WHERE rowid = 1": Findings(file=True, dossiers=(copied["Pratica 0"],)),
        "CREATE TRIGGER t AFTER INSERT ON drafts BEGIN SELECT 1; END": Findings(file=True),
    }.items():  # fmt: skip
        drafts.open()
        ask_to_write(drafts.path, script)
        assert drafts.damage.check() == found, script
        drafts.close(LIMIT)
        for each in (drafts.path, *file.sidecars(drafts.path)):
            each.unlink(missing_ok=True)
        drafts.path.write_bytes(before)


def ask_to_write(path: Path, script: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        connection.execute(script)
        connection.commit()


def test_a_look_ends_when_it_is_told_to(drafts: Drafts, copied: dict[str, str]) -> None:
    assert copied and drafts.damage.check(lambda: True) is None
    with drafts.damage.paused(True):
        assert drafts.damage.check() is None
    assert drafts.damage.check() is not None


@pytest.mark.parametrize("step", range(4))
def test_killed_while_it_is_rebuilt_nothing_is_lost(
    drafts: Drafts, copied: dict[str, str], store: Make, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    save(drafts, copied["Pratica 0"], content(n="dopo"), "Pratica 0")
    drafts.close(LIMIT)
    blank(drafts.path, "contents")
    steps = iter(range(10))
    rename = Path.rename

    def renamed(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(KeyboardInterrupt):
        open_file(drafts.path, broken=True)
    monkeypatch.setattr(Path, "rename", rename)
    assert inventory.was_used(drafts.path)
    again = store(drafts.path.parent)
    assert again.open().notice or step == 0
    found = again.damage.check()
    if found is None or not found.is_sound:
        again.damage.repair()
    assert again.read(copied["Pratica 0"]).content == content(n="dopo")
    assert sorted(row.title for row in again.rows()) == sorted(copied)
    assert not [name for name in names(drafts.path.parent) if name.endswith((".nuovo", ".pronto"))]


def test_whoever_wants_to_know_is_told_of_damage(drafts: Drafts, copied: dict[str, str]) -> None:
    heard: list[int] = []
    drafts.damage.noticed = lambda: heard.append(1)
    drafts.damage.note()
    assert heard == [1] and copied
    assert keeper.Repaired.of(open_file(drafts.path.parent / "altrove" / file.NAME)) is None


def test_a_file_rebuilt_from_nothing_is_an_empty_one(tmp_path: Path) -> None:
    report = rebuild.rebuild(tmp_path / "x.db", [])
    assert report.dossiers == () and ask(tmp_path / "x.db", "SELECT count(*) FROM drafts") == [(0,)]


def test_a_report_says_of_when_a_content_is(drafts: Drafts, copied: dict[str, str]) -> None:
    drafts.close(LIMIT)
    drafts.path.write_bytes(WRECK)
    opened = drafts.open()
    assert opened.report is not None and copied
    entry: SavedDossier = opened.report.dossiers[0]
    assert entry.at is not None and entry.copied is not None and entry.copied >= entry.at


def test_that_the_last_changes_may_be_missing_is_said(drafts: Drafts, copied: dict[str, str], store: Make) -> None:
    """The journal of a killed program is shorter than its index says."""
    folder = drafts.path.parent.with_name("ucciso")
    save(drafts, copied["Pratica 0"], content(n="dopo"), "Pratica 0")
    shutil.copytree(drafts.path.parent, folder)
    journal = file.sidecars(folder / file.NAME)[0]
    journal.write_bytes(journal.read_bytes()[: 32 + 4_120 * 3])
    notice = store(folder).open().notice
    assert notice.startswith("Il file delle pratiche è danneggiato. ")
    assert "le ultime modifiche possono mancare." in notice
