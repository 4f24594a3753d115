"""The developer's door: what it decides, without setting anything up for real."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


class Builder:
    """Stands in for the slow set-up, and counts."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault
        self.times = 0

    def __call__(self) -> None:
        self.times += 1
        time.sleep(0.1)
        shutil.rmtree(dev.VENV, ignore_errors=True)
        dev.PYTHON.parent.mkdir(parents=True)
        dev.PYTHON.touch()
        if self.fault:
            raise self.fault


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """A folder of its own in place of the project's, where nothing is missing from the system."""
    made = Builder()
    monkeypatch.setattr(dev, "HERE", tmp_path)
    for name in ("VENV", "STAMP", "PYTHON"):
        path: Path = getattr(dev, name)
        monkeypatch.setattr(dev, name, tmp_path / path.relative_to(ROOT))
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    dev.LOCK.write_text("one==1")
    monkeypatch.setattr(dev, "missing_packages", lambda screen: [])
    monkeypatch.setattr(dev, "build_environment", made)
    return made


def test_the_environment_is_made_once_for_each_list(builder: Builder) -> None:
    dev.ensure_environment()
    dev.ensure_environment()
    assert builder.times == 1
    dev.LOCK.write_text("one==2")
    dev.ensure_environment()
    assert builder.times == 2


@pytest.mark.parametrize("fault", [dev.Fault("no network"), OSError("full")])
def test_one_made_half_way_is_made_again(builder: Builder, fault: Exception) -> None:
    builder.fault = fault
    with pytest.raises(type(fault)):
        dev.ensure_environment()
    assert dev.PYTHON.exists()
    builder.fault = None
    dev.ensure_environment()
    assert builder.times == 2


def test_one_whose_python_is_gone_is_made_again(builder: Builder) -> None:
    dev.ensure_environment()
    dev.PYTHON.unlink()
    dev.ensure_environment()
    assert builder.times == 2


def test_a_second_start_waits_for_the_first(builder: Builder) -> None:
    starts = [threading.Thread(target=dev.ensure_environment) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert builder.times == 1
    assert dev.is_ready(dev.fingerprint())


def test_what_installs_the_others_is_locked_as_they_are() -> None:
    first, *hashes = [line.split() for line in dev.locked("uv").splitlines()]
    assert first[0].startswith("uv==") and first[1:] == ["\\"]
    assert hashes and all(line[0].startswith(("--hash=sha256:", "#")) for line in hashes)
    assert dev.locked("u") == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries that Qt needs")
def test_who_may_not_install_gets_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "can_load", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(shutil, "which", lambda name: f"bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert dev.missing_packages(screen=False)[0] == "libgl1"
    with pytest.raises(dev.Fault) as caught:
        dev.install_packages(["libgl1", "libegl1"])
    assert str(caught.value).splitlines() == [
        "Mancano pacchetti di sistema. Esegui come amministratore:",
        "  sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1",
    ]


def test_a_screen_needs_more_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "can_load", lambda library: False)
    assert set(dev.missing_packages(screen=True)) > set(dev.missing_packages(screen=False))


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_packages_and_have_a_screen(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(dev, "can_load", lambda library: False)
    assert dev.missing_packages(screen=True) == []
    assert dev.has_screen()


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(dev.Fault, match=r"Serve Python da 3\.11 a 3\.15"):
        dev.ensure_environment()


@pytest.mark.parametrize("shell", [None, "1"])
def test_what_is_compiled_is_kept_whatever_the_shell_wants(monkeypatch: pytest.MonkeyPatch, shell: str | None) -> None:
    if shell:
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", shell)
    python = [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
    assert subprocess.call(python, env=dev.environment_for(offscreen=False)) == 0


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], dev.everything(long=False)),
        (["--long"], dev.everything(long=True)),
        (["-x", "tests/gui"], [["-m", "not long", "-x", "tests/gui"]]),
        (["--long", "-k", "one"], [["-m", "", "-k", "one"]]),
    ],
)
def test_the_rest_of_the_line_goes_to_pytest(
    monkeypatch: pytest.MonkeyPatch, given: list[str], passed: list[list[str]]
) -> None:
    lines: list[list[str]] = []

    def start(runs: list[list[str]], environment: dict[str, str]) -> int:
        lines.extend(runs)
        return 0 if environment["QT_QPA_PLATFORM"] == "offscreen" else 1

    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    monkeypatch.setattr(dev, "side_by_side", start)
    assert dev.main(["test", *given]) == 0
    assert lines == [["-m", "pytest", *each] for each in passed]


@pytest.mark.parametrize(
    ("ends", "code"), [(("", ""), 0), (("exit(1)", ""), 1), (("", "exit(3)"), 3), (("", "import os; os.abort()"), None)]
)
def test_runs_side_by_side_are_all_told_and_none_that_fails_is_missed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ends: tuple[str, str], code: int | None
) -> None:
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    runs = [["-c", f"print({name!r}, flush=True); {end}"] for name, end in zip(("uno", "due"), ends, strict=True)]
    ended = dev.side_by_side(runs, dict(os.environ))
    assert ended != 0 if code is None else ended == code
    assert capfd.readouterr().out.split() == ["uno", "due"]


@pytest.mark.parametrize(("ends", "code"), [("exit(0)", 0), ("exit(3)", 1)])
def test_checks_that_pass_tell_their_warnings_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ends: str, code: int
) -> None:
    monkeypatch.setattr(dev, "ensure_environment", lambda: None)
    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    says = "print('much'); print('warning: long')"
    monkeypatch.setattr(dev, "CHECKS", {"one": f'-c "{says}; {ends}"', "two": f'-c "{says}"'})
    assert dev.main(["check"]) == code
    one = ["one        failed", "much"] if code else ["one        ok"]
    expected = [*one, "warning: long", "two        ok", "warning: long"]
    assert capsys.readouterr().out.splitlines() == expected


@pytest.mark.parametrize(
    ("fault", "sentence", "code"),
    [
        (dev.Fault("Manca qualcosa."), "Manca qualcosa.", 1),
        (OSError("rotto"), "Non riesco a proseguire: rotto", 1),
        (KeyboardInterrupt(), "Interrotto.", 130),
    ],
)
def test_a_fault_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    sentence: str,
    code: int,
) -> None:
    def fail(_: list[str]) -> int:
        raise fault

    monkeypatch.setitem(dev.COMMANDS, "run", fail)
    assert dev.main(["run"]) == code
    assert capsys.readouterr().err == sentence + "\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["corri"], 2), (["--help"], 0)])
def test_what_it_does_not_know_gets_the_list(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert dev.main(arguments) == code
    usage = capsys.readouterr().err
    assert all(f"\n  {command} " in usage for command in dev.COMMANDS)


def test_a_start_costs_little_of_its_own() -> None:
    look = (
        "import time; start = time.process_time(); import sys, dev; dev.is_ready(dev.fingerprint());"
        "dev.missing_packages(True); print(time.process_time() - start)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.3
