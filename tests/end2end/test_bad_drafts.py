"""Drafts that cannot be opened get one sentence; answers that cannot be read are errors on their fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.end2end.program import check, draft, here, problems_on, refused

BAD_DRAFTS = {
    "vuoto": (b"", "JSON"),
    "tronco": (b'{"form": "marche/art14_2023", "answers": {"vuc": "6000', "JSON"),
    "centomila parentesi": (b"[" * 100_000, "parentesi"),
    "NaN": (b'{"form": "marche/art14_2023", "answers": {"vuc": NaN}}', "NaN"),
    "due volte": (b'{"form": "marche/art14_2023", "answers": {"vuc": "1", "vuc": "2"}}', "vuc"),
    "surrogato": (b'{"form": "marche/art14_2023", "answers": {"azienda_nome": "\\ud800"}}', "surrogati"),
    "non utf-8": (b'{"form": "marche/art14_2023\xff"}', "UTF-8"),
    "elenco": (b"[]", "form"),
    "senza modulo": (b'{"answers": {}}', "form"),
    "modulo ignoto": (b'{"form": "marche/art14_2032"}', "marche/art14_2023"),
    "percorso come modulo": (b'{"form": "../../etc/passwd"}', "etc/passwd"),
    "versione nuova": (b'{"format": 2, "form": "marche/art14_2023"}', "aggiorna"),
    "versione scritta male": (b'{"format": "1", "form": "marche/art14_2023"}', "«format»"),
    "segni che comandano": (b'{"form": "a\\u001b[31m\\nb"}', "31m"),
    "parte ignota": (b'{"form": "marche/art14_2023", "answer": {}}', "answers"),
    "campo ignoto": (b'{"form": "marche/art14_2023", "answers": {"vucc": "1"}}', "vuc"),
    "colonna ignota": (b'{"form": "marche/art14_2023", "answers": {"nuovi_inserimenti": [{"nome": "x"}]}}', "nome"),
    "calcolato": (b'{"form": "marche/art14_2023", "answers": {"n_esatto": "2"}}', "n_esatto"),
    "risposte non tabella": (b'{"form": "marche/art14_2023", "answers": []}', "answers"),
    "sostituzione non ammessa": (
        b'{"form": "marche/art14_2023", "overrides": {"vuc": {"value": "1", "reason": "x"}}}', "vuc"),
    "avviso ignoto": (b'{"form": "marche/art14_2023", "set_aside": {"boh": "x"}}', "boh"),
}  # fmt: skip
BAD_ANSWERS = [
    ("vuc", "sessantamila"), ("vuc", "12.34.5"), ("vuc", "1e999999"), ("vuc", "NaN"), ("vuc", "-1"), ("vuc", 60000),
    ("vuc", "60.000,00"), ("vuc", "1" * 1_000_000), ("vuc", "\uff11\uff12"), ("vuc", True),
    ("vuc", ["1"]), ("vuc", {"a": 1}),
    ("vuc", "0.001"), ("vuc", "1000000000000"), ("base_computo", "48.5"), ("base_computo", "10000000"), ("cl", "0"),
    ("data_stipula", "2026-02-31"), ("data_stipula", "31/02/2026"), ("data_stipula", "0000-01-01"),
    ("data_stipula", 20260101),
    ("azienda_codice_fiscale", "01234567890"), ("azienda_codice_fiscale", "RSSMRA80A01H501X"),
    ("azienda_partita_iva", "12345678901"), ("azienda_pec", "non una pec"), ("azienda_pec", "a@p\u0435c.it"),
    ("azienda_pec", "a@b.it,c@d.it"), ("azienda_nome", "x" * 1_000_000), ("azienda_nome", "a\u202eb"),
    ("azienda_nome", "a\x00b"), ("azienda_nome", "a\nb"), ("azienda_nome", "中"), ("azienda_nome", 5),
    ("lato_cooperativa", "coop"), ("lato_cooperativa", True), ("req_privato", "sì"), ("req_privato", "true"),
    ("nuovi_inserimenti", "Anna"), ("nuovi_inserimenti", {"contratto": "determinato"}),
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_DRAFTS)
def test_a_draft_that_cannot_be_opened_gets_one_sentence(name: str, tmp_path: Path) -> None:
    content, word = BAD_DRAFTS[name]
    refused(check(content), word)
    refused(here("export", "-", "--to", tmp_path / "x", stdin=content), word)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("field", "answer"), BAD_ANSWERS, ids=[f"{f}-{str(a)[:20]!r}" for f, a in BAD_ANSWERS])
def test_an_answer_that_cannot_be_read_is_an_error_on_its_field(field: str, answer: Any) -> None:
    outcome = check(draft(**{field: answer}))
    assert outcome.code == 1 and outcome.err == ""
    messages = problems_on(outcome, field)
    assert messages and not any(message.startswith("Manca") for message in messages)
    assert all(len(message) < 300 for message in messages)
    empty: list[Any] | None = [] if field == "nuovi_inserimenti" else None
    assert outcome.json["values"][field] == empty


def test_an_order_that_ends_before_it_starts_is_named() -> None:
    outcome = check(draft(commessa_inizio="2027-03-01", commessa_fine="2027-02-28"))
    assert problems_on(outcome, "commessa_fine")


def test_wrong_lines_are_named_by_their_number() -> None:
    lines = [{}, 7, {"contratto": "eterno"}]
    problems = check(draft(nuovi_inserimenti=lines)).json["problems"]
    assert any(p["field"] == "nuovi_inserimenti" and p["line"] == 2 for p in problems)
    assert any(p["field"] == "nuovi_inserimenti.contratto" and p["line"] == 3 for p in problems)
