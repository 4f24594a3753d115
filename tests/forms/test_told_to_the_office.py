"""What the employment office is told by the documents of a Marche dossier, and who signs them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.blocks import SignatureBlock
from desktop_app.engine.documents.document import render
from desktop_app.session.dossier import Dossier
from tests.forms.test_letters import CONSORTIUM, FORM, GROUP, ID, LIBRARY, breach, dossier, letter

FITTED = "Rampa all'ingresso e banco regolabile in altezza."
DISADVANTAGED = {"n_svantaggiati": "2", "contratto_svantaggiati": "determinato", "costo_svantaggiati": "20000",
                 "canale_svantaggiati": "servizi_sociali", "svantaggiati_art12": True}  # fmt: skip
ALONE = {"destinatari": "svantaggiati", **DISADVANTAGED}
MIXED = {"destinatari": "entrambi", **DISADVANTAGED}


@pytest.mark.parametrize(("place", "told"), [("azienda", True), ("cooperativa", False)])
def test_the_communication_says_how_the_companys_premises_are_fit(place: str, told: bool) -> None:
    """Artt. 5 and 10: the order's features are told, the adjusted premises of the company are one of them."""
    words, _ = letter(dossier(luogo=place, accomodamenti=FITTED), "comunicazione")
    assert (FITTED in words) is told
    assert ("accomodamenti ragionevoli (art. 10):" in words) is told


def signing(made: Dossier, id: str) -> list[str]:
    """The words beside the signatures of a document, in order."""
    [document] = made.documents.choose([id])
    blocks = render(document, made.state).blocks
    return [block.label.rstrip(":").removeprefix("Per ") for block in blocks if isinstance(block, SignatureBlock)]


COMPANY, COMPANIES = "l'Azienda", "il Gruppo di Imprese"
COOPERATIVE, COOPERATIVES = "la Cooperativa Sociale di tipo B", "il Consorzio di Cooperative Sociali di tipo B"


@pytest.mark.parametrize("group", [{}, GROUP])
@pytest.mark.parametrize("consortium", [{}, CONSORTIUM])
def test_whoever_has_a_duty_in_a_text_signs_it(group: dict[str, Any], consortium: dict[str, Any]) -> None:
    """Art. 5: company and cooperative send the comunicazione, «l'azienda in obbligo» awards the order."""
    made = dossier(**group, **consortium)
    cooperatives = [COOPERATIVE, *([COOPERATIVES] if consortium else [])]
    everybody = [COMPANY, *([COMPANIES] if group else []), *cooperatives]
    assert signing(made, "comunicazione") == everybody
    assert signing(made, "contratto_affidamento") == everybody
    assert signing(made, "affidamento_commessa") == [COMPANY]
    agreed = [COMPANIES if group else COMPANY, *cooperatives, "il Centro per l'Impiego"]
    assert signing(made, "convenzione_locale") == agreed


def test_every_party_of_the_contract_is_named_with_its_data() -> None:
    text, _ = letter(dossier(**GROUP, **CONSORTIUM), "contratto_affidamento")
    for party in ("Cartotecnica Valdisopra", "Gruppo nome", "La Spiga Lavoro", "Consorzio nome"):
        assert party in text
    assert "«Committente»" in text and "«Gruppo»" in text and "«Cooperativa»" in text
    text, _ = letter(dossier(), "contratto_affidamento")
    assert "gruppo di imprese" not in text and "consorzio" not in text


def test_every_document_bears_its_day() -> None:
    """Of a dossier with a consortium, a group and letters after signing."""
    _, draft = cases.read_draft(LIBRARY.folder(ID), "consorzio_e_gruppo", ID)
    made = Dossier(FORM, draft, dt.date(2027, 4, 6))
    days = {
        "convenzione_locale": "01/10/2026", "comunicazione": "10/09/2026", "contratto_affidamento": "01/10/2026",
        "affidamento_commessa": "09/10/2026", "relazione_calcolo": "06/04/2027",
        "sostituzione_lavoratore": "05/04/2027", "messa_in_mora": "05/02/2027",
    }  # fmt: skip
    assert {document.spec.id for document in made.documents.applicable()} == set(days)
    for id, day in days.items():
        assert day in letter(made, id)[0], id


