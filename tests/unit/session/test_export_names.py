"""Names of exported files: whatever the answers are, every system takes them, and they say what the file is."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.session.export_names import LONGEST, export_name, folder_name

DAY = dt.date(2026, 11, 29)
TEXT = st.text(st.characters(codec="utf-8"), max_size=80)


def test_a_name_says_what_whose_of_which_day_and_version() -> None:
    parties = ["La Spiga società cooperativa sociale", "Cartotecnica Valdisopra S.r.l."]
    name = export_name("Convenzione locale (Allegato A)", parties, DAY, version=2)
    assert name == "Convenzione_locale_La_Spiga_Soc_coop_soc_Cartotecnica_Valdisopra_Srl_2026-11-29_v2.pdf"
    assert export_name("Contratto", [], DAY, bozza=True) == "Contratto_2026-11-29_BOZZA.pdf"


def test_a_company_is_at_the_end_of_its_folder() -> None:
    assert folder_name("marche/art14_2023", 3, DAY) == "art14_2023-n3-2026-11-29"
    assert folder_name("marche/art14_2023", 3, DAY, "Alfa società per azioni") == "art14_2023-n3-2026-11-29-Alfa_SpA"
    assert folder_name("marche/art14_2023", 3, DAY, "浙江") == "art14_2023-n3-2026-11-29"


@given(TEXT, st.lists(TEXT, max_size=5), st.booleans(), st.integers(1, 120))
def test_every_system_takes_every_name(title: str, parties: list[str], bozza: bool, version: int) -> None:
    name = export_name(title, parties, DAY, bozza=bozza, version=version)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*\.pdf", name) and len(name) <= LONGEST
    assert DAY.isoformat() in name and ("_BOZZA" in name) == (bozza or "_BOZZA" in title + "".join(parties))
    assert name.partition(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL"}
    other = export_name(title, parties, DAY, bozza=bozza, version=version + 1)
    assert other.casefold() != name.casefold()


@given(TEXT)
def test_every_system_takes_every_folder(company: str) -> None:
    assert re.fullmatch(
        r"art14_2023-n1-2026-11-29(-[A-Za-z0-9][A-Za-z0-9_]{0,40})?", folder_name("marche/art14_2023", 1, DAY, company)
    )
