"""What independent reports of one event have in common by their lengths, and how much each measure weighs.

Written by `tests/benchmarks/fit_rewriting.py`.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["LINED", "LONG", "NULLS", "RAMP", "SHORT", "Null", "Sum"]


class Null(NamedTuple):
    """What independent reports reach in one measure x, as asin(sqrt(x)).

    With a = ln(draft content words + 5) and b = ln(source content words + 5).

    Attributes:
        mean: Coefficients of 1, a, b, a², b², ab.
        spread: Coefficients of 1, a, b for the logarithm of the variance.
        scale: Rescales to unit variance.
    """

    mean: tuple[float, float, float, float, float, float]
    spread: tuple[float, float, float]
    scale: float


class Sum(NamedTuple):
    """A weighted sum of standard deviations.

    Attributes:
        start: What it begins with.
        line: What one in a hundred independent reports of this length reaches.
        review: What one in twenty reaches.
        weights: One a measure.
    """

    start: float
    line: float
    review: float
    weights: tuple[float, ...]


RAMP = (20.0, 120.0)
"""Content words in the shorter text from and up to which the sums are blended."""
LINED = (45.0, 90.0)
"""The same for the lines they are held against."""
SHORT = Sum(-4.658, 0.292, -1.440, (0.501, 0.685, 0.375, 0.378, 0.000, 0.368, 0.050, 0.163, 0.175, 0.504, 0.624, 0.356))
LONG = Sum(-8.173, -1.157, -3.104, (0.555, 0.317, 1.027, 0.286, 0.461, 0.049, 0.262, 0.611, 0.771, 0.370, 0.000, 0.560))
NULLS = (
    # places kept
    Null((1.1113, -0.0130, -0.0093, -0.0181, -0.0183, 0.0380), (-1.7166, -0.5115, -0.4673), 1.665),
    # ending kept
    Null((-0.2628, 0.0811, 0.0903, 0.0094, -0.0099, -0.0072), (-0.4255, -0.0154, -1.0122), 1.574),
    # order of words kept
    Null((2.1933, -0.2674, -0.1959, 0.0249, 0.0178, -0.0112), (-0.8073, -0.5735, -0.4889), 1.739),
    # reach to the end
    Null((-0.0954, 0.5315, -0.0833, -0.0592, 0.0001, 0.0270), (-0.4921, -0.5502, -0.3847), 1.741),
    # names and numbers in order
    Null((0.8564, -0.2160, 0.1693, 0.0006, -0.0205, 0.0172), (-1.6099, -0.6196, -0.1426), 1.787),
    # no names of its own
    Null((0.8081, -0.3372, 0.3386, 0.0233, -0.0167, -0.0096), (-0.6793, -0.9232, 0.1214), 1.915),
    # word stems kept
    Null((-0.3588, 0.0516, 0.1204, 0.0186, -0.0107, -0.0115), (-1.0825, -0.0077, -1.0388), 1.565),
    # source in chains
    Null((-1.0464, 0.3671, 0.2941, -0.0342, -0.0585, 0.0225), (1.4531, 0.0725, -1.3187), 1.620),
    # incidental words in order
    Null((0.4881, 0.1115, -0.1579, -0.0239, -0.0073, 0.0315), (-1.5883, -0.1595, -0.8562), 1.750),
    # function words in order
    Null((0.3962, -0.1706, 0.2582, 0.0052, -0.0019, -0.0131), (-2.7310, -1.0311, 0.1982), 1.682),
    # nothing left out
    Null((-1.1860, 0.5070, 0.3363, -0.0440, -0.0239, -0.0008), (0.8115, -0.5657, -0.8941), 1.810),
    # words kept in place
    Null((-0.1559, 0.1479, 0.0211, -0.0119, -0.0179, 0.0226), (-1.9933, 0.1019, -0.8548), 1.694),
)
"""One a measure, in the order of `MEASURES`."""
