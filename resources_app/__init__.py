"""Access to Resources: the domain, the store and the paper. Knows nothing of Qt."""
