"""What SQLite and the system say, in words for the user: the cause, what to do, and nothing of what was written."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from desktop_app.drafts import faults
from desktop_app.drafts.faults import Damaged, DamagedDraft, StoreFault
from desktop_app.drafts.file import NAME
from desktop_app.drafts.models import LONG_AGO, Revision
from tests.home import not_as_root

Usage = namedtuple("Usage", "total used free")


def database_error(code: int, name: str = "SQLITE_X") -> sqlite3.Error:
    error = sqlite3.OperationalError("INVALIDITA-74")
    error.sqlite_errorcode, error.sqlite_errorname = code, name
    return error


def sentence(error: BaseException, folder: Path) -> str:
    return str(faults.explain(error, folder, "Non riesco a provare"))


FULL = "Non riesco a provare: il disco è pieno. Libera spazio, poi riprova."
LOCKED = "Non riesco a provare: un altro programma sta usando il file delle pratiche. Chiudilo, poi riprova."
DAMAGED = "Non riesco a provare: il file delle pratiche è danneggiato. Esporta la bozza, poi chiudi e riapri Commessa."
NOT_ALLOWED = "Non riesco a provare: nella cartella «{}» non si può scrivere. Controlla i permessi, poi riprova."
OTHER = "Non riesco a provare: il disco non risponde come deve ({}). Aspetta un momento, poi riprova."
GONE = "Non riesco a provare: la cartella «{}» non c'è. Rimettila al suo posto, poi riprova."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, FULL),
        (sqlite3.SQLITE_BUSY, LOCKED),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LOCKED),
        (sqlite3.SQLITE_LOCKED, LOCKED),
        (sqlite3.SQLITE_READONLY, NOT_ALLOWED),
        (sqlite3.SQLITE_READONLY_DBMOVED, NOT_ALLOWED),
        (sqlite3.SQLITE_PERM, NOT_ALLOWED),
        (sqlite3.SQLITE_AUTH, NOT_ALLOWED),
        (sqlite3.SQLITE_CORRUPT, DAMAGED),
        (sqlite3.SQLITE_CORRUPT_INDEX, DAMAGED),
        (sqlite3.SQLITE_NOTADB, DAMAGED),
    ],
)
def test_what_the_database_says(tmp_path: Path, code: int, words: str) -> None:
    assert sentence(database_error(code), tmp_path) == words.format(tmp_path)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, FULL),
        (errno.EDQUOT, FULL),
        (errno.EACCES, NOT_ALLOWED),
        (errno.EPERM, NOT_ALLOWED),
        (errno.EROFS, NOT_ALLOWED),
        (errno.ENOENT, GONE),
        (errno.ENOTDIR, GONE),
        (errno.EEXIST, GONE),
        (
            errno.EIO,
            "Non riesco a provare: il disco non risponde come deve (codice 5). Aspetta un momento, poi riprova.",
        ),
    ],
)
def test_what_the_system_says(tmp_path: Path, code: int, words: str) -> None:
    assert sentence(OSError(code, "INVALIDITA-74"), tmp_path) == words.format(tmp_path)


def test_an_error_that_does_not_say_why_is_explained_by_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unclear = database_error(sqlite3.SQLITE_CANTOPEN, "SQLITE_CANTOPEN")
    assert sentence(unclear, tmp_path) == OTHER.format("SQLITE_CANTOPEN")
    assert sentence(sqlite3.Error("INVALIDITA-74"), tmp_path) == OTHER.format("Error")
    assert sentence(unclear, tmp_path / "via") == GONE.format(tmp_path / "via")
    assert sentence(OSError(errno.EIO, ""), tmp_path / "via") == GONE.format(tmp_path / "via")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 65_535))
    assert sentence(unclear, tmp_path) == FULL
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 65_536))
    assert sentence(unclear, tmp_path) == OTHER.format("SQLITE_CANTOPEN")
    monkeypatch.setattr(faults, "may", lambda *_: False)
    assert sentence(unclear, tmp_path) == NOT_ALLOWED.format(tmp_path)


def test_a_damaged_file_is_told_with_what_was_being_done(tmp_path: Path) -> None:
    assert sentence(Damaged(), tmp_path) == DAMAGED


def test_a_fault_stays_the_one_it_is(tmp_path: Path) -> None:
    fault = faults.missing()
    assert faults.explain(fault, tmp_path) is fault
    with pytest.raises(StoreFault) as caught, faults.explained(tmp_path, "Non riesco a provare"):
        raise fault
    assert caught.value is fault


@pytest.mark.parametrize("error", [sqlite3.OperationalError("x"), OSError(errno.EIO, "x"), Damaged()])
def test_errors_become_faults_and_keep_their_text_to_themselves(tmp_path: Path, error: Exception) -> None:
    told = pytest.raises(StoreFault, match="Non riesco a provare")
    with told as caught, faults.explained(tmp_path, "Non riesco a provare"):
        raise error
    assert caught.value.__suppress_context__ and caught.value.__cause__ is None
    with pytest.raises(KeyError), faults.explained(tmp_path, ""):
        raise KeyError("a fault of the program is none of the store")


def test_the_same_fault_about_a_change_that_waits() -> None:
    fault = StoreFault("il disco è pieno", "Libera spazio, poi riprova.")
    assert str(fault) == "Non riesco ad aprire le pratiche: il disco è pieno. Libera spazio, poi riprova."
    assert fault.saving() == (
        "Non riesco a salvare: il disco è pieno. Quello che hai scritto è ancora qui. Libera spazio, poi riprova."
    )


def test_a_dossier_without_any_good_revision_says_so() -> None:
    assert str(DamagedDraft(None)) == (
        "Non riesco ad aprire la pratica: non è più come l'avevo salvata, il disco può essere guasto. "
        "Non c'è una versione buona da riprendere."
    )


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (faults.newer(), "Non riesco ad aprire le pratiche: le ha scritte una versione più nuova di Commessa. "
                         "Aggiorna il programma."),
        (faults.missing(), "Non riesco ad aprire la pratica: questa pratica non c'è più. "
                           "Torna all'elenco e scegline un'altra."),
        (faults.missing_record(), "Non riesco a farlo: questa scheda non c'è più. "
                                  "Torna alle Anagrafiche e scegline un'altra."),
        (faults.damaged_record(), "Non riesco a leggere le pratiche: questa scheda non è più come l'avevo salvata, "
                                  "il disco può essere guasto. Eliminala e aggiungila di nuovo da una pratica."),
        (faults.closed(), "Non riesco a farlo: il file delle pratiche è chiuso. Chiudi e riapri Commessa."),
        (faults.locked(), "Non riesco a farlo: un altro programma sta usando il file delle pratiche. "
                          "Chiudilo, poi riprova."),
        (faults.slow(), "Non riesco a farlo: il disco non risponde. Aspetta un momento, poi riprova."),
        (faults.gone(Path("dati")), "Non riesco ad aprire le pratiche: la cartella «dati» non c'è. "
                                    "Rimettila al suo posto, poi riprova."),
    ],
)  # fmt: skip
def test_each_fault_says_what_to_do(fault: StoreFault, words: str) -> None:
    assert str(fault) == words


def test_a_path_is_shown_without_signs_that_nobody_sees() -> None:
    assert faults.quoted_path(Path("dati\u202e\x1b\udcff è")) == "dati\ufffd\ufffd\ufffd è"


def test_a_dossier_offers_its_newest_good_revision() -> None:
    revision = Revision(3, LONG_AGO, "{}")
    fault = DamagedDraft(revision)
    assert fault.offer is revision and str(fault).endswith("Puoi riprendere l'ultima versione buona.")


def test_which_errors_mean_damage() -> None:
    assert faults.code(ValueError()) == 0 and faults.code(database_error(sqlite3.SQLITE_BUSY_RECOVERY)) == 5
    assert faults.is_damage(database_error(sqlite3.SQLITE_CORRUPT_VTAB))
    assert faults.is_damage(database_error(sqlite3.SQLITE_NOTADB))
    assert not faults.is_damage(database_error(sqlite3.SQLITE_FULL)) and not faults.is_damage(ValueError())


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_a_file_that_may_not_be_read_or_written_is_named(shared_folder: Path) -> None:
    path = shared_folder / NAME
    path.touch()
    shared_folder.chmod(0o777)
    path.chmod(0)
    with not_as_root():
        assert f"il file «{path}» non si può leggere" in sentence(
            database_error(sqlite3.SQLITE_CANTOPEN), shared_folder
        )
    path.chmod(0o444)
    with not_as_root():
        assert f"nel file «{path}» non si può scrivere" in sentence(
            database_error(sqlite3.SQLITE_READONLY), shared_folder
        )


@pytest.mark.parametrize("code", [5, 32, 33])
def test_what_another_program_has_open_on_windows_is_told_from_missing_rights(tmp_path: Path, code: int) -> None:
    """Windows gives who renames over an open file the same code as who has no rights."""
    error = PermissionError(errno.EACCES, "")
    error.winerror = code  # type: ignore[attr-defined]  # there every OSError has it
    assert sentence(error, tmp_path).endswith(
        "un altro programma lo tiene aperto. Chiudi quel programma, o controlla i permessi, poi riprova."
    )
