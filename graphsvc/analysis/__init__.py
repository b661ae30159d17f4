"""What follows from the network: figures, needs, gaps, paths and advice. All of it reads one view."""
