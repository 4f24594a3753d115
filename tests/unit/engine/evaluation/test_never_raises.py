"""Evaluation, traces, deadlines, panel and documents never raise, whatever the answers."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.engine.documents.document import plain_text, render
from desktop_app.engine.evaluation.deadlines import occurrences
from desktop_app.engine.evaluation.panel import answer_question, for_page
from desktop_app.engine.evaluation.trace import trace
from desktop_app.engine.italian.formatting import notation
from tests.unit.engine.support import ask, computed, filled, group, make_form, one_page, rule

TEXT = """# Prova

{{ testo }} {{ lungo }} {{ soldi }} {{ n | anni }} {{ giorno }} {{ si | tick }} {{ tipo | tick('a') }}

{{ lungo }}

| n | tempo | quota |
|---|---|---|
{% for riga_ in righe %}
| {{ riga_.riga }} | {{ riga_.tempo }} {{ riga_.dal }} | {{ riga_.quota }} {{ riga_.nota }} |
{% endfor %}

{% for c in calcoli %}
- {{ c.formula }} {{ c.numeri }} {{ c.risultato }}
{% endfor %}
{% for s in sostituzioni %}
- {{ s.valore }} {{ s.motivo }}
{% endfor %}
{% for a in avvisi %}
- {{ a.messaggio }} {{ a.motivo }}
{% endfor %}
{% for s in scadenze %}
- {{ s.data }} {{ s.riga }}
{% endfor %}

{{ 'ditta' | firma }}
"""

FORM = make_form(
    {
        **one_page(
            ask("testo"),
            ask("lungo", "long_text"),
            ask("soldi", "money", check=[{"that": "1 / soldi < n", "message": "{soldi} {n} {testo}",
                                          "severity": "warning", "id": "av"}]),
            ask("n", "integer", default="soldi / 7"),
            ask("giorno", "date"),
            ask("si", "yes_no"),
            ask("tipo", "choice", options={"a": "A", "b": "B"}),
            ask("codice", "codice_fiscale", printed=False),
            ask("piva", "partita_iva", printed=False),
            ask("pec", "pec", printed=False),
            group(
                "righe",
                ask("tempo", "decimal", visible_when="si"),
                ask("dal", "date", default="giorno"),
                ask("nota", required="tempo > 1"),
                computed("quota", "decimal", "tempo / tutto if tipo == 'a' else soldi / tempo", source="x"),
                required="si and n > 2",
            ),
            computed("tutto", "decimal", "sum(righe.tempo) / count(righe)", symbol="T", override=True, printed=False),
            computed("fine", "date", "add_months(if_empty(max(righe.dal), giorno), n)", printed=False),
            computed("vero", "yes_no", "not (si or n > 1) and tutto * tutto > soldi", printed=False),
            computed("somma", "decimal", "if_empty(sum(righe.quota), n - 1)", symbol="S", printed=False),
        ),
        "name": "{testo} {soldi}",
        "date": "giorno",
        "document": [{"id": "doc", "title": "Doc", "text": "doc.md",
                      "signer": [{"id": "ditta", "label": "La ditta", "visible_when": "n / soldi > k"}]}],
        "deadline": [
            {"id": "t", "title": "T", "date": "add_days(giorno, n)", "source": "x", "visible_when": "1 / n > 0"},
            {"id": "u", "title": "U", "date": "add_months(dal, tempo)", "source": "x", "lines": "righe"},
        ],
        "panel": [{"pages": ["pagina"], "trace": ["tutto", "somma", "fine", "vero"], "total": "soldi",
                   "parts": [{"value": "n", "times": "n"}], "limits": [{"value": "n"}, {"value": "tutto"}],
                   "question": [{"input": "z", "text": "{z} {result}", "formula": "soldi / (n - z)"}]}],
    },
    {"rule": [rule("k", 3)]},
    {"doc.md": TEXT},
)  # fmt: skip

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(),
    st.sampled_from(["0", "1", "2.5", "-3", "1e999999", "NaN", "9" * 24, "999999999999.99", "0.01", "2026-01-31",
                     "9999-12-31", "2199-12-31", "a", "b", "\ud800", "<b>", "</para>", "{{ 7*7 }}", "\u202e",
                     "x" * 10**6]),
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
line = st.dictionaries(st.sampled_from(["id", "tempo", "dal", "nota", "x"]), scalars) | anything
answers = st.fixed_dictionaries(
    {},
    optional={
        **{id: anything for id in FORM.fields if id not in ("righe", "soldi", "n", "giorno", "si")},
        "soldi": st.sampled_from(["0", "0.01", "999999999999.99"]) | anything,
        "n": st.sampled_from(["0", "1", "9999999"]) | anything,
        "giorno": st.sampled_from(["2026-01-31", "2199-12-31"]) | anything,
        "si": st.booleans() | anything,
        "righe": st.lists(line, max_size=4) | anything,
    },
)
reasons = st.text() | st.just("x" * 10**6)
replaced = st.dictionaries(st.sampled_from(["tutto", "vero", "somma"]), st.tuples(scalars, reasons))


@settings(max_examples=150)
@given(answers, replaced, st.dictionaries(st.sampled_from(["av", "boh"]), reasons))
@example({"soldi": "0", "n": "0", "si": True, "tipo": "a", "righe": [{"tempo": "0"}, 3, {}]}, {}, {})
@example({"soldi": "0", "n": "0", "si": True, "tipo": "b", "righe": [{"tempo": "0"}] * 501}, {"tutto": ("1", "x")}, {})
def test_nothing_raises(given_: dict[str, Any], overrides: dict[str, tuple[Any, str]], aside: dict[str, str]) -> None:
    state = filled(FORM, given_, overrides, aside)
    for cell in state.cells.values():
        notation(cell.value)
    for each in state.problems:
        assert each.message and len(each.message) < 1_500 and each.message.replace("\u00a0", " ").isprintable()
    for id, field in FORM.fields.items():
        if field.formula:
            assert trace(state, id).formula
    assert all(term.date for term in occurrences(state))
    view = for_page(state, "pagina")
    assert view is not None
    for k in (0, 1, 10**6):
        answer_question(view.panel.questions[0], k, state)
    printed = render(FORM.documents[0], state)
    assert plain_text(printed.blocks)
    assert state.title.replace("\u00a0", " ").isprintable()