def test_the_position_towards_the_law_is_told_whole() -> None:
    """Art. 5, seventh point: both quotas, what covers them, what lacks."""
    made = dossier(base_computo="151", disabili_in_forza="6", protetti_in_forza="1", posti_gruppo="2", posti_ceduti="0",
                   posti_sospesi="1", posti_compensati="1", piu_province=True, obbligo_provincia_art3="8",
                   obbligo_provincia_art18="1")  # fmt: skip
    words, _ = letter(made, "comunicazione")
    for row in (
        "Persone con disabilità da occupare (art. 3)\n11",
        "Altre categorie protette da occupare (art. 18 c. 2)\n2",
        "Persone con disabilità da occupare nella provincia (art. 3)\n8",
        "Posti coperti da altre imprese del gruppo (D.L. 138/2011, art. 9)\n2",
        "Posti ancora scoperti (art. 3)\n3",
        "Posti ancora scoperti delle altre categorie protette (art. 18 c. 2)\n1",
        "Posti da coprire adesso, senza quelli sospesi\n2",
        "Posti spostati fra province (art. 5 c. 8)\n1",
    ):
        assert row in words, row


def test_an_agreement_for_disadvantaged_persons_alone_covers_nothing_and_says_so() -> None:
    """Art. 13: the official text stays as it is (point 17), the comunicazione says what it does not mean here."""
    made = dossier(**ALONE)
    agreement, _ = letter(made, "convenzione_locale")
    assert "ottempera alla totale copertura della quota di riserva" in agreement
    assert "art. 1 comma 1, lavoratori n. 5" in agreement and "(pari a n. 0 disabili)" in agreement
    assert "CL (costo lavoro annuo dei disabili/invalidi): € 20.000,00" in agreement
    words, _ = letter(made, "comunicazione")
    assert "non copre la quota di riserva (Convenzione quadro, art. 13)" in words
    assert "si coprono soltanto con gli altri strumenti della L. 68/1999: n. 2;" in words
    assert "è il costo annuo di un soggetto svantaggiato, € 20.000,00" in words
    assert "Base di computo\n65" in words and "Posti da coprire con la convenzione" not in words
    assert "si impegna a procedere all'inserimento dei soggetti svantaggiati" in words
    assert "l'obbligo di assunzione è sospeso" not in words


def test_a_mixed_order_commits_to_both_and_says_where_the_cost_lies() -> None:
    words, _ = letter(dossier(**MIXED), "comunicazione")
    assert (
        "agli ampliamenti e alle proroghe nei termini dell'art. 5, e all'inserimento dei soggetti svantaggiati" in words
    )
    assert "Il costo annuo dei soggetti svantaggiati, € 40.000,00, è compreso nel costo di produzione (CP)" in words
    assert "non copre la quota di riserva" not in words
    plain, _ = letter(dossier(), "comunicazione")
    assert "svantaggiati" not in plain


def test_readings_are_told_only_where_they_touch_the_dossier() -> None:
    def told(**answers: Any) -> set[str]:
        made = dossier(**answers)
        return {
            reading.id for reading in FORM.adopted_readings if reading.doubt in letter(made, "relazione_calcolo")[0]
        }

    alone = {"premessa_svantaggiati_soli", "cl_svantaggiati_soli", "rinvio_svantaggiati"}
    assert told().isdisjoint(alone | {"firma_del_gruppo", "svantaggiati_insieme"})
    assert alone <= told(**ALONE) and "svantaggiati_insieme" not in told(**ALONE)
    assert {"svantaggiati_insieme", "rinvio_svantaggiati"} <= told(**MIXED)
    assert "firma_del_gruppo" in told(**GROUP)
    assert "luogo_ancona" in told() and "luogo_ancona" not in told(cpi_nome="Ancona")
    assert "limite_per_datore" in told(posti_altre_art14="1") and "limite_per_datore" not in told()


def test_the_default_notice_goes_from_the_company_that_owes() -> None:
    """The award comes from the company even in a group; who suffers a breach is its party to the agreement."""
    text, _ = letter(dossier(**GROUP), "affidamento_commessa")
    assert "\nMittente: Cartotecnica Valdisopra S.r.l.," in text and "impresa del gruppo Gruppo nome" in text
    made = dossier(inadempimenti=[breach("cooperativa")], **GROUP)
    assert "\nMittente: Gruppo nome," in letter(made, "messa_in_mora")[0]
    assert signing(made, "messa_in_mora") == [COMPANIES]
