"""Why a sign-in with another provider is refused. None of these repeats what the provider said."""

from aisle.core.errors import AisleError, Conflict, Forbidden, InvalidInput, NotFound, Unavailable


class SignInNotBegun(AisleError):
    """The answer belongs to no sign-in that this browser began, or to one that is over."""

    code = "sign_in_not_begun"
    status = 400
    title = "This sign-in was not begun here, or took too long; begin again"


class SignInCancelled(AisleError):
    """The person said no at the provider."""

    code = "sign_in_cancelled"
    status = 400
    title = "The sign-in was cancelled at the provider"


class SignInFailed(AisleError):
    """The provider's answer does not hold: a signature, an issuer, an audience, a time."""

    code = "sign_in_failed"
    status = 400
    title = "The provider's answer could not be believed; begin again"


class ProviderUnavailable(Unavailable):
    """The provider does not answer."""

    code = "provider_unavailable"
    title = "The provider does not answer now; try again later"


class ProviderUnknown(NotFound):
    """No provider of this name."""

    code = "provider_not_found"
    title = "There is no such way to sign in here"


class AccountExists(Conflict):
    """The address belongs to an account that this identity is not linked to."""

    code = "account_exists"
    title = "There is an account with this address: sign in to it, then link this way of signing in"


class EmailNotVerified(Forbidden):
    """The provider does not say that the address is the person's."""

    code = "provider_email_not_verified"
    title = "The provider has not verified an e-mail address of yours; verify it there first"


class IdentityTaken(Conflict):
    """Linked to another account already."""

    code = "identity_taken"
    title = "This account at the provider is linked to another person here"


class LastWayToSignIn(Conflict):
    """Without it the person could not sign in any more."""

    code = "last_way_to_sign_in"
    title = "This is the only way left to sign in; add a password, a passkey or another provider first"


class IdentityNotFound(NotFound):
    """Absent, or another person's."""

    code = "identity_not_found"
    title = "There is no such linked account"


class TokenUsed(Conflict):
    """An id token signs in once."""

    code = "token_used"
    title = "This token was used before; get a fresh one from the provider"


class ConnectionNotFound(NotFound):
    """Absent, another organization's, or switched off."""

    code = "connection_not_found"
    title = "There is no such single sign-on"


class NotThisDomain(Forbidden):
    """An identity provider speaks for the verified domains of its connection, and for no other."""

    code = "sso_domain_not_verified"
    title = "This single sign-on may not speak for addresses of this domain"


class NoRole(Forbidden):
    """No group of the person stands for a role, and there is no role for everybody."""

    code = "sso_no_role"
    title = "Your organization's sign-on gives you no role here; ask its administrators"


class MemberSuspended(Forbidden):
    """Suspended members stay so, whatever their identity provider says."""

    code = "member_suspended"
    title = "Your membership is suspended; ask an administrator of your organization"


class SignOnRequired(Forbidden):
    """The organization wants its members to come through its single sign-on."""

    code = "sign_on_required"
    title = "Your organization wants you to sign in through its single sign-on"


class DomainTaken(Conflict):
    """Verified for another connection."""

    code = "domain_taken"
    title = "This domain is verified for another single sign-on"


class DomainNotProven(Conflict):
    """Neither the record nor the file was found."""

    code = "domain_not_proven"
    title = "The proof was not found; add the TXT record or the file, wait for it to be seen, and try again"


class DomainNotFound(NotFound):
    """Absent, or another connection's."""

    code = "domain_not_found"
    title = "This connection has no such domain"


class ConnectionUnfit(InvalidInput):
    """Its settings cannot work; the detail says what was tried."""

    code = "connection_unfit"
    title = "This single sign-on does not work with these settings"
