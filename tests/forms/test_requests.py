"""What the office reads before it agrees to a programme of placements, and what warns before it is asked at all."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.checkup import cases
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.system.paths import forms_folder

LIBRARY = Library([forms_folder()])
PUGLIA = "puglia/art11_2022"


def example(id: str = PUGLIA, **answers: str) -> Dossier:
    """Of Puglia: four placements, one of a person with a severe disability, whom the office is to find."""
    draft = cases.read_draft(LIBRARY.folder(id), cases.EXAMPLE, id)[1]
    return Dossier(LIBRARY.load(id), Draft(id, {**draft.answers, **answers}), dt.date(2027, 6, 1))


def test_the_cover_tells_the_severe_placements_that_lengthen_the_programme() -> None:
    made = example()
    [document] = made.documents.choose(["richiesta"])
    cover = plain_text(render(document, made.state).preface)
    assert "Unità da inserire con la convenzione\n4\nDi cui con disabilità grave (convenzione, art. 2)\n1" in cover


def test_the_office_is_asked_for_them_by_somebody_with_a_name() -> None:
    made = example()
    [document] = made.documents.choose(["richiesta_preselezione"])
    text = plain_text(render(document, made.state).blocks)
    assert "rappresentato da Lucia Verdi in qualità di legale rappresentante" in text
    assert "\n2\n2\n1\naddetto al confezionamento, addetto all'etichettatura\n" in text, "group, people, of them severe"


def told(name: str, document: str, *, preface: bool = False) -> str:
    """The words of a document of one of Puglia's worked cases."""
    case, draft = cases.read_draft(LIBRARY.folder(PUGLIA), name, PUGLIA)
    made = Dossier(LIBRARY.load(PUGLIA), draft, case.date)
    [chosen] = made.documents.choose([document])
    rendered = render(chosen, made.state)
    return plain_text(rendered.preface if preface else rendered.blocks)


def test_the_office_is_asked_for_the_chosen_groups_only() -> None:
    first = told("preselezione_un_gruppo_per_volta", "richiesta_preselezione")
    assert "\n1\n10\n0\naddetto al confezionamento\n" in first and "15/06/2027" in first
    assert "15/12/2027" not in first and "2028" not in first and "2029" not in first
    second = told("preselezione_il_gruppo_dopo", "richiesta_preselezione")
    assert "15/12/2027" in second and "15/06/2028" in second
    assert "15/06/2027" not in second and "15/12/2028" not in second and "2029" not in second


def test_no_letter_is_offered_where_nobody_is_to_be_asked_for() -> None:
    def offered(name: str) -> bool:
        case, draft = cases.read_draft(LIBRARY.folder(PUGLIA), name, PUGLIA)
        made = Dossier(LIBRARY.load(PUGLIA), draft, case.date)
        return "richiesta_preselezione" in [each.spec.id for each in made.documents.applicable()]

    assert offered("esempio") and offered("preselezione_scaduta") and offered("vuoto")  # the last one for the pen
    assert not offered("un_inserimento") and not offered("preselezione_gia_chiesta")


def test_a_rescinded_agreement_is_never_said_to_be_completed() -> None:
    cover = told("risolta_e_completata", "richiesta", preface=True)
    assert "risolta il 01/10/2025, e che l'intera quota lì prevista è stata poi assunta." in cover
    assert "completato" not in cover
    assert "il cui programma è stato completato." in told("completata_non_si_chiede_altro", "richiesta", preface=True)
    assert "la cui intera quota è stata assunta." in told("quota_assunta_poi", "richiesta", preface=True)


def test_the_report_says_that_a_count_from_the_request_is_provisional() -> None:
    provisional = "20/11/2026, data della richiesta: la stipula non è ancora fissata e il conto è provvisorio"
    report = told("senza_stipula_ventiquattro_mesi", "relazione_calcolo")
    assert provisional in report and "24 (provvisoria)" in report
    assert "provvisorio" not in told("confini_ammessi", "relazione_calcolo")


def test_the_report_says_how_a_difference_is_made_up_and_nothing_where_there_is_none() -> None:
    said = "Differenza tra posti scoperti e unità: 6; attribuita con un numero: "
    assert said + "6; ancora senza spiegazione: 0" in told("esonero_e_altro_con_i_numeri", "relazione_calcolo")
    rest = "1; il resto va allo strumento scelto senza numero; ancora senza spiegazione: 0"
    assert said + rest in told("esonero_senza_numero", "relazione_calcolo")
    assert "sono diversi" not in told("unita_uguali", "relazione_calcolo")


def test_only_the_doubts_that_a_dossier_meets_are_printed() -> None:
    met, free = told("esempio", "relazione_calcolo"), told("un_inserimento", "relazione_calcolo")
    for doubt in ("per ogni inserimento integrativo", "60 giorni prima «della scadenza"):
        assert doubt in met and doubt not in free


def test_no_percentage_warns_where_the_law_takes_the_percentages_away() -> None:
    made = example("lombardia/art14_2021", base_computo="35", disabili_in_forza="0", posti_proposti="2")
    told = [problem.message for problem in made.state.problems if problem.field == "posti_proposti"]
    assert len(told) == 1 and told[0].startswith("Più dei posti ancora scoperti: ne resta 1.")
    made = example("lombardia/art14_2021", base_computo="36", disabili_in_forza="0", posti_proposti="2")
    told = [problem.message for problem in made.state.problems if problem.field == "posti_proposti"]
    assert len(told) == 1 and told[0].startswith("Posti al massimo, con il 60 % della quota: 1.")
