"""Puts what damaged files and backups still have into a new database, dossier by dossier.

For each dossier the newest content that its checksum proves is taken, of the file before a backup, and its history is
united. One that only a backup has comes back, unless the file proves that it was deleted: it says so itself, or it
has given out the dossier's number, hardly a page of it is unreadable, and what is readable hardly names the dossier.
(What is deleted for good is overwritten with zeros; a dossier stands on more pages than may be unreadable here.)
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Final, NamedTuple

from desktop_app.drafts import traits
from desktop_app.drafts.acts import act_rows
from desktop_app.drafts.acts.act_rows import PackedAct
from desktop_app.drafts.cells import Cells
from desktop_app.drafts.changes import put_content, transaction
from desktop_app.drafts.content import checksum, compress, folded, form_of, short, storable
from desktop_app.drafts.damage.harvest import Content, Harvest, moment
from desktop_app.drafts.damage.pages import PageFile
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import LONG_AGO, Origin, SalvageReport, SavedDossier, Source, now, to_iso
from desktop_app.drafts.versions import version_rows

NAMELESS: Final = "Pratica recuperata"
_MOST_LOST: Final = 2  # pages that may be unreadable in a file that proves a deletion
_TRACES: Final = 2  # of its id that may be left then, in the list of what was deleted; a dossier leaves eight or more
_MOST_EXPORTS: Final = 2_000


class _Choice(NamedTuple):
    """The content that is taken, and of which source it is."""

    content: Content
    source: int


def salvage(connection: Connection, sources: Sequence[Source]) -> SalvageReport:
    """Fills new, empty tables from the sources, the damaged file before its backups; changes none of these.

    Backups are read until one of them is whole. A source that cannot be opened is passed over.
    """
    with ExitStack() as stack:
        used, found = [], []
        for source in sources:
            try:
                pages = stack.enter_context(PageFile(source.path, source.journal))
            except OSError:
                continue
            found.append(Harvest(pages))
            used.append(source)
            if source.copied and not found[-1].lost and all(found[-1].best(id) for id in found[-1].dossiers):
                break
        with transaction(connection):
            return _Salvage(connection, used, found).run()


class _Salvage:
    """One run: `_sources` and `_found` go together."""

    def __init__(self, connection: Connection, sources: Sequence[Source], found: Sequence[Harvest]) -> None:
        self._connection, self._sources, self._found = connection, sources, found
        self._damaged_acts = 0

    def run(self) -> SalvageReport:
        ids = dict.fromkeys(id for found in self._found for id in found.dossiers)
        saved = [entry for id in ids if (entry := self._dossier(id)) is not None]
        kept, lost = self._records()
        self._put_state()
        self._put_files()
        highest = max((found.highest for found in self._found), default=0)
        self._connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'numbers'", (highest,))
        return SalvageReport(tuple(saved), kept, lost, damaged_acts=self._damaged_acts)

    # --- dossiers ----------------------------------------------------------------------------------------

    def _dossier(self, id: str) -> SavedDossier | None:
        """Puts one into the tables; None of what was no dossier any more."""
        there = [number for number, found in enumerate(self._found) if found.is_there(id)]
        if not there or any(self._was_deleted(id, earlier, there[0]) for earlier in range(there[0])):
            return None
        rows = [row for number in there for row in self._found[number].dossiers[id].rows]
        title = next((Cells().text(row["title"]) for row in rows if isinstance(row["title"], str)), "")
        title = self._traits(id, there).get(traits.TITLE) or title or NAMELESS
        choice = self._choice(id, there)
        if choice is None:  # what looked like a part of one, on a page of something else, is none
            known = rows or any(self._has_number(found, id) for found in self._found)
            return SavedDossier(id, title, "lost") if known else None
        self._put(id, choice, rows, title)
        self._put_history(id, choice, there)
        self._put_exports(id, there)
        self._put_acts(id, there)
        self._put_traits(id, there)
        self._put_notes(id, there)
        copied = self._sources[choice.source].copied
        return SavedDossier(id, title, self._origin(choice), moment(choice.content.at), copied)

    def _was_deleted(self, id: str, by: int, has: int) -> bool:
        """Whether a source proves that a dossier of a later one was deleted for good."""
        found, number = self._found[by], self._found[has].dossiers[id].number
        if id in found.deleted:
            return True
        named = found.highest >= number > 0 and found.lost <= _MOST_LOST
        return named and found.source.names(id.encode(), _TRACES + 1) <= _TRACES

    def _choice(self, id: str, there: Sequence[int]) -> _Choice | None:
        """The newest content that is proved; only where there is none one that merely reads like a draft."""
        best: _Choice | None = None
        for number in there:
            content = self._found[number].best(id)
            if content is None or (best is not None and not self._is_better(content, best, self._sources[number])):
                continue
            best = _Choice(content, number)
        return best

    def _is_better(self, content: Content, best: _Choice, source: Source) -> bool:
        """Whether a later source's content takes the place of the best so far."""
        if content.checked != best.content.checked:
            return content.checked
        if best.content.newest:
            return source.leads and content.newest and content.version > best.content.version
        return content.revision > best.content.revision

    def _origin(self, choice: _Choice) -> Origin:
        if not choice.content.checked:
            return "unchecked"
        if self._sources[choice.source].copied:
            return "copy"
        return "file" if choice.content.newest else "history"

    def _put(self, id: str, choice: _Choice, rows: Sequence[dict[str, Any]], title: str) -> None:
        content = choice.content
        when = to_iso(moment(content.at) or now())
        own = self._found[choice.source].dossiers[id].rows
        row = _united(own[:1] + [each for each in rows if each is not own[0]] if own else rows)
        words = short(title)
        form = form_of(content.data) or Cells().text(row.get("form"))
        values = (
            id, storable(form), words, folded(words), row.get("step", ""), row.get("summary", ""),
            row.get("created", when), when, row.get("exported"), row.get("binned"),
            max(content.version, 1), max(content.revision, 1), checksum(id, content.data),
        )  # fmt: skip
        self._connection.execute(
            "INSERT INTO drafts (id, form, title, folded, step, summary, created, updated, exported, binned, version,"
            f" revision, sha256) VALUES ({', '.join('?' * 13)})",
            values,
        )
        put_content(self._connection, id, content.data)
        given = next((found.dossiers[id].number for found in self._found if self._has_number(found, id)), None)
        taken = self._connection.execute("SELECT 1 FROM numbers WHERE number = ?", (given,)).fetchone()
        self._connection.execute("INSERT INTO numbers (number, draft) VALUES (?, ?)", (None if taken else given, id))

    def _put_state(self) -> None:
        """What the file, or else a backup, knows about itself, and what must still leave the backups."""
        for key, value in next((found.state for found in self._found if found.state), {}).items():
            self._connection.execute("INSERT INTO state (key, value) VALUES (?, ?)", (key, storable(value)))
        for id in {id for found in self._found[:1] for id in found.deleted}:
            self._connection.execute("INSERT INTO deleted (id) VALUES (?)", (storable(id),))

    @staticmethod
    def _has_number(found: Harvest, id: str) -> bool:
        return id in found.dossiers and found.dossiers[id].number > 0

    def _put_history(self, id: str, choice: _Choice, there: Sequence[int]) -> None:
        """The revisions of all sources up to the one that is taken; beyond it only those of its own source."""
        last = max(choice.content.revision, 1)
        order = [choice.source, *(number for number in there if number != choice.source)]
        put = "INSERT OR IGNORE INTO revisions (draft, number, at, sha256, content) VALUES (?, ?, ?, ?, ?)"
        check = self._connection.execute("SELECT sha256 FROM drafts WHERE id = ?", (id,)).fetchone()[0]
        for number in order:
            found = self._found[number]
            for revision in found.dossiers[id].revisions:
                wanted = revision <= last or number == choice.source
                for kept in found.revisions(id, revision)[:1] if wanted else ():
                    if revision != last or kept.check == check:
                        when = to_iso(moment(kept.at) or LONG_AGO)
                        self._connection.execute(put, (id, revision, when, kept.check, kept.packed))
        when = to_iso(moment(choice.content.at) or now())
        self._connection.execute(put, (id, last, when, check, compress(choice.content.data)))

    def _put_exports(self, id: str, there: Sequence[int]) -> None:
        known = set()
        rows = [row for number in there for row in self._found[number].exports(id)][:_MOST_EXPORTS]
        for _, _, document, path, sha256, at, bozza, revision, check, answers, *_ in rows:
            if not (isinstance(path, str) and isinstance(at, str) and isinstance(check, bytes)) or (path, at) in known:
                continue
            known.add((path, at))
            cells = Cells()
            self._connection.execute(
                "INSERT INTO exports (draft, document, path, sha256, at, bozza, revision, answers_sha256, answers)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    id, cells.text(document), path, cells.text(sha256), at, cells.whole(bozza),
                    revision if isinstance(revision, int) else None, check, cells.data(answers),
                ),
            )  # fmt: skip

    def _put_acts(self, id: str, there: Sequence[int]) -> None:
        """The acts of the file; of copies those that the file may have lost. Of a damaged one what can be saved of it.

        An act that only a copy has was taken away since, where the file lacks nothing.
        """
        known, damaged = set[object](), list[PackedAct]()
        for number in there:
            for act in self._found[number].acts(id)[: act_rows.MOST_ACTS]:
                if act_rows.unpack(id, act) is None:
                    damaged.append(act)
                elif act.check not in known:
                    act_rows.put(self._connection, id, act)
                    known |= {act.check, (act.at, act.kind, act.file)}
            if not self._found[number].lost and not damaged:
                break
        for act in damaged:
            signs = {act.check, (act.at, act.kind, act.file)}
            if not known & signs:
                act_rows.put(self._connection, id, act_rows.saved_of_damaged(id, act))
                self._damaged_acts += 1
            known |= signs

    def _put_traits(self, id: str, there: Sequence[int]) -> None:
        for name, value in self._traits(id, there).items():
            traits.put(self._connection, id, name, storable(value))

    def _traits(self, id: str, there: Sequence[int]) -> dict[str, str]:
        """What the file says of a dossier as a whole; a copy only where the file may have lost it."""
        said: dict[str, str] = {}
        for number in there:
            said = {**self._found[number].dossiers[id].traits, **said}
            if not self._found[number].lost:
                break
        return said

    def _put_notes(self, id: str, there: Sequence[int]) -> None:
        """What is known of the versions that were saved; the one that the dossier has now was not left aside."""
        known = {
            number for (number,) in self._connection.execute("SELECT number FROM revisions WHERE draft = ?", (id,))
        }
        current = self._connection.execute("SELECT revision FROM drafts WHERE id = ?", (id,)).fetchone()[0]
        for source in there:
            for number, what, told in self._found[source].dossiers[id].notes:
                if number in known and (what != version_rows.ASIDE or number != current):
                    version_rows.note(self._connection, id, number, what, storable(told))

    def _put_files(self) -> None:
        """The files of the archive, where a source is a copy of everything."""
        wanted = act_rows.files(self._connection)
        for found in self._found:
            for name in wanted.intersection(found.files):
                data = found.file(name)
                if data is not None:
                    put = "INSERT OR IGNORE INTO files (sha256, content) VALUES (?, ?)"
                    self._connection.execute(put, (name, data))

    # --- address books -----------------------------------------------------------------------------------

    def _records(self) -> tuple[int, int]:
        """How many records were saved, and how many could not be read anywhere.

        One that only a backup has comes back, unless it lay in the bin there: then it may have been deleted since.
        """
        kept = lost = 0
        for id in dict.fromkeys(id for found in self._found for id in found.records):
            good = next(((found.record(id), at) for at, found in enumerate(self._found) if found.record(id)), None)
            if good is None:
                lost += 1
            elif any(id in found.deleted for found in self._found[: good[1]]):
                continue
            elif not (good[1] and good[0] and good[0]["binned"] and not self._found[0].records.get(id)):
                self._put_record(id, good[0] or {})
                kept += 1
        return kept, lost

    def _put_record(self, id: str, row: dict[str, Any]) -> None:
        cells = Cells()
        name, detail = cells.text(row["name"]), cells.text(row["detail"])
        binned = cells.moment_or_none(row["binned"])
        self._connection.execute(
            "INSERT INTO records (id, book, name, detail, folded, updated, binned, sha256, answers)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                id, cells.text(row["book"]), name, detail,
                row["folded"] if isinstance(row["folded"], str) else folded(f"{name} {detail}"),
                to_iso(cells.moment(row["updated"], now())), binned and to_iso(binned), row["sha256"], row["answers"],
            ),
        )  # fmt: skip


def _united(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The sound values of the rows of one dossier, the first that is sound of each."""
    united: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            cells = Cells()
            if name in ("created", "updated", "exported", "binned"):
                value = None if value is None else to_iso(cells.moment(value))
            elif name in ("version", "revision"):
                cells.whole(value)
            elif name == "summary":
                cells.text(value, 400_000)
            elif name != "sha256":
                cells.text(value)
            if cells.sound:
                united.setdefault(name, value)
    return united
