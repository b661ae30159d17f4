"""Documents for people: what each says is decided once, and every format is a rendering of the same document."""
