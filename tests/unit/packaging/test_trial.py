"""What the trials of a package believe of the program's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from installers import trial
from installers.components import REPLACEABLE
from installers.project import BuildFault


def test_a_library_of_the_user_s_own_counts_only_where_the_program_loads_it(tmp_path: Path) -> None:
    libraries = [tmp_path / name / "__init__.py" for name in REPLACEABLE]
    for path in libraries:
        path.parent.mkdir()
        path.touch()
    trial.replaced(tmp_path, lambda: "".join(path.read_text(encoding="utf-8") for path in libraries))
    with pytest.raises(BuildFault, match=r"PySide6, shiboken6\.$"):
        trial.replaced(tmp_path, lambda: "sostituita: stdnum\nTutto funziona.")
