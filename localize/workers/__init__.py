"""Work spread over processes and machines: a mapper each way of doing it, and what the workers do."""

from localize.errors import UsageError
from localize.workers.base import Mapper, Workers
from localize.workers.cluster import Cluster
from localize.workers.failure import Failure, UnfitWorkerError, WorkerError
from localize.workers.processes import Processes
from localize.workers.serial import Serial

__all__ = ["MAPPERS", "Failure", "Mapper", "Serial", "UnfitWorkerError", "WorkerError", "Workers", "mapper"]

MAPPERS: dict[str, type[Mapper]] = {"serial": Serial, "processes": Processes, "cluster": Cluster}


def mapper(workers: Workers) -> Mapper:
    """The mapper that people ask for. Raises UsageError if there is nothing to work with."""
    if workers.scheduler is None:
        return MAPPERS["serial" if workers.jobs == 1 else "processes"].start(workers)
    if workers.jobs != 1:
        raise UsageError(
            "--jobs and --scheduler: the workers of a cluster are as many as there are; give one of the two"
        )
    return MAPPERS["cluster"].start(workers)
