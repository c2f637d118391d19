"""A storage that speaks S3, small, and as strict about signatures as the real one."""

import hashlib
import hmac
from urllib.parse import quote, unquote, urlsplit

from aisle.sources.ports import Answer, Request

KEY, SECRET, REGION, BUCKET = (
    "AKIDEXAMPLE",
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "eu-central-1",
    "shop-files",
)
NS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'


def signature_of(request: Request, secret: str) -> str:
    """Compute what the signature must be, from the request as it arrived."""
    headers = {name.lower(): value for name, value in {**request.headers, **request.credentials}.items()}
    proof = dict(part.strip().split("=", 1) for part in headers["authorization"].partition(" ")[2].split(","))
    parts, scope = urlsplit(request.url), proof["Credential"].split("/", 1)[1]
    headers["host"] = parts.netloc
    names = proof["SignedHeaders"].split(";")
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    lines = [
        request.method,
        parts.path,
        query,
        *(f"{name}:{headers[name]}" for name in names),
        "",
        ";".join(names),
        headers["x-amz-content-sha256"],
    ]
    text = "\n".join(
        [
            "AWS4-HMAC-SHA256",
            headers["x-amz-date"],
            scope,
            hashlib.sha256("\n".join(lines).encode()).hexdigest(),
        ]
    )
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


class Storage:
    """files: by key. page: how many one list names. fails: (status, code) answered instead."""

    def __init__(self, files: dict[str, bytes], page: int = 3) -> None:
        self.files, self.page = files, page
        self.fails: tuple[int, str] | None = None
        self.asked: list[str] = []
        self.elsewhere: dict[str, bytes] = {}

    async def send(self, request: Request) -> Answer:
        """Answer."""
        parts = urlsplit(request.url)
        if parts.hostname == "files.example":
            return self._linked(request, parts.path)
        self.asked.append(f"{parts.path}?{parts.query}")
        assert not request.headers.keys() & {"Authorization", "authorization"}, (
            "the proof would follow a redirect"
        )
        if self.fails:
            return self._error(request, *self.fails)
        proof = request.credentials["Authorization"]
        if not proof.startswith(f"AWS4-HMAC-SHA256 Credential={KEY}/20261121/{REGION}/s3/aws4_request, "):
            return self._error(request, 403, "InvalidAccessKeyId")
        if not proof.endswith(f"Signature={signature_of(request, SECRET)}"):
            return self._error(request, 403, "SignatureDoesNotMatch")
        path = unquote(parts.path).removeprefix(f"/{BUCKET}").removeprefix("/")
        return self._file(request, path) if path else self._list(request, parts.query)

    def _file(self, request: Request, path: str) -> Answer:
        if path not in self.files:
            return self._error(request, 404, "NoSuchKey")
        return Answer(request.url, 200, {"etag": self._etag(path)}, self.files[path])

    def _list(self, request: Request, query: str) -> Answer:
        said = {name: unquote(value) for name, _, value in (part.partition("=") for part in query.split("&"))}
        assert said["list-type"] == "2"
        keys = sorted(key for key in self.files if key.startswith(said.get("prefix", "")))
        begin = int(said.get("continuation-token", "t/0+=").removeprefix("t/").removesuffix("+=") or 0)
        shown, more = keys[begin : begin + self.page], begin + self.page < len(keys)
        contents = "".join(
            f"<Contents><Key>{quote(key, safe='/')}</Key><LastModified>2026-11-20T08:00:00.000Z</LastModified><ETag>{self._etag(key)}</ETag><Size>{len(self.files[key])}</Size></Contents>"
            for key in shown
        )
        token = f"<NextContinuationToken>t/{begin + self.page}+=</NextContinuationToken>" if more else ""
        body = f"<?xml version='1.0'?><ListBucketResult {NS}><IsTruncated>{str(more).lower()}</IsTruncated>{token}{contents}</ListBucketResult>"
        return Answer(request.url, 200, {"content-type": "application/xml"}, body.encode())

    def _linked(self, request: Request, path: str) -> Answer:
        assert not request.credentials
        found = self.elsewhere.get(path)
        return Answer(
            request.url, 404 if found is None else 200, {"content-type": "application/pdf"}, found or b""
        )

    def _error(self, request: Request, status: int, code: str) -> Answer:
        body = f"<Error><Code>{code}</Code><Message>The key {SECRET} is odd.</Message></Error>"
        return Answer(request.url, status, {"content-type": "application/xml"}, body.encode())

    def _etag(self, key: str) -> str:
        return f"&quot;{hashlib.md5(self.files[key]).hexdigest()}&quot;"
