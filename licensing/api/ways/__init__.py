"""What would make a draft publishable: changes, each tried by deciding the changed draft before it is told.

A kind of change is a module of `kinds`; `search` tries what they propose. Words taken without a right are never covered
up: no change rewords them, and a credit is only proposed where a right asks for one.
"""

from licensing.api.ways.scene import Change, Scene
from licensing.api.ways.search import ways

__all__ = ["Change", "Scene", "ways"]
