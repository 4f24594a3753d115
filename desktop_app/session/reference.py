"""The signs by which people and sheets of paper name a dossier (`7K3-FQ2`): always the same, on any computer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop_app.engine.italian.signs import SIGNS
from desktop_app.system.light_hash import sha256

if TYPE_CHECKING:
    from desktop_app.engine.evaluation.state import FormState


def identity(state: FormState, stored: str = "") -> str:
    """What tells a dossier from others: its id in the store, else the dossier that a draft names, else its name.

    No answer that is given after a sending may change it, as its day or its number of protocol.
    """
    return stored or state.draft.dossier or json.dumps([state.form.id, state.title])


def reference(identity: str) -> str:
    """Six signs, in two groups, without letters that read like another."""
    value = int.from_bytes(sha256(f"{identity}\0pratica".encode("utf-8", "replace"))[:4], "big")
    signs = "".join(SIGNS[value >> shift & 31] for shift in range(0, 30, 5))
    return f"{signs[:3]}-{signs[3:]}"
