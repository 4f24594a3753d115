"""Packages of forms that were dropped, opened or chosen: looked at and put in place by the worker, then told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.engine.italian.phrases import counted
from desktop_app.gui.services.worker import Progress, Steps, Task
from desktop_app.gui.shell.context import AppContext
from desktop_app.gui.shell.job_strip import JobStrip
from desktop_app.gui.widgets.feedback.notice import NoticeKind

if TYPE_CHECKING:  # loaded with the first package
    import datetime as dt

    from desktop_app.association import Association
    from desktop_app.form_packages.installing import Installed
    from desktop_app.library import Library
    from desktop_app.system.paths import FormSource

SEE_FORMS: Final = (("forms", "Vedi i moduli"),)


class Outcome(NamedTuple):
    """What became of a file: what is installed, or a sentence that says why nothing is."""

    file: str
    installed: Installed | None
    fault: str = ""


class PackageInstaller:
    """One file after the other; `done` is called where the forms may be others now, `show` by the link to them."""

    def __init__(self, context: AppContext, done: Callable[[], object], show: Callable[[], object]) -> None:
        self._context, self._done, self._show = context, done, show
        self.strip = JobStrip(context.window)
        self._waiting: list[Path] = []

    def take(self, paths: Sequence[Path]) -> None:
        """Installs packages; those that come while others are looked at wait for their turn."""
        self._waiting += paths
        self._begin()

    def _begin(self) -> None:
        if self._waiting and not self.strip.busy:
            self._context.catalog.with_library(self._install)

    def _install(self, library: Library) -> None:
        if self.strip.busy or not self._waiting:
            return
        paths, self._waiting = self._waiting, []
        context = self._context
        steps = _installed(paths, library.sources, context.association.association, context.day.today())
        self.strip.begin(Task(context.worker, steps), self._tell, self._fail)

    def _fail(self, sentence: str) -> None:
        self._context.window.say("package", "error", "I moduli non sono stati installati.", sentence)
        self._begin()

    def _tell(self, outcomes: Sequence[Outcome]) -> None:
        window = self._context.window
        refused = [each for each in outcomes if each.installed is None]
        if refused:
            several = counted(len(refused), "", "{} pacchetti non sono stati installati.")
            fact = several if len(refused) > 1 else f"«{refused[0].file}» non è stato installato."
            window.say("package_refused", "error", fact, refused[0].fault)
        found = [each.installed for each in outcomes if each.installed is not None]
        if found:
            self._done()
            warning = next((each.warning for each in found if each.warning), "")
            kind: NoticeKind = "warning" if warning else "note" if all(each.already for each in found) else "ok"
            window.say("package", kind, _fact(found), warning, SEE_FORMS, lambda _: self._show())
        self._begin()


def _fact(found: Sequence[Installed]) -> str:
    """`Installato il modulo «…», da Unione Esempio.`"""
    forms = list(dict.fromkeys(form.spec.title for each in found for form in each.forms))
    number = sum(len(each.forms) for each in found)
    senders = list(dict.fromkeys(each.sender for each in found))
    sender = f", da {senders[0]}" if len(senders) == 1 else ""
    if all(each.already for each in found):
        return f"C'{counted(number, 'era', 'erano')} già{sender}: {', '.join(f'«{each}»' for each in forms[:3])}."
    return f"{counted(number, f'Installato il modulo «{forms[0]}»', 'Installati {} moduli')}{sender}."


def _installed(
    paths: Sequence[Path], sources: Sequence[FormSource], association: Association, today: dt.date
) -> Steps[list[Outcome]]:
    """In the worker: a package may be large, slow to check, or made to do harm."""
    from desktop_app.form_packages.installing import install
    from desktop_app.form_packages.keys import known_keys
    from desktop_app.form_packages.package import MOST_PACKED, read_package
    from desktop_app.system.files import FileFault, read_bounded
    from desktop_app.system.incoming import shown

    keys, outcomes = known_keys(association), list[Outcome]()
    for number, path in enumerate(paths):
        name = shown(path.name)
        if (yield Progress(f"Guardo «{name}»", number, len(paths))):
            break
        try:
            steps = install(read_package(read_bounded(path, MOST_PACKED), keys), sources, today)
            stopped = False
            while not stopped:
                id = next(steps)
                stopped = bool((yield Progress(f"Controllo il modulo «{id}»", number, len(paths))))
            steps.close()
        except StopIteration as end:
            outcomes.append(Outcome(name, end.value))
        except FileFault as fault:
            outcomes.append(Outcome(name, None, str(fault)))
    return outcomes
