"""Sendings of a form: what does not go together, or names what is not there, is refused with its sending."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.engine.support import Texts, ask, computed, faults, group, make_form, one_page, rule

AT = "form.toml, invio lettera: "
FIELDS = (
    ask("ditta"),
    ask("ditta_pec", "pec"),
    ask("ufficio_pec", "pec"),
    ask("ufficio_email", "email"),
    ask("ufficio_pec_calcolata", "pec", formula="ufficio_pec"),
    ask("inviata_il", "date"),
    computed("domani", "date", "add_days(inviata_il, 1)"),
    ask("protocollo"),
    ask("titolo", "heading"),
    group("gruppi", ask("nome"), ask("chiesto_il", "date"), ask("gruppo_pec", "pec")),
    group("altri", ask("quale")),
)
DOCUMENTS: list[dict[str, Any]] = [
    {"id": "domanda", "title": "Domanda", "text": "firmata.md", "signer": [{"id": "ditta", "label": "La ditta"}]},
    {"id": "nota", "title": "Nota", "text": "nota.md"},
]
DEADLINES = [
    {"id": "entro", "title": "Entro", "date": "inviata_il", "source": "Art. 5"},
    {"id": "ogni", "title": "Ogni", "date": "chiesto_il", "source": "Art. 5", "lines": "gruppi"},
    {"id": "fine", "title": "Fine", "date": "inviata_il", "source": "Art. 5", "event": True},
]
PRINTED = (
    "{{ ditta }} {{ ditta_pec }} {{ ufficio_pec }} {{ ufficio_email }} {{ ufficio_pec_calcolata }} {{ inviata_il }} "
    "{{ domani }} {{ protocollo }}{% for g in gruppi %}{{ g.nome }}{{ g.chiesto_il }}{{ g.gruppo_pec }}{% endfor %}"
    "{% for a in altri %}{{ a.quale }}{% endfor %}"
)
TEXTS = {"firmata.md": "{{ 'ditta' | firma }}\n", "nota.md": PRINTED, "lettera.md": "Da {{ ditta }}.\n"}


def sending(**keys: Any) -> dict[str, Any]:
    """A sending that holds together, with other keys; those that are None are left out."""
    whole = {"id": "lettera", "title": "Lettera", "source": "Art. 5", "to": ["ufficio_pec"], "subject": "Di {ditta}",
             "text": "lettera.md", **keys}  # fmt: skip
    return {key: value for key, value in whole.items() if value is not None}


def portal(**keys: Any) -> dict[str, Any]:
    whole = {"id": "lettera", "title": "Lettera", "source": "Art. 5", "channel": "portal",
             "address": "https://esempio.it", "values": ["ditta"], **keys}  # fmt: skip
    return {key: value for key, value in whole.items() if value is not None}


def form_with(*sendings: dict[str, Any]) -> dict[str, Any]:
    return one_page(*FIELDS, document=DOCUMENTS, deadline=DEADLINES, sending=list(sendings))


def faults_of(*sendings: dict[str, Any], texts: Texts | None = None) -> list[str]:
    return faults(form_with(*sendings), texts={**TEXTS, **(texts or {})})


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"to": None}, "manca la chiave «to»: con «channel = 'pec'» serve."),
        ({"subject": None}, "manca la chiave «subject»: con «channel = 'pec'» serve."),
        ({"text": None, "channel": "email"}, "manca la chiave «text»: con «channel = 'email'» serve."),
        ({"address": "https://esempio.it"}, "la chiave «address» non va con «channel = 'pec'»."),
        ({"values": ["ditta"]}, "la chiave «values» non va con «channel = 'pec'»."),
        ({"to": ["uficio_pec"]},
         "chiave «to»: «uficio_pec» non è un campo di tipo pec. Forse volevi dire «ufficio_pec»?"),
        ({"to": ["ufficio_email"]}, "chiave «to»: «ufficio_email» non è un campo di tipo pec."),
        ({"cc": ["ditta"]}, "chiave «cc»: «ditta» non è un campo di tipo pec."),
        ({"from": ["ditta"], "channel": "email"}, "chiave «from»: «ditta» non è un campo di tipo email o pec."),
        ({"to": ["gruppo_pec"]}, "chiave «to»: «gruppo_pec» non è un campo di tipo pec."),
        ({"cc": ["ufficio_pec", "ufficio_pec"]}, "chiave «cc»: lo stesso nome c'è due volte."),
        ({"documents": ["domande"]}, "«domande» non è un documento. Forse volevi dire «domanda»?"),
        ({"documents": ["domanda", "domanda"]}, "chiave «documents»: lo stesso nome c'è due volte."),
        ({"documents": ["nota"], "signed": ["domanda"]}, "chiave «signed»: «domanda» non è in «documents»."),
        ({"documents": ["nota"], "signed": ["nota"]}, "chiave «signed»: «nota» non lo firma nessuno."),
        ({"documents": ["boh"], "signed": ["boh"]}, "chiave «documents»: «boh» non è un documento."),
        ({"only_when": {"nota": "ditta_pec"}}, "chiave «only_when»: «nota» non è fra documenti e destinatari."),
        ({"only_when": {"ufficio_pec": "1"}},
         "invio lettera, chiave only_when, ufficio_pec: la formula dà numero"),
        ({"date": "domani"}, "chiave «date»: «domani» non è una data che si chiede."),
        ({"date": "ditta"}, "chiave «date»: «ditta» non è una data che si chiede."),
        ({"date": "chiesto_il"}, "chiave «date»: «chiesto_il» non è una data che si chiede."),
        ({"protocol": "inviata_il"}, "chiave «protocol»: «inviata_il» non è un testo che si chiede."),
        ({"meets": ["entra"]}, "«entra» non è una scadenza da rispettare. Forse volevi dire «entro»?"),
        ({"meets": ["fine"]}, "chiave «meets»: «fine» non è una scadenza da rispettare."),
        ({"meets": ["ogni"]}, "chiave «meets»: la scadenza «ogni» è una per riga: serve «lines = \"gruppi\"»."),
        ({"meets": ["ogni"], "lines": "altri"}, "la scadenza «ogni» è una per riga"),
        ({"meets": ["entro", "entro"]}, "chiave «meets»: lo stesso nome c'è due volte."),
        ({"lines": "grupi"}, "l'elenco «grupi» non esiste."),
        ({"visible_when": "ditta == 1"}, "form.toml, invio lettera, chiave visible_when"),
        ({"attachment": [{"id": "a", "label": "A", "visible_when": "dita"}]},
         "invio lettera, allegato a, chiave visible_when: "),
        ({"attachment": [{"id": "a", "label": "A"}] * 2}, "invio lettera, allegato a: l'id «a» c'è già."),
        ({"subject": "Di {dita}"}, "chiave subject: nel testo, il nome «dita» non esiste."),
        ({"subject": "{oggi:giorno|giorni}"}, "chiave subject: nel testo, «oggi» non è un numero"),
        ({"subject": "Riga {riga}"}, "chiave subject: nel testo, il nome «riga» non esiste."),
        ({"subject": "Di {nome}"}, "chiave subject: nel testo, il nome «nome» non esiste."),
        ({"subject": "Una\nBcc: altri"}, "la chiave «subject» sta su una riga sola."),
        ({"subject": "x" * 301}, "la chiave «subject» ha più di 300 caratteri."),
        ({"text": "manca.md"}, "manca.md: non c'è nella cartella del modulo."),
        ({"to": ["ufficio_pec"] * 11}, "la chiave «to» ha più di 10 elementi."),
        ({"channel": "fax"}, "«fax» non è tra i valori possibili"),
        ({"urgent": True}, "la chiave «urgent» non esiste"),
        ({"source": None}, "manca la chiave «source»"),
    ],
)  # fmt: skip
def test_a_sending_that_does_not_hold_together(keys: dict[str, Any], sentence: str) -> None:
    found = faults_of(sending(**keys))
    assert any(sentence in each for each in found), found


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"address": None}, "manca la chiave «address»: con «channel = 'portal'» serve."),
        ({"values": None}, "manca la chiave «values»: con «channel = 'portal'» serve."),
        ({"address": "http://esempio.it"}, "la chiave «address» vuole un indirizzo che comincia con https://."),
        ({"to": ["ufficio_pec"]}, "la chiave «to» non va con «channel = 'portal'»."),
        ({"cc": ["ufficio_pec"]}, "la chiave «cc» non va con «channel = 'portal'»."),
        ({"from": ["ufficio_pec"]}, "la chiave «from» non va con «channel = 'portal'»."),
        ({"subject": "x"}, "la chiave «subject» non va con «channel = 'portal'»."),
        ({"text": "lettera.md"}, "la chiave «text» non va con «channel = 'portal'»."),
        ({"values": ["titolo"]}, "chiave «values»: «titolo» non è un campo."),
        ({"values": ["ditta", "ditta"]}, "chiave «values»: lo stesso nome c'è due volte."),
        ({"values": ["ditta"] * 201}, "chiave «values»: i campi sono più di 200."),
    ],
)
def test_a_portal_that_does_not_hold_together(keys: dict[str, Any], sentence: str) -> None:
    found = faults_of(portal(**keys))
    assert any(each == AT + sentence for each in found), found


def test_each_sending_has_an_id_of_its_own() -> None:
    assert faults_of(sending(), sending()) == [AT + "l'id «lettera» c'è già."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ dita }}", "lettera.md: riga 1: il nome «dita» non esiste. Forse volevi dire «ditta»?"),
        ("{{ nome }}", "lettera.md: riga 1: il nome «nome» non esiste."),
        ("{{ riga }}", "lettera.md: riga 1: il nome «riga» non esiste."),
        ("{{ 'ditta' | firma }}", "lettera.md: riga 1: il firmatario «ditta» non esiste."),
        ("{{ gruppi }}", "«gruppi» è un elenco"),
        ("{% if ditta", "lettera.md: riga 1: c'è qualcosa che non va tra {{ }} o {% %}."),
    ],
)
def test_the_text_of_a_message_is_held_to_the_language_of_documents(text: str, sentence: str) -> None:
    found = faults_of(sending(), texts={"lettera.md": text})
    assert any(sentence in each for each in found), found


def test_whoever_is_expected_to_sign_must_be_asked() -> None:
    form = one_page(*FIELDS, document=DOCUMENTS, sending=[])
    signer = {"id": "ditta", "label": "La ditta", "code": "dita", "name": "inviata_il"}
    form["document"] = [{**DOCUMENTS[0], "signer": [signer]}, DOCUMENTS[1]]
    at = "form.toml, documento domanda, firmatario ditta, chiave "
    assert faults(form, texts=TEXTS) == [
        f"{at}code: «dita» non è un campo di tipo codice_fiscale.",
        f"{at}name: «inviata_il» non è un campo di tipo text.",
    ]


def test_how_it_is_signed_is_a_condition() -> None:
    assert faults(one_page(ask("a"), pen="a"))[0].startswith("form.toml, chiave pen: la formula dà testo")


def test_all_that_a_sending_may_have_loads() -> None:
    form = make_form(
        form_with(
            sending(
                channel="email", to=["ufficio_email", "ufficio_pec_calcolata"], cc=["gruppo_pec"], date="chiesto_il",
                protocol="protocollo", lines="gruppi", meets=["ogni", "entro"], documents=["domanda", "nota"],
                signed=["domanda"], subject="{riga} di {nome}, {oggi}, {giorni}",
                **{"from": ["ditta_pec"]},
            ),
            portal(id="porta", values=["ditta", "gruppi", "domani"]),
        ),
        {"rule": [rule("giorni", 5), rule("mesi", 2)]},
        {**TEXTS, "lettera.md": "N. {{ riga }}, {{ nome }}, {{ mesi }}.\n"},
    )  # fmt: skip
    assert [each.spec.id for each in form.sendings] == ["lettera", "porta"]
    assert [each.text for each in form.sendings] == ["N. {{ riga }}, {{ nome }}, {{ mesi }}.\n", ""]
    assert form.pen is None
    assert make_form(one_page()).sendings == ()


def test_what_a_block_asks_is_named_with_its_prefix() -> None:
    block = (
        "[[field]]\nid = 'nome'\ntype = 'text'\nlabel = 'Nome'\n[[field]]\nid = 'pec'\ntype = 'pec'\nlabel = 'PEC'\n"
    )
    use = {"type": "block", "use": "ufficio", "as": "suo"}
    form = one_page(use, sending=[sending(to=["suo_pec"], subject="A {suo_nome}")])
    loaded = make_form(form, texts={"lettera.md": "A {{ suo_nome }}\n"}, blocks={"ufficio/block.toml": block})
    assert loaded.sendings[0].uses == {"suo_nome"}
    form = one_page(use, sending=[sending(to=["pec"], subject="A {nome}")])
    assert faults(form, texts={"lettera.md": "x"}, blocks={"ufficio/block.toml": block}) == [
        AT + "chiave «to»: «pec» non è un campo di tipo pec.",
        "form.toml, invio lettera, chiave subject: nel testo, il nome «nome» non esiste.",
    ]


def test_a_message_is_no_document_in_which_an_answer_is_printed() -> None:
    documents = [{"id": "nota", "title": "Nota", "text": "nota.md"}]
    form = one_page(ask("ditta"), ask("ufficio_pec", "pec"), document=documents, sending=[sending()])
    found = faults(form, texts={"nota.md": "{{ ufficio_pec }}", "lettera.md": "{{ ditta }}"})
    assert found == [
        "form.toml, pagina pagina, campo ditta: non è stampato in nessun documento: stampalo o scrivi printed = false."
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ((ask("a", "pec", max_message="massimi"), ask("massimo", "integer")),
         "campo a, chiave max_message: «massimi» non è un numero chiesto accanto. Forse volevi dire «massimo»?"),
        ((ask("a", "email", max_message="euro"), ask("euro", "money")), "«euro» non è un numero chiesto accanto."),
        ((ask("mb", "decimal"), group("righe", ask("a", "pec", max_message="mb"))),
         "campo righe.a, chiave max_message: «mb» non è un numero chiesto accanto."),
        ((ask("a", max_message="mb"), ask("mb", "decimal")), "la chiave «max_message» non va con il tipo text."),
    ],
)  # fmt: skip
def test_what_a_box_takes_is_a_number_beside_it(fields: tuple[dict[str, Any], ...], sentence: str) -> None:
    assert any(sentence in each for each in faults(one_page(*fields)))
