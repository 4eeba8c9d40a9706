"""The version of `licensing`: the packaging reads it here, and so does whoever has no time for its metadata."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
