"""Before the first task: what each worker has, and whether it will do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from localize.errors import LocalizeError, UsageError
from localize.translators.base import PackageInfo
from localize.workers import shelf
from localize.workers.base import Mapper
from localize.workers.facts import Facts, gather
from localize.workers.failure import Failure

# Workers that a message names; there may be hundreds.
_NAMED = 5


def muster(mapper: Mapper, packages: Iterable[PackageInfo]) -> tuple[str, ...]:
    """A sentence for each difference between the workers that can make the outcome differ.

    packages: those that the run translates with. Raises UsageError that names every worker that cannot do the run, and
    why. Where all work is done on this machine, there is nothing to ask.
    """
    told = mapper.ask(gather)
    if not told:
        return ()
    digests = {shelf.digest(package): package.name for package in packages}
    problems = [problem for address, facts in told.items() for problem in _problems(address, facts, digests)]
    if problems:
        raise UsageError(f"--scheduler: {_some(problems)}")
    fit = {address: facts for address, facts in told.items() if isinstance(facts, Facts)}
    return (*_other_libraries(fit), *_other_cpus(fit))


def _problems(address: str, facts: Facts | Failure, wanted: Mapping[str, str]) -> Iterator[str]:
    if isinstance(facts, Failure):
        error = (
            facts.error if isinstance(facts.error, LocalizeError) else f"{type(facts.error).__name__}: {facts.error}"
        )
        yield str(error) if address in str(error) else f"{address}: {error}"
        return
    for digest, name in wanted.items():
        if digest not in facts.packages:
            what = "another" if name in facts.packages.values() else "no"
            yield f"{address} has {what} {name}; copy the one here into a folder that its LOCALIZE_MODELS names"


def _other_libraries(told: Mapping[str, Facts]) -> Iterator[str]:
    for library, version in gather().libraries.items():
        others: dict[str, list[str]] = defaultdict(list)
        for address, facts in told.items():
            if facts.libraries.get(library) != version:
                others[facts.libraries.get(library, "absent")].append(address)
        for other, addresses in others.items():
            yield f"{library} is {version} here but {other} on {_some(addresses)}; outputs may differ"


def _other_cpus(told: Mapping[str, Facts]) -> Iterator[str]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for address, facts in told.items():
        kinds[facts.cpu].append(address)
    if len(kinds) > 1:
        listed = "; ".join(f"{cpu}: {_some(addresses)}" for cpu, addresses in kinds.items())
        yield f"the workers have {len(kinds)} types of CPU; a sentence may come out differently on each: {listed}"


def _some(things: Collection[str]) -> str:
    shown = list(things)[:_NAMED]
    rest = len(things) - len(shown)
    return "; ".join(shown) + (f"; and {rest} more" if rest else "")
