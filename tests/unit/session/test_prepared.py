"""A prepared folder: its files, its message and its list agree, and it tells by itself whether anybody changed it."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop_app.drafts.faults import StoreFault
from desktop_app.session.sendings.plan import DocumentFile, SendingPlan
from desktop_app.session.sendings.planning import plan_sending
from desktop_app.session.sendings.prepared import EML, TEXT, VALUES, Prepared, folder_name, is_untouched, prepare
from desktop_app.system.file_names import ascii_name
from desktop_app.system.folders import files_of
from tests.support.signing import mara, p7m
from tests.unit.session.sending import OFFICE, PDF, READY, occurrence_in, planned, state_with

SIGNED = p7m(PDF, mara())


def ready() -> Prepared:
    signed = DocumentFile(".pdf.p7m", len(SIGNED), lambda: SIGNED, "all")
    return prepare(planned(replace(READY, documents={**READY.documents, "comunicazione": signed})))


def portal() -> SendingPlan:
    """The example's communication, had it to be filed on a portal."""
    state = state_with(azienda_nome="Alfa S.r.l.")
    given = occurrence_in(state)
    spec = msgspec.structs.replace(
        given.spec, channel="portal", address="https://portale.esempio.it", values=("azienda_nome", "vuc", "cpi_nome")
    )
    return plan_sending(replace(given, sending=replace(given.sending, spec=spec), to=()), state, READY)


def test_the_folder_holds_the_files_the_message_and_a_text_to_copy(tmp_path: Path) -> None:
    prepared = ready()
    folder = prepared.write(tmp_path)
    found = files_of(folder)
    assert folder == tmp_path / "comunicazione" and found is not None
    assert sorted(found) == sorted([*(each.name for each in prepared.plan.files), EML, TEXT])
    message = email.message_from_bytes(found[EML], policy=email.policy.default)
    inside = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert inside == {name: data for name, data in found.items() if name not in (EML, TEXT)}
    assert (message["To"], message["From"]) == (OFFICE, "cartotecnicavaldisopra@pec.esempio.it")
    text = found[TEXT].decode()
    assert f"A: {OFFICE}\r\n" in text and f"Oggetto: {prepared.plan.subject}\r\n" in text
    assert prepared.plan.text.strip().replace("\n", "\r\n") in text and "Che cosa manca" not in text
    assert all(f"{hashlib.sha256(data).hexdigest()}  {name}" in text for name, data in found.items() if name != TEXT)


def test_the_same_sending_is_the_same_folder_and_a_change_of_ours_takes_its_place(tmp_path: Path) -> None:
    assert ready().write(tmp_path) == ready().write(tmp_path) == tmp_path / "comunicazione"
    other = prepare(replace(ready().plan, text="Altro testo"))
    assert other.write(tmp_path) == tmp_path / "comunicazione"
    assert b"Altro testo" in (tmp_path / "comunicazione" / TEXT).read_bytes()


@pytest.mark.parametrize("name", [EML, TEXT, "01_Comunicazione_al_Centro_La_Spiga_Cartotecnica.pdf.p7m"])
def test_what_somebody_changed_stays(tmp_path: Path, name: str) -> None:
    folder = ready().write(tmp_path)
    (folder / name).write_bytes((folder / name).read_bytes().replace(b"a", b"b", 1))
    changed = files_of(folder)
    assert ready().write(tmp_path) == tmp_path / "comunicazione-2" and files_of(folder) == changed


def test_a_list_written_by_hand_is_nobody_s_seal() -> None:
    files = ready().files()
    assert is_untouched(files) and not is_untouched({}) and not is_untouched({**files, "altro.jpg": b"x"})
    assert not is_untouched({name: data for name, data in files.items() if name != EML})
    forged = re.sub(rb"Sigillo: .*", b"Sigillo: " + b"0" * 32, files[TEXT])
    assert not is_untouched({**files, TEXT: forged})


