"""Mutants of articles and of the linter: what is refused, what waits for its time, and what is no fault."""

from mutants import Mutant, text

A = "aisle.articles."
ROOM = "tests/web/test_articles.py::test_"
REFUSED = "tests/web/test_article_refusals.py::test_"
MANY = "tests/web/test_article_batches.py::test_"
ATTACKS = "tests/web/test_attacks_on_articles.py::test_"
TEXTS = f"{REFUSED}texts_that_cannot_be_kept_say_why"
NAMES = f"{REFUSED}articles_are_not_begun_under_odd_names_or_nowhere"
COMPLETE = f"{REFUSED}nobody_is_asked_to_approve_what_is_not_complete"
STEPS = f"{REFUSED}steps_are_taken_in_their_order"
ORDER = f"{REFUSED}changes_of_many_are_some_and_not_too_many_and_each_once"
PLACES = f"{REFUSED}categories_have_names_and_places_of_their_own"
BOTH = f"{ROOM}of_two_who_write_at_once_nothing_is_lost"
BACK = f"{ROOM}article_that_was_put_away_comes_back_and_answers_what_it_answered"
NEVER = f"{ROOM}what_was_never_live_or_has_run_out_comes_back_and_answers_nothing"


def mutants_of_articles() -> list[Mutant]:
    """What may be saved, handed in, approved, shown and brought back."""
    checked, live = f"{A}checking:_validity", f"{A}service.publishing:"
    review, write = f"{A}service.reviewing:", f"{A}service.writing:"
    return [
        text(f"{A}checking:checked", "not title or ", "", TEXTS),
        text(f"{A}checking:checked", " or len(title) > LONGEST_TITLE", "", TEXTS),
        text(f"{A}checking:check_name", "or not _KEY.fullmatch(key)", "", NAMES),
        text(f"{A}checking:check_name", "not _LANGUAGE.fullmatch(language)", "False", NAMES),
        text(f"{A}checking:check_complete", "not content.body.strip()", "False", COMPLETE),
        text(f"{A}checking:check_complete", "until is not None and until <= now", "False", COMPLETE),
        text(checked, "moment is not None and moment.tzinfo is None", "False", TEXTS),
        text(checked, "said.valid_from and said.valid_until and said.valid_from >= said.valid_until", "False", TEXTS),
        text(f"{write}check_category", "await categories.find_category(session, category_id) is None", "False", NAMES, TEXTS),
        text(f"{write}save", "if based_on == article.draft_save:", "if True:", BOTH),
        text(f"{write}save", "if theirs.content == content:", "if False:", f"{ATTACKS}of_ten_who_save_at_once_one_has_the_draft_and_all_are_kept", f"{REFUSED}saving_what_the_draft_says_changes_nothing"),
        text(f"{write}_keep_both", "if base is None:", "if False:", f"{ROOM}what_a_save_leaves_out_stays_and_what_it_empties_is_empty", f"{REFUSED}a_whole_text_that_began_from_no_save_is_refused"),
        text(f"{review}approve", "if version.state is not VersionState.IN_REVIEW:", "if False:", STEPS),
        text(f"{review}approve", "await _check(session, shown.content, now)", "pass", COMPLETE),
        text(f"{review}submit", "await _check(session, content, now)", "pass", COMPLETE),
        text(f"{review}submit", "await versions.take_back_open(session, article_id, (VersionState.IN_REVIEW,))", "pass", BACK, f"{REFUSED}of_what_was_handed_in_twice_only_the_last_waits"),
        text(f"{review}reschedule", "if version.state is not VersionState.SCHEDULED:", "if False:", STEPS),
        text(f"{review}reject", "if not note.strip():", "if False:", f"{ROOM}refusal_says_why_and_comments_are_about_words"),
        text(f"{review}_end", "if version.state not in waiting:", "if False:", STEPS),
        text(f"{review}_check", "if faults:", "if False:", "tests/web/test_article_inserts.py::test_what_nobody_can_fill_in_cannot_be_handed_in"),
        text(f"{review}comment", "if not body.strip():", "if False:", STEPS),
        text(f"{review}resolve", "if found is None:", "if False:", STEPS),
        text(f"{review}_due", "publish_at is not None and publish_at.tzinfo is None", "False", COMPLETE),
        text(f"{review}_due", "validity.valid_until is not None and due >= validity.valid_until", "False", COMPLETE),
        text(f"{review}_due", "max(publish_at or now, validity.valid_from or now)", "publish_at or now", f"{ROOM}season_begins_by_itself_however_early_it_was_approved"),
        text(f"{live}publish_scheduled", "version.state is not VersionState.SCHEDULED or ", "", f"{ROOM}scheduled_version_can_be_given_another_time_or_taken_back"),
        text(f"{live}publish_scheduled", "version.publish_at > now", "False", f"{REFUSED}what_was_taken_back_or_moved_does_not_go_live_at_its_old_time"),
        text(f"{live}publish_scheduled", "until is not None and until <= now", "False", f"{REFUSED}a_season_that_ended_before_its_turn_is_never_shown"),
        text(f"{live}expire", "newest == number and article.document_id is not None", "article.document_id is not None", f"{REFUSED}an_end_that_a_newer_version_moved_takes_nothing_away"),
        text(f"{live}roll_back", "if old.state not in (VersionState.PUBLISHED, VersionState.EXPIRED):", "if False:", f"{ROOM}version_that_was_never_live_cannot_be_brought_back"),
        text(f"{live}roll_back", "until is not None and until <= now", "False", f"{REFUSED}what_has_run_out_does_not_come_back"),
        text(f"{live}archive", "await versions.take_back_open(session, article_id, waiting)", "pass", BACK),
        text(f"{live}archive", "if article.document_id is not None:", "if False:", BACK, f"{ROOM}archived_article_is_gone_at_once_and_its_past_stays"),
        text(f"{live}restore", "if article.archived_at is None:", "if False:", BACK),
        text(f"{live}_answer_again", "until is None or until > tools.clock.now()", "True", NEVER),
        text(f"{live}delete", "if article.document_id is not None:", "if False:", f"{ROOM}deleted_article_answers_nobody_and_leaves_nothing"),
        text(f"{A}service.reminding:_check", "review.on is None and review.every_days is not None", "False", f"{REFUSED}reviews_have_days_that_can_be", "tests/web/test_article_reviews.py::test_days_without_a_first_date_are_refused"),
        text(f"{A}service.reminding:_check", "review.on is not None and review.on > date(9000, 1, 1)", "False", f"{REFUSED}reviews_have_days_that_can_be"),
        text(f"{A}service.reminding:remind", "article is None or article.review.on != message.on or article.archived_at is not None", "article is None", "tests/web/test_article_reviews.py::test_article_that_is_put_away_is_not_reviewed", "tests/web/test_article_reviews.py::test_who_has_looked_is_not_told_and_the_next_date_follows"),
    ]  # fmt: skip


