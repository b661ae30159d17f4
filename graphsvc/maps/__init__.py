"""Maps of the network: where each actor stands, how it looks, and the page or file that shows it."""
