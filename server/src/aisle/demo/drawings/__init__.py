"""Flat drawings of outdoor kit on a grid of 100 by 100, one function for each kind of product."""

from aisle.demo.drawings import camp, clothing, crag, feet, kitchen, packs, shelter, tools, trail
from aisle.demo.drawings.sketch import Drawing

DRAWINGS: dict[str, Drawing] = {
    **packs.DRAWINGS,
    **shelter.DRAWINGS,
    **feet.DRAWINGS,
    **clothing.DRAWINGS,
    **camp.DRAWINGS,
    **kitchen.DRAWINGS,
    **trail.DRAWINGS,
    **tools.DRAWINGS,
    **crag.DRAWINGS,
}
