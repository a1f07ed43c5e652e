"""What is done to placements: one is made, with its agreement; the present one ends.

To add an action: write it in the module of its subject, and name it here.
"""

from resources_app.placements.actions.placing import Placed, place_child

__all__ = ["Placed", "place_child"]
