"""What can still be read: recovered where the file is lost, or written into a folder; nothing there is changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop_app.drafts import rescue
from desktop_app.drafts.faults import StoreFault
from desktop_app.drafts.store import Drafts
from desktop_app.system.clock import today
from tests.unit.drafts.support import FORM, content


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of three dossiers, one of them in the bin; its copy has only the first."""
    drafts = Drafts(tmp_path / "dati")
    drafts.open()
    drafts.create(content(nome="uno"), FORM, "Una")
    drafts.daily_backup(today())
    drafts.create(content(nome="due"), FORM, "Due")
    drafts.bin(drafts.create(content(nome="tre"), FORM, "Tre"))
    drafts.close(10)
    return drafts.path


def digests(folder: Path) -> dict[str, str]:
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.rglob("*") if each.is_file()}


def test_all_is_written_as_files_as_one_copy_and_as_a_list(path: Path, tmp_path: Path) -> None:
    before = digests(path.parent)
    saved = rescue.save_readable(path, tmp_path / "chiavetta")
    assert (saved.dossiers, saved.lost, saved.folder.parent) == (3, 0, tmp_path / "chiavetta")
    assert digests(path.parent) == before
    assert {each.name for each in saved.folder.iterdir()} == {
        "pratica-1.commessa", "pratica-2.commessa", "pratica-3.commessa", rescue.BACKUP_NAME, rescue.LIST_NAME,
    }  # fmt: skip
    assert (saved.folder / "pratica-2.commessa").read_text(encoding="utf-8") == content(nome="due")
    words = (saved.folder / rescue.LIST_NAME).read_text(encoding="utf-8").splitlines()
    assert "pratica-3.commessa: Tre, era nel cestino" in words and "pratica-1.commessa: Una" in words
    drafts = Drafts(tmp_path / "altrove")
    drafts.open()
    drafts.restore_backup(saved.folder / rescue.BACKUP_NAME)
    assert sorted(row.title for row in drafts.rows()) == ["Due", "Una"]
    drafts.close(10)


def test_of_a_file_that_is_no_file_any_more_the_copies_tell(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"questo non e' un database\n" * 5_000)
    saved = rescue.save_readable(path, tmp_path)
    assert saved.dossiers == 1
    assert "com'era in una copia" in (saved.folder / rescue.LIST_NAME).read_text(encoding="utf-8")


def test_two_rescues_do_not_meet(path: Path, tmp_path: Path) -> None:
    assert rescue.save_readable(path, tmp_path).folder != rescue.save_readable(path, tmp_path).folder


def test_a_folder_that_cannot_be_written_is_a_sentence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFault) as caught:
        rescue.save_readable(path, tmp_path / "file")
    assert str(caught.value).startswith(rescue.RESCUING)


def test_a_lost_file_comes_back_from_what_was_set_aside_and_from_copies(path: Path) -> None:
    path.rename(path.with_name("pratiche.db.danneggiato-20261128-101010-000000"))
    report = rescue.recover(path)
    assert len(report.dossiers) == 3
    drafts = Drafts(path.parent)
    drafts.open()
    assert sorted(row.title for row in drafts.rows()) == ["Due", "Una"]
    assert [row.title for row in drafts.rows(binned=True)] == ["Tre"]
    drafts.close(10)