def mutants_of_many() -> list[Mutant]:
    """Changes of many articles, files, and the tree of categories."""
    bulk, files, tree = f"{A}bulk.", f"{A}bulk.reading:", f"{A}service.filing:"
    stale = (
        f"{MANY}nothing_is_done_when_one_draft_has_changed_since_it_was_shown",
        f"{MANY}undoing_never_writes_over_what_somebody_saved_since",
    )
    unread = f"{MANY}what_cannot_be_read_says_why_and_brings_nothing"
    kept = f"{ROOM}store_goes_with_its_articles_and_categories"
    return [
        text(f"{bulk}applying:_held", "if batch.state is not state:", "if False:", ORDER),
        text(f"{bulk}applying:_check_still", "if stale:", "if False:", *stale),
        text(f"{bulk}applying:undo", "lambda one: one.save_after or 0", "lambda one: (one.save_after or 0) + 1", *stale, ORDER, f"{MANY}labels_and_validity_are_set_for_many_and_archived_ones_come_back"),
        text(f"{bulk}applying:_undo_one", "await writing.still_filed(session, change.before)", "change.before", f"{MANY}a_change_is_undone_though_a_category_of_before_is_gone"),
        text(f"{bulk}planning:_keep", "if not changes:", "if False:", ORDER),
        text(f"{bulk}planning:plan_upload", "check_name(one.key, one.language)", "pass", ORDER),
        text(f"{bulk}planning:plan_upload", "if (one.key, one.language) in found:", "if False:", ORDER),
        text(f"{bulk}planning:_filed", "if one.category not in paths:", "if False:", f"{MANY}files_that_do_not_say_their_language_are_told_by_that_field"),
        text("aisle.web.article_batches:_carry_out", "if batch.then_do.needs_approval:", "if False:", f"{ATTACKS}who_writes_and_may_not_approve_finds_no_other_way"),
        text(f"{files}_check_language", "if not all(one.language for one in found):", "if False:", f"{MANY}files_that_do_not_say_their_language_are_told_by_that_field"),
        text(f"{files}_check_size", "if len(file.data) > max_bytes:", "if False:", f"{ATTACKS}fifty_megabytes_are_refused_wherever_they_come"),
        text(f"{files}_questions", 'if not {"question", "answer"} <= set(reader.fieldnames):', "if False:", unread),
        text(f"{files}_questions", 'if not cells["question"] or not cells["answer"]:', "if False:", unread),
        text(f"{files}_questions", "if number > MOST_ROWS:", "if False:", ORDER),
        text(f"{tree}_checked", 'not name or len(name) > LONGEST_NAME or "/" in name', "False", PLACES),
        text(f"{tree}_checked", "if len(above + name) > LONGEST_PATH:", "if False:", PLACES),
        text(f"{tree}_check_place", "if above == category_id:", "if False:", kept),
        text(f"{tree}remove_category", "if await categories.is_used(session, category_id):", "if False:", kept, PLACES),
        text(f"{A}repository.categories:is_used", "OR v.document_version_id = d.published_version_id", "", PLACES),
        text(f"{A}repository.categories:is_used", "s.number = a.draft_save", "false", kept),
    ]  # fmt: skip


