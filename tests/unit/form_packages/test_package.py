"""A package of forms is what was signed, or it is refused with a sentence; whatever its bytes are, nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.form_packages.manifest import MOST_OF_ONE, PackageFault, inspect_names, parse
from desktop_app.form_packages.package import CHANGED, NO_PACKAGE, TOO_LARGE, UNSIGNED, make_package, read_package
from desktop_app.seals.minisign import sign
from tests.support.packages import KEY, OTHER_KEY, edited, form_files, package

KEYS = [KEY.public]
GOOD = package()
Files = dict[str, bytes]


def refused(data: bytes) -> str:
    with pytest.raises(PackageFault) as caught:
        read_package(data, KEYS)
    return str(caught.value)


def signed(manifest: bytes) -> Callable[[Files], None]:
    """Another list, signed as it should be."""

    def change(files: Files) -> None:
        files["manifest.json"] = manifest
        files["manifest.json.minisig"] = sign(manifest, KEY, "x", "x").encode()

    return change


def told(**keys: object) -> bytes:
    return json.dumps({**json.loads(read_package(GOOD, KEYS).signed), **keys}).encode()


def test_a_package_is_read_as_it_was_made_and_made_the_same_each_time() -> None:
    read = read_package(GOOD, KEYS)
    assert dict(read.files) == form_files() and read.manifest.forms == ("valdoria/contributo_2027",)
    assert package() == GOOD == make_package(read.manifest, read.files, KEY)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"", NO_PACKAGE), (b"x" * 500, NO_PACKAGE), (GOOD[:-200], NO_PACKAGE), (GOOD[:300], NO_PACKAGE),
     (edited(GOOD, lambda files: files.pop("manifest.json.minisig")), UNSIGNED),
     (edited(GOOD, lambda files: files.pop("manifest.json")), NO_PACKAGE),
     (edited(GOOD, lambda files: files.update({"files/valdoria/contributo_2027/form.toml": b"title = 3"})), CHANGED),
     (edited(GOOD, lambda files: files.update({"files/../../x.toml": b""})), CHANGED),
     (edited(GOOD, lambda files: files.pop("files/valdoria/contributo_2027/cases/esempio.toml")), CHANGED),
     (edited(GOOD, lambda files: files.update({"manifest.json": told(sender="Altri")})), CHANGED),
     (edited(GOOD, lambda files: files.update({"manifest.json": b" " * (MOST_OF_ONE + 1)})), TOO_LARGE)],
)  # fmt: skip
def test_what_was_changed_cut_or_never_signed_is_refused(data: bytes, sentence: str) -> None:
    assert refused(data) == sentence


def test_of_an_unknown_key_its_number_is_said_and_whom_to_ask() -> None:
    sentence = refused(package(key=OTHER_KEY))
    assert f"({OTHER_KEY.public.number})" in sentence and "chiedi alla tua associazione" in sentence


@pytest.mark.parametrize(
    ("manifest", "words"),
    [(b"[]", "scritto male"), (b"{", "scritto male"), (b"[" * 100_000, "scritto male"), (b"\xff", "scritto male"),
     (told(format=2), "aggiorna il programma"), (told(made="2027-01-15T10:15:00"), "scritto male"),
     (told(sender=" "), "scritto male"), (told(sender="x" * 200), "scritto male"),
     (told(files={}), "nessun modulo"), (told(files={"../form.toml": ""}), "non va")],
)  # fmt: skip
def test_a_list_that_is_signed_and_wrong_is_refused(manifest: bytes, words: str) -> None:
    assert words in refused(edited(GOOD, signed(manifest)))


@pytest.mark.parametrize(
    "name",
    ["../x.toml", "/etc/x.toml", "a/b/../form.toml", "a/b/x.py", "a/b/x", "a/b/.x.toml", "a/b/x.toml ", "a\\b\\x.toml",
     "a/b/con.toml", "a/NUL/x.toml", "a/b/c/d/e/f/x.toml", "a/b/è.toml", "x.toml", "c/d/x.toml", "a/b//x.toml",
     "a/b/x.toml:y.md", "blocks/x.toml", f"a/b/{'x' * 70}.toml"],
)  # fmt: skip
def test_no_name_leads_out_of_its_form_or_means_something_else_somewhere(name: str) -> None:
    inspect_names(["a/b/form.toml", "a/b/guide/x.md", "blocks/uno_2024/block.toml"])
    with pytest.raises(PackageFault):
        inspect_names(["a/b/form.toml", name])


def test_two_names_that_some_systems_take_for_one_are_refused() -> None:
    with pytest.raises(PackageFault, match="maiuscole a parte"):
        inspect_names(["a/b/form.toml", "a/b/x.md", "a/b/X.md"])


def test_a_bomb_is_refused_before_it_opens() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 80_000_000)
    assert refused(out.getvalue()) == TOO_LARGE
    with pytest.raises(PackageFault):
        package(form_files() | {"valdoria/contributo_2027/a.md": b"x" * (MOST_OF_ONE + 1)})


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_bytes_are_changed_what_is_read_is_what_was_signed(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    try:
        assert dict(read_package(bytes(data), KEYS).files) == form_files()  # a time stamp of the ZIP, or the like
    except PackageFault as fault:
        assert str(fault).endswith(".")


@given(st.binary(max_size=400), st.integers(0, len(GOOD)), st.integers(0, 300))
def test_whatever_is_put_in_or_cut_out_too(more: bytes, at: int, cut: int) -> None:
    with suppress(PackageFault):
        assert dict(read_package(GOOD[:at] + more + GOOD[at + cut :], KEYS).files) == form_files()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*json.loads(told()), "valid_to"]), inner),
    )
)
def test_no_list_raises_anything_else(content: object) -> None:
    with pytest.raises(PackageFault):
        parse(json.dumps(content).encode())


def test_its_day_of_expiry_travels() -> None:
    read = read_package(package(valid_to=dt.date(2027, 12, 31)), KEYS)
    assert read.manifest.valid_to == dt.date(2027, 12, 31)
