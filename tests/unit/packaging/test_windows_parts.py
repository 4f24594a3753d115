"""The parts of packaging that build nothing: versions, the runtime part of the lock, icon, MSI, checksums."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import desktop_app
from installers import components, icon, lock, msi, owners, project, sbom, windows
from installers.carried import Carried, carried
from installers.project import BuildFault

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
LOCK = """# made by somebody
one-two==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via x
three==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
four[more]==3.0 \\
    --hash=sha256:dd
"""


def test_the_version_is_the_program_s() -> None:
    assert project.version() == desktop_app.__version__
    with pytest.raises(BuildFault):
        project.version_in("version = 1")


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("2.14", (2, 14, 0, 0)), ("1.2.3rc4", (1, 2, 3, 0)), ("1.2.3+linux5", (1, 2, 3, 0))],
)
def test_windows_wants_four_numbers(version: str, numbers: tuple[int, int, int, int]) -> None:
    assert project.numbers(version) == numbers


def test_only_what_the_program_runs_with_is_installed_and_with_its_hashes() -> None:
    taken = lock.chosen(LOCK, "# header\nOne_Two==1.0\nthree==2.0\n")
    assert taken.splitlines() == [
        "one-two==1.0 \\",
        "    --hash=sha256:aa \\",
        "    --hash=sha256:bb",
        "three==2.0 ; sys_platform == 'win32' \\",
        "    --hash=sha256:cc",
    ]


def test_what_only_a_developer_s_tool_asks_more_of_a_library_is_not_installed() -> None:
    assert lock.chosen(LOCK, "four==3.0\n") == "four==3.0 \\\n    --hash=sha256:dd\n"


@pytest.mark.parametrize("resolved", ["five==1.0\n", "four==3.1\n", "four==3\n"])
def test_what_is_not_locked_stops_the_build(resolved: str) -> None:
    with pytest.raises(BuildFault, match="elenco bloccato"):
        lock.chosen(LOCK, resolved)


def test_a_command_that_fails_is_a_sentence_with_what_it_said() -> None:
    with pytest.raises(BuildFault, match=r"Non va\. \(codice 3\)\npeccato"):
        project.run(["sh", "-c", "echo peccato; exit 3"], "Non va.")


def test_the_same_files_give_the_same_zip(tmp_path: Path) -> None:
    made = []
    for number in range(2):
        folder = tmp_path / str(number) / "Commessa"
        folder.mkdir(parents=True)
        for name in ("b.txt", "à.txt")[:: -1 if number else 1]:
            (folder / name).write_text(name, encoding="utf-8")
            os.utime(folder / name, (number, number))
        target = tmp_path / f"{number}.zip"
        project.write_zip(folder, target, 1_700_000_000)
        made.append(target.read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        assert archive.namelist() == ["Commessa/b.txt", "Commessa/à.txt"]


def test_the_checksums_are_as_sha256sum_reads_them_and_stay_while_their_files_do(tmp_path: Path) -> None:
    files = [tmp_path / "Commessa-1.0-Setup.exe", tmp_path / "commessa_1.0.deb"]
    for file in files:
        file.write_bytes(b"abc")
        listed = project.note_checksums([file])
    digest = hashlib.sha256(b"abc").hexdigest()
    assert listed.read_bytes() == "".join(f"{digest}  {file.name}\n" for file in files).encode()
    files[0].unlink()
    files[1].write_bytes(b"")
    project.note_checksums(files[1:])
    assert listed.read_text() == f"{hashlib.sha256().hexdigest()}  {files[1].name}\n"


def test_a_package_too_large_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(1_100_000))
    project.bounded(tmp_path, 2)
    with pytest.raises(BuildFault, match="non deve superare 1 MB"):
        project.bounded(tmp_path, 1)


def test_the_program_is_copied_as_it_runs(tmp_path: Path) -> None:
    project.copy_program(tmp_path)
    assert (tmp_path / "desktop_app" / "app.py").is_file()
    assert any((tmp_path / "forms").glob("*/*/form.toml"))
    assert not (tmp_path / "resources" / "pictures").exists()
    assert not list(tmp_path.rglob("__pycache__"))


# --- icon, licences, MSI ----------------------------------------------------------------------------------------


def test_an_icon_holds_its_pictures_where_it_says() -> None:
    small = icon.bitmap(2, [b"\1" * 8, b"\2" * 8])
    data = icon.pack([(2, small), (256, b"png")])
    assert struct.unpack_from("<HHH", data) == (0, 1, 2)
    first, second = (struct.unpack_from("<BBBBHHII", data, 6 + 16 * index) for index in range(2))
    assert (first[0], second[0]) == (2, 0)
    assert data[first[7] : first[7] + first[6]] == small
    assert data[second[7] :] == b"png"
    assert small[40:56] == b"\2" * 8 + b"\1" * 8  # from below


@pytest.mark.parametrize(
    ("expression", "licence", "classifiers", "named"),
    [
        ("MIT", "something", [], "MIT"),
        (None, "Apache 2.0\nlong text", [], "Apache 2.0"),
        (None, None, ["License :: OSI Approved :: BSD License", "Topic :: Text"], "BSD License"),
        (None, None, [], "vedi il testo"),
    ],
)
def test_a_licence_has_a_name(expression: str | None, licence: str | None, classifiers: list[str], named: str) -> None:
    assert components.licence_of(expression, licence, classifiers) == named


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    folder = tmp_path / "lib"
    for name, version in (("pyside6_essentials", "6.1.2"), ("python_stdnum", "2.2"), ("pip", "9")):
        info = folder / f"{name}-{version}.dist-info"
        (info / "licenses").mkdir(parents=True)
        plain = name.replace("_", "-")
        (info / "METADATA").write_text(f"Name: {plain}\nVersion: {version}\nLicense-Expression: X-{plain}\n\nText")
        (info / "licenses" / "COPYING").write_text(f"text of {plain}")
    return folder


def test_every_component_is_listed_with_its_text(tmp_path: Path, libraries: Path) -> None:
    target = tmp_path / "licenze"
    components.write(target, components.everything(libraries, ["pyside6-essentials", "python-stdnum"]))
    listed = {each["name"]: each for each in json.loads((target / sbom.NAME).read_text(encoding="utf-8"))["components"]}
    assert {"Qt e PySide6", "python-stdnum", "Titillium Web", "Profilo di colore sRGB"} <= listed.keys()
    assert "pip" not in listed
    assert all(
        (target / each["properties"][0]["value"]).read_text(encoding="utf-8").strip() for each in listed.values()
    )
    qt = listed["Qt e PySide6"]
    text = (target / qt["properties"][0]["value"]).read_text(encoding="utf-8")
    assert "6.1.2" in qt["externalReferences"][0]["url"] and "6.1.2" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text and "sostituirle" in text
    assert "The FreeType Project" in text or "FreeType Project LICENSE" in text
    assert "2.2" in listed["python-stdnum"]["externalReferences"][0]["url"]


def test_a_package_without_qt_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    with pytest.raises(BuildFault, match="PySide6"):
        components.qt(tmp_path / "lib")


def test_what_is_inside_and_was_not_asked_for_stops_the_build(libraries: Path) -> None:
    with pytest.raises(BuildFault, match="non chiede: intruso"):
        components.everything(libraries, ["python-stdnum", "intruso"])


def test_a_component_without_a_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildFault, match="licenza di vuoto"):
        components.write(tmp_path / "licenze", [components.Component("vuoto", "1", "X", " ")])


@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("app/desktop_app/app.py", "commessa"),
        ("Commessa.exe", "commessa"),
        ("python313.dll", "cpython"),
        ("lib/one_two/a.py", "one-two"),
        ("lib/one_two/__pycache__/a.cpython-313.pyc", "one-two"),
        ("lib/__pycache__/single.cpython-313.pyc", "one-two"),
    ],
)
def test_every_file_has_an_owner(tmp_path: Path, file: str, owner: str) -> None:
    record = tmp_path / "One_Two-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("one_two/a.py,sha256=x,1\nsingle.py,,\n")
    wheels = owners.of_wheels(tmp_path)
    assert owners.of_tree([file], wheels, {"python313.dll"}, {"Commessa.exe"}) == {owner}


@pytest.mark.parametrize("file", ["requirements.txt", "lib/nobody.py", "lib/__pycache__/nobody.cpython-313.pyc"])
def test_a_file_that_is_nobody_s_stops_the_build(file: str) -> None:
    with pytest.raises(BuildFault, match="Non so di chi"):
        owners.of_tree([file], {"a.py": "one-two"}, {"python313.dll"}, {"Commessa.exe"})


def test_the_earlier_version_of_a_trial_is_in_the_program_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(project.OTHER_VERSION, "0.0.1")
    project.copy_program(tmp_path)
    assert project.version() == "0.0.1"
    assert project.version_in((tmp_path / project.VERSIONED).read_text(encoding="utf-8")) == "0.0.1"


def test_an_msi_has_every_file_once_and_is_the_same_each_time(tmp_path: Path) -> None:
    tree = tmp_path / "Commessa"
    (tree / "lib" / "è & <x>").mkdir(parents=True)
    names = ["Commessa.exe", "lib/a.py", "lib/è & <x>/a.py"]
    for name in names:
        (tree / name).touch()
    described = msi.describe(tree, "1.2.3")
    assert described == msi.describe(tree, "1.2.3")
    space = WIX
    root = ElementTree.fromstring(described)
    files = [each.attrib["Source"] for each in root.iter(f"{space}File")]
    assert sorted(files) == sorted(f"Commessa/{name}" for name in names)
    made = {each.attrib["Id"] for each in root.iter(f"{space}Component")}
    assert made == {each.attrib["Id"] for each in root.iter(f"{space}ComponentRef")}
    before = msi.contents(tree)
    (tree / "Commessa.exe").write_bytes(b"x")
    assert before != msi.contents(tree)  # no two packages have the same code
    product = root.find(f"{space}Product")
    assert product is not None and product.attrib["Version"] == "1.2.3"


def test_an_msi_has_its_own_code_and_time_instead_of_random_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    family, random, code = (str(uuid.UUID(int=number)).upper() for number in (1, 2, 3))
    described = f'<Product Id="{family}"/>'
    now, when = b"@\0\0\0" + b"12345678", b"@\0\0\0" + struct.pack("<Q", 133_444_736_000_000_000)
    made = f"x{{{family}}}y{{{random}}}".encode() + now + b"z" + now
    assert msi.settled(made, described, code) == f"x{{{family}}}y{{{code}}}".encode() + when + b"z" + when
    with pytest.raises(BuildFault, match="codice del pacchetto"):
        msi.settled(made, "", code)
    with pytest.raises(BuildFault, match="due date"):
        msi.settled(made[:-12], described, code)


def test_an_msi_is_the_association_s_that_gives_it_out(tmp_path: Path) -> None:
    inside = Carried(publisher="Unione & figli", support="soci@unione.example.it")
    (product,) = ElementTree.fromstring(msi.describe(tmp_path, "1.2.3", inside))
    said = {each.attrib["Id"]: each.attrib.get("Value") for each in product.iter(f"{WIX}Property")}
    assert (product.attrib["Manufacturer"], said["ARPCONTACT"]) == ("Unione & figli", "soci@unione.example.it")
    assert "ARPURLINFOABOUT" not in said


def test_words_of_an_association_are_no_variables_of_setup() -> None:
    assert windows.nsis_text('a "$INSTDIR"') == 'a $\\"$$INSTDIR$\\"'


def test_what_an_association_adds_takes_no_file_s_place(tmp_path: Path) -> None:
    Carried({"figure/logo.png": b"x"}).lay(tmp_path)
    assert (tmp_path / "figure" / "logo.png").read_bytes() == b"x"
    with pytest.raises(BuildFault, match=r"«figure/logo\.png»"):
        Carried({"figure/logo.png": b"y"}).lay(tmp_path)


def test_an_association_s_folder_is_checked_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "associazione.toml").write_text('name = "Unione"\n[answers]\nmai_chiesta = "x"\n', encoding="utf-8")
    with pytest.raises(BuildFault, match="mai_chiesta"):
        carried(tmp_path)
    (tmp_path / "associazione.toml").write_text('name = "Unione"\nsupport = "06 0000000"\n', encoding="utf-8")
    inside = carried(tmp_path)
    assert (inside.publisher, inside.support, [*inside.files]) == ("Unione", "06 0000000", ["associazione.toml"])


def test_a_newer_version_replaces_an_older_one(tmp_path: Path) -> None:
    roots = [ElementTree.fromstring(msi.describe(tmp_path, version)) for version in ("1.0.0", "1.1.0")]
    products = [next(iter(root)).attrib for root in roots]
    assert products[0]["UpgradeCode"] == products[1]["UpgradeCode"]
    assert products[0]["Id"] != products[1]["Id"]


def test_setup_carries_no_time_of_the_day_it_was_built_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(windows, "TREE", tmp_path / "tree")
    (tmp_path / "tree").mkdir()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "icon.bmp").touch()
    times: set[float] = set()
    monkeypatch.setattr(windows, "run", lambda *_: times.update(each.stat().st_mtime for each in scratch.rglob("*")))
    inside = Carried({"associazione.toml": b"", "moduli/a.toml": b""})
    windows.write_setup(tmp_path / "Setup.exe", scratch / "icon.ico", scratch, quick=True, inside=inside)
    assert times == {1_700_000_000}
