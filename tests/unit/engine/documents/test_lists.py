"""Lines and lists in a document: rows, blank rows, items, what is left out."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.documents.blocks import TableBlock
from desktop_app.engine.forms.form import Form
from tests.unit.engine.documents.support import form_with, printed, text_of
from tests.unit.engine.support import ask, computed, group, rule

LINES = form_with(
    "{% if righe %}Elenco{% endif %}\n\n| n | nome | h |\n|---|---|---|\n"
    "{% for r in righe %}\n| {{ r.riga }} | {{ r.nome }} | {{ r.h }} |\n{% endfor %}\n",
    ask("si", "yes_no", printed=False),
    group("righe", ask("nome"), ask("h", "integer", visible_when="nome != 'x'"), visible_when="if_empty(si, True)",
          blank_lines=2),
)  # fmt: skip
LISTS = """
{% for c in calcoli %}
- {{ c.etichetta }}: {{ c.formula }}; {{ c.numeri }}; {{ c.risultato }}; {{ c.fonte }} {{ c.confermato }}
{% endfor %}

{% for l in letture %}
- {{ l.dubbio }} {{ l.lettura }} {{ l.fonte }}
{% endfor %}

{% for r in regole %}
- {{ r.etichetta }} {{ r.valore }} {{ r.fonte }} {{ r.confermata }}
{% endfor %}

{% for s in scadenze %}
- {{ s.titolo }} {{ s.data }} {{ s.fonte }} {{ s.riga }} {{ s.nota }}
{% endfor %}

{% for v in avvisi %}
- {{ v.messaggio }} {{ v.motivo }}
{% endfor %}

{% for s in sostituzioni %}
- {{ s.etichetta }} {{ s.valore }} {{ s.motivo }}
{% endfor %}
"""


def rows(form: Form, answers: dict[str, Any] | None = None) -> list[str]:
    [table] = [block for block in printed(form, answers).blocks if isinstance(block, TableBlock)]
    return ["|".join("".join(run.text for run in cell) for cell in row) for row in table.rows]


def test_lines_and_blank_lines() -> None:
    assert rows(LINES, {"righe": [{"nome": "Anna", "h": "3"}, {"nome": "x", "h": "3"}, 5]}) == [
        "1|Anna|3", "2|x|_____", "3|" + "_" * 25 + "|_____",
    ]  # fmt: skip
    blank = "_" * 25 + "|_____"
    assert rows(LINES) == [f"1|{blank}", f"2|{blank}"]
    assert rows(LINES, {"si": False, "righe": [{"nome": "Anna"}]}) == []
    assert "Elenco" in text_of(LINES, {"righe": [{}]}) and "Elenco" not in text_of(LINES)


def test_one_blank_line_where_the_form_does_not_say() -> None:
    form = form_with("{% for r in righe %}\n- {{ r.riga }} {{ r.a }}\n{% endfor %}", group("righe", ask("a")))
    assert text_of(form) == "• 1 " + "_" * 25


def test_an_empty_item_is_an_item() -> None:
    assert text_of(form_with("- \n- a\n  - b")) == "• \n• a\n• b"


def test_the_standard_lists() -> None:
    warning = {"that": "a < 5", "message": "Sono {a}.", "severity": "warning", "id": "tanti"}
    form = form_with(
        LISTS,
        ask("a", "integer", printed=False, check=[warning]),
        computed("b", "integer", "a * k", symbol="B", override=True),
        computed("nascosto", "integer", "a * 2", symbol="X", visible_when="a < 0"),
        computed("muto", "integer", "muta + 1", printed=False),
        group("g", ask("d", "date", printed=False)),
        rules={
            "rule": [rule("k", 3, label="Il tre", unit="mesi", confirmed=False), rule("muta", 1)],
            "reading": [{"id": "l", "about": ["b"], "doubt": "Quale?", "reading": "Questa.", "source": "Art. 1"}],
        },
        deadline=[{"id": "t", "title": "Entro", "date": "add_days(d, 1)", "source": "Art. 5", "lines": "g"}],
    )  # fmt: skip
    given_ = {"a": "9", "g": [{"d": "2026-01-31"}]}
    assert text_of(form, given_, set_aside={"tanti": "ok"}).splitlines() == [
        "• B: B = «A» × 3; 9 × 3; 27; Legge di prova, art. 2 da confermare con l'ufficio",
        "• Quale? Questa. Art. 1",
        "• Il tre 3 mesi Legge di prova, art. 3 da confermare con l'ufficio",
        "• Entro 01/02/2026 Art. 5 1 cade di domenica",
        "• Sono 9. ok",
    ]
    replaced = text_of(form, given_, overrides={"b": ("30", "lo dice **l'ufficio** ")})
    assert "• B 30 lo dice **l'ufficio**" in replaced
    assert "9 × 3; il calcolo dà 27; le parti scrivono 30, perché lo dice **l'ufficio**; Legge" in replaced
    assert "sostituita" not in text_of(form, given_, overrides={"b": ("boh", "sostituita")})
    assert "x" * 1000 not in text_of(form, given_, overrides={"b": ("30", "x" * 10**6)})


def test_what_only_hidden_values_rest_on_is_in_no_list() -> None:
    form = form_with(
        LISTS, ask("si", "yes_no", printed=False),
        computed("b", "integer", "k * 2", symbol="B", override=True, visible_when="si"),
        rules={"rule": [rule("k", 3, label="Il tre")]},
    )  # fmt: skip
    replaced = {"b": ("30", "lo dice l'ufficio")}
    seen, hidden = (text_of(form, {"si": si}, overrides=replaced) for si in (True, False))
    assert all(words in seen for words in ("B = 3 × 2", "Il tre 3", "• B 30 lo dice l'ufficio"))
    assert hidden == ""
