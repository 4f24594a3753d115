"""The calendar file: what two libraries read in it, what stays the same, and that nobody is named in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import icalendar
import pytest
import vobject

from desktop_app import calendar_file as agenda
from desktop_app.calendar_file import CalendarEntry, file_name, is_untouched, to_icalendar

TODAY = dt.date(2026, 11, 24)
CHANGED = dt.datetime(2026, 11, 23, 9, 30, 15, 123456, tzinfo=dt.UTC)
DUE = CalendarEntry(
    dossier="3f2a",
    key="scadenza_assunzioni",
    number=7,
    form="Valdoria, prova: art. 14; \\ virgole, e accenti àèìòù €",
    title="Fare le nuove assunzioni (per le persone con disabilità prima serve il nulla osta)",
    day=dt.date(2026, 12, 25),
    source="Convenzione quadro, art. 5; Allegato A, art. 3",
    changed=CHANGED,
)


def events(data: bytes) -> list[Any]:
    """As icalendar reads them; what it could not make sense of is a fault."""
    read = icalendar.Calendar.from_ical(data)
    assert isinstance(read, icalendar.Calendar)
    assert not read.errors and all(not each.errors for each in read.walk())
    return list(read.walk("VEVENT"))


def others(data: bytes) -> list[Any]:
    """The same events as vobject reads them; it also judges whether the calendar is valid."""
    (read,) = vobject.readComponents(data.decode())
    assert read.validate(raiseException=True)
    return list(getattr(read, "vevent_list", []))


def test_both_libraries_read_what_was_written() -> None:
    data = to_icalendar([DUE], TODAY)
    (one,), (other,) = events(data), others(data)
    assert one.start == other.dtstart.value == DUE.day and not isinstance(other.dtstart.value, dt.datetime)
    assert str(one["SUMMARY"]) == other.summary.value == f"{DUE.title} (pratica n. 7)"
    said = f"{DUE.source}\n{DUE.form}\nCommessa, pratica n. 7.\nCade a Natale. La data non si sposta: preparati prima."
    assert str(one["DESCRIPTION"]) == other.description.value == said
    assert one.DTSTAMP == one.LAST_MODIFIED == other.dtstamp.value == CHANGED.replace(microsecond=0)
    assert one.categories == other.categories.value == ["Commessa"]
    assert str(one["UID"]) == other.uid.value
    assert other.transp.value == "TRANSPARENT"


def test_a_calendar_of_ours_is_known_until_somebody_changes_it() -> None:
    data = to_icalendar([DUE], TODAY)
    assert is_untouched(data)
    for changed in (data.replace(b"Natale", b"Pasqua"), data + data, data[:-2], b"BEGIN:VCALENDAR\r\n", b""):
        assert changed != data and not is_untouched(changed)


def test_the_head_says_who_wrote_it_and_asks_for_no_answer() -> None:
    read = icalendar.Calendar.from_ical(to_icalendar([DUE], TODAY))
    assert re.fullmatch(r"-//Commessa//Commessa \d+\.\d+\.\d+//IT", str(read["PRODID"]))
    assert str(read["VERSION"]) == "2.0"
    assert "METHOD" not in read  # with one, an organizer would have to be named


def test_lines_are_short_and_end_as_the_format_wants() -> None:
    data = to_icalendar([DUE], TODAY)
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"DTSTART;VALUE=DATE:20261225" in lines


@pytest.mark.parametrize(
    ("days", "left"), [(30, [7, 1]), (7, [7, 1]), (6, [1]), (1, [1]), (0, []), (-1, []), (-400, [])]
)
def test_reminders_come_at_nine_and_never_for_what_is_over(days: int, left: list[int]) -> None:
    due = replace(DUE, day=TODAY + dt.timedelta(days=days))
    data = to_icalendar([due], TODAY)
    (one,), (other,) = events(data), others(data)
    wanted = [dt.timedelta(hours=9) - dt.timedelta(days=each) for each in left]
    assert [each.TRIGGER for each in one.walk("VALARM")] == wanted
    assert [each.trigger.value for each in getattr(other, "valarm_list", [])] == wanted
    assert all(str(each["ACTION"]) == "DISPLAY" and str(each["DESCRIPTION"]) for each in one.walk("VALARM"))


def test_what_is_met_is_cancelled_under_the_same_uid_and_reminds_of_nothing() -> None:
    """A calendar takes it out; nothing else of it changes."""
    done = replace(DUE, met=True)
    data = to_icalendar([done], TODAY)
    (one,), (other,), (before,) = events(data), others(data), events(to_icalendar([DUE], TODAY))
    assert str(one["STATUS"]) == other.status.value == "CANCELLED" and "STATUS" not in before
    assert one["UID"] == before["UID"] and one["SEQUENCE"] == before["SEQUENCE"]
    assert not one.walk("VALARM") and before.walk("VALARM")


def test_the_same_deadline_keeps_its_uid_and_grows_in_sequence() -> None:
    later = replace(DUE, day=dt.date(2027, 1, 8), title="Altro titolo", changed=CHANGED + dt.timedelta(seconds=1))
    (old,), (new,) = events(to_icalendar([DUE], TODAY)), events(to_icalendar([later], TODAY + dt.timedelta(days=9)))
    assert old["UID"] == new["UID"]
    assert 0 < old["SEQUENCE"] < new["SEQUENCE"] < 2**31
    assert old["UID"] == "a2af6b9b-d87b-5af5-ab74-cf65817db2d4"  # calendars of users hold it: it never changes


def test_other_deadlines_and_other_dossiers_have_their_own_uid() -> None:
    dues = [replace(DUE, dossier=dossier, key=key) for dossier in ("a", "b", "a\nb") for key in ("x", "x.1", "x.2")]
    found = [str(each["UID"]) for each in events(to_icalendar(dues, TODAY))]
    assert len(set(found)) == len(dues)


def test_a_clock_that_stands_wrong_gives_a_sequence_all_the_same() -> None:
    long_ago = replace(DUE, changed=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    (read,) = events(to_icalendar([long_ago], TODAY))
    assert read["SEQUENCE"] == 0


def test_the_same_deadlines_give_the_same_bytes_in_any_order() -> None:
    dues = [replace(DUE, key=str(key), day=TODAY + dt.timedelta(days=key % 3)) for key in range(9)]
    assert to_icalendar(dues, TODAY) == to_icalendar(dues[::-1], TODAY)
    days = [each.start for each in events(to_icalendar(dues, TODAY))]
    assert days == sorted(days)


def test_no_deadline_is_a_calendar_without_events() -> None:
    assert events(to_icalendar([], TODAY)) == [] == others(to_icalendar([], TODAY))


def test_identity_is_written_as_a_hash_only() -> None:
    data = to_icalendar([replace(DUE, dossier="Rossi Mario", key="riga.Bianchi")], TODAY)
    assert not re.search(rb"Rossi|Mario|Bianchi|riga", data)


@pytest.mark.parametrize("words", ["a\nBEGIN:VEVENT\nb", "a\rb", "a\u2028b", "a\x00\x07b", "a\u202eb"])
def test_signs_that_are_not_seen_make_no_lines(words: str) -> None:
    data = to_icalendar([replace(DUE, title=words, source=words, form=words)], TODAY)
    (one,), (other,) = events(data), others(data)
    assert str(one["SUMMARY"]) == other.summary.value
    assert all(sign.isprintable() for sign in one["SUMMARY"])


def test_a_dossier_without_a_number_has_none() -> None:
    (read,) = events(to_icalendar([replace(DUE, number=None, day=dt.date(2026, 12, 28))], TODAY))
    assert str(read["SUMMARY"]) == DUE.title
    assert str(read["DESCRIPTION"]) == f"{DUE.source}\n{DUE.form}"


def test_a_common_day_has_no_remark_and_the_last_one_of_all_is_a_day() -> None:
    common, last = replace(DUE, day=dt.date(2026, 12, 28)), replace(DUE, day=dt.date.max)
    for each in events(to_icalendar([common, last], TODAY)):
        assert "Cade" not in each["DESCRIPTION"]


def test_the_file_is_named_without_anybody() -> None:
    assert file_name(TODAY) == "scadenze-2026-11-24.ics"
    assert file_name(TODAY, "valdoria/prova_2024", 7) == "scadenze-prova_2024-n7-2026-11-24.ics"
    assert file_name(TODAY, "valdoria/prova_2024") == "scadenze-prova_2024-2026-11-24.ics"
    assert agenda.SUFFIX == ".ics"
