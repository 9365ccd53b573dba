"""A network that is trained in seconds. Imported inside fixtures, because it needs PyTorch."""

from __future__ import annotations

import zipfile
from pathlib import Path

import torch

from localize.training import export, restore
from localize.training.network import Network, Shape

# Two tests at a time would otherwise fight for the cores.
torch.set_num_threads(1)

LABEL = export.Label(
    source="ru", target="en", version="1.0", licence="CC BY-NC 4.0", evaluation_only=True, readme="A test."
)


def shape(pieces: int) -> Shape:
    return Shape(pieces=pieces, width=32, inner=64, encoder=2, decoder=1, heads=2, dropout=0.0)


def network(pieces: int, seed: int = 1) -> Network:
    """With random weights everywhere, biases and norms too, so that nothing can be mixed up unseen."""
    torch.manual_seed(seed)
    made = Network(shape(pieces))
    with torch.no_grad():
        for value in made.parameters():
            value.add_(0.1 * torch.randn_like(value))
    made.eval()
    return made


def package(vocabulary: bytes, path: Path, label: export.Label = LABEL) -> Path:
    from localize.training import tokens

    made = network(tokens.load(vocabulary).get_piece_size())
    export.package(restore.weights(made), made.shape, vocabulary, label, path)
    return path


def unpacked(archive: Path, folder: Path) -> Path:
    """The one folder of an archive, under `folder`."""
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    (found,) = folder.iterdir()
    return found
