"""A season: outputs that are made again and again, with what people did to them in between."""
