"""How an actor fights over time: ground held against hit-and-run acts, changes of level, change against the norm."""

from marsad.indicators._changes import Change, changes
from marsad.indicators._periods import Norm
from marsad.indicators._ruptures import Rupture
from marsad.indicators._series import Period, Series, series

__all__ = ["Change", "Norm", "Period", "Rupture", "Series", "changes", "series"]
