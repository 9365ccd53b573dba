"""Plain-text tools: markup, visible width, numbers, typography."""
