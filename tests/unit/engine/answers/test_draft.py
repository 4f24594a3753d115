"""Drafts are read from strict JSON and written back the same; what is not a draft is refused with one sentence."""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.answers import draft
from desktop_app.engine.answers.draft import Draft, Override, PartyLink, fit, parse, parse_stored
from desktop_app.engine.faults import DraftFault
from tests.unit.engine.support import ID, ask, computed, form_of, group, make_form, one_page


def refused(text: str | bytes) -> str:
    with pytest.raises(DraftFault) as caught:
        parse(text if isinstance(text, bytes) else text.encode())
    sentence = str(caught.value)
    assert sentence.isprintable() and sentence.endswith((".", "?")) and len(sentence) < 250
    return sentence


def test_what_is_written_is_read_back() -> None:
    whole = Draft(ID, {"nome": "D'Alò «x»", "righe": [{"id": "1"}, {}]}, {"n": Override("3", "perché")}, {"c": "ok"},
                  {"ente": PartyLink("ab12", ("nome",)), "capo": PartyLink("cd34")},
                  {"legge": dt.date(2026, 1, 31)})  # fmt: skip
    text = whole.to_json()
    assert parse(text.encode()) == whole
    assert json.loads(text)["format"] == 1 and json.loads(text)["notices_read"] == {"legge": "2026-01-31"}
    assert "D'Alò «x»" in text
    assert parse(b"\xef\xbb\xbf" + text.encode()) == whole
    assert json.loads(Draft(ID).to_json()).keys() == {"format", "form", "answers"}
    assert parse(b'{"form": "a/b", "parties": {"ente": {"record": "x"}}}').parties == {"ente": PartyLink("x")}
    assert parse(b'{"form": "a/b", "answers": null}') == Draft("a/b")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"form": "a/b", "answers": {"vuc": "600', "rovinato o incompleto (JSON, riga 1, colonna 36)"),
        ("", "rovinato o incompleto"),
        ("[" * 100_000, "troppe parentesi"),
        ('{"a":' * 100_000, "troppe parentesi"),
        ('{"form": "a/b", "answers": {"x": ' + "[" * 60 + "]" * 60 + "}}", "troppe parentesi"),
        ('{"form": "a/b", "answers": {"vuc": "1", "vuc": "2"}}', "«vuc» c'è due volte: togline una."),
        ('{"form": "a/b", "form": "a/b"}', "«form» c'è due volte"),
        ('{"form": "a/b", "answers": {"x": NaN}}', "c'è NaN, che non è un numero"),
        ('{"form": "a/b", "answers": {"x": -Infinity}}', "c'è -Infinity"),
        ('{"form": "a/b", "answers": {"x": "\\ud800"}}', "surrogati Unicode"),
        ('{"form": "a/b", "answers": {"x": ["\\udfff"]}}', "surrogati Unicode"),
        ('{"form": "a/b", "answers": {"\\ud800": ""}}', "surrogati Unicode"),
        ("[]", "non è una bozza di Commessa: manca la parte «form»"),
        ("12", "non è una bozza"),
        ('"x"', "non è una bozza"),
        ("{}", "manca la parte «form» con il nome del modulo"),
        ('{"form": 3}', "manca la parte «form»"),
        ('{"form": "a/b", "format": 2}', "da una versione più nuova di Commessa: aggiorna il programma."),
        ('{"form": "a/b", "format": 2, "nuova": 1}', "da una versione più nuova di Commessa: aggiorna il programma."),
        ('{"form": "a/b", "format": true}', "«format»"),
        ('{"form": "a/b", "answer": {}}', "«answer», che non esiste. Forse volevi dire «answers»?"),
        ('{"form": "a/b", "\\u202e\\u001b[31m": {}}', "«[31m», che non esiste"),
        ('{"form": "a/b", "answers": []}', "la parte «answers» non è fatta come deve"),
        ('{"form": "a/b", "overrides": {"n": "3"}}', "«n» vuole il valore («value») e il motivo («reason»)."),
        ('{"form": "a/b", "overrides": {"n": {"value": "3"}}}', "«n» vuole il valore"),
        ('{"form": "a/b", "overrides": {"n": {"value": "3", "reason": 1}}}', "vuole un motivo scritto"),
        ('{"form": "a/b", "set_aside": {"c": "  "}}', "Per mettere da parte «c» serve un motivo scritto."),
        ('{"form": "a/b", "set_aside": {"c": 1}}', "serve un motivo scritto"),
        ('{"form": "a/b", "parties": []}', "la parte «parties» non è fatta come deve"),
        ('{"form": "a/b", "parties": {"ente": "x"}}', "«ente» vuole la scheda («record»)"),
        ('{"form": "a/b", "parties": {"ente": {"kept": []}}}', "«ente» vuole la scheda"),
        ('{"form": "a/b", "parties": {"ente": {"record": 1}}}', "«ente» vuole la scheda"),
        ('{"form": "a/b", "parties": {"ente": {"record": "x", "kept": "nome"}}}', "«ente» vuole la scheda"),
        ('{"form": "a/b", "parties": {"ente": {"record": "x", "kept": [1]}}}', "«ente» vuole la scheda"),
        ('{"form": "a/b", "parties": {"ente": {"record": "x", "altro": []}}}', "«ente» vuole la scheda"),
        ('{"form": "a/b", "dossier": 1}', "la parte «dossier» non è fatta come deve: serve un testo."),
        ('{"form": "a/b", "notices_read": []}', "la parte «notices_read» non è fatta come deve"),
        ('{"form": "a/b", "notices_read": {"l": true}}', "«l» vuole il giorno in cui è stata letta: 2027-01-31."),
        ('{"form": "a/b", "notices_read": {"l": null}}', "«l» vuole il giorno"),
        ('{"form": "a/b", "notices_read": {"l": ""}}', "«l» vuole il giorno"),
        ('{"form": "a/b", "notices_read": {"l": "31/01/2026"}}', "«l» vuole il giorno"),
        ('{"form": "a/b", "notices_read": {"l": "2026-02-30"}}', "«l» vuole il giorno"),
        (b"\xff\xfe{\x00}", "non è un testo UTF-8 né UTF-16"),
        (b"\xff\xfe\x00\xd8}\x00", "non è un testo UTF-8 né UTF-16"),
    ],
)
def test_what_is_not_a_draft(text: str | bytes, sentence: str) -> None:
    assert sentence in refused(text)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_is_read_in_each_coding_of_unicode(coding: str) -> None:
    """PowerShell writes UTF-16 with a mark and with its own ends of lines where a command's output goes to a file."""
    written = Draft("a/b", {"nome": "È così, 😀"})
    assert parse(written.to_json().replace("\n", "\r\n").encode(coding)) == written


