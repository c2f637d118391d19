"""Who makes which mail: a new one is one line here, and a template."""

from collections.abc import Mapping

from aisle.articles.mails import ArticleMails
from aisle.bootstrap.resources import Resources
from aisle.identity.accounts.mails import makers_of_accounts
from aisle.identity.factors.mails import FactorMails
from aisle.identity.federation.sign_on.mails import LAPSED, SignOnMails
from aisle.identity.invitations.mails import InvitationMails
from aisle.identity.members.mails import SIGNED_OUT, MemberMails
from aisle.identity.shoppers import codes
from aisle.identity.visits.mails import BEGAN, VisitMails
from aisle.notifications.sending import Post
from aisle.notifications.types import Maker
from aisle.sources.notices.mails import SourceMails
from aisle.usage.warning import NEARLY, BudgetMails


def makers_of(parts: Resources) -> Mapping[str, Maker]:
    """Return every maker of this release, by template."""
    return {
        codes.PURPOSE: parts.shoppers.codes.letter,
        "invitation": InvitationMails(parts.vault).make,
        SIGNED_OUT: MemberMails(parts.vault).signed_out,
        BEGAN: VisitMails(parts.vault).began,
        LAPSED: SignOnMails(parts.vault).lapsed,
        NEARLY: BudgetMails(parts.vault).nearly,
        **ArticleMails(parts.vault).makers(),
        **SourceMails(parts.vault).makers(),
        **makers_of_accounts(parts.accounts),
        **FactorMails(parts.accounts).makers(),
    }


def post_of(parts: Resources) -> Post:
    """Return what sends the mails of jobs."""
    return Post(parts.mailer, makers_of(parts), parts.secrets.key("mail secrets"), parts.settings.base_url)
