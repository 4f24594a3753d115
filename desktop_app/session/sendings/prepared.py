"""A sending that was prepared: its files read once, so that folder, ZIP, message and list of hashes agree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_app.engine.italian.sizes import megabytes
from desktop_app.mail.message import Attachment, Message, plain, to_eml
from desktop_app.session.acts import SentFile
from desktop_app.session.sendings.plan import SendingPlan
from desktop_app.system import seal
from desktop_app.system.folders import write_folder_beside
from desktop_app.system.zip_file import reproducible_zip

EML, TEXT, VALUES = "messaggio.eml", "messaggio.txt", "valori.txt"
_SEALED: Final = re.compile(rf"\r\nSigillo: {seal.PLACE}\r\n$".encode())
_LISTED: Final = re.compile(rb"(?m)^([0-9a-f]{64})  ([^\r\n]+)\r?$")
_RULE: Final = "-" * 60
NO_ADDRESS: Final = "(manca)"
EMPTY: Final = "(vuoto)"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The bytes of a sending. `reason` is the user's, where something was missing."""

    plan: SendingPlan
    attachments: tuple[Attachment, ...]
    reason: str = ""

    def sent_files(self) -> tuple[SentFile, ...]:
        """What a receipt that comes back is compared with."""
        documents = {each.name: each.document or "" for each in self.plan.files}
        within = self.plan.zip_name if self.plan.zipped else ""
        found = tuple(_sent_file(each, documents.get(each.name, ""), within) for each in self.attachments)
        return (*(_sent_file(each) for each in self._attached()), *found) if within else found

    def eml(self) -> bytes:
        """The message as a draft."""
        plan, files = self.plan, self._attached()
        certified = plan.occurrence.spec.channel == "pec"
        return to_eml(Message(plan.to, plan.subject, plan.text, files, plan.cc, plan.sender, certified))

    def zip(self) -> bytes:
        """The files in one ZIP, the same bytes for the same files."""
        return reproducible_zip((each.name, each.data) for each in self.attachments)

    def files(self) -> dict[str, bytes]:
        """What the folder of the sending holds, by name; the list of all comes last."""
        found = {each.name: each.data for each in self._attached()}
        if not self.plan.is_portal:
            found[EML] = self.eml()
        name = VALUES if self.plan.is_portal else TEXT
        return found | {name: _sealed("\n".join(self._lines(found)))}

    def write(self, parent: Path) -> Path:
        """Writes the folder of the sending into `parent`; gives where it is, for one that was changed stays.

        Raises FileFault.
        """
        return write_folder_beside(parent / folder_name(self.plan), self.files(), is_untouched)

    def _attached(self) -> tuple[Attachment, ...]:
        """What goes with the message."""
        return (Attachment(self.plan.zip_name, self.zip()),) if self.plan.zipped else self.attachments

    def _lines(self, files: Mapping[str, bytes]) -> Iterator[str]:
        plan = self.plan
        if plan.is_portal:
            yield from _portal_lines(plan)
        else:
            yield from _message_lines(plan)
        yield from ("", _RULE, "File, nel loro ordine", _RULE)
        for name, data in files.items():
            if name != EML:
                yield f"{name} ({megabytes(len(data))})".replace("\u00a0", " ")
        yield from ("", "Impronte (SHA-256), da confrontare con la ricevuta di consegna:")
        for name, data in files.items():
            yield f"{hashlib.sha256(data).hexdigest()}  {name}"


def prepare(plan: SendingPlan, reason: str = "") -> Prepared:
    """Reads the files of a plan. Raises what reading them raises."""
    return Prepared(plan, tuple(Attachment(each.name, each.read()) for each in plan.files), reason.strip())


def folder_name(plan: SendingPlan) -> str:
    """The folder of a sending: its id, and the number of its line (ids of lines may be anything)."""
    id, line = plan.occurrence.spec.id, plan.occurrence.line
    return f"{id}_{line}" if line else id


def is_untouched(files: Mapping[str, bytes]) -> bool:
    """Whether the files of a folder are those that were written there, all of them and no other."""
    list_ = next((name for name in (TEXT, VALUES) if name in files), None)
    if list_ is None or not seal.is_sealed(files[list_], _SEALED):
        return False
    listed = {name.decode("utf-8", "replace"): digest.decode() for digest, name in _LISTED.findall(files[list_])}
    return listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != list_}


def _message_lines(plan: SendingPlan) -> Iterator[str]:
    yield f"A: {', '.join(plan.to) or NO_ADDRESS}"
    if plan.cc:
        yield f"Cc: {', '.join(plan.cc)}"
    if plan.sender:
        yield f"Da: {plan.sender}"
    yield f"Oggetto: {plan.subject}"
    yield from ("", _RULE, "Testo", _RULE, plain(plan.text).strip("\n"))
    yield from ("", _RULE, "Prima di inviare", _RULE)
    if plan.occurrence.spec.channel == "pec":
        yield "Invia dalla casella PEC, con la ricevuta di consegna completa."
    yield "Lascia nell'oggetto il codice alla fine: con quello ciò che torna ritrova la pratica."
    yield from _gap_lines(plan)


def _portal_lines(plan: SendingPlan) -> Iterator[str]:
    yield f"Portale: {plan.occurrence.spec.address or ''}"
    yield from ("", _RULE, "Valori da copiare, nel loro ordine", _RULE)
    for value in plan.values:
        label = f"{value.part}: {value.label}" if value.part else value.label
        yield f"{label}: {plain(value.text) or EMPTY}"
    yield from _gap_lines(plan)


def _gap_lines(plan: SendingPlan) -> Iterator[str]:
    if plan.gaps:
        yield from ("", _RULE, "Che cosa manca", _RULE)
        yield from (f"- {gap.sentence}" for gap in plan.gaps)


def _sealed(text: str) -> bytes:
    lines = plain(text).split("\n")
    data = "".join(f"{line}\r\n" for line in lines).encode() + f"\r\nSigillo: {seal.BLANK}\r\n".encode()
    return seal.sealed(data, _SEALED)


def _sent_file(file: Attachment, document: str = "", within: str = "") -> SentFile:
    from desktop_app.mail.receipt import inner_document

    inner = inner_document(file.data)
    sha1 = hashlib.sha1(file.data, usedforsecurity=False).hexdigest()
    own, inside = hashlib.sha256(file.data).hexdigest(), hashlib.sha256(inner).hexdigest() if inner else ""
    return SentFile(file.name, own, sha1, inside, document, within)
