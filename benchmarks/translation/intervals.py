"""How sure a share is, from how many were looked at."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt

_Z = 1.959963984540054  # 95 %, two-sided
_TAIL = 0.025
_STEPS = 60  # halvings; far below the digits that are printed


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Both ends of Wilson's 95 % interval for the share `successes / n`; (0, 1) if nothing was looked at."""
    if n == 0:
        return 0.0, 1.0
    share = successes / n
    centre = share + _Z**2 / (2 * n)
    spread = _Z * sqrt(share * (1 - share) / n + (_Z / (2 * n)) ** 2)
    scale = 1 + _Z**2 / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def exact_upper(found: int, n: int) -> float:
    """The upper end of the exact 95 % interval (Clopper and Pearson 1934, two-sided) for the share `found / n`."""
    if found >= n:
        return 1.0
    low, high = found / n, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_most(found, n, middle) > _TAIL:
            low = middle
        else:
            high = middle
    return high


def _at_most(found: int, n: int, share: float) -> float:
    """The chance of no more than `found` among `n`, each with the chance `share`, 0 < share < 1."""
    return sum(
        exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log(1 - share))
        for k in range(found + 1)
    )
