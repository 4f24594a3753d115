"""ZIP files that are the same bytes for the same files."""

from __future__ import annotations

import io
import zipfile

from desktop_app.system.zip_file import reproducible_zip

FILES = [("b.pdf", b"two" * 1000), ("a.pdf.p7m", b"one"), ("Città.txt", b"")]


def test_it_holds_the_files_in_their_order_and_no_clock() -> None:
    data = reproducible_zip(FILES)
    assert data == reproducible_zip(FILES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [(each.filename, archive.read(each)) for each in archive.infolist()] == FILES
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [each.compress_type for each in archive.infolist()] == [8, 0, 8]
    assert len(data) < 3000
