"""What a child of `store_child.py` told, and what the store must and may have after its end.

The store makes changes in the order in which they come: whatever it has must be what it had after some of them, in
that order, and at least after all that were acknowledged.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from desktop_app.drafts.store import Drafts
from desktop_app.gui.services.settings_file import SettingsFile
from tests.end2end.store_child import SETTING, acts_of, bytes_of, draft, read

Line = dict[str, Any]
CHANGES = ("save", "create", "duplicate", "bin", "unbin", "empty", "restore", "act", "unact")  # of what there is
NOTHING = 0  # in place of a change: no file yet
NEW = "?"  # the id of a dossier that was made and not acknowledged


class Kept(NamedTuple):
    """A dossier: its last change, whether it is in the bin, and its acts."""

    n: int
    binned: bool = False
    acts: frozenset[int] = frozenset()


class State(NamedTuple):
    """The dossiers, and which were deleted for good."""

    dossiers: dict[str, Kept]
    gone: frozenset[str] = frozenset()


class Tally:
    """How often what happened."""

    def __init__(self) -> None:
        self.ends = self.acknowledged = self.deleted = self.repaired = 0

    def __str__(self) -> str:
        return (
            f"{self.ends} ends, {self.acknowledged} acknowledged changes, {self.deleted} dossiers deleted for good, "
            f"{self.repaired} repairs: 0 lost, 0 back, 0 damaged"
        )


class Ledger:
    """The books of one store, from one of its lives to the next."""

    def __init__(self) -> None:
        self.state, self.tally = State({}), Tally()
        self.states: list[State] = [self.state]
        self.n = 0
        self.names: dict[str, str] = {}
        self.copies: dict[str, State] = {}
        self.written: dict[str, list[int]] = {}  # what each file may have: the last acknowledged, and those since
        self.opened = self.repairing = False
        self.made: set[str] = set()  # copies that were acknowledged in this life

    def hear(self, lines: Iterable[Line]) -> None:
        """What a life told."""
        self.states, self.opened, self.repairing, self.made = [self.state], False, False, set()
        known, waiting = 0, dict[int, tuple[int, Line]]()
        for line in lines:
            assert "fault" not in line, line
            if "opened" in line:
                assert line["opened"] == "", line
                self.opened = True
            elif "k" in line:
                self.n = max(self.n, line["k"])
                waiting[line["k"]] = self._begun(line)
            elif "ok" in line:
                place, what = waiting.pop(line["ok"])
                self.tally.acknowledged += 1
                self._ended(what, line["made"], place)
                if what["op"] in CHANGES:
                    known = max(known, place)
        self.states = self.states[known:]

    def _begun(self, line: Line) -> tuple[int, Line]:
        op, n, now = line["op"], line["k"], self.states[-1]
        if op in CHANGES:
            self.states.append(self._after(now, line))
        elif op == "copy":
            self.copies[f"{n:08}.copia"] = State(dict(now.dossiers), now.gone)
        elif op == "repair":
            self.repairing = True
        for file in _files(op, n):
            self.written.setdefault(file, [NOTHING]).append(n)
        return len(self.states) - 1, line

    def _after(self, now: State, line: Line) -> State:
        dossiers, gone, n, id = dict(now.dossiers), now.gone, line["k"], line.get("id", "")
        match line["op"]:
            case "save":
                dossiers[id] = dossiers[id]._replace(n=n)
            case "create":
                dossiers[NEW] = Kept(n)
            case "duplicate":
                dossiers[NEW] = dossiers[id]._replace(acts=frozenset())
            case "act":
                dossiers[id] = dossiers[id]._replace(acts=dossiers[id].acts | {n})
            case "unact":
                dossiers[id] = dossiers[id]._replace(acts=dossiers[id].acts - {line["act"]})
            case "bin" | "unbin":
                dossiers[id] = dossiers[id]._replace(binned=line["op"] == "bin")
            case "empty":
                gone |= frozenset(id for id, each in dossiers.items() if each.binned)
                dossiers = {id: each for id, each in dossiers.items() if not each.binned}
            case "restore":
                dossiers = dict(self.copies[line["copy"]].dossiers)
                gone -= frozenset(dossiers)
        return State(dossiers, gone)

    def _ended(self, line: Line, made: Any, place: int) -> None:
        op, n = line["op"], line["k"]
        if op in ("create", "duplicate"):
            self.names[made] = f"nome{n}" if op == "create" else self.names[line["id"]]
            for state in self.states[place:]:
                if NEW in state.dossiers:
                    state.dossiers[made] = state.dossiers.pop(NEW)
        elif op == "empty":
            self.tally.deleted += made
        elif op == "repair":
            self.tally.repaired += 1
            self._came_back(made, self.states[place:])
        elif op in ("copy", "daily") and made:
            self.made.add(made)
        for file in _files(op, n):
            self.written[file] = [each for each in self.written[file] if each >= n]

    def _came_back(self, found: dict[str, tuple[str, int, bool, list[int]]], states: list[State]) -> None:
        """What a repair took out of the copies, because it was lost by a restore."""
        for id in found.keys() - states[0].dossiers.keys():
            name, n, binned, acts = found[id]
            assert id not in states[0].gone, f"deleted for good, and back: {name}"
            self.names[id] = name
            for state in states:
                state.dossiers[id] = Kept(n, binned, frozenset(acts))

    # --- what there is after it ------------------------------------------------------------------------------

    def check(self, drafts: Drafts, outside: Path) -> None:
        """Compares with what the store has, which is what counts from now on."""
        self.tally.ends += 1
        found = _found(drafts, self.names)
        self.state = self.settled(found)
        for name in self.made:
            path = (outside if name.endswith(".copia") else drafts.path.parent / "copie") / name
            if path.exists():  # a later one may have taken its place
                drafts.check_backup(path)
        for name, possible in self.written.items():
            if name == "setting":
                there = str(SettingsFile(drafts.path.parent).value(SETTING) or NOTHING)
                assert there in map(str, possible), "the setting is another one"
            else:
                data = (outside / name).read_bytes() if (outside / name).exists() else bytes_of(NOTHING)
                assert data in map(bytes_of, possible), f"{name} is not as it was written"

    def settled(self, found: dict[str, Kept]) -> State:
        """The newest state that this may be."""
        for state in reversed(self.states):
            if (matched := self._matched(state, found)) is not None:
                return matched
        lost = {id: (each, found.get(id)) for id, each in self.states[0].dossiers.items() if found.get(id) != each}
        more = found.keys() - self.states[0].dossiers.keys()
        raise AssertionError(f"acknowledged and not there: {lost}; there and not acknowledged: {more}")

    def _matched(self, state: State, found: dict[str, Kept]) -> State | None:
        expected = dict(state.dossiers)
        more = found.keys() - expected.keys()
        if more & state.gone:
            return None
        if NEW in expected and len(more) == 1:
            expected[next(iter(more))] = expected.pop(NEW)
        elif self.repairing:  # one that was lost by a restore, and that a copy has
            expected |= {id: found[id] for id in more}
        return State(found, state.gone) if expected == found else None

    def traces(self) -> set[bytes]:
        """The names of what was deleted for good and has left no duplicate: nothing may hold them any more."""
        alive = {name for id, name in self.names.items() if id not in self.state.gone}
        return {f"{name},".encode() for id in self.state.gone if (name := self.names[id]) not in alive}


def _files(op: str, n: int) -> list[str]:
    return {"setting": ["setting"], "file": [f"file-{n % 3}"], "export": [f"documento-{n % 5}.pdf"]}.get(op, [])


def _found(drafts: Drafts, names: dict[str, str]) -> dict[str, Kept]:
    """What there is, read from end to end."""
    found = {}
    for row in [*drafts.rows(), *drafts.rows(binned=True)]:
        stored = drafts.read(row.id)
        name, n = read(stored.content)
        assert stored.content == draft(name, n), f"torn: {row.title}"
        assert not row.damaged and names.setdefault(row.id, name) == name
        history = drafts.history(row.id)
        assert history[-1].content == stored.content
        found[row.id] = Kept(n, row.binned is not None, acts_of(drafts, row.id))
    return found
