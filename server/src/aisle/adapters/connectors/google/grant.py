"""What Google is asked for, and where: these addresses and no others.

Sources: Google, "Using OAuth 2.0 for Web Server Applications" and "Using OAuth 2.0 for Server to Server Applications"
(developers.google.com/identity/protocols/oauth2/web-server, …/service-account).
"""

from aisle.sources.oauth.types import OAuthGrant

READ = "https://www.googleapis.com/auth/drive.readonly"
TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
# offline and consent: without them Google gives no refresh token to somebody who said yes before.
GRANT = OAuthGrant(
    "https://accounts.google.com/o/oauth2/v2/auth",
    TOKEN,
    (READ,),
    {"access_type": "offline", "prompt": "consent"},
)
HOSTS = ("oauth2.googleapis.com", "www.googleapis.com")
