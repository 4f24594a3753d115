"""What the trials of all systems share: steps told with their times, a screen in memory, the self-check's last word."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from desktop_app.system.paths import ASSOCIATION_FILE_NAME
from installers.carried import Carried
from installers.components import REPLACEABLE
from installers.project import DIST, ROOT, BuildFault, run, say

T = TypeVar("T")
WELL = "Tutto funziona."
COMPLAINT = "commessa: "  # how every sentence of the command line begins that is not an answer


def step(words: str, do: Callable[[], T]) -> T:
    """Does something and says how long it took."""
    started = time.monotonic()
    made = do()
    say(f"   {words}: {time.monotonic() - started:.1f} s")
    return made


def well(printed: str) -> None:
    """A self-check that found everything in order says so in its last line."""
    say("\n".join(f"      {line}" for line in printed.strip().splitlines()))
    if WELL not in printed:
        raise BuildFault("--selfcheck non dice che tutto funziona.")


def wait(until: Callable[[], bool], sentence: str, seconds: float = 240) -> None:
    """Looks until something holds. Raises BuildFault where it takes longer."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise BuildFault(sentence)
        time.sleep(0.25)


def expect(path: Path, words: str) -> None:
    """Something has to be there; `words` say what is wrong where it is not."""
    if not os.path.lexists(path):
        raise BuildFault(f"{path.name} {words}.")


def refuse(path: Path) -> None:
    if os.path.lexists(path):
        raise BuildFault(f"{path.name} non dovrebbe esserci.")


def association(folder: Path, forms: Callable[[], str]) -> None:
    """What an association hands out, read from a folder; a wrong file is a sentence, and the program goes on.

    `forms` gives what the program lists. The good file stays there. Raises BuildFault where it is not so.
    """
    folder.mkdir(exist_ok=True)
    alone = forms()
    if COMPLAINT in alone:
        raise BuildFault(f"I moduli hanno dei difetti: {alone[:300]}")
    shutil.copytree(ROOT / "tests" / "data" / "forms", folder / "moduli-prova", dirs_exist_ok=True)
    (folder / ASSOCIATION_FILE_NAME).write_text('name = 3\nforms = "moduli-prova"\n', encoding="utf-8")
    wrong = forms()
    lost = sorted(set(alone.split()) - set(wrong.split()))
    if ASSOCIATION_FILE_NAME not in wrong or lost or "Traceback" in wrong:
        raise BuildFault(f"Un file dell'associazione sbagliato non viene detto, o toglie {lost}: {wrong[:300]}")
    (folder / ASSOCIATION_FILE_NAME).write_text('name = "Unione Esempio"\nforms = "moduli-prova"\n', encoding="utf-8")
    well = forms()
    if len(well.splitlines()) <= len(alone.splitlines()) or COMPLAINT in well:
        raise BuildFault(f"I moduli dell'associazione non ci sono: {well[:300]}")


def expect_forms(listed: str, inside: Carried) -> None:
    """Raises BuildFault where a form that an association put inside is not among those that the program lists."""
    ids = {"/".join(name.split("/")[-3:-1]) for name in inside.files if name.endswith("/form.toml")}
    if lost := sorted(ids - set(listed.split())):
        raise BuildFault(f"Mancano moduli dell'associazione: {', '.join(lost)}.")
    say(f"      moduli: {len(listed.splitlines())}; dell'associazione: {len(ids)}")


def replaced(libraries: Path, selfcheck: Callable[[], str]) -> None:
    """Who puts an LGPL library of their own in the place of ours gets theirs. Raises BuildFault where it is not so.

    `libraries`: the folder that holds them, which is changed; `selfcheck` gives what the program prints.
    """
    for name in REPLACEABLE:
        with (libraries / name / "__init__.py").open("a", encoding="utf-8") as file:
            file.write(f'\nprint("sostituita: {name}")\n')
    printed = selfcheck()
    if ours := [name for name in REPLACEABLE if f"sostituita: {name}" not in printed]:
        raise BuildFault(f"Chi sostituisce una libreria LGPL non ha la sua: {', '.join(ours)}.")


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory; gives its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def photograph(display: str, name: str) -> None:
    """What the screen shows, for people to look at, beside the packages."""
    picture = DIST / f"{name}.png"
    command: list[str | Path] = ["import", "-window", "root", picture]
    run(command, "Lo schermo non si fotografa.", environment={"DISPLAY": display}, seconds=60)
    say(f"      fotografia: {picture.name}")
