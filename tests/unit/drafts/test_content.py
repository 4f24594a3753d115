"""Drafts as bytes: what goes in comes out, what is damaged is noticed, and what is searched for is found."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop_app.drafts import content, models

HALF = "prima \ud83d dopo"  # one half of a sign of two, as a broken paste leaves it


def test_any_text_goes_in_and_comes_out() -> None:
    for words in ("", "è \0 😀", HALF):
        assert content.decode(content.encode(words)) == words
        assert content.decompress(content.compress(content.encode(words))) == content.encode(words)


def test_a_short_text_is_one_that_the_database_takes() -> None:
    assert content.storable(HALF) == "prima ? dopo" and content.storable("è 😀") == "è 😀"


def test_what_is_compressed_is_smaller() -> None:
    data = content.encode("parola " * 1_000)
    assert len(content.compress(data)) < len(data) / 10


@pytest.mark.parametrize("data", [None, "testo", 3, b"non compresso", content.compress(b"x" * 100)[:-5]])
def test_what_cannot_be_decompressed_is_damaged(data: object) -> None:
    assert content.decompress(data) is None


def test_a_checksum_is_of_one_dossier_and_of_all_its_bytes() -> None:
    check = content.checksum("uno", b"risposte")
    assert content.is_intact("uno", b"risposte", check)
    assert not content.is_intact("due", b"risposte", check)
    assert not content.is_intact("uno", b"risposta", check)
    assert not content.is_intact("uno", "risposte", check) and not content.is_intact("uno", None, check)
    assert content.checksum("a", b"bc") != content.checksum("ab", b"c")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b'{"form": "regione/modulo"}', "regione/modulo"),
        (b"{", ""),
        (b"[" * 100_000, ""),
        (b'["form"]', ""),
        (b'{"form": 3}', ""),
        (b"{}", ""),
        (b"\xff", ""),
    ],
)
def test_the_form_that_a_draft_names(data: bytes, form: str) -> None:
    assert content.form_of(data) == form


def test_the_records_that_a_draft_is_linked_to() -> None:
    data = b'{"parties": {"a": {"record": "uno"}, "b": {"record": "due"}, "c": null, "d": {"record": null}}}'
    assert content.records_of(data) == {"uno", "due"}
    assert content.records_of(b'"parties"' + b"[" * 100_000) == set()


@pytest.mark.parametrize(
    ("words", "folded"),
    [("Rossi SRL", "rossi srl"), ("D'ALÒ Società", "d'alo societa"), ("Straße", "strasse"), ("ﬁne", "fine"), ("", "")],
)
def test_a_search_takes_no_notice_of_accents_and_capitals(words: str, folded: str) -> None:
    assert content.folded(words) == folded


def test_times_are_written_so_that_they_sort() -> None:
    whole = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
    times = [whole - dt.timedelta(microseconds=1), whole, whole + dt.timedelta(microseconds=1)]
    written = [models.to_iso(each) for each in times]
    assert written == sorted(written) and [models.from_iso(each) for each in written] == times


@pytest.mark.parametrize("text", ["", "ieri", None])
def test_a_damaged_time_is_long_ago(text: str) -> None:
    assert models.from_iso(text) == models.LONG_AGO


def test_a_text_may_be_made_when_it_is_needed() -> None:
    assert models.resolve("pronto") == models.resolve(lambda: "pronto") == "pronto"
