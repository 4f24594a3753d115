"""Tests with an argument `form_id` run for every form, those with `case` for every case of a form."""

from __future__ import annotations

import pytest

from tests.forms.library import CASES, LIBRARY


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "form_id" in metafunc.fixturenames:
        metafunc.parametrize("form_id", LIBRARY.ids())
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES, ids=[f"{form}:{name}" for form, name in CASES])
