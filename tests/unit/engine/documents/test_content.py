"""What a document prints, as data, and which answers that rests on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop_app.engine.documents.content import content
from desktop_app.engine.documents.dependencies import NOTICES_READ, SET_ASIDE
from desktop_app.engine.documents.standard_lists import STANDARD_ROWS
from desktop_app.engine.documents.values import STANDARD_LISTS
from desktop_app.engine.forms.form import Form
from tests.unit.engine.support import TODAY, ask, computed, filled, group, make_form, one_page, rule

FIELDS = (
    ask("nome"),
    ask("giorno", "date", required=False),
    ask("modo", "choice", options={"a": "in proprio", "b": "in proprio"}),
    ask("spesa", "money", required=False, visible_when="modo == 'a'"),
    ask("solo", required=False, printed=False),
    group("righe", ask("ore", "integer"), ask("chi", required=False, printed=False), visible_when="modo == 'a'"),
    computed("doppio", "money", "spesa * k", symbol="D", override=True),
    computed("terzo", "decimal", "spesa / 300", printed=False),
    computed("totale", "integer", "sum(righe.ore)", printed=False),
    ask("soglia", "integer", required=False, printed=False,
        check=[{"that": "soglia > 1", "message": "Poco per {nome}.", "severity": "warning", "id": "poco"}]),
)  # fmt: skip
RULES = {
    "rule": [rule("k", 2, **{"to": dt.date(2026, 12, 31)}), rule("k", 3, **{"from": dt.date(2027, 1, 1)})],
    "reading": [{"id": "r", "about": ["doppio"], "doubt": "?", "reading": "!", "visible_when": "soglia > 5"}],
    "notice": [
        {"id": "n", "about": ["doppio"], "text": "Nuova.", "from": dt.date(2026, 1, 1), "source": "Legge",
         "visible_when": "solo == 'x'"},
    ],
}  # fmt: skip
DEADLINES = [
    {"id": "t", "title": "Fare", "date": "giorno", "source": "Art. 1", "visible_when": "soglia > 7"},
    {"id": "u", "title": "Dire", "date": "add_days(giorno, ore)", "source": "Art. 2", "lines": "righe"},
]
EVERYTHING = "{{ nome }}{{ giorno }}{{ modo }}{{ spesa }}{{ doppio }}{% for r in righe %}{{ r.ore }}{% endfor %}"
ANSWERS: dict[str, Any] = {"nome": "Aurora", "modo": "a", "spesa": "5.00", "righe": [{"id": "p", "ore": "4"}]}


def form_with(text: str, **document: Any) -> Form:
    """A form with that text, and one that prints everything, as a form has to."""
    documents = [
        {"id": "doc", "title": "Doc", "text": "doc.md", **document},
        {"id": "tutto", "title": "T", "text": "t.md"},
    ]
    top = one_page(*FIELDS, date="giorno", document=documents, deadline=DEADLINES)
    return make_form(top, RULES, {"doc.md": text, "t.md": EVERYTHING})


def prints(form: Form, answers: dict[str, Any], **more: Any) -> Any:
    return content(form.documents[0], filled(form, {**ANSWERS, **answers}, **more))


@pytest.mark.parametrize(
    ("text", "answers", "same"),
    [
        ("{{ nome }}", {"spesa": "6.00"}, True),
        ("{{ nome }}", {"nome": "Borea"}, False),
        ("{{ spesa }}", {"spesa": "5"}, True),
        ("{{ spesa }}", {"modo": "b"}, False),  # hidden: a blank
        ("{{ terzo }}", {"spesa": "5.01"}, True),  # another number, written alike
        ("{{ terzo }}", {"spesa": "9.00"}, False),
        ("{{ modo }}", {"modo": "b"}, False),  # the same words, but a text may ask which
        ("{{ k }}", {"giorno": "2027-02-01"}, False),  # another rule is in force
        ("{{ k }}", {"giorno": "2026-02-01"}, True),
        ("{{ oggi }}", {"nome": "Borea"}, True),
        ("{% for r in righe %}{{ r.ore }}{% endfor %}", {"righe": [{"id": "q", "ore": "4", "chi": "x"}]}, True),
        ("{% for r in righe %}{{ r.ore }}{% endfor %}", {"righe": []}, False),
        ("{% for r in righe %}{{ r.ore }}{% endfor %}", {"modo": "b"}, False),
        ("{% for c in calcoli %}{{ c.numeri }}{% endfor %}", {"spesa": "6"}, False),
        ("{% for s in scadenze %}{{ s.data }}{% endfor %}", {"giorno": "2026-04-01"}, False),
        ("{% for s in scadenze %}{{ s.data }}{% endfor %}", {"nome": "Borea"}, True),
    ],
)
def test_it_differs_where_the_pages_would(text: str, answers: dict[str, Any], same: bool) -> None:
    form = form_with(text)
    assert (prints(form, answers) == prints(form, {})) == same


def test_a_day_is_no_part_of_it_but_signers_and_need_are() -> None:
    form = form_with(
        "{{ oggi }}\n\n{{ 'ente' | firma }}",
        visible_when="soglia > 3",
        signer=[{"id": "ente", "label": "Ente", "visible_when": "solo == 'x'"}],
    )
    assert prints(form, {}, today=TODAY) == prints(form, {}, today=TODAY + dt.timedelta(days=9))
    assert prints(form, {}) != prints(form, {"soglia": "4"})
    assert prints(form, {}) != prints(form, {"solo": "x"})
    assert form.documents[0].rests_on == {"soglia", "solo"}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("{{ nome }}", {"nome"}),
        ("{{ spesa }}", {"spesa", "modo"}),  # it may be hidden
        ("{{ doppio }}", {"doppio", "spesa", "modo", "giorno"}),  # the day decides which rule is in force
        ("{% for r in righe %}{{ r.ore }}{% endfor %}", {"righe", "righe.ore", "modo"}),
        ("{{ totale }}", {"totale", "righe", "righe.ore", "modo"}),
        ("{% for c in calcoli %}{{ c.etichetta }}{% endfor %}", {"doppio", "spesa", "modo", "giorno"}),
        ("{% for l in letture %}{{ l.dubbio }}{% endfor %}", {"soglia"}),
        ("{% for n in novita %}{{ n.letta }}{% endfor %}", {"solo", NOTICES_READ}),
        ("{% for s in sostituzioni %}{{ s.motivo }}{% endfor %}", {"doppio", "spesa", "modo", "giorno"}),
        ("{% for s in scadenze %}{{ s.data }}{% endfor %}", {"giorno", "soglia", "righe", "righe.ore", "modo"}),
        ("{% for r in regole %}{{ r.valore }}{% endfor %}", {"giorno", "modo"}),
        ("{% for c in calcoli %}{{ c.numeri }}{% endfor %}", {"doppio", "spesa", "modo", "giorno"}),
    ],
)
def test_the_answers_behind_a_text_are_found_through_formulas_and_conditions(text: str, answers: set[str]) -> None:
    assert form_with(text).documents[0].rests_on == answers


def test_warnings_rest_on_what_they_are_about_and_on_what_they_say() -> None:
    form = form_with("{% for a in avvisi %}{{ a.messaggio }}{% endfor %}")
    assert form.documents[0].rests_on == {"soglia", "nome", SET_ASIDE}


def test_every_standard_list_has_its_rows() -> None:
    state = filled(form_with("{{ nome }}"), ANSWERS)
    assert STANDARD_ROWS.keys() == STANDARD_LISTS.keys()
    for name, rows in STANDARD_ROWS.items():
        assert all(tuple(row) == STANDARD_LISTS[name] for row in rows(state)), name


def test_rules_of_a_form_without_a_day_rest_on_no_answer() -> None:
    document = {"id": "doc", "title": "Doc", "text": "doc.md"}
    form = make_form(
        one_page(ask("nome"), document=[document]), {"rule": [rule("k", 2)]}, {"doc.md": "{{ k }}{{ nome }}"}
    )
    assert form.documents[0].rests_on == {"nome"}
