"""A real program with a clock of its own, left alone over midnight and over the change of the hour, in both seasons."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows sets no time zone for one program")


def run(folder: Path, zone: str, *moments: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.clock_child", str(folder / "dati"), str(folder / "documenti"), *moments],
        capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("zone", "evening", "hours"),
    [
        ("Europe/Rome", "2026-10-24", ["02:59 +0200", "02:00 +0100"]),  # the next day has 25 hours
        ("Europe/Rome", "2027-03-27", ["01:59 +0100", "03:00 +0200"]),  # and this one 23
    ],
)
def test_what_is_shown_and_printed_is_of_the_day(tmp_path: Path, zone: str, evening: str, hours: list[str]) -> None:
    days = [evening, *(f"{evening[:8]}{int(evening[8:]) + more}" for more in (1, 2))]
    said = run(tmp_path, zone, f"{days[0]} 23:59:58", f"{days[1]} {hours[0][:5]}:55", f"{days[1]} 23:59:58")
    seen = {each["when"]: each for each in said if "when" in each}
    assert [seen[when]["day"] for when in ("evening", "midnight", "next midnight")] == days
    assert len({tuple(each["deadline"]) for each in seen.values()}) == 3, "a day less is left each time"
    (change,) = [each for each in said if "hours" in each]
    assert change == {"hours": hours, "day": days[1]}
    exported = [each for each in said if "exported" in each]
    assert [each["exported"][-10:] for each in exported] == days[1:] and all(each["printed"] for each in exported)
    assert said[-1] == {"closed": True}
