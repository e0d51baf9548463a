from .run import RetargetBatch, RetargetRun, RunState
from .what_if import Batch, Difference, State, WhatIf

__all__ = ["Batch", "Difference", "RetargetBatch", "RetargetRun", "RunState", "State", "WhatIf"]
