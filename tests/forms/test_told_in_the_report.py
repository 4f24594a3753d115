"""What the relazione and the worksheet of Lombardia say: replaced values, a percentage, a membership."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.answers.draft import Draft, Override
from desktop_app.engine.documents.document import plain_text, render
from desktop_app.session.dossier import Dossier
from tests.forms.library import LIBRARY

QUOTA, LOMBARDIA = "italia/quota_riserva", "lombardia/art14_2021"
WITH_THE_QUOTA = (QUOTA, LOMBARDIA, "marche/art14_2023")
REASON = "comunicazione dell'ufficio"


def written(form: str, document: str, overrides: dict[str, Override] | None = None, **answers: Any) -> str:
    """The words of a document of the form's example, with other answers and values written over computed ones."""
    draft = Draft(form, {**LIBRARY.example(form).answers, **answers}, overrides=overrides or {})
    made = Dossier(LIBRARY.load(form), draft, dt.date(2026, 10, 1))
    [found] = made.documents.choose([document])
    return plain_text(render(found, made.state).blocks)


@pytest.mark.parametrize("form", WITH_THE_QUOTA)
def test_a_replaced_value_is_told_with_the_computed_one(form: str) -> None:
    """No equation with another result than its own, and a sentence that says what the row does instead."""
    base: dict[str, Any] = {"base_da_calcolare": False, "base_computo": "151"}
    words = written(form, "relazione_calcolo", {"quota_art3": Override("9", REASON)}, **base)
    assert f"il calcolo dà 11; le parti scrivono 9, perché {REASON}" in words
    assert (
        f"\nIl calcolo dà\nValore scritto\nMotivo\nPersone con disabilità da occupare (art. 3)\n11\n9\n{REASON}"
        in words
    )
    assert "la riga dice l'uno e l'altro; i passaggi che lo usano lo dicono accanto al risultato." in words
    assert "la riga dice l'uno e l'altro" not in written(form, "relazione_calcolo", **base)


def test_no_percentage_stands_beside_a_limit_that_does_not_follow_it() -> None:
    """Art. 14 c. 3: up to 35 employees the percentages do not hold, and the limit is the whole quota."""
    few: dict[str, Any] = {"base_computo": "35", "disabili_in_forza": "0", "posti_proposti": "1"}
    for id in ("scheda_proposta", "relazione_calcolo"):
        assert "in percentuale (Schema" not in written(LOMBARDIA, id, **few)
        assert "Limite: parte della quota (%)" not in written(LOMBARDIA, id, **few)
    assert "Limite: parte della quota (%)\n60\n" in written(LOMBARDIA, "scheda_proposta", base_computo="36")


def test_an_association_is_told_beside_a_membership_only() -> None:
    assert "\nsì, Industriali d'esempio Cremona\n" in written(LOMBARDIA, "scheda_proposta")
    words = written(LOMBARDIA, "scheda_proposta", azienda_iscritta=False, primo_anno=True)
    assert "\nno\nAssociazione a cui l'azienda aderisce\nIndustriali d'esempio Cremona\n" in words


@pytest.mark.parametrize(("kind", "named", "signs"), [
    ("cooperativa", "dalla cooperativa", "Per la Cooperativa"),
    ("consorzio", "dal consorzio", "Per il Consorzio"),
    ("impresa_sociale", "dall'impresa sociale", "Per l'Impresa sociale"),
])  # fmt: skip
def test_who_carries_out_the_order_is_called_by_its_name(kind: str, named: str, signs: str) -> None:
    told = written(LOMBARDIA, "scheda_proposta", cooperativa_forma=kind)
    assert f"la domanda è firmata dall'azienda e {named} con un file .p7m." in told and "SIUL-L68" in told
    assert f"\n{signs}\n" in written(LOMBARDIA, "quesito", cooperativa_forma=kind)


def test_what_only_one_province_has_said_is_told_of_no_other() -> None:
    elsewhere: dict[str, Any] = {"provincia": "milano", "ufficio_nome": "Collocamento mirato"}
    for id in ("scheda_proposta", "quesito", "relazione_calcolo"):
        assert "Città metropolitana di Milano" in written(LOMBARDIA, id, **elsewhere)
    assert "Codesto ufficio raccoglie" in written(LOMBARDIA, "quesito")
    for words in ("Codesto ufficio raccoglie", "Cremona dal gennaio 2021", "cremona.it"):
        assert words not in written(LOMBARDIA, "quesito", **elsewhere)
