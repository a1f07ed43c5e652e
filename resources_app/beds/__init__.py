"""Block contracts: homes, beds and each authority's share of them."""
