"""Where people are sent after signing in: only to paths of our own."""

import re
from urllib.parse import unquote

HOME = "/account"
LONGEST = 500
PATH = re.compile(r"/(?:[A-Za-z0-9._~!$&'()*+,;=:@%?#-][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?")


def own_path(wanted: str | None) -> str:
    """Return a path of this server as it was asked for, or HOME for everything else.

    Browsers read `//host`, `/\\host` and such as other servers, some after decoding them.
    """
    if not wanted or len(wanted) > LONGEST or not PATH.fullmatch(wanted):
        return HOME
    plain = unquote(unquote(wanted))
    bad = "//" in plain or "\\" in plain or any(ord(letter) < 32 or ord(letter) == 127 for letter in plain)
    return HOME if bad else wanted
