"""Works out what goes to whom. A plan only looks: `prepared.py` reads the files and writes them.

What happened to the documents (exported, signed) and what the user added is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from desktop_app.drafts.faults import StoreFault
from desktop_app.engine.documents.message import message
from desktop_app.engine.evaluation.sendings import Mailbox, SendingOccurrence, portal_values
from desktop_app.engine.evaluation.signing_parties import party_names
from desktop_app.engine.evaluation.state import FormState
from desktop_app.mail.code import with_code
from desktop_app.mail.message import is_address, one_line, weight
from desktop_app.session.sendings.gaps import gaps
from desktop_app.session.sendings.names import file_name
from desktop_app.session.sendings.plan import AddedFile, DocumentFile, Given, PlannedFile, SendingPlan, Weight
from desktop_app.system.file_names import distinct, ending_of
from desktop_app.system.zip_file import reproducible_zip


def plan_sending(occurrence: SendingOccurrence, state: FormState, given: Given) -> SendingPlan:
    """Works a sending out. Nothing is written, and nothing read but to weigh a ZIP."""
    written = message(occurrence, state)
    files = tuple(_files(occurrence, state, given))
    to = _addresses(occurrence.to)
    asked = {each.lower() for each in to}
    cc = tuple(each for each in _addresses(occurrence.cc) if each.lower() not in asked)
    portal = occurrence.spec.channel == "portal"
    subject = one_line(written.subject)
    plan = SendingPlan(
        occurrence=occurrence,
        files=files,
        sender=given.sender or next(iter(_addresses(occurrence.boxes)), ""),
        to=to,
        cc=cc,
        subject=with_code(subject, given.code) if given.code and not portal else subject,
        text=written.text,
        code=given.code,
        weight=Weight(weight(_sizes(files, given.zipped), 1, written.text), len((*to, *cc)), _limit(occurrence)),
        gaps=(),
        values=tuple(portal_values(occurrence, state)) if portal else (),
        zipped=given.zipped and bool(files),
    )
    return replace(plan, gaps=tuple(gaps(plan, state, given, written.blanks)))


def _sizes(files: Sequence[PlannedFile], zipped: bool) -> list[int]:
    """The bytes of what is attached: each file, or one ZIP of all."""
    if zipped and files:
        with suppress(StoreFault):  # preparing it says which file cannot be read
            return [len(reproducible_zip((each.name, each.read()) for each in files))]
    return [each.size for each in files]


def _addresses(boxes: Sequence[Mailbox]) -> tuple[str, ...]:
    """Each once, in their order; what is no address is left out, and missed by the gaps."""
    found = (each.address for each in boxes if each.address and is_address(each.address))
    return tuple({each.lower(): each for each in found}.values())


def _limit(occurrence: SendingOccurrence) -> int | None:
    """The bytes that the smallest of the boxes takes, as far as the answers say; a box that takes nothing is none."""
    known = (each.max_message for each in (*occurrence.to, *occurrence.cc) if each.address and each.max_message)
    return min((int(each * 1_000_000) for each in known), default=None)


def _files(occurrence: SendingOccurrence, state: FormState, given: Given) -> Iterator[PlannedFile]:
    """In the form's order, documents first; their names begin with their number, which keeps them in order anywhere."""
    rows: list[PlannedFile] = []
    for document in occurrence.documents:
        if found := given.documents.get(document.spec.id):
            rows.append(_planned(found.ending, document.spec.title, found, document=document.spec.id))
    for attachment in occurrence.attachments:
        for added in given.attachments.get(attachment.id, ()):
            rows.append(_planned(ending_of(added.name), attachment.label, added, attachment=attachment.id))
    parties = party_names(state) if given.with_parties else []
    names = distinct(file_name(number, each.title, parties, each.name) for number, each in enumerate(rows, 1))
    yield from (replace(each, name=name) for each, name in zip(rows, names, strict=True))


def _planned(
    ending: str, title: str, file: DocumentFile | AddedFile, document: str | None = None, attachment: str | None = None
) -> PlannedFile:
    """With its ending in the place of its name."""
    return PlannedFile(ending, title, file.size, file.read, document, attachment)
