"""Notices above the page: as high as they are, but never so high that the page is squashed."""

from __future__ import annotations

import pytest

from desktop_app.gui.features.dossiers.page import DossiersPage
from desktop_app.gui.widgets.controls.link import Link
from desktop_app.gui.widgets.feedback.callout import Callout
from tests.gui.support.dossiers import known
from tests.gui.support.layout import wrong_in
from tests.gui.support.program import BRIEF_FORM, Program, Start, settle

LONG = "Il disco dove Commessa tiene le pratiche è pieno: libera un po' di spazio, poi premi Riprova."


def the_list(start: Start, factor: float) -> Program:
    program = start()
    program.drafts.create("{}", BRIEF_FORM, "Rossi, Jesi", summary=known("Rossi").to_json())
    program.window.resize(1366, 768)
    program.app.show_dossiers()
    program.app.appearance.resize_text(factor)
    settle()
    return program


def tell(program: Program, number: int) -> None:
    for each in range(number):
        program.window.say(f"prova {each}", "error", f"Fatto numero {each}.", LONG, (("retry", "Riprova"),))
    settle()


def in_sight(callout: Callout) -> bool:
    """Its last words, too."""
    return callout.visibleRegion().boundingRect().bottom() >= callout.height() - 2


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_three_notices_leave_the_list_its_room(start: Start, factor: float) -> None:
    program = the_list(start, factor)
    page = program.page()
    assert isinstance(page, DossiersPage)
    whole = page.height()
    tell(program, 3)
    assert [each.notice.fact for each in program.callouts()] == [f"Fatto numero {each}." for each in range(3)]
    assert page.height() > whole * (0.8 if factor > 1 else 0.5) and page.height() >= page.minimumSizeHint().height()
    assert not [*wrong_in(page)]
    assert in_sight(program.callouts()[-1])  # the newest
    first = program.callouts()[0].findChildren(Link)[0]
    first.setFocus()
    settle()
    assert in_sight(program.callouts()[0])
    for each in range(3):
        program.follow(f"Fatto numero {each}.", "Chiudi")
    assert not program.callouts()
    settle()
    assert page.height() == whole


def test_one_notice_is_seen_whole(start: Start) -> None:
    program = the_list(start, 1.0)
    tell(program, 1)
    callout = program.callouts()[0]
    assert callout.visibleRegion().boundingRect() == callout.rect()
    assert callout.height() == callout.heightForWidth(callout.width())
    program.window.resize(900, 768)
    settle()
    assert callout.visibleRegion().boundingRect() == callout.rect()
    program.app.appearance.choose_scheme("dark")
    settle()
    again = program.callouts()[0]
    assert again is not callout and again.visibleRegion().boundingRect() == again.rect()


def test_of_a_notice_higher_than_there_is_room_the_fact_is_seen(start: Start) -> None:
    program = the_list(start, 2.0)
    program.window.resize(1024, 600)
    tell(program, 1)
    program.window.say("lunga", "warning", "Il fatto.", " ".join([LONG] * 6), (("open", "Apri la cartella"),))
    settle()
    newest = program.callouts()[-1]
    assert newest.visibleRegion().boundingRect().top() == 0 and not in_sight(newest)
    link = newest.findChildren(Link)[0]
    assert link.text() == "Apri la cartella" and not link.visibleRegion().isEmpty()
