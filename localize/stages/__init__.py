"""The stages of a pipeline, one module a stage."""

from localize.stages.base import Stage
from localize.stages.check import Check
from localize.stages.convert import Convert
from localize.stages.enforce import Enforce
from localize.stages.fit import Fit
from localize.stages.segment import Segment
from localize.stages.translate import Translate

# In the order in which a full pipeline uses them.
STAGES: dict[str, type[Stage]] = {
    "segment": Segment,
    "translate": Translate,
    "convert": Convert,
    "enforce": Enforce,
    "fit": Fit,
    "check": Check,
}
