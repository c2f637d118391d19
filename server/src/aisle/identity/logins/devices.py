"""What a program calls itself, in words for people. It proves nothing: any program may call itself anything."""

UNKNOWN = "an unknown device"
# The first that fits: many programs name those that they are built on as well.
PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
    ("curl/", "curl"),
    ("python", "a Python program"),
    ("node", "a Node program"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def describe(program: str) -> str:
    """Return such as “Firefox on Linux” for a User-Agent."""
    named = next((name for mark, name in PROGRAMS if mark in program), None)
    system = next((name for mark, name in SYSTEMS if mark in program), None)
    if named and system:
        return f"{named} on {system}"
    return named or system or UNKNOWN
