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


def example(id: str = "puglia/art11_2022", **answers: str) -> Dossier:
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


def test_no_percentage_warns_where_the_law_takes_the_percentages_away() -> None:
    made = example("lombardia/art14_2021", base_computo="35", disabili_in_forza="0", posti_proposti="2")
    told = [problem.message for problem in made.state.problems if problem.field == "posti_proposti"]
    assert len(told) == 1 and told[0].startswith("Sono più dei posti ancora scoperti, che sono 1.")
    made = example("lombardia/art14_2021", base_computo="36", disabili_in_forza="0", posti_proposti="2")
    told = [problem.message for problem in made.state.problems if problem.field == "posti_proposti"]
    assert len(told) == 1 and told[0].startswith("Posti al massimo, con il 60 % della quota: 1.")
