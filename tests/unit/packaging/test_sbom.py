"""The list of components: what a tool of an IT department finds in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from installers import sbom


def test_a_component_says_version_licence_hash_and_where_it_comes_from() -> None:
    made = sbom.entry("python-stdnum", "2.2", "LGPL-2.1-or-later", "x.txt", "https://a.it · https://b.it", "ab", "pypi")
    assert (made["name"], made["version"], made["purl"]) == ("python-stdnum", "2.2", "pkg:pypi/python-stdnum@2.2")
    assert made["licenses"] == [{"expression": "LGPL-2.1-or-later"}]
    assert made["hashes"] == [{"alg": "SHA-256", "content": "ab"}]
    assert [each["url"] for each in made["externalReferences"]] == ["https://a.it", "https://b.it"]
    assert sbom.entry("a", "", "pubblico dominio", "x.txt", "", "", "generic")["licenses"] == [
        {"license": {"name": "pubblico dominio"}}
    ]


def test_what_a_wheel_has_inside_is_named_with_its_version(tmp_path: Path) -> None:
    info = tmp_path / "pypdfium2-5.0.dist-info"
    (info / "sboms").mkdir(parents=True)
    listed = {"components": [{"name": "zlib", "version": "1.3", "type": "library", "description": "x"}, {"name": "b"}]}
    for name in ("a.json", "b.cdx.json"):
        (info / "sboms" / name).write_text(json.dumps(listed))
    (tmp_path / "pypdfium2_raw").mkdir()
    said = {"major": 159, "minor": 0, "build": 8149, "patch": 0}
    (tmp_path / "pypdfium2_raw" / "version.json").write_text(json.dumps(said))
    found = {each["name"]: each.get("version") for each in sbom.inside(tmp_path, info)}
    assert found == {"zlib": "1.3", "b": None, "PDFium": "159.0.8149.0"}
    assert sbom.inside(tmp_path, tmp_path / "altro-1.dist-info") == ()


def test_a_wheel_has_one_hash_wherever_it_was_installed(tmp_path: Path) -> None:
    """The commands that an installation writes begin with the path of its Python."""
    for place, command in (("a", "sha256=1"), ("b", "sha256=2")):
        (tmp_path / place).mkdir()
        (tmp_path / place / "RECORD").write_text(f"bin/tool,{command},9\n../../bin/tool,{command},9\nx.py,sha256=3,4\n")
    made = sbom.of_record(tmp_path / "a")
    assert made == sbom.of_record(tmp_path / "b") != ""
    (tmp_path / "b" / "RECORD").write_text("x.py,sha256=4,4\n")
    assert made != sbom.of_record(tmp_path / "b")
    assert sbom.of_record(tmp_path / "missing") == ""


def test_the_same_components_give_the_same_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    parts = [sbom.entry("a", "1", "MIT", "a.txt", "", "", "pypi")]
    assert sbom.document(parts) == sbom.document(parts) != sbom.document([])
    whole = json.loads(sbom.document(parts))
    assert (whole["bomFormat"], whole["specVersion"]) == ("CycloneDX", "1.6")
    assert whole["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"


def test_the_hash_of_a_file_is_its_own_and_of_several_that_of_all(tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_text(file.name)
    assert sbom.digest(files[:1]) == hashlib.sha256(b"a").hexdigest()
    assert sbom.digest(files) == sbom.digest(reversed(files)) not in {sbom.digest(files[:1]), ""}
    assert sbom.digest([tmp_path / "manca"]) == ""
