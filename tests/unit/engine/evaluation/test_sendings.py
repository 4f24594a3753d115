"""The sendings of a dossier: which apply, to whom they go, what they carry, which deadlines they meet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_app.engine.evaluation.ageing import depends_on_day
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.engine.evaluation.sendings import (
    PortalValue,
    SendingOccurrence,
    deadlines_met_by,
    portal_values,
    sendings,
    signed_by_pen,
)
from desktop_app.engine.evaluation.state import FormState
from tests.unit.engine.support import ask, computed, filled, form_of, group, make_form, one_page

PRINTED: dict[str, Any] = {"printed": False}
TEXTS = {"con_firma.md": "{{ 'ditta' | firma }}\n", "nota.md": "Nota.\n", "messaggio.md": "Buongiorno.\n"}
SIGNED = [{"id": "ditta", "label": "La ditta"}]
FORM = make_form(
    one_page(
        ask("ditta_pec", "pec", **PRINTED),
        ask("gruppo", "yes_no", **PRINTED),
        ask("gruppo_pec", "pec", visible_when="gruppo", **PRINTED),
        ask("ufficio_pec", "pec", max_message="ufficio_massimo", **PRINTED),
        ask("ufficio_massimo", "decimal", visible_when="filled(ufficio_pec)", **PRINTED),
        ask("penna", "yes_no", **PRINTED),
        ask("spedita_il", "date", **PRINTED),
        ask("nota_serve", "yes_no", **PRINTED),
        group(
            "richieste",
            ask("chiesta", "yes_no", **PRINTED),
            ask("chiesta_il", "date", **PRINTED, visible_when="chiesta"),
            ask("protocollo", **PRINTED),
            ask("sua_pec", "pec", max_message="suo_massimo", **PRINTED),
            ask("suo_massimo", "integer", **PRINTED),
            item="richiesta",
        ),
        pen="penna",
        document=[
            {"id": "domanda", "title": "Domanda", "text": "con_firma.md", "signer": SIGNED},
            {"id": "nota", "title": "Nota", "text": "nota.md", "visible_when": "nota_serve"},
        ],
        deadline=[
            {"id": "entro", "title": "Entro", "date": "spedita_il", "source": "Art. 5"},
            {"id": "ogni", "title": "Ogni", "date": "chiesta_il", "source": "Art. 5", "lines": "richieste"},
        ],
        sending=[
            {
                "id": "domanda", "title": "Domanda all'ufficio", "source": "Art. 5", "text": "messaggio.md",
                "from": ["ditta_pec"], "to": ["ufficio_pec"], "cc": ["ditta_pec", "gruppo_pec"], "subject": "S",
                "documents": ["domanda", "nota"], "signed": ["domanda"], "date": "spedita_il", "meets": ["entro"],
                "attachment": [{"id": "identita", "label": "Documento", "visible_when": "penna"},
                               {"id": "altro", "label": "Altro"}],
            },
            {
                "id": "richiesta", "title": "Richiesta", "source": "Art. 6", "text": "messaggio.md", "subject": "S",
                "to": ["sua_pec", "ufficio_pec"], "lines": "richieste", "visible_when": "chiesta",
                "date": "chiesta_il", "protocol": "protocollo", "meets": ["ogni", "entro"],
                "attachment": [{"id": "prova", "label": "Prova", "visible_when": "filled(protocollo)"}],
            },
            {
                "id": "nota", "title": "Nota", "source": "Art. 7", "text": "messaggio.md", "subject": "S",
                "to": ["ufficio_pec"], "documents": ["nota", "domanda"], "signed": ["domanda"], "cc": ["ditta_pec"],
                "visible_when": "nota_serve", "only_when": {"domanda": "penna", "ditta_pec": "not penna"},
            },
            {
                "id": "sola_nota", "title": "Nota", "source": "Art. 7", "text": "messaggio.md", "subject": "S",
                "to": ["ufficio_pec"], "documents": ["nota"],
            },
        ],
    ),
    texts=TEXTS,
)  # fmt: skip
LINES = [
    {"id": "a", "chiesta": True, "chiesta_il": "2026-03-01", "sua_pec": "a@pec.esempio.it", "suo_massimo": "7"},
    {"id": "b", "chiesta": False},
    {"id": "c", "chiesta": True, "protocollo": "7"},
]


def keys(state: FormState) -> list[str]:
    return [each.key for each in sendings(state)]


def one(key: str, answers: dict[str, Any]) -> SendingOccurrence:
    return next(each for each in sendings(filled(FORM, answers)) if each.key == key)


def test_those_apply_whose_condition_holds_and_of_whose_documents_one_is_needed() -> None:
    assert keys(filled(FORM)) == ["domanda"]
    assert keys(filled(FORM, {"nota_serve": True})) == ["domanda", "nota", "sola_nota"]
    assert keys(filled(FORM, {"richieste": LINES})) == ["domanda", "richiesta.a", "richiesta.c"]


def test_it_carries_the_documents_that_are_needed_and_says_which_must_be_signed() -> None:
    found = one("domanda", {})
    assert [each.spec.id for each in found.documents] == ["domanda"]
    assert [each.spec.id for each in found.signed] == ["domanda"]
    assert [each.id for each in found.attachments] == ["altro"]
    with_all = one("domanda", {"nota_serve": True, "penna": True})
    assert [each.spec.id for each in with_all.documents] == ["domanda", "nota"]
    assert [each.id for each in with_all.attachments] == ["identita", "altro"]


def test_of_some_documents_and_recipients_a_condition_says_whether_they_go() -> None:
    by_pen, digitally = (one("nota", {"nota_serve": True, "penna": penna}) for penna in (True, False))
    assert [each.spec.id for each in by_pen.documents] == ["nota", "domanda"] and not by_pen.cc
    assert [each.spec.id for each in digitally.documents] == ["nota"] and len(digitally.cc) == 1
    assert [len(each.signed) for each in (by_pen, digitally)] == [1, 0]


def test_a_party_that_the_dossier_does_not_have_gets_nothing() -> None:
    found = one("domanda", {"ufficio_pec": "ufficio@pec.esempio.it", "ditta_pec": "no"})
    assert [(each.ref, each.address) for each in found.to] == [(FieldRef("ufficio_pec"), "ufficio@pec.esempio.it")]
    assert [(each.label, each.address) for each in found.cc] == [("Ditta_pec", None)], "an answer that is none"
    assert [each.ref for each in found.boxes] == [FieldRef("ditta_pec")]
    with_group = one("domanda", {"gruppo": True, "gruppo_pec": "gruppo@pec.esempio.it"})
    assert [each.address for each in with_group.cc] == [None, "gruppo@pec.esempio.it"]


def test_in_lines_there_is_one_for_each_with_the_answers_of_its_line() -> None:
    first, last = one("richiesta.a", {"richieste": LINES}), one("richiesta.c", {"richieste": LINES})
    assert (first.name, last.name, one("domanda", {}).name) == (
        "Richiesta (richiesta 1)", "Richiesta (richiesta 3)", "Domanda all'ufficio",
    )  # fmt: skip
    assert first.date == FieldRef("richieste", "chiesta_il", "a")
    assert last.protocol == FieldRef("richieste", "protocollo", "c")
    assert [each.ref for each in first.to] == [FieldRef("richieste", "sua_pec", "a"), FieldRef("ufficio_pec")]
    assert [each.address for each in first.to] == ["a@pec.esempio.it", None]
    assert [each.id for each in first.attachments] == [] and [each.id for each in last.attachments] == ["prova"]


def test_a_day_is_offered_only_where_it_is_asked() -> None:
    form = form_of(
        ask("a", "yes_no"),
        ask("b", "date", visible_when="a"),
        ask("p", "pec"),
        sending=[{"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
                  "values": ["p"], "date": "b"}],
    )  # fmt: skip
    assert [sendings(filled(form, {"a": yes}))[0].date for yes in (True, False)] == [FieldRef("b"), None]


def test_its_delivery_meets_the_deadlines_of_its_own_line() -> None:
    assert one("domanda", {}).meets == ("entro",)
    assert one("richiesta.c", {"richieste": LINES}).meets == ("ogni.c", "entro")
    assert deadlines_met_by("richiesta.gone", FORM) == ("ogni.gone", "entro"), "its line is no more"
    assert deadlines_met_by("of_another_edition", FORM) == ()


@pytest.mark.parametrize(("penna", "expected"), [(True, True), (False, False), (None, None)])
def test_how_it_is_signed(penna: bool | None, expected: bool | None) -> None:
    assert signed_by_pen(filled(FORM, {"penna": penna})) is expected


def test_a_form_that_does_not_ask_how_it_is_signed_says_nothing() -> None:
    assert signed_by_pen(filled(form_of(ask("a")))) is None


def test_the_values_for_a_portal_come_in_its_order_and_line_by_line() -> None:
    form = form_of(
        ask("nome"),
        ask("valore", "money"),
        ask("segreto", visible_when="valore > 100"),
        group("persone", ask("chi"), ask("ore", "integer", visible_when="filled(chi)"), item="persona"),
        group("altre", ask("chi")),
        computed("doppio", "money", "valore * 2"),
        sending=[{"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
                  "values": ["doppio", "nome", "segreto", "persone", "altre"]}],
    )  # fmt: skip
    answers = {"valore": "1000.5", "persone": [{"chi": "A", "ore": "8"}, {}], "altre": [{"chi": "B"}]}
    state = filled(form, answers)
    assert portal_values(sendings(state)[0], state) == [
        PortalValue("Doppio", "", "2.001,00"),
        PortalValue("Nome", "", ""),
        PortalValue("Segreto", "", ""),
        PortalValue("persona 1: Chi", "", "A"),
        PortalValue("persona 1: Ore", "", "8"),
        PortalValue("persona 2: Chi", "", ""),
        PortalValue("riga 1: Chi", "", "B"),
    ]
    state = filled(form, {"valore": "1"})
    assert [each.label for each in portal_values(sendings(state)[0], state)] == ["Doppio", "Nome"]


def test_a_portal_may_ask_for_the_values_of_one_line() -> None:
    form = form_of(
        group("persone", ask("chi"), item="persona"),
        sending=[{"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
                  "values": ["chi"], "lines": "persone"}],
    )  # fmt: skip
    state = filled(form, {"persone": [{"chi": "A"}, {"chi": "B"}]})
    assert [portal_values(each, state) for each in sendings(state)] == [
        [PortalValue("Chi", "", "A")], [PortalValue("Chi", "", "B")],
    ]  # fmt: skip


def test_a_heading_tells_values_of_the_same_name_apart() -> None:
    form = form_of(
        ask("prima", "heading"),
        {**ask("a"), "label": "Nome"},
        ask("seconda", "heading"),
        {**ask("b"), "label": "Nome"},
        sending=[{"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
                  "values": ["b", "a"]}],
    )  # fmt: skip
    state = filled(form, {"a": "A", "b": "B"})
    assert portal_values(sendings(state)[0], state) == [
        PortalValue("Nome", "Seconda", "B"), PortalValue("Nome", "Prima", "A"),
    ]  # fmt: skip


def test_a_form_without_sendings_has_none() -> None:
    assert sendings(filled(form_of(ask("a")))) == []


@pytest.mark.parametrize("where", ["sending", "attachment", "recipient"])
def test_a_sending_that_asks_for_the_day_makes_the_dossier_depend_on_it(where: str) -> None:
    condition = {"visible_when": "a <= oggi"}
    attachment = {"id": "x", "label": "X", **(condition if where == "attachment" else {})}
    spec = {"id": "s", "title": "S", "source": "Art. 5", "channel": "portal", "address": "https://e.it",
            "values": ["a"], "attachment": [attachment], **(condition if where == "sending" else {})}  # fmt: skip
    letter = {"id": "l", "title": "L", "source": "Art. 5", "to": ["p"], "subject": "L", "text": "l.md",
              "only_when": {"p": "a <= oggi"} if where == "recipient" else {}}  # fmt: skip
    form = make_form(one_page(ask("a", "date"), ask("p", "pec"), sending=[spec, letter]), texts={"l.md": "L"})
    assert depends_on_day(filled(form))


def test_a_box_says_how_much_it_takes_in_its_own_line_and_nothing_where_nobody_said_so() -> None:
    given: dict[str, Any] = {"richieste": LINES, "ufficio_pec": "u@pec.esempio.it", "ufficio_massimo": "2.5"}
    assert [each.max_message for each in one("richiesta.a", given).to] == [7, Decimal("2.5")]
    assert [each.max_message for each in one("richiesta.c", given).to] == [None, Decimal("2.5")]
    hidden = {**given, "ufficio_pec": None}
    assert [each.max_message for each in one("richiesta.c", hidden).to] == [None, None]
