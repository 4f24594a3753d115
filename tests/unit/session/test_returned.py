"""The verdict over files that came back: the exported document or another, whose signatures, who lacks."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.checkup import cases
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.intake.arrivals import tone_of
from desktop_app.session.returned.expected import expected_documents
from desktop_app.session.returned.judgement import judge
from desktop_app.session.returned.values import KnownExport, Verdict, certificate_key
from desktop_app.system.paths import forms_folder
from tests.support import forging, returns, signing
from tests.support.filling import typed
from tests.support.returns import RETURNS, expected, returned
from tests.support.signing import anna, luca, mara, p7m, pades, paolo


def judged(data: bytes, name: str = "file.pdf") -> Verdict:
    return judge(data, name, expected(), now=signing.NOW)


def words(verdict: Verdict) -> str:
    return "\n".join((verdict.message, *verdict.sentences))


@pytest.mark.parametrize("name", RETURNS)
def test_each_kind_of_return_is_judged_as_meant(name: str) -> None:
    meant = RETURNS[name][1]
    verdict = judged(returned(name))
    assert (verdict.kind, verdict.state, verdict.content) == (meant.kind, meant.state, meant.content), words(verdict)
    assert verdict.lacking == meant.lacking
    assert meant.says in words(verdict)
    assert verdict.is_good == (verdict.state == "complete")


def test_what_an_office_typed_after_others_had_signed_is_said_and_alters_nothing() -> None:
    verdict = judged(pades(typed(returns.two(), "cpi_responsabile_nome", "Lucia Verdi"), anna(), "cpi"))
    assert (verdict.state, verdict.content) == ("complete", "identical")
    assert "in «Responsabile del CPI: nome e cognome» c'è scritto «Lucia Verdi»; le firme" in verdict.message


def test_the_honest_sentence_says_what_is_proven_and_what_is_not() -> None:
    (sentence,) = judged(returned("p7m")).sentences
    assert sentence.startswith("Integra; Mara Bianchi (codice fiscale BNCMRA71C52D451K); ora dichiarata ")
    assert "certificatore: Prova CA Qualificata (non confrontato con un elenco)" in sentence
    assert sentence.endswith("certificato valido a quella data; revoca non verificata (serve la rete).")


@pytest.mark.parametrize("name", ["rossi.pdf", "rossi.pdf.p7m", "foto.jpg", ""])
def test_the_name_of_a_file_decides_nothing(name: str) -> None:
    assert judged(returned("p7m"), name) == judged(returned("p7m"))
    assert judged(returns.one(), name) == judged(returns.one())


# --- whose signature it is -----------------------------------------------------------------------------------


def of(verdict: Verdict) -> list[str | None]:
    return [each.signer for each in verdict.signatures]


def test_a_party_without_a_code_is_never_satisfied_by_just_anyone() -> None:
    verdict = judged(p7m(returns.document(), mara(), paolo(), luca()))
    assert verdict.lacking == ("cpi",)
    (stranger,) = (each for each in verdict.signatures if each.signer is None)
    assert stranger.signature.name == "Luca Neri" and "indica tu per chi ha firmato" in stranger.remark


def test_what_the_user_says_of_a_certificate_counts_but_not_against_a_code() -> None:
    signed = p7m(returns.document(), mara(), paolo(), anna())
    key = certificate_key(anna().der)
    verdict = judge(signed, "", expected(), now=signing.NOW, assigned={key: "cpi"})
    assert verdict.is_good and "lo ha detto chi usa il programma" in words(verdict)
    again = judge(pades(returns.document(), anna(), "azienda"), "", expected(), now=signing.NOW, assigned={key: "cpi"})
    assert of(again) == [None]


def test_nobody_signs_in_the_field_of_another_party_whatever_the_user_says() -> None:
    """Each has signed in the other's field: the file is to be signed again, and its sentence says why."""
    swapped = pades(pades(returns.document(), mara(), "azienda"), paolo(), "cooperativa")
    assigned = {certificate_key(mara().der): "azienda", certificate_key(paolo().der): "cooperativa"}
    for said in ({}, assigned):
        verdict = judge(swapped, "", expected(), now=signing.NOW, assigned=said)
        assert of(verdict) == [None, None] and verdict.state == "partial"
        assert "Mara Bianchi firma per" in verdict.message and "ma la firma è nel campo di" in verdict.message
    assert tone_of(verdict) == "warning"


