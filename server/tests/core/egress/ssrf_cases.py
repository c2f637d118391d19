"""Addresses that lead inside, written in every way that has fooled somebody."""

from itertools import product

# What no request may reach: by registry, by custom, or because it is somebody's own network.
INNER_V4 = [
    "127.0.0.1", "127.1.2.3", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "192.31.196.1", "192.52.193.1", "192.175.48.1",
]  # fmt: skip
INNER_V6 = [
    "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "fdff::1", "ff02::1", "ff0e::1", "100::1",
    "2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1", "3ffe::1", "5f00::1",
    "2002:808:808::1", "2620:4f:8000::1", "64:ff9b:1::a00:1", "4000::1", "2001:4860:4860::5efe:7f00:1", "2001:4860:4860::200:5efe:a00:1",
]  # fmt: skip
EMBEDDED = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.0.0.0"]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "64:ff9b::808:808",
]


def hexed(address: str) -> str:
    first, second, third, fourth = (int(part) for part in address.split("."))
    return f"{first:02x}{second:02x}:{third:02x}{fourth:02x}"


def embedded_forms(address: str) -> list[str]:
    """An IPv4 address in each kind of IPv6 address that may carry one."""
    high = hexed(address)
    teredo = ":".join(f"{int(part, 16) ^ 0xFFFF:x}" for part in high.split(":"))
    return [
        f"::ffff:{high}", f"::{high}", f"64:ff9b::{high}", f"2002:{high}::1", f"2001:0:808:808::{teredo}",
        f"::ffff:0:{high}", f"64:ff9b:1::{high}", f"fe80::5efe:{high}",
    ]  # fmt: skip


INNER = [*INNER_V4, *INNER_V6, *(form for one in EMBEDDED for form in embedded_forms(one))]


def in_numbers(address: str) -> list[str]:
    """An IPv4 address as resolvers of C libraries and browsers read it."""
    parts = [int(part) for part in address.split(".")]
    whole = int.from_bytes(bytes(parts), "big")
    tail = int.from_bytes(bytes(parts[1:]), "big")
    short = int.from_bytes(bytes(parts[2:]), "big")
    circled = "⓪①②③④⑤⑥⑦⑧⑨"
    wide = "０１２３４５６７８９"
    arabic = "٠١٢٣٤٥٦٧٨٩"

    def spelt(digits: str) -> str:
        return "".join(digits[int(one)] if one.isdigit() else one for one in address)

    return [
        str(whole), f"0x{whole:x}", f"0{whole:o}", f"0X{whole:X}", f"{parts[0]}.{tail}",
        f"{parts[0]}.{parts[1]}.{short}", ".".join(f"0x{one:x}" for one in parts),
        ".".join(f"0{one:o}" for one in parts), ".".join(f"{one:03d}" for one in parts),
        f"0x{parts[0]:x}.0{parts[1]:o}.{parts[2]}.{parts[3]}", f"{address}.", f"{address}..",
        spelt(circled), spelt(wide), spelt(arabic), address.replace(".", "。"), address.replace(".", "．"),
        address.replace(".", "%2e"), address.replace("1", "1\u200b"), address.replace("1", "\u00ad1"),
        address.replace(".", ".\u2060"), f"{address}%00.shop.example", f"{address}%2fshop.example",
        f"{parts[0] + 256}.{parts[1]}.{parts[2]}.{parts[3]}", f"{whole + 2**32}", f"00{address}",
    ]  # fmt: skip


def written_by_number() -> list[str]:
    """Hosts: inner addresses in each notation."""
    plain = [f"[{one}]" if ":" in one else one for one in INNER]
    return plain + [form for one in ("127.0.0.1", "169.254.169.254", "10.0.0.1") for form in in_numbers(one)]


NAMES = [
    "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "metadata.google.internal", "printer.local",
    "db.internal", "router.lan", "x.home.arpa", "kubernetes.default.svc.cluster.local", "intranet", "redis",
    "ⓛocalhost", "ｌｏｃａｌｈｏｓｔ", "local\u200bhost", "lo\u00adcalhost", "ſhop.localhost", "localhost%00",
    "localhost%2eshop.example", "xn--localhost-", "_.localhost",
]  # fmt: skip

ODD_FORMS = [
    "http://user@{host}/", "http://user:password@{host}/", "http://shop.example@{host}/", "http://@{host}/",
    "http://shop.example:80@{host}/", "http://shop.example%40{host}/", "http://shop.example\\@{host}/",
    "http://{host}\\.shop.example/", "http://shop.example#@{host}:80/", "http:\\\\{host}/", "http:/{host}/",
    "http:{host}/", "//{host}/", "///{host}/", "http:///{host}/", " http://{host}/", "\thttp://{host}/",
    "ht\ntp://{host}/", "http://{host}\r\nHost: shop.example\r\n/", "http://{host}\u2028/", "http://{host} /",
    "http://shop.example:80:{host}/", "http://{host}:80:443/", "http://{host}:0/", "http://{host}:65536/",
    "http://{host}:-1/", "http://{host}:8o/", "http://[{host}]/", "http://[::{host}/", "http://{host}]/",
    "file:///etc/passwd", "file://{host}/etc/passwd", "gopher://{host}/_x", "ftp://{host}/", "dict://{host}:11211/",
    "ldap://{host}/", "data:text/plain,canary", "javascript:alert(1)", "jar:http://{host}!/", "ws://{host}/",
    "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "netdoc:///etc/passwd", "",
    "http://", "http://?", "http://#", "{host}", "http://{host}:22/", "http://{host}:6379/", "https://{host}:5432/",
    "http://[::1%25lo]/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[v1.x]/", "http://[::1",
]  # fmt: skip


def odd_urls() -> list[str]:
    return [form.format(host=host) for form, host in product(ODD_FORMS, ("127.0.0.1", "169.254.169.254"))]


def direct_urls() -> list[str]:
    hosts = [*written_by_number(), *NAMES]
    return [f"{scheme}://{host}/latest" for scheme, host in product(("http", "https"), hosts)] + odd_urls()
