"""Officers, roles, delegated limits, authorities and the settings of this council."""
