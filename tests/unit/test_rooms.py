"""The picture of the rooms is that of the code."""

from __future__ import annotations

import grimp
import pytest

from tests import rooms


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(rooms.PROGRAM)


def test_the_picture_is_that_of_today() -> None:
    assert rooms.PICTURE.read_text(encoding="utf-8") == rooms.draw(), "run `python3 dev.py rooms`"


def test_what_is_imported_is_told_and_nothing_else(graph: grimp.ImportGraph) -> None:
    found = rooms.neighbours(graph, "desktop_app", ["gui", "cli", "session", "engine", "system"])
    assert found["engine"] == ["system"] and found["system"] == []
    assert found["session"] == ["engine", "system"] and "cli" not in found["gui"]


def test_a_name_that_begins_like_another_is_not_taken_for_it(graph: grimp.ImportGraph) -> None:
    graph.add_module("desktop_app.engine_room")
    assert rooms.neighbours(graph, "desktop_app", ["session", "engine", "engine_room"])["session"] == ["engine"]
