"""What a command line takes as a day and as a path, and the sentence about what it does not take."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.cli.arguments import day, path_after
from desktop_app.engine.faults import DraftFault


@pytest.mark.parametrize("text", ["2027-01-31", "1900-01-01", "2199-12-31"])
def test_a_day_is_read(text: str) -> None:
    assert day(text) == dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    ["", "x", "2027-02-30", "20270131", "2027-W05-1", "1899-12-31", "2200-01-01", " 2027-01-31", "2027-01-3\u0661"],
)
def test_another_notation_or_year_is_refused(text: str) -> None:
    with pytest.raises(DraftFault) as caught:
        day(text)
    assert str(caught.value) == (
        f"«{text}» non è una data come 2027-01-31, tra il 1900 e il 2199. "
        "Scrivi «commessa --help» per vedere come si usa."
    )


def test_an_empty_path_is_refused_with_the_name_of_its_argument() -> None:
    assert path_after("--to")("out/pdf") == Path("out/pdf")
    with pytest.raises(DraftFault, match=r"^Dopo --to c'è un nome vuoto\. Scrivi «commessa --help»"):
        path_after("--to")("")
