"""Making translation packages, from sentence pairs to Argos packages. Needs PyTorch: `pip install localize[train]`."""