def test_one_party_is_signed_for_by_one_person() -> None:
    twice = judged(p7m(p7m(returns.document(), mara()), mara()))
    assert of(twice) == ["cooperativa", "cooperativa"]
    namesake = signing.person("Mara", "Bianchi", "TINIT-BNCMRA71C52D451K")  # her second certificate
    assert of(judged(p7m(p7m(returns.document(), mara()), namesake))) == ["cooperativa", "cooperativa"]
    cpi = {certificate_key(each.der): "cpi" for each in (anna(), luca())}
    verdict = judge(p7m(returns.document(), anna(), luca()), "", expected(), now=signing.NOW, assigned=cpi)
    assert sorted(of(verdict), key=str) == [None, "cpi"] and "ha già un'altra firma" in words(verdict)


def test_a_certificate_without_a_code_in_a_field_that_expects_one_proves_nobody() -> None:
    verdict = judged(pades(returns.document(), signing.person("Mara", "Bianchi", ""), "cooperativa"))
    assert of(verdict) == [None] and "non dice il codice fiscale" in words(verdict)


def test_a_field_of_a_party_with_another_name_is_not_signed_by_it() -> None:
    agreement = expected()[0]
    known = [replace(each, name="Anna Verdi" if each.id == "cpi" else each.name) for each in agreement.signers]
    document = replace(agreement, signers=tuple(known))
    for who, signer in ((anna(), "cpi"), (luca(), None)):
        verdict = judge(pades(returns.document(), who, "cpi"), "", [document], now=signing.NOW)
        assert of(verdict) == [signer]


def test_a_consortium_with_four_signers_is_complete_when_all_have_signed() -> None:
    draft = cases.read_draft(Library([forms_folder()]).folder(returns.FORM), "consorzio", returns.FORM)[1]
    dossier = Dossier(returns.form(), draft, returns.DAY)
    document = expected_documents(dossier)[0]
    codes = {each.id: each.code for each in document.signers}
    assert [*codes] == ["azienda", "cooperativa", "consorzio", "cpi"]
    data = returns.exported(dossier)
    for number, (field, code) in enumerate(codes.items(), 1):
        data = pades(data, signing.person("Nome", f"Cognome {number}", f"TINIT-{code}" if code else ""), field)
        verdict = judge(data, "", [document], now=signing.NOW)
        assert verdict.state == ("complete" if number == 4 else "partial")
        assert verdict.lacking == (*codes,)[number:]
    assert verdict.is_good


def test_a_document_signed_in_both_ways_is_complete() -> None:
    assigned = {certificate_key(anna().der): "cpi"}
    for data in (p7m(returns.two(), anna()), p7m(p7m(returns.one(), paolo()), anna())):
        assert judge(data, "", expected(), now=signing.NOW, assigned=assigned).is_good


def test_a_countersignature_is_nobodys_signature_of_the_document() -> None:
    verdict = judged(p7m(returns.document(), mara(), counters=(paolo(),)))
    assert of(verdict) == ["cooperativa", None]


def test_a_time_stamp_counts_where_the_certificate_expired_since() -> None:
    later = signing.NOW + dt.timedelta(2_000)
    verdict = judge(pades(returns.document(), mara(), "cooperativa", stamped=True), "", expected(), now=later)
    assert verdict.signatures[0].certificate == "valid" and "marca temporale" in words(verdict)


def test_a_weak_method_is_told() -> None:
    assert "usa SHA1" in words(judged(p7m(returns.document(), mara(), digest="sha1")))


# --- which document it is ------------------------------------------------------------------------------------