def test_what_is_missing_is_written_down_and_it_is_prepared_all_the_same(tmp_path: Path) -> None:
    plan = planned(replace(READY, attachments={}), cpi_pec=None)
    prepared = prepare(plan, "  L'ufficio lo riceve a mano. ")
    text = (prepared.write(tmp_path) / TEXT).read_text(encoding="utf-8")
    assert text.startswith("A: (manca)\n") and prepared.reason == "L'ufficio lo riceve a mano."
    assert all(f"- {gap.sentence}" in text for gap in plan.gaps) and len(plan.gaps) == 2
    assert b"\nTo:" not in prepared.eml()


def test_for_offices_that_take_nothing_else_the_files_go_in_one_zip(tmp_path: Path) -> None:
    given = replace(READY, zipped=True)
    prepared = prepare(planned(given))
    found = files_of(prepared.write(tmp_path)) or {}
    name = ascii_name(prepared.plan.occurrence.name, ".zip")
    assert sorted(found) == sorted([name, EML, TEXT]) and is_untouched(found)
    with zipfile.ZipFile(io.BytesIO(found[name])) as archive:
        assert archive.namelist() == [each.name for each in prepared.plan.files]
    message = email.message_from_bytes(found[EML], policy=email.policy.default)
    assert [part.get_content() for part in message.iter_attachments()] == [found[name]] == [prepared.zip()]
    one, *inside = prepared.sent_files()
    assert (one.name, one.sha256, one.within) == (name, hashlib.sha256(found[name]).hexdigest(), "")
    assert [each.name for each in inside] == [each.name for each in prepared.plan.files]
    assert {each.within for each in inside} == {name} and inside[0].document == "comunicazione"


def test_a_zip_is_weighed_as_it_goes() -> None:
    blank = b"%PDF-1.7" + bytes(3_000_000)
    documents = {"comunicazione": DocumentFile(".pdf", len(blank), lambda: blank, "all")}
    loose, zipped = (planned(replace(READY, documents=documents, zipped=each)) for each in (False, True))
    assert loose.weight.message > 4_000_000 and zipped.weight.message < 100_000
    assert abs(len(prepare(zipped).eml()) - zipped.weight.message) < 3_000

    def gone() -> bytes:
        raise StoreFault("missing", "Il file non c'è più.")

    documents = {"comunicazione": DocumentFile(".pdf", len(blank), gone, "all")}
    assert planned(replace(READY, documents=documents, zipped=True)).weight == loose.weight


def test_without_files_there_is_no_zip() -> None:
    empty = planned(replace(READY, documents={}, attachments={}, zipped=True))
    assert not empty.zipped and prepare(empty).sent_files() == ()


def test_a_portal_has_values_in_its_order_and_no_message(tmp_path: Path) -> None:
    plan = portal()
    assert plan.is_portal and plan.ready and plan.subject.count("rif.") == 0
    found = files_of(prepare(plan).write(tmp_path)) or {}
    assert EML not in found and TEXT not in found and is_untouched(found)
    text = found[VALUES].decode()
    assert text.startswith("Portale: https://portale.esempio.it\r\n")
    places = [text.index(words) for words in ("Alfa", "60.000,00", "Fabriano")]
    assert places == sorted(places)


def test_the_hashes_that_a_receipt_is_compared_with_look_into_envelopes() -> None:
    first, second, *_, added = ready().sent_files()
    assert (first.document, second.document, added.document) == ("comunicazione", "convenzione_locale", "")
    assert first.sha256 == hashlib.sha256(SIGNED).hexdigest() and first.inner_sha256 == hashlib.sha256(PDF).hexdigest()
    assert (second.sha1, second.inner_sha256) == (hashlib.sha1(PDF + b"1").hexdigest(), "")


def test_each_line_has_a_folder_of_its_own_whatever_its_id_is() -> None:
    plan = ready().plan
    line = replace(plan.occurrence, key="sostituzione.../../etc", line=2)
    assert folder_name(plan) == "comunicazione" and folder_name(replace(plan, occurrence=line)) == "comunicazione_2"
