"""What the store keeps about itself: the number of its copies, what was deleted for good, what the clock has shown.

It runs inside transactions; what cannot be read counts as not there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from desktop_app.drafts import clock_trust, file
from desktop_app.drafts.clock_trust import ClockRecord
from desktop_app.drafts.file import Connection
from desktop_app.drafts.models import BIN_DAYS, to_iso

_NEWEST, _DAYS, _SET_BACK = "clock_newest", "clock_days", "clock_set_back_from"
_WITH_BIN = ("drafts", "records")
_NUMBER, _COPIED_ON, _KEPT_UNTIL = "number", "copied_on", "kept_until"


def get(connection: Connection, key: str) -> str:
    """A value; empty where there is none."""
    found = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
    return found[0] if found and isinstance(found[0], str) else ""


def put(connection: Connection, key: str, value: str) -> None:
    """Stores a value."""
    connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))


# --- copies ----------------------------------------------------------------------------------------------


def number(connection: Connection) -> int:
    """The number of this state of the file: that of the copy made of it last; 0 before the first."""
    found = get(connection, _NUMBER)
    return int(found) if found.isdecimal() and found.isascii() else 0


def next_number(connection: Connection, beyond: int = 0) -> int:
    """Numbers the copy that is made next: no copy of this store, nor one numbered `beyond`, has as high a number."""
    following = max(number(connection), beyond) + 1
    put(connection, _NUMBER, str(following))
    return following


def copied_on(connection: Connection) -> str:
    """The day of the last daily copy, in a copy its own; empty if none."""
    return get(connection, _COPIED_ON)


def put_copied_on(connection: Connection, day: dt.date) -> None:
    """Stores the day of the daily copy that is made next."""
    put(connection, _COPIED_ON, day.isoformat())


def keep_copies(connection: Connection) -> None:
    """Damage was seen: the copies made until now are all kept, until `release_copies`."""
    put(connection, _KEPT_UNTIL, str(number(connection)))


def release_copies(connection: Connection) -> None:
    """The damaged file is no longer needed: copies are pruned as usual."""
    connection.execute("DELETE FROM state WHERE key = ?", (_KEPT_UNTIL,))


def kept_until(connection: Connection) -> int | None:
    """The number of the newest copy that must not be pruned, because damage was seen after it; None: all may be."""
    found = get(connection, _KEPT_UNTIL)
    return int(found) if found.isdecimal() and found.isascii() else None


# --- deleted for good ------------------------------------------------------------------------------------


def deleted(connection: Connection) -> list[str]:
    """The ids of what was deleted for good and may still be in a copy, and the names of the files of its acts."""
    return [id for (id,) in connection.execute("SELECT id FROM deleted ORDER BY id")]


def forget_deleted(connection: Connection, ids: Iterable[str]) -> None:
    """They are in no copy any more, or not deleted any more."""
    connection.executemany("DELETE FROM deleted WHERE id = ?", [(id,) for id in ids])


def delete_binned(connection: Connection, table: str, until: dt.datetime | None = None) -> int:
    """Deletes for good what is in the bin: all, or what is counted there since `until` or earlier; gives the number."""
    where = "binned IS NOT NULL"
    if until is not None:
        where += " AND id IN (SELECT id FROM counted WHERE since <= ?)"
    values = [] if until is None else [to_iso(until)]
    connection.execute(f"INSERT OR IGNORE INTO deleted (id) SELECT id FROM {table} WHERE {where}", values)
    if table == "drafts":
        files = f"SELECT file FROM acts WHERE file IS NOT NULL AND draft IN (SELECT id FROM drafts WHERE {where})"
        connection.execute(f"INSERT OR IGNORE INTO deleted (id) {files}", values)
    return connection.execute(f"DELETE FROM {table} WHERE {where}", values).rowcount


def delete_record(connection: Connection, id: str) -> int:
    """Deletes a record of the bin for good; gives how many that were: 0 where it lies in no bin any more."""
    chosen = "FROM records WHERE id = ? AND binned IS NOT NULL"
    connection.execute(f"INSERT OR IGNORE INTO deleted (id) SELECT id {chosen}", (id,))
    return connection.execute(f"DELETE {chosen}", (id,)).rowcount


# --- the clock -------------------------------------------------------------------------------------------


def look_at_clock(connection: Connection, now: dt.datetime) -> ClockRecord:
    """Records what the clock shows, and from when the days of what is in the bin are counted."""
    record, new_day, start_anew = clock_trust.look(_clock(connection), now)
    put(connection, _NEWEST, to_iso(record.newest))
    put(connection, _DAYS, " ".join(map(to_iso, record.days)))
    put(connection, _SET_BACK, to_iso(record.set_back_from) if record.set_back_from else "")
    if start_anew:
        connection.execute("DELETE FROM counted")
    if new_day:
        _count(connection, to_iso(now))
    return record


def _count(connection: Connection, since: str) -> None:
    """Counts from now what is in a bin and not counted yet, or from a moment that has not come."""
    connection.execute("DELETE FROM counted WHERE since > ?", (since,))
    for table in _WITH_BIN:
        query = f"INSERT OR IGNORE INTO counted (id, since) SELECT id, ? FROM {table} WHERE binned IS NOT NULL"
        connection.execute(query, (since,))


def count_anew(connection: Connection, id: str) -> None:
    """A dossier or record was put into its bin, or taken out: its days are counted from the next day of use."""
    connection.execute("DELETE FROM counted WHERE id = ?", (id,))


def empty_bins(connection: Connection, record: ClockRecord) -> int:
    """Deletes for good what has been in the bins for 30 days, as far as the clock may be believed; gives the number."""
    passed = clock_trust.believed(record)
    if passed is None:
        return 0
    until = passed - dt.timedelta(days=BIN_DAYS)
    return sum(delete_binned(connection, table, until) for table in _WITH_BIN)


def _clock(connection: Connection) -> ClockRecord | None:
    newest = _moments(get(connection, _NEWEST))
    if not newest:
        return None
    days, set_back_from = (_moments(get(connection, key)) for key in (_DAYS, _SET_BACK))
    return ClockRecord(newest[0], days, set_back_from[0] if set_back_from else None)


def _moments(words: str) -> tuple[dt.datetime, ...]:
    """The moments of a text; none if one of them cannot be read."""
    try:
        found = tuple(map(dt.datetime.fromisoformat, words.split()))
    except ValueError:
        return ()
    return found if all(moment.tzinfo for moment in found) else ()


# --- another file in the place of this one ---------------------------------------------------------------


def carry_over_into(fresh: Path, old: Connection) -> None:
    """Gives a copy that is to take the file's place what the file knows; the days of what is in its bin begin anew."""
    with closing(file.connect(fresh, "rw")) as new:
        new.execute("BEGIN IMMEDIATE")
        _carry_over(old, new)
        new.execute("COMMIT")
    file.sync_file(fresh)


def _carry_over(old: Connection, new: Connection) -> None:
    new.execute("DELETE FROM state")
    for key, value in old.execute("SELECT key, value FROM state").fetchall():
        put(new, key, value)
    new.executemany("INSERT OR IGNORE INTO deleted (id) VALUES (?)", [(id,) for id in deleted(old)])
    new.execute("DELETE FROM counted")
    for table in _WITH_BIN:
        new.execute(f"DELETE FROM deleted WHERE id IN (SELECT id FROM {table})")
