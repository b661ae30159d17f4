"""The graph in memory: one set of indexes over immutable records, and the views through which all reading goes."""
