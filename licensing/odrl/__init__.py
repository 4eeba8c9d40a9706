"""Rights written in ODRL 2.2: read from and written as Turtle, JSON-LD and YAML, without loss."""
