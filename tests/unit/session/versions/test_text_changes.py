"""What changed in a text: nothing is lost of either, and long parts that stayed are cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.session.versions.text_changes import AROUND, CUT, MOST_WORDS, Piece, in_sight, text_changes

texts = st.lists(st.sampled_from(["uno", "due", "tre", " ", "\n", "è", "d'"]), max_size=12).map(" ".join) | st.text()


@given(texts, texts)
def test_the_parts_make_up_both_texts(before: str, after: str) -> None:
    pieces = text_changes(before, after)
    assert "".join(each.words for each in pieces if each.kind != "added") == before
    assert "".join(each.words for each in pieces if each.kind != "removed") == after


@given(texts, texts)
def test_equal_texts_have_one_part_at_most_and_others_show_what_differs(before: str, after: str) -> None:
    changed = any(each.kind != "same" for each in text_changes(before, after))
    assert changed == (before != after)


def test_only_the_words_that_changed_are_told() -> None:
    assert text_changes("Pulizia dei locali ogni lunedì", "Pulizia degli uffici ogni lunedì") == (
        Piece("same", "Pulizia"), Piece("removed", " dei locali"), Piece("added", " degli uffici"),
        Piece("same", " ogni lunedì"),
    )  # fmt: skip


def test_what_stayed_is_cut_except_around_the_change() -> None:
    words = [f"parola{n}" for n in range(100)]
    other = [*words[:50], "nuova", *words[50:]]
    first, added, last = in_sight(text_changes(" ".join(words), " ".join(other)))
    assert added == Piece("added", " nuova")
    assert first.words == CUT + " ".join(words[50 - AROUND : 50])
    assert last.words == " " + " ".join(words[50 : 50 + AROUND]) + CUT


def test_a_text_that_hardly_is_longer_than_what_stays_in_sight_is_not_cut() -> None:
    words = " ".join(f"p{n}" for n in range(AROUND + 1))
    assert in_sight(text_changes(words, f"{words} fine"))[0].words == words
    longer = " ".join(f"p{n}" for n in range(AROUND + 2))
    assert in_sight(text_changes(longer, f"{longer} fine"))[0].words != longer


def test_a_text_written_anew_is_one_part_out_and_one_in() -> None:
    old = " ".join(f"a{n}" for n in range(MOST_WORDS + 3))
    new = " ".join(f"b{n}" if n % 2 else f"a{n}" for n in range(MOST_WORDS + 3))
    kinds = [each.kind for each in text_changes(f"Inizio {old} fine", f"Inizio {new} fine")]
    assert kinds == ["same", "removed", "added", "same"]
