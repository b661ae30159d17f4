"""Where the network is kept: one contract, and a module a store."""
