"""Two people work on copies of a season that git merges: what each of them wrote is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project.git import Repository
from tests.season.show import Show, findings


@pytest.fixture
def repository(first: Show, tmp_path: Path) -> tuple[Repository, Show]:
    """The season under version control, on the branch `ours`."""
    repository = Repository(tmp_path / "work")
    shutil.copytree(first.folder, repository.folder, dirs_exist_ok=True)
    repository.commit()
    return repository, Show(repository.folder)


def work(repository: Repository, show: Show, branch: str, number: int, text: str) -> None:
    """Somebody writes a line on a branch of their own, runs the pipeline, and commits."""
    repository.git("checkout", "--quiet", "-B", branch, "ours")
    show.replace("en", number, text)
    assert show.run().code in (0, 1)
    repository.commit()


def merged(repository: Repository, show: Show) -> None:
    """Both branches into one. Whoever merges settles conflicts in outputs and in the report by taking their own."""
    repository.git("checkout", "--quiet", "mine")
    if not repository.git("merge", "--no-edit", "theirs"):
        for path in (*show.out.glob("*.srt"), show.out / "report.html"):
            repository.git("checkout", "--quiet", "--ours", str(path))
        repository.commit()


def test_lines_of_both_are_kept(repository: tuple[Repository, Show], first: Show) -> None:
    repo, show = repository
    work(repo, show, "theirs", 7, "Off to town tomorrow.")
    work(repo, show, "mine", 1, "Hello there!")
    merged(repo, show)
    texts = first.texts("en")
    for _ in range(2):
        assert show.run().code in (0, 1)
        assert show.texts("en") == ["Hello there!", *texts[1:6], "Off to town tomorrow.", texts[7]]
    assert len(show.decisions("en")) == 2


def test_of_two_lines_in_one_place_one_stands_and_the_other_is_told(repository: tuple[Repository, Show]) -> None:
    repo, show = repository
    work(repo, show, "theirs", 1, "Hi! How are things?")
    work(repo, show, "mine", 1, "Hello there!")
    merged(repo, show)
    result = show.result()
    standing = show.texts("en")[0]
    assert standing in ("Hi! How are things?", "Hello there!")
    (other,) = {"Hi! How are things?", "Hello there!"} - {standing}
    assert any(other in message for message in findings(result, "review.needed")["en"])
