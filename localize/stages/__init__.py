"""The stages of a pipeline, one module a stage."""
