"""The domain: records, ties, links, their vocabularies and changes. No input or output."""
