"""The keys with which packages of forms may be signed: the program's own, and those of the user's association."""

from __future__ import annotations

from desktop_app.association import Association
from desktop_app.seals.minisign import KeyFault, PublicKey, read_public
from desktop_app.system.files import FileFault, read_resource_text
from desktop_app.system.paths import resources_folder

FOLDER = "form-keys"  # of the resources: a file `*.pub` for each key, as minisign writes it


def known_keys(association: Association) -> list[PublicKey]:
    """All of them; a file of the program that is no key counts for none."""
    found = [*association.keys]
    for path in sorted((resources_folder() / FOLDER).glob("*.pub")):
        try:
            found.append(read_public(read_resource_text(path)))
        except (KeyFault, FileFault, ValueError):
            continue
    return found
