"""What an exported document is worth: superseded at the key by an answer that it prints, and by no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.drafts.models import ExportEntry
from desktop_app.engine.answers.draft import Draft
from desktop_app.engine.evaluation.field_ref import FieldRef
from desktop_app.session.dossier import Dossier
from desktop_app.session.states import dossier_state
from desktop_app.session.summary import summary_of
from tests.unit.engine.support import ask, computed, group, make_form, one_page

TODAY = dt.date(2026, 11, 29)
AT = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
DOCUMENTS = {
    "lettera": "{{ nome }}: {{ spesa }} euro.{% for r in righe %} {{ r.ore }}{% endfor %}",
    "conto": "{{ doppio }} {% for s in sostituzioni %}{{ s.motivo }}{% endfor %}{% if urgente %}Presto!{% endif %}",
    "note": "{% for a in avvisi %}{{ a.messaggio }} {{ a.motivo }}{% endfor %} {{ oggi }}",
    "solo_urgente": "{{ nome }}",
    "legge": "{{ domani }}{% for n in novita %}{{ n.letta }}{% endfor %}",
}
FORM = make_form(
    one_page(
        ask("nome", label="Nome dell'ente"),
        ask(
            "spesa",
            "money",
            label="Spesa",
            check=[{"that": "spesa < 50", "message": "È tanto.", "severity": "warning", "id": "tanto"}],
        ),
        ask("nota", required=False, printed=False),
        ask("urgente", "yes_no", required=False),
        group(
            "righe",
            ask(
                "ore",
                "integer",
                check=[{"that": "ore < 25", "message": "Sono tante.", "severity": "warning", "id": "tante"}],
            ),
            ask("chi", printed=False, required=False),
            item="persona",
            required=False,
        ),
        computed("doppio", "money", "2 * spesa", override=True),
        computed("domani", "date", "add_days(oggi, 1)"),
        document=[
            {"id": id, "title": id.capitalize(), "text": f"{id}.md"}
            | ({"visible_when": "urgente"} if id == "solo_urgente" else {})
            for id in DOCUMENTS
        ],
    ),
    {"notice": [{"id": "n", "about": ["spesa"], "text": "Nuova.", "from": dt.date(2026, 1, 1), "source": "Legge"}]},
    {f"{id}.md": text for id, text in DOCUMENTS.items()},
)
ANSWERS = {"nome": "Aurora", "spesa": "60.00", "righe": [{"id": "a", "ore": "20"}, {"id": "b", "ore": "30"}]}


def exported(dossier: Dossier, *documents: str, number: int = 1, bozza: bool = False) -> list[ExportEntry]:
    """The entries that the store would have, exported from the dossier as it is now."""
    content = dossier.draft.to_json()
    return [
        ExportEntry(number, id, Path(f"{id}.pdf"), "0", AT, bozza, dossier.revision, changed=False, content=content)
        for id in documents
    ]


@pytest.fixture
def dossier() -> Dossier:
    made = Dossier(FORM, Draft(FORM.id, ANSWERS), TODAY)
    made.exports = exported(made, "lettera", "conto", "note")
    return made


def changes(dossier: Dossier) -> dict[str, str]:
    """Why each document is superseded, of those that are."""
    return {each.id: each.change for each in dossier.document_statuses() if each.change}


Edit = Callable[[Dossier], Any]
IT_IS = "è cambiata la risposta a"


@pytest.mark.parametrize(
    ("edit", "superseded"),
    [
        (lambda d: d.answer("nota", "Da vedere"), {}),
        (lambda d: d.answer("spesa", "60"), {}),  # another way to write the same
        (lambda d: d.answer_line("righe", "a", "chi", "Anna"), {}),
        (lambda d: d.answer("nome", "Borea"), {"lettera": f"{IT_IS} «Nome dell'ente»"}),
        (lambda d: d.answer_line("righe", "b", "ore", "31"), {"lettera": f"{IT_IS} «Persona 2: ore»"}),
        (lambda d: d.add_line("righe"), {"lettera": f"{IT_IS} «Righe»"}),
        (lambda d: d.remove_line("righe", "a"), {"lettera": f"{IT_IS} «Righe»"}),
        (lambda d: d.answer("spesa", "61"), {"lettera": f"{IT_IS} «Spesa»", "conto": f"{IT_IS} «Spesa»"}),
        (lambda d: d.answer("urgente", True), {"conto": f"{IT_IS} «Urgente»"}),
        (lambda d: d.override("doppio", "99", "Accordo"), {"conto": f"{IT_IS} «Doppio»"}),
        (lambda d: d.set_aside("tanto", "Va bene", FieldRef("spesa")), {"note": f"{IT_IS} «Spesa»"}),
        (lambda d: d.set_aside("tante", "Va bene", FieldRef("righe", "ore", "b")), {"note": f"{IT_IS} «Ore»"}),
        (lambda d: d.answer("spesa", "10"), {each: f"{IT_IS} «Spesa»" for each in ("lettera", "conto", "note")}),
        (lambda d: d.answer("spesa", "x"), {each: f"{IT_IS} «Spesa»" for each in ("lettera", "conto", "note")}),
    ],
)  # fmt: skip
def test_an_answer_supersedes_the_documents_that_print_it_and_an_undo_makes_them_current_again(
    dossier: Dossier, edit: Edit, superseded: dict[str, str]
) -> None:
    assert changes(dossier) == {}
    edit(dossier)
    assert changes(dossier) == superseded
    dossier.undo()
    assert changes(dossier) == {} and dossier.draft == Draft(FORM.id, ANSWERS)
    dossier.redo()
    assert changes(dossier) == superseded


def test_many_questions_are_counted(dossier: Dossier) -> None:
    dossier.answer("nome", "Borea")
    dossier.answer("spesa", "1")
    assert changes(dossier)["lettera"] == "sono cambiate le risposte a «Nome dell'ente» e «Spesa»"
    dossier.answer_line("righe", "a", "ore", "1")
    assert changes(dossier)["lettera"] == "sono cambiate le risposte a «Nome dell'ente», «Spesa» e un'altra"
    dossier.answer_line("righe", "b", "ore", "1")
    assert changes(dossier)["lettera"] == "sono cambiate le risposte a «Nome dell'ente», «Spesa» e altre\u00a02"


def test_the_dossier_is_exported_only_while_nothing_that_was_exported_is_superseded(dossier: Dossier) -> None:
    def told() -> tuple[str, dict[str, str]]:
        statuses = dossier.document_statuses()
        state = dossier_state(dossier.state, statuses)
        stored = summary_of(dossier.state, dossier.exports)
        assert (stored.state, stored.documents) == (state, statuses), "the list says the same"
        return state, {each.id: each.state for each in statuses}

    current = {**dict.fromkeys(("lettera", "conto", "note"), "exported"), "legge": "ready"}
    assert told() == ("exported", current)
    dossier.answer("nome", "Borea")
    assert told() == ("to_export", {**current, "lettera": "outdated"})
    dossier.exports = [*exported(dossier, "lettera", number=2), *dossier.exports]
    assert told() == ("exported", current)
    dossier.undo()
    assert told() == ("exported", current)  # the first export says it still
    dossier.answer("urgente", True)
    assert told() == ("to_export", {**current, "conto": "outdated", "solo_urgente": "ready"})
    dossier.answer("nome", "")
    assert told()[0] == "doing" and set(told()[1].values()) == {"draft"}
    assert changes(dossier)["lettera"] == f"{IT_IS} «Nome dell'ente»"
    dossier.answer("spesa", "x")
    assert told()[0] == "problem"


def test_a_bozza_and_another_edition_s_document_are_no_exports() -> None:
    dossier = Dossier(FORM, Draft(FORM.id, ANSWERS), TODAY)
    dossier.exports = [*exported(dossier, "lettera", bozza=True), *exported(dossier, "of_an_older_edition")]
    assert dossier_state(dossier.state, dossier.document_statuses()) == "to_export"
    bozza, other = dossier.exports
    assert dossier.comparison.change(bozza, dossier.state) is None  # it says what the answers say all the same
    assert dossier.comparison.change(other._replace(changed=True), dossier.state) == "la pratica è cambiata da allora"


def test_a_newer_bozza_that_says_the_same_is_no_export_of_the_answers(dossier: Dossier) -> None:
    dossier.answer("nome", "Borea")
    dossier.exports = [*exported(dossier, "lettera", number=2, bozza=True), *dossier.exports]
    assert changes(dossier) == {"lettera": f"{IT_IS} «Nome dell'ente»"}


def test_only_what_a_document_prints_is_named(dossier: Dossier) -> None:
    dossier.set_aside("tanto", "Va bene", FieldRef("spesa"))
    dossier.answer_line("righe", "a", "chi", "Anna")
    dossier.answer("nome", "Borea")
    assert changes(dossier) == {"lettera": f"{IT_IS} «Nome dell'ente»", "note": f"{IT_IS} «Spesa»"}


def test_a_notice_of_the_law_that_was_read_supersedes_what_says_it(dossier: Dossier) -> None:
    dossier.exports = [*exported(dossier, "legge"), *dossier.exports]
    dossier.answer("nome", "Borea")
    dossier.read_notice("n", FieldRef("spesa"))
    assert changes(dossier) == {"lettera": f"{IT_IS} «Nome dell'ente»", "legge": f"{IT_IS} «Novità di legge»"}


@pytest.mark.parametrize("garbage", ["x", ["x"], [1, {"id": "a", "ore": "20"}]])
def test_lines_that_cannot_be_read_are_named_as_a_whole(dossier: Dossier, garbage: Any) -> None:
    other = Dossier(FORM, Draft(FORM.id, {**ANSWERS, "righe": garbage}), TODAY)
    other.exports = dossier.exports
    assert changes(other)["lettera"] == f"{IT_IS} «Righe»"


def test_where_there_is_nothing_to_export_the_dossier_is_ready() -> None:
    form = make_form(one_page(ask("nome")))
    dossier = Dossier(form, Draft(form.id), TODAY)
    assert dossier_state(dossier.state, dossier.document_statuses()) == "doing"
    dossier.answer("nome", "Aurora")
    assert dossier_state(dossier.state, dossier.document_statuses()) == "ready"


@pytest.mark.parametrize("content", ["", "garbage", '{"form": "valdoria/prova_2024", "answers": {"gone": "1"}}'])
def test_of_an_export_whose_draft_cannot_be_read_the_store_says_whether_it_changed(content: str) -> None:
    dossier = Dossier(FORM, Draft(FORM.id, ANSWERS), TODAY)
    (entry,) = exported(dossier, "lettera")
    for changed, state in ((False, "exported"), (True, "outdated")):
        dossier.exports = [entry._replace(content=content, changed=changed)]
        assert dossier.document_statuses()[0].state == state


def test_a_document_that_no_longer_applies_is_superseded(dossier: Dossier) -> None:
    dossier.answer("urgente", True)
    (entry,) = exported(dossier, "solo_urgente")
    assert dossier.comparison.change(entry, dossier.state) is None
    dossier.answer("urgente", False)
    assert dossier.comparison.change(entry, dossier.state) == f"{IT_IS} «Urgente»"


def test_a_day_that_passes_supersedes_nothing_also_where_a_value_is_counted_from_today(dossier: Dossier) -> None:
    dossier.exports = [*exported(dossier, "legge"), *dossier.exports]
    dossier.answer("nota", "Da vedere")  # so that the drafts differ
    assert changes(dossier) == {}
    dossier.move_to(TODAY + dt.timedelta(days=400))
    assert changes(dossier) == {}
    assert dossier_state(dossier.state, dossier.document_statuses()) == "exported"


def test_what_was_exported_by_another_edition_is_superseded_until_an_undo(dossier: Dossier) -> None:
    other = replace(FORM, id="valdoria/prova_2026")
    dossier.pass_to(other, replace(dossier.draft, form=other.id))
    assert set(changes(dossier).values()) == {"la pratica usa ora un'altra edizione del modulo"}
    assert not dossier.comparison.differs_only_in(dossier.exports[0], dossier.state, ["nome"])
    stored = summary_of(dossier.state, dossier.exports, dossier.comparison)
    assert {each.state for each in stored.documents if each.change} == {"outdated"}
    dossier.undo()
    assert changes(dossier) == {}
