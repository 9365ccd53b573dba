"""What stages that keep to a delivery profile share: the profile must exist and be for the language of the text."""

from __future__ import annotations

from localize.errors import SpecError
from localize.qc import profile as profiles
from localize.qc.profile import Profile
from localize.stages.base import Shape, WiringError


def profile_for(name_or_path: str, shape: Shape) -> Profile:
    """The profile; raises WiringError with what is wrong with it, or if it is for another language than `shape`'s."""
    try:
        profile = profiles.load(name_or_path)
    except SpecError as error:
        raise WiringError(str(error)) from None
    if not profile.suits(shape.language):
        raise WiringError(
            f"profile {profile.name} is for {profile.language}, the text is {shape.language}; "
            "choose a profile of that language"
        )
    return profile
