"""What the folder for Windows does without: nothing of the program loads it, and the self-check imports all of it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

# python.exe is a way past the program's own; _wmi makes platform.*() slow. Nothing speaks to a network, so OpenSSL
# stays out, which ages faster than all else here; what is hashed, CPython hashes by itself.
NO_PYTHON = (
    "python.exe", "pythonw.exe", "winsound.pyd", "_wmi.pyd", "python.cat", "_ssl.pyd", "_hashlib.pyd", "libssl-3.dll",
    "libcrypto-3.dll", "_asyncio.pyd", "_overlapped.pyd", "_multiprocessing.pyd", "_bz2.pyd", "_lzma.pyd",
)  # fmt: skip
# Of the standard library, by their first names. In the place of ssl, which python-stdnum imports for queries that
# nobody here makes, stands a module without anything.
NO_STANDARD = {
    "asyncio", "multiprocessing", "pydoc_data", "unittest", "xmlrpc", "wsgiref", "mailbox", "pdb", "doctest",
    "pickletools", "venv", "curses", "dbm", "idlelib", "tkinter", "turtle", "turtledemo", "ensurepip", "lib2to3",
    "cProfile", "profile", "pstats", "imaplib", "poplib", "nntplib", "telnetlib", "ssl",
}  # fmt: skip
STAND_IN = "ssl.py"
NO_LIBRARIES = (
    ".lock", "bin", "pip", "pip-*", "*/include", "lxml", "lxml-*", "packaging", "cffi", "pycparser", "tabulate",
    "charset_normalizer", "click_default_group.py", "OleFileIO_PL.py",
    "PIL/_avif*", "PIL/_webp*", "PIL/_imagingtk*", "PIL/_imagingft*", "PIL/_imagingcms*", "PIL/_imagingmath*",
    "PIL/_imagingmorph*", "PIL/ImageFont.py", "PIL/ImageDraw*.py", "PIL/ImageText.py", "PIL/ImageTk.py",
    "PIL/ImageQt.py", "PIL/ImageGrab.py", "PIL/ImageMath.py", "PIL/ImageMorph.py",
    "PIL/ImageCms.py", "PIL/ImageWin.py", "PIL/PSDraw.py", "PIL/PdfParser.py", "PIL/*FontFile.py", "PIL/ImageShow.py",
    "reportlab/fonts", "reportlab/graphics", "reportlab/platypus/para.py", "reportlab/platypus/figures.py",
    "reportlab/platypus/tableofcontents.py", "reportlab/pdfbase/_cidfontdata.py", "reportlab/lib/testutils.py",
    "reportlab/lib/codecharts.py", "reportlab/lib/randomtext.py", "reportlab/lib/corp.py", "reportlab/lib/yaml.py",
    "reportlab/lib/fontfinder.py", "tzdata/zones", "tzdata/zoneinfo/*.tab",
    "tzdata/zoneinfo/tzdata.zi",
    "pikepdf/pdfa", "pikepdf/form.py", "pikepdf/canvas.py", "sqlite_utils/cli.py", "sqlite_utils/__main__.py",
    "click/testing.py", "cryptography/hazmat/asn1", "markdown_it/cli", "dateutil/zoneinfo", "platformdirs/testing.py",
    "icalendar/cli.py", "pypdfium2_cli", "olefile/doc", "olefile/*.html",
    "**/*.pyi", "**/*.lib", "**/py.typed", "**/tests", "**/*.c", "**/*.h", "**/*.pxd", "**/*.pyx", "**/*.cmake",
    "olefile/olefile2.py",  # for Python 2: it does not compile
    "shiboken6/vcamp140.dll", "shiboken6/vccorlib140.dll", "shiboken6/vcomp140.dll", "shiboken6/concrt140.dll",
    # Microsoft's, once for all: vcruntime is CPython's, which is loaded first, msvcp140 that of shiboken6
    "shiboken6/vcruntime140*.dll", "PySide6/vcruntime140*.dll", "PySide6/msvcp140*.dll",
    "*.dist-info/INSTALLER", "*.dist-info/REQUESTED",
)  # fmt: skip
FOR_LISTS = ("*.dist-info",)  # read for the list of components, then not needed
NO_QT = (
    "qml", "metatypes", "include", "lib", "doc", "glue", "scripts", "typesystems", "resources", "support", "*.exe",
    "opengl32sw.dll",
)  # fmt: skip
# The kinds of pictures that Pillow reads here, and what those ask for themselves.
PICTURES = ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff")
# Of python-stdnum the codes that forms ask for; who puts a whole one in its place has a whole one.
NUMBERS = ("__init__.py", "exceptions.py", "util.py", "luhn.py", "it/__init__.py", "it/codicefiscale.py", "it/iva.py")


def remove(folder: Path, patterns: Iterable[str]) -> None:
    for pattern in patterns:
        for path in sorted(folder.glob(pattern), reverse=True):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def keep(folder: Path, names: Iterable[str]) -> None:
    """Takes away all files of a folder but these, and the folders that are empty then."""
    kept = {folder / name for name in names}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path not in kept:
            path.unlink()


def trim_pictures(pillow: Path) -> None:
    """Pillow without the kinds of pictures that nobody gives the program."""
    for path in pillow.glob("*ImagePlugin.py"):
        if path.name.removesuffix("ImagePlugin.py") not in PICTURES:
            path.unlink()


def trim_standard(archive: Path) -> None:
    """CPython's library without what nobody imports; the entries stay as they were packed."""
    with zipfile.ZipFile(archive) as old:
        kept = [(info, old.read(info)) for info in old.infolist() if not _left_out(info.filename)]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for info, data in kept:
            new.writestr(info, data)


def _left_out(name: str) -> bool:
    return name.partition("/")[0].partition(".")[0] in NO_STANDARD
