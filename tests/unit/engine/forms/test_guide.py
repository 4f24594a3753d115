"""The guide of a form: sections about fields, in the order of the page, with their articles."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.engine.forms.form import Form
from desktop_app.engine.forms.guide import parse
from tests.unit.engine.support import ask, faults, group, lines_of, make_form, one_page

PAGE = {"id": "pagina", "title": "Il passo", "guide": "guide/pagina.md"}
FIELDS = [
    ask("primo", source="Legge di prova, art. 1"),
    {"id": "titolo", "type": "heading", "label": "Il blocco"},
    ask("secondo", source="Legge di prova, art. 2"),
    ask("terzo", source="Legge di prova, art. 1"),
    group("righe", ask("nome", source="Legge di prova, art. 3"), ask("posti", "integer")),
]
BLOCK = {"guide": "guide.md", "field": [ask("nome", source="Legge di prova, art. 4"), ask("sede")]}
BLOCKS = {"ente_2024/block.toml": lines_of(BLOCK)}


def use(prefix: str) -> dict[str, Any]:
    return {"type": "block", "use": "ente_2024", "as": prefix, "label": prefix.capitalize()}


def with_guide(text: str, *fields: dict[str, Any], block: str | None = None) -> tuple[Any, ...]:
    blocks = BLOCKS if block is None else BLOCKS | {"ente_2024/guide.md": block}
    form = one_page(page=[PAGE | {"field": list(fields or FIELDS)}])
    return form, None, {"guide/pagina.md": text}, blocks


def guided(text: str, *fields: dict[str, Any], block: str | None = None) -> Form:
    return make_form(*with_guide(text, *fields, block=block))


def refused(text: str, *fields: dict[str, Any], block: str | None = None) -> list[str]:
    return faults(*with_guide(text, *fields, block=block))


def title(form: Form, key: str) -> str | None:
    section = form.guide_section(key)
    return section.title if section else None


def test_a_page_has_an_introduction_and_sections_with_their_articles() -> None:
    [page] = guided("Si chiede questo.\n\nE serve a quello.\n\n## {primo, terzo}\nSi trova qui.\n").guide
    assert (page.id, page.title, page.intro) == ("pagina", "Il passo", "Si chiede questo.\n\nE serve a quello.")
    [section] = page.sections
    assert section.ids == ("primo", "terzo")
    assert (section.title, section.text, section.source) == ("Primo", "Si trova qui.", "Legge di prova, art. 1")


def test_every_article_is_told_once_and_sections_follow_the_fields() -> None:
    [page] = guided("## {righe.nome} Il nome\nC.\n## {secondo, primo} Due insieme\n- A\n- B").guide
    assert [section.title for section in page.sections] == ["Due insieme", "Il nome"]
    assert page.sections[0].source == "Legge di prova, art. 2; Legge di prova, art. 1"
    assert page.sections[0].text == "- A\n- B"
    assert page.sections[1].source == "Legge di prova, art. 3"
    assert page.intro == ""


def test_a_field_is_told_of_by_its_own_section_its_group_s_or_its_heading_s() -> None:
    form = guided("## {titolo}\nA.\n## {terzo} Il terzo\nB.\n## {righe} Le righe\nC.\n## {righe.posti} I posti\nD.")
    assert [title(form, key) for key in ("primo", "secondo", "terzo")] == [None, "Il blocco", "Il terzo"]
    assert [form.has_guide_section(key) for key in ("primo", "titolo", "secondo", "righe.nome", "righe.posti")] == [
        False, True, False, False, True,
    ]  # fmt: skip
    assert [title(form, key) for key in ("righe", "righe.nome", "righe.posti")] == ["Le righe", "Le righe", "I posti"]


def test_a_form_without_a_guide_tells_nothing() -> None:
    form = make_form(one_page(*FIELDS))
    assert form.guide_section("primo") is None
    assert [(page.id, page.intro, page.sections) for page in form.guide] == [("pagina", "", ())]


def test_headings_of_another_page_serve_no_field() -> None:
    pages = [
        {"id": "prima", "title": "Prima", "guide": "guide/pagina.md", "field": FIELDS[1:2]},
        {"id": "seconda", "title": "Seconda", "field": FIELDS[2:3]},
    ]
    form = make_form(one_page(page=pages), None, {"guide/pagina.md": "## {titolo}\nA."})
    assert title(form, "titolo") == "Il blocco" and title(form, "secondo") is None


def test_one_section_serves_all_the_blocks_of_a_page() -> None:
    form = guided("Passo.\n## {primo}\nA.", use("ditta"), FIELDS[0], use("coop"), block="Enti.\n## {nome} Il nome\nB.")
    [page] = form.guide
    assert page.intro == "Passo.\n\nEnti."
    assert [section.ids for section in page.sections] == [("ditta_nome", "coop_nome"), ("primo",)]
    assert page.sections[0].source == "Legge di prova, art. 4"
    assert title(form, "coop_nome") == "Il nome" and title(form, "coop_sede") is None


def test_a_page_may_tell_of_a_block_without_a_guide() -> None:
    blocks = {"ente_2024/block.toml": lines_of({"field": [ask("nome")]})}
    form = one_page(page=[PAGE | {"field": [use("ditta"), {"type": "block", "use": "ente_2024"}]}])
    made = make_form(form, None, {"guide/pagina.md": "## {ditta_titolo}\nA.\n## {nome} Senza prefisso\nB."}, blocks)
    assert title(made, "ditta_nome") == "Ditta" and title(made, "nome") == "Senza prefisso"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A\n\n## Un titolo\nB", "riga 3: un titolo si scrive «## {id_del_campo} Titolo»."),
        ("##\nB", "riga 1: un titolo si scrive «## {id_del_campo} Titolo»."),
        ("# {primo} Titolo\nB", "riga 1: un titolo si scrive «## {id_del_campo} Titolo»."),
        ("### {primo}\nB", "riga 1: un titolo si scrive «## {id_del_campo} Titolo»."),
        ("## {primo\nB", "riga 1: un titolo si scrive «## {id_del_campo} Titolo»."),
        ("## {primo}\n\n## {secondo}\nB", "riga 1: la sezione non dice niente: scrivi il testo sotto il titolo."),
        ("A\n\ue000", "contiene caratteri che non si vedono"),
        ("## {prima}\nB", "riga 1: «prima» non è nella pagina pagina. Forse volevi dire «primo»?"),
        ("## {primo, righe.q}\nB", "«righe.q» non è nella pagina pagina."),
        ("## {}\nB", "«» non è nella pagina pagina."),
        ("## {primo}\nB\n## {secondo, primo}\nC", "riga 3: «primo» ha già una sezione."),
    ],
)
def test_a_fault_is_one_sentence_with_its_file_and_line(text: str, sentence: str) -> None:
    found = refused(text)
    assert any(each.startswith("guide/pagina.md") and sentence in each for each in found), found


def test_a_fault_of_a_block_s_guide_names_the_block() -> None:
    [found] = refused("A.", use("ditta"), block="## {nomi}\nB")
    assert found.startswith("blocks/ente_2024/guide.md, riga 1: «ditta_nomi» non è nella pagina pagina.")
    [found] = refused("A.", use("ditta"), block="## nome\nB")
    assert found == "blocks/ente_2024/guide.md, riga 1: un titolo si scrive «## {id_del_campo} Titolo»."


def test_a_guide_too_large_to_be_laid_out_at_once_is_refused() -> None:
    assert guided("A" * 40_000).guide[0].intro == "A" * 40_000
    assert refused("A" * 40_001) == ["guide/pagina.md: è troppo grande: al massimo 40 kB."]


def test_a_guide_that_is_not_there_is_said() -> None:
    assert faults(one_page(page=[PAGE | {"field": FIELDS}])) == ["guide/pagina.md: non c'è nella cartella del modulo."]
    assert "blocks/ente_2024/guide.md: non c'è nella cartella del modulo." in refused("A.", use("ditta"))


def test_what_is_written_is_taken_as_it_is() -> None:
    said: list[str] = []
    intro, sections = parse(
        "Introduzione\n\n## {a , b}   Il titolo\n\nTesto {x} <b>\n\n", lambda *what: said.append(str(what))
    )
    assert (intro, said) == ("Introduzione", [])
    assert [(each.ids, each.title, each.text) for each in sections] == [(("a", "b"), "Il titolo", "Testo {x} <b>")]


def test_of_a_block_taken_in_part_only_what_is_taken_is_told() -> None:
    text = "## {nome, sede} Chi e dove\nX.\n\n## {sede} Dove\nY."
    [page] = guided("", use("ditta") | {"only": ["nome"]}, block=text).guide
    assert [(section.ids, section.title) for section in page.sections] == [(("ditta_nome",), "Chi e dove")]
    assert "nomi" in " ".join(refused("", use("ditta") | {"only": ["nome"]}, block="## {nomi} Chi\nX."))
