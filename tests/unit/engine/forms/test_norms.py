"""The acts that a form cites, gathered from all its sources."""

from __future__ import annotations

import datetime as dt

from desktop_app.engine.forms.norms import Act, cited
from tests.unit.engine.support import ask, group, make_form, one_page, rule


def articles(acts: list[Act]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {act.name: {article.name: article.cited_by for article in act.articles} for act in acts}


def test_every_act_with_its_articles_and_what_cites_them() -> None:
    form = make_form(
        one_page(
            ask("uno", source="Legge A, artt. 12 e 3; Legge B, art. 2 c. 1, importo", check=[
                {"that": "uno == 'x'", "message": "m", "source": "Legge A, art. 3"},
                {"that": "uno == 'y'", "message": "m"},
            ]),
            group("righe", ask("due", source="Legge A, parti"), source="Legge A, artt. uno e due"),
            ask("tre"),
            ask("giorno", "date", source="D.M. 193 del 30/09/2021"),
            deadline=[{"id": "termine", "title": "Il termine", "date": "giorno", "source": "Legge A, art. 3"}],
            document=[{"id": "atto", "title": "L'atto", "text": "atto.md", "source": "Regione, Legge A"}],
        ),
        {
            "rule": [rule("soglia", 5, source="Legge A, art. 20"),
                     rule("tetto", 5, source="Legge A, art. 20", label="Il tetto")],
            "reading": [{"id": "l", "about": ["uno"], "doubt": "Un dubbio.", "reading": "Una lettura."},
                        {"id": "m", "about": ["uno"], "doubt": "Altro.", "reading": "Così.",
                         "source": "Legge B, art. 2"}],
        },
        {"atto.md": "{{ uno }}{{ tre }}{{ giorno }}{{ soglia }}{{ tetto }}"
                    "{% for riga_ in righe %}{{ riga_.due }}{% endfor %}"},
    )  # fmt: skip
    found = cited(form)
    assert [act.name for act in found] == ["Legge A", "Legge B", "D.M. 193 del 30/09/2021", "Regione, Legge A"]
    assert articles(found) == {
        "Legge A": {
            "artt. uno e due": ("Righe",),
            "parti": ("Due",),
            "art. 3": ("Uno", "Il termine"),
            "art. 12": ("Uno",),
            "art. 20": ("soglia", "Il tetto"),
        },
        "Legge B": {"art. 2": ("Altro.",), "art. 2 c. 1, importo": ("Uno",)},
        "D.M. 193 del 30/09/2021": {"": ("Giorno",)},
        "Regione, Legge A": {"": ("L'atto",)},
    }
    assert list(articles(found)["Legge A"]) == ["artt. uno e due", "parti", "art. 3", "art. 12", "art. 20"]


def test_a_form_without_sources_cites_nothing() -> None:
    assert cited(make_form({**one_page(ask("a")), "edition": dt.date(2024, 1, 1)})) == []
