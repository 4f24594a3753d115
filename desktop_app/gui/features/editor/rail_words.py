"""What the rail says of each step: its title, its state, how many answers are missing or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.engine.evaluation.state import Problem
from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.steps.closing_step import ClosingStep
from desktop_app.gui.steps.edit_session import EditSession
from desktop_app.gui.widgets.lists.rail import RailStep
from desktop_app.gui.wording.step_words import STEP_LOOK_IDS
from desktop_app.session.steps import NOT_COUNTED, step_state


def steps_of(session: EditSession, closing: Iterable[ClosingStep] = ()) -> list[RailStep]:
    """All steps, the closing ones last; a wrong answer that may not be named yet does not count."""
    asked = (_step(session, page.id, page.title) for page in session.dossier.form.pages)
    return [*asked, *(step.rail_step() for step in closing)]


def _step(session: EditSession, page: str, title: str) -> RailStep:
    found = step_state(session.state, page)
    state, counts = STEP_LOOK_IDS[found], found not in NOT_COUNTED
    visible = [problem for problems in session.visible_problems(page).values() for problem in problems]
    if state != "problem":
        missing = sum(problem.missing for problem in visible)
        return RailStep(
            title, state, counted(missing, "Manca una risposta", "Mancano {} risposte") if missing else "", counts
        )
    wrong = [problem for problem in visible if problem.severity == "error" and not problem.missing]
    if not wrong:
        return RailStep(title, "doing")
    return RailStep(title, state, _where(wrong))


def _where(wrong: Sequence[Problem]) -> str:
    if len(wrong) > 1:
        return f"{len(wrong)} problemi"
    line = wrong[0].line
    return f"Un problema nella riga {line}" if line is not None else ""
