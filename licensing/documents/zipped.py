"""A zip file, unpacked within limits: its headers may lie, so what comes out is counted as it comes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from licensing.documents.limits import ITEMS, UNPACKED
from licensing.errors import InputError

__all__ = ["packed", "unpack"]

_RATIO = 200
"""Times the text of a story shrinks when it is packed; no prose shrinks to less."""

_SMALL = 1_000_000
"""Bytes under which no ratio is asked for: a page of blanks packs well."""

_CHUNK = 65_536


def unpack(data: bytes) -> dict[str, bytes]:
    """Return what every member of a zip file holds, by its name.

    Raises:
        InputError: when it is no zip file, is damaged or encrypted, or unpacks to more than a story can be.
    """
    members: dict[str, bytes] = {}
    room = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > ITEMS:
                raise _bomb(f"{len(entries)} parts")
            for entry in entries:
                members[entry.filename] = _member(archive, entry, room)
                room -= len(members[entry.filename])
    # `zipfile` answers damage with whatever its parts raise: a struct too short, a method unknown, a name no text.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError) as error:
        raise InputError(f"The file is damaged: {_said(error)}. Save it again and try once more.") from error
    return members


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of these members, not compressed, for a library that wants one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Return a member, read a chunk at a time: asked for all of it, `zipfile` unpacks first and counts later."""
    most = max(_SMALL, entry.compress_size * _RATIO)
    held = bytearray()
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            held += chunk
            if len(held) > room:
                raise _bomb(f"more than {UNPACKED // 1_000_000} MB")
            if len(held) > most:
                raise _bomb(f"{_RATIO} times its size")
    return bytes(held)


def _bomb(size: str) -> InputError:
    return InputError(f"The file unpacks to {size}: no story does. Hand in the story alone.")


def _said(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".") or type(error).__name__
