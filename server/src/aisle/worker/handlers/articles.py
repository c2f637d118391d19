"""Handlers of the articles' jobs."""

from aisle.articles.jobs import ExpireArticle, PublishArticle, RemindOfReview
from aisle.articles.service import publishing, reminding
from aisle.articles.tools import ArticleTools
from aisle.core.jobs import JobContext


class ArticleHandlers:
    """Runs the jobs of articles, each in one transaction."""

    def __init__(self, tools: ArticleTools) -> None:
        self._tools = tools

    async def publish(self, message: PublishArticle, context: JobContext) -> None:
        """Publish a scheduled version."""
        async with context.scope() as session:
            await publishing.publish_scheduled(session, self._tools, message.article_id, message.version)

    async def expire(self, message: ExpireArticle, context: JobContext) -> None:
        """Take out what has run out."""
        async with context.scope() as session:
            await publishing.expire(session, self._tools, message.article_id, message.version)

    async def remind(self, message: RemindOfReview, context: JobContext) -> None:
        """Tell people of a review date."""
        async with context.scope() as session:
            await reminding.remind(session, self._tools, message)
