"""The parts of reports people read in a browser: elements, pages, marked texts, charts."""
