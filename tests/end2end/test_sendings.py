"""`send` and `receipts`: what is prepared on the command line, and what comes back to it."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.mail.code import code_in
from tests.end2end.program import FORM, commessa, example, here
from tests.support import pec
from tests.support.outlook import saved_whole

DAY = ("--date", "2026-11-29")


def draft(folder: Path, **answers: Any) -> Path:
    made = example(FORM)
    made["answers"] |= {"cpi_pec": pec.OFFICE, **answers}
    path = folder / "bozza.commessa"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


def sent(folder: Path) -> bytes:
    """The prepared message, as a mail program sends it."""
    return pec.as_sent((folder / "comunicazione" / "messaggio.eml").read_bytes())


def told(message: bytes, kind: str = "avvenuta-consegna") -> pec.Told:
    subject = email.message_from_bytes(message, policy=email.policy.default)["Subject"]
    return pec.Told(kind, subject=str(subject))


def test_a_folder_for_each_sending_and_a_sentence_for_what_is_missing(tmp_path: Path) -> None:
    path, out = draft(tmp_path), tmp_path / "out"
    done = commessa("send", path, "--to", out, "--sending", "comunicazione", *DAY)
    assert (done.code, done.err) == (1, "")
    first, *gaps = done.out.splitlines()
    assert first == str(out / "comunicazione")
    assert gaps[0].startswith("  «Comunicazione al Centro per l'Impiego» non è firmato come serve: mancano le firme")
    names = sorted(each.name for each in (out / "comunicazione").iterdir())
    assert names[-2:] == ["messaggio.eml", "messaggio.txt"]
    assert names[0] == "01_Comunicazione_al_Centro_La_Spiga_Cartotecnica.pdf"
    again = here("send", path, "--to", out, "--sending", "comunicazione", *DAY)
    assert again == done  # the same folder, and nothing beside it
    assert [each.name for each in out.iterdir()] == ["comunicazione"]


def test_a_folder_that_somebody_changed_stays_and_that_is_told(tmp_path: Path) -> None:
    path, out = draft(tmp_path), tmp_path / "out"
    arguments = ("send", path, "--to", out, "--sending", "comunicazione", *DAY)
    here(*arguments)
    (out / "comunicazione" / "identita.jpg").write_bytes(b"x")
    done = here(*arguments)
    assert done.out.splitlines()[0] == str(out / "comunicazione-2")
    assert "qualcuno l'ha cambiata: resta com'è" in done.err
    assert (out / "comunicazione" / "identita.jpg").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("comunicazion", "L'invio «comunicazion» non c'è in questo modulo. Forse volevi dire «comunicazione»?"),
        ("mora_azienda", "L'invio «mora_azienda» non serve in questa pratica."),
    ],
)
def test_an_unknown_sending_is_refused_in_one_sentence(tmp_path: Path, id: str, sentence: str) -> None:
    done = here("send", draft(tmp_path), "--to", tmp_path / "out", "--sending", id)
    assert done.code == 2 and sentence in done.err and len(done.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_where_nothing_is_sent_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "quota.json"
    path.write_text(json.dumps(example("italia/quota_riserva")), encoding="utf-8")
    done = here("send", path, "--to", tmp_path / "out")
    assert (done.code, done.out) == (0, "In questa pratica per ora non c'è niente da inviare.\n")
    empty = json.dumps({"form": FORM, "answers": {}})
    assert here("send", "-", "--to", tmp_path / "out", stdin=empty).code == 1


def test_a_receipt_is_linked_to_its_sending_and_told_as_data(tmp_path: Path) -> None:
    path = draft(tmp_path)
    here("send", path, "--to", tmp_path / "out", "--sending", "comunicazione", *DAY)
    message = sent(tmp_path / "out")
    delivery, accepted = tmp_path / "consegna.eml", tmp_path / "accettazione.msg"
    delivery.write_bytes(pec.receipt(told(message), message))
    accepted.write_bytes(saved_whole(pec.receipt(pec.Told("accettazione", subject="senza codice"))))
    done = commessa("receipts", accepted, delivery, "--draft", path, "--json")
    assert (done.code, done.err) == (0, "")
    first, second = done.json["receipts"]
    assert list(second) == [
        "file", "kind", "time", "message_id", "code", "recipient", "error", "attachments", "signed", "protocol",
        "sending",
    ]  # fmt: skip
    assert (first["kind"], first["sending"], first["signed"]) == ("accettazione", "comunicazione", True)
    assert (second["kind"], second["sending"]) == ("avvenuta-consegna", "comunicazione")
    assert (second["time"], second["message_id"]) == ("2026-11-29T10:42:07+01:00", "m1@pec.esempio.it")
    assert (second["recipient"], second["error"], second["protocol"]) == (pec.OFFICE, None, None)
    assert second["code"] == code_in(told(message).subject) and len(second["attachments"]) == 3
    said = here("receipts", delivery, "--draft", path, *DAY[:0]).out.splitlines()
    assert said[1] == "  invio: comunicazione" and said[2].startswith("  Integra, firmata da Gestore di Prova")


def test_a_later_answer_does_not_lose_the_receipts(tmp_path: Path) -> None:
    here("send", draft(tmp_path), "--to", tmp_path / "out", "--sending", "comunicazione", *DAY)
    message = sent(tmp_path / "out")
    accepted = tmp_path / "accettazione.eml"
    accepted.write_bytes(pec.receipt(told(message, "accettazione")))
    later = draft(tmp_path, data_comunicazione="2026-11-29", protocollo_comunicazione="0012345")
    (found,) = here("receipts", accepted, "--draft", later, "--json").json["receipts"]
    assert found["sending"] == "comunicazione"


def test_what_failed_or_is_no_receipt_is_told_by_the_exit_code(tmp_path: Path) -> None:
    failed, other, picture = tmp_path / "a.eml", tmp_path / "b.eml", tmp_path / "c.jpg"
    failed.write_bytes(pec.receipt(pec.Told("errore-consegna", error="no-dest")))
    other.write_bytes(pec.ordinary("Saluti"))
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(99))
    done = here("receipts", failed, other, picture)
    assert done.code == 1 and "la casella non esiste" in done.out
    assert "Il file non è un messaggio di posta." in done.out and "«" not in done.err
    kinds = [each["kind"] for each in here("receipts", failed, other, picture, "--json").json["receipts"]]
    assert kinds == ["errore-consegna", "unknown", "unknown"]
    missing = here("receipts", failed, tmp_path / "no.eml")
    assert missing.code == 2 and "non esiste: controlla il nome" in missing.err and "la casella" in missing.out


def test_an_office_s_number_is_told_from_its_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "Conferma.xml"
    path.write_bytes(pec.conferma())
    (found,) = here("receipts", path, "--json").json["receipts"]
    assert found["kind"] == "segnatura"
    assert found["protocol"] == {
        "kind": "conferma", "number": "0012345", "date": "2026-12-01", "office": "r_esempio", "register": "REG",
    }  # fmt: skip


def test_no_library_of_mail_is_loaded_by_other_commands() -> None:
    script = (
        "import sys; from desktop_app.app import main; main(['forms']); found = set(sys.modules); "
        "print(sorted({'olefile', 'cryptography', 'asn1crypto', 'desktop_app.mail'} & found), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    assert done.stderr.decode().strip() == "[]"
