"""The steps of a dossier that undo and redo go through in later sessions, and what is left aside of them."""

from __future__ import annotations

from desktop_app.drafts import queries
from desktop_app.drafts.store import Drafts
from tests.unit.drafts.reading import numbers
from tests.unit.drafts.support import FORM, LIMIT, content, put, save


def reopened(drafts: Drafts) -> Drafts:
    assert drafts.close(LIMIT)
    again = Drafts(drafts.path.parent)
    again.open()
    drafts._writer = again._writer  # noqa: SLF001  the fixture closes it
    return drafts


def test_undo_and_redo_reach_across_sessions(drafts: Drafts) -> None:
    id = drafts.create(content(n=1), FORM, "Uno")
    for n in (2, 3, 4):
        save(drafts, id, content(n=n))
    save(drafts, id, content(n=2), revision=2, keep_later=True)
    reopened(drafts)
    stored = drafts.read(id)
    assert (stored.content, stored.revision, stored.first, stored.last) == (content(n=2), 2, 1, 4)
    assert [each.content for each in drafts.history(id)] == [content(n=n) for n in (1, 2, 3, 4)]
    save(drafts, id, content(n=4), revision=4, keep_later=True)
    assert drafts.read(id).revision == 4 and numbers(drafts, id) == [1, 2, 3, 4]


def test_a_change_after_an_undo_leaves_aside_what_was_undone(drafts: Drafts) -> None:
    id = drafts.create(content(n=1), FORM, "Uno")
    for n in (2, 3, 4):
        save(drafts, id, content(n=n))
    save(drafts, id, content(n=2), revision=2, keep_later=True)
    assert save(drafts, id, content(n="altro")).revision == 5
    assert [each.content for each in drafts.history(id)] == [content(n=1), content(n=2), content(n="altro")]
    assert drafts.versions.content(id, 4) == content(n=4)


def test_typing_on_in_one_field_is_one_step(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    for text in ("a", "ab", "abc"):
        save(drafts, id, content(t=text), revision=2)
    assert [each.content for each in drafts.history(id)] == [content(), content(t="abc")]
    assert drafts.read(id).version == 4


def test_going_back_and_forth_deletes_nothing(drafts: Drafts) -> None:
    id = drafts.create(content(), FORM, "Uno")
    for n in range(150):
        put(drafts, id, content(n=n))
    assert drafts.flush(LIMIT)
    before = numbers(drafts, id)
    save(drafts, id, content(n=110), revision=112, keep_later=True)
    assert numbers(drafts, id) == before


def test_history_is_as_long_as_in_the_session() -> None:
    from desktop_app.session.history import MOST_ENTRIES

    assert MOST_ENTRIES == queries.MOST_REVISIONS
