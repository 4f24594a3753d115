"""A large file of dossiers: examples of the real forms, each with a long history, exports and kept files."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from desktop_app.drafts import changes
from desktop_app.drafts.content import checksum
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import ExportedDocument, now, to_iso
from desktop_app.drafts.opening import open_file
from desktop_app.drafts.store import Drafts
from desktop_app.drafts.versions import version_rows
from desktop_app.engine.answers.draft import Draft
from desktop_app.library import Library
from desktop_app.session.dossier import Dossier
from desktop_app.session.summary import summary_of
from desktop_app.system.clock import today
from desktop_app.system.paths import forms_folder

FORMS = ("marche/art14_2023", "puglia/art11_2022")
VERSIONS = 45  # of each dossier
EXPORTS = 3
WITH_FILE = 20  # one dossier in so many has a file in the archive
FILE_BYTES = 300_000


class Made(NamedTuple):
    """An example, its first answer that is a text, and its summary."""

    draft: Draft
    named: str
    summary: dict[str, object]


def fill(folder: Path, dossiers: int) -> Path:
    """Writes it, some 160 kB for each dossier, and gives the file."""
    folder.mkdir(parents=True, exist_ok=True)
    drafts = Drafts(folder)
    with closing(open_file(drafts.path).connection) as connection:
        made = [_made(form) for form in FORMS]
        with changes.transaction(connection):
            for number in range(dossiers):
                _put(connection, number, *made[number % len(made)])
    drafts.open()
    for number in range(0, dossiers, WITH_FILE):
        drafts.acts.record(_id(number), "prova", {}, os.urandom(FILE_BYTES))
    drafts.close(60)
    return drafts.path


def _id(number: int) -> str:
    return f"{number:016x}"


def _made(id: str) -> Made:
    library = Library([forms_folder()])
    form, draft = library.load(id), library.example(id)
    named = next(id for id in draft.answers if form.fields[id].spec.type == "text")
    return Made(draft, named, json.loads(summary_of(Dossier(form, draft, today()).state).to_json()))


def _put(connection: Connection, number: int, draft: Draft, named: str, summary: dict[str, object]) -> None:
    """One dossier; each of its versions differs, as if somebody had typed."""
    id, name = _id(number), f"Ditta {number} S.r.l."
    told = {**summary, "name": name, "words": f"{name.casefold()} {summary['words']}"}
    texts = [
        Draft(draft.form, {**draft.answers, named: f"{name} {version}"}).to_json() for version in range(1, VERSIONS + 1)
    ]
    for version, text in enumerate(texts[:-1], 1):
        data = text.encode()
        if version == 1:
            changes.insert(connection, id, texts[-1], draft.form, name, summary=json.dumps(told), revision=VERSIONS)
        version_rows.put(connection, id, version, to_iso(now()), checksum(id, data), data)
    names = (f"documento_{each}" for each in range(EXPORTS))
    papers = [ExportedDocument(each, Path(f"/{id}_{each}.pdf"), "0" * 64, False) for each in names]
    changes.record_exports(connection, id, texts[-1], papers)


def is_filled(folder: Path) -> bool:
    """Whether it is there already."""
    return Drafts(folder).path.exists()
