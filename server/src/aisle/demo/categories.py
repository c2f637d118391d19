"""What the shop says above each of its categories."""

_BLURBS = {
    "Rucksacks": "{n} packs for a day on the fells or a fortnight away.",
    "Tents": "{n} ways to sleep out, from a tarp to a house for a week.",
    "Boots": "{n} boots and shoes, most of them to be tried on first.",
    "Jackets": "{n} jackets against rain, wind and standing still.",
    "Clothing": "{n} layers, and something for each of your ends.",
    "Sleeping bags": "{n} bags and liners. Choose by the comfort figure, not the limit.",
    "Mats and pillows": "{n} things to put between you and the ground.",
    "Stoves and cooking": "{n} stoves, pans and mugs for dinner out of doors.",
    "Water": "{n} ways to carry it, keep it hot, and make it safe.",
    "Lighting": "{n} lights for heads, porches and guylines.",
    "Trekking poles": "{n} kinds of extra legs.",
    "Maps and navigation": "{n} maps and tools that need no battery.",
    "Safety and first aid": "{n} small things that matter on one day in a hundred.",
    "Care and repair": "{n} ways to keep what you have.",
    "Pack accessories": "{n} covers and dry bags.",
    "Climbing": "{n} basics for a first year on rock.",
    "Swimming": "{n} things for cold water and for getting out of it.",
    "Dogs": "{n} things for the one who walks twice as far.",
}


def blurb_of(category: str, number: int) -> str:
    """Say in a sentence what a category holds."""
    return _BLURBS.get(category, "{n} products.").format(n=number)