def test_the_dossier_that_a_file_names_is_kept() -> None:
    written = Draft("a/b", {"nome": "Uno"}, dossier="0123456789abcdef")
    assert parse(written.to_json().encode()) == written
    assert '"dossier"' not in Draft("a/b").to_json()


def test_a_file_of_absurd_size_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "MAX_BYTES", 10)
    assert "troppo grande" in refused(" " * 11)
    assert "troppo grande" not in refused(" " * 10)


@pytest.mark.parametrize("item", ["0", "[]", "{}", "[[]]", '{"a":"b"}', '"x"'])
def test_a_file_of_too_many_items_is_refused_before_they_are_made(item: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many = '{"form": "a/b", "answers": {"x": [' + ",".join([item] * draft.MAX_ITEMS) + "]}}"
    monkeypatch.setattr(json, "loads", lambda *_, **__: pytest.fail("items were made"))
    assert "troppo grande" in refused(many)


def test_a_text_that_nobody_typed_is_refused() -> None:
    assert len(parse(Draft("a/b", {"x": "y" * draft.MAX_CHARACTERS}).to_json().encode()).answers["x"]) == 1_000_000
    assert "troppo grande" in refused(Draft("a/b", {"x": ["y" * (draft.MAX_CHARACTERS + 1)]}).to_json())


def test_commas_and_brackets_of_a_text_are_no_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "MAX_ITEMS", 8)
    words = 'uno, due, sei [quattro], "cinque", {sei}\\\\'
    assert parse(Draft("a/b", {"x": words, "y": words}).to_json().encode()).answers == {"x": words, "y": words}
    assert "troppo grande" in refused(Draft("a/b", {f"x{i}": words for i in range(9)}).to_json())
    assert "rovinato" in refused('"' + '\\",' * 9) and "rovinato" in refused('"' + "," * 9 + "\\")


def test_a_draft_may_be_nested_up_to_a_limit() -> None:
    def nested(levels: int) -> str:
        return '{"form": "a/b", "answers": {"x": ' + "[" * levels + "]" * levels + "}}"

    inside = draft.MAX_DEPTH - 1  # the table of the answers is a level, too
    assert parse(nested(inside).encode()).answers["x"]
    assert "troppe parentesi" in refused(nested(inside + 1))


def test_a_draft_is_written_for_people_to_read() -> None:
    assert '"dossier": "ab"' in Draft("a/b", dossier="ab").to_json()
    assert Draft("a/b", {"x": "è", "righe": [{"id": "p"}]}).to_json() == (
        '{\n  "format": 1,\n  "form": "a/b",\n  "answers": {\n    "x": "è",\n    "righe": [\n      {\n'
        '        "id": "p"\n      }\n    ]\n  }\n}\n'
    )


def test_a_number_of_few_digits_stays_as_it_is_and_an_absurd_one_costs_nothing() -> None:
    def number(digits: str) -> object:
        return parse(f'{{"form": "a/b", "answers": {{"x": {digits}}}}}'.encode()).answers["x"]

    assert number("1234567890123456789") == 1234567890123456789
    assert number("1" * 20) == float("1" * 20) and isinstance(number("1" * 20), float)
    assert isinstance(number("1" * 19), int)


def test_a_repeated_key_among_many_is_found_at_once() -> None:
    many = ",".join(f'"k{i}":0' for i in range(150_000))
    start = time.thread_time()
    assert "«k149999» c'è due volte" in refused('{"answers":{' + many + ',"k149999":1}}')
    assert time.thread_time() - start < 5