def mutants_of_the_linter() -> list[Mutant]:
    """What keeps the linter from finding what is no fault, and what it must not miss."""
    read, figures, hours = (
        "aisle.linting.statements.reading:",
        "aisle.linting.checks.figures:",
        "aisle.linting.statements.hours:",
    )
    near = "tests/web/test_linting.py::test_conditions_for_different_goods_places_and_times_are_no_conflict"
    doors = "tests/web/test_linting.py::test_hours_of_different_doors_days_and_seasons_are_no_conflict"
    said, alone = (
        "tests/benchmarks/test_linted_phrases.py::test_",
        "tests/linting/test_checks_alone.py::test_",
    )
    prices = "tests/web/test_linting.py::test_a_price_in_a_text_is_held_against_price_and_struck_price"
    gone = "tests/web/test_linting.py::test_pages_that_sell_what_is_gone"
    lacks = "tests/web/test_linting.py::test_products_tell_what_they_lack"
    mentions, lacking = "aisle.linting.checks.mentions:", "aisle.linting.checks.products:"
    near_misses, faults = f"{said}near_misses_are_no_faults", f"{said}seeded_faults_are_found"
    return [
        text(f"{read}statements_of", "if not cues.NOT_STATED.search(said):", "if True:", f"{said}stories_questions_and_examples_state_nothing"),
        text(f"{read}_subjects", "and not cues.PAYING_BACK.search(_without_return(clause))", "", near_misses),
        text(f"{read}_subjects", "and not returns and cues.DELIVERING.search(said) and not cues.PAYING_BACK.search(said)", "and cues.DELIVERING.search(said)", f"{alone}how_long_money_or_paper_takes_is_no_delivery_time"),
        text(f"{read}_subjects", "if money and not returns and cues.DELIVERING.search(said):", "if money and cues.DELIVERING.search(said):", near_misses, f"{said}returns_that_cost_nothing_are_no_free_delivery"),
        text(f"{read}_subjects", "if cues.FREE.search(said) and cues.FROM_AMOUNT.search(clause):", "if cues.FROM_AMOUNT.search(clause):", f"{said}a_cost_is_no_free_delivery", near_misses),
        text(f"{read}_scope", "scope_of(text) - _IMPLIED.get(subject, frozenset())", "frozenset()", near, near_misses),
        text(f"{read}_opening", "*doors_of(piece, above)", "", doors),
        text(f"{figures}compare", "by_scope[one.statement.subject, one.scope]", 'by_scope[one.statement.subject, frozenset()]', near, near_misses),
        text(f"{figures}_contradictions", "if not _agree(subject, first, values):", "if True:", f"{said}one_that_says_all_that_the_other_says_is_no_conflict"),
        text(f"{figures}_within", "<= _DAYS_APART * float(b)", "<= 0", f"{said}one_that_says_all_that_the_other_says_is_no_conflict"),
        text(f"{hours}_add_days", "if last and _BUT.fullmatch(text[last.end : match.start()]):", "if False:", f"{said}days_that_are_excepted_have_no_hours"),
        text("aisle.linting.checks.dates:passed", "max(days) < now.date()", "True", near_misses),
        text(f"{mentions}price", "named.isdisjoint(known)", "True", near_misses, prices),
        text(f"{mentions}price", "not _NO_PRICE.search(one.text)", "True", near_misses, prices),
        text(f"{mentions}availability", '_SAYS_GONE.search(f"{one.text} {one.above}")', "False", near_misses, gone),
        text(f"{mentions}_is_discontinued", 'not any(one.availability in ("in_stock", "low_stock") for one in good.offers)', "True", f"{alone}what_is_sold_out_for_good_is_gone_and_what_is_left_of_it_is_sold"),
        text(f"{mentions}_gone", "now - good.absent_since >= LONG", "True", gone),
        text("aisle.linting.checks.promised:warranty", "not _meet(said, known)", "True", f"{alone}a_warranty_on_a_page_is_held_against_the_products_own"),
        text(f"{lacking}description", "len(good.description.strip()) < SHORTEST", "True", lacks),
        text(f"{lacking}pictures", "if not good.images:", "if True:", lacks),
        text(f"{lacking}price", "if without or not good.offers:", "if True:", lacks),
        text(f"{lacking}sizes", "not any(_SIZE.search(name) for name in names)", "True", lacks),
        text(f"{lacking}units", "_BARE.match(str(value))", "True", lacks),
        text(f"{lacking}options", "len(good.offers) > 1 and named and lacking", "named", f"{alone}variants_have_the_options_that_the_others_have"),
        text(f"{figures}_contradictions", "for values in others:", "for values in others[:0]:", faults),
    ]  # fmt: skip
