"""One name for each page: addresses that differ only in what does not choose the content are the same one."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 1_500
MOST_SEGMENTS = 16
USUAL_PORTS = {"http": 80, "https": 443}
# Parameters that follow a visitor around, and never choose a page.
SESSIONS = re.compile(
    r"(?i)^(?:(?:php|j|asp|cf)?_?sess(?:ion)?(?:_?id|id)?|phpsessid|jsessionid|aspsessionid\w*|sid|cfid|cftoken|zenid|oscsid|"
    r"utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|ttclid|mc_[ce]id|_ga|_gl|igshid|ref_src|srsltid|_pos|_sid|_ss|"
    r"_psq|_fid|pr_prod_strat|pr_rec_id|pr_rec_pid|pr_ref_pid|pr_seq)$"
)
SESSION_IN_PATH = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/?#;]*|/\(S\([a-z0-9]{8,40}\)\)")
UNRESERVED = "-._~!$&'()*+,;=:@/"


def join(base: str, link: str) -> str | None:
    """Return the whole address of a link in its one form, or None for what leads to no page (mail, scripts, nonsense)."""
    if link.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        return canonical(urljoin(base, link.strip()))
    except ValueError:
        return None


def canonical(address: str) -> str | None:
    """Return an address in its one form (RFC 3986, 6.2.2), its sessions and campaigns left out; None for what is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in USUAL_PORTS or not host or "@" in parts.netloc or len(address) > LONGEST:
        return None
    if ":" in host:
        host = f"[{host}]"
    where = host if port in (None, USUAL_PORTS[parts.scheme]) else f"{host}:{port}"
    return urlunsplit((parts.scheme, where, _path(parts.path), _query(parts.query), ""))


def origin_of(address: str) -> str:
    """Return scheme, host and port of an address in its one form."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _path(path: str) -> str:
    path = SESSION_IN_PATH.sub("", path) or "/"
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    # A slash that was written as %2F belongs to a name, and parts nothing.
    return (
        "/".join(
            quote(
                unquote(one, errors="surrogateescape"),
                safe=UNRESERVED.replace("/", ""),
                errors="surrogateescape",
            )
            for one in kept
        )
        or "/"
    )


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100) if query else []
    return urlencode(sorted(pair for pair in pairs if not SESSIONS.match(pair[0])))
