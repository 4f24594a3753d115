"""The environment of a checkout: when it is made, without making one for real."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dev_commands import environment, paths
from dev_commands.console import Fault


class Builder:
    """Stands in for the slow set-up, and counts."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.times = 0

    def __call__(self) -> None:
        self.times += 1
        time.sleep(0.1)
        shutil.rmtree(paths.VENV, ignore_errors=True)
        paths.PYTHON.parent.mkdir(parents=True)
        paths.PYTHON.touch()
        if self.fault:
            raise self.fault


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """A folder of its own in place of the project's, where nothing is missing from the system."""
    made = Builder()
    checkout = paths.HERE
    monkeypatch.setattr(paths, "HERE", tmp_path)
    for name in ("VENV", "STAMP", "PYTHON"):
        path: Path = getattr(paths, name)
        monkeypatch.setattr(paths, name, tmp_path / path.relative_to(checkout))
    monkeypatch.setattr(paths, "LOCK", tmp_path / "requirements.lock")
    paths.LOCK.write_text("one==1")
    monkeypatch.setattr(environment, "missing_packages", lambda screen: [])
    monkeypatch.setattr(environment, "build_environment", made)
    return made


def test_the_environment_is_made_once_for_each_list(builder: Builder) -> None:
    environment.ensure_environment()
    environment.ensure_environment()
    assert builder.times == 1
    paths.LOCK.write_text("one==2")
    environment.ensure_environment()
    assert builder.times == 2


def test_one_that_checkouts_share_is_never_cleared_for_the_list_of_another(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure_environment()
    shared = paths.VENV.rename(tmp_path / "shared")
    paths.VENV.symlink_to(shared)
    added: list[str] = []
    monkeypatch.setattr(environment, "add_packages", lambda: added.append(paths.LOCK.read_text()))
    for wanted in ("one==1", "two==1", "one==1", "two==1"):
        paths.LOCK.write_text(wanted)
        environment.ensure_environment()
    assert (builder.times, added) == (1, ["two==1"])


@pytest.mark.parametrize("fault", [Fault("no network"), OSError("full")])
def test_one_made_half_way_is_made_again(builder: Builder, fault: Exception) -> None:
    builder.fault = fault
    with pytest.raises(type(fault)):
        environment.ensure_environment()
    assert paths.PYTHON.exists()
    builder.fault = None
    environment.ensure_environment()
    assert builder.times == 2


def test_one_whose_python_is_gone_is_made_again(builder: Builder) -> None:
    environment.ensure_environment()
    paths.PYTHON.unlink()
    environment.ensure_environment()
    assert builder.times == 2


def test_a_second_start_waits_for_the_first(builder: Builder) -> None:
    starts = [threading.Thread(target=environment.ensure_environment) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert builder.times == 1
    assert environment.is_ready(environment.fingerprint())


def test_what_installs_the_others_is_locked_as_they_are() -> None:
    first, *hashes = [line.split() for line in environment.locked("uv").splitlines()]
    assert first[0].startswith("uv==") and first[1:] == ["\\"]
    assert hashes and all(line[0].startswith(("--hash=sha256:", "#")) for line in hashes)
    assert environment.locked("u") == ""


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(Fault, match=r"Serve Python da 3\.11 a 3\.15"):
        environment.ensure_environment()


def test_a_start_costs_little_of_its_own() -> None:
    look = (
        "import time; start = time.process_time(); import dev; from dev_commands import environment as made;"
        "made.is_ready(made.fingerprint()); made.missing_packages(True); print(time.process_time() - start)"
    )
    command = [sys.executable, "-c", look]
    ended = [subprocess.run(command, cwd=paths.HERE, capture_output=True, text=True, check=True) for _ in range(3)]
    assert min(float(each.stdout) for each in ended) < 0.3
