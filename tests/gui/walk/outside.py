"""What is outside the window while a walk goes on: the system's dialogs answer by chance, and nothing else opens."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop_app.gui.features.documents import printing

NAMES = ("a.commessa", "b", "c.", "d.PDF", "e.ics", "f.copia", "g h è.commessa", "h.tar.gz", "non c'è/i.commessa")


@contextmanager
def answering(
    chance: random.Random, folder: Path, odd: Sequence[Path], copies: Callable[[], list[Path]]
) -> Iterator[None]:
    """Within it a dialog gives one of the `odd` files or the `copies`, a new name in `folder`, or nothing."""
    folder.mkdir(exist_ok=True)

    def opened(*_: object, **__: object) -> tuple[str, str]:
        return (str(chance.choice([*odd, *copies() * 3])) if chance.random() < 0.9 else ""), ""

    def several(*_: object, **__: object) -> tuple[list[str], str]:
        return [str(chance.choice([*odd, *copies()])) for _ in range(chance.randrange(4))], ""

    def saved(*_: object, **__: object) -> tuple[str, str]:
        return (str(folder / chance.choice(NAMES)) if chance.random() < 0.9 else ""), ""

    def directory(*_: object, **__: object) -> str:
        return str(folder / chance.choice(("documenti", "altri", "a.commessa"))) if chance.random() < 0.9 else ""

    class Printing(QPrintDialog):
        """Prints into a file, or not at all."""

        def __init__(self, printer: QPrinter, *others: object) -> None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(folder / f"stampa{chance.randrange(3)}.pdf"))
            super().__init__(printer, *others)  # type: ignore[call-overload]  # whatever Qt's own takes

        def exec(self) -> int:
            code = QDialog.DialogCode.Accepted if chance.random() < 0.6 else QDialog.DialogCode.Rejected
            return code.value

    with ExitStack() as stack:
        for owner, name, answer in (
            (QFileDialog, "getOpenFileName", staticmethod(opened)),
            (QFileDialog, "getOpenFileNames", staticmethod(several)),
            (QFileDialog, "getSaveFileName", staticmethod(saved)),
            (QFileDialog, "getExistingDirectory", staticmethod(directory)),
            (QDesktopServices, "openUrl", staticmethod(lambda _: True)),
            (printing, "QPrintDialog", Printing),
        ):
            stack.enter_context(mock.patch.object(owner, name, answer))
        yield
