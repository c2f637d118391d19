"""What can go wrong with articles."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class ArticleNotFound(NotFound):
    """No such article, or not the caller's."""

    code = "article_not_found"
    title = "There is no such article"


class ArticleVersionNotFound(NotFound):
    """The article has no such version, or no such save."""

    code = "article_version_not_found"
    title = "The article has no such version"


class ArticleCommentNotFound(NotFound):
    """No such comment on the article."""

    code = "article_comment_not_found"
    title = "There is no such comment"


class ArticleCategoryNotFound(NotFound):
    """No such category, or not the caller's."""

    code = "article_category_not_found"
    title = "There is no such category of articles"


class ArticleBatchNotFound(NotFound):
    """No such change of many articles, or not the caller's."""

    code = "article_batch_not_found"
    title = "There is no such change of many articles"


class ArticleTaken(Conflict):
    """Another article has the key in this language."""

    code = "article_taken"
    title = "An article of this key and language is there already"


class ArticleChanged(Conflict):
    """Somebody else saved since the text was read; both texts are kept, and a merged one is proposed."""

    code = "article_changed"
    title = "Somebody else has saved this article meanwhile"


class ArticleStateConflict(Conflict):
    """The article, or its version, is in a state in which this cannot be done."""

    code = "article_state"
    title = "The article's state does not allow this"


class ArticleCategoryInUse(Conflict):
    """A category that articles, drafts or other categories still belong to, or a name that is taken."""

    code = "article_category_in_use"
    title = "This category is in use"


class ArticleBatchStale(Conflict):
    """Articles were changed since the changes were shown; extra `keys` names some."""

    code = "article_batch_stale"
    title = "Articles have changed since this was shown"


class ArticleInvalid(InvalidInput):
    """What an article says cannot be kept like this."""

    code = "article_invalid"
    title = "The article is not valid"
