"""What can go wrong with test questions."""

from aisle.core.errors import Conflict, InvalidInput, NotFound


class QuestionNotFound(NotFound):
    """No such test question, or not the caller's."""

    code = "test_question_not_found"
    title = "There is no such test question"


class NoQuestions(Conflict):
    """Versions are to be compared and the store has no test questions."""

    code = "no_test_questions"
    title = "The store has no test questions"


class QuestionsInvalid(InvalidInput):
    """Test questions that cannot be used; the detail names the first faults."""

    code = "test_questions_invalid"
    title = "The test questions are not valid"
