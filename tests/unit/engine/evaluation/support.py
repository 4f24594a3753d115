"""What the tests of the evaluation read of a state."""

from __future__ import annotations

from typing import Any

from desktop_app.engine.evaluation.state import FormState


def value(state: FormState, id: str) -> Any:
    return state.cells[id].value


def sentences(state: FormState) -> list[str]:
    return [each.message for each in state.problems]
