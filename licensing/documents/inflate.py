"""What gzip and deflate packed, unpacked as far as is allowed and no further."""

from __future__ import annotations

import zlib

from licensing.documents.limits import UNPACKED
from licensing.errors import InputError

__all__ = ["gunzip", "inflate"]


def gunzip(data: bytes, room: int = UNPACKED) -> bytes:
    """Return what a gzip file of one or more members holds.

    Raises:
        InputError: when it is damaged or unpacks to more than `room` bytes.
    """
    return _unpacked(data, zlib.MAX_WBITS | 16, room)


def inflate(data: bytes, room: int = UNPACKED) -> bytes:
    """Return what a web server packed as gzip or as deflate, with or without the zlib header it should have.

    Raises:
        InputError: when it is damaged or unpacks to more than `room` bytes.
    """
    if data.startswith(b"\x1f\x8b"):
        return gunzip(data, room)
    headed = len(data) > 1 and data[0] & 15 == zlib.DEFLATED and (data[0] << 8 | data[1]) % 31 == 0
    return _unpacked(data, zlib.MAX_WBITS if headed else -zlib.MAX_WBITS, room)


def _unpacked(data: bytes, window: int, room: int) -> bytes:
    held = bytearray()
    try:
        while data.strip(b"\0"):
            unpacker = zlib.decompressobj(window)
            held += unpacker.decompress(data, room - len(held) + 1)
            if len(held) > room:
                raise InputError(f"The file unpacks to more than {room // 1_000_000} MB. Split it.")
            if not unpacker.eof:
                raise InputError("The file breaks off before its end. Ask for it again.")
            data = unpacker.unused_data
    except zlib.error as error:
        raise InputError(f"The file is damaged: {error}. Ask for it again.") from error
    return bytes(held)
