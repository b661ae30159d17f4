"""Forms by which people who write no query add, change and end records; drawn from the declarations of the kinds."""
