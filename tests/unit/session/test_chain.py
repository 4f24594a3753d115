"""How far documents, sendings, deadlines and a dossier are by what was exported and by what happened since."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app import __version__
from desktop_app.dossier_summary import DocumentStatus, from_json, read_head
from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.evaluation.deadlines import occurrences, open_deadlines
from desktop_app.session.acts import Act, Met, Pen, Prepared, Protocolled, Returned, Sent, SentFile, Signature
from desktop_app.session.dossier import Dossier
from desktop_app.session.progress.chain import met_days, sending_progress
from desktop_app.session.progress.chain_words import stage_words
from desktop_app.session.summary import summary_of
from tests.unit.session.after_export import AT, FORM, PARTIES, TODAY, at, back, exported_dossier, receipt
from tests.unit.session.sending import OFFICE, example
from tests.unit.session.support import loaded


@pytest.fixture
def dossier() -> Dossier:
    return exported_dossier()


UFFICIO = "ufficio@pec.example.it"


def stages(dossier: Dossier, *acts: Act) -> dict[str, str]:
    dossier.acts = acts  # type: ignore[assignment]  # each is one of AnyAct, which mypy does not see
    return {each.id: stage_words(each) for each in dossier.document_statuses()}


def accordo(dossier: Dossier, *acts: Act) -> str:
    return stages(dossier, *acts)["accordo"]


def test_nothing_exported_is_to_be_exported(dossier: Dossier) -> None:
    dossier.exports = ()
    assert stages(dossier) == dict.fromkeys(("accordo", "domanda", "conto"), "da esportare")


def test_each_step_of_a_document_is_said(dossier: Dossier) -> None:
    acts: list[Act] = []
    said = [accordo(dossier)]
    for act in (
        back("azienda"),
        back("azienda", "cooperativa", days=2),
        back(*PARTIES, days=3, state="complete"),
        Prepared(sending="accordo", to=("Ufficio@pec.example.it", "gruppo@pec.example.it")),
        Sent(sending="accordo", day=dt.date(2026, 11, 24)),
        receipt("accettazione", 4, recipient=""),
        receipt("errore-consegna", 4, "gruppo@pec.example.it"),
        receipt("avvenuta-consegna", 5),
        receipt("avvenuta-consegna", 7, "Gruppo@PEC.example.it"),
        Protocolled(sending="accordo", protocol="0123/2026", day=dt.date(2026, 11, 28)),
    ):
        acts.append(act)
        said.append(accordo(dossier, *acts))
    failed = "inviato il 24/11/2026, ma non è stato consegnato a gruppo@pec.example.it"
    assert said == [
        "esportato il 20/11/2026",
        "firmato da 1 di 3: mancano Per cooperativa e Per ufficio",
        "firmato da 2 di 3: manca Per ufficio",
        "firmato",
        "firmato",  # a message that was made ready has not gone
        "inviato il 24/11/2026",
        "inviato il 24/11/2026",
        failed,
        failed,
        "consegnato il 27/11/2026",
        "protocollato n. 0123/2026 del 28/11/2026",
    ]


def test_an_answer_that_is_printed_supersedes_at_once_and_going_back_restores(dossier: Dossier) -> None:
    signed = back(*PARTIES, state="complete")
    dossier.acts = (signed,)
    dossier.answer("nome", "Borea")
    assert accordo(dossier, signed) == "superato: è cambiata la risposta a «Nome dell'ente»"
    dossier.answer("nome", "Aurora")
    assert accordo(dossier, signed) == "firmato"


def test_what_was_signed_before_another_export_is_worth_nothing_for_it(dossier: Dossier) -> None:
    signed = back(*PARTIES, state="complete")
    dossier.answer("nome", "Borea")
    new = dossier.exports[0]._replace(number=9, at=at(2), content=dossier.draft.to_json())
    dossier.exports = [new, *dossier.exports]
    assert accordo(dossier, signed) == "esportato il 22/11/2026"
    assert accordo(dossier, signed, back("azienda", days=3)).startswith("firmato da 1 di 3")


@pytest.mark.parametrize(
    "act",
    [
        back(*PARTIES, state="altered", content="different"),
        back(*PARTIES, state="foreign", document=""),
        back(*PARTIES, content="different"),
        back(*PARTIES, days=-1),
        back("un altro", ""),
        Returned(document="accordo", at=at(1), state="partial", content="identical",
                 signatures=(Signature(signer="azienda", intact=False),)),
    ],
)  # fmt: skip
def test_a_file_that_proves_nothing_changes_nothing(dossier: Dossier, act: Act) -> None:
    assert accordo(dossier, act) == "esportato il 20/11/2026"


def test_one_file_has_to_have_all_signatures_and_paper_goes_round(dossier: Dossier) -> None:
    apart = (back("azienda"), back("cooperativa"), back("ufficio"))
    assert accordo(dossier, *apart).startswith("firmato da 1 di 3")
    pens = [Pen(document="accordo", at=at(1), signers=(each,), day=dt.date(2026, 11, 21)) for each in PARTIES]
    assert accordo(dossier, *pens[:2]) == "firmato da 2 di 3: manca Per ufficio"
    assert accordo(dossier, *pens) == "firmato"
    dossier.answer("tre", "no")
    dossier.exports = [each._replace(content=dossier.draft.to_json()) for each in dossier.exports]
    assert accordo(dossier, *pens[:2]) == "firmato", "the third party is none in this dossier"


def test_a_document_is_sent_with_the_sending_that_asks_for_its_signatures(dossier: Dossier) -> None:
    scheme = (Sent(sending="domanda", day=TODAY), receipt("avvenuta-consegna", 3, sending="domanda"))
    assert stages(dossier, back("azienda"), *scheme) == {
        "accordo": "firmato da 1 di 3: mancano Per cooperativa e Per ufficio",
        "domanda": "consegnato il 23/11/2026",
        "conto": "esportato il 20/11/2026",
    }


def test_a_receipt_that_does_not_count_and_one_of_another_sending_prove_nothing(dossier: Dossier) -> None:
    acts = [receipt("avvenuta-consegna", 3, counts=False), receipt("avvenuta-consegna", 3, sending="")]
    assert accordo(dossier, *acts) == "esportato il 20/11/2026"
    assert accordo(dossier, receipt("accettazione", 3, recipient="")) == "inviato il 23/11/2026"
    assert accordo(dossier, receipt("posta-certificata", 3, protocol="7")) == "protocollato n. 7"


def test_a_portal_has_it_on_the_day_that_the_user_says() -> None:
    acts = [Sent(sending="s", day=TODAY)]
    assert sending_progress("s", acts).stage == "sent"
    assert sending_progress("s", acts, portal=True).delivered == TODAY
    assert sending_progress("altro", acts).stage is None


def exported_again(dossier: Dossier, days: float, number: int) -> None:
    """All documents as the answers are now."""
    content = dossier.draft.to_json()
    new = [each._replace(number=number + at_, at=at(days), content=content) for at_, each in enumerate(dossier.exports)]
    dossier.exports = [*new[:3], *dossier.exports]


def test_what_was_sent_before_another_export_is_said_of_that_alone(dossier: Dossier) -> None:
    """Nobody may take the new version for delivered: it has to be signed and sent, too."""
    prepared = Prepared(sending="accordo", at=at(3), number=5, to=("ufficio@pec.example.it",))
    went = [back(*PARTIES, state="complete"), prepared, receipt("avvenuta-consegna", 4, prepared=5)]
    number = Protocolled(sending="accordo", protocol="7", at=at(4.5))
    assert accordo(dossier, *went) == "consegnato il 24/11/2026"
    exported_again(dossier, 4.6, 10)  # the same once more: nothing else is printed
    assert accordo(dossier, *went, number) == "protocollato n. 7"
    dossier.answer("nome", "Borea")
    assert accordo(dossier, *went, number) == "protocollato n. 7", "nothing newer could have gone"
    exported_again(dossier, 5, 20)
    assert accordo(dossier, *went, number) == "esportato il 25/11/2026"
    again = [*went, number, back(*PARTIES, days=6, state="complete")]
    assert accordo(dossier, *again) == "firmato"
    second = Prepared(sending="accordo", at=at(7), number=9, to=("ufficio@pec.example.it",))
    late = receipt("avvenuta-consegna", 8, "copia@pec.example.it", prepared=5)  # of the first message
    assert accordo(dossier, *again, second, late) == "firmato"
    assert accordo(dossier, *again, second, late, receipt("avvenuta-consegna", 9, prepared=9)) == (
        "consegnato il 29/11/2026"
    )
    dossier.answer("nome", "Aurora")
    assert accordo(dossier, *went) == "consegnato il 24/11/2026", "back to what went"


def test_a_signed_file_counts_for_the_version_that_it_begins_with(dossier: Dossier) -> None:
    """Not for what was exported last before it: answers go back and forth."""
    dossier.answer("nome", "Borea")
    exported_again(dossier, 2, 10)
    dossier.exports = [each._replace(sha256=f"{each.number}") for each in dossier.exports]
    of_first, of_second = (back(*PARTIES, days=3, state="complete", original=each) for each in ("0", "10"))
    assert [accordo(dossier, each) for each in (of_first, of_second)] == ["esportato il 22/11/2026", "firmato"]
    dossier.answer("nome", "Aurora")
    assert [accordo(dossier, each) for each in (of_first, of_second)] == ["firmato", "esportato il 20/11/2026"]


def test_the_day_of_delivery_written_into_the_dossier_makes_no_other_version_of_what_arrived() -> None:
    """The receipt offers it: who takes the offer and exports again has not to send the same once more."""
    dossier = Dossier(loaded(), example(), TODAY)
    first = ExportEntry(1, "comunicazione", Path("c.pdf"), "c", AT, False, 0, False, dossier.draft.to_json())
    dossier.exports = [first]
    prepared = Prepared(sending="comunicazione", at=at(1), number=5, to=(OFFICE,))
    dossier.acts = [prepared, receipt("avvenuta-consegna", 2, OFFICE, sending="comunicazione", prepared=5)]

    def stage() -> str | None:
        return next(each.stage for each in dossier.document_statuses() if each.id == "comunicazione")

    dossier.answer("data_comunicazione", "22/11/2026")
    assert dossier.comparison.change(first, dossier.state) is not None and stage() == "delivered"
    second = first._replace(number=2, at=at(3), content=dossier.draft.to_json())
    dossier.exports = [second, first]
    assert stage() == "delivered"
    dossier.answer("azienda_nome", "Beta S.r.l.")
    dossier.exports = [second._replace(number=3, at=at(4), content=dossier.draft.to_json()), second, first]
    assert stage() == "exported"


def test_a_document_that_was_not_among_the_files_did_not_go(dossier: Dossier) -> None:
    prepared = Prepared(sending="domanda", at=at(2), number=5, files=(SentFile("a.pdf", document="domanda"),))
    found = stages(dossier, prepared, receipt("avvenuta-consegna", 3, sending="domanda", prepared=5))
    assert (found["domanda"], found["accordo"]) == ("consegnato il 23/11/2026", "esportato il 20/11/2026")


def test_a_delivery_with_other_files_is_none_and_says_so(dossier: Dossier) -> None:
    other = receipt("avvenuta-consegna", 4, differs=("01_Accordo.pdf",))
    wrong = "inviato il 24/11/2026, ma è arrivato con un contenuto diverso da quello preparato"
    assert accordo(dossier, back(*PARTIES, state="complete"), other) == wrong
    assert met_days(FORM, [other]) == {}
    assert accordo(dossier, other, receipt("avvenuta-consegna", 5)) == "consegnato il 25/11/2026"


def test_what_failed_is_over_once_it_was_prepared_again_and_comes_back_with_a_receipt(dossier: Dossier) -> None:
    """Prepared again, it is to be sent; receipts of the first message that come late change nothing of that."""
    signed = back(*PARTIES, state="complete")
    first = (Prepared(sending="accordo", to=(UFFICIO,), number=3), receipt("accettazione", 4, recipient="", prepared=3))
    failed = receipt("errore-consegna", 5, prepared=3)
    assert accordo(dossier, signed, *first, failed).startswith("inviato il 24/11/2026, ma non è stato consegnato")
    again = (signed, *first, failed, Prepared(sending="accordo", to=(UFFICIO,), number=6))
    assert accordo(dossier, *again) == "firmato"
    assert accordo(dossier, *again, receipt("errore-consegna", 6, prepared=3)) == "firmato"
    assert accordo(dossier, *again, Sent(sending="accordo", day=TODAY)).startswith("inviato il")
    taken = receipt("accettazione", 7, recipient="", prepared=6)
    assert "ma non è stato" in accordo(dossier, *again, taken, receipt("errore-consegna", 7, prepared=6))
    assert accordo(dossier, *again, receipt("avvenuta-consegna", 8, prepared=6)) == "consegnato il 28/11/2026"


# --- deadlines -----------------------------------------------------------------------------------------------


def test_a_deadline_is_met_by_hand_or_by_a_delivery_and_is_open_again_without_them(dossier: Dossier) -> None:
    by_hand = Met(deadline="fare", day=dt.date(2026, 11, 12))
    delivered = receipt("avvenuta-consegna", 2)
    assert [each.id for each in open_deadlines(dossier.state, met_days(FORM, [])) if each.date < TODAY] == [
        "mandare", "fare",
    ]  # fmt: skip
    met = met_days(FORM, [by_hand, delivered])
    assert met == {"fare": dt.date(2026, 11, 12), "mandare": dt.date(2026, 11, 22)}
    assert open_deadlines(dossier.state, met) == []
    assert {each.key: each.met for each in occurrences(dossier.state, met)} == met
    earlier = Met(deadline="mandare", day=dt.date(2026, 11, 3))
    assert met_days(FORM, [earlier, delivered])["mandare"] == dt.date(2026, 11, 3)
    assert met_days(FORM, [Met(deadline="fare")]) == {}


def test_the_summary_says_how_far_the_dossier_is_and_what_is_met(dossier: Dossier) -> None:
    acts = [back("azienda"), receipt("avvenuta-consegna", 3, sending="domanda"), Met(deadline="fare", day=TODAY)]
    text = summary_of(dossier.state, dossier.exports, acts=acts).to_json()  # type: ignore[arg-type]  # each is one of AnyAct, which mypy does not see
    known, head = from_json(text), read_head(text)
    assert (known.stage, head.stage) == ("signing", "signing")
    status = next(each for each in known.documents if each.id == "accordo")
    assert (status.stage, status.signed, status.signers) == ("signing", 1, 3)
    assert status.lacking == ("Per cooperativa", "Per ufficio")
    assert [each.title for each in known.open_deadlines(TODAY)] == ["Mandare"]
    assert {each.key: each.how for each in known.deadlines if each.met} == {"fare": "hand"}
    told = summary_of(dossier.state, dossier.exports, acts=[receipt("avvenuta-consegna", 2)])
    assert {each.key: each.how for each in told.deadlines if each.met} == {"mandare": "delivery"}
    assert summary_of(dossier.state, dossier.exports).stage == "exported"
    assert summary_of(dossier.state).stage == "to_export"


def test_an_older_summary_is_read_and_says_what_it_can() -> None:
    old = (
        '{"state": "exported", "problems": 0, "days": "", "made": "", "missing": 0, "papers": ['
        '["a", "A", "exported", "2026-11-20", ""], ["b", "B", "outdated", "2026-11-20", "x"], ["c", "C", "ready"]]}'
    )
    known = from_json(old)
    assert [each.stage for each in known.documents] == ["exported", "superseded", "to_export"]
    assert (known.stage, read_head(old).stage, read_head(old).state) == ("", "", "exported")
    assert read_head(old).is_stale("2026-11-24")  # how far it is on its way is worked out beside the window
    assert not read_head(known._replace(by=__version__).to_json()).is_stale("2026-11-24")
    assert from_json(known.to_json()) == known


def test_a_summary_that_somebody_spoiled_is_read() -> None:
    spoiled = (
        '{"state": "doing", "problems": 0, "days": "", "made": "", "stage": "volata", "missing": 0, "papers": '
        '[["a", "A", "ready", null, "", "volata", "ieri", -1, true, 3, 4, 5]]}'
    )
    assert read_head(spoiled).stage == ""
    assert from_json(spoiled).documents == (DocumentStatus("a", "A", "ready"),)
