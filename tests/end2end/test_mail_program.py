"""The prepared message in a real mail program: Thunderbird, where it is installed with Xvfb and xdotool, else skipped.

It opens the .eml as a draft; saved there, the draft has to be what was prepared. Nothing is ever sent: the program is
offline, and its account leads nowhere.
"""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from desktop_app.mail.message import Attachment, Message, to_eml
from installers import trial

NEEDED = ("thunderbird", "Xvfb", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
BOX, OFFICE = "cartotecnica@pec.esempio.it", "cpi.fabriano@pec.esempio.it"
SUBJECT = "Convenzione art. 14: «La Spiga» e Città di Prova – rif. C12-7K3Q"
TEXT = (
    "Al Centro per l'Impiego\n\nSi trasmette la convenzione, perché è così: 1.000 €.\n\n- uno\n- due\n\nDistinti saluti"
)
FILES = (
    Attachment("01_Comunicazione_La_Spiga.pdf.p7m", bytes(range(256)) * 400),
    Attachment("02_Convenzione_locale_Allegato_La_Spiga_Cartotecnica_12.pdf", b"%PDF-1.7 " * 5000),
)
PREFERENCES = {
    "mail.accountmanager.accounts": "account1", "mail.accountmanager.defaultaccount": "account1",
    "mail.account.account1.identities": "id1", "mail.account.account1.server": "server1",
    "mail.identity.id1.fullName": "Prova", "mail.identity.id1.useremail": BOX, "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1", "mail.server.server1.hostname": "localhost.invalid",
    "mail.server.server1.name": "PEC", "mail.server.server1.type": "pop3", "mail.server.server1.userName": "x",
    "mail.server.server1.login_at_startup": False, "mail.server.server1.check_new_mail": False,
    "mail.smtpserver.smtp1.hostname": "localhost.invalid", "mail.smtpservers": "smtp1",
    "mail.provider.suppress_dialog_on_startup": True, "mail.spotlight.firstRunDone": True,
    "mail.shell.checkDefaultClient": False, "mailnews.start_page.enabled": False, "mail.rights.version": 1,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True, "app.update.enabled": False,
    "offline.startup_state": 3, "offline.autoDetect": False, "network.online": False,
    "network.manage-offline-status": False, "toolkit.telemetry.enabled": False, "mail.spellcheck.inline": False,
}  # fmt: skip

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (the message is not opened there)"),
]


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """The environment of a screen of its own."""
    with trial.screen() as display:
        yield {**os.environ, "DISPLAY": display, "LANG": "C.UTF-8"}


def waited(condition: Callable[[], str | bytes], seconds: int = 150) -> str | bytes:
    """What the condition gives as soon as it gives something: the program says nothing when it is ready."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, "Thunderbird did not get there"
        time.sleep(0.5)
    return found


def profile(folder: Path) -> Path:
    """A profile with an account that leads nowhere."""
    folder.mkdir()
    lines = [f'user_pref("{key}", {_written(value)});' for key, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


def keys(screen: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], env=screen, capture_output=True, text=True)
    return done.stdout.strip()


def saved_draft(screen: dict[str, str], folder: Path, eml: Path) -> EmailMessage:
    """The draft that Thunderbird makes of a message, as it saves it."""
    home = profile(folder / "profile")
    command = ["thunderbird", "--no-remote", "-profile", str(home), str(eml)]
    program = subprocess.Popen(
        command, env={**screen, "HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        window = str(waited(lambda: keys(screen, "search", "--name", "^(Write|Scrivi): "))).splitlines()[0]
        drafts = home / "Mail" / "localhost.invalid" / "Drafts"

        def saved() -> bytes:
            keys(screen, "windowfocus", window, "key", "--window", window, "ctrl+s")
            time.sleep(2)
            data = drafts.read_bytes() if drafts.exists() else b""
            return data if data.rstrip().endswith(b"--") else b""

        raw = waited(saved)
    finally:
        os.killpg(program.pid, signal.SIGTERM)
        program.wait()
    assert isinstance(raw, bytes)
    found = email.message_from_bytes(raw.partition(b"\n")[2], policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_thunderbird_opens_it_as_a_draft_with_all_that_was_prepared(screen: dict[str, str], tmp_path: Path) -> None:
    eml = tmp_path / "messaggio.eml"
    eml.write_bytes(to_eml(Message((OFFICE,), SUBJECT, TEXT, FILES, ("copia@pec.esempio.it",), BOX)))
    draft = saved_draft(screen, tmp_path, eml)
    assert (draft["Subject"], draft["To"], draft["Cc"]) == (SUBJECT, OFFICE, "copia@pec.esempio.it")
    assert str(draft["From"]).endswith(f"<{BOX}>")
    files = [(part.get_filename(), part.get_payload(decode=True)) for part in draft.iter_attachments()]
    assert files == [(each.name, each.data) for each in FILES]
    body = draft.get_body()
    assert body is not None
    assert " ".join(str(body.get_content()).split()) == " ".join(TEXT.split())