def test_a_document_of_another_dossier_is_a_stranger() -> None:
    theirs = returns.dossier(
        azienda_nome="Altra Impresa S.p.A.", azienda_codice_fiscale="01234567897", azienda_pec="altra@pec.esempio.it",
        azienda_partita_iva="01234567897", azienda_rappresentante_codice_fiscale="NRELCU80A01H501X",
        cooperativa_nome="Altra Cooperativa", cooperativa_codice_fiscale="00743110157",
        cooperativa_pec="altracoop@pec.esempio.it", cooperativa_rappresentante_codice_fiscale="VRDNNA70A41A271X",
    )  # fmt: skip
    verdict = judged(pades(returns.exported(theirs), luca(), "azienda"))
    assert (verdict.state, verdict.document) == ("foreign", None)
    assert verdict.message.startswith(
        "È un PDF di 5\u00a0pagine («Convenzione locale (Allegato A)»). Non è un documento"
    )
    assert all("indica tu" not in each for each in verdict.sentences)


def test_an_older_export_is_known_and_which_answer_is_another_since() -> None:
    old = returns.exported(returns.dossier(vuc="59000.00"))
    clause = "è cambiata la risposta a «Valore della commessa (VUC)»"
    known = KnownExport(hashlib.sha256(old).hexdigest(), clause)
    document = replace(expected()[0], exports=(known,))
    verdict = judge(pades(old, mara(), "cooperativa"), "", [document], now=signing.NOW)
    assert (verdict.state, verdict.content, verdict.differences) == ("altered", "different", (clause,))
    assert clause in verdict.message


def test_an_export_of_the_store_is_known_with_what_changed_since() -> None:
    then = returns.dossier(vuc="59000.00")
    now = returns.dossier()
    data = returns.exported(then)
    entry = ExportEntry(
        1, returns.AGREEMENT, Path("x.pdf"), hashlib.sha256(data).hexdigest(), signing.NOW, False, None, True,
        then.draft.to_json(),
    )  # fmt: skip
    now.exports = [entry]
    verdict = judge(pades(data, mara(), "cooperativa"), "", expected_documents(now), now=signing.NOW)
    assert verdict.content == "different" and "(VUC)" in verdict.message


def test_a_signed_draft_is_told_to_be_one() -> None:
    unfinished = returns.dossier(vuc=None)
    data = p7m(returns.exported(unfinished), mara())
    verdict = judge(data, "", expected_documents(unfinished), now=signing.NOW)
    assert verdict.state == "altered" and "è una bozza" in verdict.message


def test_an_export_of_another_day_is_made_again_as_of_that_day() -> None:
    dossier = returns.dossier()
    dossier.move_to(returns.DAY - dt.timedelta(40))
    verdict = judged(pades(returns.exported(dossier), mara(), "cooperativa"))
    assert verdict.content == "identical"


def test_an_export_without_the_names_of_the_parties_is_known_whatever_is_chosen_now() -> None:
    dossier = returns.dossier()
    dossier.parties_printed = lambda: False
    unnamed = returns.exported(dossier)
    assert unnamed != returns.document()
    assert judged(pades(unnamed, mara(), "cooperativa")).content == "identical"
    assert judged(forging.resaved(unnamed)).content == "same_pages"


def test_a_scan_is_told_to_be_one() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    for data in (out.getvalue(), b"\xff\xd8\xff\xe0" + bytes(100)):
        verdict = judged(data)
        assert "firmato a penna" in verdict.message and verdict.state in ("unsigned", "foreign")


def test_without_any_document_of_its_own_a_dossier_takes_nothing() -> None:
    assert judge(returns.one(), "", [], now=signing.NOW).state == "foreign"


def test_a_redrawn_version_that_somebody_signed_is_told_although_it_was_put_right_again() -> None:
    """What the second signer saw was not the export, whatever the last version shows."""
    redrawn = pades(forging.drawn_over(returns.one()), paolo(), "azienda")
    back = forging.redrawn_as(redrawn, returns.document())
    verdict = judged(back)
    assert verdict.content == "different" and "la pagina 1 è stata ridisegnata" in verdict.message
