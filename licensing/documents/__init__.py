"""Files and texts become documents: one module per input format in `formats`."""
