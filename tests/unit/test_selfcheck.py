"""What --selfcheck says of faults: sentences, whatever happened."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app import selfcheck
from desktop_app.engine.faults import FormFault
from desktop_app.selfcheck import SKIPPED, SelfCheck

OURS = "Il modulo non si legge. Manca il titolo."
SECRET = "Anna Neri"
NAMED = {each.__name__: each for each in selfcheck.CHECKS}


def in_a_slot(_: SelfCheck) -> str:
    """Qt hands what a slot raises to the hook, and goes on."""
    try:
        raise LookupError(SECRET)
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    return "finestra"


def in_a_thread(_: SelfCheck) -> str:
    def fail() -> None:
        raise LookupError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return "anteprima"


def raising(error: Exception) -> Callable[[SelfCheck], str]:
    def check(_: SelfCheck) -> str:
        raise error

    return check


@pytest.mark.parametrize(
    ("check", "sentence"),
    [
        (raising(FormFault(["Il modulo non si legge.", "Manca il titolo."])), OURS),
        (raising(ImportError("no", name="libreria")), "Non si carica «libreria»: reinstalla Commessa."),
        (raising(FileNotFoundError(2, SECRET, "dati.icc")), "dati.icc (codice 2)"),
        (raising(KeyError(SECRET)), "Guasto imprevisto: KeyError in test_selfcheck.py, riga "),
        (in_a_slot, "Guasto imprevisto: LookupError in test_selfcheck.py, riga "),
        (in_a_thread, "Guasto imprevisto: LookupError in test_selfcheck.py, riga "),
    ],
)
def test_every_fault_is_a_sentence_without_data_and_fails(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    check: Callable[[SelfCheck], str],
    sentence: str,
) -> None:
    monkeypatch.setattr(selfcheck, "CHECKS", (check, lambda trial: "il resto"))
    assert selfcheck.main() == 1
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("ERRORE") and sentence in first and SECRET not in first
    assert second.endswith("il resto") and second.startswith("bene")
    assert last == "Prove non riuscite: 1 di 2."


def test_the_data_folder_is_the_trial_s_while_it_runs_and_gone_afterwards(
    monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    from desktop_app.system import paths

    seen: list[Path] = []

    def look(trial: SelfCheck) -> str:
        assert paths.data_folder() == trial.folder
        seen.append(trial.folder)
        return "cartella"

    monkeypatch.setattr(selfcheck, "CHECKS", (look,))
    assert selfcheck.main() == 0
    assert paths.data_folder() == data_folder
    assert not seen[0].exists()


def test_without_a_console_it_is_silent_and_still_tells_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck, "CHECKS", (raising(FormFault(["Il modulo non si legge.", "Manca il titolo."])),))
    monkeypatch.setattr(sys, "stdout", None)
    assert selfcheck.main() == 1


def test_what_needs_an_earlier_check_is_not_tried(tmp_path: Path) -> None:
    with pytest.raises(selfcheck.CheckFailed, match=SKIPPED):
        SelfCheck(tmp_path, []).example()


@pytest.mark.parametrize(
    ("check", "library"),
    [
        (NAMED["_signatures"], "cryptography.hazmat.primitives.serialization.pkcs7"),
        (NAMED["_receipts"], "olefile"),
        (NAMED["_other_files"], "icalendar"),
        (NAMED["_other_files"], "PIL"),
    ],
)
def test_a_package_that_lacks_what_files_are_read_and_written_with_says_so_by_name(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    check: Callable[[SelfCheck], str],
    library: str,
) -> None:
    monkeypatch.setattr(selfcheck, "CHECKS", (check,))
    assert selfcheck.main() == 0, capsys.readouterr().out
    monkeypatch.setitem(sys.modules, library, None)
    capsys.readouterr()
    assert selfcheck.main() == 1
    assert f"Non si carica «{library}»: reinstalla Commessa." in capsys.readouterr().out


def test_a_receipt_that_is_read_wrongly_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop_app.mail import sample

    changed = sample.receipt().replace(b"base64", b"8bit", 1)
    monkeypatch.setattr(sample, "receipt", lambda: changed)
    monkeypatch.setattr(selfcheck, "CHECKS", (NAMED["_receipts"],))
    assert selfcheck.main() == 1
    assert "Una ricevuta PEC non si legge come dovrebbe." in capsys.readouterr().out