@pytest.mark.parametrize("digits", ["9" * 19, "9" * 5_000, "-" + "9" * 30, "1e400", "1.5"])
def test_a_bare_number_is_never_taken_for_a_text(digits: str) -> None:
    """Python alone would refuse 5,000 digits with a traceback."""
    value = parse(f'{{"form": "a/b", "answers": {{"x": {digits}}}}}'.encode()).answers["x"]
    assert isinstance(value, int | float)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_give_a_draft_or_a_sentence(data: bytes) -> None:
    try:
        parse(data)
    except DraftFault as fault:
        assert str(fault)


answers = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.none() | st.booleans() | st.text(st.characters(exclude_categories=["Cs"])) | st.just([{"id": "a"}]),
    max_size=4,
)


@given(answers)
def test_any_answers_survive_a_file(given_: dict[str, Any]) -> None:
    assert parse(Draft(ID, given_).to_json().encode()).answers == given_


FORM = form_of(
    ask("nome"),
    ask("titolo", "heading"),
    ask("intero", "integer", check=[{"that": "intero < 5", "message": "m", "severity": "warning", "id": "tanti"}]),
    computed("doppio", "integer", "intero * 2", override=True),
    computed("triplo", "integer", "intero * 3"),
    group("righe", ask("ore", "integer"), computed("minuti", "integer", "ore * 60")),
    renamed={"vecchio": "nome", "antico": "nome", "raddoppio": "doppio"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        (Draft(ID, {"nomi": "x"}), "«nomi» non esiste in questo modulo. Forse volevi dire «nome»?"),
        (Draft(ID, {"titolo": "x"}), "«titolo» non esiste in questo modulo."),
        (Draft(ID, {"\u202eab": "x"}), "«ab» non esiste"),
        (Draft(ID, {"doppio": "4"}), "«doppio» è calcolato dal programma: toglilo dalle risposte."),
        (Draft(ID, {"righe": [{"oree": "3"}]}), "«righe.oree» non esiste in questo modulo. Forse volevi dire «ore»?"),
        (Draft(ID, {"righe": [{}, {"minuti": "3"}]}), "«righe.minuti» è calcolato dal programma"),
        (Draft(ID, {}, {"triplo": Override("3", "x")}), "«triplo» non è un valore calcolato che si può sostituire."),
        (Draft(ID, {}, {"boh": Override("3", "x")}), "«boh» non è un valore calcolato che si può sostituire."),
        (Draft(ID, {}, {}, {"tanto": "x"}), "L'avviso «tanto» non esiste in questo modulo. Forse volevi dire «tanti»?"),
        (Draft(ID, {"nome": "x", "vecchio": "y"}), "«nome» c'è due volte, anche con il nome che aveva prima"),
        (Draft(ID, {"antico": "x", "vecchio": "y"}), "«nome» c'è due volte"),
    ],
)
def test_names_that_the_form_does_not_have(given_: Draft, sentence: str) -> None:
    with pytest.raises(DraftFault) as caught:
        fit(given_, FORM)
    assert sentence in str(caught.value)


def test_a_link_to_a_party_that_the_form_does_not_have_is_let_go() -> None:
    assert fit(Draft(ID, {"nome": "x"}, parties={"ente": PartyLink("r")}), FORM) == Draft(ID, {"nome": "x"})


def test_a_notice_read_that_the_form_no_longer_has_is_let_go() -> None:
    news = {"id": "legge", "from": dt.date(2026, 1, 1), "text": "Nuova.", "source": "L. 1", "about": ["nome"]}
    form, read = make_form(one_page(ask("nome")), {"notice": [news]}), dt.date(2026, 2, 1)
    assert fit(Draft(ID, notices_read={"legge": read, "vecchia": read}), form) == Draft(
        ID, notices_read={"legge": read}
    )


def test_renamed_ids_are_brought_up_to_date() -> None:
    fitted = fit(Draft(ID, {"vecchio": "x"}, {"raddoppio": Override("3", "r")}, {"tanti": "ok"}), FORM)
    assert fitted == Draft(ID, {"nome": "x"}, {"doppio": Override("3", "r")}, {"tanti": "ok"})


@pytest.mark.parametrize("lines", [None, "x", {}, 3, [3, None, [], {"id": 3}, {"ore": None}, {"id": "a", "ore": "3"}]])
def test_values_of_any_kind_pass_to_be_judged_later(lines: Any) -> None:
    assert fit(Draft(ID, {"righe": lines}), FORM).answers == {"righe": lines}


def test_half_a_character_is_marked_wherever_it_stands() -> None:
    draft = Draft("x/y", {"a\udc80": "prima \ud800 dopo"})
    marked = Draft("x/y", {"a\ufffd": "prima \ufffd dopo"})
    assert parse(draft.to_json().encode()) == marked
    assert parse_stored('{"form": "x/y", "answers": {"a\udc80": "prima \ud800 dopo"}}') == marked
